// Two faces, built one after the other (`--mode phone`, `--mode desk`), so that the phone never loads what only the
// desk uses: what two entry points of one build share lands in one chunk, with all that either of them needs of it.
import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const origin = process.env["GONGHUI_WEB"] ?? "http://localhost:8787";

/** Chinese comes first: its messages are fetched beside the scripts that will ask for them. */
const preloadMessages: Plugin = {
  name: "preload-messages",
  transformIndexHtml: {
    order: "post",
    handler(_html, { bundle, path }) {
      const messages = Object.keys(bundle ?? {}).find((name) => /^assets\/zh-CN-.*\.js$/.test(name));
      if (path !== "/index.html" || !messages) return [];
      return [{ tag: "link", attrs: { rel: "modulepreload", href: `/${messages}` }, injectTo: "head" }];
    },
  },
};

export default defineConfig(({ mode }) => ({
  plugins: [vue(), preloadMessages],
  resolve: { alias: { "@": at("./src") } },
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
    __INTLIFY_DROP_MESSAGE_COMPILER__: false,
  },
  build: {
    target: ["es2020", "chrome87", "safari14"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    emptyOutDir: mode !== "desk",
    rollupOptions: { input: mode === "desk" ? at("./desk.html") : at("./index.html") },
  },
  server: { host: "127.0.0.1", proxy: { "/v1": origin, "/config.json": origin } },
  test: { environment: "happy-dom", include: ["tests/**/*.test.ts"] },
}));

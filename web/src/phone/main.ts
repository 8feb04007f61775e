// The worker's phone.
import { createApp } from "vue";
import { makeI18n, type Loaders } from "@/language";
import App from "./App.vue";
import type { Messages } from "./i18n/messages";
import { makeRouter } from "./router";
import { loadersKey } from "./state/language";
import "./style.css";

const loaders: Loaders<Messages> = {
  "zh-CN": () => import("./i18n/zh-CN"),
  en: () => import("./i18n/en"),
};

async function start(): Promise<void> {
  const i18n = await makeI18n(loaders);
  const router = makeRouter();
  createApp(App).use(i18n).use(router).provide(loadersKey, loaders).mount("#app");
  // A newer version was published while the page was open: its old parts are gone, so open the page anew.
  window.addEventListener("vite:preloadError", () => window.location.reload());
}

void start();

// The worker's phone.
import { createApp } from "vue";
import { config } from "@/config";
import App from "./App.vue";
import { startLanguage } from "./i18n";
import { makeRouter } from "./router";
import { synthetic } from "./state/api";
import "./style.css";
import "./controls.css";

async function start(): Promise<void> {
  await startLanguage();
  createApp(App).use(makeRouter()).mount("#app");
  const settings = await config().catch(() => undefined);
  if (settings?.synthetic) synthetic.value = true;
}

/** A page that was opened anew for this reason is not opened anew again so soon. */
const AGAIN_MS = 30_000;
const REOPENED = "gonghui.reopened";

/** A newer version was published while the page was open: its old parts are gone, so the page is opened anew. */
function reopen(): void {
  // Without a network there would be nothing left to see: the page stays, and says that it is offline.
  if (!navigator.onLine) return;
  try {
    if (Date.now() - Number(sessionStorage.getItem(REOPENED) ?? 0) < AGAIN_MS) return;
    sessionStorage.setItem(REOPENED, String(Date.now()));
  } catch {
    return;
  }
  window.location.reload();
}

window.addEventListener("vite:preloadError", reopen);
void start();

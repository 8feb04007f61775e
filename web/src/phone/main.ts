// The worker's phone.
import { createApp } from "vue";
import App from "./App.vue";
import { startLanguage } from "./i18n";
import { makeRouter } from "./router";
import "./style.css";

async function start(): Promise<void> {
  await startLanguage();
  createApp(App).use(makeRouter()).mount("#app");
  // A newer version was published while the page was open: its old parts are gone, so open the page anew.
  window.addEventListener("vite:preloadError", () => window.location.reload());
}

void start();

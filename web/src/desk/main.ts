// The officer's desk.
import "./ui/elements";
import "./ui/theme.css";
import { createApp } from "vue";
import { makeI18n } from "@/language";
import App from "./App.vue";
import { I18N, loaders } from "./i18n";
import { router } from "./router";
import { applyTheme } from "./shell/theme";

applyTheme();
void makeI18n(loaders).then((i18n) => {
  createApp(App).use(i18n).use(router).provide(I18N, i18n).mount("#app");
});

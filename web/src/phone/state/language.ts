// Switching the language from anywhere.
import { inject, type InjectionKey } from "vue";
import { useI18n, type I18n } from "vue-i18n";
import { useLanguage, type Language, type Loaders } from "@/language";
import type { Messages } from "../i18n/messages";

/** How the messages of a language are loaded. */
export const loadersKey: InjectionKey<Loaders<Messages>> = Symbol("loaders");

/** The language now, and a way to switch to the other one. */
export function useLanguageSwitch(): { other: () => Language; swap: () => Promise<void> } {
  const loaders = inject(loadersKey);
  const composer = useI18n({ useScope: "global" });
  const other = (): Language => (composer.locale.value === "en" ? "zh-CN" : "en");
  const swap = async (): Promise<void> => {
    if (loaders) await useLanguage({ global: composer } as unknown as I18n, loaders, other());
  };
  return { other, swap };
}

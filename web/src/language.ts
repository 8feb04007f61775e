// The desk's two languages with vue-i18n; each face brings its own messages.
import { createI18n, type I18n } from "vue-i18n";
import { answerIn } from "@/api/client";
import { chosen, remember, type Language } from "@/reading";

export { chosen, type Language };

/** A face's messages by language, loaded when needed. */
export type Loaders<Messages> = Record<Language, () => Promise<{ default: Messages }>>;

/** Makes vue-i18n with the messages of the chosen language. */
export async function makeI18n<Messages extends object>(loaders: Loaders<Messages>): Promise<I18n> {
  const first = chosen();
  const i18n = createI18n({ legacy: false, locale: first, fallbackLocale: "zh-CN", messages: {} }) as unknown as I18n;
  await useLanguage(i18n, loaders, first);
  return i18n;
}

/** Switches the pages, the API's answers and the document to a language, and remembers it. */
export async function useLanguage<Messages extends object>(
  i18n: I18n,
  loaders: Loaders<Messages>,
  next: Language,
): Promise<void> {
  const global = i18n.global as unknown as {
    availableLocales: string[];
    setLocaleMessage(locale: string, messages: Messages): void;
    locale: { value: string };
  };
  if (!global.availableLocales.includes(next)) {
    global.setLocaleMessage(next, (await loaders[next]()).default);
  }
  global.locale.value = next;
  document.documentElement.lang = next;
  answerIn(next);
  remember(next);
}

// Messages in two languages, in as little code as the phone's first load deserves (docs/decisions/013).
import { ref, shallowReactive, type Ref } from "vue";
import { answerIn } from "@/api/client";
import { chosen, remember, type Language } from "@/reading";
import type { Messages } from "./messages";

const loaders: Record<Language, () => Promise<{ default: Messages }>> = {
  "zh-CN": () => import("./zh-CN"),
  en: () => import("./en"),
};
const loaded = shallowReactive<Partial<Record<Language, Messages>>>({});
const locale = ref<Language>("zh-CN");

/** Values for the places in a message: `{n}` takes `n`. */
export type Values = Record<string, string | number | undefined>;

/** What a component needs of the messages. */
export interface Words {
  /** The message at a path, in the language of the page; the path itself where there is none. */
  t: (path: string, values?: Values) => string;
  /** Whether there is a message at a path. */
  te: (path: string) => boolean;
  /** The language of the page. */
  locale: Ref<Language>;
}

/** The messages in the language of the page. */
export function useI18n(): Words {
  return { t, te, locale };
}

/** Loads the language that was chosen on this phone. */
export async function startLanguage(): Promise<void> {
  await useLanguage(chosen());
}

/** Switches the pages, the API's answers and the document to a language, and remembers it. */
export async function useLanguage(next: Language): Promise<void> {
  loaded[next] ??= (await loaders[next]()).default;
  locale.value = next;
  document.documentElement.lang = next;
  document.title = t("app.name");
  answerIn(next);
  remember(next);
}

/** The other language. */
export function otherLanguage(): Language {
  return locale.value === "en" ? "zh-CN" : "en";
}

/** A message of a page that brings its own, in the language of the page: they are no part of the first load. */
export function ownWords(trees: Record<Language, object>): Words["t"] {
  return (path, values) => fill(at(path, trees[locale.value]) ?? path, values);
}

function t(path: string, values?: Values): string {
  return fill(at(path) ?? path, values);
}

function fill(message: string, values: Values = {}): string {
  return message.replace(/\{(\w+)\}/g, (_whole, name: string) => String(values[name] ?? ""));
}

function te(path: string): boolean {
  return at(path) !== undefined;
}

function at(path: string, tree: unknown = loaded[locale.value]): string | undefined {
  let node = tree;
  for (const part of path.split(".")) {
    if (typeof node !== "object" || node === null) return undefined;
    node = (node as Record<string, unknown>)[part];
  }
  return typeof node === "string" ? node : undefined;
}

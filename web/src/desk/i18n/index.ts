// The desk's messages, loaded by language.
import type { InjectionKey } from "vue";
import type { I18n } from "vue-i18n";
import type { Loaders } from "@/language";
import type zh from "./zh";

/** What both languages say. */
export type Messages = typeof zh;

/** The desk's messages by language. */
export const loaders: Loaders<Messages> = { "zh-CN": () => import("./zh"), en: () => import("./en") };

/** Where the frame finds vue-i18n to switch the language. */
export const I18N: InjectionKey<I18n> = Symbol("i18n");

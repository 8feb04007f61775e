// The words of confirming one's joining, apart from the first load.
import { ownWords } from ".";
import en from "./en.confirm";
import zh from "./zh-CN.confirm";

/** A message of the page on which somebody confirms his joining. */
export const m = ownWords({ "zh-CN": zh, en });

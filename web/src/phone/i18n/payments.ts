// The words of the pages about money, apart from the first load.
import { ownWords } from ".";
import en from "./en.payments";
import zh from "./zh-CN.payments";

/** A message of the pages about money. */
export const m = ownWords({ "zh-CN": zh, en });

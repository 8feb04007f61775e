// The words of the pages about founding a union, apart from the first load.
import { ownWords } from ".";
import en from "./en.foundings";
import zh from "./zh-CN.foundings";

/** A message of the pages about founding. */
export const f = ownWords({ "zh-CN": zh, en });

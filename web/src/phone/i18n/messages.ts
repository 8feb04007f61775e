// The shape of the messages: the Chinese ones lead, every other language must have the same.
import type change from "./zh-CN.change";
import type common from "./zh-CN.common";
import type form from "./zh-CN.form";
import type me from "./zh-CN.me";
import type moving from "./zh-CN.moving";

/** The same tree with any texts. */
export type Texts<Tree> = { [Key in keyof Tree]: Tree[Key] extends string ? string : Texts<Tree[Key]> };

/** All messages of the worker's pages. */
export type Messages = Texts<typeof change & typeof common & typeof form & typeof me & typeof moving>;

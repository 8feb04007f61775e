// Which key does what, per page; the help shows the same table.

/** What a key asks for. */
export type Command =
  | "next" | "previous" | "first" | "last" | "open" | "select" | "selectAll" | "claim"
  | "approve" | "return" | "refuse" | "reveal" | "nextCase" | "previousCase" | "back"
  | "refresh" | "filter" | "help" | "close" | "urge" | "route" | "pay";

/** Where the keys are pressed. */
export type Page = "worklist" | "case" | "part";

/** One line of the help. */
export interface Binding {
  command: Command;
  /** As `KeyboardEvent.key`, letters in lower case. */
  keys: readonly string[];
  shift?: boolean;
}

const COMMON: readonly Binding[] = [
  { command: "help", keys: ["?"] },
  { command: "close", keys: ["escape"] },
];

/** The map of keys of both pages, in the order of the help. */
export const BINDINGS: Readonly<Record<Page, readonly Binding[]>> = {
  worklist: [
    { command: "next", keys: ["j", "arrowdown"] },
    { command: "previous", keys: ["k", "arrowup"] },
    { command: "first", keys: ["home"] },
    { command: "last", keys: ["end"] },
    { command: "open", keys: ["enter"] },
    { command: "select", keys: [" "] },
    { command: "selectAll", keys: ["s"] },
    { command: "claim", keys: ["c"] },
    { command: "approve", keys: ["a"] },
    { command: "return", keys: ["r"] },
    { command: "refuse", keys: ["x"] },
    { command: "filter", keys: ["f"] },
    { command: "refresh", keys: ["g"] },
    ...COMMON,
  ],
  case: [
    { command: "approve", keys: ["a"] },
    { command: "return", keys: ["r"] },
    { command: "refuse", keys: ["x"] },
    { command: "nextCase", keys: ["j", "arrowright"] },
    { command: "previousCase", keys: ["k", "arrowleft"] },
    { command: "claim", keys: ["c"] },
    { command: "reveal", keys: ["v"] },
    { command: "urge", keys: ["u"] },
    { command: "route", keys: ["t"] },
    { command: "back", keys: ["b"] },
    ...COMMON,
  ],
  part: [
    { command: "approve", keys: ["a"] },
    { command: "return", keys: ["r"] },
    { command: "refuse", keys: ["x"] },
    { command: "pay", keys: ["p"] },
    { command: "nextCase", keys: ["n"] },
    { command: "refresh", keys: ["g"] },
    { command: "back", keys: ["b"] },
    { command: "help", keys: ["?"] },
  ],
};

/** As much of a KeyboardEvent as is needed. */
export interface Press {
  key: string;
  shiftKey?: boolean;
  ctrlKey?: boolean;
  metaKey?: boolean;
  altKey?: boolean;
  /** True while an input method composes a character (拼音). */
  isComposing?: boolean;
  repeat?: boolean;
}

/** Where the focus is. */
export interface Focus {
  /** Typing: an input, a text area, a select, something editable. */
  typing: boolean;
  /** A button or link has the focus: Enter and blank are its own. */
  control: boolean;
  /** A dialog is open: its own keys win. */
  dialog: boolean;
}

const REPEATABLE: ReadonlySet<Command> = new Set(["next", "previous", "nextCase", "previousCase"]);

/** The command of a key, or null where the key belongs to somebody else. */
export function commandOf(page: Page, press: Press, focus: Focus): Command | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing) return null;
  if (focus.dialog || focus.typing) return null;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key.toLowerCase();
  if (focus.control && (key === "enter" || key === " ")) return null;
  const found = BINDINGS[page].find((binding) => binding.keys.includes(key));
  if (!found || (press.repeat && !REPEATABLE.has(found.command))) return null;
  return found.command;
}

/** Where an event happened, as [`Focus`]. */
export function focusOf(target: EventTarget | null, root: Document): Focus {
  const element = target instanceof Element ? target : null;
  const typing = element?.closest("input:not([type=checkbox]):not([type=radio]),textarea,select,[contenteditable=true]");
  const control = element?.closest("button,a[href],summary,input[type=checkbox],input[type=radio],[role=button],[role=switch]");
  const dialog = [...root.querySelectorAll("[role=dialog],[role=alertdialog]")].some(visible);
  return { typing: Boolean(typing), control: Boolean(control), dialog };
}

function visible(element: Element): boolean {
  return element.getClientRects().length > 0;
}

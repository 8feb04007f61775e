import { describe, expect, it } from "vitest";
import { BINDINGS, commandOf, type Focus, type Press } from "@/desk/pure/keys";

const free: Focus = { typing: false, control: false, dialog: false };
const worklist = (press: Press, focus: Focus = free) => commandOf("worklist", press, focus);

describe("keys", () => {
  it.each([
    ["j", "next"], ["ArrowDown", "next"], ["k", "previous"], ["ArrowUp", "previous"], ["Enter", "open"],
    ["a", "approve"], ["A", "approve"], ["r", "return"], ["x", "refuse"], ["?", "help"], [" ", "select"], ["c", "claim"],
  ])("%s means %s on the worklist", (key, command) => {
    expect(worklist({ key })).toBe(command);
  });

  it.each([
    ["while typing", { key: "a" }, { ...free, typing: true }],
    ["while a dialog is open", { key: "a" }, { ...free, dialog: true }],
    ["with the control key", { key: "a", ctrlKey: true }, free],
    ["with the command key", { key: "r", metaKey: true }, free],
    ["while pinyin is composed", { key: "j", isComposing: true }, free],
    ["Enter on a button is the button's", { key: "Enter" }, { ...free, control: true }],
    ["blank on a checkbox is the checkbox's", { key: " " }, { ...free, control: true }],
    ["a held key decides nothing", { key: "a", repeat: true }, free],
    ["an unknown key", { key: "q" }, free],
  ])("does nothing: %s", (_, press, focus) => {
    expect(worklist(press as Press, focus as Focus)).toBeNull();
  });

  it("a held arrow moves on", () => {
    expect(worklist({ key: "ArrowDown", repeat: true })).toBe("next");
  });

  it("no key means two things on a page", () => {
    for (const bindings of Object.values(BINDINGS)) {
      const keys = bindings.flatMap((binding) => binding.keys);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});

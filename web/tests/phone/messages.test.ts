// Both languages say everything, with the same places for values.
import { describe, expect, it } from "vitest";
import en from "@/phone/i18n/en";
import zh from "@/phone/i18n/zh-CN";

function flat(tree: object, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const here = path ? `${path}.${key}` : key;
    return typeof value === "string" ? [[here, value] as [string, string]] : flat(value as object, here);
  });
}
const places = (text: string): string => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort().join(",");

describe("messages", () => {
  const chinese = new Map(flat(zh));
  const english = new Map(flat(en));

  it("exist in both languages", () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  });

  it("take the same values in both", () => {
    for (const [path, text] of chinese) expect(places(english.get(path) ?? ""), path).toBe(places(text));
  });

  it("are in the right language", () => {
    // The name of the other language, and examples that are Chinese by nature.
    const mixed = ["app.language", "me.language", "app.synthetic", "division.search", "me.bound"];
    for (const [path, text] of english) if (!mixed.includes(path)) expect(text, path).not.toMatch(/\p{Script=Han}/u);
    for (const [path, text] of chinese) if (!mixed.includes(path)) expect(text, path).toMatch(/\p{Script=Han}/u);
  });
});

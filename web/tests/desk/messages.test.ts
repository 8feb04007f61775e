import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import en from "@/desk/i18n/en";
import zh from "@/desk/i18n/zh";

function keys(value: unknown, prefix = ""): string[] {
  if (typeof value !== "object" || value === null) return [prefix];
  return Object.entries(value).flatMap(([name, inner]) => keys(inner, prefix ? `${prefix}.${name}` : name));
}

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : /\.(vue|ts)$/.test(entry.name) ? [path] : [];
  });
}

const text = (messages: unknown, key: string): unknown => key.split(".").reduce((at, name) => (at as Record<string, unknown> | undefined)?.[name], messages);
const places = (words: unknown): string[] => [...String(words).matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "").sort();

describe("the desk's messages", () => {
  it("are the same in both languages, with the same places", () => {
    expect(keys(en).sort()).toEqual(keys(zh).sort());
    for (const key of keys(zh)) expect([...new Set(places(text(en, key)))], key).toEqual([...new Set(places(text(zh, key)))]);
  });

  it("have every text that a page names outright", () => {
    const known = new Set(keys(zh));
    const named = files("src/desk").flatMap((path) => [...readFileSync(path, "utf8").matchAll(/\bt\("([a-zA-Z.]+)"/g)].map((match) => match[1] ?? ""));
    expect(named.length).toBeGreaterThan(150);
    expect(named.filter((key) => !known.has(key))).toEqual([]);
  });

  it("hold no Chinese in English", () => {
    expect(keys(en).filter((key) => /[\u4e00-\u9fff]/.test(String(text(en, key))))).toEqual([]);
  });
});

// What is paid, where to, what is posted: the parts that need no page.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import en from "@/phone/i18n/en.payments";
import zh from "@/phone/i18n/zh-CN.payments";
import { accountFaults, daysLeft, money, readable, tidyCard, toneOf } from "@/phone/state/payments";

function flat(tree: object, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const here = path ? `${path}.${key}` : key;
    return typeof value === "string" ? [[here, value] as [string, string]] : flat(value as object, here);
  });
}
const places = (text: string): string => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort().join(",");

describe("the messages about money", () => {
  const chinese = new Map(flat(zh));
  const english = new Map(flat(en));

  it("say the same in both languages, each in its own", () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
    for (const [path, text] of chinese) {
      expect(text, path).toMatch(/\p{Script=Han}/u);
      expect(english.get(path), path).not.toMatch(/\p{Script=Han}/u);
      expect(places(english.get(path) ?? ""), path).toBe(places(text));
    }
  });

  it("ask for the published consent, word for word", () => {
    const published = readFileSync("../infra/matters/texts.toml", "utf8").split("[[consent]]").find((part) => /code\s+= "BANK"/.test(part)) ?? "";
    expect(published).toContain(`zh = "${zh.account.consent}"`);
    expect(published).toContain(`en = "${en.account.consent}"`);
  });
});

describe("an account", () => {
  const right = { holder: "王小合", bank: "工商银行示范支行", number: "TESTCARD-0000-0001" };
  it.each([
    // why                        what is typed in                         faults
    ["all right", right, []],
    ["blanks are no fault", { ...right, number: "TESTCARD 0000 0001" }, []],
    ["full-width digits too", { ...right, number: "TESTCARD0001" }, []],
    ["too short", { ...right, number: "1234567" }, ["number"]],
    ["other signs", { ...right, number: "TESTCARD_0001" }, ["number"]],
    ["nothing at all", { holder: " ", bank: "", number: "" }, ["holder", "bank", "number"]],
  ])("%s", (_why, entry, wanted) => {
    expect(accountFaults(entry)).toEqual(wanted);
  });

  it("is read back in groups and sent without blanks", () => {
    expect(readable("TESTCARD0001 2")).toBe("TEST CARD 0001 2");
    expect(tidyCard(" TESTCARD 0001 ")).toBe("TESTCARD0001");
  });
});

describe("a payment", () => {
  it.each([[0, "¥0.00"], [5, "¥0.05"], [300000, "¥3,000.00"], [123456789, "¥1,234,567.89"], [100000, "¥1,000.00"]])("%i fen", (fen, wanted) => {
    expect(money(fen)).toBe(wanted);
  });

  it("has a tone beside its word, none where the state is not known", () => {
    expect(["CONFIRMED", "HELD", "FAILED", "SUBMITTED", "SOMETHING_NEW"].map(toneOf)).toEqual(["good", "warn", "bad", "", ""]);
  });
});

describe("a notice", () => {
  it.each([
    // why                                now (UTC)               days left
    ["its last day", "2026-11-16T10:00:00Z", 0],
    ["a minute before it ends in Shanghai", "2026-11-16T15:59:00Z", 0],
    ["a minute after", "2026-11-16T16:01:00Z", -1],
    ["two days before", "2026-11-14T02:00:00Z", 2],
  ])("%s", (_why, now, wanted) => {
    expect(daysLeft({ toOn: "2026-11-16" }, new Date(now))).toBe(wanted);
  });
});

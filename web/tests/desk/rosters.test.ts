// Rosters at the desk: what can be told of a file before it is sent, and how far a roster has come.
import { describe, expect, it } from "vitest";
import type { RosterView } from "@/api/schema";
import en from "@/desk/i18n/en.rosters";
import zh from "@/desk/i18n/zh.rosters";
import { MOST, fileFault, sha256 } from "@/desk/rosters/sending";
import { VERDICTS, byVerdict, countsOf, isUnderWay, percent } from "@/desk/rosters/verdicts";

const counts = { join: 3, moveIn: 1, correct: 2, unchanged: 5, refused: 4 };

function roster(fields: Partial<RosterView>): RosterView {
  return {
    id: "1", union: { id: "U", name: "工会" }, kind: "FULL", fileName: "花名册.xlsx", at: "2026-06-01T01:00:00Z", state: "CHECKING",
    chunkBytes: 1, chunks: 1, rows: 0, rowsDone: 0, absent: 0, returned: false, mine: false, mayConfirm: false, mayCancel: false, ...fields,
  };
}

describe("rosters", () => {
  it.each([
    ["a workbook", { name: "a.xlsx", size: 1 }, null],
    ["a table", { name: "A.CSV", size: MOST }, null],
    ["a workbook with macros", { name: "a.xlsm", size: 1 }, "kind"],
    ["an old workbook", { name: "a.xls", size: 1 }, "kind"],
    ["nothing", { name: "a.csv", size: 0 }, "empty"],
    ["too much", { name: "a.csv", size: MOST + 1 }, "large"],
  ])("%s", (_, file, wanted) => expect(fileFault(file)).toBe(wanted));

  it("knows a file by its content", async () => {
    expect(await sha256(new TextEncoder().encode("abc"))).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  it("shows the import once it is done, and the dry run before", () => {
    expect(countsOf(roster({ checked: counts }))).toEqual(counts);
    expect(countsOf(roster({ checked: counts, imported: { ...counts, join: 2 } }))?.join).toBe(2);
    expect(VERDICTS.map((one) => byVerdict(counts)[one])).toEqual([3, 2, 1, 5, 4]);
  });

  it("says how far it has come", () => {
    expect(percent(roster({}))).toBeNull();
    expect(percent(roster({ rows: 300, rowsDone: 200 }))).toBe(66);
    expect(["UPLOADED", "CHECKING", "CHECKED", "IMPORTING", "DONE", "CANCELLED"].filter((state) => isUnderWay(roster({ state: state as RosterView["state"] })))).toEqual(["CHECKING", "IMPORTING"]);
  });

  it("says the same in both languages", () => {
    const names = (value: object): string[] => Object.entries(value).flatMap(([name, inner]) => (typeof inner === "object" ? names(inner as object).map((one) => `${name}.${one}`) : [name]));
    expect(names(en)).toEqual(names(zh));
  });
});

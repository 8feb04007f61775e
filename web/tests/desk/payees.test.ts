// Rows of registers, accounts as typed in, imports and budgets.
import { describe, expect, it } from "vitest";
import type { BudgetView, ImportLine, PayeeView } from "@/api/schema";
import { budgetFault, fenOf, nearlyUsed, usedPercent } from "@/desk/books/budget";
import { cityOf } from "@/desk/payees/cities";
import { emptyEntry, entryBody, entryFaults } from "@/desk/payees/entry";
import { fileFault, inOrder, nothingNew } from "@/desk/payees/importing";
import { changedLately, checkGoodTo, checkState, lacks, mayVerify, narrow } from "@/desk/payees/rows";

const NOW = new Date("2026-11-22T04:00:00Z");
const account = { bank: "工商银行示范支行", last4: "0034", holder: "王**", changedAt: "2026-10-12T02:00:00Z", verifiedAt: "2026-10-13T02:00:00Z", mine: false, version: 1 };
const { verifiedAt: _verified, ...unverified } = account;
function row(more: Partial<PayeeView> = {}): PayeeView {
  return {
    id: "P1", register: "MODEL_WORKER", name: "王**", idMasked: "2199**********0018", city: "2101", cityName: "沈阳市", unit: "示范机械厂",
    status: "LIVING", statusText: "在世、在册", checkedOn: "2026-10-12", checkDue: false, facts: [], account, version: 1, ...more,
  };
}

describe("who can be paid", () => {
  it.each<[string, Partial<PayeeView>, string[]]>([
    ["nothing lacks", {}, []],
    ["an old check", { checkDue: true }, ["check"]],
    ["dead, told by one", { status: "DECEASED", unconfirmed: { status: "DECEASED", reason: "x", at: "2026-11-20T02:00:00Z", mine: true } }, ["unconfirmed", "status"]],
    ["an account that nobody looked at", { account: unverified }, ["verification"]],
  ])("%s", (_why, more, wanted) => {
    expect(lacks(row(more))).toEqual(wanted);
  });

  it("names a missing account", () => {
    const { account: _gone, ...without } = row();
    expect(lacks(without)).toEqual(["account"]);
    expect(mayVerify(without)).toBe(false);
  });

  it.each<[string, Partial<PayeeView>, boolean]>([
    ["somebody else's entry", { account: unverified }, true],
    ["one's own entry", { account: { ...unverified, mine: true } }, false],
    ["verified already", {}, false],
  ])("may be verified: %s", (_why, more, wanted) => {
    expect(mayVerify(row(more))).toBe(wanted);
  });

  it.each([
    ["today", "2026-11-22T01:00:00Z", true],
    ["seven days ago", "2026-11-15T01:00:00Z", true],
    ["eight days ago", "2026-11-14T01:00:00Z", false],
  ])("changed %s", (_why, changedAt, wanted) => {
    expect(changedLately(row({ account: { ...account, changedAt } }), NOW)).toBe(wanted);
  });

  it.each([["2026-10-12", "2027-10-12"], ["2024-02-29", "2025-02-28"], ["2025-12-31", "2026-12-31"]])("a check of %s is good to %s", (on, to) => {
    expect(checkGoodTo(on)).toBe(to);
  });

  it("tells a check that ends soon", () => {
    expect(checkState(row({ checkedOn: "2025-12-10" }), NOW)).toBe("soon");
    expect(checkState(row({ checkDue: true }), NOW)).toBe("due");
    expect(checkState(row(), NOW)).toBe("good");
  });

  it("is narrowed by what one sees", () => {
    const rows = [row(), row({ id: "P2", name: "李**", checkDue: true, account: unverified }), row({ id: "P3", unit: "示范纺织厂", account: { ...account, changedAt: "2026-11-20T02:00:00Z" } })];
    const ids = (by: object): string[] => narrow(rows, { text: "", status: "", check: "", account: "", ...by }, NOW).map((one) => one.id);
    expect(ids({ text: "李" })).toEqual(["P2"]);
    expect(ids({ text: "纺织" })).toEqual(["P3"]);
    expect(ids({ check: "due" })).toEqual(["P2"]);
    expect(ids({ account: "changed" })).toEqual(["P3"]);
    expect(ids({ account: "toVerify" })).toEqual(["P2"]);
    expect(ids({ status: "DECEASED" })).toEqual([]);
  });
});

describe("the officer's city", () => {
  const cities = [{ code: "2101", name: "沈阳市" }, { code: "2102", name: "大连市" }, { code: "2100", name: "省直" }];
  const union = (name: string) => ({ id: "U", name, phone: "", address: "" });
  it.each([["大连市总工会(合成数据)", "2102"], ["沈阳市铁西区总工会", "2101"], ["辽宁省总工会", "2101"]])("of %s is %s", (name, wanted) => {
    expect(cityOf([union(name)], cities)).toBe(wanted);
  });
});

describe("an account as typed in", () => {
  const right = { ...emptyEntry(), whose: "own" as const, holder: "王小合", bank: "工商银行示范支行", number: "TESTCARD 0000 0001", again: "TESTCARD00000001", consent: "同意书(示例)" };
  it("is sent without blanks and without what was not asked", () => {
    expect(entryFaults(right)).toEqual([]);
    expect(entryBody({ ...right, relation: "配偶" })).toEqual({ holder: "王小合", bank: "工商银行示范支行", number: "TESTCARD00000001", consentDocument: "同意书(示例)" });
  });
  it.each([
    ["typed differently the second time", { again: "TESTCARD00000002" }, ["again"]],
    ["a proxy without relation and paper", { whose: "proxy" as const }, ["relation", "document"]],
    ["a short clearing number", { clearing: "1021" }, ["clearing"]],
    ["no consent on paper", { consent: "" }, ["consent"]],
  ])("%s", (_why, more, wanted) => {
    expect(entryFaults({ ...right, ...more })).toEqual(wanted);
  });
});

describe("an import", () => {
  it.each([["名册.csv", 10, null], ["名册.XLSX", 10, null], ["名册.xls", 10, "kind"], ["名册.csv", 0, "empty"], ["名册.csv", 4 * 1024 * 1024 + 1, "large"]])("%s of %i bytes: %s", (name, size, wanted) => {
    expect(fileFault({ name, size })).toBe(wanted);
  });

  it("shows first what has to be mended", () => {
    const line = (no: number, outcome: ImportLine["outcome"], notes: string[] = []): ImportLine => ({ line: no, outcome, notes });
    const lines = [line(2, "UNCHANGED"), line(3, "ADDED"), line(4, "ADDED", ["look"]), line(5, "REFUSED", ["mend"]), line(6, "CHANGED")];
    expect(inOrder(lines).map((one) => one.line)).toEqual([5, 4, 6, 3, 2]);
  });

  it("says when nothing changed, and only then", () => {
    const view = (counts: { added: number; changed: number; unchanged: number; refused: number }) => nothingNew({ dryRun: true, rows: 3, counts, lines: [], file: { name: "", mediaType: "", content: "" } });
    expect(view({ added: 0, changed: 0, unchanged: 3, refused: 0 })).toBe(true);
    expect(view({ added: 0, changed: 0, unchanged: 3, refused: 1 })).toBe(false);
    expect(view({ added: 0, changed: 0, unchanged: 0, refused: 0 })).toBe(false);
  });
});

describe("a budget line", () => {
  const line: BudgetView = { line: "X", year: 2026, grantedFen: 100_00, availableFen: 40_00, version: 1, changes: [] };
  it.each([["1000", 100000], ["1,000.5", 100050], ["¥12.34元", 1234], ["0.1", 10], ["1.234", null], ["-1", null], ["", null], ["1e3", null]])("%s is %s fen", (text, wanted) => {
    expect(fenOf(text)).toBe(wanted);
  });
  it.each([
    ["less than is set aside", "59.99", "less"],
    ["just what is set aside", "60", null],
    ["the same again", "100", "same"],
    ["no amount", "x", "amount"],
  ])("%s", (_why, amount, wanted) => {
    expect(budgetFault(line, amount, "辽工发〔2026〕示例1号", "年中核减,资金调剂到其他科目")).toBe(wanted);
  });
  it("wants a reason for less than now", () => {
    expect(budgetFault(line, "80", "辽工发〔2026〕示例1号", "核减")).toBe("reason");
    expect(budgetFault(line, "80", "辽工发〔2026〕示例1号", "年中核减,资金调剂到其他科目")).toBe(null);
  });
  it("wants a document, and tells how much is used", () => {
    expect(budgetFault(line, "200", "", "")).toBe("document");
    expect([usedPercent(line), usedPercent({ ...line, grantedFen: 0, availableFen: 0 })]).toEqual([60, 0]);
    expect([nearlyUsed(line), nearlyUsed({ ...line, availableFen: 9_99 })]).toEqual([false, true]);
  });
});

import { describe, expect, it } from "vitest";
import type { CountdownView, PartItem, PartView, RunItem, RunView } from "@/api/schema";
import { faultOf, type Ask } from "@/desk/runs/act";
import { base64Of, bytesOf, password, passwordFits } from "@/desk/runs/file";
import { capital, place, short, total, yuan } from "@/desk/runs/money";
import { late, nextMine, reached, shares, sortParts, sortRuns, steps, tightest } from "@/desk/runs/progress";

describe("amounts", () => {
  it.each([
    // why                                   fen             figures              capitals
    ["nothing", 0, "0.00", "零元整"],
    ["fen only", 5, "0.05", "伍分"],
    ["jiao only", 50, "0.50", "伍角整"],
    ["no jiao", 32_504, "325.04", "叁佰贰拾伍元零肆分"],
    ["no fen", 140_950, "1,409.50", "壹仟肆佰零玖元伍角整"],
    ["all places", 123_456, "1,234.56", "壹仟贰佰叁拾肆元伍角陆分"],
    ["one zero for two places", 600_714, "6,007.14", "陆仟零柒元壹角肆分"],
    ["the bank's example", 1_640_902, "16,409.02", "壹万陆仟肆佰零玖元零贰分"],
    ["a gap after ten thousands", 1_000_500, "10,005.00", "壹万零伍元整"],
    ["a gap after hundred millions", 10_000_000_100, "100,000,001.00", "壹亿零壹元整"],
    ["hundred millions, no ten thousands", 10_000_500_000, "100,005,000.00", "壹亿零伍仟元整"],
    ["the national subsidy", 7_550_400_000, "75,504,000.00", "柒仟伍佰伍拾万肆仟元整"],
  ])("%s", (_why, fen, figures, capitals) => {
    expect(yuan(fen)).toBe(figures);
    expect(capital(fen)).toBe(capitals);
  });

  it("below zero keep their sign, sums stay whole", () => {
    expect(yuan(-5)).toBe("-0.05");
    expect(yuan(-123_456_789)).toBe("-1,234,567.89");
    expect(total([{ fen: 1 }, { fen: 2 }], (row) => row.fen)).toBe(3);
    expect(short("b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9")).toBe("b94d27b9…cde9");
    expect(place({ batch: 2, line: 34 })).toBe("2-34");
  });
});

const countdown = (spare: number): CountdownView => ({ payByOn: "2026-12-31", provisional: false, daysLeft: 10, needed: 10 - spare, spare, urgency: spare < 0 ? "SHORT" : "AMPLE", text: "" });
const pending = (more: object) => ({ no: 1, kind: "REVIEW" as const, text: "", openedAt: "", dueOn: "2026-11-30", overdue: false, escalation: 0, mine: false, ...more });
const part = (code: string, state: PartItem["state"], more: Partial<PartItem> = {}): PartItem => ({
  run: "R", part: code, name: code, state, stateText: state, stepsDone: 0, stepsOf: 8, totals: { lines: 0, amountFen: 0, paid: 0, paidFen: 0, inFlight: 0, open: 0, void: 0 }, ...more,
});

describe("where runs and parts stand", () => {
  const parts = [
    part("2101", "CLOSED"), part("2102", "DRAWN", { pending: pending({ overdue: true }), countdown: countdown(-3) }),
    part("2103", "DRAWN", { pending: pending({ mine: true }), countdown: countdown(2) }), part("2104", "EXECUTING"), part("2105", "DRAWN", { pending: pending({ mine: true }) }),
  ];

  it("the bar counts every part once, in the order of the states", () => {
    expect(shares(parts).map((one) => [one.state, one.count])).toEqual([["DRAWN", 3], ["EXECUTING", 1], ["CLOSED", 1]]);
  });

  it("what waits for me comes first, then what is late; nothing is hidden", () => {
    expect(sortParts(parts).map((one) => one.part)).toEqual(["2103", "2105", "2102", "2104", "2101"]);
    expect(parts.filter(late).map((one) => one.part)).toEqual(["2102"]);
    expect(tightest(parts)?.spare).toBe(-3);
  });

  it("the next part that waits for me follows the one that is open, then begins again", () => {
    expect(nextMine(parts, "2103")?.part).toBe("2105");
    expect(nextMine(parts, "2105")?.part).toBe("2103");
    expect(nextMine([parts[2] as PartItem], "2103")).toBeUndefined();
  });

  it("runs with something for me come before newer ones, ended ones last", () => {
    const run = (id: string, plannedAt: string, state: RunItem["state"]) => ({ id, plannedAt, state }) as RunItem;
    const runs = [run("new", "2026-11-03", "DRAWN"), run("mine", "2026-11-01", "DRAWN"), run("ended", "2026-11-09", "CLOSED")];
    expect(sortRuns(runs, new Map([["mine", { partsShown: parts } as unknown as RunView]])).map((one) => one.id)).toEqual(["mine", "new", "ended"]);
  });

  it("a cancelled part has reached nothing", () => {
    expect(reached("CANCELLED", "DRAWN")).toBe(false);
    expect(reached("FUNDED", "APPROVED")).toBe(true);
  });
});

const level = (no: number, stage: "REVIEW" | "APPROVAL", done: boolean, aboveFen?: number) => ({ no, stage, role: "CITY_REVIEWER" as const, roleText: stage, withinWorkingDays: 2, done, ...(aboveFen === undefined ? {} : { aboveFen }) });
const view = (state: PartItem["state"], more: object): PartView => ({
  ...part("2101", state), levels: [level(1, "REVIEW", true), level(2, "APPROVAL", false), level(3, "APPROVAL", false, 100)], hands: [], roll: { totalFen: 100 }, ...more,
}) as unknown as PartView;
const said = (one: PartView) => steps(one).map((step) => `${step.kind}${step.no ?? ""}:${step.state}`).join(" ");

describe("the line of steps", () => {
  it.each([
    ["nothing drawn yet", view("PLANNED", { roll: undefined, levels: [level(1, "REVIEW", false)] }), "DRAW:now REVIEW:next FUNDING:next BANK:next REPORT:next SIGN_OFF:next"],
    ["in the notice; a level above the sum is not asked", view("POSTED", { notice: { fromOn: "2026-11-01", toOn: "2026-11-07" }, pending: pending({ kind: "NOTICE" }) }), "DRAW:done REVIEW:done NOTICE:now APPROVAL:next FUNDING:next BANK:next REPORT:next SIGN_OFF:next"],
    ["two approvals where the sum is large", view("POSTED", { roll: { totalFen: 101 }, pending: pending({ kind: "APPROVAL" }) }), "DRAW:done REVIEW:done APPROVAL1:now APPROVAL2:next FUNDING:next BANK:next REPORT:next SIGN_OFF:next"],
    ["waiting for the bank", view("EXECUTING", { levels: [level(1, "REVIEW", true)], pending: pending({ kind: "REPORT" }) }), "DRAW:done REVIEW:done FUNDING:done BANK:done REPORT:now SIGN_OFF:next"],
    ["failed ones are followed up", view("EXECUTING", { levels: [], pending: pending({ kind: "FOLLOW_UP" }) }), "DRAW:done FUNDING:done BANK:done REPORT:done FOLLOW_UP:now SIGN_OFF:next"],
    ["a held one is followed up while the bank still owes answers", view("EXECUTING", { levels: [], pending: pending({ kind: "FOLLOW_UP" }), totals: { inFlight: 5 } }), "DRAW:done FUNDING:done BANK:done REPORT:now FOLLOW_UP:now SIGN_OFF:next"],
    ["closed", view("CLOSED", { levels: [] }), "DRAW:done FUNDING:done BANK:done REPORT:done SIGN_OFF:done"],
  ])("%s", (_why, one, wanted) => expect(said(one)).toBe(wanted));
});

describe("questions", () => {
  const ask = (more: Partial<Ask>): Ask => ({ title: "", facts: [], text: "", reason: true, confirm: "", send: () => Promise.resolve(""), ...more });
  const choices = { label: "", items: [{ value: "refuse", text: "" }, { value: "approve", text: "" }] };
  const answer = (choice: string, reason: string, noKinship = false) => ({ choice, reason, noKinship });
  it.each([
    ["a reason of nine characters is too short", ask({}), answer("", "一二三四五六七八九"), "reason"],
    ["of ten it is enough", ask({}), answer("", "一二三四五六七八九十"), null],
    ["blanks do not count", ask({}), answer("", "一二三          "), "reason"],
    ["one has to choose first", ask({ choices }), answer("", "一二三四五六七八九十"), "choice"],
    ["a yes may need no reason", ask({ choices, reason: (choice) => choice === "refuse" }), answer("approve", ""), null],
    ["a no does", ask({ choices, reason: (choice) => choice === "refuse" }), answer("refuse", ""), "reason"],
    ["the declaration is never made for one", ask({ reason: false, kinship: true }), answer("", ""), "kinship"],
  ])("%s", (_why, question, given, wanted) => expect(faultOf(question, given)).toBe(wanted));
});

describe("files", () => {
  it("come back as the bytes they were", () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => at % 256);
    expect([...bytesOf(base64Of(bytes))]).toEqual([...bytes]);
  });

  it("a password is long enough, and another each time", () => {
    expect(password()).toHaveLength(20);
    expect(passwordFits(password())).toBe(true);
    expect(password()).not.toBe(password());
    expect(passwordFits("elf Zeichen")).toBe(false);
    expect(passwordFits("密码密码密码密码密码密码")).toBe(false);
  });
});

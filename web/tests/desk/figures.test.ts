import { describe, expect, it } from "vitest";
import type { FiguresView } from "@/api/schema";
import { bars, sheetOf, tables } from "@/desk/figures/shown";
import { toCsv } from "@/desk/pure/sheet";

const t = (key: string) => key;
const union = { id: "U1", name: "=某工会" };
const view: FiguresView = {
  union, countedAt: "2026-11-22T01:00:00Z", from: "2026-11-01", until: "2026-11-22", members: 3,
  days: [
    { day: "2026-11-20", counts: { submitted: 20, approved: 9, refused: 0, returned: 0, endedByApplicant: 0, completed: 9, escalated: 0 } },
    { day: "2026-11-21", counts: { submitted: 30, refused: 0, returned: 0, endedByApplicant: 0, completed: 8, escalated: 0 } },
    { day: "2026-11-22", counts: { submitted: 12, approved: 7, refused: 0, returned: 0, endedByApplicant: 0, completed: 7, escalated: 0 } },
  ],
  total: { submitted: 62, approved: 19, refused: 0, returned: 0, endedByApplicant: 0, completed: 24, escalated: 0 },
  groups: [], below: [{ union, members: 100, counts: { submitted: 62 }, waiting: 1000, overdue: 2 }],
  took: { p50: 3, p90: 6, withinTargetPercent: 97, target: 15 }, suppressedBelow: 5, synthetic: true,
};
const figures = { view, work: { waiting: 1000, nearDue: 4, overdue: 0 } };
const shown = tables(figures, t, "zh-CN");
const table = (key: string) => shown.find((one) => one.key === key);

describe("figures as they are shown", () => {
  it("hide a small day and a second one, so that the total does not give it away", () => {
    const approved = table("days")?.rows.map((row) => row.cells[1]);
    expect(approved).toEqual([9, "<5", "*", 19]);
  });

  it("tell a thousand as a thousand or more, and hide what is small", () => {
    expect(table("now")?.rows.map((row) => row.cells[0])).toEqual(["<5", "1000+", "<5", 0, "<5"]);
    expect(table("below")?.rows[0]?.cells.slice(-2)).toEqual(["1000+", "<5"]);
  });

  it("say nothing of how long fewer than five decisions took", () => {
    expect(table("now")?.rows.some((row) => row.name === "figures.p50")).toBe(false);
  });

  it("draw no bar for a hidden day and leave out the total", () => {
    const rows = [{ name: "2026/11/21", cells: ["<5"] }, { name: "total", cells: [9] }];
    const drawn = bars([{ day: "2026-11-21" }], { key: "days", title: "", counted: "", target: "", header: [], rows });
    expect(drawn).toEqual([{ name: "11-21", value: null, label: "<5", tone: "plain" }]);
  });

  it("export exactly the cells of the page, and no formula", () => {
    const csv = toCsv(sheetOf("统计", ["合成数据"], shown, t));
    for (const one of shown) for (const row of one.rows) for (const cell of row.cells) expect(csv).toContain(String(cell));
    expect(csv).toContain(`"'=某工会"`);
    expect(csv).toContain("合成数据");
    expect(csv).not.toMatch(/(^|,)=/m);
  });
});

import { describe, expect, it } from "vitest";
import { HIDDEN, PROTECTED, given, series, single, table } from "@/desk/pure/suppress";

describe("small counts", () => {
  it("hides 1 to 4 and shows 0 and 5", () => {
    expect([0, 1, 4, 5, 12].map(single)).toEqual([0, HIDDEN, HIDDEN, 5, 12]);
  });

  it("hides a second cell where the total would give the only hidden one away", () => {
    expect(series([20, 3, 7])).toEqual([20, HIDDEN, PROTECTED]);
  });

  it("hides no second one where two are hidden already, or where no total is shown", () => {
    expect(series([2, 3, 40])).toEqual([HIDDEN, HIDDEN, 40]);
    expect(series([2, 30, 40], false)).toEqual([HIDDEN, 30, 40]);
  });

  it("leaves a lone small cell hidden when everything else is 0", () => {
    expect(series([3, 0, 0])).toEqual([HIDDEN, 0, 0]);
  });

  it("keeps hidden what the API hid, and protects it from its total", () => {
    expect(given([null, 9, 6])).toEqual([HIDDEN, 9, PROTECTED]);
    expect(given([undefined, 9, 6], false)).toEqual([HIDDEN, 9, 6]);
    expect(given([0, 9, 6])).toEqual([0, 9, 6]);
  });

  it("protects rows and columns: no line has exactly one hidden cell that others give away", () => {
    const counts = [
      [10, 3, 20],
      [12, 30, 9],
      [7, 8, 40],
    ];
    const cells = table(counts);
    for (let at = 0; at < 3; at += 1) {
      const row = (cells[at] ?? []).filter((cell) => typeof cell === "string");
      const column = cells.map((line) => line[at]).filter((cell) => typeof cell === "string");
      expect(row.length, `row ${at}`).not.toBe(1);
      expect(column.length, `column ${at}`).not.toBe(1);
    }
  });
});

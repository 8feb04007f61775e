import { describe, expect, it } from "vitest";
import { append, mergeHead, neighbour, step } from "@/desk/pure/paging";

const row = (id: string, dueOn = "2026-01-01", mark = 0) => ({ id, dueOn, mark });
const ids = (rows: { id: string }[]) => rows.map((one) => one.id).join("");

describe("pages", () => {
  it("appends, and replaces what is there already in its place", () => {
    const rows = append([row("a"), row("b")], [row("b", "2026-01-01", 1), row("c")]);
    expect(ids(rows)).toBe("abc");
    expect(rows[1]?.mark).toBe(1);
  });

  it("a new head removes what was closed and keeps what lies behind it", () => {
    const loaded = ["a", "b", "c", "d", "e"].map((id) => row(id));
    expect(ids(mergeHead(loaded, [row("a"), row("c")], false))).toBe("acde");
  });

  it("keeps what lies behind by date where the head's last row is new", () => {
    const loaded = [row("a", "2026-01-01"), row("b", "2026-01-02"), row("c", "2026-01-09")];
    expect(ids(mergeHead(loaded, [row("a", "2026-01-01"), row("n", "2026-01-05")], false))).toBe("anc");
  });

  it("a complete head is the whole list", () => {
    expect(ids(mergeHead([row("a"), row("b")], [row("b")], true))).toBe("b");
    expect(mergeHead([row("a")], [], true)).toEqual([]);
  });

  it("finds the next case after a decision, or the one before at the end", () => {
    const rows = [row("a"), row("b"), row("c")];
    expect([neighbour(rows, "a"), neighbour(rows, "c"), neighbour([row("a")], "a")]).toEqual(["b", "b", null]);
  });

  it("moves within the list only", () => {
    const rows = [row("a"), row("b")];
    expect([step(rows, null, 1), step(rows, "b", 1), step(rows, "b", -1), step([], "b", 1)]).toEqual(["a", "b", "a", null]);
  });
});

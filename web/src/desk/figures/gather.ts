// What today's API lets us count: the worklist's own counts per union, and the waiting cases by group and due date.
import { call } from "@/api/client";
import type { TaskCounts, TaskItem, UnionRef } from "@/api/schema";
import { append } from "../pure/paging";
import { daysBetween, today } from "../pure/time";

/** At most so many cases are read to count them by group and date: ten pages. */
export const MOST_ROWS = 1000;
/** At most so many unions are asked one by one. */
export const MOST_UNIONS = 30;
/** Days ahead that the due dates are shown for. */
export const DAYS_AHEAD = 10;

/** Counts of one union. */
export interface UnionCounts {
  union: UnionRef;
  counts: TaskCounts;
}

/** What was counted. */
export interface Figures {
  /** When. */
  at: string;
  total: TaskCounts;
  unions: UnionCounts[];
  groups: { group: string; count: number }[];
  /** The first is everything overdue; the last everything later. */
  dues: { key: "overdue" | "later" | string; count: number }[];
  /** Whether every waiting case was read; else the groups and dates are of the most urgent ones only. */
  whole: boolean;
  synthetic: boolean;
}

/** Reads and counts. */
export async function gather(mine: readonly UnionRef[]): Promise<Figures> {
  let rows: TaskItem[] = [];
  let total: TaskCounts = { waiting: 0, nearDue: 0, overdue: 0 };
  let cursor: string | undefined;
  do {
    const query = cursor ? { cursor } : {};
    const page = await call((api) => api.GET("/v1/tasks", { params: { query } }));
    rows = append(rows, page.items);
    total = page.counts;
    cursor = page.cursor;
  } while (cursor && rows.length < MOST_ROWS);
  const unions = new Map(mine.map((union) => [union.id, union]));
  for (const row of rows) if (unions.size < MOST_UNIONS && !unions.has(row.union.id)) unions.set(row.union.id, row.union);
  return {
    at: new Date().toISOString(),
    total,
    unions: await countUnions([...unions.values()]),
    groups: byGroup(rows),
    dues: byDue(rows),
    whole: !cursor,
    synthetic: rows.some((row) => row.union.name.includes("合成数据")),
  };
}

async function countUnions(unions: UnionRef[]): Promise<UnionCounts[]> {
  const counted: UnionCounts[] = [];
  for (let at = 0; at < unions.length; at += 4) {
    counted.push(...await Promise.all(unions.slice(at, at + 4).map(async (union) => {
      const page = await call((api) => api.GET("/v1/tasks", { params: { query: { union: union.id } } }));
      return { union, counts: page.counts };
    })));
  }
  return counted.sort((one, other) => other.counts.overdue - one.counts.overdue || other.counts.waiting - one.counts.waiting);
}

/** Waiting cases by occupation group, the largest first. */
export function byGroup(rows: readonly TaskItem[]): { group: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(row.group ?? "NONE", (counts.get(row.group ?? "NONE") ?? 0) + 1);
  return [...counts].map(([group, count]) => ({ group, count })).sort((one, other) => other.count - one.count);
}

/** Waiting cases by due date: overdue, each of the next days, later. */
export function byDue(rows: readonly TaskItem[], now: string = today()): { key: string; count: number }[] {
  const counts = new Map<string, number>([["overdue", 0]]);
  for (const row of rows) {
    const left = daysBetween(now, row.dueOn);
    const key = row.overdue || left < 0 ? "overdue" : left > DAYS_AHEAD ? "later" : row.dueOn;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const place = (key: string): string => (key === "overdue" ? "0" : key === "later" ? "9999-99-99" : key);
  return [...counts].map(([key, count]) => ({ key, count })).sort((one, other) => place(one.key).localeCompare(place(other.key)));
}

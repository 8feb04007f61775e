// The figures of one union and everything below it, and its worklist as it is now.
import { call } from "@/api/client";
import type { FiguresView, TaskCounts } from "@/api/schema";

/** What is asked for. */
export interface Asked {
  union: string;
  from: string;
  until: string;
}

/** The longest span, by the API. */
export const MOST_DAYS = 92;

/** What came. */
export interface Figures {
  view: FiguresView;
  work: TaskCounts;
}

/** Reads both. */
export async function gather(asked: Asked): Promise<Figures> {
  const union = asked.union ? { union: asked.union } : {};
  const [view, list] = await Promise.all([
    call((api) => api.GET("/v1/figures", { params: { query: { ...union, from: asked.from, until: asked.until } } })),
    call((api) => api.GET("/v1/tasks", { params: { query: union } })),
  ]);
  return { view, work: list.counts };
}

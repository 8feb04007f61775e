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

/** Reads both: the worklist is of the union that the figures are of, with everything below it. */
export async function gather(asked: Asked): Promise<Figures> {
  const query = { ...(asked.union ? { union: asked.union } : {}), from: asked.from, until: asked.until };
  const view = await call((api) => api.GET("/v1/figures", { params: { query } }));
  const list = await call((api) => api.GET("/v1/tasks", { params: { query: { union: view.union.id } } }));
  return { view, work: list.counts };
}

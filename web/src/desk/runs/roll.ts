// A roll as loaded so far: pages are added while one scrolls; after an act the same pages are read again in place.
import { ref, shallowRef } from "vue";
import { call } from "@/api/client";
import { asFailure, type Failure } from "@/api/failure";
import type { ExcludedView, LineFilter, LineView } from "@/api/schema";

/** The filters in the order in which they are offered. */
export const FILTERS = ["all", "open", "held", "failed", "void", "excluded"] as const satisfies readonly LineFilter[];

/** With a filter a page may hold nothing; so many are read before the reader is asked to go on. */
const EMPTY_PAGES = 30;

/** The roll of one part. */
export function useRoll(at: () => { run: string; part: string }) {
  const filter = ref<LineFilter>("all");
  const lines = shallowRef<LineView[]>([]);
  const excluded = shallowRef<ExcludedView[]>([]);
  const failure = shallowRef<Failure>();
  const loading = ref(false);
  const complete = ref(false);
  let cursor: string | undefined;
  let turn = 0;

  const page = (from: string | undefined) => {
    const { run, part } = at();
    return call((api) => api.GET("/v1/runs/{id}/parts/{part}/lines", { params: { path: { id: run, part }, query: { filter: filter.value, ...(from ? { cursor: from } : {}) } } }));
  };

  /** Reads pages until `least` rows are there, or the end is. */
  async function gather(own: number, from: string | undefined, least: number) {
    const got = { lines: [] as LineView[], excluded: [] as ExcludedView[], cursor: from };
    for (let read = 0; read < Math.max(EMPTY_PAGES, Math.ceil(least / 50)); read += 1) {
      const next = await page(got.cursor);
      if (own !== turn) return undefined;
      got.lines.push(...next.items);
      got.excluded.push(...next.excluded);
      got.cursor = next.cursor;
      if (!next.cursor || got.lines.length + got.excluded.length >= least) break;
    }
    return got;
  }

  async function read(keep: boolean): Promise<void> {
    const own = ++turn;
    loading.value = true;
    const least = keep ? Math.max(1, lines.value.length, excluded.value.length) : 1;
    try {
      const got = await gather(own, undefined, least);
      if (!got) return;
      lines.value = got.lines;
      excluded.value = got.excluded;
      cursor = got.cursor;
      complete.value = !got.cursor;
      failure.value = undefined;
    } catch (thrown) {
      if (own === turn) failure.value = asFailure(thrown);
    } finally {
      if (own === turn) loading.value = false;
    }
  }

  /** Reads the next page, once at a time. */
  async function more(): Promise<void> {
    if (loading.value || complete.value || !cursor) return;
    const own = turn;
    loading.value = true;
    try {
      const got = await gather(own, cursor, 1);
      if (!got) return;
      lines.value = [...lines.value, ...got.lines];
      excluded.value = [...excluded.value, ...got.excluded];
      cursor = got.cursor;
      complete.value = !got.cursor;
      failure.value = undefined;
    } catch (thrown) {
      if (own === turn) failure.value = asFailure(thrown);
    } finally {
      if (own === turn) loading.value = false;
    }
  }

  /** Narrows it; what was loaded before is dropped. */
  async function choose(next: LineFilter): Promise<void> {
    filter.value = next;
    lines.value = [];
    excluded.value = [];
    complete.value = false;
    await read(false);
  }

  return { filter, lines, excluded, failure, loading, complete, more, choose, reload: () => read(false), refresh: () => read(true) };
}

/** The roll of one part. */
export type Roll = ReturnType<typeof useRoll>;

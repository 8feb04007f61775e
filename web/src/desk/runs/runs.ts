// The list of runs as loaded so far, with the parts of those that still move.
import { reactive, ref, shallowRef } from "vue";
import { call } from "@/api/client";
import { asFailure, type Failure } from "@/api/failure";
import type { BenefitItem, RunItem, RunState, RunView } from "@/api/schema";
import { noticeSynthetic } from "../shell/me";
import { ended } from "./progress";

/** What the list is narrowed to; empty means all. */
export const filters = reactive<{ benefit: string; year: string; state: "" | RunState }>({ benefit: "", year: "", state: "" });
export const runs = shallowRef<RunItem[]>([]);
/** The parts of the runs that still move, by run. */
export const details = shallowRef<ReadonlyMap<string, RunView>>(new Map());
export const failure = shallowRef<Failure>();
export const loading = ref(false);
export const complete = ref(false);
export const refreshedAt = ref<string>();
export const benefits = shallowRef<BenefitItem[]>([]);

/** So many runs are looked into at once: the page must not crowd out its own list. */
const AT_ONCE = 4;
let cursor: string | undefined;
let turn = 0;

const query = (from: string | undefined) => ({
  ...(filters.benefit ? { benefit: filters.benefit } : {}),
  ...(filters.year ? { year: filters.year } : {}),
  ...(filters.state ? { state: filters.state } : {}),
  ...(from ? { cursor: from } : {}),
});

/** A run with its parts. */
export async function readRun(id: string): Promise<RunView> {
  const view = await call((api) => api.GET("/v1/runs/{id}", { params: { path: { id } } }));
  noticeSynthetic(view.synthetic);
  return view;
}

async function look(own: number): Promise<void> {
  const open = runs.value.filter((run) => !ended(run.state));
  const found = new Map([...details.value].filter(([id]) => open.some((run) => run.id === id)));
  for (let at = 0; at < open.length && own === turn; at += AT_ONCE) {
    const views = await Promise.allSettled(open.slice(at, at + AT_ONCE).map((run) => readRun(run.id)));
    // One that could not be read keeps what was read before; the list itself says what it knows.
    for (const view of views) if (view.status === "fulfilled") found.set(view.value.id, view.value);
    if (own === turn) details.value = new Map(found);
  }
}

/** With filters a page may hold nothing; so many are read before the list is said to be empty. */
const EMPTY_PAGES = 20;

async function page(from: string | undefined) {
  let got = await call((api) => api.GET("/v1/runs", { params: { query: query(from) } }));
  for (let read = 1; got.cursor && got.items.length === 0 && read < EMPTY_PAGES; read += 1) {
    const next = got.cursor;
    got = await call((api) => api.GET("/v1/runs", { params: { query: query(next) } }));
  }
  return got;
}

/** Reads the list from its beginning; rows stay in sight until the new ones are there. */
export async function reload(): Promise<void> {
  const own = ++turn;
  loading.value = true;
  try {
    const first = await page(undefined);
    if (own !== turn) return;
    runs.value = first.items;
    cursor = first.cursor;
    complete.value = !first.cursor;
    failure.value = undefined;
    refreshedAt.value = new Date().toISOString();
    loading.value = false;
    await look(own);
  } catch (thrown) {
    if (own === turn) failure.value = asFailure(thrown);
  } finally {
    if (own === turn) loading.value = false;
  }
}

/** Reads the next page. */
export async function more(): Promise<void> {
  if (loading.value || !cursor) return;
  const own = turn;
  loading.value = true;
  try {
    const next = await page(cursor);
    if (own !== turn) return;
    runs.value = [...runs.value, ...next.items.filter((item) => !runs.value.some((run) => run.id === item.id))];
    cursor = next.cursor;
    complete.value = !next.cursor;
    loading.value = false;
    await look(own);
  } catch (thrown) {
    if (own === turn) failure.value = asFailure(thrown);
  } finally {
    if (own === turn) loading.value = false;
  }
}

/** The benefits, for the filter and for planning. */
export async function loadBenefits(): Promise<void> {
  benefits.value = (await call((api) => api.GET("/v1/benefits"))).items;
}

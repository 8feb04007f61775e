// The worklist as loaded so far, kept while a case is open so that the next one follows by itself.
import { computed, reactive, ref, shallowRef, triggerRef } from "vue";
import { call } from "@/api/client";
import { asFailure, type Failure } from "@/api/failure";
import type { ClaimView, Problem, TaskCounts, TaskItem, TaskState } from "@/api/schema";
import { append, mergeHead, neighbour } from "../pure/paging";
import { noticeSynthetic } from "../shell/me";

/** What the worklist is narrowed to; empty means all. */
export interface Filters {
  union: string;
  matter: string;
  group: string;
  /** Empty: what waits, claimed or not. */
  state: "" | TaskState;
  overdue: boolean;
}

/** Rows read anew at most while one works: three pages. What lies further down is read again when it is opened. */
const HEAD_PAGES = 3;

export const filters = reactive<Filters>({ union: "", matter: "", group: "", state: "", overdue: false });
export const rows = shallowRef<TaskItem[]>([]);
export const counts = shallowRef<TaskCounts>();
export const failure = shallowRef<Failure>();
export const loading = ref(false);
export const refreshedAt = ref<string>();
/** The row on which the keyboard stands. */
export const standing = ref<string | null>(null);
/** The cases chosen for many at once. */
export const selected = shallowRef(new Set<string>());
/** Why a chosen case was not decided, by its id. */
export const problems = shallowRef(new Map<string, Problem>());

let cursor: string | undefined;
let turn = 0;
export const complete = ref(false);

/** The row on which the keyboard stands. */
export const standingRow = computed(() => rows.value.find((row) => row.id === standing.value));

function query(from: string | undefined) {
  return {
    ...(filters.union ? { union: filters.union } : {}),
    ...(filters.matter ? { matter: filters.matter } : {}),
    ...(filters.group ? { group: filters.group } : {}),
    ...(filters.state ? { state: filters.state } : {}),
    ...(filters.overdue ? { overdue: true } : {}),
    ...(from ? { cursor: from } : {}),
  };
}

async function page(from: string | undefined) {
  const got = await call((api) => api.GET("/v1/tasks", { params: { query: query(from) } }));
  noticeSynthetic(...got.items.slice(0, 1).map((item) => item.union.name));
  return got;
}

/** Reads the list from its beginning; what was loaded before is dropped. */
export async function reload(): Promise<void> {
  const mine = ++turn;
  loading.value = true;
  failure.value = undefined;
  try {
    const first = await page(undefined);
    if (mine !== turn) return;
    rows.value = first.items;
    counts.value = first.counts;
    cursor = first.cursor;
    complete.value = !first.cursor;
    refreshedAt.value = new Date().toISOString();
    if (!rows.value.some((row) => row.id === standing.value)) standing.value = rows.value[0]?.id ?? null;
  } catch (thrown) {
    if (mine === turn) failure.value = asFailure(thrown);
  } finally {
    if (mine === turn) loading.value = false;
  }
}

/** Reads the next page, once at a time. */
export async function more(): Promise<void> {
  if (loading.value || complete.value || !cursor) return;
  const mine = turn;
  loading.value = true;
  try {
    const next = await page(cursor);
    if (mine !== turn) return;
    rows.value = append(rows.value, next.items);
    counts.value = next.counts;
    cursor = next.cursor;
    complete.value = !next.cursor;
    failure.value = undefined;
  } catch (thrown) {
    if (mine === turn) failure.value = asFailure(thrown);
  } finally {
    if (mine === turn) loading.value = false;
  }
}

/** Reads the head anew without moving anything under the reader: selection and standing stay. */
export async function refresh(): Promise<void> {
  if (loading.value) return;
  const mine = turn;
  try {
    let head: TaskItem[] = [];
    let from: string | undefined;
    for (let at = 0; at < HEAD_PAGES; at += 1) {
      const got = await page(from);
      if (mine !== turn) return;
      head = append(head, got.items);
      counts.value = got.counts;
      from = got.cursor;
      if (!from || head.length >= rows.value.length) break;
    }
    const before = rows.value;
    rows.value = mergeHead(before, head, !from);
    if (!from || head.length >= before.length) {
      cursor = from;
      complete.value = !from;
    }
    failure.value = undefined;
    refreshedAt.value = new Date().toISOString();
    if (standing.value && !rows.value.some((row) => row.id === standing.value)) {
      standing.value = neighbour(before, standing.value) ?? rows.value[0]?.id ?? null;
    }
  } catch (thrown) {
    if (mine === turn) failure.value = asFailure(thrown);
  }
}

/** Takes a closed case off the list; the one to go on with. */
export function closed(id: string): string | null {
  const next = neighbour(rows.value, id);
  rows.value = rows.value.filter((row) => row.id !== id);
  unselect([id]);
  standing.value = next;
  return next;
}

/** Takes many closed cases off the list at once. */
export function closedAll(ids: readonly string[]): void {
  const gone = new Set(ids);
  rows.value = rows.value.filter((row) => !gone.has(row.id));
  unselect(ids);
  if (standing.value && gone.has(standing.value)) standing.value = rows.value[0]?.id ?? null;
}

/** Chooses or unchooses a case; only one whose checks all passed can be chosen. */
export function toggle(row: TaskItem): boolean {
  if (!selectable(row)) return false;
  if (selected.value.has(row.id)) selected.value.delete(row.id);
  else selected.value.add(row.id);
  triggerRef(selected);
  return true;
}

/** Whether a case can be decided together with others. */
export function selectable(row: TaskItem): boolean {
  return row.allChecksPassed && row.state !== "DONE";
}

/** Chooses every loaded case that can be chosen. */
export function selectLoaded(): void {
  selected.value = new Set(rows.value.filter(selectable).map((row) => row.id));
}

/** Unchooses these, or all. */
export function unselect(ids?: Iterable<string>): void {
  if (ids) for (const id of ids) {
    selected.value.delete(id);
    problems.value.delete(id);
  }
  else {
    selected.value = new Set();
    problems.value = new Map();
  }
  triggerRef(selected);
  triggerRef(problems);
}

/** Notes why a chosen case was not decided. */
export function note(id: string, problem: Problem): void {
  problems.value.set(id, problem);
  triggerRef(problems);
}

/** Takes a case in hand, or lets it go. */
export async function claim(row: Pick<TaskItem, "id" | "claim">): Promise<ClaimView> {
  const params = { params: { path: { id: row.id } } };
  const answer = row.claim?.mine
    ? await call((api) => api.DELETE("/v1/tasks/{id}/claim", params))
    : await call((api) => api.POST("/v1/tasks/{id}/claim", params));
  rows.value = rows.value.map((one) => {
    if (one.id !== answer.id) return one;
    const { claim: _gone, ...rest } = one;
    return { ...rest, state: answer.state, ...(answer.claim ? { claim: answer.claim } : {}) };
  });
  return answer;
}

// A register in a city as loaded so far, what it is narrowed to and what is chosen; kept while one looks at a row.
import { computed, reactive, ref, shallowRef } from "vue";
import { call } from "@/api/client";
import { asFailure, type Failure } from "@/api/failure";
import type { PayeeView, RegisterName } from "@/api/schema";
import { noticeSynthetic } from "../shell/me";
import { narrow, type Narrowing } from "./rows";

/** Which register, where. */
export const place = reactive<{ register: RegisterName; city: string }>({ register: "MODEL_WORKER", city: "" });
/** What the list is narrowed to. */
export const by = reactive<Narrowing>({ text: "", status: "", check: "", account: "" });
export const rows = shallowRef<PayeeView[]>([]);
export const failure = shallowRef<Failure>();
export const loading = ref(false);
export const complete = ref(false);
export const refreshedAt = ref<string>();
export const chosen = shallowRef<ReadonlySet<string>>(new Set());

let cursor: string | undefined;
let turn = 0;

/** The rows that the narrowing leaves. */
export const shown = computed(() => narrow(rows.value, by));
/** The chosen rows that are still there. */
export const chosenRows = computed(() => rows.value.filter((row) => chosen.value.has(row.id)));
/** Whether the list is narrowed. */
export const narrowed = computed(() => Boolean(by.text.trim() || by.status || by.check || by.account));

async function page(from: string | undefined): Promise<{ items: PayeeView[]; cursor?: string | undefined }> {
  const query = { register: place.register, city: place.city, ...(from ? { cursor: from } : {}) };
  return call((api) => api.GET("/v1/payees", { params: { query } }));
}

/** Reads from the beginning; another register or city forgets the rows at once, the same one keeps them in sight. */
export async function reload(anew = false): Promise<void> {
  const own = ++turn;
  loading.value = true;
  if (anew) {
    rows.value = [];
    chosen.value = new Set();
    complete.value = false;
  }
  try {
    const first = await page(undefined);
    if (own !== turn) return;
    rows.value = first.items;
    cursor = first.cursor;
    complete.value = !first.cursor;
    failure.value = undefined;
    refreshedAt.value = new Date().toISOString();
    noticeSynthetic(...first.items.slice(0, 1).map((row) => row.union?.name));
  } catch (thrown) {
    if (own === turn) failure.value = asFailure(thrown);
  } finally {
    if (own === turn) loading.value = false;
  }
}

/** Reads the next page, or all that are left. */
export async function more(all = false): Promise<void> {
  if (loading.value) return;
  const own = turn;
  loading.value = true;
  try {
    do {
      if (!cursor) break;
      const next = await page(cursor);
      if (own !== turn) return;
      const known = new Set(rows.value.map((row) => row.id));
      rows.value = [...rows.value, ...next.items.filter((row) => !known.has(row.id))];
      cursor = next.cursor;
      complete.value = !next.cursor;
      failure.value = undefined;
    } while (all);
  } catch (thrown) {
    if (own === turn) failure.value = asFailure(thrown);
  } finally {
    if (own === turn) loading.value = false;
  }
}

/** Puts rows that were read anew in their places. */
export function put(...fresh: PayeeView[]): void {
  const named = new Map(fresh.map((row) => [row.id, row]));
  rows.value = rows.value.map((row) => named.get(row.id) ?? row);
}

/** Chooses or lets go. */
export function choose(ids: readonly string[], yes: boolean): void {
  const next = new Set(chosen.value);
  for (const id of ids) {
    if (yes) next.add(id);
    else next.delete(id);
  }
  chosen.value = next;
}

/** One row with its facts. */
export function readPayee(register: RegisterName, id: string): Promise<PayeeView> {
  return call((api) => api.GET("/v1/payees/{register}/{id}", { params: { path: { register, id } } }));
}

// A collective joining at the desk: the batch, its roster, and the calls about it.
import { computed, ref, shallowRef } from "vue";
import { call } from "@/api/client";
import { asFailure, type Failure } from "@/api/failure";
import type { BatchView, RowView } from "@/api/schema";
import { synthetic } from "../shell/me";

/** What a filter of the roster shows. */
export type Show = "all" | "silent" | "no" | "ready" | "singly" | "returned" | "members" | "walkIn";

/** Whether a row belongs to what is shown. */
export function shows(show: Show, row: RowView): boolean {
  const application = row.application;
  switch (show) {
    case "silent": return row.answer === "OPEN";
    case "no": return row.answer === "NO";
    case "ready": return application?.ready === true;
    case "singly": return Boolean(application?.task) && !application?.ready;
    case "returned": return application?.state === "RETURNED";
    case "members": return Boolean(application?.memberNumber);
    case "walkIn": return row.walkIn;
    default: return true;
  }
}

/** One batch with its whole roster, read again on demand. */
export function useJoining(id: () => string) {
  const batch = shallowRef<BatchView>();
  const rows = shallowRef<RowView[]>([]);
  const failure = shallowRef<Failure>();
  const loading = ref(false);
  const at = shallowRef<string>();

  async function load(): Promise<void> {
    if (loading.value) return;
    loading.value = true;
    failure.value = undefined;
    try {
      const path = { id: id() };
      const head = await call((api) => api.GET("/v1/batches/{id}", { params: { path } }));
      const all: RowView[] = [];
      let cursor: string | undefined;
      do {
        const query = cursor ? { cursor } : {};
        const page = await call((api) => api.GET("/v1/batches/{id}/rows", { params: { path, query } }));
        all.push(...page.items);
        cursor = page.cursor;
      } while (cursor);
      batch.value = head;
      rows.value = all;
      at.value = new Date().toISOString();
      if (head.synthetic) synthetic.value = true;
    } catch (thrown) {
      failure.value = asFailure(thrown);
    } finally {
      loading.value = false;
    }
  }

  return { batch, rows, failure, loading, at, load };
}

/** Makes one call at a time and keeps why it failed. */
export function useDoing() {
  const busy = ref("");
  const failure = shallowRef<Failure>();

  async function doing<T>(what: string, work: () => Promise<T>): Promise<T | undefined> {
    if (busy.value) return undefined;
    busy.value = what;
    failure.value = undefined;
    try {
      return await work();
    } catch (thrown) {
      failure.value = asFailure(thrown);
      return undefined;
    } finally {
      busy.value = "";
    }
  }

  return { busy, failure, doing, idle: computed(() => busy.value === "") };
}

/** The occupation groups that a roster may name. */
export const GROUPS = [
  "TRUCK_DRIVER", "COURIER", "CARE_WORKER", "DOMESTIC_WORKER", "MALL_PROMOTER", "FOOD_DELIVERY_RIDER", "ESTATE_AGENT", "SECURITY_GUARD",
  "RIDE_HAILING_DRIVER", "OTHER_NEW_FORM", "NONE",
] as const;

// What the filters offer: matters from the catalogue, unions where the caller holds an office, the groups.
import { computed, shallowRef } from "vue";
import { call } from "@/api/client";
import type { MatterSummary, UnionRef } from "@/api/schema";
import { myUnions } from "../shell/me";
import { rows } from "./store";

/** The occupation groups, as infra/reference/groups.tsv has them. */
export const GROUPS = [
  "COURIER", "FOOD_DELIVERY_RIDER", "TRUCK_DRIVER", "RIDE_HAILING_DRIVER", "CARE_WORKER", "DOMESTIC_WORKER",
  "MALL_PROMOTER", "ESTATE_AGENT", "SECURITY_GUARD", "OTHER_NEW_FORM", "NONE",
] as const;

/** The catalogue. */
export const matters = shallowRef<MatterSummary[]>([]);

/** Reads the catalogue; without it the filter offers none, and the list works all the same. */
export async function loadMatters(): Promise<void> {
  try {
    matters.value = (await call((api) => api.GET("/v1/matters"))).items;
  } catch {
    matters.value = [];
  }
}

/** The unions of the caller's offices, then those seen in the list. */
export const unions = computed<UnionRef[]>(() => {
  const byId = new Map(myUnions.value.map((union) => [union.id, union]));
  for (const row of rows.value) if (!byId.has(row.union.id)) byId.set(row.union.id, row.union);
  return [...byId.values()];
});

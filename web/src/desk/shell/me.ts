// Who works at this desk, which offices he holds, and whether the data are invented.
import { computed, ref, shallowRef } from "vue";
import { call } from "@/api/client";
import { asFailure, type Failure } from "@/api/failure";
import type { MeView, RoleName, UnionRef } from "@/api/schema";

/** The caller; empty until asked. */
export const me = shallowRef<MeView>();

/** Why the caller is not known. */
export const meFailure = shallowRef<Failure>();

/** True once any answer said that its data are invented (合成数据). */
export const synthetic = ref(false);

/** Reads the caller anew. */
export async function loadMe(): Promise<void> {
  meFailure.value = undefined;
  try {
    me.value = await call((api) => api.GET("/v1/me"));
    if (me.value.synthetic) synthetic.value = true;
  } catch (thrown) {
    meFailure.value = asFailure(thrown);
  }
}

/** Forgets the caller, for the next one at this desk. */
export function forgetMe(): void {
  me.value = undefined;
  synthetic.value = false;
}

/** Marks the desk when a text names invented data. */
export function noticeSynthetic(...marks: (boolean | string | undefined)[]): void {
  if (marks.some((mark) => mark === true || (typeof mark === "string" && mark.includes("合成数据")))) synthetic.value = true;
}

const DESK: ReadonlySet<RoleName> = new Set<RoleName>([
  "UNION_VERIFIER", "UNION_APPROVER", "COUNTY_REVIEWER", "CITY_REVIEWER", "PROVINCE_APPROVER", "FINANCE_PAYER", "AUDITOR",
]);
const RUNS: ReadonlySet<RoleName> = new Set<RoleName>(["COUNTY_REVIEWER", "CITY_REVIEWER", "PROVINCE_APPROVER", "FINANCE_PAYER", "AUDITOR"]);
const PAYEES: ReadonlySet<RoleName> = new Set<RoleName>(["COUNTY_REVIEWER", "CITY_REVIEWER", "FINANCE_PAYER"]);
const ROSTERS: ReadonlySet<RoleName> = new Set<RoleName>(["UNION_VERIFIER", "UNION_APPROVER"]);
const KEEPS_MEMBERS: ReadonlySet<RoleName> = new Set<RoleName>(["UNION_APPROVER", "COUNTY_REVIEWER", "CITY_REVIEWER"]);
const ABOVE: ReadonlySet<RoleName> = new Set<RoleName>(["COUNTY_REVIEWER", "CITY_REVIEWER", "PROVINCE_APPROVER"]);
const DECIDES: ReadonlySet<RoleName> = new Set<RoleName>(["UNION_VERIFIER", "UNION_APPROVER", ...ABOVE]);

const roles = computed(() => me.value?.roles ?? []);

/** Whether the caller holds an office that works here. */
export const mayWork = computed(() => roles.value.some((held) => DESK.has(held.role)));

/** Whether the caller's office decides cases; an auditor only reads. */
export const mayDecide = computed(() => roles.value.some((held) => DECIDES.has(held.role)));

/** Whether the caller sees applications; finance alone does not. */
export const seesCases = computed(() => roles.value.some((held) => DESK.has(held.role) && held.role !== "FINANCE_PAYER"));

/** Whether the caller sees benefit runs. */
export const seesRuns = computed(() => roles.value.some((held) => RUNS.has(held.role)));

/** Whether the caller may plan a run. */
export const plansRuns = computed(() => roles.value.some((held) => held.role === "FINANCE_PAYER" || held.role === "PROVINCE_APPROVER"));

/** Whether the caller keeps registers of payees and their accounts. */
export const keepsPayees = computed(() => roles.value.some((held) => PAYEES.has(held.role)));

/** Whether the caller uploads or confirms rosters of his union. */
export const keepsRosters = computed(() => roles.value.some((held) => ROSTERS.has(held.role)));

/** The unions whose rosters the caller keeps, each once. */
export const myRosterUnions = computed<UnionRef[]>(() => {
  const byId = new Map(roles.value.filter((held) => ROSTERS.has(held.role)).map((held) => [held.union.id, held.union]));
  return [...byId.values()];
});

/** Whether the caller exports members. */
export const keepsMembers = computed(() => roles.value.some((held) => KEEPS_MEMBERS.has(held.role)));

/** Whether the caller keeps the books; everybody else who sees runs only reads them. */
export const keepsBooks = computed(() => roles.value.some((held) => held.role === "FINANCE_PAYER"));

/** Whether the caller looks after unions below. */
export const looksAfter = computed(() => roles.value.some((held) => ABOVE.has(held.role)));

/** The unions where the caller holds an office, each once. */
export const myUnions = computed<UnionRef[]>(() => {
  const byId = new Map(roles.value.filter((held) => DESK.has(held.role)).map((held) => [held.union.id, held.union]));
  return [...byId.values()];
});

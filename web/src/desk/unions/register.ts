// The register of unions as the pages ask for it.
import { call } from "@/api/client";
import type { CoveredList, HistoryView, OutlookView, ReminderList, RestructuringView, UnionBranch, UnionItem, UnionView } from "@/api/schema";

const page = (cursor: string | undefined): { cursor?: string } => (cursor ? { cursor } : {});

/** One place in the tree. */
export function readBranch(id: string, cursor?: string): Promise<UnionBranch> {
  return call((api) => api.GET("/v1/unions/{id}/children", { params: { path: { id }, query: page(cursor) } }));
}

/** A union's record. */
export function readUnion(id: string): Promise<UnionView> {
  return call((api) => api.GET("/v1/unions/{id}", { params: { path: { id } } }));
}

/** Its history. */
export function readHistory(id: string): Promise<HistoryView> {
  return call((api) => api.GET("/v1/unions/{id}/history", { params: { path: { id } } }));
}

/** The employers that it covers. */
export function readCovered(id: string, cursor?: string): Promise<CoveredList> {
  return call((api) => api.GET("/v1/unions/{id}/employers", { params: { path: { id }, query: page(cursor) } }));
}

/** The unions below one whose dates ask for something. */
export function readReminders(id: string, cursor?: string): Promise<ReminderList> {
  return call((api) => api.GET("/v1/unions/{id}/reminders", { params: { path: { id }, query: page(cursor) } }));
}

/** What an end of the union would touch. */
export function readOutlook(id: string): Promise<OutlookView> {
  return call((api) => api.GET("/v1/unions/{id}/outlook", { params: { path: { id } } }));
}

/** How far a merging, splitting or dissolving is. */
export function readRestructuring(id: string): Promise<RestructuringView> {
  return call((api) => api.GET("/v1/restructurings/{id}", { params: { path: { id } } }));
}

/** Unions by name, alias, code, credit code or address. */
export async function findUnions(q: string): Promise<UnionItem[]> {
  return (await call((api) => api.GET("/v1/unions", { params: { query: { q } } }))).items;
}

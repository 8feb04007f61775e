// Divisions by name, of the province that these pages serve.
import { call } from "@/api/client";
import type { DivisionRef } from "@/api/schema";

const PROVINCE = "21";
/** Counties and below are exact enough to find a union. */
const COUNTY_LENGTH = 6;

/** The divisions whose name holds the text; a name that exists twice comes twice, with its city. */
export async function findDivision(q: string): Promise<(DivisionRef & { id: string })[]> {
  const view = await call((api) => api.GET("/v1/divisions/{code}", { params: { path: { code: PROVINCE }, query: { q } } }));
  return view.below.filter((one) => one.code.length >= COUNTY_LENGTH).map((one) => ({ ...one, id: one.code }));
}

// The cities of the province, as the directory names them, and the one where somebody works.
import { call } from "@/api/client";
import type { UnionRef } from "@/api/schema";

/** A part of the registers: four digits of a city; `2100` for the province itself. */
export interface City {
  code: string;
  name: string;
}

const PROVINCE = "21";
/** What the province keeps itself. */
export const DIRECT = "2100";

/** The province itself and its cities, in the order of their codes. */
export async function loadCities(direct: string): Promise<City[]> {
  const view = await call((api) => api.GET("/v1/divisions/{code}", { params: { path: { code: PROVINCE } } }));
  const cities = view.below.map((one) => ({ code: one.code.slice(0, 4), name: one.name }));
  return [...cities, { code: DIRECT, name: direct }];
}

/** The city of the caller's office by the name of its union; the province's own where no city is in it. */
export function cityOf(unions: readonly UnionRef[], cities: readonly City[]): string {
  const found = unions.flatMap((union) => cities.filter((city) => union.name.includes(city.name)))[0];
  return found?.code ?? cities[0]?.code ?? DIRECT;
}

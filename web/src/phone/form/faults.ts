// What the API says about fields, by the field of the form.
import type { Failure } from "@/api/failure";

/** Sentences by field: `/form/idNumber`, `/idNumber` and `/employer/creditCode` name idNumber and employer. */
export function faultsByField(failure: Failure): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const error of failure.problem?.errors ?? []) {
    const field = fieldOf(error.pointer);
    if (field) faults[field] ??= error.detail;
  }
  return faults;
}

/** The form's field that a JSON Pointer leads to. */
export function fieldOf(pointer: string): string {
  const parts = pointer.split("/").filter((part) => part !== "");
  return (parts[0] === "form" ? parts[1] : parts[0]) ?? "";
}

// An account as an officer enters it; what is wrong with it before it is sent. The API decides; this spares a round trip.
import type { PayeeAccountRequest } from "@/api/schema";
import { characters } from "../pure/preview";

/** What is typed in. The number is nowhere but here, and forgotten when the dialog closes. */
export interface Entry {
  whose: "" | "own" | "proxy";
  holder: string;
  bank: string;
  number: string;
  again: string;
  clearing: string;
  relation: string;
  document: string;
  consent: string;
}

/** The fields that can be wrong. */
export type EntryField = keyof Entry;

/** An empty entry. */
export const emptyEntry = (): Entry => ({ whose: "", holder: "", bank: "", number: "", again: "", clearing: "", relation: "", document: "", consent: "" });

/** A number as it is sent: without blanks. */
export const tidyNumber = (text: string): string => text.normalize("NFKC").replace(/\s/g, "");

/** Whether it may be an account's number, as the API asks. */
export const numberFits = (text: string): boolean => /^[A-Za-z0-9-]{8,34}$/.test(tidyNumber(text));

/** The fields that are wrong, in the order of the form. */
export function entryFaults(entry: Entry): EntryField[] {
  const faults: EntryField[] = [];
  if (!entry.whose) faults.push("whose");
  if (characters(entry.holder) < 2) faults.push("holder");
  if (entry.whose === "proxy" && !entry.relation.trim()) faults.push("relation");
  if (entry.whose === "proxy" && characters(entry.document) < 2) faults.push("document");
  if (characters(entry.bank) < 2) faults.push("bank");
  if (!numberFits(entry.number)) faults.push("number");
  else if (tidyNumber(entry.number) !== tidyNumber(entry.again)) faults.push("again");
  if (entry.clearing.trim() && !/^\d{12}$/.test(entry.clearing.trim())) faults.push("clearing");
  if (characters(entry.consent) < 2) faults.push("consent");
  return faults;
}

/** What is sent. */
export function entryBody(entry: Entry): PayeeAccountRequest {
  return {
    holder: entry.holder.trim(),
    bank: entry.bank.trim(),
    number: tidyNumber(entry.number),
    ...(entry.clearing.trim() ? { clearing: entry.clearing.trim() } : {}),
    ...(entry.whose === "proxy" ? { proxy: { relation: entry.relation.trim(), document: entry.document.trim() } } : {}),
    consentDocument: entry.consent.trim(),
  };
}

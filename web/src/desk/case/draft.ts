// A decision as it is being written, before it is sent.
import type { Decision, DecisionRequest, ReasonChoice } from "@/api/schema";
import { characters } from "../pure/preview";
import { today } from "../pure/time";

/** What the officer filled in. The declaration is never made beforehand. */
export interface Draft {
  noKinship: boolean;
  /** The date of the committee's recorded decision; empty where no committee decides. */
  decidedOn: string;
  reasonCode: string;
  reasonText: string;
}

/** The most characters of one's own words, by the API. */
export const MOST_TEXT = 500;

/** An empty one; with the committee's date only where the committee decides. */
export function emptyDraft(dated = true): Draft {
  return { noKinship: false, decidedOn: dated ? today() : "", reasonCode: "", reasonText: "" };
}

/** What is missing, as a key of the texts; null where it can be sent. */
export type DraftFault = "kinship" | "reason" | "text" | "date" | null;

/** What still lacks. */
export function faultOf(decision: Decision, draft: Draft, choices: readonly ReasonChoice[]): DraftFault {
  if (decision !== "approve") {
    const choice = choices.find((one) => one.code === draft.reasonCode && one.decision === decision);
    if (!choice) return "reason";
    const length = characters(draft.reasonText);
    if (length < choice.minText || length > MOST_TEXT) return "text";
  }
  if (draft.decidedOn && (!/^\d{4}-\d{2}-\d{2}$/.test(draft.decidedOn) || draft.decidedOn > today())) return "date";
  return draft.noKinship ? null : "kinship";
}

/** The request's body. */
export function bodyOf(decision: Decision, draft: Draft): DecisionRequest {
  const words = draft.reasonText.trim();
  return {
    decision,
    noKinship: draft.noKinship,
    ...(draft.decidedOn ? { decidedOn: draft.decidedOn } : {}),
    ...(decision !== "approve" && draft.reasonCode ? { reasonCode: draft.reasonCode } : {}),
    ...(decision !== "approve" && words ? { reasonText: words } : {}),
  };
}

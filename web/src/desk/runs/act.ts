// What is asked before something is done to a payment, a run or a sum in suspense.
import { characters } from "../pure/preview";

/** The least and the most characters of a reason, by the API. */
export const LEAST_REASON = 10;
export const MOST_REASON = 500;

/** One of several answers. */
export interface Choice {
  value: string;
  text: string;
  /** What follows from it. */
  note?: string;
}

/** A question with everything that it needs. */
export interface Ask {
  title: string;
  /** What it is about, as lines. */
  facts: string[];
  /** What it does. */
  text: string;
  choices?: { label: string; items: Choice[] };
  /** Whether a reason is asked for; by the choice, where there is one. */
  reason: boolean | ((choice: string) => boolean);
  /** Whether the declaration of no kinship is asked for. */
  kinship?: boolean;
  confirm: string;
  danger?: boolean;
  /** Sends it; what to say when it is done. */
  send: (answer: Answer) => Promise<string>;
}

/** What was answered. Nothing is ticked or chosen beforehand. */
export interface Answer {
  choice: string;
  reason: string;
  noKinship: boolean;
}

/** What is missing, as a key of the texts; null where it can be sent. */
export type AskFault = "choice" | "reason" | "kinship" | null;

/** Whether a reason is long enough and not too long. */
export function reasonFits(text: string): boolean {
  const length = characters(text);
  return length >= LEAST_REASON && length <= MOST_REASON;
}

/** Whether a question asks for a reason, given what is chosen. */
export const wantsReason = (ask: Ask, choice: string): boolean => (typeof ask.reason === "function" ? ask.reason(choice) : ask.reason);

/** What still lacks. */
export function faultOf(ask: Ask, answer: Answer): AskFault {
  if (ask.choices && !ask.choices.items.some((one) => one.value === answer.choice)) return "choice";
  if (wantsReason(ask, answer.choice) && !reasonFits(answer.reason)) return "reason";
  return ask.kinship && !answer.noKinship ? "kinship" : null;
}

// Where runs and parts stand: bars, the line of steps, what comes first. Nothing here asks or waits.
import type { CountdownView, HandView, LevelView, PartItem, PartView, RunItem, RunState, RunView, StepName } from "@/api/schema";

/** States in the order in which a part meets them; the cancelled ones come last. */
export const STATES = ["PLANNED", "DRAWN", "REVIEWED", "POSTED", "APPROVED", "FUNDED", "EXECUTING", "SETTLED", "CLOSED", "CANCELLED"] as const satisfies readonly RunState[];

/** Whether a state is an end. */
export const ended = (state: RunState): boolean => state === "CLOSED" || state === "CANCELLED";

const rank = (state: RunState): number => STATES.indexOf(state);

/** Whether a part has come at least as far; a cancelled one has not. */
export const reached = (state: RunState, least: RunState): boolean => state !== "CANCELLED" && rank(state) >= rank(least);

/** A share of a run's bar. */
export interface Share {
  state: RunState;
  /** The state in the API's words. */
  text: string;
  count: number;
}

/** How many parts stand in each state, in the order of the states. */
export function shares(parts: readonly Pick<PartItem, "state" | "stateText">[]): Share[] {
  const found = new Map<RunState, Share>();
  for (const part of parts) {
    const share = found.get(part.state) ?? { state: part.state, text: part.stateText, count: 0 };
    share.count += 1;
    found.set(part.state, share);
  }
  return [...found.values()].sort((one, other) => rank(one.state) - rank(other.state));
}

/** Parts on which the caller's office decides next. */
export const mine = <T extends Pick<PartItem, "pending">>(parts: readonly T[]): T[] => parts.filter((part) => part.pending?.mine);

/** Whether a part is late: its step, or the day to pay by. */
export const late = (part: Pick<PartItem, "pending" | "countdown" | "state">): boolean =>
  !ended(part.state) && (part.pending?.overdue === true || part.countdown?.urgency === "LATE");

/** The least time that is left among the parts that still move. */
export function tightest(parts: readonly PartItem[]): CountdownView | undefined {
  return parts
    .filter((part) => !ended(part.state))
    .flatMap((part) => (part.countdown ? [part.countdown] : []))
    .sort((one, other) => one.spare - other.spare || one.daysLeft - other.daysLeft)[0];
}

/** Those waiting for the caller first, then the late ones, then by city. Every part stays in the list. */
export function sortParts(parts: readonly PartItem[]): PartItem[] {
  const weight = (part: PartItem): number => (part.pending?.mine ? 0 : late(part) ? 1 : ended(part.state) ? 3 : 2);
  return [...parts].sort((one, other) => weight(one) - weight(other) || one.part.localeCompare(other.part));
}

/** Runs with something for the caller first, then those that still move, then newest first. */
export function sortRuns(runs: readonly RunItem[], details: ReadonlyMap<string, RunView>): RunItem[] {
  const weight = (run: RunItem): number => {
    if (ended(run.state)) return 2;
    return mine(details.get(run.id)?.partsShown ?? []).length > 0 ? 0 : 1;
  };
  return [...runs].sort((one, other) => weight(one) - weight(other) || other.plannedAt.localeCompare(one.plannedAt));
}

/** The part to go on with after this one: the next that waits for the caller. */
export function nextMine(parts: readonly PartItem[], after: string): PartItem | undefined {
  const waiting = sortParts(mine(parts)).filter((part) => part.part !== after);
  return waiting.find((part) => part.part > after) ?? waiting[0];
}

/** One step of a part as it is drawn. */
export interface Step {
  kind: "DRAW" | "BANK" | StepName;
  /** Counts the levels of a stage, from 1; absent where there is one. */
  no?: number;
  /** The office that acts; in words. */
  office?: string;
  /** Its limit. */
  within?: number;
  /** From which sum on it is asked. */
  aboveFen?: number;
  state: "done" | "now" | "next";
  /** Who did it and when. */
  hand?: HandView;
}

const asked = (level: LevelView, part: PartView): boolean => level.aboveFen === undefined || part.roll === undefined || part.roll.totalFen > level.aboveFen;

function levelSteps(part: PartView, stage: "REVIEW" | "APPROVAL"): Step[] {
  const levels = part.levels.filter((level) => level.stage === stage && asked(level, part));
  const hands = part.hands.filter((hand) => hand.deed === (stage === "REVIEW" ? "REVIEWED" : "APPROVED"));
  const now = part.pending?.kind === stage ? levels.find((level) => !level.done) : undefined;
  return levels.map((level, at) => ({
    kind: stage, office: level.roleText, within: level.withinWorkingDays,
    state: level.done ? "done" : level === now ? "now" : "next",
    ...(levels.length > 1 ? { no: at + 1 } : {}),
    ...(level.aboveFen === undefined ? {} : { aboveFen: level.aboveFen }),
    ...(level.done && hands[at] ? { hand: hands[at] } : {}),
  }));
}

/** The steps of a part from first to last, with what is done, what is now, and who did it. */
export function steps(part: PartView): Step[] {
  const kind = part.pending?.kind;
  const by = (deed: HandView["deed"]): { hand?: HandView } => {
    const hand = part.hands.find((one) => one.deed === deed);
    return hand ? { hand } : {};
  };
  const one = (name: Step["kind"], done: boolean, more: Partial<Step> = {}): Step => ({ kind: name, state: done ? "done" : kind === name ? "now" : "next", ...more });
  const posted = part.notice !== undefined || kind === "NOTICE";
  const afterNotice = reached(part.state, "APPROVED") || kind === "APPROVAL" || part.hands.some((hand) => hand.deed === "APPROVED");
  const answered = kind === "FOLLOW_UP" && part.totals.inFlight === 0;
  const line: Step[] = [
    { kind: "DRAW", state: part.roll ? "done" : part.state === "PLANNED" ? "now" : "next", ...by("DREW") },
    ...levelSteps(part, "REVIEW"),
    ...(posted ? [one("NOTICE", afterNotice)] : []),
    ...levelSteps(part, "APPROVAL"),
    one("FUNDING", reached(part.state, "FUNDED"), by("PAID")),
    { kind: "BANK", state: reached(part.state, "EXECUTING") ? "done" : part.state === "FUNDED" ? "now" : "next" },
    // While the bank owes an answer its report is not in, whatever else is followed up.
    answered || reached(part.state, "SETTLED") ? one("REPORT", true) : { kind: "REPORT", state: reached(part.state, "EXECUTING") ? "now" : "next" },
    ...(kind === "FOLLOW_UP" ? [one("FOLLOW_UP", false)] : []),
    one("SIGN_OFF", part.state === "CLOSED"),
  ];
  return line;
}

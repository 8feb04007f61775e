// What rows do, in the order of the bar.
import type { RosterCounts, RosterVerdict, RosterView } from "@/api/schema";

/** Every verdict, what goes in first. */
export const VERDICTS: readonly RosterVerdict[] = ["JOIN", "CORRECT", "MOVE_IN", "UNCHANGED", "REFUSED"];

/** A sign beside the word: colour is never the only one. */
export const SIGN: Record<RosterVerdict, string> = { JOIN: "+", CORRECT: "~", MOVE_IN: "→", UNCHANGED: "=", REFUSED: "✗" };

/** How many rows do what. */
export function byVerdict(counts: RosterCounts): Record<RosterVerdict, number> {
  return { JOIN: counts.join, CORRECT: counts.correct, MOVE_IN: counts.moveIn, UNCHANGED: counts.unchanged, REFUSED: counts.refused };
}

/** What the import did once it is done, else what the dry run found. */
export const countsOf = (roster: RosterView): RosterCounts | undefined => roster.imported ?? roster.checked;

/** Whether the machine is at work on it. */
export const isUnderWay = (roster: RosterView): boolean => roster.state === "CHECKING" || roster.state === "IMPORTING";

/** How far it has come, in percent; null while the file is still being opened. */
export function percent(roster: RosterView): number | null {
  return roster.rows > 0 ? Math.floor((roster.rowsDone * 100) / roster.rows) : null;
}

// Budget lines: what is set aside, and amounts as people type them.
import type { BudgetView } from "@/api/schema";
import { characters } from "../pure/preview";

/** What is set aside for runs or paid. */
export const usedFen = (line: BudgetView): number => Math.max(0, line.grantedFen - line.availableFen);

/** How much of what was granted is set aside, in whole percent; nothing granted is nothing used. */
export function usedPercent(line: BudgetView): number {
  return line.grantedFen > 0 ? Math.min(100, Math.round((usedFen(line) / line.grantedFen) * 100)) : 0;
}

/** A line of which less than a tenth is left is named. */
export const nearlyUsed = (line: BudgetView): boolean => line.grantedFen > 0 && line.availableFen * 10 < line.grantedFen;

/** Yuan as typed, as whole fen; null where it is no amount. No fraction is ever computed. */
export function fenOf(text: string): number | null {
  const plain = text.normalize("NFKC").replace(/[\s,¥元]/g, "");
  const match = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(plain);
  if (!match) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
}

/** What is wrong with a change. */
export function budgetFault(line: BudgetView, amount: string, document: string, reason: string): "amount" | "less" | "same" | "document" | "reason" | null {
  const fen = fenOf(amount);
  if (fen === null) return "amount";
  if (fen < usedFen(line)) return "less";
  if (fen === line.grantedFen && line.version > 0) return "same";
  if (characters(document) < 4) return "document";
  return fen < line.grantedFen && characters(reason) < 10 ? "reason" : null;
}

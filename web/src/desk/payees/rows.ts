// What is told of a row of a register: whether it can be paid, what lacks, which rows a narrowing leaves.
import type { PayeeStatusName, PayeeView, RegisterName } from "@/api/schema";
import { daysBetween, plusDays, today } from "../pure/time";

export const REGISTERS: readonly RegisterName[] = ["MODEL_WORKER", "HARDSHIP", "VOUCHER"];
export const STATUSES: readonly PayeeStatusName[] = ["LIVING", "DECEASED", "REVOKED", "ABROAD", "LOST", "EXITED"];

/** An account that changed within so many days before a run needs a second look, by the benefits' rules. */
export const SECOND_LOOK_DAYS = 7;
/** A check is good for so many months, by the benefits' rules. */
const CHECK_MONTHS = 12;
/** A check that ends within so many days is named beforehand. */
const SOON_DAYS = 30;

/** Where an account stands. */
export type AccountState = "none" | "unverified" | "verified";
/** What keeps somebody from being paid. */
export type Lack = "unconfirmed" | "status" | "check" | "account" | "verification";
/** What the list is narrowed to; empty means all. */
export interface Narrowing {
  text: string;
  status: "" | PayeeStatusName | "UNCONFIRMED";
  check: "" | "due" | "soon" | "good";
  account: "" | AccountState | "changed" | "toVerify";
}

/** Where the account stands. */
export function accountState(row: PayeeView): AccountState {
  if (!row.account) return "none";
  return row.account.verifiedAt ? "verified" : "unverified";
}

/** Whether the account changed so lately that a run looks twice. */
export function changedLately(row: PayeeView, now: Date = new Date()): boolean {
  if (!row.account) return false;
  const days = daysBetween(today(new Date(row.account.changedAt)), today(now));
  return days >= 0 && days <= SECOND_LOOK_DAYS;
}

/** Whether the caller may verify the account: somebody else entered it, and nobody found it right yet. */
export function mayVerify(row: PayeeView): boolean {
  return accountState(row) === "unverified" && row.account?.mine === false;
}

/** The last day on which a check is good. */
export function checkGoodTo(checkedOn: string): string {
  const [year = 0, month = 1, date = 1] = checkedOn.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - 1 + CHECK_MONTHS + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + CHECK_MONTHS, Math.min(date, last))).toISOString().slice(0, 10);
}

/** Where the yearly check stands. */
export function checkState(row: PayeeView, now: Date = new Date()): "due" | "soon" | "good" {
  if (row.checkDue) return "due";
  return checkGoodTo(row.checkedOn) <= plusDays(today(now), SOON_DAYS) ? "soon" : "good";
}

/** Everything that keeps somebody from being paid; empty where nothing does. */
export function lacks(row: PayeeView): Lack[] {
  const found: Lack[] = [];
  if (row.unconfirmed) found.push("unconfirmed");
  if (row.status !== "LIVING") found.push("status");
  if (row.checkDue) found.push("check");
  const account = accountState(row);
  if (account === "none") found.push("account");
  if (account === "unverified") found.push("verification");
  return found;
}

/** The rows that a narrowing leaves. Names and numbers are masked, so only what is in sight is looked through. */
export function narrow(rows: readonly PayeeView[], by: Narrowing, now: Date = new Date()): PayeeView[] {
  const text = by.text.trim().toLowerCase();
  const holds = (value: string | undefined): boolean => value?.toLowerCase().includes(text) ?? false;
  return rows.filter((row) => {
    if (text && ![row.name, row.idMasked, row.unit, row.union?.name, row.account?.last4].some(holds)) return false;
    if (by.status === "UNCONFIRMED" ? !row.unconfirmed : by.status && row.status !== by.status) return false;
    if (by.check && checkState(row, now) !== by.check) return false;
    if (by.account === "changed") return changedLately(row, now);
    if (by.account === "toVerify") return mayVerify(row);
    return !by.account || accountState(row) === by.account;
  });
}

/** Counts for the head of a list. */
export function tally(rows: readonly PayeeView[]): { payable: number; check: number; verification: number; unconfirmed: number } {
  const lacking = rows.map((row) => lacks(row));
  const having = (lack: Lack): number => lacking.filter((one) => one.includes(lack)).length;
  return { payable: lacking.filter((one) => one.length === 0).length, check: having("check"), verification: having("verification"), unconfirmed: having("unconfirmed") };
}

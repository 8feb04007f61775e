// What is paid to somebody, where to, and what is posted: the calls, and how a page keeps to its own reader.
import { computed, type ComputedRef, type Ref } from "vue";
import { call } from "@/api/client";
import { asFailure, type Failure } from "@/api/failure";
import type {
  BankAccountView,
  InquiryView,
  NoticeItem,
  NoticeList,
  NoticeView,
  OwnAccountRequest,
  PaymentView,
} from "@/api/schema";
import { session } from "@/auth/session";
import { synthetic } from "./api";
import { useLoad } from "./load";

/** The caller's own account; undefined while none is entered. */
export async function bankAccount(): Promise<BankAccountView | undefined> {
  try {
    return await call((api) => api.GET("/v1/bank-account", { cache: "no-store" }));
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.kind === "not-found") return undefined;
    throw failure;
  }
}

export const putBankAccount = (body: OwnAccountRequest): Promise<BankAccountView> =>
  call((api) => api.PUT("/v1/bank-account", { body }));

export const inquire = (id: string): Promise<InquiryView> =>
  call((api) => api.POST("/v1/payments/{id}/inquiry", { params: { path: { id } } }));

/** The notices that run today. */
export async function notices(): Promise<NoticeList> {
  const list = await call((api) => api.GET("/v1/notices"));
  if (list.items.some((item) => item.synthetic)) synthetic.value = true;
  return list;
}

/** One notice with a page of its lines. */
export async function notice(run: string, part: string, cursor?: string): Promise<NoticeView> {
  const query = cursor ? { cursor } : {};
  const view = await call((api) => api.GET("/v1/notices/{run}/{part}", { params: { path: { run, part }, query } }));
  if (view.synthetic) synthetic.value = true;
  return view;
}

/** Something of the signed-in person's own. */
export interface Mine<Data> {
  /** What came, for whoever is signed in now and for nobody else. */
  data: ComputedRef<Data | undefined>;
  /** Whether it came; it may be empty all the same. */
  came: ComputedRef<boolean>;
  failure: Ref<Failure | undefined>;
  busy: Ref<boolean>;
  load: () => Promise<void>;
}

/** Loads something of one's own. On a shared phone nothing of one reader is shown to the next, not for a moment. */
export function useMine<Data>(ask: () => Promise<Data>): Mine<Data> {
  const { data, failure, busy, load } = useLoad(async () => {
    const subject = session.value?.subject;
    return subject ? { subject, value: await ask() } : undefined;
  });
  const own = computed(() => {
    const now = data.value;
    return now && now.subject === session.value?.subject ? now : undefined;
  });
  return { data: computed(() => own.value?.value), came: computed(() => own.value !== undefined), failure, busy, load };
}

const GOOD = ["CONFIRMED"];
const WARN = ["HELD", "PART_PAID", "CORRECTED"];
const BAD = ["FAILED", "RETURNED", "VOID"];

/** The tone of a state; the word beside it says the same. */
export function toneOf(state: string): string {
  if (GOOD.includes(state)) return "good";
  if (WARN.includes(state)) return "warn";
  return BAD.includes(state) ? "bad" : "";
}

/** Whether the payee himself is asked to do something. */
export const wantsHim = (payment: PaymentView): boolean => payment.next.some((one) => one.action === "correct-account");

/** Fen as yuan, without ever being a fraction. */
export function money(fen: number): string {
  const digits = String(Math.trunc(fen)).padStart(3, "0");
  return `¥${digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",")}.${digits.slice(-2)}`;
}

/** A card number as it is sent: no blanks, full-width digits made plain. */
export const tidyCard = (text: string): string => text.normalize("NFKC").replace(/\s/g, "");

/** The same in groups of four, to be read back. */
export const readable = (text: string): string => tidyCard(text).replace(/(.{4})(?=.)/g, "$1 ");

/** What is wrong with an account before it is sent. The API decides; this spares a round trip. */
export function accountFaults(entry: { holder: string; bank: string; number: string }): ("holder" | "bank" | "number")[] {
  const short = (text: string): boolean => [...text.trim()].length < 2;
  return [
    ...(short(entry.holder) ? (["holder"] as const) : []),
    ...(short(entry.bank) ? (["bank"] as const) : []),
    ...(/^[A-Za-z0-9-]{8,34}$/.test(tidyCard(entry.number)) ? [] : (["number"] as const)),
  ];
}

/** Days until a notice ends, today being 0; below 0 it has ended. */
export function daysLeft(item: Pick<NoticeItem, "toOn">, now: Date = new Date()): number {
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(now);
  return Math.round((Date.parse(item.toOn) - Date.parse(today)) / 86_400_000);
}

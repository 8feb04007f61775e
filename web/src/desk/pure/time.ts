// Dates are those of Shanghai, whatever the clock of the device is set to.

const DAY_MS = 86_400_000;
const shanghai = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", year: "numeric", month: "2-digit", day: "2-digit" });

/** Today in Shanghai as YYYY-MM-DD. */
export function today(now: Date = new Date()): string {
  return shanghai.format(now);
}

/** The date so many days later. */
export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Days from one date to another; below 0 when it is past. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

const DATE = { timeZone: "Asia/Shanghai", year: "numeric", month: "2-digit", day: "2-digit" } as const;
const TIME = { ...DATE, hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/** Making a format is slow, and a list asks for it per row: one per language is kept. */
const made = new Map<string, Intl.DateTimeFormat>();

function format(kind: "date" | "time", locale: string): Intl.DateTimeFormat {
  const key = `${kind} ${locale}`;
  const kept = made.get(key) ?? new Intl.DateTimeFormat(locale, kind === "date" ? DATE : TIME);
  made.set(key, kept);
  return kept;
}

/** An instant in words, in Shanghai. */
export function moment(at: string, locale: string): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? at : format("time", locale).format(date);
}

/** A date in words. */
export function day(date: string, locale: string): string {
  const at = new Date(`${date}T00:00:00+08:00`);
  return Number.isNaN(at.getTime()) ? date : format("date", locale).format(at);
}

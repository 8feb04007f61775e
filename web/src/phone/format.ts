// Dates as people read them, always in Liaoning's time.
import { useI18n } from "@/phone/i18n";

const ZONE = "Asia/Shanghai";

/** Formatters in the language of the page. */
export function useDates(): {
  day: (date: string) => string;
  moment: (at: string) => string;
  expected: (due: { dueOn: string; provisional: boolean }) => string;
} {
  const { locale, t } = useI18n();
  const format = (value: Date, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale.value === "en" ? "en-GB" : "zh-CN", { timeZone: ZONE, ...options }).format(value);
  const day = (date: string): string =>
    format(new Date(`${date.slice(0, 10)}T12:00:00+08:00`), { year: "numeric", month: "long", day: "numeric" });
  const moment = (at: string): string =>
    format(new Date(at), { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });
  return {
    day,
    moment,
    expected: (due) =>
      t("date.expected", { date: day(due.dueOn) }) + (due.provisional ? ` · ${t("date.provisional")}` : ""),
  };
}

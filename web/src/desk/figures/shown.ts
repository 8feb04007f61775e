// The figures as they are shown: small cells hidden, and those that would give them away. The page, the print and
// both exports are made of these tables and of nothing else.
import type { FiguresView, TaskCounts } from "@/api/schema";
import type { Sheet, SheetCell } from "../pure/sheet";
import { given, single, type Cell } from "../pure/suppress";
import { day } from "../pure/time";
import type { Bar } from "./chart";
import type { Figures } from "./gather";

/** A table as it is shown. */
export interface Shown {
  key: "now" | "days" | "groups" | "below";
  title: string;
  /** How it is counted (口径). */
  counted: string;
  /** What it should be. */
  target: string;
  header: string[];
  rows: { name: string; cells: SheetCell[] }[];
}

type Translate = (key: string, values?: Record<string, unknown>) => string;
type Counts = FiguresView["total"];

const EVENTS = ["submitted", "approved", "refused", "returned", "endedByApplicant", "completed", "escalated"] as const satisfies readonly (keyof Counts)[];

/** From here on the API says only «a thousand or more». */
const CEILING = 1000;
const worked = (cell: Cell): SheetCell => (cell === CEILING ? "1000+" : cell);

/** Rows of counts with every column protected from its total. */
function columns(rows: { name: string; counts: Counts }[], totalShown: boolean): { name: string; cells: Cell[] }[] {
  const byEvent = EVENTS.map((event) => given(rows.map((row) => row.counts[event]), totalShown));
  return rows.map((row, at) => ({ name: row.name, cells: byEvent.map((column) => column[at] ?? 0) }));
}

function now(figures: Figures, t: Translate): Shown {
  const { view, work } = figures;
  const took = view.took;
  const counts: [keyof TaskCounts, number][] = [["waiting", work.waiting], ["nearDue", work.nearDue], ["overdue", work.overdue]];
  return {
    key: "now", title: t("figures.now"), counted: t("figures.countedNow"), target: t("figures.targetNow", { days: took?.target ?? 15 }),
    header: [t("figures.figure"), t("figures.value")],
    rows: [
      { name: t("figures.members"), cells: [single(view.members)] },
      ...counts.map(([name, count]) => ({ name: t(`worklist.${name}`), cells: [worked(single(count))] })),
      { name: t("figures.decided"), cells: [took ? (took.decided ?? single(1)) : 0] },
      // Of fewer than five decisions the times are those of single people.
      ...(took?.decided ? [
        { name: t("figures.p50"), cells: [took.p50] },
        { name: t("figures.p90"), cells: [took.p90] },
        { name: t("figures.within", { days: took.target }), cells: [`${took.withinTargetPercent}%`] },
      ] : []),
    ],
  };
}

/** The tables of an answer. */
export function tables(figures: Figures, t: Translate, locale: string): Shown[] {
  const { view } = figures;
  const heads = EVENTS.map((event) => t(`figures.event.${event}`));
  const days = columns(view.days.map((row) => ({ name: day(row.day, locale), counts: row.counts })), true);
  const total = { name: t("figures.total"), cells: EVENTS.map((event) => view.total[event] ?? single(1)) };
  const shown: Shown[] = [now(figures, t), {
    key: "days", title: t("figures.byDay"), counted: t("figures.countedDay"), target: t("figures.targetDay"),
    header: [t("figures.day"), ...heads], rows: view.days.length ? [...days, total] : [],
  }];
  if (view.groups.length) shown.push({
    key: "groups", title: t("figures.byGroup"), counted: t("figures.countedGroup"), target: t("figures.targetGroup"),
    header: [t("worklist.group"), ...heads], rows: columns(view.groups.map((row) => ({ name: row.title, counts: row.counts })), false),
  });
  if (view.below.length) shown.push(below(view, heads, t));
  return shown;
}

function below(view: FiguresView, heads: string[], t: Translate): Shown {
  const counted = columns(view.below.map((row) => ({ name: row.union.name, counts: row.counts })), true);
  const waiting = given(view.below.map((row) => row.waiting), false);
  const overdue = given(view.below.map((row) => row.overdue), false);
  const members = given(view.below.map((row) => row.members));
  return {
    key: "below", title: t("figures.byUnion"), counted: t("figures.countedUnion"), target: t("figures.targetUnion"),
    header: [t("worklist.union"), t("figures.members"), ...heads, t("worklist.waiting"), t("worklist.overdue")],
    rows: counted.map((row, at) => ({ name: row.name, cells: [members[at] ?? 0, ...row.cells, worked(waiting[at] ?? 0), worked(overdue[at] ?? 0)] })),
  };
}

/** The bars of the days: what came in, with the same cells hidden as in the table. */
export function bars(days: readonly { day: string }[], table: Shown | undefined): Bar[] {
  return days.map((one, at) => {
    const cell = table?.rows[at]?.cells[0] ?? 0;
    return { name: one.day.slice(5), value: typeof cell === "number" ? cell : null, label: String(cell), tone: "plain" as const };
  });
}

/** Everything on the page as one sheet, nothing more and nothing less. */
export function sheetOf(title: string, notes: string[], shown: Shown[], t: Translate): Sheet {
  const rows: SheetCell[][] = [];
  for (const table of shown) {
    rows.push([], [table.title], [`${t("figures.counted")} ${table.counted}`], [`${t("figures.target")} ${table.target}`], table.header);
    for (const row of table.rows) rows.push([row.name, ...row.cells]);
    if (table.rows.length === 0) rows.push([t("figures.nothing")]);
  }
  return { title, notes, header: [], rows };
}

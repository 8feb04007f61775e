// The figures as they are shown: small cells hidden. The page, the print and both exports are made of these tables.
import { day } from "../pure/time";
import { series, single, type Cell } from "../pure/suppress";
import type { Sheet, SheetCell } from "../pure/sheet";
import type { Bar } from "./chart";
import type { Figures } from "./gather";

/** A table as it is shown. */
export interface Shown {
  title: string;
  /** How it is counted (口径). */
  counted: string;
  /** What it should be. */
  target: string;
  header: string[];
  rows: { name: string; cells: Cell[] }[];
}

type Translate = (key: string, values?: Record<string, unknown>) => string;

/** A count of which only «a thousand or more» is known. */
const CEILING = 1000;

/** A cell as text or number: the API counts exactly to 1,000. */
export function written(cell: Cell): SheetCell {
  return cell === CEILING ? "1000+" : cell;
}

/** The three tables. */
export function tables(figures: Figures, t: Translate, locale: string): Shown[] {
  const kinds = ["waiting", "nearDue", "overdue"] as const;
  const columns = kinds.map((kind) => series(figures.unions.map((one) => one.counts[kind])));
  const groups = series(figures.groups.map((one) => one.count));
  const dues = series(figures.dues.map((one) => one.count));
  const due = (key: string): string => (key === "overdue" || key === "later" ? t(`figures.due.${key}`) : day(key, locale));
  return [
    {
      title: t("figures.byUnion"), counted: t("figures.countedUnion"), target: t("figures.targetOverdue"),
      header: [t("worklist.union"), ...kinds.map((kind) => t(`worklist.${kind}`))],
      rows: [
        ...figures.unions.map((one, at) => ({ name: one.union.name, cells: columns.map((column) => column[at] ?? 0) })),
        { name: t("figures.all"), cells: kinds.map((kind) => single(figures.total[kind])) },
      ],
    },
    {
      title: t("figures.byDue"), counted: t(figures.whole ? "figures.countedDue" : "figures.countedPart", { count: CEILING }), target: t("figures.targetDue"),
      header: [t("worklist.due"), t("worklist.waiting")],
      rows: figures.dues.map((one, at) => ({ name: due(one.key), cells: [dues[at] ?? 0] })),
    },
    {
      title: t("figures.byGroup"), counted: t(figures.whole ? "figures.countedGroup" : "figures.countedPart", { count: CEILING }), target: t("figures.targetGroup"),
      header: [t("worklist.group"), t("worklist.waiting")],
      rows: figures.groups.map((one, at) => ({ name: t(`group.${one.group}`), cells: [groups[at] ?? 0] })),
    },
  ];
}

/** The bars of the due dates, with the same cells hidden. */
export function bars(table: Shown | undefined): Bar[] {
  return (table?.rows ?? []).map((row, at) => {
    const cell = row.cells[0] ?? 0;
    return { name: row.name, value: typeof cell === "number" ? cell : null, label: String(cell), tone: at === 0 ? "bad" as const : "plain" as const };
  });
}

/** Everything on the page as one sheet, nothing more and nothing less. */
export function sheetOf(title: string, notes: string[], shown: Shown[], t: Translate): Sheet {
  const rows: SheetCell[][] = [];
  for (const table of shown) {
    rows.push([], [table.title], [`${t("figures.counted")} ${table.counted}`], [`${t("figures.target")} ${table.target}`], table.header);
    for (const row of table.rows) rows.push([row.name, ...row.cells.map(written)]);
  }
  return { title, notes, header: [], rows };
}

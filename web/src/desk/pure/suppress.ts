// Small counts could name a person: a cell of 1 to 4 is hidden, and a second one with it where the
// total would give the first away.

/** A cell below this many people is not shown. 0 is shown: it names nobody. */
export const SMALLEST_SHOWN = 5;

/** What stands in place of a hidden cell. */
export const HIDDEN = "<5";

/** Where a second cell is hidden to protect the first. */
export const PROTECTED = "*";

/** A count as it may be shown. */
export type Cell = number | typeof HIDDEN | typeof PROTECTED;

const small = (count: number): boolean => count > 0 && count < SMALLEST_SHOWN;

/** One count that stands alone. */
export function single(count: number): Cell {
  return small(count) ? HIDDEN : count;
}

/** Counts shown beside their total: never exactly one hidden cell above 0. */
export function series(counts: readonly number[], totalShown = true): Cell[] {
  const cells: Cell[] = counts.map(single);
  const hidden = cells.filter((cell) => cell === HIDDEN).length;
  if (!totalShown || hidden !== 1) return cells;
  let least = -1;
  counts.forEach((count, at) => {
    if (count < SMALLEST_SHOWN) return;
    if (least < 0 || count < (counts[least] ?? Infinity)) least = at;
  });
  if (least >= 0) cells[least] = PROTECTED;
  return cells;
}

/** Counts as the API gives them, absent where it hid one; beside their total, never exactly one hidden cell. */
export function given(counts: readonly (number | null | undefined)[], totalShown = true): Cell[] {
  // A hidden count stands for the least that could be hidden; only which cells are hidden matters.
  return series(counts.map((count) => count ?? 1), totalShown);
}

/** Rows of counts beside their totals, protected by row and by column until nothing can be worked out. */
export function table(rows: readonly (readonly number[])[]): Cell[][] {
  const cells = rows.map((row) => series(row));
  const columns = Math.max(0, ...rows.map((row) => row.length));
  for (let round = 0; round < 4; round += 1) {
    let changed = false;
    for (let column = 0; column < columns; column += 1) changed = guardColumn(rows, cells, column) || changed;
    rows.forEach((row, at) => (changed = guardRow(row, cells[at] ?? []) || changed));
    if (!changed) break;
  }
  return cells;
}

function guardColumn(rows: readonly (readonly number[])[], cells: Cell[][], column: number): boolean {
  const values = rows.map((row) => row[column] ?? 0);
  const line = cells.map((row) => row[column] ?? 0);
  const pick = toProtect(values, line);
  const row = pick === null ? undefined : cells[pick];
  if (!row) return false;
  row[column] = PROTECTED;
  return true;
}

function guardRow(values: readonly number[], line: Cell[]): boolean {
  const pick = toProtect(values, line);
  if (pick === null) return false;
  line[pick] = PROTECTED;
  return true;
}

/** Which cell to hide with the only hidden one; null where none or several are hidden. */
function toProtect(values: readonly number[], line: readonly Cell[]): number | null {
  if (line.filter((cell) => typeof cell === "string").length !== 1) return null;
  let least: number | null = null;
  line.forEach((cell, at) => {
    if (typeof cell === "string" || cell === 0) return;
    if (least === null || (values[at] ?? 0) < (values[least] ?? 0)) least = at;
  });
  return least;
}

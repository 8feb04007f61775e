// The worklist as loaded so far: pages are appended while one scrolls, and the head is read anew while one works.

/** As much of a row as paging needs. */
export interface Row {
  id: string;
  dueOn: string;
}

/** Appends a page; a row that is there already is replaced in its place. */
export function append<T extends Row>(loaded: readonly T[], page: readonly T[]): T[] {
  const fresh = new Map(page.map((row) => [row.id, row]));
  const kept = loaded.map((row) => {
    const newer = fresh.get(row.id);
    fresh.delete(row.id);
    return newer ?? row;
  });
  return [...kept, ...page.filter((row) => fresh.has(row.id))];
}

/**
 * Puts a newly read head in place of the old one: what the head covers and does not name has been closed.
 * `complete` says that the head is the whole list. What lies behind the head stays as it was.
 */
export function mergeHead<T extends Row>(loaded: readonly T[], head: readonly T[], complete: boolean): T[] {
  const last = head[head.length - 1];
  if (complete || !last) return [...head];
  const named = new Set(head.map((row) => row.id));
  const at = loaded.findIndex((row) => row.id === last.id);
  const behind = at >= 0 ? loaded.slice(at + 1) : loaded.filter((row) => row.dueOn >= last.dueOn);
  return [...head, ...behind.filter((row) => !named.has(row.id))];
}

/** The row to stand on after `gone` left the list: the one after it, else the one before it, else none. */
export function neighbour<T extends Row>(rows: readonly T[], gone: string): string | null {
  const at = rows.findIndex((row) => row.id === gone);
  if (at < 0) return rows[0]?.id ?? null;
  return (rows[at + 1] ?? rows[at - 1])?.id ?? null;
}

/** The row one step from `from`, kept within the list. */
export function step<T extends Row>(rows: readonly T[], from: string | null, by: number): string | null {
  if (rows.length === 0) return null;
  const at = rows.findIndex((row) => row.id === from);
  if (at < 0) return (by > 0 ? rows[0] : rows[rows.length - 1])?.id ?? null;
  return rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.id ?? null;
}

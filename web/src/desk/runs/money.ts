// Amounts are whole fen; they become text without ever being a fraction.

/** Fen as yuan with two places and thousands: 1,234.56. */
export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, "0");
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${fen < 0 ? "-" : ""}${whole}.${digits.slice(-2)}`;
}

/** The sum of whole fen; no row is rounded. */
export function total<T>(rows: readonly T[], fen: (row: T) => number): number {
  return rows.reduce((sum, row) => sum + fen(row), 0);
}

/** The first and last characters of a hash, for comparing by eye; the whole of it is always one click away. */
export function short(hash: string): string {
  return hash.length > 16 ? `${hash.slice(0, 8)}…${hash.slice(-4)}` : hash;
}

/** A payment's place: batch and line. */
export function place(line: { batch: number; line: number }): string {
  return `${line.batch}-${line.line}`;
}

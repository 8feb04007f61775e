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

const DIGITS = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"] as const;
const UNITS = [[100_000_000, "亿"], [10_000, "万"], [1_000, "仟"], [100, "佰"], [10, "拾"], [1, ""]] as const;

function whole(yuan: number): string {
  const found = UNITS.find(([size]) => yuan >= size);
  if (!found) return "";
  const [size, unit] = found;
  const head = Math.floor(yuan / size);
  const rest = yuan % size;
  // A gap of one or more places is said as one zero.
  const gap = rest > 0 && rest < size / 10 ? "零" : "";
  return `${head < 10 ? (DIGITS[head] ?? "") : whole(head)}${unit}${gap}${whole(rest)}`;
}

/** Fen in capital numerals (合计大写), worked out here again: what a person compares is not taken on trust. */
export function capital(fen: number): string {
  const yuanPart = Math.floor(fen / 100);
  const jiao = Math.floor(fen / 10) % 10;
  const last = fen % 10;
  const text = `${yuanPart > 0 ? `${whole(yuanPart)}元` : ""}${jiao > 0 ? `${DIGITS[jiao] ?? ""}角` : ""}`;
  if (last > 0) return `${text}${yuanPart > 0 && jiao === 0 ? "零" : ""}${DIGITS[last] ?? ""}分`;
  return `${text || "零元"}整`;
}

// A table as it is shown, for CSV and XLSX: the same cells, and no text that a spreadsheet would run.

/** One cell: a number or a text, never a formula. */
export type SheetCell = string | number;

/** A table with what must stand above and below it. */
export interface Sheet {
  /** The name of the sheet and of the file. */
  title: string;
  /** Lines above: what it counts, as of when, invented data. */
  notes: string[];
  header: string[];
  rows: SheetCell[][];
}

// What starts a formula in Excel, LibreOffice, WPS or Numbers, also after blanks that they trim; full-width
// forms are read as formulas by East Asian versions.
const DANGEROUS = /^[\s\u00a0\u3000]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

/** A text that no spreadsheet reads as a formula: a leading apostrophe makes it plain text. */
export function inert(text: string): string {
  return DANGEROUS.test(text) ? `'${text}` : text;
}

/** Control characters are not allowed in XML and hide things in CSV. */
function clean(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "");
}

/** A cell that is safe to write. */
export function safeCell(cell: SheetCell): SheetCell {
  if (typeof cell === "number") return Number.isFinite(cell) ? cell : "";
  return inert(clean(cell));
}

function quoted(cell: SheetCell): string {
  const text = String(safeCell(cell));
  return /[",\r\n]/.test(text) || text.startsWith("'") ? `"${text.replace(/"/g, '""')}"` : text;
}

/** Every line of a sheet in order: notes, header, rows. */
export function lines(sheet: Sheet): SheetCell[][] {
  return [[sheet.title], ...sheet.notes.map((note) => [note]), [], sheet.header, ...sheet.rows];
}

/** RFC 4180 with a byte-order mark, without which Excel reads Chinese wrongly. */
export function toCsv(sheet: Sheet): string {
  return `\ufeff${lines(sheet).map((line) => line.map(quoted).join(",")).join("\r\n")}\r\n`;
}

/** A cell for write-excel-file: texts are written as strings, so no apostrophe is needed there. */
export interface XlsxCell {
  value: string | number;
  type: StringConstructor | NumberConstructor;
  fontWeight?: "bold";
  wrap?: boolean;
}

/** The sheet's lines as typed cells. A string cell is never run, whatever it begins with; a number stays a number. */
export function toXlsxRows(sheet: Sheet): (XlsxCell | null)[][] {
  const head = 2 + sheet.notes.length;
  return lines(sheet).map((line, at) =>
    line.map((cell) => {
      if (cell === "") return null;
      const bold = at === 0 || at === head ? { fontWeight: "bold" as const } : {};
      return typeof cell === "number" && Number.isFinite(cell)
        ? { value: cell, type: Number, ...bold }
        : { value: clean(String(cell)), type: String, ...bold };
    }),
  );
}

/** A file name without what file systems refuse. */
export function fileName(title: string, at: string, extension: "csv" | "xlsx"): string {
  const tidy = `${title}-${at}`.replace(/[\\/:*?"<>|\s]+/g, "-");
  return `${tidy}.${extension}`;
}

// Writes a sheet to a file of the officer's device.
import { fileName, toCsv, toXlsxRows, type Sheet } from "../pure/sheet";

function hand(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Saves as CSV. */
export function saveCsv(sheet: Sheet, at: string): void {
  hand(new Blob([toCsv(sheet)], { type: "text/csv;charset=utf-8" }), fileName(sheet.title, at, "csv"));
}

/** Saves as XLSX; the library is loaded when it is first needed. */
export async function saveXlsx(sheet: Sheet, at: string): Promise<void> {
  const { default: write } = await import("write-excel-file/browser");
  const columns = [{ width: 44 }, { width: 14 }, { width: 14 }, { width: 14 }];
  const blob = await write(toXlsxRows(sheet), { sheet: sheet.title.slice(0, 31), columns }).toBlob();
  hand(blob, fileName(sheet.title, at, "xlsx"));
}

import { unzipSync, strFromU8 } from "fflate";
import { describe, expect, it } from "vitest";
import { fileName, inert, toCsv, toXlsxRows, type Sheet } from "@/desk/pure/sheet";

const attacks = ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u3000=1", "＝1", "＋1", "－1", "＠x", "=HYPERLINK(\"http://x\")"];

const sheet = (rows: Sheet["rows"]): Sheet => ({ title: "统计", notes: ["合成数据"], header: ["工会", "待办"], rows });

describe("exports run nothing", () => {
  it.each(attacks)("makes %j plain text", (text) => {
    expect(inert(text)).toBe(`'${text}`);
  });

  it.each(["张三", "3-5", "a=b", "<5", "*", ""])("leaves %j as it is", (text) => {
    expect(inert(text)).toBe(text);
  });

  it("writes CSV with a byte-order mark, quoted, every attack inert", () => {
    const csv = toCsv(sheet(attacks.map((text) => [text, 1])));
    expect(csv.startsWith("\ufeff")).toBe(true);
    expect(csv).toContain("合成数据");
    for (const cell of csv.split(/\r\n(?=")/).slice(1)) expect(cell.startsWith(`"'`)).toBe(true);
  });

  it("doubles quotes and keeps numbers as numbers", () => {
    const csv = toCsv(sheet([['他说"好", 行', -5]]));
    expect(csv).toContain('"他说""好"", 行",-5');
  });

  it("types every XLSX text as a string, so that none is a formula", () => {
    const rows = toXlsxRows(sheet(attacks.map((text) => [text, 7])));
    const data = rows.slice(4);
    for (const row of data) expect(row[0]?.type).toBe(String);
    for (const row of data) expect(row[1]?.type).toBe(Number);
  });

  it("a written XLSX file has strings and no formula element", async () => {
    const { default: write } = await import("write-excel-file/universal");
    const blob = await write(toXlsxRows(sheet([["=1+1", 3]])) as never, {} as never).toBlob();
    const files = unzipSync(new Uint8Array(await blob.arrayBuffer()));
    const xml = Object.entries(files).filter(([name]) => name.includes("worksheets/sheet")).map(([, bytes]) => strFromU8(bytes)).join("");
    expect(xml).toContain("sheetData");
    expect(xml).not.toMatch(/<f[ >]/);
  });

  it("removes control characters", () => {
    expect(toCsv(sheet([["a\u0000b\u0007", 1]]))).toContain("ab,1");
  });

  it("names files without what file systems refuse", () => {
    expect(fileName("统计 a/b", "2026-11-22 10:00", "csv")).toBe("统计-a-b-2026-11-22-10-00.csv");
  });
});

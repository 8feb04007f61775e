// Rosters at the desk, against the running platform: a file of 300 rows with planted faults, tried, confirmed, imported.
import { zipSync, strToU8 } from "fflate";
import { readFileSync } from "node:fs";
import { closed, desk } from "./desk.lib.mjs";
import { WEB, axe, must, overflow, shot } from "./lib.mjs";

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const HEADER = ["姓名", "性别", "出生日期", "民族", "证件号码", "移动电话", "所属单位", "学历", "本人同意方式"];

/** A number of a place of nobody, with its check character. */
function number(area, n) {
  const digits = `2199${area}199001${String(1 + Math.floor(n / 900)).padStart(2, "0")}${String((n % 900) + 1).padStart(3, "0")}`;
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * WEIGHTS[at], 0);
  return digits + "10X98765432"[sum % 11];
}

/** 300 people of this run's own, thirteen of them with a fault. */
function people() {
  const own = Date.now() % 90_000;
  const area = String(10 + (own % 80));
  return Array.from({ length: 300 }, (_, n) => {
    const id = number(area, (own + n) % 9_000);
    const row = ["王合成", "", "", "汉族", id, `154${String(10_000_000 + own * 900 + n)}`, "沈阳合成一号机械有限公司", "大学本科", "纸质"];
    if (n % 60 === 7) row[4] = `${id.slice(0, 17)}${id.endsWith("0") ? "1" : "0"}`;
    if (n % 60 === 17) row[3] = "汗族";
    if (n === 100) row[5] = "148000";
    if (n === 200) row[8] = "";
    if (n === 299) row[4] = number(area, own % 9_000);
    return row;
  });
}

const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
const letter = (at) => String.fromCharCode(65 + at);

/** A workbook as spreadsheets write it: a merged title row above the header, numbers as text. */
function workbook(rows) {
  const line = (cells, at) => `<row r="${at}">${cells.map((cell, column) => (cell === "" ? "" : `<c r="${letter(column)}${at}" t="inlineStr"><is><t>${escape(cell)}</t></is></c>`)).join("")}</row>`;
  const lines = [["合成公司工会会员花名册"], HEADER, ...rows].map((cells, at) => line(cells, at + 1)).join("");
  const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const relations = "http://schemas.openxmlformats.org/package/2006/relationships";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const types = "http://schemas.openxmlformats.org/package/2006/content-types";
  return zipSync({
    "[Content_Types].xml": strToU8(`${xml}<Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`),
    "_rels/.rels": strToU8(`${xml}<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
    "xl/workbook.xml": strToU8(`${xml}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="花名册" sheetId="1" r:id="r1"/></sheets></workbook>`),
    "xl/_rels/workbook.xml.rels": strToU8(`${xml}<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`),
    "xl/worksheets/sheet1.xml": strToU8(`${xml}<worksheet xmlns="${main}"><sheetData>${lines}</sheetData><mergeCells count="1"><mergeCell ref="A1:I1"/></mergeCells></worksheet>`),
  });
}

async function clean(page, where) {
  const found = [...(await axe(page)), ...(await overflow(page)).map((node) => `stands out: ${node}`), ...page.faults];
  must(found.length === 0, `${where}: ${found.join("; ")}`);
}

async function bring(page, name, bytes) {
  await page.locator("[data-test=roster-file]").setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) });
  await page.waitForURL(/#\/rosters\/[0-9A-Z]{26}/);
}

const state = (page, text) => page.waitForFunction((wanted) => document.querySelector("[data-test=roster-state]")?.textContent === wanted, text, { timeout: 90_000 });

export default {
  async "rosters: 300 rows are tried, confirmed by a second person, imported, and what is to be mended comes back"(browser) {
    const first = await desk(browser, { as: "approver-1" });
    await first.goto(`${WEB}/desk.html#/rosters`);
    await first.waitForSelector("[data-test=roster-template]");
    await first.waitForLoadState("networkidle");
    await shot(first, "desk-rosters-zh");
    await clean(first, "the rosters");
    const rows = people();
    await bring(first, "花名册.xlsx", workbook(rows));
    await state(first, "已试算,待确认");
    await first.waitForSelector("tr[data-line]");
    await shot(first, "desk-roster-checked-zh");
    await clean(first, "the dry run");
    must((await first.locator("[data-test=rows-REFUSED] strong").textContent()) === "13", `refused ${await first.locator("[data-test=rows-REFUSED] strong").textContent()}`);
    must((await first.locator("[data-test=rows-JOIN] strong").textContent()) === "287", "287 would join");
    must((await first.locator("tr[data-line] >> text=可以填:汉族").count()) === 5, "the dictionary offers the word");
    must((await first.locator("[data-test=roster-confirm]").count()) === 0, "who uploads does not confirm");
    const link = first.url();

    const second = await desk(browser, { as: "approver-2", language: "en", dark: true });
    await second.goto(link);
    await second.waitForSelector("[data-test=roster-confirm]");
    await second.waitForSelector("tr[data-line]");
    await shot(second, "desk-roster-checked-en-dark");
    await clean(second, "the dry run, English, dark");
    await second.click("[data-test=roster-confirm]");
    await second.locator("[data-test=roster-sure]").click();
    await shot(second, "desk-roster-confirm-en-dark");
    await clean(second, "the question");
    await second.click("[data-test=roster-do]");
    await closed(second);
    await state(second, "Imported");
    await second.waitForSelector("tr[data-line]");
    await shot(second, "desk-roster-done-en-dark");
    await clean(second, "the import");

    await first.reload();
    await state(first, "已导入");
    const download = first.waitForEvent("download");
    await first.click("[data-test=roster-back]");
    const file = await download;
    must(file.suggestedFilename() === "花名册-需修改.xlsx", file.suggestedFilename());
    const back = readFileSync(await file.path());
    await first.goto(`${WEB}/desk.html#/rosters`);
    await first.waitForSelector("[data-test=roster-template]");
    await bring(first, "花名册-需修改.xlsx", back);
    await state(first, "已试算,待确认");
    // The thirteenth repeated somebody who is a member by now: for him nothing is left to do.
    const left = await Promise.all(["REFUSED", "UNCHANGED"].map((one) => first.locator(`[data-test=rows-${one}] strong`).textContent()));
    must(left.join() === "12,1", `what came back is read as it is: ${left}`);
    await first.click("[data-test=roster-cancel]");
    await first.click("[data-test=roster-do]");
    await state(first, "已取消");
    await clean(first, "cancelled");
  },

  async "rosters: a file that cannot be taken says why, and the page stays usable when narrow and large"(browser) {
    const page = await desk(browser, { as: "approver-1", viewport: { width: 720, height: 900 } });
    await page.goto(`${WEB}/desk.html#/rosters`);
    await page.waitForSelector("[data-test=roster-template]");
    await page.locator("[data-test=roster-file]").setInputFiles({ name: "a.pdf", mimeType: "application/pdf", buffer: Buffer.from("x") });
    await page.waitForSelector("text=请用 XLSX 或 CSV 文件。");
    await bring(page, "缺列.csv", Buffer.from(`姓名,民族\n王合成${Date.now()},汉族\n`));
    await page.waitForSelector("[data-test=roster-fault]", { timeout: 90_000 });
    must((await page.locator("[data-test=roster-fault]").textContent()).includes("证件号码"), "the missing columns are named");
    await page.evaluate(() => (document.documentElement.style.fontSize = "150%"));
    await shot(page, "desk-roster-fault-zh-narrow");
    await clean(page, "a file that was not taken");
  },
};

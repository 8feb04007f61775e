// The desk with ten thousand cases, with none, without an answer, without a session, without an office.
import { WEB, axe, must, overflow, shot } from "./lib.mjs";
import { closed, desk } from "./desk.lib.mjs";
import { cases, fake, role } from "./desk.fake.mjs";

const session = { token: "e30.e30.e30", subject: "s", endsAt: Date.now() + 3_600_000 };
const HOME = `${WEB}/desk.html#/`;

async function opened(browser, state, options = {}) {
  const page = await desk(browser, { session, ...options });
  await fake(page, state);
  await page.goto(HOME);
  return page;
}

const clean = async (page, where) => {
  const found = await axe(page);
  must(found.length === 0, `axe at ${where}: ${found.join("; ")}`);
  const wide = await overflow(page);
  must(wide.length === 0, `${where} stands out sideways: ${wide.join("; ")}`);
  must(page.faults.length === 0, `${where}: ${page.faults.join("; ")}`);
};

const standing = (page) => page.getAttribute("[role=grid]", "aria-activedescendant");

export default {
  async "desk: 10,000 rows scroll, and only those in sight are in the page"(browser) {
    const state = { rows: cases(10_000) };
    const page = await opened(browser, state);
    await page.waitForSelector("[role=row][aria-rowindex='2']");
    must((await page.textContent("[data-count=waiting]")) === "1,000+", "a thousand is told as a thousand or more");
    let longest = 0;
    for (let look = 0; look < 900; look += 1) {
      longest = Math.max(longest, await page.evaluate(async () => {
        const grid = document.querySelector("[role=grid]");
        const began = performance.now();
        grid.scrollTop = grid.scrollHeight;
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        return performance.now() - began;
      }));
      if ((await page.getAttribute("[role=grid]", "aria-rowcount")) === "10001") break;
      await page.waitForTimeout(30);
    }
    must((await page.getAttribute("[role=grid]", "aria-rowcount")) === "10001", "not every row was loaded");
    const frames = await page.evaluate(async () => {
      const grid = document.querySelector("[role=grid]");
      const times = [];
      for (let at = 0; at < 120; at += 1) {
        const began = performance.now();
        grid.scrollTop = (grid.scrollHeight * ((at * 37) % 120)) / 120;
        await new Promise((done) => requestAnimationFrame(done));
        times.push(performance.now() - began);
      }
      return times.sort((one, other) => one - other);
    });
    console.log(`      jumping through 10,000 loaded rows: a frame takes ${Math.round(frames[60])} ms (median), ${Math.round(frames[114])} ms (95 of 100)`);
    await page.keyboard.press("End");
    await page.waitForSelector("[role=row][aria-rowindex='10001']");
    const present = await page.locator("[role=row]").count();
    must(present < 80, `${present} rows are in the page`);
    console.log(`      10,000 rows: ${present} in the page, the longest pair of frames while loading took ${Math.round(longest)} ms`);
    await page.keyboard.press("Home");
    await page.waitForSelector("[role=row][aria-rowindex='2']");
    await clean(page, "10,000 rows");
    await shot(page, "desk-worklist-10000");
  },

  async "desk: the keyboard goes from row to case and decides"(browser) {
    const state = { rows: cases(30) };
    const page = await opened(browser, state);
    await page.waitForSelector("[role=row][aria-rowindex='2']");
    await page.keyboard.press("j");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("k");
    must((await standing(page)) === `row-${state.rows[1].id}`, "j, down and k do not stand on the second row");
    await page.keyboard.press("?");
    await page.waitForSelector("[role=dialog] kbd");
    await shot(page, "desk-keys");
    await clean(page, "the help of keys");
    await page.keyboard.press("Escape");
    await closed(page);
    await page.keyboard.press("Enter");
    await page.waitForSelector("[data-test=decide-approve]");
    await page.keyboard.press("a");
    await page.waitForFunction(() => document.activeElement?.closest("[data-test=no-kinship]"));
    must(!(await page.isChecked("[data-test=no-kinship] input")), "the declaration is ticked beforehand");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.getElementById("decision-fault")?.textContent.includes("亲属"));
    await page.keyboard.press("Escape");
    await closed(page);
    await page.keyboard.press("j");
    await page.waitForURL(`**/tasks/${state.rows[2].id}`);
    await page.keyboard.press("b");
    await page.waitForSelector("[role=grid]");
    must((await standing(page)) === `row-${state.rows[2].id}`, "the worklist does not stand on the case that was open");
  },

  async "desk: 5,000 at once by pages of a hundred; the failed ones stay selected with their reason"(browser) {
    const rows = cases(5_800);
    const open = rows.filter((row) => row.allChecksPassed);
    const state = { rows, failing: new Set([open[0].id, open[150].id]) };
    const page = await opened(browser, state);
    await page.waitForSelector("[role=row][aria-rowindex='2']");
    await page.getByRole("button", { name: "载入全部并选中核对通过的" }).click();
    await page.waitForFunction((count) => document.body.textContent.includes(`已选中${count}件`), open.length, { timeout: 60_000 });
    must(!(await page.isEnabled(`[aria-label='选中 ${rows[3].number}']`)), "a case with a failed check can be selected");
    await page.keyboard.press("a");
    await page.waitForSelector("[data-test=no-kinship]");
    await shot(page, "desk-bulk-ask");
    await clean(page, "the question before many decisions");
    await page.click("[data-test=no-kinship]");
    await page.getByRole("button", { name: `确认批准${open.length}件` }).click();
    await page.waitForFunction((count) => document.querySelector("[data-test=bulk-progress]")?.textContent.includes(`已办${count}件`), open.length, { timeout: 90_000 });
    await shot(page, "desk-bulk-done");
    must(state.asked.bulk.length === Math.ceil(open.length / 100), `${state.asked.bulk.length} requests`);
    must(state.asked.bulk.every((items) => items.length <= 100 && items.every((item) => item.noKinship === true)), "a page is too large or lacks the declaration");
    await page.getByRole("button", { name: "关闭", exact: true }).click();
    await page.waitForFunction(() => document.body.textContent.includes("已选中2件"));
    await page.waitForSelector("text=这一步已由他人办结");
    must(await page.isChecked(`[aria-label='选中 ${open[0].number}']`), "a failed case lost its selection");
    await shot(page, "desk-bulk-failed");
    await clean(page, "after many decisions");
  },

  async "desk: refreshing keeps the selection and the place, and takes closed cases away"(browser) {
    const state = { rows: cases(60) };
    const page = await opened(browser, state);
    await page.waitForSelector("[role=row][aria-rowindex='2']");
    for (let at = 0; at < 4; at += 1) await page.keyboard.press("j");
    await page.keyboard.press(" ");
    const kept = state.rows[4];
    state.rows = state.rows.slice(2);
    await page.keyboard.press("g");
    await page.waitForFunction((id) => !document.getElementById(`row-${id}`), cases(60)[0].id);
    must((await standing(page)) === `row-${kept.id}`, "the place was lost");
    must(await page.isChecked(`[aria-label='选中 ${kept.number}']`), "the selection was lost");
    const before = state.asked.lists;
    await page.waitForTimeout(21_000);
    must(state.asked.lists > before, "nothing was read again within 21 seconds");
  },

  async "desk: nothing waits, no answer, no session, no office"(browser) {
    for (const language of ["zh-CN", "en"]) {
      for (const [name, state, wait] of [
        ["empty", { rows: [] }, ".el-empty"],
        ["failed", { rows: [], fail: 503 }, "[role=alert]"],
        ["signed-out", { rows: [], fail: 401 }, ".gate h1"],
        ["no-office", { rows: [], roles: [role("DATA_ADMIN")] }, ".gate h1"],
      ]) {
        const page = await opened(browser, state, { language, dark: language === "en" });
        await page.waitForSelector(wait);
        await page.waitForTimeout(200);
        await shot(page, `desk-${name}-${language}`);
        await clean(page, `${name} ${language}`);
        await page.context().close();
      }
    }
  },

  async "desk: an overdue case of a union below is urged"(browser) {
    const above = { id: "U210106", name: "沈阳市铁西区总工会(合成数据)" };
    const page = await opened(browser, { rows: cases(20), roles: [role("COUNTY_REVIEWER", above)] });
    await page.waitForSelector("[role=row][aria-rowindex='2']");
    await page.keyboard.press("Enter");
    await page.waitForSelector("text=催办");
    await page.keyboard.press("u");
    await page.getByRole("button", { name: "确认催办" }).waitFor();
    await shot(page, "desk-urge-zh");
    await clean(page, "urging");
    await page.getByRole("button", { name: "确认催办" }).click();
    await page.waitForSelector("text=已催办");
  },

  async "desk: nobody signed in sees a way in and no case"(browser) {
    const page = await desk(browser, { signedIn: false });
    await page.goto(HOME);
    await page.getByRole("button", { name: "登录" }).waitFor();
    await shot(page, "desk-signed-out");
    await clean(page, "signed out");
  },

  async "desk: text at 200 % and a narrow window cut nothing"(browser) {
    const page = await opened(browser, { rows: cases(40) });
    await page.waitForSelector("[role=row][aria-rowindex='2']");
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    await page.waitForTimeout(400);
    await shot(page, "desk-worklist-200");
    await clean(page, "worklist at 200 %");
    await page.keyboard.press("Enter");
    await page.waitForSelector("[data-test=decide-approve]");
    await page.waitForTimeout(300);
    await shot(page, "desk-case-200");
    await clean(page, "case at 200 %");
    await page.evaluate(() => (document.documentElement.style.fontSize = ""));
    await page.setViewportSize({ width: 720, height: 900 });
    await page.waitForTimeout(300);
    await shot(page, "desk-case-narrow");
    await clean(page, "case in a narrow window");
  },
};

// Benefit runs at the desk, against an API inside the browser: every page, every question, what fails, what is late.
import { readFileSync } from "node:fs";
import { WEB, axe, must, overflow, shot } from "./lib.mjs";
import { closed, desk } from "./desk.lib.mjs";
import { role } from "./desk.fake.mjs";
import { PAYING, RUN, fakeRuns, parts } from "./desk-runs.fake.mjs";

const session = { token: "e30.e30.e30", subject: "s", endsAt: Date.now() + 3_600_000 };
const RUNS = `${WEB}/desk.html#/runs`;
const partAt = (run, part, query = "") => `${RUNS}/${run}/parts/${part}${query}`;

async function opened(browser, state, at = RUNS, options = {}) {
  const page = await desk(browser, { session, ...options });
  await fakeRuns(page, state);
  await page.goto(at);
  return page;
}

const clean = async (page, where) => {
  const found = await axe(page);
  must(found.length === 0, `axe at ${where}: ${found.join("; ")}`);
  const wide = await overflow(page);
  must(wide.length === 0, `${where} stands out sideways: ${wide.join("; ")}`);
  must(page.faults.length === 0, `${where}: ${page.faults.join("; ")}`);
};

const english = async (page, name) => {
  const words = await page.locator("h1 .el-tag:has-text('Example'), h2, h3, label:not(:has(select)), dt:not(.signatures dt, .basis dt), button:not([lang]), th[scope=col]:not([data-account]), [role=columnheader], legend, summary, [role=tab]").allTextContents();
  const wrong = words.filter((text) => /[\u4e00-\u9fff]/.test(text) && !/合成|市|全国|省级|待|人|款|已|补助/.test(text));
  must(wrong.length === 0, `Chinese in the English ${name}: ${wrong.join(" | ")}`);
};

export default {
  async "desk runs: what waits for me comes first, the bar says where every city is, late ones are marked"(browser) {
    const state = {};
    const page = await opened(browser, state);
    await page.waitForSelector("tr.mine[data-run=R260000121]");
    must((await page.locator("tbody tr").first().getAttribute("data-run")) === "R260000121", "the run with something for me is not the first");
    await page.waitForSelector("text=3个分片待我办理");
    const bar = await page.getAttribute("tr[data-run=R260000121] [role=img]", "aria-label");
    must(bar.includes("11个审核中") && bar.includes("1个公示或审批中"), `the bar says «${bar}»`);
    await page.waitForSelector("tr[data-run=R260000121] >> text=1个市逾期");
    await shot(page, "desk-runs-list-zh");
    await clean(page, "runs");
    await page.selectOption("form[role=search] select >> nth=2", "CLOSED");
    await page.waitForSelector("tr[data-run=R250000017]");
    must((await page.locator("tbody tr").count()) === 1, "the state does not narrow the list");
    await page.goto(`${RUNS}/${RUN}`);
    await page.waitForSelector("tr[data-part='2103'].late");
    must((await page.locator("tbody tr").count()) === 14, "a late city hides others");
    await page.waitForSelector("text=其他市照常进行");
    await shot(page, "desk-run-zh");
    await clean(page, "a run");
  },

  async "desk runs: a part is reviewed by keyboard: list, count, total and capital numerals are confirmed, and the next follows"(browser) {
    const state = {};
    const page = await opened(browser, state, partAt(RUN, "2101"));
    await page.waitForSelector("[role=grid] [role=row][aria-rowindex='2']");
    await shot(page, "desk-part-zh");
    await clean(page, "a part");
    await page.keyboard.press("a");
    await page.waitForFunction(() => document.activeElement?.closest("[data-test=compared]"));
    for (const name of ["compared", "no-kinship"]) must(!(await page.isChecked(`[data-test=${name}] input`)), `${name} is ticked beforehand`);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.getElementById("part-fault")?.textContent.includes("核对"));
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await shot(page, "desk-part-approve-zh");
    await clean(page, "approving a part");
    state.refuse = { "/decision": [503, "RETRY_LATER", "系统正忙", "请稍后重试,不会重复办理。"] };
    await page.keyboard.press("Enter");
    await page.waitForSelector("[role=dialog] [role=alert] >> text=系统正忙");
    must(await page.isChecked("[data-test=compared] input"), "a failed request lost what was filled in");
    state.refuse = {};
    await page.getByRole("button", { name: "重试" }).click();
    await closed(page);
    const sent = state.sent.at(-1).body;
    must(sent.listHash.length === 64 && sent.noKinship === true && sent.decision === "approve", `sent ${JSON.stringify(sent)}`);
    await page.waitForFunction(() => document.activeElement?.matches("[data-test=next-mine]"));
    await page.waitForSelector("[data-test=blocked] >> text=另一位同事");
    await shot(page, "desk-part-done-zh");
    await clean(page, "a part after my decision");
    await page.keyboard.press("Enter");
    await page.waitForURL(/parts\/2105/);
  },

  async "desk runs: a list that changed meanwhile is not decided, and the new one is shown"(browser) {
    const state = { refuse: { "/decision": [409, "LIST_CHANGED", "名单已不是您看到的那一份", "名单已重新生成,您的决定没有记录。请重新查看名单后再决定。"] } };
    const page = await opened(browser, state, partAt(RUN, "2101"));
    await page.waitForSelector("[data-test=decide-return]");
    await page.keyboard.press("r");
    await page.waitForFunction(() => document.activeElement?.id === "part-reason");
    await page.keyboard.type("太短");
    await page.click("[data-test=no-kinship]");
    await page.click("[data-test=confirm]");
    await page.waitForSelector("#part-fault:has-text('至少10个字')");
    await page.fill("#part-reason", "名单漏了三位已经核实的劳模,请重新生成。");
    await page.click("[data-test=confirm]");
    await page.waitForSelector("[role=dialog] >> text=名单已不是您看到的那一份");
    await shot(page, "desk-part-changed-zh");
    await clean(page, "a list that changed");
    state.parts[0].roll = { ...state.parts[0].roll, draw: 2, listHash: "f".repeat(64) };
    await page.getByRole("button", { name: "刷新查看" }).click();
    await page.waitForSelector("text=第2次生成");
  },

  async "desk runs: the payer sees what is left of the budget line, before and after"(browser) {
    const state = {};
    const page = await opened(browser, state, partAt(RUN, "2107"));
    await page.waitForSelector("[data-test=fund]");
    await page.keyboard.press("p");
    await page.waitForSelector("[role=dialog] >> text=确认后余额");
    await page.waitForSelector("[role=dialog] >> text=6,000,000.00元");
    await page.waitForFunction(() => document.activeElement?.closest("[data-test=compared]"));
    await shot(page, "desk-fund-zh");
    await clean(page, "funding");
    await page.keyboard.press("Space");
    await page.click("[data-test=no-kinship]");
    await page.click("[data-test=confirm]");
    await closed(page);
    await page.waitForSelector("h1 >> text=资金已预留");
    must(state.sent.at(-1).path.endsWith("/2107/funding"), "the funding was not sent");
  },

  async "desk runs: a roll of 5,000 lines scrolls; a line unfolds by keyboard; it is held, and too late is said in words"(browser) {
    const state = { parts: parts(5_000) };
    const page = await opened(browser, state, partAt(RUN, "2101"));
    await page.waitForSelector("[role=grid] [role=row][aria-rowindex='2']");
    await page.focus("[role=grid]");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#line-1-2 >> text=每人3,000.00元 = 3,000.00元");
    await page.waitForSelector("#line-1-2 >> text=账户在7日内变更过");
    await shot(page, "desk-roll-basis-zh");
    await clean(page, "an unfolded line");
    state.refuse = { "/hold": [409, "TOO_LATE", "已提交银行,来不及了", "这笔款已提交银行。可以请银行止付;等回单后,未付成的可以更正或作废,已付的按退款处理。"] };
    await page.click("#line-1-2 [data-act=hold]");
    await page.click("[role=dialog] >> text=需要核实");
    await page.fill("#ask-reason", "本人来电,说账户已经注销,请先核实。");
    await shot(page, "desk-hold-zh");
    await clean(page, "holding");
    await page.click("[data-test=ask-confirm]");
    await page.waitForSelector("[role=dialog] >> text=可以请银行止付");
    await shot(page, "desk-too-late-zh");
    must((await page.inputValue("#ask-reason")).startsWith("本人来电"), "a refused hold lost its reason");
    state.refuse = {};
    await page.click("[data-test=ask-confirm]");
    await closed(page);
    await page.waitForSelector("#line-1-2 >> text=是您登记的,须由另一人解除");
    await page.getByRole("button", { name: "全部载入" }).click();
    await page.waitForSelector("[data-test=roll-foot] >> text=笔数和合计与名单一致", { timeout: 60_000 });
    await page.focus("[role=grid]");
    await page.keyboard.press("End");
    await page.waitForSelector("[role=row][aria-rowindex='5001']");
    const present = await page.locator("[role=grid] [role=row]").count();
    must(present < 80, `${present} rows are in the page`);
  },

  async "desk runs: the export asks for the filter that is on the screen; those left out have their reasons"(browser) {
    const state = {};
    const page = await opened(browser, state, partAt(RUN, "2101"));
    await page.click("[data-filter=excluded]");
    await page.waitForSelector("td:has-text('没有经核实的收款账户')");
    await shot(page, "desk-excluded-zh");
    await clean(page, "those left out");
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("[data-test=xlsx]")]);
    must(readFileSync(await download.path(), "utf8").includes("filter=excluded format=xlsx"), "the export is not of the screen's filter");
  },

  async "desk runs: the bank's side: unmatched on top, late report, download after its purpose, upload with each line's result, clearing"(browser) {
    const state = {};
    const page = await opened(browser, state, partAt(PAYING, "2101", "?tab=bank"));
    await page.waitForSelector("[data-test=unmatched]:text('2')");
    const heads = await page.locator("section h2").allTextContents();
    must(heads[0].startsWith("无法对应的款项"), `on top is ${heads[0]}`);
    await page.waitForSelector("text=已催问银行2次");
    await page.locator("details.line summary").first().click();
    await page.waitForSelector("details.line >> text=请与本人核对账号");
    await shot(page, "desk-bank-zh");
    await clean(page, "the bank's side");

    await page.getByRole("button", { name: /下载 R260000088-2101-0001-1/ }).click();
    await page.waitForSelector("[role=dialog] >> text=记入审计记录");
    await page.getByRole("button", { name: "确认下载" }).click();
    await page.waitForSelector("#fetch-fault:has-text('用途')");
    await page.fill("#fetch-purpose", "送工商银行柜台");
    must((await page.inputValue("#fetch-password")).length === 20, "no password is offered");
    await shot(page, "desk-fetch-zh");
    await clean(page, "downloading");
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "确认下载" }).click()]);
    must(download.suggestedFilename().endsWith(".zip"), "no ZIP came");
    await page.waitForSelector("[data-test=fetched]");
    await page.getByRole("button", { name: "关闭", exact: true }).click();
    await closed(page);

    await page.setInputFiles("#report-file", { name: "report.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") });
    await page.click("[data-test=upload]");
    await page.waitForSelector("text=金额不是数字");
    must(Buffer.from(state.sent.at(-1).body.content, "base64").toString() === "a,b\n1,2\n", "the bytes of the report changed on the way");
    await shot(page, "desk-upload-zh");
    await clean(page, "an uploaded report");

    await page.locator("[data-test=clear]").first().click();
    await page.click("[role=dialog] >> text=行外");
    await page.fill("#ask-reason", "银行来函确认串户,已要求退回原账户。");
    await shot(page, "desk-clear-zh");
    await clean(page, "clearing");
    await page.click("[data-test=ask-confirm]");
    await closed(page);
    await page.waitForSelector("[data-test=unmatched]:text('1')");
    must(state.sent.at(-1).body.version === 3 && state.sent.at(-1).body.to === "OUTSIDE", "the clearing names another version or account");
  },

  async "desk runs: a correction is proposed by one and decided by another; numbers typed twice must agree"(browser) {
    const state = {};
    const page = await opened(browser, state, partAt(PAYING, "2101", "?filter=open"));
    await page.waitForSelector("#line-1-4");
    await page.click("#line-1-4 .cells");
    await page.click("#line-1-4 [data-act=correct]");
    await page.click("[role=dialog] >> text=另填一个账户");
    await page.fill("#correct-holder", "王示范");
    await page.fill("#correct-bank", "工商银行示范支行");
    await page.fill("#correct-number", "TESTCARD-0000000000000036");
    await page.fill("#correct-again", "TESTCARD-0000000000000063");
    await page.fill("#correct-reason", "本人到窗口更正,出示了新卡。");
    await page.getByRole("button", { name: "提出更正" }).click();
    await page.waitForSelector("#correct-fault:has-text('不一致')");
    await shot(page, "desk-correct-zh");
    await clean(page, "proposing a correction");
    await page.fill("#correct-again", "TESTCARD-0000000000000036");
    await page.getByRole("button", { name: "提出更正" }).click();
    await closed(page);
    must(state.sent.at(-1).body.account.number === "TESTCARD-0000000000000036", "another account was sent");
    await page.click("#line-1-5 .cells");
    await page.click("#line-1-5 [data-act=approveCorrection]");
    await page.waitForSelector("[role=dialog] >> text=新账户:建设银行示范支行 **** 0035");
    await page.click("[role=dialog] >> text=批准更正");
    await page.click("[role=dialog] [data-test=no-kinship]");
    await shot(page, "desk-correct-decide-zh");
    await clean(page, "deciding a correction");
    await page.click("[data-test=ask-confirm]");
    await closed(page);
    must(state.sent.at(-1).body.approve === true && state.sent.at(-1).body.noKinship === true, "the decision was sent otherwise");
  },

  async "desk runs: an objection is taken during the notice and its finding recorded"(browser) {
    const state = {};
    const page = await opened(browser, state, partAt(RUN, "2106", "?tab=notice"));
    await page.click("[data-test=objection]");
    await page.fill("#objection-at", "1-7");
    await page.fill("#objection-name", "李示范");
    await page.fill("#objection-unit", "沈阳合成一号机械有限公司");
    await page.fill("#objection-text", "此人去年已经退休并移居外地,请核实。");
    await shot(page, "desk-objection-zh");
    await clean(page, "taking an objection");
    await page.getByRole("button", { name: "确认登记" }).click();
    await closed(page);
    await page.waitForSelector("text=对第 1-7 笔");
    await page.getByRole("button", { name: "登记查明结果" }).click();
    await page.click("[role=dialog] >> text=异议不成立");
    await page.fill("#ask-reason", "社区和单位都证明本人仍在本市居住。");
    await page.click("[data-test=ask-confirm]");
    await closed(page);
    await page.waitForSelector("li >> text=异议不成立");
    await shot(page, "desk-notice-zh");
    await clean(page, "objections");
  },

  async "desk runs: one is planned, one is supplemented, one is cancelled with what cannot be cancelled said"(browser) {
    const state = {};
    const page = await opened(browser, state);
    await page.click("[data-test=plan]");
    await page.selectOption("#plan-benefit", "living-aid");
    await page.waitForSelector("[role=dialog] >> text=有3项标准没有附依据文件");
    await page.selectOption("#plan-benefit", "provincial-hardship-aid");
    await page.fill("#plan-period", "今年");
    await page.click("[data-test=plan-confirm]");
    await page.waitForSelector("#plan-fault:has-text('四位年份')");
    await page.fill("#plan-period", "2026");
    await shot(page, "desk-plan-zh");
    await clean(page, "planning");
    state.refuse = { "/v1/runs": [409, "RUN_EXISTS", "这一期已有批次", "同一项目同一期只有一个批次,补发一次只办一个。请打开已有的批次。"] };
    await page.click("[data-test=plan-confirm]");
    await page.waitForSelector("[role=dialog] >> text=请打开已有的批次");
    state.refuse = {};
    await page.getByRole("button", { name: "取消", exact: true }).click();
    await closed(page);
    await page.goto(`${RUNS}/${PAYING}`);
    await page.click("[data-test=supplement]");
    await page.click("[data-test=plan-confirm]");
    await page.waitForURL(/R09/);
    must(state.sent.at(-1).body.supplementTo === PAYING, "the supplement names no run");
    await page.goto(`${RUNS}/${RUN}`);
    await page.click("[data-test=cancel]");
    await page.fill("#ask-reason", "标准文件要求缓发,等新的通知。");
    await shot(page, "desk-cancel-zh");
    await clean(page, "cancelling");
    await page.click("[data-test=ask-confirm]");
    await closed(page);
    await page.waitForSelector("text=已批准的不能取消。可以");
    must((await page.locator("tbody tr:has-text('已取消')").count()) >= 10, "nothing was cancelled");
    await shot(page, "desk-cancelled-zh");
  },

  async "desk runs: the ledger adds up to zero and shows each posting; the payroll prints on A4 with signatures"(browser) {
    const state = {};
    const page = await opened(browser, state, `${RUNS}/${PAYING}?tab=ledger`);
    await page.waitForSelector("[data-test=ledger-sum]:has-text('相加为0.00元')");
    await page.selectOption("[data-test=ledger-part]", "2101");
    await page.waitForSelector("td:has-text('预留资金')");
    await shot(page, "desk-ledger-zh");
    await clean(page, "the ledger");
    await page.goto(partAt(RUN, "2101", "/payroll"));
    await page.waitForSelector("[data-test=agrees]:has-text('一致')");
    await shot(page, "desk-payroll-zh");
    await clean(page, "the payroll");
    await page.emulateMedia({ media: "print" });
    await shot(page, "desk-payroll-print-zh");
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    const box = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pdf);
    must(Number(box[1]) > Number(box[2]), "the payroll is not printed in landscape");
  },

  async "desk runs: nothing yet, no answer, and an answer that fails while one looks"(browser) {
    for (const language of ["zh-CN", "en"]) {
      const page = await opened(browser, { empty: true }, RUNS, { language });
      await page.waitForSelector(".el-empty");
      await shot(page, `desk-runs-empty-${language}`);
      await clean(page, `no runs ${language}`);
      await page.goto(`${WEB}/desk.html#/suspense`);
      await page.waitForSelector(".el-empty");
      await clean(page, `no suspense ${language}`);
      await page.context().close();
    }
    const state = { fail: 503 };
    const page = await opened(browser, state);
    await page.waitForSelector("main [role=alert]");
    await clean(page, "runs without an answer");
    state.fail = undefined;
    await page.getByRole("button", { name: "重试" }).click();
    await page.waitForSelector("tr[data-run=R260000121]");
    state.fail = 503;
    await page.getByRole("button", { name: "刷新" }).click();
    await page.waitForSelector("main [role=alert]");
    must((await page.locator("tbody tr").count()) === 3, "a failed refresh lost what was read before");
    state.fail = undefined;
    await page.goto(partAt(RUN, "9999"));
    await page.waitForSelector("main >> text=没有找到");
    await clean(page, "no such part");
  },

  async "desk runs: an auditor sees every fen and can plan and decide nothing"(browser) {
    const state = { roles: [role("AUDITOR", { id: "LN", name: "辽宁省总工会(合成数据)" })], parts: parts().map((one) => ({ ...one, may: { ...one.may, decisions: [], fund: false, correct: false, download: false, upload: false, clear: false }, pending: one.pending && { ...one.pending, mine: false } })) };
    const page = await opened(browser, state);
    await page.waitForSelector("tr[data-run=R260000121]");
    must((await page.locator("[data-test=plan]").count()) === 0, "an auditor is offered a run to plan");
    await page.goto(partAt(RUN, "2101"));
    await page.waitForSelector("[role=grid] [role=row][aria-rowindex='2']");
    must((await page.locator("[data-test^=decide-], [data-test=fund]").count()) === 0, "an auditor is offered a decision");
  },

  async "desk runs: every page in both languages, light and dark, at 200 % and narrow"(browser) {
    const places = [["list", RUNS, "tr[data-run=R260000121] [role=img]"], ["run", `${RUNS}/${RUN}`, "tr[data-part='2101']"], ["part", partAt(RUN, "2101"), "[role=row][aria-rowindex='2']"], ["stopped", partAt(RUN, "2108"), "[role=row][aria-rowindex='2']"], ["bank", partAt(PAYING, "2101", "?tab=bank"), "[data-test=unmatched]"], ["notice", partAt(RUN, "2106", "?tab=notice"), "[data-test=objection]"], ["ledger", partAt(PAYING, "2101", "?tab=ledger"), "[data-test=ledger-sum]"], ["story", partAt(PAYING, "2101", "?tab=story"), "section ol"], ["payroll", partAt(RUN, "2101", "/payroll"), "[data-test=agrees]"], ["suspense", `${WEB}/desk.html#/suspense`, "[data-suspense]"]];
    for (const [language, dark] of [["zh-CN", true], ["en", false], ["en", true]]) {
      const page = await opened(browser, {}, RUNS, { language, dark });
      for (const [name, at, wait] of places) {
        await page.goto(at);
        await page.waitForSelector(wait);
        await page.waitForTimeout(250);
        await shot(page, `desk-runs-all-${name}-${language}${dark ? "-dark" : ""}`);
        await clean(page, `${name} ${language} ${dark ? "dark" : "light"}`);
        if (language === "en") await english(page, name);
      }
      await page.context().close();
    }
    const page = await opened(browser, {});
    for (const [name, at, wait] of places) {
      await page.goto(at);
      await page.waitForSelector(wait);
      await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
      await page.waitForTimeout(250);
      await shot(page, `desk-runs-200-${name}`);
      await clean(page, `${name} at 200 %`);
      await page.evaluate(() => (document.documentElement.style.fontSize = ""));
      await page.setViewportSize({ width: 720, height: 900 });
      await page.waitForTimeout(200);
      await shot(page, `desk-runs-narrow-${name}`);
      await clean(page, `${name} in a narrow window`);
      await page.setViewportSize({ width: 1440, height: 900 });
    }
  },
};

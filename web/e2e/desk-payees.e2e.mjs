// Registers of payees, accounts, imports, budgets and benefits at the desk.
import { OFFICES, fakePayees, payees } from "./desk-payees.fake.mjs";
import { closed, desk } from "./desk.lib.mjs";
import { WEB, axe, must, overflow, shot } from "./lib.mjs";

/** A session that only the fakes know. */
const SESSION = { token: "x.e30.x", subject: "officer", mobile: "15400000001", endsAt: Date.now() + 3_600_000 };

async function open(browser, path, state = {}, options = {}) {
  const page = await desk(browser, { session: SESSION, ...options });
  await fakePayees(page, state);
  await page.goto(`${WEB}/desk.html#${path}`);
  return page;
}

async function clean(page, where) {
  const found = [...(await axe(page)), ...(await overflow(page)).map((node) => `stands out: ${node}`), ...page.faults];
  must(found.length === 0, `${where}: ${found.join("; ")}`);
}

const PAGES = { payees: "/payees", payee: "/payees/MODEL_WORKER/01JB00000000000000000P0001", "payee-dead": "/payees/MODEL_WORKER/01JB00000000000000000P0011", import: "/payees/import", budgets: "/budgets", benefits: "/benefits", benefit: "/benefits/provincial-hardship-aid", "benefit-missing": "/benefits/one-off-voucher" };

async function survey(browser, label, options, big = false) {
  const faults = [];
  for (const [name, path] of Object.entries(PAGES)) {
    const page = await open(browser, path, { roles: [...OFFICES.city, ...OFFICES.finance] }, options);
    await page.locator("h1").waitFor();
    await page.locator(".el-skeleton").first().waitFor({ state: "detached" });
    await page.waitForLoadState("networkidle");
    if (big) await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    await shot(page, `desk-${name}-${label}`);
    await clean(page, `${name} ${label}`).catch((error) => faults.push(error.message));
    await page.context().close();
  }
  must(faults.length === 0, faults.join("\n"));
}

export default {
  "payees: every page, Chinese": (browser) => survey(browser, "zh", {}),
  "payees: every page, English, dark": (browser) => survey(browser, "en-dark", { language: "en", dark: true }),
  "payees: every page, text at 200 %": (browser) => survey(browser, "zh-200", {}, true),
  "payees: every page, narrow, English": (browser) => survey(browser, "en-narrow", { language: "en", viewport: { width: 720, height: 900 } }),

  async "payees: a register is narrowed, checked by hundreds with one result each, and what failed stays chosen"(browser) {
    const state = { rows: payees(230) };
    const due = state.rows.filter((row) => row.checkDue).map((row) => row.id);
    state.failing = new Set([due[3]]);
    const page = await open(browser, "/payees", state);
    await page.waitForSelector("text=已载入100人");
    await page.click("[data-test=all]");
    await page.waitForSelector("text=共230人");
    await page.selectOption("[data-test=check]", "due");
    await page.waitForSelector(`text=第1至${due.length}行`);
    must((await page.locator("td >> text=超过12个月未核实,不发放").count()) === due.length, "each says that it is not payable");
    await page.getByRole("checkbox", { name: "选中本页所有人" }).check();
    await page.waitForSelector(`text=已选中${due.length}人`);
    // One who is checked in time is told by nobody: choose everybody for pages of a hundred.
    await page.selectOption("[data-test=check]", "");
    await page.getByRole("button", { name: "选中筛选出的230人" }).click();
    await page.click("[data-test=check-many]");
    await page.waitForFunction(() => document.activeElement?.id === "many-date");
    await page.click("[data-test=many-confirm]");
    await page.waitForSelector("text=请先确认已经核对。");
    await page.click("[data-test=many-sure]");
    await shot(page, "desk-payees-check-zh");
    await clean(page, "the check");
    state.dropping = 1;
    await page.click("[data-test=many-confirm]");
    await page.waitForSelector("[data-test=many-failed]");
    must(JSON.stringify(state.asked.many.map((ids) => ids.length)) === "[100,100,30]", `pages ${state.asked.many.map((ids) => ids.length)}`);
    await shot(page, "desk-payees-check-failed-zh");
    await clean(page, "a check that failed for one");
    await page.getByRole("button", { name: "关闭", exact: true }).last().click();
    await closed(page);
    await page.waitForSelector("text=已选中1人");
  },

  async "payees: accounts are verified by a second person, many at once; one's own entries are not offered"(browser) {
    const state = { rows: payees(60) };
    const page = await open(browser, "/payees", state);
    await page.waitForSelector("text=共60人");
    await page.selectOption("[data-test=account]", "unverified");
    await page.getByRole("checkbox", { name: "选中本页所有人" }).check();
    const mine = state.rows.filter((row) => row.account && !row.account.verifiedAt && row.account.mine).length;
    const others = state.rows.filter((row) => row.account && !row.account.verifiedAt && !row.account.mine).length;
    must(mine > 0 && others > 0, "the fake has both");
    await page.getByRole("button", { name: `核实账户(${others}个)` }).click();
    await page.waitForSelector("[data-test=many-sure]");
    await page.click("[data-test=many-sure]");
    await shot(page, "desk-payees-verify-zh");
    await clean(page, "verifying");
    await page.click("[data-test=many-confirm]");
    await page.waitForSelector(`text=已核实${others}个账户`);
    must(state.asked.many[0].every((id) => !state.rows.find((row) => row.id === id).account.mine), "none of one's own was sent");
  },

  async "payees: an account is entered for a proxy, twice typed, never shown; a lost answer loses nothing"(browser) {
    const state = { rows: payees(20) };
    const page = await open(browser, "/payees/MODEL_WORKER/01JB00000000000000000P0003", state);
    await page.click("[data-test=enter-account]");
    await page.waitForFunction(() => document.activeElement?.name === "account-whose");
    await page.keyboard.press("Enter");
    await page.waitForSelector("text=请选择户名是谁的。");
    await shot(page, "desk-payee-account-faults-zh");
    await clean(page, "an empty account");
    await page.getByRole("radio", { name: /代领人的/ }).check();
    await page.fill("#account-holder", "李小成");
    await page.fill("#account-relation", "配偶");
    await page.fill("#account-document", "授权书(示例)2026-4");
    await page.fill("#account-bank", "工商银行示范支行");
    await page.fill("#account-number", "TESTCARD-0000-4321");
    await page.fill("#account-again", "TESTCARD-0000-4322");
    await page.fill("#account-consent", "本人同意书(示例)");
    await page.click("[data-test=account-confirm]");
    await page.waitForSelector("text=两次输入的账号不一样");
    await page.fill("#account-again", "TESTCARD-0000-4321");
    state.dropping = 1;
    await page.click("[data-test=account-confirm]");
    await page.waitForSelector("text=没有收到答复");
    await shot(page, "desk-payee-account-offline-zh");
    await clean(page, "an account without an answer");
    must((await page.inputValue("#account-holder")) === "李小成", "what was typed is still there");
    await page.getByRole("button", { name: "重试" }).click();
    await page.waitForSelector("text=已登记尾号4321的账户");
    await page.waitForSelector("text=须由您以外的同事核实");
    must(!(await page.content()).includes("TESTCARD-0000"), "the number is nowhere in the page");
    must((await page.locator("[data-test=verify-one]").count()) === 0, "nobody verifies his own entry");
  },

  async "payees: a death is told by one and confirmed by another, and what is held is said at once"(browser) {
    const state = { rows: payees(20) };
    const page = await open(browser, "/payees/MODEL_WORKER/01JB00000000000000000P0000", state);
    await page.click("[data-test=report]");
    await page.getByRole("radio", { name: /已故/ }).check();
    await page.fill("#ask-reason", "家属来电并出示死亡证明");
    await shot(page, "desk-payee-report-zh");
    await clean(page, "telling a death");
    await page.click("[data-test=ask-confirm]");
    await page.waitForSelector("[data-test=told]");
    await page.waitForSelector("text=1笔待发的款已经暂缓");
    await page.waitForSelector("text=来不及暂缓");
    must((await page.locator("[data-test=confirm-status]").count()) === 0, "whoever entered it does not confirm it");
    await shot(page, "desk-payee-told-zh");
    await clean(page, "a death that was told");

    await page.goto(`${WEB}/desk.html#/payees/MODEL_WORKER/01JB00000000000000000P0011`);
    await page.click("[data-test=confirm-status]");
    await page.getByRole("radio", { name: /不属实/ }).check();
    await page.click("[data-test=ask-confirm]");
    must(state.asked.puts.length === 1, "a refusal needs a reason");
    await page.fill("#ask-reason", "经电话核实,本人健在,系同名");
    await shot(page, "desk-payee-confirm-zh");
    await page.click("[data-test=ask-confirm]");
    await page.waitForSelector("text=已退回,恢复原来的状况");
    await page.waitForSelector("[data-test=unconfirmed]", { state: "detached" });
  },

  async "payees: an import is tried first, then done, and the same file again changes nothing"(browser) {
    const state = { rows: payees(20) };
    const page = await open(browser, "/payees/import", state);
    const [template] = await Promise.all([page.waitForEvent("download"), page.click("[data-test=template]")]);
    must(template.suggestedFilename() === "劳模名册-模板.csv", template.suggestedFilename());
    await page.setInputFiles("[data-test=file]", { name: "名册.pdf", mimeType: "application/pdf", buffer: Buffer.from("x") });
    await page.waitForSelector("text=请用 CSV 或 XLSX 文件。");
    const file = { name: "名册.csv", mimeType: "text/csv", buffer: Buffer.from("姓名,证件号码\n") };
    state.dropping = 1;
    await page.setInputFiles("[data-test=file]", file);
    await page.waitForSelector("text=没有收到答复");
    await page.getByRole("button", { name: "重试" }).click();
    await page.waitForSelector("[data-line='4'] >> text=证件号码");
    must((await page.locator("tbody tr").first().getAttribute("data-line")) === "4", "what is to be mended comes first");
    await shot(page, "desk-import-dry-zh");
    await clean(page, "a dry run");
    must(state.asked.imports.every((dryRun) => dryRun), "nothing was written yet");
    state.dropping = 1;
    await page.click("[data-test=import-confirm]");
    await page.waitForSelector("text=没有收到答复");
    await page.getByRole("button", { name: "重试" }).click();
    await page.waitForSelector("text=已导入:新增1人,变更1人");
    await shot(page, "desk-import-done-zh");
    await clean(page, "an import");
    must(state.asked.imports.filter((dryRun) => !dryRun).length === 1, "it was imported once");
    const [returned] = await Promise.all([page.waitForEvent("download"), page.click("[data-test=returned]")]);
    must(returned.suggestedFilename() === "劳模名册-校验结果.csv", returned.suggestedFilename());
    await page.getByRole("button", { name: "再导入一份" }).click();
    await page.setInputFiles("[data-test=file]", file);
    await page.waitForSelector("[data-test=nothing-new]");
    await shot(page, "desk-import-again-zh");
    must(await page.locator("[data-test=import-confirm]").isDisabled(), "there is nothing to import");
  },

  async "books: a line is changed with a document, never below what is set aside; a collision is told"(browser) {
    const state = { roles: OFFICES.finance };
    const page = await open(browser, "/budgets", state);
    await page.locator("[data-line='PROVINCE-HARDSHIP'] [data-test=change]").click();
    await page.fill("#budget-amount", "1000");
    await page.fill("#budget-document", "辽工发〔2026〕示例9号");
    await page.click("[data-test=budget-confirm]");
    await page.waitForSelector("text=不能少于已占用的588,000.00元");
    await page.fill("#budget-amount", "6,500,000.00");
    await shot(page, "desk-budget-change-zh");
    await clean(page, "changing a budget");
    await page.click("[data-test=budget-confirm]");
    await page.waitForSelector("text=批准额已变更");
    await page.waitForSelector("[data-line='PROVINCE-HARDSHIP'] >> text=6,500,000.00");
    await page.locator("[data-line='VOUCHER'] [data-test=change]").click();
    state.budgets.push({ line: "VOUCHER", year: 2026, grantedFen: 1, availableFen: 1, version: 1, changes: [] });
    await page.fill("#budget-amount", "100");
    await page.fill("#budget-document", "辽工发〔2026〕示例9号");
    await page.click("[data-test=budget-confirm]");
    await page.waitForSelector("text=刚被别人更新");
  },

  async "payees and books: busy, nothing there, and an auditor who only reads"(browser) {
    const page = await open(browser, "/payees", { fail: 503 });
    await page.waitForSelector("text=系统正忙");
    await shot(page, "desk-payees-busy-zh");
    await clean(page, "busy");
    const empty = await open(browser, "/payees", { rows: [] });
    await empty.waitForSelector("text=这个城市的名册里还没有人");
    await shot(empty, "desk-payees-none-zh");
    await clean(empty, "an empty register");
    const auditor = await open(browser, "/budgets", { roles: OFFICES.auditor });
    await auditor.waitForSelector("[data-line='PROVINCE-HARDSHIP']");
    must((await auditor.locator("[data-test=change]").count()) === 0, "an auditor changes nothing");
    await auditor.goto(`${WEB}/desk.html#/payees`);
    await auditor.waitForSelector("[data-payee]");
    must((await auditor.locator("td input, a:has-text('导入名册')").count()) === 0, "an auditor keeps no register");
    await auditor.goto(`${WEB}/desk.html#/payees/MODEL_WORKER/01JB00000000000000000P0011`);
    await auditor.waitForSelector("[data-test=unconfirmed]");
    must((await auditor.locator("[data-test=confirm-status], [data-test=enter-account], [data-test=report]").count()) === 0, "an auditor acts on nobody");
  },
};

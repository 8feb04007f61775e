// One benefit run from the plan to the bank against the running platform: five people at their screens, each time with
// payees and a period of its own.
import { randomBytes, randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import { WEB, account, axe, call, invent, must, overflow, sessionOf, shot, sleep } from "./lib.mjs";
import { closed, desk } from "./desk.lib.mjs";

const clean = async (page, where) => {
  const found = await axe(page);
  must(found.length === 0, `axe at ${where}: ${found.join("; ")}`);
  const wide = await overflow(page);
  must(wide.length === 0, `${where} stands out sideways: ${wide.join("; ")}`);
  must(page.faults.length === 0, `${where}: ${page.faults.join("; ")}`);
};

const officer = (name) => sessionOf(account(name).mobile);
const COUNT = 6;

/** People of 沈阳 on the voucher register for one period, their accounts verified by a second person. */
async function listed(period) {
  const tails = Array.from({ length: COUNT }, (_, at) => `10${String(at).padStart(2, "0")}`);
  const people = tails.map((tail) => ({ ...invent(), account: `TESTCARD-${randomInt(100_000, 999_999)}-${tail}` }));
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const rows = people.map((one) => [one.name, one.idNumber, "沈阳市", "合成鼓风机厂", today, "one-off-voucher", period, one.account, "合成银行沈阳分行营业部", one.name, "收款账户确认书"].join(","));
  const csv = `\ufeff姓名,身份证号,发放地市,单位,核实日期,福利项目,期间,收款账号,开户行,户名,账户使用同意书\r\n${rows.join("\r\n")}\r\n`;
  const [one, two] = [await officer("finance-1"), await officer("finance-2")];
  const body = { register: "VOUCHER", fileName: "list.csv", content: Buffer.from(csv).toString("base64"), dryRun: false };
  const imported = await call(one.token, "POST", "/v1/payees/imports", body, { "idempotency-key": randomBytes(16).toString("hex") });
  must(imported.status === 200 && imported.body.counts.added === people.length, `importing: ${imported.status} ${JSON.stringify(imported.body?.counts ?? imported.body)} ${JSON.stringify(imported.body?.lines?.[0])}`);
  // Another person than the one who entered them looks at the accounts.
  const wanted = new Set(people.map((person) => person.account.slice(-4)));
  const items = [];
  let cursor = "";
  do {
    const page = await call(two.token, "GET", `/v1/payees?register=VOUCHER&city=2101${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    must(page.status === 200, `the register answered ${page.status}`);
    items.push(...page.body.items.filter((row) => row.account && !row.account.verifiedAt && wanted.has(row.account.last4)).map((row) => ({ id: row.id, version: row.account.version })));
    cursor = page.body.cursor ?? "";
  } while (cursor);
  const verified = await call(two.token, "POST", "/v1/bank-accounts/verifications", { items });
  must(verified.body.items.every((item) => item.status === 200), `verifying: ${JSON.stringify(verified.body)}`);
  return people;
}

/** A part once it stands as wanted. */
async function stands(session, run, wanted, what) {
  for (let look = 0; look < 120; look += 1) {
    const { body } = await call(session.token, "GET", `/v1/runs/${run}/parts/2101`);
    if (body?.state && wanted(body)) return body;
    await sleep(1000);
  }
  const { body } = await call(session.token, "GET", `/v1/runs/${run}/parts/2101`);
  throw new Error(`the part did not come to ${what}: ${body?.state} ${JSON.stringify(body?.pending ?? body?.code)} ${JSON.stringify(body?.totals)} ${JSON.stringify(body?.stopped)}`);
}

async function agree(page, ...boxes) {
  for (const box of boxes) await page.click(`[role=dialog] [data-test=${box}]`);
  await page.click("[role=dialog] [data-test=confirm]");
  await closed(page);
}

export default {
  async "desk runs, live: planned, held, reviewed, approved, funded, sent to the bank; the ledger is zero and an auditor sees it"(browser) {
    const period = `2026-e${randomBytes(5).toString("hex")}`;
    const people = await listed(period);
    const count = people.length;

    // Finance plans it by hand, and takes no further decision in it.
    const planner = await desk(browser, { as: "finance-2" });
    await planner.goto(`${WEB}/desk.html#/`);
    await planner.waitForURL(/#\/runs$/);
    await planner.click("[data-test=plan]");
    await planner.selectOption("#plan-benefit", "one-off-voucher");
    await planner.fill("#plan-period", period);
    await shot(planner, "desk-live-plan");
    await clean(planner, "planning");
    await planner.click("[data-test=plan-confirm]");
    await planner.waitForURL(/#\/runs\/[0-9A-Z]{26}/);
    const run = /#\/runs\/([0-9A-Z]{26})/.exec(planner.url())[1];
    const partAt = (query = "") => `${WEB}/desk.html#/runs/${run}/parts/2101${query}`;
    await planner.waitForSelector("tr[data-part='2101']", { timeout: 60_000 });
    await shot(planner, "desk-live-run");
    await clean(planner, "a run that was planned");

    // The city reviews: it sees every line with its basis, holds one, and passes the list.
    const city = await officer("city-1");
    await stands(city, run, (part) => part.pending?.kind === "REVIEW", "its review");
    const reviewer = await desk(browser, { session: city });
    await reviewer.goto(partAt());
    await reviewer.waitForSelector("#line-1-1");
    must((await reviewer.textContent("[data-sum=count]")) === String(count), "the roll has another count");
    await reviewer.waitForSelector("[data-test=roll-foot] >> text=笔数和合计与名单一致");
    await reviewer.click("#line-1-1 .cells");
    await reviewer.waitForSelector("#line-1-1 .formula");
    await shot(reviewer, "desk-live-roll");
    await clean(reviewer, "a roll");
    await reviewer.click("#line-1-1 .cells");
    // One that the bank would have paid at once is held.
    const held = await reviewer.locator(".line:has-text('**** 10')").first().getAttribute("id");
    await reviewer.click(`#${held} .cells`);
    await reviewer.click(`#${held} [data-act=hold]`);
    await reviewer.click("[role=dialog] >> text=需要核实");
    await reviewer.fill("#ask-reason", "本人来电要求先核实账户,核实后再付。");
    await reviewer.click("[data-test=ask-confirm]");
    await closed(reviewer);
    await reviewer.waitForSelector(`#${held} >> text=须由另一人解除`);
    const [book] = await Promise.all([reviewer.waitForEvent("download"), reviewer.click("[data-test=xlsx]")]);
    must(readFileSync(await book.path()).subarray(0, 2).toString() === "PK", "the workbook is no workbook");
    await reviewer.click("[data-test=decide-approve]");
    await agree(reviewer, "compared", "no-kinship");

    // The province approves; the planner could not have.
    const top = await officer("province-1");
    await stands(top, run, (part) => part.pending?.kind === "APPROVAL", "its approval");
    const approver = await desk(browser, { session: top });
    await approver.goto(partAt());
    await approver.waitForSelector("[data-test=decide-approve]");
    await approver.keyboard.press("a");
    await approver.waitForFunction(() => document.activeElement?.closest("[data-test=compared]"));
    await shot(approver, "desk-live-approve");
    await clean(approver, "approving");
    await approver.keyboard.press("Space");
    await approver.keyboard.press("Tab");
    await approver.keyboard.press("Space");
    await approver.keyboard.press("Enter");
    await closed(approver);

    // Finance releases the funds: not who planned it.
    const payer = await officer("finance-1");
    await stands(payer, run, (part) => part.pending?.kind === "FUNDING", "its funding");
    await planner.goto(partAt());
    await planner.waitForSelector("[data-test=blocked]");
    must((await planner.locator("[data-test=fund]").count()) === 0, "who planned it is offered to release the funds");
    await shot(planner, "desk-live-blocked");
    const pay = await desk(browser, { session: payer });
    await pay.goto(partAt());
    await pay.click("[data-test=fund]");
    await pay.waitForSelector("[role=dialog] >> text=确认后余额");
    await shot(pay, "desk-live-fund");
    await clean(pay, "funding");
    await agree(pay, "compared", "no-kinship");

    // The bank has what was not held; its file is fetched, locked.
    const sent = await stands(payer, run, (part) => part.state === "EXECUTING" && ["REPORT", "FOLLOW_UP"].includes(part.pending?.kind), "the bank");
    must(sent.totals.inFlight + sent.totals.paid === count - 1 && sent.totals.open === 1, `with the bank: ${JSON.stringify(sent.totals)}`);
    await pay.goto(partAt("?tab=bank"));
    await pay.waitForSelector("[data-message]");
    await pay.waitForSelector("[data-test=unmatched]");
    await shot(pay, "desk-live-bank");
    await clean(pay, "the bank's side");
    await pay.getByRole("button", { name: /^下载 / }).first().click();
    await pay.fill("#fetch-purpose", "与银行核对发送的文件");
    const [zip] = await Promise.all([pay.waitForEvent("download"), pay.getByRole("button", { name: "确认下载" }).click()]);
    must(readFileSync(await zip.path()).subarray(0, 2).toString() === "PK", "the bank file is no ZIP");
    await pay.getByRole("button", { name: "关闭", exact: true }).click();
    await closed(pay);

    // The auditor sees every fen, and that it adds up.
    const auditor = await desk(browser, { as: "auditor-1" });
    await auditor.goto(partAt("?tab=ledger"));
    await auditor.waitForSelector("[data-test=ledger-sum]:has-text('相加为0.00元')");
    await shot(auditor, "desk-live-ledger");
    await clean(auditor, "the ledger");
    await auditor.goto(partAt("/payroll"));
    await auditor.waitForSelector("[data-test=agrees]:has-text('一致')");
    await shot(auditor, "desk-live-payroll");
    await clean(auditor, "the payroll");
    await auditor.goto(partAt("?tab=story"));
    await auditor.waitForSelector("section ol li");
    await shot(auditor, "desk-live-story");
    must((await auditor.locator("[data-test^=decide-], [data-test=fund], [data-act]").count()) === 0, "an auditor is offered a decision");
    for (const page of [planner, reviewer, approver, pay, auditor]) must(page.faults.length === 0, page.faults.join("; "));
  },
};

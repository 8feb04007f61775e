// A person on the voucher register against the running platform: two finance officers and the register on the desk, the
// person's own account and payment on the phone. Each time with a person and a period of its own.
import { randomBytes, randomInt } from "node:crypto";
import * as lib from "./lib.mjs";
import { closed, desk } from "./desk.lib.mjs";
import { WEB, account, call, must, sessionOf, shot, sleep } from "./lib.mjs";
import { bound } from "./worker.mjs";

const officer = (name) => sessionOf(account(name).mobile);
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const wrongDigit = (id) => `${id.slice(0, 17)}${id[17] === "0" ? "1" : "0"}`;

async function clean(page, where) {
  const found = [...(await lib.axe(page)), ...(await lib.overflow(page)), ...page.faults];
  must(found.length === 0, `${where}: ${found.join("; ")}`);
}

/** A register's file with a good line for each of them and a last one whose document has a wrong digit. */
function fileOf(people, period) {
  const line = (one, id) => [one.name, id, "沈阳市", "合成鼓风机厂", today(), "one-off-voucher", period].join(",");
  const bad = lib.invent();
  const lines = [...people.map((one) => line(one, one.idNumber)), line(bad, wrongDigit(bad.idNumber))];
  return { name: "名册.csv", mimeType: "text/csv", buffer: Buffer.from(`\ufeff姓名,身份证号,发放地市,单位,核实日期,福利项目,期间\r\n${lines.join("\r\n")}\r\n`) };
}

/** Imports through the desk: tried, done, and once more without any change. */
async function imports(page, file) {
  await page.goto(`${WEB}/desk.html#/payees/import`);
  await page.selectOption("[data-test=import-register]", "VOUCHER");
  const [template] = await Promise.all([page.waitForEvent("download"), page.click("[data-test=template]")]);
  must(template.suggestedFilename().endsWith(".xlsx"), template.suggestedFilename());
  await page.setInputFiles("[data-test=file]", file);
  await page.waitForSelector("[data-test=import-confirm]");
  await shot(page, "desk-live-import-dry");
  await clean(page, "a dry run");
  must(/✗/.test(await page.locator("tbody tr").first().innerText()), "the faulty line comes first");
  await page.click("[data-test=import-confirm]");
  await page.waitForSelector("text=已导入:新增");
  await shot(page, "desk-live-import");
  const [returned] = await Promise.all([page.waitForEvent("download"), page.click("[data-test=returned]")]);
  must(returned.suggestedFilename() === "名册-校验结果.xlsx", returned.suggestedFilename());
  await page.getByRole("button", { name: "再导入一份" }).click();
  await page.setInputFiles("[data-test=file]", file);
  await page.waitForSelector("[data-test=count-UNCHANGED]");
  must(await page.locator("[data-test=import-confirm]").isDisabled(), "the same file again changes something");
}

/** The rows of the voucher register of 沈阳 with these documents. */
async function rowsOf(session, people) {
  const tails = new Set(people.map((one) => one.idNumber.slice(-4)));
  const found = [];
  let cursor = "";
  do {
    const { status, body } = await call(session.token, "GET", `/v1/payees?register=VOUCHER&city=2101${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    must(status === 200, `the register answered ${status} ${body?.code}`);
    found.push(...body.items.filter((row) => tails.has(row.idMasked.slice(-4))));
    cursor = body.cursor ?? "";
  } while (cursor);
  return found;
}

/** A part once it waits for this, or stands like this. */
async function stands(session, run, wanted, what) {
  for (let look = 0; look < 120; look += 1) {
    const { body } = await call(session.token, "GET", `/v1/runs/${run}/parts/2101`);
    if (body?.state && wanted(body)) return body;
    await sleep(1000);
  }
  const { body } = await call(session.token, "GET", `/v1/runs/${run}/parts/2101`);
  throw new Error(`the part did not come to ${what}: ${body?.state} ${JSON.stringify(body?.pending ?? body?.code)} ${JSON.stringify(body?.totals)}`);
}

/** A run of the voucher for the period, agreed to and funded; its id. */
async function paid(period) {
  const [planner, payer, city, top] = await Promise.all(["finance-2", "finance-1", "city-1", "province-1"].map(officer));
  const planned = await call(planner.token, "POST", "/v1/runs", { benefit: "one-off-voucher", period });
  must(planned.status < 300, `planning: ${planned.status} ${JSON.stringify(planned.body)}`);
  const run = planned.body.id;
  for (const [session, kind, path] of [[city, "REVIEW", "decision"], [top, "APPROVAL", "decision"], [payer, "FUNDING", "funding"]]) {
    const part = await stands(session, run, (now) => now.pending?.kind === kind, kind);
    const body = { listHash: part.roll.listHash, noKinship: true, ...(path === "decision" ? { decision: "approve" } : {}) };
    const done = await call(session.token, "POST", `/v1/runs/${run}/parts/2101/${path}`, body);
    must(done.status === 200, `${kind}: ${done.status} ${JSON.stringify(done.body)}`);
  }
  return run;
}

async function calm(page) {
  await page.locator("h1").first().waitFor();
  await page.locator(".skeleton").first().waitFor({ state: "detached" });
}

export default {
  async "payments, live: imported, own account on the phone, verified by a second person, paid, «it did not arrive»"(browser) {
    const period = `2026-p${randomBytes(5).toString("hex")}`;
    const { person, session, page } = await bound(browser);
    const keeper = await desk(browser, { as: "finance-1" });
    await imports(keeper, fileOf([person], period));

    // The phone: nothing paid yet; the account is entered with a consent of one's own.
    await page.goto(`${WEB}/me/payments`);
    await page.getByText("还没有给您发放的款项").waitFor();
    await page.getByRole("link", { name: "我的收款账户" }).click();
    await page.getByLabel("户名").fill(`${person.name}错`);
    await page.getByLabel("开户行").fill("合成银行沈阳分行营业部");
    await page.getByLabel("银行卡号").fill(`TESTCARD-${randomInt(100_000, 999_999)}-1000`);
    await page.getByRole("radio", { name: "我同意", exact: true }).check();
    await page.getByRole("button", { name: "确认登记" }).click();
    await page.getByText("户名须与本人姓名一致").waitFor();
    await shot(page, "phone-live-account-differs");
    await page.getByLabel("户名").fill(person.name);
    await page.getByRole("button", { name: "确认登记" }).click();
    await page.getByText("尾号1000").waitFor();
    await page.getByText("还没有核实").waitFor();
    await shot(page, "phone-live-account");
    await clean(page, "an account on the phone");

    // The desk: the account is verified by an officer, who finds the row in the register.
    const [row] = await rowsOf(await officer("finance-1"), [person]);
    must(row?.account?.last4 === "1000" && !row.account.verifiedAt, `the register says ${JSON.stringify(row?.account)}`);
    await keeper.goto(`${WEB}/desk.html#/payees/VOUCHER/${row.id}`);
    await keeper.click("[data-test=verify-one]");
    await keeper.click("[data-test=many-sure]");
    await shot(keeper, "desk-live-verify");
    await clean(keeper, "verifying");
    await keeper.click("[data-test=many-confirm]");
    await closed(keeper);
    await keeper.waitForSelector("text=由第二人核实");
    await shot(keeper, "desk-live-payee");
    await clean(keeper, "a payee");
    await keeper.goto(`${WEB}/desk.html#/payees`);
    await keeper.selectOption("[data-test=register]", "VOUCHER");
    await keeper.selectOption("[data-test=city]", "2101");
    await keeper.waitForSelector("[data-payee]");
    await shot(keeper, "desk-live-payees");
    await clean(keeper, "the register");
    await page.reload();
    await page.getByText("已核实,用于发放").waitFor();

    // The run; then the phone says what arrived and why.
    await paid(period);
    let mine;
    for (let look = 0; look < 120 && mine?.state !== "CONFIRMED"; look += 1) {
      mine = (await call(session.token, "GET", "/v1/me")).body?.payments?.[0];
      await sleep(1000);
    }
    must(mine?.state === "CONFIRMED", `the phone was told ${JSON.stringify(mine)}`);
    await page.goto(`${WEB}/me/payments`);
    await calm(page);
    await shot(page, "phone-live-payments");
    await clean(page, "my benefits");
    await page.locator(".menu a").first().click();
    await page.getByRole("heading", { name: "为什么是这个数" }).waitFor();
    must((await page.locator(".why li").count()) > 0, "it does not say why");
    await shot(page, "phone-live-payment");
    await clean(page, "a payment");
    if (mine.next.some((one) => one.action === "inquire")) {
      await page.getByRole("button", { name: "没有收到" }).click();
      await page.getByRole("button", { name: "告诉财务:没有收到" }).click();
      await page.getByText("您说没有收到").waitFor();
      await shot(page, "phone-live-inquiry");
      await clean(page, "an inquiry");
    }
    must(page.faults.length + keeper.faults.length === 0, [...page.faults, ...keeper.faults].join("; "));
  },

  async "payees, live: a check, a death told by one and put back by another; budgets, benefits and notices"(browser) {
    const people = [lib.invent()];
    const one = await officer("finance-1");
    const file = fileOf(people, `2026-d${randomBytes(5).toString("hex")}`);
    const body = { register: "VOUCHER", fileName: file.name, content: file.buffer.toString("base64"), dryRun: false };
    const imported = await call(one.token, "POST", "/v1/payees/imports", body);
    must(imported.body?.counts?.added === 1 && imported.body.counts.refused === 1, `importing: ${imported.status} ${JSON.stringify(imported.body?.counts ?? imported.body)}`);
    const [row] = await rowsOf(one, people);
    const path = `${WEB}/desk.html#/payees/VOUCHER/${row.id}`;
    const first = await desk(browser, { session: one });
    await first.goto(path);
    await first.click("[data-test=check-one]");
    await first.click("[data-test=many-sure]");
    await first.click("[data-test=many-confirm]");
    await closed(first);
    await first.click("[data-test=report]");
    await first.getByRole("radio", { name: /已故/ }).check();
    await first.fill("#ask-reason", "家属来电并出示死亡证明(示例)");
    await first.click("[data-test=ask-confirm]");
    await first.waitForSelector("[data-test=told]");
    await shot(first, "desk-live-told");
    await clean(first, "a death that was told");
    must((await first.locator("[data-test=confirm-status]").count()) === 0, "whoever entered it may confirm it");
    const second = await desk(browser, { as: "finance-2" });
    await second.goto(path);
    await second.click("[data-test=confirm-status]");
    await second.getByRole("radio", { name: /不属实/ }).check();
    await second.fill("#ask-reason", "经电话核实,本人健在,系同名");
    await second.click("[data-test=ask-confirm]");
    await second.waitForSelector("[data-test=unconfirmed]", { state: "detached" });
    await shot(second, "desk-live-put-back");

    for (const [name, to] of [["budgets", "/budgets"], ["benefits", "/benefits"], ["benefit", "/benefits/provincial-hardship-aid"]]) {
      await second.goto(`${WEB}/desk.html#${to}`);
      await second.locator(".el-skeleton").first().waitFor({ state: "detached" });
      await second.waitForLoadState("networkidle");
      const told = await second.locator("main .el-alert--error").allInnerTexts();
      must(told.length === 0, `${name} shows a failure: ${told.join(" ")}`);
      await shot(second, `desk-live-${name}`);
      await clean(second, name);
    }
    const guest = await lib.phone(browser);
    await guest.goto(`${WEB}/notices`);
    await calm(guest);
    await shot(guest, "phone-live-notices");
    await clean(guest, "the notices");
    if (await guest.locator(".menu a").count()) {
      await guest.locator(".menu a").first().click();
      await guest.getByRole("heading", { name: "有不同意见,怎么提" }).waitFor();
      await shot(guest, "phone-live-notice");
      await clean(guest, "a notice");
    }
  },
};

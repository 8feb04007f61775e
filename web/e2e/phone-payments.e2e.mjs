// My benefits, «it did not arrive», one's own bank account and the public notices, on a phone.
import * as lib from "./lib.mjs";
import { must } from "./lib.mjs";
import { fakePayments, payments } from "./phone-payments.fake.mjs";

/** A session that only the fakes know. */
const sessionFor = (subject) => ({ token: "x.e30.x", subject, mobile: "15400000001", endsAt: Date.now() + 3_600_000 });
const RUN = "01JB0000000000000000000R01";

async function open(browser, path, state = {}, { guest, ...options } = {}) {
  const page = await lib.phone(browser, { ...(guest ? {} : { session: sessionFor("one") }), ...options });
  await fakePayments(page, state);
  await page.goto(`${lib.WEB}${path}`);
  await page.locator("h1").first().waitFor();
  await page.locator(".skeleton").first().waitFor({ state: "detached" });
  return page;
}

async function look(page, name) {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: 360, height: Math.max(740, height) });
  await lib.shot(page, `phone-${name}`);
  const found = [
    ...(await lib.axe(page)),
    ...(await lib.overflow(page)).map((node) => `stands out: ${node}`),
    ...(await lib.small(page)).map((node) => `too small: ${node}`),
    ...page.faults,
  ];
  await page.setViewportSize({ width: 360, height: 740 });
  return found.map((text) => `${name}: ${text}`);
}
const clean = async (page, name) => {
  const found = await look(page, name);
  must(found.length === 0, found.join("\n"));
};

const PAGES = {
  payments: ["/me/payments"], "payments-none": ["/me/payments", { payments: [] }], "payments-guest": ["/me/payments", {}, { guest: true }],
  ...Object.fromEntries(payments().map((one) => [`payment-${one.state.toLowerCase()}`, [`/me/payments/${one.id}`]])),
  "payment-gone": ["/me/payments/none"], "account-none": ["/me/account"], "account-unbound": ["/me/account", { person: null }],
  account: ["/me/account", { account: { bank: "工商银行示范支行", last4: "0034", holder: "王**", changedAt: "2026-10-12T02:00:00Z", verifiedAt: "2026-10-13T02:00:00Z", text: "用于发放。" } }],
  notices: ["/notices"], "notices-none": ["/notices", { notices: [] }, { guest: true }], "notice-aid": [`/notices/${RUN}/2101`, {}, { guest: true }], "notice-honour": [`/notices/${RUN}/2102`], "notice-gone": [`/notices/${RUN}/2109`], "me-payments": ["/me"], "home-notices": ["/"],
};

async function survey(browser, label, options, big = false) {
  const faults = [];
  const names = Object.entries(PAGES);
  const visit = async ([name, [path, state, more]]) => {
    const page = await open(browser, path, { ...state }, { ...options, ...more });
    if (big) await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    faults.push(...(await look(page, `${label}-${name}`)));
    await page.context().close();
  };
  for (let at = 0; at < names.length; at += 3) await Promise.all(names.slice(at, at + 3).map(visit));
  must(faults.length === 0, `${faults.length} faults\n${faults.join("\n")}`);
}

export default {
  "payments: every page, Chinese": (browser) => survey(browser, "zh", {}),
  "payments: every page, English, dark": (browser) => survey(browser, "en-dark", { language: "en", dark: true }),
  "payments: every page, Chinese, text at 200 %": (browser) => survey(browser, "zh-200", {}, true),
  "payments: every page, English, text at 200 %": (browser) => survey(browser, "en-200", { language: "en" }, true),

  async "payments: «it did not arrive» is said once; a lost answer loses nothing"(browser) {
    const state = {};
    const page = await open(browser, "/me", state);
    await page.getByRole("link", { name: "我的补助" }).click();
    await page.getByText("没发成:银行说").waitFor();
    must((await page.locator(".menu li").first().innerText()).includes("要您处理"), "what the payee has to do comes first");
    await page.getByRole("link", { name: /已提交银行/ }).click();
    await page.getByText("40,000.00 × 60% = 24,000.00元").waitFor();
    await page.getByText("工商银行示范支行,尾号0034").waitFor();
    await page.getByRole("button", { name: "没有收到" }).click();
    await clean(page, "zh-inquiry");
    state.dropping = 1;
    await page.getByRole("button", { name: "告诉财务:没有收到" }).click();
    await page.getByText("不知道发到没有").waitFor();
    await clean(page, "zh-inquiry-unknown");
    await page.getByRole("button", { name: "告诉财务:没有收到" }).click();
    await page.getByText("已转财务核对").waitFor();
    await page.getByText("您说没有收到。财务正在查").waitFor();
    must((await page.getByRole("button", { name: "没有收到" }).count()) === 0, "it is not asked for twice");
    must(state.asked.writes.length === 1, "it was recorded once");
    await clean(page, "zh-inquiry-done");
  },

  async "payments: an account is entered with a consent that nobody ticked beforehand; the number stays nowhere"(browser) {
    const state = {};
    const page = await open(browser, `/me/payments/${RUN}-2101-1-3`, state);
    await page.getByRole("link", { name: "更改收款账户" }).click();
    await page.getByRole("button", { name: "确认登记" }).click();
    await page.getByText("请选择同意或不同意。").waitFor();
    await clean(page, "zh-account-faults");
    await page.getByLabel("户名").fill("李小成");
    await page.getByLabel("开户行").fill("工商银行示范支行");
    await page.getByLabel("银行卡号").fill("TESTCARD 0000 4321");
    await page.getByText("您输入的是:TEST CARD 0000 4321").waitFor();
    await page.getByRole("radio", { name: "不同意" }).check();
    await page.getByText("没有您的同意,我们不保存账户").waitFor();
    must((await page.getByRole("button", { name: "确认登记" }).count()) === 0, "without consent nothing is sent");
    await clean(page, "zh-account-no");
    await page.getByRole("radio", { name: "我同意", exact: true }).check();
    await page.getByRole("button", { name: "确认登记" }).click();
    await page.getByText("户名须与本人姓名一致").waitFor();
    await clean(page, "zh-account-differs");
    await page.getByLabel("户名").fill("王小合");
    state.dropping = 1;
    await page.getByRole("button", { name: "确认登记" }).click();
    await page.getByText("不知道登记好没有").waitFor();
    await clean(page, "zh-account-unknown");
    await page.getByRole("button", { name: "确认登记" }).click();
    await page.getByText("登记好了。 工会核实后用于发放。").waitFor();
    await page.getByText("尾号4321").waitFor();
    await clean(page, "zh-account-done");
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.body.innerHTML]));
    must(!kept.includes("TESTCARD"), "the number is neither on the page nor in the phone's storage");
  },

  async "payments: on a shared phone nothing of one reader is shown to the next"(browser) {
    const state = {};
    const page = await open(browser, "/me/payments", state);
    await page.getByText("没发成:银行说").waitFor();
    // The next one signs in in the same tab; his own data are slow.
    await page.evaluate((kept) => sessionStorage.setItem("gonghui.session", kept), JSON.stringify(sessionFor("two")));
    Object.assign(state, { payments: [], slow: 1500 });
    await page.goto(`${lib.WEB}/me/payments`);
    const seen = [];
    for (let at = 0; at < 10; at += 1) {
      seen.push(await page.evaluate(() => document.body?.innerText ?? ""));
      await lib.sleep(100);
    }
    must(seen.every((text) => !text.includes("没发成")), "the first one's payments are not shown for a moment");
    await page.getByText("还没有给您发放的款项").waitFor();
    must((await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).includes("没发成") === false, "nothing of it is stored");
  },

  async "notices: a list with how to object, the rest by pages, gone after its end"(browser) {
    const state = {};
    const page = await open(browser, "/", state, { guest: true });
    await page.getByRole("link", { name: "公示" }).click();
    await page.getByText("今天是最后一天").waitFor();
    await page.getByRole("link", { name: /沈阳市/ }).click();
    await page.getByText("请在公示期内实名向沈阳市总工会提出").waitFor();
    must((await page.locator(".lines li").count()) === 100, "a page holds a hundred");
    await page.getByRole("button", { name: "再看100人" }).click();
    await page.locator(".lines li").nth(129).waitFor();
    must(!(await page.content()).match(/2199|TESTCARD/), "nothing else of anybody");
    state.notices = [];
    await page.reload();
    await page.getByText("这份公示已经结束").waitFor();
  },

  async "payments: the network is gone, and comes back"(browser) {
    const state = { fail: 503 };
    const page = await open(browser, "/me/payments", state);
    await page.getByText("办理的人多").or(page.getByText("再试一次")).first().waitFor();
    await clean(page, "zh-payments-busy");
    delete state.fail;
    await page.getByRole("button", { name: "再试一次" }).click();
    await page.getByText("没发成:银行说").waitFor();
  },
};

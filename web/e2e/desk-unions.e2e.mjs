// The register of unions against the running platform: the tree, a record that is changed, what is due, a
// union whose end is asked for by one officer and refused by another.
import { WEB, account, axe, call, must, overflow, sessionOf, shot } from "./lib.mjs";
import { closed, desk } from "./desk.lib.mjs";

const STREET = "U210106004";
const FIRST = "U210106004-01";

async function clean(page, where) {
  const found = [...(await axe(page)), ...(await overflow(page)).map((node) => `stands out: ${node}`), ...page.faults];
  must(found.length === 0, `${where}: ${found.join("; ")}`);
}

async function open(browser, as, path, options = {}) {
  const page = await desk(browser, { as, ...options });
  await page.goto(`${WEB}/desk.html#${path}`);
  await page.locator("h1").waitFor();
  await page.locator(".el-skeleton").first().waitFor({ state: "detached" });
  await page.waitForLoadState("networkidle");
  return page;
}

const PAGES = { tree: `/unions/${STREET}`, record: `/unions/${FIRST}/record`, reminders: `/unions/${STREET}/reminders`, end: `/unions/${FIRST}/end` };

async function survey(browser, label, options, big = false) {
  const faults = [];
  for (const [name, path] of Object.entries(PAGES)) {
    const page = await open(browser, "street-1", path, options);
    if (big) await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    await shot(page, `desk-union-${name}-${label}`);
    await clean(page, `${name} ${label}`).catch((error) => faults.push(error.message));
    await page.context().close();
  }
  must(faults.length === 0, faults.join("\n"));
}

export default {
  "unions: every page, Chinese": (browser) => survey(browser, "zh", {}),
  "unions: every page, English, dark": (browser) => survey(browser, "en-dark", { language: "en", dark: true }),
  "unions: every page, narrow, text at 200 %": (browser) => survey(browser, "zh-narrow", { viewport: { width: 720, height: 900 } }, true),

  async "unions: an officer walks the tree, sees what presses, and finds a union by name and by code"(browser) {
    const page = await open(browser, "county-1", "/unions/210106");
    await page.locator("[data-test=union-row] a", { hasText: "铁西区示范一街道总工会" }).first().click();
    await page.waitForSelector("[data-test=warning-TERM_OVERDUE]");
    must((await page.locator("[data-test=warning-TERM_ENDS_IN_30]").count()) > 0, "a term near its end is marked");
    must((await page.locator("[data-test=warning-CERTIFICATE_WINDOW]").count()) > 0, "a certificate to renew is marked");
    const { body } = await call((await sessionOf(account("county-1").mobile)).token, "GET", `/v1/unions/${FIRST}`);
    await page.locator("input[role=combobox]").fill(body.code);
    await page.locator("ul[role=listbox] li").first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForSelector("h1 >> text=沈阳合成一号机械有限公司工会");
    await clean(page, "a record");
  },

  async "unions: contact data are gone through by the union's own officer, and the change is told with old and new value"(browser) {
    const page = await open(browser, "approver-1", `/unions/${FIRST}/record`);
    must((await page.locator("[data-test=edit-structure]").count()) === 0, "its own officer does not govern it");
    await page.click("[data-test=edit-contact]");
    const phone = `024-${String(Date.now()).slice(-8)}`;
    await page.fill("#u-phone", "call me");
    await page.click("[data-test=save]");
    await page.waitForSelector("[role=dialog] [role=alert] >> text=电话为 7 至 15 位数字");
    await clean(page, "a faulty number");
    await page.fill("#u-phone", phone);
    await page.click("[data-test=save]");
    await closed(page);
    await page.locator("[data-test=history-line]", { hasText: phone }).first().waitFor();
    await shot(page, "desk-union-history-zh");
    await clean(page, "the history");
  },

  async "unions: an end is asked for by the union and refused by the street, another person"(browser) {
    const page = await open(browser, "approver-1", `/unions/${FIRST}/end`);
    await page.click("[data-test=send-end]");
    await page.waitForSelector("text=请写明依据文件。");
    await page.locator("input[role=combobox]").fill("示范一街道总工会");
    await page.locator("ul[role=listbox] li").first().waitFor();
    await page.keyboard.press("Enter");
    await page.fill("#end-reason", "浏览器测试:单位拟注销,会员大会已同意。");
    await page.fill("#end-document", "会员大会决议〔2026〕1号(合成)");
    await shot(page, "desk-union-end-filled-zh");
    await page.click("[data-test=send-end]");
    await page.waitForSelector("[data-test=stage] >> text=待上级决定");
    must((await page.locator("[data-test=approve-end]").count()) === 0, "who asked does not decide");
    await clean(page, "what waits");
    const address = page.url().split("#")[1];
    const street = await open(browser, "street-1", address);
    await shot(street, "desk-union-decide-zh");
    await clean(street, "the decision");
    await street.click("[data-test=refuse-end]");
    await street.fill("[role=dialog] textarea", "单位仍在营业,请先核实再申请。");
    await street.click("[role=dialog] [data-test=ask-confirm]");
    await closed(street);
    await street.waitForSelector("[data-test=stage] >> text=上级未同意");
    await clean(street, "refused");
  },
};

// The register of members at the desk, and one's own record on the phone, against the running platform.
import { WEB, account, axe, must, overflow, sessionOf, shot } from "./lib.mjs";
import { desk } from "./desk.lib.mjs";

const clean = async (page, where) => {
  const found = [...(await axe(page)), ...(await overflow(page)).map((node) => `stands out: ${node}`), ...page.faults];
  must(found.length === 0, `${where}: ${found.join("; ")}`);
};

async function search(page, way, value) {
  await page.getByLabel(way, { exact: true }).first().check();
  await page.fill("[data-test=value]", value);
  await page.click("[data-test=search]");
  await page.waitForSelector("#found");
}

async function card(browser, options) {
  const page = await desk(browser, { session: await sessionOf(account("approver-1").mobile), ...options });
  await page.goto(`${WEB}/desk.html#/members`);
  await page.waitForSelector("[data-test=value]");
  return page;
}

export default {
  async "members: found by initials, the card shows the history, a full number only for a purpose"(browser) {
    const page = await card(browser, {});
    await clean(page, "members");
    await search(page, "拼音首字母", "sgz");
    await shot(page, "desk-members-zh");
    await clean(page, "found");
    await page.locator("table a").first().click();
    await page.waitForSelector("#history");
    await shot(page, "desk-member-zh");
    await clean(page, "card");
    must((await page.textContent("[data-test=id]")).includes("*"), "masked");
    await page.click("[data-test=reveal]");
    await page.locator(".el-dialog textarea").fill("与本人来电核对证件号码");
    await page.locator(".el-dialog button[type=submit]").click();
    await page.waitForFunction(() => !document.querySelector("[data-test=id]").textContent.includes("*"));
    await page.waitForSelector("text=与本人来电核对证件号码");
    must(!page.url().includes("2199"), "no number in the address");
  },

  async "members: English and dark, an unknown number says what to do"(browser) {
    const page = await card(browser, { language: "en", dark: true });
    await search(page, "ID number", "219901198805120018");
    await shot(page, "desk-members-en-dark");
    await clean(page, "nobody");
  },
};

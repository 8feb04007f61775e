// The register's pages as they open on a fresh platform: both languages, nothing for axe, nothing cut off.
import { WEB, account, axe, must, overflow, phone, sessionOf, shot } from "./lib.mjs";
import { desk } from "./desk.lib.mjs";

const PHONE = ["/matters/transfer", "/matters/transfer/apply", "/matters/retain", "/matters/retain/apply", "/matters/leave/apply", "/found", "/me", "/me/data"];
const DESK = ["#/moves", "#/foundings", "#/members", "#/rosters", "#/joinings", "#/unions"];

async function opens(page, path, language) {
  await page.goto(`${WEB}${path}`);
  await page.locator("h1").first().waitFor();
  await page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
  await shot(page, `register${path.replace(/[/#.]+/g, "-")}-${language}`);
  const found = [...(await axe(page)), ...(await overflow(page)).map((node) => `stands out: ${node}`), ...page.faults];
  must(found.length === 0, `${path} ${language}: ${found.join("; ")}`);
}

export default {
  async "register: the phone's pages of moving, keeping, leaving and founding, in both languages"(browser) {
    const session = await sessionOf(account("worker-22").mobile);
    for (const language of ["zh-CN", "en"]) {
      for (const path of PHONE) {
        const page = await phone(browser, { session, language });
        await opens(page, path, language);
        await page.context().close();
      }
    }
  },

  async "register: the desk's pages of moves, foundings, members, rosters, joinings and unions, in both languages"(browser) {
    const session = await sessionOf(account("approver-1").mobile);
    for (const language of ["zh-CN", "en"]) {
      const page = await desk(browser, { session, language });
      for (const path of DESK) await opens(page, `/desk.html${path}`, language);
    }
  },
};

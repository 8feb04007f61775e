// Every page of the phone in both languages, light and dark, and with text at 200 %: a picture of each, and
// nothing that axe objects to, nothing cut at the side, no target under 44 px, nothing in the wrong language.
import * as lib from "./lib.mjs";
import { must } from "./lib.mjs";
import { bound } from "./worker.mjs";

const GUEST = {
  home: "/",
  guide: "/matters/join",
  "guide-reissue": "/matters/card-reissue",
  check: "/matters/join/check",
  "apply-guest": "/matters/join/apply",
  register: "/register",
  reset: "/reset",
  "sign-in": "/sign-in",
  "me-guest": "/me",
  "not-found": "/nowhere",
};
const NEWCOMER = {
  apply: "/matters/join/apply",
  "me-new": "/me",
  identity: "/me/identity",
  "card-none": "/me/card",
  "services-none": "/me/services",
  "inbox-none": "/me/inbox",
  "consents-none": "/me/consents",
  "data-new": "/me/data",
};
const MEMBER = (id) => ({
  "home-member": "/",
  "apply-reissue": "/matters/card-reissue/apply",
  me: "/me",
  card: "/me/card",
  services: "/me/services",
  inbox: "/me/inbox",
  consents: "/me/consents",
  data: "/me/data",
  "identity-bound": "/me/identity",
  "progress-done": `/applications/${id}`,
});
const RETURNED = (id) => ({
  "home-returned": "/",
  "progress-returned": `/applications/${id}`,
  amend: `/applications/${id}/amend`,
});
const REFUSED = (id) => ({ "progress-refused": `/applications/${id}` });
const LOST = { "progress-not-found": "/applications/01JB0000000000000000000001" };

let made;
/** One newcomer, one member, one returned and one refused case, made once for all surveys. */
function people(browser) {
  made ??= (async () => {
    const newcomer = lib.invent();
    const cases = {};
    for (const [name, decision] of Object.entries({
      member: { decision: "approve" },
      returned: { decision: "return", reasonCode: "R05", reasonText: "请补充平台名称" },
      refused: { decision: "refuse", reasonCode: "R05", reasonText: "电话联系三次,均无法确认用工情况" },
    })) {
      const { person, session, page } = await bound(browser);
      await page.context().close();
      const receipt = await lib.applyBy(session, lib.formOf(person));
      await lib.reached(session, receipt.id, "APPROVING");
      await lib.decide(receipt.id, decision);
      await lib.reached(session, receipt.id, "COMPLETED", "RETURNED", "REFUSED");
      cases[name] = { session, id: receipt.id };
    }
    return { newcomer: await lib.register(newcomer), ...cases };
  })();
  return made;
}

async function settle(page) {
  await page.waitForLoadState("networkidle");
  await page.locator("h1, h2").first().waitFor();
  await page.locator(".skeleton").first().waitFor({ state: "detached" });
  for (const details of await page.locator("details").all()) await details.evaluate((node) => (node.open = true));
}

/** Texts that stand in the other language for a reason: data from the register, the oath, the other language's name. */
async function foreign(page, language) {
  if (language !== "en") return [];
  return page.evaluate(() => {
    const own = "[lang='zh-CN'] *, [lang='zh-CN']:not(html), dd";
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent.trim();
      if (!/\p{Script=Han}/u.test(text) || node.parentElement.matches(own)) continue;
      // Names of places, unions, people and providers are data, and Chinese.
      if (/[A-Za-z]{3}/.test(text) || /^(辽宁|.*(市|区|县|省|工会|工会联合会|服务中心|合成|\*))/.test(text)) continue;
      found.push(text.slice(0, 30));
    }
    return found.slice(0, 5);
  });
}

async function survey(browser, label, { language, dark = false, big = false }) {
  const all = await people(browser);
  const groups = [
    [GUEST, undefined],
    [NEWCOMER, all.newcomer],
    [MEMBER(all.member.id), all.member.session],
    [RETURNED(all.returned.id), all.returned.session],
    [REFUSED(all.refused.id), all.refused.session],
    [LOST, all.newcomer],
  ];
  const faults = [];
  const visit = async ([pages, session]) => {
    const page = await lib.phone(browser, { session, language, dark });
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(`${lib.WEB}${path}`);
      await settle(page);
      if (big) {
        await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
        await page.waitForTimeout(100);
      }
      // As tall as the page: axe counts a target as small while the navigation covers half of it.
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width: 360, height: Math.max(740, height) });
      await lib.shot(page, `phone-${label}-${name}`);
      const told = [
        ...(await lib.axe(page)),
        ...(await lib.overflow(page)).map((node) => `stands out: ${node}`),
        ...(await lib.small(page)).map((node) => `too small: ${node}`),
        ...(await foreign(page, language)).map((text) => `not English: ${text}`),
      ];
      faults.push(...told.map((text) => `${name}: ${text}`));
      await page.setViewportSize({ width: 360, height: 740 });
    }
    faults.push(...page.faults);
    await page.context().close();
  };
  await Promise.all(groups.map(visit));
  must(faults.length === 0, `${faults.length} faults\n${faults.join("\n")}`);
}

/** The screens of the application that come after the first, in English. */
async function wizard(browser, language, dark) {
  const words = {
    "zh-CN": { next: "下一步", agree: "我同意", flexible: "灵活就业", courier: "快递员", card: "居民身份证" },
    en: { next: "Next", agree: "I agree" },
  }[language];
  const session = await lib.register(lib.invent());
  const page = await lib.phone(browser, { session, language, dark });
  const faults = [];
  const look = async (name) => {
    await settle(page);
    await lib.shot(page, `phone-${language === "en" ? "en" : "zh"}${dark ? "-dark" : ""}-apply-${name}`);
    const told = [...(await lib.axe(page)), ...(await lib.overflow(page)), ...(await lib.small(page)), ...(await foreign(page, language))];
    faults.push(...told.map((text) => `${name}: ${text}`));
  };
  await page.goto(`${lib.WEB}/matters/join/apply`);
  await settle(page);
  await page.getByRole("button", { name: words.next }).click();
  await look("1-faults");
  const person = lib.invent();
  const inputs = page.locator("main input[type=text], main input[type=tel]");
  await inputs.nth(0).fill(person.name);
  await page.getByRole("radio").first().check();
  await inputs.nth(1).fill(person.idNumber);
  await page.getByRole("button", { name: words.next }).click();
  await page.getByRole("radio").nth(4).check();
  await page.locator(".options").nth(1).getByRole("radio").nth(1).check();
  await look("2-work");
  await page.getByRole("button", { name: words.next }).click();
  await page.getByRole("searchbox").first().fill("合成");
  await page.locator(".menu button").first().waitFor();
  await look("3-employer");
  await page.locator("main fieldset button.button").last().click();
  await look("3-employer-missing");
  await page.locator("main form > .row button[type=submit]").click();
  await page.getByRole("searchbox").first().fill("铁西区");
  const found = page.getByRole("button", { name: "辽宁省沈阳市铁西区", exact: true });
  await found.waitFor();
  await look("4-place");
  await found.click();
  await page.locator(".places button").first().waitFor();
  await look("4-place-street");
  await page.locator(".places button").first().click();
  await page.locator(".chosen").first().waitFor();
  await page.locator("main form > .row button[type=submit]").click();
  await page.getByText(words.agree, { exact: true }).waitFor();
  await look("5-consent");
  await page.getByRole("radio").nth(1).check();
  await look("5-consent-no");
  await page.getByRole("radio").nth(0).check();
  await page.locator("main form > .row button[type=submit]").click();
  await look("6-review");
  await page.locator("main form > .row button[type=submit]").click();
  await page.locator(".oath").waitFor();
  await page.getByRole("radio").first().check();
  await look("7-oath");
  await page.context().close();
  must(faults.length === 0, faults.join("\n"));
}

export default {
  "every page, Chinese": (browser) => survey(browser, "zh", { language: "zh-CN" }),
  "every page, English": (browser) => survey(browser, "en", { language: "en" }),
  "every page, Chinese, dark": (browser) => survey(browser, "zh-dark", { language: "zh-CN", dark: true }),
  "every page, English, dark": (browser) => survey(browser, "en-dark", { language: "en", dark: true }),
  "every page, Chinese, text at 200 %": (browser) => survey(browser, "zh-200", { language: "zh-CN", big: true }),
  "every page, English, text at 200 %": (browser) => survey(browser, "en-200", { language: "en", big: true }),
  "every screen of the application, Chinese": (browser) => wizard(browser, "zh-CN", false),
  "every screen of the application, English": (browser) => wizard(browser, "en", false),
  "every screen of the application, English, dark": (browser) => wizard(browser, "en", true),
};

// What the desk's browser tests share: an officer at a screen, and workers who apply.
import { account, applyBy, call, formOf, invent, must, register, sessionOf, sleep } from "./lib.mjs";

/** The employer whose union decides at approver-1's and approver-2's desk. */
export const EMPLOYER = { creditCode: "91210102XX00000199", name: "沈阳合成一号机械有限公司" };

/** An officer's screen, signed in; it fails the test on any error of its own. */
export async function desk(browser, options = {}) {
  const { as = "approver-1", session, dark, language = "zh-CN", signedIn = true, ...rest } = options;
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: language,
    timezoneId: "Asia/Shanghai",
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
    acceptDownloads: true,
    ...rest,
  });
  await context.addInitScript((chosen) => localStorage.setItem("gonghui.language", chosen), language);
  if (signedIn) {
    const kept = session ?? await sessionOf(account(as).mobile);
    await context.addInitScript((text) => {
      if (!sessionStorage.getItem("gonghui.started")) {
        sessionStorage.setItem("gonghui.session", text);
        sessionStorage.setItem("gonghui.started", "1");
      }
    }, JSON.stringify(kept));
  }
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(error.message));
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && /Content Security Policy|\[Vue|intlify/.test(text)) page.faults.push(text);
    if (message.type() === "warning" && /\[Vue|intlify/.test(text)) page.faults.push(text);
  });
  page.setDefaultTimeout(20_000);
  return page;
}

/** Invented workers who are bound and have applied; each with session and receipt. */
export async function applicants(count, more = {}) {
  const made = [];
  for (let at = 0; at < count; at += 1) {
    const person = invent();
    const session = await register(person);
    const { name, idNumber, mobile } = person;
    const bound = await call(session.token, "POST", "/v1/account", { name, idType: "ID_CARD", idNumber, mobile });
    must(bound.status < 300, `binding answered ${bound.status} ${bound.body?.code}`);
    const form = formOf(person, { relation: "LABOUR", employer: EMPLOYER, residenceDivision: "210106004", occupationGroup: "NONE", ...more });
    made.push({ person, session, receipt: await applyBy(session, form) });
  }
  return made;
}

/** The tasks of these applications, once they wait at an officer's desk. */
export async function waiting(token, receipts) {
  for (let look = 0; look < 60; look += 1) {
    const tasks = await every(token, "OPEN");
    const found = receipts.map((receipt) => tasks.find((task) => task.application === receipt.id));
    if (found.every(Boolean)) return found;
    await sleep(500);
  }
  throw new Error("the applications did not come to the worklist");
}

/** The whole worklist of an officer. */
export async function every(token, state) {
  const tasks = [];
  let cursor = "";
  do {
    const { status, body } = await call(token, "GET", `/v1/tasks?state=${state}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    must(status === 200, `the worklist answered ${status} ${body?.code}`);
    tasks.push(...body.items);
    cursor = body.cursor ?? "";
  } while (cursor);
  return tasks;
}

/** Scrolls the worklist until a case is in sight. */
export async function seen(page, id) {
  await page.waitForSelector("[role=rowgroup] [role=row]");
  for (let look = 0; look < 60; look += 1) {
    if (await page.locator(`[id="row-${id}"]`).count()) return;
    await page.evaluate(() => {
      const grid = document.querySelector("[role=grid]");
      const end = grid.scrollTop + grid.clientHeight >= grid.scrollHeight - 2;
      grid.scrollTop = end ? 0 : grid.scrollTop + grid.clientHeight * 0.8;
    });
    await sleep(150);
  }
  throw new Error(`case ${id} is not in the worklist`);
}

/** Waits until no question is open any more: until then the page's keys rest. */
export function closed(page) {
  return page.waitForFunction(() => ![...document.querySelectorAll("[role=dialog]")].some((node) => node.getClientRects().length > 0));
}

/** Where a case of the desk is. */
export const caseAt = (web, id) => `${web}/desk.html#/tasks/${encodeURIComponent(id)}`;

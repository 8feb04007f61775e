// The officer's desk against the running platform: one, many, a collision, revealing, urging, a stand-in, figures.
import { readFileSync } from "node:fs";
import { PASSWORD, WEB, account, axe, call, must, overflow, reached, sessionOf, shot, sleep } from "./lib.mjs";
import { applicants, caseAt, closed, desk, seen, waiting } from "./desk.lib.mjs";

const officer = (name) => sessionOf(account(name).mobile);

const clean = async (page, where) => {
  const found = await axe(page);
  must(found.length === 0, `axe at ${where}: ${found.join("; ")}`);
  const wide = await overflow(page);
  must(wide.length === 0, `${where} stands out sideways: ${wide.join("; ")}`);
  must(page.faults.length === 0, `${where}: ${page.faults.join("; ")}`);
};

/** Applicants whose cases wait at approver-1's desk. */
async function prepared(count) {
  const session = await officer("approver-1");
  const made = await applicants(count);
  return { session, made, tasks: await waiting(session.token, made.map((one) => one.receipt)) };
}

export default {
  async "desk: an officer signs in at the issuer and comes back to the worklist"(browser) {
    const page = await desk(browser, { signedIn: false });
    await page.goto(`${WEB}/desk.html#/`);
    await page.getByRole("button", { name: "登录" }).click();
    await page.waitForURL(/login|oauth2/);
    await page.fill("[name=username]", `+86${account("approver-1").mobile}`);
    await page.fill("[name=password]", PASSWORD);
    await page.locator("button[type=submit], input[type=submit]").first().click();
    await page.waitForURL(`${WEB}/desk.html#/`);
    await page.waitForSelector("h1:has-text('待办')");
    await page.waitForSelector("aside:has-text('合成数据')");
  },

  async "desk: one case is approved by keyboard, the next follows, another is returned, the applicant reads the preview"(browser) {
    const { session, made, tasks } = await prepared(2);
    const page = await desk(browser, { session });
    await page.goto(`${WEB}/desk.html#/`);
    await page.waitForSelector("[role=row][aria-rowindex='2']");
    await shot(page, "desk-worklist-zh");
    await clean(page, "worklist");
    await seen(page, tasks[0].id);
    await page.click(`[id="row-${tasks[0].id}"] a`);
    await page.waitForSelector("[data-test=decide-approve]");
    await shot(page, "desk-case-zh");
    await clean(page, "case");
    await page.keyboard.press("a");
    await page.waitForFunction(() => document.activeElement?.closest("[data-test=no-kinship]"));
    await shot(page, "desk-approve-zh");
    await clean(page, "approving");
    await page.keyboard.press("Space");
    await page.keyboard.press("Enter");
    await page.waitForFunction((id) => !location.hash.includes(id), encodeURIComponent(tasks[0].id));
    await reached(made[0].session, made[0].receipt.id, "COMPLETED");

    await page.goto(caseAt(WEB, tasks[1].id));
    await page.waitForSelector(`h1:has-text("${tasks[1].number}")`);
    await page.keyboard.press("r");
    await page.waitForFunction(() => document.activeElement?.id === "decision-reason");
    await page.selectOption("#decision-reason", "R08");
    await page.fill("#decision-text", "请补充劳动合同首页。");
    const promised = await page.textContent("[data-test=preview]");
    await page.click("[data-test=no-kinship]");
    await shot(page, "desk-return-zh");
    await clean(page, "returning");
    await page.click("[data-test=confirm]");
    const view = await reached(made[1].session, made[1].receipt.id, "RETURNED");
    must(promised.includes(view.reasons[0].text) && promised.includes(view.reasons[0].next), `promised «${promised}», told «${view.reasons[0].text} ${view.reasons[0].next}»`);
  },

  async "desk: many at once, and the applicants become members"(browser) {
    const { session, made, tasks } = await prepared(3);
    const page = await desk(browser, { session });
    await page.goto(`${WEB}/desk.html#/`);
    for (const task of tasks) {
      await seen(page, task.id);
      await page.click(`[aria-label="选中 ${task.number}"]`);
    }
    await page.waitForSelector("text=已选中3件");
    await shot(page, "desk-selected-zh");
    await page.keyboard.press("a");
    await page.waitForSelector("[data-test=preview]");
    await page.click("[data-test=no-kinship]");
    await shot(page, "desk-many-zh");
    await page.getByRole("button", { name: "确认批准3件" }).click();
    await page.waitForSelector("text=办成3件,没办成0件");
    for (const one of made) await reached(one.session, one.receipt.id, "COMPLETED");
    must(page.faults.length === 0, page.faults.join("; "));
  },

  async "desk: two officers collide: the second is told and changes nothing"(browser) {
    const { session, made, tasks } = await prepared(1);
    const [one, two] = [await desk(browser, { session }), await desk(browser, { as: "approver-2" })];
    for (const page of [one, two]) {
      await page.goto(caseAt(WEB, tasks[0].id));
      await page.waitForSelector("[data-test=decide-approve]");
      await page.keyboard.press("a");
      await page.waitForFunction(() => document.activeElement?.closest("[data-test=no-kinship]"));
      await page.keyboard.press("Space");
    }
    await one.keyboard.press("Enter");
    await reached(made[0].session, made[0].receipt.id, "COMPLETED");
    await two.keyboard.press("Enter");
    await two.waitForSelector("[role=dialog] [role=alert] :text('已由他人办结')");
    await shot(two, "desk-collision-zh");
    await clean(two, "a collision");
    await two.getByRole("button", { name: "刷新查看" }).click();
    await two.waitForSelector("[data-test=blocked]");
    await shot(two, "desk-blocked-zh");
    await clean(two, "a closed case");
  },

  async "desk: a value is revealed with a purpose for a minute"(browser) {
    const { session, made, tasks } = await prepared(1);
    const page = await desk(browser, { session });
    await page.clock.install();
    await page.goto(caseAt(WEB, tasks[0].id));
    await page.waitForSelector("text=2199**********");
    await page.keyboard.press("v");
    await page.waitForFunction(() => document.activeElement?.id === "reveal-purpose");
    await page.keyboard.type("核对");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#reveal-fault:has-text('至少4个字')");
    await page.fill("#reveal-purpose", "对照证件核实身份");
    await shot(page, "desk-reveal-zh");
    await clean(page, "revealing");
    await page.keyboard.press("Enter");
    await page.waitForSelector(`[data-test=revealed]:text('${made[0].person.idNumber}')`);
    await page.clock.fastForward(61_000);
    await page.waitForSelector("[data-test=revealed]", { state: "detached" });
  },

  async "desk: a claim is seen by the colleague and let go"(browser) {
    const { session, tasks } = await prepared(1);
    const page = await desk(browser, { session });
    await page.goto(caseAt(WEB, tasks[0].id));
    await page.waitForSelector("[data-test=decide-approve]");
    await page.keyboard.press("c");
    await page.waitForSelector("text=我已认领");
    const other = await desk(browser, { as: "approver-2" });
    await other.goto(caseAt(WEB, tasks[0].id));
    await other.waitForSelector("text=同事已认领");
    await page.keyboard.press("c");
    await page.waitForSelector("text=我已认领", { state: "detached" });
  },

  async "desk: a case is passed on to another union, and leaves the worklist"(browser) {
    const { session, made, tasks } = await prepared(1);
    const page = await desk(browser, { session });
    await page.goto(caseAt(WEB, tasks[0].id));
    await page.waitForSelector("[data-test=decide-approve]");
    await page.keyboard.press("t");
    await page.waitForSelector("#route-reason");
    await page.getByRole("combobox", { name: "改派给" }).fill("示范一街道");
    await page.locator("[role=option]:visible").filter({ hasText: "街道总工会" }).first().click();
    await page.getByRole("button", { name: "确认改派" }).click();
    await page.waitForSelector("text=请写明原因");
    await page.fill("#route-reason", "申请人常年在街道辖区工作");
    await shot(page, "desk-route-zh");
    await clean(page, "passing on");
    await page.getByRole("button", { name: "确认改派" }).click();
    await page.waitForSelector("text=已改派给");
    for (let look = 0; look < 20; look += 1) {
      const { body } = await call(made[0].session.token, "GET", `/v1/applications/${made[0].receipt.id}`);
      if (body.union?.name.includes("街道")) return;
      await sleep(500);
    }
    throw new Error("the application did not go to the other union");
  },

  async "desk: the county sees a case of a union below, and why it cannot decide it"(browser) {
    const { tasks } = await prepared(1);
    const page = await desk(browser, { as: "county-1" });
    await page.goto(caseAt(WEB, tasks[0].id));
    await page.waitForSelector("[data-test=blocked]");
    await page.waitForSelector("text=逾期后可以催办或改派");
    must((await page.getByRole("button", { name: "催办" }).count()) === 0, "urging is offered before it is overdue");
    await shot(page, "desk-county-case-zh");
    await clean(page, "a case of a union below");
  },

  async "desk: a stand-in is named, seen by both, and ended"(browser) {
    const page = await desk(browser);
    await page.goto(`${WEB}/desk.html#/stand-ins`);
    await page.waitForSelector("#stand-in-who");
    await page.selectOption("#stand-in-who", { index: 1 });
    await shot(page, "desk-stand-ins-zh");
    await clean(page, "stand-ins");
    await page.getByRole("button", { name: "确认请人替班" }).click();
    await page.waitForSelector("section:has(h2:text('我请人替班')) table");
    const other = await desk(browser, { as: "approver-2", language: "en" });
    await other.goto(`${WEB}/desk.html#/stand-ins`);
    await other.waitForSelector("section:has(h2:text('I stand in')) table");
    await shot(other, "desk-stand-ins-en");
    await clean(other, "stand-ins in English");
    for (let left = await page.getByRole("button", { name: "结束", exact: true }).count(); left > 0; left -= 1) {
      await page.getByRole("button", { name: "结束", exact: true }).first().click();
      await page.getByRole("button", { name: "结束替班" }).click();
      await closed(page);
      await sleep(500);
    }
    await page.waitForSelector("section:has(h2:text('我请人替班')) >> text=没有。");
  },

  async "desk: figures are exported as they are shown and print on one A4 page"(browser) {
    for (const [as, language] of [["county-1", "zh-CN"], ["approver-1", "en"]]) {
      const page = await desk(browser, { as, language, dark: language === "en" });
      await page.goto(`${WEB}/desk.html#/figures`);
      await page.waitForSelector("[data-table=now] table");
      await page.waitForTimeout(600);
      await shot(page, `desk-figures-${language}`);
      await clean(page, `figures ${language}`);
      const cells = await page.locator(".figures table td, .figures table tbody th").allTextContents();
      const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "CSV" }).click()]);
      const csv = readFileSync(await file.path(), "utf8");
      for (const cell of cells) must(csv.includes(cell), `«${cell}» is on the page and not in the file`);
      must(csv.includes(language === "en" ? "Synthetic data" : "合成数据"), "the file does not say that its data are invented");
      const [book] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "XLSX" }).click()]);
      must(readFileSync(await book.path()).subarray(0, 2).toString() === "PK", "the workbook is no workbook");
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
      const count = (pdf.match(/\/Type\s*\/Page[^s]/g) ?? []).length;
      must(count === 1, `${count} printed pages`);
    }
  },

  async "desk: every page and every question, in both languages, light and dark"(browser) {
    const { session, tasks } = await prepared(1);
    for (const [language, dark] of [["zh-CN", false], ["zh-CN", true], ["en", false], ["en", true]]) {
      const page = await desk(browser, { session, language, dark });
      const look = async (name) => {
        await page.waitForTimeout(350);
        await shot(page, `desk-all-${name}-${language}${dark ? "-dark" : ""}`);
        await clean(page, `${name} ${language} ${dark ? "dark" : "light"}`);
        if (language === "en") await english(page, name);
      };
      for (const [hash, wait, name] of [["/", "[role=grid]", "worklist"], ["/counter", "#setup-relation", "counter"], ["/stand-ins", "#stand-in-who", "stand-ins"], ["/figures", "[data-table=now] table", "figures"], ["/nothing", "h1", "lost"]]) {
        await page.goto(`${WEB}/desk.html#${hash}`);
        await page.waitForSelector(wait);
        await look(name);
      }
      await page.goto(caseAt(WEB, tasks[0].id));
      await page.waitForSelector("[data-test=decide-approve]");
      await look("case");
      for (const [key, wait, name] of [["a", "[data-test=no-kinship]", "approve"], ["x", "#decision-reason", "refuse"], ["v", "#reveal-purpose", "reveal"], ["t", "#route-reason", "route"], ["?", "[role=dialog] kbd", "keys"]]) {
        await page.keyboard.press(key);
        await page.locator(`${wait} >> visible=true`).first().waitFor();
        if (name === "refuse") await page.selectOption("#decision-reason", "R99");
        await look(name);
        await page.keyboard.press("Escape");
        await closed(page);
      }
      await page.context().close();
    }
    must((await call(session.token, "GET", "/v1/me")).status === 200, "the officer is still signed in");
  },
};

/** No words of ours are Chinese on an English page; names of unions and places are. */
async function english(page, name) {
  const words = await page.locator("h1, h2, h3, label:not(:has(select)), dt, button:not([lang]), th[scope=col], [role=columnheader], legend").allTextContents();
  const wrong = words.filter((text) => /[\u4e00-\u9fff]/.test(text));
  must(wrong.length === 0, `Chinese in the English ${name}: ${wrong.join(" | ")}`);
}

// The counter: one worker after another on the officer's device, nothing of one shown to the next.
import { WEB, account, axe, call, codeFor, invent, must, overflow, register, sessionOf, shot, sleep } from "./lib.mjs";
import { desk, every } from "./desk.lib.mjs";

/** So many are served in a quarter of an hour. */
const PEOPLE = 20;
const WITHIN_S = 15 * 60;
/** Seconds that an officer needs for a key with the worker before him; reading the consent and the oath aloud. */
const KEY_S = 0.4;
const ALOUD_S = 12;

const clean = async (page, where) => {
  const found = await axe(page);
  must(found.length === 0, `axe at ${where}: ${found.join("; ")}`);
  const wide = await overflow(page);
  must(wide.length === 0, `${where} stands out sideways: ${wide.join("; ")}`);
  must(page.faults.length === 0, `${where}: ${page.faults.join("; ")}`);
};

/** Opens the counter and sets the session: employer and place. */
async function opened(browser, options = {}) {
  const page = await desk(browser, options);
  await page.goto(`${WEB}/desk.html#/counter`);
  await page.waitForSelector("#setup-relation");
  const finders = page.locator("form.setup [role=combobox]");
  await finders.nth(0).fill("合成一号");
  await page.waitForSelector("[role=option]");
  await page.keyboard.press("Enter");
  await finders.nth(1).fill("铁西");
  await page.locator("[role=option]:visible").first().waitFor();
  await page.locator("[role=option]:visible").filter({ hasText: "沈阳" }).first().click();
  return page;
}

/** Serves one worker by keyboard; how many keys were pressed and the receipt's number. */
async function serve(page, person, { consent = true } = {}) {
  let keys = 0;
  const type = async (text) => {
    keys += [...text].length;
    await page.keyboard.type(text);
  };
  const press = async (key, times = 1) => {
    for (let at = 0; at < times; at += 1) await page.keyboard.press(key);
    keys += times;
  };
  await page.waitForFunction(() => document.activeElement?.id === "worker-mobile");
  await type(person.mobile);
  await press("Enter");
  await page.focus("#worker-name");
  await page.keyboard.insertText(person.name);
  keys += 6;
  await page.focus("#worker-id");
  await type(person.idNumber);
  keys += 2;
  await page.getByLabel(consent ? "我同意" : "不同意", { exact: true }).focus();
  await press("Space");
  if (!consent) return { keys };
  await page.getByLabel("我已宣誓").focus();
  await press("Space");
  keys += 3;
  await page.waitForSelector("#worker-code:not([disabled])");
  const code = await codeFor(person.mobile);
  await page.focus("#worker-code");
  await type(code);
  await press("Enter");
  await page.waitForSelector("[data-test=receipt] .big");
  return { keys, number: (await page.textContent("[data-test=receipt] .big")).trim() };
}

/** Whether anything of a person is left in the page or in a store of the browser. */
async function traces(page, person) {
  const held = await page.evaluate(async () => {
    const inputs = [...document.querySelectorAll("input,textarea")].map((node) => node.value);
    const databases = (await indexedDB.databases?.()) ?? [];
    return [document.body.innerText, ...inputs, JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie, JSON.stringify(databases), location.href].join("\n");
  });
  return [person.mobile, person.idNumber, person.name].filter((text) => held.includes(text));
}

/** All of them wait at the desk, and their record says that an officer filled them in. */
async function recorded(numbers) {
  const { token } = await sessionOf(account("approver-1").mobile);
  let mine = [];
  for (let look = 0; look < 40 && mine.length < numbers.size; look += 1) {
    await sleep(look && 500);
    mine = (await every(token, "OPEN")).filter((task) => numbers.has(task.number));
  }
  must(mine.length === numbers.size, `${mine.length} of ${numbers.size} wait at the desk`);
  const { body } = await call(token, "GET", `/v1/tasks/${mine[0].id}`);
  const line = body.timeline[0].text;
  must(/窗口代办/.test(line) && line.includes("沈阳合成一号机械有限公司工会"), `the record says «${line}»`);
}

export default {
  async "desk: the counter serves workers one after another and keeps nothing"(browser) {
    const page = await opened(browser);
    await shot(page, "desk-counter-setup-zh");
    await clean(page, "the counter's setting");
    await page.getByRole("button", { name: "开始代办" }).click();
    const people = Array.from({ length: PEOPLE }, invent);
    const numbers = new Set();
    const seconds = [];
    let pressed = 0;
    for (const [at, person] of people.entries()) {
      for (const before of people.slice(0, at)) must((await traces(page, before)).length === 0, "a worker can see one before him");
      const began = Date.now();
      const { keys, number } = await serve(page, person);
      seconds.push((Date.now() - began) / 1000);
      pressed += keys;
      must(/^\d{10,}$/.test(number) && !numbers.has(number), `«${number}» is no number of his own`);
      numbers.add(number);
      must((await page.textContent("[data-test=receipt]")).includes("沈阳合成一号机械有限公司工会"), "the receipt does not name the union");
      if (at === 0) {
        await shot(page, "desk-counter-receipt-zh");
        await clean(page, "the receipt");
        const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
        must((pdf.match(/\/Type\s*\/Page[^s]/g) ?? []).length === 1, "the receipt does not print on one page");
      }
      const left = await traces(page, person);
      must(left.length === 0, `the receipt shows ${left.length} of mobile, number and name in full`);
      await page.keyboard.press("Enter");
      await page.waitForSelector("#worker-mobile");
      must((await traces(page, person)).length === 0, "something of the worker is left");
    }
    const sorted = [...seconds].sort((one, other) => one - other);
    const machine = seconds.reduce((sum, one) => sum + one, 0);
    const whole = machine + pressed * KEY_S + PEOPLE * ALOUD_S;
    console.log(`      ${PEOPLE} workers: each ${(pressed / PEOPLE).toFixed(0)} keys and ${sorted[PEOPLE / 2].toFixed(1)} s of waiting (the slowest ${sorted.at(-1).toFixed(1)} s)`);
    console.log(`      with ${KEY_S} s a key and ${ALOUD_S} s of reading aloud ${(whole / PEOPLE).toFixed(0)} s a worker, ${(whole / 60).toFixed(1)} minutes in all`);
    must(whole < WITHIN_S, `${PEOPLE} workers would take ${(whole / 60).toFixed(1)} minutes`);
    await shot(page, "desk-counter-twenty-zh");
    await clean(page, "the counter");
    await recorded(numbers);
  },

  async "desk: at the counter a wrong code, a wrong number and a no are told, and a registered mobile works too"(browser) {
    const page = await opened(browser);
    await page.getByRole("button", { name: "开始代办" }).click();
    const no = invent();
    await serve(page, no, { consent: false });
    await page.waitForSelector("text=没有本人同意就不能受理");
    await shot(page, "desk-counter-no-zh");
    await clean(page, "a no");
    await page.getByRole("button", { name: "到此为止,清除" }).click();
    must((await traces(page, no)).length === 0, "something is left of one who said no");

    const person = invent();
    await register(person);
    const first = await codeFor(person.mobile);
    await page.fill("#worker-mobile", person.mobile);
    await page.keyboard.press("Enter");
    await page.waitForSelector("text=此手机号已注册");
    await page.fill("#worker-name", person.name);
    await page.fill("#worker-id", `${person.idNumber.slice(0, 17)}${person.idNumber.endsWith("0") ? "1" : "0"}`);
    await page.focus("#worker-name");
    await page.waitForSelector("text=号码校验不对");
    await page.fill("#worker-id", person.idNumber);
    await page.getByLabel("我同意", { exact: true }).focus();
    await page.keyboard.press("Space");
    let code = first;
    for (let look = 0; look < 20 && code === first; look += 1) {
      await sleep(250);
      code = await codeFor(person.mobile);
    }
    await page.fill("#worker-code", code === "000000" ? "111111" : "000000");
    await page.keyboard.press("Enter");
    await page.waitForSelector("text=验证码不对");
    await shot(page, "desk-counter-wrong-code-zh");
    await clean(page, "a wrong code");
    await page.fill("#worker-code", code);
    await page.keyboard.press("Enter");
    await page.waitForSelector("[data-test=receipt] .big");
  },

  async "desk: the counter in English"(browser) {
    const page = await desk(browser, { language: "en", dark: true });
    await page.goto(`${WEB}/desk.html#/counter`);
    await page.selectOption("#setup-relation", "FLEXIBLE");
    const place = page.locator("form.setup [role=combobox]").nth(1);
    await place.fill("铁西");
    await page.locator("[role=option]:visible").first().click();
    await page.getByRole("button", { name: "Begin" }).click();
    await page.waitForSelector("#worker-mobile");
    await shot(page, "desk-counter-en");
    await clean(page, "the counter in English");
  },
};

// Collective joining against the running platform: an organiser and his roster, three people with their phones, a device
// from hand to hand, a gate without a network, the committee's decision, cards and prints.
import { SMS, WEB, axe, call, invent, must, overflow, phone, sessionOf, account, shot, sleep } from "./lib.mjs";
import { desk } from "./desk.lib.mjs";

const clean = async (page, where) => {
  const found = await axe(page);
  must(found.length === 0, `axe at ${where}: ${found.join("; ")}`);
  const wide = await overflow(page);
  must(wide.length === 0, `${where} stands out sideways: ${wide.join("; ")}`);
  must(page.faults.length === 0, `${where}: ${page.faults.join("; ")}`);
};

/** The link that the gateway delivered to a mobile. */
async function linkFor(mobile) {
  for (let look = 0; look < 60; look += 1) {
    const { items } = await (await fetch(`${SMS}/messages?to=${mobile}`)).json();
    const found = items.map((item) => /(\/confirm#\S+)/.exec(item.text)?.[1]).find(Boolean);
    if (found) return `${WEB}${found}`;
    await sleep(250);
  }
  throw new Error(`no link came for ${mobile}`);
}

const rowsOf = async (token, id) => (await call(token, "GET", `/v1/batches/${id}/rows`)).body.items;

async function until(wanted, what) {
  for (let look = 0; look < 120; look += 1) {
    const found = await wanted();
    if (found) return found;
    await sleep(500);
  }
  throw new Error(`it did not come to ${what}`);
}

export default {
  async "joinings, live: roster, own yes by link and on a device, offline check-in, one decision, cards"(browser) {
    const people = Array.from({ length: 4 }, () => invent());
    const [one, two, three, four] = people;
    const session = await sessionOf(account("approver-1").mobile);
    const page = await desk(browser, { session });

    // The organiser begins a batch.
    await page.goto(`${WEB}/desk.html#/joinings`);
    await page.click("[data-test=begin]");
    await page.fill("[data-test=title]", "物流园集中入会");
    await page.fill("[data-test=place]", "物流园广场");
    await shot(page, "joining-begin");
    await clean(page, "beginning");
    await page.click("[data-test=make-it]");
    await page.waitForURL(/#\/joinings\/[0-9A-Z]{26}$/);
    const id = /#\/joinings\/([0-9A-Z]{26})/.exec(page.url())[1];
    await page.waitForSelector("[data-test=counts]");
    await clean(page, "an empty batch");

    // A roster with one bad line: tried first, then taken.
    const lines = people.map((person) => `${person.name},${person.idNumber},${person.mobile},快递员,`);
    const csv = `\ufeff姓名,身份证号,手机号,群体,单位\r\n${lines.join("\r\n")}\r\n王某,219901198805120019,15400000001,快递员,\r\n`;
    await page.setInputFiles("[data-test=file]", { name: "名单.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
    await page.waitForSelector("[data-test=outcome] >> text=新增4人");
    await shot(page, "joining-dry-run");
    await clean(page, "a dry run");
    await page.click("[data-test=take]");
    await page.waitForSelector("[data-test=outcome] >> text=已写入");
    await page.waitForSelector("[data-count=rows] >> text=4");
    await page.click("[data-test=invite]");
    await page.waitForSelector("text=短信已交运营商4条");

    // One says yes on his own phone; opening the link decided nothing.
    const mine = await phone(browser);
    await mine.goto(await linkFor(one.mobile));
    await mine.waitForSelector("[data-test=yes]");
    must(!(await mine.content()).includes(one.name), "the whole name is shown");
    await shot(mine, "joining-confirm");
    await clean(mine, "confirming");
    await mine.click("[data-test=yes]");
    await mine.waitForSelector("text=请填证件号后四位");
    await mine.fill("[data-test=tail]", "0000");
    await mine.check("[data-test=agree]");
    await mine.check("[data-test=oath]");
    await mine.click("[data-test=yes]");
    await mine.waitForSelector("[role=alert]");
    await mine.fill("[data-test=tail]", one.idNumber.slice(-4));
    await mine.click("[data-test=yes]");
    await mine.waitForSelector("[data-test=said-yes] .qr");
    await shot(mine, "joining-said-yes");
    await clean(mine, "after the yes");

    // Another says no, in English.
    const other = await phone(browser, { language: "en" });
    await other.goto(await linkFor(two.mobile));
    await other.fill("[data-test=tail]", two.idNumber.slice(-4));
    await shot(other, "joining-confirm-en");
    await clean(other, "confirming in English");
    await other.click("[data-test=no]");
    await other.waitForSelector("[data-test=said-no]");
    const lost = await phone(browser);
    await lost.goto(`${WEB}/confirm#01ARZ3NDEKTSV4RRFFQ69G5FAV-1-1-0123456789abcdef0123456789abcdef`);
    await lost.waitForSelector("text=链接无效或已过期");
    await clean(lost, "a bad link");

    // Two answer on one device; nothing of the first stays for the second.
    await page.click("[data-test=device]");
    const href = await page.getAttribute("[data-test=device-link]", "href");
    await shot(page, "joining-device-link");
    await clean(page, "the device's link");
    await page.keyboard.press("Escape");
    const device = await phone(browser, { viewport: { width: 820, height: 1180 } });
    await device.goto(href);
    for (const person of [three, four]) {
      await device.fill("[data-test=name]", person.name);
      await device.fill("[data-test=tail]", person.idNumber.slice(-4));
      await device.click("[data-test=find]");
      await device.waitForSelector("[data-test=yes]");
      await device.check("[data-test=agree]");
      await device.click("[data-test=yes]");
      await device.waitForSelector("[data-test=said-yes]");
      if (person === three) {
        await shot(device, "joining-device-done");
        await clean(device, "a device after a yes");
      }
      await device.click("[data-test=next]");
      await device.waitForSelector("[data-test=name]");
      must((await device.inputValue("[data-test=name]")) === "" && (await device.inputValue("[data-test=tail]")) === "", "fields keep the person before");
      const left = await device.content();
      must(!left.includes(person.name) && !left.includes(person.idNumber.slice(-4)), "the page keeps the person before");
    }
    const stored = await device.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    must(!stored.includes(three.name) && !stored.includes(four.name), "the device's storage keeps people");
    await device.goBack().catch(() => undefined);
    must(!(await device.content()).includes(four.name), "going back shows the person before");
    await shot(device, "joining-device-next");

    // The gate works without a network; a second gate is told of the conflict.
    const rows = await rowsOf(session.token, id);
    const codeOf = (person) => rows.find((row) => row.idMasked.endsWith(person.idNumber.slice(-4))).code;
    const gate = await desk(browser, { session, viewport: { width: 1024, height: 768 } });
    await gate.goto(`${WEB}/desk.html#/joinings/${id}/check-in`);
    await gate.waitForSelector("[data-test=stage]");
    await gate.context().setOffline(true);
    await gate.waitForSelector("[data-test=offline]");
    await gate.fill("[data-test=code]", codeOf(one).toLowerCase());
    await gate.click("[data-test=note]");
    await gate.fill("[data-test=code]", `gonghui:join:${codeOf(three)}`);
    await gate.click("[data-test=note]");
    await gate.waitForSelector("[data-test=queue] >> text=2条等待上传");
    await shot(gate, "joining-gate-offline");
    await clean(gate, "the gate offline");
    const sealed = await gate.evaluate(async () => {
      const database = await new Promise((resolve) => { const asked = indexedDB.open("gonghui-check-in"); asked.onsuccess = () => resolve(asked.result); });
      const all = await new Promise((resolve) => { const asked = database.transaction("kept").objectStore("kept").getAll(); asked.onsuccess = () => resolve(asked.result); });
      return all.filter((one) => one.sealed).map((one) => new TextDecoder().decode(one.sealed)).join("");
    });
    must(sealed.length > 0 && !sealed.includes("expected"), "what the gate keeps is not sealed");
    const second = await desk(browser, { session, viewport: { width: 1024, height: 768 } });
    await second.goto(`${WEB}/desk.html#/joinings/${id}/check-in`);
    await second.fill("[data-test=code]", codeOf(one));
    await second.click("[data-test=note]");
    await second.waitForSelector("[data-test=queue] >> text=全部已上传");
    await gate.context().setOffline(false);
    await gate.waitForSelector("[data-test=queue] >> text=全部已上传");
    await gate.waitForSelector("[data-test=conflicts] >> text=另一台设备");
    await shot(gate, "joining-gate-online");
    await clean(gate, "the gate online again");

    // The organiser cannot decide; a colleague does, with one exception.
    await until(async () => (await call(session.token, "GET", `/v1/batches/${id}`)).body.counts.ready === 3, "three to be decided");
    await page.goto(`${WEB}/desk.html#/joinings/${id}`);
    await page.waitForSelector("[data-test=decision] >> text=您是组织者");
    await shot(page, "joining-batch");
    await clean(page, "a batch with people");
    const colleague = await desk(browser, { as: "approver-2" });
    await colleague.goto(`${WEB}/desk.html#/joinings/${id}`);
    await colleague.waitForSelector("[data-test=kin]");
    await colleague.click("[data-test=decision] summary");
    await colleague.click(`[data-test=decision] tr >> nth=2 >> .el-checkbox`);
    await shot(colleague, "joining-decision");
    await clean(colleague, "deciding");
    await colleague.click("[data-test=kin]");
    await colleague.click("[data-test=decide]");
    await colleague.waitForSelector("[data-test=decided]");
    await until(async () => (await call(session.token, "GET", `/v1/batches/${id}`)).body.counts.members === 2, "two members");
    await mine.reload();
    await mine.waitForSelector("text=已入会");

    // The record, the roll and the cards.
    await page.click("[data-test=start-record]");
    await page.fill("[data-test=heads]", "3");
    await page.click("[data-test=keep-record]");
    await page.waitForSelector("[data-test=record] >> text=到场3人");
    for (const what of ["roll", "cards"]) {
      await page.goto(`${WEB}/desk.html#/joinings/${id}/print/${what}`);
      await page.waitForSelector(what === "roll" ? ".roll" : ".card");
      await page.waitForSelector("text=合成数据");
      await shot(page, `joining-${what}`);
      await clean(page, what);
    }
    const english = await desk(browser, { session, language: "en" });
    await english.goto(`${WEB}/desk.html#/joinings/${id}`);
    await english.waitForSelector("[data-test=counts]");
    await shot(english, "joining-batch-en");
    await clean(english, "a batch in English");
  },
};

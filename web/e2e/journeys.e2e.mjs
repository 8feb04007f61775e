// What a worker lives through, in a real browser against the running local AWS.
import * as lib from "./lib.mjs";
import { must, shot } from "./lib.mjs";
import { bound, choose, fillIn, fresh, pick, press, signInThere } from "./worker.mjs";

export default {
  async "register to member card"(browser) {
    const person = lib.invent();
    const page = await lib.phone(browser);
    await page.goto(`${lib.WEB}/`);
    await page.getByRole("link", { name: "我要入会" }).first().click();
    await page.getByRole("link", { name: "开始申请" }).click();
    await page.getByRole("link", { name: "还没有账号,用手机号注册" }).click();
    await page.getByLabel("手机号").fill(person.mobile);
    await page.getByLabel("设一个登录密码").fill(person.password);
    await press(page, "获取验证码");
    await page.getByLabel("短信验证码").waitFor();
    await shot(page, "phone-zh-register-code");
    await page.getByLabel("短信验证码").fill(await lib.codeFor(person.mobile));
    await press(page, "确认");
    await page.getByRole("button", { name: "登录" }).click();
    await signInThere(page, person);

    await fillIn(page, person, { review: () => shot(page, "phone-zh-apply-review") });
    await press(page, "下一步");
    await choose(page, "我宣誓");
    const pad = await page.locator("canvas").boundingBox();
    await page.mouse.move(pad.x + 30, pad.y + 60);
    await page.mouse.down();
    for (const [x, y] of [[80, 20], [120, 90], [170, 40], [220, 80]]) await page.mouse.move(pad.x + x, pad.y + y, { steps: 6 });
    await page.mouse.up();
    await shot(page, "phone-zh-apply-oath");
    await press(page, "确认提交");
    await page.getByRole("heading", { name: "已收到您的申请" }).waitFor();
    await press(page, "保存回执图片");
    await page.getByText("图片已下载").waitFor();
    await shot(page, "phone-zh-receipt");
    await page.getByRole("link", { name: "查看进度" }).click();
    await page.getByText("工会审批中").waitFor({ timeout: 40_000 });
    await shot(page, "phone-zh-progress-approving");

    const id = page.url().split("/").pop();
    await lib.decide(id, { decision: "approve" });
    await lib.reached(await lib.sessionOf(person.mobile, person.password), id, "COMPLETED");
    await press(page, "刷新");
    await page.getByText("已入会", { exact: true }).waitFor();
    await shot(page, "phone-zh-progress-done");
    await page.getByRole("link", { name: "打开会员证" }).click();
    await page.locator("svg.qr").waitFor();
    await shot(page, "phone-zh-card");
    await page.getByRole("link", { name: "会员服务" }).click();
    await page.getByText("共18项").waitFor();
    must((await page.locator("details").count()) === 18, "18 services are listed");
    must(page.faults.length === 0, page.faults.join("\n"));
  },

  async "returned and amended"(browser) {
    const { person, session, page } = await bound(browser);
    const receipt = await lib.applyBy(session, lib.formOf(person));
    await lib.reached(session, receipt.id, "APPROVING");
    await lib.decide(receipt.id, { decision: "return", reasonCode: "R05", reasonText: "请补充接单记录的平台名称和单位" });
    await page.goto(`${lib.WEB}/`);
    await page.getByRole("link", { name: "去修改" }).click();
    await page.getByRole("heading", { name: "有1处要改" }).waitFor();
    await shot(page, "phone-zh-progress-returned");
    await page.getByRole("link", { name: "修改申请" }).click();
    // The faulty field comes first.
    await page.getByRole("radio", { name: "灵活就业" }).waitFor();
    await shot(page, "phone-zh-amend");
    await choose(page, "在平台工作,由平台或合作企业管理");
    await press(page, "下一步");
    for (let step = 0; step < 4; step += 1) {
      if (await page.getByRole("heading", { name: "请核对" }).isVisible()) break;
      const number = page.getByLabel("证件号码");
      if (await number.isVisible()) await number.fill(person.idNumber);
      await press(page, "下一步");
      await page.waitForTimeout(300);
    }
    await press(page, "提交修改");
    await page.getByRole("heading", { name: "已收到您的申请" }).waitFor();
    must(await page.getByText(receipt.number).first().isVisible(), "the number stays");
    await lib.reached(session, receipt.id, "APPROVING");
    must(page.faults.length === 0, page.faults.join("\n"));
  },

  async "refused with a reason, and appealed"(browser) {
    const { person, session, page } = await bound(browser);
    const receipt = await lib.applyBy(session, lib.formOf(person));
    await lib.reached(session, receipt.id, "APPROVING");
    await lib.decide(receipt.id, { decision: "refuse", reasonCode: "R05", reasonText: "电话联系三次,均无法确认用工情况" });
    await page.goto(`${lib.WEB}/applications/${receipt.id}`);
    await page.getByRole("heading", { name: "本次未通过" }).waitFor();
    await shot(page, "phone-zh-progress-refused");
    await press(page, "申请复核");
    await press(page, "提交复核申请");
    await page.getByText("请写10到1000个字").waitFor();
    await page.getByLabel("理由").fill("我每天都在接单,平台后台有三个月的完整记录,请再看一遍。");
    await press(page, "提交复核申请");
    await page.getByText("复核申请已收到").waitFor();
    await page.getByText("工会审批中").waitFor();
    must(page.faults.length === 0, page.faults.join("\n"));
  },

  async "withdrawn, asked once"(browser) {
    const { person, session, page } = await bound(browser);
    const receipt = await lib.applyBy(session, lib.formOf(person));
    await lib.reached(session, receipt.id, "APPROVING");
    await page.goto(`${lib.WEB}/applications/${receipt.id}`);
    await press(page, "撤回申请");
    await page.getByRole("dialog").getByText("编号作废").waitFor();
    await shot(page, "phone-zh-withdraw-asks");
    await page.getByRole("dialog").getByRole("button", { name: "撤回", exact: true }).click();
    await page.getByText("已撤回").first().waitFor();
    must(page.faults.length === 0, page.faults.join("\n"));
  },

  async "the connection breaks while submitting: received once"(browser) {
    const { person, session, page } = await fresh(browser);
    const keys = [];
    // The first answer is lost on the way back: the API has taken the application.
    await page.route("**/v1/applications", async (route) => {
      if (route.request().method() !== "POST") return route.continue();
      keys.push(route.request().headers()["idempotency-key"]);
      if (keys.length > 1) return route.continue();
      await route.fetch();
      return route.abort("connectionreset");
    });
    await page.goto(`${lib.WEB}/matters/join/apply`);
    await fillIn(page, person);
    await press(page, "下一步");
    await press(page, "确认提交");
    await page.getByText("不知道有没有收到").waitFor();
    await shot(page, "phone-zh-apply-unknown");
    // Even a page opened anew goes on with the same draft and the same key.
    await page.reload();
    await page.getByRole("heading", { name: "您同意吗" }).waitFor();
    await choose(page, "我同意");
    await press(page, "下一步");
    await press(page, "下一步");
    await press(page, "确认提交");
    await page.getByRole("heading", { name: "已收到您的申请" }).waitFor();
    must(keys.length === 2 && keys[0] === keys[1], `one key for both: ${keys.join(" ")}`);
    const { body } = await lib.call(session.token, "GET", "/v1/me");
    must(body.applications.length === 1, `received once, not ${body.applications.length} times`);
  },

  async "offline in the middle of a form: nothing is lost"(browser) {
    const { person, page } = await fresh(browser);
    await page.goto(`${lib.WEB}/matters/join/apply`);
    await page.getByLabel("姓名").first().fill(person.name);
    await page.getByLabel("证件号码").fill(person.idNumber);
    await page.context().setOffline(true);
    await page.getByText("现在没有网络").waitFor();
    await choose(page, "居民身份证");
    await press(page, "下一步");
    await choose(page, "灵活就业");
    await page.getByText("已存在这部手机上").waitFor();
    await shot(page, "phone-zh-apply-offline");
    await page.context().setOffline(false);
    await page.reload();
    await page.getByRole("radio", { name: "灵活就业" }).waitFor();
    must(await page.getByRole("radio", { name: "灵活就业" }).isChecked(), "the answer is still there");
    await page.goto(`${lib.WEB}/`);
    await page.getByRole("link", { name: "接着填没填完的申请" }).waitFor();
    const stored = await page.evaluate(() => JSON.stringify(localStorage));
    must(!stored.includes(person.idNumber) && !stored.includes(person.name), "the draft is sealed");
  },

  async "the session ends in the middle of a form: sign in and go on"(browser) {
    const { person, page } = await fresh(browser);
    await page.goto(`${lib.WEB}/matters/join/apply`);
    await fillIn(page, person);
    await press(page, "下一步");
    await page.route("**/v1/**", (route) => route.fulfill({ status: 401, json: { message: "Unauthorized" } }), { times: 1 });
    await press(page, "确认提交");
    await page.getByText("登录已过期").waitFor();
    await page.getByRole("link", { name: "重新登录" }).click();
    await page.getByRole("button", { name: "登录" }).click();
    await signInThere(page, person);
    await page.getByRole("heading", { name: "您同意吗" }).waitFor();
    await choose(page, "我同意");
    await press(page, "下一步");
    await page.getByText(person.idNumber).waitFor();
    await press(page, "下一步");
    await press(page, "确认提交");
    await page.getByRole("heading", { name: "已收到您的申请" }).waitFor();
  },

  async "a lost card is replaced at once; the number of the member stays"(browser) {
    const { person, session, page } = await bound(browser);
    const receipt = await lib.applyBy(session, lib.formOf(person));
    await lib.reached(session, receipt.id, "APPROVING");
    await lib.decide(receipt.id, { decision: "approve" });
    await lib.reached(session, receipt.id, "COMPLETED");
    await page.goto(`${lib.WEB}/me/card`);
    const before = await page.locator("svg.qr").getAttribute("aria-label");
    const member = await page.locator(".member .number").textContent();
    await page.getByRole("link", { name: "补办" }).click();
    await page.getByRole("link", { name: "开始申请" }).click();
    await page.getByRole("radio").first().check();
    await press(page, "下一步");
    await press(page, "确认提交");
    await page.getByRole("link", { name: "查看进度" }).click();
    await page.getByText("办好了", { exact: true }).waitFor({ timeout: 40_000 });
    await shot(page, "phone-zh-progress-reissued");
    await page.goto(`${lib.WEB}/me/card`);
    must((await page.locator("svg.qr").getAttribute("aria-label")) !== before, "the card is another one");
    must((await page.locator(".member .number").textContent()) === member, "the member number stays");
    must(page.faults.length === 0, page.faults.join("\n"));
  },

  async "check first: every rule answers in a sentence"(browser) {
    const page = await lib.phone(browser);
    await page.goto(`${lib.WEB}/matters/join/check`);
    await page.getByLabel("证件号码").fill("219901198805120018");
    await choose(page, "灵活就业");
    await choose(page, "快递员");
    await pick(page, "居住地", "铁西区", "辽宁省沈阳市铁西区", () => shot(page, "phone-zh-check-which"));
    await press(page, "看结果");
    await page.getByRole("heading", { name: "结果" }).waitFor();
    await shot(page, "phone-zh-check-result");
    must((await page.locator(".rule").count()) >= 6, "each rule has an answer");
    await press(page, "就按这些开始申请");
    await page.getByText("请先登录").waitFor();
    must(page.faults.length === 0, page.faults.join("\n"));
  },

  async "a street whose union takes people is chosen, and that union would decide"(browser) {
    const page = await lib.phone(browser);
    await page.goto(`${lib.WEB}/matters/join/check`);
    await page.getByLabel("证件号码").fill("219901198805120018");
    await choose(page, "灵活就业");
    await choose(page, "不属于以上群体");
    const group = page.getByRole("group", { name: /^居住地/ });
    for (const step of ["沈阳市", "铁西区"]) await group.getByRole("button", { name: step, exact: true }).click();
    await group.getByText("这些街道有自己的工会").waitFor();
    await shot(page, "phone-zh-street");
    const street = "示范一街道(合成)";
    await group.getByRole("button", { name: street, exact: true }).click();
    await group.locator(".chosen", { hasText: `已选:辽宁省沈阳市铁西区${street}` }).waitFor();
    await press(page, "看结果");
    await page.getByText("铁西区示范一街道总工会(合成)").first().waitFor();
    await shot(page, "phone-zh-street-result");
    const search = await (await fetch(`${lib.WEB}/v1/divisions/21?q=${encodeURIComponent("示范一街道")}`)).json();
    must(search.below.some((place) => place.code === "210106004"), "the street is found by its name");
    const whole = await (await fetch(`${lib.WEB}/v1/divisions/210112`)).json();
    must(whole.below.length === 0, "a county whose streets have no union is the end of the way");
    must(page.faults.length === 0, page.faults.join("\n"));
  },

  async "usable with an API that is 2 s slow"(browser) {
    const page = await lib.phone(browser);
    await page.route("**/v1/**", async (route) => {
      await lib.sleep(2000);
      await route.continue();
    });
    await page.goto(`${lib.WEB}/`);
    await page.getByRole("link", { name: "我要入会" }).first().waitFor({ timeout: 1500 });
    await shot(page, "phone-zh-home-loading");
    await page.getByText("几分钟提交").waitFor();
  },

  async "home is usable within 3 s on slow 3G"(browser) {
    const page = await lib.phone(browser);
    const wire = await page.context().newCDPSession(page);
    await wire.send("Network.enable");
    // WebPageTest's «Slow 3G»: 400 ms per round trip, 400 kbit/s each way.
    await wire.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 400,
      downloadThroughput: (400 * 1024) / 8,
      uploadThroughput: (400 * 1024) / 8,
    });
    const began = Date.now();
    await page.goto(`${lib.WEB}/`, { waitUntil: "commit" });
    await page.getByRole("link", { name: "我要入会" }).first().waitFor();
    const took = (Date.now() - began) / 1000;
    console.log(`      home usable after ${took.toFixed(1)} s on slow 3G`);
    must(took <= 3, `usable after ${took.toFixed(1)} s`);
  },
};

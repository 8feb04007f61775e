// Accounts: whose phone, whose identity, a lost password, a token that ends.
import * as lib from "./lib.mjs";
import { must, shot } from "./lib.mjs";
import { bound, choose, fillIn, press, signInThere } from "./worker.mjs";

export default {
  async "an identity that does not agree is told at the field, before anything is sent"(browser) {
    const person = { ...lib.invent(), mobile: `1547${String(Date.now() % 1000).padStart(3, "0")}9996` };
    const session = await lib.register(person);
    const page = await lib.phone(browser, { session });
    await page.goto(`${lib.WEB}/matters/join/apply`);
    await fillIn(page, person, {
      employer: async () => {
        // What is written is kept without another button.
        await press(page, "没找到我的单位(不会通知单位)");
        await page.getByLabel("单位全称").fill("示范小店");
      },
      review: () => page.getByText("示范小店").waitFor(),
    });
    await press(page, "下一步");
    await press(page, "确认提交");
    await page.getByRole("heading", { name: "您是谁" }).waitFor();
    await page.locator(".fault").first().waitFor();
    await shot(page, "phone-zh-apply-mismatch");
    const { body } = await lib.call(session.token, "GET", "/v1/me");
    must(body.applications.length === 0 && !body.person, "nothing was sent and nobody bound");
  },

  async "a shared phone keeps nothing and signs out"(browser) {
    const person = lib.invent();
    await lib.register(person);
    const page = await lib.phone(browser);
    await page.goto(`${lib.WEB}/matters/join/apply`);
    await page.getByRole("link", { name: "登录" }).click();
    await choose(page, /公用手机,不保存/);
    await shot(page, "phone-zh-sign-in-shared");
    await page.getByRole("button", { name: "登录" }).click();
    await signInThere(page, person);
    await fillIn(page, person);
    await press(page, "下一步");
    await press(page, "确认提交");
    await page.getByRole("heading", { name: "已收到您的申请" }).waitFor();
    await shot(page, "phone-zh-receipt-shared");
    await press(page, "办完了,退出登录");
    await page.getByRole("link", { name: "登录,查看进度" }).waitFor();
    const left = await page.evaluate(() => [
      ...Object.keys(localStorage),
      ...Object.keys(sessionStorage).filter((key) => key !== "gonghui.started"),
    ]);
    must(left.every((key) => key === "gonghui.language"), `nothing is left, but for: ${left.join(" ")}`);
  },

  async "a forgotten password is reset with a code"(browser) {
    const person = lib.invent();
    await lib.register(person);
    const page = await lib.phone(browser);
    await page.goto(`${lib.WEB}/sign-in`);
    await page.getByRole("link", { name: "忘了密码,用验证码重设" }).click();
    await page.getByLabel("手机号").fill(person.mobile);
    await page.getByLabel("新的登录密码").fill("short");
    await press(page, "获取验证码");
    await page.getByText("密码至少10位").last().waitFor();
    await page.getByLabel("新的登录密码").fill("another-one-22");
    const before = await lib.codeFor(person.mobile);
    await press(page, "获取验证码");
    await page.getByLabel("短信验证码").waitFor();
    await page.getByLabel("短信验证码").fill("000000" === before ? "000001" : "000000");
    await press(page, "确认");
    await page.getByText("验证码不对").waitFor();
    await page.getByLabel("短信验证码").fill(await lib.codeFor(person.mobile));
    await press(page, "确认");
    await page.getByRole("button", { name: "登录" }).click();
    await signInThere(page, { ...person, password: "another-one-22" });
    await page.getByRole("heading", { name: "欢迎回家" }).waitFor();
  },

  async "a token about to end is renewed without a word; registering twice is told"(browser) {
    const person = lib.invent();
    await lib.register(person);
    const page = await lib.phone(browser);
    await page.goto(`${lib.WEB}/register`);
    await page.getByLabel("手机号").fill(person.mobile);
    await page.getByLabel("设一个登录密码").fill(person.password);
    await press(page, "获取验证码");
    await page.getByText("已经注册过了").waitFor();
    await page.getByRole("link", { name: "已有账号,去登录" }).click();
    await page.getByRole("button", { name: "登录" }).click();
    await signInThere(page, person);
    await page.getByRole("heading", { name: "登记我的身份" }).or(page.getByRole("heading", { name: "欢迎回家" })).waitFor();
    const ends = () => page.evaluate(() => JSON.parse(sessionStorage.getItem("gonghui.session")).endsAt);
    await page.evaluate(() => {
      const kept = JSON.parse(sessionStorage.getItem("gonghui.session"));
      sessionStorage.setItem("gonghui.session", JSON.stringify({ ...kept, endsAt: Date.now() + 20_000 }));
    });
    await page.goto(`${lib.WEB}/me`);
    await page.getByText("还没有登记身份").waitFor();
    must((await ends()) > Date.now() + 600_000, "the session was renewed");
  },

  async "this was not me"(browser) {
    const { person, page } = await bound(browser);
    await page.goto(`${lib.WEB}/me/identity`);
    await page.getByText(`${person.name[0]}`).first().waitFor();
    await press(page, "这不是我");
    await page.getByRole("dialog").getByRole("button", { name: "不是我,分开" }).click();
    await page.getByText("已分开").waitFor();
    await page.getByLabel("证件号码").or(page.getByLabel("身份证号")).first().waitFor();
  },
};

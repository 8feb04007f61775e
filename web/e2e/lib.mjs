// What the browser tests share: a browser, accounts, the SMS gateway, an officer's hand, pictures and axe.
//
// GONGHUI_WEB is the pages' origin; without it the local AWS of `make up` is meant.
import { createHash, randomBytes, randomInt } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

/** Origin of the pages and of the API. */
export const WEB = (process.env.GONGHUI_WEB ?? process.env.GONGHUI_API ?? "http://127.0.0.1:8787").replace(/\/$/, "");
/** The local SMS gateway. */
export const SMS = process.env.GONGHUI_SMS ?? "http://127.0.0.1:8788";
/** The password of every demo account. */
export const PASSWORD = "gonghui-demo-1";
const SCREENS = process.env.GONGHUI_SCREENS ?? fileURLToPath(new URL("../../.local/screens/", import.meta.url));
const AXE = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/** Debian's Chromium, or the one that CHROMIUM names. */
export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
}

/** A phone of 360 px with a page that fails the test on any error of its own. */
export async function phone(browser, options = {}) {
  const { session, dark, language = "zh-CN", ...rest } = options;
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 1,
    hasTouch: true,
    locale: language,
    timezoneId: "Asia/Shanghai",
    colorScheme: dark ? "dark" : "light",
    ...rest,
  });
  await context.addInitScript((chosen) => localStorage.setItem("gonghui.language", chosen), language);
  if (session) {
    await context.addInitScript((kept) => {
      if (!sessionStorage.getItem("gonghui.started")) {
        sessionStorage.setItem("gonghui.session", kept);
        sessionStorage.setItem("gonghui.started", "1");
      }
    }, JSON.stringify(session));
  }
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(error.message));
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && /Content Security Policy|\[Vue|intlify/.test(text)) page.faults.push(text);
  });
  page.setDefaultTimeout(20_000);
  return page;
}

/** Signs in at the issuer by code and PKCE without a browser; the ID token. */
export async function tokenOf(mobile, password = PASSWORD) {
  const config = await (await fetch(`${WEB}/config.json`)).json();
  const metadata = await (await fetch(config.metadataUrl)).json();
  const verifier = randomBytes(32).toString("base64url");
  const form = {
    client_id: config.clientId,
    redirect_uri: `${WEB}/signed-in`,
    scope: "openid phone profile",
    state: "test",
    response_type: "code",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    nonce: "",
  };
  const login = await fetch(new URL("/login", metadata.authorization_endpoint), {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ ...form, username: `+86${mobile}`, password }),
  });
  const code = new URL(login.headers.get("location") ?? "http://none/").searchParams.get("code");
  if (!code) throw new Error(`signing in ${mobile} failed with ${login.status}`);
  const body = new URLSearchParams({
    grant_type: "authorization_code",
    client_id: config.clientId,
    code,
    redirect_uri: form.redirect_uri,
    code_verifier: verifier,
  });
  const answer = await (await fetch(metadata.token_endpoint, { method: "POST", body })).json();
  return answer.id_token;
}

/** A session as the pages keep it. */
export async function sessionOf(mobile, password) {
  const token = await tokenOf(mobile, password);
  const claims = JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString());
  return { token, subject: claims.sub, mobile, endsAt: claims.exp * 1000 };
}

/** A demo account by its name, of whichever local AWS serves these pages: that of `make up`, of `make test`, or another. */
export function account(name) {
  const read = (file) => JSON.parse(readFileSync(new URL(`../../.local/${file}`, import.meta.url), "utf8"));
  const others = readdirSync(new URL("../../.local/", import.meta.url)).map((name) => `${name}/state`);
  const state = ["state", ...others].find((folder) => {
    const ports = existsSync(new URL(`../../.local/${folder}/ports.json`, import.meta.url)) ? read(`${folder}/ports.json`) : {};
    return String(ports.api) === new URL(WEB).port;
  });
  return read(`${state ?? "state"}/accounts.json`)[name];
}

/** Calls the API as somebody. */
export async function call(token, method, path, body, headers = {}) {
  const response = await fetch(`${WEB}${path}`, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body ? { "content-type": "application/json" } : {}),
      ...headers,
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : undefined };
}

/** A person nobody is, of no age at which anybody asks: synthetic area, valid check character, a mobile that the identity stand-in agrees with. */
export function invent() {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const two = (number) => String(number).padStart(2, "0");
  const born = `${randomInt(1980, 2004)}${two(randomInt(1, 13))}${two(randomInt(1, 29))}`;
  const first = `2199${two(randomInt(10, 99))}${born}${String(randomInt(0, 1000)).padStart(3, "0")}`;
  const sum = weights.reduce((total, weight, place) => total + weight * Number(first[place]), 0);
  const given = ["晓东", "丽", "建国", "雨桐", "海", "秀英", "宁", "思远"][randomInt(0, 8)];
  return {
    name: `${["王", "李", "赵", "刘", "孙"][randomInt(0, 5)]}${given}`,
    idNumber: `${first}${"10X98765432"[sum % 11]}`,
    mobile: `1548${String(randomInt(0, 9000)).padStart(4, "0")}${randomInt(100, 990)}`,
    password: `e2e-${randomBytes(6).toString("hex")}1a`,
  };
}

/** The newest code that the gateway delivered to a mobile. */
export async function codeFor(mobile) {
  for (let look = 0; look < 40; look += 1) {
    const { items } = await (await fetch(`${SMS}/messages?to=${mobile}`)).json();
    const message = items.find((item) => item.template === "code");
    if (message) return message.params.code;
    await sleep(250);
  }
  throw new Error(`no code came for ${mobile}`);
}

/** Registers and confirms an account at the issuer without a browser. */
export async function register(person) {
  const config = await (await fetch(`${WEB}/config.json`)).json();
  const ask = async (operation, body) => {
    const response = await fetch(config.registration, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
      },
      body: JSON.stringify({ ClientId: config.clientId, Username: `+86${person.mobile}`, ...body }),
    });
    if (!response.ok) throw new Error(`${operation} answered ${response.status}`);
  };
  await ask("SignUp", {
    Password: person.password,
    UserAttributes: [{ Name: "phone_number", Value: `+86${person.mobile}` }],
  });
  await ask("ConfirmSignUp", { ConfirmationCode: await codeFor(person.mobile) });
  return sessionOf(person.mobile, person.password);
}

/** The join form of an invented person who rides for a platform in 铁西区 of 沈阳. */
export function formOf(person, more = {}) {
  return {
    name: person.name,
    idType: "ID_CARD",
    idNumber: person.idNumber,
    mobile: person.mobile,
    relation: "FLEXIBLE",
    occupationGroup: "COURIER",
    residenceDivision: "210106",
    ...more,
  };
}

/** Applies without a browser; the receipt. */
export async function applyBy(session, form) {
  const body = { matter: "join", form, consents: ["JOIN"], oath: true };
  const key = randomBytes(16).toString("hex");
  const answer = await call(session.token, "POST", "/v1/applications", body, { "idempotency-key": key });
  if (answer.status !== 202) throw new Error(`the application was answered ${answer.status} ${answer.body?.code}`);
  return answer.body;
}

/** The application once it is in one of the states. */
export async function reached(session, id, ...states) {
  for (let look = 0; look < 80; look += 1) {
    const { body } = await call(session.token, "GET", `/v1/applications/${id}`);
    // APPROVING begins a moment before the step is opened; with the step a union holds the case.
    const opened = body?.state !== "APPROVING" || body.holder?.kind === "UNION";
    if (states.includes(body?.state) && opened) return body;
    await sleep(500);
  }
  const { body } = await call(session.token, "GET", `/v1/applications/${id}`);
  throw new Error(`application ${id} is ${body?.state} and did not reach ${states.join(" or ")}`);
}

// The industry union of 铁西, to which formOf leads, comes first.
const OFFICERS = ["approver-3", "approver-6", "approver-1", "street-1", "community-1", "county-1", "city-1"];

/** Decides the open step of an application by whichever demo officer may. */
export async function decide(id, decision) {
  for (let look = 0; look < 6; look += 1) {
    for (const name of OFFICERS) {
      const officer = account(name);
      const token = await tokenOf(officer.mobile);
      let cursor = "";
      do {
        const list = await call(token, "GET", `/v1/tasks?state=OPEN${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
        const task = list.body?.items?.find((item) => item.application === id);
        if (task) {
          const done = await call(token, "POST", `/v1/tasks/${encodeURIComponent(task.id)}/decision`, { noKinship: true, ...decision });
          if (done.status === 200) return done.body;
          if (done.status !== 403 && done.status !== 409) throw new Error(`deciding: ${done.status} ${JSON.stringify(done.body)}`);
        }
        cursor = list.body?.cursor ?? "";
      } while (cursor);
    }
    await sleep(1500);
  }
  throw new Error(`no officer has a step of ${id}`);
}

/** A picture of the page as it is. */
export async function shot(page, name) {
  mkdirSync(SCREENS, { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${SCREENS}/${name}.png`, fullPage: true });
}

/** What axe finds against WCAG 2.2 A and AA, one line each. */
export async function axe(page) {
  // Injected past the content security policy, as an extension would be.
  await page.evaluate(`if (!window.axe) { ${AXE} }`);
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.target.join(" ")).slice(0, 4).join(" | ")}`);
  });
  return found;
}

/** What stands out of the page sideways, at most a few. */
export function overflow(page) {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - window.innerWidth;
    if (wide <= 0) return [];
    return [...document.querySelectorAll("body *")]
      .filter((node) => node.getBoundingClientRect().right > window.innerWidth + 1 && !node.closest(".visually-hidden, .skip"))
      .slice(0, 4)
      .map((node) => `${node.tagName.toLowerCase()}.${node.className}`);
  });
}

/** Targets smaller than 44 px, but for links inside a sentence. */
export function small(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll("a, button, input:not([type=radio]):not([type=checkbox]), summary, label.option, textarea")]
      .filter((node) => node.getClientRects().length > 0 && !node.closest(".skip, .visually-hidden") && !node.matches(".skip"))
      .filter((node) => node.getBoundingClientRect().height < 43.5)
      .slice(0, 5)
      .map((node) => `${node.tagName.toLowerCase()} “${node.textContent.trim().slice(0, 20)}” ${Math.round(node.getBoundingClientRect().height)} px`),
  );
}

/** Waits. */
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Fails with a sentence. */
export function must(condition, sentence) {
  if (!condition) throw new Error(sentence);
}

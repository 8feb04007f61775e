// A person's payments, account and the public notices, answered inside the browser.
const DAY_MS = 86_400_000;
/** A date so many days from today in Shanghai. */
export const date = (offset) => new Date(Date.now() + offset * DAY_MS + 8 * 3_600_000).toISOString().slice(0, 10);
const RUN = "01JB0000000000000000000R01";
const WAIT = { action: "wait", text: "不用做什么,到账后短信告诉您。" };
const INQUIRE = { action: "inquire", text: "3个工作日后还没有到账,可以告诉我们“没有收到”。" };
const CORRECT = { action: "correct-account", text: "请登记正确的账户;核实后会重发这一笔。" };
const ASK = { action: "ask-union", text: "有疑问,打电话给沈阳市总工会,024-00000000。" };
const WHY = ["您自付医疗费40,000.00元。", "按60%补助:40,000.00 × 60% = 24,000.00元。", "没有超过每年50,000.00元的上限,所以是24,000.00元。"];

/** One payment in each state that a person can meet. */
export function payments() {
  const one = (line, state, text, next, more = {}) => ({
    id: `${RUN}-2101-1-${line}`, title: "省部级劳模特殊困难帮扶金", kindTitle: "自付医疗费补助", period: "2026", amountFen: 2400000, paidFen: 0, state, text, next, why: WHY, bank: "工商银行示范支行", last4: "0034", example: false, ...more,
  });
  return [
    one(1, "SUBMITTED", "已提交银行,一般2个工作日内到账。", [WAIT, INQUIRE], { sentOn: date(-1) }),
    one(2, "CONFIRMED", "已到账。", [INQUIRE], { paidFen: 2400000, sentOn: date(-9), paidOn: date(-8), period: "2025" }),
    one(3, "FAILED", "没发成:银行说户名与账号不一致。钱还在工会,没有少。", [CORRECT, ASK], { sentOn: date(-3), kindTitle: "家庭特殊困难补助", amountFen: 300000, why: ["符合家庭特殊困难的条件。", "每年一次,3,000.00元。"] }),
    one(4, "HELD", "暂缓:公示期内有人提出异议,正在核实,5个工作日内答复。", [ASK], { kindTitle: "春节慰问金", title: "全国劳模春节慰问金", amountFen: 200000, example: true, why: ["健在的全国劳模每人2,000.00元(示例)。"] }),
    one(5, "PART_PAID", "部分到账:银行只付了一部分,余款正在查。", [ASK], { paidFen: 1000000, sentOn: date(-5), paidOn: date(-4) }),
    one(6, "RETURNED", "被退回:收款账户已销户。钱已退回工会。", [CORRECT], { paidFen: 0, sentOn: date(-20) }),
  ];
}

/** The notices: one of aid, one of an honour, one of more than a hundred people. */
function notices() {
  const one = (part, place, kind, title, toOn, count) => ({ run: RUN, part, title, place, kind, fromOn: date(-3), toOn, count, objection: `如有异议,请在公示期内实名向${place}总工会提出,电话024-00000000。`, synthetic: true });
  return [one("2101", "沈阳市", "AID", "省部级劳模特殊困难帮扶金(2026)", date(3), 130), one("2102", "大连市", "HONOUR", "全国劳模春节慰问金(2026)", date(0), 2)];
}

const problem = (status, code, title, detail, errors) => ({ type: `/problems/${code}`, code, title, status, detail, ...(errors ? { errors } : {}) });

/**
 * Puts the fake in front of the API of this page. `state` may be changed while the test runs: `person`, `payments`, `account`,
 * `notices`, `dropping` (so many writes get no answer), `slow` (milliseconds before one's own data come).
 */
export async function fakePayments(page, state) {
  state.payments ??= payments();
  state.notices ??= notices();
  state.person ??= { name: "王**", idType: "ID_CARD", idNumber: "2199**********0018", mobile: "154****0001", boundAt: "2026-10-01T02:00:00Z" };
  state.asked = { writes: [] };
  const json = (route, body, status = 200) => route.fulfill({ status, contentType: status < 400 ? "application/json" : "application/problem+json", body: JSON.stringify(body) });
  await page.route("**/config.json", (route) => json(route, { issuer: "https://issuer.invalid/pool_x", clientId: "x", api: "" }));
  await page.route("**/v1/**", async (route) => {
    const request = route.request();
    const url = new URL(request.url());
    const path = decodeURIComponent(url.pathname);
    if (state.fail) return json(route, { message: "Service Unavailable" }, state.fail);
    if (request.method() !== "GET" && state.dropping > 0) {
      state.dropping -= 1;
      return route.abort("connectionfailed");
    }
    if (path === "/v1/me") {
      if (state.slow) await new Promise((resolve) => setTimeout(resolve, state.slow));
      const person = state.person ? { person: state.person } : {};
      return json(route, { ...person, services: [], servicesPending: false, applications: [], payments: state.payments, inbox: [], consents: [], roles: [], synthetic: true });
    }
    if (path === "/v1/matters") return json(route, { items: [] });
    if (path === "/v1/bank-account" && request.method() === "GET") {
      if (!state.person) return json(route, problem(403, "NOT_BOUND", "还没有登记身份", "请先登记您是谁。"), 403);
      return state.account ? json(route, state.account) : json(route, problem(404, "NOT_FOUND", "没有找到", "没有登记账户。"), 404);
    }
    if (path === "/v1/bank-account") return json(route, ...entered(state, request.postDataJSON()));
    const asked = /^\/v1\/payments\/([^/]+)\/inquiry$/.exec(path);
    if (asked) return json(route, ...inquired(state, asked[1]));
    if (path === "/v1/notices") return json(route, { items: state.notices });
    const one = /^\/v1\/notices\/([^/]+)\/([^/]+)$/.exec(path);
    const item = one && state.notices.find((notice) => notice.part === one[2]);
    if (item) return json(route, noticeOf(item, Number(url.searchParams.get("cursor") ?? 0)));
    return json(route, problem(404, "NOT_FOUND", "没有找到", "没有这项内容,或已经结束。"), 404);
  });
}

function noticeOf(item, begin) {
  const honour = item.kind === "HONOUR";
  const lines = Array.from({ length: item.count }, (_, at) => ({
    reference: `${1 + Math.floor(at / 98)}-${1 + (at % 98)}`, name: honour ? ["巴特尔·示范其木格", "欧阳示范"][at % 2] : `${"王李张刘赵"[at % 5]}＊`,
    ...(honour || at % 3 ? { unit: honour ? "大连市示范造船厂第三分段车间" : "示范机械厂", kindTitle: honour ? "春节慰问金" : "家庭特殊困难补助", amountFen: honour ? 200000 : 300000 } : {}),
  }));
  return { ...item, lines: lines.slice(begin, begin + 100), ...(begin + 100 < lines.length ? { cursor: String(begin + 100) } : {}) };
}

function entered(state, body) {
  state.asked.writes.push(body);
  if (!body.consent) return [problem(422, "CONSENT_REQUIRED", "需要您的同意", "没有您的同意,不能使用账户。"), 422];
  if (body.holder === "李小成") return [problem(422, "FORM_FAULTY", "有地方要改", "请按提示改正后再提交。", [{ pointer: "/holder", code: "holder_differs", detail: "户名须与本人姓名一致;由他人代领的,请由工会登记代领人和证明文件。" }]), 422];
  state.account = { bank: body.bank, last4: body.number.slice(-4), holder: "王**", changedAt: new Date().toISOString(), text: "工会核实后用于发放。" };
  return [state.account];
}

function inquired(state, id) {
  state.asked.writes.push(id);
  const payment = state.payments.find((one) => one.id === id);
  payment.askedAt ??= new Date().toISOString();
  payment.next = payment.next.filter((one) => one.action !== "inquire");
  return [{ id, askedAt: payment.askedAt, text: "已转财务核对,3个工作日内答复。" }];
}

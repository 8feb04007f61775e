// Registers, accounts, imports, budgets and benefits, answered inside the browser: what the real ones cannot hold for one test.
import { role } from "./desk.fake.mjs";

const UNION = { id: "01JB0000000000000000000U01", name: "沈阳市总工会(合成数据)", phone: "024-00000000", address: "示范路1号" };
const DAY_MS = 86_400_000;
/** A date so many days from today in Shanghai. */
export const date = (offset) => new Date(Date.now() + offset * DAY_MS + 8 * 3_600_000).toISOString().slice(0, 10);
const STATUS = { LIVING: "在世、在册", DECEASED: "已故", REVOKED: "撤销荣誉称号", ABROAD: "移居国(境)外", LOST: "去向不明", EXITED: "已退出" };

/** So many payees: every fifth was not checked in time, every seventh has no account, every third one waits to be verified. */
export function payees(count) {
  return Array.from({ length: count }, (_, at) => {
    const old = at % 5 === 2;
    const account = {
      bank: "工商银行示范支行", last4: String(1000 + at), holder: at % 9 === 4 ? "李**" : `${"王李张刘赵"[at % 5]}**`,
      ...(at % 9 === 4 ? { proxy: { relation: "配偶", document: "授权书(示例)2026-4" } } : {}),
      changedAt: `${date(at % 4 === 1 ? -3 : -200)}T02:00:00Z`, ...(at % 3 === 1 ? {} : { verifiedAt: `${date(-2)}T02:00:00Z` }), mine: at % 6 === 4, version: 1 + (at % 2),
    };
    return {
      id: `01JB00000000000000000P${String(at).padStart(4, "0")}`, register: "MODEL_WORKER", name: `${"王李张刘赵"[at % 5]}**`, idMasked: `2199**********${String(at).padStart(4, "0")}`,
      city: "2101", cityName: "沈阳市", union: UNION, unit: `示范机械${at % 12}厂`, status: at === 11 ? "DECEASED" : "LIVING", statusText: STATUS[at === 11 ? "DECEASED" : "LIVING"],
      checkedOn: date(old ? -400 : -40), checkDue: old, facts: [], ...(at % 7 === 3 ? {} : { account }), version: 1,
      ...(at === 11 ? { unconfirmed: { status: "DECEASED", reason: "家属来电并出示死亡证明", at: `${date(-1)}T02:00:00Z`, mine: false } } : {}),
    };
  });
}

const FACTS = [
  { label: "荣誉称号", text: "全国劳动模范" }, { label: "荣誉级别", text: "全国" }, { label: "授予年份", text: "1989" }, { label: "就业状况", text: "退休" },
  { label: "月收入", text: "已登记(不显示)" }, { label: "自付医疗费", text: "未登记" }, { label: "已故劳模配偶", text: "否" },
];
const source = (attached) => ({ title: "关于调整劳模待遇的通知(示例)", number: "总工发〔2024〕示例1号", dated: "2024年1月", page: "https://example.invalid/notice", attached });

/** The benefits as a list. */
function benefits() {
  const one = (code, title, more) => ({
    code, version: 1, title, summary: "每年一次发放给名册中符合条件的人,不用申请。", tier: "PROVINCE", register: "MODEL_WORKER", budgetLine: "PROVINCE-HARDSHIP", notice: "AID", byHand: false,
    missing: 0, example: false, ready: true, schedule: { period: "2026", declareFromOn: date(-80), declareToOn: date(-20), drawOn: date(-19), approveByOn: date(6), payByOn: date(20), endOn: date(39), provisional: true }, ...more,
  });
  return [
    one("national-condolence", "全国劳模春节慰问金", { tier: "NATIONAL", budgetLine: "NATIONAL-MODEL-WORKER", notice: "HONOUR", example: true, missing: 1 }),
    one("provincial-hardship-aid", "省部级劳模特殊困难帮扶金", {}),
    one("one-off-voucher", "一次性消费券", { register: "VOUCHER", notice: undefined, byHand: true, ready: false, missing: 2, schedule: undefined, budgetLine: "VOUCHER" }),
  ];
}

function benefit(code) {
  const item = benefits().find((one) => one.code === code);
  return item && {
    ...item,
    rules: [{ id: "living", text: "健在,称号有效,未移居国(境)外,未失去联系" }, { id: "checked", text: "12个月内核实过本人情况" }],
    kinds: [
      { code: "a", title: "家庭特殊困难补助", formula: "家庭特殊困难补助(每年)", rules: [{ id: "wage", text: "工资收入低于当地社会平均工资" }], exclusiveGroup: "yearly" },
      { code: "b", title: "自付医疗费补助", formula: "自付医疗费 × 自付医疗费补助比例,最高自付医疗费补助上限", rules: [] },
    ],
    levels: [
      { no: 1, stage: "REVIEW", role: "CITY_REVIEWER", roleText: "市总工会审核", withinWorkingDays: 2, done: false },
      { no: 2, stage: "APPROVAL", role: "PROVINCE_APPROVER", roleText: "省总工会审批", withinWorkingDays: 2, done: false },
      { no: 3, stage: "APPROVAL", role: "PROVINCE_APPROVER", roleText: "省总工会审批", withinWorkingDays: 1, aboveFen: 100000000, done: false },
    ],
    parameters: [
      { name: "hardship", title: "家庭特殊困难补助(每年)", unit: "fen", values: [{ fromYear: 2024, place: "21", placeName: "辽宁省", text: "3,000.00元", example: false, attached: true, source: source(true) }] },
      { name: "wage", title: "当地社会平均工资(每月)", unit: "fen", values: [{ fromYear: 2026, toYear: 2026, place: "2101", placeName: "沈阳市", when: "在岗", text: "7,500.00元", example: true, attached: false }] },
      { name: "share", title: "自付医疗费补助比例", unit: "percent", values: [] },
    ],
    documents: [source(true), source(false)],
    missingValues: item.missing ? [{ parameter: "wage", title: "当地社会平均工资(每月)", year: 2026, place: "2102", text: "大连市2026年的当地社会平均工资没有文件依据。" }] : [],
    bankFormat: "icbc-batch", consents: ["BANK"],
  };
}

const problem = (status, code, title, detail, errors) => ({ type: `/problems/${code}`, code, title, status, detail, ...(errors ? { errors } : {}) });
const LOST = problem(404, "NOT_FOUND", "没有找到", "没有这项内容,或不在您的查看范围内。");

/**
 * Puts the fake in front of the API of this page. `state` may be changed while the test runs: `rows`, `roles`, `budgets`,
 * `fail` (a status for everything), `failing` (ids that a batch refuses), `dropping` (so many calls get no answer).
 */
export async function fakePayees(page, state) {
  state.rows ??= payees(230);
  state.roles ??= [role("CITY_REVIEWER", UNION)];
  state.budgets ??= [
    { line: "PROVINCE-HARDSHIP", year: 2026, grantedFen: 600000000, availableFen: 541200000, version: 2, changes: [{ at: "2026-01-10T02:00:00Z", document: "辽工发〔2026〕示例1号", grantedFen: 500000000 }, { at: "2026-03-10T02:00:00Z", document: "辽工发〔2026〕示例7号", grantedFen: 600000000 }] },
    { line: "NATIONAL-MODEL-WORKER", year: 2026, grantedFen: 1000000000, availableFen: 20000000, version: 1, changes: [{ at: "2026-01-10T02:00:00Z", document: "总工发〔2026〕示例2号", grantedFen: 1000000000 }] },
  ];
  state.asked = { lists: 0, many: [], imports: [], puts: [] };
  const json = (route, body, status = 200) => route.fulfill({ status, contentType: status < 400 ? "application/json" : "application/problem+json", body: JSON.stringify(body) });
  await page.route("**/config.json", (route) => json(route, { issuer: "https://issuer.invalid/pool_x", clientId: "x", api: "" }));
  await page.route("**/v1/**", async (route) => {
    const request = route.request();
    const url = new URL(request.url());
    const path = decodeURIComponent(url.pathname);
    const method = request.method();
    const read = path === "/v1/me" || path.startsWith("/v1/divisions");
    if (state.fail && path !== "/v1/me") return json(route, { message: "Service Unavailable" }, state.fail);
    if (state.dropping > 0 && !read) {
      state.dropping -= 1;
      return route.abort("connectionfailed");
    }
    if (path === "/v1/me") return json(route, { services: [], servicesPending: false, applications: [], payments: [], inbox: [], consents: [], roles: state.roles, synthetic: true });
    if (path === "/v1/divisions/21") return json(route, { code: "21", name: "辽宁省", above: [], below: [{ code: "210100", name: "沈阳市" }, { code: "210200", name: "大连市" }, { code: "210300", name: "鞍山市" }] });
    if (path === "/v1/benefits") return json(route, { items: benefits() });
    if (path.startsWith("/v1/benefits/")) return json(route, benefit(path.split("/")[3]) ?? LOST, benefit(path.split("/")[3]) ? 200 : 404);
    if (path === "/v1/budgets") return json(route, { items: state.budgets.filter((one) => String(one.year) === (url.searchParams.get("year") ?? "2026")) });
    if (path.startsWith("/v1/budgets/")) return json(route, ...budget(state, path, request.postDataJSON()));
    if (path === "/v1/payees" && method === "GET") return json(route, list(state, url.searchParams));
    if (path === "/v1/payees/template") return json(route, { name: "劳模名册-模板.csv", mediaType: "text/csv", content: "77u/5aeT5ZCN" });
    if (path === "/v1/payees/imports") return json(route, ...taken(state, request));
    if (path === "/v1/payees/checks") return json(route, many(state, request.postDataJSON().ids, (row) => Object.assign(row, { checkedOn: request.postDataJSON().checkedOn, checkDue: false })));
    if (path === "/v1/bank-accounts/verifications") return json(route, many(state, request.postDataJSON().items.map((one) => one.id), (row) => Object.assign(row.account, { verifiedAt: new Date().toISOString() })));
    const one = /^\/v1\/payees\/([A-Z_]+)\/([^/]+)(\/.*)?$/.exec(path);
    const row = one && state.rows.find((item) => item.id === one[2]);
    if (!row) return json(route, LOST, 404);
    if (!one[3]) return json(route, { ...row, facts: FACTS });
    return json(route, ...changed(state, row, one[3], request.postDataJSON()));
  });
}

function list(state, query) {
  state.asked.lists += 1;
  const begin = Number(query.get("cursor") ?? 0);
  const rows = state.rows.filter((row) => row.register === query.get("register") && row.city === query.get("city"));
  return { items: rows.slice(begin, begin + 100), ...(begin + 100 < rows.length ? { cursor: String(begin + 100) } : {}) };
}

function many(state, ids, act) {
  state.asked.many.push(ids);
  return {
    items: ids.map((id) => {
      if (state.failing?.has(id)) return { id, status: 409, problem: problem(409, "LOST_RACE", "刚被更新", "这一行刚被别人更新,请刷新后再试。") };
      act(state.rows.find((row) => row.id === id));
      return { id, status: 200 };
    }),
  };
}

function changed(state, row, what, body) {
  state.asked.puts.push([what, body]);
  if (what === "/bank-account") {
    if (body.number.endsWith("0000")) return [problem(422, "FORM_FAULTY", "有地方要改", "请按提示改正后再提交。", [{ pointer: "/holder", code: "holder_differs", detail: "户名须与本人姓名一致。" }]), 422];
    row.account = { bank: body.bank, last4: body.number.slice(-4), holder: `${body.holder[0]}**`, ...(body.proxy ? { proxy: body.proxy } : {}), changedAt: new Date().toISOString(), mine: true, version: (row.account?.version ?? 0) + 1 };
    return [row.account];
  }
  if (what === "/status") {
    Object.assign(row, { status: body.status, statusText: STATUS[body.status], unconfirmed: { status: body.status, reason: body.reason, at: new Date().toISOString(), mine: true } });
    return [{ payee: row, held: 1, tooLate: 1, text: "已登记,1笔待付款已暂缓;请另一位同事确认。" }];
  }
  delete row.unconfirmed;
  if (!body.confirm) Object.assign(row, { status: "LIVING", statusText: STATUS.LIVING });
  return [{ payee: row, held: 0, tooLate: 0, text: body.confirm ? "已确认。" : "已退回,恢复原来的状况。" }];
}

function taken(state, request) {
  const body = request.postDataJSON();
  state.asked.imports.push(body.dryRun);
  const again = state.imported === body.content;
  if (!body.dryRun) state.imported = body.content;
  const lines = again
    ? [2, 3, 4].map((line) => ({ line, outcome: "UNCHANGED", notes: [] }))
    : [
      { line: 2, outcome: "ADDED", notes: [] }, { line: 3, outcome: "CHANGED", notes: ["F3 单位:与名册不同,将改为“示范机械二厂”。"] },
      { line: 4, outcome: "REFUSED", notes: ["C4 证件号码:有一位可能填错了,请对照证件逐位检查。", "G4 核实日期:请写成2026-10-12这样的日期。"] }, { line: 5, outcome: "UNCHANGED", notes: [] },
    ];
  const count = (outcome) => lines.filter((one) => one.outcome === outcome).length;
  return [{ dryRun: body.dryRun, counts: { added: count("ADDED"), changed: count("CHANGED"), unchanged: count("UNCHANGED"), refused: count("REFUSED") }, lines, file: { name: "劳模名册-校验结果.csv", mediaType: "text/csv", content: "77u/5aeT5ZCN" } }];
}

function budget(state, path, body) {
  const [, , , line, year] = path.split("/");
  const now = state.budgets.find((one) => one.line === line && String(one.year) === year) ?? { line, year: Number(year), grantedFen: 0, availableFen: 0, version: 0, changes: [] };
  if (now.version !== body.version) return [problem(409, "LOST_RACE", "刚被更新", "这条科目刚被别人更新,请刷新后再试。"), 409];
  const next = { ...now, availableFen: now.availableFen + body.grantedFen - now.grantedFen, grantedFen: body.grantedFen, version: now.version + 1, changes: [...now.changes, { at: new Date().toISOString(), document: body.document, grantedFen: body.grantedFen }] };
  state.budgets = [...state.budgets.filter((one) => one !== now), next];
  return [next];
}

/** A city's union and finance, for `roles`. */
export const OFFICES = { city: [role("CITY_REVIEWER", UNION)], finance: [role("FINANCE_PAYER", UNION)], auditor: [role("AUDITOR", UNION)] };

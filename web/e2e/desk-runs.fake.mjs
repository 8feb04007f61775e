// Benefit runs answered inside the browser: three runs, fourteen cities, a roll of any length, a bank that errs.
import { role } from "./desk.fake.mjs";

const DAY_MS = 86_400_000;
const date = (offset) => new Date(Date.now() + offset * DAY_MS + 8 * 3_600_000).toISOString().slice(0, 10);
const instant = (offset) => new Date(Date.now() + offset * DAY_MS).toISOString();
const CITIES = ["沈阳市", "大连市", "鞍山市", "抚顺市", "本溪市", "丹东市", "锦州市", "营口市", "阜新市", "辽阳市", "盘锦市", "铁岭市", "朝阳市", "葫芦岛市"];
const WORDS = { PLANNED: "待生成", DRAWN: "审核中", REVIEWED: "已审核", POSTED: "公示或审批中", APPROVED: "已批准,待付款", FUNDED: "资金已预留", EXECUTING: "发放中", SETTLED: "已对账", CLOSED: "已结案", CANCELLED: "已取消" };
const HASH = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";
const union = (at) => ({ id: `U2${at}`, name: `${CITIES[at] ?? "辽宁省"}总工会(合成数据)`, phone: "024-0000-0000", address: "示范路1号" });
const none = () => ({ decisions: [], fund: false, hold: false, correct: false, download: false, upload: false, clear: false, cancel: false });
const EACH = 300_000;

/** Whole thousands of yuan in capital numerals. */
function capital(fen) {
  const say = (number, units) => units.reduce((text, [size, unit]) => {
    const figure = Math.floor(number / size) % 10;
    return figure ? `${text}${"零壹贰叁肆伍陆柒捌玖"[figure]}${unit}` : text && !text.endsWith("零") ? `${text}零` : text;
  }, "").replace(/零$/, "");
  const places = [[1000, "仟"], [100, "佰"], [10, "拾"], [1, ""]];
  const yuan = fen / 100;
  const head = Math.floor(yuan / 10_000);
  return `${head ? `${say(head, places)}万` : ""}${say(yuan % 10_000, places)}元整`;
}

/** The runs that the fake begins with; ids as the API gives them. */
export const RUN = "01JB0000000000000000000R01";
export const PAYING = "01JB0000000000000000000R02";
export const CLOSED = "01JB0000000000000000000R03";

function pending(kind, at, more = {}) {
  const words = { REVIEW: "市级审核人审核", APPROVAL: "省级审批人审批", FUNDING: "财务确认付款", REPORT: "银行回单", FOLLOW_UP: "财务处理未付成的款", SIGN_OFF: "财务结案签字", NOTICE: "公示期满" };
  return { no: 1, kind, text: `待${union(at).name}${words[kind]}`, role: "CITY_REVIEWER", roleText: "市级审核人", union: union(at), openedAt: instant(-3), dueOn: date(2), overdue: false, escalation: 0, mine: false, ...more };
}

const urgencies = [
  { daysLeft: 20, needed: 18, spare: 2, urgency: "AMPLE", text: "离最迟到账日还有20个工作日,富余2天。" },
  { daysLeft: 18, needed: 18, spare: 0, urgency: "TIGHT", text: "离最迟到账日还有18个工作日,没有富余。" },
  { daysLeft: 10, needed: 14, spare: -4, urgency: "SHORT", text: "离最迟到账日还有10个工作日,时限不够,缺4天。" },
];

function part(run, at, state, more = {}) {
  const lines = more.lines ?? 40 + at * 7;
  const total = lines * EACH;
  const drawn = state !== "PLANNED";
  const { lines: _lines, ...rest } = more;
  return {
    run, part: `21${String(at + 1).padStart(2, "0")}`, name: CITIES[at], union: union(at), state, stateText: WORDS[state],
    totals: { lines: drawn ? lines : 0, amountFen: drawn ? total : 0, paid: 0, paidFen: 0, inFlight: 0, open: 0, void: 0 },
    stepsDone: Math.max(0, Object.keys(WORDS).indexOf(state)), stepsOf: 8,
    ...(["CLOSED", "CANCELLED"].includes(state) ? {} : { countdown: { payByOn: date(30), provisional: false, ...urgencies[at % 3] } }),
    number: "R260000121", benefit: "provincial-hardship-aid", benefitVersion: 1, title: "省级劳模特困帮扶", period: "2026", cutOffAt: instant(-5),
    budgetLine: "PROVINCE-HARDSHIP", budgetAvailableFen: 600_000_000,
    ...(drawn ? { roll: {
      draw: 1, listHash: HASH, count: lines, totalFen: total, totalCapital: capital(lines * EACH), batches: Math.ceil(lines / 98), excluded: 4,
      kinds: [{ kind: "hardship", title: "特殊困难补助", count: lines - 2, totalFen: (lines - 2) * EACH }, { kind: "medical", title: "大病医疗补助", count: 2, totalFen: 2 * EACH }],
      excludedBy: [{ code: "B06", text: "名册信息未在规定期限内核实。", count: 3 }, { code: "B02", text: "没有经核实的收款账户。", count: 1 }],
    } } : {}),
    levels: [
      { no: 1, stage: "REVIEW", role: "CITY_REVIEWER", roleText: "市级审核人", withinWorkingDays: 5, done: !["PLANNED", "DRAWN"].includes(state) },
      { no: 2, stage: "APPROVAL", role: "PROVINCE_APPROVER", roleText: "省级审批人", withinWorkingDays: 2, done: ["APPROVED", "FUNDED", "EXECUTING", "SETTLED", "CLOSED"].includes(state) },
    ],
    hands: [
      { deed: "DREW", office: "系统按日历生成", at: instant(-5), mine: false, standIn: false },
      ...(["PLANNED", "DRAWN"].includes(state) ? [] : [{ deed: "REVIEWED", office: `${union(at).name} 市级审核人`, at: instant(-3), mine: false, standIn: false }]),
    ],
    instructed: 0, timeline: [
      { at: instant(-5), code: "PLAN", text: "按日历生成批次。", by: "SYSTEM" },
      { at: instant(-5), code: "DRAW", text: `名单已生成:${lines}笔。`, by: "SYSTEM" },
    ],
    may: none(), example: true, synthetic: true, ...rest,
  };
}

/** The parts of the three runs. */
export function parts(lines = 196) {
  const first = CITIES.map((_, at) => {
    if (at === 0) return part(RUN, 0, "DRAWN", { lines, pending: pending("REVIEW", 0, { mine: true }), may: { ...none(), decisions: ["approve", "return", "refuse"], hold: true } });
    if (at === 2) return part(RUN, 2, "DRAWN", { pending: pending("REVIEW", 2, { overdue: true, dueOn: date(-2), escalation: 2 }) });
    if (at === 4) return part(RUN, 4, "DRAWN", { pending: pending("REVIEW", 4, { mine: true }), may: { ...none(), decisions: ["approve", "return", "refuse"] } });
    if (at === 5) return part(RUN, 5, "POSTED", { pending: pending("NOTICE", 5), notice: { fromOn: date(-1), toOn: date(5) }, may: { ...none(), hold: true } });
    if (at === 6) return part(RUN, 6, "APPROVED", { pending: pending("FUNDING", 6, { mine: true, role: "FINANCE_PAYER" }), may: { ...none(), fund: true, hold: true } });
    if (at === 7) return part(RUN, 7, "APPROVED", { pending: pending("FUNDING", 7), stopped: { code: "ACCOUNT_CHANGED", text: "第1批有1行的收款账户与批准时不同。", next: "请核对账户,由一人提出更正、另一人批准,或恢复原账户。", batch: 1, lines: [3] } });
    if (at === 1) return part(RUN, 1, "DRAWN", { pending: pending("REVIEW", 1), blocked: { code: "OWN_PAY", text: "您本人在这一名册内,这一分片须由他人办理,替班时也一样。" } });
    return part(RUN, at, "DRAWN", { pending: pending("REVIEW", at) });
  });
  const paying = [
    part(PAYING, 0, "EXECUTING", {
      lines: 98, pending: pending("REPORT", 0, { overdue: true, dueOn: date(-1), escalation: 2 }), instructed: 1, number: "R260000088", title: "全国劳模春节慰问金",
      totals: { lines: 98, amountFen: 98 * EACH, paid: 90, paidFen: 90 * EACH, inFlight: 5, open: 3, void: 0 },
      may: { ...none(), hold: true, correct: true, download: true, upload: true, clear: true },
    }),
    part(PAYING, 1, "CLOSED", { lines: 60, number: "R260000088", title: "全国劳模春节慰问金", totals: { lines: 60, amountFen: 60 * EACH, paid: 60, paidFen: 60 * EACH, inFlight: 0, open: 0, void: 0 } }),
  ];
  return [...first, ...paying, part(CLOSED, 0, "CLOSED", { number: "R250000017", period: "2025" })];
}

function line(of, at) {
  const batch = Math.floor(at / 98) + 1;
  const no = (at % 98) + 1;
  const base = {
    batch, line: no, name: `${"王李张刘赵"[at % 5]}**`, idMasked: `2199**********${String(at % 10_000).padStart(4, "0")}`, unit: "沈阳合成一号机械有限公司", kind: "hardship", kindTitle: "特殊困难补助", amountFen: EACH,
    formula: "每人3,000.00元 = 3,000.00元", inputs: [{ label: "发放标准", text: "3,000.00元" }, { label: "家庭月人均收入", text: "已核实" }], sources: ["示例"], example: true,
    bank: "工商银行示范支行", last4: String(1000 + (at % 9000)), state: of.state === "EXECUTING" ? "CONFIRMED" : "PLANNED", stateText: of.state === "EXECUTING" ? "已到账" : "未发送", flags: at === 1 ? ["账户在7日内变更过,须第二人复核。"] : [],
    may: { hold: of.may.hold && of.state !== "EXECUTING", release: false, correct: false, approveCorrection: false, void: false },
    ...(of.state === "EXECUTING" ? { reference: `${of.number}-${of.part}-0001-1-${String(no).padStart(3, "0")}` } : {}),
  };
  if (of.state !== "EXECUTING") return base;
  const failed = { attempt: 1, dueFen: EACH, paidFen: 0, changedAt: instant(-1), reasons: [{ code: "AC01", text: "账号有误。", next: "请与本人核对账号,登记更正后由另一人批准。", at: instant(-1) }] };
  if (at === 3) return { ...base, state: "FAILED", stateText: "支付失败", case: { ...failed, askedAt: instant(-0.5) }, may: { ...base.may, correct: true, void: true } };
  if (at === 4) return { ...base, state: "FAILED", stateText: "支付失败", case: failed, correction: { reason: "与本人电话核实,账号填错一位。", proposedAt: instant(-0.3), mine: false, bank: "建设银行示范支行", last4: "0035" }, may: { ...base.may, approveCorrection: true } };
  if (at === 5) return { ...base, state: "HELD", stateText: "暂缓", hold: { kind: "BY_HAND", kindText: "人工暂缓", reason: "本人来电要求先核实账户。", heldAt: instant(-2), mine: true }, may: { ...base.may, release: false } };
  return base;
}

const excluded = (at) => ({ name: `${"孙周吴郑"[at]}**`, idMasked: `2199**********002${at}`, unit: "示范机械厂", code: at === 3 ? "B02" : "B06", text: at === 3 ? "没有经核实的收款账户。" : "名册信息未在规定期限内核实。", next: "由所属工会核实后列入补发。", ...(at === 3 ? { kindTitle: "特殊困难补助" } : {}) });

function file(of, attempt, more = {}) {
  return { message: `${of.number}-${of.part}-0001-${attempt}`, batch: 1, attempt, count: 98, totalFen: 98 * EACH, totalCapital: "贰拾玖万肆仟元整", sentAt: instant(-4), dueOn: date(-1), answered: false, outstanding: 5, ...more };
}

function suspense(of) {
  return [
    { run: of.run, part: of.part, id: "01JB00000000000000000000U1", code: "UNKNOWN_REFERENCE", text: "回单里的编号没有对应的付款。", next: "请与银行核对这笔款的来历。", amountFen: 120_050, reference: "R260000088-2101-0009-1-001", at: instant(-9), clearTo: ["OUTSIDE", "RETURNED"], version: 3 },
    { run: of.run, part: of.part, id: "01JB00000000000000000000U2", code: "EXCESS", text: "到账金额多于应付金额。", next: "请与银行核对后退回。", amountFen: 1, batch: 1, line: 7, at: instant(-1), clearTo: [], version: 1 },
  ];
}

const ACCOUNTS = [["BUDGET", "预算"], ["RESERVED", "已预留"], ["IN_FLIGHT", "在途"], ["PAID", "已支付"], ["RETURNED", "退回"], ["SUSPENSE", "暂记"], ["OUTSIDE", "行外"]];
function balances(of) {
  const sums = { BUDGET: -of.totals.amountFen, RESERVED: 3 * EACH, IN_FLIGHT: 5 * EACH, PAID: of.totals.amountFen - 8 * EACH, RETURNED: 0, SUSPENSE: 120_051, OUTSIDE: -120_051 };
  return ACCOUNTS.map(([account, title]) => ({ account, title, amountFen: sums[account] }));
}

function runs(state) {
  const make = (id, number, title, more) => {
    const own = state.parts.filter((one) => one.run === id);
    const sum = (key) => own.reduce((total, one) => total + one.totals[key], 0);
    return {
      id, number, benefit: "provincial-hardship-aid", benefitVersion: 1, title, tier: "PROVINCE", period: "2026", year: 2026, kind: "REGULAR", plannedAt: instant(-6), scheduled: true, cutOffAt: instant(-5), payByOn: date(30), budgetLine: "PROVINCE-HARDSHIP",
      state: "DRAWN", stateText: "审核中", totals: Object.fromEntries(["lines", "amountFen", "paid", "paidFen", "inFlight", "open", "void"].map((key) => [key, sum(key)])), parts: own.length, partsEnded: own.filter((one) => one.state === "CLOSED").length, ...more,
    };
  };
  return [
    make(PAYING, "R260000088", "全国劳模春节慰问金", { benefit: "national-condolence", state: "EXECUTING", stateText: "发放中", plannedAt: instant(-1) }),
    make(RUN, "R260000121", "省级劳模特困帮扶", {}),
    make(CLOSED, "R250000017", "省级劳模特困帮扶", { period: "2025", year: 2025, state: "CLOSED", stateText: "已结案", plannedAt: instant(-300) }),
    ...(state.planned ?? []),
  ];
}

const benefit = (code, title, more = {}) => ({ code, version: 1, title, summary: "按名册发放,不用申请。", tier: "PROVINCE", register: "HARDSHIP", budgetLine: "PROVINCE-HARDSHIP", byHand: false, missing: 0, example: true, ready: true, schedule: { period: "2026", drawOn: date(1), approveByOn: date(15), payByOn: date(30), endOn: date(35), provisional: true }, ...more });
const problem = (status, code, title, detail) => ({ type: `/problems/${code}`, title, status, code, detail });

/**
 * Puts the fake in front of the API of this page. `state` may be changed while the test runs: `parts`, `roles`, `fail` (a status for
 * everything), `refuse` (path ending → [status, code, title, detail]). It counts what was sent in `sent`.
 */
export async function fakeRuns(page, state) {
  state.roles ??= [role("FINANCE_PAYER", { id: "LN", name: "辽宁省总工会(合成数据)" }), role("CITY_REVIEWER", union(0))];
  state.parts ??= parts();
  state.sent = [];
  const json = (route, body, status = 200) => route.fulfill({ status, contentType: status < 400 ? "application/json" : "application/problem+json", body: JSON.stringify(body) });
  await page.route("**/config.json", (route) => json(route, { issuer: "https://issuer.invalid/pool_x", clientId: "x", api: "" }));
  await page.route("**/v1/**", async (route) => {
    const request = route.request();
    const url = new URL(request.url());
    const path = decodeURIComponent(url.pathname);
    if (state.fail && path !== "/v1/me") return json(route, problem(state.fail, "RETRY_LATER", "系统正忙", "请稍后重试,不会重复办理。"), state.fail);
    if (request.method() !== "GET") {
      state.sent.push({ method: request.method(), path, body: request.postDataJSON() });
      const refusal = Object.entries(state.refuse ?? {}).find(([end]) => path.endsWith(end));
      if (refusal) return json(route, problem(...refusal[1]), refusal[1][0]);
    }
    const body = answer(state, request.method(), path, url.searchParams, request.method() === "GET" ? undefined : request.postDataJSON());
    return body === undefined ? json(route, problem(404, "NOT_FOUND", "没有找到", "没有这项内容,或不在您的查看范围内。"), 404) : json(route, body);
  });
}

function answer(state, method, path, query, body) {
  if (path === "/v1/me") return { services: [], servicesPending: false, applications: [], payments: [], inbox: [], consents: [], roles: state.roles, synthetic: true };
  if (path === "/v1/benefits") return { items: [benefit("provincial-hardship-aid", "省级劳模特困帮扶"), benefit("living-aid", "困难职工生活救助", { ready: false, missing: 3 }), benefit("one-off-voucher", "一次性消费券", { byHand: true, schedule: undefined })] };
  if (path === "/v1/runs" && method === "POST") {
    state.planned = [{ ...runs(state)[1], id: "01JB0000000000000000000R09", number: "R260000130", period: body.period, kind: body.supplementTo ? "SUPPLEMENT" : "REGULAR", scheduled: false, supplementTo: body.supplementTo }];
    return view(state, "01JB0000000000000000000R09");
  }
  if (path === "/v1/runs") return { items: state.empty ? [] : runs(state).filter((run) => (!query.get("state") || run.state === query.get("state")) && (!query.get("year") || String(run.year) === query.get("year")) && (!query.get("benefit") || run.benefit === query.get("benefit"))) };
  if (path === "/v1/suspense") return { items: state.empty ? [] : suspense(state.parts.find((one) => one.run === PAYING)).filter((one) => !state.cleared?.has(one.id)) };
  const run = /^\/v1\/runs\/([^/]+)(\/.*)?$/.exec(path);
  if (!run) return undefined;
  if (!run[2]) return view(state, run[1]);
  if (run[2] === "/cancellation") {
    for (const one of state.parts) if (one.run === run[1] && ["DRAWN", "POSTED"].includes(one.state)) { Object.assign(one, { state: "CANCELLED", stateText: WORDS.CANCELLED, may: none() }); delete one.pending; }
    return view(state, run[1]);
  }
  if (run[2] === "/ledger") return ledger(state, run[1], query.get("part"));
  const inner = /^\/parts\/(\d{4})(\/.*)?$/.exec(run[2]);
  const of = inner && state.parts.find((one) => one.run === run[1] && one.part === inner[1]);
  return of ? ofPart(state, of, method, inner[2] ?? "", query, body) : undefined;
}

function view(state, id) {
  const item = runs(state).find((one) => one.id === id);
  if (!item) return undefined;
  const own = state.parts.filter((one) => one.run === id);
  return { ...item, partsShown: own, cancellable: own.some((one) => ["DRAWN", "POSTED"].includes(one.state)), supplementable: item.state === "EXECUTING" || item.state === "CLOSED", example: true, synthetic: true };
}

function ledger(state, id, wanted) {
  const own = state.parts.filter((one) => one.run === id);
  const each = own.map((one) => ({ part: one.part, name: one.name, balances: balances(one) }));
  const together = ACCOUNTS.map(([account, title], at) => ({ account, title, amountFen: each.reduce((sum, one) => sum + one.balances[at].amountFen, 0) }));
  const postings = wanted ? [
    { at: instant(-4), debit: "BUDGET", credit: "RESERVED", amountFen: own[0].totals.amountFen, code: "FUND", text: "预留资金", period: "2026", about: wanted },
    { at: instant(-4), debit: "RESERVED", credit: "IN_FLIGHT", amountFen: own[0].totals.amountFen, code: "INSTRUCT", text: "提交银行", period: "2026", about: "1" },
    { at: instant(-1), debit: "IN_FLIGHT", credit: "PAID", amountFen: EACH, code: "CONFIRM", text: "银行确认到账", period: "2026", about: "1-1" },
  ] : [];
  return { balances: together, sumFen: 0, parts: each, postings };
}

function linesOf(state, of, filter) {
  const all = Array.from({ length: of.roll?.count ?? 0 }, (_, at) => ({ ...line(of, at), ...(state.changed?.[`${of.part}/${Math.floor(at / 98) + 1}-${(at % 98) + 1}`] ?? {}) }));
  if (filter === "held") return all.filter((one) => one.state === "HELD");
  if (filter === "failed") return all.filter((one) => one.state === "FAILED");
  if (filter === "open") return all.filter((one) => ["HELD", "FAILED"].includes(one.state));
  return filter === "void" ? [] : all;
}

function ofPart(state, of, method, rest, query, body) {
  const change = () => ({ run: of.run, part: of.part, state: of.state, stateText: of.stateText, doneAt: instant(0) });
  if (rest === "") return of;
  if (rest === "/lines") {
    const filter = query.get("filter") ?? "all";
    if (filter === "excluded") return { items: [], excluded: Array.from({ length: of.roll ? 4 : 0 }, (_, at) => excluded(at)) };
    const all = linesOf(state, of, filter);
    const begin = Number(query.get("cursor") ?? 0);
    return { items: all.slice(begin, begin + 98), excluded: [], ...(begin + 98 < all.length ? { cursor: String(begin + 98) } : {}) };
  }
  if (rest === "/decision") {
    of.hands = [...of.hands, { deed: "REVIEWED", office: `${of.union.name} 市级审核人`, at: instant(0), mine: true, standIn: false }];
    of.levels = of.levels.map((level) => (level.no === 1 ? { ...level, done: true } : level));
    Object.assign(of, body.decision === "approve" ? { state: "POSTED", stateText: WORDS.POSTED, pending: pending("APPROVAL", 0, { no: 2 }) } : { state: "CANCELLED", stateText: WORDS.CANCELLED });
    Object.assign(of, { may: none(), blocked: { code: "FOUR_EYES", text: "这份名单的另一个环节是您办的,这一步请由另一位同事决定。" } });
    return change();
  }
  if (rest === "/funding") {
    Object.assign(of, { state: "FUNDED", stateText: WORDS.FUNDED, may: none(), hands: [...of.hands, { deed: "PAID", office: "辽宁省总工会 财务", at: instant(0), mine: true, standIn: false }] });
    delete of.pending;
    return change();
  }
  if (rest === "/files") return { items: of.state === "EXECUTING" ? [file(of, 1), file(of, 2, { count: 1, totalFen: EACH, totalCapital: "叁仟元整", answered: true, outstanding: 0, sentAt: instant(-1) })] : [] };
  if (rest === "/reconciliation") return {
    unmatched: of.state === "EXECUTING" ? suspense(of).filter((one) => !state.cleared?.has(one.id)) : [], open: of.state === "EXECUTING" ? linesOf(state, of, "open") : [], waiting: of.state === "EXECUTING" ? [file(of, 1)] : [],
    reports: of.state === "EXECUTING" ? [{ message: `${of.number}-${of.part}-0001-1`, at: instant(-1), byHand: false, faults: 1, results: [{ code: "CONFIRMED", text: "到账", count: 90 }, { code: "FAILED", text: "失败", count: 2 }, { code: "UNMATCHED", text: "无法对应", count: 2 }] }] : [],
  };
  if (rest === "/objections" && method === "GET") return { items: state.objections ?? [] };
  if (rest === "/objections") {
    const taken = { no: (state.objections?.length ?? 0) + 1, ...body, at: instant(0) };
    state.objections = [...(state.objections ?? []), taken];
    return taken;
  }
  const objection = /^\/objections\/(\d+)$/.exec(rest);
  if (objection) {
    state.objections = state.objections.map((one) => (one.no === Number(objection[1]) ? { ...one, ...body, foundAt: instant(0) } : one));
    return state.objections[Number(objection[1]) - 1];
  }
  if (rest === "/export") return { name: "roll.xlsx", mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", content: Buffer.from(`PK filter=${query.get("filter")} format=${query.get("format")}`).toString("base64") };
  if (rest === "/payroll") return payroll(state, of, query);
  if (rest === "/reports") return { message: `${of.number}-${of.part}-0001-1`, rows: 5, faults: [{ line: 4, text: "金额不是数字,请与银行核对这一行。" }], repeated: false, text: "已收到,马上逐行入账。" };
  const message = /^\/files\/(.+)$/.exec(rest);
  if (message) return { ...file(of, 1), sha256: HASH, zip: { name: `${message[1]}.zip`, mediaType: "application/zip", content: Buffer.from("PK\u0003\u0004").toString("base64") } };
  const item = /^\/suspense\/(.+)$/.exec(rest);
  if (item) {
    state.cleared = new Set([...(state.cleared ?? []), item[1]]);
    return { ...suspense(of)[0], clearTo: [] };
  }
  const one = /^\/lines\/(\d+)\/(\d+)\/(.+)$/.exec(rest);
  if (!one) return undefined;
  state.changed = { ...state.changed, [`${of.part}/${one[1]}-${one[2]}`]: one[3] === "hold"
    ? { state: "HELD", stateText: "暂缓", hold: { kind: body.kind, kindText: "人工暂缓", reason: body.reason, heldAt: instant(0), mine: true }, may: { hold: false, release: false, correct: false, approveCorrection: false, void: false } }
    : { may: { hold: false, release: false, correct: false, approveCorrection: false, void: false } } };
  return { run: of.run, part: of.part, batch: Number(one[1]), line: Number(one[2]), state: "HELD", stateText: one[3] === "hold" ? "已暂缓" : "已登记", next: "由另一人继续办理。" };
}

function payroll(state, of, query) {
  const all = linesOf(state, of, "all");
  const begin = Number(query.get("cursor") ?? 0);
  return {
    title: `${of.title}发放表(2026)`, number: `${of.number}-${of.part}`, place: of.name, listHash: HASH, count: all.length, totalFen: all.length * EACH, totalCapital: of.roll.totalCapital,
    signatures: [{ title: "制表人", office: "系统按日历生成", at: instant(-5) }, { title: "审核人", office: `${of.union.name} 市级审核人`, at: instant(-3) }, { title: "审批人", office: "辽宁省总工会 省级审批人" }, { title: "付款人", office: "辽宁省总工会 财务" }],
    lines: all.slice(begin, begin + 100).map((one, at) => ({ no: begin + at + 1, name: one.name, idMasked: one.idMasked, unit: one.unit, kindTitle: one.kindTitle, amountFen: one.amountFen, bank: one.bank, last4: one.last4, stateText: one.stateText })),
    ...(begin + 100 < all.length ? { cursor: String(begin + 100) } : {}), example: true, synthetic: true,
  };
}

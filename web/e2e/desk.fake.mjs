// An API of ten thousand cases, answered inside the browser: what the real one cannot hold for one test.

const UNIONS = ["沈阳市铁西区示范街道总工会(合成数据)", "沈阳合成一号机械有限公司工会(合成数据)", "沈阳市铁西区快递行业工会(合成数据)"]
  .map((name, at) => ({ id: `U21010600${at}`, name, phone: "024-0000-0000", address: "示范路1号" }));
const GROUPS = ["COURIER", "FOOD_DELIVERY_RIDER", "NONE", "TRUCK_DRIVER"];
const DAY_MS = 86_400_000;
const date = (offset) => new Date(Date.now() + offset * DAY_MS + 8 * 3_600_000).toISOString().slice(0, 10);

/** So many cases by due date; every seventh has a check that did not pass. */
export function cases(count) {
  return Array.from({ length: count }, (_, at) => {
    const due = Math.floor((at * 14) / count) - 2;
    return {
      id: `01JB00000000000000000${String(at).padStart(5, "0")}`,
      application: `01JA00000000000000000${String(at).padStart(5, "0")}`,
      number: `26210${String(at).padStart(8, "0")}`,
      matter: "join", title: "我要入会", kind: at % 7 === 3 ? "CHECK" : "APPROVAL",
      applicant: `${"王李张刘赵"[at % 5]}**`, group: GROUPS[at % 4], union: UNIONS[at % 3],
      openedAt: "2026-11-20T01:00:05Z", dueOn: date(due), overdue: due < 0, state: "OPEN", allChecksPassed: at % 7 !== 3,
    };
  });
}

const me = (roles) => ({ services: [], servicesPending: false, applications: [], payments: [], inbox: [], consents: [], roles, synthetic: true });
const role = (name, union = UNIONS[0]) => ({ role: name, union, validFrom: "2024-01-01", standIn: false });

/** One case in full; its first check failed where not every one passed. */
function whole(item) {
  const check = (rule, passed, text) => ({ rule, version: "join@1", text, passed, evidence: "age=38", source: "form", at: "2026-11-20T01:00:04Z" });
  return {
    ...item, matterVersion: 1, applicationState: "APPROVING", provisional: true,
    form: [
      { field: "/name", label: "姓名", value: "王**", masked: false },
      { field: "/idNumber", label: "证件号码", value: "2199**********0018", masked: true },
    ],
    revealable: ["/idNumber"],
    checks: [check("age", true, "年满16周岁"), check("identity", item.allChecksPassed ? true : null, "姓名、证件号码和手机号一致"), check("work", item.allChecksPassed ? true : false, "有单位、在平台干活,或灵活就业")],
    timeline: [{ at: "2026-11-20T01:00:00Z", code: "SUBMITTED", text: "已提交申请", by: "APPLICANT" }],
    reasons: [], history: [{ application: "01JA0000000000000000000A00", number: "2521000000019", title: "我要入会", state: "WITHDRAWN", submittedAt: "2025-03-03T01:00:00Z" }],
    decisions: ["approve", "return", "refuse"],
    reasonChoices: [
      { decision: "return", code: "R08", text: "资料不完整,缺少的内容见办理说明。", next: "请按说明补齐后提交,编号不变。", minText: 2 },
      { decision: "refuse", code: "R99", text: "其他原因,见办理说明。", next: "请按说明办理。", minText: 10 },
    ],
    previews: [
      { decision: "approve", text: "示范工会已批准。" }, { decision: "return", text: "需要您修改。原因:{reason}{next}" },
      { decision: "refuse", text: "本次未通过。原因:{reason}{next}" },
    ],
    synthetic: true,
  };
}

/**
 * Puts the fake in front of the API of this page. `state` may be changed while the test runs: `rows`, `roles`,
 * `fail` (a status for everything), `failing` (ids that a bulk decision refuses). It counts what was asked.
 */
export async function fake(page, state) {
  state.roles ??= [role("UNION_APPROVER")];
  state.asked = { lists: 0, bulk: [], claims: 0 };
  const json = (route, body, status = 200) => route.fulfill({ status, contentType: status < 400 || status === 401 ? "application/json" : "application/problem+json", body: JSON.stringify(body) });
  await page.route("**/config.json", (route) => json(route, { issuer: "https://issuer.invalid/pool_x", clientId: "x", api: "" }));
  await page.route("**/v1/**", async (route) => {
    const request = route.request();
    const url = new URL(request.url());
    const path = decodeURIComponent(url.pathname);
    if (state.fail) return json(route, state.fail === 401 ? { message: "Unauthorized" } : { message: "Service Unavailable" }, state.fail);
    if (path === "/v1/me") return json(route, me(state.roles));
    if (path === "/v1/matters") return json(route, { items: [{ code: "join", version: 1, title: "我要入会", summary: "", decideWithinWorkingDays: 15 }] });
    if (path === "/v1/tasks" && request.method() === "GET") return json(route, list(state, url.searchParams));
    if (path === "/v1/tasks/decisions") return json(route, bulk(state, request.postDataJSON().items), 207);
    const urged = /^\/v1\/tasks\/([^/]+)\/urge$/.exec(path);
    if (urged) return json(route, { id: urged[1], urgedAt: "2026-11-22T01:00:00Z" });
    const one = /^\/v1\/tasks\/([^/]+)$/.exec(path);
    const item = one && state.rows.find((row) => row.id === one[1]);
    if (item) return json(route, whole(item));
    return json(route, { code: "NOT_FOUND", title: "没有找到", status: 404, detail: "没有这项内容,或不在您的查看范围内。" }, 404);
  });
}

function list(state, query) {
  state.asked.lists += 1;
  const begin = Number(query.get("cursor") ?? 0);
  const fits = state.rows.filter((row) => (!query.get("group") || row.group === query.get("group")) && (!query.get("union") || row.union.id === query.get("union")) && (!query.get("overdue") || row.overdue));
  const waiting = Math.min(1000, state.rows.length);
  const overdue = Math.min(1000, state.rows.filter((row) => row.overdue).length);
  return {
    items: fits.slice(begin, begin + 100),
    ...(begin + 100 < fits.length ? { cursor: String(begin + 100) } : {}),
    counts: { waiting, nearDue: Math.min(waiting, 40), overdue },
  };
}

function bulk(state, items) {
  state.asked.bulk.push(items);
  const results = items.map((item) => state.failing?.has(item.id)
    ? { id: item.id, status: 409, problem: { type: "/problems/STEP_CLOSED", code: "STEP_CLOSED", title: "这一步已由他人办结", status: 409, detail: "这一步已有决定,您的决定没有记录。请刷新后查看结果。" } }
    : { id: item.id, status: 200, result: { id: item.id, application: item.id, number: "1", decision: item.decision, decidedAt: "2026-11-22T01:00:00Z", state: "APPROVED" } });
  const gone = new Set(results.filter((one) => one.status === 200).map((one) => one.id));
  state.rows = state.rows.filter((row) => !gone.has(row.id));
  return { items: results };
}

/** A role for `roles`. */
export { role };

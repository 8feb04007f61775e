//! Examples of benefit runs: one part of a run on its way.

use serde_json::{Value, json};

use super::{id, union};

const NUMBER: &str = "R260000121";
const MESSAGE: &str = "R260000121-2101-0001-1";
const HASH: &str = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";
const REASON: &str = "与本人电话核实,账号填错一位。";

pub(super) fn request(operation: &str) -> Option<Value> {
    Some(match operation {
        "planRun" => json!({ "benefit": "provincial-hardship-aid", "period": "2026" }),
        "cancelRun" => json!({ "reason": "名册还没有核对完,重新生成。" }),
        "decidePart" => json!({ "decision": "approve", "listHash": HASH, "noKinship": true }),
        "fundPart" => json!({ "listHash": HASH, "noKinship": true }),
        "holdLine" => json!({ "kind": "BY_HAND", "reason": "经审抽查,请先核对原始材料。" }),
        "releaseLine" => json!({ "end": "RELEASE", "reason": "材料已核对,没有问题。" }),
        "voidLine" => json!({ "reason": "本人书面放弃,材料已存档。" }),
        "proposeCorrection" => json!({ "reason": REASON }),
        "decideCorrection" => json!({ "approve": true, "noKinship": true }),
        "objectToLine" => json!({
            "batch": 1, "line": 34, "name": "李小成", "unit": "示范机械厂工会",
            "text": "据我所知,此人去年已经领取过同类补助。",
        }),
        "decideObjection" => json!({
            "finding": "DISMISSED", "reason": "经核对,去年领取的是另一项目。",
        }),
        "fetchBankFile" => json!({ "password": "twelve-or-more", "purpose": "网银提交第一批" }),
        "uploadReport" => json!({ "fileName": "R260000121.csv", "content": "5aSH5rOo" }),
        "clearSuspense" => {
            json!({ "to": "BUDGET", "reason": "银行确认为重复入账,已退回。", "version": 1 })
        }
        "putBudget" => json!({
            "grantedFen": 600_000_000_u64, "document": "辽工发〔2026〕示例1号", "version": 0,
        }),
        _ => return None,
    })
}

pub(super) fn answer(operation: &str) -> Option<Value> {
    Some(match operation {
        "listBenefits" => json!({ "items": [benefit()] }),
        "listRuns" => json!({ "items": [run()] }),
        "getRun" | "planRun" => with(
            run(),
            json!({
                "partsShown": [part()], "cancellable": true, "supplementable": false,
                "example": true, "synthetic": true,
            }),
        ),
        "getPart" => part_view(),
        "listLines" => json!({ "items": [line()], "excluded": [excluded()], "cursor": "1" }),
        "getPayroll" => payroll(),
        "decidePart" | "fundPart" => json!({
            "run": id("R01"), "part": "2101", "state": "REVIEWED", "stateText": "已审核",
            "doneAt": "2026-11-12T02:00:00Z",
        }),
        "holdLine" | "releaseLine" | "voidLine" | "proposeCorrection" | "decideCorrection" => {
            json!({
                "run": id("R01"), "part": "2101", "batch": 1, "line": 34, "state": "HELD",
                "stateText": "暂缓", "next": "由另一人解除暂缓后发放,或作废。",
            })
        }
        "listObjections" => json!({ "items": [objection()] }),
        "objectToLine" | "decideObjection" => objection(),
        "inquirePayment" => json!({
            "id": format!("{}-2101-1-34", id("R01")), "askedAt": "2026-12-20T02:00:00Z",
            "text": "已转财务核对,3个工作日内答复。",
        }),
        "listBankFiles" => json!({ "items": [file()] }),
        "uploadReport" => json!({
            "message": MESSAGE, "rows": 98,
            "faults": [{ "line": 12, "text": "结果一栏为空,请向银行核对。" }],
            "repeated": false, "text": "已收到,正在逐笔对账。",
        }),
        "getReconciliation" => json!({
            "unmatched": [suspense()], "open": [line()], "waiting": [file()],
            "reports": [{
                "message": MESSAGE, "at": "2026-12-04T02:00:00Z", "byHand": true, "faults": 1,
                "results": [{ "code": "CONFIRMED", "text": "已到账", "count": 96 }],
            }],
        }),
        "getLedger" => ledger(),
        "listSuspense" => json!({ "items": [suspense()] }),
        "clearSuspense" => suspense(),
        "listBudgets" => json!({ "items": [budget()] }),
        "putBudget" => budget(),
        "getNotice" => with(
            notice(),
            json!({
                "lines": [{ "reference": "1-34", "name": "王＊" }],
            }),
        ),
        "listNotices" => json!({ "items": [notice()] }),
        _ => return None,
    })
}

fn with(mut base: Value, more: Value) -> Value {
    if let (Some(base), Value::Object(more)) = (base.as_object_mut(), more) {
        base.extend(more);
    }
    base
}

fn benefit() -> Value {
    json!({
        "code": "provincial-hardship-aid", "version": 1, "title": "省级劳模特困帮扶",
        "summary": "每年12月发放。", "tier": "PROVINCE", "register": "MODEL_WORKER",
        "budgetLine": "province-hardship", "notice": "AID", "byHand": false,
        "schedule": {
            "period": "2026", "declareFromOn": "2026-09-01", "declareToOn": "2026-10-31",
            "drawOn": "2026-11-02", "approveByOn": "2026-11-30", "payByOn": "2026-12-31",
            "endOn": "2026-12-31", "provisional": false,
        },
        "missing": 3, "example": true, "ready": true,
    })
}

fn totals() -> Value {
    json!({
        "lines": 196, "amountFen": 58_800_000_u64, "paid": 0, "paidFen": 0, "inFlight": 0,
        "open": 1, "void": 0,
    })
}

fn run() -> Value {
    json!({
        "id": id("R01"), "number": NUMBER, "benefit": "provincial-hardship-aid",
        "benefitVersion": 1, "title": "省级劳模特困帮扶", "tier": "PROVINCE", "period": "2026",
        "year": 2026, "kind": "REGULAR", "plannedAt": "2026-11-02T01:00:00Z", "scheduled": true,
        "cutOffAt": "2026-11-02T01:00:00Z", "payByOn": "2026-12-31",
        "budgetLine": "province-hardship", "state": "DRAWN", "stateText": "审核中",
        "totals": totals(), "parts": 15, "partsEnded": 0,
    })
}

fn part() -> Value {
    json!({
        "run": id("R01"), "part": "2101", "name": "沈阳市", "union": union(), "state": "DRAWN",
        "stateText": "审核中", "totals": totals(), "stepsDone": 1, "stepsOf": 7,
        "pending": {
            "no": 1, "kind": "REVIEW", "text": "待沈阳市总工会市级审核人审核",
            "role": "CITY_REVIEWER", "roleText": "市级审核人", "union": union(),
            "openedAt": "2026-11-02T01:05:00Z", "dueOn": "2026-11-09", "overdue": false,
            "escalation": 0, "mine": true,
        },
        "countdown": {
            "payByOn": "2026-12-31", "provisional": false, "daysLeft": 20, "needed": 18,
            "spare": 2, "urgency": "AMPLE", "text": "离最迟到账日还有20个工作日,富余2天。",
        },
    })
}

fn part_view() -> Value {
    with(
        part(),
        json!({
            "number": NUMBER, "benefit": "provincial-hardship-aid", "benefitVersion": 1,
            "title": "省级劳模特困帮扶", "period": "2026", "cutOffAt": "2026-11-02T01:00:00Z",
            "budgetLine": "province-hardship", "budgetAvailableFen": 600_000_000_u64,
            "roll": {
                "draw": 1, "listHash": HASH, "count": 196, "totalFen": 58_800_000_u64,
                "totalCapital": "伍拾捌万捌仟元整", "batches": 2,
                "kinds": [{
                    "kind": "hardship", "title": "特殊困难补助", "count": 196,
                    "totalFen": 58_800_000_u64,
                }],
                "excluded": 4,
                "excludedBy": [{ "code": "B06", "text": "名册信息未在规定期限内核实。", "count": 4 }],
            },
            "levels": [{
                "no": 1, "stage": "REVIEW", "role": "CITY_REVIEWER", "roleText": "市级审核人",
                "withinWorkingDays": 5, "done": false,
            }],
            "hands": [{
                "deed": "DREW", "office": "系统按日历生成", "at": "2026-11-02T01:05:00Z",
                "mine": false, "standIn": false,
            }],
            "instructed": 0,
            "timeline": [{
                "at": "2026-11-02T01:05:00Z", "code": "DRAW", "text": "名单已生成:196笔,588,000.00元。",
                "by": "SYSTEM",
            }],
            "may": {
                "decisions": ["approve", "return", "refuse"], "fund": false, "hold": true,
                "correct": true, "download": false, "upload": false, "clear": false, "cancel": false,
            },
            "example": true, "synthetic": true,
        }),
    )
}

fn line() -> Value {
    json!({
        "batch": 1, "line": 34, "name": "王**", "idMasked": "2199**********0018",
        "unit": "示范机械厂", "kind": "hardship", "kindTitle": "特殊困难补助",
        "amountFen": 300_000, "formula": "每人3,000.00元 = 3,000.00元",
        "inputs": [{ "label": "发放标准", "text": "3,000.00元" }], "sources": ["示例"],
        "example": true, "bank": "工商银行示范支行", "last4": "0034", "state": "FAILED",
        "stateText": "支付失败", "reference": "R260000121-2101-0001-1-034", "flags": [],
        "correction": {
            "reason": REASON, "proposedAt": "2026-12-05T02:00:00Z", "mine": false,
            "bank": "工商银行示范支行", "last4": "0035",
        },
        "case": {
            "paidFen": 0, "dueFen": 300_000, "attempt": 1,
            "reasons": [{
                "code": "AC01", "text": "账号有误。", "next": "请与本人核对账号,登记更正后由另一人批准。",
                "at": "2026-12-04T02:00:00Z",
            }],
            "changedAt": "2026-12-04T02:00:00Z",
        },
        "may": {
            "hold": false, "release": false, "correct": true, "approveCorrection": true,
            "void": true,
        },
    })
}

fn excluded() -> Value {
    json!({
        "name": "李**", "idMasked": "2199**********0026", "unit": "示范机械厂", "code": "B06",
        "text": "名册信息未在规定期限内核实。",
        "next": "由所属工会核实本人情况并在名册中记录,核实后列入补发。",
    })
}

fn objection() -> Value {
    json!({
        "no": 1, "batch": 1, "line": 34, "name": "李小成", "unit": "示范机械厂工会",
        "text": "据我所知,此人去年已经领取过同类补助。", "at": "2026-11-16T02:00:00Z",
    })
}

fn file() -> Value {
    json!({
        "message": MESSAGE, "batch": 1, "attempt": 1, "count": 98, "totalFen": 29_400_000,
        "totalCapital": "贰拾玖万肆仟元整", "sentAt": "2026-12-01T02:00:00Z",
        "dueOn": "2026-12-04", "answered": false, "outstanding": 2,
    })
}

fn suspense() -> Value {
    json!({
        "run": id("R01"), "part": "2101", "id": "0123456789abcdef", "code": "UNKNOWN_REFERENCE",
        "text": "回单中的参考号不是我方的付款。", "next": "请向银行核实这笔款的来源。",
        "amountFen": 300_000, "at": "2026-12-04T02:00:00Z", "clearTo": ["OUTSIDE", "BUDGET"],
        "version": 1,
    })
}

fn balance(account: &str, title: &str, fen: i64) -> Value {
    json!({ "account": account, "title": title, "amountFen": fen })
}

fn ledger() -> Value {
    let balances =
        json!([balance("BUDGET", "预算", -58_800_000), balance("IN_FLIGHT", "在途", 58_800_000),]);
    json!({
        "balances": balances, "sumFen": 0,
        "parts": [{ "part": "2101", "name": "沈阳市", "balances": balances }],
        "postings": [{
            "at": "2026-11-30T02:00:00Z", "debit": "BUDGET", "credit": "RESERVED",
            "amountFen": 58_800_000_u64, "code": "FUND", "text": "预留资金", "period": "2026",
            "about": "2101",
        }],
    })
}

fn budget() -> Value {
    json!({
        "line": "province-hardship", "year": 2026, "grantedFen": 600_000_000_u64,
        "availableFen": 541_200_000_u64, "version": 2,
        "changes": [{
            "grantedFen": 600_000_000_u64, "document": "辽工发〔2026〕示例1号",
            "at": "2026-01-10T02:00:00Z",
        }],
    })
}

fn payroll() -> Value {
    json!({
        "title": "省级劳模特困帮扶(2026)发放表", "number": "R260000121-2101", "place": "沈阳市",
        "listHash": HASH, "count": 196, "totalFen": 58_800_000_u64,
        "totalCapital": "伍拾捌万捌仟元整",
        "signatures": [{ "title": "制表人", "office": "系统按日历生成", "at": "2026-11-02T01:05:00Z" }],
        "lines": [{
            "no": 34, "name": "王**", "idMasked": "2199**********0018", "unit": "示范机械厂",
            "kindTitle": "特殊困难补助", "amountFen": 300_000, "bank": "工商银行示范支行",
            "last4": "0034", "stateText": "待支付",
        }],
        "example": true, "synthetic": true,
    })
}

fn notice() -> Value {
    json!({
        "run": id("R01"), "part": "2101", "title": "省级劳模特困帮扶(2026)", "place": "沈阳市",
        "kind": "AID", "fromOn": "2026-11-10", "toOn": "2026-11-16", "count": 196,
        "objection": "如有异议,请在公示期内实名向沈阳市总工会提出,电话024-00000000。",
        "synthetic": true,
    })
}

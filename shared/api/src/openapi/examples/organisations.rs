//! Examples of the register of unions.

use serde_json::{Value, json};

use super::{id, union};

pub(super) fn request(operation: &str) -> Option<Value> {
    Some(match operation {
        "putUnionContact" => json!({
            "version": 3, "aliases": ["示范机械"], "phone": "024-00000000",
            "address": "沈阳市铁西区示范路1号", "contact": { "name": "王小合", "phone": "024-00000000" },
        }),
        "putUnionStructure" => json!({
            "version": 3, "name": "示范机械厂工会委员会(合成数据)", "creditCode": "81210102XX0000019A",
            "orgType": "INDEPENDENT", "orgForm": "COMMITTEE", "replyNumber": "沈铁工发〔2023〕1号",
            "foundedOn": "2023-09-01", "serviceArea": ["210106004"], "acceptsIndividuals": false,
        }),
        "putUnionOfficers" => json!({
            "version": 3, "term": { "from": "2023-09-01", "until": "2026-08-31" },
            "officers": [{ "post": "CHAIR", "name": "王小合", "from": "2023-09-01", "fullTime": true }],
        }),
        "putUnionCertificate" => json!({
            "version": 3,
            "certificate": {
                "number": "辽工法证字第00001号", "registrar": "210106",
                "from": "2023-10-01", "until": "2026-08-31",
            },
        }),
        "putUnionParent" => json!({
            "version": 3, "parent": "U210106004001", "reason": "街道区划调整,按沈铁工发〔2026〕8号办理。",
        }),
        "putCoveredEmployer" => json!({ "version": 3, "covered": true }),
        "putRestructuring" => json!({
            "union": "U210106004001", "version": 3, "kind": "DISSOLVE", "target": "U210106004",
            "reason": "单位已注销,会员大会同意撤销工会。", "document": "会员大会决议〔2026〕3号",
        }),
        "decideRestructuring" => json!({ "approve": true, "casesTo": "U210106004" }),
        _ => return None,
    })
}

pub(super) fn answer(operation: &str) -> Option<Value> {
    Some(match operation {
        "getUnion"
        | "putUnionContact"
        | "putUnionStructure"
        | "putUnionOfficers"
        | "putUnionCertificate"
        | "putUnionParent"
        | "putCoveredEmployer" => view(),
        "listUnionChildren" => json!({ "union": row(), "above": [union()], "items": [row()] }),
        "getUnionHistory" => json!({
            "items": [{
                "no": 1, "at": "2026-10-12T02:00:00Z", "by": "审批 · 示范街道总工会(合成数据)",
                "act": { "code": "contact-changed", "text": "联系信息已更新" },
                "changes": [{ "label": "电话", "old": "024-00000001", "new": "024-00000000" }],
            }],
        }),
        "listCoveredEmployers" => json!({
            "items": [{
                "id": "E210106004001", "name": "示范机械厂(合成数据)",
                "creditCode": "91210102XX1000010K", "employees": 400,
            }],
        }),
        "listUnionReminders" => json!({
            "union": union(),
            "items": [{
                "union": union(), "warnings": [warning()], "termUntil": "2026-12-20",
                "updatedOn": "2026-10-12",
            }],
            "synthetic": true,
        }),
        "getUnionOutlook" => json!({
            "members": 30, "employers": 1, "openCases": 2, "below": 0, "offices": 3,
        }),
        "getRestructuring" | "putRestructuring" | "decideRestructuring" | "undoRestructuring" => {
            json!({
                "id": id("Z01"), "union": union(), "target": union(),
                "kind": { "code": "DISSOLVE", "text": "撤销" },
                "stage": { "code": "MOVING", "text": "会员逐人办理中" },
                "reason": "单位已注销,会员大会同意撤销工会。", "document": "会员大会决议〔2026〕3号",
                "askedAt": "2026-10-12T02:00:00Z", "casesTo": union(), "moved": 0, "retained": 12,
                "left": 18, "problems": [{ "of": id("P01"), "text": "会籍刚有变动,稍后自动再办。" }],
                "can": { "decide": false, "undo": false }, "history": [], "synthetic": true,
            })
        }
        _ => return None,
    })
}

fn warning() -> Value {
    json!({
        "code": "TERM_ENDS_IN_30", "text": "本届任期30天内届满", "next": "请准备换届选举。",
        "sinceOn": "2026-11-20", "overdue": false,
    })
}

fn row() -> Value {
    json!({
        "id": "U210106004001", "name": "示范机械厂工会委员会(合成数据)", "level": "GRASSROOTS",
        "levelText": "基层工会", "kind": { "code": "INDEPENDENT", "text": "独立基层工会" },
        "status": { "code": "ACTIVE", "text": "正常" }, "members": 120, "warnings": [warning()],
    })
}

fn view() -> Value {
    let place = json!({
        "code": "210106004", "name": "示范街道", "fullName": "辽宁省沈阳市铁西区示范街道",
        "level": "TOWNSHIP",
    });
    json!({
        "union": row(), "above": [union()], "aliases": ["示范机械"], "phone": "024-00000000",
        "address": "沈阳市铁西区示范路1号", "contact": { "name": "王小合", "phone": "024-00000000" },
        "code": "21010600400014", "creditCode": "81210102XX0000019A",
        "orgType": { "code": "INDEPENDENT", "text": "独立基层工会" },
        "orgForm": { "code": "COMMITTEE", "text": "工会委员会" },
        "replyNumber": "沈铁工发〔2023〕1号", "foundedOn": "2023-09-01", "division": place,
        "serviceArea": [], "acceptsIndividuals": false, "acceptsGroups": [],
        "term": { "from": "2023-09-01", "until": "2026-12-20" },
        "officers": [{
            "post": { "code": "CHAIR", "text": "主席" }, "name": "王小合", "from": "2023-09-01",
            "fullTime": true, "inOffice": true,
        }],
        "certificate": {
            "number": "辽工法证字第00001号", "registrar": union(), "from": "2023-10-01",
            "until": "2026-08-31", "cancelled": false,
        },
        "updatedOn": "2026-10-12", "version": 3, "can": { "keep": true, "govern": false },
        "synthetic": true,
    })
}

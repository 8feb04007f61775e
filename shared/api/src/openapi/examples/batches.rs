//! Examples of collective joining.

use serde_json::{Value, json};

use super::{id, task_id, union};

pub(super) fn request(operation: &str) -> Option<Value> {
    Some(match operation {
        "makeBatch" => json!({
            "union": "U210106001000", "title": "物流园集中入会", "place": "示范物流园广场",
            "heldAt": "2026-06-05T01:00:00Z", "untilOn": "2026-06-10",
        }),
        "uploadRoster" => json!({
            "fileName": "入会名单.csv", "content": "5aeT5ZCN", "dryRun": true,
        }),
        "addBatchRow" | "putBatchRow" => json!({
            "name": "王小合", "idNumber": "219901198805120018", "mobile": "15400000001",
            "group": "COURIER", "employer": "示范快递有限公司", "walkIn": true,
        }),
        "sendInvitations" => json!({ "rows": [1, 2] }),
        "checkIn" => json!({
            "device": "gate-1", "items": [{ "code": "0017K2QX", "at": "2026-06-05T01:02:03Z" }],
        }),
        "recordCeremony" => json!({
            "heldAt": "2026-06-05T01:00:00Z", "place": "示范物流园广场", "heads": 350, "oath": true,
        }),
        "decideBatch" => json!({
            "decidedOn": "2026-06-05", "noKinship": true, "rows": [1, 2, 3],
            "exceptions": [{ "row": 3, "decision": "refuse", "reasonCode": "R06" }],
        }),
        "viewConfirmation" => {
            json!({ "token": "01JB00000000000000000000B1-1-1-0123456789abcdef0123456789abcdef" })
        }
        "confirmJoining" => json!({
            "token": "01JB00000000000000000000B1-1-1-0123456789abcdef0123456789abcdef",
            "lastFour": "0018", "answer": "YES", "consents": ["JOIN"], "oath": true,
        }),
        _ => return None,
    })
}

pub(super) fn answer(operation: &str) -> Option<Value> {
    Some(match operation {
        "listBatches" => json!({ "items": [{
            "id": id("B01"), "union": union(), "title": "物流园集中入会", "place": "示范物流园广场",
            "heldAt": "2026-06-05T01:00:00Z", "rows": 350, "rounds": 1, "closed": false, "mine": true,
        }] }),
        "makeBatch" | "getBatch" | "recordCeremony" | "closeBatch" => batch(),
        "getBatchTemplate" => file("集中入会名单-模板.xlsx"),
        "listBatchRows" => json!({ "items": [row()] }),
        "addBatchRow" | "putBatchRow" => row(),
        "uploadRoster" => json!({
            "dryRun": true, "added": 1, "known": 0, "refused": 1,
            "lines": [
                { "line": 2, "outcome": "ADDED", "notes": [] },
                { "line": 3, "outcome": "REFUSED", "notes": ["证件号有一位可能填错了,请对照证件逐位检查。"] },
            ],
            "file": file("入会名单-校验结果.xlsx"),
        }),
        "sendInvitations" => json!({ "sent": 2, "failed": 0, "left": 0 }),
        "openDevice" => json!({
            "no": 1, "token": "01JB00000000000000000000B1-d1-0123456789abcdef0123456789abcdef",
            "untilAt": "2026-06-05T13:00:00Z",
        }),
        "checkIn" => json!({ "items": [{
            "code": "0017K2QX", "outcome": "PRESENT", "row": 1, "at": "2026-06-05T01:02:03Z",
            "device": "gate-1",
        }] }),
        "decideBatch" => json!({ "round": round(), "decided": 3, "left": 0, "problems": [] }),
        "viewConfirmation" | "confirmJoining" => json!({
            "title": "物流园集中入会", "place": "示范物流园广场", "heldAt": "2026-06-05T01:00:00Z",
            "union": union(), "untilOn": "2026-06-10", "device": false,
            "person": { "name": "王**", "answer": "OPEN" },
            "consent": { "code": "JOIN", "version": "2026-01", "text": "我同意……" },
            "oath": { "code": "oath@1", "version": "1", "text": "我志愿加入工会……" },
            "synthetic": true,
        }),
        _ => return None,
    })
}

fn batch() -> Value {
    json!({
        "id": id("B01"), "union": union(), "title": "物流园集中入会", "place": "示范物流园广场",
        "heldAt": "2026-06-05T01:00:00Z", "untilOn": "2026-06-10", "mine": true,
        "mayGather": true, "mayDecide": false,
        "counts": {
            "rows": 350, "sent": 350, "silent": 20, "yes": 325, "no": 5, "checking": 0, "ready": 310,
            "singly": 10, "returned": 5, "ended": 0, "members": 0, "present": 300, "absent": 15,
        },
        "devices": 1, "rounds": [round()],
        "ceremony": {
            "heldAt": "2026-06-05T01:00:00Z", "place": "示范物流园广场", "heads": 350, "oath": true,
            "at": "2026-06-05T03:00:00Z",
        },
        "synthetic": true,
    })
}

fn round() -> Value {
    json!({
        "no": 1, "decidedOn": "2026-06-05", "at": "2026-06-05T02:00:00Z", "people": 3,
        "exceptions": 1, "mine": false,
    })
}

fn row() -> Value {
    json!({
        "no": 1, "name": "王小合", "nameMasked": "王**", "idMasked": "2199**********0018",
        "mobileMasked": "154****0001", "group": "COURIER", "groupName": "快递员",
        "employer": "示范快递有限公司", "code": "0017K2QX", "walkIn": false, "answer": "YES",
        "onTheSpot": false, "answeredAt": "2026-06-03T02:00:00Z", "sends": 1,
        "sentAt": "2026-06-02T02:00:00Z", "shut": false, "presentAt": "2026-06-05T01:02:03Z",
        "presentOn": "gate-1",
        "application": {
            "id": id("A01"), "number": "2026000000017", "state": "APPROVING", "task": task_id("A01"),
            "ready": true, "reasons": [],
        },
    })
}

fn file(name: &str) -> Value {
    json!({
        "name": name,
        "mediaType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "content": "UEsDBBQ=",
    })
}

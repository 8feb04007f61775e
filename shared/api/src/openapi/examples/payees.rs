//! Examples of registers of payees and of accounts.

use serde_json::{Value, json};

use super::{id, union};

pub(super) fn request(operation: &str) -> Option<Value> {
    Some(match operation {
        "importPayees" => json!({
            "register": "MODEL_WORKER", "fileName": "劳模名册.csv", "content": "5aeT5ZCN",
            "dryRun": true,
        }),
        "checkPayees" => json!({
            "register": "MODEL_WORKER", "ids": [id("P01"), id("P02")], "checkedOn": "2026-10-12",
        }),
        "putPayeeStatus" => json!({ "status": "DECEASED", "reason": "社区出具死亡证明,已存档。" }),
        "confirmPayeeStatus" => json!({ "confirm": true }),
        "putPayeeAccount" => json!({
            "holder": "王小合", "bank": "工商银行示范支行", "number": "TESTCARD-0000-0034",
            "consentDocument": "收款账户确认书(2026-10-12)",
        }),
        "verifyAccounts" => json!({ "items": [{ "id": id("P01"), "version": 1 }] }),
        "putBankAccount" => json!({
            "holder": "王小合", "bank": "工商银行示范支行", "number": "TESTCARD-0000-0034",
            "consent": true,
        }),
        _ => return None,
    })
}

pub(super) fn answer(operation: &str) -> Option<Value> {
    Some(match operation {
        "listPayees" => json!({ "items": [payee()] }),
        "getPayee" => payee(),
        "getPayeeTemplate" => file("模板.xlsx"),
        "importPayees" => json!({
            "dryRun": true, "rows": 2, "counts": { "added": 1, "changed": 0, "unchanged": 0, "refused": 1 },
            "lines": [
                { "line": 2, "outcome": "ADDED", "notes": [] },
                { "line": 3, "outcome": "REFUSED", "notes": ["证件号有一位可能填错了,请对照证件逐位检查。"] },
            ],
            "file": file("劳模名册-校验结果.xlsx"),
        }),
        "checkPayees" | "verifyAccounts" => {
            json!({ "items": [{ "id": id("P01"), "status": 200 }] })
        }
        "putPayeeStatus" | "confirmPayeeStatus" => json!({
            "payee": payee(), "held": 1, "tooLate": 0,
            "text": "已登记,1笔待付款已暂缓;请另一位同事确认。",
        }),
        "putPayeeAccount" => account(),
        "getBankAccount" | "putBankAccount" => json!({
            "bank": "工商银行示范支行", "last4": "0034", "holder": "王**",
            "changedAt": "2026-10-12T02:00:00Z", "text": "已登记。工会核实后用于发放。",
        }),
        _ => return None,
    })
}

fn payee() -> Value {
    json!({
        "id": id("P01"), "register": "MODEL_WORKER", "name": "王**",
        "idMasked": "2199**********0018", "city": "2101", "cityName": "沈阳市", "union": union(),
        "unit": "示范机械厂", "status": "LIVING", "statusText": "在世、在册",
        "checkedOn": "2026-10-12", "checkDue": false,
        "facts": [{ "label": "荣誉称号", "text": "辽宁省劳动模范" }], "account": account(),
        "version": 3,
    })
}

fn account() -> Value {
    json!({
        "bank": "工商银行示范支行", "last4": "0034", "holder": "王**",
        "changedAt": "2026-10-12T02:00:00Z", "verifiedAt": "2026-10-13T02:00:00Z", "mine": false,
        "version": 1,
    })
}

fn file(name: &str) -> Value {
    json!({
        "name": name,
        "mediaType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "content": "UEsDBA==",
    })
}

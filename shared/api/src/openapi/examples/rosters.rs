//! Examples of rosters.

use serde_json::{Value, json};

use super::{id, union};

pub(super) fn request(operation: &str) -> Option<Value> {
    Some(match operation {
        "announceRoster" => json!({
            "union": "U210106004001", "kind": "FULL", "fileName": "花名册.xlsx", "size": 48_213,
            "sha256": "0f".repeat(32),
        }),
        "putRosterChunk" => json!({ "content": "5aeT5ZCN" }),
        "confirmRoster" => json!({ "decidedOn": "2026-10-12" }),
        _ => return None,
    })
}

pub(super) fn answer(operation: &str) -> Option<Value> {
    Some(match operation {
        "listRosters" => json!({ "items": [roster()] }),
        "announceRoster" | "checkRoster" | "getRoster" | "confirmRoster" | "cancelRoster" => {
            roster()
        }
        "getRosterTemplate" => {
            json!({ "name": "花名册模板.xlsx", "mediaType": XLSX, "content": "UEs=" })
        }
        "getRosterFile" => {
            json!({ "name": "花名册-需修改.xlsx", "mediaType": XLSX, "content": "UEs=" })
        }
        "listRosterRows" => json!({ "items": [{
            "line": 3, "name": "王**", "verdict": "REFUSED",
            "faults": [{
                "column": "证件号码", "code": "ID_CHECKSUM",
                "text": "证件号有一位可能填错了,请对照证件逐位检查。",
            }],
            "notes": [], "changes": [],
        }] }),
        "listRosterAbsent" => json!({ "items": [
            { "person": id("P01"), "name": "李**", "number": "M000000018" },
        ] }),
        _ => return None,
    })
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

fn roster() -> Value {
    let counts = json!({ "join": 290, "moveIn": 2, "correct": 3, "unchanged": 0, "refused": 5 });
    json!({
        "id": id("RS1"), "union": union(), "kind": "FULL", "fileName": "花名册.xlsx",
        "at": "2026-10-12T01:00:00Z", "state": "CHECKED", "chunkBytes": 3_145_728, "chunks": 1,
        "rows": 300, "rowsDone": 300, "checked": counts, "absent": 4, "returned": true,
        "mine": false, "mayConfirm": true, "mayCancel": true,
    })
}

//! Examples of the register of members.

use serde_json::{Value, json};

use super::{id, union};

pub(super) fn request(operation: &str) -> Option<Value> {
    Some(match operation {
        "searchMembers" => json!({ "by": "NAME", "value": "王", "union": "U210106004001" }),
        "revealMember" => json!({
            "of": id("P01"), "fields": ["/idNumber"], "purpose": "与本人来电核对证件号",
        }),
        "releaseMobile" => json!({ "reason": "本人来电,号码已停用,现由他人使用" }),
        "exportMembers" => json!({
            "union": "U210106004001", "format": "CSV", "purpose": "向市总工会报送实名制数据",
        }),
        _ => return None,
    })
}

pub(super) fn answer(operation: &str) -> Option<Value> {
    Some(match operation {
        "searchMembers" => json!({ "items": [member()] }),
        "getMember" => record(),
        "revealMember" => json!({
            "of": id("P01"), "at": "2026-10-12T02:00:00Z",
            "values": [{ "field": "/idNumber", "value": "219901198805120018" }],
        }),
        "releaseMobile" => json!({
            "text": "已解除。现在使用这个号码的人可以凭短信验证码登记;会籍和服务不受影响。",
        }),
        "exportMembers" => json!({
            "fileName": "合成数据-实名制会员-U210106004001-2026-10-12.csv",
            "mediaType": "text/csv; charset=utf-8", "content": "5aeT5ZCN", "count": 500,
        }),
        "getOwnRecord" => json!({
            "name": "王小合", "record": record(),
            "consents": [{ "code": "JOIN", "grantedOn": "2026-05-21" }],
        }),
        _ => return None,
    })
}

fn member() -> Value {
    json!({
        "id": id("P01"), "name": "王**", "number": "210000000018", "state": "ACTIVE",
        "stateText": "在籍", "union": union(), "since": "2026-05-21",
    })
}

fn record() -> Value {
    json!({
        "member": member(), "idTypeText": "居民身份证", "idMasked": "2199**********0018",
        "mobileMasked": "154****0001", "bornOn": "1988-05-12", "sexText": "男",
        "joinedOn": "2026-05-21",
        "history": [{
            "union": union(), "state": "ACTIVE", "stateText": "在籍", "from": "2026-05-21",
        }],
        "changes": [{ "on": "2026-05-21", "code": 1, "text": "入会" }],
        "services": ["法律援助"],
        "shared": [{
            "at": "2026-10-12T02:00:00Z", "by": "工会审批人", "fields": ["证件号码"],
            "purpose": "与本人来电核对证件号",
        }],
        "revealable": ["/idNumber"], "mayReleaseMobile": true, "synthetic": true,
    })
}

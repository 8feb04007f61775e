//! Examples of what a worker sends and gets.

use serde_json::{Value, json};

use super::{form, id, masked_form, object, task_id, union, value};
use crate::account::{AccountRequest, AccountView, RevealRequest, RevealView, RevealedValue};
use crate::applications::{
    Action, AmendmentRequest, AnswerRequest, AppealRequest, ApplicationRequest, ApplicationSummary,
    ApplicationView, Holder, NextAction, Receipt,
};
use crate::common::{ActorKind, ApplicationState, IdType, Reason, TimelineEntry};
use crate::consents::{ConsentRequest, ConsentView, ConsentWithdrawal};
use crate::matters::{
    CheckAnswer, CheckRequest, MatterConsent, MatterGuide, MatterList, MatterRule, MatterSummary,
    Oath, Place, RuleAnswer, UnionChoice,
};
use crate::me::{
    Availability, InboxItem, MeView, MemberCard, MembershipState, MembershipView, PersonView,
    RoleName, RoleView, ServiceView,
};

/// The consent to joining, word for word.
const CONSENT: &str = "我同意工会为办理入会核验我的姓名、身份证号和手机号。身份证号是敏感个人信息,\
只用于核验和登记;保存期限见说明;可随时撤回。";

pub(super) fn request(operation: &str) -> Option<Value> {
    match operation {
        "checkMatter" => value(CheckRequest { form: form() }),
        "apply" => value(ApplicationRequest {
            matter: "join".into(),
            form: form(),
            consents: vec!["JOIN".into()],
            oath: true,
            counter: None,
        }),
        "amendApplication" => value(AmendmentRequest { form: form() }),
        "appealApplication" => value(AppealRequest {
            text: "我每天为该平台送件,附上三个月的接单记录。".into(),
        }),
        "answerApplication" => value(AnswerRequest { yes: true }),
        "bindAccount" => value(AccountRequest {
            name: "王小合".into(),
            id_type: "ID_CARD".into(),
            id_number: "219901198805120018".into(),
            mobile: "15400000001".into(),
        }),
        "giveConsent" => value(ConsentRequest { policy_version: "2026-11".into() }),
        "reveal" => value(RevealRequest {
            of: task_id("A01"),
            fields: vec!["/idNumber".into()],
            purpose: "电话核对证件号".into(),
        }),
        _ => None,
    }
}

pub(super) fn answer(operation: &str) -> Option<Value> {
    match operation {
        "listMatters" => value(matters()),
        "getMatter" => value(guide()),
        "checkMatter" => value(check()),
        "apply" => value(receipt(ApplicationState::Submitted)),
        "amendApplication" => value(receipt(ApplicationState::Submitted)),
        "withdrawApplication" => value(receipt(ApplicationState::Withdrawn)),
        "appealApplication" => value(receipt(ApplicationState::Approving)),
        "getApplication" => value(application()),
        "getMe" => value(me()),
        "bindAccount" => value(AccountView { person: person() }),
        "giveConsent" => value(consent()),
        "withdrawConsent" => value(ConsentWithdrawal {
            code: "JOIN".into(),
            withdrawn_at: "2026-05-22T01:00:00Z".into(),
            text: "同意已撤回,正在办理的入会申请也已撤回。".into(),
            withdrawn_application: Some(id("A01")),
        }),
        "reveal" => value(RevealView {
            of: task_id("A01"),
            at: "2026-05-22T01:00:00Z".into(),
            values: vec![RevealedValue {
                field: "/idNumber".into(),
                value: "219901198805120018".into(),
            }],
        }),
        _ => None,
    }
}

fn matters() -> MatterList {
    MatterList {
        items: vec![MatterSummary {
            code: "join".into(),
            version: 1,
            title: "我要入会".into(),
            summary: "几分钟填好,工会15个工作日内答复。".into(),
            decide_within_working_days: 15,
        }],
    }
}

fn guide() -> MatterGuide {
    MatterGuide {
        code: "join".into(),
        version: 1,
        title: "我要入会".into(),
        summary: "几分钟填好,工会15个工作日内答复。".into(),
        who: vec!["年满16周岁、以工资收入为主要生活来源的劳动者。".into()],
        needs: vec!["本人身份证".into(), "本人实名的手机".into()],
        decide_within_working_days: 15,
        what_follows: vec!["核对身份".into(), "工会审批".into(), "领取会员证,开通服务".into()],
        consents: vec![MatterConsent {
            code: "JOIN".into(),
            text: CONSENT.into(),
            policy_version: "2026-11".into(),
            required: true,
        }],
        oath: Some(Oath {
            text: "我志愿加入工会,遵守工会章程,执行工会决议,积极参加工会活动。".into(),
            version: "oath@1".into(),
            required: false,
        }),
        form_schema: object(json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "type": "object",
            "properties": { "name": { "type": "string", "title": "姓名" } },
            "required": ["name"],
        })),
        rules: vec![MatterRule { id: "age".into(), text: "年满16周岁".into() }],
    }
}

fn check() -> CheckAnswer {
    let rule = |id: &str, passed, text: &str| RuleAnswer {
        id: id.to_owned(),
        passed,
        text: text.to_owned(),
    };
    CheckAnswer {
        rules: vec![
            rule("age", Some(true), "您已年满16周岁。"),
            rule("not-a-member", None, "是否已是会员,提交后核对。"),
        ],
        union: Some(union()),
        route: None,
        moving: None,
        choices: vec![UnionChoice { place: Place::Work, union: union(), limits: None }],
        due_on: "2026-06-11".into(),
        provisional: false,
    }
}

fn receipt(state: ApplicationState) -> Receipt {
    Receipt {
        id: id("A01"),
        number: "2621000000018".into(),
        state,
        due_on: "2026-06-11".into(),
        provisional: false,
        union: Some(union()),
    }
}

fn application() -> ApplicationView {
    let entry = |at: &str, code: &str, text: &str, by| TimelineEntry {
        at: at.to_owned(),
        code: code.to_owned(),
        text: text.to_owned(),
        by,
        union_name: None,
    };
    ApplicationView {
        id: id("A01"),
        number: "2621000000018".into(),
        matter: "join".into(),
        matter_version: 1,
        title: "我要入会".into(),
        state: ApplicationState::Returned,
        submitted_at: "2026-05-21T01:00:00Z".into(),
        due_on: "2026-06-04".into(),
        provisional: false,
        working_days_left: Some(10),
        union: Some(union()),
        holder: Some(Holder { kind: ActorKind::Applicant, union: None }),
        timeline: vec![
            entry("2026-05-21T01:00:00Z", "SUBMITTED", "您提交了申请。", ActorKind::Applicant),
            entry("2026-05-21T01:00:03Z", "RETURNED", "有1处要改。", ActorKind::System),
        ],
        reasons: vec![Reason {
            code: "R01".into(),
            text: "姓名与身份证号不一致。".into(),
            field: Some("/name".into()),
            next: "请对照证件修改,2026年6月4日前提交,编号不变。".into(),
        }],
        next: vec![
            NextAction { action: Action::Amend, by: Some("2026-06-04".into()) },
            NextAction { action: Action::Withdraw, by: None },
        ],
        moving: None,
        form: Some(masked_form()),
        synthetic: true,
    }
}

fn person() -> PersonView {
    PersonView {
        name: "王**".into(),
        id_type: IdType::IdCard,
        id_number: "2199**********0018".into(),
        mobile: "154****0001".into(),
        bound_at: "2026-05-20T01:00:00Z".into(),
    }
}

fn consent() -> ConsentView {
    ConsentView {
        code: "JOIN".into(),
        text: CONSENT.into(),
        policy_version: "2026-11".into(),
        granted_at: "2026-05-21T01:00:00Z".into(),
        withdrawn_at: None,
        effect: "入会前撤回,申请随之撤回;入会后可办理退会。".into(),
    }
}

fn me() -> MeView {
    MeView {
        person: Some(person()),
        membership: Some(MembershipView {
            number: "2101000000019".into(),
            state: MembershipState::Active,
            union: union(),
            joined_on: "2026-06-01".into(),
            retained_for: None,
            card: Some(MemberCard {
                number: "2101000000019-1".into(),
                issued_on: "2026-06-02".into(),
                qr: "gonghui:card:2101000000019-1".into(),
            }),
        }),
        membership_note: None,
        services: vec![service()],
        services_pending: false,
        applications: vec![ApplicationSummary {
            id: id("A01"),
            number: "2621000000018".into(),
            matter: "join".into(),
            title: "我要入会".into(),
            state: ApplicationState::Completed,
            submitted_at: "2026-05-21T01:00:00Z".into(),
            due_on: "2026-06-11".into(),
            provisional: false,
            next: vec![],
        }],
        payments: vec![],
        inbox: vec![InboxItem {
            id: id("N01"),
            at: "2026-06-02T01:00:00Z".into(),
            code: "APPROVED".into(),
            title: "已入会".into(),
            text: "您已是会员,服务正在开通。".into(),
            application: Some(id("A01")),
            read_at: None,
        }],
        consents: vec![consent()],
        roles: vec![RoleView {
            role: RoleName::UnionApprover,
            union: union(),
            valid_from: "2026-01-01".into(),
            valid_to: None,
            stand_in: false,
        }],
        synthetic: true,
    }
}

fn service() -> ServiceView {
    ServiceView {
        code: "health-check".into(),
        title: "健康体检(合成数据)".into(),
        availability: Availability::Available,
        reason: None,
        provider: Some("示范体检中心(合成数据)".into()),
        place: Some("沈阳市铁西区示范路2号".into()),
        phone: Some("024-00000001".into()),
        how_to_use: Some("出示电子会员卡,每年一次。".into()),
        valid_to: Some("2026-12-31".into()),
    }
}

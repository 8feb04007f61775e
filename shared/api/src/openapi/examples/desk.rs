//! Examples of what an officer sends and gets.

use serde_json::Value;

use super::{id, task_id, union, value};
use crate::Language;
use crate::common::{ActorKind, ApplicationState, TimelineEntry, UnionRef};
use crate::decisions::{
    BulkDecisionItem, BulkDecisionOutcome, BulkDecisionRequest, BulkDecisionResult, Decision,
    DecisionRequest, DecisionView, RouteRequest, RouteView, UrgeView,
};
use crate::me::RoleName;
use crate::problem::{Problem, ProblemCode};
use crate::stand_ins::{Officer, StandInList, StandInRequest, StandInSide, StandInView};
use crate::tasks::{
    CheckRow, Claim, ClaimView, FormField, HistoryItem, Preview, ReasonChoice, TaskCounts,
    TaskItem, TaskKind, TaskList, TaskState, TaskView,
};

pub(super) fn request(operation: &str) -> Option<Value> {
    match operation {
        "beginMove" => value(crate::moves::MoveRequest {
            union: "U2101060040010001".into(),
            name: "王小合".into(),
            id_type: crate::common::IdType::IdCard,
            id_number: "219901198805120018".into(),
            form: serde_json::Map::from_iter([
                ("relation".to_owned(), "FLEXIBLE".into()),
                ("occupationGroup".to_owned(), "NONE".into()),
                ("residenceDivision".to_owned(), "210106".into()),
            ]),
        }),
        "decideTask" => value(DecisionRequest {
            decision: Decision::Refuse,
            reason_code: Some("R06".into()),
            reason_text: None,
            no_kinship: true,
            decided_on: None,
        }),
        "decideTasks" => {
            value(BulkDecisionRequest { items: vec![bulk_item("A01"), bulk_item("A02")] })
        }
        "routeTask" => value(RouteRequest {
            union: id("U02"),
            reason: "申请人在邻近街道工作。".into(),
        }),
        "putStandIn" => value(StandInRequest {
            union: id("U01"),
            absent: None,
            stand_in: id("P02"),
            role: None,
            from: "2026-05-25".into(),
            until: "2026-05-29".into(),
        }),
        _ => None,
    }
}

pub(super) fn answer(operation: &str) -> Option<Value> {
    match operation {
        "listTasks" => value(TaskList {
            items: vec![item()],
            cursor: None,
            counts: TaskCounts { waiting: 12, near_due: 3, overdue: 1 },
        }),
        "getTask" => value(task()),
        "claimTask" => {
            value(ClaimView { id: task_id("A01"), state: TaskState::Claimed, claim: Some(claim()) })
        }
        "releaseTask" => {
            value(ClaimView { id: task_id("A01"), state: TaskState::Open, claim: None })
        }
        "decideTask" => value(decided("A01", Decision::Refuse, ApplicationState::Refused)),
        "decideTasks" => value(bulk()),
        "urgeTask" => {
            value(UrgeView { id: task_id("A01"), urged_at: "2026-06-12T01:00:00Z".into() })
        }
        "routeTask" => value(RouteView {
            id: task_id("A01"),
            application: id("A01"),
            union: UnionRef { id: id("U02"), ..union() },
            hops_left: 1,
        }),
        "listStandIns" => value(StandInList {
            items: vec![stand_in()],
            candidates: vec![officer("P02", "李小成")],
        }),
        "getStandIn" | "putStandIn" => value(stand_in()),
        _ => None,
    }
}

fn bulk_item(end: &str) -> BulkDecisionItem {
    BulkDecisionItem {
        id: task_id(end),
        decision: Decision::Approve,
        reason_code: None,
        reason_text: None,
        no_kinship: true,
        decided_on: Some("2026-06-01".into()),
    }
}

fn decided(task: &str, decision: Decision, state: ApplicationState) -> DecisionView {
    DecisionView {
        id: task_id(task),
        application: id("A01"),
        number: "2621000000018".into(),
        decision,
        decided_at: "2026-06-01T01:00:00Z".into(),
        state,
    }
}

fn bulk() -> BulkDecisionResult {
    let code = ProblemCode::CheckFailedOpenSingly;
    BulkDecisionResult {
        items: vec![
            BulkDecisionOutcome {
                id: task_id("A01"),
                status: 200,
                result: Some(decided("A01", Decision::Approve, ApplicationState::Approved)),
                problem: None,
            },
            BulkDecisionOutcome {
                id: task_id("A02"),
                status: code.status(),
                result: None,
                problem: Some(Problem::new(code, Language::Zh)),
            },
        ],
    }
}

fn claim() -> Claim {
    Claim { mine: true, until_at: "2026-05-22T01:30:00Z".into() }
}

fn item() -> TaskItem {
    TaskItem {
        id: task_id("A01"),
        application: id("A01"),
        number: "2621000000018".into(),
        matter: "join".into(),
        title: "我要入会".into(),
        kind: TaskKind::Approval,
        applicant: "王**".into(),
        group: Some("COURIER".into()),
        union: union(),
        opened_at: "2026-05-21T01:00:05Z".into(),
        due_on: "2026-05-28".into(),
        overdue: false,
        state: TaskState::Claimed,
        all_checks_passed: true,
        claim: Some(claim()),
    }
}

fn task() -> TaskView {
    TaskView {
        item: item(),
        matter_version: 1,
        application_state: ApplicationState::Approving,
        provisional: false,
        form: vec![FormField {
            field: "/idNumber".into(),
            label: "证件号码".into(),
            value: "2199**********0018".into(),
            masked: true,
        }],
        revealable: vec!["/idNumber".into(), "/mobile".into()],
        checks: vec![CheckRow {
            rule: "age".into(),
            version: "join@1".into(),
            text: "年满16周岁".into(),
            passed: Some(true),
            evidence: "age=38".into(),
            source: "form".into(),
            at: "2026-05-21T01:00:04Z".into(),
        }],
        timeline: vec![TimelineEntry {
            at: "2026-05-21T01:00:00Z".into(),
            code: "SUBMITTED".into(),
            text: "申请人提交了申请。".into(),
            by: ActorKind::Applicant,
            union_name: None,
        }],
        reasons: vec![],
        moving: None,
        appeal: None,
        history: vec![HistoryItem {
            application: id("A00"),
            number: "2521000000019".into(),
            title: "我要入会".into(),
            state: ApplicationState::Withdrawn,
            submitted_at: "2025-03-03T01:00:00Z".into(),
        }],
        decisions: vec![Decision::Approve, Decision::Return, Decision::Refuse],
        blocked: None,
        reason_choices: vec![ReasonChoice {
            decision: Decision::Refuse,
            code: "R06".into(),
            text: "暂时无法确认您与单位的劳动关系。".into(),
            next: "您可以补充合同、工资或接单记录后重新申请。".into(),
            min_text: 0,
        }],
        previews: vec![Preview {
            decision: Decision::Refuse,
            text: "本次未通过。原因:{reason}{next}".into(),
        }],
        synthetic: true,
    }
}

fn officer(end: &str, name: &str) -> Officer {
    Officer { id: id(end), name: name.to_owned(), role: RoleName::UnionApprover, union: union() }
}

fn stand_in() -> StandInView {
    StandInView {
        id: id("S01"),
        side: StandInSide::Given,
        absent: officer("P01", "张小合"),
        stand_in: officer("P02", "李小成"),
        from: "2026-05-25".into(),
        until: "2026-05-29".into(),
    }
}

//! Examples of foundings.

use serde_json::{Value, json};

use super::{id, object, union, value};
use crate::applications::{AmendmentRequest, Receipt};
use crate::common::{ActorKind, ApplicationState, UnionRef};
use crate::foundings::{
    FoundingEmployerView, FoundingItem, FoundingList, FoundingPart, FoundingPeople, FoundingPerson,
    FoundingReply, FoundingStep, FoundingView, ParticipationRequest, ParticipationView, ReplyView,
};

pub(super) fn request(operation: &str) -> Option<Value> {
    match operation {
        "sendRound" => value(AmendmentRequest {
            form: object(json!({
                "meetingOn": "2026-06-20",
                "place": "三楼会议室",
                "assembly": "GENERAL",
                "candidates": [1, 2, 3],
            })),
        }),
        "takePart" => {
            value(ParticipationRequest { consents: vec!["JOIN".to_owned()], employer: 0 })
        }
        _ => None,
    }
}

pub(super) fn answer(operation: &str) -> Option<Value> {
    match operation {
        "sendRound" => value(Receipt {
            id: id("F01"),
            number: "2026000000017".to_owned(),
            state: ApplicationState::Submitted,
            due_on: "2026-06-15".to_owned(),
            provisional: false,
            union: Some(union()),
        }),
        "listFoundings" => value(FoundingList { items: vec![item()] }),
        "getFounding" => value(view()),
        "listFoundingPeople" => value(FoundingPeople {
            items: vec![FoundingPerson {
                no: 1,
                name: "王小合".to_owned(),
                woman: false,
                employer: "示范公司(合成数据)".to_owned(),
                part: FoundingPart::In,
                why: None,
            }],
        }),
        "takePart" => value(ParticipationView { part: FoundingPart::In, no: 4, people: 4 }),
        "leaveFounding" => value(ParticipationView { part: FoundingPart::Left, no: 4, people: 3 }),
        "getReply" => value(ReplyView {
            number: "工批〔2026〕21号".to_owned(),
            title: "关于同意筹备建立示范公司工会委员会的批复".to_owned(),
            to: "示范公司工会筹备组".to_owned(),
            paragraphs: vec!["你们的请示收悉。经研究,同意筹备建立工会。".to_owned()],
            from: union(),
            on: "2026-06-02".to_owned(),
            application_number: "2026000000017".to_owned(),
            synthetic: true,
        }),
        _ => None,
    }
}

fn item() -> FoundingItem {
    FoundingItem {
        id: id("F01"),
        number: "2026000000017".to_owned(),
        name: "示范公司工会委员会".to_owned(),
        parent: union(),
        step: FoundingStep::Requested,
        waiting_for: Some(ActorKind::Union),
        due_on: Some("2026-06-15".to_owned()),
        people: 0,
        submitted_at: "2026-06-01T01:00:00Z".to_owned(),
        task: Some(format!("{}-1", id("F01"))),
    }
}

fn view() -> FoundingView {
    let reply = FoundingReply {
        round: 1,
        number: "工批〔2026〕21号".to_owned(),
        on: "2026-06-02".to_owned(),
        union: union(),
    };
    FoundingView {
        id: id("F01"),
        number: "2026000000017".to_owned(),
        name: "示范公司工会委员会".to_owned(),
        form: "COMMITTEE".to_owned(),
        employers: vec![FoundingEmployerView {
            name: "示范公司(合成数据)".to_owned(),
            employees: 120,
            members: 60,
        }],
        parent: union(),
        step: FoundingStep::Recruiting,
        state: ApplicationState::Approving,
        waiting_for: Some(ActorKind::Applicant),
        due_on: Some("2027-06-02".to_owned()),
        people: 3,
        women: 1,
        committee_least: 3,
        committee_most: 5,
        replies: vec![reply],
        union: None::<UnionRef>,
        organiser: true,
        part: FoundingPart::In,
        no: Some(1),
        synthetic: true,
    }
}

//! Identities and previews.

use super::*;
use domain::entry::{Actor, Change};
use domain::id::{PersonId, SubjectId, UnionId};
use domain::matter::find;
use domain::occupation::OccupationGroup;
use domain::role::Role;
use domain::submission::{Submission, submit};
use domain::verification::{hold, open};

#[test]
fn a_task_is_named_by_its_application_and_its_number() {
    let rows = [
        // why               text                               wanted
        ("a task", "01ARZ3NDEKTSV4RRFFQ69G5FAV-1", true),
        ("two digits", "01ARZ3NDEKTSV4RRFFQ69G5FAV-12", true),
        ("no number", "01ARZ3NDEKTSV4RRFFQ69G5FAV", false),
        ("zero in front", "01ARZ3NDEKTSV4RRFFQ69G5FAV-01", false),
        ("a sign", "01ARZ3NDEKTSV4RRFFQ69G5FAV-+1", false),
        ("too large", "01ARZ3NDEKTSV4RRFFQ69G5FAV-99999999999", false),
        ("not a ULID", "T-1", false),
    ];
    for (why, text, wanted) in rows {
        let got = TaskId::parse(text);
        assert_eq!(got.is_some(), wanted, "{why}");
        assert!(got.is_none_or(|id| id.to_string() == text), "{why}");
    }
}

#[test]
fn a_preview_is_what_the_decision_would_write() {
    let at: Timestamp = "2026-05-20T02:00:00Z".parse().unwrap();
    let matter = find("join").unwrap();
    let union = UnionId::parse("U1").unwrap();
    let new = Submission {
        id: ApplicationId::from_parts(1, 1),
        number: "2626000000018".to_owned(),
        subject: SubjectId::parse("worker").unwrap(),
        person: PersonId::from_parts(1, 1),
        group: OccupationGroup::None,
        oath: false,
    };
    let Change { mut application, entry, .. } = submit(new, matter, at);
    assert!(matches!(entry.by, Actor::Applicant { .. }));
    let due = "2026-05-27".parse().unwrap();
    let step = open(&application, StepKind::Approval, &union, Role::UnionApprover, due, at);
    application.state = domain::application::State::Approving;
    hold(&mut application, step.clone());
    let acting = Acting {
        subject: SubjectId::parse("officer").unwrap(),
        role: Role::UnionApprover,
        union,
        principal: None,
    };
    let open = decisions(&application, &step, matter);
    assert_eq!(open, [Decision::Approve, Decision::Return, Decision::Refuse]);
    let texts = previews(&application, matter, &open, &acting, None, at, Language::Zh);
    let texts: Vec<&str> = texts.iter().map(|preview| preview.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "工会已批准。批准后自动发给会员号和电子会员证,会员服务随即开通。",
            "需要您修改,2026-06-03前提交,编号不变。原因:{reason}{next}",
            "本次未通过。原因:{reason}{next}不同意本结果,可在2026-06-03前申请复核。",
        ]
    );
}

//! Records for the tests: small, complete, different where a number says so.
#![expect(
    clippy::expect_used,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use crate::fresh;
use domain::application::{Decision, Pending, StepKind};
use domain::approval::{Decided, Word};
use domain::authority::Acting;
use domain::citizen_id::{IdType, Sex};
use domain::entry::Change;
use domain::id::{ApplicationId, MembershipId, PersonId, SubjectId, UnionId};
use domain::matter::{Matter, find};
use domain::membership::{
    Affiliation, AffiliationKind, Membership, MembershipEvent, MembershipState, Standing,
};
use domain::occupation::{ChangeType, OccupationGroup};
use domain::person::{Person, Sealed, StoredForm};
use domain::role::{Role, RoleGrant};
use domain::submission::{Submission, submit};
use jiff::{SignedDuration, Timestamp, civil::Date, civil::date};
use store::{Idempotency, Store, Write};

/// A store over a table of its own.
pub(crate) async fn store() -> Store {
    let client = fresh::client();
    let name = fresh::fresh(&client).await;
    Store::new(client, name)
}

/// Monday, 1 June 2026, 09:00 in Asia/Shanghai, and so many minutes.
pub(crate) fn at(minutes: i64) -> Timestamp {
    let start: Timestamp = "2026-06-01T01:00:00Z".parse().expect("a moment");
    start + SignedDuration::from_mins(minutes)
}

pub(crate) fn day(number: i8) -> Date {
    date(2026, 6, number)
}

pub(crate) fn person_id(n: u128) -> PersonId {
    PersonId::from_parts(1_780_000_000_000, n)
}

pub(crate) fn subject(n: u128) -> SubjectId {
    SubjectId::parse(&format!("account-{n}")).expect("a subject")
}

pub(crate) fn application_id(n: u128) -> ApplicationId {
    ApplicationId::from_parts(1_780_000_000_000, n)
}

pub(crate) fn union_id(text: &str) -> UnionId {
    UnionId::parse(text).expect("a union's id")
}

pub(crate) fn join() -> &'static Matter {
    find("join").expect("the matter join")
}

/// A new application of person `n` by account `n`.
pub(crate) fn submitted(n: u128) -> Change {
    let new = Submission {
        id: application_id(n),
        number: format!("2026{n:08}0"),
        subject: subject(n),
        person: person_id(n),
        group: OccupationGroup::None,
        oath: true,
    };
    submit(new, join(), at(0))
}

/// The same, waiting for `union` until `due`.
pub(crate) fn waiting(n: u128, union: &str, due: Date) -> Change {
    let mut change = submitted(n);
    change.application.union = Some(union_id(union));
    change.application.state = domain::application::State::Approving;
    change.application.steps = 1;
    change.application.pending = Some(Pending {
        seq: 1,
        kind: StepKind::Approval,
        union: Some(union_id(union)),
        role: Some(Role::UnionApprover),
        opened: at(0),
        due,
        escalation: 0,
        reminded: false,
    });
    change
}

/// The decision of an officer on what [`waiting`] wrote.
pub(crate) fn decided(read: &Change, decision: Decision, when: Timestamp) -> Change {
    let step = read.application.pending.as_ref().expect("a step");
    let acting = Acting {
        subject: subject(900),
        role: Role::UnionApprover,
        union: step.union.clone().expect("a union"),
        principal: None,
    };
    let code = (decision != Decision::Approve).then_some(domain::reason::ReasonCode::R08);
    let word = Word { decision, code, text: None, decided_on: None, no_kinship: true };
    match domain::approval::decide(&read.application, join(), step.seq, &acting, &word, when) {
        Ok(Decided::Change(change)) => *change,
        other => unreachable!("{other:?}"),
    }
}

pub(crate) fn form(version: u32) -> StoredForm {
    StoredForm {
        version,
        at: at(0),
        kind: None,
        masked: serde_json::json!({ "relation": "LABOUR", "mobile": "154****0001" }),
        sealed: Some(Sealed("1.c2VhbGVk".to_owned())),
    }
}

pub(crate) fn take_open(person: u128, application: u128, joining: bool) -> Write {
    Write::TakeOpen {
        person: person_id(person),
        application: application_id(application),
        joining,
        consents: Vec::new(),
    }
}

pub(crate) fn release_open(person: u128, application: u128) -> Write {
    Write::ReleaseOpen { person: person_id(person), application: application_id(application) }
}

pub(crate) fn kept(key: &str, now: Timestamp) -> Idempotency {
    Idempotency {
        subject: subject(1),
        route: "POST /v1/applications".to_owned(),
        key: key.to_owned(),
        body: "hash-of-the-body".to_owned(),
        answer: "{\"id\":\"1\"}".to_owned(),
        expires: now + SignedDuration::from_hours(48),
    }
}

pub(crate) fn person(n: u128, version: u64) -> Person {
    Person {
        id: person_id(n),
        version,
        name: "合成甲".to_owned(),
        id_type: IdType::IdCard,
        id_masked: "2199**********0018".to_owned(),
        id_sealed: Sealed("1.aWQ=".to_owned()),
        mobile_masked: Some("154****0001".to_owned()),
        mobile_sealed: Some(Sealed("1.bW9iaWxl".to_owned())),
        birth: date(1990, 1, 1),
        sex: Sex::Male,
        subject: Some(subject(n)),
        released: None,
        bound: None,
    }
}

/// The standing of a member of `union`, after `version - 1` others.
pub(crate) fn member(n: u128, version: u64, union: &str, state: MembershipState) -> Standing {
    let affiliation = Affiliation {
        union: union_id(union),
        path: format!("/LN/{union}/"),
        kind: AffiliationKind::Employer,
        employer: None,
        from: day(1),
    };
    Standing {
        person: person_id(n),
        version,
        name: format!("王{n}"),
        listed: None,
        open: None,
        membership: Some(Membership {
            id: MembershipId::from_parts(1_780_000_000_000, n),
            number: format!("LN{n:09}"),
            state,
            joined: day(1),
            affiliation: (state != MembershipState::Ended).then_some(affiliation),
            card: 1,
            events: 1,
            retained: None,
            ended: None,
        }),
        former: Vec::new(),
        consents: Vec::new(),
    }
}

pub(crate) fn joined(n: u128, union: &str) -> MembershipEvent {
    MembershipEvent {
        membership: MembershipId::from_parts(1_780_000_000_000, n),
        seq: 1,
        kind: ChangeType::Join,
        reason: None,
        ext: None,
        was: None,
        cause: None,
        on: day(1),
        at: at(0),
        from: None,
        to: Some(union_id(union)),
        via: Some(AffiliationKind::Employer),
        employer: None,
        path: format!("/LN/{union}/"),
        application: None,
    }
}

pub(crate) fn grant(who: u128, union: &str, role: Role) -> RoleGrant {
    RoleGrant {
        subject: subject(who),
        union: union_id(union),
        path: format!("/LN/{union}/"),
        role,
        from: date(2020, 1, 1),
        to: None,
    }
}

//! A case to decide on: a form, its evidence, an application that waits for its first level.

use domain::application::{Application, Decision, State};
use domain::approval::{self, Decided, Word};
use domain::authority::Acting;
use domain::entry::Change;
use domain::form::{Door, parse};
use domain::id::{ApplicationId, PersonId, SubjectId, UnionId};
use domain::matter::{self, FormKind, Matter};
use domain::occupation::OccupationGroup;
use domain::reason::ReasonCode;
use domain::role::Role;
use domain::rule::{Facts, IdentityAnswer, MemberFact, evaluate_all};
use domain::submission::{self, Submission};
use domain::union::{Union, UnionKind, UnionLevel, UnionStatus};
use domain::verification::{self, Place};
use jiff::{Timestamp, civil::date};

pub(crate) fn now() -> Timestamp {
    "2026-11-23T02:00:00Z".parse().unwrap()
}

pub(crate) fn subject(text: &str) -> SubjectId {
    SubjectId::parse(text).unwrap()
}

pub(crate) fn union(id: &str, path: &str) -> Union {
    Union {
        id: UnionId::parse(id).unwrap(),
        name: format!("{id}工会"),
        aliases: Vec::new(),
        level: UnionLevel::Grassroots,
        kind: UnionKind::Independent,
        status: UnionStatus::Active,
        parent: Some(UnionId::parse("STREET").unwrap()),
        path: path.to_owned(),
        division: "210106".to_owned(),
        accepts_individuals: false,
        accepts_groups: Vec::new(),
        credit_code: None,
        phone: None,
        address: None,
    }
}

pub(crate) fn join() -> &'static Matter {
    matter::find("join").unwrap()
}

pub(crate) fn submitted() -> Change {
    let new = Submission {
        id: ApplicationId::from_parts(1, 1),
        number: "2026000000016".to_owned(),
        subject: subject("worker"),
        person: PersonId::from_parts(1, 2),
        group: OccupationGroup::None,
        oath: true,
    };
    submission::submit(new, join(), now())
}

/// A form whose person was born so that he is `age` today.
pub(crate) fn form(age: i16, relation: &str) -> domain::form::Form {
    let id = match age {
        15 => "219901201106010017",
        38 => "219901198805120018",
        62 => "219901196406010015",
        other => panic!("no vector for {other}"),
    };
    let value = serde_json::json!({
        "name": "王小明", "idType": "ID_CARD", "idNumber": id, "mobile": "15400000001",
        "employer": { "name": "沈阳合成数据有限公司" }, "relation": relation,
        "occupationGroup": "NONE", "residenceDivision": "210106",
    });
    let door = Door { today: date(2026, 11, 23), allow_synthetic: true };
    parse(FormKind::Join, &value, door).unwrap()
}

pub(crate) fn checked(
    form: &domain::form::Form,
    identity: Option<IdentityAnswer>,
    member: MemberFact,
    own: bool,
    free: bool,
) -> Vec<domain::rule::Evidence> {
    let facts = Facts {
        at: now(),
        form,
        identity,
        membership: None,
        member: Some(member),
        own_person: Some(own),
        mobile_free: Some(free),
        founding: None,
    };
    evaluate_all(&join().rules, &facts)
}

pub(crate) fn in_approval() -> Application {
    let own = union("OWN", "/LN/STREET/OWN/");
    let place = Place { union: Some(&own), reason: None, from: None, checker: &own };
    let checks =
        checked(&form(38, "LABOUR"), Some(IdentityAnswer::Agree), MemberFact::None, true, true);
    let verified =
        verification::decide(&submitted().application, join(), checks, place, now()).unwrap();
    assert_eq!(verified.application.state, State::Approving);
    assert!(verified.application.clean);
    approval::open_next(&verified.application, join(), approval::Parties::of(&own, None), now())
        .unwrap()
        .application
}

pub(crate) fn acting(who: &str) -> Acting {
    Acting {
        subject: subject(who),
        role: Role::UnionApprover,
        union: UnionId::parse("OWN").unwrap(),
        principal: None,
    }
}

pub(crate) fn word(decision: Decision, code: Option<ReasonCode>) -> Word {
    Word { decision, code, text: None, decided_on: None, no_kinship: true }
}

pub(crate) fn changed(decided: Decided) -> Application {
    match decided {
        Decided::Change(change) => change.application,
        Decided::Repeat => panic!("a repeat where a change was wanted"),
    }
}

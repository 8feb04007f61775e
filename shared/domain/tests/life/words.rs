//! What the machine's evidence and an officer's word on a step come to.

use super::case::{acting, changed, checked, form, in_approval, join, now, submitted, union, word};
use domain::application::{Decision, State, StepKind};
use domain::approval::{self, Decided, Rejected, Word};
use domain::reason::ReasonCode;
use domain::rule::{IdentityAnswer, MemberFact};
use domain::submission::{self, Refused};
use domain::verification::{self, Place, Verdict};
use jiff::civil::date;

#[test]
fn what_the_evidence_comes_to() {
    use IdentityAnswer::{Agree, Mismatch, MobileMismatch, Unknown};
    use MemberFact::{Active, None as Nobody, Retained};
    let returned = |code| Verdict::Return(vec![domain::application::Reason { code, text: None }]);
    let refused = |code| Verdict::Refuse(vec![domain::application::Reason { code, text: None }]);
    #[rustfmt::skip]
    let rows = [
        // why                                 age relation      identity               member    own    free   confirmed  wanted
        ("plain",                              38, "LABOUR",     Some(Agree),           Nobody,   true,  true,  false, Verdict::Pass),
        ("fifteen",                            15, "LABOUR",     Some(Agree),           Nobody,   true,  true,  false, refused(ReasonCode::R03)),
        ("fifteen, though a person confirmed", 15, "LABOUR",     Some(Agree),           Nobody,   true,  true,  true,  refused(ReasonCode::R03)),
        ("a member already",                   38, "LABOUR",     Some(Agree),           Active,   true,  true,  false, refused(ReasonCode::R09)),
        ("a retained member",                  38, "LABOUR",     Some(Agree),           Retained, true,  true,  false, refused(ReasonCode::R09)),
        ("name and number differ",             38, "LABOUR",     Some(Mismatch),        Nobody,   true,  true,  false, returned(ReasonCode::R01)),
        ("the mobile is another's",            38, "LABOUR",     Some(MobileMismatch),  Nobody,   true,  true,  false, returned(ReasonCode::R01)),
        ("the provider does not know him",     38, "LABOUR",     Some(Unknown),         Nobody,   true,  true,  false, Verdict::Check),
        ("the provider gave no answer",        38, "LABOUR",     None,                  Nobody,   true,  true,  false, Verdict::Check),
        ("no answer, but a person confirmed",  38, "LABOUR",     None,                  Nobody,   true,  true,  true,  Verdict::Pass),
        ("somebody else's form",               38, "LABOUR",     Some(Agree),           Nobody,   false, true,  false, Verdict::Check),
        ("the mobile is registered elsewhere", 38, "LABOUR",     Some(Agree),           Nobody,   true,  false, false, Verdict::Check),
        ("of an age to draw a pension",        62, "LABOUR",     Some(Agree),           Nobody,   true,  true,  false, Verdict::Check),
        ("on a platform, no group named",      38, "SELF_EMPLOYED_PLATFORM", Some(Agree), Nobody, true,  true,  false, Verdict::Check),
        ("flexible",                           38, "FLEXIBLE",   Some(Agree),           Nobody,   true,  true,  false, Verdict::Pass),
    ];
    for (why, age, relation, identity, member, own, free, confirmed, wanted) in rows {
        let checks = checked(&form(age, relation), identity, member, own, free);
        assert_eq!(verification::verdict(join(), &checks, confirmed), wanted, "{why}");
        let facts: String = checks.iter().map(|row| row.facts.as_str()).collect();
        assert!(!facts.contains("2199") && !facts.contains("154"), "{why}: evidence holds a value");
    }
}

#[test]
fn a_provider_that_is_down_leads_to_a_person_and_never_to_a_refusal() {
    let own = union("OWN", "/LN/STREET/OWN/");
    let place = Place { union: Some(&own), reason: None, from: None, checker: &own };
    let mut application = submitted().application;
    for wanted in [None, None, Some(StepKind::Check)] {
        application = verification::identity_unavailable(&application, Vec::new(), place, now())
            .unwrap()
            .application;
        assert_eq!(application.state, State::Verifying);
        assert_eq!(application.pending.as_ref().map(|step| step.kind), wanted);
        assert!(application.wake.is_some(), "an open record is always driven again");
    }
}

#[test]
fn what_a_word_on_a_step_comes_to() {
    use Decision::{Approve, Refuse, Return};
    use ReasonCode::{R01, R05, R99};
    let read = in_approval();
    let seq = read.pending.as_ref().unwrap().seq;
    let with = |text: &str| Word { text: Some(text.to_owned()), ..word(Refuse, Some(R99)) };
    let kin = Word { no_kinship: false, ..word(Approve, None) };
    let early = Word { decided_on: Some(date(2026, 11, 20)), ..word(Approve, None) };
    let later = Word { decided_on: Some(date(2026, 11, 24)), ..word(Approve, None) };
    #[rustfmt::skip]
    let rows = [
        // why                               seq      word                         wanted
        ("yes",                              seq,     word(Approve, None),         Ok(State::Approved)),
        ("back with a reason",               seq,     word(Return, Some(R01)),     Ok(State::Returned)),
        ("no with a reason",                 seq,     word(Refuse, Some(R05)),     Ok(State::Refused)),
        ("back without one",                 seq,     word(Return, None),          Err(Rejected::ReasonRequired)),
        ("no without one",                   seq,     word(Refuse, None),          Err(Rejected::ReasonRequired)),
        ("other, no text",                   seq,     word(Refuse, Some(R99)),     Err(Rejected::TextRequired)),
        ("other, nine characters",           seq,     with("一二三四五六七八九"),   Err(Rejected::TextRequired)),
        ("other, ten characters",            seq,     with("一二三四五六七八九十"), Ok(State::Refused)),
        ("kinship not denied",               seq,     kin,                         Err(Rejected::KinshipRequired)),
        ("decided before the application",   seq,     early,                       Err(Rejected::DateImpossible)),
        ("decided tomorrow",                 seq,     later,                       Err(Rejected::DateImpossible)),
        ("a step that never was",            seq + 1, word(Approve, None),         Err(Rejected::Closed)),
    ];
    for (why, seq, word, wanted) in rows {
        let got = approval::decide(&read, join(), seq, &acting("officer"), &word, now());
        assert_eq!(got.map(|decided| changed(decided).state), wanted, "{why}");
    }
}

#[test]
fn a_closed_step_never_changes_and_only_the_same_word_of_the_same_officer_is_a_repeat() {
    let read = in_approval();
    let seq = read.pending.as_ref().unwrap().seq;
    let yes = word(Decision::Approve, None);
    let closed =
        changed(approval::decide(&read, join(), seq, &acting("one"), &yes, now()).unwrap());
    let rows = [
        // why                    who    word  wanted
        ("the same again", "one", yes.clone(), Ok(Decided::Repeat)),
        ("another officer, the same", "two", yes, Err(Rejected::Closed)),
        (
            "the same officer, the opposite",
            "one",
            word(Decision::Refuse, Some(ReasonCode::R05)),
            Err(Rejected::Closed),
        ),
    ];
    for (why, who, word, wanted) in rows {
        let got = approval::decide(&closed, join(), seq, &acting(who), &word, now());
        assert_eq!(got, wanted, "{why}");
    }
}

#[test]
fn an_appeal_ends_upheld_or_back_at_the_committee_and_comes_once() {
    let read = in_approval();
    let seq = read.pending.as_ref().unwrap().seq;
    let no = word(Decision::Refuse, Some(ReasonCode::R05));
    let refused =
        changed(approval::decide(&read, join(), seq, &acting("one"), &no, now()).unwrap());
    let parent = union("STREET", "/LN/STREET/");
    let appealed = submission::appeal(&refused, &parent, "请再看一次接单记录".to_owned(), now())
        .unwrap()
        .application;
    assert_eq!(appealed.state, State::Approving);
    let step = appealed.pending.clone().unwrap();
    assert_eq!((step.kind, step.union.as_ref()), (StepKind::Appeal, Some(&parent.id)));
    let judge = acting("county");
    let upheld =
        changed(approval::decide(&appealed, join(), step.seq, &judge, &no, now()).unwrap());
    assert_eq!((upheld.state, upheld.appeal_by), (State::Refused, None));
    assert_eq!(
        submission::appeal(&upheld, &parent, "再来一次".to_owned(), now()).unwrap_err(),
        Refused::Again
    );
    let yes = word(Decision::Approve, None);
    let back = changed(approval::decide(&appealed, join(), step.seq, &judge, &yes, now()).unwrap());
    assert_eq!((back.state, back.pending.clone(), back.level), (State::Approving, None, 0));
    assert_eq!(back.hands, vec![judge.subject.clone()], "the committee may decide anew");
    let return_it = word(Decision::Return, Some(ReasonCode::R01));
    let got = approval::decide(&appealed, join(), step.seq, &judge, &return_it, now());
    assert_eq!(got, Err(Rejected::DecisionUnfit));
}

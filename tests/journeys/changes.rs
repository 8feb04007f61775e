//! Changes of a membership other than moving: kept, active again, left, reviewed, expelled, died;
//! domain 11.4 and 12.4 (2), (3), (18).

use super::runs::up_to_funds;
use crate::harness::door::{Got, ask, word};
use crate::harness::people::Worker;
use crate::harness::runs::{day, draw_day, payee};
use crate::harness::walker::Fault;
use crate::harness::world::{World, union_id};
use domain::application::{Event, State, StepKind};
use domain::calendar::end_of_day_shanghai;
use domain::id::{ApplicationId, PersonId, StandInId, SubjectId};
use domain::membership::{EndedHow, Membership, MembershipState, RetainCause, counted, stays};
use domain::occupation::{ChangeExtension, ChangeReason, ChangeType};
use domain::payee::PayeeStatus;
use domain::role::{Role, StandIn};
use domain::run::hold::HoldKind;
use jiff::Timestamp;
use jiff::civil::date;
use serde_json::{Value, json};

/// Steps that a change of a membership goes through.
pub(crate) const CHANGE: [&str; 3] = ["verify", "approve", "change-membership"];

const WORDS: &str = "本人因个人原因申请退出工会组织";

fn id_of(receipt: &Value) -> ApplicationId {
    ApplicationId::parse(receipt["id"].as_str().unwrap()).unwrap()
}

/// The member asks.
async fn asks(world: &World, worker: &Worker, matter: &str, form: &Value, now: Timestamp) -> Got {
    let key = format!("{:032x}", world.draw());
    let body = json!({ "matter": matter, "form": form });
    let ask = ask("POST /v1/applications", "").by(worker.subject.as_str());
    ask.key(&key).body(&body).at(world, now).await
}

/// An officer reports.
async fn reports(
    world: &World,
    officer: &str,
    person: &PersonId,
    matter: &str,
    form: &Value,
    now: Timestamp,
) -> Got {
    let key = format!("{:032x}", world.draw());
    let body = json!({ "matter": matter, "form": form });
    let ask = ask("POST /v1/members/{person}/changes", person.as_str());
    ask.by(officer).key(&key).body(&body).at(world, now).await
}

async fn membership(world: &World, person: &PersonId) -> Membership {
    world.store().get_standing(person).await.unwrap().membership.unwrap()
}

/// Asked, checked, agreed to by the officer, in effect.
async fn done(world: &World, id: &ApplicationId, officer: &str, from: i64, fault: Fault) {
    assert_eq!(world.drive_with(id, world.after(from), fault).await.state, "Waiting", "{fault:?}");
    let yes = word("approve", None);
    world.decide(officer, id, &yes, world.after(from + 1)).await.expect(200);
    let end = world.drive_with(id, world.after(from + 2), fault).await;
    assert_eq!(end.state, "Completed", "{fault:?}");
}

fn died() -> Value {
    json!({ "diedOn": "2026-06-01", "proof": "CERTIFICATE", "document": "居民死亡医学证明书示例1号" })
}

fn crime() -> Value {
    json!({
        "document": "刑事判决书示例第1号", "issuer": "示例区人民法院", "issuedOn": "2026-05-20",
        "discussion": "工会小组讨论,一致同意提请开除会籍",
    })
}

fn unpaid() -> Value {
    json!({
        "unpaidSince": "2025-11-01", "absentSince": "2025-11-15", "warnedOn": "2026-05-10",
        "warning": "工会小组长当面谈话,本人表示不再交会费",
    })
}

/// Domain 1.7: offered, without dues and vote, not counted, services pause; and back.
#[tokio::test]
async fn a_membership_is_kept_and_made_active_again() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    world.enrol(&worker, "FACTORY", MembershipState::Active).await;
    let form = json!({ "retainCause": "UNEMPLOYED", "lastWorkDay": "2026-05-20" });
    let id = id_of(&asks(&world, &worker, "retain", &form, world.start()).await.expect(202));
    done(&world, &id, "factory-1", 1, Fault::None).await;
    let kept = membership(&world, &worker.person).await;
    assert_eq!(
        (kept.state, kept.retained),
        (MembershipState::Retained, Some(RetainCause::Unemployed))
    );
    let me = world.me(&worker.subject, world.after(9)).await;
    assert_eq!(
        (&me["membership"]["state"], &me["membership"]["retainedFor"]),
        (&json!("RETAINED"), &json!("UNEMPLOYED"))
    );
    assert!(
        me["membershipNote"]
            .as_str()
            .is_some_and(|text| text.contains("会籍已保留(失业),无需再申请"))
    );
    let services = me["services"].as_array().unwrap();
    assert!(services.iter().all(|one| one["availability"] == "NOT_APPLICABLE"), "services pause");
    let again = asks(&world, &worker, "retain", &form, world.after(10)).await.expect(202);
    assert_eq!(world.drive(&id_of(&again), world.after(11)).await, "Closed");
    let view = world.view(&worker.subject, &id_of(&again), world.after(12)).await.expect(200);
    assert_eq!(view["reasons"][0]["code"], "R13", "kept already: told so");
    let back = json!({ "backSince": "2026-06-01" });
    let id = id_of(&asks(&world, &worker, "reactivate", &back, world.after(20)).await.expect(202));
    done(&world, &id, "factory-2", 21, Fault::None).await;
    let active = membership(&world, &worker.person).await;
    assert_eq!((active.state, active.retained), (MembershipState::Active, None));
    assert_eq!(active.number, kept.number, "the number stays");
    let file = world.store().get_person_file(&worker.person).await.unwrap();
    let kinds: Vec<ChangeType> = file.events.iter().map(|event| event.kind).collect();
    assert_eq!(kinds, [ChangeType::Join, ChangeType::Retain, ChangeType::TransferIn]);
    assert_eq!(file.events[1].reason, Some(ChangeReason::Unemployed));
    assert_eq!(file.events.iter().map(counted).sum::<i64>(), 1, "counted once");
    // All but the two that are for the eight groups only.
    assert_eq!(file.grant.unwrap().services.len(), 18 - 2, "services are open again");
    world.check_invariants(&[&worker]).await;
}

/// Domain 1.7: who retired stays retained; he is told so, not refused (12.4 row 2).
#[tokio::test]
async fn a_retired_member_stays_retained_and_reads_why() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    world.enrol(&worker, "FACTORY", MembershipState::Active).await;
    let form = json!({ "retainCause": "RETIRED", "paper": "退休证示例1号" });
    let id = id_of(&asks(&world, &worker, "retain", &form, world.start()).await.expect(202));
    done(&world, &id, "factory-1", 1, Fault::None).await;
    let got = world.post(&worker, world.after(9)).await;
    assert_eq!(
        (got.problem(), &got.body["title"]),
        ((409, "R09"), &json!("会籍已保留,无需再申请"))
    );
    let back = json!({ "backSince": "2026-06-01" });
    let again =
        id_of(&asks(&world, &worker, "reactivate", &back, world.after(10)).await.expect(202));
    assert_eq!(world.drive(&again, world.after(11)).await, "Closed");
    let view = world.view(&worker.subject, &again, world.after(12)).await.expect(200);
    assert_eq!(view["reasons"][0]["code"], "R23");
    assert!(view["reasons"][0]["next"].as_str().is_some_and(|next| !next.is_empty()));
    world.check_invariants(&[&worker]).await;
}

/// Domain 1.7: where the employer is gone the union above decides and holds him.
#[tokio::test]
async fn a_closed_employers_member_is_held_by_the_union_above() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    world.enrol(&worker, "FACTORY", MembershipState::Active).await;
    let form = json!({ "retainCause": "EMPLOYER_CLOSED" });
    let id = id_of(&asks(&world, &worker, "retain", &form, world.start()).await.expect(202));
    done(&world, &id, "street-1", 1, Fault::None).await;
    let kept = membership(&world, &worker.person).await;
    assert_eq!(kept.affiliation.unwrap().union.as_str(), "STREET");
    let file = world.store().get_person_file(&worker.person).await.unwrap();
    let unions: Vec<_> = stays(&file.events).into_iter().map(|stay| stay.union).collect();
    let unions: Vec<&str> = unions.iter().map(|union| union.as_str()).collect();
    assert_eq!(unions, ["FACTORY", "STREET"]);
    assert_eq!(file.events.last().unwrap().reason, Some(ChangeReason::EmployerBankrupt));
}

/// Domain 1.8: leaving is free, and so is coming back with the full procedure.
#[tokio::test]
async fn who_leaves_may_join_again() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    world.enrol(&worker, "FACTORY", MembershipState::Active).await;
    let before = membership(&world, &worker.person).await;
    let form = json!({ "statement": WORDS });
    let id = id_of(&asks(&world, &worker, "leave", &form, world.start()).await.expect(202));
    let taken = asks(&world, &worker, "leave", &form, world.after(1)).await;
    assert_eq!(taken.problem(), (409, "R11"), "one at a time");
    done(&world, &id, "factory-1", 1, Fault::None).await;
    let left = membership(&world, &worker.person).await;
    assert_eq!((left.state, left.affiliation), (MembershipState::Ended, None));
    assert_eq!(left.ended.map(|end| end.how), Some(EndedHow::Withdrawn));
    let me = world.me(&worker.subject, world.after(9)).await;
    assert_eq!(me.get("membership"), None, "the card is void");
    assert!(me["membershipNote"].as_str().is_some_and(|text| text.contains("重新入会")));
    let again = world.apply(&worker, world.after(10)).await;
    world.drive(&again, world.after(11)).await;
    world.decide("factory-2", &again, &word("approve", None), world.after(12)).await.expect(200);
    assert_eq!(world.drive(&again, world.after(13)).await, "Completed");
    let new = membership(&world, &worker.person).await;
    assert_eq!((new.state, new.events), (MembershipState::Active, 3));
    assert!(new.id != before.id && new.number != before.number);
    let standing = world.store().get_standing(&worker.person).await.unwrap();
    assert_eq!(standing.former.len(), 1);
    world.check_invariants(&[&worker]).await;
}

/// A wish is taken back while it is open, and everything is as before.
#[tokio::test]
async fn a_wish_to_leave_is_taken_back_while_it_is_open() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    world.enrol(&worker, "FACTORY", MembershipState::Active).await;
    let form = json!({ "statement": WORDS });
    let id = id_of(&asks(&world, &worker, "leave", &form, world.start()).await.expect(202));
    world.drive(&id, world.after(1)).await;
    world.wishes(&worker, &id, "withdrawal", &json!({}), world.after(2)).await.expect(202);
    assert_eq!(world.drive(&id, world.after(3)).await, "Closed");
    assert_eq!(membership(&world, &worker.person).await.state, MembershipState::Active);
    world.check_invariants(&[&worker]).await;
}

/// Architecture rule 1, for a change: each step twice, failing before, failing after its write.
#[tokio::test]
async fn every_step_of_a_change_may_run_twice_or_fail_around_its_write() {
    let one = async |fault: Fault| {
        let world = World::new().await;
        let worker = world.worker(1).await;
        world.enrol(&worker, "FACTORY", MembershipState::Active).await;
        let form = json!({ "statement": WORDS });
        let id = id_of(&asks(&world, &worker, "leave", &form, world.start()).await.expect(202));
        done(&world, &id, "factory-1", 1, fault).await;
        world.check_invariants(&[&worker]).await;
        let file = world.store().get_person_file(&worker.person).await.unwrap();
        let head = world.head(&id).await;
        (file.events.len(), head.version, head.state, file.grant.map(|grant| grant.services))
    };
    let plain = one(Fault::None).await;
    for step in CHANGE {
        for fault in [Fault::Twice(step), Fault::FailBefore(step, 1), Fault::FailAfter(step, 1)] {
            assert_eq!(one(fault).await, plain, "{fault:?}");
        }
    }
}

/// Domain 11.4: with the document of the punishment, decided by another, on file above.
#[tokio::test]
async fn an_expulsion_is_decided_by_another_and_filed_above() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    world.enrol(&worker, "FACTORY", MembershipState::Active).await;
    let got = reports(&world, "factory-1", &worker.person, "expel", &crime(), world.start()).await;
    let id = id_of(&got.expect(202));
    let all = serde_json::to_string(&world.rows().await).unwrap();
    assert!(!all.contains("刑事判决书示例第1号"), "the document is sealed");
    assert_eq!(world.drive(&id, world.after(1)).await, "Waiting");
    let yes = word("approve", None);
    let own = world.decide("factory-1", &id, &yes, world.after(2)).await;
    assert_eq!(own.problem(), (403, "OWN_CASE"), "never the one who began it");
    let unfit = world.decide("factory-2", &id, &word("return", Some("R08")), world.after(2)).await;
    assert_eq!(unfit.problem(), (422, "FORM_FAULTY"), "nobody mends a report");
    world.decide("factory-2", &id, &yes, world.after(3)).await.expect(200);
    assert_eq!(world.drive(&id, world.after(4)).await, "Waiting");
    assert_eq!(world.head(&id).await.pending.unwrap().union.unwrap().as_str(), "STREET");
    assert_eq!(membership(&world, &worker.person).await.state, MembershipState::Active, "not yet");
    world.decide("street-1", &id, &yes, world.after(5)).await.expect(200);
    assert_eq!(world.drive(&id, world.after(6)).await, "Completed");
    let ended = membership(&world, &worker.person).await.ended.unwrap();
    assert_eq!(ended.how, EndedHow::Expelled);
    let file = world.store().get_person_file(&worker.person).await.unwrap();
    let last = file.events.last().unwrap();
    assert_eq!((last.kind.code(), last.reason.map(|one| one.code())), (5, Some(6)));
    world.project(world.after(7)).await;
    let me = world.me(&worker.subject, world.after(8)).await;
    let told: Vec<&str> =
        me["inbox"].as_array().unwrap().iter().filter_map(|one| one["text"].as_str()).collect();
    assert!(told.iter().any(|text| text.contains("申诉")), "he is told how to appeal: {told:?}");
    assert!(me["membershipNote"].as_str().is_some_and(|text| text.contains("申诉")));
    let view = world.view(&worker.subject, &id, world.after(9)).await.expect(200);
    assert_eq!(view["form"]["issuer"], "示例区人民法院", "he reads why");
    let officer = SubjectId::parse("factory-1").unwrap();
    let desk = world.me(&officer, world.after(9)).await;
    assert_eq!(desk["applications"], json!([]), "what he reports is no application of his own");
    world.check_invariants(&[&worker]).await;
}

/// Somebody who stands in for an officer all June.
fn deputy(deputy: &str, principal: &str, union: &str) -> StandIn {
    StandIn {
        id: StandInId::from_parts(1, 1),
        principal: SubjectId::parse(principal).unwrap(),
        deputy: SubjectId::parse(deputy).unwrap(),
        union: union_id(union),
        path: format!("/LN/2101/210106/STREET/{union}/"),
        role: Role::UnionApprover,
        from: date(2026, 6, 1),
        to: date(2026, 6, 30),
        named_by: SubjectId::parse(principal).unwrap(),
    }
}

/// Four eyes also where somebody stands in for another.
#[tokio::test]
async fn nobody_decides_what_he_reported_nor_through_a_stand_in() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    world.enrol(&worker, "LONELY", MembershipState::Active).await;
    // The only officer reports; a verifier of the street stands in for him.
    let id = id_of(
        &reports(&world, "lonely-1", &worker.person, "deceased", &died(), world.start())
            .await
            .expect(202),
    );
    world.drive(&id, world.after(1)).await;
    world.store().put_stand_in(&deputy("lonely-2", "lonely-1", "LONELY")).await.unwrap();
    let got = world.decide("lonely-2", &id, &word("approve", None), world.after(2)).await;
    assert_eq!(got.problem(), (403, "OWN_CASE"), "a stand-in of the one who reported");
    world.appoint("lonely-3", "LONELY", Role::UnionApprover).await;
    world.decide("lonely-3", &id, &word("approve", None), world.after(3)).await.expect(200);
    assert_eq!(world.drive(&id, world.after(4)).await, "Completed");
    // And the other way round: who was stood in for does not decide what his stand-in reported.
    let other = world.worker(2).await;
    world.enrol(&other, "LONELY", MembershipState::Active).await;
    let got =
        reports(&world, "lonely-2", &other.person, "deceased", &died(), world.after(10)).await;
    let id = id_of(&got.expect(202));
    world.drive(&id, world.after(11)).await;
    let got = world.decide("lonely-1", &id, &word("approve", None), world.after(12)).await;
    assert_eq!(got.problem(), (403, "FOUR_EYES"));
    world.check_invariants(&[&worker, &other]).await;
}

/// Who may report, about whom, what; every refusal by its name.
#[tokio::test]
async fn a_report_that_cannot_be_is_refused_by_name() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    world.enrol(&worker, "FACTORY", MembershipState::Active).await;
    let nobody = world.worker(2).await;
    let open = world.worker(3).await;
    world.enrol(&open, "FACTORY", MembershipState::Active).await;
    asks(&world, &open, "leave", &json!({ "statement": WORDS }), world.start()).await.expect(202);
    let now = world.after(1);
    let future = json!({ "diedOn": "2026-07-01", "proof": "CERTIFICATE", "document": "示例证明" });
    #[rustfmt::skip]
    let rows = [
        // why                          officer        about           matter      form             wanted
        ("another union's officer",     "hospital-1",  &worker.person, "expel",    crime(),         (404, "NOT_FOUND")),
        ("an auditor reads only",       "auditor-1",   &worker.person, "deceased", died(),          (403, "FORBIDDEN")),
        ("who never was a member",      "factory-1",   &nobody.person, "deceased", died(),          (404, "NOT_FOUND")),
        ("a matter of the applicant's", "factory-1",   &worker.person, "leave",    json!({}),       (422, "FORM_FAULTY")),
        ("without the document",        "factory-1",   &worker.person, "expel",    json!({}),       (422, "FORM_FAULTY")),
        ("a death in the future",       "factory-1",   &worker.person, "deceased", future,          (422, "FORM_FAULTY")),
        ("while he has a case open",    "factory-1",   &open.person,   "expel",    crime(),         (409, "R11")),
    ];
    for (why, officer, person, matter, form, wanted) in rows {
        let got = reports(&world, officer, person, matter, &form, now).await;
        assert_eq!(got.problem(), wanted, "{why}");
    }
    // Nobody begins from the applicant's door what is an officer's.
    let got = asks(&world, &worker, "expel", &crime(), now).await;
    assert_eq!(got.problem(), (422, "FORM_FAULTY"));
    let mine = ask("POST /v1/members/{person}/changes", worker.person.as_str());
    let body = json!({ "matter": "deceased", "form": died() });
    let mine = mine.by(worker.subject.as_str()).key("own").body(&body).at(&world, now).await;
    assert_eq!(mine.problem(), (404, "NOT_FOUND"), "a member holds no office");
}

/// Domain 1.8: the clock ends nothing; the member is heard, then the committee decides.
#[tokio::test]
async fn a_review_hears_the_member_and_lapses_nobody() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    world.enrol(&worker, "FACTORY", MembershipState::Active).await;
    let mut short = unpaid();
    short["absentSince"] = json!("2026-02-01");
    let got = reports(&world, "factory-1", &worker.person, "review", &short, world.start()).await;
    let early = id_of(&got.expect(202));
    assert_eq!(world.drive(&early, world.after(1)).await, "Closed", "not six months");
    assert_eq!(world.head(&early).await.reasons[0].code.as_str(), "R24");
    let got =
        reports(&world, "factory-1", &worker.person, "review", &unpaid(), world.after(5)).await;
    let id = id_of(&got.expect(202));
    assert_eq!(world.drive(&id, world.after(6)).await, "Waiting");
    assert_eq!(world.head(&id).await.pending.unwrap().kind, StepKind::Hearing);
    let me = world.me(&worker.subject, world.after(7)).await;
    assert_eq!(me["applications"][0]["id"], id.as_str(), "he sees the case about him");
    let view = world.view(&worker.subject, &id, world.after(7)).await.expect(200);
    assert_eq!(view["next"][0]["action"], "explain");
    let words = json!({ "text": "这半年在外地陪护家人,会费下周补交" });
    let other = world.worker(2).await;
    let theirs = world.wishes(&other, &id, "statement", &words, world.after(8)).await;
    assert_eq!(theirs.problem(), (404, "NOT_FOUND"), "only the member himself");
    for why in ["once", "a repeat is answered the same"] {
        let got = world.wishes(&worker, &id, "statement", &words, world.after(8)).await;
        assert_eq!(got.expect(202)["state"], "APPROVING", "{why}");
    }
    assert_eq!(world.drive(&id, world.after(9)).await, "Waiting");
    assert_eq!(world.head(&id).await.pending.unwrap().kind, StepKind::Approval);
    let no = json!({ "decision": "refuse", "reasonCode": "R21", "noKinship": true });
    world.decide("factory-2", &id, &no, world.after(10)).await.expect(200);
    assert_eq!(membership(&world, &worker.person).await.state, MembershipState::Active);
    // He says nothing: his date closes the hearing and nothing else.
    let got =
        reports(&world, "factory-1", &worker.person, "review", &unpaid(), world.after(20)).await;
    let id = id_of(&got.expect(202));
    world.drive(&id, world.after(21)).await;
    let late = end_of_day_shanghai(world.head(&id).await.pending.unwrap().due);
    world.sweep(late).await;
    assert_eq!(world.state(&id).await, State::Approving);
    assert_eq!(
        membership(&world, &worker.person).await.state,
        MembershipState::Active,
        "nobody lapses"
    );
    let after = world.wishes(&worker, &id, "statement", &words, late).await;
    assert_eq!(
        after.problem(),
        (409, "WRONG_STATE"),
        "too late, but the union can still be called"
    );
    assert_eq!(world.drive(&id, late).await, "Waiting");
    world.decide("factory-2", &id, &word("approve", None), late).await.expect(200);
    assert_eq!(world.drive(&id, late).await, "Completed");
    let ended = membership(&world, &worker.person).await.ended.unwrap();
    assert_eq!(ended.how, EndedHow::AutoWithdrawn);
    world.check_invariants(&[&worker]).await;
}

/// Domain 12.4 (18) and 11.10 (19): what is approved and not yet sent is held, once, in every order.
#[tokio::test]
async fn a_death_holds_what_is_not_yet_paid_and_ends_what_is_open() {
    for fault in [
        Fault::None,
        Fault::Twice("change-membership"),
        Fault::FailBefore("change-membership", 1),
        Fault::FailAfter("change-membership", 1),
    ] {
        let world = World::new().await;
        world.register("2101", 0..5).await;
        world.grant(20_000).await;
        let run = world.planned(draw_day()).await;
        up_to_funds(&world, &run, &["2101"], Fault::None).await;
        let mut worker = world.worker(1).await;
        worker.person = payee(2);
        world.enrol(&worker, "FACTORY", MembershipState::Active).await;
        let now = day(9);
        let mut form = died();
        form["diedOn"] = json!(domain::calendar::shanghai_date(day(8)));
        let got = reports(&world, "factory-1", &worker.person, "deceased", &form, now).await;
        let id = id_of(&got.expect(202));
        assert_eq!(world.drive(&id, now).await, "Waiting");
        world.decide("factory-2", &id, &word("approve", None), now).await.expect(200);
        let end = world.drive_with(&id, now, fault).await;
        assert_eq!(end.state, "Completed", "{fault:?}");
        let holds = world.store().list_holds(&run, "2101").await.unwrap();
        let open: Vec<_> = holds.iter().filter(|hold| hold.is_open()).collect();
        assert_eq!(open.len(), 1, "{fault:?}: his one line is held");
        assert_eq!(open[0].kind, HoldKind::Deceased);
        let rows = world.store().find_payees_of(&worker.person).await.unwrap();
        assert!(rows.iter().all(|row| row.status == PayeeStatus::Deceased));
        world.drive_run(&run, now).await;
        let part = world.part(&run, "2101").await;
        assert_eq!(part.totals.in_flight, 4, "{fault:?}: the others go");
        world.check_run(&run).await;
        let file = world.store().get_person_file(&worker.person).await.unwrap();
        let last = file.events.last().unwrap();
        assert_eq!((last.kind, last.ext), (ChangeType::Leave, Some(ChangeExtension::Death)));
    }
}

/// A wrong report is undone by two people, and whatever was open has ended once.
#[tokio::test]
async fn a_wrong_report_of_death_is_undone_by_two_people() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    world.enrol(&worker, "FACTORY", MembershipState::Active).await;
    let form = json!({ "statement": WORDS });
    let leaving = id_of(&asks(&world, &worker, "leave", &form, world.start()).await.expect(202));
    world.drive(&leaving, world.after(1)).await;
    let got =
        reports(&world, "factory-1", &worker.person, "deceased", &died(), world.after(2)).await;
    let id = id_of(&got.expect(202));
    done(&world, &id, "factory-2", 3, Fault::None).await;
    assert_eq!(world.state(&leaving).await, State::Withdrawn, "what he had open ended");
    assert_eq!(membership(&world, &worker.person).await.state, MembershipState::Ended);
    let ground = json!({ "ground": "本人到工会窗口说明,登记时证件号看错一位" });
    let got =
        reports(&world, "factory-2", &worker.person, "restore", &ground, world.after(10)).await;
    let id = id_of(&got.expect(202));
    world.drive(&id, world.after(11)).await;
    let own = world.decide("factory-2", &id, &word("approve", None), world.after(12)).await;
    assert_eq!(own.problem(), (403, "OWN_CASE"));
    world.decide("factory-1", &id, &word("approve", None), world.after(13)).await.expect(200);
    assert_eq!(world.drive(&id, world.after(14)).await, "Completed");
    let back = membership(&world, &worker.person).await;
    assert_eq!((back.state, back.ended), (MembershipState::Active, None));
    assert_eq!(back.affiliation.unwrap().union.as_str(), "FACTORY");
    let file = world.store().get_person_file(&worker.person).await.unwrap();
    assert_eq!(file.events.last().unwrap().ext, Some(ChangeExtension::Restored));
    let entries = world.store().list_entries(&leaving).await.unwrap();
    assert_eq!(entries.iter().filter(|one| one.event == Event::Withdraw).count(), 1);
    world.check_invariants(&[&worker]).await;
}

/// The membership changed between the yes and its effect: told, and nothing stands still for ever.
#[tokio::test]
async fn a_yes_that_comes_too_late_is_closed_with_a_reason() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    world.enrol(&worker, "FACTORY", MembershipState::Active).await;
    let form = json!({ "statement": WORDS });
    let id = id_of(&asks(&world, &worker, "leave", &form, world.start()).await.expect(202));
    world.drive(&id, world.after(1)).await;
    world.decide("factory-1", &id, &word("approve", None), world.after(2)).await.expect(200);
    let standing = world.store().get_standing(&worker.person).await.unwrap();
    let act = domain::membership::Act {
        on: domain::calendar::shanghai_date(world.after(3)),
        at: world.after(3),
        application: None,
    };
    world.put(&domain::membership::change::expel(&standing, &act).unwrap()).await;
    world.drive(&id, world.after(4)).await;
    let head = world.head(&id).await;
    assert_eq!((head.state, head.reasons[0].code.as_str()), (State::Refused, "R22"));
    world.check_invariants(&[&worker]).await;
}

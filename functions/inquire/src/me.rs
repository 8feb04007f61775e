//! The caller's own page: who he is, what he has, what is open, which offices he holds.

use crate::{inbox, payments, services, standing};
use api::me::{MeView, MemberCard, MembershipState, MembershipView, RoleView};
use domain::application::{Application, State};
use domain::calendar::shanghai_date;
use domain::id::{SubjectId, UnionId};
use domain::matter::{EffectStep, find_version};
use domain::membership::{self, Membership, RetainCause};
use domain::message::of_officer;
use domain::occupation::OccupationGroup;
use domain::role::Caller;
use jiff::civil::Date;
use step::view::application::summary;
use step::view::scope::Unions;
use step::view::{role_name, union_ref};
use step::wire::{consent_view, person_view};
use step::{Answer, Call, Kit, Reply};
use store::PersonFile;

/// The most of each list.
const MOST: i32 = 50;

/// `GET /v1/me`.
pub(crate) async fn show(kit: &Kit, call: &Call) -> Answer {
    let store = kit.store();
    let caller = store.get_account(call.caller()?).await?.caller;
    let today = shanghai_date(call.now);
    let file = match &caller.person {
        Some(person) => store.get_person_file(person).await?,
        None => PersonFile::default(),
    };
    let mut sent = store.list_applications_by_subject(&caller.subject, MOST, None).await?.items;
    let mut messages = store.list_inbox(&caller.subject, MOST, None).await?.items;
    if let Some(person) = &caller.person {
        // What was sent for him, and written to him, before he had an account.
        let guest = SubjectId::guest(person);
        sent.extend(store.list_applications_by_subject(&guest, MOST, None).await?.items);
        messages.extend(store.list_inbox(&guest, MOST, None).await?.items);
        messages.sort_by(|one, other| other.id.cmp(&one.id));
    }
    // What he reports of others as an officer is on his desk; what an officer reports of him is here.
    sent.retain(|one| !of_officer(one) || caller.person.as_ref() == Some(&one.person));
    if let Some(open) = file.standing.as_ref().and_then(|one| one.open.as_ref())
        && !sent.iter().any(|one| one.id == *open)
        && let Some(about) = store.get_application(open).await?.filter(of_officer)
    {
        sent.push(about);
    }
    sent.sort_by_key(|one| std::cmp::Reverse(one.submitted));
    let member = file.standing.as_ref().and_then(|standing| standing.membership.as_ref());
    let home = member.and_then(|member| member.affiliation.as_ref()).map(|one| one.union.clone());
    let mut unions = Unions::default();
    unions.load(store, home.clone().into_iter().chain(offices(&caller))).await?;
    let home = home.as_ref().and_then(|id| unions.get(id));
    let grant = file.grant.as_ref();
    let language = call.language;
    let services = services::of(kit, member, home, group(&sent), grant, today, language).await?;
    let active = member.is_some_and(|one| one.state == membership::MembershipState::Active);
    let payments = match &caller.person {
        Some(person) => payments::of(kit, call, person).await?,
        None => Vec::new(),
    };
    let view = MeView {
        person: file.person.as_ref().map(person_view),
        membership: member.zip(home).map(|(one, union)| MembershipView {
            number: one.number.clone(),
            state: state(one.state),
            union: union_ref(union),
            joined_on: one.joined.to_string(),
            retained_for: one.retained.map(word),
            card: card(one, &sent),
        }),
        membership_note: member.and_then(|one| standing::note(one, language)),
        services,
        services_pending: active && grant.is_none(),
        applications: sent.iter().map(|one| summary(one, language, today)).collect(),
        payments,
        inbox: messages.into_iter().map(|message| inbox::item(message, language)).collect(),
        consents: file.consents.iter().map(|one| consent_view(one, language)).collect(),
        roles: roles(&caller, &unions, today),
        synthetic: kit.settings().allow_synthetic,
    };
    Reply::json(200, &view)
}

/// The unions where the caller holds an office, his own or lent.
fn offices(caller: &Caller) -> impl Iterator<Item = UnionId> {
    let own = caller.grants.iter().map(|grant| grant.union.clone());
    own.chain(caller.stand_ins.iter().map(|one| one.union.clone()))
}

/// The occupation group with which he was admitted, or moved last.
fn group(sent: &[Application]) -> OccupationGroup {
    let admitted = sent.iter().find(|one| {
        matches!(one.state, State::Approved | State::Completed)
            && matches!(
                effect(one),
                Some(EffectStep::AssignMembership | EffectStep::MoveMembership)
            )
    });
    admitted.map_or(OccupationGroup::None, |one| one.group)
}

fn effect(application: &Application) -> Option<EffectStep> {
    find_version(&application.matter).map(|matter| matter.effect.step)
}

fn state(state: membership::MembershipState) -> MembershipState {
    match state {
        membership::MembershipState::Active => MembershipState::Active,
        membership::MembershipState::Retained => MembershipState::Retained,
        membership::MembershipState::Ended => MembershipState::Ended,
    }
}

/// Why a membership is kept, as the API's word.
fn word(cause: RetainCause) -> String {
    match cause {
        RetainCause::Retired => "RETIRED",
        RetainCause::Unemployed => "UNEMPLOYED",
        RetainCause::EmployerClosed => "EMPLOYER_CLOSED",
        RetainCause::UnionDissolved => "UNION_DISSOLVED",
        RetainCause::Military => "MILITARY",
    }
    .to_owned()
}

/// The card that is in force; a reissued one has the date of its reissue.
fn card(member: &Membership, sent: &[Application]) -> Option<MemberCard> {
    if member.card == 0 {
        return None;
    }
    let number = format!("{}-{}", member.number, member.card);
    let reissued = sent.iter().filter(|one| member.card > 1 && one.state == State::Completed);
    let reissued = reissued.filter(|one| effect(one) == Some(EffectStep::ReissueCard));
    let issued = reissued.filter_map(|one| one.decided_on).max().unwrap_or(member.joined);
    let qr = format!("gonghui:card:{number}");
    Some(MemberCard { number, issued_on: issued.to_string(), qr })
}

/// The offices held today, his own before those lent to him.
fn roles(caller: &Caller, unions: &Unions, today: Date) -> Vec<RoleView> {
    let own = caller.grants.iter().filter(|grant| grant.is_valid_on(today)).filter_map(|grant| {
        Some(RoleView {
            role: role_name(grant.role),
            union: unions.get(&grant.union).map(union_ref)?,
            valid_from: grant.from.to_string(),
            valid_to: grant.to.map(|day| day.to_string()),
            stand_in: false,
        })
    });
    let lent = caller.stand_ins.iter().filter(|one| one.is_valid_on(today)).filter_map(|one| {
        Some(RoleView {
            role: role_name(one.role),
            union: unions.get(&one.union).map(union_ref)?,
            valid_from: one.from.to_string(),
            valid_to: Some(one.to.to_string()),
            stand_in: true,
        })
    });
    own.chain(lent).collect()
}

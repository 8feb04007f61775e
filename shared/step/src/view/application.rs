//! An application in words: its timeline, its reasons, who holds it, what comes next.

use super::scope::{Unions, actor};
use super::{pick, state, union_ref};
use api::Language;
use api::applications::{Action, ApplicationSummary, Holder, NextAction};
use api::common::{ActorKind, Reason, TimelineEntry};
use domain::application::{self, Application, Event, State, StepKind};
use domain::calendar::{is_settled, working_days_between};
use domain::entry::{Actor, Entry};
use domain::matter::{Matter, find_version};
use domain::message::{line, of_officer};
use domain::reason::ReasonCode;
use jiff::civil::Date;

/// What happened, oldest first.
#[must_use]
pub fn timeline(entries: &[Entry], unions: &Unions, language: Language) -> Vec<TimelineEntry> {
    let by_age = entries.iter().map(|entry| {
        let acting = actor(entry);
        let concerned = entry.details.union.as_ref().or(acting.as_ref());
        let mut text = pick(language, &line(entry, unions.name(concerned)));
        if entry.event == Event::Hear
            && let Some(words) = &entry.details.text
        {
            text.push_str(language.pick(":", ": "));
            text.push_str(words);
        }
        if entry.event == Event::Reroute
            && let Some(reason) = &entry.details.text
        {
            text.push_str(language.pick("。原因:", ". Reason: "));
            text.push_str(reason);
        }
        TimelineEntry {
            at: entry.at.to_string(),
            code: word(entry.event).to_owned(),
            text,
            by: kind(&entry.by),
            union_name: unions.name(acting.as_ref()).map(str::to_owned),
        }
    });
    by_age.collect()
}

fn kind(by: &Actor) -> ActorKind {
    match by {
        Actor::Applicant { .. } => ActorKind::Applicant,
        Actor::Officer { .. } => ActorKind::Union,
        Actor::System => ActorKind::System,
    }
}

/// What happened, as the word of the timeline; it never changes.
#[must_use]
pub fn word(event: Event) -> &'static str {
    match event {
        Event::Submit => "SUBMITTED",
        Event::IdentityUnavailable => "IDENTITY_UNAVAILABLE",
        Event::OpenCheck => "CHECK_OPENED",
        Event::Verify => "VERIFIED",
        Event::OpenApproval => "APPROVAL_OPENED",
        Event::OpenObjection => "OBJECTION_OPENED",
        Event::OpenResolution => "RESOLUTION_OPENED",
        Event::OpenHearing => "HEARING_OPENED",
        Event::Hear => "HEARD",
        Event::CloseHearing => "HEARING_CLOSED",
        Event::AskOwnYes => "OWN_YES_ASKED",
        Event::Consent => "NOT_OBJECTED",
        Event::Object => "OBJECTED",
        Event::DismissObjection => "OBJECTION_DISMISSED",
        Event::UpholdObjection => "OBJECTION_UPHELD",
        Event::Confirm => "OWN_YES_GIVEN",
        Event::Decline => "OWN_YES_DECLINED",
        Event::MoveMembership => "MEMBERSHIP_MOVED",
        Event::ConfirmCheck => "CHECK_CONFIRMED",
        Event::ApproveLevel => "LEVEL_APPROVED",
        Event::Approve => "APPROVED",
        Event::Return => "RETURNED",
        Event::Amend => "AMENDED",
        Event::Refuse => "REFUSED",
        Event::Withdraw => "WITHDRAWN",
        Event::Lapse => "LAPSED",
        Event::Appeal => "APPEALED",
        Event::UpholdRefusal => "REFUSAL_UPHELD",
        Event::SendBack => "SENT_BACK",
        Event::Remind => "REMINDED",
        Event::Escalate => "ESCALATED",
        Event::Urge => "URGED",
        Event::Reroute => "REROUTED",
        Event::AssignMembership => "MEMBERSHIP_ASSIGNED",
        Event::ReissueCard => "CARD_REISSUED",
        Event::ChangeMembership => "MEMBERSHIP_CHANGED",
        Event::GrantServices => "SERVICES_GRANTED",
        Event::OpenRound => "ROUND_OPENED",
        Event::SendRound => "ROUND_SENT",
        Event::FoundUnion => "UNION_FOUNDED",
        Event::ReplaceOfficers => "OFFICERS_REPLACED",
        Event::CompleteFounding => "FOUNDING_COMPLETED",
        Event::Overtake => "OVERTAKEN",
    }
}

/// Why it was returned, refused or ended, and what to do about it.
#[must_use]
pub fn reasons(application: &Application, language: Language) -> Vec<Reason> {
    let matter = find_version(&application.matter);
    let unanswered = application.reasons.iter().any(|one| one.code == ReasonCode::R17);
    let lapsed = (application.state == State::Lapsed && !unanswered)
        .then_some(application::Reason { code: ReasonCode::R12, text: None });
    application
        .reasons
        .iter()
        .chain(lapsed.as_ref())
        .map(|reason| Reason {
            code: reason.code.as_str().to_owned(),
            text: sentence(reason, application.state, matter, language),
            field: reason.code.field().map(str::to_owned),
            next: language.pick(reason.code.next_zh(), reason.code.next_en()).to_owned(),
        })
        .collect()
}

/// The officer's own words, else the sentence of the matter's rule, else that of the code.
fn sentence(
    reason: &application::Reason,
    state: State,
    matter: Option<&Matter>,
    language: Language,
) -> String {
    let of_code = language.pick(reason.code.zh(), reason.code.en());
    let own = reason.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
    if let Some(own) = own {
        return if reason.code.needs_text() {
            own.to_owned()
        } else {
            format!("{of_code}{}{own}", language.pick("办理说明:", " Note: "))
        };
    }
    let rules = matter.map_or(&[][..], |matter| &matter.rules);
    let of_rule = rules.iter().find_map(|rule| {
        let consequence = match state {
            State::Returned | State::Lapsed => rule.send_back.as_ref(),
            _ => rule.refuse.as_ref(),
        };
        consequence.filter(|consequence| consequence.code == reason.code)
    });
    of_rule.map_or(of_code, |rule| language.pick(&rule.zh, &rule.en)).to_owned()
}

/// Whether the applicant is asked for the next round.
fn is_round(step: Option<&application::Pending>) -> bool {
    step.is_some_and(|step| step.kind == StepKind::Round)
}

/// Who has it in hand; none once it has ended.
#[must_use]
pub fn holder(application: &Application, unions: &Unions) -> Option<Holder> {
    let step = application.pending.as_ref();
    let system = Holder { kind: ActorKind::System, union: None };
    match application.state {
        State::Submitted | State::Approved => Some(system),
        State::Returned => Some(Holder { kind: ActorKind::Applicant, union: None }),
        State::Approving if is_round(step) => {
            Some(Holder { kind: ActorKind::Applicant, union: None })
        }
        State::Verifying | State::Approving => Some(step.map_or(system, |step| Holder {
            kind: if step.kind.is_officers() { ActorKind::Union } else { ActorKind::Applicant },
            union: step.union.as_ref().and_then(|id| unions.get(id)).map(union_ref),
        })),
        State::Completed | State::Refused | State::Withdrawn | State::Lapsed => None,
    }
}

/// The date by which the next answer is due, and whether it may still move.
#[must_use]
pub fn due(application: &Application) -> (Date, bool) {
    match &application.pending {
        Some(step)
            if matches!(
                step.kind,
                StepKind::Amendment
                    | StepKind::Appeal
                    | StepKind::Resolution
                    | StepKind::OwnYes
                    | StepKind::Round
                    | StepKind::Hearing
            ) =>
        {
            (step.due, !is_settled(step.due.year()))
        }
        _ => (application.due, application.provisional),
    }
}

/// Working days until it is due; none once it has ended.
#[must_use]
pub fn working_days_left(application: &Application, today: Date) -> Option<i32> {
    if application.state.is_closed() {
        return None;
    }
    i32::try_from(working_days_between(today, due(application).0)).ok()
}

/// What the applicant can do now.
#[must_use]
pub fn next_actions(application: &Application, today: Date) -> Vec<NextAction> {
    let plain = |action| NextAction { action, by: None };
    let by = |action, day: Date| NextAction { action, by: Some(day.to_string()) };
    let asked = application.pending.as_ref().filter(|step| step.kind == StepKind::OwnYes);
    match (application.state, asked) {
        (State::Approving, Some(step)) if today <= step.due => {
            return vec![by(Action::Confirm, step.due)];
        }
        (_, _) => {}
    }
    match application.state {
        State::Approving if is_round(application.pending.as_ref()) => {
            let last = application.pending.as_ref().map(|step| step.due);
            let open = last.filter(|last| today <= *last);
            let round = open.map(|last| by(Action::SendRound, last));
            round.into_iter().chain([plain(Action::Withdraw)]).collect()
        }
        State::Submitted | State::Verifying | State::Approving => {
            vec![plain(Action::Wait), plain(Action::Withdraw)]
        }
        State::Returned => {
            let last = application.pending.as_ref().map(|step| step.due);
            let open = last.filter(|last| today <= *last);
            let amend = open.map(|last| by(Action::Amend, last));
            amend.into_iter().chain([plain(Action::Withdraw)]).collect()
        }
        State::Approved => vec![plain(Action::Wait)],
        State::Refused => {
            // What an officer began about a member is no wish of his own to appeal for.
            let own = application.appeal_by.filter(|_| !of_officer(application));
            let open = own.filter(|last| !application.appealed && today <= *last);
            let appeal = open.map(|last| by(Action::Appeal, last));
            let member = application.reasons.iter().any(|one| one.code == ReasonCode::R09);
            appeal.into_iter().chain(member.then(|| plain(Action::Transfer))).collect()
        }
        State::Completed | State::Withdrawn | State::Lapsed => Vec::new(),
    }
}

/// What the member can do whom a case is about that an officer began.
#[must_use]
pub fn explaining(application: &Application, today: Date) -> Vec<NextAction> {
    let asked = application.pending.as_ref().filter(|step| step.kind == StepKind::Hearing);
    let open = asked.filter(|step| today <= step.due);
    let by = |step: &application::Pending| NextAction {
        action: Action::Explain,
        by: Some(step.due.to_string()),
    };
    open.map(by).into_iter().collect()
}

/// What the application's matter is called.
#[must_use]
pub fn title(application: &Application, language: Language) -> String {
    find_version(&application.matter)
        .map_or_else(|| application.matter.code.clone(), |matter| pick(language, &matter.title))
}

/// An application in a list.
#[must_use]
pub fn summary(application: &Application, language: Language, today: Date) -> ApplicationSummary {
    let (due_on, provisional) = due(application);
    ApplicationSummary {
        id: application.id.as_str().to_owned(),
        number: application.number.clone(),
        matter: application.matter.code.clone(),
        title: title(application, language),
        state: state(application.state),
        submitted_at: application.submitted.to_string(),
        due_on: due_on.to_string(),
        provisional,
        next: next_actions(application, today),
    }
}

#[cfg(test)]
mod tests;

//! A pending step in words: its identity, what can be said about it, what the applicant will read.

use super::pick;
use api::Language;
use api::decisions::Decision;
use api::tasks::{Preview, ReasonChoice, TaskKind};
use domain::application::{Application, Decision as Said, Pending, StepKind};
use domain::approval::{Decided, Word, decide, fits};
use domain::authority::Acting;
use domain::id::ApplicationId;
use domain::matter::Matter;
use domain::message::line;
use domain::reason::ReasonCode;
use domain::union::Union;
use jiff::Timestamp;
use std::fmt;

/// A step's identity: the application's, a hyphen, the step's number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskId {
    /// Of which application.
    pub application: ApplicationId,
    /// Which of its steps.
    pub seq: u32,
}

impl TaskId {
    /// Reads one; none for another shape.
    #[must_use]
    pub fn parse(text: &str) -> Option<TaskId> {
        let (id, seq) = text.split_once('-')?;
        let plain = !seq.starts_with('0') && seq.bytes().all(|byte| byte.is_ascii_digit());
        let application = ApplicationId::parse(id).ok()?;
        plain.then(|| seq.parse().ok()).flatten().map(|seq| TaskId { application, seq })
    }
}

impl fmt::Display for TaskId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{}", self.application, self.seq)
    }
}

/// The kind of a step in the API's words; none for the applicant's own.
#[must_use]
pub fn kind(kind: StepKind) -> Option<TaskKind> {
    match kind {
        StepKind::Check => Some(TaskKind::Check),
        StepKind::Approval => Some(TaskKind::Approval),
        StepKind::Appeal => Some(TaskKind::Appeal),
        StepKind::Objection => Some(TaskKind::Objection),
        StepKind::Resolution => Some(TaskKind::Resolution),
        StepKind::Amendment | StepKind::OwnYes | StepKind::Round | StepKind::Hearing => None,
    }
}

/// A decision in the domain's words.
#[must_use]
pub fn said(decision: Decision) -> Said {
    match decision {
        Decision::Approve => Said::Approve,
        Decision::Return => Said::Return,
        Decision::Refuse => Said::Refuse,
    }
}

/// A decision in the API's words.
#[must_use]
pub fn decision(said: Said) -> Decision {
    match said {
        Said::Approve => Decision::Approve,
        Said::Return => Decision::Return,
        Said::Refuse => Decision::Refuse,
    }
}

/// What can be decided on a step of this kind, whoever decides.
#[must_use]
pub fn decisions(application: &Application, step: &Pending, matter: &Matter) -> Vec<Decision> {
    let returnable = application.returns < matter.amend_at_most;
    match step.kind {
        StepKind::Amendment | StepKind::OwnYes | StepKind::Round | StepKind::Hearing => Vec::new(),
        StepKind::Appeal | StepKind::Objection | StepKind::Resolution => {
            vec![Decision::Approve, Decision::Refuse]
        }
        StepKind::Check | StepKind::Approval if returnable => {
            vec![Decision::Approve, Decision::Return, Decision::Refuse]
        }
        StepKind::Check | StepKind::Approval => vec![Decision::Approve, Decision::Refuse],
    }
}

/// The reasons that each of these decisions can give on a step of this kind.
#[must_use]
pub fn reason_choices(kind: StepKind, open: &[Decision], language: Language) -> Vec<ReasonChoice> {
    let least = |code: ReasonCode| u32::try_from(code.least_text()).unwrap_or(0);
    let of = |decision: Decision| {
        let codes =
            ReasonCode::ALL.into_iter().filter(move |code| fits(kind, said(decision), *code));
        codes.map(move |code| ReasonChoice {
            decision,
            code: code.as_str().to_owned(),
            text: language.pick(code.zh(), code.en()).to_owned(),
            next: language.pick(code.next_zh(), code.next_en()).to_owned(),
            min_text: least(code),
        })
    };
    open.iter().flat_map(|decision| of(*decision)).collect()
}

/// What the applicant will read after each of these decisions: the decision is tried, not written.
#[must_use]
pub fn previews(
    application: &Application,
    matter: &Matter,
    open: &[Decision],
    acting: &Acting,
    union: Option<&Union>,
    at: Timestamp,
    language: Language,
) -> Vec<Preview> {
    let Some(step) = &application.pending else { return Vec::new() };
    let tried = open.iter().filter_map(|choice| {
        let word = Word {
            decision: said(*choice),
            code: ReasonCode::ALL.into_iter().find(|code| fits(step.kind, said(*choice), *code)),
            text: None,
            decided_on: None,
            no_kinship: true,
        };
        let Ok(Decided::Change(change)) = decide(application, matter, step.seq, acting, &word, at)
        else {
            return None;
        };
        let first = pick(language, &line(&change.entry, union.map(|union| union.name.as_str())));
        let appeal_by = change.application.appeal_by.map(|day| day.to_string());
        let text = match choice {
            Decision::Approve if change.application.decided_on.is_some() => {
                format!("{first}{}{}", language.pick("。", ". "), pick(language, &matter.follows))
            }
            Decision::Approve => first,
            Decision::Return => format!("{first}{}", because(language)),
            Decision::Refuse => refused(&first, appeal_by.as_deref(), union, language),
        };
        Some(Preview { decision: *choice, text })
    });
    tried.collect()
}

fn because(language: Language) -> &'static str {
    language.pick("。原因:{reason}{next}", ". Reason: {reason} {next}")
}

fn refused(
    first: &str,
    appeal_by: Option<&str>,
    union: Option<&Union>,
    language: Language,
) -> String {
    let mut text = format!("{first}{}", because(language));
    if let Some(day) = appeal_by {
        text.push_str(&match language {
            Language::Zh => format!("不同意本结果,可在{day}前申请复核。"),
            Language::En => format!(" If you disagree you can appeal by {day}."),
        });
    }
    if let Some(phone) = union.and_then(|union| union.phone.as_deref()) {
        text.push_str(language.pick("咨询:", " Questions: "));
        text.push_str(phone);
    }
    text
}

#[cfg(test)]
mod tests;

//! A task as the worklist shows it.

use api::Language;
use api::common::UnionRef;
use api::tasks::{Claim, TaskItem, TaskKind, TaskState};
use domain::application::{self, Application, Event, StepKind};
use domain::entry::Entry;
use domain::id::{SubjectId, UnionId};
use domain::matter::{FormKind, find_version};
use jiff::{Timestamp, civil::Date};
use step::view::application::title;
use step::view::scope::Unions;
use step::view::task::{TaskId, kind};
use step::view::union_ref;

/// What is known of a step, open or closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StepFacts {
    pub(crate) seq: u32,
    pub(crate) kind: TaskKind,
    pub(crate) step: StepKind,
    pub(crate) union: UnionId,
    pub(crate) opened: Timestamp,
    pub(crate) due: Date,
    pub(crate) done: bool,
}

impl StepFacts {
    /// The step that is open now, if an officer decides it.
    pub(crate) fn open(application: &Application) -> Option<StepFacts> {
        let step = application.pending.as_ref()?;
        Some(StepFacts {
            seq: step.seq,
            kind: kind(step.kind)?,
            step: step.kind,
            union: step.union.clone()?,
            opened: step.opened,
            due: step.due,
            done: false,
        })
    }

    /// A step by its number: the open one, or one that its history tells of.
    pub(crate) fn find(
        application: &Application,
        entries: &[Entry],
        seq: u32,
    ) -> Option<StepFacts> {
        if let Some(open) = StepFacts::open(application).filter(|step| step.seq == seq) {
            return Some(open);
        }
        let opened = entries.iter().find(|entry| {
            let opens = matches!(
                entry.event,
                Event::OpenCheck
                    | Event::OpenApproval
                    | Event::OpenObjection
                    | Event::OpenResolution
                    | Event::Appeal
            );
            opens && entry.details.step == Some(seq)
        })?;
        Some(StepFacts {
            seq,
            kind: kind(opened.details.kind?)?,
            step: opened.details.kind?,
            union: opened.details.union.clone()?,
            opened: opened.at,
            due: opened.details.due.unwrap_or(application.due),
            done: true,
        })
    }

    /// A step that was decided, by its decision.
    pub(crate) fn decided(application: &Application, decision: &Entry) -> Option<StepFacts> {
        Some(StepFacts {
            seq: decision.details.step?,
            kind: kind(decision.details.kind?)?,
            step: decision.details.kind?,
            union: decision.details.union.clone()?,
            opened: application.submitted,
            due: application.due,
            done: true,
        })
    }
}

/// The task in a line. `name` is the applicant's, masked.
pub(crate) fn item(
    application: &Application,
    step: &StepFacts,
    unions: &Unions,
    claim: Option<&application::Claim>,
    name: String,
    reader: (&SubjectId, Date, Language),
) -> TaskItem {
    let (me, today, language) = reader;
    let claim = claim.filter(|claim| claim.seq == step.seq && !step.done);
    let id = TaskId { application: application.id.clone(), seq: step.seq };
    let bare = || UnionRef {
        id: step.union.as_str().to_owned(),
        name: String::new(),
        phone: None,
        address: None,
    };
    TaskItem {
        id: id.to_string(),
        application: application.id.as_str().to_owned(),
        number: application.number.clone(),
        matter: application.matter.code.clone(),
        title: title(application, language),
        kind: step.kind,
        applicant: name,
        group: asks_group(application).then(|| application.group.as_str().to_owned()),
        union: unions.get(&step.union).map_or_else(bare, union_ref),
        opened_at: step.opened.to_string(),
        due_on: step.due.to_string(),
        overdue: !step.done && step.due < today,
        state: match (step.done, claim) {
            (true, _) => TaskState::Done,
            (false, Some(_)) => TaskState::Claimed,
            (false, None) => TaskState::Open,
        },
        all_checks_passed: application.clean,
        claim: claim
            .map(|claim| Claim { mine: claim.by == *me, until_at: claim.until.to_string() }),
    }
}

fn asks_group(application: &Application) -> bool {
    find_version(&application.matter)
        .is_some_and(|matter| matches!(matter.form, FormKind::Join | FormKind::Transfer))
}

//! What came of those who said yes: their applications, read together.

use api::batches::{BatchCounts, RowApplication};
use domain::application::{Application, State, StepKind};
use domain::batch::{BatchRow, RowState, may_be_absent};
use domain::id::ApplicationId;
use std::collections::HashMap;
use step::view::state;
use step::view::task::TaskId;
use step::{Fault, Kit};

/// The applications of some rows.
#[derive(Default)]
pub(crate) struct Joined {
    known: HashMap<ApplicationId, Application>,
}

impl Joined {
    pub(crate) async fn read(kit: &Kit, rows: &[BatchRow]) -> Result<Joined, Fault> {
        let ids: Vec<ApplicationId> =
            rows.iter().filter_map(|row| row.application.clone()).collect();
        if ids.is_empty() {
            return Ok(Joined::default());
        }
        let found = kit.store().list_applications(&ids).await?;
        Ok(Joined { known: found.into_iter().map(|one| (one.id.clone(), one)).collect() })
    }

    pub(crate) fn of(&self, row: &BatchRow) -> Option<&Application> {
        self.known.get(row.application.as_ref()?)
    }
}

/// Whether the batch's decision may cover it: its approval is open and all checks passed.
pub(crate) fn is_ready(application: &Application) -> bool {
    let approval = application.pending.as_ref().is_some_and(|step| step.kind == StepKind::Approval);
    approval && application.clean
}

/// An application as the batch's page shows it.
pub(crate) fn shown(application: &Application, member: Option<String>) -> RowApplication {
    let task = application.pending.as_ref().filter(|step| step.kind != StepKind::Amendment);
    RowApplication {
        id: application.id.as_str().to_owned(),
        number: application.number.clone(),
        state: state(application.state),
        task: task
            .map(|step| TaskId { application: application.id.clone(), seq: step.seq }.to_string()),
        ready: is_ready(application),
        reasons: application.reasons.iter().map(|one| one.code.as_str().to_owned()).collect(),
        member_number: member,
    }
}

/// How many people stand where.
pub(crate) fn count(rows: &[BatchRow], joined: &Joined) -> BatchCounts {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let of_rows =
        |test: &dyn Fn(&BatchRow) -> bool| number(rows.iter().filter(|row| test(row)).count());
    let heads: Vec<&Application> = rows.iter().filter_map(|row| joined.of(row)).collect();
    let of_heads =
        |test: &dyn Fn(&Application) -> bool| number(heads.iter().filter(|one| test(one)).count());
    let held = |one: &Application| one.pending.is_some() && one.state != State::Returned;
    BatchCounts {
        rows: number(rows.len()),
        sent: of_rows(&|row| row.sent.is_some()),
        silent: of_rows(&|row| row.state == RowState::Open),
        yes: of_rows(&|row| row.state == RowState::Yes),
        no: of_rows(&|row| row.state == RowState::No),
        checking: of_heads(&|one| {
            !held(one)
                && matches!(one.state, State::Submitted | State::Verifying | State::Approving)
        }),
        ready: of_heads(&is_ready),
        singly: of_heads(&|one| held(one) && !is_ready(one)),
        returned: of_heads(&|one| one.state == State::Returned),
        ended: of_heads(&|one| {
            matches!(one.state, State::Refused | State::Withdrawn | State::Lapsed)
        }),
        members: of_heads(&|one| one.membership.is_some()),
        present: of_rows(&|row| row.present.is_some()),
        absent: of_rows(&may_be_absent),
    }
}

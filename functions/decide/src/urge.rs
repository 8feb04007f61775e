//! Urging the union that has an overdue case (催办): for the unions above, once a day.

use crate::desk::{Desk, is_race};
use api::ProblemCode;
use api::decisions::UrgeView;
use domain::application::Event;
use domain::authority::Action;
use domain::calendar::shanghai_date;
use domain::entry::Entry;
use domain::id::UnionId;
use domain::submission;
use jiff::civil::Date;
use step::view::scope::actor;
use step::view::task::TaskId;
use step::{Answer, Call, Fault, Kit, Reply};

/// `POST /v1/tasks/{id}/urge`.
pub(crate) async fn urge(kit: &Kit, call: &Call) -> Answer {
    let desk = Desk::open(kit, call).await?;
    let id = desk.task()?;
    match desk.urge_once(&id).await {
        Err(fault) if is_race(&fault) => desk.urge_once(&id).await,
        answer => answer,
    }
}

impl Desk<'_> {
    async fn urge_once(&self, id: &TaskId) -> Answer {
        let case = self.seen(id).await?;
        let application = &case.application;
        let step = application.open_step(id.seq).ok_or(ProblemCode::WrongState)?;
        if !step.kind.is_officers() {
            return Err(ProblemCode::WrongState.into());
        }
        let acting = self.acting(&case, Action::Urge)?;
        if self.today <= step.due {
            return Err(ProblemCode::WrongState.into());
        }
        let entries = self.kit.store().list_entries(&id.application).await?;
        let first = entries.iter().find(|entry| is_urged(entry, id.seq, &acting.union, self.today));
        let at = match first {
            Some(entry) => entry.at,
            None => {
                let change = submission::urge(application, step, &acting, self.call.now)
                    .map_err(|_| Fault::Code(ProblemCode::WrongState))?;
                self.kit.store().commit(&change, Vec::new()).await?;
                change.entry.at
            }
        };
        Reply::json(200, &UrgeView { id: id.to_string(), urged_at: at.to_string() })
    }
}

/// Whether the same union has urged this step on this day.
fn is_urged(entry: &Entry, seq: u32, union: &UnionId, today: Date) -> bool {
    entry.event == Event::Urge
        && entry.details.step == Some(seq)
        && actor(entry).as_ref() == Some(union)
        && shanghai_date(entry.at) == today
}

//! Passing a case on to another union that may admit (改派).

use crate::desk::{Desk, holder, is_race, open_step};
use api::decisions::{RouteRequest, RouteView};
use api::{FieldCode, Problem, ProblemCode};
use domain::application::{Application, Event};
use domain::authority::{Acting, Action};
use domain::entry::Entry;
use domain::id::UnionId;
use domain::submission::{self, HOPS, Refused};
use domain::union::Union;
use step::view::scope::Case;
use step::view::task::TaskId;
use step::view::union_ref;
use step::{Answer, Call, Fault, Kit, Reply};

/// `POST /v1/tasks/{id}/route`.
pub(crate) async fn reroute(kit: &Kit, call: &Call) -> Answer {
    let request: RouteRequest = call.read()?;
    let desk = Desk::open(kit, call).await?;
    let id = desk.task()?;
    match desk.reroute_once(&id, &request).await {
        Err(fault) if is_race(&fault) => desk.reroute_once(&id, &request).await,
        answer => answer,
    }
}

impl Desk<'_> {
    async fn reroute_once(&self, id: &TaskId, request: &RouteRequest) -> Answer {
        let case = Case::read(self.kit.store(), &id.application).await?;
        let application = &case.application;
        let to = match UnionId::parse(&request.union) {
            Ok(union) => self.kit.store().get_union(&union).await?,
            Err(_) => None,
        };
        let to = to.ok_or_else(|| self.unfit(FieldCode::UnionUnknown))?;
        if application.open_step(id.seq).is_none() && self.is_repeat(id, &to).await? {
            return answer(id, application, &to);
        }
        self.see(&case)?;
        open_step(application, id.seq)?;
        let acting = self.acting(&case, Action::Reroute)?;
        if !self.is_in_turn(&case, &acting) {
            return Err(ProblemCode::Forbidden.into());
        }
        let elsewhere = application.union.as_ref() != Some(&to.id) && acting.union != to.id;
        if !elsewhere || !self.takes(&to, application).await? {
            return Err(self.unfit(FieldCode::NotOneOf).into());
        }
        let reason = request.reason.trim().to_owned();
        let change = submission::reroute(application, &to, reason, &acting, self.call.now)
            .map_err(refused)?;
        self.kit.store().commit(&change, Vec::new()).await?;
        self.kit.drive(&id.application, self.call.now).await;
        answer(id, &change.application, &to)
    }

    fn unfit(&self, fault: FieldCode) -> Problem {
        let language = self.call.language;
        Problem::new(ProblemCode::FormFaulty, language).with_error("/union", fault, language)
    }

    /// The union that has it may always pass it on (never to itself: who takes a case over from
    /// below would admit in that union's place); one above once it stands still, or once the
    /// unions below have passed it on often enough.
    fn is_in_turn(&self, case: &Case, acting: &Acting) -> bool {
        let application = &case.application;
        holder(case).is_some_and(|union| union.id == acting.union)
            || application.hops >= HOPS
            || application.pending.as_ref().is_some_and(|step| self.today > step.due)
    }

    /// Whether that union takes this applicant: individuals, his occupation, or his employer.
    async fn takes(&self, to: &Union, application: &Application) -> Result<bool, Fault> {
        if !to.admits() {
            return Ok(false);
        }
        if to.admits_individuals() || to.accepts_groups.contains(&application.group) {
            return Ok(true);
        }
        let form = self.kit.store().get_form(&application.id, application.form).await?;
        let names = ["/employer", "/userEmployer"];
        Ok(form.is_some_and(|form| {
            names.iter().any(|name| form.masked.pointer(name).is_some_and(|one| one.is_object()))
        }))
    }

    /// Whether the caller has passed this step on to that union before.
    async fn is_repeat(&self, id: &TaskId, to: &Union) -> Result<bool, Fault> {
        let entries = self.kit.store().list_entries(&id.application).await?;
        let subject = &self.caller.subject;
        Ok(entries.iter().any(|entry| is_rerouted(entry, id.seq, &to.id, subject)))
    }
}

fn is_rerouted(entry: &Entry, seq: u32, to: &UnionId, by: &domain::id::SubjectId) -> bool {
    use domain::entry::Actor;
    let own = matches!(&entry.by, Actor::Officer { subject, .. } if subject == by);
    own && entry.event == Event::Reroute
        && entry.details.step == Some(seq)
        && entry.details.union.as_ref() == Some(to)
}

fn refused(why: Refused) -> ProblemCode {
    match why {
        Refused::WrongState | Refused::TooLate => ProblemCode::StepClosed,
        Refused::Again => ProblemCode::TooManyHops,
    }
}

fn answer(id: &TaskId, application: &Application, to: &Union) -> Answer {
    Reply::json(
        200,
        &RouteView {
            id: id.to_string(),
            application: application.id.as_str().to_owned(),
            union: union_ref(to),
            hops_left: u32::from(HOPS.saturating_sub(application.hops)),
        },
    )
}

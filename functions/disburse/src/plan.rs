//! `POST /v1/runs`: a run by hand, or a supplement.

use api::runs::RunRequest;
use api::{FieldCode, Problem, ProblemCode};
use domain::authority::Action;
use domain::benefit::{self, Benefit, period_year};
use domain::id::RunId;
use domain::run::part::State;
use domain::run::{Planner, Run, RunKind};
use step::finance::counter::Counter;
use step::finance::part_view::run_view;
use step::finance::plan::new_run;
use step::view::scope::Unions;
use step::{Answer, Call, Fault, Kit, Reply, Stage};
use store::StoreError;

/// Pages of runs that are looked through for an open supplement.
const PAGES: u8 = 5;

pub(crate) async fn plan(kit: &Kit, call: &Call) -> Answer {
    let request: RunRequest = call.read()?;
    let counter = Counter::open(kit, call).await?;
    counter.acting(Action::PlanRun, &counter.top().await?)?;
    let benefit = named(&request, call)?;
    let kind = kind(&counter, benefit, &request).await?;
    if let Some(known) = known(kit, benefit, &request.period, &kind).await? {
        return already(&counter, &known, benefit);
    }
    ready(kit, benefit, &request.period, call)?;
    let planned = Planner::Officer { subject: counter.caller.subject.clone() };
    let run = new_run(kit, benefit, &request.period, kind, planned, call.now).await?;
    match kit.store().put_new_run(&run).await {
        Ok(()) => kit.drive_run(&run.id, call.now).await,
        Err(StoreError::Conflict) => return Err(ProblemCode::RunExists.into()),
        Err(error) => return Err(error.into()),
    }
    shown(&counter, &run, benefit)
}

fn shown(counter: &Counter<'_>, run: &Run, benefit: &Benefit) -> Answer {
    Reply::json(202, &run_view(counter, run, benefit, &[], &Unions::default(), true))
}

/// One's own is shown again; somebody else's is a conflict.
fn already(counter: &Counter<'_>, run: &Run, benefit: &Benefit) -> Answer {
    let mine = Planner::Officer { subject: counter.caller.subject.clone() };
    if run.planned == mine && run.state != State::Cancelled {
        return shown(counter, run, benefit);
    }
    Err(ProblemCode::RunExists.into())
}

fn faulty(pointer: &str, code: FieldCode, call: &Call) -> Fault {
    let problem = Problem::new(ProblemCode::FormFaulty, call.language);
    problem.with_error(pointer, code, call.language).into()
}

fn named(request: &RunRequest, call: &Call) -> Result<&'static Benefit, Fault> {
    let benefit = benefit::find(&request.benefit)
        .ok_or_else(|| faulty("/benefit", FieldCode::BenefitUnknown, call))?;
    if !benefit.period.accepts(&request.period) {
        return Err(faulty("/period", FieldCode::PeriodFormat, call));
    }
    Ok(benefit)
}

async fn kind(
    counter: &Counter<'_>,
    benefit: &Benefit,
    request: &RunRequest,
) -> Result<RunKind, Fault> {
    let Some(to) = &request.supplement_to else { return Ok(RunKind::Regular) };
    let unknown = || faulty("/supplementTo", FieldCode::RunUnknown, counter.call);
    let id = RunId::parse(to).map_err(|_| unknown())?;
    let run = counter.kit.store().get_run(&id).await?.ok_or_else(unknown)?;
    let same = run.benefit.split('@').next() == Some(benefit.code.as_str());
    if !same || run.period != request.period || run.kind != RunKind::Regular {
        return Err(unknown());
    }
    Ok(RunKind::Supplement { to: id })
}

/// The run that the period has, or the supplement that is still open.
async fn known(
    kit: &Kit,
    benefit: &Benefit,
    period: &str,
    kind: &RunKind,
) -> Result<Option<Run>, Fault> {
    let store = kit.store();
    if *kind == RunKind::Regular {
        return match store.find_run(&benefit.code, period).await? {
            Some(id) => Ok(store.get_run(&id).await?),
            None => Ok(None),
        };
    }
    let mut cursor = None;
    for _ in 0..PAGES {
        let page = store.list_runs(cursor.as_deref(), 100).await?;
        let open =
            |run: &Run| run.kind == *kind && !matches!(run.state, State::Closed | State::Cancelled);
        if let Some(found) = page.items.into_iter().find(open) {
            return Ok(Some(found));
        }
        cursor = page.cursor;
        if cursor.is_none() {
            break;
        }
    }
    Ok(None)
}

/// In production every value has its document.
fn ready(kit: &Kit, benefit: &Benefit, period: &str, call: &Call) -> Result<(), Fault> {
    let year = period_year(period).unwrap_or_default();
    let production = kit.settings().stage == Stage::Production;
    let Err(missing) = benefit.ready(year, "21", production) else { return Ok(()) };
    let problem = Problem::new(ProblemCode::BenefitNotReady, call.language);
    let named = missing.into_iter().fold(problem, |problem, one| {
        let title = call.language.pick(&one.title.zh, &one.title.en);
        let text = FieldCode::ValueMissing.detail(call.language);
        let code = FieldCode::ValueMissing.as_str();
        problem.with_fault(format!("/benefit/{}", one.parameter), code, format!("{title}:{text}"))
    });
    Err(named.into())
}

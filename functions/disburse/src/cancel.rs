//! `POST /v1/runs/{id}/cancellation`: takes back what nobody has approved yet.

use crate::act::{again, told};
use api::ProblemCode;
use api::runs::CancellationRequest;
use domain::authority::{Acting, Action};
use domain::run::Run;
use domain::run::part::{Details, Event, Part, State};
use step::finance::counter::{Counter, actor};
use step::finance::part_view::run_view;
use step::runs;
use step::view::scope::Unions;
use step::{Answer, Call, Fault, Kit, Reply};

pub(crate) async fn cancel(kit: &Kit, call: &Call) -> Answer {
    let request: CancellationRequest = call.read()?;
    again(async || once(kit, call, &request).await).await
}

async fn once(kit: &Kit, call: &Call, request: &CancellationRequest) -> Answer {
    let counter = Counter::open(kit, call).await?;
    let run = counter.run("id").await?;
    counter.needs(Action::ViewRuns)?;
    let acting = counter.acting(Action::PlanRun, &counter.top().await?)?;
    let parts = kit.store().list_parts(&run).await?;
    let before = |part: &&Part| part.state < State::Approved;
    let cancelled = parts.iter().any(|part| part.state == State::Cancelled);
    let open: Vec<&Part> = parts.iter().filter(before).collect();
    if open.is_empty() && !parts.is_empty() && !cancelled {
        return Err(ProblemCode::CancelTooLate.into());
    }
    for part in open {
        one(kit, call, part, &acting, request.reason.trim()).await?;
    }
    if parts.is_empty() {
        whole(kit, &run).await?;
    }
    kit.drive_run(&run.id, call.now).await;
    let run = kit.store().get_run(&run.id).await?.ok_or(ProblemCode::NotFound)?;
    let benefit = runs::benefit(&run.benefit)?;
    let mut unions = Unions::default();
    let parts = counter.visible(kit.store().list_parts(&run).await?, &mut unions).await?;
    Reply::json(200, &run_view(&counter, &run, benefit, &parts, &unions, true))
}

async fn one(
    kit: &Kit,
    call: &Call,
    part: &Part,
    acting: &Acting,
    reason: &str,
) -> Result<(), Fault> {
    let details = Details { text: Some(reason.to_owned()), ..Details::default() };
    let change = told(part, Event::Cancel, call.now, actor(acting), details, |next| {
        next.pending = None;
        next.wake = None;
    })?;
    Ok(kit.store().commit_part(&change, Vec::new()).await?)
}

/// A run that was never begun, because production refuses it or nobody drove it yet.
async fn whole(kit: &Kit, run: &Run) -> Result<(), Fault> {
    if run.state == State::Cancelled {
        return Ok(());
    }
    let version = run.version.saturating_add(1);
    let next =
        Run { version, state: State::Cancelled, wake: None, parts: Vec::new(), ..run.clone() };
    Ok(kit.store().move_run(run.version, &next).await?)
}

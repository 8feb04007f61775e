//! `GET /v1/runs` and one of them with its parts.

use api::ProblemCode;
use api::request::RunQuery;
use api::runs::{RunItem, RunList};
use domain::authority::Action;
use domain::run::Run;
use step::finance::counter::Counter;
use step::finance::part_view::{run_item, run_view};
use step::finance::part_words::state;
use step::runs;
use step::view::scope::Unions;
use step::{Answer, Call, Fault, Kit, Reply};

/// Runs read at a time; with each its parts.
const READ: u32 = 25;

/// Pages that are looked through for a filter.
const PAGES: u8 = 4;

pub(crate) async fn list(kit: &Kit, call: &Call) -> Answer {
    let query = RunQuery::read(&call.query, call.language)?;
    let counter = Counter::open(kit, call).await?;
    counter.needs(Action::ViewRuns)?;
    let mut unions = Unions::default();
    let mut items = Vec::new();
    let mut cursor = query.cursor.clone();
    for _ in 0..PAGES {
        let page = kit.store().list_runs(cursor.as_deref(), READ).await?;
        cursor = page.cursor;
        for run in page.items.iter().filter(|run| is_wanted(run, &query)) {
            items.extend(visible(&counter, run, &mut unions).await?);
        }
        if cursor.is_none() || !items.is_empty() {
            break;
        }
    }
    Reply::json(200, &RunList { items, cursor })
}

fn is_wanted(run: &Run, query: &RunQuery) -> bool {
    let code = run.benefit.split('@').next();
    query.benefit.as_deref().is_none_or(|wanted| code == Some(wanted))
        && query.year.is_none_or(|year| run.year == year)
        && query.state.is_none_or(|wanted| state(run.state) == wanted)
}

/// A run with some part that the caller may see, or that has none yet and is everybody's plan.
async fn visible(
    counter: &Counter<'_>,
    run: &Run,
    unions: &mut Unions,
) -> Result<Option<RunItem>, Fault> {
    let parts = counter.kit.store().list_parts(run).await?;
    let begun = !parts.is_empty();
    let parts = counter.visible(parts, unions).await?;
    if begun && parts.is_empty() {
        return Ok(None);
    }
    let benefit = runs::benefit(&run.benefit)?;
    Ok(Some(run_item(run, benefit, &parts, counter.call.language)))
}

pub(crate) async fn show(kit: &Kit, call: &Call) -> Answer {
    let counter = Counter::open(kit, call).await?;
    counter.needs(Action::ViewRuns)?;
    let run = counter.run("id").await?;
    let parts = kit.store().list_parts(&run).await?;
    let begun = !parts.is_empty();
    let mut unions = Unions::default();
    let parts = counter.visible(parts, &mut unions).await?;
    if begun && parts.is_empty() {
        return Err(ProblemCode::NotFound.into());
    }
    let benefit = runs::benefit(&run.benefit)?;
    let plans = counter.may(Action::PlanRun, &counter.top().await?).is_some();
    Reply::json(200, &run_view(&counter, &run, benefit, &parts, &unions, plans))
}

//! A roster as the desk shows it.

use crate::desk::Desk;
use api::common::UnionRef;
use api::request::RosterQuery;
use api::rosters::{RosterCounts, RosterKind, RosterList, RosterState, RosterVerdict, RosterView};
use api::{Language, Problem, ProblemCode};
use domain::id::RosterId;
use domain::roster::columns::title;
use domain::roster::fault::Fault as Wrong;
use domain::roster::judge::Verdict;
use domain::roster::{CHUNK, Counts, Kind, Roster, SLICE, State, may_confirm};
use domain::union::Union;
use step::rosters::{Stage, finished};
use step::{Answer, Call, Fault, Kit, Reply};

/// Rosters on a page.
const PAGE: i32 = 50;

pub(crate) async fn list(kit: &Kit, call: &Call) -> Answer {
    let asked = RosterQuery::read(&call.query, call.language)?;
    let desk = Desk::open(kit, call).await?;
    let Some(id) = asked.union else {
        let problem = Problem::new(ProblemCode::BadParameter, call.language);
        let code = api::FieldCode::Required;
        return Err(problem.with_error("/query/union", code, call.language).into());
    };
    let union = desk.union(&id).await?;
    let page = kit.store().list_rosters(&union.id, asked.cursor, PAGE).await?;
    let items = page.items.iter().map(|roster| with(&desk, roster, &union, 0)).collect();
    Reply::json(200, &RosterList { items, cursor: page.cursor })
}

pub(crate) async fn show(kit: &Kit, call: &Call) -> Answer {
    let desk = Desk::open(kit, call).await?;
    let seen = desk.roster().await?;
    Reply::json(200, &shown(&desk, &seen.roster, &seen.union).await?)
}

/// The roster of this id, if the caller may see it.
pub(crate) async fn roster_view(desk: &Desk<'_>, id: RosterId, status: u16) -> Answer {
    let roster = desk.kit.store().get_roster(&id).await?.ok_or(ProblemCode::NotFound)?;
    let union = desk.union(roster.union.as_str()).await?;
    Reply::json(status, &shown(desk, &roster, &union).await?)
}

/// With how far the stage under way has come.
pub(crate) async fn shown(
    desk: &Desk<'_>,
    roster: &Roster,
    union: &Union,
) -> Result<RosterView, Fault> {
    let stage = match roster.state {
        State::Checking if roster.slices > 0 => Some(Stage::Checked),
        State::Importing => Some(Stage::Imported),
        _ => None,
    };
    let done = match stage {
        Some(stage) => finished(desk.kit, &roster.id, stage).await?.len(),
        None => 0,
    };
    Ok(with(desk, roster, union, done))
}

fn with(desk: &Desk<'_>, roster: &Roster, union: &Union, slices: usize) -> RosterView {
    let language = desk.call.language;
    let under_way = matches!(roster.state, State::Checking | State::Importing);
    let done = u32::try_from(slices.saturating_mul(SLICE)).unwrap_or(u32::MAX);
    let free = matches!(roster.state, State::Uploaded | State::Checking | State::Checked);
    let confirms = desk
        .decides(union)
        .is_some_and(|acting| may_confirm(roster, &acting.subject, acting.principal.as_ref()));
    RosterView {
        id: roster.id.as_str().to_owned(),
        union: UnionRef {
            id: union.id.as_str().to_owned(),
            name: union.name.clone(),
            phone: union.phone.clone(),
            address: union.address.clone(),
        },
        kind: match roster.kind {
            Kind::Full => RosterKind::Full,
            Kind::Part => RosterKind::Part,
        },
        file_name: roster.file_name.clone(),
        at: roster.at.to_string(),
        state: state(roster.state),
        chunk_bytes: CHUNK,
        chunks: roster.chunks(),
        rows: roster.rows,
        rows_done: if under_way { done.min(roster.rows) } else { roster.rows },
        checked: roster.checked.map(counts),
        imported: roster.imported.map(counts),
        absent: roster.absent,
        returned: roster.returned,
        fault: roster.fault.map(|fault| sentence(fault, &roster.named, language)),
        decided_on: roster.confirmed.as_ref().map(|one| one.on.to_string()),
        mine: roster.by == desk.caller.subject,
        may_confirm: roster.state == State::Checked && confirms,
        may_cancel: free && desk.keeps(union).is_some(),
    }
}

/// What is wrong with the file, with the columns that are meant.
fn sentence(fault: Wrong, named: &[String], language: Language) -> String {
    let text = fault.text();
    let names: Vec<String> = named.iter().map(|code| title(code).zh).collect();
    format!("{}{}", language.pick(&text.zh, &text.en), names.join("、"))
}

fn state(state: State) -> RosterState {
    match state {
        State::Uploaded => RosterState::Uploaded,
        State::Checking => RosterState::Checking,
        State::Checked => RosterState::Checked,
        State::Importing => RosterState::Importing,
        State::Done => RosterState::Done,
        State::Cancelled => RosterState::Cancelled,
    }
}

fn counts(counts: Counts) -> RosterCounts {
    RosterCounts {
        join: counts.join,
        move_in: counts.move_in,
        correct: counts.correct,
        unchanged: counts.unchanged,
        refused: counts.refused,
    }
}

/// A verdict in the API's words.
pub(crate) fn verdict(verdict: Verdict) -> RosterVerdict {
    match verdict {
        Verdict::Join => RosterVerdict::Join,
        Verdict::MoveIn => RosterVerdict::MoveIn,
        Verdict::Correct => RosterVerdict::Correct,
        Verdict::Unchanged => RosterVerdict::Unchanged,
        Verdict::Refused => RosterVerdict::Refused,
    }
}

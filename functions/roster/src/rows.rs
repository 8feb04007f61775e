//! What the rows do, who is not among them, and the file with those to mend.

use crate::desk::Desk;
use crate::template::XLSX;
use crate::view::verdict;
use api::files::FileView;
use api::request::RosterQuery;
use api::rosters::{
    AbsentList, AbsentView, RosterChange, RosterNote, RosterRowList, RosterRowView, RosterVerdict,
};
use api::{FieldCode, Language, Problem, ProblemCode};
use domain::roster::columns::title;
use domain::roster::fault::CellFault;
use domain::roster::judge::FactChange;
use domain::roster::{Roster, State, words};
use step::rosters::{Absent, Done, Stage, key, part, results};
use step::runs::objects;
use step::{Answer, Call, Fault, Kit, Reply};

/// Rows on a page.
const PAGE: usize = 100;

/// Slices that one call looks through: a filter that fits nowhere must not read a whole roster.
const SLICES: usize = 20;

/// Absent members that are shown.
const MOST_ABSENT: usize = 1_000;

pub(crate) async fn list(kit: &Kit, call: &Call) -> Answer {
    let asked = RosterQuery::read(&call.query, call.language)?;
    let desk = Desk::open(kit, call).await?;
    let roster = desk.roster().await?.roster;
    let Some(stage) = stage(&roster) else {
        return Reply::json(200, &RosterRowList { items: Vec::new(), cursor: None });
    };
    let slices = usize::try_from(roster.slices).unwrap_or(0);
    let (mut slice, mut skip) = position(asked.cursor.as_deref(), call)?;
    let mut items = Vec::new();
    let mut looked = 0;
    while slice <= slices && items.len() < PAGE && looked < SLICES {
        let done = results(kit, &roster.id, stage, &part(slice)).await?.unwrap_or_default();
        let left = PAGE.saturating_sub(items.len());
        let fits = |one: &&Done| asked.verdict.is_none_or(|v| fits(v, one));
        let found: Vec<&Done> = done.iter().filter(fits).skip(skip).collect();
        items.extend(found.iter().take(left).map(|done| row(done, call.language)));
        if found.len() > left {
            skip = skip.saturating_add(left);
            break;
        }
        (slice, skip, looked) = (slice.saturating_add(1), 0, looked.saturating_add(1_usize));
    }
    let cursor = (slice <= slices).then(|| format!("{slice}.{skip}"));
    Reply::json(200, &RosterRowList { items, cursor })
}

/// Which results there are: those of the import once it is done, those of the dry run before.
fn stage(roster: &Roster) -> Option<Stage> {
    match roster.state {
        State::Done => Some(Stage::Imported),
        State::Checked | State::Importing => Some(Stage::Checked),
        State::Cancelled if roster.checked.is_some() => Some(Stage::Checked),
        State::Uploaded | State::Checking | State::Cancelled => None,
    }
}

fn position(cursor: Option<&str>, call: &Call) -> Result<(usize, usize), Fault> {
    let Some(cursor) = cursor else { return Ok((1, 0)) };
    let parts = cursor.split_once('.').and_then(|(slice, skip)| {
        Some((slice.parse::<usize>().ok()?, skip.parse::<usize>().ok()?))
    });
    parts.filter(|(slice, _)| *slice > 0).ok_or_else(|| {
        Problem::new(ProblemCode::BadParameter, call.language)
            .with_error("/query/cursor", FieldCode::CursorInvalid, call.language)
            .into()
    })
}

fn fits(wanted: RosterVerdict, done: &Done) -> bool {
    verdict(done.judged.verdict) == wanted
}

fn row(done: &Done, language: Language) -> RosterRowView {
    let notes = |faults: &[CellFault]| faults.iter().map(|one| note(one, language)).collect();
    RosterRowView {
        line: done.line,
        name: done.name.clone(),
        verdict: verdict(done.judged.verdict),
        faults: notes(&done.judged.faults),
        notes: notes(&done.judged.notes),
        changes: done.judged.changes.iter().map(|one| change(one, language)).collect(),
    }
}

fn note(fault: &CellFault, language: Language) -> RosterNote {
    let (name, text) = (title(&fault.column), fault.text());
    RosterNote {
        column: (!fault.column.is_empty()).then(|| language.pick(&name.zh, &name.en).to_owned()),
        code: fault.fault.as_str().to_owned(),
        text: language.pick(&text.zh, &text.en).to_owned(),
    }
}

fn change(change: &FactChange, language: Language) -> RosterChange {
    let name = title(&change.column);
    let said = |value: &str| match (change.column.as_str(), value) {
        ("migrant" | "dispatched", "1") => language.pick("是", "yes").to_owned(),
        ("migrant" | "dispatched", "0") => language.pick("否", "no").to_owned(),
        (column, value) => words::word(column, value).to_owned(),
    };
    RosterChange {
        column: language.pick(&name.zh, &name.en).to_owned(),
        old: said(&change.old),
        new: said(&change.new),
    }
}

pub(crate) async fn absent(kit: &Kit, call: &Call) -> Answer {
    let desk = Desk::open(kit, call).await?;
    let roster = desk.roster().await?.roster;
    let found: Option<Vec<Absent>> = objects::get_sealed(kit, &key(&roster.id, "absent")).await?;
    let items = found.unwrap_or_default().into_iter().take(MOST_ABSENT).map(|one| AbsentView {
        person: one.person.as_str().to_owned(),
        name: one.name,
        number: one.number,
    });
    Reply::json(200, &AbsentList { items: items.collect() })
}

/// The rows to mend, for those who keep the union's rosters: it holds their own full cells.
pub(crate) async fn file(kit: &Kit, call: &Call) -> Answer {
    let desk = Desk::open(kit, call).await?;
    let seen = desk.roster().await?;
    let keeps = desk.keeps(&seen.union).or(desk.decides(&seen.union));
    keeps.ok_or(ProblemCode::Forbidden)?;
    let back: Option<String> = objects::get_sealed(kit, &key(&seen.roster.id, "back")).await?;
    let content = back.filter(|_| seen.roster.returned).ok_or(ProblemCode::NotFound)?;
    let name = &seen.roster.file_name;
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let name = format!("{stem}-需修改.xlsx");
    Reply::json(200, &FileView { name, media_type: XLSX.to_owned(), content })
}

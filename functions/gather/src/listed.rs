//! `GET /v1/batches/{id}/rows`: the roster page by page.

use crate::desk::Desk;
use crate::joined::{Joined, shown};
use api::batches::{RowAnswer, RowList, RowView};
use api::{Language, ProblemCode};
use domain::batch::{BatchRow, RowState, WRONG_AT_MOST, Way};
use domain::form::EmployerName;
use domain::mask::mask_name;
use step::{Answer, Call, Fault, Kit, Reply};

/// Rows of a page.
const PAGE: i32 = 100;

pub(crate) async fn list(kit: &Kit, call: &Call) -> Answer {
    let desk = Desk::open(kit, call).await?;
    let after = match call.query.get("cursor") {
        Some(text) => text.parse().map_err(|_| ProblemCode::BadParameter)?,
        None => 0,
    };
    let rows = kit.store().list_joining_rows_after(&desk.batch.id, after, PAGE).await?;
    let full = usize::try_from(PAGE).is_ok_and(|page| rows.len() >= page);
    let cursor = rows.last().filter(|_| full).map(|row| row.no.to_string());
    Reply::json(200, &RowList { items: views(&desk, &rows).await?, cursor })
}

/// Rows with what came of each.
pub(crate) async fn views(desk: &Desk<'_>, rows: &[BatchRow]) -> Result<Vec<RowView>, Fault> {
    let joined = Joined::read(desk.kit, rows).await?;
    let people: Vec<_> = rows
        .iter()
        .filter_map(|row| joined.of(row))
        .filter(|one| one.membership.is_some())
        .map(|one| one.person.clone())
        .collect();
    let members = desk.kit.store().list_standings(&people).await?;
    let views = rows.iter().map(|row| {
        let mut view = view(row, desk.call.language);
        view.application = joined.of(row).map(|application| {
            let standing = members.iter().find(|one| one.person == application.person);
            let member = standing.and_then(|one| one.membership.as_ref());
            let member = member.filter(|one| Some(&one.id) == application.membership.as_ref());
            shown(application, member.map(|one| one.number.clone()))
        });
        view
    });
    Ok(views.collect())
}

/// A row without what came of it.
fn view(row: &BatchRow, language: Language) -> RowView {
    RowView {
        no: row.no,
        name: row.name.clone(),
        name_masked: mask_name(&row.name),
        id_masked: row.id_masked.clone(),
        mobile_masked: row.mobile_masked.clone(),
        group: row.group.as_str().to_owned(),
        group_name: language.pick(row.group.zh(), row.group.en()).to_owned(),
        employer: row.employer.as_ref().and_then(employer),
        code: row.code.clone(),
        walk_in: row.walk_in,
        answer: answer(row.state),
        on_the_spot: row.way == Some(Way::Device),
        answered_at: row.answered.map(|at| at.to_string()),
        sends: row.sends,
        sent_at: row.sent.map(|at| at.to_string()),
        shut: row.wrong >= WRONG_AT_MOST,
        present_at: row.present.as_ref().map(|one| one.at.to_string()),
        present_on: row.present.as_ref().map(|one| one.device.clone()),
        application: None,
    }
}

/// What somebody said, in the API's words.
pub(crate) fn answer(state: RowState) -> RowAnswer {
    match state {
        RowState::Open => RowAnswer::Open,
        RowState::Yes => RowAnswer::Yes,
        RowState::No => RowAnswer::No,
    }
}

fn employer(name: &EmployerName) -> Option<String> {
    let code = || name.credit_code.as_ref().map(|code| code.as_str().to_owned());
    name.name.clone().or_else(code)
}

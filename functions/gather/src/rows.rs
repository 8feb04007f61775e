//! People on a roster: put there one by one, corrected, and the rows that a file becomes.

use crate::columns::Written;
use crate::desk::{Desk, actor};
use crate::listed::views;
use api::batches::RowRequest;
use api::{FieldCode, Problem, ProblemCode};
use domain::batch::{
    BatchRow, JoinBatch, NewRow, RowFault, RowState, code_of, is_same_person, row_fault,
};
use domain::membership::Standing;
use domain::rule::MemberFact;
use serde_json::json;
use step::closing::{ATTEMPTS, lost_race};
use step::people::{document_indexes, owner};
use step::{Answer, Call, Fault, Kit, Reply, StepError, places};
use store::StoreError;

/// `POST /v1/batches/{id}/rows`.
pub(crate) async fn add(kit: &Kit, call: &Call) -> Answer {
    let request: RowRequest = call.read()?;
    let mut desk = Desk::gathering(kit, call).await?;
    desk.is_open()?;
    let new = read(&desk, &request)?;
    let macs = macs(kit, &new).await?;
    for _ in 0..ATTEMPTS {
        let rows = kit.store().list_joining_rows(&desk.batch.id).await?;
        if let Some(known) = rows.iter().find(|row| is_same_person(row, &macs)) {
            return shown(&desk, known).await;
        }
        may_stand(&desk, &new).await?;
        let made = Prepared { new: new.clone(), macs: macs.clone(), walk_in: request.walk_in };
        match put(&mut desk, &[made]).await {
            Ok(rows) => {
                let row = rows.first().ok_or_else(|| StepError::broken("a row"))?;
                return shown(&desk, row).await;
            }
            Err(Fault::Store(error)) if lost_race(&error) => desk.read_again().await?,
            Err(fault) => return Err(fault),
        }
    }
    Err(ProblemCode::LostRace.into())
}

/// `PUT /v1/batches/{id}/rows/{row}`: until he said yes.
pub(crate) async fn put_one(kit: &Kit, call: &Call) -> Answer {
    let request: RowRequest = call.read()?;
    let desk = Desk::gathering(kit, call).await?;
    desk.is_open()?;
    let no = call.param("row").parse().map_err(|_| ProblemCode::NotFound)?;
    let rows = kit.store().list_joining_rows(&desk.batch.id).await?;
    let row = rows.iter().find(|row| row.no == no).ok_or(ProblemCode::NotFound)?;
    if !row.may_be_corrected() {
        return Err(ProblemCode::WrongState.into());
    }
    let new = read(&desk, &request)?;
    let macs = macs(kit, &new).await?;
    if rows.iter().any(|other| other.no != no && is_same_person(other, &macs)) {
        return Err(desk.faulty("/idNumber", FieldCode::PersonOnRoster));
    }
    may_stand(&desk, &new).await?;
    let mut next = filled(kit, &desk.batch, no, &new, macs).await?;
    next.version = row.version.saturating_add(1);
    // A link that went to a wrong mobile must not be good any more.
    next.issue = row.issue.saturating_add(1);
    // The gateway takes each number of a message once.
    next.sends = row.sends;
    next.code.clone_from(&row.code);
    next.walk_in = row.walk_in;
    next.present.clone_from(&row.present);
    match kit.store().put_joining_row(&next).await {
        Ok(()) => shown(&desk, &next).await,
        Err(StoreError::Conflict) => Err(ProblemCode::LostRace.into()),
        Err(error) => Err(error.into()),
    }
}

/// A row that the caller entered, with what came of it.
async fn shown(desk: &Desk<'_>, row: &BatchRow) -> Answer {
    let views = views(desk, std::slice::from_ref(row)).await?;
    let view = views.into_iter().next().ok_or_else(|| StepError::broken("a row"))?;
    Reply::json(200, &view)
}

fn read(desk: &Desk<'_>, request: &RowRequest) -> Result<NewRow, Fault> {
    let written = Written {
        name: &request.name,
        id_number: &request.id_number,
        mobile: &request.mobile,
        group: &request.group,
        employer: request.employer.as_deref().unwrap_or_default(),
        credit_code: request.credit_code.as_deref().unwrap_or_default(),
    };
    let language = desk.call.language;
    written.read(desk.today, desk.kit.settings().allow_synthetic).map_err(|faults| {
        let problem = Problem::new(ProblemCode::FormFaulty, language);
        let named = faults.into_iter().fold(problem, |problem, (field, code)| {
            problem.with_error(format!("/{field}"), code, language)
        });
        named.into()
    })
}

/// Refuses who is under 16, a member, or one too many.
async fn may_stand(desk: &Desk<'_>, new: &NewRow) -> Result<(), Fault> {
    let standing = standing(desk.kit, new).await?;
    let member = is_member(standing.as_ref());
    match row_fault(new, member, desk.batch.rows, desk.today) {
        None => Ok(()),
        Some(RowFault::Member) => Err(ProblemCode::AlreadyMember.into()),
        Some(RowFault::TooYoung) => Err(desk.faulty("/idNumber", FieldCode::TooYoungToJoin)),
        Some(RowFault::Full) => Err(desk.faulty("/walkIn", FieldCode::TooMany)),
    }
}

/// The standing of the person with this document, where he is known.
pub(crate) async fn standing(kit: &Kit, new: &NewRow) -> Result<Option<Standing>, Fault> {
    let indexes = document_indexes(kit, new.id_type, &new.id_number).await?;
    let Some(person) = owner(kit, &indexes).await? else { return Ok(None) };
    Ok(Some(kit.store().get_standing(&person).await?))
}

/// Whether somebody is a member, also a retained one.
pub(crate) fn is_member(standing: Option<&Standing>) -> bool {
    standing.is_some_and(|standing| standing.member() != MemberFact::None)
}

/// The blind indexes of somebody's document.
pub(crate) async fn macs(kit: &Kit, new: &NewRow) -> Result<Vec<String>, Fault> {
    let indexes = document_indexes(kit, new.id_type, &new.id_number).await?;
    Ok(indexes.into_iter().map(|(_, mac)| mac).collect())
}

/// Somebody who is to be put on the roster, with his indexes.
#[derive(Clone)]
pub(crate) struct Prepared {
    pub(crate) new: NewRow,
    pub(crate) macs: Vec<String>,
    pub(crate) walk_in: bool,
}

/// Puts people on the roster in one transaction: at most [`store::ROWS_AT_ONCE`].
pub(crate) async fn put(desk: &mut Desk<'_>, people: &[Prepared]) -> Result<Vec<BatchRow>, Fault> {
    let by = actor(&desk.acting()?);
    let mut rows = Vec::with_capacity(people.len());
    let mut no = desk.batch.rows;
    for person in people {
        no = no.saturating_add(1);
        let row = filled(desk.kit, &desk.batch, no, &person.new, person.macs.clone()).await?;
        rows.push(BatchRow { walk_in: person.walk_in, ..row });
    }
    let told = json!({ "from": desk.batch.rows.saturating_add(1), "to": no });
    let (next, line) =
        desk.batch.change(desk.call.now, by, "rows-added", &told, |next| next.rows = no);
    desk.kit.store().put_joining(&next, &line, &rows, None).await?;
    desk.batch = next;
    Ok(rows)
}

/// A new row with its values sealed in its place.
async fn filled(
    kit: &Kit,
    batch: &JoinBatch,
    no: u32,
    new: &NewRow,
    macs: Vec<String>,
) -> Result<BatchRow, Fault> {
    let secret = json!({ "idNumber": new.id_number.expose(), "mobile": new.mobile.expose() });
    let place = places::joining_row(&batch.id, no);
    let sealed = kit.vault().await?.seal(&place, &secret.to_string())?;
    Ok(BatchRow {
        batch: batch.id.clone(),
        no,
        version: 1,
        name: new.name.clone(),
        id_type: new.id_type,
        id_masked: new.id_number.masked(),
        mobile_masked: new.mobile.masked(),
        group: new.group,
        employer: new.employer.clone(),
        sealed: Some(sealed),
        macs,
        code: code_of(no, kit.random::<5>()?),
        walk_in: false,
        state: RowState::Open,
        way: None,
        answered: None,
        application: None,
        issue: 1,
        sends: 0,
        sent: None,
        wrong: 0,
        present: None,
    })
}

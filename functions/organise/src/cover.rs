//! The employers that a union covers: listed, taken, given up.

use crate::office::{Office, faulty, paged, wrong};
use crate::record::view;
use api::organisations::{CoverRequest, CoveredEmployer, CoveredList};
use api::request::cursor;
use api::{FieldCode, ProblemCode};
use domain::authority::Action;
use domain::id::EmployerId;
use domain::union::Employer;
use domain::union::change::check_cover;
use serde_json::json;
use step::{Answer, Call, Kit, Reply};
use store::StoreError;

/// Employers on a page.
const PAGE: i32 = 50;

/// `GET /v1/unions/{id}/employers`.
pub(crate) async fn list(kit: &Kit, call: &Call) -> Answer {
    let cursor = cursor(&call.query, call.language)?;
    let office = Office::open(kit, call).await?;
    let began = cursor.is_some();
    let page = kit.store().list_covered(&office.union.id, cursor, PAGE).await;
    let page = paged(call, began, page)?;
    let items = page.items.into_iter().map(|one| CoveredEmployer {
        id: one.id.as_str().to_owned(),
        name: one.name,
        credit_code: one.credit_code.map(|code| code.as_str().to_owned()),
        employees: one.employees,
    });
    Reply::json(200, &CoveredList { items: items.collect(), cursor: page.cursor })
}

/// `PUT /v1/unions/{id}/employers/{employer}`.
pub(crate) async fn put(kit: &Kit, call: &Call) -> Answer {
    let asked: CoverRequest = call.read()?;
    let office = Office::open(kit, call).await?;
    let acting = office.acting(Action::GovernUnion)?;
    let id = EmployerId::parse(call.param("employer")).map_err(|_| ProblemCode::NotFound)?;
    let employer = kit.store().get_employer(&id).await?.ok_or(ProblemCode::NotFound)?;
    let covers = employer.union.as_ref() == Some(&office.union.id);
    if covers == asked.covered {
        return Reply::json(200, &view(&office, &office.union, &office.record).await?);
    }
    if asked.covered {
        check_cover(&employer, &office.union).map_err(|fault| wrong(call, vec![fault]))?;
    } else if !covers {
        return Err(faulty(call, "/employer", FieldCode::EmployerCovered));
    }
    office.at_version(asked.version)?;
    let read = employer.union.clone();
    let union = asked.covered.then(|| office.union.id.clone());
    let told = json!({ "employer": {
        "old": covers.then_some(&employer.name), "new": asked.covered.then_some(&employer.name),
    }, "employerId": id });
    let act = if asked.covered { "employer-covered" } else { "employer-released" };
    let after = Employer { union, ..employer };
    let change = office.change(office.union.clone(), office.record.clone(), &acting, act, &told);
    match kit.store().cover_employer(&change, read.as_ref(), &after).await {
        Ok(()) => Reply::json(200, &view(&office, &change.union, &change.record).await?),
        Err(StoreError::Conflict) => Err(ProblemCode::LostRace.into()),
        Err(error) => Err(error.into()),
    }
}

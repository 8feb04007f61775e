//! `POST /v1/members/{id}/reveals`: shows a member's numbers in full, once, for a purpose. Who looked,
//! at what and why is written before anything is shown.

use crate::scope::{Desk, Seen};
use api::account::{RevealRequest, RevealView, RevealedValue};
use api::{FieldCode, Problem, ProblemCode};
use domain::authority::Action;
use domain::person::{Person, Sealed};
use step::{Answer, Call, Fault, Kit, Reply, StepError, places, reveals};

pub(crate) async fn show(kit: &Kit, call: &Call) -> Answer {
    let request: RevealRequest = call.read()?;
    let desk = Desk::open(kit, call).await?;
    let Seen { file, union } = desk.named().await?;
    let person = file.person.ok_or_else(|| StepError::broken("a person's record"))?;
    if request.of != person.id.as_str() {
        return Err(ProblemCode::NotFound.into());
    }
    let acting = desk.may(Action::Reveal, &union).ok_or(ProblemCode::Forbidden)?;
    let asked = asked(&request, &person, call)?;
    let fields: Vec<String> = asked.iter().map(|(field, _, _)| field.clone()).collect();
    let record = person.id.as_str();
    reveals::note(kit, call, record, acting.role.as_str(), &fields, request.purpose.trim()).await?;
    let vault = kit.vault().await?;
    let values = asked.iter().map(|(field, place, sealed)| {
        let value = vault.open_value(place, sealed)?;
        Ok(RevealedValue { field: field.clone(), value })
    });
    let values = values.collect::<Result<Vec<_>, StepError>>()?;
    Reply::json(200, &RevealView { of: request.of, at: call.now.to_string(), values })
}

type Asked = (String, String, Sealed);

/// What was asked for, or a problem that names every field which cannot be shown.
fn asked(request: &RevealRequest, person: &Person, call: &Call) -> Result<Vec<Asked>, Fault> {
    let mut problem = Problem::new(ProblemCode::FormFaulty, call.language);
    let mut found = Vec::new();
    for (at, field) in request.fields.iter().enumerate() {
        let name = field.trim_start_matches('/');
        let sealed = match name {
            "idNumber" => Some((places::person_id_number(&person.id), person.id_sealed.clone())),
            "mobile" => {
                person.mobile_sealed.clone().map(|one| (places::person_mobile(&person.id), one))
            }
            _ => None,
        };
        match sealed {
            Some((place, sealed)) => found.push((format!("/{name}"), place, sealed)),
            None => {
                let pointer = format!("/fields/{at}");
                problem = problem.with_error(pointer, FieldCode::FieldNotRevealable, call.language);
            }
        }
    }
    if problem.errors.is_empty() { Ok(found) } else { Err(problem.into()) }
}

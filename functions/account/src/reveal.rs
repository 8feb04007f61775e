//! `POST /v1/reveals`: shows sealed fields in full, once, for a purpose. Who looked, at what and
//! why is written before anything is shown.

use api::account::{RevealRequest, RevealView, RevealedValue};
use api::{FieldCode, Language, Problem, ProblemCode};
use domain::application::Application;
use domain::authority::{Action, may_handle};
use domain::calendar::shanghai_date;
use domain::id::ApplicationId;
use domain::person::SEALED_FIELDS;
use serde_json::{Map, Value};
use step::forms::open_sealed;
use step::reveals;
use step::view::scope::{Case, of_case};
use step::view::task::TaskId;
use step::{Answer, Call, Fault, Kit, Reply, StepError};

/// The role of somebody who looks at his own.
const APPLICANT: &str = "APPLICANT";

pub(crate) async fn handle(kit: &Kit, call: &Call) -> Answer {
    let request: RevealRequest = call.read()?;
    let case = Case::read(kit.store(), &named(&request.of)?).await?;
    let role = role(kit, call, &case).await?;
    let application = &case.application;
    let sealed = sealed(kit, application).await?;
    let values = values(&request.fields, &sealed, call.language)?;
    let fields: Vec<String> = values.iter().map(|value| value.field.clone()).collect();
    let record = application.id.as_str();
    reveals::note(kit, call, record, role, &fields, request.purpose.trim()).await?;
    Reply::json(200, &RevealView { of: request.of, at: call.now.to_string(), values })
}

/// The application of a task's or an application's id.
fn named(of: &str) -> Result<ApplicationId, Fault> {
    let task = TaskId::parse(of).map(|task| task.application);
    let id = task.or_else(|| ApplicationId::parse(of).ok());
    id.ok_or_else(|| ProblemCode::NotFound.into())
}

/// In which role the caller may look. Whoever may not even read the case does not learn of it.
async fn role(kit: &Kit, call: &Call, case: &Case) -> Result<&'static str, Fault> {
    let subject = call.caller()?;
    if case.application.subject == *subject {
        return Ok(APPLICANT);
    }
    let caller = kit.store().get_account(subject).await?.caller;
    let today = shanghai_date(call.now);
    let acting = of_case(&case.application).find_map(|id| {
        let path = &case.unions.get(&id)?.path;
        may_handle(&caller, Action::Reveal, &case.application, &id, path, today).ok()
    });
    match acting {
        Some(acting) => Ok(acting.role.as_str()),
        None if case.is_seen_by(&caller, today) => Err(ProblemCode::Forbidden.into()),
        None => Err(ProblemCode::NotFound.into()),
    }
}

async fn sealed(kit: &Kit, application: &Application) -> Result<Map<String, Value>, Fault> {
    let stored = kit.store().get_form(&application.id, application.form).await?;
    let stored = stored.ok_or_else(|| StepError::broken("an application's form"))?;
    Ok(open_sealed(kit.vault().await?, &application.id, &stored)?)
}

/// The values asked for, or a problem that names every field which cannot be shown.
fn values(
    fields: &[String],
    sealed: &Map<String, Value>,
    language: Language,
) -> Result<Vec<RevealedValue>, Problem> {
    let mut problem = Problem::new(ProblemCode::FormFaulty, language);
    let mut values = Vec::new();
    for (at, field) in fields.iter().enumerate() {
        let name = field.trim_start_matches('/');
        let value = sealed.get(name).and_then(Value::as_str);
        match value.filter(|_| SEALED_FIELDS.contains(&name)) {
            Some(value) => {
                values.push(RevealedValue { field: format!("/{name}"), value: value.to_owned() })
            }
            None => {
                let pointer = format!("/fields/{at}");
                problem = problem.with_error(pointer, FieldCode::FieldNotRevealable, language);
            }
        }
    }
    if problem.errors.is_empty() { Ok(values) } else { Err(problem) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_sealed_is_shown_and_everything_else_is_named() {
        let sealed = json!({ "idNumber": "1", "mobile": "2" });
        let sealed = sealed.as_object().unwrap();
        let erased = Map::new();
        #[rustfmt::skip]
        let rows = [
            // why                     fields                          record   faults
            ("with and without slash", vec!["/idNumber", "mobile"],    sealed,  vec![]),
            ("one that is not sealed", vec!["/name", "/mobile"],       sealed,  vec!["/fields/0"]),
            ("erased",                 vec!["/idNumber", "/mobile"],   &erased, vec!["/fields/0", "/fields/1"]),
        ];
        for (why, fields, record, wanted) in rows {
            let fields: Vec<String> = fields.into_iter().map(str::to_owned).collect();
            let problem = values(&fields, record, Language::Zh).err();
            let errors = problem.map(|problem| problem.errors).unwrap_or_default();
            let got: Vec<&str> = errors.iter().map(|error| error.pointer.as_str()).collect();
            assert_eq!(got, wanted, "{why}");
        }
    }
}

//! One application, for its applicant and for officers in whose scope it lies.

use api::ProblemCode;
use api::applications::ApplicationView;
use domain::application::Application;
use domain::calendar::shanghai_date;
use domain::id::ApplicationId;
use domain::role::Caller;
use step::view::application as words;
use step::view::moving;
use step::view::scope::{Case, of_entries};
use step::view::{state, union_ref};
use step::{Answer, Call, Kit, Reply};

/// `GET /v1/applications/{id}`.
pub(crate) async fn show(kit: &Kit, call: &Call) -> Answer {
    let id = ApplicationId::parse(call.param("id")).map_err(|_| ProblemCode::NotFound)?;
    let store = kit.store();
    let caller = store.get_account(call.caller()?).await?.caller;
    let mut case = Case::read(store, &id).await?;
    let today = shanghai_date(call.now);
    let own = is_own(&caller, &case.application);
    if !own && !case.is_seen_by(&caller, today) {
        return Err(ProblemCode::NotFound.into());
    }
    let entries = store.list_entries(&id).await?;
    case.unions.load(store, of_entries(&entries)).await?;
    case.unions.load(store, case.application.from.clone()).await?;
    let form = if own { store.get_form(&id, case.application.form).await? } else { None };
    let Case { application, unions } = case;
    let (due_on, provisional) = words::due(&application);
    let view = ApplicationView {
        id: application.id.as_str().to_owned(),
        number: application.number.clone(),
        matter: application.matter.code.clone(),
        matter_version: application.matter.version,
        title: words::title(&application, call.language),
        state: state(application.state),
        submitted_at: application.submitted.to_string(),
        due_on: due_on.to_string(),
        provisional,
        working_days_left: words::working_days_left(&application, today),
        union: application.union.as_ref().and_then(|id| unions.get(id)).map(union_ref),
        holder: words::holder(&application, &unions),
        timeline: words::timeline(&entries, &unions, call.language),
        reasons: words::reasons(&application, call.language),
        // What a person can do is the sender's; the one it is about reads it only.
        next: if caller.subject == application.subject {
            words::next_actions(&application, today)
        } else if caller.person.as_ref() == Some(&application.person) {
            words::explaining(&application, today)
        } else {
            Vec::new()
        },
        moving: moving::view(&application, &entries, form.as_ref(), &unions, today, call.language),
        form: form.and_then(|form| form.masked.as_object().cloned()),
        synthetic: kit.settings().allow_synthetic,
    };
    Reply::json(200, &view)
}

/// Sent by the caller, or about the person he is bound to.
fn is_own(caller: &Caller, application: &Application) -> bool {
    caller.subject == application.subject || caller.person.as_ref() == Some(&application.person)
}

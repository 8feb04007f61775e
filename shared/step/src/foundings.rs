//! What is known of a founding in one of its rounds: asked at the door, so that every fault is named
//! before anything is stored, and again by the machine's check of what the register says then.

use crate::{Kit, StepError, forms};
use domain::application::{Application, Event};
use domain::calendar::shanghai_date;
use domain::credit_code::CreditCode;
use domain::entry::Entry;
use domain::form::Form;
use domain::founding::check::Facts;
use domain::founding::forms::{FoundingMeeting, FoundingRequest};
use domain::founding::people::{Founding, Participant, People};
use domain::founding::result::{Basis, faults, meeting_faults};
use domain::id::ApplicationId;
use domain::matter::FormKind;
use domain::union::UnionStatus;
use jiff::civil::Date;

/// Whether the head of personnel is excluded from being a candidate: the election rules of the
/// basic unions say so.
pub const EXCLUDE_HR: bool = true;

/// What was gathered for one round.
#[derive(Debug)]
pub struct Gathered {
    /// As the rules want to see it.
    pub facts: Facts,
    /// The request of the first round.
    pub request: FoundingRequest,
    /// The founding beside the application, once it was checked.
    pub founding: Option<Founding>,
    /// Per employer: its code and the closed founding that it had before, if any.
    pub guards: Vec<(CreditCode, Option<ApplicationId>)>,
}

/// What is known of a founding whose present form is this one; none for other forms.
///
/// # Errors
/// [`StepError`] when the table or the keys do not answer.
pub async fn gather(
    kit: &Kit,
    application: &Application,
    form: &Form,
) -> Result<Option<Gathered>, StepError> {
    let request = match form {
        Form::Founding(request) => Some(request.as_ref().clone()),
        Form::Meeting(_) | Form::Result(_) => request(kit, application).await?,
        Form::Join(_)
        | Form::CardReissue(_)
        | Form::Transfer(_)
        | Form::Change(_)
        | Form::ReElection(_) => None,
    };
    let Some(request) = request else { return Ok(None) };
    let store = kit.store();
    let founding = store.get_founding(&application.id).await?;
    let people = store.list_participants(&application.id).await?;
    let of = People { all: &people, excluded: &request.excluded, exclude_hr: EXCLUDE_HR };
    let against = match form {
        Form::Meeting(meeting) => meeting_faults(&request, meeting, &of),
        Form::Result(result) => {
            let agreed = agreed(kit, application).await?;
            let meeting = agreed.meeting.as_ref();
            let meeting = meeting.ok_or_else(|| StepError::broken("a founding's meeting"))?;
            faults(result, &Basis::of(&request, meeting, of.clone(), agreed.on))
        }
        Form::Founding(_)
        | Form::Join(_)
        | Form::CardReissue(_)
        | Form::Transfer(_)
        | Form::Change(_)
        | Form::ReElection(_) => Vec::new(),
    };
    let (employers_free, only_founding, guards) = employers(kit, application, &request).await?;
    let facts = Facts {
        employers_free,
        only_founding,
        applicant_prepares: prepares(kit, application, &request).await?,
        members: of.count(),
        women: of.women(),
        faults: against,
        result: if let Form::Result(result) = form { Some(result.as_ref().clone()) } else { None },
    };
    Ok(Some(Gathered { facts, request, founding, guards }))
}

/// Whether a covering union or another founding stands in the way of any employer.
async fn employers(
    kit: &Kit,
    application: &Application,
    request: &FoundingRequest,
) -> Result<(bool, bool, Vec<(CreditCode, Option<ApplicationId>)>), StepError> {
    let store = kit.store();
    let (mut free, mut only, mut guards) = (true, true, Vec::new());
    for employer in &request.employers {
        let known = store.find_employer_now(&employer.credit_code).await?;
        if let Some(union) = known.and_then(|known| known.union) {
            let covering = store.get_union_now(&union).await?;
            free &= covering.is_none_or(|union| union.status == UnionStatus::Dissolved);
        }
        let other = store.find_founding(&employer.credit_code).await?;
        let other = other.filter(|other| *other != application.id);
        if let Some(other) = &other {
            let other = store.get_application(other).await?;
            only &= other.is_none_or(|other| other.state.is_closed());
        }
        guards.push((employer.credit_code.clone(), other));
    }
    Ok((free, only, guards))
}

async fn prepares(
    kit: &Kit,
    application: &Application,
    request: &FoundingRequest,
) -> Result<bool, StepError> {
    let applicant = kit.store().get_person(&application.person).await?;
    let named = |name: &str| request.preparers.iter().any(|one| one.name == name);
    Ok(applicant.is_some_and(|applicant| named(&applicant.name)))
}

/// The newest form of a type that an application has.
///
/// # Errors
/// [`StepError`] when the table or the keys do not answer.
pub async fn newest(
    kit: &Kit,
    application: &Application,
    kind: FormKind,
) -> Result<Option<Form>, StepError> {
    for version in (1..=application.form).rev() {
        let Some(stored) = kit.store().get_form(&application.id, version).await? else {
            continue;
        };
        if stored.kind == Some(kind) {
            return forms::open_form(kit.vault().await?, application, &stored).map(Some);
        }
    }
    Ok(None)
}

/// The request of the first round.
///
/// # Errors
/// As [`newest`].
pub async fn request(
    kit: &Kit,
    application: &Application,
) -> Result<Option<FoundingRequest>, StepError> {
    let form = newest(kit, application, FormKind::FoundUnion).await?;
    Ok(form.and_then(|form| if let Form::Founding(form) = form { Some(*form) } else { None }))
}

/// The meeting that was agreed to, and when.
#[derive(Debug)]
pub struct Agreed {
    /// The meeting.
    pub meeting: Option<FoundingMeeting>,
    /// The day of the last yes.
    pub on: Date,
}

/// What was agreed to last.
///
/// # Errors
/// As [`newest`].
pub async fn agreed(kit: &Kit, application: &Application) -> Result<Agreed, StepError> {
    let form = newest(kit, application, FormKind::FoundingMeeting).await?;
    let meeting =
        form.and_then(|form| if let Form::Meeting(meeting) = form { Some(meeting) } else { None });
    let entries = kit.store().list_entries(&application.id).await?;
    let yes = entries.iter().rev().find(|entry| entry.event == Event::ApproveLevel);
    let on = yes.map_or(application.submitted, |entry| entry.at);
    Ok(Agreed { meeting, on: shanghai_date(on) })
}

/// The replies that were given so far (批复), oldest first.
pub fn replies(entries: &[Entry]) -> impl Iterator<Item = &Entry> {
    entries.iter().filter(|entry| entry.details.reply.is_some())
}

/// Those who take part, by their numbers.
///
/// # Errors
/// [`StepError`] when the table does not answer.
pub async fn people(kit: &Kit, id: &ApplicationId) -> Result<Vec<Participant>, StepError> {
    Ok(kit.store().list_participants(id).await?)
}

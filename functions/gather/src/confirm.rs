//! A person's own answer: by the link on his phone, or on a device that is handed to him.
//!
//! Opening a link decides nothing. What is unknown, over, or another's is answered alike.

use crate::desk::faulty;
use crate::invitations::secret;
use crate::link::{Opens, Token};
use crate::listed;
use api::confirmations::{
    AskedPerson, ConfirmationLook, ConfirmationView, JoiningAnswerRequest, PublishedView, YesOrNo,
};
use api::{FieldCode, Problem, ProblemCode};
use domain::application::Application;
use domain::batch::{
    self, BatchRow, CannotAnswer, JoinBatch, NewRow, RowState, Way, form_of, matches_tail,
    may_answer,
};
use domain::citizen_id::CitizenId;
use domain::division::DivisionCode;
use domain::entry::sha256;
use domain::form::Form;
use domain::id::SubjectId;
use domain::mask::mask_name;
use domain::matter::{self, Matter, PublishedText};
use domain::submission::submit_with_batch;
use domain::union::Union;
use step::closing::{ATTEMPTS, lost_race};
use step::door::{self, Wanted};
use step::people::of_document;
use step::view::{pick, state, union_ref};
use step::{Answer, Call, Fault, Kit, Reply, StepError};

/// What the people of a batch apply for.
const MATTER: &str = "join";

/// The window in which calls by one link are counted, in seconds: a quarter of an hour.
const WINDOW: i64 = 900;

/// The most calls by a person's link within it.
const PERSONS_CALLS: u32 = 40;

/// The most by a device's: a person needs three, and somebody stands there every ten seconds.
const DEVICES_CALLS: u32 = 1_000;

/// Who stands behind a token.
struct Asked {
    batch: JoinBatch,
    union: Union,
    way: Way,
    /// The officer beside the device.
    witness: Option<SubjectId>,
    row: Option<BatchRow>,
}

/// `POST /v1/confirmations/view`.
pub(crate) async fn view(kit: &Kit, call: &Call) -> Answer {
    let request: ConfirmationLook = call.read()?;
    let mut asked = open(kit, call, &request.token).await?;
    if asked.way == Way::Device && request.name.is_some() {
        let tail = request.last_four.as_deref().unwrap_or_default();
        asked.row = Some(find(kit, call, &asked.batch, request.name.as_deref(), tail).await?);
    }
    Reply::json(200, &shown(kit, call, &asked).await?)
}

/// `POST /v1/confirmations`.
pub(crate) async fn answer(kit: &Kit, call: &Call) -> Answer {
    let request: JoiningAnswerRequest = call.read()?;
    let mut asked = open(kit, call, &request.token).await?;
    for _ in 0..ATTEMPTS {
        match once(kit, call, &request, &mut asked).await {
            Ok(()) => return Reply::json(200, &shown(kit, call, &asked).await?),
            Err(Fault::Store(error)) if lost_race(&error) => {}
            Err(Fault::Step(StepError::Conflict)) => {}
            Err(fault) => return Err(fault),
        }
        asked = open_again(kit, call, asked).await?;
    }
    Err(ProblemCode::LostRace.into())
}

/// Who is asked by this token. Counts the call first, whatever the token is worth.
async fn open(kit: &Kit, call: &Call, text: &str) -> Result<Asked, Fault> {
    let token = Token::parse(text);
    let device = matches!(&token, Some(Token { opens: Opens::Device { .. }, .. }));
    let window = call.now.as_second().div_euclid(WINDOW);
    let ends = window.saturating_add(2).saturating_mul(WINDOW);
    let hash = sha256(text.trim().as_bytes());
    let calls = kit.store().count_link_call(&hash, window, ends).await?;
    if calls > if device { DEVICES_CALLS } else { PERSONS_CALLS } {
        return Err(ProblemCode::TooOften.into());
    }
    let token = token.ok_or(ProblemCode::LinkInvalid)?;
    if !token.is_good(kit.vault().await?) {
        return Err(ProblemCode::LinkInvalid.into());
    }
    let batch = kit.store().get_joining(&token.batch).await?.ok_or(ProblemCode::LinkInvalid)?;
    let union = kit.store().get_union(&batch.union).await?;
    let union = union.ok_or_else(|| StepError::broken("the union of a batch"))?;
    match token.opens {
        Opens::Device { no } => {
            let witness = batch.device(no, call.now).map(|device| device.by.clone());
            if witness.is_none() || batch.closed.is_some() {
                return Err(ProblemCode::LinkInvalid.into());
            }
            Ok(Asked { batch, union, way: Way::Device, witness, row: None })
        }
        Opens::Row { no, issue } => {
            let row = kit.store().get_joining_row(&batch.id, no).await?;
            let row = row.filter(|row| row.issue == issue).ok_or(ProblemCode::LinkInvalid)?;
            // Who said yes may look at his card as long as the link is his.
            let over = matches!(
                may_answer(&batch, &row, Way::Link, call.now),
                Err(CannotAnswer::Over | CannotAnswer::Erased)
            );
            if over && row.state != RowState::Yes {
                return Err(ProblemCode::LinkInvalid.into());
            }
            Ok(Asked { batch, union, way: Way::Link, witness: None, row: Some(row) })
        }
    }
}

/// The same on what is read now, after somebody wrote in between.
async fn open_again(kit: &Kit, _: &Call, before: Asked) -> Result<Asked, Fault> {
    let row = match &before.row {
        Some(row) => kit.store().get_joining_row(&row.batch, row.no).await?,
        None => None,
    };
    let batch = kit.store().get_joining(&before.batch.id).await?;
    Ok(Asked { row, batch: batch.ok_or(ProblemCode::LinkInvalid)?, ..before })
}

/// Whoever stands at the device and says who he is.
async fn find(
    kit: &Kit,
    call: &Call,
    batch: &JoinBatch,
    name: Option<&str>,
    tail: &str,
) -> Result<BatchRow, Fault> {
    let name = name.unwrap_or_default().trim();
    let rows = kit.store().list_joining_rows(&batch.id).await?;
    let found = rows
        .into_iter()
        .find(|row| !row.name.is_empty() && row.name == name && matches_tail(row, tail));
    found.ok_or_else(|| faulty(call, "/lastFour", FieldCode::LastFourDiffers))
}

/// One try on what is read now.
async fn once(
    kit: &Kit,
    call: &Call,
    request: &JoiningAnswerRequest,
    asked: &mut Asked,
) -> Result<(), Fault> {
    let row = match (asked.way, asked.row.take()) {
        (Way::Link, Some(row)) => row,
        (Way::Link, None) => return Err(ProblemCode::LinkInvalid.into()),
        (Way::Device, _) => {
            find(kit, call, &asked.batch, request.name.as_deref(), &request.last_four).await?
        }
    };
    let outcome = answered(kit, call, request, asked, &row).await;
    asked.row = Some(match &outcome {
        Ok(Some(next)) => next.clone(),
        Ok(None) | Err(_) => row,
    });
    outcome.map(|_| ())
}

/// The row after the answer; none where it was said before.
async fn answered(
    kit: &Kit,
    call: &Call,
    request: &JoiningAnswerRequest,
    asked: &Asked,
    row: &BatchRow,
) -> Result<Option<BatchRow>, Fault> {
    let may = may_answer(&asked.batch, row, asked.way, call.now);
    if may == Err(CannotAnswer::Shut) {
        return Err(ProblemCode::LinkShut.into());
    }
    if !matches_tail(row, &request.last_four) {
        return Err(wrong(kit, call, row).await?);
    }
    let said = match request.answer {
        YesOrNo::Yes => batch::Answer::Yes,
        YesOrNo::No => batch::Answer::No,
    };
    match may {
        Ok(()) => {}
        Err(CannotAnswer::SaidYes) if said == batch::Answer::Yes => return Ok(None),
        Err(CannotAnswer::SaidYes) => return Err(ProblemCode::WrongState.into()),
        Err(_) => return Err(ProblemCode::LinkInvalid.into()),
    }
    match said {
        batch::Answer::No => {
            let next = batch::answer(row, said, asked.way, None, call.now);
            if let Some(next) = &next {
                kit.store().put_joining_row(next).await?;
            }
            Ok(next)
        }
        batch::Answer::Yes => yes(kit, call, request, asked, row).await.map(Some),
    }
}

/// Wrong last characters: counted, and told as a fault of the field.
async fn wrong(kit: &Kit, call: &Call, row: &BatchRow) -> Result<Fault, Fault> {
    let mut next = row.next();
    next.wrong = row.wrong.saturating_add(1);
    kit.store().put_joining_row(&next).await?;
    Ok(faulty(call, "/lastFour", FieldCode::LastFourDiffers))
}

/// A yes: the application of the person himself, as the door writes it, and the row with it.
async fn yes(
    kit: &Kit,
    call: &Call,
    request: &JoiningAnswerRequest,
    asked: &Asked,
    row: &BatchRow,
) -> Result<BatchRow, Fault> {
    let matter = matter::find(MATTER).ok_or_else(|| StepError::broken("the matter of joining"))?;
    let consents = agreed(call, matter, request)?;
    let new = person_of(kit, row).await?;
    let division = DivisionCode::parse(&asked.union.division)
        .map_err(|_| StepError::broken("the division of a union"))?;
    let form = Form::Join(Box::new(form_of(&new, &division)));
    let person = of_document(kit, &new.name, new.id_type, &new.id_number).await?;
    let person = person.ok_or(StepError::Conflict)?;
    let known = kit.store().get_person(&person).await?;
    let subject =
        known.and_then(|known| known.subject).unwrap_or_else(|| SubjectId::guest(&person));
    let begun = door::begin(kit, call, subject, person.clone(), &form, request.oath).await?;
    let place = asked.batch.place(row.no, asked.witness.as_ref());
    let change = submit_with_batch(begun, place, matter, call.now);
    let id = change.application.id.clone();
    let said = batch::Answer::Yes;
    let next = batch::answer(row, said, asked.way, Some(id.clone()), call.now);
    let next = next.ok_or(StepError::Conflict)?;
    let wanted =
        Wanted { matter, form: &form, consents: &consents, channel: "BATCH", own: &person };
    door::store(kit, call, &change, wanted, vec![next.clone().into()]).await?;
    tracing::info!(application.id = id.as_str(), "stored application {id}");
    kit.drive(&id, call.now).await;
    Ok(next)
}

/// What he agrees to: everything that the matter needs.
fn agreed(
    call: &Call,
    matter: &Matter,
    request: &JoiningAnswerRequest,
) -> Result<Vec<&'static PublishedText>, Fault> {
    if matter.consents.iter().any(|code| !request.consents.contains(code)) {
        let problem = Problem::new(ProblemCode::ConsentRequired, call.language);
        let named = problem.with_error("/consents", FieldCode::ConsentMissing, call.language);
        return Err(named.into());
    }
    Ok(matter.consents.iter().filter_map(|code| matter::consent(code)).collect())
}

/// The person of a row in full.
async fn person_of(kit: &Kit, row: &BatchRow) -> Result<NewRow, Fault> {
    let secret = secret(kit, row).await?.ok_or(StepError::Conflict)?;
    let broken = || StepError::broken("a sealed row");
    Ok(NewRow {
        name: row.name.clone(),
        id_type: row.id_type,
        id_number: CitizenId::parse(&secret.id_number).map_err(|_| broken())?,
        mobile: secret.mobile,
        group: row.group,
        employer: row.employer.clone(),
    })
}

async fn shown(kit: &Kit, call: &Call, asked: &Asked) -> Result<ConfirmationView, Fault> {
    let matter = matter::find(MATTER).ok_or_else(|| StepError::broken("the matter of joining"))?;
    let published = |text: &PublishedText| PublishedView {
        code: text.code.clone(),
        version: text.version.clone(),
        text: pick(call.language, &text.text).replace("{工会}", &asked.union.name),
    };
    let consent = matter.consents.iter().find_map(|code| matter::consent(code));
    let consent = consent.ok_or_else(|| StepError::broken("the consent of joining"))?;
    let oath = matter.oath.as_ref().and_then(|oath| matter::oath(&oath.text));
    let application = match asked.row.as_ref().and_then(|row| row.application.as_ref()) {
        Some(id) => kit.store().get_application(id).await?,
        None => None,
    };
    Ok(ConfirmationView {
        title: asked.batch.title.clone(),
        place: asked.batch.place.clone(),
        held_at: asked.batch.held.to_string(),
        union: union_ref(&asked.union),
        until_on: asked.batch.until.to_string(),
        device: asked.way == Way::Device,
        person: asked.row.as_ref().map(|row| person(row, application.as_ref())),
        consent: published(consent),
        oath: oath.map(published),
        synthetic: kit.settings().allow_synthetic,
    })
}

fn person(row: &BatchRow, application: Option<&Application>) -> AskedPerson {
    AskedPerson {
        name: mask_name(&row.name),
        answer: listed::answer(row.state),
        number: application.map(|one| one.number.clone()),
        state: application.map(|one| state(one.state)),
        due_on: application.map(|one| one.due.to_string()),
        code: (row.state == RowState::Yes).then(|| row.code.clone()),
    }
}

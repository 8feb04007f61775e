//! `POST …/appeal`: the applicant asks the union above to look at a refusal again.

use crate::key::{self, Key};
use crate::own;
use api::ProblemCode;
use api::applications::{AppealRequest, Receipt};
use domain::application::{Application, Event};
use domain::entry::Actor;
use domain::id::UnionId;
use domain::matter::find_version;
use domain::submission::{Refused, appeal};
use domain::union::{TOP, Union};
use step::closing::ATTEMPTS;
use step::door::vacancy;
use step::forms::open_form;
use step::{Answer, Call, Fault, Kit, Reply, StepError};
use store::RouteKind;

/// Liaoning.
const PROVINCE: &str = "21";

pub(crate) async fn handle(kit: &Kit, call: &Call) -> Answer {
    let request: AppealRequest = call.read()?;
    own::find(kit, call).await?;
    let key = Key::optional(kit, call, &request).await?;
    if let Some(reply) = key::kept(key.as_ref(), kit, call).await? {
        return Ok(reply);
    }
    let grounds = request.text.trim();
    for _ in 0..ATTEMPTS {
        let read = own::find(kit, call).await?;
        if domain::message::of_officer(&read) {
            return Err(ProblemCode::WrongState.into());
        }
        if read.appealed {
            return match key::kept(key.as_ref(), kit, call).await? {
                Some(reply) => Ok(reply),
                None => repeated(kit, &read, grounds).await,
            };
        }
        match write(kit, call, &read, grounds, key.as_ref()).await {
            Ok(receipt) => return Reply::json(202, &receipt),
            Err(failed) if own::is_overtaken(kit, &read, &failed).await? => {}
            Err(failed) => return Err(failed),
        }
    }
    Err(ProblemCode::LostRace.into())
}

/// The same words again are answered as the first time; other words would be a second appeal.
async fn repeated(kit: &Kit, read: &Application, grounds: &str) -> Answer {
    let entries = kit.store().list_entries(&read.id).await?;
    let made = entries.iter().rfind(|entry| entry.event == Event::Appeal);
    if made.and_then(|entry| entry.details.text.as_deref()) != Some(grounds) {
        return Err(ProblemCode::AppealedBefore.into());
    }
    Reply::json(202, &own::receipt(kit, read).await?)
}

async fn write(
    kit: &Kit,
    call: &Call,
    read: &Application,
    grounds: &str,
    key: Option<&Key>,
) -> Result<Receipt, Fault> {
    let above = above(kit, read).await?;
    let change =
        appeal(read, &above, grounds.to_owned(), call.now).map_err(|refused| match refused {
            Refused::TooLate => ProblemCode::AppealTooLate,
            Refused::Again => ProblemCode::AppealedBefore,
            Refused::WrongState => ProblemCode::WrongState,
        })?;
    let account = kit.store().get_account(call.caller()?).await?;
    let asking = vacancy::Asking {
        subject: &read.subject,
        own: account.caller.person.as_ref() == Some(&read.person),
        joining: find_version(&read.matter).is_some_and(vacancy::is_joining),
    };
    let receipt = own::receipt(kit, &change.application).await?;
    let taken = vacancy::find(kit, call, asking, &read.person, &read.id).await?;
    let kept = key.map(|key| key.keep(&receipt, call)).transpose()?;
    kit.store().commit(&change, taken.into_iter().chain(kept).collect()).await?;
    Ok(receipt)
}

/// Who looks again: the union above the one that said no; where there is none, or the case was
/// never routed, the federation of its county, its city or the province.
async fn above(kit: &Kit, read: &Application) -> Result<Union, Fault> {
    let store = kit.store();
    let decided = match refused_by(kit, read).await?.as_ref().or(read.union.as_ref()) {
        Some(id) => store.get_union(id).await?,
        None => None,
    };
    if let Some(parent) = decided.as_ref().and_then(|union| union.parent.as_ref())
        && let Some(parent) = store.get_union(parent).await?
    {
        return Ok(parent);
    }
    let division = match &decided {
        Some(union) => union.division.clone(),
        None => residence(kit, read).await?,
    };
    for length in [6, 4, 2] {
        if let Some(place) = division.get(..length)
            && let Some(union) = store.find_union_for(place, RouteKind::Federation).await?
        {
            return Ok(union);
        }
    }
    let top = UnionId::parse(TOP).map_err(|_| StepError::broken("the top union's id"))?;
    let top = store.get_union(&top).await?.or(decided);
    top.ok_or_else(|| StepError::broken("no union stands above").into())
}

/// The union whose officer refused: not the deciding one where the union above made its manual
/// check. None where the machine refused.
async fn refused_by(kit: &Kit, read: &Application) -> Result<Option<UnionId>, Fault> {
    let entries = kit.store().list_entries(&read.id).await?;
    let last = entries.into_iter().rfind(|entry| entry.event == Event::Refuse);
    Ok(last.and_then(|entry| match entry.by {
        Actor::Officer { union, .. } => Some(union),
        Actor::System | Actor::Applicant { .. } => None,
    }))
}

/// Where the applicant lives; the province, if the form does not ask.
async fn residence(kit: &Kit, read: &Application) -> Result<String, Fault> {
    let Some(stored) = kit.store().get_form(&read.id, read.form).await? else {
        return Ok(PROVINCE.to_owned());
    };
    let form = open_form(kit.vault().await?, read, &stored)?;
    Ok(form.work().map_or_else(|| PROVINCE.to_owned(), |work| work.residence.to_string()))
}

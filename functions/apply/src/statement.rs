//! `POST …/statement`: the member explains himself before the committee decides about him (申辩).

use crate::own;
use api::ProblemCode;
use api::changes::StatementRequest;
use domain::alteration::hear;
use domain::application::{Application, Event};
use domain::id::ApplicationId;
use step::closing::{ATTEMPTS, lost_race};
use step::{Answer, Call, Fault, Kit, Reply};

pub(crate) async fn handle(kit: &Kit, call: &Call) -> Answer {
    let request: StatementRequest = call.read()?;
    let words = request.text.trim();
    for _ in 0..ATTEMPTS {
        let read = about_me(kit, call).await?;
        if is_said(kit, &read, words).await? {
            return Reply::json(202, &own::receipt(kit, &read).await?);
        }
        let change = hear(&read, call.caller()?, words.to_owned(), call.now)
            .map_err(|_| ProblemCode::WrongState)?;
        match kit.store().commit(&change, Vec::new()).await {
            Ok(()) => {
                kit.drive(&read.id, call.now).await;
                return Reply::json(202, &own::receipt(kit, &change.application).await?);
            }
            Err(error) if lost_race(&error) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(ProblemCode::LostRace.into())
}

/// The case, if it is about the caller's own person; else it does not exist for him.
async fn about_me(kit: &Kit, call: &Call) -> Result<Application, Fault> {
    let caller = kit.store().get_account(call.caller()?).await?.caller;
    let id = ApplicationId::parse(call.param("id")).map_err(|_| ProblemCode::NotFound)?;
    let found = kit.store().get_application(&id).await?;
    let own = found.filter(|one| caller.person.as_ref() == Some(&one.person));
    own.ok_or_else(|| ProblemCode::NotFound.into())
}

/// Whether he has said these words before.
async fn is_said(kit: &Kit, read: &Application, words: &str) -> Result<bool, Fault> {
    let entries = kit.store().list_entries(&read.id).await?;
    let said = entries.iter().rfind(|entry| entry.event == Event::Hear);
    Ok(said.and_then(|entry| entry.details.text.as_deref()) == Some(words))
}

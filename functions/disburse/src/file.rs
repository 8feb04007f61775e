//! `POST …/files/{message}`: a bank file in a locked ZIP. Who fetched it and why is written first.

use api::files::{BankFileDownload, FileRequest, FileView};
use api::{FieldCode, Problem, ProblemCode};
use bank::File;
use base64::Engine;
use domain::authority::Action;
use domain::entry::sha256;
use domain::run::reference::Message;
use step::finance::counter::{Counter, Seen};
use step::finance::file_view::file_view;
use step::runs::{self, objects, pay};
use step::{Answer, Call, Fault, Kit, Reply, StepError, reveals};

pub(crate) async fn fetch(kit: &Kit, call: &Call) -> Answer {
    let request: FileRequest = call.read()?;
    let counter = Counter::open(kit, call).await?;
    let seen = counter.part().await?;
    let acting = counter.acting(Action::PayRun, &seen.union)?;
    let message = Message::parse(call.param("message")).ok_or(ProblemCode::NotFound)?;
    let (run, code) = (&seen.part.run, seen.part.part.as_str());
    if message.run != seen.part.run_number || message.part != code {
        return Err(ProblemCode::NotFound.into());
    }
    let batch = kit.store().get_batch(run, code, message.batch).await?;
    let batch = batch.ok_or(ProblemCode::NotFound)?;
    let attempt = batch.attempt(message.attempt).ok_or(ProblemCode::NotFound)?;
    let cases = kit.store().list_cases_of(run, code, message.batch).await?;
    let view = file_view(&batch, attempt, &cases);
    let file = plain(kit, &seen, &message).await?;
    let file = File { count: view.count, total: attempt.total, ..file };
    let locked = locked(kit, call, &file, &request.password)?;
    let record = format!("{}-{code}", run.as_str());
    let (role, fields) = (acting.role.as_str(), [message.to_string()]);
    reveals::note(kit, call, &record, role, &fields, request.purpose.trim()).await?;
    let download = BankFileDownload {
        file: view,
        sha256: file.sha256,
        zip: FileView {
            name: format!("{}.zip", file.name),
            media_type: "application/zip".to_owned(),
            content: base64::engine::general_purpose::STANDARD.encode(locked),
        },
    };
    Reply::json(200, &download)
}

/// The file as the bank gets it, out of its lock.
async fn plain(kit: &Kit, seen: &Seen, message: &Message) -> Result<File, Fault> {
    let format = pay::format(runs::benefit(&seen.part.benefit)?)?;
    let found = objects::get(kit, &pay::out_key(format, &message.to_string())).await?;
    // The batch is written before its file: the next drive makes it.
    let found = found.ok_or_else(|| StepError::later("the bank file"))?;
    let open = bank::unprotect(&found, pay::password(kit)?);
    let (name, bytes) = open.map_err(|_| StepError::broken("a bank file"))?;
    let sha256 = sha256(&bytes);
    Ok(File { name, bytes, count: 0, total: domain::money::Fen::ZERO, sha256 })
}

fn locked(kit: &Kit, call: &Call, file: &File, password: &str) -> Result<Vec<u8>, Fault> {
    let seed = kit.random::<32>()?;
    match bank::protect(file, password, &seed) {
        Ok(zip) => Ok(zip),
        Err(bank::LockFault::Password) => {
            let problem = Problem::new(ProblemCode::FormFaulty, call.language);
            Err(problem.with_error("/password", FieldCode::PasswordWeak, call.language).into())
        }
        Err(_) => Err(StepError::broken("a bank file's lock").into()),
    }
}

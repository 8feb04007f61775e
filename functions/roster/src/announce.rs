//! A file is announced, and its pieces come in.

use crate::desk::{Desk, actor};
use crate::view::{roster_view, shown};
use api::request::idempotency_key;
use api::rosters::{ChunkRequest, RosterKind, RosterRequest};
use api::{FieldCode, Problem, ProblemCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::id::RosterId;
use domain::roster::{CHUNK, Kind, MOST_BYTES, Roster, State};
use domain::trail::Trail;
use domain::union::Union;
use jiff::SignedDuration;
use step::rosters::chunk_key;
use step::runs::objects;
use step::{Answer, Call, Fault, Kit, Reply, StepError};
use store::{Idempotency, StoreError};

/// How long an answer is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(48);

pub(crate) async fn announce(kit: &Kit, call: &Call) -> Answer {
    let request: RosterRequest = call.read()?;
    let key = idempotency_key(call.header("idempotency-key"), call.language)?.to_owned();
    let desk = Desk::open(kit, call).await?;
    let union = desk.union(&request.union).await?;
    let acting = desk.keeps(&union).ok_or(ProblemCode::Forbidden)?;
    checked(&request, call)?;
    let kept = keep(kit, call, key, &request).await?;
    if let Some(first) = first_answer(kit, call, &kept).await? {
        return roster_view(&desk, first, 202).await;
    }
    let hash = request.sha256.to_ascii_lowercase();
    let before = kit.store().find_roster_file(&union.id, &hash).await?;
    if let Some(id) = &before {
        let open = kit.store().get_roster(id).await?.filter(|one| !one.state.is_over());
        if let Some(open) = open {
            // The same content is under way: it is this one.
            return roster_view(&desk, open.id, 202).await;
        }
    }
    let roster = new(&desk, &union, &request)?;
    let id = roster.id.clone();
    let moved = roster.begin(call.now, actor(&acting));
    let kept = Idempotency { answer: id.as_str().to_owned(), ..kept };
    match kit.store().put_new_roster(&moved, before.as_ref(), &kept).await {
        Ok(()) => {}
        // Somebody announced the same content at this moment: his is the one.
        Err(StoreError::Conflict) => {
            let other = kit.store().find_roster_file(&union.id, &hash).await?;
            let other = other.filter(|other| Some(other) != before.as_ref());
            return roster_view(&desk, other.ok_or(ProblemCode::LostRace)?, 202).await;
        }
        Err(error) => return Err(error.into()),
    }
    Reply::json(202, &shown(&desk, &moved.0, &union).await?)
}

fn new(desk: &Desk<'_>, union: &Union, request: &RosterRequest) -> Result<Roster, Fault> {
    let (ms, random) = desk.kit.identity_parts()?;
    Ok(Roster {
        id: RosterId::from_parts(ms, random),
        union: union.id.clone(),
        kind: match request.kind {
            RosterKind::Full => Kind::Full,
            RosterKind::Part => Kind::Part,
        },
        file_name: plain_name(&request.file_name),
        size: request.size,
        sha256: request.sha256.to_ascii_lowercase(),
        by: desk.caller.subject.clone(),
        at: desk.call.now,
        state: State::Uploaded,
        rows: 0,
        slices: 0,
        checked: None,
        imported: None,
        absent: 0,
        returned: false,
        fault: None,
        named: Vec::new(),
        confirmed: None,
        wake: None,
        trail: Trail::default(),
    })
}

fn checked(request: &RosterRequest, call: &Call) -> Result<(), Fault> {
    let faulty = |pointer, code| -> Result<(), Fault> {
        let problem = Problem::new(ProblemCode::FormFaulty, call.language);
        Err(problem.with_error(pointer, code, call.language).into())
    };
    if request.size == 0 || request.size > MOST_BYTES {
        return faulty("/size", FieldCode::OutOfRange);
    }
    if !request.sha256.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return faulty("/sha256", FieldCode::Characters);
    }
    Ok(())
}

fn plain_name(name: &str) -> String {
    name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
}

async fn keep(
    kit: &Kit,
    call: &Call,
    key: String,
    request: &RosterRequest,
) -> Result<Idempotency, Fault> {
    let broken = || StepError::broken("the answer to keep for a key");
    let body = serde_json::to_string(request).map_err(|_| broken())?;
    let mac = kit.vault().await?.index("idempotency", &body);
    Ok(Idempotency {
        subject: call.caller()?.clone(),
        route: call.route.clone(),
        key,
        body: mac.into_iter().next().ok_or_else(broken)?,
        answer: String::new(),
        expires: call.now.checked_add(KEPT).map_err(|_| broken())?,
    })
}

async fn first_answer(
    kit: &Kit,
    call: &Call,
    asked: &Idempotency,
) -> Result<Option<RosterId>, Fault> {
    let store = kit.store();
    let kept = store.get_idempotency(&asked.subject, &asked.route, &asked.key, call.now).await?;
    let Some(kept) = kept else { return Ok(None) };
    if kept.body != asked.body {
        return Err(ProblemCode::IdempotencyBodyDiffers.into());
    }
    let id = RosterId::parse(&kept.answer);
    Ok(Some(id.map_err(|_| StepError::broken("the answer kept for a key"))?))
}

pub(crate) async fn chunk(kit: &Kit, call: &Call) -> Answer {
    let request: ChunkRequest = call.read()?;
    let desk = Desk::open(kit, call).await?;
    let seen = desk.roster().await?;
    desk.keeps(&seen.union).ok_or(ProblemCode::Forbidden)?;
    let no: u64 = call.param("no").parse().map_err(|_| ProblemCode::NotFound)?;
    if no == 0 || no > seen.roster.chunks() {
        return Err(ProblemCode::NotFound.into());
    }
    if seen.roster.state != State::Uploaded {
        return Err(ProblemCode::RosterState.into());
    }
    let problem = || Problem::new(ProblemCode::FormFaulty, call.language);
    let content = request.content.trim();
    let bytes = STANDARD
        .decode(content)
        .map_err(|_| problem().with_error("/content", FieldCode::NotBase64, call.language))?;
    let before = no.saturating_sub(1).saturating_mul(CHUNK);
    let wanted = seen.roster.size.saturating_sub(before).min(CHUNK);
    if u64::try_from(bytes.len()).ok() != Some(wanted) {
        return Err(problem().with_error("/content", FieldCode::OutOfRange, call.language).into());
    }
    objects::put_sealed(kit, &chunk_key(&seen.roster.id, no), &content).await?;
    Ok(Reply::empty())
}

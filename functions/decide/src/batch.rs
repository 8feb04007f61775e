//! The committee's one decision on a collective joining, with exceptions by person.
//!
//! It is recorded once with the batch, then taken on each application as any decision is: by the
//! same rules, with the same four eyes, each with its own entry.

use crate::decision::Manner;
use crate::desk::Desk;
use crate::word::rejected;
use api::batches::{
    BatchDecisionRequest, BatchDecisionView, BatchException, RoundView, RowProblem,
};
use api::{FieldCode, Problem, ProblemCode};
use domain::approval::{Rejected, Word};
use domain::authority::{Acting, Action, may};
use domain::batch::{
    BatchRow, Exception, JoinBatch, Round, RoundFault, RowDecision, check_round, word_of,
};
use domain::entry::{Actor, sha256};
use domain::id::BatchId;
use domain::reason::ReasonCode;
use jiff::SignedDuration;
use jiff::civil::Date;
use serde_json::json;
use step::closing::{ATTEMPTS, lost_race};
use step::view::task::{TaskId, said};
use step::{Answer, Call, Fault, Kit, Reply, StepError};

/// How many are decided at the same moment.
const AT_ONCE: usize = 8;

/// Nothing more is begun after this: the gateway waits for 30 seconds.
const LONGEST: SignedDuration = SignedDuration::from_secs(18);

/// `POST /v1/batches/{id}/decisions`.
pub(crate) async fn decide(kit: &Kit, call: &Call) -> Answer {
    let request: BatchDecisionRequest = call.read()?;
    let desk = Desk::open(kit, call).await?;
    let id = BatchId::parse(call.param("id")).map_err(|_| ProblemCode::NotFound)?;
    let batch = kit.store().get_joining(&id).await?.ok_or(ProblemCode::NotFound)?;
    let acting = desk.over(&batch).await?;
    let on = date(&desk, &batch, &request)?;
    let exceptions = exceptions(&desk, &request)?;
    let decided = check_round(&request.rows, &exceptions).map_err(|fault| faulty(&desk, fault))?;
    let rows = kit.store().list_joining_rows(&id).await?;
    let round = desk.record(batch, &acting, &request, on).await?;
    let view = desk.take(&rows, &decided, on, &round).await?;
    Reply::json(200, &view)
}

/// The committee's date: not in the future, and not before there was anything to decide on.
fn date(desk: &Desk<'_>, batch: &JoinBatch, request: &BatchDecisionRequest) -> Result<Date, Fault> {
    let language = desk.call.language;
    if !request.no_kinship {
        return Err(rejected(Rejected::KinshipRequired, language).into());
    }
    let field = |code| {
        Problem::new(ProblemCode::FormFaulty, language).with_error("/decidedOn", code, language)
    };
    let on: Date = request.decided_on.parse().map_err(|_| field(FieldCode::DateFormat))?;
    let begun = domain::calendar::shanghai_date(batch.created);
    if on > desk.today || on < begun {
        return Err(field(FieldCode::DateImpossible).into());
    }
    Ok(on)
}

fn exceptions(desk: &Desk<'_>, request: &BatchDecisionRequest) -> Result<Vec<Exception>, Fault> {
    let language = desk.call.language;
    let read = |(at, one): (usize, &BatchException)| {
        let code = ReasonCode::parse(&one.reason_code).ok_or_else(|| {
            Problem::new(ProblemCode::FormFaulty, language).with_error(
                format!("/exceptions/{at}/reasonCode"),
                FieldCode::ReasonUnknown,
                language,
            )
        })?;
        let text = one.reason_text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        Ok(Exception {
            row: one.row,
            decision: said(one.decision),
            code,
            text: text.map(str::to_owned),
        })
    };
    request.exceptions.iter().enumerate().map(read).collect()
}

fn faulty(desk: &Desk<'_>, fault: RoundFault) -> Fault {
    let (pointer, code) = match fault {
        RoundFault::Twice(_) => ("/rows", FieldCode::Repeated),
        RoundFault::Stranger(_) => ("/exceptions", FieldCode::NotOneOf),
        RoundFault::Yes(_) => ("/exceptions", FieldCode::DecisionUnfit),
    };
    let language = desk.call.language;
    Problem::new(ProblemCode::FormFaulty, language).with_error(pointer, code, language).into()
}

impl Desk<'_> {
    /// In which capacity the caller decides for the batch's union. Neither the organiser nor
    /// whoever stood beside a device records the committee's decision, and nobody whom one of
    /// them named.
    async fn over(&self, batch: &JoinBatch) -> Result<Acting, Fault> {
        let union = self.kit.store().get_union(&batch.union).await?;
        let union = union.ok_or_else(|| StepError::broken("the union of a batch"))?;
        let may = |action| may(&self.caller, action, &union.id, &union.path, self.today);
        may(Action::View).map_err(|_| ProblemCode::NotFound)?;
        let acting = may(Action::DecideApproval).map_err(|_| ProblemCode::Forbidden)?;
        let beside = batch.devices.iter().any(|device| device.by == acting.subject);
        let named_himself = self.caller.stand_ins.iter().any(|one| {
            Some(&one.principal) == acting.principal.as_ref()
                && one.named_by == one.principal
                && one.principal == batch.by
        });
        if batch.by == acting.subject || beside || named_himself {
            return Err(ProblemCode::FourEyes.into());
        }
        Ok(acting)
    }

    /// Records the decision with the batch; the same by the same officer is the same decision.
    async fn record(
        &self,
        mut batch: JoinBatch,
        acting: &Acting,
        request: &BatchDecisionRequest,
        on: Date,
    ) -> Result<Round, Fault> {
        let said = serde_json::to_vec(request).map_err(|_| StepError::broken("a decision"))?;
        let hash = sha256(&said);
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        for _ in 0..ATTEMPTS {
            let known =
                batch.rounds.iter().find(|one| one.hash == hash && one.by == acting.subject);
            if let Some(known) = known {
                return Ok(known.clone());
            }
            let round = Round {
                no: number(batch.rounds.len()).saturating_add(1),
                by: acting.subject.clone(),
                on,
                at: self.call.now,
                people: number(request.rows.len()),
                exceptions: number(request.exceptions.len()),
                hash: hash.clone(),
            };
            let told = json!({
                "round": round.no, "on": on, "rows": request.rows,
                "exceptions": request.exceptions.iter()
                    .map(|one| json!({ "row": one.row, "code": one.reason_code }))
                    .collect::<Vec<_>>(),
            });
            let by = Actor::Officer {
                subject: acting.subject.clone(),
                role: acting.role,
                union: acting.union.clone(),
                principal: acting.principal.clone(),
            };
            let (next, line) = batch.change(self.call.now, by, "decided", &told, |next| {
                next.rounds.push(round.clone());
            });
            match self.kit.store().put_joining(&next, &line, &[], None).await {
                Ok(()) => return Ok(round),
                Err(error) if lost_race(&error) => {
                    let found = self.kit.store().get_joining(&batch.id).await?;
                    batch = found.ok_or(ProblemCode::NotFound)?;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(ProblemCode::LostRace.into())
    }

    /// Takes the decision on each, while there is time.
    async fn take(
        &self,
        rows: &[BatchRow],
        decided: &[(u32, RowDecision<'_>)],
        on: Date,
        round: &Round,
    ) -> Result<BatchDecisionView, Fault> {
        let mut view = BatchDecisionView {
            round: RoundView {
                no: round.no,
                decided_on: round.on.to_string(),
                at: round.at.to_string(),
                people: round.people,
                exceptions: round.exceptions,
                mine: round.by == self.caller.subject,
            },
            decided: 0,
            left: 0,
            problems: Vec::new(),
        };
        for chunk in decided.chunks(AT_ONCE) {
            if self.kit.now().duration_since(self.call.now) > LONGEST {
                let left = u32::try_from(chunk.len()).unwrap_or(u32::MAX);
                view.left = view.left.saturating_add(left);
                continue;
            }
            let nth = |at: usize| self.one(rows, chunk.get(at), on);
            let (a, b, c, d, e, f, g, h) =
                tokio::join!(nth(0), nth(1), nth(2), nth(3), nth(4), nth(5), nth(6), nth(7));
            for (row, outcome) in [a, b, c, d, e, f, g, h].into_iter().flatten() {
                match outcome {
                    Ok(()) => view.decided = view.decided.saturating_add(1),
                    Err(fault) => {
                        let problem = fault.problem(self.call.language).at(&self.call.path);
                        view.problems.push(RowProblem { row, problem });
                    }
                }
            }
        }
        Ok(view)
    }

    /// The decision on one: by the task that his application waits with, or waited.
    async fn one(
        &self,
        rows: &[BatchRow],
        decided: Option<&(u32, RowDecision<'_>)>,
        on: Date,
    ) -> Option<(u32, Result<(), Fault>)> {
        let (no, decision) = decided?;
        let word = word_of(decision, on, true);
        let outcome = match rows.iter().find(|row| row.no == *no) {
            Some(row) => self.on_row(row, &word).await,
            None => Err(ProblemCode::NotFound.into()),
        };
        Some((*no, outcome))
    }

    async fn on_row(&self, row: &BatchRow, word: &Word) -> Result<(), Fault> {
        let id = row.application.as_ref().ok_or(ProblemCode::WrongState)?;
        let application = self.kit.store().get_application(id).await?;
        let application = application.ok_or_else(|| StepError::broken("a row's application"))?;
        // Decided by this officer before, perhaps in the first half of this very decision: the
        // step is found again by its number, and the repeat is answered.
        let mine = application.closed.iter().rev().find(|one| one.by == self.caller.subject);
        let seq = match (&application.pending, mine) {
            (Some(step), _) => step.seq,
            (None, Some(closed)) => closed.seq,
            (None, None) => return Err(ProblemCode::WrongState.into()),
        };
        let task = TaskId { application: application.id.clone(), seq };
        self.decide(&task, word, Manner::WithOthers).await.map(|_| ())
    }
}

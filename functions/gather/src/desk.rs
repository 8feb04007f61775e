//! An officer at the desk of a batch: who he is, what he may do, and how a batch changes.

use api::{FieldCode, Problem, ProblemCode};
use domain::authority::{Acting, Action, may};
use domain::batch::JoinBatch;
use domain::calendar::shanghai_date;
use domain::entry::Actor;
use domain::id::BatchId;
use domain::role::Caller;
use domain::union::Union;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use step::closing::{ATTEMPTS, lost_race};
use step::{Call, Fault, Kit, StepError};
use store::StoreError;

/// Nothing more is begun after this: the gateway waits for 30 seconds.
const LONGEST: SignedDuration = SignedDuration::from_secs(20);

/// An officer and the batch that he works on.
pub(crate) struct Desk<'a> {
    pub(crate) kit: &'a Kit,
    pub(crate) call: &'a Call,
    pub(crate) caller: Caller,
    pub(crate) batch: JoinBatch,
    pub(crate) union: Union,
    pub(crate) today: Date,
}

impl<'a> Desk<'a> {
    /// The batch that the path names, if the caller may see it; what he may not see does not exist.
    pub(crate) async fn open(kit: &'a Kit, call: &'a Call) -> Result<Desk<'a>, Fault> {
        let caller = kit.store().get_account(call.caller()?).await?.caller;
        let id = BatchId::parse(call.param("id")).map_err(|_| ProblemCode::NotFound)?;
        let batch = kit.store().get_joining(&id).await?.ok_or(ProblemCode::NotFound)?;
        let union = kit.store().get_union(&batch.union).await?;
        let union = union.ok_or_else(|| StepError::broken("the union of a batch"))?;
        let desk = Desk { kit, call, caller, batch, union, today: shanghai_date(call.now) };
        if desk.may(Action::View).is_none() && desk.may(Action::Gather).is_none() {
            return Err(ProblemCode::NotFound.into());
        }
        Ok(desk)
    }

    /// The same for whoever may organise there.
    pub(crate) async fn gathering(kit: &'a Kit, call: &'a Call) -> Result<Desk<'a>, Fault> {
        let desk = Desk::open(kit, call).await?;
        desk.acting()?;
        Ok(desk)
    }

    /// In which capacity the caller may do this at the batch's union.
    pub(crate) fn may(&self, action: Action) -> Option<Acting> {
        may(&self.caller, action, &self.union.id, &self.union.path, self.today).ok()
    }

    /// In which capacity he organises.
    pub(crate) fn acting(&self) -> Result<Acting, Fault> {
        self.may(Action::Gather).ok_or_else(|| ProblemCode::Forbidden.into())
    }

    /// Refuses what a closed batch does not take any more.
    pub(crate) fn is_open(&self) -> Result<(), Fault> {
        if self.batch.closed.is_none() { Ok(()) } else { Err(ProblemCode::WrongState.into()) }
    }

    /// Whether there is still time to begin something.
    pub(crate) fn has_time(&self) -> bool {
        self.kit.now().duration_since(self.call.now) < LONGEST
    }

    /// One change of the head, tried again on what is read anew where somebody wrote in between.
    /// None from `mend`: there is nothing to change.
    pub(crate) async fn change(
        &mut self,
        act: &str,
        details: &Value,
        mend: impl Fn(&JoinBatch) -> Option<JoinBatch>,
    ) -> Result<(), Fault> {
        let by = actor(&self.acting()?);
        for _ in 0..ATTEMPTS {
            let Some(mended) = mend(&self.batch) else { return Ok(()) };
            let (next, line) =
                self.batch.change(self.call.now, by.clone(), act, details, |next| *next = mended);
            match self.kit.store().put_joining(&next, &line, &[], None).await {
                Ok(()) => {
                    self.batch = next;
                    return Ok(());
                }
                Err(error) if lost_race(&error) => self.read_again().await?,
                Err(error) => return Err(error.into()),
            }
        }
        Err(ProblemCode::LostRace.into())
    }

    /// The head as it stands now.
    pub(crate) async fn read_again(&mut self) -> Result<(), Fault> {
        let found = self.kit.store().get_joining(&self.batch.id).await?;
        self.batch = found.ok_or(StoreError::Malformed)?;
        Ok(())
    }

    /// A problem that names one field.
    pub(crate) fn faulty(&self, pointer: &str, code: FieldCode) -> Fault {
        faulty(self.call, pointer, code)
    }
}

/// A problem that names one field.
pub(crate) fn faulty(call: &Call, pointer: &str, code: FieldCode) -> Fault {
    Problem::new(ProblemCode::FormFaulty, call.language)
        .with_error(pointer, code, call.language)
        .into()
}

/// The officer who acts, as lines name him.
pub(crate) fn actor(acting: &Acting) -> Actor {
    Actor::Officer {
        subject: acting.subject.clone(),
        role: acting.role,
        union: acting.union.clone(),
        principal: acting.principal.clone(),
    }
}

/// A moment as it was sent.
pub(crate) fn moment(call: &Call, pointer: &str, text: &str) -> Result<Timestamp, Fault> {
    text.parse().map_err(|_| faulty(call, pointer, FieldCode::MomentFormat))
}

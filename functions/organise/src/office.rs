//! Who calls, which union the path names, and in which capacity he acts on it.

use api::{FieldCode, Problem, ProblemCode};
use domain::authority::{Acting, Action, may};
use domain::calendar::shanghai_date;
use domain::entry::Actor;
use domain::id::UnionId;
use domain::role::Caller;
use domain::union::change::Fault as Wrong;
use domain::union::record::UnionRecord;
use domain::union::{Union, UnionStatus};
use jiff::civil::Date;
use serde_json::Value;
use step::{Call, Fault, Kit};
use store::{Page, StoreError, UnionChange};

/// Somebody with an office, and the union that he looks at.
pub(crate) struct Office<'a> {
    pub(crate) kit: &'a Kit,
    pub(crate) call: &'a Call,
    pub(crate) caller: Caller,
    pub(crate) today: Date,
    pub(crate) union: Union,
    /// The record as it was read; none where nothing stands yet.
    pub(crate) stored: Option<UnionRecord>,
    /// The same, empty where there is none.
    pub(crate) record: UnionRecord,
}

impl<'a> Office<'a> {
    /// The union that the path names, if the caller may see it.
    pub(crate) async fn open(kit: &'a Kit, call: &'a Call) -> Result<Office<'a>, Fault> {
        let id = UnionId::parse(call.param("id")).map_err(|_| ProblemCode::NotFound)?;
        Office::of(kit, call, &id).await
    }

    /// The same of a union that a record names.
    pub(crate) async fn of(
        kit: &'a Kit,
        call: &'a Call,
        id: &UnionId,
    ) -> Result<Office<'a>, Fault> {
        let caller = kit.store().get_account(call.caller()?).await?.caller;
        let today = shanghai_date(call.now);
        let union = kit.store().get_union_now(id).await?.ok_or(ProblemCode::NotFound)?;
        if may(&caller, Action::View, &union.id, &union.path, today).is_err() {
            return Err(ProblemCode::NotFound.into());
        }
        let stored = kit.store().get_union_record(id).await?;
        let record = stored.clone().unwrap_or_else(|| UnionRecord::nothing(id.clone()));
        Ok(Office { kit, call, caller, today, union, stored, record })
    }

    /// In which capacity the caller may do this here; none if not.
    pub(crate) fn may(&self, action: Action) -> Option<Acting> {
        self.may_in(action, &self.union)
    }

    /// The same in another union.
    pub(crate) fn may_in(&self, action: Action, union: &Union) -> Option<Acting> {
        may(&self.caller, action, &union.id, &union.path, self.today).ok()
    }

    /// The same, or 403; and nothing of a union that ended or is about to end is changed.
    pub(crate) fn acting(&self, action: Action) -> Result<Acting, Fault> {
        let acting = self.may(action).ok_or(ProblemCode::Forbidden)?;
        match self.union.status {
            UnionStatus::Active | UnionStatus::Preparing => Ok(acting),
            UnionStatus::Dissolving | UnionStatus::Dissolved => Err(ProblemCode::UnionState.into()),
        }
    }

    /// Refuses a change of a version that somebody else has changed since.
    pub(crate) fn at_version(&self, version: u64) -> Result<(), Fault> {
        if self.record.trail.version == version {
            Ok(())
        } else {
            Err(ProblemCode::LostRace.into())
        }
    }

    /// The change to write: head and record as they are to stand, and the line that tells of it.
    pub(crate) fn change(
        &self,
        union: Union,
        mut record: UnionRecord,
        acting: &Acting,
        act: &str,
        told: &Value,
    ) -> UnionChange {
        let of = record.record();
        let line = record.trail.add(&of, self.call.now, actor(acting), act, told);
        UnionChange {
            before: Some(self.union.clone()),
            union,
            record_before: self.stored.clone(),
            record,
            line,
        }
    }
}

pub(crate) fn actor(acting: &Acting) -> Actor {
    Actor::Officer {
        subject: acting.subject.clone(),
        role: acting.role,
        union: acting.union.clone(),
        principal: acting.principal.clone(),
    }
}

/// One fault of a body.
pub(crate) fn faulty(call: &Call, pointer: &str, code: FieldCode) -> Fault {
    let problem = Problem::new(ProblemCode::FormFaulty, call.language);
    problem.with_error(pointer, code, call.language).into()
}

/// The faults that the domain found, in the API's words.
pub(crate) fn wrong(call: &Call, faults: Vec<Wrong>) -> Fault {
    let problem = Problem::new(ProblemCode::FormFaulty, call.language);
    let told = faults.into_iter().fold(problem, |problem, fault| {
        let code = FieldCode::from_code(fault.code).unwrap_or(FieldCode::WrongType);
        problem.with_error(fault.field, code, call.language)
    });
    told.into()
}

/// A page, or the problem of a cursor that was never given out.
pub(crate) fn paged<T>(
    call: &Call,
    began: bool,
    page: Result<Page<T>, StoreError>,
) -> Result<Page<T>, Fault> {
    match page {
        Err(StoreError::Malformed | StoreError::Refused { .. }) if began => {
            let problem = Problem::new(ProblemCode::BadParameter, call.language);
            Err(problem.with_error("/query/cursor", FieldCode::CursorInvalid, call.language).into())
        }
        other => Ok(other?),
    }
}

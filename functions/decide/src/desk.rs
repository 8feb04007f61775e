//! What every call of an officer begins with: who he is, which case it is, whether he sees it.

use api::ProblemCode;
use domain::application::{Application, Pending};
use domain::authority::{Acting, Action, may_handle};
use domain::calendar::shanghai_date;
use domain::role::Caller;
use domain::union::Union;
use jiff::civil::Date;
use step::closing::lost_race;
use step::view::scope::{Case, denied};
use step::view::task::TaskId;
use step::{Call, Fault, Kit};

/// An officer at his desk.
pub(crate) struct Desk<'a> {
    pub(crate) kit: &'a Kit,
    pub(crate) call: &'a Call,
    pub(crate) caller: Caller,
    pub(crate) today: Date,
}

impl<'a> Desk<'a> {
    pub(crate) async fn open(kit: &'a Kit, call: &'a Call) -> Result<Desk<'a>, Fault> {
        let caller = kit.store().get_account(call.caller()?).await?.caller;
        Ok(Desk { kit, call, caller, today: shanghai_date(call.now) })
    }

    /// The task that the path names.
    pub(crate) fn task(&self) -> Result<TaskId, Fault> {
        TaskId::parse(self.call.param("id")).ok_or(Fault::Code(ProblemCode::NotFound))
    }

    /// A case that the officer may see; what he may not see does not exist to him.
    pub(crate) async fn seen(&self, id: &TaskId) -> Result<Case, Fault> {
        let case = Case::read(self.kit.store(), &id.application).await?;
        self.see(&case)?;
        Ok(case)
    }

    pub(crate) fn see(&self, case: &Case) -> Result<(), Fault> {
        if case.is_seen_by(&self.caller, self.today) {
            Ok(())
        } else {
            Err(ProblemCode::NotFound.into())
        }
    }

    /// In which capacity the officer may do this on the open step.
    pub(crate) fn acting(&self, case: &Case, action: Action) -> Result<Acting, Fault> {
        let union = holder(case).ok_or(ProblemCode::Forbidden)?;
        let application = &case.application;
        may_handle(&self.caller, action, application, &union.id, &union.path, self.today)
            .map_err(|why| denied(why).into())
    }
}

/// The union that holds the open step.
pub(crate) fn holder(case: &Case) -> Option<&Union> {
    case.unions.get(case.application.pending.as_ref()?.union.as_ref()?)
}

/// The open step of this number; closed if there was one, unknown if there never was.
pub(crate) fn open_step(application: &Application, seq: u32) -> Result<&Pending, ProblemCode> {
    let missing =
        if seq <= application.steps { ProblemCode::StepClosed } else { ProblemCode::NotFound };
    application.open_step(seq).ok_or(missing)
}

/// Whether somebody wrote in between, so that reading and deciding again is right.
pub(crate) fn is_race(fault: &Fault) -> bool {
    matches!(fault, Fault::Store(error) if lost_race(error))
}

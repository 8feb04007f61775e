//! Who stands at the desk, for which union, and which roster he means.

use api::ProblemCode;
use domain::authority::{Acting, Action, may};
use domain::calendar::shanghai_date;
use domain::entry::Actor;
use domain::id::{RosterId, UnionId};
use domain::role::Caller;
use domain::roster::Roster;
use domain::union::Union;
use jiff::civil::Date;
use step::{Call, Fault, Kit};

/// Somebody at the desk, with the roster that the path names.
pub(crate) struct Desk<'a> {
    pub(crate) kit: &'a Kit,
    pub(crate) call: &'a Call,
    pub(crate) caller: Caller,
    pub(crate) today: Date,
}

/// A roster and its union.
pub(crate) struct Seen {
    pub(crate) roster: Roster,
    pub(crate) union: Union,
}

impl<'a> Desk<'a> {
    pub(crate) async fn open(kit: &'a Kit, call: &'a Call) -> Result<Desk<'a>, Fault> {
        let caller = kit.store().get_account(call.caller()?).await?.caller;
        Ok(Desk { kit, call, caller, today: shanghai_date(call.now) })
    }

    /// In which capacity the caller keeps the rosters of a union: as whoever checks there.
    pub(crate) fn keeps(&self, union: &Union) -> Option<Acting> {
        may(&self.caller, Action::DecideCheck, &union.id, &union.path, self.today).ok()
    }

    /// In which capacity the caller records the committee's decisions there.
    pub(crate) fn decides(&self, union: &Union) -> Option<Acting> {
        may(&self.caller, Action::DecideApproval, &union.id, &union.path, self.today).ok()
    }

    /// Whether the caller may read what lies in a union.
    pub(crate) fn views(&self, union: &Union) -> bool {
        may(&self.caller, Action::View, &union.id, &union.path, self.today).is_ok()
    }

    /// A union whose rosters the caller may see.
    pub(crate) async fn union(&self, id: &str) -> Result<Union, Fault> {
        let id = UnionId::parse(id).map_err(|_| ProblemCode::Forbidden)?;
        let union = self.kit.store().get_union(&id).await?.ok_or(ProblemCode::Forbidden)?;
        if self.views(&union) { Ok(union) } else { Err(ProblemCode::Forbidden.into()) }
    }

    /// The roster that the path names, if the caller may see it.
    pub(crate) async fn roster(&self) -> Result<Seen, Fault> {
        let id = RosterId::parse(self.call.param("id")).map_err(|_| ProblemCode::NotFound)?;
        let roster = self.kit.store().get_roster(&id).await?.ok_or(ProblemCode::NotFound)?;
        let union = self.kit.store().get_union(&roster.union).await?;
        let union = union.filter(|union| self.views(union)).ok_or(ProblemCode::NotFound)?;
        Ok(Seen { roster, union })
    }
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

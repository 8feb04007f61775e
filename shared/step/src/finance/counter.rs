//! Who calls, which runs and parts he sees, and in which capacity he acts on them.

use crate::view::scope::Unions;
use crate::{Call, Fault, Kit, StepError};
use api::ProblemCode;
use domain::authority::{Acting, Action, MATRIX, may};
use domain::calendar::shanghai_date;
use domain::entry::Actor;
use domain::id::{PersonId, RunId, SubjectId, UnionId};
use domain::role::Caller;
use domain::run::Run;
use domain::run::part::Part;
use domain::union::{TOP, Union, is_within};
use jiff::civil::Date;

/// Somebody at the counter of finance.
pub struct Counter<'a> {
    /// The tools.
    pub kit: &'a Kit,
    /// What he asks.
    pub call: &'a Call,
    /// Who he is.
    pub caller: Caller,
    /// Today in Shanghai.
    pub today: Date,
}

/// A part that the caller may see, with the federation that keeps it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The part.
    pub part: Part,
    /// Its federation.
    pub union: Union,
}

impl<'a> Counter<'a> {
    /// Reads who calls.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn open(kit: &'a Kit, call: &'a Call) -> Result<Counter<'a>, Fault> {
        let caller = kit.store().get_account(call.caller()?).await?.caller;
        Ok(Counter { kit, call, caller, today: shanghai_date(call.now) })
    }

    /// Whether some office of the caller allows this anywhere, today.
    #[must_use]
    pub fn holds(&self, action: Action) -> bool {
        let allowed = |role| MATRIX.iter().any(|(who, what, _)| *who == role && *what == action);
        let own = self.caller.grants.iter().filter(|one| one.is_valid_on(self.today));
        let lent = self.caller.stand_ins.iter().filter(|one| one.is_valid_on(self.today));
        own.map(|one| one.role).chain(lent.map(|one| one.role)).any(allowed)
    }

    /// Refuses whoever holds no such office at all.
    ///
    /// # Errors
    /// [`ProblemCode::Forbidden`].
    pub fn needs(&self, action: Action) -> Result<(), Fault> {
        if self.holds(action) { Ok(()) } else { Err(ProblemCode::Forbidden.into()) }
    }

    /// In which capacity the caller may do this in a union; none if not.
    #[must_use]
    pub fn may(&self, action: Action, union: &Union) -> Option<Acting> {
        may(&self.caller, action, &union.id, &union.path, self.today).ok()
    }

    /// Whether some office of the caller below this union allows this there.
    #[must_use]
    pub fn is_below(&self, action: Action, union: &Union) -> bool {
        let allowed = |role| MATRIX.iter().any(|(who, what, _)| *who == role && *what == action);
        let own = self.caller.grants.iter().filter(|one| one.is_valid_on(self.today));
        let lent = self.caller.stand_ins.iter().filter(|one| one.is_valid_on(self.today));
        own.map(|one| (one.role, one.path.as_str()))
            .chain(lent.map(|one| (one.role, one.path.as_str())))
            .any(|(role, path)| allowed(role) && is_within(path, &union.path))
    }

    /// The same as [`Counter::may`], or 403.
    ///
    /// # Errors
    /// [`ProblemCode::Forbidden`].
    pub fn acting(&self, action: Action, union: &Union) -> Result<Acting, Fault> {
        self.may(action, union).ok_or_else(|| ProblemCode::Forbidden.into())
    }

    /// A union that must be there.
    ///
    /// # Errors
    /// [`StepError::Broken`] when it is not.
    pub async fn union(&self, id: &UnionId) -> Result<Union, Fault> {
        let found = self.kit.store().get_union(id).await?;
        Ok(found.ok_or_else(|| StepError::broken("a federation"))?)
    }

    /// The province's federation.
    ///
    /// # Errors
    /// As [`Counter::union`].
    pub async fn top(&self) -> Result<Union, Fault> {
        let id = UnionId::parse(TOP).map_err(|_| StepError::broken("the top union's id"))?;
        self.union(&id).await
    }

    /// The run that the path names under this parameter.
    ///
    /// # Errors
    /// [`ProblemCode::NotFound`].
    pub async fn run(&self, name: &str) -> Result<Run, Fault> {
        let id = RunId::parse(self.call.param(name)).map_err(|_| ProblemCode::NotFound)?;
        let found = self.kit.store().get_run(&id).await?;
        found.ok_or_else(|| ProblemCode::NotFound.into())
    }

    /// The part that the path names, if the caller may read runs there.
    ///
    /// # Errors
    /// [`ProblemCode::NotFound`] for one that there is not, or that is not his to see.
    pub async fn part(&self) -> Result<Seen, Fault> {
        let id = RunId::parse(self.call.param("id")).map_err(|_| ProblemCode::NotFound)?;
        let code = self.call.param("part");
        if code.len() != 4 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ProblemCode::NotFound.into());
        }
        let part = self.kit.store().get_part(&id, code).await?.ok_or(ProblemCode::NotFound)?;
        let union = self.union(&part.union).await?;
        if self.may(Action::ViewRuns, &union).is_none() {
            return Err(ProblemCode::NotFound.into());
        }
        Ok(Seen { part, union })
    }

    /// Those of the parts that the caller may see, with the unions that their steps name.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn visible(&self, parts: Vec<Part>, unions: &mut Unions) -> Result<Vec<Part>, Fault> {
        let pending = |part: &Part| part.pending.as_ref().and_then(|step| step.union.clone());
        let named = parts.iter().flat_map(|part| [Some(part.union.clone()), pending(part)]);
        unions.load(self.kit.store(), named.flatten().collect::<Vec<UnionId>>()).await?;
        let seen = |part: &Part| {
            let union = unions.get(&part.union);
            union.is_some_and(|union| self.may(Action::ViewRuns, union).is_some())
        };
        Ok(parts.into_iter().filter(seen).collect())
    }

    /// Whether the caller, or the one he stands in for, is on the register and in the city that
    /// the part pays.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn on_register(
        &self,
        part: &Part,
        principal: Option<&SubjectId>,
    ) -> Result<bool, Fault> {
        let store = self.kit.store();
        let lent = match principal {
            Some(principal) => store.get_account(principal).await?.caller.person,
            None => None,
        };
        let people: Vec<PersonId> = self.caller.person.clone().into_iter().chain(lent).collect();
        let register = crate::runs::benefit(&part.benefit)?.register;
        for person in people {
            let rows = store.find_payees_of(&person).await?;
            if rows.iter().any(|row| row.register == register && row.city == part.part) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The officer who acts, as entries name him.
#[must_use]
pub fn actor(acting: &Acting) -> Actor {
    Actor::Officer {
        subject: acting.subject.clone(),
        role: acting.role,
        union: acting.union.clone(),
        principal: acting.principal.clone(),
    }
}

//! Who calls, and which members lie in his scope: those of the unions that one of his offices reaches.

use api::ProblemCode;
use domain::authority::{Acting, Action, MATRIX, may};
use domain::calendar::shanghai_date;
use domain::id::{PersonId, UnionId};
use domain::membership::{Standing, stays};
use domain::role::Caller;
use domain::union::Union;
use jiff::civil::Date;
use step::{Call, Fault, Kit};
use store::PersonFile;

/// An officer at the register.
pub(crate) struct Desk<'a> {
    pub(crate) kit: &'a Kit,
    pub(crate) call: &'a Call,
    pub(crate) caller: Caller,
    pub(crate) today: Date,
}

/// A member whom the caller may see, with the union that he belongs to, or belonged to last.
pub(crate) struct Seen {
    pub(crate) file: PersonFile,
    pub(crate) union: Union,
}

impl<'a> Desk<'a> {
    pub(crate) async fn open(kit: &'a Kit, call: &'a Call) -> Result<Desk<'a>, Fault> {
        let caller = kit.store().get_account(call.caller()?).await?.caller;
        Ok(Desk { kit, call, caller, today: shanghai_date(call.now) })
    }

    /// Whether some office of the caller reads members anywhere, today.
    pub(crate) fn holds_office(&self) -> bool {
        let reads =
            |role| MATRIX.iter().any(|(who, what, _)| *who == role && *what == Action::ViewMembers);
        let own = self.caller.grants.iter().filter(|one| one.is_valid_on(self.today));
        let lent = self.caller.stand_ins.iter().filter(|one| one.is_valid_on(self.today));
        own.map(|one| one.role).chain(lent.map(|one| one.role)).any(reads)
    }

    /// In which capacity the caller may do this in a union; none if not.
    pub(crate) fn may(&self, action: Action, union: &Union) -> Option<Acting> {
        may(&self.caller, action, &union.id, &union.path, self.today).ok()
    }

    /// A union in which the caller may do this. One that is not his to see does not exist.
    pub(crate) async fn union(&self, id: &str, action: Action) -> Result<(Union, Acting), Fault> {
        let id = UnionId::parse(id).map_err(|_| ProblemCode::NotFound)?;
        let union = self.kit.store().get_union(&id).await?.ok_or(ProblemCode::NotFound)?;
        if self.may(Action::ViewMembers, &union).is_none() {
            return Err(ProblemCode::NotFound.into());
        }
        let acting = self.may(action, &union).ok_or(ProblemCode::Forbidden)?;
        Ok((union, acting))
    }

    /// The person that the path names, if he lies in the caller's scope.
    pub(crate) async fn named(&self) -> Result<Seen, Fault> {
        let id = PersonId::parse(self.call.param("id")).map_err(|_| ProblemCode::NotFound)?;
        let file = self.kit.store().get_person_file(&id).await?;
        let home = file.standing.as_ref().and_then(home);
        let last = || stays(&file.events).pop().map(|stay| stay.union);
        let Some(home) = home.or_else(last) else { return Err(ProblemCode::NotFound.into()) };
        let union = self.kit.store().get_union(&home).await?.ok_or(ProblemCode::NotFound)?;
        if file.person.is_none() || self.may(Action::ViewMembers, &union).is_none() {
            return Err(ProblemCode::NotFound.into());
        }
        Ok(Seen { file, union })
    }
}

/// The union that somebody belongs to now.
pub(crate) fn home(standing: &Standing) -> Option<UnionId> {
    let affiliation = standing.membership.as_ref()?.affiliation.as_ref()?;
    Some(affiliation.union.clone())
}

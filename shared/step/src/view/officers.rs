//! Officers and stand-ins as their colleagues see them.

use super::scope::Unions;
use super::{role_name, union_ref};
use api::common::UnionRef;
use api::stand_ins::{Officer, StandInSide, StandInView};
use domain::id::{SubjectId, UnionId};
use domain::role::{Role, RoleGrant, StandIn};
use jiff::civil::Date;
use std::collections::HashMap;
use store::{Store, StoreError};

/// The offices in which somebody can stand in.
pub const LENT: [Role; 5] = [
    Role::UnionVerifier,
    Role::UnionApprover,
    Role::CountyReviewer,
    Role::CityReviewer,
    Role::ProvinceApprover,
];

/// Names and unions that were looked up, so that each is read once.
#[derive(Debug, Default)]
pub struct Officers {
    names: HashMap<SubjectId, String>,
    unions: Unions,
}

impl Officers {
    /// An officer in an office: by the name of the person the account is bound to.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn officer(
        &mut self,
        store: &Store,
        subject: &SubjectId,
        role: Role,
        union: &UnionId,
    ) -> Result<Officer, StoreError> {
        self.unions.load(store, [union.clone()]).await?;
        let bare = UnionRef {
            id: union.as_str().to_owned(),
            name: String::new(),
            phone: None,
            address: None,
        };
        Ok(Officer {
            id: subject.as_str().to_owned(),
            name: self.name(store, subject).await?,
            role: role_name(role),
            union: self.unions.get(union).map_or(bare, union_ref),
        })
    }

    async fn name(&mut self, store: &Store, subject: &SubjectId) -> Result<String, StoreError> {
        if let Some(name) = self.names.get(subject) {
            return Ok(name.clone());
        }
        let person = match store.get_account(subject).await?.caller.person {
            Some(id) => store.get_person(&id).await?,
            None => None,
        };
        let name = person.map_or_else(|| subject.as_str().to_owned(), |person| person.name);
        self.names.insert(subject.clone(), name.clone());
        Ok(name)
    }

    /// A stand-in as `me` sees it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn stand_in(
        &mut self,
        store: &Store,
        stand_in: &StandIn,
        me: &SubjectId,
    ) -> Result<StandInView, StoreError> {
        let (role, union) = (stand_in.role, &stand_in.union);
        let side = if stand_in.deputy == *me { StandInSide::Received } else { StandInSide::Given };
        Ok(StandInView {
            id: stand_in.id.as_str().to_owned(),
            side,
            absent: self.officer(store, &stand_in.principal, role, union).await?,
            stand_in: self.officer(store, &stand_in.deputy, role, union).await?,
            from: stand_in.from.to_string(),
            until: stand_in.to.to_string(),
        })
    }
}

/// Those whom the union above can name for `absent`: any officer of the same union, so that one
/// whose only other officer is a verifier can still decide what he himself organised.
pub fn able_from_above<'a>(
    officers: &'a [RoleGrant],
    absent: &'a SubjectId,
    from: Date,
    until: Date,
) -> impl Iterator<Item = &'a RoleGrant> {
    officers.iter().filter(move |grant| {
        LENT.contains(&grant.role)
            && grant.subject != *absent
            && grant.is_valid_on(from)
            && grant.is_valid_on(until)
    })
}

/// Those who can stand in for `absent` in a role from one day to another.
pub fn able<'a>(
    officers: &'a [RoleGrant],
    absent: &'a SubjectId,
    role: Role,
    from: Date,
    until: Date,
) -> impl Iterator<Item = &'a RoleGrant> {
    officers.iter().filter(move |grant| {
        grant.role == role
            && grant.subject != *absent
            && grant.is_valid_on(from)
            && grant.is_valid_on(until)
    })
}

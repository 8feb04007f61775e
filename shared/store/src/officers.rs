//! Accounts: whom they are bound to, which roles they hold, whom they stand in for.

use crate::item::{Ask, Item, attribute, item, key, record, text};
use crate::keys::subject;
use crate::{Result, Store};
use domain::id::{PersonId, StandInId, SubjectId, UnionId};
use domain::role::{Caller, RoleGrant, StandIn};
use serde::Deserialize;

/// Everything under one account's key.
#[derive(Clone, Debug)]
pub struct AccountRecord {
    /// Binding, roles and stand-ins given to it.
    pub caller: Caller,
    /// Stand-ins that this account gave, or named for an officer of a union below.
    pub given: Vec<StandIn>,
}

#[derive(Deserialize)]
struct Bound {
    person: PersonId,
}

impl Store {
    /// S1. Everything under an account's key, in one query.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn get_account(&self, id: &SubjectId) -> Result<AccountRecord> {
        let ask = Ask { pk: subject(id), limit: 200, consistent: true, ..Ask::default() };
        let mut caller = Caller::applicant(id.clone(), None);
        let mut given = Vec::new();
        for found in self.ask_all(ask, 1_000).await? {
            let sk = attribute(&found, "sk").to_owned();
            match sk.split('#').next() {
                Some("BIND") => caller.person = Some(record::<Bound>(found)?.person),
                Some("R") => caller.grants.push(record(found)?),
                Some("I") => caller.stand_ins.push(record(found)?),
                Some("G") => given.push(record(found)?),
                _ => {}
            }
        }
        Ok(AccountRecord { caller, given })
    }

    /// S2. The officers of a union, past and future ones too.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn list_roles_by_union(&self, union: &UnionId) -> Result<Vec<RoleGrant>> {
        let ask = Ask {
            index: Some("list"),
            pk: format!("R#{}", union.as_str()),
            limit: 100,
            ..Ask::default()
        };
        let keys: Vec<(String, String)> = self
            .ask_all(ask, 500)
            .await?
            .iter()
            .map(|item| (attribute(item, "pk").to_owned(), attribute(item, "sk").to_owned()))
            .collect();
        self.read_many(&keys).await?.into_iter().map(record).collect()
    }

    /// S1, S2. Appoints somebody. Repeat: writes the same.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn put_role(&self, grant: &RoleGrant) -> Result<()> {
        self.put_alone(role_row(grant)?, None, []).await
    }

    /// S1. Names a stand-in: one row under the deputy's key, one under the principal's, and one
    /// under that of whoever named it, if he is a third.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] when the identity belongs to another pair.
    pub async fn put_stand_in(&self, stand_in: &StandIn) -> Result<()> {
        let id = stand_in.id.as_str();
        let values = || {
            [
                (":principal", text(stand_in.principal.as_str())),
                (":deputy", text(stand_in.deputy.as_str())),
            ]
        };
        let condition = "attribute_not_exists(pk) OR (principal = :principal AND deputy = :deputy)";
        let deputy = item(stand_in, subject(&stand_in.deputy), format!("I#{id}"), [])?;
        let principal = item(stand_in, subject(&stand_in.principal), format!("G#{id}"), [])?;
        let mut items = vec![
            self.put(deputy, Some(condition), values())?,
            self.put(principal, Some(condition), values())?,
        ];
        if let Some(third) = third(stand_in) {
            let row = item(stand_in, subject(third), format!("G#{id}"), [])?;
            items.push(self.put(row, Some(condition), values())?);
        }
        self.transact(items).await
    }

    /// S1. Ends a stand-in. Repeat: the same.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn remove_stand_in(&self, stand_in: &StandIn) -> Result<()> {
        let id: &StandInId = &stand_in.id;
        let mut items = vec![
            self.remove(key(subject(&stand_in.deputy), format!("I#{}", id.as_str())), None, [])?,
            self.remove(key(subject(&stand_in.principal), format!("G#{}", id.as_str())), None, [])?,
        ];
        if let Some(third) = third(stand_in) {
            items.push(self.remove(key(subject(third), format!("G#{}", id.as_str())), None, [])?);
        }
        self.transact(items).await
    }
}

/// An appointment as an item.
pub(crate) fn role_row(grant: &RoleGrant) -> Result<Item> {
    let sk = format!("R#{}#{}", grant.union.as_str(), grant.role.as_str());
    let indexes = [
        ("lpk", format!("R#{}", grant.union.as_str())),
        ("lsk", format!("{}#{}", grant.subject.as_str(), grant.role.as_str())),
    ];
    item(grant, subject(&grant.subject), sk, indexes)
}

/// Who named it, if neither the absent one nor the deputy.
fn third(stand_in: &StandIn) -> Option<&SubjectId> {
    let namer = &stand_in.named_by;
    (*namer != stand_in.principal && *namer != stand_in.deputy).then_some(namer)
}

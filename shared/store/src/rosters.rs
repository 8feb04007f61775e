//! Rosters: their heads, which file was seen before, and the people of a slice, read and written.

use crate::item::{Ask, Item, attribute, item, number, record};
use crate::keys::{HEAD, moment, person, recorded, wake_shard};
use crate::{Idempotency, IndexKind, Page, Result, Store};
use domain::id::{PersonId, RosterId, UnionId};
use domain::membership::{MembershipEvent, Standing};
use domain::person::Person;
use domain::roster::facts::MemberFacts;
use domain::roster::{Moved, Roster};
use domain::service::Grant;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// The sort key of a member's facts.
pub(crate) const FACTS: &str = "FACTS";

/// Which roster a file's content belongs to, or whose an index is.
#[derive(Serialize, Deserialize)]
struct OfFile {
    roster: RosterId,
}

#[derive(Serialize, Deserialize)]
struct OfPerson {
    person: PersonId,
}

/// A person with what a roster looks at.
#[derive(Clone, Debug, Default)]
pub struct RosterPerson {
    /// Who.
    pub person: Option<Person>,
    /// His standing.
    pub standing: Option<Standing>,
    /// Facts on record.
    pub facts: Option<MemberFacts>,
}

/// A new member as a roster brings him.
#[derive(Debug)]
pub struct NewMember<'a> {
    /// The person, where nobody knew him.
    pub person: Option<&'a Person>,
    /// His indexes; each refuses a second owner.
    pub indexes: &'a [(IndexKind, String)],
    /// The standing after it.
    pub standing: &'a Standing,
    /// Its events.
    pub events: &'a [MembershipEvent],
    /// Facts on record after it.
    pub facts: &'a MemberFacts,
    /// The services that go with it.
    pub grant: &'a Grant,
}

fn file_key(union: &UnionId) -> String {
    format!("ROSTERFILE#{}", union.as_str())
}

fn head(roster: &Roster) -> Result<Item> {
    let mut indexes = vec![
        ("lpk", format!("ROSTERS#{}", roster.union.as_str())),
        ("lsk", roster.id.as_str().to_owned()),
    ];
    if let Some(wake) = roster.wake {
        indexes.push(("wpk", wake_shard(roster.id.as_str())));
        indexes.push(("wsk", moment(wake)));
    }
    item(roster, recorded(&roster.record()), HEAD, indexes)
}

impl Store {
    /// H2. A roster's head, as of now.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn get_roster(&self, id: &RosterId) -> Result<Option<Roster>> {
        self.read(format!("ROSTER#{}", id.as_str()), HEAD, true).await
    }

    /// H2. The rosters of a union, newest first.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn list_rosters(
        &self,
        union: &UnionId,
        cursor: Option<String>,
        limit: i32,
    ) -> Result<Page<Roster>> {
        let ask = Ask {
            index: Some("list"),
            pk: format!("ROSTERS#{}", union.as_str()),
            newest_first: true,
            limit,
            cursor,
            ..Ask::default()
        };
        self.listed_records(ask).await
    }

    /// H3. The last roster of this content in a union.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn find_roster_file(&self, union: &UnionId, hash: &str) -> Result<Option<RosterId>> {
        let found: Option<OfFile> = self.read(file_key(union), hash, true).await?;
        Ok(found.map(|found| found.roster))
    }

    /// H2, H3, I1. A new roster: takes the place of its content, which `before` held, if anything.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] when another took it meanwhile, or the key was used.
    pub async fn put_new_roster(
        &self,
        (roster, line): &Moved,
        before: Option<&RosterId>,
        kept: &Idempotency,
    ) -> Result<()> {
        let [one, two] = self.trail_items(head(roster)?, &roster.trail, line)?;
        let of = item(
            &OfFile { roster: roster.id.clone() },
            file_key(&roster.union),
            &roster.sha256,
            [],
        )?;
        let of = match before {
            None => self.put(of, Some("attribute_not_exists(pk)"), [])?,
            Some(before) => {
                let held = [(":before", crate::item::text(before.as_str()))];
                self.put(of, Some("roster = :before"), held)?
            }
        };
        self.transact(vec![one, two, of, self.idempotency_item(kept)?]).await
    }

    /// H1, H2. A change of a roster, if nobody changed it since it was read.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] when somebody did.
    pub async fn put_roster(&self, (roster, line): &Moved) -> Result<()> {
        let items = self.trail_items(head(roster)?, &roster.trail, line)?;
        self.transact(items.into()).await
    }

    /// P2. Whose these indexes are, as of now; by the key that [`IndexKind::key`] gives.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn find_people(
        &self,
        indexes: &[(IndexKind, String)],
    ) -> Result<HashMap<String, PersonId>> {
        let mut keys: Vec<(String, String)> =
            indexes.iter().map(|(kind, mac)| (kind.key(mac), "P".to_owned())).collect();
        keys.sort();
        keys.dedup();
        let mut found = HashMap::new();
        for row in self.read_many_now(&keys).await? {
            let key = attribute(&row, "pk").to_owned();
            found.insert(key, record::<OfPerson>(row)?.person);
        }
        Ok(found)
    }

    /// P1. These people with standing and facts, as of now.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn get_roster_people(
        &self,
        ids: &[PersonId],
    ) -> Result<HashMap<PersonId, RosterPerson>> {
        let rows = ["PERSON", "STANDING", FACTS];
        let of = |id: &PersonId| rows.map(|row| (person(id), row.to_owned()));
        let mut keys: Vec<(String, String)> = ids.iter().flat_map(of).collect();
        keys.sort();
        keys.dedup();
        let mut people: HashMap<PersonId, RosterPerson> = HashMap::new();
        for row in self.read_many_now(&keys).await? {
            let id = attribute(&row, "pk").strip_prefix("P#").map(PersonId::parse);
            let Some(Ok(id)) = id else { continue };
            let known = people.entry(id).or_default();
            match attribute(&row, "sk") {
                "PERSON" => known.person = Some(record(row)?),
                "STANDING" => known.standing = Some(record(row)?),
                _ => known.facts = Some(record(row)?),
            }
        }
        Ok(people)
    }

    /// P1, P2. A new member, all or nothing.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] when the person, an index, the standing or the facts were
    /// written meanwhile.
    pub async fn put_roster_member(&self, new: &NewMember<'_>) -> Result<()> {
        let mut items = Vec::new();
        if let Some(person) = new.person {
            items.push(self.person_item(person)?);
        }
        let owner = &new.standing.person;
        for (kind, mac) in new.indexes {
            items.push(self.index_item(*kind, mac, owner)?);
        }
        items.extend(self.standing_items(new.standing)?);
        for event in new.events {
            items.push(self.event_item(owner, event)?);
        }
        items.extend(self.facts_items(new.facts)?);
        items.push(self.put(item(new.grant, person(owner), "GRANT", [])?, None, [])?);
        self.transact(items).await
    }

    /// P1. Facts after a change, and the change itself, if nobody wrote since they were read.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] when somebody did.
    pub async fn put_facts(&self, next: &MemberFacts) -> Result<()> {
        self.transact(self.facts_items(next)?).await
    }

    fn facts_items(
        &self,
        next: &MemberFacts,
    ) -> Result<Vec<aws_sdk_dynamodb::types::TransactWriteItem>> {
        let row = item(next, person(&next.person), FACTS, [])?;
        let read = next.version.saturating_sub(1);
        let row = if read == 0 {
            self.put(row, Some("attribute_not_exists(pk)"), [])?
        } else {
            self.put(row, Some("version = :read"), [(":read", number(read))])?
        };
        let no = format!("FC#{:06}", next.last.no);
        let change = item(&next.last, person(&next.person), no, [])?;
        Ok(vec![row, self.put(change, Some("attribute_not_exists(pk)"), [])?])
    }
}

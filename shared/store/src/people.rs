//! Persons: the record, its blind indexes, standing, consents, membership events.

use crate::item::{Ask, attribute, item, key, number, record, text, ttl};
use crate::keys::person;
use crate::marks::Marks;
use crate::worklists::each_once;
use crate::{Result, Store, StoreError};
use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::id::{PersonId, SubjectId};
use domain::membership::{MembershipEvent, Standing};
use domain::payee::Register;
use domain::person::{Consent, Person};
use domain::retention::Kind;
use domain::service::Grant;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};

/// The sort key under a person that says which consents he took back.
const WITHDRAWN: &str = "WITHDRAWN";

/// What a blind index is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexKind {
    /// Document type and number.
    IdNumber,
    /// A verified mobile.
    Mobile,
}

impl IndexKind {
    /// The partition of an index entry. `mac` carries the key's version.
    #[must_use]
    pub fn key(self, mac: &str) -> String {
        match self {
            IndexKind::IdNumber => format!("X#ID#{mac}"),
            IndexKind::Mobile => format!("X#MOBILE#{mac}"),
        }
    }
}

/// Everything under one person's key.
#[derive(Clone, Debug, Default)]
pub struct PersonFile {
    /// Who.
    pub person: Option<Person>,
    /// Open application and membership.
    pub standing: Option<Standing>,
    /// Consents, oldest first, withdrawn ones too.
    pub consents: Vec<Consent>,
    /// What was granted.
    pub grant: Option<Grant>,
    /// Membership events, oldest first.
    pub events: Vec<MembershipEvent>,
}

/// Consents given with an application lie in the standing; a row of the same code and moment is
/// the same one later, withdrawn.
fn merged(standing: Option<&Standing>, rows: Vec<Consent>) -> Vec<Consent> {
    let given = standing.map(|standing| standing.consents.as_slice()).unwrap_or_default();
    let untouched = given.iter().filter(|consent| {
        !rows.iter().any(|row| row.code == consent.code && row.granted == consent.granted)
    });
    let mut all: Vec<Consent> = untouched.cloned().chain(rows.iter().cloned()).collect();
    all.sort_by_key(|consent| consent.granted);
    all
}

#[derive(Serialize, Deserialize)]
struct Pointer {
    person: PersonId,
}

impl Store {
    /// P1. Everything under a person's key, in one query.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get_person_file(&self, id: &PersonId) -> Result<PersonFile> {
        let ask = Ask { pk: person(id), limit: 500, consistent: true, ..Ask::default() };
        let mut file = PersonFile::default();
        for found in self.ask_all(ask, 2_000).await? {
            let sk = attribute(&found, "sk").to_owned();
            match sk.split('#').next() {
                Some("PERSON") => file.person = Some(record(found)?),
                Some("STANDING") => file.standing = Some(record(found)?),
                Some("GRANT") => file.grant = Some(record(found)?),
                Some("C") => file.consents.push(record(found)?),
                Some("M") => file.events.push(record(found)?),
                _ => {}
            }
        }
        file.consents = merged(file.standing.as_ref(), file.consents);
        Ok(file)
    }

    /// P1. A person's record.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get_person(&self, id: &PersonId) -> Result<Option<Person>> {
        self.read(person(id), "PERSON", true).await
    }

    /// P1. A person's standing; nothing on record is [`Standing::nothing`].
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get_standing(&self, id: &PersonId) -> Result<Standing> {
        let found = self.read(person(id), "STANDING", true).await?;
        Ok(found.unwrap_or_else(|| Standing::nothing(id.clone())))
    }

    /// P1. A person's record as it was a moment ago, for half the price: for what hardly changes.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get_person_lately(&self, id: &PersonId) -> Result<Option<Person>> {
        self.read_lately(person(id), "PERSON".to_owned()).await
    }

    /// P1. A person's standing as it was a moment ago, for half the price: where a later write
    /// looks again on condition.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get_standing_lately(&self, id: &PersonId) -> Result<Standing> {
        let found = self.read_lately(person(id), "STANDING".to_owned()).await?;
        Ok(found.unwrap_or_else(|| Standing::nothing(id.clone())))
    }

    /// P1. The standings of these people; who has none is left out.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_standings(&self, ids: &[PersonId]) -> Result<Vec<Standing>> {
        let keys: Vec<(String, String)> =
            ids.iter().map(|id| (person(id), "STANDING".to_owned())).collect();
        self.read_many(&keys).await?.into_iter().map(record).collect()
    }

    /// P2. Whose ID number or mobile this is. `mac` carries the key's version.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find_person(&self, kind: IndexKind, mac: &str) -> Result<Option<PersonId>> {
        let found: Option<Pointer> = self.read(kind.key(mac), "P", true).await?;
        Ok(found.map(|pointer| pointer.person))
    }

    /// P1, P2. A new person with his blind indexes; each index refuses a second owner.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the person or an index exists.
    pub async fn put_new_person(
        &self,
        new: &Person,
        indexes: &[(IndexKind, String)],
    ) -> Result<()> {
        let mut items = vec![self.person_item(new)?];
        for (kind, mac) in indexes {
            items.push(self.index_item(*kind, mac, &new.id)?);
        }
        self.transact(items).await
    }

    pub(crate) fn person_item(&self, next: &Person) -> Result<TransactWriteItem> {
        let item = item(next, person(&next.id), "PERSON", [])?;
        let read = next.version.saturating_sub(1);
        if read == 0 {
            return self.put(item, Some("attribute_not_exists(pk)"), []);
        }
        self.put(item, Some("version = :read"), [(":read", number(read))])
    }

    pub(crate) fn index_item(
        &self,
        kind: IndexKind,
        mac: &str,
        owner: &PersonId,
    ) -> Result<TransactWriteItem> {
        let pointer = Pointer { person: owner.clone() };
        let item = item(&pointer, kind.key(mac), "P", [])?;
        let owner = [(":owner", text(owner.as_str()))];
        self.put(item, Some("attribute_not_exists(pk) OR person = :owner"), owner)
    }

    /// S1, P1, P2. Binds an account to a person, both ways, with his indexes. `next` is the
    /// person's record after it, one version on from the one that was read (1 for a new one).
    /// A `free_mobile` of another person is taken over from him.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the account or the person is bound otherwise, or an index
    /// belongs to somebody else.
    pub async fn bind(
        &self,
        account: &SubjectId,
        next: &Person,
        indexes: &[(IndexKind, String)],
    ) -> Result<()> {
        let bound =
            item(&Pointer { person: next.id.clone() }, crate::keys::subject(account), "BIND", [])?;
        let mut items = vec![
            self.put(
                bound,
                Some("attribute_not_exists(pk) OR person = :person"),
                [(":person", text(next.id.as_str()))],
            )?,
            self.person_item(next)?,
        ];
        for (kind, mac) in indexes {
            items.push(self.index_item(*kind, mac, &next.id)?);
        }
        self.transact(items).await
    }

    /// S1, P1. Frees a person from an account («this was not me»). `next` is the person's record
    /// after it. `free` are indexes that go with the account, such as its mobile.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when they are not bound to each other.
    pub async fn unbind(
        &self,
        account: &SubjectId,
        next: &Person,
        free: &[(IndexKind, String)],
    ) -> Result<()> {
        let owner = || [(":person", text(next.id.as_str()))];
        let mut items = vec![
            self.remove(
                key(crate::keys::subject(account), "BIND"),
                Some("person = :person"),
                owner(),
            )?,
            self.person_item(next)?,
        ];
        for (kind, mac) in free {
            items.push(self.remove(
                key(kind.key(mac), "P"),
                Some("attribute_not_exists(pk) OR person = :person"),
                owner(),
            )?);
        }
        self.transact(items).await
    }

    /// P1, P2. Takes indexes from a person: a mobile that is no longer his. `next` is the person's
    /// record after it. An index that is gone already does not matter.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when somebody wrote the person in between, or an index is
    /// another person's by now.
    pub async fn release_indexes(&self, next: &Person, free: &[(IndexKind, String)]) -> Result<()> {
        let mut items = vec![self.person_item(next)?];
        for (kind, mac) in free {
            items.push(self.remove(
                key(kind.key(mac), "P"),
                Some("attribute_not_exists(pk) OR person = :person"),
                [(":person", text(next.id.as_str()))],
            )?);
        }
        self.transact(items).await
    }

    /// P1, P4. Writes a consent: given, or withdrawn. Each is a row of its own by the time it was
    /// given; withdrawing writes the same row with its end.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_consent(&self, consent: &Consent) -> Result<()> {
        let mut marks = Marks::default();
        marks.name("#code", &consent.code);
        let update = match consent.withdrawn {
            Some(at) => {
                marks.value(":at", text(at.to_string()));
                "SET #code = :at"
            }
            None => "REMOVE #code",
        };
        let now = self.change(key(person(&consent.person), WITHDRAWN), update, None, marks)?;
        self.transact(vec![self.consent_item(consent)?, now]).await
    }

    /// P4. The consents that people took back and have not given again; people without any are
    /// left out. Said of each by one key, so that a page of payees is one request.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get_withdrawn(
        &self,
        people: &[PersonId],
    ) -> Result<HashMap<PersonId, BTreeSet<String>>> {
        let keys = each_once(people.iter().map(|id| (person(id), WITHDRAWN.to_owned())));
        let mut found = HashMap::new();
        for item in self.read_many_now(&keys).await? {
            let owner = attribute(&item, "pk").strip_prefix("P#").map(PersonId::parse);
            let Some(Ok(owner)) = owner else { return Err(StoreError::Malformed) };
            let codes = item.into_keys().filter(|name| name != "pk" && name != "sk");
            found.insert(owner, codes.collect());
        }
        Ok(found)
    }

    pub(crate) fn consent_item(&self, consent: &Consent) -> Result<TransactWriteItem> {
        let sk = format!("C#{}#{}", consent.code, crate::keys::moment(consent.granted));
        let mut row = item(consent, person(&consent.person), sk, [])?;
        row.extend(consent.withdrawn.and_then(|end| ttl(Kind::WithdrawnConsent, end)));
        self.put(row, None, [])
    }

    /// P1, P2, S1. Erases a person who has neither a membership nor an open application and is on
    /// no register of payees, with his binding, standing, consents and indexes. Repeat: the same.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when he came back meanwhile: then he stays.
    pub async fn erase_person(
        &self,
        file: &PersonFile,
        indexes: &[(IndexKind, String)],
    ) -> Result<()> {
        let Some(known) = &file.person else { return Ok(()) };
        let pk = person(&known.id);
        let owner = || [(":person", text(known.id.as_str()))];
        let mut items = vec![
            self.remove(
                key(&pk, "PERSON"),
                Some("#v = :read"),
                [(":read", number(known.version))],
            )?,
            self.remove(
                key(&pk, "STANDING"),
                Some("attribute_not_exists(#o) AND attribute_not_exists(#m)"),
                [],
            )?,
        ];
        for register in Register::ALL {
            // Nothing is there to delete: the condition is what matters.
            let listed = key(&pk, crate::payees::guard(register));
            items.push(self.remove(listed, Some("attribute_not_exists(pk)"), [])?);
        }
        if let Some(account) = &known.subject {
            let bound = key(crate::keys::subject(account), "BIND");
            let condition = "attribute_not_exists(pk) OR person = :person";
            items.push(self.remove(bound, Some(condition), owner())?);
        }
        for (kind, mac) in indexes {
            let condition = "attribute_not_exists(pk) OR person = :person";
            items.push(self.remove(key(kind.key(mac), "P"), Some(condition), owner())?);
        }
        for consent in file.consents.iter().filter(|consent| consent.withdrawn.is_none()) {
            let sk = format!("C#{}#{}", consent.code, crate::keys::moment(consent.granted));
            items.push(self.remove(key(&pk, sk), None, [])?);
        }
        self.transact(items).await
    }

    /// P1. Writes a standing by itself, on condition of the version before it.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when somebody wrote in between.
    pub async fn put_standing(&self, standing: &Standing) -> Result<()> {
        self.transact(self.standing_items(standing)?).await
    }

    /// P1. Writes a standing and its membership event by itself: a member who came with the
    /// register, not with an application.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when either exists.
    pub async fn put_member(&self, standing: &Standing, event: &MembershipEvent) -> Result<()> {
        let mut items = self.standing_items(standing)?;
        items.push(self.event_item(&standing.person, event)?);
        self.transact(items).await
    }

    /// A new membership event of a person.
    pub(crate) fn event_item(
        &self,
        id: &PersonId,
        event: &MembershipEvent,
    ) -> Result<TransactWriteItem> {
        let line = item(event, person(id), format!("M#{:06}", event.seq), [])?;
        self.put(line, Some("attribute_not_exists(pk)"), [])
    }

    /// P1. Writes what was granted by itself: to a member who came with the register.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_grant(&self, id: &PersonId, grant: &Grant) -> Result<()> {
        self.put_alone(item(grant, person(id), "GRANT", [])?, None, []).await
    }
}

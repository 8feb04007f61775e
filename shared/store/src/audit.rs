//! The trail beyond entries: reveals, the chain heads of a day, and what is to be erased when.

use crate::item::{Ask, attribute, item, key, record, text, ttl};
use crate::{Result, Store, StoreError};
use domain::id::{ApplicationId, BatchId, PersonId, SubjectId};
use domain::retention::Kind;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// One look at masked values: who, what, why. Chained per record, like entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reveal {
    /// Of which record: an application's id.
    pub record: String,
    /// From 1, without gaps.
    pub no: u32,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: SubjectId,
    /// In which role.
    pub role: String,
    /// Which fields.
    pub fields: Vec<String>,
    /// Why, in his own words.
    pub purpose: String,
    /// The hash of the reveal before; empty for the first.
    pub prev: String,
    /// SHA-256 over everything above.
    pub hash: String,
}

impl Reveal {
    /// What stands before the record in the name of its chain of reveals.
    pub const CHAIN: &'static str = "L#";

    /// The name of its chain among the heads of a day; an entry's chain is named by its record.
    #[must_use]
    pub fn chain(&self) -> String {
        format!("{}{}", Reveal::CHAIN, self.record)
    }

    /// The hash that this reveal must carry.
    #[must_use]
    pub fn computed_hash(&self) -> String {
        let plain = Reveal { hash: String::new(), ..self.clone() };
        domain::entry::sha256(&serde_json::to_vec(&plain).unwrap_or_default())
    }
}

/// The number of the first reveal that does not fit what stands before it; none when all hold. The
/// oldest ones end with their retention, so the first that is left may point to one that is gone.
#[must_use]
pub fn first_broken_reveal(reveals: &[Reveal]) -> Option<u32> {
    let mut before: Option<&Reveal> = None;
    for reveal in reveals {
        let follows = before
            .is_none_or(|last| reveal.prev == last.hash && reveal.no == last.no.saturating_add(1));
        if !follows || reveal.hash != reveal.computed_hash() {
            return Some(reveal.no);
        }
        before = Some(reveal);
    }
    None
}

/// Something whose time to be erased may have come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ErasureDue {
    /// An application whose forms lose what is personal.
    Forms(ApplicationId),
    /// A person who was left without membership and without open application.
    Person(PersonId),
    /// A collective joining, of which what was uploaded of others is erased.
    Roster(BatchId),
}

impl ErasureDue {
    fn key(&self) -> String {
        match self {
            ErasureDue::Forms(id) => format!("FORMS#{}", id.as_str()),
            ErasureDue::Person(id) => format!("PERSON#{}", id.as_str()),
            ErasureDue::Roster(id) => format!("ROSTER#{}", id.as_str()),
        }
    }
}

#[derive(Deserialize)]
struct HeadOfDay {
    // `hash` is a reserved word of the table's expressions.
    #[serde(rename = "chain_hash")]
    hash: String,
}

impl Store {
    /// L1. The reveals of a record, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_reveals(&self, of: &str) -> Result<Vec<Reveal>> {
        let ask = Ask { pk: format!("L#{of}"), limit: 200, consistent: true, ..Ask::default() };
        self.ask_all(ask, 10_000).await?.into_iter().map(record).collect()
    }

    /// L1. The last reveal of a record.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get_last_reveal(&self, of: &str) -> Result<Option<Reveal>> {
        let ask = Ask {
            pk: format!("L#{of}"),
            newest_first: true,
            limit: 1,
            consistent: true,
            ..Ask::default()
        };
        self.ask(ask).await?.items.into_iter().next().map(record).transpose()
    }

    /// L1. Appends a reveal. Nothing is shown before this is written.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when another took its number: read the last one again.
    pub async fn append_reveal(&self, reveal: &Reveal) -> Result<()> {
        let mut row =
            item(reveal, format!("L#{}", reveal.record), format!("{:06}", reveal.no), [])?;
        row.extend(ttl(Kind::Reveal, reveal.at));
        self.put_alone(row, Some("attribute_not_exists(pk)"), []).await
    }

    /// Y1. Notes the head of a record's chain for a day; the latest of the day stands.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_day_head(&self, day: Date, of: &str, no: u32, hash: &str) -> Result<()> {
        let at = key(format!("Y#{day}"), of);
        let noted = self
            .change_alone(
                at,
                "SET chain_hash = :hash, entry_no = :no",
                Some("attribute_not_exists(pk) OR entry_no < :no"),
                [(":hash", text(hash)), (":no", crate::item::number(no))],
            )
            .await;
        match noted {
            Ok(_) | Err(StoreError::Conflict) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Y1. The heads of all chains that grew on a day, by record.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_day_heads(&self, day: Date) -> Result<Vec<(String, String)>> {
        let ask = Ask { pk: format!("Y#{day}"), limit: 500, consistent: true, ..Ask::default() };
        let items = self.ask_all(ask, 1_000_000).await?;
        items
            .into_iter()
            .map(|item| {
                let of = attribute(&item, "sk").to_owned();
                record::<HeadOfDay>(item).map(|head| (of, head.hash))
            })
            .collect()
    }

    /// R1. Notes what is to be erased on a day. Repeat: the same.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_erasure(&self, day: Date, due: &ErasureDue) -> Result<()> {
        let row = item(due, format!("R#{day}"), due.key(), [])?;
        self.put_alone(row, None, []).await
    }

    /// R1. What is to be erased on a day.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_erasures(&self, day: Date) -> Result<Vec<ErasureDue>> {
        let ask = Ask { pk: format!("R#{day}"), limit: 500, consistent: true, ..Ask::default() };
        self.ask_all(ask, 100_000).await?.into_iter().map(record).collect()
    }

    /// R1. It was erased.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn remove_erasure(&self, day: Date, due: &ErasureDue) -> Result<()> {
        self.remove_alone(key(format!("R#{day}"), due.key())).await
    }
}

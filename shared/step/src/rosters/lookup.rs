//! Who the people of a slice are, in as few questions as the table takes: a hundred keys each.

use crate::people::index_domain;
use crate::{Kit, StepError, places};
use domain::id::PersonId;
use domain::roster::judge::Known;
use domain::roster::row::RosterRow;
use std::collections::HashMap;
use store::{IndexKind, RosterPerson};

/// What the register knows of the people of a slice.
#[derive(Debug, Default)]
pub struct People {
    owners: HashMap<String, PersonId>,
    people: HashMap<PersonId, RosterPerson>,
    indexes: HashMap<u32, RowIndexes>,
}

/// The blind indexes of a row, under every key version.
#[derive(Clone, Debug, Default)]
pub struct RowIndexes {
    /// Of the document.
    pub document: Vec<(IndexKind, String)>,
    /// Of the mobile.
    pub mobile: Vec<(IndexKind, String)>,
}

impl RowIndexes {
    /// Both.
    #[must_use]
    pub fn all(&self) -> Vec<(IndexKind, String)> {
        self.document.iter().chain(&self.mobile).cloned().collect()
    }
}

impl People {
    /// Reads all of them.
    ///
    /// # Errors
    /// [`StepError`] when the table or the keys do not answer.
    pub async fn of(kit: &Kit, rows: &[&RosterRow]) -> Result<People, StepError> {
        let vault = kit.vault().await?;
        let made = |kind: IndexKind, value: &str| {
            let macs = vault.index(index_domain(kind), value);
            macs.into_iter().map(|mac| (kind, mac)).collect::<Vec<_>>()
        };
        let mut indexes = HashMap::new();
        for row in rows {
            let value = places::id_index_value(row.id_type, &row.number);
            let document = made(IndexKind::IdNumber, &value);
            let mobile = made(IndexKind::Mobile, row.mobile.expose());
            indexes.insert(row.line, RowIndexes { document, mobile });
        }
        let asked: Vec<(IndexKind, String)> = indexes.values().flat_map(RowIndexes::all).collect();
        let owners = kit.store().find_people(&asked).await?;
        let mut people = People { owners, people: HashMap::new(), indexes };
        let ids: Vec<PersonId> =
            rows.iter().filter_map(|row| people.person(row.line).cloned()).collect();
        people.people = kit.store().get_roster_people(&ids).await?;
        Ok(people)
    }

    /// Whose the row's document is.
    #[must_use]
    pub fn person(&self, line: u32) -> Option<&PersonId> {
        self.owner(&self.indexes.get(&line)?.document)
    }

    /// The row's indexes.
    #[must_use]
    pub fn indexes(&self, line: u32) -> RowIndexes {
        self.indexes.get(&line).cloned().unwrap_or_default()
    }

    /// What was read of the row's person.
    #[must_use]
    pub fn record(&self, line: u32) -> Option<&RosterPerson> {
        self.people.get(self.person(line)?)
    }

    /// The same as a row is judged by.
    #[must_use]
    pub fn known(&self, line: u32) -> Known<'_> {
        let record = self.record(line);
        Known {
            person: record.and_then(|record| record.person.as_ref()),
            standing: record.and_then(|record| record.standing.as_ref()),
            facts: record.and_then(|record| record.facts.as_ref()).map(|facts| &facts.facts),
            mobile_of: self.indexes.get(&line).and_then(|one| self.owner(&one.mobile)),
        }
    }

    fn owner(&self, indexes: &[(IndexKind, String)]) -> Option<&PersonId> {
        indexes.iter().find_map(|(kind, mac)| self.owners.get(&kind.key(mac)))
    }
}

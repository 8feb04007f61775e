//! A union's own rows of its members: written, changed and removed in the transaction that writes
//! the standing, so that a consistent query under the union's key says who belongs to it.

use crate::item::{Ask, Item, item, key, number, place, record};
use crate::keys::person;
use crate::rosters::FACTS;
use crate::{Page, Result, Store};
use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::id::{PersonId, UnionId};
use domain::initials::initials;
use domain::membership::{Listed, MemberRow, MembershipEvent, Standing};
use domain::person::Person;
use domain::roster::facts::MemberFacts;
use std::collections::HashMap;

/// The most rows that one look for a name reads before it answers with a cursor: about 100 KB.
const READ_AT_MOST: i32 = 400;

/// What is known of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamePart<'a> {
    /// How it begins: a surname, or all of it.
    Beginning(&'a str),
    /// How its pinyin initials begin.
    Initials(&'a str),
}

/// What an export needs of a member.
#[derive(Clone, Debug, Default)]
pub struct MemberRecord {
    /// Who.
    pub person: Option<Person>,
    /// His standing.
    pub standing: Option<Standing>,
    /// The last change of his membership.
    pub last: Option<MembershipEvent>,
    /// What else is on record about him.
    pub facts: Option<MemberFacts>,
}

/// Where the last event of a member lies.
fn last_event((pk, kept): (&String, &MemberRecord)) -> Option<(String, String)> {
    let events = kept.standing.as_ref()?.membership.as_ref()?.events;
    Some((pk.clone(), format!("M#{events:06}")))
}

fn list(union: &UnionId) -> String {
    format!("U#{}", union.as_str())
}

fn row_place(name: &str, person: &PersonId) -> String {
    format!("M#{}#{name}#{}", initials(name), person.as_str())
}

impl Store {
    /// P3. The members of a union, active and retained, by the initials of their names; as of now.
    ///
    /// # Errors
    /// [`StoreError`](crate::StoreError).
    pub async fn list_members(
        &self,
        union: &UnionId,
        limit: i32,
        cursor: Option<String>,
    ) -> Result<Page<MemberRow>> {
        self.rows("M#".to_owned(), union, limit, cursor).await
    }

    /// P3. The members of a union whose name or its initials begin so. One call reads a bounded
    /// number of rows: a page may be short, or empty, and still have a cursor.
    ///
    /// # Errors
    /// [`StoreError`](crate::StoreError).
    pub async fn list_members_by_name(
        &self,
        union: &UnionId,
        name: NamePart<'_>,
        cursor: Option<String>,
    ) -> Result<Page<MemberRow>> {
        let beginning = match name {
            NamePart::Beginning(name) => format!("M#{}", initials(name)),
            NamePart::Initials(letters) => format!("M#{letters}"),
        };
        let mut page = self.rows(beginning, union, READ_AT_MOST, cursor).await?;
        if let NamePart::Beginning(name) = name {
            page.items.retain(|row| row.name.starts_with(name));
        }
        Ok(page)
    }

    /// P1. The records of the members on a page, in its order: two batched reads per hundred.
    ///
    /// # Errors
    /// [`StoreError`](crate::StoreError).
    pub async fn list_member_records(&self, rows: &[MemberRow]) -> Result<Vec<MemberRecord>> {
        let of = |row: &MemberRow| person(&row.person);
        let parts = ["PERSON", "STANDING", FACTS];
        let keys = rows.iter().flat_map(|row| parts.map(|sk| (of(row), sk.to_owned())));
        let mut records: HashMap<String, MemberRecord> = HashMap::new();
        for found in self.read_many(&keys.collect::<Vec<_>>()).await? {
            let (pk, sk) = place(&found);
            let kept = records.entry(pk).or_default();
            match sk.as_str() {
                "PERSON" => kept.person = Some(record(found)?),
                FACTS => kept.facts = Some(record(found)?),
                _ => kept.standing = Some(record(found)?),
            }
        }
        let lasts: Vec<(String, String)> = records.iter().filter_map(last_event).collect();
        for found in self.read_many(&lasts).await? {
            let (pk, _) = place(&found);
            records.entry(pk).or_default().last = Some(record(found)?);
        }
        Ok(rows.iter().map(|row| records.remove(&of(row)).unwrap_or_default()).collect())
    }

    async fn rows(
        &self,
        beginning: String,
        union: &UnionId,
        limit: i32,
        cursor: Option<String>,
    ) -> Result<Page<MemberRow>> {
        let ask = Ask {
            pk: list(union),
            prefix: Some(beginning),
            limit,
            cursor,
            consistent: true,
            ..Ask::default()
        };
        let page = self.ask(ask).await?;
        let items = page.items.into_iter().map(record).collect::<Result<_>>()?;
        Ok(Page { items, cursor: page.cursor })
    }

    /// A standing is a put on condition of the version before it; a first one on there being none.
    /// His union's row goes with it where it changes.
    pub(crate) fn standing_items(&self, standing: &Standing) -> Result<Vec<TransactWriteItem>> {
        let row = standing.row();
        let listed = row.as_ref().map(|(union, row)| row.listed(union));
        let mut items = Vec::new();
        if listed != standing.listed {
            let was = standing.listed.as_ref().map(|was| place_of(was, &standing.person));
            let is = listed.as_ref().map(|is| place_of(is, &standing.person));
            if let Some(was) = was.filter(|was| Some(was) != is.as_ref()) {
                items.push(self.remove(key(was.0, was.1), None, [])?);
            }
            if let (Some((_, row)), Some((pk, sk))) = (&row, is) {
                items.push(self.put(item(row, pk, sk, [])?, None, [])?);
            }
        }
        let next = Standing { listed, ..standing.clone() };
        let next: Item = item(&next, person(&standing.person), "STANDING", [])?;
        let read = standing.version.saturating_sub(1);
        items.insert(
            0,
            if read == 0 {
                self.put(next, Some("attribute_not_exists(pk)"), [])?
            } else {
                self.put(next, Some("version = :read"), [(":read", number(read))])?
            },
        );
        Ok(items)
    }
}

fn place_of(listed: &Listed, person: &PersonId) -> (String, String) {
    (list(&listed.union), row_place(&listed.name, person))
}

//! The directory: unions, employers, who takes whom, and search by part of a name.

use crate::item::{Ask, Item, attribute, item, key, record};
use crate::{Result, Store};
use domain::credit_code::CreditCode;
use domain::id::{EmployerId, UnionId};
use domain::occupation::OccupationGroup;
use domain::union::{Employer, Union};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::collections::BTreeSet;

/// For whom a place's union is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RouteKind {
    /// Whoever lives or works there.
    Territorial,
    /// An occupation group, in a county.
    Industry(OccupationGroup),
    /// The county's pool.
    Pool,
    /// The federation that leads the county.
    Federation,
}

impl RouteKind {
    fn key(self) -> String {
        match self {
            RouteKind::Territorial => "TERRITORIAL".to_owned(),
            RouteKind::Industry(group) => format!("INDUSTRY#{}", group.as_str()),
            RouteKind::Pool => "POOL".to_owned(),
            RouteKind::Federation => "FEDERATION".to_owned(),
        }
    }
}

#[derive(Serialize, Deserialize)]
struct RouteRow {
    union: UnionId,
}

#[derive(Serialize, Deserialize)]
struct CodeRow {
    employer: EmployerId,
}

#[derive(Serialize, Deserialize)]
struct Gram {
    id: String,
}

/// Under which rows the names of unions are found, and under which their addresses.
pub(crate) const UNION: &str = "U";
pub(crate) const ADDRESS: &str = "A";

/// Rows that one pair of characters gives at most.
const ROWS: i32 = 200;
/// What a pair that finds one thing only weighs.
const RARE: usize = 10_000;
/// The fewest that are looked at before the best are kept.
const LOOKED_AT: usize = 40;

/// The names under which a union is found.
pub(crate) fn names_of(union: &Union) -> impl Iterator<Item = &String> {
    std::iter::once(&union.name).chain(&union.aliases)
}

fn pairs<'a>(names: impl Iterator<Item = &'a String>) -> BTreeSet<String> {
    names.flat_map(|name| grams(name)).collect()
}

/// An employer's head as an item; the union that covers it lists it.
pub(crate) fn employer_row(employer: &Employer) -> Result<Item> {
    let indexes = employer.union.as_ref().map(|union| {
        [("lpk", format!("C#{}", union.as_str())), ("lsk", employer.id.as_str().to_owned())]
    });
    let pk = format!("E#{}", employer.id.as_str());
    item(employer, pk, "HEAD", indexes.into_iter().flatten())
}

/// Words that stand in nearly every name and find nothing.
const COMMON: [&str; 10] =
    ["有限", "限公", "公司", "辽宁", "宁省", "工会", "委员", "员会", "总工", "责任"];

/// The pairs of neighbouring characters by which a name is found.
pub(crate) fn grams(name: &str) -> BTreeSet<String> {
    let letters: Vec<char> = name.chars().filter(|letter| letter.is_alphanumeric()).collect();
    letters
        .windows(2)
        .map(|pair| pair.iter().collect::<String>().to_lowercase())
        .filter(|gram| !COMMON.contains(&gram.as_str()))
        .collect()
}

impl Store {
    /// U1. A union.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn get_union(&self, id: &UnionId) -> Result<Option<Union>> {
        self.read(format!("U#{}", id.as_str()), "HEAD", false).await
    }

    /// U1. An employer.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn get_employer(&self, id: &EmployerId) -> Result<Option<Employer>> {
        self.read(format!("E#{}", id.as_str()), "HEAD", false).await
    }

    /// U1. An employer by its unified social credit code.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn find_employer(&self, code: &CreditCode) -> Result<Option<Employer>> {
        let row: Option<CodeRow> =
            self.read(format!("X#USCC#{}", code.as_str()), "E", false).await?;
        match row {
            Some(row) => self.get_employer(&row.employer).await,
            None => Ok(None),
        }
    }

    /// U2. The union that takes people of a place, for a kind; the exact division only.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn find_union_for(&self, division: &str, kind: RouteKind) -> Result<Option<Union>> {
        let row: Option<RouteRow> = self.read(format!("Z#{division}"), kind.key(), false).await?;
        match row {
            Some(row) => self.get_union(&row.union).await,
            None => Ok(None),
        }
    }

    /// U3. Unions by part of name or alias; `limit` at most, the best matches first.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn search_unions(&self, text: &str, limit: usize) -> Result<Vec<Union>> {
        self.search(UNION, "U", text, limit, |union: &Union| pairs(names_of(union))).await
    }

    /// U3. Unions by part of their address; `limit` at most, the best matches first.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn search_unions_at(&self, text: &str, limit: usize) -> Result<Vec<Union>> {
        self.search(ADDRESS, "U", text, limit, |union: &Union| pairs(union.address.iter())).await
    }

    /// U3. Employers by part of name, alias or address; `limit` at most, the best first.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn search_employers(&self, text: &str, limit: usize) -> Result<Vec<Employer>> {
        self.search("E", "E", text, limit, |employer: &Employer| {
            let names = std::iter::once(&employer.name).chain(&employer.aliases);
            pairs(names.chain(&employer.address))
        })
        .await
    }

    /// Asks for each pair of characters (five at most), takes those that rare pairs find first, and
    /// keeps what has a pair in the names that it has today.
    async fn search<T: DeserializeOwned>(
        &self,
        what: &str,
        head: &str,
        text: &str,
        limit: usize,
        named: fn(&T) -> BTreeSet<String>,
    ) -> Result<Vec<T>> {
        let asked: Vec<String> = grams(text).into_iter().take(5).collect();
        let mut hits: Vec<(String, usize)> = Vec::new();
        for gram in &asked {
            let ask = Ask { pk: format!("N#{what}#{gram}"), limit: ROWS, ..Ask::default() };
            let found = self.ask(ask).await?.items;
            let weight = RARE.checked_div(found.len()).unwrap_or(0).saturating_add(1);
            for row in found {
                let id = attribute(&row, "id").to_owned();
                match hits.iter_mut().find(|(known, _)| *known == id) {
                    Some((_, sum)) => *sum = sum.saturating_add(weight),
                    None => hits.push((id, weight)),
                }
            }
        }
        hits.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
        let keys: Vec<(String, String)> = hits
            .into_iter()
            .take(limit.max(LOOKED_AT))
            .map(|(id, _)| (format!("{head}#{id}"), "HEAD".to_owned()))
            .collect();
        let mut found = Vec::new();
        for item in self.read_many(&keys).await? {
            let one: T = record(item)?;
            let names = named(&one);
            let matches = asked.iter().filter(|gram| names.contains(*gram)).count();
            // A row may be left over from a name that was given up.
            if matches > 0 {
                found.push((matches, one));
            }
        }
        found.sort_by_key(|(matches, _)| std::cmp::Reverse(*matches));
        Ok(found.into_iter().take(limit).map(|(_, one)| one).collect())
    }

    /// U4. The unions right below one.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn list_children(&self, parent: &UnionId, limit: usize) -> Result<Vec<Union>> {
        let ask = Ask {
            index: Some("list"),
            pk: format!("T#{}", parent.as_str()),
            limit: 100,
            ..Ask::default()
        };
        let keys: Vec<(String, String)> = self
            .ask_all(ask, limit)
            .await?
            .iter()
            .map(|item| (attribute(item, "pk").to_owned(), attribute(item, "sk").to_owned()))
            .collect();
        self.read_many(&keys).await?.into_iter().map(record).collect()
    }

    /// U1 to U4. Writes a union with its search rows. Repeat: writes the same.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn put_union(&self, union: &Union) -> Result<()> {
        let id = union.id.as_str();
        self.put_alone(crate::unions::head_row(union)?, None, []).await?;
        self.put_credit_code(union).await?;
        self.put_grams(UNION, id, names_of(union)).await?;
        self.put_grams(ADDRESS, id, union.address.iter()).await
    }

    /// U1, U3. Writes an employer with its code and search rows. Repeat: writes the same.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn put_employer(&self, employer: &Employer) -> Result<()> {
        self.put_alone(employer_row(employer)?, None, []).await?;
        if let Some(code) = &employer.credit_code {
            let row = CodeRow { employer: employer.id.clone() };
            let row = item(&row, format!("X#USCC#{}", code.as_str()), "E", [])?;
            self.put_alone(row, None, []).await?;
        }
        self.make_employer_findable(employer).await
    }

    /// U3. Writes an employer's search rows. Repeat: writes the same.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn make_employer_findable(&self, employer: &Employer) -> Result<()> {
        let names = std::iter::once(&employer.name).chain(&employer.aliases);
        self.put_grams("E", employer.id.as_str(), names.chain(&employer.address)).await
    }

    /// U2. Says which union takes people of a place.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn put_route(&self, division: &str, kind: RouteKind, union: &UnionId) -> Result<()> {
        let row = RouteRow { union: union.clone() };
        self.put_alone(item(&row, format!("Z#{division}"), kind.key(), [])?, None, []).await
    }

    async fn put_grams(
        &self,
        what: &str,
        id: &str,
        names: impl Iterator<Item = &String>,
    ) -> Result<()> {
        for gram in pairs(names) {
            self.put_gram(what, &gram, id).await?;
        }
        Ok(())
    }

    pub(crate) async fn put_gram(&self, what: &str, gram: &str, id: &str) -> Result<()> {
        let row = Gram { id: id.to_owned() };
        self.put_alone(item(&row, format!("N#{what}#{gram}"), id, [])?, None, []).await
    }

    pub(crate) async fn remove_gram(&self, what: &str, gram: &str, id: &str) -> Result<()> {
        self.remove_alone(key(format!("N#{what}#{gram}"), id)).await
    }
}

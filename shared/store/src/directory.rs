//! The directory: unions, employers, who takes whom, and search by part of a name.

use crate::item::{Ask, attribute, item, record};
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

/// Words that stand in nearly every name and find nothing.
const COMMON: [&str; 10] =
    ["有限", "限公", "公司", "辽宁", "宁省", "工会", "委员", "员会", "总工", "责任"];

/// The pairs of neighbouring characters by which a name is found.
fn grams(name: &str) -> BTreeSet<String> {
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
        self.search("U", text, limit).await
    }

    /// U3. Employers by part of name, alias or address; `limit` at most, the best first.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn search_employers(&self, text: &str, limit: usize) -> Result<Vec<Employer>> {
        self.search("E", text, limit).await
    }

    /// Asks for each pair of characters (five at most) and keeps what matches most of them.
    async fn search<T: DeserializeOwned>(
        &self,
        what: &str,
        text: &str,
        limit: usize,
    ) -> Result<Vec<T>> {
        let mut hits: Vec<(String, usize)> = Vec::new();
        for gram in grams(text).into_iter().take(5) {
            let ask = Ask { pk: format!("N#{what}#{gram}"), limit: 200, ..Ask::default() };
            for found in self.ask(ask).await?.items {
                let id = attribute(&found, "id").to_owned();
                match hits.iter_mut().find(|(known, _)| *known == id) {
                    Some((_, count)) => *count = count.saturating_add(1),
                    None => hits.push((id, 1)),
                }
            }
        }
        hits.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
        let keys: Vec<(String, String)> = hits
            .into_iter()
            .take(limit)
            .map(|(id, _)| (format!("{what}#{id}"), "HEAD".to_owned()))
            .collect();
        self.read_many(&keys).await?.into_iter().map(record).collect()
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
        let parent = union.parent.as_ref().map_or("", |parent| parent.as_str());
        let indexes = [("lpk", format!("T#{parent}")), ("lsk", id.to_owned())];
        self.put_alone(item(union, format!("U#{id}"), "HEAD", indexes)?, None, []).await?;
        let names = std::iter::once(&union.name).chain(&union.aliases);
        self.put_grams("U", id, names).await
    }

    /// U1, U3. Writes an employer with its code and search rows. Repeat: writes the same.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn put_employer(&self, employer: &Employer) -> Result<()> {
        let id = employer.id.as_str();
        self.put_alone(item(employer, format!("E#{id}"), "HEAD", [])?, None, []).await?;
        if let Some(code) = &employer.credit_code {
            let row = CodeRow { employer: employer.id.clone() };
            let row = item(&row, format!("X#USCC#{}", code.as_str()), "E", [])?;
            self.put_alone(row, None, []).await?;
        }
        let names = std::iter::once(&employer.name).chain(&employer.aliases);
        self.put_grams("E", id, names.chain(&employer.address)).await
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
        let all: BTreeSet<String> = names.flat_map(|name| grams(name)).collect();
        for gram in all {
            let row = Gram { id: id.to_owned() };
            self.put_alone(item(&row, format!("N#{what}#{gram}"), id, [])?, None, []).await?;
        }
        Ok(())
    }
}

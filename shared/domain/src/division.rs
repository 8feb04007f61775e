//! Divisions of Liaoning: province, cities, counties, functional zones and what lies below them.
//!
//! Deliberately absent: communities by name, and other provinces beyond the shape of their codes.

use crate::table;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use thiserror::Error;

/// The reference table; its header says where it comes from.
const TABLE: &str = include_str!("../../../infra/reference/divisions.tsv");

/// Counties whose code was replaced, with the code of today: 辽中县, 普兰店市, 大洼县.
const RETIRED: [(&str, &str); 3] =
    [("210122", "210115"), ("210282", "210214"), ("211121", "211104")];

/// A division's code (行政区划代码): 2, 4, 6, 9 or 12 digits, each level extending the one above.
///
/// By GB/T 2260 down to the county and GB/T 10114 below it; zones have codes of our own. One place has
/// one code: `210100` becomes `2101`, a retired county becomes the one of today.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DivisionCode(String);

/// Why a text is not a division's code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum InvalidDivisionCode {
    /// Not 2, 4, 6, 9 or 12 digits.
    #[error("a division's code has 2, 4, 6, 9 or 12 digits")]
    Shape,
    /// A place in Liaoning that does not exist.
    #[error("there is no such division")]
    Unknown,
}

/// How large a division is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Level {
    /// 省.
    Province,
    /// 市.
    City,
    /// 县、市辖区、县级市.
    County,
    /// 功能区: ranks beside the counties, and has no code in GB/T 2260.
    Zone,
    /// 乡镇、街道.
    Township,
}

/// A division of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Division {
    /// Its code.
    pub code: DivisionCode,
    /// Its own name: 铁西区.
    pub name: &'static str,
    /// Its name from the province down: 辽宁省沈阳市铁西区.
    pub full_name: String,
    /// How large it is.
    pub level: Level,
    /// Its code in GB/T 2260; for a zone that of the county whose government it shares, if any.
    pub gb: Option<&'static str>,
}

impl DivisionCode {
    /// Reads a code; zeros that only fill up are cut off, a retired county becomes that of today.
    ///
    /// A place below a retired county becomes the county: its further digits were given anew.
    ///
    /// # Errors
    /// [`InvalidDivisionCode`] for another shape, or for a place in Liaoning that does not exist.
    pub fn parse(text: &str) -> Result<DivisionCode, InvalidDivisionCode> {
        DivisionCode::parse_in(TABLE, text)
    }

    fn parse_in(table: &'static str, text: &str) -> Result<DivisionCode, InvalidDivisionCode> {
        let text = text.trim();
        let shaped = matches!(text.len(), 2 | 4 | 6 | 9 | 12);
        if !shaped || !text.bytes().all(|byte| byte.is_ascii_digit()) || text.starts_with('0') {
            return Err(InvalidDivisionCode::Shape);
        }
        let code = without_filling(text);
        let county = code.get(..6).unwrap_or(code);
        let today = RETIRED.iter().find(|(retired, _)| *retired == county);
        let code = today.map_or(code, |(_, today)| *today);
        if code.starts_with("21") && !exists(table, code) {
            return Err(InvalidDivisionCode::Unknown);
        }
        Ok(DivisionCode(code.to_owned()))
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// True when this place is `other` or lies in it.
    #[must_use]
    pub fn is_within(&self, other: &DivisionCode) -> bool {
        self.0.starts_with(&other.0)
    }

    /// The place above; none for a province.
    #[must_use]
    pub fn parent(&self) -> Option<DivisionCode> {
        let length = match self.0.len() {
            12 => 9,
            9 => 6,
            6 => 4,
            4 => 2,
            _ => return None,
        };
        self.head(length)
    }

    fn head(&self, length: usize) -> Option<DivisionCode> {
        self.0.get(..length).map(|head| DivisionCode(head.to_owned()))
    }
}

/// The city that a place belongs to or is; none for a province.
#[must_use]
pub fn city_of(code: &DivisionCode) -> Option<DivisionCode> {
    code.head(4)
}

/// The county or zone that a place belongs to or is; none for a province or a city.
#[must_use]
pub fn county_of(code: &DivisionCode) -> Option<DivisionCode> {
    code.head(6)
}

/// The township or street that a place belongs to or is; none for anything larger.
#[must_use]
pub fn street_of(code: &DivisionCode) -> Option<DivisionCode> {
    code.head(9)
}

/// The division of this code, if the table has it; streets and communities it may not have.
#[must_use]
pub fn find(code: &DivisionCode) -> Option<Division> {
    find_in(TABLE, code.as_str())
}

/// The divisions directly below, in the order of their codes.
#[must_use]
pub fn children(code: &DivisionCode) -> Vec<Division> {
    children_in(TABLE, code)
}

/// All divisions that a name may mean, in the order of their codes: 铁西区 is in 沈阳 and in 鞍山.
///
/// Takes part of a name, a name without 市 or 区, and a path such as 沈阳铁西区.
#[must_use]
pub fn search(text: &str) -> Vec<Division> {
    search_in(TABLE, text)
}

/// The code without the zeros that fill it up to a county's, a street's or a community's length.
fn without_filling(text: &str) -> &str {
    let mut code = text;
    for (length, filling) in [(12, "000"), (9, "000"), (6, "00"), (4, "00")] {
        if code.len() == length {
            code = code.strip_suffix(filling).unwrap_or(code);
        }
    }
    code
}

/// True when the table has the code, or its county while it lists no streets of that county.
fn exists(table: &'static str, code: &str) -> bool {
    let has = |code: &str| table::row(table, code).is_some();
    match (code.get(..6), code.get(..9)) {
        (Some(county), Some(street)) => has(street) || (has(county) && !has_streets(table, county)),
        _ => has(code),
    }
}

fn has_streets(table: &'static str, county: &str) -> bool {
    table::rows(table, county).any(|(key, _)| key.len() == 9)
}

fn find_in(table: &'static str, code: &str) -> Option<Division> {
    let columns = table::row(table, code)?;
    division(table, code, columns)
}

fn children_in(table: &'static str, code: &DivisionCode) -> Vec<Division> {
    let below = table::rows(table, code.as_str()).filter(|(key, _)| {
        let parent = DivisionCode((*key).to_owned()).parent();
        parent.as_ref() == Some(code)
    });
    below.filter_map(|(key, columns)| division(table, key, columns)).collect()
}

fn search_in(table: &'static str, text: &str) -> Vec<Division> {
    let text: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    if text.is_empty() {
        return Vec::new();
    }
    let matches = |code: &str, name: &str| {
        let tail = short(&text);
        name.contains(&text)
            || path(table, code, |name| name).ends_with(&text)
            || (!tail.is_empty() && path(table, code, short).ends_with(tail))
    };
    table::rows(table, "2")
        .filter(|(code, columns)| matches(code, table::column(columns, 0)))
        .filter_map(|(code, columns)| division(table, code, columns))
        .collect()
}

fn division(table: &'static str, code: &str, columns: &'static str) -> Option<Division> {
    let level = match table::column(columns, 1) {
        "province" => Level::Province,
        "city" => Level::City,
        "county" => Level::County,
        "zone" => Level::Zone,
        "township" => Level::Township,
        _ => return None,
    };
    Some(Division {
        code: DivisionCode(code.to_owned()),
        name: table::column(columns, 0),
        full_name: path(table, code, |name| name),
        level,
        gb: Some(table::column(columns, 2)).filter(|gb| !gb.is_empty()),
    })
}

/// The names from the province down to `code`, each as `shown`.
fn path(table: &'static str, code: &str, shown: impl Fn(&'static str) -> &'static str) -> String {
    let heads = [2, 4, 6, 9].into_iter().filter_map(|length| code.get(..length));
    heads
        .filter_map(|head| table::row(table, head))
        .map(|row| shown(table::column(row, 0)))
        .collect()
}

/// A name as people say it: 沈阳 for 沈阳市, 铁西 for 铁西区.
fn short(name: &str) -> &str {
    let endings = ["街道", "省", "市", "区", "县", "镇", "乡"];
    endings.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
}

impl fmt::Display for DivisionCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl TryFrom<String> for DivisionCode {
    type Error = InvalidDivisionCode;

    fn try_from(text: String) -> Result<DivisionCode, InvalidDivisionCode> {
        DivisionCode::parse(&text)
    }
}

impl From<DivisionCode> for String {
    fn from(code: DivisionCode) -> String {
        code.0
    }
}

impl JsonSchema for DivisionCode {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("DivisionCode")
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let pattern = "^[1-9][0-9]([0-9]{2}){0,2}([0-9]{3}){0,2}$";
        json_schema!({ "type": "string", "pattern": pattern, "maxLength": 12 })
    }
}

#[cfg(test)]
mod tests;

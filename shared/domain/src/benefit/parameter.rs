//! Parameters: every amount, line and share by year and place, each with the document that sets it.
//!
//! A value without an attached document is empty: a production run refuses it. Outside production a
//! value that is labelled as an example (示例) may stand in, and what it led to says so.

use super::Benefit;
use crate::matter::Text;
use crate::money::Fen;
use crate::payee::{Residence, WorkStatus};
use serde::{Deserialize, Serialize};

/// The document that sets a value (依据).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its title.
    pub title: String,
    /// Its number (文号), if it has one.
    #[serde(default)]
    pub number: Option<String>,
    /// Its date, `2018-09-16`.
    pub date: String,
    /// Where it was published.
    #[serde(default)]
    pub page: Option<String>,
    /// The file under `infra/benefits/` that holds it; none while it is not attached.
    #[serde(default)]
    pub attached: Option<String>,
}

/// What a value counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Money.
    Fen,
    /// Hundredths.
    Percent,
    /// Months.
    Months,
}

/// What a parameter differs by, beyond year and place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// [`WorkStatus`].
    Work,
    /// [`Residence`].
    Residence,
}

/// A value from one year on, in one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Value {
    /// The first year it is for.
    pub from: i16,
    /// The last one; none until another value replaces it.
    #[serde(default)]
    pub to: Option<i16>,
    /// The place: the beginning of the division's code, `21` or `2101`.
    pub place: String,
    /// The work status or residence it is for, where the parameter differs by one.
    #[serde(default)]
    pub when: Option<String>,
    /// The value, in the parameter's unit.
    pub value: u64,
    /// True for 示例: a value that nobody has set.
    #[serde(default)]
    pub example: bool,
    /// Who set it.
    #[serde(default)]
    pub source: Option<Source>,
}

impl Value {
    /// True when the document that sets it is attached.
    #[must_use]
    pub fn is_attached(&self) -> bool {
        let attached = self.source.as_ref().and_then(|source| source.attached.as_ref());
        !self.example && attached.is_some()
    }

    fn is_for(&self, year: i16, place: &str, when: Option<&str>) -> bool {
        self.from <= year
            && self.to.is_none_or(|last| year <= last)
            && place.starts_with(&self.place)
            && (self.when.is_none() || self.when.as_deref() == when)
    }
}

/// One parameter with all its values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// Its name within the benefit.
    pub name: String,
    /// What people call it.
    pub title: Text,
    /// What it counts.
    pub unit: Unit,
    /// What it differs by.
    #[serde(default)]
    pub by: Option<By>,
    /// For which of those it must have a value; for the others there is none, and nobody is paid.
    #[serde(default)]
    pub needed: Vec<String>,
    /// Its values.
    #[serde(default, rename = "value")]
    pub values: Vec<Value>,
}

impl Parameter {
    /// The value for a year, a place and a work status or residence: an attached one before an
    /// example, the nearer place before the wider, the later before the earlier.
    #[must_use]
    pub fn value(&self, year: i16, place: &str, when: Option<&str>) -> Option<&Value> {
        self.values
            .iter()
            .filter(|value| value.is_attached() || value.example)
            .filter(|value| value.is_for(year, place, when))
            .max_by_key(|value| (value.is_attached(), value.place.len(), value.from))
    }

    /// The words it needs a value for; one empty slot where it does not differ.
    fn slots(&self) -> Vec<Option<&str>> {
        match self.by {
            None => vec![None],
            Some(_) => self.needed.iter().map(|word| Some(word.as_str())).collect(),
        }
    }
}

/// Why a value is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Lack {
    /// Nobody set it, and there is no example either.
    NoValue,
    /// There is an example only: no document that sets it is attached.
    ExampleOnly,
}

/// A value that a production run would need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// Which parameter.
    pub parameter: String,
    /// What people call it.
    pub title: Text,
    /// For which work status or residence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// For which year.
    pub year: i16,
    /// Where.
    pub place: String,
    /// Why.
    pub lack: Lack,
}

impl Benefit {
    /// One of its parameters.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    /// Every value that no attached document sets for that year and place.
    #[must_use]
    pub fn missing(&self, year: i16, place: &str) -> Vec<Missing> {
        let mut missing = Vec::new();
        for parameter in &self.parameters {
            for when in parameter.slots() {
                let lack = match parameter.value(year, place, when) {
                    Some(value) if value.is_attached() => continue,
                    Some(_) => Lack::ExampleOnly,
                    None => Lack::NoValue,
                };
                missing.push(Missing {
                    parameter: parameter.name.clone(),
                    title: parameter.title.clone(),
                    when: when.map(str::to_owned),
                    year,
                    place: place.to_owned(),
                    lack,
                });
            }
        }
        missing
    }

    /// Whether a run for that year and place may begin: in production every value has its document,
    /// elsewhere an example will do.
    ///
    /// # Errors
    /// The values that are missing.
    pub fn ready(&self, year: i16, place: &str, production: bool) -> Result<(), Vec<Missing>> {
        let mut missing = self.missing(year, place);
        if !production {
            missing.retain(|one| one.lack == Lack::NoValue);
        }
        if missing.is_empty() { Ok(()) } else { Err(missing) }
    }

    /// The most that one person may get in a year from the benefit's cap group, if it has one and
    /// its parameter a value.
    #[must_use]
    pub fn yearly_cap(&self, year: i16, place: &str) -> Option<(&str, Fen)> {
        let cap = self.cap.as_ref()?;
        let value = self.parameter(&cap.parameter)?.value(year, place, None)?;
        Some((cap.group.as_str(), Fen::new(value.value)))
    }
}

/// The word for a work status, as values are keyed.
#[must_use]
pub fn work_word(work: WorkStatus) -> &'static str {
    match work {
        WorkStatus::OnJob => "ON_JOB",
        WorkStatus::Retired => "RETIRED",
        WorkStatus::Farmer => "FARMER",
        WorkStatus::Other => "OTHER",
    }
}

/// The word for a residence, as values are keyed.
#[must_use]
pub fn residence_word(residence: Residence) -> &'static str {
    match residence {
        Residence::Urban => "URBAN",
        Residence::Rural => "RURAL",
    }
}

//! The demo's payees, from `data/payees.toml`: who is on which register, with what the rules need to
//! know and the account he is paid to. The same numbers give the same people on every day.

use crate::fault::Fault;
use crate::numbers;
use crate::person::Seeded;
use crate::specials;
use domain::citizen_id::{CitizenId, Sex};
use domain::division::{self, DivisionCode};
use domain::money::Fen;
use domain::payee::{Facts, PayeeStatus, Register};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The first place in a day's sequence that the registers use; those before are the crowd's.
const FIRST_PLACE: u32 = 450;

/// Synthetic areas for them: 219911 to 219999, as for the crowd.
const AREAS: u32 = 89;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    pub(crate) surnames: String,
    pub(crate) given: String,
    pub(crate) rare: Vec<String>,
    pub(crate) units: Vec<String>,
    pub(crate) banks: Vec<String>,
    model_worker: BTreeMap<String, u32>,
    hardship: BTreeMap<String, u32>,
    voucher: BTreeMap<String, u32>,
    occasion: String,
    granted_yuan: BTreeMap<String, u64>,
    person: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    account: String,
    city: String,
    facts: Facts,
}

/// An account to pay to, before it is sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Card {
    /// `TESTCARD-…`; the last four digits tell the bank simulator how to behave.
    pub(crate) number: String,
    /// Whose it is: none for the payee himself.
    pub(crate) proxy: Option<String>,
    /// The branch.
    pub(crate) bank: String,
    /// How many days ago it was entered or changed.
    pub(crate) changed_days: i32,
    /// Whether a second person found it right.
    pub(crate) verified: bool,
}

/// Somebody on a register.
#[derive(Clone)]
pub(crate) struct Registered {
    /// What his identity follows from: an account of the demo, or a name of his own.
    pub(crate) key: String,
    /// Name as on the document.
    pub(crate) name: String,
    /// Its number.
    pub(crate) id_number: CitizenId,
    /// Four digits.
    pub(crate) city: String,
    /// Where he works or worked.
    pub(crate) unit: String,
    /// Whether he can be paid at all.
    pub(crate) status: PayeeStatus,
    /// How many days ago somebody made sure of it.
    pub(crate) checked_days: i32,
    /// The rest.
    pub(crate) facts: Facts,
    /// Where his money goes; some have no account.
    pub(crate) card: Option<Card>,
}

/// A budget line with what is granted to it in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Granted {
    /// Which line.
    pub(crate) line: String,
    /// In which year.
    pub(crate) year: i16,
    /// How much.
    pub(crate) fen: Fen,
}

fn file() -> Result<File, Fault> {
    toml::from_str(include_str!("../data/payees.toml"))
        .map_err(|error| Fault::data(format!("payees.toml: {}", error.message())))
}

/// The budget lines of this year and the next.
pub(crate) fn budgets(today: Date) -> Result<Vec<Granted>, Fault> {
    let lines = file()?.granted_yuan.into_iter();
    let years = [today.year(), today.year().saturating_add(1)];
    let granted = lines.flat_map(|(line, yuan)| years.map(|year| (line.clone(), year, yuan)));
    let granted = granted.map(|(line, year, yuan)| {
        let fen = Fen::from_yuan(yuan).ok_or_else(|| Fault::data(format!("granted to {line}")))?;
        Ok(Granted { line, year, fen })
    });
    granted.collect()
}

/// Everybody on the registers, as of a day: accounts of the demo first.
pub(crate) fn everybody(cast: &[Seeded], today: Date) -> Result<Vec<Registered>, Fault> {
    let file = file()?;
    let mut all = Vec::new();
    for row in &file.person {
        all.push(of_the_cast(&file, row, cast, today)?);
    }
    let top = DivisionCode::parse("21").map_err(|_| Fault::data("the province"))?;
    let cities = division::children(&top);
    let mut number = 0_u32;
    for register in Register::ALL {
        let counts = match register {
            Register::ModelWorker => &file.model_worker,
            Register::Hardship => &file.hardship,
            Register::Voucher => &file.voucher,
        };
        for city in &cities {
            let code = city.code.as_str();
            let count = counts.get(code).or(counts.get("elsewhere")).copied().unwrap_or(0);
            for place in 0..count {
                let at = Place { number, register, city: code, city_name: city.name, place };
                all.push(invented(&file, &at, today)?);
                number = number.saturating_add(1);
            }
        }
    }
    Ok(all)
}

/// Where on the registers somebody stands.
pub(crate) struct Place<'a> {
    /// Over all of them, from 0.
    pub(crate) number: u32,
    /// On which register.
    pub(crate) register: Register,
    /// In which city.
    pub(crate) city: &'a str,
    /// Its name.
    pub(crate) city_name: &'a str,
    /// There, from 0.
    pub(crate) place: u32,
}

impl Place<'_> {
    /// A number that looks like chance and is always the same.
    pub(crate) fn chance(&self, salt: u64) -> u64 {
        numbers::mix(numbers::mix(u64::from(self.number)) ^ salt)
    }
}

fn of_the_cast(file: &File, row: &Row, cast: &[Seeded], today: Date) -> Result<Registered, Fault> {
    let found = cast.iter().find(|person| person.account == row.account);
    let person = found.ok_or_else(|| Fault::data(format!("there is no {}", row.account)))?;
    let mut facts = row.facts.clone();
    match &mut facts {
        Facts::Hardship(household) => household.year = today.year(),
        Facts::Voucher(listed) => listed.period = occasion(file, today),
        Facts::ModelWorker(_) => {}
    }
    let bank = file.banks.first().map(|bank| bank.replace("{city}", "沈阳市"));
    let digits = row.account.bytes().fold(0_u32, |sum, byte| {
        sum.saturating_mul(31).saturating_add(u32::from(byte)).checked_rem(8_000).unwrap_or(0)
    });
    Ok(Registered {
        key: row.account.clone(),
        name: person.name.clone(),
        id_number: person.id_number.clone(),
        city: row.city.clone(),
        unit: "沈阳合成一号机械有限公司".to_owned(),
        status: PayeeStatus::Living,
        checked_days: 60,
        facts,
        card: Some(Card {
            number: format!("TESTCARD-{}-000000-{}", row.city, digits.saturating_add(1_000)),
            proxy: None,
            bank: bank.unwrap_or_default(),
            changed_days: 200,
            verified: true,
        }),
    })
}

fn invented(file: &File, at: &Place<'_>, today: Date) -> Result<Registered, Fault> {
    let special = specials::of(at);
    let chance = at.chance(0);
    let sex = if chance % 100 < 35 { Sex::Female } else { Sex::Male };
    let born = specials::born(at)?;
    let area = 11_u32.saturating_add(at.number.checked_rem(AREAS).unwrap_or(0));
    let place = FIRST_PLACE.saturating_add(at.number.checked_div(AREAS).unwrap_or(0));
    let facts = specials::facts(at, today, &occasion(file, today));
    Ok(Registered {
        key: format!("payee/{}/{}/{}", at.register.as_str(), at.city, at.place),
        name: name(file, at)?,
        id_number: numbers::id_number(&format!("2199{area:02}"), born, sex, place)?,
        city: at.city.to_owned(),
        unit: format!("{}{}", at.city_name, one_of(&file.units, at.chance(2))?),
        status: special.status,
        checked_days: special.checked_days,
        facts,
        card: special.card.map(|how| Card {
            number: format!("TESTCARD-{}-{:06}-{}", at.city, at.number, how.last4),
            proxy: how.proxy,
            bank: one_of(&file.banks, at.chance(3))
                .unwrap_or_default()
                .replace("{city}", at.city_name),
            changed_days: how.changed_days,
            verified: how.verified,
        }),
    })
}

fn occasion(file: &File, today: Date) -> String {
    format!("{}-{}", today.year(), file.occasion)
}

fn one_of(list: &[String], chance: u64) -> Result<String, Fault> {
    let length = u64::try_from(list.len()).unwrap_or(0);
    let at = usize::try_from(chance.checked_rem(length).unwrap_or(0)).unwrap_or(0);
    list.get(at).cloned().ok_or_else(|| Fault::data("payees.toml has an empty list"))
}

/// Some have a rare name; the others one out of the common characters.
fn name(file: &File, at: &Place<'_>) -> Result<String, Fault> {
    if at.place % 20 == 9 {
        return one_of(&file.rare, u64::from(at.place.checked_div(20).unwrap_or(0)));
    }
    let chance = at.chance(1);
    let pick = |letters: &str, shift: u32| {
        let letters: Vec<char> = letters.chars().collect();
        let length = u64::try_from(letters.len()).unwrap_or(0);
        let at = (chance >> shift).checked_rem(length).unwrap_or(0);
        usize::try_from(at).ok().and_then(|at| letters.get(at).copied())
    };
    let long = chance % 10 < 8;
    let letters =
        [pick(&file.surnames, 8), pick(&file.given, 20), pick(&file.given, 32).filter(|_| long)];
    let name: String = letters.into_iter().flatten().collect();
    if name.chars().count() < 2 { Err(Fault::data("payees.toml has no names")) } else { Ok(name) }
}

//! A row of a roster as its cells say it, or everything that is wrong with them.
//!
//! Pure. Deliberately absent: whether the person is known; that is [`super::judge`].

use super::columns::{COLUMNS, ColumnKind};
use super::fault::{CellFault, Fault};
use super::words;
use crate::citizen_id::{CitizenId, IdType, InvalidCitizenId, Sex, age_on};
use crate::credit_code::CreditCode;
use crate::mask::mask_name;
use crate::mobile::{InvalidMobile, Mobile};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// Facts about a member that are not sensitive (会员基本情况), by the column's code; words as codes.
pub type Facts = BTreeMap<String, String>;

/// The youngest who may join.
pub const LEAST_AGE: i16 = 16;

/// A row that can be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterRow {
    /// Its line in the file, as the spreadsheet numbers it.
    pub line: u32,
    /// The name.
    pub name: String,
    /// Kind of document.
    pub id_type: IdType,
    /// The document's number.
    pub number: CitizenId,
    /// The mobile.
    pub mobile: Mobile,
    /// How the person agreed to join: `PAPER`, `SMS`, `ON_SITE`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed: Option<String>,
    /// The employer's credit code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_code: Option<CreditCode>,
    /// What else it says.
    pub facts: Facts,
}

/// A line of the file: what can be told of it without the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its number in the file.
    pub line: u32,
    /// The name, masked, so that a person finds the line.
    pub name: String,
    /// The row; none where a fault stands in the way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RosterRow>,
    /// What is wrong with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<CellFault>,
}

/// The cells of a line, as whoever opens files reads them.
#[derive(Clone, Debug, Default)]
pub struct Cells {
    /// Its number in the file.
    pub line: u32,
    /// Cells that are not blank, by column.
    pub texts: HashMap<&'static str, String>,
    /// Cells of days, read; or why not.
    pub days: HashMap<&'static str, Result<Date, Fault>>,
    /// Cells that could not be read.
    pub broken: Vec<(&'static str, Fault)>,
}

/// What a row is read against.
#[derive(Clone, Copy, Debug)]
pub struct Door {
    /// Today in Shanghai.
    pub today: Date,
    /// Whether people made for tests may come.
    pub synthetic: bool,
}

/// Reads a line: every fault of every cell at once, never only the first.
#[must_use]
pub fn read(cells: &Cells, door: Door) -> Line {
    let mut reader = Reader { cells, door, faults: Vec::new() };
    for (column, fault) in &cells.broken {
        reader.faults.push(CellFault::of(column, *fault));
    }
    let name = reader.name();
    let document = reader.document();
    let mobile = reader.mobile();
    let credit_code = reader.credit_code();
    let agreed = reader.agreed();
    let facts = reader.facts();
    let masked = cells.texts.get("name").map(|name| mask_name(name)).unwrap_or_default();
    let row = match (name, document, mobile, reader.faults.is_empty()) {
        (Some(name), Some((id_type, number)), Some(mobile), true) => Some(RosterRow {
            line: cells.line,
            name,
            id_type,
            number,
            mobile,
            agreed,
            credit_code,
            facts,
        }),
        _ => None,
    };
    Line { line: cells.line, name: masked, row, faults: reader.faults }
}

struct Reader<'a> {
    cells: &'a Cells,
    door: Door,
    faults: Vec<CellFault>,
}

impl Reader<'_> {
    fn say(&mut self, column: &str, fault: Fault) {
        self.faults.push(CellFault::of(column, fault));
    }

    fn text(&self, column: &str) -> Option<String> {
        self.cells.texts.get(column).map(|text| text.trim().to_owned()).filter(|t| !t.is_empty())
    }

    fn needed(&mut self, column: &str) -> Option<String> {
        let found = self.text(column);
        let broken = self.cells.broken.iter().any(|(one, _)| *one == column);
        if found.is_none() && !broken {
            self.say(column, Fault::Required);
        }
        found
    }

    fn name(&mut self) -> Option<String> {
        let name = self.needed("name")?;
        let fits = |one: char| one == '·' || (one.is_alphabetic() && !one.is_ascii());
        if !(2..=30).contains(&name.chars().count()) {
            self.say("name", Fault::NameLength);
            return None;
        }
        if !name.chars().all(fits) {
            self.say("name", Fault::NameCharacters);
            return None;
        }
        Some(name)
    }

    /// The document; birth date and sex follow from its number, and what is typed must agree.
    fn document(&mut self) -> Option<(IdType, CitizenId)> {
        let text = self.needed("idNumber")?;
        let (today, synthetic) = (self.door.today, self.door.synthetic);
        let read = CitizenId::parse(&text).and_then(|number| {
            number.check_born(today)?;
            number.check_allowed(synthetic)?;
            Ok(number)
        });
        let number = match read {
            Ok(number) => number,
            Err(why) => {
                self.say("idNumber", of_number(why));
                return None;
            }
        };
        let id_type = self.id_type(&number)?;
        self.agrees(&number);
        if age_on(number.birth_date(), today) < LEAST_AGE {
            self.say("idNumber", Fault::TooYoung);
        }
        Some((id_type, number))
    }

    fn id_type(&mut self, number: &CitizenId) -> Option<IdType> {
        let own = if number.is_residence_permit() { IdType::HkMoTwPermit } else { IdType::IdCard };
        let Some(text) = self.text("idType") else { return Some(own) };
        match words::find("idType", &text) {
            Some(code) if code == own.as_str() => Some(own),
            Some("ID_CARD" | "HK_MO_TW_PERMIT") => {
                self.say("idType", Fault::IdTypeDiffers);
                None
            }
            Some(_) => {
                self.say("idType", Fault::IdType);
                None
            }
            None => {
                self.unknown_word("idType", &text);
                None
            }
        }
    }

    fn agrees(&mut self, number: &CitizenId) {
        match self.cells.days.get("birth") {
            Some(Ok(day)) if *day == number.birth_date() => {}
            // Of a birth date people often write the month only: 1988.5.
            Some(Ok(day))
                if day.day() == 1
                    && day.first_of_month() == number.birth_date().first_of_month() => {}
            Some(Ok(_)) => self.say("birth", Fault::RelationDiffers),
            Some(Err(fault)) => self.say("birth", *fault),
            None => {}
        }
        if let Some(text) = self.text("sex") {
            let own = if number.sex() == Sex::Male { "MALE" } else { "FEMALE" };
            match words::find("sex", &text) {
                Some(code) if code == own => {}
                Some(_) => self.say("sex", Fault::RelationDiffers),
                None => self.unknown_word("sex", &text),
            }
        }
        let endless = self.text("idExpiry").is_some_and(|text| text.starts_with("长期"));
        match self.cells.days.get("idExpiry") {
            _ if endless => {}
            Some(Ok(day)) if *day >= self.door.today => {}
            Some(Ok(_)) => self.say("idExpiry", Fault::Expired),
            Some(Err(fault)) => self.say("idExpiry", *fault),
            None => {}
        }
    }

    fn mobile(&mut self) -> Option<Mobile> {
        let text = self.needed("mobile")?;
        match Mobile::parse(&text) {
            Ok(mobile) => Some(mobile),
            Err(why) => {
                let iot = matches!(why, InvalidMobile::Machine);
                self.say("mobile", if iot { Fault::MobileIot } else { Fault::MobileFormat });
                None
            }
        }
    }

    fn credit_code(&mut self) -> Option<CreditCode> {
        let text = self.text("creditCode")?;
        let code = CreditCode::parse(&text).ok();
        if code.is_none() {
            self.say("creditCode", Fault::CreditCode);
        }
        code
    }

    fn agreed(&mut self) -> Option<String> {
        let text = self.text("agreed")?;
        let code = words::find("agreed", &text);
        if code.is_none() {
            self.unknown_word("agreed", &text);
        }
        code.map(str::to_owned)
    }

    fn unknown_word(&mut self, column: &str, text: &str) {
        let nearest = words::nearest(column, text);
        self.faults.push(CellFault { nearest, ..CellFault::of(column, Fault::NotAWord) });
    }

    fn facts(&mut self) -> Facts {
        let mut facts = Facts::new();
        for column in &COLUMNS {
            if column.kind == ColumnKind::Own {
                continue;
            }
            let text =
                if column.required { self.needed(column.code) } else { self.text(column.code) };
            let Some(text) = text else { continue };
            if let Some(value) = self.fact(column.code, column.kind, &text) {
                facts.insert(column.code.to_owned(), value);
            }
        }
        facts
    }

    fn fact(&mut self, column: &'static str, kind: ColumnKind, text: &str) -> Option<String> {
        let (value, fault) = match kind {
            ColumnKind::Own => return None,
            ColumnKind::Word => match words::find(column, text) {
                Some(code) => (Some(code.to_owned()), Fault::NotAWord),
                None => {
                    self.unknown_word(column, text);
                    return None;
                }
            },
            ColumnKind::Flag => (flag(text), Fault::Flag),
            ColumnKind::Day => return self.day(column),
            ColumnKind::Year => (year(text, self.door.today), Fault::Year),
            ColumnKind::Text(most) => {
                let fits = text.chars().count() <= most;
                let plain = !text.chars().any(char::is_control);
                let fault = if plain { Fault::TooLong } else { Fault::Text };
                ((fits && plain).then(|| text.to_owned()), fault)
            }
        };
        if value.is_none() {
            self.say(column, fault);
        }
        value
    }

    fn day(&mut self, column: &'static str) -> Option<String> {
        match self.cells.days.get(column)? {
            Ok(day) if *day <= self.door.today => Some(day.to_string()),
            Ok(_) => {
                self.say(column, Fault::DateFuture);
                None
            }
            Err(fault) => {
                self.say(column, *fault);
                None
            }
        }
    }
}

fn flag(text: &str) -> Option<String> {
    match text {
        "是" | "1" | "√" | "有" => Some("1".to_owned()),
        "否" | "0" | "×" | "无" => Some("0".to_owned()),
        _ => None,
    }
}

/// A year; of a day or a month its year.
fn year(text: &str, today: Date) -> Option<String> {
    let digits: String = text.chars().take_while(char::is_ascii_digit).take(4).collect();
    let year: i16 = digits.parse().ok().filter(|_| digits.len() == 4)?;
    (1930..=today.year()).contains(&year).then_some(digits)
}

fn of_number(why: InvalidCitizenId) -> Fault {
    match why {
        InvalidCitizenId::OldForm => Fault::Id15,
        InvalidCitizenId::Length => Fault::IdLength,
        InvalidCitizenId::Characters => Fault::IdCharacters,
        InvalidCitizenId::Area => Fault::IdArea,
        InvalidCitizenId::Date | InvalidCitizenId::NotBornYet => Fault::IdDate,
        InvalidCitizenId::Check => Fault::IdChecksum,
        InvalidCitizenId::Synthetic => Fault::IdSynthetic,
    }
}

/// Says of each line that repeats another's document or mobile, which one. A mobile that is there
/// twice spoils both lines but the first: nobody knows whose it is, so a person looks.
pub fn mark_doubles(lines: &mut [Line]) {
    let mut documents: HashMap<(IdType, String), u32> = HashMap::new();
    let mut mobiles: HashMap<String, u32> = HashMap::new();
    for line in lines {
        let Some(row) = &line.row else { continue };
        let document = (row.id_type, row.number.expose().to_owned());
        let same_id = documents.get(&document).copied();
        let same_mobile = mobiles.get(row.mobile.expose()).copied();
        documents.entry(document).or_insert(line.line);
        mobiles.entry(row.mobile.expose().to_owned()).or_insert(line.line);
        let twice = |column, fault, of| CellFault { line: of, ..CellFault::of(column, fault) };
        if same_id.is_some() {
            line.faults.push(twice("idNumber", Fault::SameId, same_id));
        } else if same_mobile.is_some() {
            line.faults.push(twice("mobile", Fault::SameMobile, same_mobile));
        }
        if !line.faults.is_empty() {
            line.row = None;
        }
    }
}

#[cfg(test)]
#[path = "row_tests.rs"]
mod tests;

//! One line of a file as a row of a register, or everything that is wrong with it.
//!
//! Pure. Deliberately absent: whether the person is known, and to whom.

use crate::columns::title;
use api::payees::ProxyView;
use api::{FieldCode, Language};
use domain::citizen_id::{CitizenId, IdType};
use domain::division::{self, DivisionCode};
use domain::money::Fen;
use domain::payee::{
    Facts, HonourLevel, Household, Listed, ModelWorker, Register, Residence, WorkStatus,
};
use domain::run::PROVINCE_PART;
use jiff::civil::Date;
use sheet::SheetRow;
use step::finance::bank_accounts::{Entered, Typed};

/// A line that can be taken.
pub(crate) struct Taken {
    pub(crate) name: String,
    pub(crate) id_type: IdType,
    pub(crate) number: CitizenId,
    pub(crate) city: String,
    /// The county whose office keeps him, if the file says.
    pub(crate) county: Option<String>,
    pub(crate) unit: String,
    /// When somebody made sure of him, if the file says.
    pub(crate) checked: Option<Date>,
    pub(crate) facts: Facts,
    pub(crate) account: Option<Entered>,
    /// The paper on which he agreed that the account is used.
    pub(crate) consent: String,
}

/// What a line is read against.
#[derive(Clone, Copy)]
pub(crate) struct Door {
    pub(crate) register: Register,
    pub(crate) today: Date,
    pub(crate) synthetic: bool,
    pub(crate) language: Language,
}

/// Reads a line.
///
/// # Errors
/// Every fault as a sentence with the column's name.
pub(crate) fn read(row: &SheetRow, door: Door) -> Result<Taken, Vec<String>> {
    let mut line = Line { row, door, faults: Vec::new() };
    for fault in &row.faults {
        let text = fault.problem.text();
        line.say(fault.column, door.language.pick(&text.zh, &text.en));
    }
    let name = line.name();
    let number = line.number();
    let city = line.city();
    let county = city.as_deref().and_then(|city| line.county(city));
    let unit = line.needed("unit");
    let checked = line.checked();
    let facts = match door.register {
        Register::ModelWorker => line.model_worker(),
        Register::Hardship => line.household(),
        Register::Voucher => line.listed(),
    };
    let account = name.as_deref().and_then(|name| line.account(name));
    let consent = line.text("consent").unwrap_or_default();
    match (name, number, city, unit, facts, line.faults.is_empty()) {
        (Some(name), Some(number), Some(city), Some(unit), Some(facts), true) => Ok(Taken {
            id_type: match number.is_residence_permit() {
                true => IdType::HkMoTwPermit,
                false => IdType::IdCard,
            },
            name,
            number,
            city,
            county,
            unit,
            checked,
            facts,
            account,
            consent,
        }),
        _ => Err(line.faults),
    }
}

struct Line<'a> {
    row: &'a SheetRow,
    door: Door,
    faults: Vec<String>,
}

impl Line<'_> {
    fn say(&mut self, column: &str, text: &str) {
        let title = title(self.door.register, column);
        self.faults.push(format!("{title}:{text}"));
    }

    fn fault(&mut self, column: &str, code: FieldCode) {
        self.say(column, code.detail(self.door.language));
    }

    fn text(&self, column: &'static str) -> Option<String> {
        self.row.text(column).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    fn is_broken(&self, column: &'static str) -> bool {
        self.row.faults.iter().any(|fault| fault.column == column)
    }

    fn needed(&mut self, column: &'static str) -> Option<String> {
        let found = self.text(column);
        if found.is_none() && !self.is_broken(column) {
            self.fault(column, FieldCode::Required);
        }
        found
    }

    fn name(&mut self) -> Option<String> {
        let name = self.needed("name")?;
        let fits = |one: char| one == '·' || (one.is_alphabetic() && !one.is_ascii());
        if !(2..=30).contains(&name.chars().count()) {
            self.fault("name", FieldCode::NameLength);
            return None;
        }
        if !name.chars().all(fits) {
            self.fault("name", FieldCode::NameCharacters);
            return None;
        }
        Some(name)
    }

    fn number(&mut self) -> Option<CitizenId> {
        let text = self.needed("idNumber")?;
        let (today, synthetic) = (self.door.today, self.door.synthetic);
        let read = CitizenId::parse(&text).and_then(|number| {
            number.check_born(today)?;
            number.check_allowed(synthetic)?;
            Ok(number)
        });
        match read {
            Ok(number) => Some(number),
            Err(fault) => {
                let code = FieldCode::from_code(fault.code()).unwrap_or(FieldCode::WrongType);
                self.fault("idNumber", code);
                None
            }
        }
    }

    /// A city by name or by code; the province itself as 省直.
    fn city(&mut self) -> Option<String> {
        let text = self.needed("city")?;
        if text == PROVINCE_PART || text.starts_with("省直") || text.starts_with("省本级") {
            return Some(PROVINCE_PART.to_owned());
        }
        let top = DivisionCode::parse("21").ok()?;
        let cities = division::children(&top);
        let found = cities.iter().find(|city| {
            city.code.as_str() == text || city.name == text || city.name == format!("{text}市")
        });
        if found.is_none() {
            self.fault("city", FieldCode::DivisionUnknown);
        }
        found.map(|city| city.code.as_str().to_owned())
    }

    fn county(&mut self, city: &str) -> Option<String> {
        let text = self.text("county")?;
        let below = DivisionCode::parse(city).map(|city| division::children(&city));
        let found = below.unwrap_or_default().into_iter().find(|county| {
            county.code.as_str() == text
                || county.name == text
                || ["区", "县", "市"].iter().any(|end| county.name == format!("{text}{end}"))
        });
        if found.is_none() {
            self.fault("county", FieldCode::DivisionUnknown);
        }
        found.map(|county| county.code.as_str().to_owned())
    }

    fn checked(&mut self) -> Option<Date> {
        let day = self.date("checked")?;
        if day > self.door.today {
            self.fault("checked", FieldCode::DateInFuture);
            return None;
        }
        Some(day)
    }

    fn date(&mut self, column: &'static str) -> Option<Date> {
        match self.row.date(column) {
            Ok(day) => day,
            Err(fault) => {
                let text = fault.problem.text();
                self.say(column, self.door.language.pick(&text.zh, &text.en));
                None
            }
        }
    }

    fn fen(&mut self, column: &'static str) -> Option<Fen> {
        match self.row.fen(column) {
            Ok(fen) => fen,
            Err(fault) => {
                let text = fault.problem.text();
                self.say(column, self.door.language.pick(&text.zh, &text.en));
                None
            }
        }
    }

    fn needed_fen(&mut self, column: &'static str) -> Option<Fen> {
        self.needed(column)?;
        self.fen(column)
    }

    fn flag(&mut self, column: &'static str) -> bool {
        match self.text(column).as_deref() {
            None | Some("否" | "无" | "0") => false,
            Some("是" | "有" | "1" | "√") => true,
            Some(_) => {
                self.fault(column, FieldCode::NotOneOf);
                false
            }
        }
    }

    fn word<T: Copy>(&mut self, column: &'static str, words: &[(&str, T)]) -> Option<T> {
        let text = self.needed(column)?;
        let found = words.iter().find(|(word, _)| text.starts_with(word)).map(|(_, value)| *value);
        if found.is_none() {
            self.fault(column, FieldCode::NotOneOf);
        }
        found
    }

    fn count<T: std::str::FromStr + PartialOrd + Copy>(
        &mut self,
        column: &'static str,
        (least, most): (T, T),
    ) -> Option<T> {
        let text = self.needed(column)?;
        let plain = text.trim_end_matches(['年', '人', '口']);
        let found = plain.parse::<T>().ok().filter(|number| *number >= least && *number <= most);
        if found.is_none() {
            self.fault(column, FieldCode::OutOfRange);
        }
        found
    }

    fn model_worker(&mut self) -> Option<Facts> {
        let title = self.needed("title");
        let level = self.word(
            "level",
            &[
                ("全国", HonourLevel::National),
                ("国家", HonourLevel::National),
                ("省", HonourLevel::Province),
                ("市", HonourLevel::City),
            ],
        );
        let awarded = self.count("awarded", (1949, self.door.today.year()));
        let work = self.word(
            "work",
            &[
                ("在岗", WorkStatus::OnJob),
                ("在职", WorkStatus::OnJob),
                ("退休", WorkStatus::Retired),
                ("离退休", WorkStatus::Retired),
                ("农民", WorkStatus::Farmer),
                ("其他", WorkStatus::Other),
            ],
        );
        let monthly_income = self.fen("income");
        let self_paid_medical = self.fen("medical");
        let family_hardship = self.flag("family");
        let widowed_spouse = self.flag("widowed");
        let no_fixed_income = self.flag("fixed");
        Some(Facts::ModelWorker(ModelWorker {
            title: title?,
            level: level?,
            awarded_year: awarded?,
            work: work?,
            monthly_income,
            family_hardship,
            self_paid_medical,
            widowed_spouse,
            no_fixed_income,
        }))
    }

    fn household(&mut self) -> Option<Facts> {
        let number = self.needed("file");
        let year = self.count("year", (2015, self.door.today.year()));
        let income = self.needed_fen("income");
        let rigid = self.needed_fen("rigid");
        let people = self.count("people", (1, 30));
        let accident_loss = self.fen("loss");
        let accident = self.flag("accident");
        let residence = self.word(
            "residence",
            &[("城", Residence::Urban), ("农村", Residence::Rural), ("乡村", Residence::Rural)],
        );
        let migrant = self.flag("migrant");
        Some(Facts::Hardship(Household {
            number: number?,
            year: year?,
            income: income?,
            rigid: rigid?,
            people: people?,
            accident_loss,
            accident,
            residence: residence?,
            migrant,
        }))
    }

    fn listed(&mut self) -> Option<Facts> {
        let benefit = self.needed("benefit");
        let period = self.needed("period");
        let (benefit, period) = (benefit?, period?);
        let Some(known) = domain::benefit::find(&benefit) else {
            self.fault("benefit", FieldCode::BenefitUnknown);
            return None;
        };
        if !known.period.accepts(&period) {
            self.fault("period", FieldCode::PeriodFormat);
            return None;
        }
        Some(Facts::Voucher(Listed { benefit, period }))
    }

    /// The account, if the line has a number.
    fn account(&mut self, name: &str) -> Option<Entered> {
        let number = self.text("number")?;
        let holder = self.text("holder").unwrap_or_else(|| name.to_owned());
        let bank = self.text("bank").unwrap_or_default();
        let clearing = self.text("clearing");
        let proxy = match (self.text("relation"), self.text("paper")) {
            (None, None) => None,
            (relation, document) => Some(ProxyView {
                relation: relation.unwrap_or_default(),
                document: document.unwrap_or_default(),
            }),
        };
        if self.text("consent").is_none() {
            self.fault("consent", FieldCode::ConsentMissing);
        }
        let typed = Typed {
            holder: &holder,
            bank: &bank,
            number: &number,
            clearing: clearing.as_deref(),
            proxy: proxy.as_ref(),
        };
        match Entered::check(&typed, name, self.door.synthetic) {
            Ok(entered) => Some(entered),
            Err(faults) => {
                for (pointer, code) in faults {
                    let column = match pointer {
                        "/proxy" => "paper",
                        other => other.trim_start_matches('/'),
                    };
                    self.fault(column, code);
                }
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::columns::readable;
    use jiff::civil::date;

    fn faults(csv: &str) -> Vec<String> {
        let columns = readable(Register::ModelWorker);
        let table = sheet::read(csv.as_bytes(), &columns).unwrap();
        let door = Door {
            register: Register::ModelWorker,
            today: date(2026, 11, 22),
            synthetic: true,
            language: Language::Zh,
        };
        read(&table.rows[0], door).err().unwrap_or_default()
    }

    #[test]
    fn a_line_is_taken_or_every_fault_names_its_column() {
        let head = "姓名,身份证号,市,单位,荣誉称号,荣誉级别,授予年份,工作状态,月均收入,收款账号,开户行,同意书\n";
        #[rustfmt::skip]
        let rows = [
            // why                      line                                                                                          columns at fault
            ("whole, without account",  "王小合,219901198805120018,沈阳,示范厂,省劳模,省部级,2012,退休,2800,,,",                      vec![]),
            ("with an account",         "王小合,219901198805120018,2101,示范厂,省劳模,省级,2012,在岗,,TESTCARD-0000-0001,工商银行,确认书", vec![]),
            ("an account, no consent",  "王小合,219901198805120018,沈阳市,示范厂,省劳模,省级,2012,在岗,,TESTCARD-0000-0001,工商银行,", vec!["账户使用同意书"]),
            ("a wrong check digit",     "王小合,219901198805120019,沈阳市,示范厂,省劳模,省级,2012,在岗,,,,",                          vec!["身份证号"]),
            ("an unknown city",         "王小合,219901198805120018,北京,示范厂,省劳模,省级,2012,在岗,,,,",                            vec!["发放地市"]),
            ("several at once",         "王,219901198805120018,沈阳市,,省劳模,县级,1900,闲,,,,",                                      vec!["姓名", "单位", "荣誉级别", "授予年份", "工作状态"]),
        ];
        for (why, line, wanted) in rows {
            let found = faults(&format!("{head}{line}\n"));
            let mut columns: Vec<&str> =
                found.iter().filter_map(|text| text.split(':').next()).collect();
            columns.dedup();
            assert_eq!(columns, wanted, "{why}: {found:?}");
        }
    }
}

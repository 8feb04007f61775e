//! The columns of a roster, by the names that people give them; a template; and one line of it.

use crate::desk::faulty;
use api::files::FileView;
use api::{FieldCode, Language};
use base64::Engine;
use domain::authority::{Action, MATRIX};
use domain::batch::NewRow;
use domain::calendar::shanghai_date;
use domain::citizen_id::{CitizenId, IdType};
use domain::credit_code::CreditCode;
use domain::form::EmployerName;
use domain::mobile::Mobile;
use domain::occupation::OccupationGroup;
use jiff::civil::Date;
use sheet::{Cell, Column, Heading, Sheet, SheetRow, write_xlsx};
use step::{Answer, Call, Fault, Kit, Reply, StepError};

/// The media type of a workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A column: its code, its names (the first is the template's), whether it is needed, an example.
type Row = (&'static str, &'static [&'static str], bool, &'static str);

#[rustfmt::skip]
const COLUMNS: [Row; 6] = [
    ("name",       &["姓名"],                                       true,  "王小合"),
    ("idNumber",   &["身份证号", "公民身份号码", "证件号码"],       true,  "219901198805120018"),
    ("mobile",     &["手机号", "手机号码", "联系电话", "电话"],     true,  "15400000001"),
    ("group",      &["群体", "职业群体", "职业", "从业类别"],       true,  "快递员"),
    ("employer",   &["单位", "工作单位", "单位名称", "所属企业"],   false, "示范快递有限公司"),
    ("creditCode", &["统一社会信用代码", "信用代码"],               false, ""),
];

/// The same as a file is read by.
pub(crate) fn readable() -> Vec<Column> {
    COLUMNS.into_iter().map(|(code, names, required, _)| Column { code, names, required }).collect()
}

/// What a column is called.
pub(crate) fn title(code: &str) -> &'static str {
    let found = COLUMNS.iter().find(|(one, ..)| *one == code);
    found.and_then(|(_, names, ..)| names.first().copied()).unwrap_or_default()
}

/// `GET /v1/batches/template`.
pub(crate) async fn template(kit: &Kit, call: &Call) -> Answer {
    let caller = kit.store().get_account(call.caller()?).await?.caller;
    let today = shanghai_date(call.now);
    let gathers =
        |role| MATRIX.iter().any(|(who, what, _)| *who == role && *what == Action::Gather);
    let own = caller.grants.iter().filter(|one| one.is_valid_on(today)).map(|one| one.role);
    let lent = caller.stand_ins.iter().filter(|one| one.is_valid_on(today)).map(|one| one.role);
    if !own.chain(lent).any(gathers) {
        return Err(api::ProblemCode::Forbidden.into());
    }
    let heading = |names: &[&str], required: bool| Heading {
        title: format!(
            "{}{}",
            names.first().copied().unwrap_or_default(),
            if required { "*" } else { "" }
        ),
        width: 22,
    };
    let sheet = Sheet {
        name: "名单".to_owned(),
        columns: COLUMNS.iter().map(|(_, names, required, _)| heading(names, *required)).collect(),
        rows: vec![COLUMNS.iter().map(|(.., example)| Cell::Text((*example).to_owned())).collect()],
    };
    let bytes = write_xlsx(&[sheet]).map_err(|_| StepError::broken("a template"))?;
    Reply::json(200, &file("集中入会名单-模板.xlsx".to_owned(), &bytes))
}

/// A workbook inside an answer.
pub(crate) fn file(name: String, bytes: &[u8]) -> FileView {
    let content = base64::engine::general_purpose::STANDARD.encode(bytes);
    FileView { name, media_type: XLSX.to_owned(), content }
}

/// The bytes of a file in base64.
pub(crate) fn decoded(content: &str, call: &Call) -> Result<Vec<u8>, Fault> {
    base64::engine::general_purpose::STANDARD
        .decode(content.trim())
        .map_err(|_| faulty(call, "/content", FieldCode::NotBase64))
}

/// What somebody wrote about one person, in a file or a form.
#[derive(Clone, Copy, Default)]
pub(crate) struct Written<'a> {
    pub(crate) name: &'a str,
    pub(crate) id_number: &'a str,
    pub(crate) mobile: &'a str,
    pub(crate) group: &'a str,
    pub(crate) employer: &'a str,
    pub(crate) credit_code: &'a str,
}

impl<'a> Written<'a> {
    /// The cells of a line.
    pub(crate) fn of_line(row: &'a SheetRow) -> Written<'a> {
        let text = |column| row.text(column).map_or("", str::trim);
        Written {
            name: text("name"),
            id_number: text("idNumber"),
            mobile: text("mobile"),
            group: text("group"),
            employer: text("employer"),
            credit_code: text("creditCode"),
        }
    }

    /// The person, or every fault with the field it is in.
    pub(crate) fn read(
        &self,
        today: Date,
        synthetic: bool,
    ) -> Result<NewRow, Vec<(&'static str, FieldCode)>> {
        let mut faults = Vec::new();
        let name = name(self.name).map_err(|code| faults.push(("name", code))).ok();
        let id_number = id_number(self.id_number, today, synthetic)
            .map_err(|code| faults.push(("idNumber", code)))
            .ok();
        let mobile = Mobile::parse(self.mobile)
            .map_err(|fault| faults.push(("mobile", named(self.mobile, fault.code()))))
            .ok();
        let group = group(self.group).map_err(|code| faults.push(("group", code))).ok();
        let employer = self.employer().map_err(|fault| faults.push(fault)).ok();
        match (name, id_number, mobile, group, employer) {
            (Some(name), Some(id_number), Some(mobile), Some(group), Some(employer)) => {
                Ok(NewRow {
                    name,
                    id_type: match id_number.is_residence_permit() {
                        true => IdType::HkMoTwPermit,
                        false => IdType::IdCard,
                    },
                    id_number,
                    mobile,
                    group,
                    employer,
                })
            }
            _ => Err(faults),
        }
    }

    fn employer(&self) -> Result<Option<EmployerName>, (&'static str, FieldCode)> {
        let name = self.employer.trim();
        if !name.is_empty() && !(2..=60).contains(&name.chars().count()) {
            return Err(("employer", FieldCode::EmployerNameLength));
        }
        let code = self.credit_code.trim();
        let credit_code = match code {
            "" => None,
            code => Some(
                CreditCode::parse(code)
                    .map_err(|fault| ("creditCode", named(code, fault.code())))?,
            ),
        };
        let name = (!name.is_empty()).then(|| name.to_owned());
        let any = name.is_some() || credit_code.is_some();
        Ok(any.then_some(EmployerName { credit_code, name }))
    }
}

/// The fault of this code; an empty field is missing.
fn named(text: &str, code: &str) -> FieldCode {
    if text.trim().is_empty() {
        return FieldCode::Required;
    }
    FieldCode::ALL.iter().copied().find(|one| one.as_str() == code).unwrap_or(FieldCode::Required)
}

fn name(text: &str) -> Result<String, FieldCode> {
    let text = text.trim();
    let fits = |one: char| one == '·' || (one.is_alphabetic() && !one.is_ascii());
    if text.is_empty() {
        Err(FieldCode::Required)
    } else if !(2..=30).contains(&text.chars().count()) {
        Err(FieldCode::NameLength)
    } else if !text.chars().all(fits) {
        Err(FieldCode::NameCharacters)
    } else {
        Ok(text.to_owned())
    }
}

fn id_number(text: &str, today: Date, synthetic: bool) -> Result<CitizenId, FieldCode> {
    let number = CitizenId::parse(text).map_err(|fault| named(text, fault.code()))?;
    number.check_born(today).map_err(|_| FieldCode::IdNumberDate)?;
    number.check_allowed(synthetic).map_err(|_| FieldCode::IdNumberSynthetic)?;
    Ok(number)
}

/// A group by its code or its Chinese or English name.
fn group(text: &str) -> Result<OccupationGroup, FieldCode> {
    let text = text.trim();
    if text.is_empty() {
        return Err(FieldCode::Required);
    }
    let found = OccupationGroup::ALL.into_iter().find(|group| {
        group.as_str() == text || group.zh() == text || group.en().eq_ignore_ascii_case(text)
    });
    found.ok_or(FieldCode::GroupUnknown)
}

/// A fault of a line as a sentence with the column's name.
pub(crate) fn said(column: &str, code: FieldCode, language: Language) -> String {
    format!("{}:{}", title(column), code.detail(language))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_line_is_taken_or_every_fault_names_its_column() {
        let head = "姓名,身份证号,手机号,群体,单位\n";
        #[rustfmt::skip]
        let rows = [
            // why                    line                                                    columns at fault
            ("whole",                 "王小合,219901198805120018,15400000001,快递员,示范快递", vec![]),
            ("by the group's code",   "王小合,219901198805120018,15400000001,COURIER,",        vec![]),
            ("a wrong check digit",   "王小合,219901198805120019,15400000001,快递员,",         vec!["idNumber"]),
            ("no mobile",             "王小合,219901198805120018,,快递员,",                    vec!["mobile"]),
            ("nothing is right",      "王,2199,1540,宇航员,某",                                vec!["name", "idNumber", "mobile", "group", "employer"]),
        ];
        for (why, line, wanted) in rows {
            let table = sheet::read(format!("{head}{line}\n").as_bytes(), &readable()).unwrap();
            let read = Written::of_line(&table.rows[0]).read(date(2026, 6, 1), true);
            let got: Vec<&str> =
                read.err().unwrap_or_default().into_iter().map(|(column, _)| column).collect();
            assert_eq!(got, wanted, "{why}");
        }
    }
}

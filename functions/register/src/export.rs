//! `POST /v1/members/exports`: the real-name record in the 24 columns of the national shape, with its
//! codes, one part of a union at a time, so that memory is bounded. It shows numbers in full, so
//! each part is on record as a look, before the file leaves.

use crate::scope::Desk;
use api::members::{ExportFormat, ExportRequest, ExportView};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::authority::Action;
use domain::citizen_id::IdType;
use domain::membership::MemberRow;
use domain::person::Person;
use domain::union::Union;
use sheet::{Cell, Heading, Sheet, write_csv, write_xlsx};
use step::{Answer, Call, Kit, Reply, StepError, Vault, places, reveals};
use store::MemberRecord;

/// Members of a part: a file of about 100 KB.
const PART: i32 = 500;

/// The columns of the national shape, in its order.
pub(crate) const COLUMNS: [&str; 24] = [
    "用户名",
    "姓名",
    "性别",
    "出生日期",
    "民族",
    "证件类别",
    "证件号码",
    "证件有效期",
    "移动电话",
    "所属单位",
    "所属工会",
    "会员证号",
    "入会时间",
    "政治面貌",
    "学历",
    "技术等级",
    "就业状况",
    "户籍类型",
    "是否农民工",
    "是否劳务派遣",
    "八大群体类别",
    "会籍变化类型",
    "会籍变化日期",
    "会籍变化原因",
];

pub(crate) async fn export(kit: &Kit, call: &Call) -> Answer {
    let request: ExportRequest = call.read()?;
    let desk = Desk::open(kit, call).await?;
    let (union, acting) = desk.union(&request.union, Action::KeepMembers).await?;
    let page = kit.store().list_members(&union.id, PART, request.cursor).await?;
    let records = kit.store().list_member_records(&page.items).await?;
    let record = format!("export-{}", union.id.as_str());
    let fields = ["/idNumber".to_owned(), "/mobile".to_owned()];
    let role = acting.role.as_str();
    reveals::note(kit, call, &record, role, &fields, request.purpose.trim()).await?;
    let vault = kit.vault().await?;
    let rows =
        page.items.iter().zip(&records).map(|(row, record)| cells(row, record, &union, vault));
    let rows = rows.collect::<Result<Vec<_>, StepError>>()?;
    let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let columns = COLUMNS.map(|title| Heading { title: title.to_owned(), width: 16 }).to_vec();
    let mark = if kit.settings().allow_synthetic { "合成数据-" } else { "" };
    let name = format!("{mark}实名制会员-{}-{}", union.id.as_str(), desk.today);
    let sheet = Sheet { name: "会员".to_owned(), columns, rows };
    let (bytes, ending, media_type) = match request.format {
        ExportFormat::Csv => (write_csv(&sheet), "csv", "text/csv; charset=utf-8"),
        ExportFormat::Xlsx => {
            let bytes = write_xlsx(&[sheet]).map_err(|_| StepError::broken("a workbook"))?;
            let media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            (bytes, "xlsx", media)
        }
    };
    let view = ExportView {
        file_name: format!("{name}.{ending}"),
        media_type: media_type.to_owned(),
        content: STANDARD.encode(bytes),
        count,
        cursor: page.cursor,
    };
    Reply::json(200, &view)
}

fn text(value: impl Into<String>) -> Cell {
    Cell::Text(value.into())
}

/// A member's row. What nobody has given stays empty.
fn cells(
    row: &MemberRow,
    record: &MemberRecord,
    union: &Union,
    vault: &Vault,
) -> Result<Vec<Cell>, StepError> {
    let MemberRecord { person, standing, last, facts } = record;
    let Some(person) = person else { return Ok(vec![Cell::Empty; COLUMNS.len()]) };
    let number = vault.open_value(&places::person_id_number(&person.id), &person.id_sealed)?;
    let mobile = mobile(person, vault)?;
    let joined = standing.as_ref().and_then(|one| one.membership.as_ref()).map(|one| one.joined);
    let day = |day: Option<jiff::civil::Date>| day.map_or(Cell::Empty, Cell::Date);
    let code = |code: Option<u8>| code.map_or(Cell::Empty, |code| text(code.to_string()));
    let fact = |column: &str| {
        let said = facts.as_ref().and_then(|facts| facts.facts.get(column));
        said.map_or(Cell::Empty, |said| text(said.clone()))
    };
    Ok(vec![
        text(row.number.clone()),
        text(person.name.clone()),
        text(person.sex.code().to_string()),
        Cell::Date(person.birth),
        fact("ethnicity"),
        text(document(person.id_type)),
        text(number),
        fact("idExpiry"),
        text(mobile),
        fact("employer"),
        text(union.name.clone()),
        text(row.number.clone()),
        day(joined),
        fact("politics"),
        fact("education"),
        fact("skill"),
        fact("employment"),
        fact("household"),
        fact("migrant"),
        fact("dispatched"),
        fact("group"),
        code(last.as_ref().map(|event| event.kind.code())),
        day(last.as_ref().map(|event| event.on)),
        code(last.as_ref().and_then(|event| event.reason).map(|reason| reason.code())),
    ])
}

fn mobile(person: &Person, vault: &Vault) -> Result<String, StepError> {
    match &person.mobile_sealed {
        Some(sealed) => vault.open_value(&places::person_mobile(&person.id), sealed),
        None => Ok(String::new()),
    }
}

/// The document's kind as the national dictionary names it.
fn document(id_type: IdType) -> &'static str {
    match id_type {
        IdType::IdCard => "身份证",
        IdType::HkMoTwPermit => "港澳台居民居住证",
        IdType::Passport => "护照",
        IdType::Officer => "军官证",
        IdType::HmTravel => "港澳居民来往内地通行证",
        IdType::TwTravel => "台湾居民来往大陆通行证",
    }
}

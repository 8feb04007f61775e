//! The template: the columns, one invented line, and the words that can stand in each.

use crate::desk::Desk;
use api::ProblemCode;
use api::files::FileView;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::authority::{Action, MATRIX};
use domain::roster::columns::{COLUMNS, ColumnKind, RosterColumn};
use domain::roster::words;
use sheet::{Cell, Heading, Sheet, write_xlsx};
use step::{Answer, Call, Kit, Reply, StepError};

/// The media type of a workbook.
pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub(crate) async fn get(kit: &Kit, call: &Call) -> Answer {
    let desk = Desk::open(kit, call).await?;
    let keeps =
        |role| MATRIX.iter().any(|(who, what, _)| *who == role && *what == Action::DecideCheck);
    let own =
        desk.caller.grants.iter().filter(|one| one.is_valid_on(desk.today)).map(|one| one.role);
    let lent =
        desk.caller.stand_ins.iter().filter(|one| one.is_valid_on(desk.today)).map(|one| one.role);
    if !own.chain(lent).any(keeps) {
        return Err(ProblemCode::Forbidden.into());
    }
    let bytes = write_xlsx(&[roster(), dictionary()]);
    let bytes = bytes.map_err(|_| StepError::broken("the template"))?;
    let content = STANDARD.encode(bytes);
    let name = "花名册模板.xlsx".to_owned();
    Reply::json(200, &FileView { name, media_type: XLSX.to_owned(), content })
}

fn roster() -> Sheet {
    let star = |column: &RosterColumn| if column.required { "*" } else { "" };
    let heading = |column: &RosterColumn| Heading {
        title: format!("{}{}", column.zh, star(column)),
        width: if column.code == "idNumber" || column.code == "creditCode" { 24 } else { 14 },
    };
    let cell = |column: &RosterColumn| Cell::Text(example(column.code).to_owned());
    Sheet {
        name: "花名册".to_owned(),
        columns: COLUMNS.iter().map(heading).collect(),
        rows: vec![COLUMNS.iter().map(cell).collect()],
    }
}

/// An invented line: a number of a place of nobody, a mobile of no allocation.
fn example(code: &str) -> &'static str {
    match code {
        "name" => "王小合(示例,请删除本行)",
        "sex" => "男",
        "birth" => "1988-05-12",
        "ethnicity" => "汉族",
        "idType" => "居民身份证",
        "idNumber" => "219901198805120018",
        "idExpiry" => "长期",
        "mobile" => "15400000001",
        "employer" => "沈阳合成一号机械有限公司",
        "joined" => "2020-08-31",
        "politics" => "群众",
        "education" => "大学专科",
        "employment" => "在岗",
        "migrant" | "dispatched" => "否",
        "workSince" => "2010",
        "agreed" => "纸质",
        _ => "",
    }
}

fn dictionary() -> Sheet {
    let columns: Vec<&RosterColumn> = COLUMNS
        .iter()
        .filter(|one| {
            one.kind == ColumnKind::Word || ["agreed", "idType", "sex"].contains(&one.code)
        })
        .collect();
    let words: Vec<Vec<&str>> = columns
        .iter()
        .map(|column| words::all(column.code).into_iter().map(|(_, word)| word).collect())
        .collect();
    let longest = words.iter().map(Vec::len).max().unwrap_or_default();
    let at = |row: usize| {
        let cell = |words: &Vec<&str>| match words.get(row) {
            Some(word) => Cell::Text((*word).to_owned()),
            None => Cell::Empty,
        };
        words.iter().map(cell).collect()
    };
    Sheet {
        name: "可以填的词".to_owned(),
        columns: columns
            .iter()
            .map(|one| Heading { title: one.zh.to_owned(), width: 16 })
            .collect(),
        rows: (0..longest).map(at).collect(),
    }
}

//! `GET …/export`: a workbook with the rows and columns that the screen shows with the same filter.

use crate::lines::Desk;
use api::files::FileView;
use api::lines::{ExcludedView, LineFilter, LineView};
use api::request::LineQuery;
use api::{Language, ProblemCode};
use base64::Engine;
use domain::money::Fen;
use sheet::{Cell, Heading, Sheet, write_csv, write_xlsx};
use step::finance::counter::{Counter, Seen};
use step::finance::roll_view::excluded;
use step::runs::{self, roll};
use step::{Answer, Call, Fault, Kit, Reply, StepError};

/// The most lines of a workbook.
const MOST: usize = 20_000;

/// The media type of a workbook.
pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The columns of lines: Chinese, English, width.
const LINES: &[(&str, &str, u16)] = &[
    ("序号", "No.", 8),
    ("姓名", "Name", 10),
    ("证件号码", "ID number", 22),
    ("单位", "Unit", 28),
    ("发放项", "Payment", 22),
    ("金额(元)", "Amount (yuan)", 14),
    ("计算依据", "How it is computed", 46),
    ("依据文件", "Documents", 30),
    ("开户行", "Bank", 26),
    ("账号末四位", "Account ends in", 12),
    ("状态", "State", 16),
    ("说明", "Note", 40),
    ("参考号", "Reference", 30),
];

/// The columns of those who get nothing.
const EXCLUDED: &[(&str, &str, u16)] = &[
    ("姓名", "Name", 10),
    ("证件号码", "ID number", 22),
    ("单位", "Unit", 28),
    ("发放项", "Payment", 22),
    ("代码", "Code", 8),
    ("原因", "Reason", 46),
    ("怎么办", "What to do", 46),
];

pub(crate) async fn export(kit: &Kit, call: &Call) -> Answer {
    let query = LineQuery::read(&call.query, call.language)?;
    let counter = Counter::open(kit, call).await?;
    let seen = counter.part().await?;
    let (rows, columns) = match query.filter {
        LineFilter::Excluded => (left_out(kit, call, &seen).await?, EXCLUDED),
        filter => {
            let desk = Desk::open(&counter, &seen).await?;
            (on_roll(&desk, filter).await?, LINES)
        }
    };
    let sheet = Sheet {
        name: format!("{}-{}", seen.part.run_number, seen.part.part),
        columns: columns
            .iter()
            .map(|(zh, en, width)| Heading {
                title: call.language.pick(zh, en).to_owned(),
                width: *width,
            })
            .collect(),
        rows,
    };
    Reply::json(200, &file(sheet, query.csv, kit.settings().allow_synthetic, call)?)
}

async fn on_roll(desk: &Desk<'_>, filter: LineFilter) -> Result<Vec<Vec<Cell>>, Fault> {
    let mut rows = Vec::new();
    let mut from = Some(1);
    while let Some(no) = from {
        let (lines, next) = desk.page(filter, no, 1_000).await?;
        rows.extend(lines.iter().map(row));
        if rows.len() > MOST {
            return Err(ProblemCode::FileTooLarge.into());
        }
        from = next;
    }
    Ok(rows)
}

async fn left_out(kit: &Kit, call: &Call, seen: &Seen) -> Result<Vec<Vec<Cell>>, Fault> {
    let part = &seen.part;
    let benefit = runs::benefit(&part.benefit)?;
    let pages = roll::index(kit, part).await?.map_or(0, |index| index.excluded_pages);
    let mut rows = Vec::new();
    for page in 1..=pages {
        for one in roll::excluded(kit, part, page).await? {
            rows.push(excluded_row(&excluded(benefit, &one, call.language)));
        }
        if rows.len() > MOST {
            return Err(ProblemCode::FileTooLarge.into());
        }
    }
    Ok(rows)
}

fn text(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

fn row(line: &LineView) -> Vec<Cell> {
    let of_case = line.case.as_ref().and_then(|case| case.reasons.last());
    let note = match (of_case, &line.hold) {
        (Some(reason), _) => reason.text.clone(),
        (None, Some(hold)) if hold.end.is_none() => format!("{}:{}", hold.kind_text, hold.reason),
        _ => line.flags.join(" "),
    };
    vec![
        Cell::Text(format!("{}-{}", line.batch, line.line)),
        text(&line.name),
        text(&line.id_masked),
        text(&line.unit),
        text(&line.kind_title),
        Cell::Fen(Fen::new(line.amount_fen)),
        text(&line.formula),
        text(&line.sources.join(";")),
        text(&line.bank),
        text(&line.last4),
        text(&line.state_text),
        text(&note),
        text(line.reference.as_deref().unwrap_or_default()),
    ]
}

fn excluded_row(one: &ExcludedView) -> Vec<Cell> {
    vec![
        text(&one.name),
        text(&one.id_masked),
        text(&one.unit),
        text(one.kind_title.as_deref().unwrap_or_default()),
        text(&one.code),
        text(&one.text),
        text(&one.next),
    ]
}

/// The file; one that was made of invented data says so in its name.
fn file(sheet: Sheet, csv: bool, synthetic: bool, call: &Call) -> Result<FileView, Fault> {
    let mark = match (synthetic, call.language) {
        (true, Language::Zh) => "(合成数据)",
        (true, Language::En) => " (invented data)",
        (false, _) => "",
    };
    let name = format!("{}{mark}", sheet.name);
    let (bytes, kind, end) = if csv {
        (write_csv(&sheet), "text/csv", "csv")
    } else {
        let bytes = write_xlsx(&[sheet]).map_err(|_| StepError::broken("a workbook"))?;
        (bytes, XLSX, "xlsx")
    };
    Ok(FileView {
        name: format!("{name}.{end}"),
        media_type: kind.to_owned(),
        content: base64::engine::general_purpose::STANDARD.encode(bytes),
    })
}

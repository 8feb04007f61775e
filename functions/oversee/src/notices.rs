//! Public notices, for everybody, as long as they run.
//!
//! Aid shows the first character of a name; where a unit has fewer than five lines on the roll,
//! neither unit nor kind nor amount, as one could guess who it is. Honours are in full.

use crate::benefits::notice_kind;
use crate::lines::page;
use api::notices::{NoticeItem, NoticeLine, NoticeList, NoticeView};
use api::request::cursor;
use api::{Language, ProblemCode};
use domain::benefit::{Benefit, NoticeKind};
use domain::calendar::shanghai_date;
use domain::id::RunId;
use domain::run::part::{Part, State};
use domain::run::roll::{Line, RollBatch};
use domain::union::Union;
use std::collections::HashMap;
use step::finance::part_words::place;
use step::finance::roll_view::{kind_title, read_batch};
use step::runs::{self, roll};
use step::view::pick;
use step::{Answer, Call, Fault, Kit, Reply};

/// For how long anybody may keep an answer.
const KEPT_S: u32 = 60;

/// Runs that are looked through.
const RUNS: u32 = 50;

/// The most notices of a list.
const MOST: usize = 100;

/// Fewer lines of a unit tell too much.
const FEW: u32 = 5;

/// The most batches whose units are counted.
const COUNTED: usize = 200;

pub(crate) async fn list(kit: &Kit, call: &Call) -> Answer {
    let mut items = Vec::new();
    let page = kit.store().list_runs(None, RUNS).await?;
    let early = |state| state <= State::Posted;
    for run in page.items.iter().filter(|run| early(run.state)) {
        let benefit = runs::benefit(&run.benefit)?;
        let Some(kind) = benefit.notice.as_ref().map(|notice| notice.kind) else { continue };
        for part in kit.store().list_parts(run).await? {
            if runs_today(&part, call) && items.len() < MOST {
                items.push(item(kit, call, &part, benefit, kind).await?);
            }
        }
    }
    Ok(Reply::json(200, &NoticeList { items })?.cached(KEPT_S))
}

fn runs_today(part: &Part, call: &Call) -> bool {
    let today = shanghai_date(call.now);
    let on = part.notice.is_some_and(|notice| notice.from <= today && today <= notice.to);
    on && part.state >= State::Posted && part.state != State::Cancelled
}

async fn item(
    kit: &Kit,
    call: &Call,
    part: &Part,
    benefit: &Benefit,
    kind: NoticeKind,
) -> Result<NoticeItem, Fault> {
    let language = call.language;
    let union = kit.store().get_union(&part.union).await?;
    let days = part.notice.ok_or(ProblemCode::NotFound)?;
    let title = pick(language, &benefit.title);
    Ok(NoticeItem {
        run: part.run.as_str().to_owned(),
        part: part.part.clone(),
        title: match language {
            Language::Zh => format!("{title}({})", part.period),
            Language::En => format!("{title} ({})", part.period),
        },
        place: place(&part.part, language),
        kind: notice_kind(kind),
        from_on: days.from.to_string(),
        to_on: days.to.to_string(),
        count: part.roll.as_ref().map_or(0, |roll| roll.count),
        objection: objection(union.as_ref(), language),
        synthetic: kit.settings().allow_synthetic,
    })
}

fn objection(union: Option<&Union>, language: Language) -> String {
    let name = union.map(|union| union.name.as_str()).unwrap_or_default();
    let phone = union.and_then(|union| union.phone.as_deref());
    match (language, phone) {
        (Language::Zh, Some(phone)) => {
            format!("如有异议,请在公示期内实名向{name}提出,电话{phone}。")
        }
        (Language::Zh, None) => format!("如有异议,请在公示期内实名向{name}提出。"),
        (Language::En, Some(phone)) => {
            format!("Objections, with your real name, to {name}, telephone {phone}.")
        }
        (Language::En, None) => format!("Objections, with your real name, to {name}."),
    }
}

pub(crate) async fn show(kit: &Kit, call: &Call) -> Answer {
    let cursor = cursor(&call.query, call.language)?;
    let no = page(cursor.as_deref(), call)?;
    let run = RunId::parse(call.param("run")).map_err(|_| ProblemCode::NotFound)?;
    let part = kit.store().get_part(&run, call.param("part")).await?;
    let part = part.filter(|part| runs_today(part, call)).ok_or(ProblemCode::NotFound)?;
    let benefit = runs::benefit(&part.benefit)?;
    let kind = benefit.notice.as_ref().ok_or(ProblemCode::NotFound)?.kind;
    let index = roll::index(kit, &part).await?.ok_or(ProblemCode::NotFound)?;
    let batch = read_batch(kit, &part, &index, no).await?.ok_or(ProblemCode::NotFound)?;
    let mut units: HashMap<String, u32> = HashMap::new();
    if kind == NoticeKind::Aid {
        for mark in index.batches.iter().take(COUNTED) {
            if let Some(one) = roll::batch(kit, &part, mark).await? {
                count(&mut units, &one);
            }
        }
    }
    let lines = batch.lines.iter();
    let shown = lines.map(|line| shown(no, line, kind, &units, benefit, call.language));
    let more = index.batches.iter().any(|mark| mark.no > no);
    let view = NoticeView {
        item: item(kit, call, &part, benefit, kind).await?,
        lines: shown.collect(),
        cursor: more.then(|| no.saturating_add(1).to_string()),
    };
    Ok(Reply::json(200, &view)?.cached(KEPT_S))
}

fn count(units: &mut HashMap<String, u32>, batch: &RollBatch) {
    for line in &batch.lines {
        let count = units.entry(line.unit.clone()).or_default();
        *count = count.saturating_add(1);
    }
}

fn shown(
    batch: u32,
    line: &Line,
    kind: NoticeKind,
    units: &HashMap<String, u32>,
    benefit: &Benefit,
    language: Language,
) -> NoticeLine {
    let reference = format!("{batch}-{}", line.no);
    let title = kind_title(benefit, &line.kind, language);
    let few = units.get(&line.unit).is_none_or(|count| *count < FEW);
    match kind {
        NoticeKind::Honour => NoticeLine {
            reference,
            name: line.name.clone(),
            unit: Some(line.unit.clone()),
            kind_title: Some(title),
            amount_fen: Some(line.fen.fen()),
        },
        NoticeKind::Aid => NoticeLine {
            reference,
            name: surname(&line.name),
            unit: None,
            kind_title: (!few).then_some(title),
            amount_fen: (!few).then(|| line.fen.fen()),
        },
    }
}

/// The first character, and a wide star for whatever follows: not even the length is told.
fn surname(name: &str) -> String {
    name.chars().next().map(|first| format!("{first}＊")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::benefit::{Basis, newest};
    use domain::id::PersonId;
    use domain::money::Fen;

    fn line(name: &str, unit: &str) -> Line {
        let benefit = newest().next().unwrap();
        Line {
            no: 7,
            person: PersonId::from_parts(1, 1),
            name: name.into(),
            id_masked: String::new(),
            unit: unit.into(),
            kind: benefit.kinds[0].code.clone(),
            fen: Fen::new(300_000),
            account: String::new(),
            last4: String::new(),
            bank: String::new(),
            basis: Basis {
                benefit: benefit.reference(),
                inputs: Default::default(),
                formula: benefit.title.clone(),
                sources: Vec::new(),
                example: true,
                evidence: Vec::new(),
            },
            group: None,
            flags: Vec::new(),
        }
    }

    #[test]
    fn aid_tells_no_more_than_a_surname_where_one_could_guess() {
        let benefit = newest().next().unwrap();
        let units = HashMap::from([("大厂".to_owned(), 5), ("小厂".to_owned(), 4)]);
        #[rustfmt::skip]
        let rows = [
            // why                     unit    kind                name       unit shown  amount shown
            ("aid, a large unit",      "大厂", NoticeKind::Aid,    "王＊",    false,      true),
            ("aid, a small unit",      "小厂", NoticeKind::Aid,    "王＊",    false,      false),
            ("aid, an unknown unit",   "别厂", NoticeKind::Aid,    "王＊",    false,      false),
            ("an honour, small unit",  "小厂", NoticeKind::Honour, "王小合",  true,       true),
        ];
        for (why, unit, kind, name, with_unit, with_amount) in rows {
            let line = line("王小合", unit);
            let got = shown(3, &line, kind, &units, benefit, Language::Zh);
            assert_eq!(got.name, name, "{why}");
            assert_eq!(got.unit.is_some(), with_unit, "{why}");
            assert_eq!(got.amount_fen.is_some(), with_amount, "{why}");
            assert_eq!(got.kind_title.is_some(), with_amount, "{why}");
            assert_eq!(got.reference, "3-7");
        }
    }
}

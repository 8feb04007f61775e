//! `GET …/payroll`: the roll as it is printed and signed (发放表).

use crate::lines::{Desk, page};
use crate::part::{hands, total};
use api::Language;
use api::books::{PayrollLine, PayrollView, SignatureView};
use api::lines::{LineFilter, LineView};
use api::parts::{DeedName, HandView};
use api::request::cursor;
use domain::entry::Actor;
use domain::run::BATCH;
use step::finance::counter::Counter;
use step::finance::part_words::place;
use step::runs;
use step::view::pick;
use step::view::scope::Unions;
use step::{Answer, Call, Kit, Reply};

pub(crate) async fn show(kit: &Kit, call: &Call) -> Answer {
    let cursor = cursor(&call.query, call.language)?;
    let from = page(cursor.as_deref(), call)?;
    let counter = Counter::open(kit, call).await?;
    let seen = counter.part().await?;
    let part = &seen.part;
    let benefit = runs::benefit(&part.benefit)?;
    let entries = kit.store().list_part_entries(&part.run, &part.part).await?;
    let mut unions = Unions::default();
    let acted = entries.iter().filter_map(|entry| match &entry.by {
        Actor::Officer { union, .. } => Some(union.clone()),
        Actor::Applicant { .. } | Actor::System => None,
    });
    unions.load(kit.store(), acted.collect::<Vec<_>>()).await?;
    let hands = hands(kit, &counter, part, &entries, &unions).await?;
    let desk = Desk::open(&counter, &seen).await?;
    let (lines, next) = desk.page(LineFilter::All, from, BATCH).await?;
    let language = call.language;
    let title = pick(language, &benefit.title);
    let sum = total(part);
    let view = PayrollView {
        title: match language {
            Language::Zh => format!("{title}({})发放表", part.period),
            Language::En => format!("{title} ({}): payroll", part.period),
        },
        number: format!("{}-{}", part.run_number, part.part),
        place: place(&part.part, language),
        list_hash: part.roll.as_ref().map(|roll| roll.list_hash.clone()).unwrap_or_default(),
        count: part.roll.as_ref().map_or(0, |roll| roll.count),
        total_fen: sum.fen(),
        total_capital: sum.capital(),
        signatures: signatures(&hands, language),
        lines: lines.iter().map(line).collect(),
        cursor: next.map(|no| no.to_string()),
        example: lines.iter().any(|line| line.example),
        synthetic: kit.settings().allow_synthetic,
    };
    Reply::json(200, &view)
}

fn line(line: &LineView) -> PayrollLine {
    let before = u64::from(line.batch.saturating_sub(1)).saturating_mul(98);
    PayrollLine {
        no: before.saturating_add(line.line.into()),
        name: line.name.clone(),
        id_masked: line.id_masked.clone(),
        unit: line.unit.clone(),
        kind_title: line.kind_title.clone(),
        amount_fen: line.amount_fen,
        bank: line.bank.clone(),
        last4: line.last4.clone(),
        state_text: line.state_text.clone(),
    }
}

/// Every place for a signature, those that are still empty too.
fn signatures(hands: &[HandView], language: Language) -> Vec<SignatureView> {
    let places = [
        (DeedName::Drew, language.pick("制表人", "Prepared by")),
        (DeedName::Reviewed, language.pick("审核人", "Reviewed by")),
        (DeedName::Approved, language.pick("审批人", "Approved by")),
        (DeedName::Paid, language.pick("付款人", "Paid by")),
    ];
    let mut signatures = Vec::new();
    for (deed, title) in places {
        let signed = hands.iter().filter(|hand| hand.deed == deed);
        let before = signatures.len();
        signatures.extend(signed.map(|hand| SignatureView {
            title: title.to_owned(),
            office: hand.office.clone(),
            at: Some(hand.at.clone()),
        }));
        if signatures.len() == before {
            let office = String::new();
            signatures.push(SignatureView { title: title.to_owned(), office, at: None });
        }
    }
    signatures
}

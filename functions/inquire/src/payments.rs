//! What the person was paid, or is being paid: how much, why, where it stands, what he can do.

use api::Language;
use api::lines::{InputView, LineState};
use api::me::{PaymentAction, PaymentNext, PaymentView};
use domain::benefit::Benefit;
use domain::id::PersonId;
use domain::run::part::{Entry, Part};
use domain::run::payment::{Attempt, Batch, Case};
use domain::run::reason;
use domain::run::roll::Line;
use step::finance::ledger_words::{input, line_text};
use step::finance::roll_view::{Beside, Place, find_line, kind_title};
use step::runs;
use step::view::pick;
use step::{Call, Fault, Kit};
use store::PaidSlot;

/// The most payments, newest first; each is read from its roll.
const MOST: usize = 12;

/// The payments of a person. One whose roll cannot be read is left out and not shown wrongly.
pub(crate) async fn of(
    kit: &Kit,
    call: &Call,
    person: &PersonId,
) -> Result<Vec<PaymentView>, Fault> {
    let years = kit.store().list_person_years(person).await?;
    let mut slots: Vec<PaidSlot> = years.into_iter().flat_map(|year| year.slots).collect();
    slots.reverse();
    slots.sort_by(|one, other| other.period.cmp(&one.period));
    let mut payments = Vec::new();
    for slot in slots.iter().take(MOST) {
        payments.extend(payment(kit, call, person, slot).await?);
    }
    payments.sort_by(|one, other| (&other.sent_on, &other.id).cmp(&(&one.sent_on, &one.id)));
    Ok(payments)
}

async fn payment(
    kit: &Kit,
    call: &Call,
    person: &PersonId,
    slot: &PaidSlot,
) -> Result<Option<PaymentView>, Fault> {
    let message = &slot.message;
    let Some(run) = kit.store().find_run_by_number(&message.run).await? else { return Ok(None) };
    let Some(part) = kit.store().get_part(&run, &message.part).await? else { return Ok(None) };
    let place = (message.batch, slot.line);
    let Some((_, line)) = find_line(kit, &part, place).await? else { return Ok(None) };
    if line.person != *person {
        return Ok(None);
    }
    let beside = Beside::read(kit, &part).await?;
    let entries = kit.store().list_part_entries(&part.run, &part.part).await?;
    let benefit = runs::benefit(&part.benefit)?;
    Ok(Some(view(&part, benefit, &line, place, &beside, &entries, call.language)))
}

fn view(
    part: &Part,
    benefit: &Benefit,
    line: &Line,
    place: Place,
    beside: &Beside,
    entries: &[Entry],
    language: Language,
) -> PaymentView {
    let state = beside.state(part, place);
    let case = beside.cases.get(&place);
    let sent = beside.batches.get(&place.0).and_then(|batch| sending(batch, case));
    let paid = match (case, state) {
        (Some(case), _) => case.paid,
        (None, LineState::Confirmed) => line.fen,
        (None, _) => domain::money::Fen::ZERO,
    };
    let asked = asked(entries, place);
    PaymentView {
        id: format!("{}-{}-{}-{}", part.run.as_str(), part.part, place.0, place.1),
        title: pick(language, &benefit.title),
        kind_title: kind_title(benefit, &line.kind, language),
        period: part.period.clone(),
        amount_fen: line.fen.fen(),
        paid_fen: paid.fen(),
        state: word(state).to_owned(),
        text: text(state, language).to_owned(),
        sent_on: sent.map(|attempt| domain::calendar::shanghai_date(attempt.at).to_string()),
        paid_on: paid_on(state, case, entries),
        bank: Some(line.bank.clone()).filter(|bank| !bank.is_empty()),
        last4: Some(line.last4.clone()).filter(|digits| !digits.is_empty()),
        why: why(line, case, language),
        next: next(state, asked.is_some(), case, language),
        asked_at: asked,
        example: line.basis.example,
    }
}

/// The sending in which it went last.
fn sending<'a>(batch: &'a Batch, case: Option<&Case>) -> Option<&'a Attempt> {
    batch.attempt(case.map_or(1, |case| case.attempt))
}

/// When its arrival was booked; of a plain payment the day on which its part was settled.
fn paid_on(state: LineState, case: Option<&Case>, entries: &[Entry]) -> Option<String> {
    if state != LineState::Confirmed {
        return None;
    }
    let settled = entries.iter().rev().find(|one| one.event == domain::run::part::Event::Settle);
    let at = case.map(|case| case.at).or_else(|| settled.map(|one| one.at))?;
    Some(domain::calendar::shanghai_date(at).to_string())
}

fn asked(entries: &[Entry], place: Place) -> Option<String> {
    let about = |entry: &&Entry| {
        entry.details.deed.as_deref() == Some("ASKED")
            && (entry.details.batch, entry.details.line) == (Some(place.0), Some(place.1))
    };
    entries.iter().find(about).map(|entry| entry.at.to_string())
}

/// Why this amount, and why it is not there, as sentences.
fn why(line: &Line, case: Option<&Case>, language: Language) -> Vec<String> {
    let mut said = vec![pick(language, &line.basis.formula)];
    let inputs = line.basis.inputs.iter().map(|(name, value)| input(name, value, language));
    said.extend(inputs.map(|InputView { label, text }| format!("{label}:{text}")));
    said.extend(line.basis.sources.iter().cloned());
    let last = case.and_then(|case| case.reasons.last());
    said.extend(last.map(|one| pick(language, &reason::find(&one.code).text)));
    said
}

fn word(state: LineState) -> &'static str {
    match state {
        LineState::Planned => "PLANNED",
        LineState::Approved => "APPROVED",
        LineState::Held => "HELD",
        LineState::Void => "VOID",
        LineState::Submitted => "SUBMITTED",
        LineState::Confirmed => "CONFIRMED",
        LineState::Failed => "FAILED",
        LineState::PartPaid => "PART_PAID",
        LineState::Returned => "RETURNED",
        LineState::Corrected => "CORRECTED",
    }
}

/// Where it stands, as the payee reads it.
fn text(state: LineState, language: Language) -> &'static str {
    match state {
        LineState::Submitted => {
            language.pick("已提交银行,一般3个工作日内到账", "With the bank; it takes about 3 days")
        }
        LineState::Failed => {
            language.pick("银行没有付成,正在更正账户", "The bank could not pay it")
        }
        LineState::Returned => language.pick("被银行退回,正在更正账户", "The bank sent it back"),
        other => line_text(other, language),
    }
}

fn next(
    state: LineState,
    asked: bool,
    case: Option<&Case>,
    language: Language,
) -> Vec<PaymentNext> {
    let say =
        |action, zh: &str, en: &str| PaymentNext { action, text: language.pick(zh, en).to_owned() };
    let wait =
        || say(PaymentAction::Wait, "请等待,不会重复支付。", "Please wait; it is not paid twice.");
    let inquire = || {
        say(
            PaymentAction::Inquire,
            "没有收到?请财务向银行查询。",
            "It did not arrive? Have finance ask the bank.",
        )
    };
    let union = || say(PaymentAction::AskUnion, "有疑问请联系您的工会。", "Please ask your union.");
    match state {
        LineState::Confirmed | LineState::Submitted if asked => vec![wait()],
        LineState::Confirmed => vec![inquire()],
        LineState::Submitted => vec![wait(), inquire()],
        LineState::Failed | LineState::Returned => {
            let of_bank = case.and_then(|case| case.reasons.last());
            let said = of_bank.map(|one| pick(language, &reason::find(&one.code).next));
            let text = said.filter(|text| !text.is_empty()).unwrap_or_else(|| {
                language.pick("请更正收款账户。", "Please enter another account.").to_owned()
            });
            vec![PaymentNext { action: PaymentAction::CorrectAccount, text }, union()]
        }
        LineState::PartPaid => vec![wait(), union()],
        LineState::Corrected | LineState::Approved | LineState::Planned => vec![wait()],
        LineState::Held | LineState::Void => vec![union()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payee_is_told_what_he_can_do() {
        use PaymentAction::{AskUnion, CorrectAccount, Inquire, Wait};
        #[rustfmt::skip]
        let rows = [
            // why                       state                 asked  wanted
            ("it arrived",               LineState::Confirmed, false, vec![Inquire]),
            ("it arrived, he asked",     LineState::Confirmed, true,  vec![Wait]),
            ("on its way",               LineState::Submitted, false, vec![Wait, Inquire]),
            ("refused by the bank",      LineState::Failed,    false, vec![CorrectAccount, AskUnion]),
            ("it came back",             LineState::Returned,  false, vec![CorrectAccount, AskUnion]),
            ("corrected",                LineState::Corrected, false, vec![Wait]),
            ("held",                     LineState::Held,      false, vec![AskUnion]),
        ];
        for (why, state, asked, wanted) in rows {
            let got = next(state, asked, None, Language::En);
            let actions: Vec<PaymentAction> = got.iter().map(|one| one.action).collect();
            assert_eq!(actions, wanted, "{why}");
            assert!(got.iter().all(|one| !one.text.is_empty()), "{why}");
        }
    }
}

//! Payments, holds, accounts of the ledger and suspense in the API's words and both languages.

use api::Language;
use api::books::{AccountName, SuspenseView};
use api::lines::{HoldKindName, LineState};
use domain::benefit::amount::label;
use domain::money::Fen;
use domain::run::hold::HoldKind;
use domain::run::ledger::{Account, Why};
use domain::run::payment::{State, Suspense, SuspenseWhy};
use domain::run::reconcile::Booked;

/// A payment's state in the API's words.
#[must_use]
pub fn line_state(state: State) -> LineState {
    match state {
        State::Approved => LineState::Approved,
        State::Held => LineState::Held,
        State::Void => LineState::Void,
        State::Submitted => LineState::Submitted,
        State::Confirmed => LineState::Confirmed,
        State::Failed => LineState::Failed,
        State::PartPaid => LineState::PartPaid,
        State::Returned => LineState::Returned,
        State::Corrected => LineState::Corrected,
    }
}

/// The same as people say it.
#[must_use]
pub fn line_text(state: LineState, language: Language) -> &'static str {
    match state {
        LineState::Planned => language.pick("在名单上", "On the roll"),
        LineState::Approved => language.pick("待支付", "To be paid"),
        LineState::Held => language.pick("暂缓", "Held"),
        LineState::Void => language.pick("作废", "Given up"),
        LineState::Submitted => language.pick("已提交银行", "With the bank"),
        LineState::Confirmed => language.pick("已到账", "Arrived"),
        LineState::Failed => language.pick("支付失败", "Refused by the bank"),
        LineState::PartPaid => language.pick("部分到账", "Arrived in part"),
        LineState::Returned => language.pick("退票", "Came back"),
        LineState::Corrected => language.pick("已更正,待重发", "Corrected, to be sent again"),
    }
}

/// What comes next for a payment in this state, as a sentence for officers.
#[must_use]
pub fn line_next(state: LineState, language: Language) -> &'static str {
    match state {
        LineState::Planned => {
            language.pick("审核、公示、审批后发放。", "Paid after review, notice and approval.")
        }
        LineState::Approved => {
            language.pick("随下一次提交银行发放。", "Goes to the bank with the next drive.")
        }
        LineState::Held => language.pick(
            "由另一人解除暂缓后发放,或作废。",
            "Another person ends the hold: it is paid then, or not.",
        ),
        LineState::Void => {
            language.pick("本批次不再发放;可另办补发。", "Not paid by this run; a supplement may.")
        }
        LineState::Submitted => language.pick("等待银行回单。", "The bank's report is awaited."),
        LineState::Confirmed => language.pick("无需处理。", "Nothing to do."),
        LineState::Failed | LineState::Returned => language.pick(
            "请与本人核对账户,提出更正,由另一人批准;不再发放的作废。",
            "Check the account with the payee and propose a correction, which another person \
             approves; or give it up.",
        ),
        LineState::PartPaid => language.pick(
            "请先处理暂记的差额,再更正或作废。",
            "Clear the difference in suspense first, then correct it or give it up.",
        ),
        LineState::Corrected => {
            language.pick("随下一次提交银行重发。", "Sent again with the next drive.")
        }
    }
}

/// A hold's kind in the API's words.
#[must_use]
pub fn hold_kind(kind: HoldKind) -> HoldKindName {
    match kind {
        HoldKind::Objection => HoldKindName::Objection,
        HoldKind::Deceased => HoldKindName::Deceased,
        HoldKind::NotPayable => HoldKindName::NotPayable,
        HoldKind::AccountChanged => HoldKindName::AccountChanged,
        HoldKind::ByHand => HoldKindName::ByHand,
    }
}

/// The same as people say it.
#[must_use]
pub fn hold_text(kind: HoldKind, language: Language) -> &'static str {
    match kind {
        HoldKind::Objection => language.pick("公示异议", "Objection"),
        HoldKind::Deceased => language.pick("本人已故", "The payee died"),
        HoldKind::NotPayable => language.pick("不再符合发放条件", "May not be paid any more"),
        HoldKind::AccountChanged => language.pick("账户近期变更", "The account changed lately"),
        HoldKind::ByHand => language.pick("人工暂缓", "Stopped by an officer"),
    }
}

/// An account of the ledger in the API's words.
#[must_use]
pub fn account(account: Account) -> AccountName {
    match account {
        Account::Budget => AccountName::Budget,
        Account::Reserved => AccountName::Reserved,
        Account::InFlight => AccountName::InFlight,
        Account::Paid => AccountName::Paid,
        Account::Returned => AccountName::Returned,
        Account::Suspense => AccountName::Suspense,
        Account::Outside => AccountName::Outside,
    }
}

/// An account of the ledger from the API's words.
#[must_use]
pub fn account_of(name: AccountName) -> Account {
    match name {
        AccountName::Budget => Account::Budget,
        AccountName::Reserved => Account::Reserved,
        AccountName::InFlight => Account::InFlight,
        AccountName::Paid => Account::Paid,
        AccountName::Returned => Account::Returned,
        AccountName::Suspense => Account::Suspense,
        AccountName::Outside => Account::Outside,
    }
}

/// An account of the ledger as people say it.
#[must_use]
pub fn account_text(account: Account, language: Language) -> &'static str {
    match account {
        Account::Budget => language.pick("预算", "Budget"),
        Account::Reserved => language.pick("已预留", "Reserved"),
        Account::InFlight => language.pick("在途", "In flight"),
        Account::Paid => language.pick("已支付", "Paid"),
        Account::Returned => language.pick("退回", "Returned"),
        Account::Suspense => language.pick("暂记", "Suspense"),
        Account::Outside => language.pick("行外", "Outside"),
    }
}

/// Why money moved: the word that never changes, and the sentence.
#[must_use]
pub fn why(why: Why, language: Language) -> (&'static str, &'static str) {
    match why {
        Why::Fund => ("FUND", language.pick("预留资金", "Set aside")),
        Why::Instruct => ("INSTRUCT", language.pick("提交银行", "The bank was told")),
        Why::Confirm => ("CONFIRM", language.pick("银行已付", "The bank paid")),
        Why::Reject => ("REJECT", language.pick("银行拒付", "The bank refused")),
        Why::Return => ("RETURN", language.pick("退票", "It came back")),
        Why::Void => ("VOID", language.pick("作废", "Given up")),
        Why::PartPaid => ("PART_PAID", language.pick("部分到账", "Paid in part")),
        Why::Overpaid => ("OVERPAID", language.pick("多付", "Overpaid")),
        Why::Unmatched => ("UNMATCHED", language.pick("无法匹配", "Unmatched")),
        Why::Clear => ("CLEAR", language.pick("处理暂记", "Cleared")),
    }
}

/// What a report's line did: the word that never changes, and the sentence.
#[must_use]
pub fn booked(booked: Booked, language: Language) -> (&'static str, &'static str) {
    match booked {
        Booked::Confirmed => ("CONFIRMED", language.pick("已到账", "Arrived")),
        Booked::Repeated => ("REPEATED", language.pick("已入账,未重复", "Booked before")),
        Booked::Failed => ("FAILED", language.pick("失败", "Refused")),
        Booked::Returned => ("RETURNED", language.pick("退票", "Came back")),
        Booked::PartPaid => ("PART_PAID", language.pick("部分到账", "Paid in part")),
        Booked::Overpaid => ("OVERPAID", language.pick("多付", "Overpaid")),
        Booked::Pending => ("PENDING", language.pick("处理中", "Pending")),
        Booked::Unmatched => ("UNMATCHED", language.pick("无法匹配", "Unmatched")),
    }
}

/// Into which accounts money in suspense may be cleared.
#[must_use]
pub fn clear_to(why: SuspenseWhy) -> &'static [Account] {
    match why {
        SuspenseWhy::UnknownReference | SuspenseWhy::PaidTwice | SuspenseWhy::Overpaid => {
            &[Account::Outside]
        }
        SuspenseWhy::PartPaid => &[Account::Reserved, Account::Paid],
        SuspenseWhy::ReturnedAfterClose => &[Account::Budget],
    }
}

/// Money in suspense as a page shows it; `may` says whether the caller may clear it.
#[must_use]
pub fn suspense(item: &Suspense, may: bool, language: Language) -> SuspenseView {
    let (code, text, next) = of_suspense(item.why, language);
    let open = may && item.cleared.is_none();
    let targets = if open { clear_to(item.why) } else { &[] };
    SuspenseView {
        run: item.run.as_str().to_owned(),
        part: item.part.clone(),
        id: item.id.clone(),
        code: code.to_owned(),
        text: text.to_owned(),
        next: next.to_owned(),
        amount_fen: item.fen.fen(),
        reference: Some(item.reference.clone()).filter(|text| !text.is_empty()),
        batch: item.case.map(|(batch, _)| batch),
        line: item.case.map(|(_, line)| line),
        at: item.at.to_string(),
        clear_to: targets.iter().map(|one| account(*one)).collect(),
        version: item.version,
    }
}

fn of_suspense(why: SuspenseWhy, language: Language) -> (&'static str, &'static str, &'static str) {
    match why {
        SuspenseWhy::UnknownReference => (
            "UNKNOWN_REFERENCE",
            language.pick("回单中的参考号不是我方的付款。", "The reference is none of ours."),
            language.pick(
                "请向银行核实来源;确认与我方无关的,清出到行外。",
                "Ask the bank where it comes from; if it is not ours, clear it to outside.",
            ),
        ),
        SuspenseWhy::PartPaid => (
            "PART_PAID",
            language.pick("银行少付,这是差额。", "The bank paid less; this is the rest."),
            language.pick(
                "银行确认未付的,转回已预留后可更正重发;确认已补付的,转入已支付。",
                "If it was not paid, clear it to reserved, so that it can be sent again; if the \
                 bank paid it since, to paid.",
            ),
        ),
        SuspenseWhy::Overpaid => (
            "OVERPAID",
            language.pick("银行多付,这是多出部分。", "The bank paid more; this is what is over."),
            language.pick(
                "请银行追回;追回或确认由银行承担后,清出到行外。",
                "Have the bank take it back; then clear it to outside.",
            ),
        ),
        SuspenseWhy::PaidTwice => (
            "PAID_TWICE",
            language.pick("银行重复支付。", "The bank paid twice."),
            language.pick(
                "请银行追回;追回或确认由银行承担后,清出到行外。",
                "Have the bank take it back; then clear it to outside.",
            ),
        ),
        SuspenseWhy::ReturnedAfterClose => (
            "RETURNED_AFTER_CLOSE",
            language.pick("结案后退回,记在当前期间。", "It came back after the books were closed."),
            language.pick(
                "与本人核对后,转回预算,另办补发。",
                "Clear it to the budget, and pay it by a supplement.",
            ),
        ),
    }
}

/// An input of a formula with its unit; its name says which.
#[must_use]
pub fn input(name: &str, value: &str, language: Language) -> api::lines::InputView {
    let label = label(name).map(|text| language.pick(&text.zh, &text.en).to_owned());
    let number = value.parse::<u64>().ok();
    let text = match number {
        Some(fen) if name.ends_with("_fen") => {
            format!("{}{}", Fen::new(fen), language.pick("元", " yuan"))
        }
        Some(number) if name == "percent" => format!("{number}%"),
        Some(number) if name.contains("months") => {
            format!("{number}{}", language.pick("个月", " months"))
        }
        Some(_) | None => value.to_owned(),
    };
    api::lines::InputView { label: label.unwrap_or_else(|| name.to_owned()), text }
}

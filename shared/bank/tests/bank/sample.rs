//! Batches of invented people.

use bank::{Account, BankFormat, Batch, Instruction, find_format};
use domain::money::Fen;
use jiff::civil::date;

pub(crate) fn format(code: &str) -> &'static BankFormat {
    find_format(code).expect("infra/reference/banks.toml has it")
}

fn account(number: &str, holder: &str) -> Account {
    Account {
        number: number.into(),
        holder: holder.into(),
        bank: "测试银行沈阳分行".into(),
        clearing: None,
        province: None,
        city: None,
    }
}

/// A payment with nothing optional.
pub(crate) fn instruction(at: u64) -> Instruction {
    Instruction {
        reference: format!("GH2026-{at:05}"),
        to: account(&format!("TESTCARD-{at:012}"), "张丰"),
        amount: Fen::new(at.saturating_mul(100_001).saturating_add(1)),
        purpose: "劳模春节慰问金".into(),
        note: String::new(),
        mobile: None,
    }
}

/// A payment with everything, and with characters that need care.
pub(crate) fn full(at: u64) -> Instruction {
    let mut payment = instruction(at);
    payment.to = Account {
        number: format!("TESTCARD-{at:012}"),
        holder: "巴特尔·某<&>'".into(),
        bank: "测试银行大连分行（营业部）".into(),
        clearing: Some("102222000018".into()),
        province: Some("辽宁省".into()),
        city: Some("大连市".into()),
    };
    payment.note = "第1批]]> 2026".into();
    payment.mobile = Some("15400000001".into());
    payment
}

/// A batch of so many payments.
pub(crate) fn batch(instructions: Vec<Instruction>) -> Batch {
    Batch {
        message: "GH-20260831-001".into(),
        at: "2026-08-30T18:05:06Z".parse().expect("a time"),
        pay_on: date(2026, 8, 31),
        from: account("TESTCARD-900000000001", "辽宁省测试总工会"),
        instructions,
    }
}

/// A batch of plain payments.
pub(crate) fn plain(count: u64) -> Batch {
    batch((1..=count).map(instruction).collect())
}

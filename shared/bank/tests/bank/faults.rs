//! Batches that cannot be written, by rows: which field of whom, and why.

use crate::sample::{batch, format, full, instruction, plain};
use bank::fault::{Fault, Faults, Field, Problem, Side};
use bank::format::{BankFormat, Encoding, Layout};
use bank::{Batch, write};
use domain::money::Fen;

/// What is wrong with a batch of two when its second payment, or itself, is changed so.
fn faults(format: &BankFormat, change: impl Fn(&mut Batch)) -> Vec<Fault> {
    let mut batch = plain(2);
    change(&mut batch);
    write(&batch, format).err().map(|Faults(faults)| faults).unwrap_or_default()
}

type Change = fn(&mut Batch);

#[test]
fn every_fault_names_its_field() {
    let second = Side::Instruction(1);
    #[rustfmt::skip]
    let cases: [(&str, Change, Side, Field, Problem); 32] = [
        ("no payments",             |b| b.instructions.clear(),                         Side::Batch, Field::Instructions, Problem::Empty),
        ("101 payments",            |b| *b = plain(101),                                Side::Batch, Field::Instructions, Problem::TooLarge),
        ("a message with a slash",  |b| b.message = "a/b".into(),                       Side::Batch, Field::Message,   Problem::Shape),
        ("a long message",          |b| b.message = "a".repeat(36),                     Side::Batch, Field::Message,   Problem::Shape),
        ("a payer without number",  |b| b.from.number.clear(),                          Side::From,  Field::Number,    Problem::Empty),
        ("a payer with a long name",|b| b.from.holder = "张".repeat(61),                Side::From,  Field::Holder,    Problem::TooLong { most: 60 }),
        ("a payer with no branch",  |b| b.from.bank.clear(),                            Side::From,  Field::Bank,      Problem::Empty),
        ("no reference",            |b| b.instructions[1].reference.clear(),            second,      Field::Reference, Problem::Shape),
        ("a long reference",        |b| b.instructions[1].reference = "A".repeat(36),   second,      Field::Reference, Problem::Shape),
        ("a reference with a dot",  |b| b.instructions[1].reference = "A.1".into(),     second,      Field::Reference, Problem::Shape),
        ("a reference as a formula",|b| b.instructions[1].reference = "-A1".into(),     second,      Field::Reference, Problem::Shape),
        ("the reference again",     |b| b.instructions[1].reference = "gh2026-00001".into(), second, Field::Reference, Problem::Duplicate),
        ("nothing to pay",          |b| b.instructions[1].amount = Fen::ZERO,           second,      Field::Amount,    Problem::Zero),
        ("over a million",          |b| b.instructions[1].amount = Fen::new(100_000_001), second,    Field::Amount,    Problem::TooLarge),
        ("no number",               |b| b.instructions[1].to.number.clear(),            second,      Field::Number,    Problem::Empty),
        ("a number with a space",   |b| b.instructions[1].to.number = "6222 02".into(), second,      Field::Number,    Problem::Shape),
        ("full-width digits",       |b| b.instructions[1].to.number = "６２２２".into(),   second,      Field::Number,    Problem::Shape),
        ("a long number",           |b| b.instructions[1].to.number = "6".repeat(35),   second,      Field::Number,    Problem::TooLong { most: 34 }),
        ("no holder",               |b| b.instructions[1].to.holder.clear(),            second,      Field::Holder,    Problem::Empty),
        ("a space after the holder",|b| b.instructions[1].to.holder = "张丰 ".into(),   second,      Field::Holder,    Problem::Shape),
        ("a comma in the holder",   |b| b.instructions[1].to.holder = "张,丰".into(),   second,      Field::Holder,    Problem::Character),
        ("a quotation mark",        |b| b.instructions[1].to.holder = "张\"丰".into(),  second,      Field::Holder,    Problem::Character),
        ("a line end",              |b| b.instructions[1].purpose = "a\r\nb".into(),    second,      Field::Purpose,   Problem::Character),
        ("a letter without width",  |b| b.instructions[1].to.holder = "张\u{200B}丰".into(), second, Field::Holder,    Problem::Character),
        ("equals",                  |b| b.instructions[1].purpose = "=1+1".into(),      second,      Field::Purpose,   Problem::Formula),
        ("plus",                    |b| b.instructions[1].purpose = "+86".into(),       second,      Field::Purpose,   Problem::Formula),
        ("minus",                   |b| b.instructions[1].to.holder = "-张丰".into(),   second,      Field::Holder,    Problem::Formula),
        ("at",                      |b| b.instructions[1].to.bank = "@SUM(A1)".into(),  second,      Field::Bank,      Problem::Formula),
        ("a character beyond GBK",  |b| b.instructions[1].to.holder = "𬭎某".into(),    second,      Field::Holder,    Problem::Encoding),
        ("another one",             |b| b.instructions[1].to.holder = "㛃某".into(),    second,      Field::Holder,    Problem::Encoding),
        ("a mobile of ten digits",  |b| b.instructions[1].mobile = Some("1540000000".into()), second, Field::Mobile,   Problem::Shape),
        ("a clearing number of 11", |b| b.instructions[1].to.clearing = Some("10222200001".into()), second, Field::Clearing, Problem::Shape),
    ];
    for (why, change, side, field, problem) in cases {
        let found = faults(format("icbc-batch"), change);
        assert_eq!(found, [Fault { side, field, problem }], "{why}");
        let text = found[0].text();
        assert!(!text.zh.is_empty() && !text.en.is_empty(), "{why}");
    }
}

#[test]
fn all_faults_come_at_once() {
    let found = faults(format("icbc-batch"), |batch| {
        batch.message.clear();
        batch.instructions[0].amount = Fen::ZERO;
        batch.instructions[1].to.holder = "=𬭎,".into();
    });
    let fields: Vec<_> = found.iter().map(|fault| (fault.side, fault.problem)).collect();
    let second = Side::Instruction(1);
    let wanted = [
        (Side::Batch, Problem::Shape),
        (Side::Instruction(0), Problem::Zero),
        (second, Problem::Character),
        (second, Problem::Formula),
        (second, Problem::Encoding),
    ];
    assert_eq!(fields, wanted);
}

#[test]
fn a_bank_that_takes_gb18030_gets_rare_names_and_xml_gets_them_always() {
    let mut rare = plain(1);
    rare.instructions[0].to.holder = "𬭎㛃某".into();
    let mut agreed = format("icbc-batch").clone();
    if let Layout::Table(table) = &mut agreed.layout {
        table.encoding = Encoding::Gb18030;
    }
    let bytes = write(&rare, &agreed).unwrap().bytes;
    assert!(encoding_rs::GB18030.decode(&bytes).0.contains("𬭎㛃某"));
    assert!(write(&rare, format("plain-utf8")).is_ok());
    let document = write(&rare, format("iso20022")).unwrap().bytes;
    assert!(String::from_utf8(document).unwrap().contains("<Nm>𬭎㛃某</Nm>"));
    assert!(write(&batch(vec![full(1)]), format("iso20022")).is_ok(), "XML escapes what it must");
}

#[test]
fn xml_refuses_what_xml_cannot_hold() {
    let iso = format("iso20022");
    let cases: [(&str, Change, Field, Problem); 4] = [
        (
            "a control character",
            |b| b.instructions[1].purpose = "a\u{1}".into(),
            Field::Purpose,
            Problem::Character,
        ),
        (
            "141 characters",
            |b| b.instructions[1].note = "备".repeat(141),
            Field::Note,
            Problem::TooLong { most: 140 },
        ),
        (
            "a long town",
            |b| b.instructions[1].to.city = Some("市".repeat(36)),
            Field::City,
            Problem::TooLong { most: 35 },
        ),
        ("no purpose", |b| b.instructions[1].purpose.clear(), Field::Purpose, Problem::Empty),
    ];
    for (why, change, field, problem) in cases {
        let found = faults(iso, change);
        assert_eq!(found, [Fault { side: Side::Instruction(1), field, problem }], "{why}");
    }
}

#[test]
fn nothing_that_can_be_logged_shows_an_account() {
    let payment = instruction(123);
    let batch = batch(vec![payment]);
    let file = write(&batch, format("icbc-batch")).unwrap();
    let shown =
        format!("{batch:?} {file:?} {:?}", faults(format("icbc-batch"), |b| b.message.clear()));
    assert!(!shown.contains("TESTCARD") && !shown.contains("张丰"), "{shown}");
}

//! pain.002: what the bank's status means for payments that are listed and for those that are not.
//!
//! The documents under `tests/documents` are also held against the published schemas.

use crate::sample::format;
use bank::{Field, LineFault, LineProblem, Outcome, Report, ReportFault, read};
use domain::money::Fen;

/// A report with a status of the group and blocks of payments.
fn document(group: &str, payments: &str) -> String {
    let group = if group.is_empty() { String::new() } else { format!("<GrpSts>{group}</GrpSts>") };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.15\"><CstmrPmtStsRpt>\
        <GrpHdr><MsgId>B-1</MsgId><CreDtTm>2026-08-31T10:00:00+08:00</CreDtTm></GrpHdr>\
        <OrgnlGrpInfAndSts><OrgnlMsgId>GH-1</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.13</OrgnlMsgNmId>\
        <OrgnlNbOfTxs>2</OrgnlNbOfTxs><OrgnlCtrlSum>3.00</OrgnlCtrlSum>{group}</OrgnlGrpInfAndSts>\
        <OrgnlPmtInfAndSts><OrgnlPmtInfId>GH-1</OrgnlPmtInfId>{payments}</OrgnlPmtInfAndSts>\
        </CstmrPmtStsRpt></Document>"
    )
}

fn payment(reference: &str, status: &str, amount: &str) -> String {
    format!(
        "<TxInfAndSts><OrgnlEndToEndId>{reference}</OrgnlEndToEndId><TxSts>{status}</TxSts>\
        <StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>账户已销户</AddtlInf></StsRsnInf>\
        <AcctSvcrRef>S1</AcctSvcrRef><OrgnlTxRef><Amt><InstdAmt Ccy=\"CNY\">{amount}</InstdAmt></Amt>\
        </OrgnlTxRef></TxInfAndSts>"
    )
}

fn closed() -> Outcome {
    Outcome::Rejected { code: "AC04".into(), text: "账户已销户".into() }
}

fn both(text: &str) -> (Report, Report) {
    let read = |code| read(text.as_bytes(), format(code)).unwrap();
    (read("iso20022"), read("iso20022-2019"))
}

#[test]
fn every_status_of_a_payment_means_one_outcome() {
    let cases = [
        ("settled", "ACSC", Some(Outcome::Paid)),
        ("credited", "ACCC", Some(Outcome::Paid)),
        ("the profile is in order", "ACCP", Some(Outcome::Pending)),
        ("being settled", "ACSP", Some(Outcome::Pending)),
        ("pending", "PDNG", Some(Outcome::Pending)),
        ("received", "RCVD", Some(Outcome::Pending)),
        ("rejected", "RJCT", Some(closed())),
        ("cancelled", "CANC", Some(closed())),
        ("no status of a payment", "PART", None),
        ("no status at all", "XXXX", None),
        ("in small letters", "acsc", None),
    ];
    for (why, status, wanted) in cases {
        let (report, _) = both(&document("PART", &payment("A-1", status, "1.00")));
        let found = report.rows.first().map(|row| row.outcome.clone());
        assert_eq!(found, wanted, "{why}");
        let fault = LineFault { line: 1, field: Field::Outcome, problem: LineProblem::Unknown };
        let faults = if wanted.is_none() { vec![fault] } else { vec![] };
        assert_eq!(report.faults, faults, "{why}");
    }
}

#[test]
fn who_is_not_listed_is_what_the_group_or_the_agreement_says() {
    let listed = payment("A-1", "RJCT", "1.00");
    let unreadable = payment("A-1", "RJCT", "1.001");
    let rejected = Outcome::Rejected { code: String::new(), text: String::new() };
    #[rustfmt::skip]
    let cases = [
        // why                          group   payments     default              agreed
        ("all settled",                 "ACSC", &listed,     Some(Outcome::Paid),    Some(Outcome::Paid)),
        ("all rejected",                "RJCT", &listed,     Some(rejected.clone()), Some(rejected)),
        ("all in order so far",         "ACCP", &listed,     Some(Outcome::Pending), Some(Outcome::Pending)),
        ("all pending",                 "PDNG", &listed,     Some(Outcome::Pending), Some(Outcome::Pending)),
        ("part",                        "PART", &listed,     None,                   Some(Outcome::Paid)),
        ("no status of the group",      "",     &listed,     None,                   Some(Outcome::Paid)),
        ("a status nobody knows",       "XXXX", &listed,     None,                   None),
        ("a listed one is unreadable",  "PART", &unreadable, None,                   None),
        ("unreadable, all settled",     "ACSC", &unreadable, None,                   None),
    ];
    for (why, group, payments, default, agreed) in cases {
        let (one, two) = both(&document(group, payments));
        assert_eq!((one.others, two.others), (default, agreed), "{why}");
    }
}

#[test]
fn the_blocks_status_goes_before_the_groups() {
    let text = document("PART", "<PmtInfSts>RJCT</PmtInfSts>");
    let (report, _) = both(&text);
    assert!(matches!(report.others, Some(Outcome::Rejected { .. })));
    let two = document("PART", "<PmtInfSts>RJCT</PmtInfSts>").replace(
        "</CstmrPmtStsRpt>",
        "<OrgnlPmtInfAndSts><OrgnlPmtInfId>GH-2</OrgnlPmtInfId><PmtInfSts>ACSC</PmtInfSts>\
        </OrgnlPmtInfAndSts></CstmrPmtStsRpt>",
    );
    assert_eq!(both(&two).0.others, None, "two blocks that differ say nothing of the rest");
}

#[test]
fn a_payment_is_read_whole_or_not_at_all() {
    let good = payment("A-2", "ACSC", "2.00");
    let yuan = |amount: &str| payment("A-1", "ACSC", amount);
    let fault = |field, problem| vec![LineFault { line: 1, field, problem }];
    let shape = LineProblem::Shape;
    #[rustfmt::skip]
    let cases = [
        ("whole",                  yuan("1.00"),                                vec![]),
        ("three decimals",         yuan("1.001"),                               fault(Field::Amount, shape)),
        ("negative",               yuan("-1.00"),                               fault(Field::Amount, shape)),
        ("an exponent",            yuan("1e3"),                                 fault(Field::Amount, shape)),
        ("full-width digits",      yuan("１"),                                  fault(Field::Amount, shape)),
        ("another currency",       yuan("1.00").replace("CNY", "USD"),          fault(Field::Amount, shape)),
        ("no reference",           yuan("1.00").replace("A-1", ""),             fault(Field::Reference, LineProblem::Missing)),
        ("a name for a reference", yuan("1.00").replace("A-1", "张丰"),         fault(Field::Reference, shape)),
        ("no status",              yuan("1.00").replace("<TxSts>ACSC</TxSts>", ""), fault(Field::Outcome, LineProblem::Missing)),
    ];
    for (why, first, wanted) in cases {
        let (report, _) = both(&document("PART", &format!("{first}{good}")));
        let rows = if wanted.is_empty() { 2 } else { 1 };
        assert_eq!((report.rows.len(), &report.faults), (rows, &wanted), "{why}");
        assert_eq!(report.rows.last().unwrap().reference, "A-2", "{why}");
        assert_eq!((report.count, report.total), (Some(2), Some(Fen::new(300))), "{why}");
    }
    let twice = document("PART", &format!("{good}{}", payment("A-2", "RJCT", "2.00")));
    let (report, agreed) = both(&twice);
    let again = LineFault { line: 2, field: Field::Reference, problem: LineProblem::Duplicate };
    assert_eq!((report.rows.len(), report.faults), (2, vec![again]));
    assert_eq!(agreed.others, None, "a file that contradicts itself says nothing of the rest");
}

#[test]
fn every_form_of_the_same_document_reads_the_same() {
    let text = document("PART", &payment("A-1", "RJCT", "1.00"));
    let wanted = read(text.as_bytes(), format("iso20022")).unwrap();
    let prefixed = text
        .replace("</", "\u{1}")
        .replace('<', "<p:")
        .replace('\u{1}', "</p:")
        .replace("<p:?xml", "<?xml")
        .replace("xmlns=", "xmlns:p=");
    let gbk = text.replace("encoding=\"UTF-8\"", "encoding=\"GBK\"");
    let cases = [
        ("a mark", [b"\xEF\xBB\xBF", text.as_bytes()].concat()),
        ("GBK", encoding_rs::GBK.encode(&gbk).0.into_owned()),
        ("a prefix", prefixed.into_bytes()),
        ("spaces", text.replace("><", ">\r\n  <").into_bytes()),
        ("a comment", text.replace("<GrpHdr>", "<!-- x --><GrpHdr>").into_bytes()),
        ("references to characters", text.replace("A-1", "A&#45;1").into_bytes()),
        ("CDATA", text.replace("A-1", "<![CDATA[A-1]]>").into_bytes()),
        ("an older version", text.replace("002.001.15", "002.001.03").into_bytes()),
    ];
    for (why, bytes) in cases {
        assert_eq!(read(&bytes, format("iso20022")).unwrap(), wanted, "{why}");
    }
}

#[test]
fn what_is_no_status_report_is_refused() {
    let good = document("ACSC", "");
    let bomb = "<!DOCTYPE a [<!ENTITY b \"x\">]>";
    let deep = format!("{}{}", "<a>".repeat(60), "</a>".repeat(60));
    let xml = |text: String| {
        matches!(read(text.as_bytes(), format("iso20022")), Err(ReportFault::Xml { .. }))
    };
    assert!(xml(good.replace("<Document", &format!("{bomb}<Document"))), "a document type");
    assert!(xml(good.replace("B-1", "&b;")), "an entity of its own");
    assert!(xml(good.replace("</GrpHdr>", "")), "an element left open");
    assert!(xml(good[..good.len() - 9].to_owned()), "the end is missing");
    assert!(xml(deep), "too deep");
    let other = write_a_payment();
    let cases = [
        ("a payment file", other, ReportFault::Document),
        (
            "another message",
            good.replace("pain.002.001.15", "camt.053.001.08"),
            ReportFault::Document,
        ),
        ("text", "hello".into(), ReportFault::Document),
        ("nothing", " \n".into(), ReportFault::Empty),
    ];
    for (why, text, wanted) in cases {
        assert_eq!(read(text.as_bytes(), format("iso20022")), Err(wanted), "{why}");
    }
}

fn write_a_payment() -> String {
    let file = bank::write(&crate::sample::plain(1), format("iso20022")).unwrap();
    String::from_utf8(file.bytes).unwrap()
}

#[test]
fn the_reports_that_the_schemas_have_seen_are_read() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents");
    let cases = [
        // file                   rows  others
        ("report-part.xml", 3, None),
        (
            "report-rejected.xml",
            0,
            Some(Outcome::Rejected { code: "AM04".into(), text: "余额不足".into() }),
        ),
        ("report-settled.xml", 0, Some(Outcome::Paid)),
    ];
    for (name, rows, others) in cases {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let report = read(&bytes, format("iso20022")).unwrap();
        assert_eq!((report.rows.len(), report.others), (rows, others), "{name}");
        assert_eq!(report.faults, [], "{name}");
        assert_eq!(report.message.as_deref(), Some("GH-20260831-001"), "{name}");
    }
}

//! A bank's batch file: read by a reader of the test's own, and answered by the bank.

use crate::sample::{batch, format, full, instruction, plain};
use bank::format::{BankFormat, Layout};
use bank::{Field, LineFault, LineProblem, Outcome, Report, ReportFault, read, write};
use domain::money::Fen;
use encoding_rs::{GB18030, GBK};

/// Rows of cells by plain splitting: nothing that we write needs more.
fn cells(
    bytes: &[u8],
    encoding: &'static encoding_rs::Encoding,
    separator: char,
) -> Vec<Vec<String>> {
    let (text, _, bad) = encoding.decode(bytes);
    assert!(!bad);
    text.lines().map(|line| line.split(separator).map(str::to_owned).collect()).collect()
}

#[test]
fn the_icbc_layout_holds_the_batch() {
    let mut batch = batch(vec![instruction(1), full(2)]);
    batch.instructions[1].to.holder = "巴特尔·某".into();
    let file = write(&batch, format("icbc-batch")).unwrap();
    assert_eq!(file.name, "PL20260831-GH-20260831-001.csv");
    assert!(file.bytes.ends_with(b"\r\n"));
    let rows = cells(&file.bytes, GBK, ',');
    #[rustfmt::skip]
    let wanted = [
        ["付款账号开户行", "付款账号", "付款账号名称", "收款账号开户行", "收款省份", "收款城市", "收款账号", "收款账号名称", "金额", "汇款用途", "备注", "短信通知手机号码"],
        ["测试银行沈阳分行", "TESTCARD-900000000001", "辽宁省测试总工会", "测试银行沈阳分行", "", "", "TESTCARD-000000000001", "张丰", "1000.02", "劳模春节慰问金", "GH2026-00001", ""],
        ["测试银行沈阳分行", "TESTCARD-900000000001", "辽宁省测试总工会", "测试银行大连分行（营业部）", "辽宁省", "大连市", "TESTCARD-000000000002", "巴特尔·某", "2000.03", "劳模春节慰问金", "GH2026-00002", "15400000001"],
    ];
    assert_eq!(rows, wanted);
    assert_eq!(write(&batch, format("icbc-batch")).unwrap(), file, "the same bytes again");
}

#[test]
fn count_and_total_in_every_table_are_those_of_the_batch() {
    for count in [1, 2, 99, 100] {
        let batch = plain(count);
        for (code, encoding, separator, skip, amount, reference) in
            [("icbc-batch", GBK, ',', 1, 8, 10), ("plain-utf8", encoding_rs::UTF_8, '|', 2, 7, 1)]
        {
            let file = write(&batch, format(code)).unwrap();
            let rows = cells(&file.bytes, encoding, separator);
            let lines = &rows[skip..];
            let total =
                Fen::total(lines.iter().map(|row| Fen::from_yuan_text(&row[amount]).unwrap()));
            assert_eq!(
                (u32::try_from(lines.len()).unwrap(), total),
                (file.count, Some(file.total))
            );
            assert_eq!(total, batch.total(), "{code}");
            let found = lines.iter().map(|row| row[reference].as_str());
            assert!(found.eq(batch.instructions.iter().map(|payment| payment.reference.as_str())));
            if code == "plain-utf8" {
                assert!(file.bytes.starts_with(b"\xEF\xBB\xBF"));
                assert_eq!(rows[0][1], count.to_string());
                assert_eq!(rows[0][3], file.total.plain());
            }
        }
    }
}

const HEADER: &str = "收款账号名称,备注,金额,结果,原因,流水号";
const GOOD: &str = "张丰,GH2026-00001,1000.02,成功,,S1";

/// What is read of a file with a good line, the lines given, and another good line.
fn around(lines: &str) -> Report {
    let text = format!("{HEADER}\r\n{GOOD}\r\n{lines}\r\n李某,GH2026-00002,1.00,处理中,,\r\n");
    read(text.as_bytes(), format("icbc-batch")).unwrap()
}

#[test]
fn a_bad_line_hides_no_good_one() {
    use Field::{Amount, Line, Outcome as Result, Reference};
    use LineProblem::{Duplicate, Encoding, Missing, Quote, Shape, Unknown};
    #[rustfmt::skip]
    let cases = [
        // why                     line                                 fault                  rows
        ("a word nobody agreed",   "王某,GH2026-00003,1.00,好像成功,,",   Some((Result, Unknown)),    2),
        ("no word",                "王某,GH2026-00003,1.00,,,",           Some((Result, Missing)),    2),
        ("three decimals",         "王某,GH2026-00003,1.005,成功,,",      Some((Amount, Shape)),      2),
        ("negative",               "王某,GH2026-00003,-1.00,成功,,",      Some((Amount, Shape)),      2),
        ("an exponent",            "王某,GH2026-00003,1e3,成功,,",        Some((Amount, Shape)),      2),
        ("full-width digits",      "王某,GH2026-00003,１.００,成功,,",      Some((Amount, Shape)),      2),
        ("no amount",              "王某,GH2026-00003,,成功,,",           Some((Amount, Missing)),    2),
        ("words for an amount",    "王某,GH2026-00003,壹元,成功,,",        Some((Amount, Shape)),      2),
        ("no reference",           "王某,,1.00,成功,,",                   Some((Reference, Missing)), 2),
        ("a name for a reference", "王某,王某,1.00,成功,,",                Some((Reference, Shape)),   2),
        ("an open quotation mark", "\"王某,GH2026-00003,1.00,成功,,",      Some((Line, Quote)),        2),
        ("too few cells",          "王某",                                Some((Reference, Missing)), 2),
        ("the same reference",     "张丰,GH2026-00001,1000.02,失败,x,",    Some((Reference, Duplicate)), 3),
        ("broken bytes",           "王\u{FFFD},GH2026-00003,1.00,成功,,",  Some((Line, Encoding)),     2),
        ("a quoted amount",        "王某,GH2026-00003,\"1,000.00\",成功,,", None,                      3),
        ("a quoted comma",         "\"王,某\",GH2026-00003,1.00,成功,,",    None,                      3),
        ("too many cells",         "王某,GH2026-00003,1.00,成功,,S,x,x",   None,                      3),
        ("spaces and a tab",       " 王某 ,\tGH2026-00003 ,1.00,成功,,",   None,                      3),
        ("the mark of a text",     "王某,'GH2026-00003,1.00,成功,,",       None,                      3),
        ("a blank line",           "",                                    None,                      2),
        ("a line of commas",       ",,,,,",                               None,                      2),
    ];
    for (why, line, fault, rows) in cases {
        let report = around(line);
        let wanted = fault.map(|(field, problem)| LineFault { line: 3, field, problem });
        assert_eq!(report.faults, wanted.into_iter().collect::<Vec<_>>(), "{why}");
        assert_eq!(report.rows.len(), rows, "{why}");
        assert_eq!(report.rows.first().unwrap().reference, "GH2026-00001", "{why}");
        assert_eq!(report.rows.last().unwrap().reference, "GH2026-00002", "{why}");
        assert_eq!(report.others, None, "{why}: nothing is known of what is not listed");
    }
}

#[test]
fn every_outcome_is_read_with_its_reason() {
    let text = "流水号,结果,原因,金额,备注\n\
        S1,成功,,1.00,A-1\n,失败,账户名不符,2.00,A-2\n,处理中,,3.00,A-3\nS4,退票,账户已销户,4.00,A-4\n";
    let words = |text: &str| (String::new(), text.to_owned());
    let (code, text_2) = words("账户名不符");
    let (code_4, text_4) = words("账户已销户");
    let wanted = [
        ("A-1", Outcome::Paid, 100, Some("S1")),
        ("A-2", Outcome::Rejected { code, text: text_2 }, 200, None),
        ("A-3", Outcome::Pending, 300, None),
        ("A-4", Outcome::Returned { code: code_4, text: text_4 }, 400, Some("S4")),
    ];
    let encodings = [
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-8 with a mark", [b"\xEF\xBB\xBF", text.as_bytes()].concat()),
        ("GBK", GBK.encode(text).0.into_owned()),
        ("GB 18030", GB18030.encode(text).0.into_owned()),
        ("line ends as on Windows", text.replace('\n', "\r\n").into_bytes()),
        ("a title above", format!("批量支付结果\n\n{text}").into_bytes()),
    ];
    for (why, bytes) in encodings {
        let report = read(&bytes, format("icbc-batch")).unwrap();
        assert_eq!(report.faults, [], "{why}");
        for (row, (reference, outcome, fen, serial)) in report.rows.iter().zip(&wanted) {
            assert_eq!((row.reference.as_str(), &row.outcome), (*reference, outcome), "{why}");
            assert_eq!(
                (row.amount, row.serial.as_deref()),
                (Some(Fen::new(*fen)), *serial),
                "{why}"
            );
        }
        assert_eq!(report.rows.len(), 4, "{why}");
    }
}

#[test]
fn one_broken_byte_spoils_one_line() {
    let text = format!("{HEADER}\n{GOOD}\n王某,GH2026-00003,1.00,成功,,\n");
    let mut bytes = GBK.encode(&text).0.into_owned();
    let at = bytes.windows(2).rposition(|pair| pair == GBK.encode("某").0.as_ref()).unwrap();
    bytes[at] = 0xFF;
    let report = read(&bytes, format("icbc-batch")).unwrap();
    let fault = LineFault { line: 3, field: Field::Line, problem: LineProblem::Encoding };
    assert_eq!((report.rows.len(), report.faults), (1, vec![fault]));
}

#[test]
fn totals_are_read_and_compared() {
    let file = |count: &str, total: &str| {
        format!(
            "总笔数|{count}|总金额|{total}|批次号|GH-1\n参考号|金额|结果|原因|流水号\nA-1|1.00|成功||\nA-2|2.00|失败|x|\n"
        )
    };
    let mismatch = |field| LineFault { line: 0, field, problem: LineProblem::Mismatch };
    let shape = |field| LineFault { line: 1, field, problem: LineProblem::Shape };
    let cases = [
        ("right", file("2", "3.00"), vec![]),
        ("a count too many", file("3", "3.00"), vec![mismatch(Field::Count)]),
        ("a fen too little", file("2", "2.99"), vec![mismatch(Field::Total)]),
        ("no count", file("二", "3.00"), vec![shape(Field::Count)]),
        ("no total", file("2", "3.001"), vec![shape(Field::Total)]),
    ];
    for (why, text, wanted) in cases {
        let report = read(text.as_bytes(), format("plain-utf8")).unwrap();
        assert_eq!((report.rows.len(), report.faults), (2, wanted), "{why}");
        assert_eq!(report.message.as_deref(), Some("GH-1"), "{why}");
    }
}

#[test]
fn what_is_no_result_file_is_refused() {
    let cases: [(&str, Vec<u8>, ReportFault); 6] = [
        ("nothing", vec![], ReportFault::Empty),
        ("blank lines", b"\r\n\r\n".to_vec(), ReportFault::Empty),
        (
            "the payment file",
            write(&plain(1), format("icbc-batch")).unwrap().bytes,
            ReportFault::Header,
        ),
        ("no agreed amount", "备注,结果\nA-1,成功\n".into(), ReportFault::Header),
        ("a picture", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec(), ReportFault::Header),
        ("too many bytes", vec![b'a'; 4 * 1024 * 1024 + 1], ReportFault::TooLarge),
    ];
    for (why, bytes, wanted) in cases {
        assert_eq!(read(&bytes, format("icbc-batch")), Err(wanted), "{why}");
    }
}

#[test]
fn what_the_bank_gives_back_is_what_was_sent() {
    let batch = plain(100);
    let file = write(&batch, format("plain-utf8")).unwrap();
    let text = String::from_utf8(file.bytes).unwrap();
    let answered: String = (0..).zip(text.lines()).fold(String::new(), |mut answer, (at, line)| {
        let tail = match at {
            0 => "",
            1 => "|结果|原因|流水号",
            _ => "|成功||S",
        };
        answer.push_str(&format!("{line}{tail}\n"));
        answer
    });
    let report = read(answered.as_bytes(), format("plain-utf8")).unwrap();
    assert_eq!(report.faults, []);
    assert_eq!((report.count, report.total), (Some(100), batch.total()));
    for (row, payment) in report.rows.iter().zip(&batch.instructions) {
        assert_eq!((&row.reference, row.amount), (&payment.reference, Some(payment.amount)));
    }
}

#[test]
fn every_format_of_the_table_is_whole() {
    let formats: &[BankFormat] = bank::formats();
    let codes: Vec<_> = formats.iter().map(|format| format.code.as_str()).collect();
    assert_eq!(codes, ["iso20022", "iso20022-2019", "icbc-batch", "plain-utf8"]);
    for format in formats {
        let Layout::Table(table) = &format.layout else { continue };
        use bank::format::Kind::{Amount, Reference, ToHolder, ToNumber};
        for kind in [Amount, Reference, ToHolder, ToNumber] {
            let found = table.column.iter().filter(|column| column.kind == kind).count();
            assert_eq!(found, 1, "{} needs one {kind:?}", format.code);
        }
        let carries = table.column.iter().find(|column| column.kind == Reference).unwrap();
        assert_eq!(carries.header, table.result.reference, "the bank gives the cell back");
        for word in ["成功", "失败", "处理中", "退票"] {
            assert!(table.result.words.contains_key(word), "{}: {word}", format.code);
        }
    }
}

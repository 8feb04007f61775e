//! Files for people, read again.

use domain::money::Fen;
use jiff::civil::date;
use sheet::{Cell, Column, Heading, Sheet, WriteFault, read, returned, write_csv, write_xlsx};
use std::io::Read;

const COLUMNS: [Column; 3] = [
    Column { code: "name", names: &["姓名"], required: true },
    Column { code: "amount", names: &["金额"], required: false },
    Column { code: "day", names: &["日期"], required: false },
];

fn example() -> Sheet {
    let heading = |title: &str| Heading { title: title.into(), width: 20 };
    let row = |text: &str, fen, day| {
        vec![Cell::Text(text.into()), Cell::Fen(Fen::new(fen)), day, Cell::Count(3)]
    };
    Sheet {
        name: "发放表".into(),
        columns: ["姓名", "金额", "日期", "笔数"].map(heading).into(),
        rows: vec![
            row("=1+1", 123_450, Cell::Date(date(2026, 8, 31))),
            row("张丰", 1, Cell::Date(date(1895, 1, 1))),
            row("219901198805120018", 123_456_789_012_345_678, Cell::Empty),
        ],
    }
}

fn part(workbook: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_workbook_says_what_it_was_given() {
    let bytes = write_xlsx(&[example()]).unwrap();
    let table = read(&bytes, &COLUMNS).unwrap();
    let own: Vec<Vec<&str>> =
        table.rows.iter().map(|row| row.own.iter().map(String::as_str).collect()).collect();
    let wanted = [
        ["=1+1", "1234.5", "2026-08-31", "3"],
        ["张丰", "0.01", "1895-01-01", "3"],
        ["219901198805120018", "1234567890123456.78", "", "3"],
    ];
    assert_eq!(own, wanted);
    let page = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(!page.contains("<f>"), "no text becomes a formula");
    assert!(page.contains("state=\"frozen\""), "the header stays");
    assert!(part(&bytes, "xl/styles.xml").contains("#,##0.00"), "two places");
    assert!(part(&bytes, "docProps/core.xml").contains("2000-01-01"), "no clock");
    assert_eq!(write_xlsx(&[example()]).unwrap(), bytes, "the same bytes again");
}

#[test]
fn what_a_workbook_cannot_hold_is_a_fault() {
    let sheet = |name: &str, text: String| Sheet {
        name: name.into(),
        columns: vec![],
        rows: vec![vec![Cell::Text(text)]],
    };
    let cases = [
        ("a long text", sheet("a", "x".repeat(32_768)), WriteFault::Text),
        ("no name", sheet("", String::new()), WriteFault::Name),
        ("a long name", sheet(&"x".repeat(32), String::new()), WriteFault::Name),
        ("a name with a slash", sheet("a/b", String::new()), WriteFault::Name),
    ];
    for (why, sheet, wanted) in cases {
        assert_eq!(write_xlsx(&[sheet]), Err(wanted), "{why}");
    }
}

#[test]
fn a_csv_has_a_mark_and_no_formulas() {
    let cases = [
        // why                  text                     written
        ("plain", "张丰", "张丰"),
        ("a comma", "a,b", "\"a,b\""),
        ("a quotation mark", "a\"b", "\"a\"\"b\""),
        ("two lines", "a\nb", "\"a\nb\""),
        ("equals", "=cmd()", "\"'=cmd()\""),
        ("plus", "+1", "\"'+1\""),
        ("minus", "-1", "\"'-1\""),
        ("at", "@SUM(1)", "\"'@SUM(1)\""),
        ("full width", "＝1", "\"'＝1\""),
        ("a tab", "\t=1", "\"'\t=1\""),
        ("an ID number", "219901198805120018", "\"'219901198805120018\""),
    ];
    for (why, text, wanted) in cases {
        let sheet = Sheet {
            name: String::new(),
            columns: vec![Heading { title: "姓名".into(), width: 1 }],
            rows: vec![vec![Cell::Text(text.into()), Cell::Fen(Fen::new(123_450))]],
        };
        let bytes = write_csv(&sheet);
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text, format!("\u{FEFF}姓名\r\n{wanted},1234.50\r\n"), "{why}");
    }
}

#[test]
fn a_returned_file_keeps_the_persons_columns_and_may_come_back() {
    let csv = "姓名,我的备注,金额\n张丰,甲,1\n李某,乙,x\n王某,丙,2\n";
    let table = read(csv.as_bytes(), &COLUMNS).unwrap();
    let results = [(2, Ok(())), (3, Err(vec!["金额不正确".to_owned(), "请更正".to_owned()]))];
    let bytes = returned(&table, &results).unwrap();
    let page = [Column { code: "result", names: &["校验结果"], required: true }];
    let again = read(&bytes, &COLUMNS).unwrap();
    assert_eq!(again.header, ["姓名", "我的备注", "金额"], "our columns are not the person's");
    assert_eq!(again.rows[1].own, ["李某", "乙", "x"]);
    let said = read(&bytes, &page).unwrap();
    let said: Vec<_> = said.rows.iter().map(|row| row.text("result")).collect();
    assert_eq!(said, [Some("通过"), Some("不通过"), None]);
    assert!(part(&bytes, "xl/sharedStrings.xml").contains("金额不正确；请更正"));
}

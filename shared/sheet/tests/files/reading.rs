//! People's files as WPS and Excel write them, read by rows.

use encoding_rs::{GB18030, GBK};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use sheet::{CellFault, CellProblem, Column, SheetFault, read};
use std::io::Write;
use zip::write::SimpleFileOptions;

const COLUMNS: [Column; 4] = [
    Column { code: "name", names: &["姓名"], required: true },
    Column { code: "id", names: &["身份证号", "公民身份号码"], required: true },
    Column { code: "born", names: &["出生日期"], required: false },
    Column { code: "amount", names: &["金额", "补助金额"], required: false },
];

const CSV: &str = "姓名,身份证号,金额\r\n张丰,219901198805120018,\"1,234.50\"\r\n";

fn marked(text: &str) -> Vec<u8> {
    [b"\xEF\xBB\xBF", text.as_bytes()].concat()
}

#[test]
fn a_csv_is_read_in_every_form_that_spreadsheets_write() {
    let cases = [
        ("UTF-8", CSV.as_bytes().to_vec()),
        ("UTF-8 with a mark", marked(CSV)),
        ("GBK, as WPS writes it", GBK.encode(CSV).0.into_owned()),
        ("line feeds", CSV.replace("\r\n", "\n").into_bytes()),
        ("no line end at the end", CSV.trim_end().as_bytes().to_vec()),
        ("blank lines", CSV.replace("\r\n", "\r\n\r\n").into_bytes()),
        ("a title row above", marked(&format!("2026年困难职工花名册,,\r\n{CSV}"))),
        ("a synonym", CSV.replace("身份证号", "公民身份号码").into_bytes()),
        ("stars and spaces", CSV.replace("身份证号", "*身份 证号：").into_bytes()),
        ("a note in brackets", CSV.replace("金额", "补助金额（元）").into_bytes()),
        ("the mark of a text", CSV.replace(",2199", ",'2199").into_bytes()),
        ("a tab after the number", CSV.replace("0018,", "0018\t,").into_bytes()),
        ("semicolons", CSV.replace("\"1,234.50\"", "1234.50").replace(',', ";").into_bytes()),
    ];
    for (why, bytes) in cases {
        let table = read(&bytes, &COLUMNS).unwrap_or_else(|fault| panic!("{why}: {fault}"));
        assert_eq!(table.rows.len(), 1, "{why}");
        let row = &table.rows[0];
        assert_eq!(row.text("name"), Some("张丰"), "{why}");
        assert_eq!(row.text("id"), Some("219901198805120018"), "{why}");
        assert_eq!(row.fen("amount").unwrap().map(|fen| fen.fen()), Some(123_450), "{why}");
        assert_eq!(row.faults, [], "{why}");
    }
}

#[test]
fn rare_characters_and_line_numbers_survive() {
    let text = "花名册\n\n姓名,身份证号\n𬭎某,219901198805120018\n\n,\n㛃某,219902199001010017\n";
    for (why, text) in [("line feeds", text.to_owned()), ("as Excel", text.replace('\n', "\r\n"))] {
        let table = read(&GB18030.encode(&text).0, &COLUMNS).unwrap();
        let rows: Vec<_> =
            table.rows.iter().map(|row| (row.line, row.text("name").unwrap())).collect();
        assert_eq!(rows, [(4, "𬭎某"), (7, "㛃某")], "{why}");
    }
}

#[test]
fn what_is_no_table_is_refused_and_says_why() {
    let wide = format!("姓名,身份证号{}\n", ",".repeat(100));
    let long = format!("姓名,身份证号\n{}", "张丰,1\n".repeat(20_001));
    let cases: [(&str, Vec<u8>, SheetFault); 11] = [
        ("nothing", Vec::new(), SheetFault::Empty),
        ("spaces", b" \r\n \r\n".to_vec(), SheetFault::Empty),
        ("empty cells", b",,\r\n,,\r\n".to_vec(), SheetFault::Empty),
        ("an old XLS", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0".to_vec(), SheetFault::Kind),
        ("some other archive", archive("word/document.xml", b"x"), SheetFault::Kind),
        ("a cut workbook", workbook()[..700].to_vec(), SheetFault::Kind),
        ("no header", "张丰,219901198805120018\n".into(), SheetFault::NoHeader),
        ("a column missing", "姓名,金额\n张丰,1\n".into(), SheetFault::Missing(vec!["id"])),
        ("a column twice", "姓名,身份证号,姓名\n".into(), SheetFault::Twice("name")),
        ("too wide", wide.into(), SheetFault::TooManyColumns),
        ("too long", long.into(), SheetFault::TooManyRows),
    ];
    for (why, bytes, wanted) in cases {
        assert_eq!(read(&bytes, &COLUMNS), Err(wanted), "{why}");
    }
    let quote = "姓名,身份证号\n\"张丰,1\n李某,2\n";
    assert_eq!(read(quote.as_bytes(), &COLUMNS), Err(SheetFault::Quote), "an open quotation mark");
    let most = format!("姓名,身份证号\n{}", "张丰,1\n".repeat(20_000));
    assert_eq!(read(most.as_bytes(), &COLUMNS).map(|table| table.rows.len()), Ok(20_000));
    assert_eq!(read(&vec![b'a'; 6 * 1024 * 1024 + 1], &COLUMNS), Err(SheetFault::TooLarge));
}

#[test]
fn a_workbook_that_unpacks_to_too_much_is_refused() {
    let bomb = archive("xl/workbook.xml", &vec![b' '; 70 * 1024 * 1024]);
    assert!(bomb.len() < 1024 * 1024);
    assert_eq!(read(&bomb, &COLUMNS), Err(SheetFault::TooLarge));
}

#[test]
fn two_cells_far_apart_do_not_fill_the_memory() {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.write_string(0, 0, "姓名").unwrap();
    page.write_string(1_048_575, 16_383, "x").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(read(&bytes, &COLUMNS), Err(SheetFault::TooManyColumns));
}

#[test]
fn a_workbook_is_read_with_its_numbers_and_days() {
    let table = read(&workbook(), &COLUMNS).unwrap();
    assert_eq!(table.header, ["姓名", "身份证号", "出生日期", "金额", "备注"]);
    let found: Vec<_> = table
        .rows
        .iter()
        .map(|row| {
            let born = row.date("born").map(|date| date.map(|date| date.to_string()));
            (row.line, row.text("id"), born, row.fen("amount").map(|fen| fen.map(|fen| fen.fen())))
        })
        .collect();
    let month = CellFault { column: "born", problem: CellProblem::Month };
    let shape = CellFault { column: "amount", problem: CellProblem::Shape };
    let id = Some("219901198805120018");
    let day = |text: &str| Ok(Some(text.to_owned()));
    #[rustfmt::skip]
    let wanted = [
        // line id                        born                                 amount
        (3, id,                       day("1988-05-12"),                    Ok(Some(123_450))),
        (4, None,                     day("1988-05-12"),                    Ok(Some(30))),
        (5, Some("219901880512001"),  Err(month),                          Err(shape)),
        (7, id,                       day("2020-08-01"),                    Ok(None)),
    ];
    assert_eq!(found, wanted);
    let rounded = CellFault { column: "id", problem: CellProblem::Rounded };
    assert_eq!(table.rows[1].faults, [rounded], "a long number lost its end");
    assert_eq!(table.rows[0].own, ["张丰", "219901198805120018", "1988-05-12", "1234.5", "own"]);
    assert!(!format!("{:?}", table.rows).contains("2199"), "no cell is in a log");
}

/// A title row, a header, and rows as people type them.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let hidden = book.add_worksheet();
    hidden.set_name("说明").unwrap().write_string(0, 0, "请勿修改").unwrap();
    let page = book.add_worksheet();
    let day = Format::new().set_num_format("yyyy/m/d");
    page.merge_range(0, 0, 0, 4, "2026年花名册", &Format::new()).unwrap();
    for (column, name) in (0..).zip(["姓名", "身份证号", "出生日期", "金额", "备注"])
    {
        page.write_string(1, column, name).unwrap();
    }
    page.write_row(2, 0, ["张丰", "219901198805120018"]).unwrap();
    let born = ExcelDateTime::from_ymd(1988, 5, 12).unwrap();
    page.write_datetime_with_format(2, 2, &born, &day).unwrap();
    page.write_number(2, 3, 1234.5).unwrap().write_string(2, 4, "own").unwrap();
    page.write_string(3, 0, "李某")
        .unwrap()
        .write_number(3, 1, 219_901_198_805_120_018_f64)
        .unwrap();
    // What a sum of 0.1 and 0.2 is; a spreadsheet shows 0.3.
    page.write_number(3, 2, 32275.0).unwrap();
    page.write_number(3, 3, 0.300_000_000_000_000_04).unwrap();
    page.write_string(4, 0, "王某").unwrap().write_number(4, 1, 219_901_880_512_001_f64).unwrap();
    page.write_number(4, 2, 2020.1).unwrap().write_number(4, 3, 12.345).unwrap();
    page.write_row(6, 0, ["赵某", " 219901198805120018 ", "2020年8月"]).unwrap();
    book.save_to_buffer().unwrap()
}

fn archive(name: &str, content: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file(name, SimpleFileOptions::default()).unwrap();
    archive.write_all(content).unwrap();
    archive.finish().unwrap().into_inner()
}

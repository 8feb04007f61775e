//! Cells as people write them, and what is said of each.

use super::*;
use jiff::civil::date;

fn door() -> Door {
    Door { today: date(2026, 11, 28), synthetic: true }
}

/// A whole row with some cells replaced; an empty text takes a cell away.
fn cells(with: &[(&'static str, &str)]) -> Cells {
    let whole = [
        ("name", "巴特尔·某"),
        ("ethnicity", "蒙古族"),
        ("idNumber", "219901198805120018"),
        ("mobile", "15400000001"),
        ("employer", "沈阳合成一号机械有限公司"),
        ("agreed", "纸质"),
    ];
    let mut texts: HashMap<&'static str, String> =
        whole.into_iter().map(|(column, text)| (column, text.to_owned())).collect();
    for (column, text) in with {
        texts.insert(column, (*text).to_owned());
    }
    texts.retain(|_, text| !text.is_empty());
    Cells { line: 3, texts, ..Cells::default() }
}

#[test]
fn every_faulty_cell_is_named_at_once_and_none_is_dropped() {
    #[rustfmt::skip]
    #[expect(clippy::type_complexity, reason = "a table's row")]
    let rows: [(&str, &[(&'static str, &str)], &[(&str, Fault)]); 19] = [
        // why                         cells                                        columns and faults
        ("whole",                      &[],                                         &[]),
        ("rare characters",            &[("name", "𬭎㛃")],                          &[]),
        ("a small x",                  &[("idNumber", "21990119880512019x")],       &[]),
        ("spaces in the name",         &[("name", "张 丰")],                         &[("name", Fault::NameCharacters)]),
        ("one character",              &[("name", "张")],                            &[("name", Fault::NameLength)]),
        ("a wrong check digit",        &[("idNumber", "219901198805120019")],       &[("idNumber", Fault::IdChecksum)]),
        ("15 digits",                  &[("idNumber", "219901880512001")],          &[("idNumber", Fault::Id15)]),
        ("a date that is none",        &[("idNumber", "219903197002290011")],       &[("idNumber", Fault::IdDate)]),
        ("the other sex",              &[("sex", "女")],                             &[("sex", Fault::RelationDiffers)]),
        ("the other document",         &[("idType", "港澳台居民居住证")],             &[("idType", Fault::IdTypeDiffers)]),
        ("a passport",                 &[("idType", "护照")],                        &[("idType", Fault::IdType)]),
        ("ten digits",                 &[("mobile", "1540000001")],                 &[("mobile", Fault::MobileFormat)]),
        ("a machine's number",         &[("mobile", "1480000000001")],              &[("mobile", Fault::MobileIot)]),
        ("a word misspelled",          &[("ethnicity", "蒙族")],                     &[("ethnicity", Fault::NotAWord)]),
        ("neither yes nor no",         &[("migrant", "也许")],                       &[("migrant", Fault::Flag)]),
        ("a year of two digits",       &[("workSince", "98")],                      &[("workSince", Fault::Year)]),
        ("a wrong credit code",        &[("creditCode", "91210102XX00000198")],     &[("creditCode", Fault::CreditCode)]),
        ("nothing at all",             &[("name", ""), ("idNumber", ""), ("mobile", ""), ("ethnicity", ""), ("employer", "")],
                                       &[("name", Fault::Required), ("idNumber", Fault::Required), ("mobile", Fault::Required), ("ethnicity", Fault::Required), ("employer", Fault::Required)]),
        ("several at once",            &[("mobile", "1"), ("education", "很高"), ("agreed", "口头")],
                                       &[("mobile", Fault::MobileFormat), ("agreed", Fault::NotAWord), ("education", Fault::NotAWord)]),
    ];
    for (why, with, wanted) in rows {
        let line = read(&cells(with), door());
        let found: Vec<(&str, Fault)> =
            line.faults.iter().map(|fault| (fault.column.as_str(), fault.fault)).collect();
        assert_eq!(found, wanted, "{why}");
        assert_eq!(line.row.is_some(), wanted.is_empty(), "{why}");
    }
}

#[test]
fn days_follow_from_the_number_and_the_calendar() {
    #[rustfmt::skip]
    #[expect(clippy::type_complexity, reason = "a table's row")]
    let rows: [(&str, &'static str, Result<Date, Fault>, Option<Fault>); 8] = [
        ("the same birth",    "birth",    Ok(date(1988, 5, 12)),  None),
        ("its month",         "birth",    Ok(date(1988, 5, 1)),   None),
        ("another birth",     "birth",    Ok(date(1988, 5, 13)),  Some(Fault::RelationDiffers)),
        ("January or October", "birth",   Err(Fault::Month),      Some(Fault::Month)),
        ("joined long ago",   "joined",   Ok(date(2010, 7, 1)),   None),
        ("joined tomorrow",   "joined",   Ok(date(2026, 11, 29)), Some(Fault::DateFuture)),
        ("a valid document",  "idExpiry", Ok(date(2030, 1, 1)),   None),
        ("an expired one",    "idExpiry", Ok(date(2020, 1, 1)),   Some(Fault::Expired)),
    ];
    for (why, column, day, wanted) in rows {
        let mut given = cells(&[(column, "x")]);
        given.days.insert(column, day);
        let found = read(&given, door()).faults;
        assert_eq!(found.first().map(|fault| fault.fault), wanted, "{why}");
    }
    let endless = cells(&[("idExpiry", "长期")]);
    assert!(read(&endless, door()).row.is_some(), "a document without end");
}

#[test]
fn what_is_kept_is_the_dictionarys_code() {
    let with =
        [("education", "大专"), ("migrant", "是"), ("group", "快递员"), ("workSince", "2015年7月")];
    let row = read(&cells(&with), door()).row.unwrap();
    let facts: Vec<(&str, &str)> =
        row.facts.iter().map(|(column, value)| (column.as_str(), value.as_str())).collect();
    let wanted = [
        ("education", "30"),
        ("employer", "沈阳合成一号机械有限公司"),
        ("ethnicity", "02"),
        ("group", "COURIER"),
        ("migrant", "1"),
        ("workSince", "2015"),
    ];
    assert_eq!(facts, wanted);
    assert_eq!(row.agreed.as_deref(), Some("PAPER"));
}

#[test]
fn a_double_is_found_by_document_and_by_mobile() {
    let line = |at, with: &[(&'static str, &str)]| {
        let mut given = cells(with);
        given.line = at;
        read(&given, door())
    };
    let mut lines = vec![
        line(2, &[]),
        line(3, &[("idNumber", "219901198805120026"), ("mobile", "15400000002")]),
        line(4, &[("mobile", "15400000003")]),
        line(5, &[("idNumber", "219902199511030130")]),
    ];
    mark_doubles(&mut lines);
    let found: Vec<Option<(Fault, Option<u32>)>> = lines
        .iter()
        .map(|line| line.faults.first().map(|fault| (fault.fault, fault.line)))
        .collect();
    let wanted = [None, None, Some((Fault::SameId, Some(2))), Some((Fault::SameMobile, Some(2)))];
    assert_eq!(found, wanted);
    assert!(lines[2].row.is_none() && lines[0].row.is_some());
}

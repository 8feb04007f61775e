//! Days and amounts as people write them.

#[test]
fn a_day_is_read_only_where_it_can_mean_one_thing() {
    let cases = [
        // why                     text                    wanted
        ("as on forms", "2020-08-31", Some("2020-08-31")),
        ("one digit", "2020-8-1", Some("2020-08-01")),
        ("slashes", "2020/8/31", Some("2020-08-31")),
        ("dots", "2020.08.31", Some("2020-08-31")),
        ("dots, no day", "2020.8", Some("2020-08-01")),
        ("dots, October", "2020.10", Some("2020-10-01")),
        ("in Chinese", "2020年8月31日", Some("2020-08-31")),
        ("in Chinese, spoken", "2020年8月31号", Some("2020-08-31")),
        ("in Chinese, no day", "2020年8月", Some("2020-08-01")),
        ("eight digits", "20200831", Some("2020-08-31")),
        ("a spreadsheet's count", "44074", Some("2020-08-31")),
        ("midnight", "2020-08-31 00:00:00", Some("2020-08-31")),
        ("spaces", " 2020-08-31 ", Some("2020-08-31")),
        ("a leap day", "2020-02-29", Some("2020-02-29")),
        ("no leap year", "2021-02-29", None),
        ("a thirteenth month", "2020.13", None),
        ("a year alone", "2020", None),
        ("two digits of a year", "20-8-31", None),
        ("day first", "31/8/2020", None),
        ("full width", "２０２０-08-31", None),
        ("six digits", "202008", None),
        ("a count before 1927", "9999", None),
        ("words", "去年八月", None),
        ("nothing", "", None),
    ];
    for (why, text, wanted) in cases {
        let found = sheet::date(text).map(|date| date.to_string());
        assert_eq!(found.as_deref(), wanted, "{why}");
    }
}

#[test]
fn an_amount_is_read_only_where_it_can_mean_one_thing() {
    let cases = [
        // why                   text             wanted
        ("groups", "1,234.50", Some(123_450)),
        ("one place", "1234.5", Some(123_450)),
        ("whole", "3000", Some(300_000)),
        ("with its unit", "3000元", Some(300_000)),
        ("with its sign", "¥3,000.00", Some(300_000)),
        ("three decimals", "12.345", None),
        ("negative", "-12", None),
        ("an exponent", "1e3", None),
        ("full width", "１２", None),
        ("ten thousands", "3万", None),
        ("nothing", "", None),
    ];
    for (why, text, wanted) in cases {
        assert_eq!(sheet::fen(text).map(|fen| fen.fen()), wanted, "{why}");
    }
}

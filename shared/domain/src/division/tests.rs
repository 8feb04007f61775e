//! Divisions: the real table, and a small one with invented streets for what lies below counties.

use super::*;

/// One county with streets, one without.
const STREETS: &str = "\
21\t辽宁省\tprovince\t21
2101\t沈阳市\tcity\t2101
210102\t和平区\tcounty\t210102
210106\t铁西区\tcounty\t210106
210106901\t甲街道\ttownship\t210106901
210106902\t乙镇\ttownship\t210106902
";

fn code(text: &str) -> DivisionCode {
    DivisionCode::parse(text).unwrap()
}

fn codes(found: &[Division]) -> Vec<&str> {
    found.iter().map(|division| division.code.as_str()).collect()
}

#[test]
fn the_table_holds_the_province_its_14_cities_and_100_counties() {
    table::assert_sorted(TABLE);
    let all: Vec<Division> =
        table::rows(TABLE, "21").filter_map(|(key, _)| find_in(TABLE, key)).collect();
    let count = |level| all.iter().filter(|division| division.level == level).count();
    assert_eq!(all.len(), table::rows(TABLE, "").count(), "every row can be read");
    assert_eq!((count(Level::Province), count(Level::City), count(Level::County)), (1, 14, 100));
    for division in &all {
        assert_eq!(DivisionCode::parse(division.code.as_str()).as_ref(), Ok(&division.code));
        let parent = division.code.parent();
        assert!(parent.is_none_or(|parent| find(&parent).is_some()), "{}", division.full_name);
        let own = division.gb == Some(division.code.as_str());
        assert_eq!(own, division.level != Level::Zone, "{}", division.full_name);
        let known = division.gb.is_none_or(|gb| table::row(TABLE, gb).is_some());
        assert!(known, "{}", division.full_name);
    }
}

#[test]
fn counties_per_city_are_those_of_the_standard() {
    let wanted = [
        ("2101", 13),
        ("2102", 10),
        ("2103", 7),
        ("2104", 7),
        ("2105", 6),
        ("2106", 6),
        ("2107", 7),
        ("2108", 6),
        ("2109", 7),
        ("2110", 7),
        ("2111", 4),
        ("2112", 7),
        ("2113", 7),
        ("2114", 6),
    ];
    for (city, counties) in wanted {
        let below = children(&code(city));
        let found = below.iter().filter(|division| division.level == Level::County).count();
        assert_eq!(found, counties, "{city}");
    }
    assert_eq!(children(&code("21")).len(), 14);
    assert!(children(&code("210106")).is_empty(), "streets are not in the table");
}

#[test]
fn one_place_has_one_code() {
    use InvalidDivisionCode::{Shape, Unknown};
    #[rustfmt::skip]
    let cases = [
        // why                              text             wanted
        ("a county",                        "210106",        Ok("210106")),
        ("a street of a known county",      "210106004",     Ok("210106004")),
        ("a community",                     "210106004001",  Ok("210106004001")),
        ("a province filled up",            "210000",        Ok("21")),
        ("a city filled up",                "210100",        Ok("2101")),
        ("a county filled up",              "210106000000",  Ok("210106")),
        ("a street filled up",              "210106004000",  Ok("210106004")),
        ("a province filled up to the end", "210000000000",  Ok("21")),
        ("spaces around",                   " 210106 ",      Ok("210106")),
        ("普兰店市, retired",                "210282",        Ok("210214")),
        ("大洼县, retired",                  "211121",        Ok("211104")),
        ("辽中县, retired",                  "210122",        Ok("210115")),
        ("a town of a retired county",      "210122101",     Ok("210115")),
        ("another province",                "110105",        Ok("110105")),
        ("a zone of our own",               "210272",        Ok("210272")),
        ("no such city",                    "2199",          Err(Unknown)),
        ("no such county",                  "210107",        Err(Unknown)),
        ("a street of no county",           "210107001",     Err(Unknown)),
        ("three digits",                    "210",           Err(Shape)),
        ("eight digits",                    "21010600",      Err(Shape)),
        ("a letter",                        "21010a",        Err(Shape)),
        ("a leading zero",                  "010106",        Err(Shape)),
        ("full-width",                      "２１",           Err(Shape)),
        ("empty",                           "",              Err(Shape)),
    ];
    for (why, text, wanted) in cases {
        let got = DivisionCode::parse(text);
        assert_eq!(got.as_ref().map(DivisionCode::as_str), wanted.as_ref().copied(), "{why}");
    }
}

#[test]
fn a_name_finds_every_place_that_it_may_mean() {
    let cases: [(&str, &str, &[&str]); 12] = [
        // why                            text            wanted
        ("two districts of a name", "铁西区", &["210106", "210303"]),
        ("without the ending", "铁西", &["210106", "210303"]),
        ("with its city", "沈阳铁西", &["210106"]),
        ("with its city, in full", "沈阳市铁西区", &["210106"]),
        ("the whole path", "辽宁省鞍山市铁西区", &["210303"]),
        ("city and county of a name", "抚顺", &["2104", "210421"]),
        ("a district named 西市", "西市区", &["210803"]),
        ("an autonomous county", "新宾", &["210422"]),
        ("spaces inside", "沈阳 铁西", &["210106"]),
        ("nowhere", "浦东新区", &[]),
        ("only an ending", "省", &["21"]),
        ("nothing", " ", &[]),
    ];
    for (why, text, wanted) in cases {
        assert_eq!(codes(&search(text)), wanted, "{why}");
    }
}

#[test]
fn a_place_knows_what_it_lies_in() {
    let community = code("210106004001");
    assert_eq!(street_of(&community), Some(code("210106004")));
    assert_eq!(county_of(&community), Some(code("210106")));
    assert_eq!(city_of(&community), Some(code("2101")));
    assert_eq!(street_of(&code("210106")), None);
    assert_eq!(county_of(&code("2101")), None);
    assert_eq!(city_of(&code("21")), None);
    assert_eq!(code("2101").parent(), Some(code("21")));
    assert_eq!(code("21").parent(), None);
    assert!(community.is_within(&code("2101")) && !code("2101").is_within(&community));
    let found = find(&code("210106")).unwrap();
    assert_eq!((found.name, found.full_name.as_str()), ("铁西区", "辽宁省沈阳市铁西区"));
    assert_eq!(find(&community), None, "communities are not in the table");
}

#[test]
fn streets_are_rows_like_all_others() {
    table::assert_sorted(STREETS);
    let county = code("210106");
    assert_eq!(codes(&children_in(STREETS, &county)), ["210106901", "210106902"]);
    assert_eq!(codes(&search_in(STREETS, "铁西甲")), ["210106901"]);
    let street = find_in(STREETS, "210106902").unwrap();
    assert_eq!(
        (street.full_name.as_str(), street.level),
        ("辽宁省沈阳市铁西区乙镇", Level::Township)
    );
    let cases = [
        // why                                    text            wanted
        ("a street that is listed", "210106901", true),
        ("a community of it", "210106901001", true),
        ("a street that is not, others are", "210106903", false),
        ("a street of a county without list", "210102001", true),
    ];
    for (why, text, wanted) in cases {
        assert_eq!(DivisionCode::parse_in(STREETS, text).is_ok(), wanted, "{why}");
    }
}

#[test]
fn a_code_survives_json() {
    let json = serde_json::to_string(&code("210100")).unwrap();
    assert_eq!(json, "\"2101\"");
    assert_eq!(serde_json::from_str::<DivisionCode>(&json).unwrap(), code("2101"));
    assert!(serde_json::from_str::<DivisionCode>("\"210107\"").is_err());
}

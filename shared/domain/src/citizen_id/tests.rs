//! Identity numbers: the vectors of domain 12.1 and every way in which a number can be wrong.

use super::*;
use jiff::civil::date;

#[test]
fn a_number_tells_birth_sex_and_place() {
    use Sex::{Female, Male};
    #[rustfmt::skip]
    let cases = [
        // why                        number                born               sex     permit synthetic
        ("a man",                     "219901198805120018", date(1988, 5, 12), Male,   false, true),
        ("a woman",                   "219901198805120026", date(1988, 5, 12), Female, false, true),
        ("another place",             "219902199511030130", date(1995, 11, 3), Male,   false, true),
        ("29 February, leap year",    "219901197202290048", date(1972, 2, 29), Female, false, true),
        ("Hong Kong, synthetic",      "819900199001010016", date(1990, 1, 1),  Male,   true,  true),
        ("Macau, synthetic",          "829900198512310026", date(1985, 12, 31), Female, true, true),
        ("Taiwan, synthetic",         "839900197906300039", date(1979, 6, 30), Male,   true,  true),
        ("real place, nobody's year", "21010218880101001X", date(1888, 1, 1),  Male,   false, false),
        ("real permit area",          "810000188801010021", date(1888, 1, 1),  Female, true,  false),
    ];
    for (why, number, born, sex, permit, synthetic) in cases {
        let id = CitizenId::parse(number).unwrap_or_else(|error| panic!("{why}: {error}"));
        assert_eq!(id.birth_date(), born, "{why}");
        assert_eq!(id.sex(), sex, "{why}");
        assert_eq!(id.area(), &number[..6], "{why}");
        assert_eq!(id.is_residence_permit(), permit, "{why}");
        assert_eq!(id.is_synthetic(), synthetic, "{why}");
        assert_eq!(IdType::HkMoTwPermit.carries(&id), permit, "{why}");
        assert_eq!(IdType::IdCard.carries(&id), !permit, "{why}");
        assert!(!IdType::Passport.carries(&id), "{why}");
        assert_eq!(id.check_allowed(false).is_err(), synthetic, "{why}");
        assert_eq!(id.check_allowed(true), Ok(()), "{why}");
    }
}

#[test]
fn a_faulty_number_says_what_is_wrong() {
    use InvalidCitizenId::{Area, Characters, Check, Date, Length, OldForm};
    #[rustfmt::skip]
    let cases = [
        // why                              text                     wanted
        ("29 February, no leap year",       "219903197002290011",    Date),
        ("month 13",                        "219901198813120018",    Date),
        ("bad check digit",                 "219901198805120019",    Check),
        ("X where a digit belongs",         "21990119880512001X",    Check),
        ("17 characters",                   "21990119880512001",     Length),
        ("19 characters",                   "2199011988051200180",   Length),
        ("15 digits",                       "219901880512001",       OldForm),
        ("15 characters, not all digits",   "21990188051200X",       Length),
        ("a letter inside",                 "2199O1198805120018",    Characters),
        ("X inside",                        "2199X1198805120018",    Characters),
        ("full-width digits",               "2199011988051２００18",    Characters),
        ("18 bytes, 14 characters",         "219901198805１２",       Length),
        ("18 Han characters",               "公民身份号码公民身份号码公民身份号码", Characters),
        ("empty",                           "",                      Length),
        ("no province begins with 0",       "019901198805120018",    Area),
        ("nor with 24",                     "249901198805120018",    Area),
    ];
    for (why, text, wanted) in cases {
        assert_eq!(CitizenId::parse(text), Err(wanted), "{why}");
        assert!(wanted.code().starts_with("id_number_"), "{why}");
    }
}

#[test]
fn a_small_x_and_spaces_are_mended() {
    let id = CitizenId::parse(" 21010218880101001x ").unwrap();
    assert_eq!(id.expose(), "21010218880101001X");
}

#[test]
fn every_mistyped_digit_is_found() {
    let number = "219901198805120018";
    for at in 0..17 {
        for digit in b'0'..=b'9' {
            let mut other = number.as_bytes().to_vec();
            if other[at] == digit {
                continue;
            }
            other[at] = digit;
            assert!(CitizenId::parse(&String::from_utf8(other).unwrap()).is_err(), "at {at}");
        }
    }
}

#[test]
fn nobody_is_born_in_the_future() {
    let id = CitizenId::parse("219901198805120018").unwrap();
    assert_eq!(id.check_born(date(1988, 5, 12)), Ok(()));
    assert_eq!(id.check_born(date(1988, 5, 11)), Err(InvalidCitizenId::NotBornYet));
}

#[test]
fn age_turns_on_the_birthday() {
    #[rustfmt::skip]
    let cases = [
        // why                        birth              on                  wanted
        ("the day before",            date(2010, 6, 2),  date(2026, 6, 1),   15),
        ("the birthday",              date(2010, 6, 2),  date(2026, 6, 2),   16),
        ("29 February, no leap year", date(2008, 2, 29), date(2026, 2, 28),  17),
        ("the day after that",        date(2008, 2, 29), date(2026, 3, 1),   18),
        ("29 February, leap year",    date(2008, 2, 29), date(2024, 2, 29),  16),
        ("the day of birth",          date(2026, 6, 2),  date(2026, 6, 2),   0),
        ("before birth",              date(2026, 6, 2),  date(2026, 6, 1),   -1),
    ];
    for (why, birth, on, wanted) in cases {
        assert_eq!(age_on(birth, on), wanted, "{why}");
    }
}

#[test]
fn the_number_is_shown_nowhere_but_where_it_is_asked_for() {
    let id = CitizenId::parse("219901198805120018").unwrap();
    assert_eq!(id.to_string(), "2199**********0018");
    assert_eq!(format!("{id:?}"), "CitizenId(2199**********0018)");
    assert_eq!(serde_json::to_string(&id).unwrap(), "\"219901198805120018\"");
    for json in ["\"219901198805120019\"", "219901198805120018", "219901.5", "\"x2199\""] {
        let error = serde_json::from_str::<CitizenId>(json).unwrap_err().to_string();
        assert!(!error.contains("2199"), "{error}");
    }
}

#[test]
fn kinds_of_documents_are_said_in_one_word() {
    let kinds = [
        IdType::IdCard,
        IdType::HkMoTwPermit,
        IdType::Passport,
        IdType::Officer,
        IdType::HmTravel,
        IdType::TwTravel,
    ];
    for kind in kinds {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
    }
}

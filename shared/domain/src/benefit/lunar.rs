//! The days of the lunar year (农历) that a schedule needs, for the years that are in the table.
//!
//! Deliberately absent: any computation. A year that is not in the table is not settled.

use crate::table;
use jiff::civil::Date;

/// The reference table; its header says where it comes from.
const TABLE: &str = include_str!("../../../../infra/reference/lunar.tsv");

/// The end of a lunar year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LunarYearEnd {
    /// The first day of the twelfth month (腊月初一).
    pub twelfth_month: Date,
    /// Spring Festival (春节), the first day of the next lunar year.
    pub spring_festival: Date,
}

/// The end of the lunar year whose Spring Festival lies in that calendar year.
#[must_use]
pub fn before_spring_festival(year: i16) -> Option<LunarYearEnd> {
    let columns = table::row(TABLE, &format!("{year:04}"))?;
    let day = |at| table::column(columns, at).parse::<Date>().ok();
    Some(LunarYearEnd { twelfth_month: day(0)?, spring_festival: day(1)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{is_settled, is_working_day};

    #[test]
    fn every_year_is_a_month_long_and_agrees_with_the_notices() {
        table::assert_sorted(TABLE);
        for (key, _) in table::rows(TABLE, "20") {
            let year: i16 = key.parse().unwrap();
            let end = before_spring_festival(year).unwrap();
            let days = (end.spring_festival - end.twelfth_month).get_days();
            assert!(days == 29 || days == 30, "{year}: a lunar month has {days} days");
            assert_eq!(end.spring_festival.year(), year);
            if is_settled(year) {
                assert!(!is_working_day(end.spring_festival), "{year}: the notice has no holiday");
            }
        }
        assert_eq!(before_spring_festival(2023), None);
    }
}

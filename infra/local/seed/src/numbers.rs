//! Numbers that belong to nobody: synthetic areas, unallocated mobiles, credit codes with an XX body.
//!
//! The check characters are found by asking the domain's own parsers, so that the rule lives once.

use crate::fault::Fault;
use domain::citizen_id::{CitizenId, Sex};
use domain::credit_code::CreditCode;
use domain::mobile::Mobile;
use jiff::civil::Date;

/// An identity number of an area, a birth date and a place in the sequence of its day (0 to 499).
pub(crate) fn id_number(area: &str, born: Date, sex: Sex, place: u32) -> Result<CitizenId, Fault> {
    let odd = match sex {
        Sex::Male => 1,
        Sex::Female => 0,
    };
    let sequence = place.saturating_mul(2).saturating_add(odd);
    let date = born.strftime("%Y%m%d");
    let fits = |check: char| CitizenId::parse(&format!("{area}{date}{sequence:03}{check}")).ok();
    let number = "0123456789X".chars().find_map(fits);
    number.ok_or_else(|| Fault::data(format!("no identity number for area {area}, place {place}")))
}

/// A mobile of the unallocated range 154.
pub(crate) fn mobile(rest: u32) -> Result<Mobile, Fault> {
    Mobile::parse(&format!("154{rest:08}")).map_err(|_| Fault::data("a mobile"))
}

/// A credit code: 91 for firms or 81 for unions, the registrar's division, an XX body.
pub(crate) fn credit_code(kind: &str, division: &str, sequence: u32) -> Result<CreditCode, Fault> {
    let checks = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    let head = format!("{kind}{division}XX{sequence:06}");
    "0123456789X"
        .chars()
        .flat_map(|inner| checks.chars().map(move |check| (inner, check)))
        .filter_map(|(inner, check)| CreditCode::parse(&format!("{head}{inner}{check}")).ok())
        .find(CreditCode::inner_check_agrees)
        .ok_or_else(|| Fault::data(format!("no credit code for {head}")))
}

/// Mixes a number well (splitmix64): the same every time, alike to chance.
pub(crate) fn mix(seed: u64) -> u64 {
    let a = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let b = (a ^ (a >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let c = (b ^ (b >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    c ^ (c >> 31)
}

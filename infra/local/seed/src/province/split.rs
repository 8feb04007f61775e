//! How the province's totals fall to its cities, and a city's members to its unions: exact sums.
//!
//! Deliberately absent: names and people.

use crate::fault::Fault;

/// The province's members, from the newspaper report (28 October 2020).
pub(crate) const MEMBERS: u64 = 7_863_165;

type Row = (&'static str, u64, u64, u64, u64, u64);

/// A city's part: code, unions, members, canvassed employers, canvassed workers of the eight
/// groups, townships. The splits are invented (domain.md §12.2), their sums are the report's; the
/// townships are those of GB/T 2260's data set (§2.8).
const CITIES: [Row; 14] = [
    ("2101", 14_527, 2_183_801, 111_746, 73_586, 190),
    ("2102", 11_932, 1_793_751, 91_787, 60_442, 152),
    ("2103", 4_148, 623_599, 31_910, 21_013, 96),
    ("2104", 2_414, 362_941, 18_572, 12_230, 72),
    ("2105", 1_736, 260_925, 13_352, 8_792, 49),
    ("2106", 2_079, 312_469, 15_989, 10_529, 89),
    ("2107", 2_563, 385_235, 19_712, 12_981, 104),
    ("2108", 2_626, 394_777, 20_201, 13_302, 70),
    ("2109", 1_468, 220_708, 11_294, 7_437, 83),
    ("2110", 1_613, 242_555, 12_412, 8_173, 50),
    ("2111", 1_896, 285_092, 14_588, 9_607, 50),
    ("2112", 1_701, 255_753, 13_087, 8_618, 106),
    ("2113", 1_873, 281_525, 14_406, 9_486, 163),
    ("2114", 1_730, 260_034, 13_306, 8_762, 132),
];

/// Sizes of unions: how many of a thousand, the smallest, the mean, the largest (domain.md §12.2).
const SIZES: [(u64, u64, u64, u64); 7] = [
    (420, 3, 14, 24),
    (340, 25, 52, 99),
    (110, 100, 140, 199),
    (80, 200, 310, 499),
    (30, 500, 690, 999),
    (17, 1_000, 2_000, 4_999),
    (3, 5_000, 11_000, 30_000),
];

/// What a city has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct City {
    /// Its code.
    pub(crate) code: &'static str,
    /// Basic unions.
    pub(crate) unions: u64,
    /// Members.
    pub(crate) members: u64,
    /// Canvassed employers.
    pub(crate) canvassed: u64,
    /// Canvassed workers of the eight groups.
    pub(crate) groups: u64,
    /// Townships and streets.
    pub(crate) townships: u64,
}

/// `total` shared out by `weights`, the largest remainders rounded up: the sum is `total`.
pub(crate) fn shared(total: u64, weights: &[u64]) -> Vec<u64> {
    let sum: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let product = |weight: u64| u128::from(total).saturating_mul(u128::from(weight));
    let whole = |weight: u64| product(weight).checked_div(sum).unwrap_or(0);
    let rest = |weight: u64| product(weight).checked_rem(sum).unwrap_or(0);
    let mut parts: Vec<u64> =
        weights.iter().map(|weight| u64::try_from(whole(*weight)).unwrap_or(0)).collect();
    let given: u64 = parts.iter().sum();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(weights.get(*at).map_or(0, |weight| rest(*weight))));
    let missing = usize::try_from(total.saturating_sub(given)).unwrap_or(0);
    for at in order.into_iter().take(missing) {
        if let Some(part) = parts.get_mut(at) {
            *part = part.saturating_add(1);
        }
    }
    parts
}

/// The cities of a province of so many members; with all of them its totals are the report's.
pub(crate) fn cities(members: u64) -> Vec<City> {
    let members = members.min(MEMBERS);
    let scaled = |all: u64| {
        let product = u128::from(all).saturating_mul(u128::from(members));
        let half = u128::from(MEMBERS / 2);
        let scaled = product.saturating_add(half).checked_div(u128::from(MEMBERS));
        scaled.and_then(|scaled| u64::try_from(scaled).ok()).unwrap_or(0)
    };
    let column = |of: fn(&Row) -> u64| -> Vec<u64> { CITIES.iter().map(of).collect() };
    let split = |weights: &[u64]| shared(scaled(weights.iter().sum()), weights);
    let unions = split(&column(|city| city.1));
    let people = shared(members, &column(|city| city.2));
    let canvassed = split(&column(|city| city.3));
    let groups = split(&column(|city| city.4));
    let at = |list: &[u64], place: usize| list.get(place).copied().unwrap_or(0);
    CITIES
        .iter()
        .enumerate()
        .map(|(place, city)| City {
            code: city.0,
            // Whoever is a member belongs to a union.
            unions: at(&unions, place).max(u64::from(at(&people, place) > 0)),
            members: at(&people, place),
            canvassed: at(&canvassed, place),
            groups: at(&groups, place),
            townships: city.5,
        })
        .collect()
}

/// The sizes of `unions` unions with `members` members together: about the mix of the province,
/// mixed among each other, each at least 1, the sum exact. `chance` is a union's own number.
///
/// # Errors
/// When there are fewer members than unions.
pub(crate) fn sizes(
    unions: u64,
    members: u64,
    chance: impl Fn(u64) -> u64,
) -> Result<Vec<u64>, Fault> {
    if members < unions {
        return Err(Fault::data("fewer members than unions"));
    }
    let counts = shared(unions, &SIZES.map(|(share, ..)| share));
    let mut sizes: Vec<u64> = Vec::new();
    for ((_, least, mean, most), count) in SIZES.iter().zip(counts) {
        for _ in 0..count {
            let number = u64::try_from(sizes.len()).unwrap_or(0);
            // As far below the mean as above it, within the bounds of the class.
            let reach = mean.saturating_sub(*least).min(most.saturating_sub(*mean));
            let width = reach.saturating_mul(2).saturating_add(1);
            let drawn = chance(number).checked_rem(width).unwrap_or(0);
            sizes.push(mean.saturating_sub(reach).saturating_add(drawn));
        }
    }
    // The mix of a few unions has another sum than the province: all are stretched alike, each
    // keeps one, and the largest remainders make it exact.
    let spare: Vec<u64> = sizes.iter().map(|size| size.saturating_sub(1)).collect();
    let spare = if spare.iter().all(|size| *size == 0) { vec![1; spare.len()] } else { spare };
    let fitted = shared(members.saturating_sub(unions), &spare);
    let mut fitted: Vec<u64> = fitted.into_iter().map(|size| size.saturating_add(1)).collect();
    let mut keyed: Vec<(u64, u64)> =
        (0_u64..).zip(fitted.drain(..)).map(|(at, size)| (chance(at ^ (1 << 40)), size)).collect();
    keyed.sort_unstable();
    Ok(keyed.into_iter().map(|(_, size)| size).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbers::mix;

    #[test]
    fn the_whole_province_has_the_reports_totals() {
        let all = cities(MEMBERS);
        assert_eq!(all.iter().map(|city| city.members).sum::<u64>(), 7_863_165);
        assert_eq!(all.iter().map(|city| city.unions).sum::<u64>(), 52_306);
        assert_eq!(all.iter().map(|city| city.canvassed).sum::<u64>(), 402_362);
        assert_eq!(all.iter().map(|city| city.groups).sum::<u64>(), 264_958);
        assert_eq!(all.iter().map(|city| city.townships).sum::<u64>(), 1_406);
        for (city, row) in all.iter().zip(CITIES) {
            assert_eq!((city.unions, city.members), (row.1, row.2), "{}", city.code);
        }
    }

    #[test]
    fn any_fraction_has_just_as_many_members_as_were_asked_for() {
        for members in [1, 14, 1_000, 10_000, 99_999, 1_000_000, MEMBERS, MEMBERS + 1] {
            let all = cities(members);
            let wanted = members.min(MEMBERS);
            assert_eq!(all.iter().map(|city| city.members).sum::<u64>(), wanted, "{members}");
            for city in all {
                let sizes = sizes(city.unions.min(city.members), city.members, mix).unwrap();
                assert_eq!(sizes.iter().sum::<u64>(), city.members, "{} of {members}", city.code);
                assert!(sizes.iter().all(|size| *size > 0), "{} of {members}", city.code);
            }
        }
    }

    #[test]
    fn the_mix_of_sizes_is_that_of_the_province() {
        let city = cities(MEMBERS).into_iter().next().unwrap();
        let sizes = sizes(city.unions, city.members, mix).unwrap();
        let share = |from: u64, to: u64| {
            let count = sizes.iter().filter(|size| (from..to).contains(size)).count();
            u64::try_from(count).unwrap() * 100 / city.unions
        };
        let rows = [
            ("under 25: 42 %", share(0, 25), 38..=46),
            ("25 to 99: 34 %", share(25, 100), 30..=38),
            ("100 to 199: 11 %", share(100, 200), 8..=14),
            ("200 to 499: 8 %", share(200, 500), 5..=11),
            ("500 and more: 5 %", share(500, u64::MAX), 3..=7),
        ];
        for (why, found, wanted) in rows {
            assert!(wanted.contains(&found), "{why}: {found} %");
        }
    }

    #[test]
    fn shares_add_up() {
        let rows: [(&str, u64, &[u64], &[u64]); 4] = [
            ("even", 10, &[1, 1], &[5, 5]),
            ("the largest remainder is rounded up", 10, &[1, 1, 1], &[4, 3, 3]),
            ("nothing to share", 0, &[3, 4], &[0, 0]),
            ("nobody to share with", 5, &[0, 0], &[0, 0]),
        ];
        for (why, total, weights, wanted) in rows {
            assert_eq!(shared(total, weights), wanted, "{why}");
        }
    }
}

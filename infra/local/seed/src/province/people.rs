//! The synthetic people: every number of the province gives one person, always the same.
//!
//! Nobody of them exists: ID numbers of area 2199, mobiles of 154 (domain.md §12.1).

use crate::fault::Fault;
use crate::numbers::{id_number, mix, mobile};
use domain::citizen_id::{CitizenId, Sex};
use domain::mobile::Mobile;
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// The first synthetic area in use and how many: 219911 to 219999.
const AREAS: (u64, u64) = (11, 89);

/// The first place in the sequence of a day that nobody else of the demo uses.
const PLACES_FROM: u64 = 450;

/// The first mobile: 154 1000 0000.
const MOBILES_FROM: u64 = 10_000_000;

/// First year of birth, last, and how often each of its days is used: most were born 1975 to 1995.
const YEARS: [(i16, i16, u64); 5] =
    [(1961, 1967, 1), (1968, 1974, 2), (1975, 1995, 4), (1996, 2001, 2), (2002, 2007, 1)];

/// Surnames of a hundred people; the first five are a third of them.
const SURNAMES: &str = "王王王王王王王王王李李李李李李李李张张张张张张张刘刘刘刘刘刘赵赵赵赵赵\
    于于于孙孙孙杨杨杨陈陈陈高高高周周吴吴徐徐马马朱朱胡胡林林郭郭何何罗罗\
    关关关佟佟那那富富舒韩韩崔崔曹宋许邓冯程蔡彭潘袁董余苏叶吕魏蒋田杜丁沈姜范";

const GIVEN: &str =
    "晓建春海玉立永广长福雅欣佳振小天文雪国丽美明秋志桂少连云兰顺林东峰荣霞莲山河波跃燕菊涛芬";

/// Names that test what a form can hold: rare characters, the dot of minority names.
const SPECIAL: [&str; 4] = ["王㛃", "李𬭎", "巴特尔·哈斯", "阿古达木·乌云"];

/// The last day on which somebody of the synthetic province joined.
pub(crate) const UNTIL: Date = date(2026, 6, 30);

/// A member of the synthetic province.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// Counts the members of the province from 0.
    pub(crate) number: u64,
    /// Name.
    pub(crate) name: String,
    /// Number of the ID card.
    pub(crate) id_number: CitizenId,
    /// Mobile.
    pub(crate) mobile: Mobile,
    /// Sex.
    pub(crate) sex: Sex,
    /// Birth date.
    pub(crate) born: Date,
    /// Joined on.
    pub(crate) joined: Date,
}

/// Who is made from which seed.
#[derive(Clone, Debug)]
pub(crate) struct People {
    seed: u64,
    /// Days of birth with how often each was used before.
    days: Vec<(Date, u64)>,
    surnames: Vec<char>,
    given: Vec<char>,
}

impl People {
    /// The people of a seed.
    ///
    /// # Errors
    /// When the calendar of births cannot be made.
    pub(crate) fn of(seed: u64) -> Result<People, Fault> {
        let mut days = Vec::new();
        for (first, last, times) in YEARS {
            let mut day = date(first, 1, 1);
            while day.year() <= last {
                days.extend((0..times).map(|time| (day, time)));
                day = day.checked_add(1.day()).map_err(|_| Fault::data("a birth date"))?;
            }
        }
        Ok(People { seed, days, surnames: letters(SURNAMES), given: letters(GIVEN) })
    }

    /// The member with this number.
    ///
    /// # Errors
    /// When there are more numbers than synthetic ID cards.
    pub(crate) fn member(&self, number: u64) -> Result<Member, Fault> {
        let chance = mix(self.seed ^ mix(number));
        let sex = if chance.checked_rem(100) < Some(42) { Sex::Female } else { Sex::Male };
        let (born, place, area) = self.birth(number)?;
        let id = id_number(&format!("2199{area:02}"), born, sex, place)?;
        let rest = MOBILES_FROM.saturating_add(number);
        let rest = u32::try_from(rest).map_err(|_| Fault::data("a mobile"))?;
        Ok(Member {
            number,
            name: self.name(chance),
            id_number: id,
            mobile: mobile(rest)?,
            sex,
            born,
            joined: joined(born, chance)?,
        })
    }

    /// Birth date, place in its sequence and area: no two numbers have all three alike.
    fn birth(&self, number: u64) -> Result<(Date, u32, u64), Fault> {
        let none = || Fault::data("more people than synthetic ID cards");
        let (from, areas) = AREAS;
        let area = from.saturating_add(number.checked_rem(areas).ok_or_else(none)?);
        let turn = number.checked_div(areas).ok_or_else(none)?;
        let days = u64::try_from(self.days.len()).map_err(|_| none())?;
        // A step without a common divisor with the number of days meets each once a round.
        let step = coprime(7_919, days);
        let at = turn.checked_mul(step).and_then(|at| at.checked_rem(days)).ok_or_else(none)?;
        let round = turn.checked_div(days).filter(|round| *round < 10).ok_or_else(none)?;
        let at = usize::try_from(at).map_err(|_| none())?;
        let (born, time) = *self.days.get(at).ok_or_else(none)?;
        let place = PLACES_FROM.saturating_add(time.saturating_mul(10)).saturating_add(round);
        Ok((born, u32::try_from(place).map_err(|_| none())?, area))
    }

    fn name(&self, chance: u64) -> String {
        if chance.checked_rem(500) == Some(7) {
            let at = usize::try_from(chance.checked_div(500).unwrap_or(0)).unwrap_or(0);
            let at = at.checked_rem(SPECIAL.len()).unwrap_or(0);
            return SPECIAL.get(at).copied().unwrap_or_default().to_owned();
        }
        let mut name = String::new();
        name.extend(pick(&self.surnames, mix(chance)));
        name.extend(pick(&self.given, mix(chance ^ 1)));
        if mix(chance ^ 2).checked_rem(5) != Some(0) {
            name.extend(pick(&self.given, mix(chance ^ 3)));
        }
        name
    }
}

fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

fn pick(letters: &[char], chance: u64) -> Option<char> {
    let count = u64::try_from(letters.len()).ok()?;
    letters.get(usize::try_from(chance.checked_rem(count)?).ok()?).copied()
}

fn coprime(mut step: u64, count: u64) -> u64 {
    let common = |mut a: u64, mut b: u64| {
        while b != 0 {
            (a, b) = (b, a.checked_rem(b).unwrap_or(0));
        }
        a
    };
    while common(step, count) != 1 {
        step = step.saturating_add(2);
    }
    step
}

/// From the sixteenth birthday, or 2000, to [`UNTIL`].
fn joined(born: Date, chance: u64) -> Result<Date, Fault> {
    let none = |_| Fault::data("a day of joining");
    let of_age = born.checked_add(16.years()).map_err(none)?;
    let first = of_age.max(date(2000, 1, 1)).min(UNTIL);
    let days = first.until(UNTIL).map_err(none)?.get_days();
    let width = u64::try_from(days).unwrap_or(0).saturating_add(1);
    let after = mix(chance ^ 4).checked_rem(width).unwrap_or(0);
    first.checked_add(i64::try_from(after).unwrap_or(0).days()).map_err(none)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::province::split::MEMBERS;
    use std::collections::HashSet;

    #[test]
    fn the_last_member_of_the_province_has_an_id_card_and_a_mobile() {
        let people = People::of(1).unwrap();
        for number in [0, 1, MEMBERS / 2, MEMBERS - 1] {
            let member = people.member(number).unwrap();
            assert!(member.id_number.expose().starts_with("2199"), "{number}");
            assert!(member.mobile.expose().starts_with("154"), "{number}");
        }
    }

    #[test]
    fn no_two_share_an_id_card_or_a_mobile() {
        let people = People::of(1).unwrap();
        let (mut cards, mut mobiles) = (HashSet::new(), HashSet::new());
        // A stretch at the beginning, and all that meet the first round's days again.
        let later =
            (0..20_000).map(|number| number + 89 * u64::try_from(people.days.len()).unwrap());
        for number in (0..60_000).chain(later) {
            let member = people.member(number).unwrap();
            // Sex is a digit of its own, so it cannot keep two apart that were alike without it.
            let card: String = member.id_number.expose().chars().take(16).collect();
            let place =
                member.id_number.expose().chars().nth(16).unwrap().to_digit(10).unwrap() / 2;
            assert!(cards.insert(format!("{card}{place}")), "{number}");
            assert!(mobiles.insert(member.mobile.expose().to_owned()), "{number}");
        }
    }

    #[test]
    fn everybody_was_sixteen_when_he_joined_and_nobody_joined_later_than_the_last_day() {
        let people = People::of(7).unwrap();
        for number in 0..5_000 {
            let member = people.member(number * 1_571).unwrap();
            let of_age = member.born.checked_add(16.years()).unwrap();
            assert!(member.joined >= of_age.min(UNTIL), "{number}");
            assert!(member.joined <= UNTIL, "{number}");
        }
    }

    #[test]
    fn a_seed_gives_the_same_people_and_another_seed_others() {
        let names = |seed| {
            let people = People::of(seed).unwrap();
            (0..50).map(|number| people.member(number).unwrap().name).collect::<Vec<_>>()
        };
        assert_eq!(names(1), names(1));
        assert_ne!(names(1), names(2));
    }
}

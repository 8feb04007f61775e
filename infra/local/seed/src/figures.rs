//! Payees for `make figures RUN=…`: as many as wanted, spread over the cities as a province's are, every
//! one of them plain, so that every payment goes well; some leave the plain path where that is asked for.

use crate::fault::Fault;
use crate::numbers;
use crate::payees::{Card, Granted, Registered};
use crate::world::{SINCE, World};
use domain::citizen_id::Sex;
use domain::division::{self, DivisionCode};
use domain::id::{SubjectId, UnionId};
use domain::money::Fen;
use domain::payee::{Facts, HonourLevel, ModelWorker, PayeeStatus, WorkStatus};
use domain::role::{Role, RoleGrant};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Of a hundred payees, how many are 沈阳's and 大连's; the other twelve cities share the rest.
const SHARES: [(&str, u32); 2] = [("2101", 22), ("2102", 18)];

/// What is granted for each payee, in yuan: more than a run pays.
const YUAN_EACH: u64 = 5_000;

/// Of how many one leaves the plain path, where exceptions are asked for.
const ODD: u32 = 100;

/// The last digits that the bank refuses, answers twice, and pays too much.
const MAGIC: [u32; 3] = [9001, 9004, 9007];

/// When the first of them were born.
const BORN: Date = date(1945, 1, 1);

/// How many, and how plain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// Payees.
    pub(crate) count: u32,
    /// Whether one in a hundred is an exception for the bank.
    pub(crate) exceptions: bool,
}

fn cities() -> Result<Vec<String>, Fault> {
    let top = DivisionCode::parse("21").map_err(|_| Fault::data("the province"))?;
    let children = division::children(&top).into_iter();
    Ok(children.map(|city| city.code.as_str().to_owned()).collect())
}

/// The city of a payee: the first of each hundred are those of the large ones.
fn city(cities: &[String], number: u32) -> Result<&str, Fault> {
    let mut place = number.checked_rem(100).unwrap_or(0);
    for (code, share) in SHARES {
        if place < share {
            return Ok(code);
        }
        place = place.saturating_sub(share);
    }
    let is_small = |code: &&String| SHARES.iter().all(|(large, _)| large != code);
    let small: Vec<&String> = cities.iter().filter(is_small).collect();
    let turn = number.checked_div(100).unwrap_or(0).saturating_add(place);
    let turn = usize::try_from(turn).unwrap_or(0).checked_rem(small.len()).unwrap_or(0);
    small.get(turn).map(|code| code.as_str()).ok_or_else(|| Fault::data("the cities"))
}

/// Everybody, always the same for the same number.
pub(crate) fn everybody(wanted: Wanted) -> Result<Vec<Registered>, Fault> {
    let cities = cities()?;
    (0..wanted.count).map(|number| one(wanted, number, city(&cities, number)?)).collect()
}

fn one(wanted: Wanted, number: u32, city: &str) -> Result<Registered, Fault> {
    // 89 synthetic areas, 50 places of a day that nobody else uses, and then another day.
    let area = number.checked_rem(89).unwrap_or(0).saturating_add(11);
    let place = number.checked_div(89).unwrap_or(0);
    let days = place.checked_div(50).unwrap_or(0);
    let born = BORN.checked_add(i64::from(days).days());
    let born = born.map_err(|_| Fault::data("a birth date"))?;
    let place = place.checked_rem(50).unwrap_or(0).saturating_add(450);
    let odd = wanted.exceptions && number.checked_rem(ODD) == Some(7);
    let turn = number.checked_div(ODD).unwrap_or(0);
    let turn = usize::try_from(turn).unwrap_or(0).checked_rem(MAGIC.len()).unwrap_or(0);
    let plain = number.checked_rem(8_000).unwrap_or(0).saturating_add(1_000);
    let last4 = MAGIC.get(turn).copied().filter(|_| odd).unwrap_or(plain);
    Ok(Registered {
        key: format!("figures/{number}"),
        name: "合成劳模".to_owned(),
        id_number: numbers::id_number(&format!("2199{area:02}"), born, Sex::Male, place)?,
        city: city.to_owned(),
        unit: "合成重型机器厂".to_owned(),
        status: PayeeStatus::Living,
        checked_days: 60,
        facts: Facts::ModelWorker(ModelWorker {
            title: "全国劳动模范".to_owned(),
            level: HonourLevel::National,
            awarded_year: 2015,
            work: WorkStatus::Retired,
            monthly_income: Fen::from_yuan(3_000),
            family_hardship: false,
            self_paid_medical: None,
            widowed_spouse: false,
            no_fixed_income: false,
        }),
        card: Some(Card {
            number: format!("TESTCARD-{city}-{number:06}-{last4}"),
            proxy: None,
            bank: "合成银行沈阳分行营业部".to_owned(),
            changed_days: 400,
            verified: true,
        }),
    })
}

/// Enough for all of them, on every line that is granted something.
pub(crate) fn budgets(wanted: Wanted, like: Vec<Granted>) -> Result<Vec<Granted>, Fault> {
    let yuan = YUAN_EACH.saturating_mul(u64::from(wanted.count));
    let fen = Fen::from_yuan(yuan).ok_or_else(|| Fault::data("a grant"))?;
    Ok(like.into_iter().map(|line| Granted { fen: line.fen.max(fen), ..line }).collect())
}

/// One reviewer for all cities: the demo has officers in two of them only.
pub(crate) fn offices(world: &World, subject: &SubjectId) -> Result<Vec<RoleGrant>, Fault> {
    let grants = cities()?.into_iter().map(|city| {
        let id = UnionId::parse(&city).map_err(|_| Fault::data("a city"))?;
        let union = world.union(&id).ok_or_else(|| Fault::data("a city's federation"))?;
        Ok(RoleGrant {
            subject: subject.clone(),
            union: union.id.clone(),
            path: union.path.clone(),
            role: Role::CityReviewer,
            from: SINCE,
            to: None,
        })
    });
    grants.collect()
}

//! What makes the demo's payees differ: their facts, and who among them cannot be paid or is paid
//! in a way of his own.

use crate::fault::Fault;
use crate::payees::Place;
use domain::money::Fen;
use domain::payee::{
    Facts, HonourLevel, Household, Listed, ModelWorker, PayeeStatus, Register, Residence,
    WorkStatus,
};
use jiff::civil::Date;

/// The last digits that make the bank simulator misbehave, each once in every city with enough
/// people: see `infra/local/bank.py`.
const MAGIC: [u32; 9] = [9001, 9002, 9003, 9004, 9005, 9006, 9007, 9008, 9009];

/// How somebody's account is.
pub(crate) struct CardHow {
    /// The number's last four digits.
    pub(crate) last4: u32,
    /// Who holds it for him.
    pub(crate) proxy: Option<String>,
    /// How many days ago it was entered or changed.
    pub(crate) changed_days: i32,
    /// Whether a second person found it right.
    pub(crate) verified: bool,
}

/// What is special about somebody.
pub(crate) struct Special {
    /// Whether he can be paid at all.
    pub(crate) status: PayeeStatus,
    /// How many days ago somebody made sure of it.
    pub(crate) checked_days: i32,
    /// His account; some have none.
    pub(crate) card: Option<CardHow>,
}

/// By his place in the city: the twenties are plain, a few places in every forty are not.
pub(crate) fn of(at: &Place<'_>) -> Special {
    let plain = CardHow {
        last4: u32::try_from(at.chance(4) % 8_000).unwrap_or(0).saturating_add(1_000),
        proxy: None,
        changed_days: 400,
        verified: true,
    };
    let mut special = Special { status: PayeeStatus::Living, checked_days: 90, card: Some(plain) };
    let in_forty = at.place % 40;
    match in_forty {
        3 => special.status = PayeeStatus::Deceased,
        7 => special.status = PayeeStatus::Revoked,
        11 => special.status = PayeeStatus::Abroad,
        15 => special.status = PayeeStatus::Lost,
        19 => special.checked_days = 396,
        5 => special.card = None,
        _ => {}
    }
    if let Some(card) = &mut special.card {
        match in_forty {
            13 => card.proxy = Some("合成代领人".to_owned()),
            17 => card.changed_days = 3,
            21 => card.verified = false,
            _ => {}
        }
        let misbehaves = at.place.checked_sub(28).and_then(|at| usize::try_from(at).ok());
        if let Some(last4) = misbehaves.and_then(|at| MAGIC.get(at)).filter(|_| at.place < 37) {
            card.last4 = *last4;
        }
    }
    // An account that changed lately was not looked at again.
    if let Some(card) = special.card.as_mut().filter(|card| card.changed_days < 7) {
        card.verified = false;
    }
    special
}

/// Model workers are old or in their best years, households anywhere in between.
pub(crate) fn born(at: &Place<'_>) -> Result<Date, Fault> {
    let chance = at.chance(5);
    let part = |shift: u32, of: u64| (chance >> shift).checked_rem(of).unwrap_or(0);
    let first = if at.register == Register::ModelWorker { 1945 } else { 1965 };
    let year = i16::try_from(part(8, 38)).unwrap_or(0).saturating_add(first);
    let month = i8::try_from(part(16, 12)).unwrap_or(0).saturating_add(1);
    let day = i8::try_from(part(24, 28)).unwrap_or(0).saturating_add(1);
    Date::new(year, month, day).map_err(|_| Fault::data("a birth date"))
}

/// What the register knows of him.
pub(crate) fn facts(at: &Place<'_>, today: Date, occasion: &str) -> Facts {
    match at.register {
        Register::ModelWorker => Facts::ModelWorker(model_worker(at)),
        Register::Hardship => Facts::Hardship(household(at, today)),
        Register::Voucher => Facts::Voucher(Listed {
            benefit: "one-off-voucher".to_owned(),
            period: occasion.to_owned(),
        }),
    }
}

fn yuan(from: u64, span: u64, chance: u64) -> Fen {
    let yuan = chance.checked_rem(span).unwrap_or(0).saturating_add(from);
    Fen::from_yuan(yuan).unwrap_or(Fen::ZERO)
}

fn model_worker(at: &Place<'_>) -> ModelWorker {
    let chance = at.chance(6);
    let level = if chance % 100 < 35 { HonourLevel::National } else { HonourLevel::Province };
    let work = match (chance >> 8) % 20 {
        0..=6 => WorkStatus::OnJob,
        7..=15 => WorkStatus::Retired,
        16..=18 => WorkStatus::Farmer,
        _ => WorkStatus::Other,
    };
    let income = match work {
        WorkStatus::OnJob => yuan(3_800, 4_700, chance >> 16),
        WorkStatus::Retired => yuan(2_400, 2_100, chance >> 16),
        WorkStatus::Farmer | WorkStatus::Other => yuan(300, 1_100, chance >> 16),
    };
    let spouse = at.place % 9 == 8;
    ModelWorker {
        title: match level {
            HonourLevel::National => "全国劳动模范",
            HonourLevel::Province | HonourLevel::City => "辽宁省劳动模范",
        }
        .to_owned(),
        level,
        awarded_year: i16::try_from((chance >> 24) % 9)
            .unwrap_or(0)
            .saturating_mul(5)
            .saturating_add(1980),
        work,
        // One in 25 has not declared it.
        monthly_income: (at.place % 25 != 24).then_some(income),
        family_hardship: (chance >> 32) % 100 < 35,
        self_paid_medical: ((chance >> 40) % 100 < 40).then(|| yuan(3_000, 117_000, chance >> 12)),
        widowed_spouse: spouse,
        no_fixed_income: spouse && (chance >> 48) % 100 < 60,
    }
}

fn household(at: &Place<'_>, today: Date) -> Household {
    let chance = at.chance(7);
    let accident = at.place % 12 == 4;
    Household {
        number: format!("KN{}-{:05}", at.city, at.place.saturating_add(1)),
        // One in thirty has not declared anew for two years.
        year: today.year().saturating_sub(if at.place % 30 == 26 { 2 } else { 0 }),
        income: yuan(12_000, 60_000, chance),
        rigid: yuan(2_000, 16_000, chance >> 16),
        people: u32::try_from((chance >> 32) % 4).unwrap_or(0).saturating_add(1),
        accident_loss: accident.then(|| yuan(20_000, 90_000, chance >> 36)),
        accident: accident && at.place % 24 == 4,
        residence: if (chance >> 40) % 100 < 70 { Residence::Urban } else { Residence::Rural },
        migrant: (chance >> 44) % 100 < 15,
    }
}

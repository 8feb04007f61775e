//! Plans: what goes wrong where, drawn from a seed, so that each can be played again.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use super::ground::{Ground, card, person, start};
use super::mutate::Mutation;
use super::play::{Kept, Order, Play, Turn};
use super::table::Table;
use super::till::{Rule, Till};
use super::wire::{Kind, Strike, Wire};
use domain::run::part::State;
use std::collections::BTreeMap;

/// Yuan on the budget line: enough for everybody, or for one part only.
const PLENTY: u64 = 50_000_000;

/// The benefits that plans pay; all of them from one register.
const BENEFITS: [&str; 3] = ["national-condolence", "national-low-income", "national-hardship-aid"];

/// After which a plan is given up.
fn limit(payees: usize) -> std::time::Duration {
    std::time::Duration::from_secs(120 + u64::try_from(payees).expect("small") / 20)
}

/// One plan.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// By which it is drawn, and can be again.
    pub(crate) seed: u64,
    pub(crate) benefit: &'static str,
    pub(crate) strikes: Vec<Strike>,
    pub(crate) turns: Vec<Turn>,
    pub(crate) rules: Vec<(usize, Rule)>,
    pub(crate) order: Order,
    pub(crate) seconds: u32,
    /// A supplement to the same period runs beside it.
    pub(crate) rival: bool,
    pub(crate) mutation: Option<Mutation>,
}

/// What came of a plan.
#[derive(Clone, Debug, Default)]
pub(crate) struct Came {
    /// What must never be.
    pub(crate) faults: Vec<String>,
    /// What really went wrong.
    pub(crate) struck: Vec<Strike>,
    /// How often what was done.
    pub(crate) counts: BTreeMap<String, u32>,
    /// How errors were met.
    pub(crate) trail: Vec<String>,
    /// Requests that lost a guard.
    pub(crate) mutated: u32,
    /// Drives that it took.
    pub(crate) drives: u32,
    /// Children that failed and were driven again.
    pub(crate) broken: u32,
}

/// Chance that is always the same (splitmix64).
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Chance {
        Chance(seed)
    }

    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let a = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let b = (a ^ (a >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (b ^ (b >> 31)) % limit.max(1)
    }

    fn pick<T: Clone>(&mut self, all: &[T]) -> T {
        let at = self.below(u64::try_from(all.len()).expect("small"));
        all[usize::try_from(at).expect("small")].clone()
    }
}

impl Plan {
    /// A plan in which nothing goes wrong.
    pub(crate) fn plain(seed: u64) -> Plan {
        Plan {
            seed,
            benefit: BENEFITS[0],
            strikes: Vec::new(),
            turns: Vec::new(),
            rules: Vec::new(),
            order: Order::Late,
            seconds: 20,
            rival: false,
            mutation: None,
        }
    }

    /// The plan of a seed, among the effects that a plain run has.
    pub(crate) fn drawn(seed: u64, effects: &BTreeMap<String, u32>, payees: usize) -> Plan {
        let mut chance = Chance::new(seed);
        let names: Vec<(&String, &u32)> = effects.iter().collect();
        // The first strike goes through all effects and kinds in turn, the rest is chance.
        let kinds = u64::try_from(Kind::ALL.len()).expect("small");
        let all = u64::try_from(names.len()).expect("small") * kinds;
        let turn = usize::try_from(seed.wrapping_mul(7_919) % all).expect("small");
        let (name, count) = names[turn / Kind::ALL.len()];
        let mut strikes = vec![Strike {
            effect: name.clone(),
            nth: u32::try_from(chance.below(u64::from(*count))).expect("small") + 1,
            kind: Kind::ALL[turn % Kind::ALL.len()],
        }];
        if chance.below(3) == 0 {
            let (name, count) = chance.pick(&names);
            strikes.push(Strike {
                effect: name.clone(),
                nth: u32::try_from(chance.below(u64::from(*count))).expect("small") + 1,
                kind: chance.pick(&Kind::ALL),
            });
        }
        let (turns, rules) = (some_turns(&mut chance), some_rules(&mut chance, payees));
        let rival = chance.below(8) == 0;
        Plan {
            seed,
            benefit: if rival { BENEFITS[0] } else { chance.pick(&BENEFITS) },
            strikes,
            turns,
            // A bank that misbehaves towards a supplement changes accounts under the first run,
            // which stops for it as it must.
            rules: if rival { Vec::new() } else { rules },
            order: chance.pick(&[Order::Late, Order::Beside, Order::First]),
            seconds: chance.pick(&[0, 20]),
            rival,
            mutation: None,
        }
    }

    /// Plays it.
    pub(crate) async fn play(&self, ground: &Ground, payees: usize) -> Came {
        let year = ground.year();
        let granted = if self.turns.contains(&Turn::LittleMoney) { 1_000 } else { PLENTY };
        let run = ground.run(self.benefit, year, granted, start()).await;
        let mut till = Till::default();
        for (n, rule) in &self.rules {
            let account = ground.kit.store().get_bank_account(&person(*n)).await.expect("read");
            let version = u32::try_from(account.expect("an account").version).expect("small");
            let number = card(*n, if version > 1 { version } else { 0 });
            till.rules.insert(number, *rule);
        }
        let mut wire = Wire::lay(ground.endpoint());
        wire.plan(self.strikes.clone(), self.mutation);
        let stored = ground.kit.store().put_new_run(&run).await;
        stored.expect("a new run");
        let mut came = Came::default();
        let mut kept = Kept::default();
        kept.turns.clone_from(&self.turns);
        if self.rival {
            let mut play = self.begin(ground, &mut wire, &mut till, &run, payees, kept);
            play.live(Some(State::Approved)).await;
            kept = play.keep();
            came.faults.extend(self.rival(ground, &mut wire, &mut till, &run, payees).await);
        }
        let mut play = self.begin(ground, &mut wire, &mut till, &run, payees, kept);
        play.live(None).await;
        play.restore().await;
        came.faults.extend(play.check().await);
        let kept = play.keep();
        came.trail.extend(kept.trail);
        (came.drives, came.broken) = (kept.drives, kept.broken);
        if self.rival {
            came.faults.extend(till.paid_twice(200_000));
        }
        came.struck = wire.done();
        came.counts = wire.counts();
        came.mutated = wire.mutated();
        came
    }

    fn begin<'a>(
        &self,
        ground: &'a Ground,
        wire: &'a mut Wire,
        till: &'a mut Till,
        run: &domain::run::Run,
        payees: usize,
        kept: Kept,
    ) -> Play<'a> {
        let mut play = Play::new(ground, wire, till, run.clone(), payees);
        play.take_up(kept);
        play.alone = !self.rival;
        play.order = self.order;
        play.seconds = self.seconds;
        play
    }

    /// A supplement that was drawn before the first run was paid: the same people, the same money.
    async fn rival(
        &self,
        ground: &Ground,
        wire: &mut Wire,
        till: &mut Till,
        to: &domain::run::Run,
        payees: usize,
    ) -> Vec<String> {
        let mut run = ground.run(self.benefit, to.year, PLENTY, start()).await;
        run.kind = domain::run::RunKind::Supplement { to: to.id.clone() };
        ground.kit.store().put_new_run(&run).await.expect("a supplement");
        let mut play = Play::new(ground, wire, till, run, payees);
        play.alone = false;
        play.live(None).await;
        let faults = play.check().await;
        faults.into_iter().map(|fault| format!("supplement: {fault}")).collect()
    }
}

/// What else happens in a plan.
fn some_turns(chance: &mut Chance) -> Vec<Turn> {
    let all = [
        Turn::HoldWhileHanging,
        Turn::WrongReport,
        Turn::SameReport,
        Turn::NewKey,
        Turn::DriveWhileHanging,
        Turn::LittleMoney,
        Turn::Death,
        Turn::OtherAccount,
    ];
    all.into_iter().filter(|_| chance.below(4) == 0).collect()
}

/// Towards whom the bank misbehaves, and how.
fn some_rules(chance: &mut Chance, payees: usize) -> Vec<(usize, Rule)> {
    let all = [
        Rule::Reject,
        Rule::Half,
        Rule::Late,
        Rule::Twice,
        Rule::Apart,
        Rule::Unknown,
        Rule::More,
        Rule::Lose,
        Rule::Return,
    ];
    let everybody = u64::try_from(payees).expect("small");
    let mut rules = Vec::new();
    for rule in all {
        if chance.below(3) == 0 {
            rules.push((usize::try_from(chance.below(everybody)).expect("small"), rule));
        }
    }
    rules
}

/// Plays so many plans from a seed on, and shows them as a table; how many were not whole.
pub(crate) async fn campaign(plans: u64, payees: usize, seed: u64) -> (Table, Vec<String>) {
    let ground = Ground::lay(payees).await;
    let mut table = Table::default();
    let mut bad = Vec::new();
    let plain = Plan::plain(seed).play(&ground, payees).await;
    if !plain.faults.is_empty() {
        bad.push(format!("the plain run: {:?}; {:?}", plain.faults, plain.trail));
        return (table, bad);
    }
    println!("a plain run does: {:?}", plain.counts);
    for number in 0..plans {
        let plan = Plan::drawn(seed.wrapping_add(number), &plain.counts, payees);
        let began = std::time::Instant::now();
        let playing = tokio::time::timeout(limit(payees), plan.play(&ground, payees)).await;
        let came = playing.unwrap_or_else(|_| Came {
            faults: vec!["it came to no end".to_owned()],
            ..Came::default()
        });
        println!("seed {}: {:.1?}, {} faults", plan.seed, began.elapsed(), came.faults.len());
        table.add(&plan, &came);
        if !came.faults.is_empty() {
            bad.push(format!("seed {}: {:#?}\n{plan:?}\n{:?}", plan.seed, came.faults, came.trail));
        }
    }
    (table, bad)
}

/// Runs that provoke a guard: what they lack without it must be seen.
fn provoking(mutation: Mutation) -> Plan {
    let hangs =
        |effect: &str| vec![Strike { effect: effect.to_owned(), nth: 1, kind: Kind::Zombie }];
    let plain = Plan { mutation: Some(mutation), ..Plan::plain(1) };
    match mutation {
        Mutation::SlotFree => Plan { rival: true, ..plain },
        Mutation::BatchHead => Plan { strikes: hangs("send a batch"), ..plain },
        Mutation::HoldsCheck => Plan {
            strikes: hangs("send a batch"),
            turns: vec![Turn::HoldWhileHanging],
            order: Order::First,
            ..plain
        },
        Mutation::BookVersion => Plan {
            strikes: [1, 2]
                .into_iter()
                .flat_map(|nth| {
                    hangs("book a report").into_iter().map(move |one| Strike { nth, ..one })
                })
                .collect(),
            rules: vec![(0, Rule::Apart), (1, Rule::Apart)],
            ..plain
        },
        Mutation::SuspenseKey => {
            Plan { strikes: hangs("suspense alone"), rules: vec![(0, Rule::Unknown)], ..plain }
        }
        Mutation::NoneMatch => Plan { strikes: hangs("S3 put bank file"), ..plain },
        Mutation::PartVersion => Plan { strikes: hangs("part EXECUTING"), ..plain },
        Mutation::BudgetLeft => Plan { turns: vec![Turn::LittleMoney], ..plain },
        Mutation::PeriodGuard => plain,
    }
}

/// Two clocks plan the same period at the same moment; how many runs that makes.
pub(crate) async fn two_clocks(ground: &Ground, mutation: Option<Mutation>) -> (usize, u32) {
    let wire = Wire::lay(ground.endpoint());
    wire.plan(Vec::new(), mutation);
    let year = ground.year();
    let left = ground.run(BENEFITS[0], year, PLENTY, start()).await;
    let right = ground.run(BENEFITS[0], year, PLENTY, start()).await;
    let kit = ground.kit_on(&wire.url, start(), 20);
    let both = tokio::join!(kit.store().put_new_run(&left), kit.store().put_new_run(&right));
    let made = [both.0.is_ok(), both.1.is_ok()].into_iter().filter(|made| *made).count();
    (made, wire.mutated())
}

/// Each guard with what it costs to lose it: requests that lost it, and what was seen.
pub(crate) async fn mutations(payees: usize) -> Vec<(Mutation, u32, Vec<String>)> {
    let ground = Ground::lay(payees).await;
    let mut seen = Vec::new();
    for mutation in Mutation::ALL {
        if mutation == Mutation::PeriodGuard {
            let (made, mutated) = two_clocks(&ground, Some(mutation)).await;
            let faults =
                if made > 1 { vec![format!("{made} runs of one period")] } else { Vec::new() };
            seen.push((mutation, mutated, faults));
            continue;
        }
        let plan = provoking(mutation);
        let sound = Plan { mutation: None, ..plan.clone() }.play(&ground, payees).await;
        let playing = tokio::time::timeout(limit(payees), plan.play(&ground, payees)).await;
        let came = playing.unwrap_or_else(|_| Came {
            faults: vec!["it came to no end".to_owned()],
            ..Came::default()
        });
        let mut faults = came.faults;
        if !sound.faults.is_empty() {
            faults = vec![format!("NOT SOUND WITH IT: {:?} {:?}", sound.faults, sound.trail)];
        }
        seen.push((mutation, came.mutated, faults));
    }
    seen
}

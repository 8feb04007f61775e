//! The life of one run: drives, people, the bank and the clock, until every part is signed off.
#![expect(
    clippy::expect_used,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use super::ground::Ground;
use super::machine::Work;
use super::till::Till;
use super::wire::{Gate, Struck, Wire};
use domain::payee::BankAccount;
use domain::run::Run;
use domain::run::part::{Part, State};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;
use step::Kit;
use step::runs::objects;

/// Rounds of drives, decisions and answers after which a run that goes nowhere is given up.
const ROUNDS: u32 = 140;

/// How often a bank that says nothing is looked at.
const LOOK: SignedDuration = SignedDuration::from_hours(7);

/// In which order a function that hangs and its successor go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// The successor has done everything before the other wakes.
    Late,
    /// Both at the same moment.
    Beside,
    /// The other wakes, and is followed.
    First,
}

/// What else happens in a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// An auditor stops a line while a function hangs.
    HoldWhileHanging,
    /// Finance brings a report that belongs elsewhere, and one that is no report.
    WrongReport,
    /// The same report is brought again under another name.
    SameReport,
    /// A new key seals from now on.
    NewKey,
    /// Somebody drives the run again by hand while a function hangs.
    DriveWhileHanging,
    /// The budget line has not enough at first.
    LittleMoney,
    /// A payee dies after the approval.
    Death,
    /// An account changes after the approval.
    OtherAccount,
}

/// See the module's text.
pub(crate) struct Play<'a> {
    pub(crate) ground: &'a Ground,
    pub(crate) wire: &'a mut Wire,
    pub(crate) run: Run,
    pub(crate) now: Timestamp,
    pub(crate) till: &'a mut Till,
    pub(crate) payees: usize,
    pub(crate) order: Order,
    pub(crate) turns: Vec<Turn>,
    /// False where another run takes from the same budget line.
    pub(crate) alone: bool,
    /// How long a step works before it answers MORE; 0 for one piece at a time.
    pub(crate) seconds: u32,
    pub(crate) drives: u32,
    pub(crate) broken: u32,
    /// What went wrong and how it was met.
    pub(crate) trail: Vec<String>,
    /// What must never be.
    pub(crate) faults: Vec<String>,
    /// The lists as they were approved, by part.
    pub(crate) locked: BTreeMap<String, String>,
    /// Lines that were held in time: part, batch, line.
    pub(crate) held: Vec<(String, u32, u16)>,
    /// An account as it was before somebody changed it.
    pub(crate) before: Option<BankAccount>,
    kit: Option<Arc<Kit>>,
    zombies: Vec<(Arc<Gate>, Work)>,
    woken: bool,
}

/// What outlives a pause.
#[derive(Default)]
pub(crate) struct Kept {
    pub(crate) turns: Vec<Turn>,
    pub(crate) trail: Vec<String>,
    pub(crate) drives: u32,
    pub(crate) broken: u32,
    now: Option<Timestamp>,
    faults: Vec<String>,
    locked: BTreeMap<String, String>,
    held: Vec<(String, u32, u16)>,
    before: Option<BankAccount>,
}

/// How an attempt at something ended.
enum Ended {
    Done(Result<Value, String>),
    Struck(Option<Struck>),
}

impl<'a> Play<'a> {
    /// A run that is not stored yet.
    pub(crate) fn new(
        ground: &'a Ground,
        wire: &'a mut Wire,
        till: &'a mut Till,
        run: Run,
        payees: usize,
    ) -> Play<'a> {
        let now = run.at;
        Play {
            ground,
            wire,
            run,
            now,
            till,
            payees,
            order: Order::Late,
            turns: Vec::new(),
            alone: true,
            seconds: 20,
            drives: 0,
            broken: 0,
            trail: Vec::new(),
            faults: Vec::new(),
            locked: BTreeMap::new(),
            held: Vec::new(),
            before: None,
            kit: None,
            zombies: Vec::new(),
            woken: false,
        }
    }

    /// Ends here, for now or for good.
    pub(crate) fn keep(self) -> Kept {
        Kept {
            turns: self.turns,
            trail: self.trail,
            drives: self.drives,
            broken: self.broken,
            now: Some(self.now),
            faults: self.faults,
            locked: self.locked,
            held: self.held,
            before: self.before,
        }
    }

    /// Goes on where another ended.
    pub(crate) fn take_up(&mut self, kept: Kept) {
        self.now = kept.now.unwrap_or(self.now);
        (self.turns, self.trail) = (kept.turns, kept.trail);
        (self.drives, self.broken) = (kept.drives, kept.broken);
        (self.faults, self.locked) = (kept.faults, kept.locked);
        (self.held, self.before) = (kept.held, kept.before);
    }

    /// Takes a turn off the list; false when it is not there.
    pub(crate) fn turn(&mut self, turn: &Turn) -> bool {
        let at = self.turns.iter().position(|one| one == turn);
        at.map(|at| self.turns.remove(at)).is_some()
    }

    fn tools(&mut self) -> Arc<Kit> {
        let (ground, url, now, seconds) = (self.ground, &self.wire.url, self.now, self.seconds);
        Arc::clone(self.kit.get_or_insert_with(|| Arc::new(ground.kit_on(url, now, seconds))))
    }

    /// Moves the clock on; functions start anew.
    pub(crate) fn at(&mut self, now: Timestamp) {
        self.now = now.max(self.now);
        self.kit = None;
    }

    /// Does something with tools whose requests go over the wire. Who dies or hangs is an error;
    /// who hangs goes on later, as the plan wants.
    pub(crate) async fn under(&mut self, make: impl Fn(Arc<Kit>) -> Work) -> Result<Value, String> {
        if self.order != Order::Late && !self.zombies.is_empty() {
            self.interlude().await;
            let (gate, zombie) = self.zombies.remove(0);
            gate.open();
            if self.order == Order::First {
                drop(self.finish(zombie).await);
            } else {
                let work = make(self.tools());
                let both = async move {
                    let (done, _) = tokio::join!(work, zombie);
                    done
                };
                return self.finish(Box::pin(both)).await;
            }
        }
        let mut work = make(self.tools());
        let ended = tokio::select! {
            biased;
            struck = self.wire.struck.recv() => Ended::Struck(struck),
            done = &mut work => Ended::Done(done),
        };
        match ended {
            Ended::Done(done) => done,
            Ended::Struck(Some(Struck::Zombie(gate))) => {
                self.kit = None;
                self.zombies.push((gate, work));
                Err("Sandbox.Timedout".to_owned())
            }
            Ended::Struck(_) => {
                self.kit = None;
                Err("Runtime.ExitError".to_owned())
            }
        }
    }

    /// Lets something come to its end. Who hangs again in it goes on at once.
    async fn finish(&mut self, mut work: Work) -> Result<Value, String> {
        loop {
            let ended = tokio::select! {
                biased;
                struck = self.wire.struck.recv() => Ended::Struck(struck),
                done = &mut work => Ended::Done(done),
            };
            match ended {
                Ended::Done(done) => return done,
                Ended::Struck(Some(Struck::Zombie(gate))) => gate.open(),
                Ended::Struck(_) => return Err("Runtime.ExitError".to_owned()),
            }
        }
    }

    /// Whoever hangs still goes on now, after everybody else.
    pub(crate) async fn wake_zombies(&mut self) {
        if self.woken || self.zombies.is_empty() {
            return;
        }
        self.woken = true;
        self.bank().await;
        self.interlude().await;
        if self.turn(&Turn::DriveWhileHanging) {
            let end = Box::pin(self.drive()).await;
            self.trail.push(format!("driven by hand: {end}"));
        }
        while !self.zombies.is_empty() {
            let (gate, zombie) = self.zombies.remove(0);
            gate.open();
            drop(self.finish(zombie).await);
        }
        self.woken = false;
    }

    async fn interlude(&mut self) {
        if self.turn(&Turn::HoldWhileHanging) {
            self.hold_something().await;
        }
    }

    /// An object of the runs' bucket, read beside the wire.
    pub(crate) async fn object(&self, key: &str) -> Option<Vec<u8>> {
        objects::get(&self.ground.kit, key).await.expect("S3")
    }

    /// The heads of the parts that are begun.
    pub(crate) async fn parts(&self) -> Vec<Part> {
        self.ground.kit.store().list_parts(&self.run).await.expect("parts")
    }

    /// Lives the run to its end, or until every part has come so far.
    pub(crate) async fn live(&mut self, until: Option<State>) {
        for _ in 0..ROUNDS {
            let parts = self.parts().await;
            let over = |part: &Part| {
                matches!(part.state, State::Closed | State::Cancelled)
                    || until.is_some_and(|state| part.state >= state)
            };
            if parts.len() == self.run.parts.len() && parts.iter().all(over) {
                // What hangs still may only do nothing any more; what the bank says now, finance
                // brings to a run that nobody drives any more.
                self.wake_zombies().await;
                if until.is_none() {
                    self.bank().await;
                    self.drive().await;
                }
                return;
            }
            let due = self.ground.kit.store().list_all_due(self.now, 1_000).await.expect("due");
            if self.wire.started() > 0 || due.runs.contains(&self.run.id) {
                let end = self.drive().await;
                if end == "Broken" {
                    self.broken += 1;
                    self.at(self.now + SignedDuration::from_mins(1));
                }
                continue;
            }
            let acted = self.people(until).await;
            if self.bank().await || acted {
                continue;
            }
            if !self.wait(&parts).await {
                return;
            }
        }
    }

    /// Moves on to the next moment at which something is due; false when nothing ever will be.
    async fn wait(&mut self, parts: &[Part]) -> bool {
        let run = self.ground.kit.store().get_run(&self.run.id).await.expect("read");
        let run = run.expect("the run");
        let wakes = parts.iter().filter_map(|part| part.wake).chain(run.wake);
        let Some(next) = wakes.min() else { return false };
        // A bank's folder is looked at every ten minutes; a test that waits for days looks less often.
        let executing = parts.iter().any(|part| part.state == State::Executing);
        let least = if executing { LOOK } else { SignedDuration::from_secs(1) };
        self.at(next.max(self.now + least));
        true
    }

    /// The bank looks at what lies there, and brings its answers; true when it did something.
    pub(crate) async fn bank(&mut self) -> bool {
        let kit = &self.ground.kit;
        let mut done = false;
        for object in
            objects::list(kit, &format!("out/icbc-batch/{}-", self.run.number)).await.expect("S3")
        {
            if !self.till.is_new(&object.key, &object.tag) {
                continue;
            }
            let locked = self.object(&object.key).await.expect("a file");
            let password = kit.settings().bank_password.as_deref().expect("a password");
            match bank::unprotect(&locked, password) {
                Ok((_, content)) => self.till.take(&object.key, &content),
                Err(_) => self.till.unreadable.push(object.key),
            }
            done = true;
        }
        for object in objects::list(kit, &format!("ask/{}-", self.run.number)).await.expect("S3") {
            if self.till.is_new(&object.key, &object.tag) {
                let message = object.key.trim_start_matches("ask/").split('.').next();
                self.till.ask(message.unwrap_or_default());
                done = true;
            }
        }
        for (key, content) in self.till.answers() {
            if self.turn(&Turn::SameReport) {
                let again = format!("{key}.again");
                objects::put(kit, &again, content.clone()).await.expect("S3");
            }
            if self.turn(&Turn::WrongReport) {
                self.wrong_reports(&key, &content).await;
            }
            objects::put(kit, &key, content).await.expect("S3");
            done = true;
        }
        done
    }

    /// A report under another part's name, and something that is no report.
    async fn wrong_reports(&self, key: &str, content: &[u8]) {
        let kit = &self.ground.kit;
        let other = if key.contains("-2101-") {
            key.replace("-2101-", "-2103-")
        } else {
            key.replace("-2103-", "-2101-")
        };
        objects::put(kit, &format!("{other}.wrong"), content.to_vec()).await.expect("S3");
        objects::put(kit, &format!("{key}.broken"), b"PK no report".to_vec()).await.expect("S3");
    }
}

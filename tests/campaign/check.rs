//! What must be true of a run when nobody has anything left to do: nobody paid twice, nobody lost,
//! the ledger what the bank's own book says, the lists as they were approved.
#![expect(
    clippy::expect_used,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use super::play::Play;
use super::till::Till;
use domain::run::ledger::{Account, Balances, Posting};
use domain::run::part::{Deed, Event, Part, State, first_broken};
use domain::run::payment::{Batch, Case, State as Payment, Suspense};
use domain::run::reference::{Message, Reference};
use domain::run::roll::{Line, RollBatch, RollIndex, list_hash};
use std::collections::{BTreeMap, BTreeSet};

/// Where a line is: part, batch, line.
type Place = (String, u32, u16);

/// Everything that lies in the table about one part.
struct Records {
    part: Part,
    batches: Vec<Batch>,
    cases: Vec<Case>,
    suspense: Vec<Suspense>,
    roll: Vec<RollBatch>,
}

impl Records {
    fn postings(&self) -> impl Iterator<Item = &Posting> {
        let batches = self.batches.iter().flat_map(|batch| &batch.postings);
        let cases = self.cases.iter().flat_map(|case| &case.postings);
        let parked = self.suspense.iter().flat_map(|item| &item.postings);
        self.part.postings.iter().chain(batches).chain(cases).chain(parked)
    }

    fn case(&self, batch: u32, line: u16) -> Option<&Case> {
        self.cases.iter().find(|case| (case.batch, case.line) == (batch, line))
    }

    /// Where a payment stands, and how much of it arrived; none for one that is in no place.
    fn standing(&self, batch: u32, line: &Line) -> Option<(Payment, u64)> {
        if let Some(case) = self.case(batch, line.no) {
            return Some((case.state, case.paid.fen()));
        }
        let record = self.batches.iter().find(|record| record.no == batch)?;
        if record.cased.has(line.no) {
            return None;
        }
        if record.confirmed.has(line.no) {
            return Some((Payment::Confirmed, line.fen.fen()));
        }
        let sent = record.attempt(1).is_some_and(|attempt| attempt.lines.has(line.no));
        sent.then_some((Payment::Submitted, 0))
    }
}

/// What the bank really paid of each line, in all sendings together, and in how many of them.
fn witnessed(till: &Till, run: &str) -> BTreeMap<Place, (u64, u32)> {
    let mut found: BTreeMap<Place, (u64, u32)> = BTreeMap::new();
    for (reference, paid) in &till.paid {
        let Some(known) = Reference::parse(reference) else { continue };
        if known.message.run != run {
            continue;
        }
        let net = paid - till.returned.get(reference).copied().unwrap_or(0);
        let entry = found.entry((known.message.part, known.message.batch, known.line)).or_default();
        entry.0 += net;
        entry.1 += u32::from(net > 0);
    }
    found
}

impl Play<'_> {
    /// Everything that is not as it must be, in words.
    pub(crate) async fn check(&mut self) -> Vec<String> {
        let mut faults = std::mem::take(&mut self.faults);
        let mut all = Vec::new();
        for part in self.parts().await {
            all.push(self.records(part).await);
        }
        if all.len() != self.run.parts.len() {
            faults.push("a part was never begun".to_owned());
        }
        let paid = witnessed(self.till, &self.run.number);
        for records in &all {
            self.check_part(records, &mut faults).await;
            self.check_lines(records, &paid, &mut faults);
            check_files(records, self.till, &mut faults);
        }
        self.check_slots(&all, &mut faults).await;
        self.check_ledger(&all, &mut faults).await;
        faults.extend(self.till.unreadable.iter().map(|key| format!("the bank cannot read {key}")));
        faults
            .extend(self.till.changed.iter().map(|key| format!("{key} changed after it was out")));
        faults.sort();
        faults.dedup();
        faults
    }

    async fn records(&self, part: Part) -> Records {
        let store = self.ground.kit.store();
        let (run, code) = (&part.run, &part.part);
        Records {
            batches: store.list_batches(run, code).await.expect("batches"),
            cases: store.list_cases(run, code).await.expect("cases"),
            suspense: store.list_suspense(run, code).await.expect("suspense"),
            roll: self.roll_of(&part).await,
            part,
        }
    }

    async fn check_part(&self, records: &Records, faults: &mut Vec<String>) {
        let part = &records.part;
        let mut say = |what: &str| faults.push(format!("{}: {what}", part.part));
        if !matches!(part.state, State::Closed | State::Cancelled) {
            let asked = part.pending.as_ref().map(|pending| (pending.kind, pending.role));
            say(&format!("it got no further than {:?}, asked for {asked:?}", part.state));
        }
        let store = self.ground.kit.store();
        let entries = store.list_part_entries(&part.run, &part.part).await.expect("entries");
        if first_broken(&entries).is_some()
            || entries.last().map(|one| &one.hash) != Some(&part.chain)
        {
            say("the history's chain is broken");
        }
        let Some(roll) = &part.roll else { return };
        let marks = records.roll.iter().filter_map(RollBatch::mark).collect();
        let index = RollIndex { batches: marks, ..RollIndex::default() };
        if list_hash(&index) != roll.list_hash {
            say("the list in S3 is not the one that the head locks");
        }
        let agreed = |deed: &Deed| matches!(deed, Deed::Reviewed | Deed::Approved | Deed::Paid);
        let hands: Vec<_> = part.hands.iter().filter(|hand| agreed(&hand.deed)).collect();
        let people: BTreeSet<&str> = hands.iter().map(|hand| hand.subject.as_str()).collect();
        if people.len() != hands.len() {
            say("somebody acted on one list twice");
        }
        let drawn = entries.iter().rev().find(|one| one.event == Event::Draw);
        if hands.iter().any(|hand| drawn.is_none_or(|drawn| hand.entry <= drawn.no)) {
            say("somebody agreed to another list");
        }
        if self.locked.get(&part.part).is_some_and(|locked| *locked != roll.list_hash) {
            say("the list changed after its approval");
        }
    }

    fn check_lines(
        &self,
        records: &Records,
        paid: &BTreeMap<Place, (u64, u32)>,
        faults: &mut Vec<String>,
    ) {
        let code = &records.part.part;
        let mut known = BTreeSet::new();
        for batch in &records.roll {
            for line in &batch.lines {
                let place = (code.clone(), batch.no, line.no);
                known.insert(place.clone());
                let (net, times) = paid.get(&place).copied().unwrap_or_default();
                let mut say = |what: &str| {
                    faults.push(format!("{code}-{:04}-{:03}: {what}", batch.no, line.no))
                };
                let Some((state, booked)) = records.standing(batch.no, line) else {
                    say("the payment is lost: it is in no place");
                    continue;
                };
                let over = net.saturating_sub(line.fen.fen());
                if over > 0 && over != super::till::OVER {
                    say(&format!("paid {net} of {} fen in {times} payments", line.fen.fen()));
                }
                if state == Payment::Confirmed && net < line.fen.fen() {
                    say("said to have arrived, and the bank has not paid it");
                }
                if state != Payment::Submitted && net.min(line.fen.fen()) != booked {
                    say(&format!("{state:?} with {booked} fen, and the bank has paid {net}"));
                }
                // What came back after the signature is money in suspense, for finance to clear.
                let late = state == Payment::Returned
                    && records.part.state == State::Closed
                    && records.suspense.iter().any(|item| item.case == Some((batch.no, line.no)));
                if !state.is_end() && !late {
                    say(&format!("left as {state:?}"));
                }
            }
        }
        for (place, _) in paid.iter().filter(|(place, _)| place.0 == *code) {
            if !known.contains(place) {
                faults.push(format!("the bank paid {place:?}, which is on no list"));
            }
        }
        for (_, batch, line) in self.held.iter().filter(|held| held.0 == *code) {
            let held = records.case(*batch, *line).is_some();
            if !held {
                faults.push(format!("{code}: a line was held in time and sent all the same"));
            }
        }
    }

    /// Every payment that is not void has its slot, and every slot its payment.
    async fn check_slots(&self, all: &[Records], faults: &mut Vec<String>) {
        let lines = all.iter().flat_map(|records| {
            let lines = records
                .roll
                .iter()
                .flat_map(|batch| batch.lines.iter().map(move |line| (batch.no, line)));
            lines.map(move |(batch, line)| (records, batch, line))
        });
        let lines: Vec<(&Records, u32, &Line)> = lines.collect();
        let people: Vec<_> = lines.iter().map(|(_, _, line)| line.person.clone()).collect();
        let years = self.ground.kit.store().get_years(&people, self.run.year).await.expect("years");
        let mut wanted: BTreeMap<(String, Place), u64> = BTreeMap::new();
        for (records, batch, line) in &lines {
            let sent = match records.standing(*batch, line) {
                Some((Payment::Void, _)) | None => false,
                Some((Payment::Held | Payment::Approved, _)) => {
                    records.case(*batch, line.no).is_some_and(|case| case.attempt > 0)
                }
                Some(_) => true,
            };
            if sent {
                let place = (records.part.part.clone(), *batch, line.no);
                wanted.insert((line.person.as_str().to_owned(), place), line.fen.fen());
            }
        }
        let mut found: BTreeMap<(String, Place), u64> = BTreeMap::new();
        for (person, year) in &years {
            let mut sum = 0;
            for slot in &year.slots {
                sum += slot.fen.fen();
                let Message { run, part, batch, .. } = slot.message.clone();
                if run == self.run.number {
                    found.insert(
                        (person.as_str().to_owned(), (part, batch, slot.line)),
                        slot.fen.fen(),
                    );
                }
            }
            if sum != year.total.fen() {
                faults.push("a person's year does not add up".to_owned());
            }
        }
        let lacking = wanted.iter().filter(|(key, fen)| found.get(*key) != Some(fen)).count();
        let extra = found.keys().filter(|key| !wanted.contains_key(*key)).count();
        if lacking + extra > 0 {
            faults.push(format!(
                "{lacking} payments without their slot, {extra} slots without theirs"
            ));
        }
    }

    async fn check_ledger(&self, all: &[Records], faults: &mut Vec<String>) {
        let balances = Balances::of(all.iter().flat_map(Records::postings));
        let on = |account| balances.on(account);
        let mut say = |what: String| faults.push(format!("the ledger: {what}"));
        if balances.sum() != 0 {
            say("its sum is not zero".to_owned());
        }
        let left = i128::from(self.till.net_of(&self.run.number));
        let booked = on(Account::Paid) - on(Account::Outside);
        if left != booked {
            say(format!("{booked} fen went out, and the bank says {left}"));
        }
        let closed = all.iter().all(|one| one.part.state == State::Closed);
        for account in [Account::Reserved, Account::InFlight, Account::Returned] {
            if closed && on(account) != 0 {
                say(format!("{} fen are left on {account:?}", on(account)));
            }
        }
        let store = self.ground.kit.store();
        let budget = store.get_budget(&self.run.budget_line, self.run.year).await;
        let Ok(Some(budget)) = budget else {
            say("the budget line cannot be read".to_owned());
            return;
        };
        let spent = i128::from(budget.granted.fen()) - i128::from(budget.available.fen());
        if self.alone && spent != -on(Account::Budget) {
            say(format!("the line gave {spent} fen, the ledger took {}", -on(Account::Budget)));
        }
    }
}

/// Every sending has one file, and every file its sending.
fn check_files(records: &Records, till: &Till, faults: &mut Vec<String>) {
    let sent: BTreeSet<&str> = records
        .batches
        .iter()
        .flat_map(|batch| &batch.attempts)
        .map(|attempt| attempt.message.as_str())
        .collect();
    let prefix = format!("{}-{}-", records.part.run_number, records.part.part);
    let out: BTreeSet<&str> = till.messages().filter(|one| one.starts_with(&prefix)).collect();
    if sent != out {
        faults.push(format!("{}: {} sendings, {} files", records.part.part, sent.len(), out.len()));
    }
}

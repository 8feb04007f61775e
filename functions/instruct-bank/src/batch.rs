//! One batch: planned on what lies in the table now, drafted, sent, and its file released.

use crate::draft::{self, Made, Payment};
use crate::files::Files;
use domain::benefit::{Benefit, period_year};
use domain::id::PersonId;
use domain::payee::{BankAccount, PayeeStatus};
use domain::run::hold::{Amendment, Hold, approved_account};
use domain::run::instruct::{Facts, Plan, Sending, plan};
use domain::run::part::{Part, StopReason, Stopped};
use domain::run::payment::{Attempt, Batch, Case, Lines};
use domain::run::roll::{RollBatch, RollIndex};
use jiff::Timestamp;
use std::collections::{BTreeSet, HashMap, HashSet};
use step::runs::{self, objects, pay, roll};
use step::{Kit, StepError};
use store::Sent;

/// How often a batch is planned anew because something came in between.
const PLANS: u8 = 6;

/// What became of a batch.
pub(crate) enum Step {
    /// Everything that can go now has gone, with its file.
    Done,
    /// It does not fit what was approved.
    Stop(Stopped),
}

/// What the batches of a part have in common.
pub(crate) struct Desk {
    /// The head as last read.
    pub(crate) part: Part,
    /// The files that are there.
    pub(crate) files: Files,
    /// True once this run has sent or released something.
    pub(crate) sent: bool,
    benefit: &'static Benefit,
    index: Option<RollIndex>,
    holds: Vec<Hold>,
    amendments: Vec<Amendment>,
    at: Timestamp,
}

/// What is known of the payees of a batch now.
struct Now {
    accounts: HashMap<PersonId, BankAccount>,
    /// The fingerprints of those that somebody has verified.
    verified: HashMap<PersonId, String>,
    statuses: HashMap<PersonId, PayeeStatus>,
    /// Those who took back a consent that the benefit needs.
    withdrawn: HashSet<PersonId>,
}

fn stop(reason: StopReason, batch: u32) -> Step {
    Step::Stop(Stopped { reason, batch, lines: Vec::new() })
}

impl Desk {
    /// Reads what every batch needs.
    pub(crate) async fn open(kit: &Kit, part: Part, at: Timestamp) -> Result<Desk, StepError> {
        let index = unless_changed(roll::index(kit, &part).await)?;
        let mut desk = Desk {
            files: Files::list(kit, &part).await?,
            sent: false,
            benefit: runs::benefit(&part.benefit)?,
            index,
            holds: Vec::new(),
            amendments: Vec::new(),
            part,
            at,
        };
        desk.read_again(kit).await?;
        Ok(desk)
    }

    /// The head first: a hold that comes in after it is seen by the send.
    async fn read_again(&mut self, kit: &Kit) -> Result<(), StepError> {
        let (run, part) = (self.part.run.clone(), self.part.part.clone());
        let head = kit.store().get_part(&run, &part).await?;
        let head = head.ok_or_else(|| StepError::broken("a part is gone"))?;
        if head.state != self.part.state {
            return Err(StepError::Conflict);
        }
        self.part = head;
        self.holds = kit.store().list_holds(&run, &part).await?;
        self.holds.retain(|hold| hold.draw == self.part.draw);
        self.amendments = kit.store().list_amendments(&run, &part).await?;
        Ok(())
    }

    /// A batch that may never have been sent.
    pub(crate) async fn first(&mut self, kit: &Kit, no: u32) -> Result<Step, StepError> {
        let stored = kit.store().get_batch(&self.part.run, &self.part.part, no).await?;
        let Some(lines) = self.lines(kit, no).await? else {
            return Ok(stop(StopReason::ListChanged, no));
        };
        match stored {
            Some(batch) => {
                self.release_missing(kit, &lines, &batch, &[]).await?;
                Ok(Step::Done)
            }
            None => match self.send(kit, &lines, None, Vec::new()).await {
                Err(StepError::Conflict) => self.sent_by_another(kit, &lines).await,
                other => other,
            },
        }
    }

    /// Another drive was first with this batch: its file is seen to, and the next one follows.
    async fn sent_by_another(&mut self, kit: &Kit, lines: &RollBatch) -> Result<Step, StepError> {
        let (run, part) = (&self.part.run, &self.part.part);
        let stored = kit.store().get_batch(run, part, lines.no).await?;
        let batch = stored.ok_or(StepError::Conflict)?;
        self.release_missing(kit, lines, &batch, &[]).await?;
        Ok(Step::Done)
    }

    /// A batch that was sent, of which something may go again or lacks its file.
    pub(crate) async fn later(&mut self, kit: &Kit, no: u32) -> Result<Step, StepError> {
        let (run, part) = (self.part.run.clone(), self.part.part.clone());
        let Some(lines) = self.lines(kit, no).await? else {
            return Ok(stop(StopReason::ListChanged, no));
        };
        let Some(batch) = kit.store().get_batch(&run, &part, no).await? else {
            return Ok(Step::Done);
        };
        let cases = kit.store().list_cases_of(&run, &part, no).await?;
        self.release_missing(kit, &lines, &batch, &cases).await?;
        self.send(kit, &lines, Some(batch), cases).await
    }

    /// The lines of a batch, if they are the approved ones.
    async fn lines(&self, kit: &Kit, no: u32) -> Result<Option<RollBatch>, StepError> {
        let mark = self.index.as_ref().and_then(|index| index.batches.iter().find(|m| m.no == no));
        let Some(mark) = mark else { return Ok(None) };
        unless_changed(roll::batch(kit, &self.part, mark).await)
    }

    /// Plans, drafts and sends, again and again while something comes in between.
    async fn send(
        &mut self,
        kit: &Kit,
        lines: &RollBatch,
        batch: Option<Batch>,
        cases: Vec<Case>,
    ) -> Result<Step, StepError> {
        let (mut refused, mut unfit) = (Lines::NONE, Lines::NONE);
        for _ in 0..PLANS {
            let now = self.now(kit, lines).await?;
            let sending = match self.plan(lines, batch.as_ref(), &cases, &now, refused, unfit) {
                Plan::Nothing => return Ok(Step::Done),
                Plan::Stop(stopped) => return Ok(Step::Stop(stopped)),
                Plan::Send(sending) => sending,
            };
            let mut bytes = Vec::new();
            if let Some(attempt) = &sending.attempt {
                let payments = self.payments(lines, attempt, &sending.cases);
                let made =
                    draft::make(kit, &self.part, self.benefit, attempt, &payments, &now.accounts);
                match made.await? {
                    Made::File(file) => bytes = file,
                    Made::Unfit(more) => {
                        unfit = unfit.plus(more);
                        continue;
                    }
                }
                objects::put(kit, &draft::key(attempt, &payments), bytes.clone()).await?;
            }
            let read = batch.as_ref().map(|batch| batch.version);
            match kit.store().send_batch(&self.part, &sending, read).await? {
                Sent::Done => {
                    self.release(kit, &sending, bytes).await?;
                    return Ok(Step::Done);
                }
                // Another drive was first; its draft is not this one: the next look finds it.
                Sent::Repeated => return Err(StepError::Conflict),
                Sent::HoldsChanged => self.read_again(kit).await?,
                Sent::Refused(more) => refused = refused.plus(more),
            }
        }
        Err(StepError::Conflict)
    }

    fn plan(
        &self,
        lines: &RollBatch,
        batch: Option<&Batch>,
        cases: &[Case],
        now: &Now,
        refused: Lines,
        unfit: Lines,
    ) -> Plan {
        let of_batch = |no: u32| no == lines.no;
        let holds: Vec<Hold> =
            self.holds.iter().filter(|hold| of_batch(hold.batch)).cloned().collect();
        let amendments: Vec<Amendment> =
            self.amendments.iter().filter(|one| of_batch(one.batch)).cloned().collect();
        let marks = self.index.iter().flat_map(|index| &index.batches);
        let hash = marks.filter(|mark| of_batch(mark.no)).map(|mark| mark.hash.as_str()).next();
        let year = period_year(&self.part.period).unwrap_or(self.part.year);
        let cap = self.benefit.yearly_cap(year, &self.part.part);
        plan(&Facts {
            part: &self.part,
            roll: lines,
            hash: hash.unwrap_or_default(),
            batch,
            cases,
            holds: &holds,
            amendments: &amendments,
            accounts: &now.verified,
            statuses: &now.statuses,
            withdrawn: &now.withdrawn,
            refused,
            unfit,
            cap: cap.map(|(group, limit)| (group.to_owned(), limit)),
            report_within: self.benefit.bank.report_within_working_days,
            at: self.at,
        })
    }

    async fn now(&self, kit: &Kit, lines: &RollBatch) -> Result<Now, StepError> {
        let people: Vec<PersonId> = lines.lines.iter().map(|line| line.person.clone()).collect();
        let accounts = kit.store().get_bank_accounts(&people).await?;
        let verified =
            |account: &&BankAccount| account.verified.is_some_and(|at| at >= account.changed);
        let verified = accounts
            .values()
            .filter(verified)
            .map(|account| (account.person.clone(), account.fingerprint.clone()))
            .collect();
        let (register, city) = (self.benefit.register, self.part.part.as_str());
        let payees = kit.store().get_payees(register, city, &people).await?;
        let statuses = payees.into_iter().map(|payee| (payee.person, payee.status)).collect();
        let withdrawn = kit.store().get_withdrawn(&people).await?;
        let needed = |codes: &BTreeSet<String>| {
            self.benefit.consents.iter().any(|code| codes.contains(code))
        };
        let withdrawn =
            withdrawn.into_iter().filter(|(_, codes)| needed(codes)).map(|(id, _)| id).collect();
        Ok(Now { accounts, verified, statuses, withdrawn })
    }

    /// What a sending pays to whom. Lines with a case: what is still due, to the account that the
    /// case was sent to.
    fn payments<'a>(
        &self,
        lines: &'a RollBatch,
        attempt: &Attempt,
        cases: &[Case],
    ) -> Vec<Payment<'a>> {
        let sent = lines.lines.iter().filter(|line| attempt.lines.has(line.no));
        sent.map(|line| {
            let case = cases.iter().find(|case| case.line == line.no && attempt.no > 1);
            let amendment =
                self.amendments.iter().find(|one| one.batch == lines.no && one.line == line.no);
            match case {
                Some(case) => Payment { line, fen: case.due(), account: case.account.clone() },
                None => {
                    let account = approved_account(&line.account, amendment).to_owned();
                    Payment { line, fen: line.fen, account }
                }
            }
        })
        .collect()
    }

    async fn release(
        &mut self,
        kit: &Kit,
        sending: &Sending,
        bytes: Vec<u8>,
    ) -> Result<(), StepError> {
        self.sent = true;
        if let Some(attempt) = &sending.attempt {
            self.files.add(draft::release(kit, self.benefit, attempt, bytes).await?);
        }
        Ok(())
    }

    /// Sendings whose drive died before their file was out.
    async fn release_missing(
        &mut self,
        kit: &Kit,
        lines: &RollBatch,
        batch: &Batch,
        cases: &[Case],
    ) -> Result<(), StepError> {
        let format = pay::format(self.benefit)?;
        for attempt in &batch.attempts {
            if self.files.has(&pay::out_key(format, &attempt.message)) {
                continue;
            }
            let payments = self.payments(lines, attempt, cases);
            let bytes = match objects::get(kit, &draft::key(attempt, &payments)).await? {
                Some(bytes) => bytes,
                None => self.remake(kit, lines, attempt, &payments).await?,
            };
            self.files.add(draft::release(kit, self.benefit, attempt, bytes).await?);
            self.sent = true;
        }
        Ok(())
    }

    /// A draft that is gone is made again, as long as the accounts are the approved ones.
    async fn remake(
        &self,
        kit: &Kit,
        lines: &RollBatch,
        attempt: &Attempt,
        payments: &[Payment<'_>],
    ) -> Result<Vec<u8>, StepError> {
        let now = self.now(kit, lines).await?;
        let made = draft::make(kit, &self.part, self.benefit, attempt, payments, &now.accounts);
        match made.await? {
            Made::File(bytes) => Ok(bytes),
            Made::Unfit(_) => Err(StepError::broken("a sending that cannot be written")),
        }
    }
}

/// What cannot be opened is not what was approved; what does not answer may.
fn unless_changed<T>(read: Result<Option<T>, StepError>) -> Result<Option<T>, StepError> {
    match read {
        Err(StepError::Broken { .. }) => Ok(None),
        other => other,
    }
}

//! The people of a run: they review, approve, pay, follow up and sign, each once and none twice,
//! with tools whose requests go over the wire like everybody's.
#![expect(
    clippy::expect_used,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use super::ground::{card, place_of, subject};
use super::play::{Play, Turn};
use aws_sdk_kms::types::DataKeySpec;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::deadline::drive_by;
use domain::entry::Actor;
use domain::id::{SubjectId, UnionId};
use domain::payee::{BankAccount, PayeeStatus, Register};
use domain::role::Role;
use domain::run::hold::{Ended, Hold, HoldEnd, HoldKind};
use domain::run::ledger::{Account, Posting, Why};
use domain::run::part::{Deed, Details, Event, Hand, Part, State, StepKind, change, may_act};
use domain::run::payment::{Case, Cleared, State as Payment, SuspenseWhy};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use step::runs::roll;
use step::{Kit, StepError};
use store::{KeyUse, RunWrite, StoreError, WrappedKey};

const REVIEWERS: [&str; 2] = ["city-1", "city-2"];
const APPROVERS: [&str; 3] = ["province-1", "province-2", "province-3"];
const PAYERS: [&str; 2] = ["finance-1", "finance-2"];

/// How often somebody whose call failed calls again.
const CALLS: u32 = 6;

fn actor(who: &SubjectId, role: Role) -> Actor {
    let union = UnionId::parse("LN").expect("a union");
    Actor::Officer { subject: who.clone(), role, union, principal: None }
}

impl Play<'_> {
    /// Everybody does what is asked of him; true when somebody did something. What is to be funded
    /// is left alone where the run is to stop before it.
    pub(crate) async fn people(&mut self, until: Option<State>) -> bool {
        let mut acted = false;
        for part in self.parts().await {
            self.look_after(&part).await;
            let Some(pending) = &part.pending else { continue };
            if until.is_some_and(|state| part.state >= state) {
                continue;
            }
            acted |= match pending.kind {
                StepKind::Review => self.say_yes(&part, Deed::Reviewed, &REVIEWERS).await,
                StepKind::Approval => self.say_yes(&part, Deed::Approved, &APPROVERS).await,
                StepKind::Funding => self.fund(&part).await,
                StepKind::FollowUp => self.follow_up(&part).await,
                StepKind::SignOff => self.sign(&part).await,
                StepKind::Notice | StepKind::Report => false,
            };
        }
        acted
    }

    /// What happens to payees and lists between the approval and the bank.
    async fn look_after(&mut self, part: &Part) {
        if let Some(roll) = part.roll.as_ref().filter(|_| part.state >= State::Approved) {
            let first = self.locked.entry(part.part.clone()).or_insert(roll.list_hash.clone());
            if *first != roll.list_hash {
                self.faults.push("the list changed after its approval".to_owned());
            }
        }
        if part.state != State::Approved || part.part != "2101" {
            return;
        }
        if self.turn(&Turn::Death) {
            self.change_status(3, PayeeStatus::Deceased).await;
        }
        if self.turn(&Turn::OtherAccount) {
            let store = self.ground.kit.store();
            self.before = store.get_bank_account(&super::ground::person(4)).await.expect("read");
            self.change_account(4).await;
        }
        if self.turn(&Turn::NewKey) {
            self.new_key().await;
        }
    }

    /// A call of somebody, again and again until it is answered.
    async fn call(
        &mut self,
        what: &str,
        act: impl AsyncFn(&Kit) -> Result<Value, StepError> + Clone + 'static,
    ) -> bool {
        for _ in 0..CALLS {
            let act = act.clone();
            let said = self
                .under(move |kit| {
                    let act = act.clone();
                    Box::pin(
                        async move { act(&kit).await.map_err(|error| error.name().to_owned()) },
                    )
                })
                .await;
            match said {
                Ok(Value::Bool(done)) => return done,
                Ok(_) => return true,
                Err(error) => self.trail.push(format!("{what}: {error}")),
            }
        }
        false
    }

    async fn say_yes(&mut self, part: &Part, deed: Deed, who: &'static [&'static str]) -> bool {
        let (run, code, at) = (part.run.clone(), part.part.clone(), self.now);
        let step = part.pending.as_ref().map(|pending| pending.no);
        self.call("a yes", async move |kit: &Kit| {
            let Some(part) = open(kit, &run, &code, step).await? else { return Ok(json!(true)) };
            let hash = part.roll.as_ref().map_or("", |roll| roll.list_hash.as_str()).to_owned();
            let free = who.iter().map(|name| subject(name));
            let mut free = free.filter(|who| may_act(&part, who, None, false, &hash).is_ok());
            let who = free.next().ok_or_else(|| StepError::broken("nobody is left"))?;
            let role =
                if deed == Deed::Approved { Role::ProvinceApprover } else { Role::CityReviewer };
            let hand = Hand::next(&part, deed, who.clone(), None);
            let said =
                change(&part, Event::Level, at, actor(&who, role), Details::default(), |next| {
                    next.levels += 1;
                    next.pending = None;
                    next.hands.push(hand);
                    next.wake = drive_by(at);
                });
            kit.store().commit_part(&said.map_err(StepError::not_allowed)?, Vec::new()).await?;
            kit.drive_run(&part.run, at).await;
            Ok(json!(true))
        })
        .await
    }

    async fn fund(&mut self, part: &Part) -> bool {
        let (run, code, at) = (part.run.clone(), part.part.clone(), self.now);
        let step = part.pending.as_ref().map(|pending| pending.no);
        let funded = self
            .call("the funds", async move |kit: &Kit| {
                let Some(part) = open(kit, &run, &code, step).await? else {
                    return Ok(json!(true));
                };
                match kit
                    .store()
                    .commit_part(
                        &funds(&part, at)?,
                        vec![RunWrite::Budget {
                            line: part.budget_line.clone(),
                            year: part.year,
                            less: part
                                .roll
                                .as_ref()
                                .map_or(domain::money::Fen::ZERO, |roll| roll.total),
                        }],
                    )
                    .await
                {
                    Ok(()) => {}
                    Err(StoreError::Conflict) => return Ok(json!(false)),
                    Err(error) => return Err(error.into()),
                }
                kit.drive_run(&part.run, at).await;
                Ok(json!(true))
            })
            .await;
        if !funded {
            self.grant(part).await;
        }
        true
    }

    /// Finance grants more where a line has not enough.
    async fn grant(&mut self, part: &Part) {
        let store = self.ground.kit.store();
        let budget = store.get_budget(&part.budget_line, part.year).await.expect("read");
        let budget = budget.expect("a budget");
        let read = budget.version;
        let more = store::BudgetChange {
            lowered: None,
            fen: domain::money::Fen::from_yuan(3_000_000).expect("fen"),
            document: "合成追加批复".to_owned(),
            by: subject("finance-1"),
            at: self.now,
        };
        store.put_budget(&budget.with(more).expect("a sum"), read).await.expect("granted");
    }

    async fn sign(&mut self, part: &Part) -> bool {
        let (run, code, at) = (part.run.clone(), part.part.clone(), self.now);
        let step = part.pending.as_ref().map(|pending| pending.no);
        self.call("the signature", async move |kit: &Kit| {
            let Some(part) = open(kit, &run, &code, step).await? else { return Ok(json!(true)) };
            let who = actor(&subject("city-2"), Role::CityReviewer);
            let signed = change(&part, Event::Close, at, who, Details::default(), |next| {
                next.pending = None;
                next.wake = None;
            });
            kit.store().commit_part(&signed.map_err(StepError::not_allowed)?, Vec::new()).await?;
            kit.drive_run(&part.run, at).await;
            Ok(json!(true))
        })
        .await
    }

    /// Everything that failed, came back, was paid in part or is held is seen to; and where an
    /// account is not the approved one, the approved one is put back.
    async fn follow_up(&mut self, part: &Part) -> bool {
        if part.stopped.is_some() {
            return self.mend_stopped(part).await;
        }
        let store = self.ground.kit.store();
        let cases = store.list_cases(&part.run, &part.part).await.expect("cases");
        let open: Vec<Case> = cases
            .into_iter()
            .filter(|case| {
                matches!(
                    case.state,
                    Payment::Failed | Payment::Returned | Payment::PartPaid | Payment::Held
                )
            })
            .collect();
        let mut acted = false;
        let mut mended = BTreeSet::new();
        for case in open {
            if case.state != Payment::Held
                && let Some(n) = place_of(&case.person, self.payees)
                && mended.insert(n)
            {
                self.change_account(n).await;
            }
            acted |= self.handle(&case).await;
        }
        acted
    }

    /// One case, by two people of finance.
    async fn handle(&mut self, case: &Case) -> bool {
        let (case, at) = (case.clone(), self.now);
        self.call("a case", async move |kit: &Kit| {
            let store = kit.store();
            let (run, code) = (&case.run, &case.part);
            let now = store.get_case(run, code, case.batch, case.line).await?;
            let Some(read) = now.filter(|now| now.version == case.version) else {
                return Ok(json!(true));
            };
            let part = store.get_part(run, code).await?.ok_or(StepError::Conflict)?;
            let mut writes = Vec::new();
            let mut holds = 0;
            let to = match read.state {
                Payment::Held => {
                    let all = store.list_holds(run, code).await?;
                    let hold = all.into_iter().find(|hold| {
                        (hold.batch, hold.line) == (case.batch, case.line) && hold.is_open()
                    });
                    let Some(hold) = hold else { return void(kit, &part, &read, at).await };
                    holds = 1;
                    let version = hold.version;
                    let end = Ended {
                        how: HoldEnd::Released,
                        by: subject("finance-2"),
                        reason: "查清".to_owned(),
                        at,
                    };
                    let hold = Hold { version: version + 1, end: Some(end), ..hold };
                    writes.push(RunWrite::Hold { hold, read: version });
                    Payment::Approved
                }
                Payment::PartPaid => {
                    writes.extend(unpark(kit, &part, &read, at).await?);
                    Payment::Corrected
                }
                _ => Payment::Corrected,
            };
            let account = store.get_bank_account(&read.person).await?.ok_or(StepError::Conflict)?;
            let version = read.version;
            let mut moved = read.moved(to, "P00", "", at).map_err(StepError::not_allowed)?;
            if to == Payment::Corrected {
                moved.account = account.fingerprint;
            }
            writes.push(RunWrite::CaseRead { case: moved, read: version });
            let who = actor(&subject("finance-2"), Role::FinancePayer);
            let done = change(&part, Event::Handle, at, who, Details::default(), |next| {
                next.holds += holds;
                next.wake = drive_by(at);
            });
            store.commit_part(&done.map_err(StepError::not_allowed)?, writes).await?;
            kit.drive_run(&part.run, at).await;
            Ok(json!(true))
        })
        .await
    }

    /// The approved account is put back, and the run goes on.
    async fn mend_stopped(&mut self, part: &Part) -> bool {
        let store = self.ground.kit.store();
        if let Some(before) = self.before.take() {
            let account = store.get_bank_account(&before.person).await.expect("read");
            let read = account.expect("an account").version;
            let back = BankAccount { version: read + 1, ..before };
            store.put_bank_account(&back, read).await.expect("put back");
        }
        let at = self.now;
        let (run, code) = (part.run.clone(), part.part.clone());
        self.call("what stopped it", async move |kit: &Kit| {
            let part = kit.store().get_part(&run, &code).await?.ok_or(StepError::Conflict)?;
            let who = actor(&subject("finance-2"), Role::FinancePayer);
            let done = change(&part, Event::Handle, at, who, Details::default(), |next| {
                next.wake = drive_by(at);
            });
            kit.store().commit_part(&done.map_err(StepError::not_allowed)?, Vec::new()).await?;
            kit.drive_run(&part.run, at).await;
            Ok(json!(true))
        })
        .await
    }

    /// Somebody's account becomes another one, found right by two people; beside the wire.
    async fn change_account(&mut self, n: usize) {
        let store = self.ground.kit.store();
        let known = store.get_bank_account(&super::ground::person(n)).await.expect("read");
        let read = known.expect("an account").version;
        let number = card(n, u32::try_from(read).expect("small") + 1);
        let next = self.ground.account(n, &number, read + 1).await;
        store.put_bank_account(&next, read).await.expect("an account");
    }

    async fn change_status(&mut self, n: usize, status: PayeeStatus) {
        let store = self.ground.kit.store();
        let people = [super::ground::person(n)];
        let found = store.get_payees(Register::ModelWorker, "2101", &people).await.expect("read");
        let mut payee = found.into_iter().next().expect("a payee");
        let read = payee.version;
        payee.version += 1;
        payee.status = status;
        store.put_payee(&payee, read).await.expect("a payee");
    }

    /// From now on another key seals.
    async fn new_key(&mut self) {
        let kit = &self.ground.kit;
        let keys = kit.store().list_keys(KeyUse::Seal).await.expect("keys");
        let newest = keys.iter().map(|key| key.version).max().expect("a key");
        let made = kit
            .kms()
            .generate_data_key()
            .key_id(kit.settings().key.clone().expect("a key"))
            .key_spec(DataKeySpec::Aes256)
            .encryption_context("use", KeyUse::Seal.as_str())
            .send()
            .await
            .expect("a key");
        let blob = made.ciphertext_blob.expect("a wrapped key").into_inner();
        let key = WrappedKey { version: newest + 1, wrapped: STANDARD.encode(blob) };
        kit.store().put_new_key(KeyUse::Seal, &key).await.expect("a new key");
    }

    /// After the run everybody is as before it.
    pub(crate) async fn restore(&mut self) {
        self.change_status(3, PayeeStatus::Living).await;
    }

    /// An auditor stops a line of the first batch, if it is not too late for that.
    pub(crate) async fn hold_something(&mut self) {
        let kit = &self.ground.kit;
        for part in self.parts().await {
            if part.state != State::Funded || part.part != "2101" {
                continue;
            }
            let (batch, line) = (1, 7);
            let hold = Hold {
                draw: part.draw,
                batch,
                line,
                version: 1,
                kind: HoldKind::ByHand,
                reason: "审计暂缓".to_owned(),
                by: Some(subject("auditor-1")),
                at: self.now,
                end: None,
            };
            let sent = kit.store().get_batch(&part.run, &part.part, batch).await.expect("read");
            let laid = match sent {
                Some(_) => Err(StoreError::Conflict),
                None => kit.store().lay_hold(&part, &hold, 0, None).await,
            };
            self.trail.push(format!("a hold while it hangs: {}", laid.is_ok()));
            if laid.is_ok() {
                self.held.push((part.part.clone(), batch, line));
            }
        }
    }

    /// The approved list of a part, as it lies in S3.
    pub(crate) async fn roll_of(&self, part: &Part) -> Vec<domain::run::roll::RollBatch> {
        let kit = &self.ground.direct(self.now);
        let Some(index) = roll::index(kit, part).await.expect("S3") else { return Vec::new() };
        let mut batches = Vec::new();
        for mark in &index.batches {
            batches.extend(roll::batch(kit, part, mark).await.expect("S3"));
        }
        batches
    }
}

/// The part, if the step that was asked for is still open.
async fn open(
    kit: &Kit,
    run: &domain::id::RunId,
    code: &str,
    step: Option<u32>,
) -> Result<Option<Part>, StepError> {
    let part = kit.store().get_part(run, code).await?.ok_or(StepError::Conflict)?;
    let same = part.pending.as_ref().map(|pending| pending.no) == step;
    Ok(same.then_some(part))
}

fn funds(part: &Part, at: Timestamp) -> Result<domain::run::part::Change, StepError> {
    let roll = part.roll.clone().ok_or(StepError::Conflict)?;
    let who = PAYERS.iter().map(|name| subject(name));
    let mut free = who.filter(|who| may_act(part, who, None, false, &roll.list_hash).is_ok());
    let who = free.next().ok_or_else(|| StepError::broken("nobody is left"))?;
    let hand = Hand::next(part, Deed::Paid, who.clone(), None);
    let entry = (Account::Budget, Account::Reserved);
    let posting = Posting::of(entry, roll.total, Why::Fund, &part.period, at);
    let by = actor(&who, Role::FinancePayer);
    let funded = change(part, Event::Fund, at, by, Details::default(), |next| {
        next.pending = None;
        next.hands.push(hand);
        next.postings.extend(posting);
        next.wake = drive_by(at);
    });
    funded.map_err(StepError::not_allowed)
}

/// What the bank did not pay of a case goes back to what is set aside.
async fn unpark(
    kit: &Kit,
    part: &Part,
    case: &Case,
    at: Timestamp,
) -> Result<Vec<RunWrite>, StepError> {
    let found = kit.store().list_suspense(&part.run, &part.part).await?;
    let ours = found.into_iter().filter(|item| {
        item.why == SuspenseWhy::PartPaid
            && item.cleared.is_none()
            && item.case == Some((case.batch, case.line))
    });
    let cleared = ours.map(|mut item| {
        let read = item.version;
        let entry = (Account::Suspense, Account::Reserved);
        item.version += 1;
        item.postings.extend(Posting::of(entry, item.fen, Why::Clear, &part.period, at));
        item.cleared = Some(Cleared {
            by: subject("finance-2"),
            to: Account::Reserved,
            reason: "补足".to_owned(),
            at,
        });
        RunWrite::SuspenseRead { item, read }
    });
    Ok(cleared.collect())
}

/// A payee who died, or whom the bank cannot pay: the payment is given up.
async fn void(kit: &Kit, part: &Part, case: &Case, at: Timestamp) -> Result<Value, StepError> {
    let version = case.version;
    let posting = (Account::Reserved, Account::Budget);
    let posting = Posting::of(posting, case.due(), Why::Void, &part.period, at);
    let mut moved =
        case.clone().moved(Payment::Void, "P02", "", at).map_err(StepError::not_allowed)?;
    moved.postings.extend(posting);
    let who = actor(&subject("finance-2"), Role::FinancePayer);
    let done = change(part, Event::Handle, at, who, Details::default(), |next| {
        next.wake = drive_by(at);
    });
    let writes = vec![RunWrite::CaseRead { case: moved, read: version }];
    kit.store().commit_part(&done.map_err(StepError::not_allowed)?, writes).await?;
    kit.drive_run(&part.run, at).await;
    Ok(json!(true))
}

//! A page of a register with everything that the rules look at.

use domain::benefit::Benefit;
use domain::benefit::{BenefitReason, Decision, PayeeInput, Taken, calculate};
use domain::id::PersonId;
use domain::payee::{BankAccount, Facts, Payee};
use domain::run::part::Part;
use domain::run::roll::{Excluded, Line};
use jiff::{SignedDuration, Timestamp};
use step::{Kit, StepError, Vault};
use store::StoredPayee;

/// The flag of an account that changed lately.
pub(crate) const ACCOUNT_CHANGED: &str = "ACCOUNT_CHANGED";

/// How lately: 7 days before the cut-off. Domain 11.1.
const LATELY: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What was decided for a page of people.
#[derive(Default)]
pub(crate) struct Decided {
    pub(crate) lines: Vec<Line>,
    pub(crate) excluded: Vec<Excluded>,
}

/// Calculates everybody on a page.
pub(crate) async fn decide(
    kit: &Kit,
    part: &Part,
    benefit: &Benefit,
    page: &[StoredPayee],
) -> Result<Decided, StepError> {
    let people: Vec<PersonId> = page.iter().map(|payee| payee.person.clone()).collect();
    let accounts = kit.store().get_bank_accounts(&people).await?;
    let years = kit.store().get_years(&people, part.year).await?;
    let withdrawn = kit.store().get_withdrawn(&people).await?;
    let vault = kit.vault().await?;
    let mut decided = Decided::default();
    for stored in page {
        let taken_back = withdrawn.get(&stored.person);
        if taken_back.is_some_and(|codes| benefit.consents.iter().any(|one| codes.contains(one))) {
            // His facts are not even opened.
            decided.refuse(stored, BenefitReason::ConsentWithdrawn);
            continue;
        }
        let payee = opened(vault, stored)?;
        let account = accounts.get(&payee.person);
        let slots = years.get(&payee.person).map_or(&[][..], |year| &year.slots);
        let taken: Vec<Taken> = slots.iter().map(store::PaidSlot::taken).collect();
        let input = PayeeInput { payee: &payee, account, at: part.cut_off, period: &part.period };
        for decision in calculate(benefit, &input, &taken) {
            decided.take(benefit, part, &payee, account, decision);
        }
    }
    Ok(decided)
}

fn opened(vault: &Vault, stored: &StoredPayee) -> Result<Payee, StepError> {
    let place = StoredPayee::place(stored.register, &stored.person);
    let text = vault.open_value(&place, &stored.facts)?;
    // The error is dropped: it may repeat a value.
    let facts: Facts =
        serde_json::from_str(&text).map_err(|_| StepError::broken("a payee's facts"))?;
    Ok(Payee {
        person: stored.person.clone(),
        version: stored.version,
        name: stored.name.clone(),
        id_masked: stored.id_masked.clone(),
        city: stored.city.clone(),
        union: stored.union.clone(),
        unit: stored.unit.clone(),
        status: stored.status,
        checked_on: stored.checked_on,
        facts,
    })
}

impl Decided {
    fn take(
        &mut self,
        benefit: &Benefit,
        part: &Part,
        payee: &Payee,
        account: Option<&BankAccount>,
        decision: Decision,
    ) {
        match (decision, account) {
            (Decision::Line { kind, fen, basis }, Some(account)) => {
                let group = benefit.kind(&kind).and_then(|kind| benefit.exclusive_group(kind));
                self.lines.push(Line {
                    no: 0,
                    person: payee.person.clone(),
                    name: payee.name.clone(),
                    id_masked: payee.id_masked.clone(),
                    unit: payee.unit.clone(),
                    group: group.map(str::to_owned),
                    flags: flags(account, part.cut_off),
                    kind,
                    fen,
                    account: account.fingerprint.clone(),
                    last4: account.last4.clone(),
                    bank: account.bank.clone(),
                    basis,
                });
            }
            // A benefit that does not ask for an account pays nobody without one all the same.
            (Decision::Line { kind, .. }, None) => {
                let code = BenefitReason::NoAccount;
                self.leave_out(payee, Some(kind), code, code.text());
            }
            (Decision::Excluded { kind, code, text }, _) => {
                self.leave_out(payee, kind, code, text);
            }
        }
    }

    fn refuse(&mut self, stored: &StoredPayee, code: BenefitReason) {
        self.excluded.push(Excluded {
            person: stored.person.clone(),
            name: stored.name.clone(),
            id_masked: stored.id_masked.clone(),
            unit: stored.unit.clone(),
            kind: None,
            code: code.as_str().to_owned(),
            text: code.text(),
        });
    }

    fn leave_out(
        &mut self,
        payee: &Payee,
        kind: Option<String>,
        code: BenefitReason,
        text: domain::matter::Text,
    ) {
        self.excluded.push(Excluded {
            person: payee.person.clone(),
            name: payee.name.clone(),
            id_masked: payee.id_masked.clone(),
            unit: payee.unit.clone(),
            kind,
            code: code.as_str().to_owned(),
            text,
        });
    }
}

/// An account that changed lately is shown to everybody who agrees to the roll; one that no second
/// person has looked at since is held besides.
fn flags(account: &BankAccount, cut_off: Timestamp) -> Vec<String> {
    let first = cut_off.checked_sub(LATELY).unwrap_or(Timestamp::MIN);
    let lately = account.changed > first;
    let seen = account.verified.is_some_and(|at| at >= account.changed)
        && account.verified_by.as_ref().is_some_and(|by| *by != account.entered_by);
    match (lately, seen) {
        (false, _) => Vec::new(),
        (true, true) => vec![ACCOUNT_CHANGED.to_owned()],
        (true, false) => vec![ACCOUNT_CHANGED.to_owned(), UNSEEN.to_owned()],
    }
}

/// The flag of a changed account that no second person has looked at.
pub(crate) const UNSEEN: &str = "SECOND_LOOK_OPEN";

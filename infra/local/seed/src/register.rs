//! Writes the registers from which benefits are paid: rows with their facts sealed, accounts with
//! their numbers sealed, and what is granted to the budget lines.

use crate::fault::Fault;
use crate::load::{identity, together};
use crate::payees::{Granted, Registered};
use domain::id::{SubjectId, UnionId};
use domain::payee::{BankAccount, Payee, Proxy};
use domain::person::Sealed;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use std::sync::Arc;
use step::{Kit, places};
use store::{Budget, BudgetChange, StoredPayee};

/// Who entered the demo's accounts, and who found them right.
const ENTERED_BY: &str = "seed-1";
const VERIFIED_BY: &str = "seed-2";

/// Writes what is not there yet; how many records that were. `fresh`: nobody is there, and nobody is
/// looked for.
pub(crate) async fn write(
    kit: &Arc<Kit>,
    people: Vec<Registered>,
    budgets: Vec<Granted>,
    fresh: bool,
) -> Result<usize, Fault> {
    let mut written = 0_usize;
    for granted in budgets {
        written = written.saturating_add(usize::from(write_budget(kit, granted).await?));
    }
    let tools = Arc::clone(kit);
    let wrote = together(people, move |person| {
        let kit = Arc::clone(&tools);
        async move { write_payee(&kit, &person, fresh).await.map(usize::from) }
    });
    Ok(written.saturating_add(wrote.await?))
}

/// How many records [`write`] looks at.
pub(crate) fn count(people: &[Registered], budgets: &[Granted]) -> usize {
    people.len().saturating_add(budgets.len())
}

/// The register's row of somebody.
pub(crate) fn payee(one: &Registered, today: Date) -> Result<Payee, Fault> {
    let checked = today.checked_sub(i64::from(one.checked_days).days());
    Ok(Payee {
        person: identity(&one.key),
        version: 1,
        name: one.name.clone(),
        id_masked: one.id_number.masked(),
        city: one.city.clone(),
        union: Some(UnionId::parse(&one.city).map_err(|_| Fault::data("a city"))?),
        unit: one.unit.clone(),
        status: one.status,
        checked_on: checked.map_err(|_| Fault::data("a date"))?,
        facts: one.facts.clone(),
    })
}

fn stored(payee: &Payee, facts: Sealed) -> StoredPayee {
    StoredPayee {
        register: payee.facts.register(),
        person: payee.person.clone(),
        version: payee.version,
        name: payee.name.clone(),
        id_masked: payee.id_masked.clone(),
        city: payee.city.clone(),
        union: payee.union.clone(),
        unit: payee.unit.clone(),
        status: payee.status,
        checked_on: payee.checked_on,
        unconfirmed: None,
        facts,
    }
}

/// His account, as of a moment; some have none.
pub(crate) fn account(
    one: &Registered,
    now: Timestamp,
    sealed: Sealed,
    fingerprint: String,
) -> Result<Option<BankAccount>, Fault> {
    let Some(card) = &one.card else { return Ok(None) };
    let subject = |text| SubjectId::parse(text).map_err(|_| Fault::data("a subject"));
    let hours = i64::from(card.changed_days).saturating_mul(24);
    let changed = now.checked_sub(SignedDuration::from_hours(hours));
    let changed = changed.map_err(|_| Fault::data("a moment"))?;
    let last4 = card.number.get(card.number.len().saturating_sub(4)..).unwrap_or_default();
    Ok(Some(BankAccount {
        person: identity(&one.key),
        version: 1,
        holder: card.proxy.as_ref().unwrap_or(&one.name).clone(),
        proxy: card
            .proxy
            .is_some()
            .then(|| Proxy {
                relation: "配偶".to_owned(), document: "合成授权书".to_owned()
            }),
        bank: card.bank.clone(),
        clearing: None,
        sealed,
        fingerprint,
        last4: last4.to_owned(),
        entered_by: subject(ENTERED_BY)?,
        changed,
        verified: card.verified.then_some(changed),
        verified_by: if card.verified { Some(subject(VERIFIED_BY)?) } else { None },
        consented: changed,
    }))
}

/// True when something was written.
async fn write_payee(kit: &Kit, one: &Registered, fresh: bool) -> Result<bool, Fault> {
    let today = domain::calendar::shanghai_date(kit.now());
    let payee = payee(one, today)?;
    let register = payee.facts.register();
    let known = [payee.person.clone()];
    let mut wrote = false;
    if fresh || kit.store().get_payees(register, &payee.city, &known).await?.is_empty() {
        let facts = serde_json::to_string(&payee.facts).map_err(|_| Fault::data("facts"))?;
        let vault = kit.vault().await?;
        let sealed = vault.seal(&StoredPayee::place(register, &payee.person), &facts)?;
        kit.store().put_payee(&stored(&payee, sealed), 0).await?;
        wrote = true;
    }
    let Some(card) = &one.card else { return Ok(wrote) };
    if fresh || kit.store().get_bank_account(&payee.person).await?.is_none() {
        let vault = kit.vault().await?;
        let sealed = vault.seal(&places::bank_account(&payee.person), &card.number)?;
        let holder = card.proxy.as_ref().unwrap_or(&one.name);
        let value = places::bank_account_value(holder, &card.number, &card.bank);
        let fingerprint = vault.index("bank", &value).into_iter().next();
        let fingerprint = fingerprint.ok_or_else(|| Fault::data("the vault has no index"))?;
        if let Some(account) = account(one, kit.now(), sealed, fingerprint)? {
            kit.store().put_bank_account(&account, 0).await?;
            wrote = true;
        }
    }
    Ok(wrote)
}

async fn write_budget(kit: &Kit, granted: Granted) -> Result<bool, Fault> {
    if kit.store().get_budget(&granted.line, granted.year).await?.is_some() {
        return Ok(false);
    }
    let by = SubjectId::parse(ENTERED_BY).map_err(|_| Fault::data("a subject"))?;
    let change = BudgetChange {
        lowered: None,
        fen: granted.fen,
        document: "合成数据:年度预算批复".to_owned(),
        by,
        at: kit.now(),
    };
    let budget = Budget::nothing(&granted.line, granted.year).with(change);
    let budget = budget.ok_or_else(|| Fault::data("a grant"))?;
    kit.store().put_budget(&budget, 0).await?;
    Ok(true)
}

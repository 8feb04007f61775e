//! Accounts: one's own, a payee's by an officer, and the second person's look at them.

use crate::checks::item;
use crate::import::agreed;
use crate::list::{keeper_of, named};
use api::payees::{
    BankAccountView, ManyView, OwnAccountRequest, PayeeAccountRequest, VerificationItem,
    VerificationRequest,
};
use api::{FieldCode, Problem, ProblemCode};
use domain::authority::Action;
use domain::id::PersonId;
use domain::mask::mask_name;
use domain::payee::BankAccount;
use step::finance::bank_accounts::{Entered, Typed, account_view, is_verified};
use step::finance::counter::Counter;
use step::{Answer, Call, Fault, Kit, Reply, StepError};

/// `PUT /v1/payees/{register}/{id}/bank-account`.
pub(crate) async fn put(kit: &Kit, call: &Call) -> Answer {
    let request: PayeeAccountRequest = call.read()?;
    let counter = Counter::open(kit, call).await?;
    let (row, _) = named(&counter, Action::KeepPayees).await?;
    let typed = Typed {
        holder: &request.holder,
        bank: &request.bank,
        number: &request.number,
        clearing: request.clearing.as_deref(),
        proxy: request.proxy.as_ref(),
    };
    let synthetic = kit.settings().allow_synthetic;
    let entered = Entered::read(&typed, &row.name, synthetic, "", call.language)?;
    let me = &counter.caller.subject;
    let before = kit.store().get_bank_account(&row.person).await?;
    let channel = format!("PAPER {}", request.consent_document.trim());
    agreed(kit, &row.person, &channel, call.now).await?;
    let new = entered.account(kit, &row.person, before.as_ref(), me, call.now).await?;
    let account = written(kit, new, before).await?;
    Reply::json(200, &account_view(&account, me))
}

/// Writes a new account over the one before; without one, that stays.
async fn written(
    kit: &Kit,
    new: Option<BankAccount>,
    before: Option<BankAccount>,
) -> Result<BankAccount, Fault> {
    match (new, before) {
        (Some(new), before) => {
            let read = before.map_or(0, |account| account.version);
            kit.store().put_bank_account(&new, read).await?;
            Ok(new)
        }
        (None, Some(same)) => Ok(same),
        (None, None) => Err(StepError::broken("an account").into()),
    }
}

async fn me(kit: &Kit, call: &Call) -> Result<PersonId, Fault> {
    let account = kit.store().get_account(call.caller()?).await?;
    account.caller.person.ok_or_else(|| ProblemCode::NotBound.into())
}

/// `GET /v1/bank-account`.
pub(crate) async fn own(kit: &Kit, call: &Call) -> Answer {
    let person = me(kit, call).await?;
    let account = kit.store().get_bank_account(&person).await?.ok_or(ProblemCode::NotFound)?;
    Reply::json(200, &view(&account, call))
}

/// `PUT /v1/bank-account`.
pub(crate) async fn put_own(kit: &Kit, call: &Call) -> Answer {
    let request: OwnAccountRequest = call.read()?;
    if !request.consent {
        let problem = Problem::new(ProblemCode::ConsentRequired, call.language);
        let code = FieldCode::ConsentMissing;
        return Err(problem.with_error("/consent", code, call.language).into());
    }
    let id = me(kit, call).await?;
    let person = kit.store().get_person(&id).await?.ok_or(ProblemCode::NotBound)?;
    let typed = Typed {
        holder: &request.holder,
        bank: &request.bank,
        number: &request.number,
        clearing: request.clearing.as_deref(),
        proxy: None,
    };
    let synthetic = kit.settings().allow_synthetic;
    let entered = Entered::read(&typed, &person.name, synthetic, "", call.language)?;
    let before = kit.store().get_bank_account(&id).await?;
    agreed(kit, &id, "ONLINE", call.now).await?;
    let new = entered.account(kit, &id, before.as_ref(), call.caller()?, call.now).await?;
    let account = written(kit, new, before).await?;
    Reply::json(200, &view(&account, call))
}

fn view(account: &BankAccount, call: &Call) -> BankAccountView {
    let verified = is_verified(account);
    let text = if verified {
        call.language.pick("已核实,用于发放。", "Verified: benefits are paid to it.")
    } else {
        call.language.pick("已登记。工会核实后用于发放。", "Entered. The union verifies it first.")
    };
    BankAccountView {
        bank: account.bank.clone(),
        last4: account.last4.clone(),
        holder: mask_name(&account.holder),
        changed_at: account.changed.to_string(),
        verified_at: account.verified.filter(|_| verified).map(|at| at.to_string()),
        text: text.to_owned(),
    }
}

/// `POST /v1/bank-accounts/verifications`.
pub(crate) async fn verify(kit: &Kit, call: &Call) -> Answer {
    let request: VerificationRequest = call.read()?;
    let counter = Counter::open(kit, call).await?;
    counter.needs(Action::KeepPayees)?;
    let mut items = Vec::new();
    for one in &request.items {
        items.push(item(&one.id, verify_one(&counter, one).await, call)?);
    }
    Reply::json(200, &ManyView { items })
}

async fn verify_one(counter: &Counter<'_>, one: &VerificationItem) -> Result<(), Fault> {
    let store = counter.kit.store();
    let id = PersonId::parse(&one.id).map_err(|_| ProblemCode::NotFound)?;
    let mut kept = None;
    for row in store.find_payees_of(&id).await? {
        let union = counter.union(&keeper_of(&row)?).await?;
        if let Some(acting) = counter.may(Action::KeepPayees, &union) {
            kept = Some((row, acting));
            break;
        }
    }
    let (row, acting) = kept.ok_or(ProblemCode::NotFound)?;
    let account = store.get_bank_account(&id).await?.ok_or(ProblemCode::NotFound)?;
    if is_verified(&account) {
        return Ok(());
    }
    let same = account.entered_by == acting.subject
        || acting.principal.as_ref() == Some(&account.entered_by)
        || counter.caller.person.as_ref() == Some(&id);
    if same {
        return Err(ProblemCode::SecondPerson.into());
    }
    if account.version != one.version {
        return Err(ProblemCode::LostRace.into());
    }
    if !account.fits(&row.name) {
        return Err(ProblemCode::AccountUnfit.into());
    }
    let read = account.version;
    let seen = BankAccount {
        version: read.saturating_add(1),
        verified: Some(counter.call.now),
        verified_by: Some(acting.subject),
        ..account
    };
    Ok(store.put_bank_account(&seen, read).await?)
}

//! The file of a sending, made before its point of no return, so that whatever becomes of an account
//! afterwards, the bank is told what was approved.
//!
//! A draft's key is made of the sending and of the accounts that are approved for it: the same key,
//! the same payments.

use bank::{Account, Batch as BankBatch, Fault, Instruction};
use domain::benefit::Benefit;
use domain::calendar::{shanghai_date, working_day_on_or_after};
use domain::entry::sha256;
use domain::id::PersonId;
use domain::money::Fen;
use domain::payee::BankAccount;
use domain::run::part::Part;
use domain::run::payment::{Attempt, Lines};
use domain::run::reference::{Message, Reference};
use domain::run::roll::Line;
use std::collections::HashMap;
use step::runs::{objects, pay};
use step::{Kit, StepError, Vault, places};

/// One payment of a sending.
pub(crate) struct Payment<'a> {
    pub(crate) line: &'a Line,
    /// What is to be paid now: less than the line where a part has arrived.
    pub(crate) fen: Fen,
    /// The fingerprint of the approved account.
    pub(crate) account: String,
}

/// Where the draft of a sending lies.
pub(crate) fn key(attempt: &Attempt, payments: &[Payment<'_>]) -> String {
    let mut text = serde_json::to_string(attempt).unwrap_or_default();
    for payment in payments {
        let (line, fen) = (payment.line.no, payment.fen.fen());
        text.push_str(&format!("\n{line}|{fen}|{}", payment.account));
    }
    let hash = sha256(text.as_bytes());
    format!("draft/{}-{}.zip", attempt.message, hash.get(..16).unwrap_or_default())
}

/// The locked file, or the lines whose accounts the bank's format does not take.
pub(crate) enum Made {
    File(Vec<u8>),
    Unfit(Lines),
}

/// Makes the file. An account that is not the approved one any more is a defect here: whoever
/// plans a sending has compared it.
pub(crate) async fn make(
    kit: &Kit,
    part: &Part,
    benefit: &Benefit,
    attempt: &Attempt,
    payments: &[Payment<'_>],
    accounts: &HashMap<PersonId, BankAccount>,
) -> Result<Made, StepError> {
    let message = Message::parse(&attempt.message);
    let message = message.ok_or_else(|| StepError::broken("a message's id"))?;
    let vault = kit.vault().await?;
    let mut instructions = Vec::with_capacity(payments.len());
    for payment in payments {
        let found = accounts.get(&payment.line.person);
        let found = found.filter(|account| account.fingerprint == payment.account);
        let found = found.ok_or_else(|| StepError::broken("an approved account is gone"))?;
        instructions.push(Instruction {
            reference: Reference { message: message.clone(), line: payment.line.no }.to_string(),
            to: account(vault, found)?,
            amount: payment.fen,
            purpose: benefit.title.zh.clone(),
            note: format!("{} {}", part.period, part.run_number),
            mobile: None,
        });
    }
    let batch = BankBatch {
        message: attempt.message.clone(),
        at: attempt.at,
        pay_on: working_day_on_or_after(shanghai_date(attempt.at)),
        from: pay::payer(kit, benefit)?,
        instructions,
    };
    match bank::write(&batch, pay::format(benefit)?) {
        Ok(file) => {
            let locked = bank::protect(&file, pay::password(kit)?, &kit.random::<32>()?);
            locked.map(Made::File).map_err(|_| StepError::broken("locking a bank file"))
        }
        Err(faults) => unfit(&faults.0, payments),
    }
}

fn account(vault: &Vault, known: &BankAccount) -> Result<Account, StepError> {
    Ok(Account {
        number: vault.open_value(&places::bank_account(&known.person), &known.sealed)?,
        holder: known.holder.clone(),
        bank: known.bank.clone(),
        clearing: known.clearing.clone(),
        province: None,
        city: None,
    })
}

/// The lines that the faults name; a fault of the whole batch is one of ours.
fn unfit(faults: &[Fault], payments: &[Payment<'_>]) -> Result<Made, StepError> {
    let mut lines = Lines::NONE;
    for fault in faults {
        let payment = match fault.side {
            bank::fault::Side::Instruction(place) => payments.get(place),
            bank::fault::Side::Batch | bank::fault::Side::From => None,
        };
        let payment = payment.ok_or_else(|| StepError::broken("a bank file's own fields"))?;
        lines = lines.with(payment.line.no);
    }
    Ok(Made::Unfit(lines))
}

/// Puts the drafted file where the bank fetches it, unless it is there.
pub(crate) async fn release(
    kit: &Kit,
    benefit: &Benefit,
    attempt: &Attempt,
    bytes: Vec<u8>,
) -> Result<String, StepError> {
    let key = pay::out_key(pay::format(benefit)?, &attempt.message);
    objects::put_new(kit, &key, bytes).await?;
    Ok(key)
}

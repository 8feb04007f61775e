//! The bank's side: in which format a benefit is paid, from which account, under which password.

use crate::{Kit, StepError};
use bank::{Account, BankFormat, find_format};
use domain::benefit::{BankFormat as Named, Benefit};
use serde::Deserialize;
use std::collections::HashMap;

/// The format in which a benefit's bank is told.
///
/// # Errors
/// [`StepError::Broken`] when the bank is not in the table.
pub fn format(benefit: &Benefit) -> Result<&'static BankFormat, StepError> {
    let code = match benefit.bank.format {
        Named::IcbcBatch => "icbc-batch",
        Named::Pain001 => "iso20022",
    };
    find_format(code).ok_or_else(|| StepError::broken("a bank's format is gone"))
}

/// Where a sending's file lies for the bank to fetch.
#[must_use]
pub fn out_key(format: &BankFormat, message: &str) -> String {
    format!("out/{}/{message}.zip", format.code)
}

/// The accounts that pay, as the setting has them.
#[derive(Deserialize)]
struct Payer {
    number: String,
    holder: String,
    bank: String,
    #[serde(default)]
    clearing: Option<String>,
}

/// The account that pays a benefit. The setting's error is dropped: it may repeat a number.
///
/// # Errors
/// [`StepError::Broken`] when the setting does not have it.
pub fn payer(kit: &Kit, benefit: &Benefit) -> Result<Account, StepError> {
    let missing = || StepError::broken("setting PAYER_ACCOUNTS lacks an account");
    let text = kit.settings().payers.as_deref().ok_or_else(missing)?;
    let mut known: HashMap<String, Payer> = serde_json::from_str(text).map_err(|_| missing())?;
    let payer = known.remove(&benefit.bank.payer).ok_or_else(missing)?;
    Ok(Account {
        number: payer.number,
        holder: payer.holder,
        bank: payer.bank,
        clearing: payer.clearing,
        province: None,
        city: None,
    })
}

/// The password of bank files.
///
/// # Errors
/// [`StepError::Broken`] when none is set.
pub fn password(kit: &Kit) -> Result<&str, StepError> {
    let set = kit.settings().bank_password.as_deref();
    set.ok_or_else(|| StepError::broken("setting BANK_FILE_PASSWORD is missing"))
}

//! Accounts to pay to, as they are entered: checked, sealed, and told apart by their fingerprints.

use crate::{Kit, StepError, places};
use api::payees::{PayeeAccountView, ProxyView};
use api::{FieldCode, Language, Problem, ProblemCode};
use domain::id::{PersonId, SubjectId};
use domain::mask::mask_name;
use domain::payee::{BankAccount, Proxy};
use jiff::Timestamp;

/// What every number of a test card begins with.
const TEST: &str = "TESTCARD-";

/// The word that keeps fingerprints of accounts apart from other indexes.
const DOMAIN: &str = "bank";

/// An account as somebody entered it.
#[derive(Clone, PartialEq, Eq)]
pub struct Entered {
    holder: String,
    bank: String,
    number: String,
    clearing: Option<String>,
    proxy: Option<Proxy>,
}

/// What was typed in.
#[derive(Clone, Copy)]
pub struct Typed<'a> {
    /// The holder's name.
    pub holder: &'a str,
    /// 开户行.
    pub bank: &'a str,
    /// The number.
    pub number: &'a str,
    /// 联行号.
    pub clearing: Option<&'a str>,
    /// Who holds it for the person.
    pub proxy: Option<&'a ProxyView>,
}

impl Entered {
    /// Checks what was typed in for a person of this name; every fault at once, each with where it
    /// stands.
    ///
    /// # Errors
    /// The faults.
    pub fn check(
        typed: &Typed<'_>,
        name: &str,
        synthetic: bool,
    ) -> Result<Entered, Vec<(&'static str, FieldCode)>> {
        let number: String = typed.number.chars().filter(|one| !one.is_whitespace()).collect();
        let (holder, bank) = (typed.holder.trim(), typed.bank.trim());
        let clearing = typed.clearing.map(str::trim).filter(|text| !text.is_empty());
        let mut faults = Vec::new();
        if holder.is_empty() {
            faults.push(("/holder", FieldCode::Required));
        } else if typed.proxy.is_none() && holder != name.trim() {
            faults.push(("/holder", FieldCode::HolderDiffers));
        }
        if bank.chars().count() < 2 {
            faults.push(("/bank", FieldCode::TooShort));
        }
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        if !(8..=34).contains(&number.len()) || !number.bytes().all(plain) {
            faults.push(("/number", FieldCode::AccountNumber));
        } else if number.starts_with(TEST) && !synthetic {
            faults.push(("/number", FieldCode::AccountTest));
        }
        let digits = |text: &str| text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit());
        if clearing.is_some_and(|text| !digits(text)) {
            faults.push(("/clearing", FieldCode::ClearingNumber));
        }
        let named = |proxy: &ProxyView| {
            !proxy.relation.trim().is_empty() && !proxy.document.trim().is_empty()
        };
        if typed.proxy.is_some_and(|proxy| !named(proxy)) {
            faults.push(("/proxy", FieldCode::ProxyDocument));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Entered {
            holder: holder.to_owned(),
            bank: bank.to_owned(),
            number,
            clearing: clearing.map(str::to_owned),
            proxy: typed.proxy.map(|proxy| Proxy {
                relation: proxy.relation.trim().to_owned(),
                document: proxy.document.trim().to_owned(),
            }),
        })
    }

    /// The same with the faults as a problem document, pointers under `prefix`.
    ///
    /// # Errors
    /// `FORM_FAULTY`.
    pub fn read(
        typed: &Typed<'_>,
        name: &str,
        synthetic: bool,
        prefix: &str,
        language: Language,
    ) -> Result<Entered, Problem> {
        Entered::check(typed, name, synthetic).map_err(|faults| {
            let problem = Problem::new(ProblemCode::FormFaulty, language);
            faults.into_iter().fold(problem, |problem, (pointer, code)| {
                problem.with_error(format!("{prefix}{pointer}"), code, language)
            })
        })
    }

    /// The account to write for a person; none when it is the one that he has. While a key is
    /// replaced the old fingerprint stays: the same account is never another one.
    ///
    /// # Errors
    /// [`StepError`] when it cannot be sealed.
    pub async fn account(
        &self,
        kit: &Kit,
        person: &PersonId,
        before: Option<&BankAccount>,
        by: &SubjectId,
        at: Timestamp,
    ) -> Result<Option<BankAccount>, StepError> {
        let vault = kit.vault().await?;
        let value = places::bank_account_value(&self.holder, &self.number, &self.bank);
        let fingerprints = vault.index(DOMAIN, &value);
        let same = before.is_some_and(|one| {
            fingerprints.contains(&one.fingerprint)
                && one.proxy == self.proxy
                && (self.clearing.is_none() || one.clearing == self.clearing)
        });
        if same {
            return Ok(None);
        }
        let tail = self.number.len().saturating_sub(4);
        let newest = fingerprints.into_iter().next();
        Ok(Some(BankAccount {
            person: person.clone(),
            version: before.map_or(0, |one| one.version).saturating_add(1),
            holder: self.holder.clone(),
            proxy: self.proxy.clone(),
            bank: self.bank.clone(),
            clearing: self.clearing.clone(),
            sealed: vault.seal(&places::bank_account(person), &self.number)?,
            fingerprint: newest.ok_or_else(|| StepError::broken("the vault has no index"))?,
            last4: self.number.get(tail..).unwrap_or_default().to_owned(),
            entered_by: by.clone(),
            changed: at,
            verified: None,
            verified_by: None,
            consented: before.map_or(at, |one| one.consented),
        }))
    }
}

/// Whether somebody other than who entered it found it right since.
#[must_use]
pub fn is_verified(account: &BankAccount) -> bool {
    account.verified.is_some_and(|at| at >= account.changed)
        && account.verified_by.as_ref() != Some(&account.entered_by)
}

/// An account as officers see it.
#[must_use]
pub fn account_view(account: &BankAccount, me: &SubjectId) -> PayeeAccountView {
    PayeeAccountView {
        bank: account.bank.clone(),
        last4: account.last4.clone(),
        holder: mask_name(&account.holder),
        proxy: account.proxy.as_ref().map(|proxy| ProxyView {
            relation: proxy.relation.clone(),
            document: proxy.document.clone(),
        }),
        changed_at: account.changed.to_string(),
        verified_at: account.verified.filter(|_| is_verified(account)).map(|at| at.to_string()),
        mine: account.entered_by == *me,
        version: account.version,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_taken_or_every_fault_is_named() {
        let proxy = ProxyView { relation: "配偶".into(), document: "授权书".into() };
        let unnamed = ProxyView { relation: " ".into(), document: "授权书".into() };
        #[rustfmt::skip]
        let rows = [
            // why                     holder  number                 clearing              proxy           test   faults
            ("his own",                "王小合", "TESTCARD-0000-0001",  None::<&str>,         None,           true,  vec![]),
            ("blanks in the number",   "王小合", "TESTCARD 0000 0001",  None,                 None,           true,  vec![]),
            ("a test card elsewhere",  "王小合", "TESTCARD-0000-0001",  None,                 None,           false, vec!["/number"]),
            ("somebody else's",        "李小成", "TESTCARD-0000-0001",  None,                 None,           true,  vec!["/holder"]),
            ("a proxy's",              "李小成", "TESTCARD-0000-0001",  None,                 Some(&proxy),   true,  vec![]),
            ("a proxy without paper",  "李小成", "TESTCARD-0000-0001",  None,                 Some(&unnamed), true,  vec!["/proxy"]),
            ("too short, bad clearing","王小合", "TEST-1",              Some("10210000000"),  None,           true,  vec!["/number", "/clearing"]),
            ("a clearing number",      "王小合", "TESTCARD-0000-0001",  Some("102100000000"), None,           true,  vec![]),
        ];
        for (why, holder, number, clearing, proxy, synthetic, wanted) in rows {
            let typed = Typed { holder, bank: "工商银行示范支行", number, clearing, proxy };
            let faults = Entered::check(&typed, "王小合", synthetic).err().unwrap_or_default();
            let got: Vec<&str> = faults.iter().map(|(pointer, _)| *pointer).collect();
            assert_eq!(got, wanted, "{why}");
        }
    }
}

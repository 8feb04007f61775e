//! The ledger (双式记账): postings that move fen from one account to another.
//!
//! A posting lies in the record whose change it explains and is written with it, so at every
//! committed point every account's sum is the fold over the records and all sums together are zero.

use crate::money::Fen;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Where money stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Account {
    /// 预算: the budget line.
    Budget,
    /// 已预留: approved and set aside for a part.
    Reserved,
    /// 在途: the bank was told to pay.
    InFlight,
    /// 已支付: arrived.
    Paid,
    /// 退回: came back and waits for a correction.
    Returned,
    /// 暂记: nobody knows yet whose it is.
    Suspense,
    /// 行外: the world beyond, for money that was never ours to send.
    Outside,
}

impl Account {
    /// All of them, in the order of the ledger.
    pub const ALL: [Account; 7] = [
        Account::Budget,
        Account::Reserved,
        Account::InFlight,
        Account::Paid,
        Account::Returned,
        Account::Suspense,
        Account::Outside,
    ];
}

/// Why money moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Why {
    /// Set aside for an approved roll.
    Fund,
    /// The bank was told.
    Instruct,
    /// The bank paid.
    Confirm,
    /// The bank refused.
    Reject,
    /// It came back (退票).
    Return,
    /// The payment was given up.
    Void,
    /// The bank paid less than it was told.
    PartPaid,
    /// The bank paid more than it was told.
    Overpaid,
    /// The bank names a payment that is not ours, or one that was not on its way.
    Unmatched,
    /// A person cleared what was in suspense.
    Clear,
}

/// One line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posting {
    /// Out of this account.
    pub from: Account,
    /// Into this one.
    pub to: Account,
    /// How much.
    pub fen: Fen,
    /// Why.
    pub why: Why,
    /// In whose books: the period that was open.
    pub period: String,
    /// When.
    pub at: Timestamp,
}

impl Posting {
    /// A posting; none for no money at all.
    #[must_use]
    pub fn of(
        (from, to): (Account, Account),
        fen: Fen,
        why: Why,
        period: &str,
        at: Timestamp,
    ) -> Option<Posting> {
        (fen > Fen::ZERO).then(|| Posting { from, to, fen, why, period: period.to_owned(), at })
    }
}

/// What the accounts hold; what left an account is negative there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balances([i128; 7]);

impl Balances {
    /// Adds one posting to both its accounts.
    pub fn post(&mut self, posting: &Posting) {
        let fen = i128::from(posting.fen.fen());
        for (at, account) in Account::ALL.into_iter().enumerate() {
            let Some(sum) = self.0.get_mut(at) else { continue };
            if account == posting.from {
                *sum = sum.saturating_sub(fen);
            }
            if account == posting.to {
                *sum = sum.saturating_add(fen);
            }
        }
    }

    /// The fold over postings.
    #[must_use]
    pub fn of<'a>(postings: impl IntoIterator<Item = &'a Posting>) -> Balances {
        let mut balances = Balances::default();
        for posting in postings {
            balances.post(posting);
        }
        balances
    }

    /// What one account holds, in fen.
    #[must_use]
    pub fn on(&self, account: Account) -> i128 {
        let at = Account::ALL.iter().position(|one| *one == account);
        at.and_then(|at| self.0.get(at)).copied().unwrap_or(0)
    }

    /// The sum over all accounts: zero, always.
    #[must_use]
    pub fn sum(&self) -> i128 {
        self.0.iter().fold(0_i128, |sum, one| sum.saturating_add(*one))
    }
}

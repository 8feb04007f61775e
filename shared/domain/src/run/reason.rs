//! Reasons of payments: why one is where it is, and what its payee can do.

use crate::matter::Text;
use crate::table;

/// The reference table; its header explains the columns.
const TABLE: &str = include_str!("../../../../infra/reference/payment-reasons.tsv");

/// What stands in for a code that the table does not have: no reason was given.
const UNKNOWN: &str = "MS03";

/// A reason in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentReason {
    /// The code as it was given.
    pub code: String,
    /// What it says.
    pub text: Text,
    /// What to do next.
    pub next: Text,
}

/// The reason of a code of ours, of ISO 20022, or a word of a bank's result file. A code that is
/// not known says that no reason was given.
#[must_use]
pub fn find(code: &str) -> PaymentReason {
    let columns = table::row(TABLE, code).or_else(|| table::row(TABLE, UNKNOWN)).unwrap_or("");
    let text = |zh: usize, en: usize| Text {
        zh: table::column(columns, zh).to_owned(),
        en: table::column(columns, en).to_owned(),
    };
    PaymentReason { code: code.to_owned(), text: text(0, 1), next: text(2, 3) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_says_what_to_do_and_an_unknown_one_too() {
        table::assert_sorted(TABLE);
        for code in ["P00", "P01", "P13", "AC01", "账户名不符", "XX99", ""] {
            let reason = find(code);
            for said in [&reason.text, &reason.next] {
                assert!(!said.zh.is_empty() && !said.en.is_empty(), "{code}");
            }
        }
        assert_eq!(find("XX99").text, find("MS03").text);
    }
}

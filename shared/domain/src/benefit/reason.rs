//! Why somebody is not paid a benefit, or not so much: every exclusion has a code, a sentence and a
//! way on.

use crate::matter::Text;
use crate::table;
use serde::{Deserialize, Serialize};

/// The reference table; its header explains the columns.
const TABLE: &str = include_str!("../../../../infra/reference/benefit-reasons.tsv");

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)+) => {
        /// Why a benefit is not paid (不予发放理由). A code never changes its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum BenefitReason {
            $($(#[$doc])* #[serde(rename = $code)] $name,)+
        }

        impl BenefitReason {
            /// All codes, in order.
            pub const ALL: &[BenefitReason] = &[$(BenefitReason::$name,)+];

            /// The code as everybody writes it: `B01`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(BenefitReason::$name => $code,)+
                }
            }
        }
    };
}

reasons! {
    /// Dead.
    Deceased = "B01",
    /// Title withdrawn.
    Revoked = "B02",
    /// Moved abroad.
    Abroad = "B03",
    /// Whereabouts unknown and out of contact.
    Lost = "B04",
    /// File closed, or left the list.
    Exited = "B05",
    /// Nobody made sure of him lately.
    NotChecked = "B06",
    /// On another register than the one the benefit is paid from.
    OtherRegister = "B07",
    /// The honour is of another level.
    HonourLevel = "B08",
    /// Not for this work status.
    WorkStatus = "B09",
    /// For the model worker himself.
    NotForSpouse = "B10",
    /// For the widowed spouse of a deceased model worker.
    OnlyForSpouse = "B11",
    /// Has a fixed income.
    FixedIncome = "B12",
    /// Income is not below the line.
    IncomeNotBelow = "B13",
    /// Income is not declared.
    IncomeUnknown = "B14",
    /// No hardship of the family is recorded.
    NoFamilyHardship = "B15",
    /// No self-paid medical cost is recorded.
    NoCost = "B16",
    /// The household is in none of the categories.
    NotInCategory = "B17",
    /// The file does not allow to tell the category.
    CategoryUnknown = "B18",
    /// Not on the list of this benefit and period.
    NotListed = "B19",
    /// No account.
    NoAccount = "B20",
    /// The account is not verified.
    AccountNotVerified = "B21",
    /// The account's holder is somebody else, without a recorded proxy.
    AccountHolder = "B22",
    /// The account changed lately: a second person must look at it.
    AccountChanged = "B23",
    /// The person had not agreed that the account is used.
    NoAccountConsent = "B24",
    /// No value is set for this year, place and case.
    NoValue = "B25",
    /// Nothing comes out of the formula.
    NothingDue = "B26",
    /// Paid already for this period.
    AlreadyPaid = "B27",
    /// Another benefit of the same group is paid for this period.
    GroupTaken = "B28",
    /// The yearly cap is reached.
    CapReached = "B29",
    /// A larger amount of the same group is paid instead.
    LargerInstead = "B30",
    /// A consent without which it is not paid was taken back.
    ConsentWithdrawn = "B31",
}

impl BenefitReason {
    /// The reason that is written so, if any.
    #[must_use]
    pub fn parse(text: &str) -> Option<BenefitReason> {
        BenefitReason::ALL.iter().copied().find(|code| code.as_str() == text)
    }

    /// The reason in a sentence.
    #[must_use]
    pub fn text(self) -> Text {
        Text { zh: self.column(0).to_owned(), en: self.column(1).to_owned() }
    }

    /// What can be done.
    #[must_use]
    pub fn next(self) -> Text {
        Text { zh: self.column(2).to_owned(), en: self.column(3).to_owned() }
    }

    fn column(self, at: usize) -> &'static str {
        table::row(TABLE, self.as_str())
            .map(|columns| table::column(columns, at))
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_sentences_and_no_other_is_in_the_table() {
        table::assert_sorted(TABLE);
        for code in BenefitReason::ALL.iter().copied() {
            for text in [code.text(), code.next()] {
                assert!(!text.zh.is_empty() && !text.en.is_empty(), "{code:?}");
                assert!(text.zh.ends_with('。') && text.en.ends_with('.'), "{code:?}");
            }
            assert_eq!(BenefitReason::parse(code.as_str()), Some(code));
        }
        let rows = TABLE.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(rows, BenefitReason::ALL.len());
        assert_eq!(BenefitReason::parse("B00"), None);
    }
}

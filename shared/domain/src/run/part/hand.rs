//! Who has acted on a list, and who may still: four eyes.

use super::Part;
use crate::id::SubjectId;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What a hand did to a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Deed {
    /// Planned it, and so is its drawer.
    Drew,
    /// Reviewed it.
    Reviewed,
    /// Approved it.
    Approved,
    /// Set its funds aside.
    Paid,
}

/// Somebody who has acted on the list that stands, himself or through a stand-in: a list that is
/// drawn again leaves only its drawer's hand. When he did it, his entry tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Stored", into = "Stored")]
pub struct Hand {
    /// Who.
    pub subject: SubjectId,
    /// For whom, if he stood in.
    pub principal: Option<SubjectId>,
    /// What.
    pub deed: Deed,
    /// The entry that tells it.
    pub entry: u32,
}

/// A hand as it is stored: five of them must leave room in a head of one KB.
type Stored = (Deed, u32, SubjectId, Option<SubjectId>);

impl From<Stored> for Hand {
    fn from((deed, entry, subject, principal): Stored) -> Hand {
        Hand { subject, principal, deed, entry }
    }
}

impl From<Hand> for Stored {
    fn from(hand: Hand) -> Stored {
        (hand.deed, hand.entry, hand.subject, hand.principal)
    }
}

impl Hand {
    /// A hand whose deed is the next entry of `part`.
    #[must_use]
    pub fn next(part: &Part, deed: Deed, subject: SubjectId, principal: Option<SubjectId>) -> Hand {
        Hand { subject, principal, deed, entry: part.entries.saturating_add(1) }
    }
}

/// Why somebody may not act on a part.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Denied {
    /// He, or the one he stands in for, has drawn, reviewed, approved or paid this list already.
    #[error("nobody acts on one list twice")]
    FourEyes,
    /// He is on the register that the list was drawn from.
    #[error("nobody pays himself")]
    OwnPay,
    /// He decides on a list that is not the one that stands.
    #[error("the list is another one by now")]
    OtherList,
}

/// Whether `subject`, perhaps standing in for `principal`, may act on the list that stands. The
/// drawer of an earlier draw counts; reviewers of a list that went back do not.
///
/// # Errors
/// [`Denied`].
pub fn may_act(
    part: &Part,
    subject: &SubjectId,
    principal: Option<&SubjectId>,
    on_register: bool,
    list_hash: &str,
) -> Result<(), Denied> {
    let standing = part.roll.as_ref().map(|roll| roll.list_hash.as_str());
    if standing != Some(list_hash) {
        return Err(Denied::OtherList);
    }
    if on_register {
        return Err(Denied::OwnPay);
    }
    let same = |one: &SubjectId| one == subject || Some(one) == principal;
    let acted = part
        .hands
        .iter()
        .any(|hand| same(&hand.subject) || hand.principal.as_ref().is_some_and(same));
    if acted { Err(Denied::FourEyes) } else { Ok(()) }
}

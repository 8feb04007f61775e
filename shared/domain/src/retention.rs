//! How long each kind of record is kept, and what the erasure job removes at the end.
//!
//! Source: the shortest necessary time (个人信息保护法 第十九条、第四十七条); logs at least six months
//! (网络安全法 第二十一条). The periods are ours, for a data protection officer to confirm.

use jiff::{ToSpan, civil::Date};

/// A kind of record with personal data, or with a period of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The fields of a form whose application ended without admission.
    FormNotAdmitted,
    /// The fields of a form that led to a membership: they stand in the person's record.
    FormAdmitted,
    /// A message in the inbox.
    Message,
    /// The answer kept for an Idempotency-Key.
    Idempotency,
    /// The mark of a stream event that was counted.
    SeenEvent,
    /// An entry of the trail.
    Entry,
    /// A reveal's entry.
    Reveal,
    /// A withdrawn consent: proof of what was agreed and when it ended.
    WithdrawnConsent,
    /// A person without membership and without open application.
    PersonAlone,
    /// What an organiser uploaded of somebody who never agreed to join.
    RosterOfOthers,
}

/// All kinds, for the printed table.
pub const KINDS: [Kind; 10] = [
    Kind::FormNotAdmitted,
    Kind::FormAdmitted,
    Kind::Message,
    Kind::Idempotency,
    Kind::SeenEvent,
    Kind::Entry,
    Kind::Reveal,
    Kind::WithdrawnConsent,
    Kind::PersonAlone,
    Kind::RosterOfOthers,
];

/// Days for which a kind is kept after it ended; none for as long as the register exists.
#[must_use]
pub fn days(kind: Kind) -> Option<i32> {
    match kind {
        // Long enough for one appeal and a new application that points to it.
        Kind::FormNotAdmitted => Some(180),
        Kind::FormAdmitted => Some(90),
        Kind::Message => Some(365),
        Kind::Idempotency | Kind::SeenEvent => Some(2),
        // Entries hold no personal data; the trail is the proof of every decision.
        Kind::Entry => None,
        Kind::Reveal => Some(1_096),
        Kind::WithdrawnConsent => Some(1_096),
        Kind::PersonAlone => Some(730),
        // He agreed to nothing: as long as a ceremony may be made up for.
        Kind::RosterOfOthers => Some(30),
    }
}

/// The day on which something that ended on `ended` is erased.
#[must_use]
pub fn erase_on(kind: Kind, ended: Date) -> Option<Date> {
    days(kind).and_then(|days| ended.checked_add(days.days()).ok())
}

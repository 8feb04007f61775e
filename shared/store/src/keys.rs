//! The keys of the table, in one place.

use jiff::Timestamp;

/// Shards of the wake index: enough for sweeps of a province, few enough to ask them all.
pub(crate) const WAKE_SHARDS: u8 = 4;

/// A moment as a sort key: thirteen digits of milliseconds, so that text order is time order.
pub(crate) fn moment(at: Timestamp) -> String {
    format!("{:013}", at.as_millisecond().max(0))
}

/// The shard of a record in the wake index.
pub(crate) fn wake_shard(id: &str) -> String {
    let sum = id.bytes().fold(0_u8, u8::wrapping_add);
    format!("W#{}", sum.checked_rem(WAKE_SHARDS).unwrap_or(0))
}

/// All shards of the wake index.
pub(crate) fn wake_shards() -> impl Iterator<Item = String> {
    (0..WAKE_SHARDS).map(|shard| format!("W#{shard}"))
}

/// The partition of an application.
pub(crate) fn application(id: &domain::id::ApplicationId) -> String {
    format!("A#{}", id.as_str())
}

/// The partition of a person.
pub(crate) fn person(id: &domain::id::PersonId) -> String {
    format!("P#{}", id.as_str())
}

/// The partition of an account.
pub(crate) fn subject(id: &domain::id::SubjectId) -> String {
    format!("S#{}", id.as_str())
}

/// The partition of a collective joining, with its rows and lines.
pub(crate) fn batch(id: &domain::id::BatchId) -> String {
    format!("BATCH#{}", id.as_str())
}

/// The partition of a run's head.
pub(crate) fn run(id: &domain::id::RunId) -> String {
    format!("RUN#{}", id.as_str())
}

/// The partition of a part, with everything that belongs to it.
pub(crate) fn part(id: &domain::id::RunId, part: &str) -> String {
    format!("RUN#{}#{part}", id.as_str())
}

/// The sort key of a line's case `X`, hold `H` or amendment `N`.
pub(crate) fn line(kind: char, batch: u32, line: u16) -> String {
    format!("{kind}#{batch:04}#{line:03}")
}

/// The partition of a record that has a trail.
pub(crate) fn recorded(record: &domain::trail::Record) -> String {
    use domain::trail::RecordKind;
    let prefix = match record.kind {
        RecordKind::Union => "U",
        RecordKind::Restructuring => "RESTRUCTURING",
        RecordKind::Roster => "ROSTER",
        RecordKind::Batch => "BATCH",
        RecordKind::Duplicate => "DUPLICATE",
    };
    format!("{prefix}#{}", record.id)
}

/// The sort key of a head: an application's, a run's, a part's.
pub(crate) const HEAD: &str = "HEAD";

/// The sort key of an entry.
pub(crate) fn entry(no: u32) -> String {
    format!("E#{no:06}")
}

/// The sort key of a form.
pub(crate) fn form(version: u32) -> String {
    format!("F#{version:04}")
}

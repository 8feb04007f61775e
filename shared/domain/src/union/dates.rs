//! What a union's dates ask for: re-election, a new certificate, a look at the data.
//!
//! One list of days, from which the reminders, the warnings on a page and the order of a list follow.

use super::record::{Term, UnionRecord};
use crate::matter::Text;
use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

/// What a union is told, once each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Reminder {
    /// The term ends in 90 days: prepare the election.
    TermEndsIn90,
    /// The term ends in 30 days.
    TermEndsIn30,
    /// The term has ended without an election (届满未换届).
    TermOverdue,
    /// The certificate ends within 30 days: renew it now.
    CertificateWindow,
    /// The certificate has ended.
    CertificateOver,
    /// Nobody has gone through the data for six months.
    Stale,
}

impl Reminder {
    /// All of them.
    pub const ALL: [Reminder; 6] = [
        Reminder::TermEndsIn90,
        Reminder::TermEndsIn30,
        Reminder::TermOverdue,
        Reminder::CertificateWindow,
        Reminder::CertificateOver,
        Reminder::Stale,
    ];

    /// The word in which the API and the table say it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Reminder::TermEndsIn90 => "TERM_ENDS_IN_90",
            Reminder::TermEndsIn30 => "TERM_ENDS_IN_30",
            Reminder::TermOverdue => "TERM_OVERDUE",
            Reminder::CertificateWindow => "CERTIFICATE_WINDOW",
            Reminder::CertificateOver => "CERTIFICATE_OVER",
            Reminder::Stale => "STALE",
        }
    }

    /// What it says.
    #[must_use]
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Reminder::TermEndsIn90 => ("本届任期90天内届满", "The term ends within 90 days"),
            Reminder::TermEndsIn30 => ("本届任期30天内届满", "The term ends within 30 days"),
            Reminder::TermOverdue => {
                ("任期已满,还没有换届", "The term has ended without an election")
            }
            Reminder::CertificateWindow => {
                ("法人证书30天内到期", "The certificate ends within 30 days")
            }
            Reminder::CertificateOver => ("法人证书已过期", "The certificate has ended"),
            Reminder::Stale => {
                ("资料半年没有核对", "Nobody has gone through the data for six months")
            }
        };
        Text { zh: zh.to_owned(), en: en.to_owned() }
    }

    /// What to do about it.
    #[must_use]
    pub fn next(self) -> Text {
        let (zh, en) = match self {
            Reminder::TermEndsIn90 => (
                "请着手准备换届选举,报上级工会。",
                "Please begin to prepare the election and tell the union above.",
            ),
            Reminder::TermEndsIn30 => {
                ("请尽快召开会员大会换届选举。", "Please hold the members' meeting and elect soon.")
            }
            Reminder::TermOverdue => (
                "请立即向上级工会说明情况并安排换届。",
                "Please explain to the union above and arrange the election now.",
            ),
            Reminder::CertificateWindow => (
                "现在可以向登记机关申请换证。",
                "You may now apply to the registrar for a new one.",
            ),
            Reminder::CertificateOver => (
                "请尽快向登记机关补办换证手续。",
                "Please apply to the registrar for a new one soon.",
            ),
            Reminder::Stale => (
                "请核对联系人、电话和地址;没有变化也请点一次保存。",
                "Please go through contact, telephone and address; save once even if nothing changed.",
            ),
        };
        Text { zh: zh.to_owned(), en: en.to_owned() }
    }

    /// True when a date has passed.
    #[must_use]
    pub fn is_overdue(self) -> bool {
        match self {
            Reminder::TermOverdue | Reminder::CertificateOver | Reminder::Stale => true,
            Reminder::TermEndsIn90 | Reminder::TermEndsIn30 | Reminder::CertificateWindow => false,
        }
    }

    /// True when a later one says more of the same matter, so that a page shows only that.
    #[must_use]
    fn is_overtaken_by(self, later: Reminder) -> bool {
        match later {
            Reminder::TermEndsIn30 => self == Reminder::TermEndsIn90,
            Reminder::TermOverdue => {
                matches!(self, Reminder::TermEndsIn90 | Reminder::TermEndsIn30)
            }
            Reminder::CertificateOver => self == Reminder::CertificateWindow,
            Reminder::TermEndsIn90 | Reminder::CertificateWindow | Reminder::Stale => false,
        }
    }
}

/// The day on which the data of a record become stale.
fn stale_on(record: &UnionRecord) -> Option<Date> {
    record.updated?.checked_add(6.months()).ok()?.tomorrow().ok()
}

/// Every reminder of a record with the day from which on it holds, in the order of the days.
#[must_use]
pub fn reminders(record: &UnionRecord) -> Vec<(Date, Reminder)> {
    let before = |day: Date, days: i32| day.checked_sub(days.days()).ok();
    let mut all = Vec::new();
    if let Some(Term { to, .. }) = record.term {
        all.push((before(to, 90), Reminder::TermEndsIn90));
        all.push((before(to, 30), Reminder::TermEndsIn30));
        all.push((to.tomorrow().ok(), Reminder::TermOverdue));
    }
    if let Some(held) = record.certificate.as_ref().filter(|held| !held.cancelled) {
        all.push((before(held.to, 30), Reminder::CertificateWindow));
        all.push((held.to.tomorrow().ok(), Reminder::CertificateOver));
    }
    all.push((stale_on(record), Reminder::Stale));
    let mut all: Vec<(Date, Reminder)> =
        all.into_iter().filter_map(|(day, reminder)| Some((day?, reminder))).collect();
    all.sort();
    all
}

/// What holds on a day, the most pressing of each matter only.
#[must_use]
pub fn warnings(record: &UnionRecord, today: Date) -> Vec<Reminder> {
    let begun = reminders(record).into_iter().filter(|(day, _)| *day <= today);
    let begun: Vec<Reminder> = begun.map(|(_, reminder)| reminder).collect();
    let overtaken = |one: &Reminder| begun.iter().any(|later| one.is_overtaken_by(*later));
    begun.iter().copied().filter(|one| !overtaken(one)).collect()
}

/// The first day on which a record asks for something, by which a list of unions is ordered; none when
/// nothing in it has a date.
#[must_use]
pub fn first_due(record: &UnionRecord) -> Option<Date> {
    reminders(record).first().map(|(day, _)| *day)
}

#[cfg(test)]
mod tests {
    use super::super::record::Certificate;
    use super::*;
    use crate::id::UnionId;
    use jiff::civil::date;

    fn record() -> UnionRecord {
        let union = UnionId::parse("U1").unwrap();
        let certificate = Certificate {
            number: "证字1号".to_owned(),
            registrar: UnionId::parse("210106").unwrap(),
            from: date(2023, 9, 1),
            to: date(2026, 8, 31),
            cancelled: false,
        };
        UnionRecord {
            term: Some(Term { from: date(2023, 9, 1), to: date(2026, 8, 31) }),
            certificate: Some(certificate),
            updated: Some(date(2026, 3, 31)),
            ..UnionRecord::nothing(union)
        }
    }

    #[test]
    fn each_day_warns_of_what_presses_most() {
        use Reminder::{
            CertificateOver, CertificateWindow, Stale, TermEndsIn30, TermEndsIn90, TermOverdue,
        };
        let rows: [(&str, Date, &[Reminder]); 8] = [
            ("long before", date(2026, 6, 1), &[]),
            ("the day before the first", date(2026, 6, 1), &[]),
            ("90 days before", date(2026, 6, 2), &[TermEndsIn90]),
            ("31 days before", date(2026, 7, 31), &[TermEndsIn90]),
            ("30 days before", date(2026, 8, 1), &[TermEndsIn30, CertificateWindow]),
            ("the last day", date(2026, 8, 31), &[TermEndsIn30, CertificateWindow]),
            ("the day after", date(2026, 9, 1), &[TermOverdue, CertificateOver]),
            ("and the data are old", date(2026, 10, 1), &[TermOverdue, CertificateOver, Stale]),
        ];
        for (why, today, wanted) in rows {
            assert_eq!(warnings(&record(), today), wanted, "{why}");
        }
    }

    #[test]
    fn a_record_without_dates_asks_for_nothing() {
        let nothing = UnionRecord::nothing(UnionId::parse("U1").unwrap());
        assert_eq!(reminders(&nothing), []);
        assert_eq!(first_due(&nothing), None);
        assert_eq!(first_due(&record()), Some(date(2026, 6, 2)));
        let mut given_back = record();
        given_back.certificate.as_mut().unwrap().cancelled = true;
        assert_eq!(warnings(&given_back, date(2026, 9, 1)), [Reminder::TermOverdue]);
    }

    #[test]
    fn six_months_are_over_on_the_day_after() {
        let mut record = UnionRecord::nothing(UnionId::parse("U1").unwrap());
        record.updated = Some(date(2026, 8, 31));
        assert_eq!(reminders(&record), [(date(2027, 3, 1), Reminder::Stale)]);
    }
}

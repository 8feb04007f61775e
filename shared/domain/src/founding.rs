//! Founding a union (建会) and re-election (换届): three rounds of facts, and what must hold of them.
//!
//! Reading order: [`forms`] (what is sent in each round), [`people`] (who takes part), [`result`]
//! (whether an election holds), [`check`] (the same as rules with evidence), [`effect`] (the union
//! that comes of it). Everything is pure: a fault names its field, and is the same at the door and in
//! the machine's check.

pub mod check;
pub mod effect;
pub mod forms;
pub mod people;
mod read;
pub mod result;

use crate::application::{Application, State, StepKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// From so many members a committee is mandatory. Trade Union Law, Article 11.
pub const COMMITTEE_FROM: u32 = 25;

/// From so many women members a women workers' committee is elected; below, a women's member.
pub const WOMENS_COMMITTEE_FROM: u32 = 25;

/// From so many members delegates may elect in place of the general meeting.
pub const DELEGATES_FROM: u32 = 100;

/// From so many employees the chair may be full-time. Trade Union Law, Article 14.
pub const FULL_TIME_CHAIR_FROM: u32 = 200;

/// The fewest people of a preparation group.
pub const PREPARERS_LEAST: usize = 3;

/// The most people of a preparation group.
pub const PREPARERS_MOST: usize = 7;

/// Days from the founding within which the legal person is applied for.
pub const LEGAL_PERSON_WITHIN_DAYS: u16 = 60;

/// The form in which a union is organised (建会形式).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum UnionForm {
    /// 单独建立工会委员会.
    Committee,
    /// 两个以上单位联合建立工会委员会.
    Joint,
    /// 不足二十五人,选举组织员一人.
    Organiser,
}

/// Who elects (会员大会、会员代表大会).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Assembly {
    /// All members.
    General,
    /// Their delegates.
    Delegates,
}

/// What somebody is elected to (职务).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Post {
    /// 主席.
    Chair,
    /// 副主席.
    Vice,
    /// 委员.
    Member,
    /// 经费审查委员会主任.
    AuditChair,
    /// 经费审查委员.
    Audit,
    /// 女职工委员(会).
    Women,
    /// 组织员.
    Organiser,
}

impl Post {
    /// All posts, chair first.
    pub const ALL: [Post; 7] = [
        Post::Chair,
        Post::Vice,
        Post::Member,
        Post::AuditChair,
        Post::Audit,
        Post::Women,
        Post::Organiser,
    ];

    /// The word in which the API and the table say it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Post::Chair => "CHAIR",
            Post::Vice => "VICE",
            Post::Member => "MEMBER",
            Post::AuditChair => "AUDIT_CHAIR",
            Post::Audit => "AUDIT",
            Post::Women => "WOMEN",
            Post::Organiser => "ORGANISER",
        }
    }

    /// True for who sits in the committee itself; a women's member does where there is no committee
    /// of women.
    #[must_use]
    pub fn is_committee(self) -> bool {
        matches!(self, Post::Chair | Post::Vice | Post::Member)
    }

    /// True for the audit committee.
    #[must_use]
    pub fn is_audit(self) -> bool {
        matches!(self, Post::AuditChair | Post::Audit)
    }
}

/// Why somebody cannot be a candidate (不得作为候选人). Trade Union Law, Article 10; the head of
/// personnel by the election rules, which a matter may leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Bar {
    /// 行政主要负责人.
    Principal,
    /// 法定代表人.
    LegalRepresentative,
    /// 合伙人.
    Partner,
    /// 上述人员的近亲属.
    NearRelative,
    /// 人力资源部门负责人.
    HrHead,
}

/// Where a founding stands, in the order in which one meets it (建会进度).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// The parent union looks at the request.
    Requested,
    /// It agreed; people say that they take part.
    Recruiting,
    /// The parent union looks at the meeting that is planned.
    MeetingRequested,
    /// It agreed; the meeting is held and its result is sent.
    MeetingAgreed,
    /// The parent union looks at the result.
    ResultReported,
    /// It agreed; the union is being set up.
    Founding,
    /// The union exists and whoever took part is its member.
    Founded,
    /// Refused, withdrawn or lapsed.
    Closed,
}

/// Where the founding of this application stands.
#[must_use]
pub fn stage(application: &Application) -> Stage {
    let asked = application.pending.as_ref().is_some_and(|step| step.kind == StepKind::Round);
    match application.state {
        State::Completed => Stage::Founded,
        State::Approved => Stage::Founding,
        State::Refused | State::Withdrawn | State::Lapsed => Stage::Closed,
        State::Submitted | State::Verifying | State::Approving | State::Returned => {
            match (application.round, asked) {
                (0, false) => Stage::Requested,
                (0, true) => Stage::Recruiting,
                (1, false) => Stage::MeetingRequested,
                (1, true) => Stage::MeetingAgreed,
                _ => Stage::ResultReported,
            }
        }
    }
}

/// Whether people may still say that they take part, or leave again: from the reply to the request
/// until the result is sent.
#[must_use]
pub fn is_open_to_people(application: &Application) -> bool {
    matches!(stage(application), Stage::Recruiting | Stage::MeetingRequested | Stage::MeetingAgreed)
}

/// The least and the most people of a committee, by the number of members (委员会组成人数).
#[must_use]
pub fn committee_size(members: u32) -> (u32, u32) {
    match members {
        0..=24 => (3, 5),
        25..=200 => (3, 7),
        201..=1_000 => (7, 15),
        1_001..=5_000 => (15, 21),
        5_001..=10_000 => (21, 29),
        10_001..=50_000 => (29, 37),
        _ => (37, 45),
    }
}

/// The fewest of `entitled` who must be present: two thirds, rounded up.
#[must_use]
pub fn quorum(entitled: u32) -> u32 {
    let two_thirds = u64::from(entitled).saturating_mul(2).div_ceil(3);
    u32::try_from(two_thirds).unwrap_or(u32::MAX)
}

/// Whether so many votes are more than half of `entitled`.
#[must_use]
pub fn is_majority(votes: u32, entitled: u32) -> bool {
    u64::from(votes).saturating_mul(2) > u64::from(entitled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committee_grows_with_the_members() {
        #[rustfmt::skip]
        let rows = [
            // members  least and most
            (3,       (3, 5)),
            (24,      (3, 5)),
            (25,      (3, 7)),
            (200,     (3, 7)),
            (201,     (7, 15)),
            (1_000,   (7, 15)),
            (1_001,   (15, 21)),
            (5_000,   (15, 21)),
            (5_001,   (21, 29)),
            (10_000,  (21, 29)),
            (10_001,  (29, 37)),
            (50_000,  (29, 37)),
            (50_001,  (37, 45)),
        ];
        for (members, wanted) in rows {
            assert_eq!(committee_size(members), wanted, "{members} members");
        }
    }

    #[test]
    fn two_thirds_are_rounded_up_and_half_is_no_majority() {
        #[rustfmt::skip]
        let rows = [
            // entitled  quorum  half   one more
            (3,          2,      1,     2),
            (4,          3,      2,     3),
            (90,         60,     45,    46),
            (91,         61,     45,    46),
            (100,        67,     50,    51),
            (0,          0,      0,     1),
            (u32::MAX,   2_863_311_530, 2_147_483_647, 2_147_483_648),
        ];
        for (entitled, wanted, half, more) in rows {
            assert_eq!(quorum(entitled), wanted, "{entitled}");
            assert!(!is_majority(half, entitled), "{half} of {entitled}");
            assert!(is_majority(more, entitled), "{more} of {entitled}");
        }
    }
}

//! What must hold of a founding, as rules of its matter: each part with its evidence.
//!
//! The door has told the applicant every fault before; here the same is asked again of what the
//! register says now, so that an officer sees on what his yes rests.

use super::forms::ElectionResult;
use super::quorum;
use crate::form::FieldFault;
use serde::{Deserialize, Serialize};

/// One part of what must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// No employer has a union that covers it.
    EmployerFree,
    /// No other founding of an employer is under way.
    OnlyFounding,
    /// The applicant is one of the preparation group.
    ApplicantPrepares,
    /// At least three of the preparation group have said yes on their own phones.
    PreparersAgreed,
    /// The meeting fits the members; its candidates take part and are not excluded.
    Meeting,
    /// The meeting was held after it was agreed to, by who was entitled.
    Held,
    /// Two thirds were present.
    Quorum,
    /// Everybody elected has the votes of more than half.
    Majority,
    /// The form, the chair, the size of the committee.
    Committee,
    /// There is an audit committee, apart from the committee.
    Audit,
    /// There is a women's committee, or a women's member.
    Women,
    /// Whoever was elected takes part, stood, and is not excluded.
    Candidates,
}

impl Part {
    /// The faults that speak against it.
    #[must_use]
    pub fn faults(self) -> &'static [&'static str] {
        match self {
            Part::EmployerFree | Part::OnlyFounding | Part::ApplicantPrepares => &[],
            Part::PreparersAgreed => &["preparers_unconfirmed"],
            Part::Meeting => &[
                "delegates_too_early",
                "candidates_few",
                "person_unknown",
                "person_excluded",
                "committee_required",
            ],
            Part::Held => &["meeting_too_early", "entitled_differs", "delegates_too_early"],
            Part::Quorum => &["present_over_entitled", "quorum_not_met"],
            Part::Majority => &["ballots_over_present", "votes_over_ballots", "majority_not_met"],
            Part::Committee => &[
                "committee_required",
                "committee_size",
                "chair_one",
                "organiser_alone",
                "organiser_in_committee",
                "full_time_chair",
            ],
            Part::Audit => &["audit_missing", "audit_overlap"],
            Part::Women => &["women_missing", "womens_committee_missing", "not_a_woman"],
            Part::Candidates => {
                &["person_unknown", "person_excluded", "not_a_candidate", "post_twice"]
            }
        }
    }
}

/// What was gathered about a founding in one round.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Whether no employer has a covering union.
    pub employers_free: bool,
    /// Whether no other founding of an employer is under way.
    pub only_founding: bool,
    /// Whether the applicant is one of the preparation group, by his name.
    pub applicant_prepares: bool,
    /// Members of the union to come.
    pub members: u32,
    /// Women among them.
    pub women: u32,
    /// What stands against this round's form.
    pub faults: Vec<FieldFault>,
    /// The election, in the round that reports it.
    pub result: Option<ElectionResult>,
}

/// Passed or not, with the facts in words that hold no personal data.
#[must_use]
pub fn answer(part: Part, facts: Option<&Facts>) -> (Option<bool>, String, &'static str) {
    let Some(facts) = facts else { return (None, "founding=unknown".to_owned(), "register") };
    let holds = |yes: bool, name: &str| (Some(yes), format!("{name}={yes}"), "register");
    match part {
        Part::EmployerFree => holds(facts.employers_free, "employers-free"),
        Part::OnlyFounding => holds(facts.only_founding, "only-founding"),
        Part::ApplicantPrepares => holds(facts.applicant_prepares, "applicant-prepares"),
        Part::PreparersAgreed
        | Part::Meeting
        | Part::Held
        | Part::Quorum
        | Part::Majority
        | Part::Committee
        | Part::Audit
        | Part::Women
        | Part::Candidates => by_faults(part, facts),
    }
}

fn by_faults(part: Part, facts: &Facts) -> (Option<bool>, String, &'static str) {
    let against = |fault: &&FieldFault| part.faults().contains(&fault.code.as_str());
    let mut codes: Vec<&str> =
        facts.faults.iter().filter(against).map(|fault| fault.code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    let mut words = numbers(part, facts);
    for code in &codes {
        words.push(' ');
        words.push_str(code);
    }
    (Some(codes.is_empty()), words, "form")
}

fn numbers(part: Part, facts: &Facts) -> String {
    let Facts { members, women, .. } = facts;
    let Some(result) = &facts.result else { return format!("members={members}") };
    let (entitled, present, ballots) = (result.entitled, result.present, result.ballots);
    match part {
        Part::Quorum => {
            format!("entitled={entitled} present={present} least={}", quorum(entitled))
        }
        Part::Majority => {
            let fewest = result.elected.iter().map(|one| one.votes).min().unwrap_or(0);
            format!("entitled={entitled} ballots={ballots} fewest-votes={fewest}")
        }
        Part::Women => format!("members={members} women={women}"),
        Part::Held => format!("members={members} entitled={entitled} held={}", result.held_on),
        Part::EmployerFree
        | Part::OnlyFounding
        | Part::ApplicantPrepares
        | Part::PreparersAgreed
        | Part::Meeting
        | Part::Committee
        | Part::Audit
        | Part::Candidates => format!("members={members} elected={}", result.elected.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A fault that no rule looks at would pass unseen.
    #[test]
    fn every_fault_against_the_members_belongs_to_a_part() {
        let parts = [
            Part::PreparersAgreed,
            Part::Meeting,
            Part::Held,
            Part::Quorum,
            Part::Majority,
            Part::Committee,
            Part::Audit,
            Part::Women,
            Part::Candidates,
        ];
        let source = include_str!("result.rs");
        for code in source.split('"').skip(1).step_by(2) {
            let is_code = code.len() > 6
                && code.contains('_')
                && code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
            if is_code {
                let known = parts.iter().any(|part| part.faults().contains(&code));
                assert!(known, "no rule looks at {code}");
            }
        }
    }
}

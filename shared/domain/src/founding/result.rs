//! Whether an election holds: its numbers among themselves, and against those who take part.
//!
//! Each fault names the field and says in its code how to mend it. A meeting without a quorum cannot
//! be mended on paper: its fault says that the members have to meet again.

use super::forms::{ElectionResult, FoundingMeeting, FoundingRequest};
use super::people::People;
use super::{
    Assembly, COMMITTEE_FROM, DELEGATES_FROM, FULL_TIME_CHAIR_FROM, Post, UnionForm,
    WOMENS_COMMITTEE_FROM, committee_size, is_majority, quorum,
};
use crate::citizen_id::Sex;
use crate::form::FieldFault;
use jiff::civil::Date;

fn fault(pointer: impl Into<String>, code: &str) -> FieldFault {
    FieldFault { pointer: pointer.into(), code: code.to_owned() }
}

/// What an election's result is held against.
#[derive(Clone, Debug)]
pub struct Basis<'a> {
    /// The form of the union.
    pub form: UnionForm,
    /// How many work there.
    pub employees: u32,
    /// Who takes part.
    pub people: People<'a>,
    /// The candidates that were agreed on.
    pub candidates: &'a [u32],
    /// The day on which the meeting was agreed to.
    pub agreed_on: Date,
}

impl<'a> Basis<'a> {
    /// What a founding's result is held against.
    #[must_use]
    pub fn of(
        request: &'a FoundingRequest,
        meeting: &'a FoundingMeeting,
        people: People<'a>,
        agreed_on: Date,
    ) -> Basis<'a> {
        Basis {
            form: request.form,
            employees: request.employees(),
            people,
            candidates: &meeting.candidates,
            agreed_on,
        }
    }
}

/// What a result says against itself, whoever takes part.
#[must_use]
pub fn contradictions(result: &ElectionResult) -> Vec<FieldFault> {
    let mut faults = Vec::new();
    if result.present > result.entitled {
        faults.push(fault("/present", "present_over_entitled"));
    } else if result.present < quorum(result.entitled) {
        faults.push(fault("/present", "quorum_not_met"));
    }
    if result.ballots > result.present {
        faults.push(fault("/ballots", "ballots_over_present"));
    }
    for (at, elected) in result.elected.iter().enumerate() {
        let pointer = format!("/elected/{at}/votes");
        if elected.votes > result.ballots {
            faults.push(fault(pointer, "votes_over_ballots"));
        } else if !is_majority(elected.votes, result.entitled) {
            faults.push(fault(pointer, "majority_not_met"));
        }
    }
    faults.extend(posts_against_themselves(result));
    faults
}

/// One chair, and nobody in two posts; but who sits in the committee may be its women's member.
fn posts_against_themselves(result: &ElectionResult) -> Vec<FieldFault> {
    let mut faults = Vec::new();
    for (at, one) in result.elected.iter().enumerate() {
        let before = result.elected.iter().take(at).filter(|other| other.person == one.person);
        for other in before {
            let posts = (one.post, other.post);
            let beside_women = one.post != other.post
                && match posts {
                    (Post::Women, post) | (post, Post::Women) => !post.is_audit(),
                    _ => false,
                };
            if beside_women {
                continue;
            }
            let audits = one.post.is_audit() != other.post.is_audit();
            let code = if audits { "audit_overlap" } else { "post_twice" };
            faults.push(fault(format!("/elected/{at}/person"), code));
        }
    }
    faults
}

/// What the agreed meeting says against those who take part (round 2).
#[must_use]
pub fn meeting_faults(
    request: &FoundingRequest,
    meeting: &FoundingMeeting,
    people: &People<'_>,
) -> Vec<FieldFault> {
    let members = people.count();
    let mut faults = Vec::new();
    if meeting.assembly == Assembly::Delegates && members < DELEGATES_FROM {
        faults.push(fault("/assembly", "delegates_too_early"));
    }
    for (at, no) in meeting.candidates.iter().enumerate() {
        faults.extend(candidate_fault(people, *no, format!("/candidates/{at}")));
    }
    let least = match request.form {
        UnionForm::Organiser => 1,
        UnionForm::Committee | UnionForm::Joint => committee_size(members).0,
    };
    if u32::try_from(meeting.candidates.len()).unwrap_or(u32::MAX) < least {
        faults.push(fault("/candidates", "candidates_few"));
    }
    let missing = request
        .preparers
        .iter()
        .filter(|preparer| !people.present().any(|one| one.name == preparer.name));
    let confirmed = request.preparers.len().saturating_sub(missing.count());
    if confirmed < super::PREPARERS_LEAST {
        faults.push(fault("", "preparers_unconfirmed"));
    }
    faults.extend(form_outgrown(request.form, members).map(|code| fault("", code)));
    faults
}

/// A form that is for fewer than 25 people, with more who take part.
fn form_outgrown(form: UnionForm, members: u32) -> Option<&'static str> {
    (form == UnionForm::Organiser && members >= COMMITTEE_FROM).then_some("committee_required")
}

fn candidate_fault(people: &People<'_>, no: u32, pointer: String) -> Option<FieldFault> {
    match people.find(no) {
        None => Some(fault(pointer, "person_unknown")),
        Some(one) if people.is_excluded(one) => Some(fault(pointer, "person_excluded")),
        Some(_) => None,
    }
}

/// Everything that stands against a result, its own contradictions first (round 3).
#[must_use]
pub fn faults(result: &ElectionResult, basis: &Basis<'_>) -> Vec<FieldFault> {
    let mut faults = contradictions(result);
    faults.extend(meeting_held(result, basis));
    faults.extend(people_elected(result, basis));
    faults.extend(committee(result, basis));
    faults.extend(audit(result, basis));
    faults.extend(women(result, basis));
    if result.full_time_chair && basis.employees < FULL_TIME_CHAIR_FROM {
        faults.push(fault("/fullTimeChair", "full_time_chair"));
    }
    faults
}

fn meeting_held(result: &ElectionResult, basis: &Basis<'_>) -> Vec<FieldFault> {
    let members = basis.people.count();
    let mut faults = Vec::new();
    if result.held_on < basis.agreed_on {
        faults.push(fault("/heldOn", "meeting_too_early"));
    }
    match result.assembly {
        Assembly::Delegates if members < DELEGATES_FROM => {
            faults.push(fault("/assembly", "delegates_too_early"));
        }
        Assembly::Delegates if result.entitled > members => {
            faults.push(fault("/entitled", "entitled_differs"));
        }
        Assembly::General if result.entitled != members => {
            faults.push(fault("/entitled", "entitled_differs"));
        }
        Assembly::General | Assembly::Delegates => {}
    }
    faults
}

fn people_elected(result: &ElectionResult, basis: &Basis<'_>) -> Vec<FieldFault> {
    let mut faults = Vec::new();
    for (at, one) in result.elected.iter().enumerate() {
        let pointer = format!("/elected/{at}/person");
        if let Some(found) = candidate_fault(&basis.people, one.person, pointer.clone()) {
            faults.push(found);
        } else if !basis.candidates.contains(&one.person) && !one.post.is_audit() {
            faults.push(fault(pointer, "not_a_candidate"));
        }
    }
    faults
}

fn holders(result: &ElectionResult, wanted: impl Fn(Post) -> bool) -> u32 {
    let mut people: Vec<u32> =
        result.elected.iter().filter(|one| wanted(one.post)).map(|one| one.person).collect();
    people.sort_unstable();
    people.dedup();
    u32::try_from(people.len()).unwrap_or(u32::MAX)
}

fn committee(result: &ElectionResult, basis: &Basis<'_>) -> Vec<FieldFault> {
    let members = basis.people.count();
    let mut faults = Vec::new();
    if let Some(code) = form_outgrown(basis.form, members) {
        faults.push(fault("/elected", code));
        return faults;
    }
    let chairs = result.elected.iter().filter(|one| one.post == Post::Chair).count();
    let organisers = result.elected.iter().filter(|one| one.post == Post::Organiser).count();
    if basis.form == UnionForm::Organiser {
        if organisers != 1 || result.elected.len() != 1 {
            faults.push(fault("/elected", "organiser_alone"));
        }
        return faults;
    }
    if organisers > 0 {
        faults.push(fault("/elected", "organiser_in_committee"));
    }
    if chairs != 1 {
        faults.push(fault("/elected", "chair_one"));
    }
    let sits_with_them = basis.people.women() < WOMENS_COMMITTEE_FROM;
    let size =
        holders(result, |post| post.is_committee() || (sits_with_them && post == Post::Women));
    let (least, most) = committee_size(members);
    if !(least..=most).contains(&size) {
        faults.push(fault("/elected", "committee_size"));
    }
    faults
}

fn audit(result: &ElectionResult, basis: &Basis<'_>) -> Vec<FieldFault> {
    if basis.form == UnionForm::Organiser {
        return Vec::new();
    }
    let chairs = result.elected.iter().filter(|one| one.post == Post::AuditChair).count();
    // A committee of one is none; a union of fewer than 25 may leave it at that one.
    let least = if basis.people.count() < COMMITTEE_FROM { 1 } else { 3 };
    if chairs != 1 || holders(result, Post::is_audit) < least {
        return vec![fault("/elected", "audit_missing")];
    }
    Vec::new()
}

fn women(result: &ElectionResult, basis: &Basis<'_>) -> Vec<FieldFault> {
    if basis.form == UnionForm::Organiser {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for (at, one) in result.elected.iter().enumerate() {
        let found = basis.people.find(one.person);
        if one.post == Post::Women && found.is_some_and(|found| found.sex != Sex::Female) {
            faults.push(fault(format!("/elected/{at}/person"), "not_a_woman"));
        }
    }
    let women = basis.people.women();
    let elected = holders(result, |post| post == Post::Women);
    if women >= WOMENS_COMMITTEE_FROM && elected < 3 {
        faults.push(fault("/elected", "womens_committee_missing"));
    } else if women > 0 && elected == 0 {
        faults.push(fault("/elected", "women_missing"));
    }
    faults
}

#[cfg(test)]
mod tests;

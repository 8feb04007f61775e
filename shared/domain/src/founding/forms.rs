//! What is sent in each round: the request, the meeting, its result; and the request of a re-election.

use super::read::{Reader, finish};
use super::{Assembly, Bar, COMMITTEE_FROM, PREPARERS_LEAST, PREPARERS_MOST, Post, UnionForm};
use crate::credit_code::CreditCode;
use crate::division::DivisionCode;
use crate::form::FieldFault;
use crate::id::UnionId;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The most employers of a joint union that is founded here: more are joined later.
const EMPLOYERS_MOST: usize = 20;

/// The most people that a form names in one list.
const NAMED_MOST: usize = 60;

/// The most people of one employer.
const PEOPLE_MOST: u32 = 1_000_000;

/// An employer whose people found a union (用人单位).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FoundingEmployer {
    /// Unified social credit code (统一社会信用代码), 18 characters.
    pub credit_code: CreditCode,
    /// Its full name, 2 to 60 characters.
    pub name: String,
    /// The street or county where it sits.
    pub division: DivisionCode,
    /// How many people work there.
    pub employees: u32,
    /// How many of them are expected to join.
    pub members: u32,
}

/// One of the preparation group (筹备组成员).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Preparer {
    /// As on the document.
    pub name: String,
    /// That he agreed to take part; he says so himself again on his own phone.
    pub consent: bool,
}

/// Somebody who cannot be a candidate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Excluded {
    /// As on the document.
    pub name: String,
    /// Why.
    pub why: Bar,
}

/// Round 1 (请示): who wants to found which union.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FoundingRequest {
    /// The union's full name, 4 to 60 characters.
    pub union_name: String,
    /// Its form.
    pub form: UnionForm,
    /// Its employer; two or more of a joint union.
    pub employers: Vec<FoundingEmployer>,
    /// The preparation group, 3 to 7 people, the applicant among them.
    pub preparers: Vec<Preparer>,
    /// Who cannot be a candidate; at least every legal representative.
    pub excluded: Vec<Excluded>,
}

impl FoundingRequest {
    /// Employees of all employers.
    #[must_use]
    pub fn employees(&self) -> u32 {
        self.employers.iter().fold(0, |sum, one| sum.saturating_add(one.employees))
    }
}

/// Round 1 of a re-election: which union elects anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReElectionRequest {
    /// The union.
    pub union: UnionId,
    /// When its members meet.
    #[schemars(with = "String")]
    pub meeting_on: Date,
    /// Where they meet, 2 to 60 characters.
    pub place: String,
    /// Who elects.
    pub assembly: Assembly,
    /// Who cannot be a candidate; at least every legal representative.
    pub excluded: Vec<Excluded>,
}

/// Round 2 (召开会员大会的请示): when and where they meet, and who stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FoundingMeeting {
    /// When the members meet.
    #[schemars(with = "String")]
    pub meeting_on: Date,
    /// Where they meet, 2 to 60 characters.
    pub place: String,
    /// Who elects.
    pub assembly: Assembly,
    /// The candidates that were agreed on, by their numbers among those who take part.
    pub candidates: Vec<u32>,
}

/// One who was elected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Elected {
    /// By his number among those who take part.
    pub person: u32,
    /// To what.
    pub post: Post,
    /// With how many votes.
    pub votes: u32,
}

/// Round 3 (选举结果的报告): what happened at the meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ElectionResult {
    /// When they met; the term counts from this day.
    #[schemars(with = "String")]
    pub held_on: Date,
    /// Who elected.
    pub assembly: Assembly,
    /// How many were entitled to vote.
    pub entitled: u32,
    /// How many of them were present.
    pub present: u32,
    /// How many valid ballots were cast.
    pub ballots: u32,
    /// Who was elected.
    pub elected: Vec<Elected>,
    /// The term, 3 or 5 years.
    pub term_years: u8,
    /// Whether the chair is full-time.
    #[serde(default)]
    pub full_time_chair: bool,
    /// What the minutes say, 20 to 2,000 characters.
    pub minutes: String,
}

/// The request, or every fault in it.
///
/// # Errors
/// All faulty fields, sorted by pointer.
pub fn read_request(value: &Value) -> Result<FoundingRequest, Vec<FieldFault>> {
    let mut form = Reader::of(value, "");
    form.nothing_but(&["unionName", "form", "employers", "preparers", "excluded"]);
    let union_name = form.text("unionName", 4, 60);
    let kind: Option<UnionForm> = form.word("form", "not_one_of");
    let employers = form.list("employers", EMPLOYERS_MOST, employer);
    let preparers = form.list("preparers", NAMED_MOST, preparer);
    let excluded = excluded(&mut form);
    if let (Some(kind), Some(employers)) = (kind, &employers) {
        check_employers(&mut form, kind, employers);
    }
    if let Some(preparers) = &preparers {
        if !(PREPARERS_LEAST..=PREPARERS_MOST).contains(&preparers.len()) {
            form.fault("preparers", "preparers_count");
        }
        repeated(&mut form, "preparers", preparers.iter().map(|one| one.name.as_str()));
    }
    let read = match (union_name, kind, employers, preparers, excluded) {
        (Some(union_name), Some(form), Some(employers), Some(preparers), Some(excluded)) => {
            Some(FoundingRequest { union_name, form, employers, preparers, excluded })
        }
        _ => None,
    };
    finish(form.faults, read)
}

fn employer(form: &mut Reader<'_>) -> Option<FoundingEmployer> {
    form.nothing_but(&["creditCode", "name", "division", "employees", "members"]);
    let credit_code = form.text("creditCode", 1, 40).and_then(|text| {
        CreditCode::parse(&text).map_err(|fault| form.fault("creditCode", fault.code())).ok()
    });
    let name = form.text("name", 2, 60);
    let division = form.text("division", 1, 12).and_then(|text| division(form, &text));
    let employees = form.number("employees", 1, PEOPLE_MOST);
    let members = form.number("members", 1, PEOPLE_MOST);
    if let (Some(employees), Some(members)) = (employees, members)
        && members > employees
    {
        form.fault("members", "members_over_employees");
    }
    Some(FoundingEmployer {
        credit_code: credit_code?,
        name: name?,
        division: division?,
        employees: employees?,
        members: members?,
    })
}

fn division(form: &mut Reader<'_>, text: &str) -> Option<DivisionCode> {
    let code = DivisionCode::parse(text).ok();
    let fault = match &code {
        None => Some("division_unknown"),
        Some(code) if code.as_str().len() < 6 => Some("division_too_wide"),
        Some(code) if !code.as_str().starts_with("21") => Some("division_outside"),
        Some(_) => None,
    };
    match fault {
        Some(fault) => {
            form.fault("division", fault);
            None
        }
        None => code,
    }
}

fn check_employers(form: &mut Reader<'_>, kind: UnionForm, employers: &[FoundingEmployer]) {
    let count = employers.len();
    if kind == UnionForm::Joint && count < 2 {
        form.fault("employers", "employers_two");
    }
    if kind != UnionForm::Joint && count > 1 {
        form.fault("employers", "employers_one");
    }
    repeated(form, "employers", employers.iter().map(|one| one.credit_code.as_str()));
    for (at, employer) in employers.iter().enumerate() {
        if employer.members < COMMITTEE_FROM {
            continue;
        }
        match kind {
            UnionForm::Committee => {}
            UnionForm::Joint => {
                form.fault(&format!("employers/{at}/members"), "own_committee_required");
            }
            UnionForm::Organiser => form.fault("form", "committee_required"),
        }
    }
}

fn repeated<'a>(form: &mut Reader<'_>, list: &str, items: impl Iterator<Item = &'a str>) {
    let mut seen = Vec::new();
    for (at, item) in items.enumerate() {
        if seen.contains(&item) {
            form.fault(&format!("{list}/{at}"), "repeated");
        }
        seen.push(item);
    }
}

fn preparer(form: &mut Reader<'_>) -> Option<Preparer> {
    form.nothing_but(&["name", "consent"]);
    let name = form.name("name");
    let consent = form.flag("consent");
    if !consent {
        form.fault("consent", "preparer_consent");
    }
    Some(Preparer { name: name?, consent })
}

fn excluded(form: &mut Reader<'_>) -> Option<Vec<Excluded>> {
    let read = form.list("excluded", NAMED_MOST, |one| {
        one.nothing_but(&["name", "why"]);
        let name = one.name("name");
        let why = one.word("why", "not_one_of");
        Some(Excluded { name: name?, why: why? })
    });
    if let Some(read) = &read
        && !read.iter().any(|one| one.why == Bar::LegalRepresentative)
    {
        form.fault("excluded", "legal_representative_missing");
    }
    read
}

/// The request of a re-election, or every fault in it.
///
/// # Errors
/// All faulty fields, sorted by pointer.
pub fn read_re_election(value: &Value, today: Date) -> Result<ReElectionRequest, Vec<FieldFault>> {
    let mut form = Reader::of(value, "");
    form.nothing_but(&["union", "meetingOn", "place", "assembly", "excluded"]);
    let union = form.text("union", 1, 40).and_then(|text| {
        UnionId::parse(&text).map_err(|_| form.fault("union", "union_unknown")).ok()
    });
    let meeting_on = meeting_day(&mut form, today);
    let place = form.text("place", 2, 60);
    let assembly = form.word("assembly", "not_one_of");
    let excluded = excluded(&mut form);
    let read = match (union, meeting_on, place, assembly, excluded) {
        (Some(union), Some(meeting_on), Some(place), Some(assembly), Some(excluded)) => {
            Some(ReElectionRequest { union, meeting_on, place, assembly, excluded })
        }
        _ => None,
    };
    finish(form.faults, read)
}

fn meeting_day(form: &mut Reader<'_>, today: Date) -> Option<Date> {
    let day = form.date("meetingOn")?;
    if day < today {
        form.fault("meetingOn", "date_in_past");
        return None;
    }
    if day > today.saturating_add(jiff::Span::new().days(90)) {
        form.fault("meetingOn", "date_too_far");
        return None;
    }
    Some(day)
}

/// Round 2, or every fault in it.
///
/// # Errors
/// All faulty fields, sorted by pointer.
pub fn read_meeting(value: &Value, today: Date) -> Result<FoundingMeeting, Vec<FieldFault>> {
    let mut form = Reader::of(value, "");
    form.nothing_but(&["meetingOn", "place", "assembly", "candidates"]);
    let meeting_on = meeting_day(&mut form, today);
    let place = form.text("place", 2, 60);
    let assembly = form.word("assembly", "not_one_of");
    let candidates: Option<Vec<u32>> = form.word("candidates", "not_list");
    match &candidates {
        Some(all) if all.is_empty() => form.fault("candidates", "too_few"),
        Some(all) if all.len() > NAMED_MOST => form.fault("candidates", "too_many"),
        Some(all) => {
            let texts: Vec<String> = all.iter().map(u32::to_string).collect();
            repeated(&mut form, "candidates", texts.iter().map(String::as_str));
        }
        None => {}
    }
    let read = match (meeting_on, place, assembly, candidates) {
        (Some(meeting_on), Some(place), Some(assembly), Some(candidates)) => {
            Some(FoundingMeeting { meeting_on, place, assembly, candidates })
        }
        _ => None,
    };
    finish(form.faults, read)
}

/// Round 3, or every fault that the form itself shows. What needs the members is in
/// [`super::result::faults`].
///
/// # Errors
/// All faulty fields, sorted by pointer.
pub fn read_result(value: &Value, today: Date) -> Result<ElectionResult, Vec<FieldFault>> {
    let mut form = Reader::of(value, "");
    let known = [
        "heldOn",
        "assembly",
        "entitled",
        "present",
        "ballots",
        "elected",
        "termYears",
        "fullTimeChair",
        "minutes",
    ];
    form.nothing_but(&known);
    let held_on = form.date("heldOn");
    if held_on.is_some_and(|day| day > today) {
        form.fault("heldOn", "date_in_future");
    }
    let assembly = form.word("assembly", "not_one_of");
    let entitled = form.number("entitled", 1, PEOPLE_MOST);
    let present = form.number("present", 0, PEOPLE_MOST);
    let ballots = form.number("ballots", 0, PEOPLE_MOST);
    let elected = form.list("elected", NAMED_MOST, |one| {
        one.nothing_but(&["person", "post", "votes"]);
        let person = one.number("person", 1, PEOPLE_MOST);
        let post = one.word("post", "not_one_of");
        let votes = one.number("votes", 0, PEOPLE_MOST);
        Some(Elected { person: person?, post: post?, votes: votes? })
    });
    let term = form.number("termYears", 1, 100);
    if term.is_some_and(|years| years != 3 && years != 5) {
        form.fault("termYears", "term_years");
    }
    let full_time_chair = form.has("fullTimeChair") && form.flag("fullTimeChair");
    let minutes = form.text("minutes", 20, 2_000);
    let numbers = entitled.zip(present).zip(ballots);
    let words = held_on.zip(assembly).zip(minutes);
    let read = match (numbers, words, elected, term) {
        (
            Some(((entitled, present), ballots)),
            Some(((held_on, assembly), minutes)),
            Some(elected),
            Some(term),
        ) => Some(ElectionResult {
            held_on,
            assembly,
            entitled,
            present,
            ballots,
            elected,
            term_years: u8::try_from(term).unwrap_or(0),
            full_time_chair,
            minutes,
        }),
        _ => None,
    };
    if let Some(read) = &read {
        form.faults.extend(super::result::contradictions(read));
    }
    finish(form.faults, read)
}

#[cfg(test)]
mod tests;

//! Changing a union's record: what was asked for is checked, and what differs is told by a line.
//!
//! Who may ask is [`crate::authority`]; that nobody wrote in between is the table's.

use super::record::{Certificate, Contact, Officer, OrgForm, OrgType, Term, UnionRecord};
use super::{Employer, Union, UnionKind, UnionLevel, UnionStatus};
use crate::credit_code::CreditCode;
use crate::division::DivisionCode;
use crate::mask::mask_name;
use crate::occupation::OccupationGroup;
use jiff::{ToSpan, civil::Date};
use serde_json::{Map, Value, json};

/// The longest term of a committee, in years.
pub const TERM_YEARS: i32 = 5;

/// Something that cannot be kept so: which field, and the code of how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field as a JSON pointer.
    pub field: String,
    /// The code.
    pub code: &'static str,
}

fn fault(field: impl Into<String>, code: &'static str) -> Fault {
    Fault { field: field.into(), code }
}

/// A part of the record that is changed at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// What its own officers keep, and their word that the data were gone through.
    Contact {
        /// Other names people use.
        aliases: Vec<String>,
        /// Telephone, for the applicant.
        phone: Option<String>,
        /// Address, for the applicant.
        address: Option<String>,
        /// Whom to ask.
        contact: Option<Contact>,
    },
    /// What the parent union decides of its being.
    Structure {
        /// Its full name.
        name: String,
        /// Its unified social credit code, as written.
        credit_code: Option<String>,
        /// 全总统计代码.
        statistical_code: Option<String>,
        /// 组织类型.
        org_type: Option<OrgType>,
        /// 组织形式.
        org_form: Option<OrgForm>,
        /// 批复文号.
        reply_number: Option<String>,
        /// 建会时间.
        founded: Option<Date>,
        /// The divisions whose people it serves.
        service_area: Vec<String>,
        /// True when it takes people without an employer of its own.
        accepts_individuals: bool,
        /// The occupation groups that it takes.
        accepts_groups: Vec<OccupationGroup>,
    },
    /// The elected officers and their term.
    Officers {
        /// The term.
        term: Option<Term>,
        /// All of them, those before too.
        officers: Vec<Officer>,
    },
    /// The legal person's certificate.
    Certificate(Option<Certificate>),
}

impl Edit {
    /// What the line calls it.
    #[must_use]
    pub fn act(&self) -> &'static str {
        match self {
            Edit::Contact { .. } => "contact-changed",
            Edit::Structure { .. } => "structure-changed",
            Edit::Officers { .. } => "officers-changed",
            Edit::Certificate(_) => "certificate-changed",
        }
    }
}

/// What an edit makes of a union.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// The head after it.
    pub union: Union,
    /// The record after it; its trail is still that which was read.
    pub record: UnionRecord,
    /// What differs: by field the old and the new value.
    pub told: Value,
}

/// What an edit makes of a union today; none when all of it stands so already and was gone through
/// today.
///
/// # Errors
/// Every fault at once.
pub fn edited(
    union: &Union,
    record: &UnionRecord,
    edit: &Edit,
    today: Date,
) -> Result<Option<Edited>, Vec<Fault>> {
    let (mut next, mut kept) = (union.clone(), record.clone());
    let faults = match edit {
        Edit::Contact { aliases, phone, address, contact } => {
            next.aliases.clone_from(aliases);
            next.phone.clone_from(phone);
            next.address.clone_from(address);
            kept.contact.clone_from(contact);
            check_contact(edit)
        }
        Edit::Structure { .. } => structure(&mut next, &mut kept, edit, today),
        Edit::Officers { term, officers } => {
            kept.term = *term;
            kept.officers.clone_from(officers);
            check_officers(term.as_ref(), officers, today)
        }
        Edit::Certificate(certificate) => {
            kept.certificate.clone_from(certificate);
            certificate.as_ref().map(check_certificate).unwrap_or_default()
        }
    };
    if !faults.is_empty() {
        return Err(faults);
    }
    if next == *union && kept == *record && record.updated == Some(today) {
        return Ok(None);
    }
    let told = difference(&shown(union, record), &shown(&next, &kept));
    kept.updated = Some(today);
    Ok(Some(Edited { union: next, record: kept, told }))
}

fn structure(next: &mut Union, kept: &mut UnionRecord, edit: &Edit, today: Date) -> Vec<Fault> {
    let Edit::Structure {
        name,
        credit_code,
        statistical_code,
        org_type,
        org_form,
        reply_number,
        founded,
        service_area,
        accepts_individuals,
        accepts_groups,
    } = edit
    else {
        return Vec::new();
    };
    let mut faults = Vec::new();
    let name = name.trim();
    if !(2..=60).contains(&name.chars().count()) {
        faults.push(fault("/name", "union_name_length"));
    }
    let code = credit_code.as_deref().map(CreditCode::parse).transpose();
    match &code {
        Err(error) => faults.push(fault("/creditCode", error.code())),
        Ok(Some(code)) if !code.is_union() => {
            faults.push(fault("/creditCode", "credit_code_no_union"));
        }
        Ok(_) => {}
    }
    if founded.is_some_and(|day| day > today) {
        faults.push(fault("/foundedOn", "date_in_future"));
    }
    for (at, place) in service_area.iter().enumerate() {
        if DivisionCode::parse(place).is_err() {
            faults.push(fault(format!("/serviceArea/{at}"), "division_unknown"));
        }
    }
    if !accepts_groups.is_empty() && next.kind != UnionKind::Industry {
        faults.push(fault("/acceptsGroups", "groups_of_industry_only"));
    }
    next.name = name.to_owned();
    next.credit_code = code.ok().flatten();
    next.accepts_individuals = *accepts_individuals;
    next.accepts_groups.clone_from(accepts_groups);
    kept.statistical_code.clone_from(statistical_code);
    kept.org_type = *org_type;
    kept.org_form = *org_form;
    kept.reply_number.clone_from(reply_number);
    kept.founded = *founded;
    kept.service_area.clone_from(service_area);
    faults
}

fn check_contact(edit: &Edit) -> Vec<Fault> {
    let Edit::Contact { aliases, phone, contact, .. } = edit else { return Vec::new() };
    let mut faults = Vec::new();
    for (at, alias) in aliases.iter().enumerate() {
        if alias.trim().chars().count() < 2 {
            faults.push(fault(format!("/aliases/{at}"), "too_short"));
        }
    }
    if phone.as_deref().is_some_and(|phone| !is_phone(phone)) {
        faults.push(fault("/phone", "phone_format"));
    }
    if contact.as_ref().is_some_and(|contact| !is_phone(&contact.phone)) {
        faults.push(fault("/contact/phone", "phone_format"));
    }
    faults
}

/// Digits, and what people write between them; a mobile is one too.
fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let plain = |letter: char| letter.is_ascii_digit() || "-+ ()".contains(letter);
    (7..=15).contains(&digits) && text.chars().all(plain)
}

fn check_officers(term: Option<&Term>, officers: &[Officer], today: Date) -> Vec<Fault> {
    let mut faults = Vec::new();
    if let Some(term) = term {
        if term.to < term.from {
            faults.push(fault("/term/until", "date_order"));
        } else if term.from.checked_add(TERM_YEARS.years()).is_ok_and(|last| term.to > last) {
            faults.push(fault("/term/until", "term_length"));
        }
    }
    for (at, officer) in officers.iter().enumerate() {
        if officer.to.is_some_and(|to| to < officer.from) {
            faults.push(fault(format!("/officers/{at}/until"), "date_order"));
        }
        let before = officers.iter().take(at);
        let same = |one: &&Officer| {
            one.post == officer.post && is_in_office(one, today) && is_in_office(officer, today)
        };
        if officer.post.is_single() && before.filter(same).count() > 0 {
            faults.push(fault(format!("/officers/{at}/post"), "post_taken"));
        }
    }
    faults
}

/// Whether somebody holds his post on a day.
#[must_use]
pub fn is_in_office(officer: &Officer, day: Date) -> bool {
    officer.from <= day && officer.to.is_none_or(|to| day <= to)
}

fn check_certificate(certificate: &Certificate) -> Vec<Fault> {
    let mut faults = Vec::new();
    if certificate.to < certificate.from {
        faults.push(fault("/certificate/until", "date_order"));
    } else if certificate
        .from
        .checked_add(TERM_YEARS.years())
        .is_ok_and(|last| certificate.to > last)
    {
        faults.push(fault("/certificate/until", "union_certificate_length"));
    }
    faults
}

/// Whether a union may stand below another: a child's level is deeper than its parent's. Levels never
/// change, so no row of moves can make a circle.
///
/// # Errors
/// The fault, on `/parent`.
pub fn check_parent(level: UnionLevel, parent: &Union) -> Result<(), Fault> {
    if parent.level >= level {
        return Err(fault("/parent", "parent_not_above"));
    }
    if parent.status != UnionStatus::Active {
        return Err(fault("/parent", "parent_not_active"));
    }
    Ok(())
}

/// A union under another parent; its own subtree must be empty.
#[must_use]
pub fn moved(union: &Union, parent: &Union) -> Union {
    Union {
        parent: Some(parent.id.clone()),
        path: format!("{}{}/", parent.path, union.id),
        ..union.clone()
    }
}

/// Whether an employer may be covered by this union: by no other, and only by one that admits.
///
/// # Errors
/// The fault, on `/employer`.
pub fn check_cover(employer: &Employer, union: &Union) -> Result<(), Fault> {
    if !union.admits() {
        return Err(fault("/employer", "union_not_admitting"));
    }
    match &employer.union {
        Some(other) if *other != union.id => Err(fault("/employer", "employer_covered")),
        Some(_) | None => Ok(()),
    }
}

/// What a line may tell of a record: names of people are masked.
fn shown(union: &Union, record: &UnionRecord) -> Map<String, Value> {
    let officers: Vec<Value> = record
        .officers
        .iter()
        .map(|one| {
            json!({
                "post": one.post, "name": mask_name(&one.name),
                "from": one.from, "to": one.to, "fullTime": one.full_time,
            })
        })
        .collect();
    let contact = record.contact.as_ref();
    let contact = contact.map(|one| json!({ "name": mask_name(&one.name), "phone": one.phone }));
    let all = json!({
        "name": union.name,
        "aliases": union.aliases,
        "phone": union.phone,
        "address": union.address,
        "contact": contact,
        "creditCode": union.credit_code,
        "statisticalCode": record.statistical_code,
        "orgType": record.org_type,
        "orgForm": record.org_form,
        "replyNumber": record.reply_number,
        "foundedOn": record.founded,
        "serviceArea": record.service_area,
        "acceptsIndividuals": union.accepts_individuals,
        "acceptsGroups": union.accepts_groups,
        "term": record.term,
        "officers": officers,
        "certificate": record.certificate,
        "status": union.status,
        "parent": union.parent,
    });
    match all {
        Value::Object(map) => map,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            Map::new()
        }
    }
}

/// Old and new value of every field that differs.
fn difference(before: &Map<String, Value>, after: &Map<String, Value>) -> Value {
    let changed = after.iter().filter(|(name, value)| before.get(*name) != Some(value));
    let told = changed.map(|(name, value)| {
        let old = before.get(name).unwrap_or(&Value::Null);
        (name.clone(), json!({ "old": old, "new": value }))
    });
    Value::Object(told.collect())
}

#[cfg(test)]
mod tests;

//! Changes of a union's record: what was asked for, checked by the domain, written with one line.

use crate::office::{Office, faulty, wrong};
use crate::record::view;
use api::organisations::{
    ElectedRequest, TermView, UnionCertificateRequest, UnionContactRequest, UnionOfficersRequest,
    UnionStructureRequest,
};
use api::{FieldCode, ProblemCode};
use domain::authority::Action;
use domain::id::UnionId;
use domain::occupation::OccupationGroup;
use domain::union::change::{Edit, Edited, edited};
use domain::union::record::{Certificate, Contact, Officer, Term};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use step::{Answer, Call, Fault, Kit, Reply};
use store::StoreError;

/// `PUT /v1/unions/{id}/contact`.
pub(crate) async fn contact(kit: &Kit, call: &Call) -> Answer {
    let asked: UnionContactRequest = call.read()?;
    let edit = Edit::Contact {
        aliases: trimmed(asked.aliases.unwrap_or_default()),
        phone: said(asked.phone),
        address: said(asked.address),
        contact: asked
            .contact
            .map(|one| Contact { name: one.name.trim().to_owned(), phone: one.phone }),
    };
    write(kit, call, Action::KeepUnion, asked.version, edit).await
}

/// `PUT /v1/unions/{id}/structure`.
pub(crate) async fn structure(kit: &Kit, call: &Call) -> Answer {
    let asked: UnionStructureRequest = call.read()?;
    let mut accepts_groups: Vec<OccupationGroup> = Vec::new();
    for (at, word) in asked.accepts_groups.unwrap_or_default().iter().enumerate() {
        let pointer = format!("/acceptsGroups/{at}");
        accepts_groups.push(word_of(call, &pointer, word)?);
    }
    let word = |pointer: &'static str, text: Option<String>| (pointer, said(text));
    let (type_at, org_type) = word("/orgType", asked.org_type);
    let (form_at, org_form) = word("/orgForm", asked.org_form);
    let edit = Edit::Structure {
        name: asked.name,
        credit_code: said(asked.credit_code),
        statistical_code: said(asked.statistical_code),
        org_type: org_type.map(|text| word_of(call, type_at, &text)).transpose()?,
        org_form: org_form.map(|text| word_of(call, form_at, &text)).transpose()?,
        reply_number: said(asked.reply_number),
        founded: asked.founded_on.map(|text| day(call, "/foundedOn", &text)).transpose()?,
        service_area: trimmed(asked.service_area.unwrap_or_default()),
        accepts_individuals: asked.accepts_individuals,
        accepts_groups,
    };
    write(kit, call, Action::GovernUnion, asked.version, edit).await
}

/// `PUT /v1/unions/{id}/officers`.
pub(crate) async fn officers(kit: &Kit, call: &Call) -> Answer {
    let asked: UnionOfficersRequest = call.read()?;
    let term = asked.term.map(|term| read_term(call, &term)).transpose()?;
    let officers = asked.officers.iter().enumerate();
    let officers =
        officers.map(|(at, one)| officer(call, at, one)).collect::<Result<Vec<_>, _>>()?;
    let edit = Edit::Officers { term, officers };
    write(kit, call, Action::GovernUnion, asked.version, edit).await
}

/// `PUT /v1/unions/{id}/certificate`.
pub(crate) async fn certificate(kit: &Kit, call: &Call) -> Answer {
    let asked: UnionCertificateRequest = call.read()?;
    let certificate = match asked.certificate {
        None => None,
        Some(held) => {
            let unknown = || faulty(call, "/certificate/registrar", FieldCode::UnionUnknown);
            let registrar = UnionId::parse(&held.registrar).map_err(|_| unknown())?;
            if kit.store().get_union(&registrar).await?.is_none() {
                return Err(unknown());
            }
            Some(Certificate {
                number: held.number.trim().to_owned(),
                registrar,
                from: day(call, "/certificate/from", &held.from)?,
                to: day(call, "/certificate/until", &held.until)?,
                cancelled: held.cancelled.unwrap_or(false),
            })
        }
    };
    write(kit, call, Action::GovernUnion, asked.version, Edit::Certificate(certificate)).await
}

/// A repeat of a change that stands is answered alike, whatever version it names.
async fn write(kit: &Kit, call: &Call, action: Action, version: u64, edit: Edit) -> Answer {
    let office = Office::open(kit, call).await?;
    let acting = office.acting(action)?;
    let done = edited(&office.union, &office.record, &edit, office.today);
    let Some(Edited { union, record, told }) = done.map_err(|faults| wrong(call, faults))? else {
        return Reply::json(200, &view(&office, &office.union, &office.record).await?);
    };
    office.at_version(version)?;
    if let Some(code) = union.credit_code.as_ref().filter(|_| union != office.union)
        && let Some(holder) = kit.store().find_union_by_credit_code(code).await?
        && holder.id != union.id
    {
        return Err(faulty(call, "/creditCode", FieldCode::CodeTaken));
    }
    let change = office.change(union, record, &acting, edit.act(), &told);
    match kit.store().change_union(&change).await {
        Ok(()) => Reply::json(200, &view(&office, &change.union, &change.record).await?),
        Err(StoreError::Conflict) => Err(ProblemCode::LostRace.into()),
        Err(error) => Err(error.into()),
    }
}

fn said(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn trimmed(texts: Vec<String>) -> Vec<String> {
    texts.into_iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}

fn word_of<T: DeserializeOwned>(call: &Call, pointer: &str, word: &str) -> Result<T, Fault> {
    let word = serde_json::Value::String(word.to_owned());
    serde_json::from_value(word).map_err(|_| faulty(call, pointer, FieldCode::NotOneOf))
}

fn day(call: &Call, pointer: &str, text: &str) -> Result<Date, Fault> {
    text.parse().map_err(|_| faulty(call, pointer, FieldCode::DateFormat))
}

fn read_term(call: &Call, term: &TermView) -> Result<Term, Fault> {
    let from = day(call, "/term/from", &term.from)?;
    Ok(Term { from, to: day(call, "/term/until", &term.until)? })
}

fn officer(call: &Call, at: usize, one: &ElectedRequest) -> Result<Officer, Fault> {
    let until = one.until.as_deref();
    let until = until.map(|text| day(call, &format!("/officers/{at}/until"), text));
    Ok(Officer {
        post: word_of(call, &format!("/officers/{at}/post"), &one.post)?,
        name: one.name.trim().to_owned(),
        from: day(call, &format!("/officers/{at}/from"), &one.from)?,
        to: until.transpose()?,
        full_time: one.full_time.unwrap_or(false),
    })
}

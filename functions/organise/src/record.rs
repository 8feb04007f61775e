//! `GET /v1/unions/{id}`: a union's record as it is shown.

use crate::office::Office;
use crate::tree::{above, row};
use crate::words;
use api::organisations::{
    CertificateView, ContactView, ElectedView, TermView, UnionRights, UnionView, Worded,
};
use domain::authority::Action;
use domain::union::Union;
use domain::union::change::is_in_office;
use domain::union::record::{Certificate, Officer, UnionRecord};
use step::view::divisions::division_ref;
use step::view::scope::Unions;
use step::view::union_ref;
use step::{Answer, Call, Fault, Kit, Reply};

pub(crate) async fn show(kit: &Kit, call: &Call) -> Answer {
    let office = Office::open(kit, call).await?;
    Reply::json(200, &view(&office, &office.union, &office.record).await?)
}

/// The record after a change, or as it was read.
pub(crate) async fn view(
    office: &Office<'_>,
    union: &Union,
    record: &UnionRecord,
) -> Result<UnionView, Fault> {
    let (kit, language) = (office.kit, office.call.language);
    let rows = row(kit, union, Some(record), office.today, language).await?;
    let certificate = match &record.certificate {
        Some(held) => Some(certificate(kit, held).await?),
        None => None,
    };
    let mut officers: Vec<&Officer> = record.officers.iter().collect();
    officers.sort_by_key(|one| (!is_in_office(one, office.today), one.post, one.from));
    let groups = union.accepts_groups.iter().map(|group| Worded {
        code: group.as_str().to_owned(),
        text: language.pick(group.zh(), group.en()).to_owned(),
    });
    Ok(UnionView {
        union: rows,
        above: above(kit, union).await?,
        aliases: union.aliases.clone(),
        phone: union.phone.clone(),
        address: union.address.clone(),
        contact: record
            .contact
            .as_ref()
            .map(|one| ContactView { name: one.name.clone(), phone: one.phone.clone() }),
        code: record.code.clone(),
        statistical_code: record.statistical_code.clone(),
        credit_code: union.credit_code.as_ref().map(|code| code.as_str().to_owned()),
        org_type: record.org_type.map(|one| words::org_type(one, language)),
        org_form: record.org_form.map(|one| words::org_form(one, language)),
        reply_number: record.reply_number.clone(),
        founded_on: record.founded.map(|day| day.to_string()),
        division: division_ref(&union.division),
        service_area: record.service_area.iter().map(|code| division_ref(code)).collect(),
        accepts_individuals: union.accepts_individuals,
        accepts_groups: groups.collect(),
        term: record
            .term
            .map(|term| TermView { from: term.from.to_string(), until: term.to.to_string() }),
        officers: officers.into_iter().map(|one| elected(one, office)).collect(),
        certificate,
        updated_on: record.updated.map(|day| day.to_string()),
        restructuring: record.restructuring.as_ref().map(|id| id.as_str().to_owned()),
        version: record.trail.version,
        can: UnionRights {
            keep: office.may(Action::KeepUnion).is_some(),
            govern: office.may(Action::GovernUnion).is_some(),
        },
        synthetic: kit.settings().allow_synthetic,
    })
}

fn elected(one: &Officer, office: &Office<'_>) -> ElectedView {
    ElectedView {
        post: words::post(one.post, office.call.language),
        name: one.name.clone(),
        from: one.from.to_string(),
        until: one.to.map(|day| day.to_string()),
        full_time: one.full_time,
        in_office: is_in_office(one, office.today),
    }
}

async fn certificate(kit: &Kit, held: &Certificate) -> Result<CertificateView, Fault> {
    let mut unions = Unions::default();
    unions.load(kit.store(), [held.registrar.clone()]).await?;
    let bare = api::common::UnionRef {
        id: held.registrar.as_str().to_owned(),
        name: held.registrar.as_str().to_owned(),
        phone: None,
        address: None,
    };
    Ok(CertificateView {
        number: held.number.clone(),
        registrar: unions.get(&held.registrar).map_or(bare, union_ref),
        from: held.from.to_string(),
        until: held.to.to_string(),
        cancelled: held.cancelled,
    })
}

//! The eighteen services of a member: all of them, available or not with the reason.

use api::Language;
use api::me::{Availability, ServiceView};
use domain::division::{DivisionCode, city_of, county_of};
use domain::membership::{Membership, MembershipState};
use domain::occupation::OccupationGroup;
use domain::service::{self, Grant, Provider, availability, catalogue};
use domain::union::Union;
use jiff::civil::Date;
use step::view::pick;
use step::{Fault, Kit};

/// Every service for a member; nothing for who is none.
pub(crate) async fn of(
    kit: &Kit,
    membership: Option<&Membership>,
    union: Option<&Union>,
    group: OccupationGroup,
    grant: Option<&Grant>,
    today: Date,
    language: Language,
) -> Result<Vec<ServiceView>, Fault> {
    let in_force = |one: &&Membership| one.state != MembershipState::Ended;
    let Some(membership) = membership.filter(in_force) else { return Ok(Vec::new()) };
    let providers = providers(kit, union).await?;
    let views = catalogue().iter().map(|service| {
        let provider = providers.iter().find(|one| one.service == service.code);
        let (open, reason, until) =
            availability(service, membership, group, grant, provider, today);
        let named = provider.filter(|_| open == service::Availability::Available);
        ServiceView {
            code: service.code.clone(),
            title: pick(language, &service.title),
            availability: word(open),
            reason: reason.map(|text| pick(language, &text)),
            provider: named.map(|one| one.name.clone()),
            place: named.map(|one| one.place.clone()),
            phone: named.map(|one| one.phone.clone()),
            how_to_use: Some(pick(language, &service.usage)),
            valid_to: until.map(|day| day.to_string()),
        }
    });
    Ok(views.collect())
}

/// The providers of the union's county, then of its city.
async fn providers(kit: &Kit, union: Option<&Union>) -> Result<Vec<Provider>, Fault> {
    let place = union.and_then(|union| DivisionCode::parse(&union.division).ok());
    let Some(place) = place else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for division in [county_of(&place), city_of(&place)].into_iter().flatten() {
        found.extend(kit.store().list_providers(division.as_str()).await?);
    }
    Ok(found)
}

fn word(open: service::Availability) -> Availability {
    match open {
        service::Availability::Available => Availability::Available,
        service::Availability::NotOpen => Availability::NotOpen,
        service::Availability::NotApplicable => Availability::NotApplicable,
    }
}

//! The eighteen member services (会员服务): what they are, for whom, and whether one can have them.
//!
//! Source: the count is the newspaper's («18项会员免费服务»); the list is ours from documented
//! city services (domain 6.1), because the city's own list was not found. Without a named
//! provider, place and telephone nothing is available.

use crate::application::{Application, Event, IllegalMove};
use crate::entry::{Actor, Change, Details, change};
use crate::matter::Text;
use crate::membership::{AffiliationKind, Membership, MembershipState};
use crate::occupation::OccupationGroup;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// For how long one grant lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Period {
    /// The calendar year.
    Year,
    /// As long as the membership.
    Membership,
}

/// For whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Eligible {
    /// Every active member.
    Everyone,
    /// Not from the pool: first he is placed in a union of his own.
    Placed,
    /// Members in new forms of employment and of the eight groups.
    Groups,
}

/// One service of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Its code.
    pub code: String,
    /// What people call it.
    pub title: Text,
    /// How to use it.
    pub usage: Text,
    /// For how long a grant lasts.
    pub period: Period,
    /// For whom.
    pub eligible: Eligible,
}

#[derive(Deserialize)]
struct File {
    service: Vec<Service>,
}

static SERVICES: LazyLock<Vec<Service>> = LazyLock::new(|| {
    toml::from_str::<File>(include_str!("../../../infra/reference/services.toml"))
        .map(|file| file.service)
        .unwrap_or_default()
});

/// The catalogue, in the order in which members see it.
#[must_use]
pub fn catalogue() -> &'static [Service] {
    &SERVICES
}

/// Who gives a service, where. Seeded ones are invented and say so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provider {
    /// Of which service.
    pub service: String,
    /// City or county where it is offered.
    pub division: String,
    /// Name.
    pub name: String,
    /// Where to go.
    pub place: String,
    /// Whom to call.
    pub phone: String,
    /// First day.
    pub from: Date,
    /// Last day, if it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

/// Whether a member can have a service now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Availability {
    /// Yes.
    Available,
    /// Not yet: no provider here, or not granted yet.
    NotOpen,
    /// Not for this member.
    NotApplicable,
}

/// The one record of what was granted to a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// The services' codes.
    pub services: Vec<String>,
    /// When.
    pub at: Timestamp,
    /// Until when those of the year last.
    pub year_ends: Date,
}

/// Whether a service is meant for this member at all; the reason if not.
///
/// # Errors
/// The reason, in both languages.
pub fn applies(
    service: &Service,
    membership: &Membership,
    group: OccupationGroup,
) -> Result<(), Text> {
    if membership.state != MembershipState::Active {
        return Err(text("会籍保留期间不提供", "Not while the membership is retained"));
    }
    let kind = membership.affiliation.as_ref().map(|affiliation| affiliation.kind);
    match service.eligible {
        Eligible::Everyone => Ok(()),
        Eligible::Placed if kind == Some(AffiliationKind::Pool) => Err(text(
            "转入街道或社区工会后开通",
            "Opens once you belong to a street or community union",
        )),
        Eligible::Placed => Ok(()),
        Eligible::Groups if group == OccupationGroup::None => Err(text(
            "面向新就业形态劳动者和八大群体会员",
            "For members in new forms of employment and of the eight groups",
        )),
        Eligible::Groups => Ok(()),
    }
}

/// Whether a member can have a service now, the reason if not, and until when if so.
#[must_use]
pub fn availability(
    service: &Service,
    membership: &Membership,
    group: OccupationGroup,
    grant: Option<&Grant>,
    provider: Option<&Provider>,
    today: Date,
) -> (Availability, Option<Text>, Option<Date>) {
    if let Err(reason) = applies(service, membership, group) {
        return (Availability::NotApplicable, Some(reason), None);
    }
    let Some(grant) = grant.filter(|grant| grant.services.contains(&service.code)) else {
        let reason =
            text("您已是会员,服务正在开通。", "You are a member; services are being opened.");
        return (Availability::NotOpen, Some(reason), None);
    };
    let named = provider.filter(|one| {
        let complete = [&one.name, &one.place, &one.phone].iter().all(|part| !part.is_empty());
        complete && one.from <= today && one.to.is_none_or(|last| today <= last)
    });
    if named.is_none() {
        let reason = text("本地还没有承办单位", "No provider in your area yet");
        return (Availability::NotOpen, Some(reason), None);
    }
    let until = match service.period {
        Period::Year => Some(grant.year_ends),
        Period::Membership => None,
    };
    (Availability::Available, None, until)
}

/// What is granted to a new member at `at`.
#[must_use]
pub fn grant(membership: &Membership, group: OccupationGroup, at: Timestamp) -> Grant {
    let today = crate::calendar::shanghai_date(at);
    let services = catalogue()
        .iter()
        .filter(|service| applies(service, membership, group).is_ok())
        .map(|service| service.code.clone())
        .collect();
    Grant { services, at, year_ends: today.last_of_year() }
}

/// The application's last change: services granted, all done.
///
/// # Errors
/// [`IllegalMove`] unless it is approved.
pub fn complete(read: &Application, at: Timestamp) -> Result<Change, IllegalMove> {
    change(read, Event::GrantServices, at, Actor::System, Details::default(), |next| {
        next.wake = None;
    })
}

fn text(zh: &str, en: &str) -> Text {
    Text { zh: zh.to_owned(), en: en.to_owned() }
}

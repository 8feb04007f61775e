//! Words and records of the domain as the API says them.

use api::common::{ApplicationState, IdType, UnionRef};
use domain::application::State;
use domain::union::Union;

/// A union as a worker meets it.
#[must_use]
pub fn union_ref(union: &Union) -> UnionRef {
    UnionRef {
        id: union.id.as_str().to_owned(),
        name: union.name.clone(),
        phone: union.phone.clone(),
        address: union.address.clone(),
    }
}

/// Where an application stands.
#[must_use]
pub fn state(state: State) -> ApplicationState {
    match state {
        State::Submitted => ApplicationState::Submitted,
        State::Verifying => ApplicationState::Verifying,
        State::Approving => ApplicationState::Approving,
        State::Returned => ApplicationState::Returned,
        State::Approved => ApplicationState::Approved,
        State::Completed => ApplicationState::Completed,
        State::Refused => ApplicationState::Refused,
        State::Withdrawn => ApplicationState::Withdrawn,
        State::Lapsed => ApplicationState::Lapsed,
    }
}

/// The kind of a document.
#[must_use]
pub fn id_type(id_type: domain::citizen_id::IdType) -> IdType {
    use domain::citizen_id::IdType as Kind;
    match id_type {
        Kind::IdCard => IdType::IdCard,
        Kind::HkMoTwPermit => IdType::HkMoTwPermit,
        Kind::Passport => IdType::Passport,
        Kind::Officer => IdType::Officer,
        Kind::HmTravel => IdType::HmTravel,
        Kind::TwTravel => IdType::TwTravel,
    }
}

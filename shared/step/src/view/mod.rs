//! What answers show of records: shared by the functions that read and those that decide.
//!
//! Reading order: [`scope`] (who sees a case), [`application`] and [`task`] (a case in words),
//! [`form`], [`founding`] and [`labels`] (its form), [`officers`] (stand-ins). Nothing here writes.

pub mod application;
pub mod divisions;
pub mod form;
pub mod founding;
pub mod labels;
pub mod moving;
pub mod officers;
pub mod scope;
pub mod task;

use api::Language;
use api::common::{ApplicationState, UnionRef};
use api::me::RoleName;
use domain::application::State;
use domain::matter::Text;
use domain::role::Role;
use domain::union::Union;

/// The one of two texts that is in this language.
#[must_use]
pub fn pick(language: Language, text: &Text) -> String {
    language.pick(&text.zh, &text.en).to_owned()
}

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

/// A state in the API's words.
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

/// A role in the API's words.
#[must_use]
pub fn role_name(role: Role) -> RoleName {
    match role {
        Role::UnionVerifier => RoleName::UnionVerifier,
        Role::UnionApprover => RoleName::UnionApprover,
        Role::CountyReviewer => RoleName::CountyReviewer,
        Role::CityReviewer => RoleName::CityReviewer,
        Role::ProvinceApprover => RoleName::ProvinceApprover,
        Role::FinancePayer => RoleName::FinancePayer,
        Role::Auditor => RoleName::Auditor,
        Role::SystemScheduler => RoleName::SystemScheduler,
        Role::DataAdmin => RoleName::DataAdmin,
    }
}

/// A role from the API's words.
#[must_use]
pub fn role(name: RoleName) -> Role {
    match name {
        RoleName::UnionVerifier => Role::UnionVerifier,
        RoleName::UnionApprover => Role::UnionApprover,
        RoleName::CountyReviewer => Role::CountyReviewer,
        RoleName::CityReviewer => Role::CityReviewer,
        RoleName::ProvinceApprover => Role::ProvinceApprover,
        RoleName::FinancePayer => Role::FinancePayer,
        RoleName::Auditor => Role::Auditor,
        RoleName::SystemScheduler => Role::SystemScheduler,
        RoleName::DataAdmin => Role::DataAdmin,
    }
}

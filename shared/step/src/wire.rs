//! A person and his consents as his own pages show them.

use api::Language;
use api::common::IdType;
use api::consents::ConsentView;
use api::me::PersonView;
use domain::mask::mask_name;
use domain::matter;
use domain::person::{Consent, Person};

/// The kind of a document in the API's words.
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

/// A person, masked.
#[must_use]
pub fn person_view(person: &Person) -> PersonView {
    PersonView {
        name: mask_name(&person.name),
        id_type: id_type(person.id_type),
        id_number: person.id_masked.clone(),
        mobile: person.mobile_masked.clone().unwrap_or_default(),
        bound_at: person.bound.map(|at| at.to_string()).unwrap_or_default(),
    }
}

/// A consent with what was agreed to and what withdrawing it does.
#[must_use]
pub fn consent_view(consent: &Consent, language: Language) -> ConsentView {
    let text = matter::consent(&consent.code).map(|published| &published.text);
    ConsentView {
        code: consent.code.clone(),
        text: text.map(|text| language.pick(&text.zh, &text.en).to_owned()).unwrap_or_default(),
        policy_version: consent.policy.clone(),
        granted_at: consent.granted.to_string(),
        withdrawn_at: consent.withdrawn.map(|at| at.to_string()),
        effect: effect(&consent.code, language).to_owned(),
    }
}

/// What withdrawing a consent does.
#[must_use]
pub fn effect(code: &str, language: Language) -> &'static str {
    match code {
        "JOIN" => language.pick(
            "入会前撤回,正在办理的申请随之收回;入会后撤回不影响会籍,如要退会请联系您的工会。",
            "Before you are a member your open application is taken back with it; afterwards your \
             membership stays, and your union tells you how to leave.",
        ),
        "SHARE_MERCHANT" => language.pick(
            "撤回后不再向服务商提供您的会员号,会籍不受影响。",
            "Your member number is no longer given to service providers; your membership stays.",
        ),
        _ => language.pick(
            "撤回后不再按此项同意处理您的信息。",
            "Your data are no longer used for this purpose.",
        ),
    }
}

//! The register in words: states, offices, fields.

use api::Language;
use domain::citizen_id::{IdType, Sex};
use domain::membership::MembershipState;
use domain::occupation::{ChangeReason, ChangeType};
use domain::role::Role;

/// A membership's state as a word that never changes.
pub(crate) fn state(state: MembershipState) -> &'static str {
    match state {
        MembershipState::Active => "ACTIVE",
        MembershipState::Retained => "RETAINED",
        MembershipState::Ended => "ENDED",
    }
}

pub(crate) fn state_text(state: Option<MembershipState>, language: Language) -> String {
    let (zh, en) = match state {
        Some(MembershipState::Active) => ("在籍", "Member"),
        Some(MembershipState::Retained) => ("保留会籍", "Membership retained"),
        Some(MembershipState::Ended) => ("会籍已终止", "Membership ended"),
        None => ("不是会员", "Not a member"),
    };
    language.pick(zh, en).to_owned()
}

pub(crate) fn sex(sex: Sex, language: Language) -> String {
    match sex {
        Sex::Male => language.pick("男", "male").to_owned(),
        Sex::Female => language.pick("女", "female").to_owned(),
    }
}

pub(crate) fn id_type(id_type: IdType, language: Language) -> String {
    let (zh, en) = match id_type {
        IdType::IdCard => ("居民身份证", "ID card"),
        IdType::HkMoTwPermit => ("港澳台居民居住证", "Residence permit (HK, Macau, Taiwan)"),
        IdType::Passport => ("护照", "Passport"),
        IdType::Officer => ("军官证", "Officer's document"),
        IdType::HmTravel => ("港澳居民来往内地通行证", "Travel permit (HK, Macau)"),
        IdType::TwTravel => ("台湾居民来往大陆通行证", "Travel permit (Taiwan)"),
    };
    language.pick(zh, en).to_owned()
}

pub(crate) fn change(kind: ChangeType, language: Language) -> String {
    let en = match kind {
        ChangeType::Join => "Joined",
        ChangeType::TransferIn => "Moved in",
        ChangeType::Retain => "Membership retained",
        ChangeType::TransferOut => "Moved out",
        ChangeType::Expel => "Expelled",
        ChangeType::Leave => "Left",
    };
    language.pick(kind.zh(), en).to_owned()
}

pub(crate) fn reason(reason: ChangeReason, language: Language) -> String {
    let en = match reason {
        ChangeReason::WorkRelationChanged => "Work changed",
        ChangeReason::LaidOff => "Laid off, still with the employer",
        ChangeReason::Unemployed => "Out of work",
        ChangeReason::EmployerBankrupt => "Employer closed",
        ChangeReason::OwnWish => "Own wish",
        ChangeReason::ExpelledForCrime => "Expelled for a crime",
    };
    language.pick(reason.zh(), en).to_owned()
}

/// An office as it was noted with a look.
pub(crate) fn office(noted: &str, language: Language) -> String {
    let role = Role::ALL.into_iter().find(|role| role.as_str() == noted);
    let (zh, en) = match role {
        Some(Role::UnionVerifier) => ("工会核验员", "union verifier"),
        Some(Role::UnionApprover) => ("工会审批人", "union approver"),
        Some(Role::CountyReviewer) => ("县区工会", "county reviewer"),
        Some(Role::CityReviewer) => ("市总工会", "city reviewer"),
        Some(Role::ProvinceApprover) => ("省总工会", "province approver"),
        Some(Role::FinancePayer) => ("财务", "finance"),
        Some(Role::Auditor) => ("经审", "auditor"),
        Some(Role::SystemScheduler) => ("系统", "system"),
        Some(Role::DataAdmin) => ("数据管理员", "data administrator"),
        None => ("本人", "the person himself"),
    };
    language.pick(zh, en).to_owned()
}

/// A field that was shown in full.
pub(crate) fn field(pointer: &str, language: Language) -> String {
    match pointer.trim_start_matches('/') {
        "idNumber" => language.pick("证件号码", "ID number").to_owned(),
        "mobile" => language.pick("手机号", "mobile").to_owned(),
        other => other.to_owned(),
    }
}

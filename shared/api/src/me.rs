//! A person's own page: who he is, what he has, what is open.

use serde::{Deserialize, Serialize};

use crate::applications::ApplicationSummary;
use crate::common::{IdType, UnionRef};
use crate::consents::ConsentView;

/// `GET /v1/me`: everything that the caller's own page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MeView {
    /// The person to whom the account is bound; absent until `POST /v1/account`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonView>,
    /// The membership, live or retained; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub membership: Option<MembershipView>,
    /// How the membership stands, where it is not simply active: why it is kept or how it ended, and
    /// the way on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub membership_note: Option<String>,
    /// All 18 member services for a member, available or not with the reason; else empty.
    pub services: Vec<ServiceView>,
    /// Whether services are still being opened (您已是会员,服务正在开通).
    pub services_pending: bool,
    /// The person's applications, newest first, at most 50.
    pub applications: Vec<ApplicationSummary>,
    /// Payments to the person, newest first, at most 50.
    pub payments: Vec<PaymentView>,
    /// Messages, newest first, at most 50.
    pub inbox: Vec<InboxItem>,
    /// The consents that the person gave or withdrew.
    pub consents: Vec<ConsentView>,
    /// The offices that the caller holds today; the desk is for whoever has one.
    pub roles: Vec<RoleView>,
    /// Whether these are invented data (合成数据).
    pub synthetic: bool,
}

/// A person, masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonView {
    /// The name, all but the first character masked: `王**`.
    pub name: String,
    /// The kind of identity document.
    pub id_type: IdType,
    /// First and last four characters: `2199**********0018`.
    pub id_number: String,
    /// First three and last four digits: `154****0001`.
    pub mobile: String,
    /// When the account was bound to the person.
    pub bound_at: String,
}

/// Where a membership stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum MembershipState {
    /// Live.
    Active,
    /// Kept, without dues and vote (保留会籍).
    Retained,
    /// Over.
    Ended,
}

/// A membership (会籍).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MembershipView {
    /// The member number (会员证号), unique in the province.
    pub number: String,
    /// Where it stands.
    pub state: MembershipState,
    /// The union that holds it.
    pub union: UnionRef,
    /// The date of the committee's decision.
    pub joined_on: String,
    /// Why it is kept: `RETIRED`, `UNEMPLOYED`, `EMPLOYER_CLOSED`, `UNION_DISSOLVED`, `MILITARY`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retained_for: Option<String>,
    /// The electronic card, once there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<MemberCard>,
}

/// The electronic member card (电子会员卡).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MemberCard {
    /// The card's number; a reissued card has another one.
    pub number: String,
    /// When it was issued.
    pub issued_on: String,
    /// The text for the QR code; it holds no personal data.
    pub qr: String,
}

/// Whether a member can use a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Availability {
    /// Yes, at the provider that is named.
    Available,
    /// Not offered here or not yet.
    NotOpen,
    /// Not for this member.
    NotApplicable,
}

/// One of the 18 member services (普惠服务).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceView {
    /// Its code.
    pub code: String,
    /// What it is called.
    pub title: String,
    /// Whether this member can use it.
    pub availability: Availability,
    /// Why not, as a sentence; absent where it is available.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who gives it; always there where it is available.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// Where; always there where it is available.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Whom to call; always there where it is available.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// How to use it, as a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how_to_use: Option<String>,
    /// The last date of the current period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<String>,
}

/// A payment to the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentView {
    /// The payment's id.
    pub id: String,
    /// What it is for.
    pub title: String,
    /// Which of the benefit's payments it is.
    pub kind_title: String,
    /// The period that it belongs to: `2026`, `2026-gaowen`.
    pub period: String,
    /// The amount in fen.
    pub amount_fen: u64,
    /// How much of it arrived.
    pub paid_fen: u64,
    /// Where it stands, as a word that never changes.
    pub state: String,
    /// The same as a sentence.
    pub text: String,
    /// The date on which the bank was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_on: Option<String>,
    /// The date on which the bank confirmed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_on: Option<String>,
    /// 开户行 of the account it goes to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bank: Option<String>,
    /// That account's last four digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last4: Option<String>,
    /// Why this amount, and why it stands where it does, as sentences.
    pub why: Vec<String>,
    /// What the payee can do.
    pub next: Vec<PaymentNext>,
    /// When he said that it did not arrive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_at: Option<String>,
    /// Whether the amount rests on an example value (示例).
    pub example: bool,
}

/// Something that a payee can do about a payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentNext {
    /// What.
    pub action: PaymentAction,
    /// The same as a sentence.
    pub text: String,
}

/// What a payee can do about a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PaymentAction {
    /// Nothing to do: it is on its way.
    Wait,
    /// Say that the money did not arrive: `POST /v1/payments/{id}/inquiry`.
    Inquire,
    /// Enter another account: `PUT /v1/bank-account`.
    CorrectAccount,
    /// Ask the union.
    AskUnion,
}

/// A message in the inbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InboxItem {
    /// The message's id.
    pub id: String,
    /// When it was sent.
    pub at: String,
    /// What it tells, as a word that never changes: `RECEIPT`, `RETURNED`, `APPROVED`, …
    pub code: String,
    /// Its heading.
    pub title: String,
    /// Its text.
    pub text: String,
    /// The application that it is about, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<String>,
    /// When it was read; absent while unread.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_at: Option<String>,
}

/// The offices that exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RoleName {
    /// Checks by hand what the machine could not.
    UnionVerifier,
    /// Decides for a union's committee.
    UnionApprover,
    /// Looks after the unions of a county.
    CountyReviewer,
    /// Looks after the unions of a city.
    CityReviewer,
    /// Decides for the province.
    ProvinceApprover,
    /// Pays.
    FinancePayer,
    /// Reads everything in scope, holds payments (经审).
    Auditor,
    /// The clock.
    SystemScheduler,
    /// Keeps reference data.
    DataAdmin,
}

/// An office that the caller holds today, his own or as a stand-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoleView {
    /// The office.
    pub role: RoleName,
    /// The union where it is held; it reaches to all unions below.
    pub union: UnionRef,
    /// The first day.
    pub valid_from: String,
    /// The last day; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<String>,
    /// Whether it is held as a stand-in.
    pub stand_in: bool,
}

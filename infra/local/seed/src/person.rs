//! A person of the demo, as printed.

use domain::citizen_id::{CitizenId, IdType, Sex};
use domain::form::JoinForm;
use domain::id::{EmployerId, UnionId};
use domain::matter::Text;
use domain::membership::MembershipState;
use domain::mobile::Mobile;
use domain::role::Role;
use domain::routing::RouteReason;
use jiff::civil::Date;
use serde::{Deserialize, Serialize, Serializer};

/// What comes of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum Expect {
    /// The machine finds nothing; once his union agrees he is a member.
    Completed,
    /// A person must check something first.
    Check,
    /// The machine returns the form to be mended.
    Returned,
    /// The machine refuses.
    Refused,
    /// The door says that he is a member.
    Member,
    /// The door says that his membership is retained.
    Retained,
    /// An officer; does not apply.
    Officer,
    /// Registered, bound to nobody yet.
    Unbound,
}

impl Expect {
    /// In words: Chinese and English.
    pub(crate) fn text(self) -> (&'static str, &'static str) {
        match self {
            Expect::Completed => ("核对通过,审批后入会", "passes; a member once the union agrees"),
            Expect::Check => ("转人工核对,再审批", "a person checks, then the union decides"),
            Expect::Returned => ("退回修改", "returned to be mended"),
            Expect::Refused => ("不通过", "refused"),
            Expect::Member => ("不受理:已是会员,可转会籍", "409: a member; may transfer"),
            Expect::Retained => ("不受理:会籍已保留,无需再申请", "409: membership retained"),
            Expect::Officer => ("干部", "officer"),
            Expect::Unbound => ("先绑定本人", "binds himself first"),
        }
    }
}

/// A role of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Appointment {
    /// Where.
    pub(crate) union: UnionId,
    /// What.
    pub(crate) role: Role,
}

/// A membership from before the platform.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Membership {
    /// In force or retained.
    pub(crate) state: MembershipState,
    /// Since when.
    pub(crate) joined: Date,
    /// Retained since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) retained: Option<Date>,
    /// Where.
    pub(crate) union: UnionId,
    /// Through which employer.
    pub(crate) employer: EmployerId,
}

/// An account with the person behind it.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Seeded {
    /// The account's name.
    pub(crate) account: String,
    /// The person's name.
    pub(crate) name: String,
    /// Kind of document.
    pub(crate) id_type: IdType,
    /// Its number.
    pub(crate) id_number: CitizenId,
    /// The account's mobile.
    pub(crate) mobile: Mobile,
    /// Sex by the number.
    #[serde(skip)]
    pub(crate) sex: Sex,
    /// Birth date by the number.
    #[serde(skip)]
    pub(crate) born: Date,
    /// Whether `seed load` binds the account to the person.
    pub(crate) bound: bool,
    /// What the account was appointed to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) roles: Vec<Appointment>,
    /// A membership that is already there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) member: Option<Membership>,
    /// The join form, ready to post.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) form: Option<JoinForm>,
    /// The union that decides on the form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) union: Option<UnionId>,
    /// Why that union.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) route: Option<RouteReason>,
    /// Given with the form.
    pub(crate) consents: Vec<&'static str>,
    /// Given with the form.
    pub(crate) oath: bool,
    /// What comes of it.
    pub(crate) expect: Expect,
    /// The reason's code, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
    /// What is special, in both languages.
    #[serde(flatten, serialize_with = "why")]
    pub(crate) why: Text,
}

fn why<S: Serializer>(text: &Text, serializer: S) -> Result<S::Ok, S::Error> {
    use serde::ser::SerializeMap;
    let mut map = serializer.serialize_map(Some(2))?;
    map.serialize_entry("why_zh", &text.zh)?;
    map.serialize_entry("why_en", &text.en)?;
    map.end()
}

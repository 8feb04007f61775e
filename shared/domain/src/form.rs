//! The forms of the matters: typed, with every faulty field reported at once and no value echoed.
//!
//! `validator` says which fields are wrong; what is right is decided by the types' own `parse`.

mod change;
mod partial;
mod raw;

pub use change::{
    ChangeForm, DeathProof, DeceaseForm, ExpelForm, LeaveForm, ReactivateForm, RestoreForm,
    RetainForm, ReviewForm,
};
pub use partial::{Partial, parse_partial};

use self::raw::{RawCard, RawJoin, RawTransfer, fault, faults_of, raw, typed};
use crate::citizen_id::{CitizenId, IdType, Sex};
use crate::credit_code::CreditCode;
use crate::division::DivisionCode;
use crate::founding::forms::{
    ElectionResult, FoundingMeeting, FoundingRequest, ReElectionRequest, read_meeting,
    read_re_election, read_request, read_result,
};
use crate::matter::FormKind;
use crate::mobile::Mobile;
use crate::occupation::OccupationGroup;
use crate::routing::Work;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use validator::Validate;

/// How the applicant works (劳动关系).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Relation {
    /// 与单位有劳动(人事)关系.
    Labour,
    /// 劳务派遣.
    Dispatch,
    /// 受平台或合作企业管理.
    PlatformManaged,
    /// 平台个人接单.
    SelfEmployedPlatform,
    /// 灵活就业.
    Flexible,
}

/// Where a worker without a union at his employer prefers to belong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Place {
    /// Where he works.
    Work,
    /// Where he lives.
    #[default]
    Residence,
}

/// An employer as the applicant names it: a code, a name, or both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EmployerName {
    /// Unified social credit code (统一社会信用代码), 18 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_code: Option<CreditCode>,
    /// Its name, 2 to 60 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// The form of 我要入会.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct JoinForm {
    /// As on the document: 2 to 30 characters, Han with «·» for minority names.
    pub name: String,
    /// ID card, or the residence permit of Hong Kong, Macau and Taiwan residents.
    pub id_type: IdType,
    /// 18 characters.
    pub id_number: CitizenId,
    /// 11 digits.
    pub mobile: Mobile,
    /// The employer; for dispatched workers the dispatching firm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employer: Option<EmployerName>,
    /// For dispatched workers: where they really work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_employer: Option<EmployerName>,
    /// How the applicant works.
    pub relation: Relation,
    /// The occupation group, or NONE.
    pub occupation_group: OccupationGroup,
    /// Where the applicant lives: a division of 6 to 12 digits.
    pub residence_division: DivisionCode,
    /// Where the applicant usually works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work_division: Option<DivisionCode>,
    /// Which of the two he prefers, where both are possible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preferred_place: Option<Place>,
}

/// The form of 换单位了,转会籍: where the member works and lives now, nothing that is known of him.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TransferForm {
    /// The new employer; for dispatched workers the dispatching firm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employer: Option<EmployerName>,
    /// For dispatched workers: where they really work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_employer: Option<EmployerName>,
    /// How the member works.
    pub relation: Relation,
    /// The occupation group, or NONE.
    pub occupation_group: OccupationGroup,
    /// Where the member lives: a division of 6 to 12 digits.
    pub residence_division: DivisionCode,
    /// Where he usually works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work_division: Option<DivisionCode>,
    /// Which of the two he prefers, where both are possible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preferred_place: Option<Place>,
    /// Only for a member from outside the province: the union there, 2 to 60 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside_union: Option<String>,
    /// The number of the member's certificate of that union, 4 to 40 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside_certificate: Option<String>,
    /// When he joined there, as the certificate says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub outside_joined_on: Option<Date>,
}

impl TransferForm {
    /// True for a member of a union outside the province.
    #[must_use]
    pub fn is_from_outside(&self) -> bool {
        self.outside_union.is_some()
    }
}

/// The form of 补办会员证.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CardReissueForm {
    /// Why.
    pub cause: CardCause,
}

/// Why a new card is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CardCause {
    /// 丢失.
    Lost,
    /// 损坏.
    Damaged,
    /// 姓名等信息变更.
    DataChanged,
}

/// A form of any matter.
#[derive(Clone, PartialEq, Eq)]
pub enum Form {
    /// 我要入会.
    Join(Box<JoinForm>),
    /// 补办会员证.
    CardReissue(CardReissueForm),
    /// 申请建会: the request.
    Founding(Box<FoundingRequest>),
    /// 申请建会: the meeting.
    Meeting(FoundingMeeting),
    /// 申请建会、换届: the election's result.
    Result(Box<ElectionResult>),
    /// 换届: the request.
    ReElection(Box<ReElectionRequest>),
    /// 换单位了,转会籍.
    Transfer(Box<TransferForm>),
    /// A change of a membership.
    Change(Box<ChangeForm>),
}

impl Form {
    /// The form of a joining, if it is one.
    #[must_use]
    pub fn join(&self) -> Option<&JoinForm> {
        if let Form::Join(form) = self { Some(form) } else { None }
    }

    /// Birth date by the ID number, where the form has one.
    #[must_use]
    pub fn birth_date(&self) -> Option<Date> {
        self.join().map(|form| form.id_number.birth_date())
    }

    /// Sex by the ID number, where the form has one.
    #[must_use]
    pub fn sex(&self) -> Option<Sex> {
        self.join().map(|form| form.id_number.sex())
    }

    /// The occupation group, NONE where the form does not ask.
    #[must_use]
    pub fn group(&self) -> OccupationGroup {
        self.work().map_or(OccupationGroup::None, |work| work.group)
    }

    /// What it says of work and places; none where the form does not ask.
    #[must_use]
    pub fn work(&self) -> Option<Work<'_>> {
        match self {
            Form::Join(form) => Some(form.as_ref().into()),
            Form::Transfer(form) => Some(form.as_ref().into()),
            Form::CardReissue(_)
            | Form::Founding(_)
            | Form::Meeting(_)
            | Form::Result(_)
            | Form::Change(_)
            | Form::ReElection(_) => None,
        }
    }

    /// The form of a move, if it is one.
    #[must_use]
    pub fn transfer(&self) -> Option<&TransferForm> {
        match self {
            Form::Transfer(form) => Some(form),
            Form::Join(_)
            | Form::CardReissue(_)
            | Form::Founding(_)
            | Form::Meeting(_)
            | Form::Result(_)
            | Form::Change(_)
            | Form::ReElection(_) => None,
        }
    }

    /// True for a member of a union outside the province.
    #[must_use]
    pub fn is_from_outside(&self) -> bool {
        self.transfer().is_some_and(TransferForm::is_from_outside)
    }

    /// Its type.
    #[must_use]
    pub fn kind(&self) -> FormKind {
        match self {
            Form::Join(_) => FormKind::Join,
            Form::CardReissue(_) => FormKind::CardReissue,
            Form::Founding(_) => FormKind::FoundUnion,
            Form::Meeting(_) => FormKind::FoundingMeeting,
            Form::Result(_) => FormKind::ElectionResult,
            Form::ReElection(_) => FormKind::ReElection,
            Form::Transfer(_) => FormKind::Transfer,
            Form::Change(form) => form.kind(),
        }
    }
}

/// One faulty field: where, and which fault. Never the value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldFault {
    /// JSON pointer within the form: `/idNumber`.
    pub pointer: String,
    /// The fault's code: `id_number_checksum`.
    pub code: String,
}

/// What the door knows when it reads a form.
#[derive(Clone, Copy, Debug)]
pub struct Door {
    /// Today in Asia/Shanghai.
    pub today: Date,
    /// Whether this environment takes synthetic people.
    pub allow_synthetic: bool,
}

/// The form, or every fault in it.
///
/// # Errors
/// All faulty fields, sorted by pointer.
pub fn parse(kind: FormKind, value: &Value, door: Door) -> Result<Form, Vec<FieldFault>> {
    match kind {
        FormKind::Join => {
            let raw: RawJoin = raw(value)?;
            faults_of(raw.validate(), &raw.unknown)?;
            let form: JoinForm = typed(value)?;
            check_person(&form, door)?;
            Ok(Form::Join(Box::new(form)))
        }
        FormKind::CardReissue => {
            let raw: RawCard = raw(value)?;
            faults_of(raw.validate(), &raw.unknown)?;
            Ok(Form::CardReissue(typed(value)?))
        }
        FormKind::FoundUnion => read_request(value).map(|form| Form::Founding(Box::new(form))),
        FormKind::FoundingMeeting => read_meeting(value, door.today).map(Form::Meeting),
        FormKind::ElectionResult => {
            read_result(value, door.today).map(|form| Form::Result(Box::new(form)))
        }
        FormKind::ReElection => {
            read_re_election(value, door.today).map(|form| Form::ReElection(Box::new(form)))
        }
        FormKind::Transfer => {
            let raw: RawTransfer = raw(value)?;
            faults_of(raw.validate(), &raw.unknown)?;
            let form: TransferForm = typed(value)?;
            no_faults(check_transfer(&form, door))?;
            Ok(Form::Transfer(Box::new(form)))
        }
        FormKind::Retain
        | FormKind::Reactivate
        | FormKind::Leave
        | FormKind::Review
        | FormKind::Expel
        | FormKind::Decease
        | FormKind::Restore => match change::parse(kind, value, door) {
            Some(form) => form.map(|form| Form::Change(Box::new(form))),
            None => Err(vec![fault("", "wrong_type")]),
        },
    }
}

fn no_faults(faults: Vec<FieldFault>) -> Result<(), Vec<FieldFault>> {
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// The JSON Schema of a form, for the pages.
#[must_use]
pub fn schema(kind: FormKind) -> Value {
    match kind {
        FormKind::Join => schemars::schema_for!(JoinForm).to_value(),
        FormKind::CardReissue => schemars::schema_for!(CardReissueForm).to_value(),
        FormKind::FoundUnion => schemars::schema_for!(FoundingRequest).to_value(),
        FormKind::FoundingMeeting => schemars::schema_for!(FoundingMeeting).to_value(),
        FormKind::ElectionResult => schemars::schema_for!(ElectionResult).to_value(),
        FormKind::ReElection => schemars::schema_for!(ReElectionRequest).to_value(),
        FormKind::Transfer => schemars::schema_for!(TransferForm).to_value(),
        FormKind::Retain
        | FormKind::Reactivate
        | FormKind::Leave
        | FormKind::Review
        | FormKind::Expel
        | FormKind::Decease
        | FormKind::Restore => change::schema(kind).unwrap_or_default(),
    }
}

/// Whether a name may be one as on a document.
///
/// # Errors
/// The fault's code.
pub(crate) fn check_name(name: &str) -> Result<(), &'static str> {
    if !(2..=30).contains(&name.chars().count()) {
        return Err("name_length");
    }
    let fits = |letter: char| letter == '·' || (letter.is_alphabetic() && !letter.is_ascii());
    if !name.chars().all(fits) || name.starts_with('·') || name.ends_with('·') {
        return Err("name_characters");
    }
    Ok(())
}

fn check_person(form: &JoinForm, door: Door) -> Result<(), Vec<FieldFault>> {
    let mut faults = Vec::new();
    if form.id_number.check_born(door.today).is_err() {
        faults.push(fault("/idNumber", "id_number_date"));
    }
    if form.id_number.check_allowed(door.allow_synthetic).is_err() {
        faults.push(fault("/idNumber", "id_number_synthetic"));
    }
    if form.id_number.is_residence_permit() != (form.id_type == IdType::HkMoTwPermit) {
        faults.push(fault("/idType", "id_type_differs"));
    }
    check_work(&form.into(), form.preferred_place, &mut faults);
    no_faults(faults)
}

fn check_work(work: &Work<'_>, preferred: Option<Place>, faults: &mut Vec<FieldFault>) {
    let needs_employer = match work.relation {
        Relation::Labour | Relation::Dispatch => true,
        Relation::PlatformManaged | Relation::SelfEmployedPlatform | Relation::Flexible => false,
    };
    if needs_employer && work.employer.is_none() {
        faults.push(fault("/employer", "employer_required"));
    }
    if preferred == Some(Place::Work) && work.work.is_none() {
        faults.push(fault("/workDivision", "work_division_required"));
    }
}

/// Who comes from outside names the union there, the certificate and its day, all three.
fn check_transfer(form: &TransferForm, door: Door) -> Vec<FieldFault> {
    let mut faults = Vec::new();
    check_work(&form.into(), form.preferred_place, &mut faults);
    let given = [
        ("/outsideUnion", form.outside_union.is_some()),
        ("/outsideCertificate", form.outside_certificate.is_some()),
        ("/outsideJoinedOn", form.outside_joined_on.is_some()),
    ];
    if given.iter().any(|(_, there)| *there) {
        let missing = given.iter().filter(|(_, there)| !there);
        faults.extend(missing.map(|(pointer, _)| fault(pointer, "required")));
    }
    if form.outside_joined_on.is_some_and(|day| day > door.today) {
        faults.push(fault("/outsideJoinedOn", "date_in_future"));
    }
    faults.sort();
    faults
}

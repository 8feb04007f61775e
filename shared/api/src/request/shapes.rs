//! The shape of every body that the API takes.

use super::{Body, Field, Kind};
use crate::account::{AccountRequest, RevealRequest};
use crate::applications::{AmendmentRequest, AnswerRequest, AppealRequest, ApplicationRequest};
use crate::changes::{ChangeRequest, StatementRequest};
use crate::consents::ConsentRequest;
use crate::decisions::{BulkDecisionRequest, DecisionRequest, RouteRequest};
use crate::foundings::ParticipationRequest;
use crate::matters::CheckRequest;
use crate::moves::MoveRequest;
use crate::routes::MAX_BULK;
use crate::stand_ins::StandInRequest;

/// The most characters of an id or a code.
const CODE: Kind = Kind::Text(1, 64);
/// What an officer can decide.
const DECISION: Kind = Kind::Word(&["approve", "return", "refuse"]);

impl Body for CheckRequest {
    const FIELDS: &'static [Field] = &[Field::required("form", Kind::Object)];
}

impl Body for ApplicationRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("matter", CODE),
        Field::required("form", Kind::Object),
        Field::optional("consents", Kind::Texts(0, 10)),
        Field::optional("oath", Kind::Flag),
        Field::optional("counter", CODE),
    ];
}

impl Body for StatementRequest {
    const FIELDS: &'static [Field] = &[Field::required("text", Kind::Lines(10, 1000))];
}

impl Body for ChangeRequest {
    const FIELDS: &'static [Field] =
        &[Field::required("matter", CODE), Field::required("form", Kind::Object)];
}

impl Body for AmendmentRequest {
    const FIELDS: &'static [Field] = &[Field::required("form", Kind::Object)];
}

impl Body for AnswerRequest {
    const FIELDS: &'static [Field] = &[Field::required("yes", Kind::Flag)];
}

impl Body for ParticipationRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("consents", Kind::Texts(0, 10)),
        Field::optional("employer", Kind::Number(99)),
    ];
}

impl Body for MoveRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("union", CODE),
        Field::required("name", Kind::Text(0, 200)),
        Field::required("idType", ID_TYPE),
        Field::required("idNumber", Kind::Text(0, 64)),
        Field::required("form", Kind::Object),
    ];
}

/// The kinds of documents.
const ID_TYPE: Kind =
    Kind::Word(&["ID_CARD", "HK_MO_TW_PERMIT", "PASSPORT", "OFFICER", "HM_TRAVEL", "TW_TRAVEL"]);

impl Body for AppealRequest {
    const FIELDS: &'static [Field] = &[Field::required("text", Kind::Lines(10, 1000))];
}

/// What a name, a number and a mobile have to be is the domain's; here only that they are text.
impl Body for AccountRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("name", Kind::Text(0, 200)),
        Field::required("idType", Kind::Text(0, 64)),
        Field::required("idNumber", Kind::Text(0, 64)),
        Field::required("mobile", Kind::Text(0, 64)),
    ];
}

impl Body for RevealRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("of", CODE),
        Field::required("fields", Kind::Texts(1, 10)),
        Field::required("purpose", Kind::Text(4, 200)),
    ];
}

impl Body for ConsentRequest {
    const FIELDS: &'static [Field] = &[Field::required("policyVersion", CODE)];
}

impl Body for DecisionRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("decision", DECISION),
        Field::optional("reasonCode", CODE),
        Field::optional("reasonText", Kind::Lines(0, 500)),
        Field::optional("noKinship", Kind::Flag),
        Field::optional("decidedOn", Kind::Date),
    ];
}

impl Body for BulkDecisionRequest {
    const FIELDS: &'static [Field] = &[Field::required("items", Kind::Items(1, MAX_BULK, ITEM))];
}

/// One of many decisions.
const ITEM: &[Field] = &[
    Field::required("id", CODE),
    Field::required("decision", DECISION),
    Field::optional("reasonCode", CODE),
    Field::optional("reasonText", Kind::Lines(0, 500)),
    Field::optional("noKinship", Kind::Flag),
    Field::optional("decidedOn", Kind::Date),
];

impl Body for RouteRequest {
    const FIELDS: &'static [Field] =
        &[Field::required("union", CODE), Field::required("reason", Kind::Lines(4, 500))];
}

/// The offices in which one can stand in.
const ROLES: &[&str] =
    &["UNION_VERIFIER", "UNION_APPROVER", "COUNTY_REVIEWER", "CITY_REVIEWER", "PROVINCE_APPROVER"];

impl Body for StandInRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("union", CODE),
        Field::optional("absent", CODE),
        Field::required("standIn", CODE),
        Field::optional("role", Kind::Word(ROLES)),
        Field::required("from", Kind::Date),
        Field::required("until", Kind::Date),
    ];
}

//! The shape of every body of the register of unions.

use super::{Body, Field, Kind};
use crate::organisations::{
    CoverRequest, UnionCertificateRequest, UnionContactRequest, UnionOfficersRequest,
    UnionParentRequest, UnionStructureRequest,
};
use crate::restructurings::{RestructuringDecisionRequest, RestructuringRequest};

/// A version that was read.
pub(super) const VERSION: Kind = Kind::Number(9_007_199_254_740_991);
/// A union's or an employer's id.
pub(super) const CODE: Kind = Kind::Text(1, 26);
/// Posts.
const POSTS: Kind =
    Kind::Word(&["CHAIR", "VICE_CHAIR", "AUDIT_CHAIR", "WOMEN_CHAIR", "MEMBER", "ORGANISER"]);

const CONTACT: &[Field] =
    &[Field::required("name", Kind::Text(2, 30)), Field::required("phone", Kind::Text(1, 30))];

impl Body for UnionContactRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("version", VERSION),
        Field::optional("aliases", Kind::Texts(0, 5)),
        Field::optional("phone", Kind::Text(0, 30)),
        Field::optional("address", Kind::Text(0, 100)),
        Field::optional("contact", Kind::Fields(CONTACT)),
    ];
}

impl Body for UnionStructureRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("version", VERSION),
        Field::required("name", Kind::Text(1, 60)),
        Field::optional("creditCode", Kind::Text(0, 64)),
        Field::optional("statisticalCode", Kind::Text(0, 20)),
        Field::optional(
            "orgType",
            Kind::Word(&[
                "INDEPENDENT",
                "JOINT",
                "STREET",
                "PARK",
                "INDUSTRY",
                "GROUP",
                "SYSTEM",
                "BRANCH",
            ]),
        ),
        Field::optional(
            "orgForm",
            Kind::Word(&[
                "GENERAL",
                "UNION",
                "FEDERATION",
                "COMMITTEE",
                "JOINT_COMMITTEE",
                "BRANCH",
                "GROUP",
            ]),
        ),
        Field::optional("replyNumber", Kind::Text(0, 60)),
        Field::optional("foundedOn", Kind::Date),
        Field::optional("serviceArea", Kind::Texts(0, 40)),
        Field::required("acceptsIndividuals", Kind::Flag),
        Field::optional("acceptsGroups", Kind::Texts(0, 20)),
    ];
}

const TERM: &[Field] = &[Field::required("from", Kind::Date), Field::required("until", Kind::Date)];

const ELECTED: &[Field] = &[
    Field::required("post", POSTS),
    Field::required("name", Kind::Text(2, 30)),
    Field::required("from", Kind::Date),
    Field::optional("until", Kind::Date),
    Field::optional("fullTime", Kind::Flag),
];

impl Body for UnionOfficersRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("version", VERSION),
        Field::optional("term", Kind::Fields(TERM)),
        Field::required("officers", Kind::Items(0, 60, ELECTED)),
    ];
}

const CERTIFICATE: &[Field] = &[
    Field::required("number", Kind::Text(2, 60)),
    Field::required("registrar", CODE),
    Field::required("from", Kind::Date),
    Field::required("until", Kind::Date),
    Field::optional("cancelled", Kind::Flag),
];

impl Body for UnionCertificateRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("version", VERSION),
        Field::optional("certificate", Kind::Fields(CERTIFICATE)),
    ];
}

impl Body for UnionParentRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("version", VERSION),
        Field::required("parent", CODE),
        Field::required("reason", Kind::Lines(10, 500)),
    ];
}

impl Body for CoverRequest {
    const FIELDS: &'static [Field] =
        &[Field::required("version", VERSION), Field::required("covered", Kind::Flag)];
}

impl Body for RestructuringRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("union", CODE),
        Field::required("version", VERSION),
        Field::required("kind", Kind::Word(&["MERGE", "SPLIT", "DISSOLVE"])),
        Field::required("target", CODE),
        Field::optional("employers", Kind::Texts(0, 50)),
        Field::optional("persons", Kind::Texts(0, 200)),
        Field::required("reason", Kind::Lines(10, 500)),
        Field::required("document", Kind::Text(2, 100)),
    ];
}

impl Body for RestructuringDecisionRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("approve", Kind::Flag),
        Field::optional("casesTo", CODE),
        Field::optional("reason", Kind::Lines(0, 500)),
    ];
}

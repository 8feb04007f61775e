//! The shape of every body of collective joining.

use super::{Body, Field, Kind};
use crate::batches::{
    BatchDecisionRequest, BatchRequest, BatchRosterRequest, CeremonyRequest, CheckInRequest,
    InvitationRequest, RowRequest,
};
use crate::confirmations::{ConfirmationLook, JoiningAnswerRequest};
use crate::routes::MAX_FILE_BODY_BYTES;

/// The most people of a batch.
const PEOPLE: usize = 2_000;
/// An instant, `2026-06-05T01:00:00Z`; whether it exists is the domain's.
const MOMENT: Kind = Kind::Text(16, 40);
/// What a link carries.
const TOKEN: Kind = Kind::Text(1, 120);
/// A name or the end of a document's number, as somebody types it.
const TYPED: Kind = Kind::Text(0, 60);

impl Body for BatchRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("union", Kind::Text(1, 26)),
        Field::required("title", Kind::Text(2, 40)),
        Field::required("place", Kind::Text(2, 60)),
        Field::required("heldAt", MOMENT),
        Field::required("untilOn", Kind::Date),
    ];
}

impl Body for BatchRosterRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("fileName", Kind::Text(1, 200)),
        Field::required("content", Kind::Text(1, MAX_FILE_BODY_BYTES)),
        Field::optional("dryRun", Kind::Flag),
    ];
    const LIMIT: usize = MAX_FILE_BODY_BYTES;
}

impl Body for RowRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("name", TYPED),
        Field::required("idNumber", TYPED),
        Field::required("mobile", TYPED),
        Field::required("group", Kind::Text(1, 40)),
        Field::optional("employer", Kind::Text(0, 100)),
        Field::optional("creditCode", TYPED),
        Field::optional("walkIn", Kind::Flag),
    ];
}

impl Body for InvitationRequest {
    const FIELDS: &'static [Field] = &[Field::optional("rows", Kind::Numbers(0, PEOPLE))];
}

impl Body for CheckInRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("device", Kind::Text(1, 40)),
        Field::required(
            "items",
            Kind::Items(
                1,
                200,
                &[Field::required("code", Kind::Text(1, 40)), Field::required("at", MOMENT)],
            ),
        ),
    ];
}

impl Body for CeremonyRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("heldAt", MOMENT),
        Field::required("place", Kind::Text(2, 60)),
        Field::required("heads", Kind::Number(100_000)),
        Field::required("oath", Kind::Flag),
    ];
}

impl Body for BatchDecisionRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("decidedOn", Kind::Date),
        Field::required("noKinship", Kind::Flag),
        Field::required("rows", Kind::Numbers(1, PEOPLE)),
        Field::optional(
            "exceptions",
            Kind::Items(
                0,
                100,
                &[
                    Field::required("row", Kind::Number(1_000_000)),
                    Field::required("decision", Kind::Word(&["return", "refuse"])),
                    Field::required("reasonCode", Kind::Text(1, 8)),
                    Field::optional("reasonText", Kind::Lines(0, 200)),
                ],
            ),
        ),
    ];
    const LIMIT: usize = 256 * 1024;
}

impl Body for ConfirmationLook {
    const FIELDS: &'static [Field] = &[
        Field::required("token", TOKEN),
        Field::optional("name", TYPED),
        Field::optional("lastFour", TYPED),
    ];
}

impl Body for JoiningAnswerRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("token", TOKEN),
        Field::optional("name", TYPED),
        Field::required("lastFour", TYPED),
        Field::required("answer", Kind::Word(&["YES", "NO"])),
        Field::optional("consents", Kind::Texts(0, 20)),
        Field::optional("oath", Kind::Flag),
    ];
}

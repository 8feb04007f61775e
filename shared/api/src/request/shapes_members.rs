//! The shape of every body of the register of members.

use super::{Body, Field, Kind};
use crate::members::{ExportRequest, MobileReleaseRequest, SearchRequest};

/// The most characters of an id.
const CODE: Kind = Kind::Text(1, 64);
/// Where a page begins.
const CURSOR: Kind = Kind::Text(1, 1024);
/// Why somebody wants to see or to do it.
const PURPOSE: Kind = Kind::Text(4, 200);

impl Body for SearchRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("by", Kind::Word(&["NAME", "INITIALS", "NUMBER", "ID_NUMBER", "MOBILE"])),
        Field::required("value", Kind::Text(1, 60)),
        Field::optional("union", CODE),
        Field::optional("cursor", CURSOR),
    ];
}

impl Body for MobileReleaseRequest {
    const FIELDS: &'static [Field] = &[Field::required("reason", PURPOSE)];
}

impl Body for ExportRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("union", CODE),
        Field::required("format", Kind::Word(&["XLSX", "CSV"])),
        Field::required("purpose", PURPOSE),
        Field::optional("cursor", CURSOR),
    ];
}

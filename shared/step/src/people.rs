//! Whose document or mobile it is, by blind index; asked and written under every key version.

use crate::{Kit, StepError, places};
use domain::citizen_id::{CitizenId, IdType};
use domain::id::PersonId;
use domain::mobile::Mobile;
use store::IndexKind;

/// The word that keeps one kind of index apart from the others.
#[must_use]
pub fn index_domain(kind: IndexKind) -> &'static str {
    match kind {
        IndexKind::IdNumber => "id-number",
        IndexKind::Mobile => "mobile",
    }
}

/// The indexes of a document, newest key first.
///
/// # Errors
/// [`StepError`] when the keys cannot be had.
pub async fn document_indexes(
    kit: &Kit,
    id_type: IdType,
    number: &CitizenId,
) -> Result<Vec<(IndexKind, String)>, StepError> {
    indexes(kit, IndexKind::IdNumber, &places::id_index_value(id_type, number)).await
}

/// The indexes of a mobile, newest key first.
///
/// # Errors
/// As [`document_indexes`].
pub async fn mobile_indexes(
    kit: &Kit,
    mobile: &Mobile,
) -> Result<Vec<(IndexKind, String)>, StepError> {
    indexes(kit, IndexKind::Mobile, mobile.expose()).await
}

async fn indexes(
    kit: &Kit,
    kind: IndexKind,
    value: &str,
) -> Result<Vec<(IndexKind, String)>, StepError> {
    let macs = kit.vault().await?.index(index_domain(kind), value);
    Ok(macs.into_iter().map(|mac| (kind, mac)).collect())
}

/// The owner of a document or a mobile, by its indexes.
///
/// # Errors
/// [`StepError`] when the table does not answer.
pub async fn owner(
    kit: &Kit,
    indexes: &[(IndexKind, String)],
) -> Result<Option<PersonId>, StepError> {
    for (kind, mac) in indexes {
        if let Some(person) = kit.store().find_person(*kind, mac).await? {
            return Ok(Some(person));
        }
    }
    Ok(None)
}

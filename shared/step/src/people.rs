//! Whose document or mobile it is, by blind index; asked and written under every key version.

use crate::{Kit, StepError, places};
use domain::citizen_id::{CitizenId, IdType};
use domain::id::PersonId;
use domain::mobile::Mobile;
use domain::person::Person;
use store::{IndexKind, StoreError};

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

/// The person of a document, made known where nobody has it yet; none when another call made the
/// same one known a moment ago and it cannot be read yet.
///
/// # Errors
/// [`StepError`] when the table or the keys do not answer.
pub async fn of_document(
    kit: &Kit,
    name: &str,
    id_type: IdType,
    number: &CitizenId,
) -> Result<Option<PersonId>, StepError> {
    let indexes = document_indexes(kit, id_type, number).await?;
    if let Some(known) = owner(kit, &indexes).await? {
        return Ok(Some(known));
    }
    let (ms, random) = kit.identity_parts()?;
    let id = PersonId::from_parts(ms, random);
    let sealed = kit.vault().await?.seal(&places::person_id_number(&id), number.expose())?;
    let new = Person {
        id: id.clone(),
        version: 1,
        name: name.to_owned(),
        id_type,
        id_masked: number.masked(),
        id_sealed: sealed,
        mobile_masked: None,
        mobile_sealed: None,
        birth: number.birth_date(),
        sex: number.sex(),
        subject: None,
        bound: None,
        released: None,
    };
    match kit.store().put_new_person(&new, &indexes).await {
        Ok(()) => Ok(Some(id)),
        Err(StoreError::Conflict) => owner(kit, &indexes).await,
        Err(error) => Err(error.into()),
    }
}

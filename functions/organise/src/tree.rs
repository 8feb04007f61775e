//! One place in the tree, and the unions below it whose dates ask for something.

use crate::office::{Office, paged};
use crate::words;
use api::Language;
use api::common::UnionRef;
use api::organisations::{ReminderItem, ReminderList, UnionBranch, UnionRow};
use api::request::cursor;
use domain::id::UnionId;
use domain::union::dates::warnings;
use domain::union::record::UnionRecord;
use domain::union::{Union, UnionStatus, ids_on};
use jiff::civil::Date;
use std::collections::HashMap;
use step::view::scope::Unions;
use step::view::union_ref;
use step::{Answer, Call, Fault, Kit, Reply};

/// Unions on a page.
const PAGE: i32 = 50;

/// `GET /v1/unions/{id}/children`.
pub(crate) async fn children(kit: &Kit, call: &Call) -> Answer {
    let cursor = cursor(&call.query, call.language)?;
    let office = Office::open(kit, call).await?;
    let began = cursor.is_some();
    let page = kit.store().page_children(&office.union.id, cursor, PAGE).await;
    let page = paged(call, began, page)?;
    let ids: Vec<UnionId> = page.items.iter().map(|union| union.id.clone()).collect();
    let records = kit.store().list_union_records(&ids).await?;
    let records: HashMap<&UnionId, &UnionRecord> =
        records.iter().map(|record| (&record.union, record)).collect();
    let mut members = members(kit, page.items.iter().chain([&office.union])).await?;
    let mut shown = |union: &Union, record: Option<&UnionRecord>| {
        let count = members.remove(union.id.as_str()).unwrap_or(0);
        as_row(union, record, count, office.today, call.language)
    };
    let top = shown(&office.union, Some(&office.record));
    let items = page.items.iter().map(|one| shown(one, records.get(&one.id).copied())).collect();
    let above = above(kit, &office.union).await?;
    Reply::json(200, &UnionBranch { union: top, above, items, cursor: page.cursor })
}

/// `GET /v1/unions/{id}/reminders`.
pub(crate) async fn reminders(kit: &Kit, call: &Call) -> Answer {
    let cursor = cursor(&call.query, call.language)?;
    let office = Office::open(kit, call).await?;
    let (store, today) = (kit.store(), office.today);
    let began = cursor.is_some();
    let page = store.list_due_unions(&office.union.id, today, cursor, PAGE).await;
    let page = paged(call, began, page)?;
    let mut unions = Unions::default();
    unions.load(store, page.items.iter().map(|record| record.union.clone())).await?;
    let items = page.items.iter().filter_map(|record| {
        let union = unions.get(&record.union)?;
        Some(ReminderItem {
            union: union_ref(union),
            warnings: warned(union, Some(record), today, call.language),
            term_until: record.term.map(|term| term.to.to_string()),
            certificate_until: record.certificate.as_ref().map(|held| held.to.to_string()),
            updated_on: record.updated.map(|day| day.to_string()),
        })
    });
    let list = ReminderList {
        union: union_ref(&office.union),
        items: items.collect(),
        cursor: page.cursor,
        synthetic: kit.settings().allow_synthetic,
    };
    Reply::json(200, &list)
}

/// A union as a row of the tree.
pub(crate) async fn row(
    kit: &Kit,
    union: &Union,
    record: Option<&UnionRecord>,
    today: Date,
    language: Language,
) -> Result<UnionRow, Fault> {
    let count = members(kit, [union]).await?.remove(union.id.as_str()).unwrap_or(0);
    Ok(as_row(union, record, count, today, language))
}

fn as_row(
    union: &Union,
    record: Option<&UnionRecord>,
    members: u32,
    today: Date,
    language: Language,
) -> UnionRow {
    let (level, level_text) = words::level(union.level, language);
    UnionRow {
        id: union.id.as_str().to_owned(),
        name: union.name.clone(),
        level,
        level_text,
        kind: words::kind(union.kind, language),
        status: words::status(union.status, language),
        members,
        warnings: warned(union, record, today, language),
    }
}

/// A union that ended asks for nothing any more.
fn warned(
    union: &Union,
    record: Option<&UnionRecord>,
    today: Date,
    language: Language,
) -> Vec<api::organisations::UnionWarning> {
    let Some(record) = record.filter(|_| union.status != UnionStatus::Dissolved) else {
        return Vec::new();
    };
    warnings(record, today).into_iter().map(|one| words::warning(one, record, language)).collect()
}

async fn members<'a>(
    kit: &Kit,
    unions: impl IntoIterator<Item = &'a Union>,
) -> Result<HashMap<String, u32>, Fault> {
    let scopes: Vec<&str> = unions.into_iter().map(|union| union.id.as_str()).collect();
    let found = kit.store().read_counters(&scopes, "members").await?;
    Ok(found.into_iter().map(|(id, count)| (id, u32::try_from(count).unwrap_or(0))).collect())
}

/// The unions above one, the province first.
pub(crate) async fn above(kit: &Kit, union: &Union) -> Result<Vec<UnionRef>, Fault> {
    let ids = ids_on(&union.path).filter_map(|id| UnionId::parse(id).ok());
    let ids: Vec<UnionId> = ids.filter(|id| *id != union.id).collect();
    let mut unions = Unions::default();
    unions.load(kit.store(), ids.clone()).await?;
    Ok(ids.iter().filter_map(|id| unions.get(id)).map(union_ref).collect())
}

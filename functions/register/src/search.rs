//! `POST /v1/members/searches`: what is looked for comes in the body; what is found is masked, and
//! lies in the caller's scope. One request reads a bounded number of rows.

use crate::scope::{Desk, home};
use crate::words;
use api::members::{MemberItem, MemberList, SearchBy, SearchRequest};
use api::{FieldCode, Language, Problem, ProblemCode};
use domain::authority::Action;
use domain::citizen_id::{CitizenId, IdType};
use domain::id::PersonId;
use domain::mask::mask_name;
use domain::membership::{MemberRow, Standing};
use domain::mobile::Mobile;
use domain::union::Union;
use step::people::{document_indexes, mobile_indexes, owner};
use step::view::union_ref;
use step::{Answer, Call, Fault, Kit, Reply};
use store::{NamePart, Page};

/// Rows that a look for a member's number reads at most.
const READ_AT_MOST: i32 = 400;

pub(crate) async fn search(kit: &Kit, call: &Call) -> Answer {
    let request: SearchRequest = call.read()?;
    let desk = Desk::open(kit, call).await?;
    if !desk.holds_office() {
        return Err(ProblemCode::Forbidden.into());
    }
    match request.by {
        SearchBy::IdNumber | SearchBy::Mobile => one(&desk, &request).await,
        SearchBy::Name | SearchBy::Initials | SearchBy::Number => within(&desk, request).await,
    }
}

/// One person by a whole number.
async fn one(desk: &Desk<'_>, request: &SearchRequest) -> Answer {
    let value = request.value.trim();
    let faulty = || faulty("/value", FieldCode::WrongType, desk.call.language);
    let indexes = if request.by == SearchBy::IdNumber {
        let number = CitizenId::parse(value).map_err(|_| faulty())?;
        let id_type =
            if number.is_residence_permit() { IdType::HkMoTwPermit } else { IdType::IdCard };
        document_indexes(desk.kit, id_type, &number).await?
    } else {
        let mobile = Mobile::parse(value).map_err(|_| faulty())?;
        mobile_indexes(desk.kit, &mobile).await?
    };
    let found = match owner(desk.kit, &indexes).await? {
        Some(person) => seen(desk, &person).await?,
        None => None,
    };
    Reply::json(200, &MemberList { items: found.into_iter().collect(), cursor: None })
}

/// A person as a list shows him, if his union lies in the caller's scope.
async fn seen(desk: &Desk<'_>, id: &PersonId) -> Result<Option<MemberItem>, Fault> {
    let store = desk.kit.store();
    let standing = store.get_standing(id).await?;
    let Some(home) = home(&standing) else { return Ok(None) };
    let Some(union) = store.get_union(&home).await? else { return Ok(None) };
    if desk.may(Action::ViewMembers, &union).is_none() {
        return Ok(None);
    }
    Ok(Some(item(&standing, Some(&union), desk.call.language)))
}

/// Members of one union, by name, initials or number.
async fn within(desk: &Desk<'_>, request: SearchRequest) -> Answer {
    let language = desk.call.language;
    let Some(union) = &request.union else {
        return Err(faulty("/union", FieldCode::Required, language).into());
    };
    let (union, _) = desk.union(union, Action::ViewMembers).await?;
    let value = request.value.trim();
    if value.is_empty() {
        return Err(faulty("/value", FieldCode::TooShort, language).into());
    }
    let store = desk.kit.store();
    let letters = value.to_ascii_lowercase();
    let page = match request.by {
        SearchBy::Name => {
            let name = NamePart::Beginning(value);
            store.list_members_by_name(&union.id, name, request.cursor).await?
        }
        SearchBy::Initials if letters.bytes().all(|byte| byte.is_ascii_lowercase()) => {
            let name = NamePart::Initials(&letters);
            store.list_members_by_name(&union.id, name, request.cursor).await?
        }
        SearchBy::Initials => return Err(faulty("/value", FieldCode::Characters, language).into()),
        SearchBy::Number | SearchBy::IdNumber | SearchBy::Mobile => {
            let read = store.list_members(&union.id, READ_AT_MOST, request.cursor).await?;
            let fits = |row: &MemberRow| row.number == value;
            Page { items: read.items.into_iter().filter(fits).collect(), cursor: read.cursor }
        }
    };
    let items = page.items.iter().map(|row| of_row(row, &union, language)).collect();
    Reply::json(200, &MemberList { items, cursor: page.cursor })
}

fn of_row(row: &MemberRow, union: &Union, language: Language) -> MemberItem {
    MemberItem {
        id: row.person.as_str().to_owned(),
        name: mask_name(&row.name),
        number: Some(row.number.clone()),
        state: Some(words::state(row.state).to_owned()),
        state_text: words::state_text(Some(row.state), language),
        union: Some(union_ref(union)),
        since: Some(row.from.to_string()),
    }
}

/// A person as a list shows him.
pub(crate) fn item(standing: &Standing, union: Option<&Union>, language: Language) -> MemberItem {
    let membership = standing.membership.as_ref();
    let affiliation = membership.and_then(|one| one.affiliation.as_ref());
    let state = membership.map(|one| one.state);
    MemberItem {
        id: standing.person.as_str().to_owned(),
        name: mask_name(&standing.name),
        number: membership.map(|one| one.number.clone()),
        state: state.map(|state| words::state(state).to_owned()),
        state_text: words::state_text(state, language),
        union: union.map(union_ref),
        since: affiliation.map(|one| one.from.to_string()),
    }
}

fn faulty(pointer: &str, code: FieldCode, language: Language) -> Problem {
    Problem::new(ProblemCode::FormFaulty, language).with_error(pointer, code, language)
}

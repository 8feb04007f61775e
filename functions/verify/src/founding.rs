//! A founding's parent union, and what is written beside its application once a round passed.

use crate::facts::Gathered;
use domain::application::{Application, State};
use domain::entry::Change;
use domain::founding::people::Founding;
use domain::id::UnionId;
use domain::union::{Union, UnionLevel, UnionStatus};
use step::foundings;
use step::{Kit, StepError};
use store::{RouteKind, Write};

/// The union that approves: that of the employer's street or township, else its county's, else its
/// city's. In later rounds it stays the same; one that is dissolved is followed by the one above.
pub(crate) async fn parent(
    kit: &Kit,
    application: &Application,
    gathered: &foundings::Gathered,
) -> Result<Option<Union>, StepError> {
    if let Some(founding) = gathered.founding.as_ref().filter(|_| application.round > 0) {
        return nearest_active(kit, &founding.parent).await;
    }
    let Some(employer) = gathered.request.employers.first() else { return Ok(None) };
    let division = employer.division.as_str();
    let store = kit.store();
    if let Some(street) = division.get(..9) {
        let found = store.find_union_for(street, RouteKind::Territorial).await?;
        let fits = |union: &Union| is_active(union) && union.level == UnionLevel::Township;
        if let Some(union) = found.filter(fits) {
            return Ok(Some(union));
        }
    }
    for length in [6, 4, 2] {
        let Some(place) = division.get(..length) else { continue };
        let found = store.find_union_for(place, RouteKind::Federation).await?;
        if let Some(union) = found.filter(is_active) {
            return Ok(Some(union));
        }
    }
    Ok(None)
}

fn is_active(union: &Union) -> bool {
    union.status == UnionStatus::Active
}

async fn nearest_active(kit: &Kit, id: &UnionId) -> Result<Option<Union>, StepError> {
    let mut next = Some(id.clone());
    while let Some(id) = next {
        let Some(union) = kit.store().get_union_now(&id).await? else { return Ok(None) };
        if is_active(&union) {
            return Ok(Some(union));
        }
        next = union.parent;
    }
    Ok(None)
}

/// The founding beside the application, and in the first round its employers' one place for it.
pub(crate) fn writes(gathered: &Gathered, change: &Change) -> Vec<Write> {
    let next = &change.application;
    let (Some(founding), Some(parent), State::Approving) =
        (&gathered.founding, &next.union, next.state)
    else {
        return Vec::new();
    };
    let known = founding.founding.clone();
    let same = known.as_ref().is_some_and(|known| known.parent == *parent);
    if next.round > 0 && same {
        return Vec::new();
    }
    let read = known.as_ref().map_or(0, |known| known.version);
    let request = &founding.request;
    let beside = Founding {
        application: next.id.clone(),
        version: read.saturating_add(1),
        number: next.number.clone(),
        parent: parent.clone(),
        name: request.union_name.clone(),
        employers: request.employers.clone(),
        numbers: known.as_ref().map_or(0, |known| known.numbers),
        people: known.as_ref().map_or(0, |known| known.people),
        union: None,
    };
    let guards = founding.guards.iter().filter(|_| next.round == 0);
    let guards = guards.map(|(code, seen)| Write::FoundingGuard {
        code: code.clone(),
        application: next.id.clone(),
        seen: seen.clone(),
    });
    std::iter::once(Write::Founding(Box::new(beside))).chain(guards).collect()
}

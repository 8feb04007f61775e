//! Moves of memberships: which unions list one, and where one goes whose union takes nobody in.

use crate::{Kit, StepError, closing, forms, routing};
use domain::application::Application;
use domain::entry::Change;
use domain::membership::Standing;
use domain::reason::ReasonCode;
use domain::transfer::{bar, end, go_elsewhere};
use domain::union::Union;
use jiff::Timestamp;
use store::{MoveWay, Write};

/// The rows under which the unions of a move find it: the one that is left and the new one.
#[must_use]
pub fn noted(change: &Change) -> Vec<Write> {
    let next = &change.application;
    let row = |union: &Option<domain::id::UnionId>, way| {
        union.clone().map(|union| Write::MoveRow {
            union,
            way,
            at: next.submitted,
            application: next.id.clone(),
        })
    };
    let both = [row(&next.from, MoveWay::Out), row(&next.union, MoveWay::In)];
    both.into_iter().flatten().collect()
}

/// What becomes of a move that its union can no longer take: it goes to the union that its form
/// leads to now, or ends with the reason. None where nothing stands in its way.
///
/// # Errors
/// [`StepError`].
pub async fn unblock(
    kit: &Kit,
    read: &Application,
    standing: &Standing,
    union: &Union,
    at: Timestamp,
) -> Result<Option<(Change, Vec<Write>)>, StepError> {
    let store = kit.store();
    let stored = store.get_form(&read.id, read.form).await?;
    let stored = stored.ok_or_else(|| StepError::broken("the form is gone"))?;
    let form = forms::open_unsealed(read, &stored)?;
    let code = match bar(standing, Some(union), form.is_from_outside()) {
        // He is where he wants to be: a merger was quicker.
        None | Some(ReasonCode::R19) => return Ok(None),
        Some(code) => code,
    };
    if code == ReasonCode::R18
        && let Some(work) = form.work()
    {
        let looked = routing::look_up_route(store, work).await?;
        let found = looked.route(work).filter(|route| route.union.id != union.id);
        let open = |to: &Union| bar(standing, Some(to), form.is_from_outside()).is_none();
        if let Some(route) = found.filter(|route| open(route.union)) {
            let change = go_elsewhere(read, route.union, route.reason, at);
            let change = change.map_err(StepError::not_allowed)?;
            let rows = noted(&change);
            return Ok(Some((change, rows)));
        }
    }
    let change = end(read, code, at).map_err(StepError::not_allowed)?;
    Ok(Some((change, closing::release(store, read).await?)))
}

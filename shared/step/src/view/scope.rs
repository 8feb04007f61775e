//! Who sees a case: the unions that it concerns, and whether the caller's roles reach one.

use crate::Fault;
use api::ProblemCode;
use domain::application::Application;
use domain::authority::{Action, Denied, may};
use domain::entry::{self, Actor};
use domain::id::UnionId;
use domain::role::Caller;
use domain::union::Union;
use jiff::civil::Date;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use store::{Store, StoreError};

/// Unions that were looked up, so that each is read once.
#[derive(Debug, Default)]
pub struct Unions {
    known: HashMap<UnionId, Option<Union>>,
}

impl Unions {
    /// Reads those that are not known yet.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn load(
        &mut self,
        store: &Store,
        ids: impl IntoIterator<Item = UnionId>,
    ) -> Result<(), StoreError> {
        for id in ids {
            if let Entry::Vacant(place) = self.known.entry(id) {
                let union = store.get_union(place.key()).await?;
                place.insert(union);
            }
        }
        Ok(())
    }

    /// One that was read and exists.
    #[must_use]
    pub fn get(&self, id: &UnionId) -> Option<&Union> {
        self.known.get(id)?.as_ref()
    }

    /// Its name, if it was read and exists.
    #[must_use]
    pub fn name(&self, id: Option<&UnionId>) -> Option<&str> {
        self.get(id?).map(|union| union.name.as_str())
    }
}

/// The unions that have to do with a case: the one that holds its step, the one that decides, and of
/// a move the one that is left.
pub fn of_case(application: &Application) -> impl Iterator<Item = UnionId> {
    let holding = application.pending.as_ref().and_then(|step| step.union.clone());
    holding.into_iter().chain(application.union.clone()).chain(application.from.clone())
}

/// The unions that its history names.
pub fn of_entries(entries: &[entry::Entry]) -> impl Iterator<Item = UnionId> {
    entries.iter().flat_map(|entry| entry.details.union.clone().into_iter().chain(actor(entry)))
}

/// The union for which an officer acted.
#[must_use]
pub fn actor(entry: &entry::Entry) -> Option<UnionId> {
    match &entry.by {
        Actor::Officer { union, .. } => Some(union.clone()),
        Actor::Applicant { .. } | Actor::System => None,
    }
}

/// Whether one of the caller's roles reaches one of these unions for reading.
#[must_use]
pub fn may_view(
    caller: &Caller,
    concerned: impl IntoIterator<Item = UnionId>,
    unions: &Unions,
    today: Date,
) -> bool {
    concerned.into_iter().any(|id| {
        unions
            .get(&id)
            .is_some_and(|union| may(caller, Action::View, &id, &union.path, today).is_ok())
    })
}

/// The problem that a denied action is answered with.
#[must_use]
pub fn denied(denied: Denied) -> ProblemCode {
    match denied {
        Denied::NoRole => ProblemCode::Forbidden,
        Denied::OwnCase => ProblemCode::OwnCase,
        Denied::FourEyes => ProblemCode::FourEyes,
    }
}

/// A case and the unions it concerns, read for a caller who may see it.
#[derive(Debug)]
pub struct Case {
    /// The head.
    pub application: Application,
    /// The unions.
    pub unions: Unions,
}

impl Case {
    /// Reads a case; whether the caller may see it is asked with [`Case::is_seen_by`].
    ///
    /// # Errors
    /// [`ProblemCode::NotFound`] when there is none.
    pub async fn read(store: &Store, id: &domain::id::ApplicationId) -> Result<Case, Fault> {
        let application = store.get_application(id).await?.ok_or(ProblemCode::NotFound)?;
        let mut unions = Unions::default();
        unions.load(store, of_case(&application)).await?;
        Ok(Case { application, unions })
    }

    /// Whether it lies in the caller's scope.
    #[must_use]
    pub fn is_seen_by(&self, caller: &Caller, today: Date) -> bool {
        may_view(caller, of_case(&self.application), &self.unions, today)
    }
}

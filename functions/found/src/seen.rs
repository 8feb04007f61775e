//! A founding with its application, and who may see what of it.

use api::ProblemCode;
use api::common::{ActorKind, UnionRef};
use api::foundings::{FoundingPart, FoundingStep};
use domain::application::Application;
use domain::calendar::shanghai_date;
use domain::founding::people::{Founding, Part};
use domain::founding::{Stage, stage};
use domain::id::{ApplicationId, UnionId};
use step::view::scope::Case;
use step::view::{application as words, union_ref};
use step::{Call, Fault, Kit};

/// A founding, its application and the unions that it concerns.
pub(crate) struct Seen {
    pub(crate) founding: Founding,
    pub(crate) case: Case,
}

impl Seen {
    /// The founding of the path.
    ///
    /// # Errors
    /// [`ProblemCode::NotFound`].
    pub(crate) async fn read(kit: &Kit, call: &Call) -> Result<Seen, Fault> {
        let id = ApplicationId::parse(call.param("id")).map_err(|_| ProblemCode::NotFound)?;
        let founding = kit.store().get_founding(&id).await?.ok_or(ProblemCode::NotFound)?;
        let mut case = Case::read(kit.store(), &id).await?;
        let more = std::iter::once(founding.parent.clone()).chain(founding.union.clone());
        case.unions.load(kit.store(), more).await?;
        Ok(Seen { founding, case })
    }

    /// Whether the caller sent it.
    pub(crate) fn is_organiser(&self, call: &Call) -> bool {
        call.subject.as_ref() == Some(&self.case.application.subject)
    }

    /// The same for its organiser and for officers in scope; to others it does not exist.
    ///
    /// # Errors
    /// [`ProblemCode::NotFound`].
    pub(crate) async fn for_insiders(kit: &Kit, call: &Call) -> Result<Seen, Fault> {
        let seen = Seen::read(kit, call).await?;
        if seen.is_organiser(call) {
            return Ok(seen);
        }
        let caller = kit.store().get_account(call.caller()?).await?.caller;
        if seen.case.is_seen_by(&caller, shanghai_date(call.now)) {
            return Ok(seen);
        }
        Err(ProblemCode::NotFound.into())
    }

    /// A union as it is shown.
    pub(crate) fn union(&self, id: &UnionId) -> UnionRef {
        let bare = || UnionRef {
            id: id.as_str().to_owned(),
            name: id.as_str().to_owned(),
            phone: None,
            address: None,
        };
        self.case.unions.get(id).map_or_else(bare, union_ref)
    }

    /// Who has it in hand.
    pub(crate) fn waiting_for(&self) -> Option<ActorKind> {
        words::holder(&self.case.application, &self.case.unions).map(|holder| holder.kind)
    }
}

/// The date by which somebody has to act.
pub(crate) fn due(application: &Application) -> Option<String> {
    if application.state.is_closed() {
        return None;
    }
    let step = application.pending.as_ref().map(|step| step.due);
    Some(step.unwrap_or(application.due).to_string())
}

/// Where it stands, in the API's words.
pub(crate) fn step_of(application: &Application) -> FoundingStep {
    match stage(application) {
        Stage::Requested => FoundingStep::Requested,
        Stage::Recruiting => FoundingStep::Recruiting,
        Stage::MeetingRequested => FoundingStep::MeetingRequested,
        Stage::MeetingAgreed => FoundingStep::MeetingAgreed,
        Stage::ResultReported => FoundingStep::ResultReported,
        Stage::Founding => FoundingStep::Founding,
        Stage::Founded => FoundingStep::Founded,
        Stage::Closed => FoundingStep::Closed,
    }
}

/// What somebody is to it, in the API's words.
pub(crate) fn part(part: Part) -> FoundingPart {
    match part {
        Part::In => FoundingPart::In,
        Part::Left => FoundingPart::Left,
        Part::Member => FoundingPart::Member,
        Part::Apart => FoundingPart::Apart,
    }
}

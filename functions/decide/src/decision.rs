//! An officer's decision on one step.

use crate::desk::{Desk, is_race, open_step};
use crate::word::{Said, rejected, word};
use api::ProblemCode;
use api::decisions::{DecisionRequest, DecisionView};
use domain::admission::{Barred, bar};
use domain::application::{Application, Decision, Event, State, StepKind};
use domain::approval::{Decided, Rejected, Word, decide, is_barred, is_repeat};
use domain::authority::Action;
use domain::entry::{Change, Entry};
use domain::matter::{EffectStep, Matter, find_version};
use domain::reason::ReasonCode;
use domain::rule::MemberFact;
use domain::transfer::{bar as bar_move, is_move};
use domain::union::UnionStatus;
use step::closing::{ATTEMPTS, release};
use step::view::scope::Case;
use step::view::state;
use step::view::task::{TaskId, decision};
use step::{Answer, Call, Fault, Kit, Reply, StepError};
use store::StoreError;

/// Whether a case was opened on its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// The officer had it before him.
    Singly,
    /// Decided together with others.
    WithOthers,
}

/// `POST /v1/tasks/{id}/decision`.
pub(crate) async fn one(kit: &Kit, call: &Call) -> Answer {
    let request: DecisionRequest = call.read()?;
    let word = word(&Said::from(&request), call.language)?;
    let desk = Desk::open(kit, call).await?;
    let view = desk.decide(&desk.task()?, &word, Manner::Singly).await?;
    Reply::json(200, &view)
}

impl Desk<'_> {
    /// Decides; again where somebody else wrote in between, so that of two officers at the same
    /// moment one is told that the step is closed.
    pub(crate) async fn decide(
        &self,
        id: &TaskId,
        word: &Word,
        manner: Manner,
    ) -> Result<DecisionView, Fault> {
        for _ in 1..ATTEMPTS {
            match self.decide_once(id, word, manner).await {
                Err(fault) if is_race(&fault) => {}
                answer => return answer,
            }
        }
        self.decide_once(id, word, manner).await
    }

    async fn decide_once(
        &self,
        id: &TaskId,
        word: &Word,
        manner: Manner,
    ) -> Result<DecisionView, Fault> {
        let case = Case::read(self.kit.store(), &id.application).await?;
        let application = &case.application;
        if let Some(closed) = application.closed_step(id.seq)
            && closed.by == self.caller.subject
        {
            return if is_repeat(application, closed, word) {
                self.repeated(id, application).await
            } else {
                Err(ProblemCode::StepClosed.into())
            };
        }
        self.see(&case)?;
        let step = open_step(application, id.seq)?;
        let action = Action::deciding(step.kind).ok_or(ProblemCode::Forbidden)?;
        let acting = self.acting(&case, action)?;
        let is_easy = application.clean && step.kind == StepKind::Approval;
        if manner == Manner::WithOthers && !is_easy {
            return Err(ProblemCode::CheckFailedOpenSingly.into());
        }
        let matter = find_version(&application.matter);
        let matter = matter.ok_or_else(|| StepError::broken("a version of a matter"))?;
        let decided = decide(application, matter, id.seq, &acting, word, self.call.now)
            .map_err(|why| rejected(why, self.call.language))?;
        let Decided::Change(change) = decided else {
            return self.repeated(id, application).await;
        };
        self.has_effect(&change, matter).await?;
        let change = self.with_reply(*change, application, matter).await?;
        self.write(&change).await?;
        Ok(view(id, &change.application, &change.entry, word.decision))
    }

    /// A yes that could have no effect is not taken, or the case would stand still for ever: the
    /// person is a member, another application holds his place, or the date lies before sixteen.
    /// Where no committee follows an appeal, the same holds for sending back.
    async fn has_effect(&self, change: &Change, matter: &Matter) -> Result<(), Fault> {
        if change.entry.event == Event::SendBack && matter.approvals.is_empty() {
            let entries = self.kit.store().list_entries(&change.application.id).await?;
            return match is_barred(matter, StepKind::Appeal, &entries) {
                true => Err(rejected(Rejected::DecisionUnfit, self.call.language).into()),
                false => Ok(()),
            };
        }
        if change.entry.event == Event::Approve && is_move(matter) {
            return self.moves(change).await;
        }
        if matter.effect.step == EffectStep::FoundUnion && change.entry.event == Event::Approve {
            return self.employers_free(change).await;
        }
        let joins = matter.effect.step == EffectStep::AssignMembership;
        if change.entry.event != Event::Approve || !joins {
            return Ok(());
        }
        let next = &change.application;
        let standing = self.kit.store().get_standing_lately(&next.person).await?;
        let person = self.kit.store().get_person_lately(&next.person).await?;
        let person = person.ok_or_else(|| StepError::broken("the person of an application"))?;
        let joined = next.decided_on.unwrap_or(self.today);
        let why = match bar(next, &standing, person.birth, joined) {
            Ok(()) => return Ok(()),
            Err(Barred::TooYoung | Barred::DateImpossible) => Rejected::DateImpossible,
            Err(_) => Rejected::DecisionUnfit,
        };
        // A withdrawal in between gives the place back: then it is a lost race and no fault.
        let now = self.kit.store().get_application(&next.id).await?;
        if now.is_none_or(|now| now.version != change.read) {
            return Err(StoreError::Conflict.into());
        }
        Err(rejected(why, self.call.language).into())
    }

    /// A yes to a move that could have no effect is not taken either; where the union is the reason,
    /// the next drive leads the case on.
    async fn moves(&self, change: &Change) -> Result<(), Fault> {
        let next = &change.application;
        let store = self.kit.store();
        let standing = store.get_standing(&next.person).await?;
        if standing.open.as_ref() != Some(&next.id) {
            return Err(StoreError::Conflict.into());
        }
        let union = match &next.union {
            Some(id) => store.get_union(id).await?,
            None => None,
        };
        // The machine has checked what the form says of another province; here it is the union
        // and a membership in force that count.
        let outside = standing.member() == MemberFact::None;
        match bar_move(&standing, union.as_ref(), outside) {
            None | Some(ReasonCode::R19) => Ok(()),
            Some(_) => {
                self.kit.drive(&next.id, self.call.now).await;
                Err(rejected(Rejected::DecisionUnfit, self.call.language).into())
            }
        }
    }
    /// A yes that is a reply gets its number (批复文号): the union's own series of the year.
    async fn with_reply(
        &self,
        change: Change,
        read: &Application,
        matter: &Matter,
    ) -> Result<Change, Fault> {
        let level = matter.approvals.get(usize::from(read.level));
        let yes = matches!(change.entry.event, Event::Approve | Event::ApproveLevel);
        let (Some(union), true) =
            (&change.entry.details.union, yes && level.is_some_and(|level| level.reply))
        else {
            return Ok(change);
        };
        let year = self.today.year();
        let sequence = self.kit.number(&format!("reply#{}#{year}", union.as_str())).await?;
        let number = format!("工批〔{year}〕{sequence}号");
        Ok(change.telling(|details| details.reply = Some(number)))
    }

    /// The employers of a founding may have got a union since the machine looked.
    async fn employers_free(&self, change: &Change) -> Result<(), Fault> {
        let Some(founding) = self.kit.store().get_founding(&change.application.id).await? else {
            return Ok(());
        };
        for employer in &founding.employers {
            let known = self.kit.store().find_employer_now(&employer.credit_code).await?;
            let Some(union) = known.and_then(|known| known.union) else { continue };
            let covering = self.kit.store().get_union_now(&union).await?;
            if covering.is_some_and(|union| union.status != UnionStatus::Dissolved) {
                return Err(rejected(Rejected::DecisionUnfit, self.call.language).into());
            }
        }
        Ok(())
    }

    async fn write(&self, change: &Change) -> Result<(), Fault> {
        let next = &change.application;
        let writes = match next.state {
            State::Refused => release(self.kit.store(), next).await?,
            _ => Vec::new(),
        };
        self.kit.store().commit(change, writes).await?;
        if next.pending.is_none() && !next.state.is_closed() {
            self.kit.drive(&next.id, self.call.now).await;
        }
        Ok(())
    }

    /// The first answer again: when it was decided and where it stood right after.
    async fn repeated(&self, id: &TaskId, read: &Application) -> Result<DecisionView, Fault> {
        let entries = self.kit.store().list_entries(&id.application).await?;
        let first = entries.into_iter().find_map(|entry| {
            let details = &entry.details;
            let word = details.decision.filter(|_| details.step == Some(id.seq))?;
            Some((entry, word))
        });
        let (entry, word) = first.ok_or_else(|| StepError::broken("a decision's entry"))?;
        Ok(view(id, read, &entry, word))
    }
}

fn view(id: &TaskId, application: &Application, entry: &Entry, word: Decision) -> DecisionView {
    DecisionView {
        id: id.to_string(),
        application: application.id.as_str().to_owned(),
        number: application.number.clone(),
        decision: decision(word),
        decided_at: entry.at.to_string(),
        state: state(entry.state),
    }
}

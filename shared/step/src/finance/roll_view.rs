//! Lines of a roll as pages see them: what they rest on, where they stand, what can be done.

use super::counter::Counter;
use super::ledger_words::{hold_kind, hold_text, input, line_state, line_text};
use crate::runs::roll;
use crate::view::pick;
use crate::{Fault, Kit};
use api::Language;
use api::lines::{
    CaseReason, CaseView, CorrectionView, ExcludedView, HoldEndName, HoldView, LineActions,
    LineState, LineView,
};
use domain::authority::Action;
use domain::benefit::{Benefit, BenefitReason};
use domain::id::{PersonId, SubjectId};
use domain::mask::mask_name;
use domain::payee::BankAccount;
use domain::run::hold::{Amendment, Hold, HoldEnd};
use domain::run::part::{Part, State, Stopped};
use domain::run::payment::{Batch, Case};
use domain::run::reason;
use domain::run::reference::{Message, Reference};
use domain::run::roll::{Excluded, Line, RollBatch, RollIndex};
use domain::union::Union;
use std::collections::HashMap;

/// A line's place: batch and line.
pub type Place = (u32, u16);

/// What lies beside the roll of a part.
#[derive(Debug)]
pub struct Beside {
    /// Batches that were sent.
    pub batches: HashMap<u32, Batch>,
    /// Payments off the plain path.
    pub cases: HashMap<Place, Case>,
    /// Holds of the roll that stands.
    pub holds: HashMap<Place, Hold>,
    /// Corrections; one that was refused names no account and is left out.
    pub amendments: HashMap<Place, Amendment>,
}

impl Beside {
    /// Reads it all.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn read(kit: &Kit, part: &Part) -> Result<Beside, Fault> {
        let (store, run, code) = (kit.store(), &part.run, part.part.as_str());
        let batches = store.list_batches(run, code).await?;
        let cases = store.list_cases(run, code).await?;
        let holds = store.list_holds(run, code).await?;
        let amendments = store.list_amendments(run, code).await?;
        Ok(Beside {
            batches: batches.into_iter().map(|one| (one.no, one)).collect(),
            cases: cases.into_iter().map(|one| ((one.batch, one.line), one)).collect(),
            holds: holds
                .into_iter()
                .filter(|one| one.draw == part.draw)
                .map(|one| ((one.batch, one.line), one))
                .collect(),
            amendments: amendments
                .into_iter()
                .filter(|one| !one.account.is_empty())
                .map(|one| ((one.batch, one.line), one))
                .collect(),
        })
    }

    /// Where a line stands.
    #[must_use]
    pub fn state(&self, part: &Part, place: Place) -> LineState {
        if let Some(case) = self.cases.get(&place) {
            return line_state(case.state);
        }
        if let Some(batch) = self.batches.get(&place.0) {
            if batch.confirmed.has(place.1) {
                return LineState::Confirmed;
            }
            if batch.plain_in_flight().has(place.1) {
                return LineState::Submitted;
            }
        }
        match self.holds.get(&place) {
            Some(hold) if hold.is_open() => LineState::Held,
            Some(hold) if hold.is_void() => LineState::Void,
            _ if part.state.is_approved() => LineState::Approved,
            _ => LineState::Planned,
        }
    }

    /// The reference under which the bank has it.
    fn reference(&self, part: &Part, place: Place) -> Option<String> {
        let attempt = match self.cases.get(&place) {
            Some(case) => case.attempt,
            None => u32::from(self.batches.get(&place.0)?.attempt(1)?.lines.has(place.1)),
        };
        let message = Message {
            run: part.run_number.clone(),
            part: part.part.clone(),
            batch: place.0,
            attempt,
        };
        (attempt > 0).then(|| Reference { message, line: place.1 }.to_string())
    }
}

/// What the caller may do to lines of a part.
#[derive(Clone, Debug)]
pub struct Rights {
    subject: SubjectId,
    hold: bool,
    correct: bool,
}

impl Rights {
    /// Of a caller in a part.
    #[must_use]
    pub fn of(counter: &Counter<'_>, union: &Union) -> Rights {
        Rights {
            subject: counter.caller.subject.clone(),
            hold: counter.may(Action::HoldPayment, union).is_some(),
            correct: counter.may(Action::CorrectPayment, union).is_some(),
        }
    }
}

/// Everything that a line's view is made of.
pub struct Roll<'a> {
    /// The part.
    pub part: &'a Part,
    /// Its benefit.
    pub benefit: &'a Benefit,
    /// What lies beside the roll.
    pub beside: &'a Beside,
    /// What the caller may do.
    pub rights: &'a Rights,
    /// The present accounts of those whose line is being corrected.
    pub accounts: &'a HashMap<PersonId, BankAccount>,
    /// In which language.
    pub language: Language,
}

impl Roll<'_> {
    /// A line.
    #[must_use]
    pub fn line(&self, batch: u32, line: &Line) -> LineView {
        let (part, language) = (self.part, self.language);
        let place = (batch, line.no);
        let state = self.beside.state(part, place);
        let inputs = line.basis.inputs.iter();
        LineView {
            batch,
            line: line.no,
            name: mask_name(&line.name),
            id_masked: line.id_masked.clone(),
            unit: line.unit.clone(),
            kind: line.kind.clone(),
            kind_title: kind_title(self.benefit, &line.kind, language),
            amount_fen: line.fen.fen(),
            formula: pick(language, &line.basis.formula),
            inputs: inputs.map(|(name, value)| input(name, value, language)).collect(),
            sources: line.basis.sources.clone(),
            example: line.basis.example,
            bank: line.bank.clone(),
            last4: line.last4.clone(),
            state,
            state_text: line_text(state, language).to_owned(),
            reference: self.beside.reference(part, place),
            flags: line.flags.iter().map(|flag| flag_text(flag, language).to_owned()).collect(),
            hold: self.beside.holds.get(&place).map(|hold| self.hold(hold)),
            correction: self.beside.amendments.get(&place).map(|one| self.correction(line, one)),
            case: self.beside.cases.get(&place).map(|case| self.case(case)),
            may: self.may(place, state),
        }
    }

    fn hold(&self, hold: &Hold) -> HoldView {
        HoldView {
            kind: hold_kind(hold.kind),
            kind_text: hold_text(hold.kind, self.language).to_owned(),
            reason: hold.reason.clone(),
            held_at: hold.at.to_string(),
            mine: hold.by.as_ref() == Some(&self.rights.subject),
            end: hold.end.as_ref().map(|end| match end.how {
                HoldEnd::Released => HoldEndName::Release,
                HoldEnd::Voided => HoldEndName::Void,
            }),
            end_reason: hold.end.as_ref().map(|end| end.reason.clone()),
        }
    }

    fn correction(&self, line: &Line, amendment: &Amendment) -> CorrectionView {
        let now = self.accounts.get(&line.person);
        let now = now.filter(|account| account.fingerprint == amendment.account);
        CorrectionView {
            reason: amendment.reason.clone(),
            proposed_at: amendment.at.to_string(),
            mine: amendment.by == self.rights.subject,
            approved_at: amendment.approved.map(|at| at.to_string()),
            bank: now.map(|account| account.bank.clone()),
            last4: now.map(|account| account.last4.clone()),
        }
    }

    fn case(&self, case: &Case) -> CaseView {
        let reasons = case.reasons.iter().map(|one| {
            let found = reason::find(&one.code);
            let mut text = pick(self.language, &found.text);
            if !one.text.is_empty() {
                text.push_str(self.language.pick("说明:", " Note: "));
                text.push_str(&one.text);
            }
            CaseReason {
                code: found.code,
                text,
                next: pick(self.language, &found.next),
                at: one.at.to_string(),
            }
        });
        CaseView {
            paid_fen: case.paid.fen(),
            due_fen: case.due().fen(),
            attempt: case.attempt,
            reasons: reasons.collect(),
            changed_at: case.at.to_string(),
            asked_at: case.asked.map(|at| at.to_string()),
        }
    }

    fn may(&self, place: Place, state: LineState) -> LineActions {
        let beside = self.beside;
        let hold = beside.holds.get(&place).filter(|hold| hold.is_open());
        let amendment = beside.amendments.get(&place).filter(|one| one.approved_by.is_none());
        let mine = |by: &SubjectId| *by == self.rights.subject;
        let before = matches!(state, LineState::Planned | LineState::Approved);
        let running = !matches!(self.part.state, State::Planned | State::Closed | State::Cancelled);
        let broken = matches!(state, LineState::Failed | LineState::Returned | LineState::PartPaid);
        let stopped = is_stopped(self.part.stopped.as_ref(), place);
        LineActions {
            hold: running && self.rights.hold && before && hold.is_none(),
            release: running
                && self.rights.hold
                && state == LineState::Held
                && hold.is_none_or(|hold| !hold.by.as_ref().is_some_and(mine)),
            correct: running && self.rights.correct && (broken || stopped) && amendment.is_none(),
            approve_correction: running
                && self.rights.correct
                && amendment.is_some_and(|one| !mine(&one.by)),
            void: running
                && self.rights.correct
                && beside.cases.contains_key(&place)
                && (broken || matches!(state, LineState::Approved | LineState::Corrected)),
        }
    }
}

/// Whether a line keeps its part from going on.
#[must_use]
pub fn is_stopped(stopped: Option<&Stopped>, place: Place) -> bool {
    stopped.is_some_and(|stopped| stopped.batch == place.0 && stopped.lines.contains(&place.1))
}

/// What a kind is called.
#[must_use]
pub fn kind_title(benefit: &Benefit, kind: &str, language: Language) -> String {
    benefit.kind(kind).map_or_else(|| kind.to_owned(), |kind| pick(language, &kind.title))
}

fn flag_text(flag: &str, language: Language) -> &'static str {
    match flag {
        "ACCOUNT_CHANGED" => {
            language.pick("账户在截止日前7日内变更。", "The account changed within 7 days.")
        }
        "SECOND_LOOK_OPEN" => {
            language.pick("账户变更尚未经第二人核实。", "No second person has looked at it.")
        }
        _ => language.pick("需要再核对。", "To be looked at again."),
    }
}

/// Somebody who gets nothing.
#[must_use]
pub fn excluded(benefit: &Benefit, one: &Excluded, language: Language) -> ExcludedView {
    let next = BenefitReason::parse(&one.code).map(|reason| reason.next());
    ExcludedView {
        name: mask_name(&one.name),
        id_masked: one.id_masked.clone(),
        unit: one.unit.clone(),
        kind_title: one.kind.as_ref().map(|kind| kind_title(benefit, kind, language)),
        code: one.code.clone(),
        text: pick(language, &one.text),
        next: next.map(|text| pick(language, &text)).unwrap_or_default(),
    }
}

/// One line of the roll that stands, with its batch; none when there is no such line.
///
/// # Errors
/// [`Fault`].
pub async fn find_line(
    kit: &Kit,
    part: &Part,
    place: Place,
) -> Result<Option<(RollBatch, Line)>, Fault> {
    let Some(index) = roll::index(kit, part).await? else { return Ok(None) };
    let Some(batch) = read_batch(kit, part, &index, place.0).await? else { return Ok(None) };
    let line = batch.line(place.1).cloned();
    Ok(line.map(|line| (batch, line)))
}

/// One batch of the roll that stands.
///
/// # Errors
/// [`Fault`].
pub async fn read_batch(
    kit: &Kit,
    part: &Part,
    index: &RollIndex,
    no: u32,
) -> Result<Option<RollBatch>, Fault> {
    let Some(mark) = index.batches.iter().find(|mark| mark.no == no) else { return Ok(None) };
    Ok(roll::batch(kit, part, mark).await?)
}

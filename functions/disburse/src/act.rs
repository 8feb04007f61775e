//! What every act on a part or a line has in common: who acts, the line, the write, the drive.

use api::payments::LineChangeView;
use api::{FieldCode, Problem, ProblemCode};
use domain::authority::{Acting, Action};
use domain::deadline::drive_by;
use domain::entry::Actor;
use domain::money::Fen;
use domain::payee::PayeeStatus;
use domain::run::hold::{Amendment, Hold};
use domain::run::instruct::postings;
use domain::run::ledger::{Account, Why};
use domain::run::part::{Change, Details, Event, Part, State, change};
use domain::run::payment::{Batch, Case};
use domain::run::reconcile::open_period;
use domain::run::roll::Line;
use jiff::Timestamp;
use step::closing::{ATTEMPTS, lost_race};
use step::finance::counter::{Counter, Seen, actor};
use step::finance::ledger_words::{line_next, line_text};
use step::finance::roll_view::{Beside, Place, find_line};
use step::{Answer, Call, Fault, Kit, Reply, StepError};
use store::RunWrite;

/// The fewest characters of a reason.
pub(crate) const LEAST_REASON: usize = 10;

/// A line that is acted on, with everything that is known of it.
pub(crate) struct Act<'a> {
    pub(crate) counter: Counter<'a>,
    pub(crate) seen: Seen,
    pub(crate) acting: Acting,
    pub(crate) place: Place,
    pub(crate) line: Line,
    pub(crate) batch: Option<Batch>,
    pub(crate) case: Option<Case>,
    /// Of the roll that stands.
    pub(crate) hold: Option<Hold>,
    /// The version under the hold's key, of whatever draw; 0 for none.
    pub(crate) hold_version: u64,
    pub(crate) amendment: Option<Amendment>,
}

/// Whether somebody wrote in between, so that reading and deciding again is right.
pub(crate) fn is_race(fault: &Fault) -> bool {
    match fault {
        Fault::Store(error) => lost_race(error),
        Fault::Step(StepError::Conflict) => true,
        Fault::Problem(_) | Fault::Code(_) | Fault::Step(_) => false,
    }
}

/// Does it again where somebody else wrote in between.
pub(crate) async fn again(act: impl AsyncFn() -> Answer) -> Answer {
    for _ in 0..ATTEMPTS {
        match act().await {
            Err(fault) if is_race(&fault) => {}
            answer => return answer,
        }
    }
    Err(ProblemCode::LostRace.into())
}

/// The batch and the line that the path names.
fn place(call: &Call) -> Option<Place> {
    let number = |name: &str| call.param(name).parse::<u16>().ok().filter(|number| *number > 0);
    Some((number("batch")?.into(), number("line")?))
}

impl<'a> Act<'a> {
    /// Reads the line of the path for somebody who may do this.
    pub(crate) async fn open(
        kit: &'a Kit,
        call: &'a Call,
        action: Action,
    ) -> Result<Act<'a>, Fault> {
        let at = place(call).ok_or(ProblemCode::NotFound)?;
        Act::open_at(kit, call, action, at).await
    }

    /// The same for a line that the body names.
    pub(crate) async fn open_at(
        kit: &'a Kit,
        call: &'a Call,
        action: Action,
        place: Place,
    ) -> Result<Act<'a>, Fault> {
        let counter = Counter::open(kit, call).await?;
        let seen = counter.part().await?;
        let acting = counter.acting(action, &seen.union)?;
        let part = &seen.part;
        let (run, code) = (&part.run, part.part.as_str());
        let found = find_line(kit, part, place).await?;
        let (_, line) = found.ok_or(ProblemCode::NotFound)?;
        let store = kit.store();
        let same = |batch: u32, line: u16| (batch, line) == place;
        let holds = store.list_holds(run, code).await?;
        let hold = holds.into_iter().find(|one| same(one.batch, one.line));
        let amendments = store.list_amendments(run, code).await?;
        Ok(Act {
            batch: store.get_batch(run, code, place.0).await?,
            case: store.get_case(run, code, place.0, place.1).await?,
            hold_version: hold.as_ref().map_or(0, |hold| hold.version),
            hold: hold.filter(|hold| hold.draw == part.draw),
            amendment: amendments.into_iter().find(|one| same(one.batch, one.line)),
            counter,
            seen,
            acting,
            place,
            line,
        })
    }

    pub(crate) fn part(&self) -> &Part {
        &self.seen.part
    }

    pub(crate) fn at(&self) -> Timestamp {
        self.counter.call.now
    }

    /// Nobody handles a payment to himself.
    pub(crate) fn not_own(&self) -> Result<(), Fault> {
        if self.counter.caller.person.as_ref() == Some(&self.line.person) {
            return Err(ProblemCode::OwnPay.into());
        }
        Ok(())
    }

    /// True when `by` is the caller, or the one he stands in for.
    pub(crate) fn is_same_hand(&self, by: &domain::id::SubjectId) -> bool {
        *by == self.acting.subject || self.acting.principal.as_ref() == Some(by)
    }

    /// Whether the register still says that the payee can be paid.
    pub(crate) async fn is_living(&self) -> Result<bool, Fault> {
        let part = self.part();
        let register = step::runs::benefit(&part.benefit)?.register;
        let people = [self.line.person.clone()];
        let rows = self.counter.kit.store().get_payees(register, &part.part, &people).await?;
        Ok(rows.iter().any(|row| row.status == PayeeStatus::Living))
    }

    /// The batch must still be as it was read.
    pub(crate) fn batch_as_read(&self) -> RunWrite {
        let version = self.batch.as_ref().map(|batch| batch.version);
        RunWrite::BatchAsRead { no: self.place.0, version }
    }

    /// The change that tells what was done to the line; `mend` sets what else differs.
    pub(crate) fn change(
        &self,
        event: Event,
        deed: &str,
        text: &str,
        mend: impl FnOnce(&mut Part),
    ) -> Result<Change, Fault> {
        let details = Details {
            batch: Some(self.place.0),
            line: Some(self.place.1),
            deed: Some(deed.to_owned()),
            text: Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            ..Details::default()
        };
        told(self.part(), event, self.at(), actor(&self.acting), details, mend)
    }

    /// Gives the case up: what is still to be paid goes back to the budget line.
    pub(crate) fn given_up(
        &self,
        case: &Case,
        code: &str,
        text: &str,
    ) -> Result<(RunWrite, Vec<RunWrite>, Fen), Fault> {
        let due = case.due();
        let moved = case.clone().moved(domain::run::payment::State::Void, code, text, self.at());
        let mut void = moved.map_err(|_| ProblemCode::PaymentState)?;
        let period = open_period(self.part(), self.at());
        void.postings.extend(postings(case, Account::Budget, Why::Void, &period, self.at()));
        let more = back_to_budget(self.part(), due);
        Ok((RunWrite::CaseRead { case: void, read: case.version }, more, due))
    }

    /// Writes, drives, and says where the line stands now.
    pub(crate) async fn commit(&self, change: &Change, writes: Vec<RunWrite>) -> Answer {
        let kit = self.counter.kit;
        kit.store().commit_part(change, writes).await?;
        kit.drive_run(&self.part().run, self.at()).await;
        self.answer(&change.part).await
    }

    /// Where the line stands.
    pub(crate) async fn answer(&self, part: &Part) -> Answer {
        let beside = Beside::read(self.counter.kit, part).await?;
        let (state, language) = (beside.state(part, self.place), self.counter.call.language);
        let view = LineChangeView {
            run: part.run.as_str().to_owned(),
            part: part.part.clone(),
            batch: self.place.0,
            line: self.place.1,
            state,
            state_text: line_text(state, language).to_owned(),
            next: line_next(state, language).to_owned(),
        };
        Reply::json(200, &view)
    }
}

/// What goes back to the budget line of a part, if anything.
pub(crate) fn back_to_budget(part: &Part, fen: Fen) -> Vec<RunWrite> {
    if fen == Fen::ZERO {
        return Vec::new();
    }
    vec![RunWrite::BudgetBack { line: part.budget_line.clone(), year: part.year, more: fen }]
}

/// A change of a part that its drive looks at within a minute.
pub(crate) fn told(
    part: &Part,
    event: Event,
    at: Timestamp,
    by: Actor,
    details: Details,
    mend: impl FnOnce(&mut Part),
) -> Result<Change, Fault> {
    let made = change(part, event, at, by, details, |next| {
        if !matches!(next.state, State::Closed | State::Cancelled) {
            next.wake = drive_by(at);
        }
        mend(next);
    });
    made.map_err(|_| ProblemCode::PaymentState.into())
}

/// A reason that somebody wrote, long enough to be one.
pub(crate) fn reason<'t>(
    text: Option<&'t str>,
    pointer: &str,
    call: &Call,
) -> Result<&'t str, Fault> {
    let text = text.map(str::trim).unwrap_or_default();
    if text.chars().count() >= LEAST_REASON {
        return Ok(text);
    }
    let problem = Problem::new(ProblemCode::ReasonRequired, call.language);
    Err(problem.with_error(pointer, FieldCode::ReasonTextTooShort, call.language).into())
}

/// The declaration that nobody on the list is a relative.
pub(crate) fn no_kinship(declared: bool, call: &Call) -> Result<(), Fault> {
    if declared {
        return Ok(());
    }
    let detail = call.language.pick(
        "请确认「我与发放对象无亲属关系」。如有亲属关系,请交由他人办理。",
        "Please declare that you are no relative of those who are paid. If you are, leave it to \
         somebody else.",
    );
    let problem = Problem::new(ProblemCode::KinshipRequired, call.language).with_detail(detail);
    Err(problem.with_error("/noKinship", FieldCode::Required, call.language).into())
}

//! `GET …/lines`: the roll page by page, or those lines only that a filter wants.

use api::lines::{LineFilter, LineList, LineState, LineView};
use api::request::LineQuery;
use api::{FieldCode, Problem, ProblemCode};
use domain::benefit::Benefit;
use domain::id::PersonId;
use domain::payee::BankAccount;
use domain::run::roll::{RollBatch, RollIndex};
use std::collections::HashMap;
use step::finance::counter::{Counter, Seen};
use step::finance::roll_view::{Beside, Rights, Roll, excluded, read_batch};
use step::runs::{self, roll};
use step::{Answer, Call, Fault, Kit, Reply};

/// The most lines of a page.
const MOST: usize = 100;

/// Batches that one page looks through for a filter.
const LOOKED_AT: usize = 40;

pub(crate) async fn list(kit: &Kit, call: &Call) -> Answer {
    let query = LineQuery::read(&call.query, call.language)?;
    let counter = Counter::open(kit, call).await?;
    let seen = counter.part().await?;
    let from = page(query.cursor.as_deref(), call)?;
    if query.filter == LineFilter::Excluded {
        return excluded_page(kit, call, &seen, from).await;
    }
    let desk = Desk::open(&counter, &seen).await?;
    let (items, next) = desk.page(query.filter, from, MOST).await?;
    let cursor = next.map(|no| no.to_string());
    Reply::json(200, &LineList { items, excluded: Vec::new(), cursor })
}

/// A cursor is the number of the batch or page that comes next.
pub(crate) fn page(cursor: Option<&str>, call: &Call) -> Result<u32, Fault> {
    let Some(cursor) = cursor else { return Ok(1) };
    cursor.parse().map_err(|_| {
        let problem = Problem::new(ProblemCode::BadParameter, call.language);
        problem.with_error("/query/cursor", FieldCode::CursorInvalid, call.language).into()
    })
}

async fn excluded_page(kit: &Kit, call: &Call, seen: &Seen, page: u32) -> Answer {
    let part = &seen.part;
    let benefit = runs::benefit(&part.benefit)?;
    let pages = roll::index(kit, part).await?.map_or(0, |index| index.excluded_pages);
    let found = roll::excluded(kit, part, page).await?;
    let shown = found.iter().map(|one| excluded(benefit, one, call.language)).collect();
    let cursor = (page < pages).then(|| page.saturating_add(1).to_string());
    Reply::json(200, &LineList { items: Vec::new(), excluded: shown, cursor })
}

/// Everything that lines of a part are read with.
pub(crate) struct Desk<'a> {
    counter: &'a Counter<'a>,
    seen: &'a Seen,
    benefit: &'static Benefit,
    index: Option<RollIndex>,
    pub(crate) beside: Beside,
    rights: Rights,
}

impl<'a> Desk<'a> {
    pub(crate) async fn open(counter: &'a Counter<'a>, seen: &'a Seen) -> Result<Desk<'a>, Fault> {
        Ok(Desk {
            counter,
            seen,
            benefit: runs::benefit(&seen.part.benefit)?,
            index: roll::index(counter.kit, &seen.part).await?,
            beside: Beside::read(counter.kit, &seen.part).await?,
            rights: Rights::of(counter, &seen.union),
        })
    }

    /// Lines from a batch on, at least a batch's worth while there are any, and where it goes on.
    pub(crate) async fn page(
        &self,
        filter: LineFilter,
        from: u32,
        most: usize,
    ) -> Result<(Vec<LineView>, Option<u32>), Fault> {
        let Some(index) = &self.index else { return Ok((Vec::new(), None)) };
        let wanted = index.batches.iter().map(|mark| mark.no);
        let wanted: Vec<u32> =
            wanted.filter(|no| *no >= from && self.may_hold(*no, filter)).collect();
        let mut items: Vec<LineView> = Vec::new();
        for (looked, no) in wanted.iter().enumerate() {
            let room = most.saturating_sub(items.len());
            let size = if filter == LineFilter::All { domain::run::BATCH } else { 1 };
            if looked >= LOOKED_AT || (room < size && !items.is_empty()) {
                return Ok((items, Some(*no)));
            }
            let Some(batch) = read_batch(self.counter.kit, &self.seen.part, index, *no).await?
            else {
                continue;
            };
            items.extend(self.lines(&batch, filter).await?);
        }
        Ok((items, None))
    }

    /// Whether a batch can have a line that the filter wants.
    fn may_hold(&self, no: u32, filter: LineFilter) -> bool {
        filter == LineFilter::All
            || self.beside.cases.keys().any(|(batch, _)| *batch == no)
            || self.beside.holds.keys().any(|(batch, _)| *batch == no)
            || self.beside.amendments.keys().any(|(batch, _)| *batch == no)
            || self.seen.part.stopped.as_ref().is_some_and(|stopped| stopped.batch == no)
    }

    async fn lines(&self, batch: &RollBatch, filter: LineFilter) -> Result<Vec<LineView>, Fault> {
        let accounts = self.accounts(batch).await?;
        let roll = Roll {
            part: &self.seen.part,
            benefit: self.benefit,
            beside: &self.beside,
            rights: &self.rights,
            accounts: &accounts,
            language: self.counter.call.language,
        };
        let lines = batch.lines.iter().map(|line| roll.line(batch.no, line));
        Ok(lines.filter(|line| is_wanted(line, filter)).collect())
    }

    /// The present accounts of those whose line is being corrected.
    async fn accounts(&self, batch: &RollBatch) -> Result<HashMap<PersonId, BankAccount>, Fault> {
        let corrected = |no: u16| self.beside.amendments.contains_key(&(batch.no, no));
        let people = batch.lines.iter().filter(|line| corrected(line.no));
        let people: Vec<PersonId> = people.map(|line| line.person.clone()).collect();
        if people.is_empty() {
            return Ok(HashMap::new());
        }
        Ok(self.counter.kit.store().get_bank_accounts(&people).await?)
    }
}

fn is_wanted(line: &LineView, filter: LineFilter) -> bool {
    use LineState::{Corrected, Failed, Held, PartPaid, Returned, Void};
    match filter {
        LineFilter::All => true,
        LineFilter::Open => {
            matches!(line.state, Held | Failed | Returned | PartPaid | Corrected)
                || line.may.correct
                || line.may.approve_correction
        }
        LineFilter::Held => line.state == Held,
        LineFilter::Failed => matches!(line.state, Failed | Returned | PartPaid),
        LineFilter::Void => line.state == Void,
        LineFilter::Excluded => false,
    }
}

//! The draw itself: page by page through the register, batch by batch into S3. What it keeps in
//! memory is a page, a batch, and a short mark of each batch before.

use crate::holds::Known;
use crate::people::{self, Decided};
use domain::benefit::{Benefit, Stage};
use domain::deadline::drive_by;
use domain::entry::Actor;
use domain::money::Fen;
use domain::run::hold::Hold;
use domain::run::part::{Change, Deed, Details, Drawing, Event, Part, Pending, change};
use domain::run::roll::{Excluded, Line, RollBatch, RollIndex, RollMark};
use domain::run::{BATCH, Totals};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use step::runs::{self, levels, objects, roll, wait};
use step::{Kit, StepError};
use store::RunWrite;

/// People on a page of the register.
const PAGE: u32 = 98;

/// Holds that one write takes beside head and entry: each may leave its count with a batch.
const HOLDS: usize = 45;

/// What a draw has found so far: all that is needed to go on.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Found {
    cursor: Option<String>,
    people: u64,
    index: RollIndex,
    lines: Vec<Line>,
    excluded: Vec<Excluded>,
    holds: Vec<Hold>,
}

/// One draw at work.
pub(crate) struct Desk<'a> {
    part: Part,
    benefit: &'a Benefit,
    draw: u32,
    known: Known,
    found: Found,
}

impl Desk<'_> {
    /// Begins, or goes on where the head says.
    pub(crate) async fn open(kit: &Kit, part: &Part) -> Result<Desk<'static>, StepError> {
        let draw = part.draw.saturating_add(1);
        let found = match &part.drawing {
            Some(drawing) if drawing.draw == draw => {
                objects::get_sealed(kit, &drawing.key).await?.unwrap_or_default()
            }
            Some(_) | None => Found::default(),
        };
        Ok(Desk {
            benefit: runs::benefit(&part.benefit)?,
            known: Known::read(kit, part).await?,
            part: part.clone(),
            draw,
            found,
        })
    }

    /// Does one page; false once there is no other. The first page has no cursor, and neither has
    /// the end: a draw is saved only while more is left.
    pub(crate) async fn page(&mut self, kit: &Kit) -> Result<bool, StepError> {
        let (register, city) = (self.benefit.register, self.part.part.as_str());
        let cursor = self.found.cursor.take();
        let page = kit.store().list_payees(register, city, cursor.as_deref(), PAGE).await?;
        let Decided { lines, excluded } =
            people::decide(kit, &self.part, self.benefit, &page.items).await?;
        let people = u64::try_from(page.items.len()).unwrap_or(0);
        self.found.people = self.found.people.saturating_add(people);
        for line in lines {
            self.found.lines.push(line);
            if self.found.lines.len() == BATCH {
                self.put_batch(kit).await?;
            }
        }
        for one in excluded {
            let count = self.found.index.excluded.entry(one.code.clone()).or_default();
            *count = count.saturating_add(1);
            self.found.excluded.push(one);
            if self.found.excluded.len() == roll::PAGE {
                self.put_excluded(kit).await?;
            }
        }
        self.found.cursor = page.cursor;
        Ok(self.found.cursor.is_some())
    }

    async fn put_batch(&mut self, kit: &Kit) -> Result<(), StepError> {
        let sum = || StepError::broken("a sum that cannot be held");
        let no = u32::try_from(self.found.index.batches.len()).unwrap_or(0).saturating_add(1);
        let mut lines = std::mem::take(&mut self.found.lines);
        for (line, place) in lines.iter_mut().zip(1_u16..) {
            line.no = place;
            let kinds = &mut self.found.index.kinds;
            let (count, fen) = kinds.entry(line.kind.clone()).or_insert((0, Fen::ZERO));
            *count = count.saturating_add(1);
            *fen = fen.checked_add(line.fen).ok_or_else(sum)?;
        }
        let batch = RollBatch { no, lines };
        let mark = batch.mark().ok_or_else(sum)?;
        objects::put_sealed(kit, &roll::batch_key(&self.part, self.draw, &mark), &batch).await?;
        self.found.holds.extend(self.known.of(&batch, self.draw, self.part.cut_off));
        self.found.index.batches.push(mark);
        Ok(())
    }

    async fn put_excluded(&mut self, kit: &Kit) -> Result<(), StepError> {
        let page = self.found.index.excluded_pages.saturating_add(1);
        let people = std::mem::take(&mut self.found.excluded);
        objects::put_sealed(kit, &roll::excluded_key(&self.part, self.draw, page), &people).await?;
        self.found.index.excluded_pages = page;
        Ok(())
    }

    /// Writes how far it is, so that the next run goes on from here.
    pub(crate) async fn save(&mut self, kit: &Kit, at: Timestamp) -> Result<(), StepError> {
        let folder = roll::folder(&self.part, self.draw);
        let drawing = Drawing {
            draw: self.draw,
            key: format!("{folder}/found-{:06}-{}", self.found.people, self.part.version),
            people: self.found.people,
            batches: u32::try_from(self.found.index.batches.len()).unwrap_or(u32::MAX),
        };
        objects::put_sealed(kit, &drawing.key, &self.found).await?;
        let details = Details { count: Some(drawing.people), ..Details::default() };
        let saved = self.change(Event::Progress, at, details, |next| {
            next.drawing = Some(drawing);
            next.wake = drive_by(at);
        })?;
        kit.store().commit_part(&saved, Vec::new()).await?;
        Ok(())
    }

    /// Writes what is left, the index, and then the head with everything that depends on it.
    pub(crate) async fn finish(mut self, kit: &Kit, at: Timestamp) -> Result<Part, StepError> {
        if !self.found.lines.is_empty() {
            self.put_batch(kit).await?;
        }
        if !self.found.excluded.is_empty() {
            self.put_excluded(kit).await?;
        }
        let mark = self.found.index.mark(self.draw);
        let mark = mark.ok_or_else(|| StepError::broken("a sum that cannot be held"))?;
        let key = roll::index_key(&self.part, &mark);
        objects::put_sealed(kit, &key, &self.found.index).await?;
        let writes = self.lay_holds(kit, at).await?;
        let drawn = self.drawn(&mark, writes.len(), at)?;
        kit.store().commit_part(&drawn, writes).await?;
        Ok(drawn.part)
    }

    /// The holds that go with the head; those that do not fit are laid before it, for a draw that
    /// the head does not have yet.
    async fn lay_holds(&mut self, kit: &Kit, at: Timestamp) -> Result<Vec<RunWrite>, StepError> {
        let holds = std::mem::take(&mut self.found.holds);
        let mut writes: Vec<RunWrite> = Vec::new();
        for hold in holds {
            if writes.len() == HOLDS {
                let count = u64::try_from(writes.len()).unwrap_or(0);
                let laid = self.change(Event::Progress, at, Details::default(), |next| {
                    next.holds = next.holds.saturating_add(count);
                    next.wake = drive_by(at);
                })?;
                kit.store().commit_part(&laid, std::mem::take(&mut writes)).await?;
                self.part = laid.part;
            }
            writes.push(RunWrite::Hold { read: self.known.version(&hold), hold });
        }
        Ok(writes)
    }

    /// Somebody who drew a list before keeps his hand in it; those who agreed to it do not.
    fn drawn(&self, mark: &RollMark, holds: usize, at: Timestamp) -> Result<Change, StepError> {
        let nobody = mark.count == 0;
        let event = if nobody { Event::Cancel } else { Event::Draw };
        let details = Details {
            list_hash: Some(mark.list_hash.clone()),
            count: Some(mark.count),
            fen: Some(mark.total),
            text: nobody.then(|| "没有符合条件的人员 / nobody is eligible".to_owned()),
            ..Details::default()
        };
        let holds = u64::try_from(holds).unwrap_or(0);
        let review = if nobody { None } else { self.review(mark, at)? };
        let details = Details { next: review.as_ref().map(wait::next), ..details };
        self.change(event, at, details, |next| {
            next.draw = self.draw;
            next.drawing = None;
            next.roll = Some(mark.clone());
            next.pending = None;
            next.levels = 0;
            next.notice = None;
            next.hands.retain(|hand| hand.deed == Deed::Drew);
            next.holds = next.holds.saturating_add(holds);
            next.totals = Totals { lines: mark.count, fen: mark.total, ..Totals::default() };
            next.wake = if nobody { None } else { drive_by(at) };
            if let Some(review) = review {
                wait::await_step(next, review);
            }
        })
    }

    /// The first review of the new roll: asked for in the write that makes the roll stand.
    fn review(&self, mark: &RollMark, at: Timestamp) -> Result<Option<Pending>, StepError> {
        let drawn = Part { roll: Some(mark.clone()), levels: 0, ..self.part.clone() };
        let step = levels::first(&drawn, Stage::Review, at)?;
        step.map(|step| wait::pending(&self.part, &step, at)).transpose()
    }

    fn change(
        &self,
        event: Event,
        at: Timestamp,
        details: Details,
        mend: impl FnOnce(&mut Part),
    ) -> Result<Change, StepError> {
        change(&self.part, event, at, Actor::System, details, mend).map_err(StepError::not_allowed)
    }
}

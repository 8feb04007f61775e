//! One report: read, sorted by batch, booked in pieces that fit a transaction, and marked.

use bank::report::MOST_BYTES;
use domain::entry::sha256;
use domain::run::part::Part;
use domain::run::payment::{Batch, Case, Reported};
use domain::run::reconcile::{Booked, Outcome, Row, book, unmatched};
use domain::run::reference::{Message, Reference};
use domain::run::roll::{RollBatch, RollIndex};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use step::runs::objects::{self, Listed};
use step::runs::{self, pay, roll};
use step::{Kit, StepError};
use store::ReportMarker;

/// Rows of one piece where many leave the plain path: each may need its case and its suspense.
const PIECE: usize = 30;

/// Items off the plain path that one transaction takes beside the batch, with room to spare.
const MOST: usize = 80;

/// What all reports of a part have in common.
pub(crate) struct Desk {
    part: Part,
    at: Timestamp,
    index: RollIndex,
    /// Findings that are booked: the same finding in another report is the same money.
    known: BTreeSet<String>,
    /// The reports that are booked, by what is in them.
    booked: BTreeSet<String>,
}

/// What was found in a report so far.
#[derive(Default)]
struct Tally {
    results: BTreeMap<Booked, u32>,
    faults: u32,
}

impl Tally {
    fn count(&mut self, booked: Booked) {
        let count = self.results.entry(booked).or_default();
        *count = count.saturating_add(1);
    }
}

impl Desk {
    /// Reads what every report needs.
    pub(crate) async fn open(kit: &Kit, part: &Part, at: Timestamp) -> Result<Desk, StepError> {
        let index = roll::index(kit, part).await?;
        let index = index.ok_or_else(|| StepError::broken("the roll is not the approved one"))?;
        let suspense = kit.store().list_suspense(&part.run, &part.part).await?;
        let known = suspense.into_iter().map(|found| found.id).collect();
        let reports = kit.store().list_reports(&part.run, &part.part).await?;
        let booked = reports.into_iter().map(|report| report.sha16).collect();
        Ok(Desk { part: part.clone(), at, index, known, booked })
    }

    /// Books a report to its end and marks it; one that is marked under another name is passed over,
    /// which false says.
    pub(crate) async fn book(&mut self, kit: &Kit, object: &Listed) -> Result<bool, StepError> {
        let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX).saturating_mul(2);
        if object.size > most {
            let sha16 = short(&sha256(format!("{}|{}", object.key, object.tag).as_bytes()));
            self.mark(kit, self.marker(object, sha16, String::new(), &unreadable())).await?;
            return Ok(true);
        }
        let Some(bytes) = objects::get(kit, &object.key).await? else { return Ok(false) };
        let sha16 = short(&sha256(&bytes));
        if !self.booked.insert(sha16.clone()) {
            return Ok(false);
        }
        let format = pay::format(runs::benefit(&self.part.benefit)?)?;
        let plain = if bytes.starts_with(b"PK") {
            bank::unprotect(&bytes, pay::password(kit)?).map(|(_, plain)| plain).ok()
        } else {
            Some(bytes)
        };
        let Some(report) = plain.and_then(|plain| bank::read(&plain, format).ok()) else {
            self.mark(kit, self.marker(object, sha16, String::new(), &unreadable())).await?;
            return Ok(true);
        };
        let message = report.message.as_deref().and_then(Message::parse);
        let mut tally = Tally {
            faults: u32::try_from(report.faults.len()).unwrap_or(u32::MAX),
            ..Tally::default()
        };
        let rows = self.rows(kit, report, message.as_ref()).await?;
        let ours = self.belongs(message.as_ref(), &rows);
        let name = message.as_ref().map(ToString::to_string).unwrap_or_default();
        let marker = self.marker(object, sha16, name, &tally);
        if !self.book_rows(kit, rows, ours, &marker, &mut tally).await? {
            self.mark(kit, ReportMarker { results: tally.results, faults: tally.faults, ..marker })
                .await?;
        }
        Ok(true)
    }

    /// The report's rows, and one for every payment of its message that it speaks of as a whole.
    async fn rows(
        &self,
        kit: &Kit,
        report: bank::Report,
        message: Option<&Message>,
    ) -> Result<Vec<Row>, StepError> {
        let mut rows: Vec<Row> = report.rows.into_iter().map(row).collect();
        let (Some(others), Some(message)) = (report.others, message) else { return Ok(rows) };
        if !self.is_ours(message) {
            return Ok(rows);
        }
        let (run, part) = (&self.part.run, &self.part.part);
        let Some(batch) = kit.store().get_batch(run, part, message.batch).await? else {
            return Ok(rows);
        };
        let named: BTreeSet<String> = rows.iter().map(|row| row.reference.clone()).collect();
        let lines = batch.attempt(message.attempt).into_iter().flat_map(|sent| sent.lines.iter());
        for line in lines {
            let reference = Reference { message: message.clone(), line }.to_string();
            if !named.contains(&reference) {
                rows.push(Row { reference, outcome: outcome(others.clone()), amount: None });
            }
        }
        Ok(rows)
    }

    fn is_ours(&self, message: &Message) -> bool {
        message.run == self.part.run_number && message.part == self.part.part
    }

    /// Whether the report is this part's: by its message, else by the first reference it has, else
    /// by the name under which it came. Money of nobody's is booked where its report belongs: the
    /// same report under another part's name must not book it twice.
    fn belongs(&self, message: Option<&Message>, rows: &[Row]) -> bool {
        if let Some(message) = message {
            return self.is_ours(message);
        }
        let first = rows.iter().find_map(|row| Reference::parse(&row.reference));
        first.is_none_or(|reference| self.is_ours(&reference.message))
    }

    /// True once the report is marked: one whose rows are all of one batch, and all plain, is
    /// marked in the write that books it.
    ///
    /// Sorted by batch. What another part was told is that part's to book, wherever the report was
    /// brought to; a reference of nobody's is money without an owner.
    async fn book_rows(
        &mut self,
        kit: &Kit,
        rows: Vec<Row>,
        ours: bool,
        marker: &ReportMarker,
        tally: &mut Tally,
    ) -> Result<bool, StepError> {
        let mut batches: BTreeMap<u32, Vec<Row>> = BTreeMap::new();
        let mut nobodys = Vec::new();
        for row in rows {
            match Reference::parse(&row.reference) {
                Some(reference) if self.is_ours(&reference.message) => {
                    batches.entry(reference.message.batch).or_default().push(row);
                }
                Some(_) => {
                    tally.count(Booked::Unmatched);
                    tally.faults = tally.faults.saturating_add(1);
                }
                None => nobodys.push(row),
            }
        }
        let whole = batches.len() == 1 && nobodys.is_empty() && tally.results.is_empty();
        let mut marked = false;
        for (no, rows) in batches {
            marked = self.book_batch(kit, no, rows, (marker, whole), tally, &mut nobodys).await?;
        }
        for row in nobodys {
            tally.count(Booked::Unmatched);
            if !ours {
                tally.faults = tally.faults.saturating_add(1);
                continue;
            }
            let found = unmatched(&self.part, &row, self.at);
            if let Some(found) = found.filter(|found| !self.known.contains(&found.id)) {
                kit.store().put_suspense(&found).await?;
                self.known.insert(found.id);
            }
        }
        Ok(marked)
    }

    async fn book_batch(
        &mut self,
        kit: &Kit,
        no: u32,
        rows: Vec<Row>,
        (marker, whole): (&ReportMarker, bool),
        tally: &mut Tally,
        nobodys: &mut Vec<Row>,
    ) -> Result<bool, StepError> {
        let (run, part) = (&self.part.run, &self.part.part);
        let Some(batch) = kit.store().get_batch(run, part, no).await? else {
            nobodys.extend(rows);
            return Ok(false);
        };
        let cases = kit.store().list_cases_of(run, part, no).await?;
        let lines = self.lines(kit, no).await?;
        let mut state = Standing { batch, cases, lines };
        let mut rest: &[Row] = &rows;
        let mut size = rest.len();
        let mut marked = false;
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(size.min(rest.len()));
            let mut booking =
                book(&self.part, &state.batch, &state.cases, &state.lines, piece, self.at);
            booking.suspense.retain(|found| !self.known.contains(&found.id));
            let off = booking.cases.len().saturating_add(booking.suspense.len());
            if off > MOST && size > PIECE {
                size = PIECE;
                continue;
            }
            marked = whole && after.is_empty() && size == rows.len() && off == 0;
            marked &= state.batch.reported.is_none() && booking.changes(&state.batch);
            if marked {
                booking.batch.reported = Some(reported(marker, &booking.results));
            }
            kit.store().book(&state.batch, &booking, &state.cases, &marker.sha16).await?;
            booking.results.iter().for_each(|booked| tally.count(*booked));
            self.known.extend(booking.suspense.iter().map(|found| found.id.clone()));
            state.batch = booking.batch;
            for case in booking.cases {
                state.cases.retain(|old| old.line != case.line);
                state.cases.push(case);
            }
            rest = after;
        }
        Ok(marked)
    }

    async fn lines(&self, kit: &Kit, no: u32) -> Result<RollBatch, StepError> {
        let changed = || StepError::broken("the roll is not the approved one");
        let mark = self.index.batches.iter().find(|mark| mark.no == no).ok_or_else(changed)?;
        roll::batch(kit, &self.part, mark).await?.ok_or_else(changed)
    }

    /// What is known of a report before it is booked.
    fn marker(
        &self,
        object: &Listed,
        sha16: String,
        message: String,
        tally: &Tally,
    ) -> ReportMarker {
        ReportMarker {
            run: self.part.run.clone(),
            part: self.part.part.clone(),
            sha16,
            key: object.key.clone(),
            tag: object.tag.clone(),
            message,
            at: self.at,
            by: None,
            results: tally.results.clone(),
            faults: tally.faults,
        }
    }

    /// Last of all: a report whose booking died is booked again from its beginning.
    async fn mark(&self, kit: &Kit, marker: ReportMarker) -> Result<(), StepError> {
        Ok(kit.store().put_report(&marker).await?)
    }
}

/// The mark that goes with a plain booking.
fn reported(marker: &ReportMarker, results: &[Booked]) -> Reported {
    let mut tally = Tally::default();
    results.iter().for_each(|booked| tally.count(*booked));
    Reported {
        sha16: marker.sha16.clone(),
        key: marker.key.clone(),
        tag: marker.tag.clone(),
        message: marker.message.clone(),
        at: marker.at,
        results: tally.results,
        faults: marker.faults,
    }
}

/// A batch as it stands between two pieces of a report.
struct Standing {
    batch: Batch,
    cases: Vec<Case>,
    lines: RollBatch,
}

fn short(hash: &str) -> String {
    hash.get(..16).unwrap_or_default().to_owned()
}

/// A report of which nothing can be read.
fn unreadable() -> Tally {
    Tally { faults: 1, ..Tally::default() }
}

fn row(row: bank::Row) -> Row {
    Row { reference: row.reference, outcome: outcome(row.outcome), amount: row.amount }
}

fn outcome(said: bank::Outcome) -> Outcome {
    match said {
        bank::Outcome::Paid => Outcome::Paid,
        bank::Outcome::Pending => Outcome::Pending,
        bank::Outcome::Rejected { code, text } => Outcome::Rejected { code, text },
        bank::Outcome::Returned { code, text } => Outcome::Returned { code, text },
    }
}

//! `POST /v1/batches/{id}/roster`: a file line by line; a bad line spoils no other.

use crate::columns::{Written, decoded, file, readable, said, title};
use crate::desk::Desk;
use crate::rows::{Prepared, is_member, macs, put, standing};
use api::batches::{BatchRosterLine, BatchRosterRequest, BatchRosterView, RosterOutcome};
use api::{Problem, ProblemCode};
use domain::batch::{MOST_ROWS, RowFault, is_same_person, row_fault};
use sheet::{SheetFault, SheetRow, Table, returned};
use std::collections::HashMap;
use step::closing::{ATTEMPTS, lost_race};
use step::{Answer, Call, Fault, Kit, Reply, StepError};
use store::ROWS_AT_ONCE;

pub(crate) async fn upload(kit: &Kit, call: &Call) -> Answer {
    let request: BatchRosterRequest = call.read()?;
    let mut desk = Desk::gathering(kit, call).await?;
    desk.is_open()?;
    let bytes = decoded(&request.content, call)?;
    let table = sheet::read(&bytes, &readable()).map_err(|fault| unreadable(&fault, call))?;
    if table.rows.len() > usize::try_from(MOST_ROWS).unwrap_or(usize::MAX) {
        return Err(unreadable(&SheetFault::TooManyRows, call));
    }
    for _ in 0..ATTEMPTS {
        match once(&mut desk, &request, &table).await {
            Ok(view) => return Reply::json(200, &view),
            Err(Fault::Store(error)) if lost_race(&error) => desk.read_again().await?,
            Err(fault) => return Err(fault),
        }
    }
    Err(ProblemCode::LostRace.into())
}

fn unreadable(fault: &SheetFault, call: &Call) -> Fault {
    let text = fault.text();
    let mut detail = call.language.pick(&text.zh, &text.en).to_owned();
    if let SheetFault::Missing(columns) = fault {
        let names: Vec<&str> = columns.iter().map(|code| title(code)).collect();
        detail.push_str(&names.join("、"));
    }
    Problem::new(ProblemCode::SheetUnreadable, call.language).with_detail(detail).into()
}

/// What a line comes to before anything is written.
enum Sorted {
    New(Box<Prepared>),
    Known,
    Refused(Vec<String>),
}

async fn once(
    desk: &mut Desk<'_>,
    request: &BatchRosterRequest,
    table: &Table,
) -> Result<BatchRosterView, Fault> {
    let sorted = sort(desk, table).await?;
    let mut lines = Vec::with_capacity(sorted.len());
    let mut fresh = Vec::new();
    for (line, one) in sorted {
        let (outcome, notes) = match one {
            Sorted::New(prepared) => {
                fresh.push((line, *prepared));
                (RosterOutcome::Added, Vec::new())
            }
            Sorted::Known => (RosterOutcome::Known, Vec::new()),
            Sorted::Refused(notes) => (RosterOutcome::Refused, notes),
        };
        lines.push(BatchRosterLine { line, outcome, notes });
    }
    if !request.dry_run {
        write(desk, &fresh, &mut lines).await?;
    }
    shown(request, table, lines)
}

/// Writes the new people, as many at once as a transaction takes, while there is time.
async fn write(
    desk: &mut Desk<'_>,
    fresh: &[(u32, Prepared)],
    lines: &mut [BatchRosterLine],
) -> Result<(), Fault> {
    for chunk in fresh.chunks(ROWS_AT_ONCE) {
        if desk.has_time() {
            let people: Vec<Prepared> = chunk.iter().map(|(_, one)| one.clone()).collect();
            put(desk, &people).await?;
            continue;
        }
        let note = desk.call.language.pick(
            "时间不够,这一行还没有处理。请再上传同一文件,已导入的不会重复。",
            "There was no time for this line. Upload the same file again: nothing is done twice.",
        );
        for line in lines.iter_mut().filter(|line| chunk.iter().any(|(no, _)| *no == line.line)) {
            line.outcome = RosterOutcome::Refused;
            line.notes = vec![note.to_owned()];
        }
    }
    Ok(())
}

async fn sort(desk: &Desk<'_>, table: &Table) -> Result<Vec<(u32, Sorted)>, Fault> {
    let rows = desk.kit.store().list_joining_rows(&desk.batch.id).await?;
    let mut seen: HashMap<String, u32> = HashMap::new();
    let mut count = desk.batch.rows;
    let mut sorted = Vec::with_capacity(table.rows.len());
    for line in &table.rows {
        let one = match prepared(desk, line).await? {
            Err(notes) => Sorted::Refused(notes),
            Ok(prepared) => {
                let key = prepared.new.id_number.expose().to_owned();
                let first = seen.get(&key).copied();
                seen.entry(key).or_insert(line.line);
                match first {
                    Some(first) => Sorted::Refused(vec![twice(desk, first)]),
                    None if rows.iter().any(|row| is_same_person(row, &prepared.macs)) => {
                        Sorted::Known
                    }
                    None => place(desk, prepared, &mut count).await?,
                }
            }
        };
        sorted.push((line.line, one));
    }
    Ok(sorted)
}

fn twice(desk: &Desk<'_>, first: u32) -> String {
    let zh = format!("与第{first}行是同一人,请只保留一行。");
    let en = format!("The same person as in line {first}; keep one of them.");
    desk.call.language.pick(&zh, &en).to_owned()
}

/// A person whom nobody has put on the roster yet: may he stand there?
async fn place(desk: &Desk<'_>, prepared: Prepared, count: &mut u32) -> Result<Sorted, Fault> {
    let standing = standing(desk.kit, &prepared.new).await?;
    let fault = row_fault(&prepared.new, is_member(standing.as_ref()), *count, desk.today);
    let language = desk.call.language;
    let note = match fault {
        None => {
            *count = count.saturating_add(1);
            return Ok(Sorted::New(Box::new(prepared)));
        }
        Some(RowFault::TooYoung) => language.pick(
            "R03 未满16周岁,不能入会。年满后随时可以申请。",
            "R03 Under 16: cannot join yet, and may apply once he is.",
        ),
        Some(RowFault::Member) => language.pick(
            "R09 已经是会员,不用再次入会;换了单位的请办理转会籍。",
            "R09 A member already; who changed employer has the membership moved.",
        ),
        Some(RowFault::Full) => language.pick(
            "一批最多2000人,请另建一批。",
            "A batch holds 2,000 people at most; please begin another.",
        ),
    };
    Ok(Sorted::Refused(vec![note.to_owned()]))
}

async fn prepared(
    desk: &Desk<'_>,
    line: &SheetRow,
) -> Result<Result<Prepared, Vec<String>>, Fault> {
    let language = desk.call.language;
    let mut notes: Vec<String> = line
        .faults
        .iter()
        .map(|fault| {
            let text = fault.problem.text();
            format!("{}:{}", title(fault.column), language.pick(&text.zh, &text.en))
        })
        .collect();
    let broken = |column: &str| line.faults.iter().any(|fault| fault.column == column);
    let read = Written::of_line(line).read(desk.today, desk.kit.settings().allow_synthetic);
    match read {
        Ok(new) if notes.is_empty() => {
            let macs = macs(desk.kit, &new).await?;
            Ok(Ok(Prepared { new, macs, walk_in: false }))
        }
        Ok(_) => Ok(Err(notes)),
        Err(faults) => {
            let faults = faults.into_iter().filter(|(column, _)| !broken(column));
            notes.extend(faults.map(|(column, code)| said(column, code, language)));
            Ok(Err(notes))
        }
    }
}

fn shown(
    request: &BatchRosterRequest,
    table: &Table,
    lines: Vec<BatchRosterLine>,
) -> Result<BatchRosterView, Fault> {
    let results: Vec<(u32, Result<(), Vec<String>>)> = lines
        .iter()
        .map(|line| match line.outcome {
            RosterOutcome::Refused => (line.line, Err(line.notes.clone())),
            RosterOutcome::Added | RosterOutcome::Known => (line.line, Ok(())),
        })
        .collect();
    let bytes = returned(table, &results).map_err(|_| StepError::broken("a returned file"))?;
    let count = |outcome| {
        let found = lines.iter().filter(|line| line.outcome == outcome).count();
        u32::try_from(found).unwrap_or(u32::MAX)
    };
    let plain = request.file_name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = plain.rsplit_once('.').map_or(plain, |(stem, _)| stem);
    Ok(BatchRosterView {
        dry_run: request.dry_run,
        added: count(RosterOutcome::Added),
        known: count(RosterOutcome::Known),
        refused: count(RosterOutcome::Refused),
        file: file(format!("{stem}-校验结果.xlsx"), &bytes),
        lines,
    })
}

//! `POST /v1/payees/imports`: a file line by line; a bad line spoils no other.
//!
//! A long file takes several calls: each brings the whole file, goes on where the one before ended,
//! and says where the next one begins.

use crate::columns::{decoded, file, readable, title};
use crate::list::keeper_of;
use crate::row::{Door, Taken, read};
use api::files::FileView;
use api::payees::{ImportCounts, ImportLine, ImportOutcome, ImportRequest, ImportView};
use api::{Language, Problem, ProblemCode};
use domain::authority::Action;
use domain::id::{PersonId, UnionId};
use domain::matter;
use domain::payee::{Facts, PayeeStatus, Register};
use domain::person::Consent;
use domain::union::Union;
use jiff::SignedDuration;
use sheet::{SheetFault, Table, returned};
use std::collections::HashMap;
use step::finance::counter::Counter;
use step::finance::part_words::register_of;
use step::people::{document_indexes, of_document, owner};
use step::runs::drive::union_of;
use step::{Answer, Call, Fault, Kit, Reply, StepError, Vault};
use store::{StoreError, StoredPayee};

/// The most lines of one call.
const MOST: usize = 2_000;

/// Nothing more is begun after this: the gateway waits for 30 seconds.
const LONGEST: SignedDuration = SignedDuration::from_secs(22);

/// What became of a line, and what is to be said about it.
type Done = (ImportOutcome, Vec<String>);

pub(crate) async fn import(kit: &Kit, call: &Call) -> Answer {
    let request: ImportRequest = call.read()?;
    let counter = Counter::open(kit, call).await?;
    counter.needs(Action::KeepPayees)?;
    let register = register_of(request.register);
    let bytes = decoded(&request.content, call)?;
    let table = sheet::read(&bytes, &readable(register))
        .map_err(|fault| unreadable(&fault, register, call))?;
    let from = usize::try_from(request.from.unwrap_or(0)).unwrap_or(usize::MAX);
    let (done, rest) = table.rows.split_at(from.min(table.rows.len()));
    let mut desk = Desk {
        counter,
        register,
        dry: request.dry_run,
        unions: HashMap::new(),
        seen: HashMap::new(),
    };
    for row in done {
        desk.remember(row);
    }
    let mut lines = Vec::new();
    for row in rest.iter().take(MOST) {
        // A call without time for a single line would never end.
        if !lines.is_empty() && desk.is_late() {
            break;
        }
        let (outcome, notes) = desk.line(row).await?;
        lines.push(ImportLine { line: row.line, outcome, notes });
    }
    let next = from.saturating_add(lines.len());
    let next = (next < table.rows.len()).then_some(u32::try_from(next).unwrap_or(u32::MAX));
    Reply::json(200, &shown(&request, &table, lines, next)?)
}

fn unreadable(fault: &SheetFault, register: Register, call: &Call) -> Fault {
    let text = fault.text();
    let mut detail = call.language.pick(&text.zh, &text.en).to_owned();
    if let SheetFault::Missing(columns) = fault {
        let names: Vec<String> = columns.iter().map(|code| title(register, code)).collect();
        detail.push_str(&names.join("、"));
    }
    Problem::new(ProblemCode::SheetUnreadable, call.language).with_detail(detail).into()
}

fn shown(
    request: &ImportRequest,
    table: &Table,
    lines: Vec<ImportLine>,
    next: Option<u32>,
) -> Result<ImportView, Fault> {
    let count = |outcome| {
        let found = lines.iter().filter(|line| line.outcome == outcome).count();
        u32::try_from(found).unwrap_or(u32::MAX)
    };
    let file = match next {
        Some(_) => None,
        None => Some(mended(request, table, &lines)?),
    };
    Ok(ImportView {
        dry_run: request.dry_run,
        counts: ImportCounts {
            added: count(ImportOutcome::Added),
            changed: count(ImportOutcome::Changed),
            unchanged: count(ImportOutcome::Unchanged),
            refused: count(ImportOutcome::Refused),
        },
        rows: u32::try_from(table.rows.len()).unwrap_or(u32::MAX),
        next,
        file,
        lines,
    })
}

/// The whole file with what was found in each of its lines, by this call and those before.
fn mended(request: &ImportRequest, table: &Table, lines: &[ImportLine]) -> Result<FileView, Fault> {
    let mut refused: HashMap<u32, Vec<String>> = request
        .earlier
        .iter()
        .map(|one| (one.line, one.note.lines().map(str::to_owned).collect()))
        .collect();
    let now = lines.iter().filter(|line| line.outcome == ImportOutcome::Refused);
    refused.extend(now.map(|line| (line.line, line.notes.clone())));
    let result = |line: u32| refused.get(&line).map_or(Ok(()), |notes| Err(notes.clone()));
    let results: Vec<(u32, Result<(), Vec<String>>)> =
        table.rows.iter().map(|row| (row.line, result(row.line))).collect();
    let bytes = returned(table, &results).map_err(|_| StepError::broken("a returned file"))?;
    let plain = request.file_name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = plain.rsplit_once('.').map_or(plain, |(stem, _)| stem);
    Ok(file(format!("{stem}-校验结果.xlsx"), &bytes))
}

struct Desk<'a> {
    counter: Counter<'a>,
    register: Register,
    dry: bool,
    /// The unions that keep payees, and whether the caller acts for them.
    unions: HashMap<UnionId, (Union, bool)>,
    /// In which line a document stood first.
    seen: HashMap<String, u32>,
}

impl Desk<'_> {
    fn language(&self) -> Language {
        self.counter.call.language
    }

    fn refused(&self, zh: &str, en: &str) -> Done {
        (ImportOutcome::Refused, vec![self.language().pick(zh, en).to_owned()])
    }

    fn door(&self) -> Door {
        Door {
            register: self.register,
            today: self.counter.today,
            synthetic: self.counter.kit.settings().allow_synthetic,
            language: self.language(),
        }
    }

    /// True once no further line is begun in this call.
    fn is_late(&self) -> bool {
        self.counter.kit.now().duration_since(self.counter.call.now) > LONGEST
    }

    /// A line that an earlier call did: the same person again is refused all the same.
    fn remember(&mut self, row: &sheet::SheetRow) {
        if let Ok(taken) = read(row, self.door()) {
            self.seen.entry(document(&taken)).or_insert(row.line);
        }
    }

    /// One line. What it does to the table is its own: a fault of the table ends the call, and the
    /// same file again finds what was written and goes on.
    async fn line(&mut self, row: &sheet::SheetRow) -> Result<Done, Fault> {
        let taken = match read(row, self.door()) {
            Ok(taken) => taken,
            Err(faults) => return Ok((ImportOutcome::Refused, faults)),
        };
        let keeper = self.keeper(&taken).await?;
        if !self.keeps(&keeper).await? {
            return Ok(self.refused(
                "这一地方的名册不归您管理;区县工会请填写“区县”一列。",
                "The register of this place is not yours to keep; a county fills in its column.",
            ));
        }
        let key = document(&taken);
        if let Some(first) = self.seen.get(&key) {
            let zh = format!("与第{first}行是同一人,请只保留一行。");
            let en = format!("The same person as in line {first}; keep one of them.");
            return Ok(self.refused(&zh, &en));
        }
        self.seen.insert(key, row.line);
        self.take(&taken, &keeper).await
    }

    /// The union that keeps a line's payee: the county's where the file names one that has its own,
    /// else the city's.
    async fn keeper(&self, taken: &Taken) -> Result<UnionId, Fault> {
        let county = taken.county.as_deref().and_then(|code| UnionId::parse(code).ok());
        if let Some(county) = county
            && (self.unions.contains_key(&county)
                || self.counter.kit.store().get_union(&county).await?.is_some())
        {
            return Ok(county);
        }
        Ok(union_of(&taken.city)?)
    }

    async fn keeps(&mut self, id: &UnionId) -> Result<bool, Fault> {
        if let Some((_, known)) = self.unions.get(id) {
            return Ok(*known);
        }
        let union = self.counter.union(id).await?;
        let keeps = self.counter.may(Action::KeepPayees, &union).is_some();
        self.unions.insert(id.clone(), (union, keeps));
        Ok(keeps)
    }

    async fn take(&mut self, taken: &Taken, keeper: &UnionId) -> Result<Done, Fault> {
        let kit = self.counter.kit;
        let indexes = document_indexes(kit, taken.id_type, &taken.number).await?;
        let known = owner(kit, &indexes).await?;
        if let Some(id) = &known {
            let person = kit.store().get_person(id).await?;
            if person.is_some_and(|person| person.name != taken.name) {
                return Ok(self.refused(
                    "姓名与该证件号已登记的姓名不一致,请对照证件核对。",
                    "The name is not the one on record for this document; please compare.",
                ));
            }
        }
        if self.dry && known.is_none() {
            return Ok((ImportOutcome::Added, Vec::new()));
        }
        let id = match known {
            Some(id) => id,
            None => of_document(kit, &taken.name, taken.id_type, &taken.number)
                .await?
                .ok_or(ProblemCode::LostRace)?,
        };
        let (row, notes) = match self.row(&id, taken, keeper).await? {
            Ok(outcome) => (outcome, Vec::new()),
            Err(refused) => return Ok(refused),
        };
        let account = self.account(&id, taken).await?;
        let outcome = match (row, account) {
            (ImportOutcome::Unchanged, true) => ImportOutcome::Changed,
            (row, _) => row,
        };
        Ok((outcome, notes))
    }

    /// Writes the row of the register, if it differs.
    #[expect(
        clippy::too_many_lines,
        reason = "one row from reading to writing, each refusal in its place"
    )]
    async fn row(
        &mut self,
        id: &PersonId,
        taken: &Taken,
        keeper: &UnionId,
    ) -> Result<Result<ImportOutcome, Done>, Fault> {
        let kit = self.counter.kit;
        let rows = kit.store().find_payees_of(id).await?;
        let before = rows.into_iter().find(|row| row.register == self.register);
        if before.as_ref().is_some_and(|row| row.status != PayeeStatus::Living) {
            return Ok(Err(self.refused(
                "名册登记此人目前不能发放;有误的请先更正状态。",
                "The register says that this person cannot be paid; correct the status first.",
            )));
        }
        // A file without the county leaves a payee with the county that has him.
        let stays = before.as_ref().filter(|row| taken.county.is_none() && row.city == taken.city);
        let union = stays.and_then(|row| row.union.clone()).unwrap_or_else(|| keeper.clone());
        if let Some(row) = &before
            && !self.keeps(&keeper_of(row)?).await?
        {
            return Ok(Err(self.refused(
                "此人在另一地方的名册上,须由那里的工会或上级工会转过来。",
                "He is on the register of another place; that office or the one above moves him.",
            )));
        }
        let place = StoredPayee::place(self.register, id);
        let vault = kit.vault().await?;
        let same_facts = before.as_ref().is_some_and(|row| holds(vault, row, &taken.facts));
        let checked = taken.checked.or(before.as_ref().map(|row| row.checked_on));
        let checked = checked.unwrap_or(self.counter.today);
        let latest = before.as_ref().map_or(checked, |row| row.checked_on.max(checked));
        let same = before.as_ref().is_some_and(|row| {
            same_facts
                && row.city == taken.city
                && keeper_of(row).is_ok_and(|kept| kept == union)
                && row.unit == taken.unit
                && row.checked_on == latest
        });
        if same {
            return Ok(Ok(ImportOutcome::Unchanged));
        }
        let facts = serde_json::to_string(&taken.facts).map_err(|_| StepError::broken("facts"))?;
        let version = before.as_ref().map_or(0, |row| row.version);
        let next = StoredPayee {
            register: self.register,
            person: id.clone(),
            version: version.saturating_add(1),
            name: taken.name.clone(),
            id_masked: taken.number.masked(),
            city: taken.city.clone(),
            union: Some(union),
            unit: taken.unit.clone(),
            status: PayeeStatus::Living,
            checked_on: latest,
            unconfirmed: before.as_ref().and_then(|row| row.unconfirmed.clone()),
            facts: vault.seal(&place, &facts)?,
        };
        if !self.dry {
            match self.write(&next, before.as_ref()).await {
                Ok(()) => {}
                Err(StoreError::Conflict) => {
                    return Ok(Err(self.refused(
                        "就在刚才有人先更新了这一行,请再上传一次。",
                        "Somebody changed it a moment ago; please upload it again.",
                    )));
                }
                Err(error) => return Err(error.into()),
            }
        }
        let new = before.is_none();
        Ok(Ok(if new { ImportOutcome::Added } else { ImportOutcome::Changed }))
    }

    async fn write(
        &self,
        next: &StoredPayee,
        before: Option<&StoredPayee>,
    ) -> Result<(), StoreError> {
        let store = self.counter.kit.store();
        match before {
            Some(row) if row.city != next.city => {
                store.move_payee(next, &row.city, row.version).await
            }
            row => store.put_payee(next, row.map_or(0, |row| row.version)).await,
        }
    }

    /// Writes the account, if it differs; true when it does.
    async fn account(&self, id: &PersonId, taken: &Taken) -> Result<bool, Fault> {
        let Some(entered) = &taken.account else { return Ok(false) };
        let (kit, now) = (self.counter.kit, self.counter.call.now);
        let before = kit.store().get_bank_account(id).await?;
        let by = &self.counter.caller.subject;
        let Some(account) = entered.account(kit, id, before.as_ref(), by, now).await? else {
            return Ok(false);
        };
        if !self.dry {
            let read = before.map_or(0, |account| account.version);
            kit.store().put_bank_account(&account, read).await?;
            agreed(kit, id, &format!("PAPER {}", taken.consent), now).await?;
        }
        Ok(true)
    }
}

/// What tells one person's document from another's.
fn document(taken: &Taken) -> String {
    format!("{}:{}", taken.id_type.as_str(), taken.number.expose())
}

/// Whether a row's facts are these. What cannot be opened or read is written anew.
fn holds(vault: &Vault, row: &StoredPayee, facts: &Facts) -> bool {
    let place = StoredPayee::place(row.register, &row.person);
    let text = vault.open_value(&place, &row.facts).ok();
    text.and_then(|text| serde_json::from_str::<Facts>(&text).ok()).as_ref() == Some(facts)
}

/// Keeps the consent that an account is used (BANK), if its text is published.
pub(crate) async fn agreed(
    kit: &Kit,
    person: &PersonId,
    channel: &str,
    at: jiff::Timestamp,
) -> Result<(), Fault> {
    let Some(text) = matter::consent("BANK") else { return Ok(()) };
    let file = kit.store().get_person_file(person).await?;
    let given = file
        .consents
        .iter()
        .any(|one| one.code == text.code && one.policy == text.version && one.withdrawn.is_none());
    if given {
        return Ok(());
    }
    let consent = Consent {
        person: person.clone(),
        code: text.code.clone(),
        policy: text.version.clone(),
        granted: at,
        withdrawn: None,
        channel: channel.chars().take(100).collect(),
    };
    Ok(kit.store().put_consent(&consent).await?)
}

//! Runs and their parts as they are read and begun; what moves a part is in `run_writes`.

use crate::item::{self, Ask, Item, attribute, item, key, number, record, text};
use crate::keys::{self, HEAD, entry, moment, wake_shard};
use crate::{Page, Result, Store, StoreError};
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem};
use domain::id::{ApplicationId, RestructuringId, RosterId, RunId};
use domain::run::part::{Change, Entry, Part};
use domain::run::{Run, RunKind};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What must be driven again by now; each once, the longest overdue of a shard first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// Applications.
    pub applications: Vec<ApplicationId>,
    /// Runs, by their own moment or by that of a part.
    pub runs: Vec<RunId>,
    /// Rosters.
    pub rosters: Vec<RosterId>,
    /// Unions that are merged, split or dissolved.
    pub restructurings: Vec<RestructuringId>,
}

/// Which run a period has, or whose a number is.
#[derive(Serialize, Deserialize)]
struct Pointer {
    run: RunId,
}

fn period(benefit: &str) -> String {
    let code = benefit.split('@').next().unwrap_or_default();
    format!("PERIOD#{code}")
}

fn woken(wake: Option<Timestamp>, run: &RunId) -> Vec<(&'static str, String)> {
    let Some(wake) = wake else { return Vec::new() };
    vec![("wpk", wake_shard(run.as_str())), ("wsk", moment(wake))]
}

fn run_row(run: &Run) -> Result<Item> {
    let mut indexes = woken(run.wake, &run.id);
    indexes.push(("lpk", "RUNS".to_owned()));
    indexes.push(("lsk", format!("{}#{}", run.year, run.id.as_str())));
    item(run, keys::run(&run.id), HEAD, indexes)
}

/// A part's head as an item. What its keys say is not said again, and the chain's hash is kept as
/// bytes: a head over 1 KB costs twice.
pub(crate) fn part_row(part: &Part) -> Result<Item> {
    let key = keys::part(&part.run, &part.part);
    let mut row = item(part, key, HEAD, woken(part.wake, &part.run))?;
    for said in ["run", "part", "wake"] {
        row.remove(said);
    }
    if let Some(hash) = bytes_of(&part.chain) {
        row.insert("chain".to_owned(), AttributeValue::B(Blob::new(hash)));
    }
    if let (Some(roll), Some(AttributeValue::M(totals))) = (&part.roll, row.get_mut("totals"))
        && (part.totals.lines, part.totals.fen) == (roll.count, roll.total)
    {
        totals.remove("lines");
        totals.remove("fen");
    }
    Ok(row)
}

/// The bytes of a hash in hexadecimal; none for anything else.
fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    let digits = hex.as_bytes().chunks(2);
    let bytes = digits.map(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
    (hex.len() == 64).then(|| bytes.collect()).flatten()
}

/// The same back: run, part and moment out of the keys, lines and their sum out of the roll.
fn part_of(mut row: Item) -> Result<Part> {
    let pk = attribute(&row, "pk").to_owned();
    let (run, part) = pk
        .strip_prefix("RUN#")
        .and_then(|rest| rest.split_once('#'))
        .ok_or(StoreError::Malformed)?;
    let wake = attribute(&row, "wsk").parse().ok().map(Timestamp::from_millisecond);
    row.insert("run".to_owned(), text(run));
    row.insert("part".to_owned(), text(part));
    if let Some(AttributeValue::B(hash)) = row.get("chain") {
        let hex: String = hash.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        row.insert("chain".to_owned(), text(hex));
    }
    let roll = row.get("roll").and_then(|roll| roll.as_m().ok());
    let of_roll = |name| roll.and_then(|roll| roll.get(name)).cloned();
    let sums = [("lines", of_roll("count")), ("fen", of_roll("total"))];
    if let Some(AttributeValue::M(totals)) = row.get_mut("totals") {
        for (name, sum) in sums.into_iter().filter_map(|(name, sum)| Some((name, sum?))) {
            totals.entry(name.to_owned()).or_insert(sum);
        }
    }
    row.remove("wake");
    if let Some(wake) = wake {
        let wake = wake.map_err(|_| StoreError::Malformed)?;
        row.insert("wake".to_owned(), text(wake.to_string()));
    }
    record(row)
}

impl Store {
    /// D1, D2. A new run. A regular one takes its period; a supplement names the run it mends.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] when the period has its run, the run is there already, or there
    /// is nothing to supplement.
    pub async fn put_new_run(&self, run: &Run) -> Result<()> {
        let pointer = Pointer { run: run.id.clone() };
        let new = Some("attribute_not_exists(pk)");
        let guard = match &run.kind {
            RunKind::Regular => run.period.clone(),
            RunKind::Supplement { .. } => format!("{}#S#{}", run.period, run.id.as_str()),
        };
        let mut items = vec![
            self.put(run_row(run)?, new, [])?,
            self.put(item(&pointer, period(&run.benefit), guard, [])?, new, [])?,
            self.put(item(&pointer, format!("RUN#{}", run.number), "NUMBER", [])?, new, [])?,
        ];
        if let RunKind::Supplement { to } = &run.kind {
            items.push(self.check(key(keys::run(to), HEAD), "attribute_exists(pk)", [])?);
        }
        self.transact(items).await
    }

    /// D1. A run's head, as of now.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn get_run(&self, id: &RunId) -> Result<Option<Run>> {
        self.read(keys::run(id), HEAD, true).await
    }

    /// D2. The regular run of a benefit's period. `benefit` with or without its version.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn find_run(&self, benefit: &str, of: &str) -> Result<Option<RunId>> {
        let found: Option<Pointer> = self.read(period(benefit), of, true).await?;
        Ok(found.map(|pointer| pointer.run))
    }

    /// D2. The run of that number, as references and bank files carry it.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn find_run_by_number(&self, number: &str) -> Result<Option<RunId>> {
        let found: Option<Pointer> = self.read(format!("RUN#{number}"), "NUMBER", true).await?;
        Ok(found.map(|pointer| pointer.run))
    }

    /// D3. All runs, the newest year and in it the newest run first.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn list_runs(&self, cursor: Option<&str>, limit: u32) -> Result<Page<Run>> {
        let ask = Ask {
            index: Some("list"),
            pk: "RUNS".to_owned(),
            newest_first: true,
            limit: i32::try_from(limit).unwrap_or(i32::MAX),
            cursor: cursor.map(str::to_owned),
            ..Ask::default()
        };
        self.listed_records(ask).await
    }

    /// D1. Writes a run's head, if nobody wrote since that version was read.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] when somebody did.
    pub async fn move_run(&self, read_version: u64, run: &Run) -> Result<()> {
        let read = [(":read", number(read_version))];
        self.put_alone(run_row(run)?, Some("version = :read"), read).await
    }

    /// D4, D5. A new part, with its first entry.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] when it is there already.
    pub async fn put_new_part(&self, change: &Change) -> Result<()> {
        let head = self.put(part_row(&change.part)?, Some("attribute_not_exists(pk)"), [])?;
        self.transact(vec![head, self.part_entry_item(&change.entry)?]).await
    }

    pub(crate) fn part_entry_item(&self, line: &Entry) -> Result<TransactWriteItem> {
        let row = item(line, keys::part(&line.run, &line.part), entry(line.no), [])?;
        self.put(row, Some("attribute_not_exists(pk)"), [])
    }

    /// D4. A part's head, as of now.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn get_part(&self, run: &RunId, part: &str) -> Result<Option<Part>> {
        self.read_item(keys::part(run, part), HEAD, true).await?.map(part_of).transpose()
    }

    /// D4. The heads of a run's parts, in the run's order, as of now; parts that are not begun
    /// are left out.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn list_parts(&self, run: &Run) -> Result<Vec<Part>> {
        let keys: Vec<(String, String)> =
            run.parts.iter().map(|part| (keys::part(&run.id, part), HEAD.to_owned())).collect();
        self.read_many_now(&keys).await?.into_iter().map(part_of).collect()
    }

    /// D5. All entries of a part, oldest first.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn list_part_entries(&self, run: &RunId, part: &str) -> Result<Vec<Entry>> {
        self.list_of_part(run, part, "E#").await
    }

    /// D5. One entry of a part.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn get_part_entry(&self, run: &RunId, part: &str, no: u32) -> Result<Option<Entry>> {
        self.read(keys::part(run, part), entry(no), true).await
    }

    /// A5. Puts off the next drive of a run that keeps failing, so that others are not held up
    /// by it. No version: nothing about the run changes.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] when it moved on meanwhile, which is as good.
    pub async fn move_run_wake(&self, read: &Run, wake: Timestamp) -> Result<()> {
        self.put_off(key(keys::run(&read.id), HEAD), read.version, wake).await
    }

    /// A5. The same for a part.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] when it moved on meanwhile, which is as good.
    pub async fn move_part_wake(&self, read: &Part, wake: Timestamp) -> Result<()> {
        self.put_off(key(keys::part(&read.run, &read.part), HEAD), read.version, wake).await
    }

    /// Moves the moment of a head that has the version that was read and still waits for one.
    pub(crate) async fn put_off(&self, head: Item, read: u64, wake: Timestamp) -> Result<()> {
        let marks = [
            (":wake", text(wake.to_string())),
            (":moment", text(moment(wake))),
            (":read", number(read)),
        ];
        let condition = "#v = :read AND attribute_exists(wsk)";
        self.change_alone(head, "SET wake = :wake, wsk = :moment", Some(condition), marks)
            .await
            .map(|_| ())
    }

    /// A5. Everything that must be driven by `now`: `limit` keys of a shard, the longest overdue
    /// first.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn list_all_due(&self, now: Timestamp, limit: i32) -> Result<Due> {
        let mut due = Due::default();
        for shard in keys::wake_shards() {
            let ask = Ask {
                index: Some("wake"),
                pk: shard,
                before: Some(moment(now)),
                limit,
                ..Ask::default()
            };
            for found in self.ask(ask).await?.items {
                let pk = attribute(&found, "pk");
                if let Some(id) = pk.strip_prefix("A#") {
                    due.applications.extend(ApplicationId::parse(id).ok());
                } else if let Some(id) = pk.strip_prefix("ROSTER#") {
                    due.rosters.extend(RosterId::parse(id).ok());
                } else if let Some(id) = pk.strip_prefix("RESTRUCTURING#") {
                    due.restructurings.extend(RestructuringId::parse(id).ok());
                } else if let Some(id) = pk.strip_prefix("RUN#") {
                    let id = id.split('#').next().and_then(|id| RunId::parse(id).ok());
                    due.runs.extend(id.filter(|id| !due.runs.contains(id)));
                }
            }
        }
        Ok(due)
    }

    /// The records that a page of an index points at.
    pub(crate) async fn listed_records<T: serde::de::DeserializeOwned>(
        &self,
        ask: Ask<'_>,
    ) -> Result<Page<T>> {
        let page = self.ask(ask).await?;
        let keys: Vec<(String, String)> = page.items.iter().map(item::place).collect();
        let items = self.read_many(&keys).await?;
        let items = items.into_iter().map(record).collect::<Result<_>>()?;
        Ok(Page { items, cursor: page.cursor })
    }

    /// Every record of a part under a prefix, in order, as of now.
    pub(crate) async fn list_of_part<T: serde::de::DeserializeOwned>(
        &self,
        run: &RunId,
        part: &str,
        prefix: impl Into<String>,
    ) -> Result<Vec<T>> {
        self.items_of_part(run, part, prefix).await?.into_iter().map(record).collect()
    }

    /// Every item of a part under a prefix, in order, as of now.
    pub(crate) async fn items_of_part(
        &self,
        run: &RunId,
        part: &str,
        prefix: impl Into<String>,
    ) -> Result<Vec<Item>> {
        let ask = Ask {
            pk: keys::part(run, part),
            prefix: Some(prefix.into()),
            limit: 1_000,
            consistent: true,
            ..Ask::default()
        };
        self.ask_all(ask, usize::MAX).await
    }
}

//! The worklist: the open steps of an officer's unions by due date, or those that were decided.

use crate::directory::cursor_invalid;
use crate::item::{StepFacts, item};
use crate::merge::{self, Order, Stream, take};
use api::ProblemCode;
use api::request::TaskFilters;
use api::routes::MAX_PAGE;
use api::tasks::{TaskCounts, TaskItem, TaskList, TaskState};
use domain::application::{Application, Claim};
use domain::authority::{Action, may};
use domain::calendar::{add_working_days, shanghai_date};
use domain::deadline::NEAR_DUE;
use domain::entry::Entry;
use domain::id::{ApplicationId, PersonId, UnionId};
use domain::mask::mask_name;
use domain::role::Caller;
use jiff::civil::Date;
use std::collections::{HashMap, VecDeque};
use step::view::scope::Unions;
use step::{Answer, Call, Fault, Kit, Reply};
use store::WORKLIST_COUNT_LIMIT;

/// The most unions below one that are listed together with it.
const UNIONS: usize = 60;
/// The most rows that one page looks at before it ends with what it found.
const LOOKED_AT: usize = 2_000;

/// One row, whichever list it comes from.
struct Row {
    application: Application,
    claim: Option<Claim>,
    decision: Option<Entry>,
}

struct Reader<'a> {
    kit: &'a Kit,
    call: &'a Call,
    caller: Caller,
    filters: TaskFilters,
    today: Date,
    order: Order,
    fetch: i32,
}

/// `GET /v1/tasks`.
pub(crate) async fn list(kit: &Kit, call: &Call) -> Answer {
    let filters = TaskFilters::read(&call.query, call.language)?;
    let caller = kit.store().get_account(call.caller()?).await?.caller;
    let done = filters.state == Some(TaskState::Done);
    let order = if done { Order::Newest } else { Order::ByDue };
    let today = shanghai_date(call.now);
    let mut reader = Reader { kit, call, caller, filters, today, order, fetch: 100 };
    let (listed, unions) = reader.unions().await?;
    reader.fetch = if listed.len() > 4 { 25 } else { 100 };
    let counts = reader.counts(&listed).await?;
    let (rows, cursor) = reader.page(listed).await?;
    let items = reader.items(&rows, &unions).await?;
    Reply::json(200, &TaskList { items, cursor, counts })
}

impl Reader<'_> {
    /// The unions whose tasks are listed: the one asked for and those below it, else those where
    /// the caller holds an office or stands in.
    async fn unions(&self) -> Result<(Vec<UnionId>, Unions), Fault> {
        let mut unions = Unions::default();
        let mut listed: Vec<UnionId> = Vec::new();
        match &self.filters.union {
            Some(id) => {
                let id = UnionId::parse(id).map_err(|_| ProblemCode::NotFound)?;
                unions.load(self.kit.store(), [id.clone()]).await?;
                unions.get(&id).ok_or(ProblemCode::NotFound)?;
                if !self.may_list(&id, &unions) {
                    return Err(ProblemCode::Forbidden.into());
                }
                listed = self.with_below(id).await?;
                unions.load(self.kit.store(), listed.iter().cloned()).await?;
            }
            None => {
                let own = self.caller.grants.iter().map(|grant| &grant.union);
                let lent = self.caller.stand_ins.iter().map(|one| &one.union);
                for id in own.chain(lent) {
                    unions.load(self.kit.store(), [id.clone()]).await?;
                    if !listed.contains(id) && self.may_list(id, &unions) {
                        listed.push(id.clone());
                    }
                }
            }
        }
        if listed.is_empty() {
            return Err(ProblemCode::Forbidden.into());
        }
        Ok((listed, unions))
    }

    fn may_list(&self, id: &UnionId, unions: &Unions) -> bool {
        let path = unions.get(id).map(|union| union.path.as_str());
        path.is_some_and(|path| may(&self.caller, Action::View, id, path, self.today).is_ok())
    }

    async fn with_below(&self, top: UnionId) -> Result<Vec<UnionId>, Fault> {
        let mut all = vec![top];
        let mut at = 0_usize;
        while let Some(id) = all.get(at).cloned() {
            at = at.saturating_add(1);
            let room = UNIONS.saturating_sub(all.len());
            if room == 0 {
                break;
            }
            let below = self.kit.store().list_children(&id, room).await?;
            all.extend(below.into_iter().map(|union| union.id));
        }
        Ok(all)
    }

    /// The sums over the unions, whatever the filters.
    async fn counts(&self, listed: &[UnionId]) -> Result<TaskCounts, Fault> {
        let near = add_working_days(self.today, NEAR_DUE.into()).date;
        let after = near.tomorrow().unwrap_or(near);
        let most = u32::try_from(WORKLIST_COUNT_LIMIT).unwrap_or(0);
        let mut sum = TaskCounts::default();
        for union in listed {
            let one = self.kit.store().count_work(union, self.today, after).await?;
            sum.waiting = sum.waiting.saturating_add(one.waiting).min(most);
            sum.near_due = sum.near_due.saturating_add(one.near_due).min(most);
            sum.overdue = sum.overdue.saturating_add(one.overdue).min(most);
        }
        Ok(sum)
    }

    /// A page: the lists of all unions merged, as many as fit and pass the filters.
    async fn page(&self, listed: Vec<UnionId>) -> Result<(Vec<Row>, Option<String>), Fault> {
        let from = match &self.filters.cursor {
            Some(cursor) => {
                let position = merge::position(self.order, cursor);
                Some(position.ok_or_else(|| cursor_invalid(self.call))?)
            }
            None => None,
        };
        let mut streams: Vec<Stream<UnionId, Row>> =
            listed.into_iter().map(|union| Stream::new(union, from.clone())).collect();
        let mut kept = Vec::new();
        let mut last = None;
        for _ in 0..LOOKED_AT {
            if kept.len() == MAX_PAGE {
                break;
            }
            for stream in streams.iter_mut().filter(|stream| stream.is_dry()) {
                self.read_on(stream).await?;
            }
            let Some((position, row)) = take(&mut streams, self.order) else {
                return Ok((kept, None));
            };
            last = Some(position);
            if self.is_wanted(&row) {
                kept.push(row);
            }
        }
        let more = streams.iter().any(|stream| !stream.rows.is_empty() || !stream.ended);
        let cursor = last.filter(|_| more).map(|position| merge::cursor(self.order, &position));
        Ok((kept, cursor))
    }

    async fn read_on(&self, stream: &mut Stream<UnionId, Row>) -> Result<(), Fault> {
        let from = stream.last.as_deref();
        let mut rows = match self.order {
            Order::ByDue => self.open_rows(&stream.source, from).await?,
            Order::Newest => self.decided_rows(&stream.source, from).await?,
        };
        let full = usize::try_from(self.fetch).is_ok_and(|fetch| rows.len() >= fetch);
        stream.ended = !full;
        if let Some((position, _)) = rows.back() {
            stream.last = Some(position.clone());
        }
        if self.filters.overdue {
            let read = rows.len();
            rows.retain(|(_, row)| {
                StepFacts::open(&row.application).is_some_and(|step| step.due < self.today)
            });
            stream.ended |= rows.len() < read;
        }
        stream.rows = rows;
        Ok(())
    }

    async fn open_rows(
        &self,
        union: &UnionId,
        after: Option<&str>,
    ) -> Result<VecDeque<(String, Row)>, Fault> {
        let store = self.kit.store();
        let found = store.list_work_after(union, after, self.fetch).await?;
        let ids: Vec<ApplicationId> = found.iter().map(|row| row.application.id.clone()).collect();
        let mut claims: HashMap<ApplicationId, Claim> =
            store.list_claims(&ids, self.call.now).await?.into_iter().collect();
        let rows = found.into_iter().map(|row| {
            let step = row.application.pending.as_ref().map(|step| step.seq);
            let claim = claims.remove(&row.application.id).filter(|one| Some(one.seq) == step);
            (row.position, Row { application: row.application, claim, decision: None })
        });
        Ok(rows.collect())
    }

    async fn decided_rows(
        &self,
        union: &UnionId,
        before: Option<&str>,
    ) -> Result<VecDeque<(String, Row)>, Fault> {
        let store = self.kit.store();
        let found = store.list_decided_before(union, before, self.fetch).await?;
        let ids: Vec<ApplicationId> =
            found.iter().map(|row| row.entry.application.clone()).collect();
        let heads: HashMap<ApplicationId, Application> = store
            .list_applications(&ids)
            .await?
            .into_iter()
            .map(|head| (head.id.clone(), head))
            .collect();
        let rows = found.into_iter().filter_map(|row| {
            let application = heads.get(&row.entry.application)?.clone();
            Some((row.position, Row { application, claim: None, decision: Some(row.entry) }))
        });
        Ok(rows.collect())
    }

    fn is_wanted(&self, row: &Row) -> bool {
        let application = &row.application;
        let of = |wanted: &Option<String>, is: &str| wanted.as_ref().is_none_or(|one| one == is);
        let in_state = match self.filters.state {
            Some(TaskState::Open) => row.claim.is_none(),
            Some(TaskState::Claimed) => row.claim.is_some(),
            Some(TaskState::Done) | None => true,
        };
        in_state
            && of(&self.filters.matter, &application.matter.code)
            && of(&self.filters.group, application.group.as_str())
    }

    async fn items(&self, rows: &[Row], unions: &Unions) -> Result<Vec<TaskItem>, Fault> {
        let ids: Vec<PersonId> = rows.iter().map(|row| row.application.person.clone()).collect();
        let people = self.kit.store().list_people(&ids).await?;
        let names: HashMap<PersonId, String> =
            people.into_iter().map(|person| (person.id, mask_name(&person.name))).collect();
        let reader = (&self.caller.subject, self.today, self.call.language);
        let shown = rows.iter().filter_map(|row| {
            let application = &row.application;
            let step = match &row.decision {
                Some(decision) => StepFacts::decided(application, decision)?,
                None => StepFacts::open(application)?,
            };
            let name = names.get(&application.person).cloned().unwrap_or_default();
            Some(item(application, &step, unions, row.claim.as_ref(), name, reader))
        });
        Ok(shown.collect())
    }
}

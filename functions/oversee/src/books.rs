//! Ledger, suspense, budgets.

use api::books::{BalanceView, BudgetList, LedgerView, PartLedger, PostingView, SuspenseList};
use api::request::{BudgetQuery, LedgerQuery, cursor};
use api::{Language, ProblemCode};
use domain::authority::Action;
use domain::id::RunId;
use domain::run::ledger::{Account, Balances, Posting};
use domain::run::part::Part;
use std::collections::HashMap;
use step::finance::counter::Counter;
use step::finance::file_view::budget_view;
use step::finance::ledger_words::{account, account_text, suspense, why};
use step::finance::part_words::place;
use step::view::scope::Unions;
use step::{Answer, Call, Fault, Kit, Reply};

/// The most postings of an answer.
const POSTINGS: usize = 5_000;

pub(crate) async fn ledger(kit: &Kit, call: &Call) -> Answer {
    let query = LedgerQuery::read(&call.query, call.language)?;
    let counter = Counter::open(kit, call).await?;
    counter.needs(Action::ViewRuns)?;
    let run = counter.run("id").await?;
    let parts = kit.store().list_parts(&run).await?;
    let parts = counter.visible(parts, &mut Unions::default()).await?;
    if parts.is_empty() {
        return Err(ProblemCode::NotFound.into());
    }
    let (mut all, mut by_part) = (Balances::default(), Vec::new());
    let mut postings = Vec::new();
    for part in &parts {
        let found = of_part(kit, part).await?;
        let own = Balances::of(found.iter().map(|(_, posting)| posting));
        found.iter().for_each(|(_, posting)| all.post(posting));
        by_part.push(PartLedger {
            part: part.part.clone(),
            name: place(&part.part, call.language),
            balances: balances(&own, call.language),
        });
        if query.part.as_deref() == Some(part.part.as_str()) {
            postings = found;
        }
    }
    postings.sort_by_key(|(_, posting)| posting.at);
    let shown = postings.iter().take(POSTINGS);
    let view = LedgerView {
        balances: balances(&all, call.language),
        sum_fen: small(all.sum()),
        parts: by_part,
        postings: shown.map(|(about, one)| posting(about, one, call.language)).collect(),
    };
    Reply::json(200, &view)
}

/// Every posting of a part: its head's, its batches', its cases', its suspense's.
async fn of_part(kit: &Kit, part: &Part) -> Result<Vec<(String, Posting)>, Fault> {
    let (store, run, code) = (kit.store(), &part.run, part.part.as_str());
    let mut found: Vec<(String, Posting)> =
        part.postings.iter().map(|one| (code.to_owned(), one.clone())).collect();
    for batch in store.list_batches(run, code).await? {
        found.extend(batch.postings.into_iter().map(|one| (batch.no.to_string(), one)));
    }
    for case in store.list_cases(run, code).await? {
        let about = format!("{}-{}", case.batch, case.line);
        found.extend(case.postings.into_iter().map(|one| (about.clone(), one)));
    }
    for item in store.list_suspense(run, code).await? {
        found.extend(item.postings.into_iter().map(|one| (item.id.clone(), one)));
    }
    Ok(found)
}

fn small(sum: i128) -> i64 {
    i64::try_from(sum).unwrap_or(if sum < 0 { i64::MIN } else { i64::MAX })
}

fn balances(balances: &Balances, language: Language) -> Vec<BalanceView> {
    let shown = Account::ALL.into_iter().map(|one| BalanceView {
        account: account(one),
        title: account_text(one, language).to_owned(),
        amount_fen: small(balances.on(one)),
    });
    shown.collect()
}

fn posting(about: &str, one: &Posting, language: Language) -> PostingView {
    let (code, text) = why(one.why, language);
    PostingView {
        at: one.at.to_string(),
        debit: account(one.from),
        credit: account(one.to),
        amount_fen: one.fen.fen(),
        code: code.to_owned(),
        text: text.to_owned(),
        period: one.period.clone(),
        about: about.to_owned(),
    }
}

pub(crate) async fn suspended(kit: &Kit, call: &Call) -> Answer {
    let cursor = cursor(&call.query, call.language)?;
    let counter = Counter::open(kit, call).await?;
    counter.needs(Action::ViewRuns)?;
    let page = kit.store().list_open_suspense(cursor.as_deref(), 100).await?;
    let mut known: HashMap<(RunId, String), Option<bool>> = HashMap::new();
    let mut items = Vec::new();
    for item in &page.items {
        let key = (item.run.clone(), item.part.clone());
        let clears = match known.get(&key) {
            Some(clears) => *clears,
            None => {
                let found = clears(&counter, &item.run, &item.part).await?;
                known.insert(key, found);
                found
            }
        };
        items.extend(clears.map(|clears| suspense(item, clears, call.language)));
    }
    Reply::json(200, &SuspenseList { items, cursor: page.cursor })
}

/// Whether the caller may clear what is in suspense of a part; none where he may not see it.
async fn clears(counter: &Counter<'_>, run: &RunId, part: &str) -> Result<Option<bool>, Fault> {
    let Some(part) = counter.kit.store().get_part(run, part).await? else { return Ok(None) };
    let union = counter.union(&part.union).await?;
    let sees = counter.may(Action::ViewRuns, &union).is_some();
    Ok(sees.then(|| counter.may(Action::KeepBooks, &union).is_some()))
}

pub(crate) async fn budgets(kit: &Kit, call: &Call) -> Answer {
    let query = BudgetQuery::read(&call.query, call.language)?;
    let counter = Counter::open(kit, call).await?;
    counter.needs(Action::ViewRuns)?;
    let year = query.year.unwrap_or_else(|| counter.today.year());
    let granted = kit.store().list_budgets(year).await?;
    let mut items: Vec<_> =
        granted.iter().map(|one| budget_view(one, &counter.caller.subject)).collect();
    for benefit in domain::benefit::newest() {
        let line = &benefit.budget_line;
        if !items.iter().any(|item| item.line == *line) {
            let nothing = store::Budget::nothing(line, year);
            items.push(budget_view(&nothing, &counter.caller.subject));
        }
    }
    items.sort_by(|one, other| one.line.cmp(&other.line));
    Reply::json(200, &BudgetList { items })
}

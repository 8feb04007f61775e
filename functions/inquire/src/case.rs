//! One case: everything that an officer needs to decide it.

use crate::item::{StepFacts, item};
use api::tasks::{Blocked, CheckRow, HistoryItem, TaskKind, TaskView};
use api::{Language, ProblemCode};
use domain::application::{Application, Event, StepKind};
use domain::approval::is_barred;
use domain::authority::{Acting, Action, may_handle};
use domain::calendar::{is_settled, shanghai_date};
use domain::entry::Entry;
use domain::mask::mask_name;
use domain::matter::{Matter, find_version};
use domain::role::Caller;
use jiff::civil::Date;
use step::view::application as words;
use step::view::moving;
use step::view::scope::{Case, Unions, denied, may_view, of_case, of_entries};
use step::view::task::{TaskId, decisions, previews, reason_choices};
use step::view::{form, pick, state};
use step::{Answer, Call, Fault, Kit, Reply, StepError};

/// The most of a person's other applications.
const HISTORY: i32 = 20;

/// `GET /v1/tasks/{id}`.
pub(crate) async fn show(kit: &Kit, call: &Call) -> Answer {
    let id = TaskId::parse(call.param("id")).ok_or(ProblemCode::NotFound)?;
    let store = kit.store();
    let caller = store.get_account(call.caller()?).await?.caller;
    let mut case = Case::read(store, &id.application).await?;
    let entries = store.list_entries(&id.application).await?;
    let facts = StepFacts::find(&case.application, &entries, id.seq);
    let facts = facts.ok_or(ProblemCode::NotFound)?;
    case.unions.load(store, of_entries(&entries)).await?;
    case.unions.load(store, case.application.from.clone()).await?;
    let today = shanghai_date(call.now);
    let concerned = of_case(&case.application).chain([facts.union.clone()]);
    if !may_view(&caller, concerned, &case.unions, today) {
        return Err(ProblemCode::NotFound.into());
    }
    let history = history(kit, call, &caller, &mut case, today).await?;
    let Case { application, unions } = case;
    let matter = find_version(&application.matter);
    let matter = matter.ok_or_else(|| StepError::broken("a version of a matter"))?;
    let stored = store.get_form(&application.id, application.form).await?;
    let claim = store.get_claim(&application.id, call.now).await?;
    let person = store.get_person(&application.person).await?;
    let name = person.map(|person| mask_name(&person.name)).unwrap_or_default();
    let said = may_decide(&application, &facts, (matter, &entries), &caller, &unions, call);
    let revealed = may_reveal(&caller, &application, &unions, today);
    let language = call.language;
    let reader = (&caller.subject, today, language);
    let rows = |form| form::rows(form, language);
    let view = TaskView {
        item: item(&application, &facts, &unions, claim.as_ref(), name, reader),
        matter_version: application.matter.version,
        application_state: state(application.state),
        provisional: !is_settled(facts.due.year()),
        form: stored.as_ref().map(rows).unwrap_or_default(),
        revealable: stored.as_ref().filter(|_| revealed).map(form::revealable).unwrap_or_default(),
        checks: checks(&entries, matter, language),
        timeline: words::timeline(&entries, &unions, language),
        reasons: words::reasons(&application, language),
        moving: moving::view(&application, &entries, stored.as_ref(), &unions, today, language),
        appeal: appeal(&entries, &facts),
        history,
        decisions: said.open.clone(),
        blocked: said.blocked,
        reason_choices: reason_choices(facts.step, &said.open, language),
        previews: said.previews,
        synthetic: kit.settings().allow_synthetic,
    };
    Reply::json(200, &view)
}

/// What the caller may decide, or why he may not.
#[derive(Default)]
struct Say {
    open: Vec<api::decisions::Decision>,
    blocked: Option<Blocked>,
    previews: Vec<api::tasks::Preview>,
}

fn may_decide(
    application: &Application,
    facts: &StepFacts,
    (matter, entries): (&Matter, &[Entry]),
    caller: &Caller,
    unions: &Unions,
    call: &Call,
) -> Say {
    let language = call.language;
    let blocked = |code: ProblemCode| Say {
        blocked: Some(Blocked {
            code: code.as_str().to_owned(),
            text: code.detail(language).to_owned(),
        }),
        ..Say::default()
    };
    let open = application.open_step(facts.seq).filter(|_| !facts.done);
    let open = open.and_then(|step| Some((step, Action::deciding(step.kind)?)));
    let Some((step, action)) = open else {
        let text = language.pick("这一步已经办结。", "This step is closed.").to_owned();
        let code = ProblemCode::StepClosed.as_str().to_owned();
        return Say { blocked: Some(Blocked { code, text }), ..Say::default() };
    };
    let today = shanghai_date(call.now);
    let acting = match handles(caller, action, application, facts, unions, today) {
        Ok(acting) => acting,
        Err(code) => return blocked(code),
    };
    let barred = application.appealed && is_barred(matter, step.kind, entries);
    let mut open = decisions(application, step, matter);
    open.retain(|choice| !(barred && *choice == api::decisions::Decision::Approve));
    let union = unions.get(&facts.union);
    let previews = previews(application, matter, &open, &acting, union, call.now, language);
    Say { open, blocked: None, previews }
}

fn handles(
    caller: &Caller,
    action: Action,
    application: &Application,
    facts: &StepFacts,
    unions: &Unions,
    today: Date,
) -> Result<Acting, ProblemCode> {
    let union = unions.get(&facts.union).ok_or(ProblemCode::Forbidden)?;
    may_handle(caller, action, application, &union.id, &union.path, today).map_err(denied)
}

/// As the function that reveals decides it: in any of the unions that the case concerns.
fn may_reveal(caller: &Caller, application: &Application, unions: &Unions, today: Date) -> bool {
    of_case(application).filter_map(|id| unions.get(&id)).any(|union| {
        may_handle(caller, Action::Reveal, application, &union.id, &union.path, today).is_ok()
    })
}

/// The newest evidence, one row per rule, and whoever confirmed it by hand after that.
fn checks(entries: &[Entry], matter: &Matter, language: Language) -> Vec<CheckRow> {
    let newest = entries.iter().rev().find(|entry| !entry.details.checks.is_empty());
    let Some(newest) = newest else { return Vec::new() };
    let version = newest.matter.to_string();
    let machine = newest.details.checks.iter().map(|row| {
        let rule = matter.rules.iter().find(|rule| rule.id == row.rule);
        let asked = rule.map(|rule| match &rule.check {
            Some(check) if row.passed != Some(true) => check,
            _ => &rule.text,
        });
        CheckRow {
            rule: row.rule.clone(),
            version: version.clone(),
            text: asked.map_or_else(|| row.rule.clone(), |text| pick(language, text)),
            passed: row.passed,
            evidence: row.facts.clone(),
            source: row.source.clone(),
            at: row.at.to_string(),
        }
    });
    let confirmed = entries
        .iter()
        .filter(|entry| entry.event == Event::ConfirmCheck && entry.no > newest.no)
        .map(|entry| CheckRow {
            rule: "by-hand".to_owned(),
            version: version.clone(),
            text: language.pick("人工核对", "Checked by hand").to_owned(),
            passed: Some(true),
            evidence: "confirmed=true".to_owned(),
            source: "officer".to_owned(),
            at: entry.at.to_string(),
        });
    machine.chain(confirmed).collect()
}

/// The applicant's own words, where the step is his appeal.
fn appeal(entries: &[Entry], facts: &StepFacts) -> Option<String> {
    let appeals = entries.iter().rev().find(|entry| entry.event == Event::Appeal)?;
    let shown = facts.kind == TaskKind::Appeal || appeals.details.kind == Some(StepKind::Appeal);
    appeals.details.text.clone().filter(|_| shown)
}

/// What else the same account applied for, as far as the caller may see it.
async fn history(
    kit: &Kit,
    call: &Call,
    caller: &Caller,
    case: &mut Case,
    today: Date,
) -> Result<Vec<HistoryItem>, Fault> {
    let subject = &case.application.subject;
    let page = kit.store().list_applications_by_subject(subject, HISTORY, None).await?;
    let mut others: Vec<Application> =
        page.items.into_iter().filter(|one| one.id != case.application.id).collect();
    others.sort_by_key(|one| std::cmp::Reverse(one.submitted));
    case.unions.load(kit.store(), others.iter().flat_map(of_case)).await?;
    others.retain(|one| may_view(caller, of_case(one), &case.unions, today));
    let items = others.iter().map(|one| HistoryItem {
        application: one.id.as_str().to_owned(),
        number: one.number.clone(),
        title: words::title(one, call.language),
        state: state(one.state),
        submitted_at: one.submitted.to_string(),
    });
    Ok(items.collect())
}

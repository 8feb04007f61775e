//! `GET /v1/payees` and one of them: rows, masked, with the state of account and yearly check.

use api::ProblemCode;
use api::payees::{FactView, PayeeList, PayeeStatusName, PayeeView, UnconfirmedView};
use api::request::PayeeQuery;
use api::{Language, benefits::RegisterName};
use domain::authority::Action;
use domain::id::{PersonId, SubjectId, UnionId};
use domain::mask::mask_name;
use domain::payee::{
    BankAccount, Facts, HonourLevel, PayeeStatus, Register, Residence, WorkStatus,
};
use domain::union::Union;
use jiff::ToSpan;
use jiff::civil::Date;
use step::finance::bank_accounts::account_view;
use step::finance::counter::Counter;
use step::finance::part_words::{place, register, register_of};
use step::runs::drive::union_of;
use step::view::scope::Unions;
use step::view::union_ref;
use step::{Answer, Call, Fault, Kit, Reply, StepError};
use store::StoredPayee;

/// Rows of a page.
const PAGE: u32 = 98;

/// Pages that are looked through for the rows of a county, and rows that are enough for an answer.
const PAGES: u8 = 20;
const ENOUGH: usize = 50;

pub(crate) async fn list(kit: &Kit, call: &Call) -> Answer {
    let query = PayeeQuery::read(&call.query, true, call.language)?;
    let counter = Counter::open(kit, call).await?;
    let of = query.register.map_or(Register::ModelWorker, register_of);
    let city = query.city.clone().unwrap_or_default();
    counter.needs(Action::ViewRuns)?;
    let id: UnionId = union_of(&city).map_err(|_| ProblemCode::NotFound)?;
    let union = kit.store().get_union(&id).await?.ok_or(ProblemCode::NotFound)?;
    // An office of a county in this city sees the rows of its county, and no other.
    if counter.may(Action::ViewRuns, &union).is_none()
        && !counter.is_below(Action::ViewRuns, &union)
    {
        return Err(ProblemCode::Forbidden.into());
    }
    let mut unions = Unions::default();
    let (mut rows, mut cursor) = (Vec::new(), query.cursor.clone());
    for _ in 0..PAGES {
        let page = kit.store().list_payees(of, &city, cursor.as_deref(), PAGE).await?;
        cursor = page.cursor;
        let keepers: Vec<UnionId> = page.items.iter().map(keeper_of).collect::<Result<_, _>>()?;
        unions.load(kit.store(), keepers).await?;
        rows.extend(page.items.into_iter().filter(|row| {
            let keeper = keeper_of(row).ok().and_then(|id| unions.get(&id));
            counter.may(Action::ViewRuns, keeper.unwrap_or(&union)).is_some()
        }));
        if cursor.is_none() || rows.len() >= ENOUGH {
            break;
        }
    }
    let people: Vec<PersonId> = rows.iter().map(|row| row.person.clone()).collect();
    let accounts = kit.store().get_bank_accounts(&people).await?;
    let items = rows.iter().map(|row| {
        let keeper = keeper_of(row).ok().and_then(|id| unions.get(&id));
        let account = accounts.get(&row.person);
        view(row, account, Some(keeper.unwrap_or(&union)), Vec::new(), &counter)
    });
    Reply::json(200, &PayeeList { items: items.collect(), cursor })
}

/// The union that keeps a payee: a county's, or that of his city.
pub(crate) fn keeper_of(row: &StoredPayee) -> Result<UnionId, StepError> {
    match &row.union {
        Some(union) => Ok(union.clone()),
        None => union_of(&row.city),
    }
}

/// The row that the path names, for somebody who may do this with it; others' do not exist.
pub(crate) async fn named(
    counter: &Counter<'_>,
    action: Action,
) -> Result<(StoredPayee, Union), Fault> {
    let register = Register::parse(counter.call.param("register")).ok_or(ProblemCode::NotFound)?;
    let id = PersonId::parse(counter.call.param("id")).map_err(|_| ProblemCode::NotFound)?;
    row_of(counter, register, &id, action).await
}

/// The row of a person in a register.
pub(crate) async fn row_of(
    counter: &Counter<'_>,
    register: Register,
    id: &PersonId,
    action: Action,
) -> Result<(StoredPayee, Union), Fault> {
    counter.needs(action)?;
    let rows = counter.kit.store().find_payees_of(id).await?;
    let row = rows.into_iter().find(|row| row.register == register);
    let row = row.ok_or(ProblemCode::NotFound)?;
    let union = counter.union(&keeper_of(&row)?).await?;
    if counter.may(action, &union).is_none() {
        return Err(ProblemCode::NotFound.into());
    }
    Ok((row, union))
}

pub(crate) async fn show(kit: &Kit, call: &Call) -> Answer {
    let counter = Counter::open(kit, call).await?;
    let (row, union) = named(&counter, Action::ViewRuns).await?;
    Reply::json(200, &whole(kit, &counter, &row, &union).await?)
}

/// A row with its facts in words and its account.
pub(crate) async fn whole(
    kit: &Kit,
    counter: &Counter<'_>,
    row: &StoredPayee,
    union: &Union,
) -> Result<PayeeView, Fault> {
    let place = StoredPayee::place(row.register, &row.person);
    let text = kit.vault().await?.open_value(&place, &row.facts)?;
    // The error is dropped: it may repeat a value.
    let facts: Facts =
        serde_json::from_str(&text).map_err(|_| StepError::broken("a payee's facts"))?;
    let account = kit.store().get_bank_account(&row.person).await?;
    let facts = facts_view(&facts, counter.call.language);
    Ok(view(row, account.as_ref(), Some(union), facts, counter))
}

fn view(
    row: &StoredPayee,
    account: Option<&BankAccount>,
    union: Option<&Union>,
    facts: Vec<FactView>,
    counter: &Counter<'_>,
) -> PayeeView {
    let (language, me) = (counter.call.language, &counter.caller.subject);
    let name: RegisterName = register(row.register);
    PayeeView {
        id: row.person.as_str().to_owned(),
        register: name,
        name: mask_name(&row.name),
        id_masked: row.id_masked.clone(),
        city: row.city.clone(),
        city_name: place(&row.city, language),
        union: union.map(union_ref),
        unit: row.unit.clone(),
        status: status_name(row.status),
        status_text: status_text(row.status, language).to_owned(),
        checked_on: row.checked_on.to_string(),
        check_due: is_check_due(row.checked_on, counter.today),
        unconfirmed: unconfirmed(row, me),
        facts,
        account: account.map(|account| account_view(account, me)),
        version: row.version,
    }
}

/// More than 12 months ago.
fn is_check_due(checked: Date, today: Date) -> bool {
    today.checked_sub(12.months()).is_ok_and(|first| checked < first)
}

fn unconfirmed(row: &StoredPayee, me: &SubjectId) -> Option<UnconfirmedView> {
    let waits = row.unconfirmed.as_ref()?;
    // To be paid again waits for the second person; everything else holds from the first on.
    let target = if waits.before == row.status { PayeeStatus::Living } else { row.status };
    Some(UnconfirmedView {
        status: status_name(target),
        reason: waits.reason.clone(),
        at: waits.at.to_string(),
        mine: waits.by == *me,
    })
}

/// A status in the API's words.
pub(crate) fn status_name(status: PayeeStatus) -> PayeeStatusName {
    match status {
        PayeeStatus::Living => PayeeStatusName::Living,
        PayeeStatus::Deceased => PayeeStatusName::Deceased,
        PayeeStatus::Revoked => PayeeStatusName::Revoked,
        PayeeStatus::Abroad => PayeeStatusName::Abroad,
        PayeeStatus::Lost => PayeeStatusName::Lost,
        PayeeStatus::Exited => PayeeStatusName::Exited,
    }
}

/// A status from the API's words.
pub(crate) fn status_of(name: PayeeStatusName) -> PayeeStatus {
    match name {
        PayeeStatusName::Living => PayeeStatus::Living,
        PayeeStatusName::Deceased => PayeeStatus::Deceased,
        PayeeStatusName::Revoked => PayeeStatus::Revoked,
        PayeeStatusName::Abroad => PayeeStatus::Abroad,
        PayeeStatusName::Lost => PayeeStatus::Lost,
        PayeeStatusName::Exited => PayeeStatus::Exited,
    }
}

/// A status as people say it.
pub(crate) fn status_text(status: PayeeStatus, language: Language) -> &'static str {
    match status {
        PayeeStatus::Living => language.pick("在世、在册", "alive and on the register"),
        PayeeStatus::Deceased => language.pick("已故", "deceased"),
        PayeeStatus::Revoked => language.pick("荣誉称号已撤销", "title withdrawn"),
        PayeeStatus::Abroad => language.pick("已移居国(境)外", "moved abroad"),
        PayeeStatus::Lost => language.pick("去向不明", "whereabouts unknown"),
        PayeeStatus::Exited => language.pick("已退出", "left the register"),
    }
}

/// The facts in words; amounts and illness only as being there or not.
fn facts_view(facts: &Facts, language: Language) -> Vec<FactView> {
    let fact = |zh: &str, en: &str, text: String| FactView {
        label: language.pick(zh, en).to_owned(),
        text,
    };
    let yes = |is: bool| language.pick(if is { "是" } else { "否" }, if is { "yes" } else { "no" });
    let there = |is: bool| {
        let (zh, en) = if is { ("已登记", "on record") } else { ("未登记", "not on record") };
        language.pick(zh, en).to_owned()
    };
    match facts {
        Facts::ModelWorker(one) => vec![
            fact("荣誉称号", "Honour", one.title.clone()),
            fact("荣誉级别", "Level", level_text(one.level, language).to_owned()),
            fact("授予年份", "Awarded", one.awarded_year.to_string()),
            fact("工作状态", "Work", work_text(one.work, language).to_owned()),
            fact("月均收入", "Monthly income", there(one.monthly_income.is_some())),
            fact("家庭困难", "Family in hardship", yes(one.family_hardship).to_owned()),
            fact("自付医疗费", "Self-paid medical cost", there(one.self_paid_medical.is_some())),
            fact("已故劳模配偶", "Widowed spouse", yes(one.widowed_spouse).to_owned()),
            fact("无固定收入", "No fixed income", yes(one.no_fixed_income).to_owned()),
        ],
        Facts::Hardship(one) => vec![
            fact("档案编号", "File", one.number.clone()),
            fact("年度", "Year", one.year.to_string()),
            fact("家庭收入和支出", "Income and expenses", there(true)),
            fact("家庭人口", "People", one.people.to_string()),
            fact("意外致困", "Accident", yes(one.accident).to_owned()),
            fact("城乡", "Residence", residence_text(one.residence, language).to_owned()),
            fact("困难农民工", "Migrant worker", yes(one.migrant).to_owned()),
        ],
        Facts::Voucher(one) => vec![
            fact("福利项目", "Benefit", one.benefit.clone()),
            fact("期间", "Period", one.period.clone()),
        ],
    }
}

fn level_text(level: HonourLevel, language: Language) -> &'static str {
    match level {
        HonourLevel::National => language.pick("全国", "national"),
        HonourLevel::Province => language.pick("省部级", "province"),
        HonourLevel::City => language.pick("市级", "city"),
    }
}

fn work_text(work: WorkStatus, language: Language) -> &'static str {
    match work {
        WorkStatus::OnJob => language.pick("在岗", "at work"),
        WorkStatus::Retired => language.pick("退休", "retired"),
        WorkStatus::Farmer => language.pick("农民", "farmer"),
        WorkStatus::Other => language.pick("其他", "other"),
    }
}

fn residence_text(residence: Residence, language: Language) -> &'static str {
    match residence {
        Residence::Urban => language.pick("城镇", "urban"),
        Residence::Rural => language.pick("农村", "rural"),
    }
}

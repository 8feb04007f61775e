//! A merging, splitting or dissolving as it is shown.

use crate::history::line;
use crate::office::Office;
use crate::words;
use api::Language;
use api::common::UnionRef;
use api::restructurings::{RestructuringProblem, RestructuringRights, RestructuringView};
use domain::authority::Action;
use domain::entry::Actor;
use domain::id::UnionId;
use domain::union::restructure::{Problem, Restructuring, Stage};
use step::view::scope::Unions;
use step::view::union_ref;
use step::{Fault, Kit};

/// Members are counted so far.
const COUNTED: usize = 1_000;

/// Members of a union, active and retained.
pub(crate) async fn count_members(kit: &Kit, union: &UnionId) -> Result<u32, Fault> {
    let mut count = 0_usize;
    let mut cursor = None;
    loop {
        let page = kit.store().list_members(union, 100, cursor).await?;
        count = count.saturating_add(page.items.len());
        cursor = page.cursor;
        if cursor.is_none() || count >= COUNTED {
            return Ok(u32::try_from(count).unwrap_or(u32::MAX));
        }
    }
}

pub(crate) async fn shown(
    office: &Office<'_>,
    head: &Restructuring,
) -> Result<RestructuringView, Fault> {
    let (store, language) = (office.kit.store(), office.call.language);
    let gone = store.get_gone(&head.id).await?;
    let lines = store.list_lines(&head.record()).await?;
    let mut unions = Unions::default();
    let named = lines.iter().filter_map(|line| match &line.by {
        Actor::Officer { union, .. } => Some(union.clone()),
        Actor::Applicant { .. } | Actor::System => None,
    });
    let ids = [head.union.clone(), head.plan.target().clone()];
    unions.load(store, named.chain(ids).chain(head.cases_to.clone()).collect::<Vec<_>>()).await?;
    let named = |id: &UnionId| unions.get(id).map_or_else(|| bare(id), union_ref);
    let asked = &head.asked.subject;
    let own = asked == &office.caller.subject;
    let govern = office.may(Action::GovernUnion).is_some();
    let open = !head.stage.is_over();
    let untouched = gone.moved == 0 && gone.retained == 0;
    let undo = match head.stage {
        Stage::Requested => office.may(Action::KeepUnion).is_some(),
        Stage::Moving => govern && untouched,
        Stage::Done | Stage::Refused | Stage::Undone => false,
    };
    Ok(RestructuringView {
        id: head.id.as_str().to_owned(),
        union: named(&head.union),
        kind: words::plan(&head.plan, language),
        target: named(head.plan.target()),
        stage: words::stage(head.stage, language),
        reason: head.reason.clone(),
        document: head.document.clone(),
        asked_at: head.asked_at.to_string(),
        cases_to: head.cases_to.as_ref().map(named),
        moved: gone.moved,
        retained: gone.retained,
        left: if open { count_members(office.kit, &head.union).await? } else { 0 },
        problems: head.problems.iter().map(|one| problem(one, language)).collect(),
        can: RestructuringRights { decide: govern && !own && head.stage == Stage::Requested, undo },
        history: lines.iter().rev().map(|one| line(one, &unions, language)).collect(),
        synthetic: office.kit.settings().allow_synthetic,
    })
}

fn bare(id: &UnionId) -> UnionRef {
    let name = id.as_str().to_owned();
    UnionRef { id: name.clone(), name, phone: None, address: None }
}

fn problem(one: &Problem, language: Language) -> RestructuringProblem {
    let (zh, en) = match one.why.as_str() {
        "UNION_CLOSED" => (
            "接收的工会目前不接收会员,请先恢复它或撤回重新申请。",
            "The receiving union takes nobody in; put that right, or take this back and ask anew.",
        ),
        "DAY_IMPOSSIBLE" => (
            "今天刚有会籍变动,明天自动再办。",
            "The membership changed today; it is tried again tomorrow.",
        ),
        "CHANGED_JUST_NOW" => {
            ("会籍刚有变动,稍后自动再办。", "Changed just now; it is tried again.")
        }
        "CASE_NOT_PASSED_ON" => (
            "这份申请不能转办,请先由原工会办结。",
            "This case cannot be passed on; please let the union decide it first.",
        ),
        _ => {
            ("目前不能办理,请核对该会员的会籍。", "Not possible now; please check the membership.")
        }
    };
    RestructuringProblem { of: one.of.clone(), text: language.pick(zh, en).to_owned() }
}

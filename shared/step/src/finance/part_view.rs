//! Runs and parts as pages see them.

use super::counter::Counter;
use super::part_words::{self as words, part_text, role_text, state_text, step_text};
use crate::view::scope::Unions;
use crate::view::{pick, role_name, union_ref};
use api::Language;
use api::benefits::LevelView;
use api::runs::{
    CountdownView, PartItem, PendingView, RunItem, RunKindName, RunView, StoppedView, TotalsView,
};
use domain::authority::Action;
use domain::benefit::schedule::{Countdown, Open, StepKind as Timed, Urgency, days_left, steps};
use domain::benefit::{Benefit, Stage};
use domain::money::Fen;
use domain::run::part::{Part, Pending, State, StepKind, StopReason};
use domain::run::{Planner, Run, RunKind, Totals};
use jiff::Timestamp;

/// A run in the list.
#[must_use]
pub fn run_item(run: &Run, benefit: &Benefit, parts: &[Part], language: Language) -> RunItem {
    let ended = |part: &&Part| matches!(part.state, State::Closed | State::Cancelled);
    RunItem {
        id: run.id.as_str().to_owned(),
        number: run.number.clone(),
        benefit: benefit.code.clone(),
        benefit_version: benefit.version,
        title: pick(language, &benefit.title),
        tier: words::tier(benefit.tier),
        period: run.period.clone(),
        year: run.year,
        kind: match run.kind {
            RunKind::Regular => RunKindName::Regular,
            RunKind::Supplement { .. } => RunKindName::Supplement,
        },
        supplement_to: match &run.kind {
            RunKind::Regular => None,
            RunKind::Supplement { to } => Some(to.as_str().to_owned()),
        },
        planned_at: run.at.to_string(),
        scheduled: run.planned == Planner::Schedule,
        cut_off_at: run.cut_off.to_string(),
        pay_by_on: run.pay_by.map(|day| day.to_string()),
        budget_line: run.budget_line.clone(),
        state: words::state(run.state),
        state_text: state_text(run.state, None, language),
        totals: totals(&run.totals),
        parts: u32::try_from(run.parts.len()).unwrap_or(u32::MAX),
        parts_ended: u32::try_from(parts.iter().filter(ended).count()).unwrap_or(u32::MAX),
    }
}

/// A run with those of its parts that the caller may see.
#[must_use]
pub fn run_view(
    counter: &Counter<'_>,
    run: &Run,
    benefit: &Benefit,
    parts: &[Part],
    unions: &Unions,
    plans: bool,
) -> RunView {
    let language = counter.call.language;
    let early = |part: &Part| part.state < State::Approved;
    let open = run.state != State::Cancelled && (parts.is_empty() || parts.iter().any(early));
    RunView {
        item: run_item(run, benefit, parts, language),
        parts_shown: parts.iter().map(|part| part_item(counter, part, benefit, unions)).collect(),
        cancellable: plans && open,
        supplementable: plans
            && run.kind == RunKind::Regular
            && parts.iter().any(|part| part.state.is_approved()),
        example: !benefit.missing(run.year, "21").is_empty(),
        synthetic: counter.kit.settings().allow_synthetic,
    }
}

/// Sums.
#[must_use]
pub fn totals(totals: &Totals) -> TotalsView {
    TotalsView {
        lines: totals.lines,
        amount_fen: totals.fen.fen(),
        paid: totals.paid,
        paid_fen: totals.paid_fen.fen(),
        in_flight: totals.in_flight,
        open: totals.open,
        void: totals.void,
    }
}

/// The sums of a part: before its payments are counted those of its roll.
#[must_use]
pub fn part_totals(part: &Part) -> Totals {
    match &part.roll {
        Some(roll) if part.totals.lines == 0 => {
            Totals { lines: roll.count, fen: roll.total, ..part.totals }
        }
        _ => part.totals,
    }
}

/// A part in its run.
#[must_use]
pub fn part_item(
    counter: &Counter<'_>,
    part: &Part,
    benefit: &Benefit,
    unions: &Unions,
) -> PartItem {
    let language = counter.call.language;
    let (steps_done, steps_of) = progress(part, benefit);
    PartItem {
        run: part.run.as_str().to_owned(),
        part: part.part.clone(),
        name: words::place(&part.part, language),
        union: unions.get(&part.union).map(union_ref),
        state: words::state(part.state),
        state_text: part_text(part, language),
        pending: part.pending.as_ref().map(|step| pending(counter, step, unions)),
        totals: totals(&part_totals(part)),
        steps_done,
        steps_of,
        countdown: countdown(part, benefit, counter.call.now)
            .map(|left| countdown_view(&left, language)),
        stopped: part.stopped.as_ref().map(|stopped| {
            let (code, text, next) = stop_words(stopped.reason, language);
            StoppedView {
                code: code.to_owned(),
                text: text.to_owned(),
                next: next.to_owned(),
                batch: stopped.batch,
                lines: stopped.lines.clone(),
            }
        }),
    }
}

/// The action that decides a step; none where a date or the bank ends it.
#[must_use]
pub fn deciding(kind: StepKind) -> Option<Action> {
    match kind {
        StepKind::Review | StepKind::Approval | StepKind::SignOff => Some(Action::DecideRun),
        StepKind::Funding => Some(Action::PayRun),
        StepKind::FollowUp => Some(Action::CorrectPayment),
        StepKind::Notice | StepKind::Report => None,
    }
}

fn pending(counter: &Counter<'_>, step: &Pending, unions: &Unions) -> PendingView {
    let language = counter.call.language;
    let union = step.union.as_ref().and_then(|id| unions.get(id));
    let mine = deciding(step.kind).zip(union).is_some_and(|(action, union)| {
        counter
            .may(action, union)
            .is_some_and(|acting| step.role.is_none_or(|role| role == acting.role))
    });
    let what = step_text(step.kind, language);
    let text = match (union, step.role) {
        (Some(union), Some(role)) => match language {
            Language::Zh => format!("待{}{}{what}", union.name, role_text(role, language)),
            Language::En => format!("{what}: {} of {}", role_text(role, language), union.name),
        },
        _ => what.to_owned(),
    };
    PendingView {
        no: step.no,
        kind: words::step(step.kind),
        text,
        role: step.role.map(role_name),
        role_text: step.role.map(|role| role_text(role, language).to_owned()),
        union: union.map(union_ref),
        opened_at: step.opened.to_string(),
        due_on: step.due.to_string(),
        overdue: step.due < counter.today,
        escalation: step.escalation,
        mine,
    }
}

/// Reviews, and all levels, that a part's total asks for.
fn level_counts(part: &Part, benefit: &Benefit) -> (u32, u32) {
    let total = part.roll.as_ref().map_or(Fen::ZERO, |roll| roll.total);
    let levels = benefit.levels_for(total);
    let count = |stage| levels.iter().filter(|level| level.stage == stage).count();
    let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    (small(count(Stage::Review)), small(levels.len()))
}

/// Steps that are done, and all: drawing, levels, notice, funding, payment, sign-off.
fn progress(part: &Part, benefit: &Benefit) -> (u32, u32) {
    let (_, levels) = level_counts(part, benefit);
    let notice = u32::from(benefit.notice.is_some());
    let of = levels.saturating_add(notice).saturating_add(4);
    let agreed = part.levels.min(levels);
    let notice_over = match (part.state, &part.pending) {
        (State::Posted, Some(step)) if step.kind == StepKind::Notice => 0,
        (State::Planned | State::Drawn | State::Reviewed, _) => 0,
        _ => notice,
    };
    let beyond = match part.state {
        State::Planned | State::Cancelled => return (0, of),
        State::Drawn | State::Reviewed | State::Posted | State::Approved => 1_u32,
        State::Funded | State::Executing => 2,
        State::Settled => 3,
        State::Closed => 4,
    };
    (beyond.saturating_add(agreed).saturating_add(notice_over).min(of), of)
}

/// The days that are left to a part; none once it is paid, or where there is no day to pay by.
#[must_use]
pub fn countdown(part: &Part, benefit: &Benefit, now: Timestamp) -> Option<Countdown> {
    if matches!(part.state, State::Settled | State::Closed | State::Cancelled) {
        return None;
    }
    let total = part.roll.as_ref().map_or(Fen::ZERO, |roll| roll.total);
    let (reviews, _) = level_counts(part, benefit);
    let open = part.pending.as_ref().and_then(|step| {
        let (kind, no) = match step.kind {
            StepKind::Review => (Timed::Review, step.level.saturating_add(1)),
            StepKind::Approval => {
                (Timed::Approval, step.level.saturating_sub(reviews).saturating_add(1))
            }
            StepKind::Notice => (Timed::Notice, 1),
            StepKind::Funding => (Timed::Funding, 1),
            StepKind::Report | StepKind::FollowUp => (Timed::Report, 1),
            StepKind::SignOff => return None,
        };
        Some(Open { kind, no: u16::try_from(no).ok()?, due: step.due })
    });
    days_left(benefit, &part.period, total, open.as_ref(), now)
        .filter(|_| open.is_some() || !steps(benefit, total).is_empty())
}

fn countdown_view(left: &Countdown, language: Language) -> CountdownView {
    CountdownView {
        pay_by_on: left.pay_by.to_string(),
        provisional: left.provisional,
        days_left: left.days_left,
        needed: left.needed,
        spare: left.spare,
        urgency: words::urgency(left.urgency),
        text: countdown_text(left, language),
    }
}

fn countdown_text(left: &Countdown, language: Language) -> String {
    let (days, spare, lack) = (left.days_left, left.spare, left.spare.saturating_neg());
    let mut text = match (language, left.urgency) {
        (Language::Zh, Urgency::Ample) => {
            format!("离最迟到账日还有{days}个工作日,富余{spare}个工作日。")
        }
        (Language::Zh, Urgency::Tight) => {
            format!("离最迟到账日还有{days}个工作日,没有富余,每一步都不能晚。")
        }
        (Language::Zh, Urgency::Short) => {
            format!("离最迟到账日还有{days}个工作日,按各步时限还差{lack}个工作日,请提前办结。")
        }
        (Language::Zh, Urgency::Late) => "最迟到账日已过,请尽快办结。".to_owned(),
        (Language::En, Urgency::Ample) => {
            format!("{days} working days are left to pay, {spare} to spare.")
        }
        (Language::En, Urgency::Tight) => {
            format!("{days} working days are left to pay and none to spare: no step may be late.")
        }
        (Language::En, Urgency::Short) => {
            format!("{days} working days are left to pay, {lack} too few: steps must be quicker.")
        }
        (Language::En, Urgency::Late) => "The last day to pay has passed.".to_owned(),
    };
    if left.provisional {
        text.push_str(language.pick("(预计,节假日安排公布后确定)", " (not yet certain)"));
    }
    text
}

fn stop_words(
    reason: StopReason,
    language: Language,
) -> (&'static str, &'static str, &'static str) {
    match reason {
        StopReason::ListChanged => (
            "LIST_CHANGED",
            language.pick("名单与批准的不一致。", "The list is not the one that was approved."),
            language.pick(
                "未提交的款项都没有付出。请保留现场并联系系统管理员核查。",
                "Nothing that was not sent is paid. Please have the administrator look into it.",
            ),
        ),
        StopReason::AccountChanged => (
            "ACCOUNT_CHANGED",
            language
                .pick("有收款账户与批准时不一致。", "An account is not the one that was approved."),
            language.pick(
                "请对所列各笔提出更正,由另一人批准后继续;或暂缓这几笔。",
                "Propose a correction for the lines listed, which another person approves; or hold \
                 them.",
            ),
        ),
    }
}

/// The levels of a part; of a benefit's guide none is done and all are shown.
#[must_use]
pub fn level_views(benefit: &Benefit, part: Option<&Part>, language: Language) -> Vec<LevelView> {
    let total = part.and_then(|part| part.roll.as_ref()).map(|roll| roll.total);
    let wanted = match total {
        Some(total) => benefit.levels_for(total),
        None => benefit.levels.iter().collect(),
    };
    let done = part.map_or(0, |part| part.levels);
    let shown = (1_u32..).zip(wanted).map(|(no, level)| LevelView {
        no,
        stage: match level.stage {
            Stage::Review => words::step(StepKind::Review),
            Stage::Approve => words::step(StepKind::Approval),
        },
        role: role_name(level.role),
        role_text: role_text(level.role, language).to_owned(),
        within_working_days: level.within_working_days.into(),
        above_fen: level.above_yuan.and_then(Fen::from_yuan).map(Fen::fen),
        done: no <= done,
    });
    shown.collect()
}

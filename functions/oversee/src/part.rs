//! `GET …/parts/{part}`: the roll, the steps, who acted, what the caller may do now.

use api::decisions::Decision;
use api::parts::{HandView, KindTotal, NoticeDays, PartActions, PartView, ReasonCount, RollView};
use api::tasks::Blocked;
use api::{Language, ProblemCode};
use domain::authority::{Acting, Action, may};
use domain::benefit::{Benefit, BenefitReason};
use domain::entry::Actor;
use domain::money::Fen;
use domain::role::Caller;
use domain::run::Planner;
use domain::run::part::{Deed, Denied, Entry, Event, Part, State, StepKind, may_act};
use domain::run::roll::{RollIndex, RollMark};
use step::finance::counter::{Counter, Seen};
use step::finance::part_view::{deciding, level_views, part_item};
use step::finance::part_words::{deed, role_text, timeline};
use step::finance::roll_view::kind_title;
use step::runs::{self, roll};
use step::view::pick;
use step::view::scope::Unions;
use step::{Answer, Call, Fault, Kit, Reply};

pub(crate) async fn show(kit: &Kit, call: &Call) -> Answer {
    let counter = Counter::open(kit, call).await?;
    let seen = counter.part().await?;
    let part = &seen.part;
    let benefit = runs::benefit(&part.benefit)?;
    let entries = kit.store().list_part_entries(&part.run, &part.part).await?;
    let mut unions = Unions::default();
    let pending = part.pending.as_ref().and_then(|step| step.union.clone());
    let acted = entries.iter().filter_map(|entry| match &entry.by {
        Actor::Officer { union, .. } => Some(union.clone()),
        Actor::Applicant { .. } | Actor::System => None,
    });
    let named: Vec<_> = [part.union.clone()].into_iter().chain(pending).chain(acted).collect();
    unions.load(kit.store(), named).await?;
    let index = roll::index(kit, part).await?;
    let budget = kit.store().get_budget(&part.budget_line, part.year).await?;
    let (decisions, blocked) = decisions(&counter, &seen, &unions).await?;
    let language = call.language;
    let name = |id: &domain::id::UnionId| unions.get(id).map(|union| union.name.clone());
    let view = PartView {
        item: part_item(&counter, part, benefit, &unions),
        number: part.run_number.clone(),
        benefit: benefit.code.clone(),
        benefit_version: benefit.version,
        title: pick(language, &benefit.title),
        period: part.period.clone(),
        cut_off_at: part.cut_off.to_string(),
        budget_line: part.budget_line.clone(),
        budget_available_fen: budget.map(|budget| budget.available.fen()),
        roll: part.roll.as_ref().map(|mark| roll_of(mark, index.as_ref(), benefit, language)),
        notice: part.notice.map(|notice| NoticeDays {
            from_on: notice.from.to_string(),
            to_on: notice.to.to_string(),
        }),
        levels: level_views(benefit, Some(part), language),
        hands: hands(kit, &counter, part, &entries, &unions).await?,
        instructed: part.instructed,
        timeline: timeline(&entries, name, language),
        may: actions(&counter, &seen, decisions),
        blocked,
        example: !benefit.missing(part.year, &part.part).is_empty(),
        synthetic: kit.settings().allow_synthetic,
    };
    Reply::json(200, &view)
}

fn roll_of(
    mark: &RollMark,
    index: Option<&RollIndex>,
    benefit: &Benefit,
    language: Language,
) -> RollView {
    let kinds = index.into_iter().flat_map(|index| &index.kinds);
    let excluded = index.into_iter().flat_map(|index| &index.excluded);
    RollView {
        draw: mark.draw,
        list_hash: mark.list_hash.clone(),
        count: mark.count,
        total_fen: mark.total.fen(),
        total_capital: mark.total.capital(),
        batches: mark.batches,
        kinds: kinds
            .map(|(kind, (count, total))| KindTotal {
                kind: kind.clone(),
                title: kind_title(benefit, kind, language),
                count: *count,
                total_fen: total.fen(),
            })
            .collect(),
        excluded: mark.excluded,
        excluded_by: excluded
            .map(|(code, count)| ReasonCount {
                code: code.clone(),
                text: BenefitReason::parse(code)
                    .map(|reason| pick(language, &reason.text()))
                    .unwrap_or_default(),
                count: *count,
            })
            .collect(),
    }
}

/// Who acted on the list that stands, by office.
pub(crate) async fn hands(
    kit: &Kit,
    counter: &Counter<'_>,
    part: &Part,
    entries: &[Entry],
    unions: &Unions,
) -> Result<Vec<HandView>, Fault> {
    let language = counter.call.language;
    let mut hands = Vec::new();
    let run = kit.store().get_run(&part.run).await?;
    let scheduled = run.as_ref().is_none_or(|run| run.planned == Planner::Schedule);
    if scheduled {
        let drawn = entries.iter().rev().find(|entry| entry.event == Event::Draw);
        hands.extend(drawn.map(|entry| HandView {
            deed: deed(Deed::Drew),
            office: language.pick("系统按日历生成", "Drawn by the calendar").to_owned(),
            at: entry.at.to_string(),
            mine: false,
            stand_in: false,
        }));
    }
    for hand in &part.hands {
        let entry = entries.iter().find(|entry| entry.no == hand.entry);
        let office = entry.and_then(|entry| office(entry, unions, language));
        let planned = run.as_ref().map(|run| run.at).filter(|_| hand.deed == Deed::Drew);
        let at = planned.or(entry.map(|entry| entry.at));
        let planner = language.pick("发起批次的工作人员", "The officer who planned the run");
        hands.push(HandView {
            deed: deed(hand.deed),
            office: office.unwrap_or_else(|| planner.to_owned()),
            at: at.map(|at| at.to_string()).unwrap_or_default(),
            mine: hand.subject == counter.caller.subject,
            stand_in: hand.principal.is_some(),
        });
    }
    Ok(hands)
}

fn office(entry: &Entry, unions: &Unions, language: Language) -> Option<String> {
    let Actor::Officer { role, union, .. } = &entry.by else { return None };
    let name = unions.get(union).map(|union| union.name.as_str()).unwrap_or_default();
    Some(format!("{name} {}", role_text(*role, language)).trim().to_owned())
}

/// What the caller may decide on the open step, and why not where his office would let him.
async fn decisions(
    counter: &Counter<'_>,
    seen: &Seen,
    unions: &Unions,
) -> Result<(Vec<Decision>, Option<Blocked>), Fault> {
    let part = &seen.part;
    let Some((step, action)) =
        part.pending.as_ref().and_then(|step| Some((step, deciding(step.kind)?)))
    else {
        return Ok((Vec::new(), None));
    };
    let Some(acting) = step.union.as_ref().and_then(|id| unions.get(id)).and_then(|union| {
        let caller = in_role(&counter.caller, step.role);
        may(&caller, action, &union.id, &union.path, counter.today).ok()
    }) else {
        return Ok((Vec::new(), None));
    };
    let open = match step.kind {
        StepKind::Review | StepKind::Approval => {
            vec![Decision::Approve, Decision::Return, Decision::Refuse]
        }
        StepKind::SignOff | StepKind::Funding => vec![Decision::Approve],
        StepKind::Notice | StepKind::Report | StepKind::FollowUp => return Ok((Vec::new(), None)),
    };
    match denied(counter, part, step.kind, &acting).await? {
        None => Ok((open, None)),
        Some(code) => {
            let text = code.detail(counter.call.language).to_owned();
            Ok((Vec::new(), Some(Blocked { code: code.as_str().to_owned(), text })))
        }
    }
}

fn in_role(caller: &Caller, role: Option<domain::role::Role>) -> Caller {
    let mut one = caller.clone();
    one.grants.retain(|grant| role.is_none_or(|role| grant.role == role));
    one.stand_ins.retain(|stand_in| role.is_none_or(|role| stand_in.role == role));
    one
}

async fn denied(
    counter: &Counter<'_>,
    part: &Part,
    kind: StepKind,
    acting: &Acting,
) -> Result<Option<ProblemCode>, Fault> {
    let principal = acting.principal.as_ref();
    let on_register = counter.on_register(part, principal).await?;
    let hash = part.roll.as_ref().map(|roll| roll.list_hash.clone()).unwrap_or_default();
    let same = |one: &domain::id::SubjectId| *one == acting.subject || Some(one) == principal;
    let paid = part.hands.iter().any(|hand| {
        hand.deed == Deed::Paid
            && (same(&hand.subject) || hand.principal.as_ref().is_some_and(same))
    });
    Ok(match may_act(part, &acting.subject, principal, on_register, &hash) {
        Ok(()) => None,
        Err(Denied::FourEyes) if kind == StepKind::SignOff && !paid => None,
        Err(Denied::FourEyes) => Some(ProblemCode::FourEyes),
        Err(Denied::OwnPay) => Some(ProblemCode::OwnPay),
        Err(Denied::OtherList) => Some(ProblemCode::ListChanged),
    })
}

fn actions(counter: &Counter<'_>, seen: &Seen, decisions: Vec<Decision>) -> PartActions {
    let part = &seen.part;
    let may = |action| counter.may(action, &seen.union).is_some();
    let funding = part.pending.as_ref().is_some_and(|step| step.kind == StepKind::Funding);
    let running = matches!(
        part.state,
        State::Drawn | State::Reviewed | State::Posted | State::Approved | State::Funded
    ) || part.state == State::Executing;
    let sent = part.state >= State::Funded && part.state != State::Cancelled;
    PartActions {
        fund: funding && !decisions.is_empty(),
        decisions: if funding { Vec::new() } else { decisions },
        hold: running && may(Action::HoldPayment),
        correct: sent && part.state != State::Closed && may(Action::CorrectPayment),
        download: sent && may(Action::PayRun),
        upload: sent && may(Action::PayRun),
        clear: sent && may(Action::KeepBooks),
        cancel: part.state < State::Approved && may(Action::PlanRun),
    }
}

/// A part's total, if it has one.
pub(crate) fn total(part: &Part) -> Fen {
    part.roll.as_ref().map_or(Fen::ZERO, |roll| roll.total)
}

//! Runs, parts and steps in the API's words and in both languages.

use api::Language;
use api::benefits::{BenefitTier, RegisterName, StepName};
use api::common::{ActorKind, TimelineEntry};
use api::parts::DeedName;
use api::runs::{RunState, Urgency};
use domain::benefit::Tier;
use domain::benefit::schedule;
use domain::division::{self, DivisionCode};
use domain::entry::Actor;
use domain::id::UnionId;
use domain::payee::Register;
use domain::role::Role;
use domain::run::PROVINCE_PART;
use domain::run::part::{Deed, Entry, Event, Part, State, StepKind};

/// A state in the API's words.
#[must_use]
pub fn state(state: State) -> RunState {
    match state {
        State::Planned => RunState::Planned,
        State::Drawn => RunState::Drawn,
        State::Reviewed => RunState::Reviewed,
        State::Posted => RunState::Posted,
        State::Approved => RunState::Approved,
        State::Funded => RunState::Funded,
        State::Executing => RunState::Executing,
        State::Settled => RunState::Settled,
        State::Closed => RunState::Closed,
        State::Cancelled => RunState::Cancelled,
    }
}

/// A state as a sentence; a posted part is in its notice or already in its approvals.
#[must_use]
pub fn state_text(state: State, pending: Option<StepKind>, language: Language) -> String {
    let (zh, en) = match (state, pending) {
        (State::Planned, _) => ("待生成", "To be drawn"),
        (State::Drawn, _) => ("审核中", "In review"),
        (State::Reviewed, _) => ("已审核", "Reviewed"),
        (State::Posted, Some(StepKind::Notice)) => ("公示中", "Public notice"),
        (State::Posted, _) => ("审批中", "In approval"),
        (State::Approved, _) => ("已批准,待确认付款", "Approved, to be funded"),
        (State::Funded, _) => ("资金已预留,正在提交银行", "Funded, going to the bank"),
        (State::Executing, _) => ("发放中", "Being paid"),
        (State::Settled, _) => ("已对账,待结案", "Settled, to be signed off"),
        (State::Closed, _) => ("已结案", "Closed"),
        (State::Cancelled, _) => ("已取消", "Cancelled"),
    };
    language.pick(zh, en).to_owned()
}

/// A part's state as a sentence.
#[must_use]
pub fn part_text(part: &Part, language: Language) -> String {
    state_text(part.state, part.pending.as_ref().map(|pending| pending.kind), language)
}

/// An office as people say it.
#[must_use]
pub fn role_text(role: Role, language: Language) -> &'static str {
    match role {
        Role::UnionVerifier => language.pick("工会初审人", "union verifier"),
        Role::UnionApprover => language.pick("工会审批人", "union approver"),
        Role::CountyReviewer => language.pick("县级审核人", "county reviewer"),
        Role::CityReviewer => language.pick("市级审核人", "city reviewer"),
        Role::ProvinceApprover => language.pick("省级审批人", "province approver"),
        Role::FinancePayer => language.pick("财务付款人", "payer"),
        Role::Auditor => language.pick("经费审查人", "auditor"),
        Role::SystemScheduler => language.pick("系统", "the system"),
        Role::DataAdmin => language.pick("数据管理员", "data administrator"),
    }
}

/// A step in the API's words.
#[must_use]
pub fn step(kind: StepKind) -> StepName {
    match kind {
        StepKind::Review => StepName::Review,
        StepKind::Notice => StepName::Notice,
        StepKind::Approval => StepName::Approval,
        StepKind::Funding => StepName::Funding,
        StepKind::Report => StepName::Report,
        StepKind::FollowUp => StepName::FollowUp,
        StepKind::SignOff => StepName::SignOff,
    }
}

/// A step as people say it.
#[must_use]
pub fn step_text(kind: StepKind, language: Language) -> &'static str {
    match kind {
        StepKind::Review => language.pick("审核", "review"),
        StepKind::Notice => language.pick("公示", "public notice"),
        StepKind::Approval => language.pick("审批", "approval"),
        StepKind::Funding => language.pick("确认付款", "funding"),
        StepKind::Report => language.pick("银行回单", "the bank's report"),
        StepKind::FollowUp => language.pick("处理未付成的款项", "follow-up"),
        StepKind::SignOff => language.pick("结案签字", "sign-off"),
    }
}

/// How the time looks, in the API's words.
#[must_use]
pub fn urgency(urgency: schedule::Urgency) -> Urgency {
    match urgency {
        schedule::Urgency::Ample => Urgency::Ample,
        schedule::Urgency::Tight => Urgency::Tight,
        schedule::Urgency::Short => Urgency::Short,
        schedule::Urgency::Late => Urgency::Late,
    }
}

/// A deed in the API's words.
#[must_use]
pub fn deed(deed: Deed) -> DeedName {
    match deed {
        Deed::Drew => DeedName::Drew,
        Deed::Reviewed => DeedName::Reviewed,
        Deed::Approved => DeedName::Approved,
        Deed::Paid => DeedName::Paid,
    }
}

/// Whose benefit it is, in the API's words.
#[must_use]
pub fn tier(tier: Tier) -> BenefitTier {
    match tier {
        Tier::National => BenefitTier::National,
        Tier::Province => BenefitTier::Province,
        Tier::City => BenefitTier::City,
    }
}

/// A register in the API's words.
#[must_use]
pub fn register(register: Register) -> RegisterName {
    match register {
        Register::ModelWorker => RegisterName::ModelWorker,
        Register::Hardship => RegisterName::Hardship,
        Register::Voucher => RegisterName::Voucher,
    }
}

/// A register from the API's words.
#[must_use]
pub fn register_of(name: RegisterName) -> Register {
    match name {
        RegisterName::ModelWorker => Register::ModelWorker,
        RegisterName::Hardship => Register::Hardship,
        RegisterName::Voucher => Register::Voucher,
    }
}

/// The name of a part's city.
#[must_use]
pub fn place(code: &str, language: Language) -> String {
    if code == PROVINCE_PART {
        return language.pick("省直", "The province itself").to_owned();
    }
    let found = DivisionCode::parse(code).ok().and_then(|code| division::find(&code));
    found.map_or_else(|| code.to_owned(), |division| division.name.to_owned())
}

/// What happened to a part, oldest first.
#[must_use]
pub fn timeline(
    entries: &[Entry],
    name: impl Fn(&UnionId) -> Option<String>,
    language: Language,
) -> Vec<TimelineEntry> {
    let by_age = entries.iter().map(|entry| {
        let union = match &entry.by {
            Actor::Officer { union, .. } => name(union),
            Actor::Applicant { .. } | Actor::System => None,
        };
        TimelineEntry {
            at: entry.at.to_string(),
            code: word(entry.event).to_owned(),
            text: told(entry, union.as_deref(), language),
            by: match &entry.by {
                Actor::Applicant { .. } => ActorKind::Applicant,
                Actor::Officer { .. } => ActorKind::Union,
                Actor::System => ActorKind::System,
            },
            union_name: union,
        }
    });
    by_age.collect()
}

/// What happened, as the word of the timeline; it never changes.
#[must_use]
pub fn word(event: Event) -> &'static str {
    match event {
        Event::Plan => "PLANNED",
        Event::Progress => "PROGRESS",
        Event::Draw => "DRAWN",
        Event::Open => "STEP_OPENED",
        Event::Level => "LEVEL_AGREED",
        Event::Review => "REVIEWED",
        Event::Return => "RETURNED",
        Event::Post => "POSTED",
        Event::Approve => "APPROVED",
        Event::Fund => "FUNDED",
        Event::Stop => "STOPPED",
        Event::Resume => "RESUMED",
        Event::Instruct => "INSTRUCTED",
        Event::Escalate => "ESCALATED",
        Event::Settle => "SETTLED",
        Event::Reopen => "REOPENED",
        Event::Close => "CLOSED",
        Event::Cancel => "CANCELLED",
        Event::Handle => "HANDLED",
    }
}

/// One entry as a sentence: who, what, of how much, by when, and in whose own words.
fn told(entry: &Entry, union: Option<&str>, language: Language) -> String {
    let details = &entry.details;
    let mut text = String::new();
    if let (Actor::Officer { role, principal, .. }, Some(union)) = (&entry.by, union) {
        text.push_str(union);
        text.push_str(language.pick("", " "));
        text.push_str(role_text(*role, language));
        if principal.is_some() {
            text.push_str(language.pick("(替班)", " (standing in)"));
        }
        text.push_str(language.pick(":", ": "));
    }
    text.push_str(happened(entry.event, details.deed.as_deref(), language));
    if let Some(kind) = details.kind {
        text.push_str(language.pick("「", " «"));
        text.push_str(step_text(kind, language));
        text.push_str(language.pick("」", "»"));
    }
    if let (Some(batch), Some(line)) = (details.batch, details.line) {
        text.push_str(
            &language.pick("(第#笔)", " (line #)").replace('#', &format!("{batch}-{line}")),
        );
    }
    if let (Some(count), Some(fen)) = (details.count, details.fen) {
        let sum = match language {
            Language::Zh => format!(",{count}笔,{fen}元"),
            Language::En => format!(", {count} lines, {fen} yuan"),
        };
        text.push_str(&sum);
    }
    if let Some(due) = details.due {
        text.push_str(&language.pick(",#前", ", by #").replace('#', &due.to_string()));
    }
    if let Some(next) = details.next {
        let kind = step_text(next.kind, language);
        let then = match language {
            Language::Zh => format!(";下一步「{kind}」,{}前", next.due),
            Language::En => format!("; next «{kind}», by {}", next.due),
        };
        text.push_str(&then);
    }
    if let Some(own) = details.text.as_deref().filter(|own| !own.is_empty()) {
        text.push_str(language.pick("。说明:", ". Note: "));
        text.push_str(own);
    }
    text
}

fn happened(event: Event, deed: Option<&str>, language: Language) -> &'static str {
    match event {
        Event::Plan => language.pick("已建立", "planned"),
        Event::Progress => language.pick("进行中", "going on"),
        Event::Draw => language.pick("名单已生成", "the roll was drawn"),
        Event::Open => language.pick("等待", "waiting for"),
        Event::Level => language.pick("同意", "agreed"),
        Event::Review => language.pick("审核通过", "reviewed"),
        Event::Return => language.pick("退回重新生成", "sent back to be drawn again"),
        Event::Post => language.pick("开始公示或转入审批", "posted, or passed on to approval"),
        Event::Approve => {
            language.pick("批准,名单和金额已锁定", "approved; list and sum are locked")
        }
        Event::Fund => language.pick("确认付款,资金已预留", "funded"),
        Event::Stop => language.pick("与批准的名单不一致,已停下", "stopped: not what was approved"),
        Event::Resume => {
            language.pick("更正已批准,继续", "the correction was approved; it goes on")
        }
        Event::Instruct => language.pick("全部提交银行", "the bank has every batch"),
        Event::Escalate => language.pick("已逾期,已上报", "late: told upwards"),
        Event::Settle => language.pick("每笔都有结果", "every line has its end"),
        Event::Reopen => language.pick("有款项退回,重新处理", "something came back"),
        Event::Close => language.pick("结案", "signed off"),
        Event::Cancel => language.pick("取消", "cancelled"),
        Event::Handle => match deed {
            Some("HOLD") => language.pick("暂缓一笔", "held a line"),
            Some("RELEASE") => language.pick("解除暂缓", "released a line"),
            Some("VOID") => language.pick("作废一笔", "gave a line up"),
            Some("PROPOSE") => language.pick("提出更正账户", "proposed another account"),
            Some("CORRECT") => language.pick("批准更正账户", "approved another account"),
            Some("REFUSE") => language.pick("不同意更正账户", "refused another account"),
            Some("OBJECTION") => language.pick("受理异议,该笔暂缓", "took an objection"),
            Some("CLEAR") => language.pick("处理暂记款", "cleared suspense"),
            Some("ASKED") => language.pick("本人反映未到账", "the payee says it did not arrive"),
            Some("REPORT") => language.pick("上传银行回单", "brought a report of the bank"),
            Some("DOWNLOAD") => language.pick("下载银行文件", "fetched a bank file"),
            Some(_) | None => language.pick("处理一笔", "handled a line"),
        },
    }
}

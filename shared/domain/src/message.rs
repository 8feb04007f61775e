//! What people read when something happens: a line of the timeline, a message, an SMS.
//!
//! Texts hold numbers, unions and dates, never personal data.

mod transfer;

use crate::application::{Application, Event, StepKind};
use crate::entry::{Actor, Entry};
use crate::matter::Text;
use crate::routing::RouteReason;

fn text(zh: impl Into<String>, en: impl Into<String>) -> Text {
    Text { zh: zh.into(), en: en.into() }
}

/// One line of the timeline. `union` is the name of the union that the entry concerns.
#[must_use]
pub fn line(entry: &Entry, union: Option<&str>) -> Text {
    let zh_union = union.unwrap_or("工会");
    let en_union = union.unwrap_or("the union");
    let due = entry.details.due.map(|day| day.to_string()).unwrap_or_default();
    if let Some(said) = transfer::line(entry, union) {
        return said;
    }
    match entry.event {
        Event::Submit if entry.details.route == Some(RouteReason::Batch) => text(
            format!("您参加{zh_union}的集中入会,本人已同意"),
            format!("You said yes at a collective joining of {en_union}"),
        ),
        Event::Submit => submitted_line(entry, union),
        Event::IdentityUnavailable => text(
            "核验系统暂时不通,会自动再试,不用重新提交",
            "The identity service is not answering; we try again by ourselves",
        ),
        Event::OpenCheck => text(
            format!("由{zh_union}人工核对,{due}前完成"),
            format!("{en_union} checks by hand, by {due}"),
        ),
        Event::Verify => text("信息核对通过", "All checks passed"),
        Event::OpenApproval => {
            text(format!("由{zh_union}审批,{due}前答复"), format!("{en_union} decides, by {due}"))
        }
        Event::ConfirmCheck => text("人工核对通过", "Confirmed by hand"),
        Event::ApproveLevel => {
            text(format!("{zh_union}同意,转下一级"), format!("{en_union} agreed; next level"))
        }
        Event::Approve => approved_line(entry, zh_union, en_union),
        Event::Return => text(
            format!("需要您修改,{due}前提交,编号不变"),
            format!("Please correct it by {due}; the number stays the same"),
        ),
        Event::Amend => text("您已提交修改", "You sent your corrections"),
        Event::Refuse => text("本次未通过", "Not approved this time"),
        Event::Withdraw => withdrawn_line(entry),
        Event::Lapse if entry.details.kind == Some(StepKind::OwnYes) => {
            text("到期没有确认,已结束", "Closed: it was not confirmed in time")
        }
        Event::Lapse => text("逾期未修改,已结束", "Closed: it was not corrected in time"),
        Event::Appeal => text(
            format!("您已申请复核,由{zh_union}办理,{due}前答复"),
            format!("You appealed; {en_union} answers by {due}"),
        ),
        Event::UpholdRefusal => text("复核维持原结果", "The appeal upheld the result"),
        Event::SendBack => text("复核退回重新审批", "The appeal sends it back for a new decision"),
        Event::Remind => text("已提醒办理", "A reminder was sent"),
        Event::Escalate => {
            text("办理超过期限,已告知上级工会", "Past its date; the union above has been told")
        }
        Event::Urge => text("上级工会已催办", "The union above has urged the holder"),
        Event::Reroute if entry.by == Actor::System => text(
            format!("原定工会不再接收会员,已转{zh_union}办理"),
            format!("The union chosen takes nobody in any more; moved to {en_union}"),
        ),
        Event::Reroute => text(format!("已转{zh_union}办理"), format!("Moved to {en_union}")),
        Event::AssignMembership => text("已入会,会员号已生成", "You are a member; number issued"),
        Event::ReissueCard => {
            text("新会员证已生成,旧证作废", "New card issued; the old one is void")
        }
        Event::GrantServices => text("会员服务已开通", "Member services are open"),
        // Said above.
        Event::AskOwnYes
        | Event::Confirm
        | Event::Decline
        | Event::OpenObjection
        | Event::Consent
        | Event::Object
        | Event::OpenResolution
        | Event::DismissObjection
        | Event::UpholdObjection
        | Event::MoveMembership => text("", ""),
        Event::OpenRound => text(
            format!("请准备下一步材料,{due}前提交"),
            format!("Please prepare and send the next step by {due}"),
        ),
        Event::SendRound => text("您已提交下一步材料", "You sent the next step"),
        Event::FoundUnion => text(format!("{zh_union}已成立"), format!("{en_union} is founded")),
        Event::ReplaceOfficers => {
            text("新一届工会委员会已登记", "The newly elected officers are on record")
        }
        Event::CompleteFounding => text(
            "参加建会的职工已办理入会,建会完成",
            "Everybody who took part has been admitted; the founding is complete",
        ),
        Event::Overtake => {
            text("单位已有工会,本次建会结束", "Closed: the employer has a union by now")
        }
    }
}

/// `union` is the one at whose counter an officer helped, or whose officer began it.
fn submitted_line(entry: &Entry, union: Option<&str>) -> Text {
    match union {
        Some(union) if matches!(entry.by, Actor::Officer { .. }) => text(
            format!("{union}为您发起,等您本人确认"),
            format!("Begun for you by {union}; it waits for your own yes"),
        ),
        Some(union) => text(
            format!("经本人确认,由{union}窗口代办提交申请"),
            format!("Application received, sent for you at the counter of {union} with your yes"),
        ),
        None => text("已提交申请", "Application received"),
    }
}

fn approved_line(entry: &Entry, zh_union: &str, en_union: &str) -> Text {
    if entry.by == Actor::System {
        return text("已批准", "Approved");
    }
    match decided_before(entry) {
        Some(day) => text(
            format!("{zh_union}已批准,决定日期{day}"),
            format!("{en_union} approved, decided on {day}"),
        ),
        None => text(format!("{zh_union}已批准"), format!("{en_union} approved")),
    }
}

fn withdrawn_line(entry: &Entry) -> Text {
    if entry.by == Actor::System {
        return text("本人已另行申请,此件结束", "Closed: the person applied for himself");
    }
    text("您已撤回", "You withdrew it")
}

/// The committee's date, where it is not the day on which it was recorded.
fn decided_before(entry: &Entry) -> Option<jiff::civil::Date> {
    entry.details.decided_on.filter(|day| *day != crate::calendar::shanghai_date(entry.at))
}

/// Whom a message goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The applicant.
    Applicant,
    /// The person it is about, where somebody else applied. He reads no number: it is not his case.
    Owner,
    /// The person whose registered mobile went over to the applicant. Nor does he read a number.
    Released,
    /// The officers of the union that holds the step.
    Holder,
    /// The officers of the union so many levels above the holder.
    Above(u8),
}

/// One message that follows from an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// To whom.
    pub to: Audience,
    /// Its template's name; the same for all people.
    pub template: &'static str,
    /// What it says.
    pub text: Text,
    /// Whether it also goes out by SMS.
    pub sms: bool,
}

/// The messages that follow from `entry`. `union` is the name of the union concerned.
#[must_use]
pub fn notices(entry: &Entry, application: &Application, union: Option<&str>) -> Vec<Notice> {
    let number = &application.number;
    let due = entry.details.due.map(|day| day.to_string()).unwrap_or_default();
    if let Some(told) = transfer::notices(entry, application, union) {
        return told;
    }
    match entry.event {
        Event::Submit if application.begun.is_some() => vec![Notice {
            to: Audience::Applicant,
            template: "begun-for-you",
            text: transfer::begun_for_you(number, union),
            sms: true,
        }],
        Event::Submit
        | Event::Return
        | Event::Refuse
        | Event::UpholdRefusal
        | Event::ReissueCard => result(entry.event, number, &due).into_iter().collect(),
        Event::AssignMembership => {
            result(entry.event, number, &due).into_iter().chain([joined_for_you()]).collect()
        }
        Event::OpenCheck => {
            vec![opened(number, union.unwrap_or("工会"), &due), applied_for_you()]
        }
        // A batch is decided as one, on its own page: no line for each of 500.
        Event::OpenApproval if application.batch.is_some() => Vec::new(),
        Event::OpenApproval => vec![opened(number, union.unwrap_or("工会"), &due)],
        Event::Appeal => vec![
            Notice {
                to: Audience::Applicant,
                template: "appeal-received",
                text: line(entry, union),
                sms: true,
            },
            Notice {
                to: Audience::Holder,
                template: "appeal-opened",
                text: line(entry, union),
                sms: false,
            },
        ],
        Event::Remind => vec![remind(entry, number, &due)],
        Event::Escalate => escalate(entry, number, &due),
        Event::Urge => vec![urged(number, &due)],
        Event::Lapse
        | Event::SendBack
        | Event::Reroute
        | Event::GrantServices
        | Event::OpenRound
        | Event::FoundUnion
        | Event::ReplaceOfficers
        | Event::CompleteFounding
        | Event::Overtake => {
            vec![Notice {
                to: Audience::Applicant,
                template: "progress",
                text: line(entry, union),
                sms: false,
            }]
        }
        Event::Verify => entry.details.released.iter().map(|_| mobile_released()).collect(),
        Event::IdentityUnavailable
        | Event::ConfirmCheck
        | Event::ApproveLevel
        | Event::Approve
        | Event::Amend
        | Event::SendRound
        | Event::AskOwnYes
        | Event::Confirm
        | Event::Decline
        | Event::OpenObjection
        | Event::Consent
        | Event::Object
        | Event::OpenResolution
        | Event::DismissObjection
        | Event::UpholdObjection
        | Event::MoveMembership => Vec::new(),
        Event::Withdraw => match entry.by {
            Actor::System => vec![Notice {
                to: Audience::Applicant,
                template: "gave-way",
                text: line(entry, union),
                sms: false,
            }],
            Actor::Applicant { .. } | Actor::Officer { .. } => Vec::new(),
        },
    }
}

/// What the applicant reads about his application's course: always by SMS too.
fn result(event: Event, number: &str, due: &str) -> Option<Notice> {
    let (template, text) = if event == Event::Submit {
        ("receipt", receipt(number, due))
    } else if event == Event::Return {
        ("returned", returned(number, due))
    } else if matches!(event, Event::Refuse | Event::UpholdRefusal) {
        ("refused", refused(number))
    } else if event == Event::AssignMembership {
        ("approved", approved(number))
    } else if event == Event::ReissueCard {
        ("card", reissued(number))
    } else {
        return None;
    };
    Some(Notice { to: Audience::Applicant, template, text, sms: true })
}

fn returned(number: &str, due: &str) -> Text {
    text(
        format!("【工会】您的申请{number}需要修改,请在{due}前登录查看原因并提交,编号不变。"),
        format!(
            "Application {number} needs a correction. Please sign in, read why, and send it by \
             {due}."
        ),
    )
}

fn refused(number: &str) -> Text {
    text(
        format!("【工会】您的申请{number}本次未通过,原因和下一步请登录查看。"),
        format!("Application {number} was not approved. Sign in to read why and what you can do."),
    )
}

fn approved(number: &str) -> Text {
    text(
        format!("【工会】您的申请{number}已批准,您已成为工会会员。登录可查看会员证和服务。"),
        format!(
            "Application {number} is approved: you are a union member. Sign in for your card and \
             services."
        ),
    )
}

fn reissued(number: &str) -> Text {
    text(
        format!("【工会】您的申请{number}已办结,新会员证已生成。"),
        format!("Application {number} is done: your new card is ready."),
    )
}

/// To a person in whose name somebody else applied.
fn applied_for_you() -> Notice {
    Notice {
        to: Audience::Owner,
        template: "applied-for-you",
        text: text(
            "【工会】有人用您的身份信息提交了申请,工会正在核实。如果不是您同意的,请联系工会;您也可以自己申请,以您本人的为准。",
            "Somebody sent an application with your identity; the union is checking it. If you did \
             not agree to it, please call the union; or apply yourself: your own counts.",
        ),
        sms: true,
    }
}

/// To a person who became a member through somebody else's application.
fn joined_for_you() -> Notice {
    Notice {
        to: Audience::Owner,
        template: "joined-for-you",
        text: text(
            "【工会】经工会核实,您已成为工会会员,登录可查看会员证和服务。如果不是您本人的意愿,请联系工会。",
            "Checked by the union, you are a member now: sign in for your card and services. If you \
             did not wish it, please call the union.",
        ),
        sms: true,
    }
}

/// To a person whose registered mobile has gone over to somebody else: it is proven, by its code or
/// by an officer who asked. Not by SMS: that would reach the other.
#[must_use]
pub fn mobile_released() -> Notice {
    Notice {
        to: Audience::Released,
        template: "mobile-released",
        text: text(
            "【工会】您登记的手机号经核实已由他人使用,不再登记在您名下,会籍和服务不受影响。请在“我的”重新绑定您现在的手机号;如果有误,请联系工会。",
            "The mobile registered for you was found to be somebody else's now and is no longer \
             registered for you; your membership and services stay. Please bind your present \
             mobile under \"Mine\"; if this is wrong, call the union.",
        ),
        sms: false,
    }
}

fn opened(number: &str, union: &str, due: &str) -> Notice {
    Notice {
        to: Audience::Holder,
        template: "step-opened",
        text: text(
            format!("申请{number}待{union}办理,{due}前答复。"),
            format!("Application {number} waits for {union}, due {due}."),
        ),
        sms: false,
    }
}

fn urged(number: &str, due: &str) -> Notice {
    Notice {
        to: Audience::Holder,
        template: "urged",
        text: text(
            format!("上级工会催办:申请{number}应于{due}前办结。"),
            format!("Urged from above: application {number} was due {due}."),
        ),
        sms: true,
    }
}

fn receipt(number: &str, due: &str) -> Text {
    text(
        format!("【工会】已收到您的申请,受理编号{number},预计{due}前答复。"),
        format!("We have your application, number {number}; expect an answer by {due}."),
    )
}

fn remind(entry: &Entry, number: &str, due: &str) -> Notice {
    if entry.details.kind == Some(StepKind::OwnYes) {
        let words = text(
            format!("【工会】提醒:转会籍申请{number}等您本人确认,{due}前有效,不确认就不转。"),
            format!(
                "Reminder: the move {number} waits for your own yes until {due}; nothing moves \
                 without it."
            ),
        );
        return Notice {
            to: Audience::Applicant,
            template: "own-yes-reminder",
            text: words,
            sms: true,
        };
    }
    if entry.details.kind == Some(StepKind::Amendment) {
        let words = text(
            format!("【工会】提醒:您的申请{number}请在{due}前提交修改,逾期将结束。"),
            format!(
                "Reminder: please send your corrections to application {number} by {due}, or it closes."
            ),
        );
        return Notice {
            to: Audience::Applicant,
            template: "amend-reminder",
            text: words,
            sms: true,
        };
    }
    Notice {
        to: Audience::Holder,
        template: "step-reminder",
        text: text(
            format!("申请{number}应于{due}前办结,请尽快办理。"),
            format!("Application {number} is due {due}."),
        ),
        sms: true,
    }
}

fn escalate(entry: &Entry, number: &str, due: &str) -> Vec<Notice> {
    let above = text(
        format!("申请{number}超过{due}未办结,可催办、指定代班或转办。"),
        format!("Application {number} is past {due}: urge, name a stand-in, or re-route."),
    );
    let holder = text(
        format!("申请{number}应于{due}前办结,现已超期,并已告知上级工会,请尽快办理。"),
        format!(
            "Application {number} was due {due}; the union above has been told. Please decide."
        ),
    );
    let level = entry.details.level.unwrap_or(1);
    [(Audience::Above(level), above), (Audience::Holder, holder)]
        .into_iter()
        .map(|(to, text)| Notice { to, template: "overdue", text, sms: true })
        .collect()
}

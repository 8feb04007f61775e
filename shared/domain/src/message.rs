//! What people read when something happens: a line of the timeline, a message, an SMS.
//!
//! Texts hold numbers, unions and dates, never personal data.

mod transfer;

use crate::application::{Application, Event, StepKind};
use crate::entry::{Actor, Entry};
use crate::matter::{BegunBy, Text, find_version};
use crate::routing::RouteReason;

fn text(zh: impl Into<String>, en: impl Into<String>) -> Text {
    Text { zh: zh.into(), en: en.into() }
}

/// One line of the timeline. `union` is the name of the union that the entry concerns.
#[must_use]
#[expect(clippy::too_many_lines, reason = "a table: a row per event")]
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
        Event::ChangeMembership => changed_line(&entry.matter.code),
        Event::OpenHearing => text(
            format!("已告知本人,{due}前可以说明情况"),
            format!("The member was told; he may explain until {due}"),
        ),
        Event::Hear => text("本人已说明情况", "The member has explained"),
        Event::CloseHearing => {
            text("说明期已过,由委员会决定", "The time to explain is over; the committee decides")
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

/// What became of the membership, by the matter that changed it.
fn changed_line(matter: &str) -> Text {
    match matter {
        "retain" => text(
            "会籍已保留:不交会费,不参加选举,会员服务暂停",
            "The membership is kept: no dues, no vote, services pause",
        ),
        "reactivate" => {
            text("会籍已恢复,会员服务重新开通", "The membership is active again; services are open")
        }
        "leave" => {
            text("已退会,会员证即日作废", "Left the union; the certificate is void from today")
        }
        "review" => text(
            "会籍复核后按自动退会终止,会员证作废",
            "After the review the membership ended; the certificate is void",
        ),
        "expel" => text("会籍已开除,会员证作废", "Expelled; the certificate is void"),
        "deceased" => text(
            "去世登记已确认,会籍终止,未付款项已暂缓",
            "The death is confirmed; the membership ended and open payments are held",
        ),
        "restore" => text(
            "去世登记已撤销,会籍恢复如初",
            "The report of death is undone; the membership stands as before",
        ),
        _ => text("会籍已变更", "The membership has changed"),
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
    if entry.details.text.as_deref() == Some(crate::alteration::ENDED_BY_DEATH) {
        return text("会员去世,申请终止", "Closed: the member has died");
    }
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
#[expect(clippy::too_many_lines, reason = "a table: a row per event")]
pub fn notices(entry: &Entry, application: &Application, union: Option<&str>) -> Vec<Notice> {
    let number = &application.number;
    let due = entry.details.due.map(|day| day.to_string()).unwrap_or_default();
    if let Some(told) = transfer::notices(entry, application, union) {
        return told;
    }
    match entry.event {
        Event::Submit | Event::Refuse if of_officer(application) => {
            let own = result(entry.event, number, &due).into_iter();
            own.chain(told(entry.event, &application.matter.code)).collect()
        }
        Event::ChangeMembership => changed(entry, application),
        Event::OpenHearing => vec![may_explain(&due)],
        Event::Hear | Event::CloseHearing => Vec::new(),
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

/// True where an officer began it about a member.
#[must_use]
pub fn of_officer(application: &Application) -> bool {
    find_version(&application.matter).is_some_and(|matter| matter.begun_by == BegunBy::Officer)
}

/// What the member reads of a case that an officer began about him.
fn told(event: Event, matter: &str) -> Option<Notice> {
    let words = match (event, matter) {
        (Event::Submit, "review") => text(
            "【工会】因连续六个月以上没有交会费、没有参加活动,工会开始复核您的会籍。您可以登录说明情况,也可以直接联系工会;在委员会决定之前,会籍不受影响。",
            "No dues and no activity for six months or more: the union reviews your membership.              Sign in to explain, or call the union; until the committee decides, nothing changes.",
        ),
        (Event::Submit, "expel") => text(
            "【工会】工会提出了关于您会籍的处理意见,由委员会决定,登录可查看原因。您可以联系工会说明情况。",
            "A case about your membership goes before the committee: sign in to read why. You may              call the union and explain.",
        ),
        (Event::Submit, "deceased") => text(
            "【工会】工会收到一份关于您的去世登记,正在由另一人确认。如果有误,请马上联系工会。",
            "Your death was reported to the union and is being confirmed. If this is wrong, please              call the union at once.",
        ),
        (Event::Refuse, _) => text(
            "【工会】关于您会籍的事项已结束,会籍不变。",
            "The case about your membership is closed; your membership stays.",
        ),
        _ => return None,
    };
    // Not by SMS: the telephone may be in a family's hands, and the matter is his own.
    Some(Notice { to: Audience::Owner, template: "about-you", text: words, sms: false })
}

/// The member may explain before the committee decides.
fn may_explain(due: &str) -> Notice {
    Notice {
        to: Audience::Owner,
        template: "may-explain",
        text: text(
            format!(
                "【工会】工会正在复核您的会籍。请在{due}前登录说明情况,或直接联系工会;在委员会决定之前,会籍不受影响。"
            ),
            format!(
                "Your membership is under review. Please sign in and explain by {due}, or call the union; until the committee decides, nothing changes."
            ),
        ),
        sms: true,
    }
}

/// Who reads that a membership has changed: the applicant, and the member where he is another.
fn changed(entry: &Entry, application: &Application) -> Vec<Notice> {
    let number = &application.number;
    let line = changed_line(&entry.matter.code);
    let words = text(
        format!("【工会】{number}已办结:{}。", line.zh),
        format!("{number} is done. {}.", line.en),
    );
    let own = Notice { to: Audience::Applicant, template: "changed", text: words, sms: true };
    let member = match entry.matter.code.as_str() {
        "expel" | "review" => Some(text(
            format!(
                "【工会】{}。原因登录可查看;不服的,可以在十个工作日内向上一级工会申诉。",
                line.zh
            ),
            format!(
                "{}. Sign in to read why; you may appeal to the union above within ten working days.",
                line.en
            ),
        )),
        "restore" => Some(text(format!("【工会】{}。", line.zh), format!("{}.", line.en))),
        _ => None,
    };
    let member = member.map(|text| Notice {
        to: Audience::Owner,
        template: "changed-for-you",
        text,
        sms: true,
    });
    std::iter::once(own).chain(member).collect()
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
    if entry.details.kind == Some(StepKind::Hearing) {
        return may_explain(due);
    }
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

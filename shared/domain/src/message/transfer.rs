//! What people read when a membership moves: the own yes, the old union's window, the decision above
//! both unions.

use super::{Audience, Notice, text};
use crate::application::{Application, Event};
use crate::entry::{Actor, Entry};
use crate::matter::Text;

/// The line of the timeline, for the events of a move; none for the others.
#[expect(clippy::too_many_lines, reason = "a table: a row per event")]
pub(super) fn line(entry: &Entry, union: Option<&str>) -> Option<Text> {
    let zh = union.unwrap_or("工会");
    let en = union.unwrap_or("the union");
    let due = entry.details.due.map(|day| day.to_string()).unwrap_or_default();
    let silent = entry.by == Actor::System;
    Some(match entry.event {
        Event::AskOwnYes => text(
            format!("等您本人确认,{due}前有效"),
            format!("Waits for your own yes, until {due}"),
        ),
        Event::Confirm => text("您已确认同意", "You said yes"),
        Event::Decline => text("您没有同意,已结束", "You said no; it has ended"),
        Event::OpenObjection => text(
            format!("已告知原工会{zh},有异议的{due}前提出,没有提出即视为同意"),
            format!(
                "{en}, which you leave, was told; it may object until {due}, silence is consent"
            ),
        ),
        Event::Consent if silent => {
            text(format!("原工会{zh}到期没有提出异议"), format!("{en} did not object in time"))
        }
        Event::Consent => text(format!("原工会{zh}没有异议"), format!("{en} has no objection")),
        Event::Object => text(
            format!("原工会{zh}提出异议,将由上级工会裁定"),
            format!("{en} objects; the union above both decides"),
        ),
        Event::OpenResolution => text(
            format!("由上级工会{zh}裁定异议,{due}前答复"),
            format!("{en} decides on the objection, by {due}"),
        ),
        Event::DismissObjection => text(
            format!("{zh}裁定异议不成立,继续办理"),
            format!("{en} dismissed the objection; it goes on"),
        ),
        Event::UpholdObjection => {
            text(format!("{zh}裁定异议成立,本次不转"), format!("{en} upheld the objection"))
        }
        Event::MoveMembership => {
            text(format!("会籍已转入{zh}"), format!("Your membership is with {en} now"))
        }
        Event::Submit
        | Event::IdentityUnavailable
        | Event::OpenCheck
        | Event::Verify
        | Event::OpenApproval
        | Event::ConfirmCheck
        | Event::ApproveLevel
        | Event::Approve
        | Event::Return
        | Event::Amend
        | Event::Refuse
        | Event::Withdraw
        | Event::Lapse
        | Event::Appeal
        | Event::UpholdRefusal
        | Event::SendBack
        | Event::Remind
        | Event::Escalate
        | Event::Urge
        | Event::Reroute
        | Event::AssignMembership
        | Event::ReissueCard
        | Event::GrantServices
        | Event::OpenHearing
        | Event::Hear
        | Event::CloseHearing
        | Event::ChangeMembership
        | Event::OpenRound
        | Event::SendRound
        | Event::FoundUnion
        | Event::ReplaceOfficers
        | Event::CompleteFounding
        | Event::Overtake => return None,
    })
}

/// What an application reads that an officer began for its applicant: the first thing he hears.
pub(super) fn begun_for_you(number: &str, union: Option<&str>) -> Text {
    let (zh, en) = (union.unwrap_or("新单位工会"), union.unwrap_or("Your new employer's union"));
    text(
        format!(
            "【工会】{zh}为您发起了转会籍,编号{number}。请登录查看并确认是否同意,不确认就不转。"
        ),
        format!(
            "{en} began to move your membership to it, number {number}. Please sign in and say yes \
             or no; nothing moves without your yes."
        ),
    )
}

/// The messages of a move; none for other events.
#[expect(clippy::too_many_lines, reason = "a table: a row per event")]
pub(super) fn notices(
    entry: &Entry,
    application: &Application,
    union: Option<&str>,
) -> Option<Vec<Notice>> {
    let said = line(entry, union)?;
    let number = &application.number;
    let told = |text: Text| Notice { to: Audience::Applicant, template: "move", text, sms: true };
    let quietly = |text: Text| Notice { sms: false, template: "progress", ..told(text) };
    let at_desk = |template| Notice {
        to: Audience::Holder,
        template,
        text: text(
            format!("申请{number}:{}", said.zh),
            format!("Application {number}: {}", said.en),
        ),
        sms: false,
    };
    Some(match entry.event {
        Event::OpenObjection => vec![at_desk("objection-opened"), quietly(said)],
        Event::OpenResolution => vec![at_desk("resolution-opened"), quietly(said)],
        Event::Object => vec![told(text(
            format!(
                "【工会】您的转会籍申请{number},原工会提出异议,上级工会将裁定。原因请登录查看。"
            ),
            format!(
                "Your move {number}: the union you leave objects; the union above both decides. \
                 Sign in to read why."
            ),
        ))],
        Event::UpholdObjection => vec![told(text(
            format!("【工会】您的转会籍申请{number},异议成立,本次不转,原因和下一步请登录查看。"),
            format!(
                "Your move {number} was not approved: the objection was upheld. Sign in to read \
                 why and what you can do."
            ),
        ))],
        Event::MoveMembership => vec![told(text(
            format!("【工会】您的转会籍申请{number}已办结,{}。会员号不变。", said.zh),
            format!("Your move {number} is done. {}; your number stays.", said.en),
        ))],
        Event::Consent | Event::DismissObjection => vec![quietly(said)],
        // Asking for his yes goes with the receipt; what he said himself, he knows.
        Event::Submit
        | Event::IdentityUnavailable
        | Event::OpenCheck
        | Event::Verify
        | Event::OpenApproval
        | Event::ConfirmCheck
        | Event::ApproveLevel
        | Event::Approve
        | Event::Return
        | Event::Amend
        | Event::Refuse
        | Event::Withdraw
        | Event::Lapse
        | Event::Appeal
        | Event::UpholdRefusal
        | Event::SendBack
        | Event::Remind
        | Event::Escalate
        | Event::Urge
        | Event::Reroute
        | Event::AssignMembership
        | Event::ReissueCard
        | Event::GrantServices
        | Event::OpenHearing
        | Event::Hear
        | Event::CloseHearing
        | Event::ChangeMembership
        | Event::OpenRound
        | Event::SendRound
        | Event::FoundUnion
        | Event::ReplaceOfficers
        | Event::CompleteFounding
        | Event::Overtake
        | Event::AskOwnYes
        | Event::Confirm
        | Event::Decline => Vec::new(),
    })
}

//! `POST /v1/members/{id}/mobile-release`: takes a mobile from a person who no longer has it, so that
//! whoever has it now can prove it. The reason stays on record; the person is told in his inbox.

use crate::scope::{Desk, Seen};
use api::ProblemCode;
use api::members::{MobileReleaseRequest, MobileReleaseView};
use domain::authority::Action;
use domain::id::MessageId;
use domain::message::mobile_released;
use domain::mobile::Mobile;
use domain::person::Person;
use domain::retention::{Kind, days};
use step::people::mobile_indexes;
use step::{Answer, Call, Fault, Kit, Reply, StepError, places, reveals};
use store::InboxMessage;

pub(crate) async fn release(kit: &Kit, call: &Call) -> Answer {
    let request: MobileReleaseRequest = call.read()?;
    let desk = Desk::open(kit, call).await?;
    let Seen { file, union } = desk.named().await?;
    let acting = desk.may(Action::KeepMembers, &union).ok_or(ProblemCode::Forbidden)?;
    let person = file.person.ok_or_else(|| StepError::broken("a person's record"))?;
    if desk.caller.person.as_ref() == Some(&person.id) {
        return Err(ProblemCode::OwnCase.into());
    }
    let language = call.language;
    let Some(sealed) = &person.mobile_sealed else {
        let text = language.pick("没有登记手机号,无需解除。", "No mobile is registered.");
        return Reply::json(200, &MobileReleaseView { text: text.to_owned() });
    };
    let number = kit.vault().await?.open_value(&places::person_mobile(&person.id), sealed)?;
    let mobile = Mobile::parse(&number).map_err(|_| StepError::broken("a person's mobile"))?;
    let free = mobile_indexes(kit, &mobile).await?;
    let record = person.id.as_str();
    let fields = ["mobile-released".to_owned()];
    reveals::note(kit, call, record, acting.role.as_str(), &fields, request.reason.trim()).await?;
    let next = Person {
        version: person.version.saturating_add(1),
        mobile_masked: None,
        mobile_sealed: None,
        ..person
    };
    kit.store().release_indexes(&next, &free).await?;
    tell(kit, call, &next).await?;
    let text = language.pick(
        "已解除。现在使用这个号码的人可以凭短信验证码登记;会籍和服务不受影响。",
        "Released. Whoever has the number now can prove it by SMS; membership and services stay.",
    );
    Reply::json(200, &MobileReleaseView { text: text.to_owned() })
}

/// By his inbox and not by SMS: that would reach the other.
async fn tell(kit: &Kit, call: &Call, person: &Person) -> Result<(), Fault> {
    let Some(subject) = &person.subject else { return Ok(()) };
    let (ms, random) = kit.identity_parts()?;
    let notice = mobile_released();
    let kept = i64::from(days(Kind::Message).unwrap_or(365)).saturating_mul(86_400);
    let message = InboxMessage {
        id: MessageId::from_parts(ms, random),
        subject: subject.clone(),
        at: call.now,
        template: notice.template.to_owned(),
        text: notice.text,
        application: None,
        read: None,
    };
    Ok(kit.store().put_message(&message, call.now.as_second().saturating_add(kept)).await?)
}

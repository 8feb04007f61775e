//! `PUT` and `DELETE /v1/consents/{code}`: agreeing, and taking it back.

use crate::open;
use api::consents::{ConsentRequest, ConsentWithdrawal};
use api::{FieldCode, Language, Problem, ProblemCode};
use domain::application::Application;
use domain::id::PersonId;
use domain::matter::{PublishedText, consent, find_version};
use domain::person::Consent;
use domain::rule::MemberFact;
use jiff::Timestamp;
use step::wire::{consent_view, effect};
use step::{Answer, Call, Fault, Kit, Reply};

pub(crate) async fn give(kit: &Kit, call: &Call) -> Answer {
    let text = known(call)?;
    let request: ConsentRequest = call.read()?;
    if request.policy_version != text.version {
        let faulty = Problem::new(ProblemCode::FormFaulty, call.language);
        let field = FieldCode::PolicyVersionOld;
        return Err(faulty.with_error("/policyVersion", field, call.language).into());
    }
    let person = bound(kit, call).await?;
    let file = kit.store().get_person_file(&person).await?;
    let given = file
        .consents
        .into_iter()
        .find(|one| one.code == text.code && one.policy == text.version && one.withdrawn.is_none());
    if let Some(given) = given {
        return Reply::json(200, &consent_view(&given, call.language));
    }
    let new = Consent {
        person,
        code: text.code.clone(),
        policy: text.version.clone(),
        granted: call.now,
        withdrawn: None,
        channel: "ONLINE".to_owned(),
    };
    kit.store().put_consent(&new).await?;
    Reply::json(200, &consent_view(&new, call.language))
}

/// The consent ends first, then what rests on it: a repeat finishes what an interrupted call left.
pub(crate) async fn withdraw(kit: &Kit, call: &Call) -> Answer {
    let text = known(call)?;
    let person = bound(kit, call).await?;
    let file = kit.store().get_person_file(&person).await?;
    let given = file.consents.iter().filter(|one| one.code == text.code);
    let withdrawn_at = end(kit, call, given).await?;
    let withdrawn_at = withdrawn_at.ok_or(ProblemCode::NotFound)?;
    let member = file.standing.map_or(MemberFact::None, |standing| standing.member());
    let resting = open::find(kit, call, &person, |one| rests_on(one, &text.code)).await?;
    let withdrawn = open::take_all_back(kit, call, resting).await?;
    let first = withdrawn.first().map(|application| application.id.as_str().to_owned());
    Reply::json(
        200,
        &ConsentWithdrawal {
            code: text.code.clone(),
            withdrawn_at: withdrawn_at.to_string(),
            text: follows(&text.code, member, first.is_some(), call.language).to_owned(),
            withdrawn_application: first,
        },
    )
}

fn known(call: &Call) -> Result<&'static PublishedText, Fault> {
    consent(call.param("code")).ok_or_else(|| ProblemCode::NotFound.into())
}

async fn bound(kit: &Kit, call: &Call) -> Result<PersonId, Fault> {
    let account = kit.store().get_account(call.caller()?).await?;
    account.caller.person.ok_or_else(|| ProblemCode::NotBound.into())
}

/// Ends every one that is in force. When the last one ended; none if none was ever given.
async fn end(
    kit: &Kit,
    call: &Call,
    given: impl Iterator<Item = &Consent>,
) -> Result<Option<Timestamp>, Fault> {
    let mut last = None;
    for one in given {
        let at = one.withdrawn.unwrap_or(call.now);
        if one.withdrawn.is_none() {
            kit.store().put_consent(&Consent { withdrawn: Some(at), ..one.clone() }).await?;
        }
        last = last.max(Some(at));
    }
    Ok(last)
}

fn rests_on(application: &Application, code: &str) -> bool {
    find_version(&application.matter)
        .is_some_and(|matter| matter.consents.iter().any(|needed| needed == code))
}

/// What follows from it, as a sentence.
fn follows(code: &str, member: MemberFact, withdrawn: bool, language: Language) -> &'static str {
    match (code, member) {
        ("JOIN", MemberFact::Active | MemberFact::Retained) => language.pick(
            "您已是会员,会籍不受影响;已登记的信息依法保存。如要退会,请联系您的工会办理,\
             在「我的」页可以看到工会电话。",
            "You are a member, and your membership stays; what is on record is kept as the law \
             asks. To leave the union, please contact your union; its telephone is on your page.",
        ),
        ("JOIN", MemberFact::None) if withdrawn => language.pick(
            "您的申请已随之收回。以后想入会,随时可以重新申请。",
            "Your application was taken back with it. You can apply again at any time.",
        ),
        _ => effect(code, language),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_is_told_how_to_leave_and_others_that_they_may_come_back() {
        let en = |code, member, withdrawn| follows(code, member, withdrawn, Language::En);
        #[rustfmt::skip]
        let rows = [
            // why                       code              member                withdrawn  says
            ("a member",                 "JOIN",           MemberFact::Active,   false,     "To leave the union"),
            ("a retained one",           "JOIN",           MemberFact::Retained, false,     "To leave the union"),
            ("with an open application", "JOIN",           MemberFact::None,     true,      "apply again"),
            ("with none",                "JOIN",           MemberFact::None,     false,     "Before you are a member"),
            ("another purpose",          "SHARE_MERCHANT", MemberFact::Active,   false,     "service providers"),
        ];
        for (why, code, member, withdrawn, says) in rows {
            assert!(en(code, member, withdrawn).contains(says), "{why}");
        }
    }
}

//! `POST /v1/matters/{code}/check`: what the rules say of a form with gaps. Nothing is stored, and
//! the register is read only for a caller who asks about himself.

use crate::wish;
use api::matters::{
    AheadStep, CheckAnswer, CheckRequest, MovingAhead, MovingStep, Place as ApiPlace, RuleAnswer,
    UnionChoice,
};
use api::{Language, ProblemCode};
use domain::application::StepKind;
use domain::calendar::{add_working_days, shanghai_date};
use domain::form::{JoinForm, Partial, parse_partial};
use domain::id::{PersonId, UnionId};
use domain::matter::{BegunBy, Matter, find};
use domain::membership::Membership;
use domain::routing::RouteReason;
use domain::rule::{Facts, MemberFact, Rule, evaluate};
use domain::transfer::{is_move, left, outlook};
use serde_json::Value;
use step::people::{document_indexes, mobile_indexes, owner};
use step::routing::{Looked, look_up};
use step::view::{pick, union_ref};
use step::{Answer, Call, Fault, Kit, Reply};

pub(crate) async fn handle(kit: &Kit, call: &Call) -> Answer {
    let matter = find(call.param("code")).filter(|matter| matter.begun_by == BegunBy::Applicant);
    let matter = matter.ok_or(ProblemCode::NotFound)?;
    let request: CheckRequest = call.read()?;
    let door = wish::door(call.now, kit.settings().allow_synthetic);
    let partial = parse_partial(matter.form, &Value::Object(request.form), door)
        .map_err(|faults| wish::form_faulty(&faults, call.language))?;
    let own = own_facts(kit, call, &partial).await?;
    let due = add_working_days(shanghai_date(call.now), matter.decide_within_working_days.into());
    let mut answer = CheckAnswer {
        rules: rules(matter, &partial, &own, call),
        union: None,
        route: None,
        moving: None,
        choices: Vec::new(),
        due_on: due.date.to_string(),
        provisional: due.provisional,
    };
    if let Some(work) = partial.form.work() {
        let looked = look_up(kit.store(), work).await?;
        let route = looked.route(work).filter(|route| is_certain(route.reason, &partial));
        answer.choices = choices(&looked, route.map(|route| route.reason));
        answer.union = route.map(|route| union_ref(route.union));
        answer.route = route.map(|route| {
            let (zh, en) = route.reason.text();
            call.language.pick(zh, en).to_owned()
        });
    }
    if is_move(matter) {
        answer.moving = Some(moving(kit, call, matter, &own).await?);
    }
    Reply::json(200, &answer)
}

/// What the register says of the caller himself; nothing of anybody else.
#[derive(Default)]
struct Own {
    member: Option<MemberFact>,
    membership: Option<Membership>,
    own_person: Option<bool>,
    mobile_free: Option<bool>,
    /// The union that holds his membership.
    from: Option<UnionId>,
    /// Whether that union may object to his leaving: it does not only hold the membership.
    objects: bool,
}

/// What a move would go through, with the last day of each step.
async fn moving(kit: &Kit, call: &Call, matter: &Matter, own: &Own) -> Result<MovingAhead, Fault> {
    let from = match &own.from {
        Some(id) => kit.store().get_union(id).await?,
        None => None,
    };
    let ahead = outlook(matter, own.objects, shanghai_date(call.now));
    Ok(MovingAhead {
        from: from.as_ref().map(union_ref),
        steps: ahead
            .into_iter()
            .map(|one| AheadStep {
                step: match one.kind {
                    StepKind::Objection => MovingStep::Objection,
                    _ => MovingStep::Acceptance,
                },
                by: one.by.to_string(),
            })
            .collect(),
    })
}

async fn own_facts(kit: &Kit, call: &Call, partial: &Partial) -> Result<Own, Fault> {
    let Some(subject) = &call.subject else { return Ok(Own::default()) };
    let Some(bound) = kit.store().get_account(subject).await?.caller.person else {
        return Ok(Own::default());
    };
    let join = partial.form.join();
    if let Some(form) = join
        && !(partial.has("idNumber") && is_of(kit, form, &bound).await?)
    {
        return Ok(Own::default());
    }
    let mobile_free = match join {
        Some(form) if partial.has("mobile") => {
            let holder = owner(kit, &mobile_indexes(kit, &form.mobile).await?).await?;
            Some(holder.is_none_or(|holder| holder == bound))
        }
        Some(_) | None => None,
    };
    let standing = kit.store().get_standing(&bound).await?;
    let member = standing.member();
    Ok(Own {
        member: Some(member),
        membership: standing.membership.clone(),
        own_person: Some(true),
        mobile_free,
        from: left(&standing).cloned(),
        objects: member == MemberFact::Active,
    })
}

async fn is_of(kit: &Kit, form: &JoinForm, bound: &PersonId) -> Result<bool, Fault> {
    let indexes = document_indexes(kit, form.id_type, &form.id_number).await?;
    Ok(owner(kit, &indexes).await?.as_ref() == Some(bound))
}

fn rules(matter: &Matter, partial: &Partial, own: &Own, call: &Call) -> Vec<RuleAnswer> {
    let facts = Facts {
        at: call.now,
        form: &partial.form,
        identity: None,
        member: own.member,
        membership: own.membership.as_ref(),
        own_person: own.own_person,
        mobile_free: own.mobile_free,
        founding: None,
    };
    let answer = |rule: &Rule| {
        let enough = partial.suffices_for(rule.kind);
        let passed = if enough { evaluate(rule, &facts).passed } else { None };
        RuleAnswer {
            id: rule.id.clone(),
            passed,
            text: sentence(rule, passed, enough, call.language),
        }
    };
    matter.rules.iter().map(answer).collect()
}

/// The answer in a sentence: the rule, and what to do or when it is known.
fn sentence(rule: &Rule, passed: Option<bool>, enough: bool, language: Language) -> String {
    let said = pick(language, &rule.text);
    match (passed, rule.refuse.as_ref().or(rule.send_back.as_ref())) {
        (Some(true), _) => said,
        (Some(false), Some(no)) => language.pick(&no.zh, &no.en).to_owned(),
        (Some(false), None) => {
            let asked = language.pick(":由工会与您核实", ": the union will ask you about it");
            format!("{said}{asked}")
        }
        (None, _) if enough => {
            let later = language.pick(":提交后核对", ": checked once you apply");
            format!("{said}{later}")
        }
        (None, _) => {
            let gap = language.pick(":填好相关内容后显示", ": shown once you fill it in");
            format!("{said}{gap}")
        }
    }
}

/// True when what is missing in the form cannot lead to another union.
fn is_certain(reason: RouteReason, partial: &Partial) -> bool {
    let relation = partial.has("relation");
    let group = partial.has("occupationGroup");
    let home = partial.has("residenceDivision");
    match reason {
        RouteReason::Dispatcher
        | RouteReason::DispatchUser
        | RouteReason::Employer
        | RouteReason::Joint => relation,
        RouteReason::Industry => relation && (home || partial.has("workDivision")),
        RouteReason::EmployerStreet => relation && group,
        RouteReason::Residence
        | RouteReason::WorkPlace
        | RouteReason::Holding
        | RouteReason::Begun
        | RouteReason::Pool
        | RouteReason::Rerouted
        | RouteReason::Batch => relation && group && home,
    }
}

/// Home and work, where the applicant may choose between two unions.
fn choices(looked: &Looked, reason: Option<RouteReason>) -> Vec<UnionChoice> {
    let chosen = matches!(reason, Some(RouteReason::Residence | RouteReason::WorkPlace));
    let (Some(home), Some(work)) = (looked.residence(), looked.work_place()) else {
        return Vec::new();
    };
    if !chosen || home.id == work.id || !home.admits_individuals() || !work.admits_individuals() {
        return Vec::new();
    }
    let choice = |place, union| UnionChoice { place, union: union_ref(union), limits: None };
    vec![choice(ApiPlace::Work, work), choice(ApiPlace::Residence, home)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::form::Door;
    use domain::matter::FormKind;
    use jiff::{Timestamp, civil::date};
    use serde_json::json;

    fn partial(form: &Value) -> Partial {
        let door = Door { today: date(2026, 11, 20), allow_synthetic: true };
        parse_partial(FormKind::Join, form, door).ok().unwrap()
    }

    #[test]
    fn a_union_is_named_once_nothing_missing_could_change_it() {
        use RouteReason::{Employer, EmployerStreet, Industry, Pool, Residence};
        #[rustfmt::skip]
        let rows = [
            // why                                form                                                    reason          certain
            ("employer and relation",             json!({"relation": "LABOUR"}),                          Employer,       true),
            ("dispatched or not decides",         json!({}),                                              Employer,       false),
            ("an occupation may come",            json!({"relation": "LABOUR"}),                          EmployerStreet, false),
            ("no occupation",                     json!({"relation": "LABOUR", "occupationGroup": "NONE"}), EmployerStreet, true),
            ("home is open",                      json!({"relation": "FLEXIBLE", "occupationGroup": "NONE"}), Pool,        false),
            ("home is known",                     json!({"relation": "FLEXIBLE", "occupationGroup": "NONE", "residenceDivision": "210106"}), Residence, true),
            ("occupation where he works",         json!({"relation": "FLEXIBLE", "occupationGroup": "NONE", "workDivision": "210106"}), Industry, true),
        ];
        for (why, form, reason, certain) in rows {
            assert_eq!(is_certain(reason, &partial(&form)), certain, "{why}");
        }
    }

    #[test]
    fn a_stranger_learns_what_the_form_says_and_nothing_of_the_register() {
        let at: Timestamp = "2026-11-20T04:00:00Z".parse().unwrap();
        let call = Call {
            route: String::new(),
            path: String::new(),
            params: std::collections::HashMap::new(),
            query: std::collections::HashMap::new(),
            headers: std::collections::HashMap::new(),
            body: Vec::new(),
            subject: None,
            phone: None,
            language: Language::Zh,
            now: at,
        };
        let matter = find("join").unwrap();
        let form = json!({ "idNumber": "219900199001010014", "relation": "FLEXIBLE" });
        let got: Vec<(String, Option<bool>)> =
            rules(matter, &partial(&form), &Own::default(), &call)
                .into_iter()
                .map(|answer| (answer.id, answer.passed))
                .collect();
        let wanted = [
            ("age", Some(true)),
            ("not-a-member", None),
            ("own-person", None),
            ("identity", None),
            ("mobile", None),
            ("work", Some(true)),
            ("pension", Some(true)),
        ];
        let wanted = wanted.map(|(id, passed)| (id.to_owned(), passed));
        assert_eq!(got, wanted);
    }
}

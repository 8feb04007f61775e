//! `GET /v1/members/{id}`: the card: who, where he belonged and since when, what is open, what he may
//! use, who saw his data in full. `on` asks where he belonged on a day.

use crate::scope::{Desk, Seen};
use crate::search::item;
use crate::words;
use api::members::{ChangeView, MemberView, OpenCase, SharedView, StayView};
use api::{FieldCode, Language, Problem, ProblemCode};
use domain::application::Application;
use domain::authority::Action;
use domain::membership::{MembershipEvent, Standing, Stay, on_day, stays};
use domain::service::catalogue;
use domain::union::Union;
use jiff::civil::Date;
use step::view::application::title;
use step::view::scope::Unions;
use step::view::{pick, union_ref};
use step::{Answer, Call, Fault, Kit, Reply, StepError};
use store::{PersonFile, Reveal};

/// The most looks that a card lists, newest first.
const LOOKS: usize = 50;

pub(crate) async fn show(kit: &Kit, call: &Call) -> Answer {
    let on = day(call)?;
    let desk = Desk::open(kit, call).await?;
    let Seen { file, union } = desk.named().await?;
    let mut view = whole(kit, call, &file, Some(&union), on).await?;
    if desk.may(Action::Reveal, &union).is_some() {
        view.revealable = vec!["/idNumber".to_owned()];
        if view.mobile_masked.is_some() {
            view.revealable.push("/mobile".to_owned());
        }
    }
    view.may_release_mobile =
        view.mobile_masked.is_some() && desk.may(Action::KeepMembers, &union).is_some();
    Reply::json(200, &view)
}

/// The day of the query, if one was asked for.
fn day(call: &Call) -> Result<Option<Date>, Problem> {
    let Some(text) = call.query.get("on") else { return Ok(None) };
    let language = call.language;
    text.parse().map(Some).map_err(|_| {
        let problem = Problem::new(ProblemCode::BadParameter, language);
        problem.with_error("/query/on", FieldCode::DateFormat, language)
    })
}

/// Everything on record about a person, masked.
pub(crate) async fn whole(
    kit: &Kit,
    call: &Call,
    file: &PersonFile,
    home: Option<&Union>,
    on: Option<Date>,
) -> Result<MemberView, Fault> {
    let language = call.language;
    let person = file.person.as_ref().ok_or_else(|| StepError::broken("a person's record"))?;
    let standing = file.standing.clone().unwrap_or_else(|| Standing::nothing(person.id.clone()));
    let standing = Standing { name: person.name.clone(), ..standing };
    let all = stays(&file.events);
    let mut unions = Unions::default();
    unions.load(kit.store(), all.iter().map(|stay| stay.union.clone())).await?;
    let then = on.and_then(|day| on_day(&file.events, day));
    let open = match &standing.open {
        Some(id) => kit.store().get_application(id).await?,
        None => None,
    };
    let looks = kit.store().list_reveals(person.id.as_str()).await?;
    let history = all.iter().filter_map(|stay| stay_view(stay, &unions, language));
    Ok(MemberView {
        member: item(&standing, home, language),
        id_type_text: words::id_type(person.id_type, language),
        id_masked: person.id_masked.clone(),
        mobile_masked: person.mobile_masked.clone(),
        born_on: person.birth.to_string(),
        sex_text: words::sex(person.sex, language),
        joined_on: standing.membership.as_ref().map(|one| one.joined.to_string()),
        history: history.collect(),
        changes: file.events.iter().map(|event| change_view(event, language)).collect(),
        then: then.and_then(|stay| stay_view(&stay, &unions, language)),
        open: open.map(|application| open_case(&application, language)),
        services: services(file, language),
        shared: looks.iter().rev().take(LOOKS).map(|look| shared(look, language)).collect(),
        revealable: Vec::new(),
        may_release_mobile: false,
        synthetic: kit.settings().allow_synthetic,
    })
}

fn stay_view(stay: &Stay, unions: &Unions, language: Language) -> Option<StayView> {
    Some(StayView {
        union: unions.get(&stay.union).map(union_ref)?,
        state: words::state(stay.state).to_owned(),
        state_text: words::state_text(Some(stay.state), language),
        from: stay.from.to_string(),
        until: stay.until.map(|day| day.to_string()),
    })
}

fn change_view(event: &MembershipEvent, language: Language) -> ChangeView {
    ChangeView {
        on: event.on.to_string(),
        code: event.kind.code(),
        text: words::change(event.kind, language),
        reason: event.reason.map(|reason| reason.code()),
        reason_text: event.reason.map(|reason| words::reason(reason, language)),
    }
}

fn open_case(application: &Application, language: Language) -> OpenCase {
    let waits = application.pending.as_ref().filter(|step| step.union.is_some());
    OpenCase {
        number: application.number.clone(),
        title: title(application, language),
        task: waits.map(|step| format!("{}-{}", application.id.as_str(), step.seq)),
    }
}

fn services(file: &PersonFile, language: Language) -> Vec<String> {
    let Some(grant) = &file.grant else { return Vec::new() };
    let granted = catalogue().iter().filter(|one| grant.services.contains(&one.code));
    granted.map(|one| pick(language, &one.title)).collect()
}

fn shared(look: &Reveal, language: Language) -> SharedView {
    SharedView {
        at: look.at.to_string(),
        by: words::office(&look.role, language),
        fields: look.fields.iter().map(|field| words::field(field, language)).collect(),
        purpose: look.purpose.clone(),
    }
}

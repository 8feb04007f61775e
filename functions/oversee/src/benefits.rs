//! `GET /v1/benefits` and one of them: what a run would rest on, and what is missing.

use api::benefits::{
    BenefitItem, BenefitKindView, BenefitList, BenefitRule, BenefitView, MissingView, NoticeKind,
    ParameterValue, ParameterView, ScheduleView, SourceView,
};
use api::{Language, ProblemCode};
use domain::authority::Action;
use domain::benefit::parameter::{Lack, Parameter, Unit, Value};
use domain::benefit::schedule::{Schedule, Timetable, timetable};
use domain::benefit::{
    AmountRule, Benefit, Missing, NoticeKind as Kind, PeriodKind, Source, find, newest,
};
use domain::division::{self, DivisionCode};
use domain::money::Fen;
use jiff::civil::Date;
use step::finance::counter::Counter;
use step::finance::part_view::level_views;
use step::finance::part_words::{register, tier};
use step::view::pick;
use step::{Answer, Call, Kit, Reply, Stage};

/// The place for which a benefit is looked at as a whole.
const PROVINCE: &str = "21";

pub(crate) async fn list(kit: &Kit, call: &Call) -> Answer {
    let counter = Counter::open(kit, call).await?;
    counter.needs(Action::ViewRuns)?;
    let items = newest().map(|benefit| item(kit, call, benefit, counter.today)).collect();
    Reply::json(200, &BenefitList { items })
}

pub(crate) async fn show(kit: &Kit, call: &Call) -> Answer {
    let counter = Counter::open(kit, call).await?;
    counter.needs(Action::ViewRuns)?;
    let benefit = find(call.param("code")).ok_or(ProblemCode::NotFound)?;
    let language = call.language;
    let year = counter.today.year();
    let view = BenefitView {
        item: item(kit, call, benefit, counter.today),
        rules: rules(&benefit.eligible, language),
        kinds: kinds(benefit, language),
        levels: level_views(benefit, None, language),
        parameters: benefit.parameters.iter().map(|one| parameter(one, language)).collect(),
        documents: benefit.documents.iter().map(source).collect(),
        missing: benefit.missing(year, PROVINCE).iter().map(|one| missing(one, language)).collect(),
        bank_format: benefit.bank.format.as_str().to_owned(),
        consents: benefit.consents.clone(),
    };
    Reply::json(200, &view)
}

fn item(kit: &Kit, call: &Call, benefit: &Benefit, today: Date) -> BenefitItem {
    let language = call.language;
    let year = today.year();
    let missing = benefit.missing(year, PROVINCE);
    let production = kit.settings().stage == Stage::Production;
    BenefitItem {
        code: benefit.code.clone(),
        version: benefit.version,
        title: pick(language, &benefit.title),
        summary: pick(language, &benefit.summary),
        tier: tier(benefit.tier),
        register: register(benefit.register),
        budget_line: benefit.budget_line.clone(),
        notice: benefit.notice.as_ref().map(|notice| notice_kind(notice.kind)),
        by_hand: matches!(benefit.schedule, Schedule::ByHand),
        schedule: schedule(benefit, today),
        missing: u32::try_from(missing.len()).unwrap_or(u32::MAX),
        example: missing.iter().any(|one| one.lack == Lack::ExampleOnly),
        ready: benefit.ready(year, PROVINCE, production).is_ok(),
    }
}

/// How a roll is posted, in the API's words.
pub(crate) fn notice_kind(kind: Kind) -> NoticeKind {
    match kind {
        Kind::Honour => NoticeKind::Honour,
        Kind::Aid => NoticeKind::Aid,
    }
}

/// The days of this year's period, or of next year's once this one's are over.
fn schedule(benefit: &Benefit, today: Date) -> Option<ScheduleView> {
    if benefit.period != PeriodKind::Year {
        return None;
    }
    let years = [today.year(), today.year().saturating_add(1)];
    let mut dated = years.into_iter().filter_map(|year| {
        let period = year.to_string();
        match timetable(benefit, &period) {
            Timetable::Dated(days) => Some((period, days)),
            Timetable::NotSettled | Timetable::ByHand => None,
        }
    });
    let (period, days) = dated.find(|(_, days)| days.pay_by >= today)?;
    Some(ScheduleView {
        period,
        declare_from_on: days.declare_from.map(|day| day.to_string()),
        declare_to_on: days.declare_to.map(|day| day.to_string()),
        draw_on: days.draw_on.to_string(),
        approve_by_on: days.approve_by.to_string(),
        pay_by_on: days.pay_by.to_string(),
        end_on: days.end.to_string(),
        provisional: days.provisional,
    })
}

fn rules(rules: &[domain::benefit::Eligible], language: Language) -> Vec<BenefitRule> {
    let said = rules.iter();
    said.map(|rule| BenefitRule { id: rule.id.clone(), text: pick(language, &rule.text) }).collect()
}

fn kinds(benefit: &Benefit, language: Language) -> Vec<BenefitKindView> {
    let shown = benefit.kinds.iter().map(|kind| BenefitKindView {
        code: kind.code.clone(),
        title: pick(language, &kind.title),
        formula: formula(benefit, &kind.amount, language),
        rules: rules(&kind.eligible, language),
        exclusive_group: benefit.exclusive_group(kind).map(str::to_owned),
    });
    shown.collect()
}

/// The computation with the names of its values.
fn formula(benefit: &Benefit, rule: &AmountRule, language: Language) -> String {
    let name = |parameter: &str| {
        let found = benefit.parameter(parameter);
        found.map_or_else(|| parameter.to_owned(), |one| pick(language, &one.title))
    };
    match (rule, language) {
        (AmountRule::Flat { amount }, _) => name(amount),
        (AmountRule::TopUp { line, cap, months }, Language::Zh) => {
            format!("({} − 本人月均收入,最多{}) × {}", name(line), name(cap), name(months))
        }
        (AmountRule::TopUp { line, cap, months }, Language::En) => {
            format!("({} − own income, at most {}) × {}", name(line), name(cap), name(months))
        }
        (AmountRule::Percentage { percent, cap, .. }, Language::Zh) => {
            format!("自付医疗费 × {},最多{}", name(percent), name(cap))
        }
        (AmountRule::Percentage { percent, cap, .. }, Language::En) => {
            format!("self-paid medical cost × {}, at most {}", name(percent), name(cap))
        }
        (AmountRule::MonthsOfParameter { monthly, months, most }, Language::Zh) => {
            format!("{} × {}(最多{})", name(monthly), name(months), name(most))
        }
        (AmountRule::MonthsOfParameter { monthly, months, most }, Language::En) => {
            format!("{} × {} (at most {})", name(monthly), name(months), name(most))
        }
    }
}

fn parameter(one: &Parameter, language: Language) -> ParameterView {
    ParameterView {
        name: one.name.clone(),
        title: pick(language, &one.title),
        unit: match one.unit {
            Unit::Fen => "fen",
            Unit::Percent => "percent",
            Unit::Months => "months",
        }
        .to_owned(),
        values: one.values.iter().map(|value| shown(one.unit, value, language)).collect(),
    }
}

fn shown(unit: Unit, value: &Value, language: Language) -> ParameterValue {
    ParameterValue {
        from_year: value.from,
        to_year: value.to,
        place: value.place.clone(),
        place_name: place_name(&value.place),
        when: value.when.as_deref().map(|word| case_text(word, language)),
        text: match unit {
            Unit::Fen => format!("{}{}", Fen::new(value.value), language.pick("元", " yuan")),
            Unit::Percent => format!("{}%", value.value),
            Unit::Months => format!("{}{}", value.value, language.pick("个月", " months")),
        },
        example: value.example,
        attached: value.is_attached(),
        source: value.source.as_ref().map(source),
    }
}

fn place_name(code: &str) -> String {
    let found = DivisionCode::parse(code).ok().and_then(|code| division::find(&code));
    found.map_or_else(|| code.to_owned(), |division| division.full_name)
}

fn source(source: &Source) -> SourceView {
    SourceView {
        title: source.title.clone(),
        number: source.number.clone(),
        dated: source.date.clone(),
        page: source.page.clone(),
        attached: source.attached.is_some(),
    }
}

fn missing(one: &Missing, language: Language) -> MissingView {
    let title = pick(language, &one.title);
    let when = one.when.as_deref().map(|word| case_text(word, language));
    let text = match one.lack {
        Lack::NoValue => {
            language.pick("没有发布,也没有示例值。", "is not set, nor is there an example.")
        }
        Lack::ExampleOnly => {
            language.pick("只有示例值,缺依据文件。", "is an example only: its document is missing.")
        }
    };
    let of = when.as_ref().map(|when| format!("({when})")).unwrap_or_default();
    let year = one.year;
    MissingView {
        parameter: one.parameter.clone(),
        text: language.pick("#", "# ").replace('#', &format!("{year} {title}{of}")) + text,
        title,
        when,
        year,
        place: one.place.clone(),
    }
}

/// The word of a work status or residence as people say it.
fn case_text(word: &str, language: Language) -> String {
    let said = match word {
        "ON_JOB" => language.pick("在岗", "at work"),
        "RETIRED" => language.pick("退休", "retired"),
        "FARMER" => language.pick("农民", "farmer"),
        "OTHER" => language.pick("其他", "other"),
        "URBAN" => language.pick("城镇", "urban"),
        "RURAL" => language.pick("农村", "rural"),
        other => other,
    };
    said.to_owned()
}

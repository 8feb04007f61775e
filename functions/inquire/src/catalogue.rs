//! What one can apply for, and the guide of each matter.

use crate::fallback::PUBLIC_S;
use crate::schema;
use api::matters::{MatterConsent, MatterGuide, MatterList, MatterRule, MatterSummary, Oath};
use api::{Language, ProblemCode};
use domain::matter::{BegunBy, Matter, consent, find, newest, oath};
use step::view::pick;
use step::{Answer, Call, Reply};

/// `GET /v1/matters`.
pub(crate) fn list(call: &Call) -> Answer {
    let offered = newest().filter(|matter| matter.begun_by == BegunBy::Applicant);
    let items = offered.map(|matter| summary(matter, call.language)).collect();
    Ok(Reply::json(200, &MatterList { items })?.cached(PUBLIC_S))
}

/// `GET /v1/matters/{code}`.
pub(crate) fn guide(call: &Call) -> Answer {
    let matter = find(call.param("code")).ok_or(ProblemCode::NotFound)?;
    Ok(Reply::json(200, &of(matter, call.language))?.cached(PUBLIC_S))
}

fn summary(matter: &Matter, language: Language) -> MatterSummary {
    MatterSummary {
        code: matter.code.clone(),
        version: matter.version,
        title: pick(language, &matter.title),
        summary: pick(language, &matter.summary),
        decide_within_working_days: promised(matter),
    }
}

/// Nobody decides where there is no approval.
fn promised(matter: &Matter) -> u32 {
    if matter.approvals.is_empty() { 0 } else { matter.decide_within_working_days.into() }
}

fn of(matter: &Matter, language: Language) -> MatterGuide {
    let rules = matter
        .rules
        .iter()
        .map(|rule| MatterRule { id: rule.id.clone(), text: pick(language, &rule.text) });
    MatterGuide {
        code: matter.code.clone(),
        version: matter.version,
        title: pick(language, &matter.title),
        summary: pick(language, &matter.summary),
        who: vec![pick(language, &matter.who)],
        needs: matter.needs.iter().map(|need| pick(language, need)).collect(),
        decide_within_working_days: promised(matter),
        what_follows: vec![pick(language, &matter.follows)],
        consents: consents(matter, language),
        oath: words(matter),
        form_schema: schema::localised(matter.form, language),
        rules: rules.collect(),
    }
}

fn consents(matter: &Matter, language: Language) -> Vec<MatterConsent> {
    let texts = matter.consents.iter().filter_map(|code| consent(code));
    texts
        .map(|text| MatterConsent {
            code: text.code.clone(),
            text: pick(language, &text.text),
            policy_version: text.version.clone(),
            required: true,
        })
        .collect()
}

/// The oath is said in Chinese, whatever the language around it.
fn words(matter: &Matter) -> Option<Oath> {
    let spec = matter.oath.as_ref()?;
    let text = oath(&spec.text)?;
    Some(Oath { text: text.text.zh.clone(), version: text.code.clone(), required: spec.required })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_matter_has_a_whole_guide_in_both_languages() {
        for matter in newest() {
            for language in [Language::Zh, Language::En] {
                let guide = of(matter, language);
                assert_eq!(guide.rules.len(), matter.rules.len());
                assert_eq!(guide.consents.len(), matter.consents.len());
                assert_eq!(guide.oath.is_some(), matter.oath.is_some());
                assert!(!guide.form_schema.is_empty(), "{}", matter.code);
            }
        }
    }
}

//! The catalogue: what one can apply for (事项), as data over typed rules.
//!
//! Every published version is embedded; an application stays on the version it began with.
//! Deliberately absent: any expression language.

use crate::rule::Rule;
use serde::{Deserialize, Serialize};
use std::sync::{LazyLock, OnceLock};

/// A sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// 中文.
    pub zh: String,
    /// English.
    pub en: String,
}

/// A matter and its version, written `join@1`.
pub type MatterRef = crate::versioned::Versioned;

/// Which form type a matter uses; the types are in [`crate::form`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FormKind {
    /// [`crate::form::JoinForm`].
    Join,
    /// [`crate::form::CardReissueForm`].
    CardReissue,
    /// [`crate::founding::forms::FoundingRequest`].
    FoundUnion,
    /// [`crate::founding::forms::FoundingMeeting`].
    FoundingMeeting,
    /// [`crate::founding::forms::ElectionResult`].
    ElectionResult,
    /// [`crate::founding::forms::ReElectionRequest`].
    ReElection,
    /// [`crate::form::TransferForm`].
    Transfer,
    /// [`crate::form::RetainForm`].
    Retain,
    /// [`crate::form::ReactivateForm`].
    Reactivate,
    /// [`crate::form::LeaveForm`].
    Leave,
    /// [`crate::form::ReviewForm`].
    Review,
    /// [`crate::form::ExpelForm`].
    Expel,
    /// [`crate::form::DeceaseForm`].
    Decease,
    /// [`crate::form::RestoreForm`].
    Restore,
}

/// Who may begin a case of a matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BegunBy {
    /// The person himself, on his phone.
    #[default]
    Applicant,
    /// An officer, about a member; he never decides what he began.
    Officer,
}

/// Whom one level of approval belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ApprovalBy {
    /// The union that routing found.
    DecidingUnion,
    /// The union above it.
    ParentUnion,
    /// The union that is left.
    OldUnion,
    /// The person himself.
    Person,
}

/// What one level of approval asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LevelKind {
    /// A committee's yes or no.
    #[default]
    Decision,
    /// Only an objection with a named reason stops it; silence until the date is consent. An
    /// objection goes to the nearest union above both.
    Objection,
    /// The member may explain until a date (申辩); his silence decides nothing: then the next level
    /// does.
    Hearing,
    /// The person's own yes on his phone; his silence is never consent. Asked only where somebody
    /// else began it.
    OwnYes,
    /// The applicant sends the next round's facts, in a form of another type.
    ApplicantRound,
}

/// Working days in which the union above both decides on an objection.
pub const RESOLVED_WITHIN: u16 = 10;

/// One level of approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// What it asks for; a decision, where it does not say.
    #[serde(default)]
    pub kind: LevelKind,
    /// Which union decides.
    #[serde(default = "deciding_union")]
    pub by: ApprovalBy,
    /// In which role; the person himself needs none.
    #[serde(default)]
    pub role: Option<crate::role::Role>,
    /// Its limit; of a round the limit is in months.
    #[serde(default)]
    pub within_working_days: u16,
    /// Of a round: the form's type.
    #[serde(default)]
    pub form: Option<FormKind>,
    /// Of a round: after so many months without it the application lapses.
    #[serde(default)]
    pub lapse_after_months: u8,
    /// Whether its yes is a reply with a number of its own (批复).
    #[serde(default)]
    pub reply: bool,
}

fn deciding_union() -> ApprovalBy {
    ApprovalBy::DecidingUnion
}

/// The step that gives effect to a yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EffectStep {
    /// Makes the person a member.
    AssignMembership,
    /// Moves the membership to another union.
    MoveMembership,
    /// Cancels the old card and issues a new one.
    ReissueCard,
    /// Makes a union out of its preparation group.
    FoundUnion,
    /// Replaces the officers of a union and their terms.
    ReplaceOfficers,
    /// Retains, reactivates, ends or restores the membership, as the form says.
    ChangeMembership,
}

impl EffectStep {
    /// The word on which the state machine chooses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            EffectStep::AssignMembership => "assign-membership",
            EffectStep::MoveMembership => "move-membership",
            EffectStep::ReissueCard => "reissue-card",
            EffectStep::FoundUnion => "found-union",
            EffectStep::ReplaceOfficers => "replace-officers",
            EffectStep::ChangeMembership => "change-membership",
        }
    }
}

/// What a yes does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effect {
    /// By which step.
    pub step: EffectStep,
}

/// The oath (入会宣誓) of a matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OathSpec {
    /// Which text, `oath@1`.
    pub text: String,
    /// True when one cannot apply without it.
    pub required: bool,
}

/// One version of a matter. Never changed once published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matter {
    /// The code in the API.
    pub code: String,
    /// From 1.
    pub version: u32,
    /// What people call it.
    pub title: Text,
    /// One sentence.
    pub summary: Text,
    /// Who may apply.
    pub who: Text,
    /// What it needs.
    pub needs: Vec<Text>,
    /// What follows a yes.
    pub follows: Text,
    /// The promise: an answer within so many working days.
    pub decide_within_working_days: u16,
    /// How long the applicant has to mend.
    pub amend_within_working_days: u16,
    /// How often he may.
    pub amend_at_most: u8,
    /// The form's type.
    pub form: FormKind,
    /// Who may begin a case.
    #[serde(default)]
    pub begun_by: BegunBy,
    /// Consents without which nothing is processed.
    pub consents: Vec<String>,
    /// The oath, if it has one.
    #[serde(default)]
    pub oath: Option<OathSpec>,
    /// Its rules, in the order in which they are shown.
    #[serde(default, rename = "rule")]
    pub rules: Vec<Rule>,
    /// Its approvals, first level first; none for a matter that a machine may decide.
    #[serde(default, rename = "approval")]
    pub approvals: Vec<Approval>,
    /// What a yes does.
    pub effect: Effect,
}

impl Matter {
    /// The first level that is a committee's: where a case begins again that was sent back to it or
    /// on to another union, so that nobody is asked twice what he has answered.
    #[must_use]
    pub fn first_decision(&self) -> u8 {
        let found = self.approvals.iter().position(|level| level.kind == LevelKind::Decision);
        found.and_then(|at| u8::try_from(at).ok()).unwrap_or(0)
    }

    /// The matter and its version.
    #[must_use]
    pub fn reference(&self) -> MatterRef {
        MatterRef { code: self.code.clone(), version: self.version }
    }

    /// The form's type in a round, 0 being the first form.
    #[must_use]
    pub fn form_in(&self, round: u8) -> FormKind {
        let asked = self.approvals.iter().filter(|level| level.kind == LevelKind::ApplicantRound);
        let before = usize::from(round).checked_sub(1);
        before
            .and_then(|at| asked.clone().nth(at))
            .and_then(|level| level.form)
            .unwrap_or(self.form)
    }

    /// The first level of approval in a round.
    #[must_use]
    pub fn first_level(&self, round: u8) -> u8 {
        let mut rounds = 0_u8;
        let mut level = 0_u8;
        for approval in &self.approvals {
            if rounds == round {
                break;
            }
            level = level.saturating_add(1);
            if approval.kind == LevelKind::ApplicantRound {
                rounds = rounds.saturating_add(1);
            }
        }
        level
    }

    /// The rules that are looked at in a round.
    pub fn rules_in(&self, round: u8) -> impl Iterator<Item = &Rule> {
        self.rules.iter().filter(move |rule| rule.is_in(round))
    }

    /// True when a person's one place for an open application is not needed: the application is
    /// about a union.
    #[must_use]
    pub fn is_about_union(&self) -> bool {
        match self.effect.step {
            EffectStep::FoundUnion | EffectStep::ReplaceOfficers => true,
            EffectStep::AssignMembership
            | EffectStep::MoveMembership
            | EffectStep::ChangeMembership
            | EffectStep::ReissueCard => false,
        }
    }
}

/// A text that people agree to or say: versioned, never changed once published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublishedText {
    /// `JOIN` or `oath@1`.
    pub code: String,
    /// The policy's version, kept with every consent.
    pub version: String,
    /// What it says.
    pub text: Text,
}

/// Every published matter file: its name and content.
pub const FILES: &[(&str, &str)] = &[
    ("join@1", include_str!("../../../infra/matters/join@1.toml")),
    ("card-reissue@1", include_str!("../../../infra/matters/card-reissue@1.toml")),
    ("found-union@1", include_str!("../../../infra/matters/found-union@1.toml")),
    ("transfer@1", include_str!("../../../infra/matters/transfer@1.toml")),
    ("retain@1", include_str!("../../../infra/matters/retain@1.toml")),
    ("reactivate@1", include_str!("../../../infra/matters/reactivate@1.toml")),
    ("leave@1", include_str!("../../../infra/matters/leave@1.toml")),
    ("review@1", include_str!("../../../infra/matters/review@1.toml")),
    ("expel@1", include_str!("../../../infra/matters/expel@1.toml")),
    ("deceased@1", include_str!("../../../infra/matters/deceased@1.toml")),
    ("restore@1", include_str!("../../../infra/matters/restore@1.toml")),
];

const TEXTS: &str = include_str!("../../../infra/matters/texts.toml");

static MATTERS: LazyLock<Vec<Matter>> =
    LazyLock::new(|| FILES.iter().filter_map(|(_, file)| toml::from_str(file).ok()).collect());

/// Matters in rehearsal: found by their code and version, and in no list.
static REHEARSED: OnceLock<Vec<Matter>> = OnceLock::new();

#[derive(Deserialize)]
struct Texts {
    consent: Vec<PublishedText>,
    oath: Vec<PublishedText>,
}

static TEXT: LazyLock<Option<Texts>> = LazyLock::new(|| toml::from_str(TEXTS).ok());

/// The newest version of every matter, in catalogue order.
pub fn newest() -> impl Iterator<Item = &'static Matter> {
    MATTERS.iter().filter(|matter| {
        !MATTERS.iter().any(|other| other.code == matter.code && other.version > matter.version)
    })
}

/// The newest version of one matter.
#[must_use]
pub fn find(code: &str) -> Option<&'static Matter> {
    newest().chain(rehearsed()).find(|matter| matter.code == code)
}

/// The version that an application began with.
#[must_use]
pub fn find_version(reference: &MatterRef) -> Option<&'static Matter> {
    MATTERS
        .iter()
        .chain(rehearsed())
        .find(|matter| matter.code == reference.code && matter.version == reference.version)
}

/// Makes matters known to this process that are not published: what a new one will do is tried
/// through the whole machine first. No function calls this.
/// Repeat: the first call's matters stay.
///
/// # Errors
/// The fault of the first file that is none.
pub fn rehearse(files: &[String]) -> Result<(), toml::de::Error> {
    let matters: Vec<Matter> =
        files.iter().map(|file| toml::from_str(file)).collect::<Result<_, _>>()?;
    REHEARSED.get_or_init(|| matters);
    Ok(())
}

fn rehearsed() -> impl Iterator<Item = &'static Matter> {
    REHEARSED.get().into_iter().flatten()
}

/// What a consent says.
#[must_use]
pub fn consent(code: &str) -> Option<&'static PublishedText> {
    TEXT.as_ref()?.consent.iter().find(|text| text.code == code)
}

/// What an oath says.
#[must_use]
pub fn oath(code: &str) -> Option<&'static PublishedText> {
    TEXT.as_ref()?.oath.iter().find(|text| text.code == code)
}

/// All consents that exist.
pub fn consents() -> impl Iterator<Item = &'static PublishedText> {
    TEXT.iter().flat_map(|texts| texts.consent.iter())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::{Action, MATRIX};
    use sha2::{Digest, Sha256};

    #[test]
    fn every_published_file_parses_and_names_itself() {
        for (name, file) in FILES {
            let matter: Matter = toml::from_str(file).unwrap_or_else(|e| panic!("{name}: {e}"));
            assert_eq!(&matter.reference().to_string(), name);
            for code in &matter.consents {
                assert!(consent(code).is_some(), "{name} asks for the unknown consent {code}");
            }
            if let Some(spec) = &matter.oath {
                assert!(oath(&spec.text).is_some(), "{name} names the unknown oath {}", spec.text);
            }
            for level in &matter.approvals {
                let action = match level.kind {
                    LevelKind::Decision => Action::DecideApproval,
                    LevelKind::Objection => Action::DecideObjection,
                    LevelKind::ApplicantRound => {
                        assert!(level.form.is_some() && level.lapse_after_months > 0, "{name}");
                        continue;
                    }
                    LevelKind::OwnYes | LevelKind::Hearing => {
                        assert_eq!((level.by, level.role), (ApprovalBy::Person, None), "{name}");
                        continue;
                    }
                };
                let decides = MATRIX
                    .iter()
                    .any(|(role, what, _)| Some(*role) == level.role && *what == action);
                assert!(decides, "{name}: a {:?} decides nothing", level.role);
            }
        }
        assert_eq!(MATTERS.len(), FILES.len());
    }

    /// A published version never changes: whoever needs a change publishes the next version.
    #[test]
    fn published_versions_are_never_changed() {
        let golden = include_str!("../../../tests/golden/matters.sha256");
        let now: Vec<String> = FILES
            .iter()
            .map(|(name, file)| format!("{}  {name}", crate::entry::hex(&Sha256::digest(file))))
            .collect();
        assert_eq!(golden.lines().collect::<Vec<_>>(), now, "publish a new version instead");
    }
}

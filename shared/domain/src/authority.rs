//! Who may do what: one pure decision over roles, subtrees, dates and stand-ins.
//!
//! The matrix is printed to `tests/golden/authority.txt`, which people review.

use crate::application::{Application, StepKind};
use crate::id::{SubjectId, UnionId};
use crate::role::{Caller, Role};
use crate::union::is_within;
use jiff::civil::Date;
use thiserror::Error;

/// What somebody wants to do with a case or a union.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Read a case or a worklist.
    View,
    /// Claim a pending step, or release it.
    Claim,
    /// Confirm what the machine could not tell.
    DecideCheck,
    /// Record the committee's decision.
    DecideApproval,
    /// Decide an appeal.
    DecideAppeal,
    /// Say that the union which is left has nothing against a move, or object to it.
    DecideObjection,
    /// Decide on an objection, above both unions.
    DecideResolution,
    /// Begin to move a member into one's own union.
    BeginMove,
    /// Remind the holder of an overdue step.
    Urge,
    /// Name a stand-in for an officer of the union.
    NameStandIn,
    /// Move a case to another union that may admit.
    Reroute,
    /// See masked values in full, with a purpose.
    Reveal,
    /// Read benefit runs, rolls, ledger and suspense.
    ViewRuns,
    /// Plan a run by hand, or a supplement; cancel one before its approval.
    PlanRun,
    /// Review, approve or sign off a part's roll, where a level asks for the role.
    DecideRun,
    /// Set funds aside, let the bank files go, bring the bank's reports in.
    PayRun,
    /// Hold a line, or end a hold that somebody else laid.
    HoldPayment,
    /// Correct a payment's account, or approve a correction that somebody else made.
    CorrectPayment,
    /// Clear money in suspense, change a budget line.
    KeepBooks,
    /// Keep the registers of payees and their accounts.
    KeepPayees,
    /// Look for members and read their cards, masked.
    ViewMembers,
    /// Export members, release a mobile.
    KeepMembers,
    /// Organise a collective joining: roster, consents, ceremony.
    Gather,
    /// Keep a union's contact data, and ask for its merging, splitting or dissolving.
    KeepUnion,
    /// Decide what a union below is: its structure, officers, certificate, place, and its end.
    GovernUnion,
    /// Report what changes a membership: a death, an expulsion, a review.
    ReportChange,
}

impl Action {
    /// All actions, in the order of the matrix.
    pub const ALL: [Action; 26] = [
        Action::View,
        Action::Claim,
        Action::DecideCheck,
        Action::DecideApproval,
        Action::DecideAppeal,
        Action::DecideObjection,
        Action::DecideResolution,
        Action::BeginMove,
        Action::Urge,
        Action::NameStandIn,
        Action::Reroute,
        Action::Reveal,
        Action::ViewRuns,
        Action::PlanRun,
        Action::DecideRun,
        Action::PayRun,
        Action::HoldPayment,
        Action::CorrectPayment,
        Action::KeepBooks,
        Action::KeepPayees,
        Action::ViewMembers,
        Action::KeepMembers,
        Action::Gather,
        Action::KeepUnion,
        Action::GovernUnion,
        Action::ReportChange,
    ];

    /// The action that decides a step of this kind; none for the applicant's own.
    #[must_use]
    pub fn deciding(kind: StepKind) -> Option<Action> {
        match kind {
            StepKind::Check => Some(Action::DecideCheck),
            StepKind::Approval => Some(Action::DecideApproval),
            StepKind::Appeal => Some(Action::DecideAppeal),
            StepKind::Objection => Some(Action::DecideObjection),
            StepKind::Resolution => Some(Action::DecideResolution),
            StepKind::Amendment | StepKind::OwnYes | StepKind::Round | StepKind::Hearing => None,
        }
    }
}

/// How far a role reaches for an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Only in the union where the role is held.
    Own,
    /// Only in unions below it, never in its own.
    Below,
    /// In its own union and below.
    Subtree,
}

use Action::{
    BeginMove, Claim, CorrectPayment, DecideAppeal, DecideApproval, DecideCheck, DecideObjection,
    DecideResolution, DecideRun, Gather, GovernUnion, HoldPayment, KeepBooks, KeepMembers,
    KeepPayees, KeepUnion, NameStandIn, PayRun, PlanRun, ReportChange, Reroute, Reveal, Urge, View,
    ViewMembers, ViewRuns,
};

/// The whole matrix. What is not here is forbidden; administrators are not exempt.
#[rustfmt::skip]
pub const MATRIX: &[(Role, Action, Reach)] = &[
    (Role::UnionVerifier,    View,           Reach::Subtree),
    (Role::UnionVerifier,    Claim,          Reach::Own),
    (Role::UnionVerifier,    DecideCheck,    Reach::Own),
    (Role::UnionVerifier,    BeginMove,      Reach::Own),
    (Role::UnionVerifier,    Reveal,         Reach::Own),
    (Role::UnionApprover,    View,           Reach::Subtree),
    (Role::UnionApprover,    Claim,          Reach::Own),
    (Role::UnionApprover,    DecideCheck,    Reach::Own),
    (Role::UnionApprover,    DecideApproval, Reach::Own),
    (Role::UnionApprover,    DecideAppeal,   Reach::Own),
    (Role::UnionApprover,    DecideObjection, Reach::Own),
    (Role::UnionApprover,    DecideResolution, Reach::Own),
    (Role::UnionApprover,    BeginMove,      Reach::Own),
    (Role::UnionApprover,    Urge,           Reach::Below),
    (Role::UnionApprover,    NameStandIn,    Reach::Below),
    (Role::UnionApprover,    Reroute,        Reach::Subtree),
    (Role::UnionApprover,    Reveal,         Reach::Own),
    (Role::CountyReviewer,   View,           Reach::Subtree),
    (Role::CountyReviewer,   Claim,          Reach::Own),
    (Role::CountyReviewer,   DecideCheck,    Reach::Own),
    (Role::CountyReviewer,   DecideApproval, Reach::Own),
    (Role::CountyReviewer,   DecideAppeal,   Reach::Own),
    (Role::CountyReviewer,   DecideResolution, Reach::Own),
    (Role::CountyReviewer,   Urge,           Reach::Below),
    (Role::CountyReviewer,   NameStandIn,    Reach::Below),
    (Role::CountyReviewer,   Reroute,        Reach::Subtree),
    (Role::CountyReviewer,   Reveal,         Reach::Own),
    (Role::CityReviewer,     View,           Reach::Subtree),
    (Role::CityReviewer,     Claim,          Reach::Own),
    (Role::CityReviewer,     DecideCheck,    Reach::Own),
    (Role::CityReviewer,     DecideApproval, Reach::Own),
    (Role::CityReviewer,     DecideAppeal,   Reach::Own),
    (Role::CityReviewer,     DecideResolution, Reach::Own),
    (Role::CityReviewer,     Urge,           Reach::Below),
    (Role::CityReviewer,     NameStandIn,    Reach::Below),
    (Role::CityReviewer,     Reroute,        Reach::Subtree),
    (Role::CityReviewer,     Reveal,         Reach::Own),
    (Role::ProvinceApprover, View,           Reach::Subtree),
    (Role::ProvinceApprover, Claim,          Reach::Own),
    (Role::ProvinceApprover, DecideCheck,    Reach::Own),
    (Role::ProvinceApprover, DecideAppeal,   Reach::Own),
    (Role::ProvinceApprover, DecideResolution, Reach::Own),
    (Role::ProvinceApprover, Urge,           Reach::Below),
    (Role::ProvinceApprover, NameStandIn,    Reach::Below),
    (Role::ProvinceApprover, Reroute,        Reach::Subtree),
    (Role::Auditor,          View,           Reach::Subtree),
    (Role::CountyReviewer,   ViewRuns,       Reach::Subtree),
    (Role::CountyReviewer,   DecideRun,      Reach::Own),
    (Role::CountyReviewer,   KeepPayees,     Reach::Subtree),
    (Role::CityReviewer,     ViewRuns,       Reach::Subtree),
    (Role::CityReviewer,     DecideRun,      Reach::Own),
    (Role::CityReviewer,     HoldPayment,    Reach::Subtree),
    (Role::CityReviewer,     CorrectPayment, Reach::Subtree),
    (Role::CityReviewer,     KeepPayees,     Reach::Subtree),
    (Role::ProvinceApprover, ViewRuns,       Reach::Subtree),
    (Role::ProvinceApprover, PlanRun,        Reach::Subtree),
    (Role::ProvinceApprover, DecideRun,      Reach::Own),
    (Role::ProvinceApprover, HoldPayment,    Reach::Subtree),
    (Role::FinancePayer,     ViewRuns,       Reach::Subtree),
    (Role::FinancePayer,     PlanRun,        Reach::Subtree),
    (Role::FinancePayer,     PayRun,         Reach::Subtree),
    (Role::FinancePayer,     HoldPayment,    Reach::Subtree),
    (Role::FinancePayer,     CorrectPayment, Reach::Subtree),
    (Role::FinancePayer,     KeepBooks,      Reach::Subtree),
    (Role::FinancePayer,     KeepPayees,     Reach::Subtree),
    (Role::Auditor,          ViewRuns,       Reach::Subtree),
    (Role::Auditor,          HoldPayment,    Reach::Subtree),
    (Role::UnionVerifier,     ViewMembers,    Reach::Subtree),
    (Role::UnionApprover,     ViewMembers,    Reach::Subtree),
    (Role::UnionApprover,     KeepMembers,    Reach::Subtree),
    (Role::CountyReviewer,    ViewMembers,    Reach::Subtree),
    (Role::CountyReviewer,    KeepMembers,    Reach::Subtree),
    (Role::CityReviewer,      ViewMembers,    Reach::Subtree),
    (Role::CityReviewer,      KeepMembers,    Reach::Subtree),
    (Role::ProvinceApprover,  ViewMembers,    Reach::Subtree),
    (Role::Auditor,           ViewMembers,    Reach::Subtree),
    (Role::UnionVerifier,     Gather,         Reach::Own),
    (Role::UnionApprover,     Gather,         Reach::Own),
    (Role::CountyReviewer,    Gather,         Reach::Subtree),
    (Role::UnionVerifier,    KeepUnion,      Reach::Own),
    (Role::UnionApprover,    KeepUnion,      Reach::Subtree),
    (Role::UnionApprover,    GovernUnion,    Reach::Below),
    (Role::CountyReviewer,   KeepUnion,      Reach::Subtree),
    (Role::CountyReviewer,   GovernUnion,    Reach::Below),
    (Role::CityReviewer,     KeepUnion,      Reach::Subtree),
    (Role::CityReviewer,     GovernUnion,    Reach::Below),
    (Role::ProvinceApprover, KeepUnion,      Reach::Subtree),
    (Role::ProvinceApprover, GovernUnion,    Reach::Below),
    (Role::UnionVerifier,    ReportChange,   Reach::Own),
    (Role::UnionApprover,    ReportChange,   Reach::Subtree),
    (Role::CountyReviewer,   ReportChange,   Reach::Subtree),
    (Role::ProvinceApprover, DecideApproval, Reach::Own),
];

/// In which capacity somebody acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acting {
    /// The account that acts.
    pub subject: SubjectId,
    /// In which role.
    pub role: Role,
    /// Held in which union.
    pub union: UnionId,
    /// For whom he stands in.
    pub principal: Option<SubjectId>,
}

/// Why not.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Denied {
    /// No role of the caller reaches this union for this action today.
    #[error("no role reaches this union for this action")]
    NoRole,
    /// It is the caller's own case, or that of the officer he stands in for.
    #[error("nobody decides a case of his own")]
    OwnCase,
    /// He, or the one he stands in for, has already decided on this case.
    #[error("nobody decides one case twice")]
    FourEyes,
}

/// Whether `caller` may do `action` in the union with this id and path.
///
/// # Errors
/// [`Denied::NoRole`].
pub fn may(
    caller: &Caller,
    action: Action,
    union: &UnionId,
    path: &str,
    today: Date,
) -> Result<Acting, Denied> {
    candidates(caller, action, union, path, today).into_iter().next().ok_or(Denied::NoRole)
}

/// Whether `caller` may do `action` on this case: [`may`], and nobody handles his own case or
/// decides one case twice, nor through a stand-in.
///
/// # Errors
/// [`Denied`], with the reason that stands in the way.
pub fn may_handle(
    caller: &Caller,
    action: Action,
    application: &Application,
    union: &UnionId,
    path: &str,
    today: Date,
) -> Result<Acting, Denied> {
    let mut reason = Denied::NoRole;
    for acting in candidates(caller, action, union, path, today) {
        if is_own(caller, &acting, application) {
            reason = Denied::OwnCase;
        } else if is_deciding(action)
            && (has_decided(&acting, application) || organised(caller, &acting, application))
        {
            reason = Denied::FourEyes;
        } else {
            return Ok(acting);
        }
    }
    Err(reason)
}

fn is_deciding(action: Action) -> bool {
    matches!(
        action,
        DecideCheck | DecideApproval | DecideAppeal | DecideObjection | DecideResolution
    )
}

fn is_own(caller: &Caller, acting: &Acting, application: &Application) -> bool {
    caller.subject == application.subject
        || caller.person.as_ref() == Some(&application.person)
        || acting.principal.as_ref() == Some(&application.subject)
}

fn has_decided(acting: &Acting, application: &Application) -> bool {
    application
        .hands
        .iter()
        .any(|hand| *hand == acting.subject || Some(hand) == acting.principal.as_ref())
}

/// Whether he organised the collective joining that the application came with, or acts for one who
/// did and who named him himself. A stand-in named by the union above is another pair of eyes.
fn organised(caller: &Caller, acting: &Acting, application: &Application) -> bool {
    let Some(place) = &application.batch else { return false };
    let named_himself = |principal: &SubjectId| {
        caller.stand_ins.iter().any(|one| {
            one.principal == *principal && one.union == acting.union && one.named_by == *principal
        })
    };
    place.organisers.iter().any(|organiser| {
        *organiser == acting.subject
            || (acting.principal.as_ref() == Some(organiser) && named_himself(organiser))
    })
}

/// Every capacity in which the caller could act, his own roles before those he stands in for.
fn candidates(
    caller: &Caller,
    action: Action,
    union: &UnionId,
    path: &str,
    today: Date,
) -> Vec<Acting> {
    let own = caller
        .grants
        .iter()
        .filter(|grant| grant.is_valid_on(today))
        .filter(|grant| reaches(grant.role, action, &grant.union, &grant.path, union, path))
        .map(|grant| Acting {
            subject: caller.subject.clone(),
            role: grant.role,
            union: grant.union.clone(),
            principal: None,
        });
    let lent = caller
        .stand_ins
        .iter()
        .filter(|stand_in| stand_in.is_valid_on(today) && action != NameStandIn)
        .filter(|stand_in| {
            reaches(stand_in.role, action, &stand_in.union, &stand_in.path, union, path)
        })
        .map(|stand_in| Acting {
            subject: caller.subject.clone(),
            role: stand_in.role,
            union: stand_in.union.clone(),
            principal: Some(stand_in.principal.clone()),
        });
    own.chain(lent).collect()
}

fn reaches(
    role: Role,
    action: Action,
    held: &UnionId,
    held_path: &str,
    union: &UnionId,
    path: &str,
) -> bool {
    MATRIX.iter().any(|(who, what, reach)| {
        *who == role
            && *what == action
            && match reach {
                Reach::Own => held == union,
                Reach::Below => held != union && is_within(path, held_path),
                Reach::Subtree => is_within(path, held_path),
            }
    })
}

/// The matrix as text, a row per role and a column per action, for the golden file.
#[must_use]
pub fn printed() -> String {
    let mut out = String::from("role");
    for action in Action::ALL {
        out.push_str(&format!(" | {action:?}"));
    }
    out.push('\n');
    for role in Role::ALL {
        out.push_str(role.as_str());
        for action in Action::ALL {
            let cell = MATRIX.iter().find(|(who, what, _)| *who == role && *what == action).map_or(
                "-",
                |(_, _, reach)| match reach {
                    Reach::Own => "own",
                    Reach::Below => "below",
                    Reach::Subtree => "subtree",
                },
            );
            out.push_str(&format!(" | {cell}"));
        }
        out.push('\n');
    }
    out
}

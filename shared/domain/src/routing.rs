//! Which union decides on an application: deterministic, every branch by name.
//!
//! Source: domain rules 11.2, from 总工发〔2009〕21号 (dispatched workers) and the order of
//! preference for workers in new forms of employment.

use crate::division::DivisionCode;
use crate::form::{EmployerName, JoinForm, Place, Relation, TransferForm};
use crate::occupation::OccupationGroup;
use crate::union::Union;
use serde::{Deserialize, Serialize};

/// The branch that found the union; stored with the application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RouteReason {
    /// The dispatching firm's own union.
    Dispatcher,
    /// The dispatching firm has none; the user firm's union.
    DispatchUser,
    /// The employer's own union.
    Employer,
    /// A joint union that covers the employer.
    Joint,
    /// The industry union of the county for that occupation.
    Industry,
    /// The employer has no union: the street union at the employer's address.
    EmployerStreet,
    /// The union at the residence, as chosen.
    Residence,
    /// The union at the usual work place, as chosen.
    WorkPlace,
    /// Nobody else takes individuals: the county's pool.
    Pool,
    /// A union sent it on.
    Rerouted,
    /// He is on the roster of a collective joining of this union.
    Batch,
    /// The new employer has no union: kept for the time being with the union at the residence.
    Holding,
    /// The union itself began it.
    Begun,
}

impl RouteReason {
    /// Why this union, in a sentence for the applicant: Chinese and English.
    #[must_use]
    pub fn text(self) -> (&'static str, &'static str) {
        match self {
            RouteReason::Dispatcher => {
                ("您所在派遣单位的工会", "the union of your dispatching firm")
            }
            RouteReason::DispatchUser => (
                "派遣单位没有工会,由用工单位工会办理",
                "your dispatching firm has no union; the union where you work decides",
            ),
            RouteReason::Employer => ("您单位的工会", "the union of your employer"),
            RouteReason::Joint => {
                ("覆盖您单位的联合工会", "the joint union that covers your employer")
            }
            RouteReason::Industry => ("您所在区县的行业工会", "the industry union of your county"),
            RouteReason::EmployerStreet => (
                "单位没有工会,由单位所在街道工会办理,不会通知单位",
                "your employer has no union; the street union there decides and your employer is not told",
            ),
            RouteReason::Residence => ("您居住地的工会", "the union where you live"),
            RouteReason::WorkPlace => ("您工作地的工会", "the union where you work"),
            RouteReason::Pool => {
                ("区县新就业形态群体工会", "the county's union for flexible workers")
            }
            RouteReason::Rerouted => ("由其他工会转来", "sent on by another union"),
            RouteReason::Batch => (
                "您参加的集中入会由该工会组织",
                "the union of the collective joining that you take part in",
            ),
            RouteReason::Holding => (
                "新单位没有工会,会籍暂放居住地工会,单位建会后再转,不会通知单位",
                "your new employer has no union: the membership rests with the union where you live until it founds one; your employer is not told",
            ),
            RouteReason::Begun => ("由新单位工会发起", "begun by your new employer's union"),
        }
    }
}

/// What was looked up for the routing; none where there is no such union or it was not asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct RouteFacts<'a> {
    /// The union that covers the employer (for dispatched workers: the dispatching firm).
    pub employer_union: Option<&'a Union>,
    /// The union that covers the firm where a dispatched worker really works.
    pub user_union: Option<&'a Union>,
    /// True when the applicant named an employer.
    pub employer_named: bool,
    /// The street or township union at the employer's address.
    pub employer_street: Option<&'a Union>,
    /// The county's union for the applicant's occupation group.
    pub industry: Option<&'a Union>,
    /// The community or street union at the residence.
    pub residence: Option<&'a Union>,
    /// The community or street union at the usual work place.
    pub work_place: Option<&'a Union>,
    /// The county's pool.
    pub pool: Option<&'a Union>,
}

/// The union that decides, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route<'a> {
    /// The union.
    pub union: &'a Union,
    /// The branch.
    pub reason: RouteReason,
    /// True when the employer has no union: an anonymous canvass lead may follow.
    pub lead: bool,
}

/// What a form says of work and places: all that routing looks at.
#[derive(Clone, Copy, Debug)]
pub struct Work<'a> {
    /// How the person works.
    pub relation: Relation,
    /// The occupation group.
    pub group: OccupationGroup,
    /// The employer; for dispatched workers the dispatching firm.
    pub employer: Option<&'a EmployerName>,
    /// For dispatched workers: where they really work.
    pub user_employer: Option<&'a EmployerName>,
    /// Where he lives.
    pub residence: &'a DivisionCode,
    /// Where he usually works.
    pub work: Option<&'a DivisionCode>,
    /// Which of the two he prefers.
    pub preferred: Place,
    /// True for a member who moves: without a union at the employer, his membership rests with the
    /// union where he lives.
    pub moving: bool,
}

impl<'a> From<&'a JoinForm> for Work<'a> {
    fn from(form: &'a JoinForm) -> Work<'a> {
        Work {
            relation: form.relation,
            group: form.occupation_group,
            employer: form.employer.as_ref(),
            user_employer: form.user_employer.as_ref(),
            residence: &form.residence_division,
            work: form.work_division.as_ref(),
            preferred: form.preferred_place.unwrap_or_default(),
            moving: false,
        }
    }
}

impl<'a> From<&'a TransferForm> for Work<'a> {
    fn from(form: &'a TransferForm) -> Work<'a> {
        Work {
            relation: form.relation,
            group: form.occupation_group,
            employer: form.employer.as_ref(),
            user_employer: form.user_employer.as_ref(),
            residence: &form.residence_division,
            work: form.work_division.as_ref(),
            preferred: form.preferred_place.unwrap_or_default(),
            moving: true,
        }
    }
}

/// Where a moving member belongs: as in joining, but an employer without a union leaves him with the
/// union where he lives, not with the street of the employer. Domain 1.6.
#[must_use]
pub fn decide_move<'a>(work: &Work<'_>, facts: &RouteFacts<'a>) -> Option<Route<'a>> {
    let bare = RouteFacts { employer_street: None, ..*facts };
    let found = decide(work.relation, work.group, work.preferred, &bare)?;
    let holds = facts.employer_named
        && matches!(found.reason, RouteReason::Residence | RouteReason::WorkPlace);
    if !holds {
        return Some(found);
    }
    let home = facts.residence.filter(|union| union.admits_individuals());
    let union = home.unwrap_or(found.union);
    Some(Route { union, reason: RouteReason::Holding, ..found })
}

/// Finds the deciding union; none when not even a pool exists, and then a person must route it.
#[must_use]
pub fn decide<'a>(
    relation: Relation,
    group: OccupationGroup,
    preferred: Place,
    facts: &RouteFacts<'a>,
) -> Option<Route<'a>> {
    let covering = facts.employer_union.filter(|union| union.admits());
    let user = facts.user_union.filter(|union| union.admits());
    let lead = facts.employer_named && facts.employer_union.is_none();
    let route = |union: &'a Union, reason| Some(Route { union, reason, lead });
    if relation == Relation::Dispatch {
        if let Some(union) = covering {
            return route(union, RouteReason::Dispatcher);
        }
        if let Some(union) = user {
            return route(union, RouteReason::DispatchUser);
        }
    } else if let Some(union) = covering {
        let reason = match union.kind {
            crate::union::UnionKind::Independent => RouteReason::Employer,
            crate::union::UnionKind::Joint
            | crate::union::UnionKind::Industry
            | crate::union::UnionKind::Territorial
            | crate::union::UnionKind::Pool
            | crate::union::UnionKind::Federation => RouteReason::Joint,
        };
        return route(union, reason);
    }
    if group != OccupationGroup::None
        && let Some(union) = facts.industry
        && union.admits()
        && union.accepts_groups.contains(&group)
    {
        return route(union, RouteReason::Industry);
    }
    if facts.employer_named
        && let Some(union) = facts.employer_street
        && union.admits_individuals()
    {
        return route(union, RouteReason::EmployerStreet);
    }
    territorial(preferred, facts).map(|(union, reason)| Route { union, reason, lead })
}

/// Branches 7 and 8: where he lives or works, as he chose; else the other; else the pool.
fn territorial<'a>(preferred: Place, facts: &RouteFacts<'a>) -> Option<(&'a Union, RouteReason)> {
    let home = facts.residence.map(|union| (union, RouteReason::Residence));
    let work = facts.work_place.map(|union| (union, RouteReason::WorkPlace));
    let pool = facts.pool.map(|union| (union, RouteReason::Pool));
    let order = match preferred {
        Place::Residence => [home, work, pool],
        Place::Work => [work, home, pool],
    };
    order.into_iter().flatten().find(|(union, _)| union.admits_individuals())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::UnionId;
    use crate::union::{UnionKind, UnionLevel, UnionStatus};

    fn union(id: &str, kind: UnionKind) -> Union {
        Union {
            id: UnionId::parse(id).unwrap(),
            name: id.to_owned(),
            aliases: Vec::new(),
            level: UnionLevel::Grassroots,
            kind,
            status: UnionStatus::Active,
            parent: None,
            path: format!("/{id}/"),
            division: "210106".to_owned(),
            accepts_individuals: matches!(kind, UnionKind::Territorial | UnionKind::Pool),
            accepts_groups: if kind == UnionKind::Industry {
                vec![OccupationGroup::Courier]
            } else {
                Vec::new()
            },
            credit_code: None,
            phone: None,
            address: None,
        }
    }

    #[test]
    fn every_branch_in_order() {
        use OccupationGroup::{Courier, None as NoGroup, SecurityGuard};
        use Relation::{Dispatch, Flexible, Labour, SelfEmployedPlatform};
        let own = union("OWN", UnionKind::Independent);
        let joint = union("JOINT", UnionKind::Joint);
        let industry = union("IND", UnionKind::Industry);
        let street = union("STREET", UnionKind::Territorial);
        let home = union("HOME", UnionKind::Territorial);
        let work = union("WORK", UnionKind::Territorial);
        let pool = union("POOL", UnionKind::Pool);
        let mut gone = union("GONE", UnionKind::Independent);
        gone.status = UnionStatus::Dissolving;
        let mut closed = union("SHUT", UnionKind::Territorial);
        closed.accepts_individuals = false;
        let none = RouteFacts::default();
        let all = RouteFacts {
            industry: Some(&industry),
            residence: Some(&home),
            work_place: Some(&work),
            pool: Some(&pool),
            ..none
        };
        let named = RouteFacts { employer_named: true, employer_street: Some(&street), ..all };
        #[rustfmt::skip]
        let rows = [
            ("dispatcher has a union",        Dispatch, NoGroup, Place::Residence, RouteFacts { employer_union: Some(&own), user_union: Some(&joint), ..named }, Some(("OWN", RouteReason::Dispatcher))),
            ("dispatcher has none",           Dispatch, NoGroup, Place::Residence, RouteFacts { user_union: Some(&joint), ..named }, Some(("JOINT", RouteReason::DispatchUser))),
            ("neither, but an occupation",    Dispatch, Courier, Place::Residence, named, Some(("IND", RouteReason::Industry))),
            ("own union of the employer",     Labour, NoGroup, Place::Residence, RouteFacts { employer_union: Some(&own), ..named }, Some(("OWN", RouteReason::Employer))),
            ("joint union covers it",         Labour, NoGroup, Place::Residence, RouteFacts { employer_union: Some(&joint), ..named }, Some(("JOINT", RouteReason::Joint))),
            ("a dissolving union admits none", Labour, NoGroup, Place::Residence, RouteFacts { employer_union: Some(&gone), ..named }, Some(("STREET", RouteReason::EmployerStreet))),
            ("courier, no employer",          SelfEmployedPlatform, Courier, Place::Residence, all, Some(("IND", RouteReason::Industry))),
            ("a group the industry union does not take", SelfEmployedPlatform, SecurityGuard, Place::Residence, all, Some(("HOME", RouteReason::Residence))),
            ("courier, county has no industry union", SelfEmployedPlatform, Courier, Place::Residence, RouteFacts { industry: None, ..all }, Some(("HOME", RouteReason::Residence))),
            ("employer without a union",      Labour, NoGroup, Place::Residence, named, Some(("STREET", RouteReason::EmployerStreet))),
            ("flexible, at home",             Flexible, NoGroup, Place::Residence, all, Some(("HOME", RouteReason::Residence))),
            ("flexible, at work",             Flexible, NoGroup, Place::Work, all, Some(("WORK", RouteReason::WorkPlace))),
            ("chose work, only home takes",   Flexible, NoGroup, Place::Work, RouteFacts { work_place: Some(&closed), ..all }, Some(("HOME", RouteReason::Residence))),
            ("nobody takes individuals",      Flexible, NoGroup, Place::Residence, RouteFacts { residence: Some(&closed), work_place: None, ..all }, Some(("POOL", RouteReason::Pool))),
            ("not even a pool",               Flexible, NoGroup, Place::Residence, none, None),
        ];
        for (why, relation, group, place, facts, wanted) in rows {
            let got = decide(relation, group, place, &facts)
                .map(|route| (route.union.id.as_str().to_owned(), route.reason));
            assert_eq!(got, wanted.map(|(id, reason)| (id.to_owned(), reason)), "{why}");
        }
    }

    #[test]
    fn a_lead_follows_only_where_the_named_employer_has_no_union() {
        let own = union("OWN", UnionKind::Independent);
        let street = union("STREET", UnionKind::Territorial);
        let with = RouteFacts {
            employer_union: Some(&own),
            employer_named: true,
            ..RouteFacts::default()
        };
        let without = RouteFacts {
            employer_named: true,
            employer_street: Some(&street),
            ..RouteFacts::default()
        };
        for (facts, wanted) in [(with, false), (without, true)] {
            let route =
                decide(Relation::Labour, OccupationGroup::None, Place::Residence, &facts).unwrap();
            assert_eq!(route.lead, wanted);
        }
    }
}

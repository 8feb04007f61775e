//! A small world on a table of its own: unions from the province down, employers, officers.
#![expect(
    clippy::expect_used,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use super::people::credit_code;
use super::provider::Providers;
use super::table;
use aws_sdk_dynamodb::Client;
use domain::credit_code::CreditCode;
use domain::id::{EmployerId, SubjectId, UnionId};
use domain::occupation::OccupationGroup;
use domain::role::{Role, RoleGrant};
use domain::union::{Employer, Union, UnionKind, UnionLevel, UnionStatus};
use jiff::{SignedDuration, Timestamp, civil::date};
use step::{Kit, Settings, Stage};
use store::{RouteKind, Store};

/// Everything that one test works with.
#[derive(Debug)]
pub(crate) struct World {
    /// A plain client of the same AWS, to look at what lies in the table.
    pub(crate) client: Client,
    /// The providers outside.
    pub(crate) providers: Providers,
    settings: Settings,
}

pub(crate) fn union_id(text: &str) -> UnionId {
    UnionId::parse(text).expect("a union's id")
}

/// id, parent, path, kind, level, division, takes individuals.
#[rustfmt::skip]
const UNIONS: [(&str, &str, &str, UnionKind, UnionLevel, &str, bool); 16] = [
    ("LN",             "",           "/LN/",                                          UnionKind::Federation,  UnionLevel::Province,   "21",           false),
    ("2101",           "LN",         "/LN/2101/",                                     UnionKind::Federation,  UnionLevel::City,       "2101",         false),
    ("210106",         "2101",       "/LN/2101/210106/",                              UnionKind::Federation,  UnionLevel::County,     "210106",       false),
    ("STREET",         "210106",     "/LN/2101/210106/STREET/",                       UnionKind::Territorial, UnionLevel::Township,   "210106004",    true),
    ("COMMUNITY",      "STREET",     "/LN/2101/210106/STREET/COMMUNITY/",             UnionKind::Territorial, UnionLevel::Community,  "210106004001", true),
    ("FACTORY",        "STREET",     "/LN/2101/210106/STREET/FACTORY/",               UnionKind::Independent, UnionLevel::Grassroots, "210106004",    false),
    ("LONELY",         "STREET",     "/LN/2101/210106/STREET/LONELY/",                UnionKind::Independent, UnionLevel::Grassroots, "210106004",    false),
    ("DISSOLVING",     "STREET",     "/LN/2101/210106/STREET/DISSOLVING/",            UnionKind::Independent, UnionLevel::Grassroots, "210106004",    false),
    ("HOSPITAL",       "STREET",     "/LN/2101/210106/STREET/HOSPITAL/",              UnionKind::Independent, UnionLevel::Grassroots, "210106004",    false),
    ("JOINT",          "STREET",     "/LN/2101/210106/STREET/JOINT/",                 UnionKind::Joint,       UnionLevel::Grassroots, "210106004",    false),
    ("COURIERS",       "210106",     "/LN/2101/210106/COURIERS/",                     UnionKind::Industry,    UnionLevel::Grassroots, "210106",       false),
    ("POOL",           "210106",     "/LN/2101/210106/POOL/",                         UnionKind::Pool,        UnionLevel::Grassroots, "210106",       true),
    ("210103",         "2101",       "/LN/2101/210103/",                              UnionKind::Federation,  UnionLevel::County,     "210103",       false),
    ("STREET-3",       "210103",     "/LN/2101/210103/STREET-3/",                     UnionKind::Territorial, UnionLevel::Township,   "210103001",    true),
    ("210102",         "2101",       "/LN/2101/210102/",                              UnionKind::Federation,  UnionLevel::County,     "210102",       false),
    ("POOL-2",         "210102",     "/LN/2101/210102/POOL-2/",                       UnionKind::Pool,        UnionLevel::Grassroots, "210102",       true),
];

/// number of the credit code, union, employees.
const EMPLOYERS: [(u8, &str, u32); 8] = [
    (1, "FACTORY", 400),
    (2, "LONELY", 60),
    (3, "", 80),
    (4, "", 90),
    (5, "HOSPITAL", 900),
    (6, "JOINT", 12),
    (7, "DISSOLVING", 40),
    (8, "", 5),
];

/// account, union, role.
const OFFICERS: [(&str, &str, Role); 20] = [
    ("factory-1", "FACTORY", Role::UnionApprover),
    ("factory-2", "FACTORY", Role::UnionApprover),
    ("factory-3", "FACTORY", Role::UnionVerifier),
    ("lonely-1", "LONELY", Role::UnionApprover),
    ("street-1", "STREET", Role::UnionApprover),
    ("street-2", "STREET", Role::UnionVerifier),
    ("community-1", "COMMUNITY", Role::UnionApprover),
    ("community-2", "COMMUNITY", Role::UnionVerifier),
    ("hospital-1", "HOSPITAL", Role::UnionApprover),
    ("hospital-2", "HOSPITAL", Role::UnionVerifier),
    ("joint-1", "JOINT", Role::UnionApprover),
    ("couriers-1", "COURIERS", Role::UnionApprover),
    ("pool-1", "POOL", Role::UnionApprover),
    ("county-1", "210106", Role::CountyReviewer),
    ("county-3", "210103", Role::CountyReviewer),
    ("street-3", "STREET-3", Role::UnionApprover),
    ("city-1", "2101", Role::CityReviewer),
    ("province-1", "LN", Role::ProvinceApprover),
    ("auditor-1", "2101", Role::Auditor),
    ("admin-1", "LN", Role::DataAdmin),
];

/// place, kind, union.
const ROUTES: [(&str, RouteKind, &str); 11] = [
    ("210106004001", RouteKind::Territorial, "COMMUNITY"),
    ("210106004", RouteKind::Territorial, "STREET"),
    ("210106", RouteKind::Industry(OccupationGroup::Courier), "COURIERS"),
    ("210106", RouteKind::Pool, "POOL"),
    ("210106", RouteKind::Federation, "210106"),
    ("210103001", RouteKind::Territorial, "STREET-3"),
    ("210103", RouteKind::Federation, "210103"),
    ("210102", RouteKind::Pool, "POOL-2"),
    ("210102", RouteKind::Federation, "210102"),
    ("2101", RouteKind::Federation, "2101"),
    ("21", RouteKind::Federation, "LN"),
];

impl World {
    /// A world where nobody has applied yet.
    pub(crate) async fn new() -> World {
        let client = table::client();
        let providers = Providers::start();
        let settings = Settings {
            table: table::fresh(&client).await,
            stage: Stage::NotProduction,
            allow_synthetic: true,
            key: Some(table::setting("KEY_ID")),
            sign_key: Some(table::setting("SIGN_KEY_ID")),
            audit_bucket: Some(table::setting("AUDIT_BUCKET")),
            // Every start is lost: a test drives by itself, or lets the sweep say what is due.
            machine: None,
            identity_url: Some(providers.url.clone()),
            sms_url: Some(providers.url.clone()),
            pages_url: Some("http://pages.test".to_owned()),
            // Made by the tests that need it: numbers of runs begin anew in every table.
            run_bucket: Some(format!("runs-{:032x}", table::unique())),
            run_machine: None,
            roster_machine: None,
            bank_password: Some(super::runs::PASSWORD.to_owned()),
            payers: Some(super::runs::payers()),
            step_seconds: 20,
            region: table::setting("AWS_REGION"),
            endpoint: Some(table::setting("AWS_ENDPOINT_URL")),
        };
        let world = World { client, providers, settings };
        world.found().await;
        world
    }

    async fn found(&self) {
        let store = self.store();
        for ((id, parent, path, kind, level, division, individuals), letter) in
            UNIONS.into_iter().zip('A'..)
        {
            let status =
                if id == "DISSOLVING" { UnionStatus::Dissolving } else { UnionStatus::Active };
            let groups = if id == "COURIERS" { vec![OccupationGroup::Courier] } else { Vec::new() };
            let union = Union {
                id: union_id(id),
                // Short: a name has a search row for every two letters.
                name: format!("工会{letter}"),
                aliases: Vec::new(),
                level,
                kind,
                status,
                parent: (!parent.is_empty()).then(|| union_id(parent)),
                path: path.to_owned(),
                division: division.to_owned(),
                accepts_individuals: individuals,
                accepts_groups: groups,
                credit_code: None,
                phone: Some("024-0000-0000".to_owned()),
                address: Some("合成数据".to_owned()),
            };
            store.put_union(&union).await.expect("a union");
        }
        for (n, union, employees) in EMPLOYERS {
            store.put_employer(&employer(n, union, employees)).await.expect("an employer");
        }
        for (place, kind, union) in ROUTES {
            store.put_route(place, kind, &union_id(union)).await.expect("a route");
        }
        for (subject, union, role) in OFFICERS {
            self.appoint(subject, union, role).await;
        }
    }

    /// Appoints somebody, since long and for good.
    pub(crate) async fn appoint(&self, subject: &str, union: &str, role: Role) {
        let path = UNIONS.iter().find(|row| row.0 == union).expect("a union").2;
        let grant = RoleGrant {
            subject: SubjectId::parse(subject).expect("a subject"),
            union: union_id(union),
            path: path.to_owned(),
            role,
            from: date(2020, 1, 1),
            to: None,
        };
        self.store().put_role(&grant).await.expect("appointed");
    }

    /// The handlers' tools at a moment, as a function that has just started has them.
    pub(crate) fn kit(&self, now: Timestamp) -> Kit {
        Kit::new(self.settings.clone()).at(now).expect("not production")
    }

    /// The tools of an environment whose settings differ.
    pub(crate) fn kit_with(&self, now: Timestamp, mend: impl FnOnce(&mut Settings)) -> Kit {
        let mut settings = self.settings.clone();
        mend(&mut settings);
        Kit::new(settings).at(now).expect("not production")
    }

    /// The table.
    pub(crate) fn store(&self) -> Store {
        Store::new(self.client.clone(), self.settings.table.clone())
    }

    /// The table's name.
    pub(crate) fn table(&self) -> &str {
        &self.settings.table
    }

    /// When every journey begins: Monday, 1 June 2026, 09:00 in Asia/Shanghai.
    pub(crate) fn start(&self) -> Timestamp {
        "2026-06-01T01:00:00Z".parse().expect("a moment")
    }

    /// So many minutes after the start.
    pub(crate) fn after(&self, minutes: i64) -> Timestamp {
        self.start() + SignedDuration::from_mins(minutes)
    }

    /// A number that no other call draws.
    pub(crate) fn draw(&self) -> u128 {
        table::unique() >> 48
    }
}

fn employer(n: u8, union: &str, employees: u32) -> Employer {
    let code = credit_code(&format!("91210102XX{n:07}"));
    Employer {
        id: EmployerId::parse(&format!("E{n}")).expect("an employer's id"),
        name: format!("公司{n}"),
        aliases: Vec::new(),
        credit_code: Some(CreditCode::parse(&code).expect("a code")),
        division: "210106004".to_owned(),
        address: None,
        union: (!union.is_empty()).then(|| union_id(union)),
        employees,
    }
}

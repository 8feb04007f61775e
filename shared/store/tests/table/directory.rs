//! U1 to U4, V1: unions, employers, who takes whom, search by part of a name, providers.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::sample::{day, store, union_id};
use domain::credit_code::CreditCode;
use domain::id::EmployerId;
use domain::occupation::OccupationGroup;
use domain::service::Provider;
use domain::union::{Employer, Union, UnionKind, UnionLevel, UnionStatus};
use store::RouteKind;

/// A published example of GB 32100-2015's annex.
const CODE: &str = "91350100M000100Y43";

fn union(id: &str, name: &str, parent: Option<&str>) -> Union {
    Union {
        id: union_id(id),
        name: name.to_owned(),
        aliases: vec!["铁工联".to_owned()],
        level: UnionLevel::Grassroots,
        kind: UnionKind::Independent,
        status: UnionStatus::Active,
        parent: parent.map(union_id),
        path: format!("/LN/{id}/"),
        division: "210106".to_owned(),
        accepts_individuals: false,
        accepts_groups: vec![OccupationGroup::Courier],
        credit_code: None,
        phone: None,
        address: None,
    }
}

fn employer(id: &str, name: &str, code: Option<&str>) -> Employer {
    Employer {
        id: EmployerId::parse(id).unwrap(),
        name: name.to_owned(),
        aliases: Vec::new(),
        credit_code: code.map(|code| CreditCode::parse(code).unwrap()),
        division: "210106004".to_owned(),
        address: Some("示范一路1号".to_owned()),
        union: Some(union_id("U1")),
        employees: 40,
    }
}

#[tokio::test]
async fn a_union_is_read_back_and_its_children_are_listed() {
    let store = store().await;
    let (top, left, right) = (
        union("T", "铁西街道总工会", None),
        union("L", "左岸机械工会", Some("T")),
        union("R", "右岸纺织工会", Some("T")),
    );
    for one in [&top, &left, &right] {
        store.put_union(one).await.unwrap();
        store.put_union(one).await.unwrap();
    }
    assert_eq!(store.get_union(&union_id("T")).await.unwrap(), Some(top));
    assert_eq!(store.get_union(&union_id("X")).await.unwrap(), None);
    let children = store.list_children(&union_id("T"), 10).await.unwrap();
    assert_eq!(children, [left, right]);
}

#[tokio::test]
async fn an_employer_is_found_by_its_code() {
    let store = store().await;
    let named = employer("E1", "合成一号机械有限公司", Some(CODE));
    store.put_employer(&named).await.unwrap();
    store.put_employer(&employer("E2", "无码小店", None)).await.unwrap();
    let code = CreditCode::parse(CODE).unwrap();
    assert_eq!(store.find_employer(&code).await.unwrap(), Some(named));
    assert!(store.get_employer(&EmployerId::parse("E2").unwrap()).await.unwrap().is_some());
}

#[tokio::test]
async fn a_place_and_a_kind_name_one_union_and_another_kind_none() {
    let store = store().await;
    store.put_union(&union("U1", "快递行业工会", None)).await.unwrap();
    let courier = RouteKind::Industry(OccupationGroup::Courier);
    store.put_route("210106", courier, &union_id("U1")).await.unwrap();
    store.put_route("210103", RouteKind::Pool, &union_id("GONE")).await.unwrap();
    #[rustfmt::skip]
    let rows = [
        // why                              place     kind                      found
        ("the courier's",                   "210106", courier,                  true),
        ("another group's",                 "210106", RouteKind::Industry(OccupationGroup::TruckDriver), false),
        ("another kind",                    "210106", RouteKind::Territorial,   false),
        ("a wider place is not asked here", "2101",   courier,                  false),
        ("the union itself is missing",     "210103", RouteKind::Pool,          false),
    ];
    for (why, place, kind, found) in rows {
        let union = store.find_union_for(place, kind).await.unwrap();
        assert_eq!(union.is_some(), found, "{why}");
    }
}

#[tokio::test]
async fn names_are_found_by_a_part_the_best_match_first() {
    let store = store().await;
    for (id, name) in [("A", "铁西机械工会"), ("B", "铁西机械制造工会"), ("C", "沈河纺织工会")]
    {
        store.put_union(&union(id, name, None)).await.unwrap();
    }
    let rows: [(&str, &str, &[&str]); 6] = [
        ("more of it matches", "机械制造", &["B", "A"]),
        ("a part", "纺织", &["C"]),
        ("a word that all have", "工会", &[]),
        ("one letter is no part", "铁", &[]),
        ("nothing", "", &[]),
        ("another word", "航天", &[]),
    ];
    for (why, text, wanted) in rows {
        let found = store.search_unions(text, 10).await.unwrap();
        let ids: Vec<&str> = found.iter().map(|union| union.id.as_str()).collect();
        assert_eq!(ids, wanted, "{why}");
    }
    assert_eq!(store.search_unions("铁工联", 2).await.unwrap().len(), 2, "by alias, limited");
    store.put_employer(&employer("E1", "合成一号", None)).await.unwrap();
    assert_eq!(store.search_employers("示范一路", 5).await.unwrap().len(), 1, "by address");
}

#[tokio::test]
async fn the_providers_of_a_place_are_listed_one_per_service() {
    let store = store().await;
    let mut provider = Provider {
        service: "LEGAL_AID".to_owned(),
        division: "2101".to_owned(),
        name: "合成服务站".to_owned(),
        place: "示范一路1号".to_owned(),
        phone: "024-0000-0000".to_owned(),
        from: day(1),
        to: None,
    };
    store.put_provider(&provider).await.unwrap();
    provider.name = "另一家".to_owned();
    store.put_provider(&provider).await.unwrap();
    assert_eq!(store.list_providers("2101").await.unwrap(), [provider]);
    assert_eq!(store.list_providers("210106").await.unwrap(), []);
}

//! The template's routes are the API's: the same function, the same split of public and signed in.

use crate::harness::table::template;
use api::routes::{Access, all};
use serde_yaml_ng::Value;
use std::collections::BTreeMap;

/// Function and whether everybody may call it, by method and path.
type Routes = BTreeMap<String, (String, bool)>;

fn of_template() -> Routes {
    let template = template();
    let mut routes = Routes::new();
    for resource in template["Resources"].as_mapping().unwrap().values() {
        let properties = &resource["Properties"];
        let code = properties["CodeUri"].as_str().unwrap_or_default();
        let function = code.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let events =
            properties["Events"].as_mapping().into_iter().flat_map(|events| events.values());
        for event in events.filter(|event| event["Type"].as_str() == Some("HttpApi")) {
            let at = &event["Properties"];
            let public = at["Auth"]["Authorizer"].as_str() == Some("NONE");
            let route = match (at["Method"].as_str(), at["Path"].as_str()) {
                (Some(method), Some(path)) => format!("{method} {path}"),
                _ => "$default".to_owned(),
            };
            let twice = routes.insert(route.clone(), (function.to_owned(), public));
            assert_eq!(twice, None, "{route} stands twice");
        }
    }
    routes
}

fn of_api() -> Routes {
    let routes = all().map(|route| {
        let public = route.access == Access::Public;
        let name = format!("{} {}", route.method.as_str(), route.path);
        (name, (route.function.to_owned(), public))
    });
    routes.chain([("$default".to_owned(), ("inquire".to_owned(), true))]).collect()
}

#[test]
fn the_template_and_the_api_have_the_same_routes() {
    let (template, api) = (of_template(), of_api());
    for (route, wanted) in &api {
        assert_eq!(template.get(route), Some(wanted), "{route}");
    }
    for route in template.keys() {
        assert!(api.contains_key(route), "{route} is not in the API's table");
    }
}

/// Only what the contract names is open to everybody.
#[test]
fn what_needs_no_token_is_a_short_list() {
    let public: Vec<String> = of_template()
        .into_iter()
        .filter(|(_, (_, public))| *public)
        .map(|(route, _)| route)
        .collect();
    let wanted = [
        "$default",
        "GET /v1/divisions/{code}",
        "GET /v1/employers",
        "GET /v1/matters",
        "GET /v1/matters/{code}",
        "GET /v1/notices",
        "GET /v1/notices/{run}/{part}",
        "GET /v1/openapi.json",
        "GET /v1/unions",
        "POST /v1/confirmations",
        "POST /v1/confirmations/view",
        "POST /v1/matters/{code}/check",
    ];
    assert_eq!(public, wanted);
}

#[test]
fn everything_else_is_behind_the_issuer_and_throttled() {
    let api = &template()["Resources"]["Api"]["Properties"];
    let issuer = api["Auth"]["DefaultAuthorizer"].as_str().unwrap();
    let authorizer = &api["Auth"]["Authorizers"][issuer];
    assert!(authorizer["JwtConfiguration"]["issuer"] != Value::Null);
    assert!(api["DefaultRouteSettings"]["ThrottlingRateLimit"].is_u64());
    assert!(api["RouteSettings"]["POST /v1/matters/{code}/check"]["ThrottlingRateLimit"].is_u64());
}

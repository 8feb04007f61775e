//! The document of the API, and addresses that there are not.

use api::ProblemCode;
use step::{Answer, Call, Reply, StepError};

/// The document as the build made it from the types.
const DOCUMENT: &str = include_str!("../../../web/openapi.json");

/// For how long what is public may be kept, in seconds.
pub(crate) const PUBLIC_S: u32 = 300;

/// `GET /v1/openapi.json`.
pub(crate) fn document() -> Answer {
    let body = serde_json::from_str(DOCUMENT).map_err(|_| StepError::broken("the document"))?;
    Ok(Reply { status: 200, body: Some(body), cache_s: PUBLIC_S })
}

/// Anything else: a known address with another method, or no address at all.
pub(crate) fn unknown(call: &Call) -> Answer {
    let known = api::routes::all().any(|route| is_at(route.path, &call.path));
    let code = if known { ProblemCode::MethodNotAllowed } else { ProblemCode::NotFound };
    Err(code.into())
}

/// Whether a path fits a template: a part in braces stands for any one part.
fn is_at(template: &str, path: &str) -> bool {
    let mut parts = path.trim_end_matches('/').split('/');
    let fits = template.split('/').all(|wanted| {
        parts
            .next()
            .is_some_and(|part| wanted == part || (wanted.starts_with('{') && !part.is_empty()))
    });
    fits && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_address_is_told_from_an_unknown_one() {
        let cases = [
            // why               path                        known
            ("a list", "/v1/tasks", true),
            ("a slash at its end", "/v1/tasks/", true),
            ("one of them", "/v1/tasks/01-1", true),
            ("below it", "/v1/tasks/01-1/decision", true),
            ("too deep", "/v1/tasks/01-1/decision/x", false),
            ("nothing there", "/v1/payments", false),
            ("the root", "/", false),
            ("another version", "/v2/tasks", false),
        ];
        for (why, path, known) in cases {
            let got = api::routes::all().any(|route| is_at(route.path, path));
            assert_eq!(got, known, "{why}");
        }
    }

    #[test]
    fn the_document_is_json_and_may_be_kept() {
        let reply = document().unwrap();
        assert_eq!((reply.status, reply.cache_s), (200, PUBLIC_S));
        assert!(reply.body.unwrap()["openapi"].as_str().unwrap().starts_with("3.1"));
    }
}

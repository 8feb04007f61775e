//! HTTP behind the API gateway: a call as the handlers see it, and what they answer.
//!
//! The gateway's event is read by hand, field by field: authorizers differ in how they write a
//! claim (text, number, list), and one odd claim must not make a call unreadable.

use crate::StepError;
use api::{Language, Problem, ProblemCode};
use domain::id::SubjectId;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::HashMap;
use store::StoreError;

/// One request.
#[derive(Clone)]
pub struct Call {
    /// Method and path template: `POST /v1/applications/{id}/appeal`; `$default` for the rest.
    pub route: String,
    /// The path as called.
    pub path: String,
    /// Parameters of the path.
    pub params: HashMap<String, String>,
    /// The query.
    pub query: HashMap<String, String>,
    /// Headers, names in lower case.
    pub headers: HashMap<String, String>,
    /// The body.
    pub body: Vec<u8>,
    /// Who calls, if the gateway checked a token.
    pub subject: Option<SubjectId>,
    /// The mobile that the token proves.
    pub phone: Option<String>,
    /// In which language to answer.
    pub language: Language,
    /// When.
    pub now: Timestamp,
}

impl Call {
    /// The caller.
    ///
    /// # Errors
    /// [`ProblemCode::Forbidden`] when the gateway let an unknown one through.
    pub fn caller(&self) -> Result<&SubjectId, Fault> {
        self.subject.as_ref().ok_or(Fault::Code(ProblemCode::Forbidden))
    }

    /// A parameter of the path; empty if the route has none of that name.
    #[must_use]
    pub fn param(&self, name: &str) -> &str {
        self.params.get(name).map_or("", String::as_str)
    }

    /// A header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    /// The body as its type, every fault named at once.
    ///
    /// # Errors
    /// A problem document.
    pub fn read<T: api::request::Body>(&self) -> Result<T, Fault> {
        if let Some(kind) = self.header("content-type")
            && !api::request::is_json(kind)
        {
            return Err(Fault::Code(ProblemCode::UnsupportedMediaType));
        }
        api::request::read(&self.body, self.language).map_err(Fault::from)
    }

    /// Reads the gateway's event, payload format 2.0.
    #[must_use]
    pub fn from_event(event: &Value, now: Timestamp) -> Call {
        let headers: HashMap<String, String> = texts(&event["headers"])
            .into_iter()
            .map(|(name, value)| (name.to_ascii_lowercase(), value))
            .collect();
        let language = headers
            .get("accept-language")
            .map_or(Language::Zh, |header| Language::from_accept_language(header));
        let claims = event.pointer("/requestContext/authorizer/jwt/claims");
        let value = |name: &str| claims.and_then(|claims| claims.get(name));
        let claim = |name: &str| value(name).and_then(Value::as_str).map(str::to_owned);
        let proven = value("phone_number_verified").is_some_and(|proven| {
            proven.as_bool() == Some(true) || proven.as_str() == Some("true")
        });
        Call {
            route: event["routeKey"].as_str().unwrap_or("$default").to_owned(),
            path: event["rawPath"].as_str().unwrap_or("/").to_owned(),
            params: texts(&event["pathParameters"]),
            query: texts(&event["queryStringParameters"]),
            headers,
            body: body(event),
            subject: claim("sub")
                .and_then(|sub| SubjectId::parse(&sub).ok())
                .filter(|sub| !sub.is_guest()),
            phone: claim("phone_number").filter(|_| proven),
            language,
            now,
        }
    }
}

fn texts(value: &Value) -> HashMap<String, String> {
    let fields = value.as_object().into_iter().flatten();
    fields.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned()))).collect()
}

fn body(event: &Value) -> Vec<u8> {
    use base64::Engine;
    let text = event["body"].as_str().unwrap_or_default();
    if event["isBase64Encoded"].as_bool() == Some(true) {
        return base64::engine::general_purpose::STANDARD.decode(text).unwrap_or_default();
    }
    text.as_bytes().to_vec()
}

/// What a handler answers.
pub type Answer = Result<Reply, Fault>;

/// An answer that is not a problem.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The body; none for 204.
    pub body: Option<Value>,
    /// For how long anybody may keep it, in seconds; 0 for not at all.
    pub cache_s: u32,
}

impl Reply {
    /// A body with a status.
    ///
    /// # Errors
    /// [`StepError::Broken`] when the body cannot be written as JSON.
    pub fn json<T: Serialize>(status: u16, body: &T) -> Answer {
        let body = serde_json::to_value(body).map_err(|_| StepError::broken("an answer"))?;
        Ok(Reply { status, body: Some(body), cache_s: 0 })
    }

    /// Nothing to say.
    #[must_use]
    pub fn empty() -> Reply {
        Reply { status: 204, body: None, cache_s: 0 }
    }

    /// The same, to be kept by anybody for so many seconds: for what is public only.
    #[must_use]
    pub fn cached(mut self, seconds: u32) -> Reply {
        self.cache_s = seconds;
        self
    }
}

/// Why a handler has no answer.
#[derive(Debug)]
pub enum Fault {
    /// A problem document.
    Problem(Box<Problem>),
    /// A problem that needs no more than its code.
    Code(ProblemCode),
    /// The table.
    Store(StoreError),
    /// Anything else of ours.
    Step(StepError),
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Fault {
        Fault::Problem(Box::new(problem))
    }
}

impl From<ProblemCode> for Fault {
    fn from(code: ProblemCode) -> Fault {
        Fault::Code(code)
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Fault {
        Fault::Store(error)
    }
}

impl From<StepError> for Fault {
    fn from(error: StepError) -> Fault {
        Fault::Step(error)
    }
}

impl Fault {
    /// The problem document that the caller reads.
    #[must_use]
    pub fn problem(self, language: Language) -> Problem {
        let code = match self {
            Fault::Problem(problem) => return *problem,
            Fault::Code(code) => code,
            Fault::Store(StoreError::Conflict) | Fault::Step(StepError::Conflict) => {
                ProblemCode::LostRace
            }
            Fault::Store(StoreError::Unavailable { .. })
            | Fault::Step(StepError::TryLater { .. }) => ProblemCode::RetryLater,
            Fault::Store(_) | Fault::Step(_) => ProblemCode::Broken,
        };
        Problem::new(code, language)
    }
}

/// The gateway's form of an answer.
#[must_use]
pub fn to_gateway(answer: Answer, call: &Call) -> Value {
    match answer {
        Ok(reply) => {
            let cache = match reply.cache_s {
                0 => "no-store".to_owned(),
                seconds => format!("public, max-age={seconds}"),
            };
            json!({
                "statusCode": reply.status,
                "headers": {
                    "content-type": "application/json",
                    "cache-control": cache,
                    "content-language": call.language.tag(),
                    "vary": "Accept-Language",
                },
                "body": reply.body.map(|body| body.to_string()).unwrap_or_default(),
            })
        }
        Err(fault) => {
            log_fault(&fault, call);
            let problem = fault.problem(call.language).at(&call.path);
            let mut headers = json!({
                "content-type": api::problem::MEDIA_TYPE,
                "cache-control": "no-store",
                "content-language": call.language.tag(),
            });
            if let Some(seconds) = problem.next.as_ref().and_then(|next| next.retry_after_seconds)
                && let Some(headers) = headers.as_object_mut()
            {
                headers.insert("retry-after".to_owned(), Value::String(seconds.to_string()));
            }
            json!({
                "statusCode": problem.status,
                "headers": headers,
                "body": serde_json::to_string(&problem).unwrap_or_default(),
            })
        }
    }
}

/// Ours are logged, with codes only; the caller's are his.
fn log_fault(fault: &Fault, call: &Call) {
    match fault {
        Fault::Store(error) if *error != StoreError::Conflict => {
            tracing::error!(route = call.route, error = %error, "the table failed a call");
        }
        Fault::Step(error) if *error != StepError::Conflict => {
            tracing::error!(route = call.route, error = %error, "a call failed");
        }
        Fault::Problem(_) | Fault::Code(_) | Fault::Store(_) | Fault::Step(_) => {}
    }
}

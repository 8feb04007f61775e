//! The doors: a call as the gateway would hand it over, and its answer as a client reads it.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use super::people::Worker;
use super::world::World;
use domain::application::{Application, State};
use domain::id::{ApplicationId, SubjectId};
use jiff::Timestamp;
use serde_json::{Value, json};
use step::{Call, Kit, http::to_gateway};

/// What came back.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Got {
    pub(crate) status: u64,
    pub(crate) body: Value,
}

impl Got {
    /// The body, if the status is this one.
    pub(crate) fn expect(self, status: u64) -> Value {
        assert_eq!(self.status, status, "{}", self.body);
        self.body
    }

    /// Status and the problem's code.
    pub(crate) fn problem(&self) -> (u64, &str) {
        (self.status, self.body["code"].as_str().unwrap_or_default())
    }
}

/// One call before it is made.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    event: Value,
}

/// `POST /v1/tasks/{id}/claim` with the value of its parameter.
pub(crate) fn ask(route: &str, param: &str) -> Ask {
    let named = route.split_once('{').and_then(|(_, rest)| rest.split_once('}'));
    let name = named.map_or("id", |(name, _)| name);
    let path =
        route.split_whitespace().nth(1).unwrap_or("/").replace(&format!("{{{name}}}"), param);
    Ask {
        event: json!({
            "routeKey": route, "rawPath": path, "headers": { "content-type": "application/json" },
            "pathParameters": { name: param }, "queryStringParameters": {},
            "requestContext": { "authorizer": { "jwt": { "claims": {} } } },
        }),
    }
}

impl Ask {
    /// A further parameter of the path.
    pub(crate) fn param(mut self, name: &str, value: &str) -> Ask {
        let path = self.event["rawPath"].as_str().unwrap_or("/").to_owned();
        self.event["rawPath"] = json!(path.replace(&format!("{{{name}}}"), value));
        self.event["pathParameters"][name] = json!(value);
        self
    }

    /// Whose token it carries.
    pub(crate) fn by(mut self, subject: &str) -> Ask {
        self.claims()["sub"] = json!(subject);
        self
    }

    /// The mobile that the token proves.
    pub(crate) fn proves(mut self, mobile: &str) -> Ask {
        let claims = self.claims();
        claims["phone_number"] = json!(format!("+86{mobile}"));
        claims["phone_number_verified"] = json!("true");
        self
    }

    pub(crate) fn body(mut self, body: &Value) -> Ask {
        self.event["body"] = json!(body.to_string());
        self
    }

    pub(crate) fn key(self, key: &str) -> Ask {
        self.header("idempotency-key", key)
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Ask {
        self.event["headers"][name] = json!(value);
        self
    }

    pub(crate) fn query(mut self, name: &str, value: &str) -> Ask {
        self.event["queryStringParameters"][name] = json!(value);
        self
    }

    fn claims(&mut self) -> &mut Value {
        &mut self.event["requestContext"]["authorizer"]["jwt"]["claims"]
    }

    /// Makes the call at a moment, by the function that the table of routes names.
    pub(crate) async fn at(&self, world: &World, now: Timestamp) -> Got {
        self.with(&world.kit(now), now).await
    }

    /// The same with other tools.
    pub(crate) async fn with(&self, kit: &Kit, now: Timestamp) -> Got {
        let call = Call::from_event(&self.event, now);
        let route = api::routes::all()
            .find(|route| call.route == format!("{} {}", route.method.as_str(), route.path));
        let answer = match route.map(|route| route.function) {
            Some("apply") => Box::pin(apply::handle(kit, &call)).await,
            Some("decide") => Box::pin(decide::handle(kit, &call)).await,
            Some("gather") => Box::pin(gather::handle(kit, &call)).await,
            Some("account") => Box::pin(account::handle(kit, &call)).await,
            Some("roster") => Box::pin(roster::handle(kit, &call)).await,
            Some("found") => Box::pin(found::handle(kit, &call)).await,
            Some("register") => Box::pin(register::handle(kit, &call)).await,
            Some("organise") => Box::pin(organise::handle(kit, &call)).await,
            Some("inquire") | None => Box::pin(inquire::handle(kit, &call)).await,
            Some(other) => panic!("no test knows the function {other}"),
        };
        let answer = to_gateway(answer, &call);
        let text = answer["body"].as_str().unwrap_or_default();
        let body = if text.is_empty() {
            Value::Null
        } else {
            serde_json::from_str(text).expect("an answer in JSON")
        };
        Got { status: answer["statusCode"].as_u64().expect("a status"), body }
    }
}

/// What an officer says.
pub(crate) fn word(decision: &str, code: Option<&str>) -> Value {
    let mut word = json!({ "decision": decision, "noKinship": true });
    if let Some(code) = code {
        word["reasonCode"] = json!(code);
        if matches!(code, "R07" | "R08") {
            word["reasonText"] = json!("劳动合同首页");
        }
    }
    word
}

impl World {
    /// What a worker posts to join.
    pub(crate) fn wish(&self, worker: &Worker) -> Value {
        json!({ "matter": "join", "form": worker.form, "consents": ["JOIN"], "oath": true })
    }

    /// Posts an application under a key of its own.
    pub(crate) async fn post(&self, worker: &Worker, now: Timestamp) -> Got {
        let key = format!("{:032x}", self.draw());
        ask("POST /v1/applications", "")
            .by(worker.subject.as_str())
            .key(&key)
            .body(&self.wish(worker))
            .at(self, now)
            .await
    }

    /// Applies; the application's identity.
    pub(crate) async fn apply(&self, worker: &Worker, now: Timestamp) -> ApplicationId {
        let receipt = self.post(worker, now).await.expect(202);
        ApplicationId::parse(receipt["id"].as_str().expect("an id")).expect("an id")
    }

    /// Applies for a new card.
    pub(crate) async fn apply_for_card(&self, worker: &Worker, now: Timestamp) -> ApplicationId {
        let body = json!({ "matter": "card-reissue", "form": { "cause": "LOST" } });
        let receipt = ask("POST /v1/applications", "")
            .by(worker.subject.as_str())
            .key("the-key-of-the-card")
            .body(&body)
            .at(self, now)
            .await
            .expect(202);
        ApplicationId::parse(receipt["id"].as_str().expect("an id")).expect("an id")
    }

    /// An applicant's call about his application: `amendment`, `withdrawal`, `appeal`.
    pub(crate) async fn wishes(
        &self,
        worker: &Worker,
        id: &ApplicationId,
        what: &str,
        body: &Value,
        now: Timestamp,
    ) -> Got {
        let ask = ask(&format!("POST /v1/applications/{{id}}/{what}"), id.as_str());
        ask.by(worker.subject.as_str()).body(body).at(self, now).await
    }

    /// The identity of the step that is open.
    pub(crate) async fn task(&self, id: &ApplicationId) -> String {
        let step = self.head(id).await.pending.expect("an open step");
        format!("{}-{}", id.as_str(), step.seq)
    }

    /// An officer's decision on the open step.
    pub(crate) async fn decide(
        &self,
        officer: &str,
        id: &ApplicationId,
        word: &Value,
        now: Timestamp,
    ) -> Got {
        let task = self.task(id).await;
        self.decide_task(officer, &task, word, now).await
    }

    /// An officer's decision on a step by its identity.
    pub(crate) async fn decide_task(
        &self,
        officer: &str,
        task: &str,
        word: &Value,
        now: Timestamp,
    ) -> Got {
        let ask = ask("POST /v1/tasks/{id}/decision", task);
        ask.by(officer).body(word).at(self, now).await
    }

    /// `GET /v1/applications/{id}`.
    pub(crate) async fn view(&self, who: &SubjectId, id: &ApplicationId, now: Timestamp) -> Got {
        ask("GET /v1/applications/{id}", id.as_str()).by(who.as_str()).at(self, now).await
    }

    /// `GET /v1/me`.
    pub(crate) async fn me(&self, who: &SubjectId, now: Timestamp) -> Value {
        ask("GET /v1/me", "").by(who.as_str()).at(self, now).await.expect(200)
    }

    /// The head of an application.
    pub(crate) async fn head(&self, id: &ApplicationId) -> Application {
        self.store().get_application(id).await.expect("read").expect("an application")
    }

    /// Where an application stands.
    pub(crate) async fn state(&self, id: &ApplicationId) -> State {
        self.head(id).await.state
    }
}

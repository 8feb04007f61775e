//! People who register at the issuer with mobile and code, and what they send.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use crate::harness::people::{credit_code, id_number_of};
use crate::harness::table::{client, setting, unique};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::id::{SubjectId, UnionId};
use domain::role::{Role, RoleGrant};
use jiff::civil::date;
use reqwest::{Client, Method};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use store::Store;

/// Good enough for the demo's password rules.
const PASSWORD: &str = "gonghui-test-1";

/// How long the platform may take with what it does by itself.
const WITHIN: Duration = Duration::from_secs(60);

/// What came back.
#[derive(Clone, Debug)]
pub(super) struct Got {
    pub(super) status: u16,
    pub(super) kind: String,
    pub(super) body: Value,
}

impl Got {
    /// The body, if the status is this one.
    pub(super) fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.body);
        self.body
    }

    /// Status and code, of a problem document that says what to do in the language asked for.
    pub(super) fn problem(&self) -> (u16, &str) {
        assert_eq!(self.kind, "application/problem+json", "{self:?}");
        for field in ["type", "title", "detail"] {
            assert!(self.body[field].as_str().is_some_and(|text| !text.is_empty()), "{self:?}");
        }
        (self.status, self.body["code"].as_str().expect("a code"))
    }
}

/// Somebody at the door, with or without a token.
#[derive(Clone, Debug)]
pub(super) struct Caller {
    web: Client,
    pub(super) token: Option<String>,
    pub(super) mobile: String,
    pub(super) id_number: String,
}

impl Caller {
    /// Nobody in particular.
    pub(super) fn stranger() -> Caller {
        // A test may run beside others in one process: the first provider stays.
        drop(rustls::crypto::ring::default_provider().install_default());
        // No connection is kept: one that the other side closes just then would lose a call.
        let web = Client::builder().no_proxy().timeout(WITHIN).pool_max_idle_per_host(0);
        let web = web.build().expect("a client");
        let draw = unique() % 99_000_000;
        // Not the endings that ask the stand-in for a fault.
        let mobile = format!("154{:08}", draw / 10_000 * 10_000 + draw % 9_000);
        // So many that no two tests draw the same person, in a table that is kept for weeks too.
        let area = format!("2199{:02}", unique() % 100);
        let born =
            format!("{}{:02}{:02}", 1980 + unique() % 24, 1 + unique() % 12, 1 + unique() % 28);
        let n = u16::try_from(unique() % 1000).expect("three digits");
        let id_number = id_number_of(&area, &born, n);
        Caller { web, token: None, mobile, id_number }
    }

    /// Registers with mobile and code and signs in.
    pub(super) async fn registered() -> Caller {
        let mut caller = Caller::stranger();
        let number = format!("+86{}", caller.mobile);
        let id = setting("GONGHUI_CLIENT_ID");
        let account = json!({
            "ClientId": id, "Username": number, "Password": PASSWORD,
            "UserAttributes": [{ "Name": "phone_number", "Value": number }],
        });
        caller.issuer("SignUp", &account).await;
        let code = caller.code().await;
        let confirmed = json!({ "ClientId": id, "Username": number, "ConfirmationCode": code });
        caller.issuer("ConfirmSignUp", &confirmed).await;
        let sign_in = json!({
            "UserPoolId": setting("GONGHUI_USER_POOL"), "ClientId": id,
            "AuthFlow": "ADMIN_USER_PASSWORD_AUTH",
            "AuthParameters": { "USERNAME": number, "PASSWORD": PASSWORD },
        });
        let signed = caller.issuer("AdminInitiateAuth", &sign_in).await;
        let token = signed["AuthenticationResult"]["IdToken"].as_str().expect("a token");
        caller.token = Some(token.to_owned());
        caller
    }

    /// Registers and binds himself to his person.
    pub(super) async fn bound() -> Caller {
        let caller = Caller::registered().await;
        caller.send("POST", "/v1/account", &caller.person()).await.expect(201);
        caller
    }

    /// Who he is.
    pub(super) fn person(&self) -> Value {
        json!({
            "name": "王合成", "idType": "ID_CARD", "idNumber": self.id_number, "mobile": self.mobile,
        })
    }

    /// An application that fits.
    pub(super) fn wish(&self) -> Value {
        let mut form = self.person();
        form["relation"] = json!("FLEXIBLE");
        form["occupationGroup"] = json!("NONE");
        form["residenceDivision"] = json!("210106004001");
        json!({ "matter": "join", "form": form, "consents": ["JOIN"], "oath": true })
    }

    async fn issuer(&self, action: &str, body: &Value) -> Value {
        let answer = self
            .web
            .post(setting("AWS_ENDPOINT_URL"))
            .header("x-amz-target", format!("AWSCognitoIdentityProviderService.{action}"))
            .header("content-type", "application/x-amz-json-1.1")
            .header("authorization", signed_by_root("cognito-idp"))
            .body(body.to_string())
            .send()
            .await
            .expect("the issuer");
        let status = answer.status();
        let text = answer.text().await.expect("its answer");
        assert!(status.is_success(), "{action}: {text}");
        serde_json::from_str(&text).unwrap_or(Value::Null)
    }

    /// The code that came by SMS.
    async fn code(&self) -> String {
        let messages = self.messages().await;
        let code = messages[0]["params"]["code"].as_str();
        code.expect("a message with a code").to_owned()
    }

    /// The messages that came to his mobile, newest first.
    pub(super) async fn messages(&self) -> Value {
        let url = format!("{}/messages?to={}", setting("GONGHUI_SMS"), self.mobile);
        let text = self.web.get(url).send().await.expect("the gateway").text().await;
        let found: Value = serde_json::from_str(&text.expect("its answer")).expect("JSON");
        found["items"].clone()
    }

    pub(super) async fn get(&self, path: &str) -> Got {
        self.call("GET", path, None, &[]).await
    }

    /// Sends a body under a key of its own.
    pub(super) async fn send(&self, method: &str, path: &str, body: &Value) -> Got {
        let key = format!("{:032x}", unique());
        self.call(method, path, Some(body.to_string()), &[("idempotency-key", &key)]).await
    }

    /// Any call.
    pub(super) async fn call(
        &self,
        method: &str,
        path: &str,
        body: Option<String>,
        headers: &[(&str, &str)],
    ) -> Got {
        let url = format!("{}{path}", setting("GONGHUI_API"));
        let mut request =
            self.web.request(Method::from_bytes(method.as_bytes()).expect("a method"), url);
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        if let Some(body) = body {
            request = request.body(body);
            if headers.iter().all(|(name, _)| *name != "content-type") {
                request = request.header("content-type", "application/json");
            }
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = request.send().await.expect("an answer");
        let status = answer.status().as_u16();
        let kind = answer.headers().get("content-type").and_then(|kind| kind.to_str().ok());
        let kind = kind.unwrap_or_default().to_owned();
        let text = answer.text().await.expect("a body");
        Got { status, kind, body: serde_json::from_str(&text).unwrap_or(Value::String(text)) }
    }

    /// Asks until the answer is as wanted; the machine and the stream take their time.
    pub(super) async fn until(&self, path: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        let deadline = Instant::now() + WITHIN;
        let mut pause = tokio::time::interval(Duration::from_millis(100));
        loop {
            pause.tick().await;
            let got = self.get(path).await.expect(200);
            if wanted(&got) {
                return got;
            }
            assert!(Instant::now() < deadline, "{path} does not come to it: {got}");
        }
    }

    /// Runs a function of the platform by itself, as the clock does.
    pub(super) async fn invoke(&self, function: &str, event: &Value) -> Value {
        let (endpoint, name) = (setting("AWS_ENDPOINT_URL"), setting(function));
        let url = format!("{endpoint}/2015-03-31/functions/{name}/invocations");
        let request = self.web.post(url).header("authorization", signed_by_root("lambda"));
        let answer = request.body(event.to_string()).send().await.expect("an answer");
        assert!(answer.headers().get("x-amz-function-error").is_none(), "{function} failed");
        serde_json::from_str(&answer.text().await.expect("text")).expect("JSON")
    }

    /// The account's subject, as the token has it.
    pub(super) fn subject(&self) -> SubjectId {
        let token = self.token.as_deref().expect("a token");
        let middle = token.split('.').nth(1).expect("claims");
        let bytes = URL_SAFE_NO_PAD.decode(middle).expect("base 64");
        let claims: Value = serde_json::from_slice(&bytes).expect("claims");
        SubjectId::parse(claims["sub"].as_str().expect("a subject")).expect("a subject")
    }

    /// Makes him an officer of a union of the demo.
    pub(super) async fn appointed(self, union: &str, role: Role) -> Caller {
        let store = Store::new(client(), setting("TABLE_NAME"));
        let id = UnionId::parse(union).expect("a union");
        let found = store.get_union(&id).await.expect("read").expect("a union of the demo");
        let grant = RoleGrant {
            subject: self.subject(),
            union: id,
            path: found.path,
            role,
            from: date(2020, 1, 1),
            to: None,
        };
        store.put_role(&grant).await.expect("appointed");
        self
    }
}

/// Calls as root want a signature; the local AWS looks at the key only.
fn signed_by_root(service: &str) -> String {
    let key = setting("AWS_ACCESS_KEY_ID");
    let region = setting("AWS_REGION");
    format!(
        "AWS4-HMAC-SHA256 Credential={key}/20260101/{region}/{service}/aws4_request, \
         SignedHeaders=host, Signature=0"
    )
}

/// A credit code of a firm that no directory has.
pub(super) fn unknown_firm() -> String {
    credit_code("91210102XX9999999")
}

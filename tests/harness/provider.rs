//! Stand-ins for the providers outside: one that tells who somebody is, one that sends SMS. They
//! answer as a test asks them to, and remember what they were asked.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// How the identity provider behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// All agree.
    Agrees,
    /// The name is not right.
    NameDiffers,
    /// The mobile is somebody else's.
    MobileDiffers,
    /// It does not know the person.
    Unknown,
    /// 503.
    Down,
    /// 200 with half a document.
    Nonsense,
    /// A word that nobody agreed on.
    Lying,
    /// Takes the question and says nothing.
    Silent,
}

#[derive(Debug)]
struct State {
    manner: Manner,
    sms_taken: bool,
    asked: Vec<Value>,
    sent: Vec<Value>,
}

/// Both providers behind one address of the loopback.
#[derive(Clone, Debug)]
pub(crate) struct Providers {
    /// Their base URL.
    pub(crate) url: String,
    state: Arc<Mutex<State>>,
}

impl Providers {
    /// Starts them; they end with the test's process.
    pub(crate) fn start() -> Providers {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("its address"));
        let first =
            State { manner: Manner::Agrees, sms_taken: true, asked: Vec::new(), sent: Vec::new() };
        let state = Arc::new(Mutex::new(first));
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&shared);
                std::thread::spawn(move || answer(stream, &state));
            }
        });
        Providers { url, state }
    }

    /// From now on the identity provider behaves so.
    pub(crate) fn behave(&self, manner: Manner) {
        self.state.lock().expect("the state").manner = manner;
    }

    /// From now on SMS are taken, or not.
    pub(crate) fn take_sms(&self, taken: bool) {
        self.state.lock().expect("the state").sms_taken = taken;
    }

    /// How often the identity provider was asked.
    pub(crate) fn asked(&self) -> usize {
        self.state.lock().expect("the state").asked.len()
    }

    /// The SMS that were taken.
    pub(crate) fn sent(&self) -> Vec<Value> {
        self.state.lock().expect("the state").sent.clone()
    }
}

/// A caller that goes away in between is not our concern.
fn answer(stream: TcpStream, state: &Mutex<State>) {
    let mut reader = BufReader::new(stream);
    let Some((path, body)) = request(&mut reader) else { return };
    let (status, text) = {
        let mut state = state.lock().expect("the state");
        if path == "/v1/identity" { identity(&mut state, body) } else { sms(&mut state, body) }
    };
    let Some(text) = text else {
        // Silent: until the caller gives up and closes.
        let ended = reader.read_to_end(&mut Vec::new());
        drop(ended);
        return;
    };
    let head = format!(
        "HTTP/1.1 {status} -\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        text.len()
    );
    let written = reader.get_mut().write_all(format!("{head}{text}").as_bytes());
    drop(written);
}

fn request(reader: &mut BufReader<TcpStream>) -> Option<(String, Value)> {
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let path = first.split_whitespace().nth(1)?.to_owned();
    let mut length = 0_usize;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let line = line.trim().to_ascii_lowercase();
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
        if line.is_empty() {
            break;
        }
    }
    let mut body = vec![0_u8; length];
    reader.read_exact(&mut body).ok()?;
    Some((path, serde_json::from_slice(&body).ok()?))
}

fn identity(state: &mut State, body: Value) -> (u16, Option<String>) {
    state.asked.push(body);
    let said = |value: Value| (200, Some(value.to_string()));
    match state.manner {
        Manner::Agrees => said(json!({ "result": "AGREE", "reference": "R1" })),
        Manner::NameDiffers => said(json!({ "result": "MISMATCH", "fields": ["name"] })),
        Manner::MobileDiffers => said(json!({ "result": "MISMATCH", "fields": ["mobile"] })),
        Manner::Unknown => said(json!({ "result": "UNKNOWN", "reference": "R1" })),
        Manner::Down => (503, Some(json!({ "error": "unavailable" }).to_string())),
        Manner::Nonsense => (200, Some("{\"result\":".to_owned())),
        Manner::Lying => said(json!({ "result": "PERHAPS", "fields": 7 })),
        Manner::Silent => (200, None),
    }
}

/// One identity is delivered once.
fn sms(state: &mut State, body: Value) -> (u16, Option<String>) {
    if !state.sms_taken {
        return (503, Some("{}".to_owned()));
    }
    if !state.sent.iter().any(|sent| sent["id"] == body["id"]) {
        state.sent.push(body);
    }
    (202, Some("{}".to_owned()))
}

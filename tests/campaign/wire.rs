//! The wire between the handlers and the local AWS: requests pass over it, and on it they are lost,
//! answered to nobody, sent twice or held back. No code of ours knows that it is there.
#![expect(
    clippy::expect_used,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use super::effect::{self, Request};
use super::mutate::{self, Mutation};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// What happens to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    /// The function dies before it.
    DiedBefore,
    /// The function dies right after it.
    DiedAfter,
    /// It is done, and its answer never arrives.
    AnswerLost,
    /// It arrives twice.
    Repeated,
    /// It is held back until a successor has passed.
    Zombie,
}

impl Kind {
    /// All of them.
    pub(crate) const ALL: [Kind; 5] =
        [Kind::DiedBefore, Kind::DiedAfter, Kind::AnswerLost, Kind::Repeated, Kind::Zombie];
}

/// One thing that goes wrong: the nth time that something is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Strike {
    /// By [`effect::name`].
    pub(crate) effect: String,
    /// From 1.
    pub(crate) nth: u32,
    /// What happens.
    pub(crate) kind: Kind,
}

/// What the one who runs the handlers learns.
#[derive(Debug)]
pub(crate) enum Struck {
    /// The function is dead.
    Died,
    /// The function hangs; the gate lets it go on.
    Zombie(Arc<Gate>),
}

/// Holds a request back until it is opened.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    open: Mutex<bool>,
    changed: Condvar,
}

impl Gate {
    /// Lets the request go on.
    pub(crate) fn open(&self) {
        *self.open.lock().expect("a gate") = true;
        self.changed.notify_all();
    }

    fn pass(&self) {
        let mut open = self.open.lock().expect("a gate");
        while !*open {
            open = self.changed.wait(open).expect("a gate");
        }
    }
}

#[derive(Debug, Default)]
struct State {
    strikes: Vec<Strike>,
    done: Vec<Strike>,
    counts: BTreeMap<String, u32>,
    starts: u32,
    mutation: Option<Mutation>,
    mutated: u32,
}

struct Shared {
    upstream: String,
    state: Mutex<State>,
    struck: UnboundedSender<Struck>,
}

/// One wire of one plan.
pub(crate) struct Wire {
    /// The endpoint that handlers are given.
    pub(crate) url: String,
    /// What happened to functions.
    pub(crate) struck: UnboundedReceiver<Struck>,
    shared: Arc<Shared>,
}

impl Wire {
    /// A wire to the AWS at `url`; it ends with the test's process.
    pub(crate) fn lay(url: &str) -> Wire {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("its address");
        let (sender, struck) = unbounded_channel();
        let upstream = url.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let shared =
            Arc::new(Shared { upstream, state: Mutex::new(State::default()), struck: sender });
        let serving = Arc::clone(&shared);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&serving);
                std::thread::spawn(move || serve(stream, &shared));
            }
        });
        Wire { url: format!("http://{address}"), struck, shared }
    }

    /// From now on these things go wrong, each once; counts begin anew.
    pub(crate) fn plan(&self, strikes: Vec<Strike>, mutation: Option<Mutation>) {
        *self.shared.state.lock().expect("the state") =
            State { strikes, mutation, ..State::default() };
    }

    /// How often what was done.
    pub(crate) fn counts(&self) -> BTreeMap<String, u32> {
        self.shared.state.lock().expect("the state").counts.clone()
    }

    /// What did go wrong.
    pub(crate) fn done(&self) -> Vec<Strike> {
        self.shared.state.lock().expect("the state").done.clone()
    }

    /// How many requests lost their guard.
    pub(crate) fn mutated(&self) -> u32 {
        self.shared.state.lock().expect("the state").mutated
    }

    /// Drives that were started since the last look.
    pub(crate) fn started(&self) -> u32 {
        std::mem::take(&mut self.shared.state.lock().expect("the state").starts)
    }
}

impl Shared {
    /// Counts an effect and says what is to happen to it.
    fn strike(&self, effect: &str) -> Option<Kind> {
        let mut state = self.state.lock().expect("the state");
        let nth = {
            let count = state.counts.entry(effect.to_owned()).or_default();
            *count += 1;
            *count
        };
        let at = state.strikes.iter().position(|one| one.effect == effect && one.nth == nth)?;
        let strike = state.strikes.remove(at);
        let kind = strike.kind;
        state.done.push(strike);
        Some(kind)
    }

    fn tell(&self, struck: Struck) {
        // Nobody listens once the plan is over.
        drop(self.struck.send(struck));
    }
}

/// Serves one connection of a client to its end.
fn serve(client: TcpStream, shared: &Shared) {
    let Ok(mut writer) = client.try_clone() else { return };
    let mut reader = BufReader::new(client);
    let mut upstream: Option<BufReader<TcpStream>> = None;
    while let Some(mut request) = read(&mut reader) {
        let effect = effect::name(&request);
        let kind = effect.as_deref().and_then(|effect| shared.strike(effect));
        mutated(shared, &mut request);
        if effect.as_deref() == Some("start a drive") {
            shared.state.lock().expect("the state").starts += 1;
        }
        let answer = match kind {
            Some(Kind::DiedBefore) => {
                shared.tell(Struck::Died);
                return;
            }
            Some(Kind::DiedAfter) => {
                drop(pass_on(shared, &mut upstream, &request));
                shared.tell(Struck::Died);
                return;
            }
            Some(Kind::AnswerLost) => {
                drop(pass_on(shared, &mut upstream, &request));
                return;
            }
            Some(Kind::Repeated) => {
                drop(pass_on(shared, &mut upstream, &request));
                pass_on(shared, &mut upstream, &request)
            }
            Some(Kind::Zombie) => {
                let gate = Arc::new(Gate::default());
                shared.tell(Struck::Zombie(Arc::clone(&gate)));
                gate.pass();
                pass_on(shared, &mut upstream, &request)
            }
            None => pass_on(shared, &mut upstream, &request),
        };
        let Some(answer) = answer else { return };
        if writer.write_all(&answer).is_err() {
            return;
        }
    }
}

fn mutated(shared: &Shared, request: &mut Request) {
    let mut state = shared.state.lock().expect("the state");
    let Some(mutation) = state.mutation else { return };
    if mutate::apply(mutation, request) {
        state.mutated += 1;
    }
}

/// The next request; none at the connection's end.
fn read(reader: &mut BufReader<TcpStream>) -> Option<Request> {
    let (head, length) = head(reader)?;
    let mut body = vec![0_u8; length.unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    Some(Request { head, body })
}

/// The lines of a head, and how long the body is where it says so.
fn head(reader: &mut BufReader<TcpStream>) -> Option<(Vec<String>, Option<usize>)> {
    let mut lines = Vec::new();
    let mut length = None;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim_end().to_owned();
        if line.is_empty() {
            return Some((lines, length));
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().ok();
        }
        lines.push(line);
    }
}

/// What the AWS answers, byte by byte; none when it does not.
fn pass_on(
    shared: &Shared,
    upstream: &mut Option<BufReader<TcpStream>>,
    request: &Request,
) -> Option<Vec<u8>> {
    if effect::name(request).as_deref() == Some("start a drive") {
        return Some(started());
    }
    // A connection that the AWS has closed meanwhile is opened anew, once.
    for _ in 0..2 {
        if upstream.is_none() {
            let stream = TcpStream::connect(&shared.upstream).ok()?;
            stream.set_nodelay(true).ok()?;
            *upstream = Some(BufReader::new(stream));
        }
        let found =
            upstream.as_mut().and_then(|stream| exchange(stream, request, &shared.upstream));
        match found {
            Some((answer, true)) => return Some(answer),
            Some((answer, false)) => {
                *upstream = None;
                return Some(answer);
            }
            None => *upstream = None,
        }
    }
    None
}

/// The machine is the test itself: a start is counted, and answered as AWS does.
fn started() -> Vec<u8> {
    let body =
        br#"{"executionArn":"arn:aws:states:us-east-1:000000000000:execution:d:1","startDate":1}"#;
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/x-amz-json-1.0\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

fn exchange(
    stream: &mut BufReader<TcpStream>,
    request: &Request,
    host: &str,
) -> Option<(Vec<u8>, bool)> {
    let mut out = Vec::new();
    for line in &request.head {
        let name = line.split(':').next().unwrap_or_default();
        if name.eq_ignore_ascii_case("host") {
            out.extend(format!("host: {host}\r\n").into_bytes());
        } else if name.eq_ignore_ascii_case("content-length") {
            out.extend(format!("content-length: {}\r\n", request.body.len()).into_bytes());
        } else {
            out.extend(format!("{line}\r\n").into_bytes());
        }
    }
    out.extend(b"\r\n");
    out.extend(&request.body);
    stream.get_mut().write_all(&out).ok()?;
    let (head, length) = head(stream)?;
    let status = head.first()?.split(' ').nth(1)?.to_owned();
    let says = |what: &str| head.iter().any(|line| line.to_ascii_lowercase() == what);
    let keeps = !says("connection: close");
    let mut answer = Vec::new();
    let bare = request.head.first().is_some_and(|line| line.starts_with("HEAD "));
    let chunked = says("transfer-encoding: chunked");
    let body = if bare || status == "204" || status == "304" {
        Vec::new()
    } else if chunked {
        chunks(stream)?
    } else {
        let mut body = vec![0_u8; length?];
        stream.read_exact(&mut body).ok()?;
        body
    };
    for line in head.iter().filter(|line| !line.to_ascii_lowercase().starts_with("transfer-enc")) {
        answer.extend(format!("{line}\r\n").into_bytes());
    }
    if chunked {
        answer.extend(format!("content-length: {}\r\n", body.len()).into_bytes());
    }
    answer.extend(b"\r\n");
    answer.extend(body);
    Some((answer, keeps))
}

fn chunks(stream: &mut BufReader<TcpStream>) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).ok()?;
        let size = usize::from_str_radix(line.trim().split(';').next()?, 16).ok()?;
        let mut chunk = vec![0_u8; size + 2];
        stream.read_exact(&mut chunk).ok()?;
        chunk.truncate(size);
        if size == 0 {
            return Some(body);
        }
        body.extend(chunk);
    }
}

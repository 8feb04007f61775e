//! One list out of several that are each in order, and the cursor that says where a page begins.

use std::collections::VecDeque;

/// Which way a list runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// Open steps, the most urgent first.
    ByDue,
    /// Decided steps, the newest first.
    Newest,
}

/// One of the lists, as far as it was read.
#[derive(Debug)]
pub(crate) struct Stream<S, R> {
    /// What it is a list of.
    pub(crate) source: S,
    /// What was read and not yet taken, with its position.
    pub(crate) rows: VecDeque<(String, R)>,
    /// The position after which to read on.
    pub(crate) last: Option<String>,
    /// True when nothing is left to read.
    pub(crate) ended: bool,
}

impl<S, R> Stream<S, R> {
    /// A list that is to be read from a position on.
    pub(crate) fn new(source: S, last: Option<String>) -> Stream<S, R> {
        Stream { source, rows: VecDeque::new(), last, ended: false }
    }

    /// Whether it has to be read on before it can be merged.
    pub(crate) fn is_dry(&self) -> bool {
        self.rows.is_empty() && !self.ended
    }
}

/// Takes the first row of all.
pub(crate) fn take<S, R>(streams: &mut [Stream<S, R>], order: Order) -> Option<(String, R)> {
    let heads = streams.iter_mut().filter(|stream| !stream.rows.is_empty());
    let position = |stream: &&mut Stream<S, R>| stream.rows.front().map(|(at, _)| at.clone());
    let first = match order {
        Order::ByDue => heads.min_by_key(position),
        Order::Newest => heads.max_by_key(position),
    };
    first.and_then(|stream| stream.rows.pop_front())
}

/// The longest position: a date or a moment, a ULID, a number.
const LONGEST: usize = 64;

/// A position as a cursor.
pub(crate) fn cursor(order: Order, position: &str) -> String {
    domain::entry::hex(format!("{}{position}", letter(order)).as_bytes())
}

/// The position that a cursor names; none if it is not a cursor of such a list.
pub(crate) fn position(order: Order, cursor: &str) -> Option<String> {
    if !cursor.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> = (0..cursor.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(cursor.get(at..at.checked_add(2)?)?, 16).ok())
        .collect();
    let text = String::from_utf8(bytes?).ok()?;
    let position = text.strip_prefix(letter(order))?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'#';
    let fits = !position.is_empty() && position.len() <= LONGEST && position.bytes().all(plain);
    fits.then(|| position.to_owned())
}

fn letter(order: Order) -> char {
    match order {
        Order::ByDue => 'w',
        Order::Newest => 'd',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_as_its_position_and_nothing_else_does() {
        let at = "2026-05-28#01ARZ3NDEKTSV4RRFFQ69G5FAV";
        let good = cursor(Order::ByDue, at);
        assert_eq!(position(Order::ByDue, &good).as_deref(), Some(at));
        let long = cursor(Order::ByDue, &"9".repeat(65));
        let strange = cursor(Order::ByDue, "2026 or 1=1");
        let cases = [
            // why                       cursor
            ("of the other list", cursor(Order::Newest, at)),
            ("cut off", good[..good.len() - 1].to_owned()),
            ("not hexadecimal", "zz".to_owned()),
            ("not ASCII", "工会".to_owned()),
            ("signs", "+1+2".to_owned()),
            ("empty", String::new()),
            ("no position", cursor(Order::ByDue, "")),
            ("too long", long),
            ("strange letters", strange),
        ];
        for (why, cursor) in cases {
            assert_eq!(position(Order::ByDue, &cursor), None, "{why}");
        }
    }

    #[test]
    fn several_lists_become_one_in_order() {
        let stream = |rows: &[&str]| {
            let mut stream = Stream::new((), None);
            stream.rows = rows.iter().map(|at| ((*at).to_owned(), ())).collect();
            stream
        };
        let all = |order, lists: [&[&str]; 3]| {
            let mut streams = lists.map(stream);
            std::iter::from_fn(|| take(&mut streams, order)).map(|(at, ())| at).collect::<Vec<_>>()
        };
        assert_eq!(
            all(Order::ByDue, [&["1", "4"], &[], &["2", "3", "5"]]),
            ["1", "2", "3", "4", "5"]
        );
        assert_eq!(all(Order::Newest, [&["4", "1"], &["5"], &["3"]]), ["5", "4", "3", "1"]);
        assert_eq!(all(Order::ByDue, [&[], &[], &[]]), Vec::<String>::new());
    }
}

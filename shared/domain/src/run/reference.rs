//! References: what a bank carries through and gives back, by which alone a report is matched.

use std::fmt;

/// One sending of a batch: `R26000012-2101-0001-1`. Message id and file key at once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Message {
    /// The run's number.
    pub run: String,
    /// The part.
    pub part: String,
    /// The batch.
    pub batch: u32,
    /// The attempt.
    pub attempt: u32,
}

/// One payment in one sending: `R26000012-2101-0001-1-034`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference {
    /// In which sending.
    pub message: Message,
    /// Which line of the batch, from 1.
    pub line: u16,
}

impl fmt::Display for Message {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{}-{:04}-{}", self.run, self.part, self.batch, self.attempt)
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{:03}", self.message, self.line)
    }
}

impl Message {
    /// Reads a message's id; none for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Message> {
        let mut pieces = text.split('-');
        let message = message_of(&mut pieces)?;
        (pieces.next().is_none() && message.to_string() == text).then_some(message)
    }
}

impl Reference {
    /// Reads a reference; none for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Reference> {
        let mut pieces = text.split('-');
        let message = message_of(&mut pieces)?;
        let line = pieces.next()?.parse().ok()?;
        let reference = Reference { message, line };
        (pieces.next().is_none() && reference.to_string() == text).then_some(reference)
    }
}

fn message_of<'a>(pieces: &mut impl Iterator<Item = &'a str>) -> Option<Message> {
    let run = pieces.next().filter(|run| run.starts_with('R') && run.len() <= 12)?.to_owned();
    let part = pieces.next().filter(|part| part.len() == 4)?.to_owned();
    Some(Message {
        run,
        part,
        batch: pieces.next()?.parse().ok()?,
        attempt: pieces.next()?.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_has_one_spelling_and_fits_what_banks_carry() {
        #[rustfmt::skip]
        let rows = [
            // why                      text                               is one
            ("as we write it",          "R260000121-2101-0001-1-034",      true),
            ("a second attempt",        "R260000121-2101-0001-12-098",     true),
            ("without the line",        "R260000121-2101-0001-1",          false),
            ("a line without zeros",    "R260000121-2101-0001-1-34",       false),
            ("something after it",      "R260000121-2101-0001-1-034-1",    false),
            ("another's",               "INV-2026-11-22-001",              false),
            ("empty",                   "",                                false),
        ];
        for (why, text, is_one) in rows {
            assert_eq!(Reference::parse(text).is_some(), is_one, "{why}");
        }
        let longest = Reference {
            message: Message {
                run: "R269999991".into(),
                part: "2114".into(),
                batch: 9999,
                attempt: 99,
            },
            line: 98,
        };
        assert!(longest.to_string().len() <= 35);
    }
}

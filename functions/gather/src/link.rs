//! What a link and a device carry: a name of the row and a code that nobody can guess.
//!
//! Nothing of it is stored: 128 bits of an HMAC over batch, row and issue under the index key. A
//! new issue makes every older link of the row worthless.

use domain::id::BatchId;
use step::Vault;

/// How many hexadecimal digits of the HMAC are kept: 128 bits.
const DIGITS: usize = 32;

/// What a token says it opens; whether it does is [`Token::is_good`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) batch: BatchId,
    pub(crate) opens: Opens,
    code: String,
}

/// What a token opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Opens {
    /// One person's answer.
    Row { no: u32, issue: u32 },
    /// Answers on the spot.
    Device { no: u32 },
}

impl Opens {
    fn written(&self) -> String {
        match self {
            Opens::Row { no, issue } => format!("{no}-{issue}"),
            Opens::Device { no } => format!("d{no}"),
        }
    }
}

/// A token for this.
pub(crate) fn token(vault: &Vault, batch: &BatchId, opens: &Opens) -> String {
    let code = codes(vault, batch, opens).into_iter().next().unwrap_or_default();
    format!("{}-{}-{code}", batch.as_str(), opens.written())
}

/// The codes under every key version, newest first.
fn codes(vault: &Vault, batch: &BatchId, opens: &Opens) -> Vec<String> {
    let said = format!("{}/{}", batch.as_str(), opens.written());
    let macs = vault.index("joining-link", &said).into_iter();
    macs.filter_map(|mac| Some(mac.split_once('.')?.1.get(..DIGITS)?.to_owned())).collect()
}

impl Token {
    /// Reads one; none for another shape.
    pub(crate) fn parse(text: &str) -> Option<Token> {
        let mut parts = text.trim().split('-');
        let batch = BatchId::parse(parts.next()?).ok()?;
        let first = parts.next()?;
        let opens = match first.strip_prefix('d') {
            Some(no) => Opens::Device { no: no.parse().ok()? },
            None => Opens::Row { no: first.parse().ok()?, issue: parts.next()?.parse().ok()? },
        };
        let code = parts.next()?.to_owned();
        let whole = parts.next().is_none() && code.len() == DIGITS;
        whole.then_some(Token { batch, opens, code })
    }

    /// Whether it is one of ours. Every digit is compared, so that the time tells nothing.
    pub(crate) fn is_good(&self, vault: &Vault) -> bool {
        codes(vault, &self.batch, &self.opens).iter().any(|code| {
            let pairs = code.bytes().zip(self.code.bytes());
            let differs = pairs.fold(0_u8, |sum, (one, other)| sum | (one ^ other));
            differs == 0 && code.len() == self.code.len()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_token_is_read() {
        let code = "0123456789abcdef0123456789abcdef";
        let batch = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
        #[rustfmt::skip]
        let rows = [
            // why                  text                                wanted
            ("a person's",          format!("{batch}-7-2-{code}"),      Some(Opens::Row { no: 7, issue: 2 })),
            ("a device's",          format!("{batch}-d3-{code}"),       Some(Opens::Device { no: 3 })),
            ("with spaces around",  format!(" {batch}-d3-{code}\n"),    Some(Opens::Device { no: 3 })),
            ("no issue",            format!("{batch}-7-{code}"),        None),
            ("a short code",        format!("{batch}-7-2-0123"),        None),
            ("more behind",         format!("{batch}-7-2-{code}-x"),    None),
            ("no batch",            format!("X-7-2-{code}"),            None),
            ("empty",               String::new(),                      None),
        ];
        for (why, text, wanted) in rows {
            assert_eq!(Token::parse(&text).map(|token| token.opens), wanted, "{why}");
        }
    }
}

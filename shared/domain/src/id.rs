//! Identities: one type for each kind of record, so that they cannot be mixed up.
//!
//! Deliberately absent: randomness and the clock; whoever makes an id brings both.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use thiserror::Error;
use ulid::Ulid;

/// What was given is not an identity of that kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not a valid {kind}")]
pub struct InvalidId {
    /// The kind of identity that was wanted: the type's name.
    pub kind: &'static str,
}

/// A ULID in its one canonical spelling, 26 upper-case characters of Crockford's base 32.
fn canonical_ulid(text: &str) -> Option<String> {
    // A ULID has 128 bits, 26 characters have 130: a first character over 7 does not fit.
    let fits = text.as_bytes().first().is_some_and(|first| (b'0'..=b'7').contains(first));
    if fits { Ulid::from_string(text).ok().map(|ulid| ulid.to_string()) } else { None }
}

/// A plain reference code such as `U210106004001`: letters, digits and `-`.
fn plain_code(text: &str) -> Option<String> {
    let sized = (1..=26).contains(&text.len());
    let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (sized && plain).then(|| text.to_owned())
}

/// What an issuer of tokens calls an account.
fn subject(text: &str) -> Option<String> {
    let sized = (1..=128).contains(&text.chars().count());
    let printable = !text.chars().any(|character| character.is_control());
    (sized && printable && text.trim() == text).then(|| text.to_owned())
}

macro_rules! identity {
    ($(#[$doc:meta])* $name:ident, $check:ident, $pattern:literal) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Reads an identity of this kind.
            ///
            /// # Errors
            /// [`InvalidId`] when the text has another shape.
            pub fn parse(text: &str) -> Result<$name, InvalidId> {
                $check(text).map($name).ok_or(InvalidId { kind: stringify!($name) })
            }

            /// The identity as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, "{}({})", stringify!($name), self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<$name, InvalidId> {
                $name::parse(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;

            fn try_from(text: String) -> Result<$name, InvalidId> {
                $name::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($name))
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "pattern": $pattern })
            }
        }
    };
}

macro_rules! made_of_ulid {
    ($($name:ident),+) => {
        $(impl $name {
            /// The identity that begins with this millisecond and ends with these 80 random bits.
            #[must_use]
            pub fn from_parts(ms: u64, random: u128) -> $name {
                $name(Ulid::from_parts(ms, random).to_string())
            }
        })+
    };
}

identity! {
    /// One application (申请). A ULID.
    ApplicationId, canonical_ulid, "^[0-7][0-9A-HJKMNP-TV-Z]{25}$"
}
identity! {
    /// One person (自然人). A ULID.
    PersonId, canonical_ulid, "^[0-7][0-9A-HJKMNP-TV-Z]{25}$"
}
identity! {
    /// One membership (会籍). A ULID.
    MembershipId, canonical_ulid, "^[0-7][0-9A-HJKMNP-TV-Z]{25}$"
}
identity! {
    /// One message in an inbox (消息). A ULID.
    MessageId, canonical_ulid, "^[0-7][0-9A-HJKMNP-TV-Z]{25}$"
}
identity! {
    /// One stand-in (代理). A ULID; the client chooses it.
    StandInId, canonical_ulid, "^[0-7][0-9A-HJKMNP-TV-Z]{25}$"
}
identity! {
    /// One benefit run (发放批次). A ULID.
    RunId, canonical_ulid, "^[0-7][0-9A-HJKMNP-TV-Z]{25}$"
}
identity! {
    /// One merging, splitting or dissolving of a union (合并、分立、撤销). A ULID.
    RestructuringId, canonical_ulid, "^[0-7][0-9A-HJKMNP-TV-Z]{25}$"
}
identity! {
    /// One roster (花名册). A ULID.
    RosterId, canonical_ulid, "^[0-7][0-9A-HJKMNP-TV-Z]{25}$"
}
identity! {
    /// One collective joining (集中入会批次). A ULID.
    BatchId, canonical_ulid, "^[0-7][0-9A-HJKMNP-TV-Z]{25}$"
}
identity! {
    /// One union (工会组织): a ULID or a stable readable code such as `U210106004001`.
    UnionId, plain_code, "^[0-9A-Za-z-]{1,26}$"
}
identity! {
    /// One employer (用人单位): a ULID or a stable readable code.
    EmployerId, plain_code, "^[0-9A-Za-z-]{1,26}$"
}
identity! {
    /// One account: the issuer's `sub`, 1 to 128 printable characters, no space at either end.
    SubjectId, subject, "^\\S(.{0,126}\\S)?$"
}

made_of_ulid!(
    RosterId,
    BatchId,
    RunId,
    RestructuringId,
    ApplicationId,
    PersonId,
    MembershipId,
    MessageId,
    StandInId,
    UnionId,
    EmployerId
);

/// What stands before the identity of a person who has no account yet.
const GUEST: &str = "guest|";

impl SubjectId {
    /// Who acts for a person without an account: a name that no issuer's token may carry
    /// ([`SubjectId::is_guest`]). What was done under it is his once he is bound to an account.
    #[must_use]
    pub fn guest(person: &PersonId) -> SubjectId {
        SubjectId(format!("{GUEST}{}", person.as_str()))
    }

    /// True for a name that stands for a person and not for an account.
    #[must_use]
    pub fn is_guest(&self) -> bool {
        self.0.starts_with(GUEST)
    }

    /// True when this name stands for that person.
    #[must_use]
    pub fn is_guest_of(&self, person: &PersonId) -> bool {
        self.0.strip_prefix(GUEST) == Some(person.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_ulid_is_an_application_and_it_has_one_spelling() {
        let cases = [
            // why                        text                            wanted
            ("canonical", "01ARZ3NDEKTSV4RRFFQ69G5FAV", Some("01ARZ3NDEKTSV4RRFFQ69G5FAV")),
            (
                "lower case is mended",
                "01arz3ndektsv4rrffq69g5fav",
                Some("01ARZ3NDEKTSV4RRFFQ69G5FAV"),
            ),
            ("the largest", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ", Some("7ZZZZZZZZZZZZZZZZZZZZZZZZZ")),
            ("over 128 bits", "8ZZZZZZZZZZZZZZZZZZZZZZZZZ", None),
            ("25 characters", "01ARZ3NDEKTSV4RRFFQ69G5FA", None),
            ("27 characters", "01ARZ3NDEKTSV4RRFFQ69G5FAVV", None),
            ("U is not in the alphabet", "01ARZ3NDEKTSV4RRFFQ69G5FAU", None),
            ("empty", "", None),
            ("not ASCII", "会01ARZ3NDEKTSV4RRFFQ69G5F", None),
        ];
        for (why, text, wanted) in cases {
            let got = ApplicationId::parse(text).ok();
            assert_eq!(got.as_ref().map(ApplicationId::as_str), wanted, "{why}");
        }
    }

    #[test]
    fn a_union_has_a_ulid_or_a_readable_code() {
        let cases = [
            // why            text                          wanted
            ("readable", "U210106004001", true),
            ("a hyphen", "LN-2101", true),
            ("a ULID", "01ARZ3NDEKTSV4RRFFQ69G5FAV", true),
            ("26 at most", "012345678901234567890123456", false),
            ("empty", "", false),
            ("a key's separator", "U#1", false),
            ("a path's separator", "U/1", false),
            ("Han", "工会", false),
        ];
        for (why, text, wanted) in cases {
            assert_eq!(UnionId::parse(text).is_ok(), wanted, "{why}");
            assert_eq!(EmployerId::parse(text).is_ok(), wanted, "{why}");
        }
    }

    #[test]
    fn a_subject_is_whatever_the_issuer_says_if_it_can_be_printed() {
        let long = "s".repeat(128);
        let longer = "s".repeat(129);
        let cases = [
            // why             text                  wanted
            ("a UUID", "7f3c1d7e-0c1b-4f6e-9d55-2f6f5d8f7b11", true),
            ("with a bar", "provider|42", true),
            ("128 characters", long.as_str(), true),
            ("129 characters", longer.as_str(), false),
            ("empty", "", false),
            ("a line break", "a\nb", false),
            ("a space at the end", "a ", false),
        ];
        for (why, text, wanted) in cases {
            assert_eq!(SubjectId::parse(text).is_ok(), wanted, "{why}");
        }
    }

    #[test]
    fn ids_made_later_sort_later_and_survive_json() {
        let mut before = ApplicationId::from_parts(0, 0);
        for ms in [1, 2, 1_000, 1_790_000_000_000] {
            let id = ApplicationId::from_parts(ms, 7);
            assert!(before < id, "at {ms}");
            let json = serde_json::to_string(&id).unwrap();
            assert_eq!(serde_json::from_str::<ApplicationId>(&json).unwrap(), id);
            assert_eq!(id.to_string().parse::<ApplicationId>().unwrap(), id);
            before = id;
        }
    }

    #[test]
    fn the_error_names_the_kind_and_no_value() {
        let error = serde_json::from_str::<PersonId>("\"secret\"").unwrap_err().to_string();
        assert!(error.contains("PersonId") && !error.contains("secret"), "{error}");
    }
}

//! Why a request cannot be read: what serde finds, as codes and in words that fit every language.

use super::MAX_DEPTH;
use crate::error::{DUPLICATE_FIELD, MISSING_FIELD, RANGE, TOO_DEEP, TYPE, UNKNOWN_FIELD, UNKNOWN_VALUE};
use kalends::Error;
use kalends::error::ErrorCode;
use serde::de::{Expected, Unexpected};
use std::fmt;

/// Quoted text stays this short.
const SHOWN: usize = 64;

/// An error of ours, made by serde's derived code.
#[derive(Debug)]
pub(super) struct Refusal(Error);

impl Refusal {
    pub(super) fn new(code: &'static ErrorCode, message: String) -> Self {
        Self(Error::new(code, message))
    }

    pub(super) fn into_error(self) -> Error {
        self.0
    }

    /// The same, one field further out.
    pub(super) fn in_field(self, name: &str) -> Self {
        Self(self.0.in_field(&clip(name)))
    }

    /// The same, one list further out.
    pub(super) fn in_index(self, index: usize) -> Self {
        Self(self.0.in_index(index))
    }

    fn field(code: &'static ErrorCode, name: &str, what: &str) -> Self {
        let name = clip(name);
        Self(Error::new(code, format!("field `{name}` {what}")).with_detail("field", name))
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Refusal {}

impl serde::de::Error for Refusal {
    /// Comes from a checked value and carries its own code.
    fn custom<T: fmt::Display>(message: T) -> Self {
        let text = message.to_string();
        Self(kalends::wire::recover(&text).unwrap_or_else(|| Error::new(TYPE, clip(&text))))
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(TYPE, format!("found {}; expected {}", found_words(found), expected_words(expected)))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(RANGE, format!("found {}; expected {}", found_words(found), expected_words(expected)))
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        Self::new(TYPE, format!("found {length}; expected {}", expected_words(expected)))
    }

    fn unknown_variant(found: &str, expected: &'static [&'static str]) -> Self {
        let found = clip(found);
        let message = format!("found `{found}`; expected {}", one_of(expected, "another"));
        Self(Error::new(UNKNOWN_VALUE, message).with_detail("found", found))
    }

    fn unknown_field(name: &str, expected: &'static [&'static str]) -> Self {
        Self::field(
            UNKNOWN_FIELD,
            name,
            &format!("is not known here; expected {}", one_of(expected, "no field")),
        )
    }

    fn missing_field(name: &'static str) -> Self {
        Self::field(MISSING_FIELD, name, "is missing").in_field(name)
    }

    fn duplicate_field(name: &'static str) -> Self {
        Self::field(DUPLICATE_FIELD, name, "stands twice").in_field(name)
    }
}

pub(super) fn too_deep() -> Error {
    Error::new(TOO_DEEP, format!("the request is nested deeper than {MAX_DEPTH}"))
        .with_detail("limit", MAX_DEPTH.to_string())
}

/// The words that could stand there.
fn one_of(words: &[&str], none: &str) -> String {
    match words {
        [] => none.to_owned(),
        [one] => format!("`{one}`"),
        [one, other] => format!("`{one}` or `{other}`"),
        many => format!("one of `{}`", many.join("`, `")),
    }
}

/// What was found, without a word of Rust's.
fn found_words(found: Unexpected<'_>) -> String {
    let word = match found {
        Unexpected::Unit | Unexpected::Option => "null",
        Unexpected::Seq => "an array",
        Unexpected::Map
        | Unexpected::NewtypeStruct
        | Unexpected::NewtypeVariant
        | Unexpected::StructVariant
        | Unexpected::TupleVariant => "an object",
        Unexpected::UnitVariant => "a bare name",
        Unexpected::Other(text) => return clip(text),
        Unexpected::Bool(value) => return format!("`{value}`"),
        Unexpected::Unsigned(value) => return format!("`{value}`"),
        Unexpected::Signed(value) => return format!("`{value}`"),
        Unexpected::Float(value) => return format!("`{value:?}`"),
        Unexpected::Char(value) => return format!("`{value}`"),
        Unexpected::Str(text) => return format!("the string `{}`", clip(text)),
        Unexpected::Enum => "a name",
        Unexpected::Bytes(_) => "bytes",
    };
    word.to_owned()
}

/// What was expected, without a word of Rust's.
fn expected_words(expected: &dyn Expected) -> String {
    let expected = expected.to_string();
    let words = match expected.as_str() {
        "a sequence" => "an array",
        "a map" => "an object",
        "u8" => "an integer from 0 to 255",
        "u16" => "an integer from 0 to 65535",
        "u32" => "an integer from 0 to 4294967295",
        "u64" | "usize" => "an integer from 0 to 2^53",
        "i32" => "an integer from -2147483648 to 2147483647",
        "i64" | "isize" => "an integer of at most 2^53 either way",
        "newtype variant" => "an object with that name as its only field",
        "unit variant" => "a bare name",
        _ if expected.starts_with("struct variant") => "an object with that name as its only field",
        _ if expected.starts_with("struct ") => "an object",
        _ if expected.starts_with("enum ") => "a name",
        other => return clip(other),
    };
    words.to_owned()
}

/// Untrusted text inside a message stays short, and on one line.
pub(crate) fn clip(text: &str) -> String {
    clip_to(SHOWN, text)
}

/// Untrusted text cut to so many characters.
pub(crate) fn clip_to(shown: usize, text: &str) -> String {
    let printable = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    let mut short: String = text.chars().take(shown).map(printable).collect();
    if text.chars().nth(shown).is_some() {
        short.push('…');
    }
    short
}

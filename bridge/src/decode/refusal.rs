//! Why a request cannot be read: serde's sentences, turned into codes, paths and words that fit every language.

use super::MAX_DEPTH;
use crate::error::{
    DUPLICATE_FIELD, MALFORMED, MISSING_FIELD, RANGE, TOO_DEEP, TYPE, UNKNOWN_FIELD, UNKNOWN_VALUE,
};
use kalends::Error;
use kalends::error::ErrorCode;
use serde::de::IgnoredAny;
use serde_json::error::Category;
use serde_path_to_error::{Path, Segment};

/// Quoted text stays this short.
const SHOWN: usize = 64;

/// The error for a request that serde refused.
pub(super) fn of(json: &[u8], path: &Path, error: &serde_json::Error) -> Error {
    if depth(json) > MAX_DEPTH {
        return Error::new(TOO_DEEP, format!("the request is nested deeper than {MAX_DEPTH}"))
            .with_detail("limit", MAX_DEPTH.to_string());
    }
    let refused = match error.classify() {
        Category::Data => match serde_json::from_slice::<IgnoredAny>(json) {
            Ok(_) => data(&sentence(error)),
            Err(error) => return malformed(&error),
        },
        Category::Syntax | Category::Eof | Category::Io => syntax(json, error),
    };
    within(refused, path)
}

/// The error for text that is not JSON.
pub(super) fn malformed(error: &serde_json::Error) -> Error {
    let (line, column) = (error.line(), error.column());
    Error::new(MALFORMED, format!("not JSON at line {line} column {column}: {}", clip(&sentence(error))))
        .with_detail("line", line.to_string())
        .with_detail("column", column.to_string())
}

/// serde's sentence, in the house's grammar.
fn sentence(error: &serde_json::Error) -> String {
    let (text, place) = (error.to_string(), format!(" at line {} column {}", error.line(), error.column()));
    text.strip_suffix(&place).unwrap_or(&text).to_owned()
}

fn syntax(json: &[u8], error: &serde_json::Error) -> Error {
    match sentence(error).as_str() {
        "number out of range" => Error::new(RANGE, "the number is out of range"),
        // The text is JSON, but serde_json met something else than the one name that an enum needs.
        "expected value" if serde_json::from_slice::<IgnoredAny>(json).is_ok() => {
            Error::new(TYPE, "found another value; expected a name, or an object with one field")
        }
        _ => malformed(error),
    }
}

/// Sorts a sentence about a value. The forms are those of `serde::de::Error`; whatever is none of them comes from a
/// checked value and carries its own code.
fn data(text: &str) -> Error {
    if let Some(rest) = text.strip_prefix("unknown field `") {
        let (name, expected) = rest.rsplit_once("`, expected ").unwrap_or((rest, "no field"));
        return field(UNKNOWN_FIELD, name, &format!("is not known here; expected {expected}"));
    }
    if let Some(rest) = text.strip_prefix("missing field `") {
        let name = rest.trim_end_matches('`');
        return field(MISSING_FIELD, name, "is missing").in_field(name);
    }
    if let Some(rest) = text.strip_prefix("duplicate field `") {
        let name = rest.trim_end_matches('`');
        return field(DUPLICATE_FIELD, name, "stands twice").in_field(name);
    }
    if let Some(rest) = text.strip_prefix("unknown variant `") {
        let (found, expected) = rest.rsplit_once("`, expected ").unwrap_or((rest, "another"));
        let found = clip(found);
        let message = format!("found `{found}`; expected {expected}");
        return Error::new(UNKNOWN_VALUE, message).with_detail("found", found);
    }
    for (prefix, code) in [("invalid type: ", TYPE), ("invalid length ", TYPE), ("invalid value: ", RANGE)] {
        if let Some(rest) = text.strip_prefix(prefix) {
            let (found, expected) = rest.rsplit_once(", expected ").unwrap_or((rest, "another value"));
            let message = format!("found {}; expected {}", found_words(found), expected_words(expected));
            return Error::new(code, message);
        }
    }
    kalends::wire::recover(text).unwrap_or_else(|| Error::new(TYPE, clip(text)))
}

fn field(code: &'static ErrorCode, name: &str, what: &str) -> Error {
    let name = clip(name);
    Error::new(code, format!("field `{name}` {what}")).with_detail("field", name)
}

/// What was found, without a word of Rust's.
fn found_words(found: &str) -> String {
    match found {
        "null" => "null".to_owned(),
        "sequence" => "an array".to_owned(),
        "map" | "newtype variant" | "struct variant" | "tuple variant" => "an object".to_owned(),
        "unit variant" => "a bare name".to_owned(),
        _ => match (found.split_once('`'), found.strip_prefix("string \"")) {
            (_, Some(text)) => format!("the string `{}`", clip(text.trim_end_matches('"'))),
            (Some((_, value)), None) => format!("`{}`", clip(value.trim_end_matches('`'))),
            (None, None) => clip(found),
        },
    }
}

/// What was expected, without a word of Rust's.
fn expected_words(expected: &str) -> String {
    let words = match expected {
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

/// The error with the place that serde_path_to_error followed, from the inside out.
fn within(error: Error, path: &Path) -> Error {
    path.iter().rev().fold(error, |error, segment| match segment {
        Segment::Seq { index } => error.in_index(*index),
        Segment::Map { key } => error.in_field(&clip(key)),
        Segment::Enum { variant } => error.in_field(&clip(variant)),
        Segment::Unknown => error,
    })
}

/// The deepest nesting of the text, whether or not it is JSON.
fn depth(json: &[u8]) -> usize {
    let (mut now, mut most, mut quoted, mut escaped) = (0_usize, 0, false, false);
    for byte in json {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => now += 1,
            b']' | b'}' if !quoted => now = now.saturating_sub(1),
            _ => {}
        }
        most = now.max(most);
    }
    most
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

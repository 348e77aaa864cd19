//! Whether a request is JSON at all, through and through, before anybody reads it.

use super::MAX_DEPTH;
use super::refusal::{clip, too_deep};
use crate::error::{MALFORMED, RANGE};
use kalends::{Error, Result};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_path_to_error::{Path, Segment};
use std::fmt;

/// The text, all of which is one JSON value: Unicode, no deeper than allowed, no number beyond a double's range.
///
/// # Errors
/// `wire.malformed`, `wire.too-deep`, `wire.range`.
pub(super) fn json(bytes: &[u8]) -> Result<&str> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let outcome = Json::deserialize(&mut reader).and_then(|Json| reader.end());
    match (outcome, std::str::from_utf8(bytes)) {
        (Ok(()), Ok(text)) => Ok(text),
        (Err(error), _) => Err(refused(bytes, &error)),
        (Ok(()), Err(error)) => Err(Error::new(MALFORMED, format!("the text is not Unicode: {error}"))),
    }
}

/// Any value, looked at and forgotten. serde's `IgnoredAny` would pass over halves of letters and endless numbers.
struct Json;

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self)
    }
}

macro_rules! passed {
    ($($method:ident($ty:ty))*) => { $(
        fn $method<E>(self, _: $ty) -> Result<Self, E> {
            Ok(self)
        }
    )* };
}

impl<'de> Visitor<'de> for Json {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    passed! { visit_bool(bool) visit_u64(u64) visit_i64(i64) visit_f64(f64) visit_str(&str) }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Self, A::Error> {
        while elements.next_element::<Self>()?.is_some() {}
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self, A::Error> {
        while members.next_entry::<Self, Self>()?.is_some() {}
        Ok(self)
    }
}

/// The error for text that is not JSON, with the path to where it breaks off.
#[cold]
fn refused(bytes: &[u8], error: &serde_json::Error) -> Error {
    if depth(bytes) > MAX_DEPTH {
        return too_deep();
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let place = serde_path_to_error::deserialize::<_, Json>(&mut reader).err();
    let refused = match sentence(error).as_str() {
        "number out of range" => Error::new(RANGE, "the number is out of range"),
        sentence => malformed(error, sentence),
    };
    place.iter().fold(refused, |refused, place| within(refused, place.path()))
}

fn malformed(error: &serde_json::Error, sentence: &str) -> Error {
    let (line, column) = (error.line(), error.column());
    Error::new(MALFORMED, format!("not JSON at line {line} column {column}: {}", clip(sentence)))
        .with_detail("line", line.to_string())
        .with_detail("column", column.to_string())
}

/// serde_json's sentence, without the place.
fn sentence(error: &serde_json::Error) -> String {
    let (text, place) = (error.to_string(), format!(" at line {} column {}", error.line(), error.column()));
    text.strip_suffix(&place).unwrap_or(&text).to_owned()
}

/// The error with the place that serde_path_to_error followed, from the inside out.
fn within(error: Error, path: &Path) -> Error {
    path.iter().rev().fold(error, |error, segment| match segment {
        Segment::Seq { index } => error.in_index(*index),
        Segment::Map { key } => error.in_field(&clip(key)),
        Segment::Enum { .. } | Segment::Unknown => error,
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

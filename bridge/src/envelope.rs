//! The form of every answer: `{"ok":…}` or `{"error":{code,category,message,path,details}}`.

use crate::decode::clip_to;
use kalends::Error;
use serde::Serialize;
use serde::ser::SerializeMap;

/// Texts of an error are cut to this many characters, whatever was quoted in them.
const LONGEST: usize = 2_000;

#[derive(Serialize)]
struct Ok<'a, T> {
    ok: &'a T,
}

#[derive(Serialize)]
struct Refused<'a> {
    error: Record<'a>,
}

#[derive(Serialize)]
struct Record<'a> {
    code: &'a str,
    category: &'a str,
    message: String,
    path: String,
    details: Details<'a>,
}

struct Details<'a>(&'a Error);

impl Serialize for Details<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let details = self.0.details();
        let mut map = serializer.serialize_map(Some(details.len()))?;
        for (name, value) in details {
            map.serialize_entry(name, &clip_to(LONGEST, value))?;
        }
        map.end()
    }
}

/// Appends an answer.
///
/// # Errors
/// The sentence of serde for an answer that has no JSON; `out` is then as it was.
pub(crate) fn answer<T: Serialize>(value: &T, out: &mut Vec<u8>) -> Result<(), String> {
    append(&Ok { ok: value }, out)
}

/// Appends an error.
pub(crate) fn error(error: &Error, out: &mut Vec<u8>) {
    let record = Record {
        code: error.code(),
        category: error.category().as_str(),
        message: clip_to(LONGEST, error.message()),
        path: clip_to(LONGEST, error.path()),
        details: Details(error),
    };
    let written = append(&Refused { error: record }, out);
    debug_assert!(written.is_ok(), "{written:?}");
}

fn append<T: Serialize>(value: &T, out: &mut Vec<u8>) -> Result<(), String> {
    let before = out.len();
    serde_json::to_writer(&mut *out, value).map_err(|error| {
        out.truncate(before);
        error.to_string()
    })
}

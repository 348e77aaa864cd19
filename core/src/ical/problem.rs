use crate::error::{Error, IcalProblem};
use std::fmt;

/// Most problems listed in one answer; the rest are counted.
const LISTED: usize = 1_000;

/// Something in a calendar that is not as it should be, and was read anyway.
///
/// A problem never stops the reading: it says what was found and at which line, so that a person can be told why an
/// event is missing. Its code is stable; [`crate::error::codes`] lists them all with their meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    line: usize,
    error: Error,
}

impl Problem {
    pub(super) fn new(line: usize, error: impl Into<Error>) -> Self {
        Self { line, error: error.into() }
    }

    /// The line of the file, from 1; CRLF, LF and a lone CR each end one.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The stable code, `ical.*` or the code of the core error that the line led to.
    pub fn code(&self) -> &'static str {
        self.error.code()
    }

    /// The sentence for people.
    pub fn message(&self) -> &str {
        self.error.message()
    }

    /// The values that the sentence speaks of, by name.
    pub fn details(&self) -> &[(&'static str, String)] {
        self.error.details()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {} [{}]", self.line, self.error.message(), self.error.code())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Problem {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut fields = serializer.serialize_struct("Problem", 3)?;
        fields.serialize_field("line", &self.line)?;
        fields.serialize_field("code", self.code())?;
        fields.serialize_field("message", self.message())?;
        fields.end()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Problem {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "CalendarProblem".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "object",
            "description": "something in a calendar that is not as it should be, and was read anyway",
            "required": ["line", "code", "message"],
            "properties": {
                "line": { "type": "integer", "minimum": 1 },
                "code": { "type": "string" },
                "message": { "type": "string" }
            }
        })
    }
}

/// Problems as they are met: a hostile file can have millions, so the list has an end.
#[derive(Clone, Debug, Default)]
pub(super) struct Problems {
    list: Vec<Problem>,
    more: usize,
}

impl From<Vec<Problem>> for Problems {
    fn from(list: Vec<Problem>) -> Self {
        Self { list, more: 0 }
    }
}

impl Problems {
    /// Notes a problem; the error is built only if it is listed.
    pub(super) fn note<E: Into<Error>>(&mut self, line: usize, error: impl FnOnce() -> E) {
        if self.list.len() < LISTED {
            self.list.push(Problem::new(line, error()));
        } else {
            self.more += 1;
        }
    }

    /// In order of lines, with a last entry that counts what is not listed.
    pub(super) fn finish(mut self) -> Vec<Problem> {
        self.list.sort_by_key(Problem::line);
        if self.more > 0 {
            let line = self.list.last().map_or(1, Problem::line);
            self.list.push(Problem::new(line, IcalProblem::MoreProblems { more: self.more }));
        }
        self.list
    }
}

use super::parse::Entry;
use super::part::Part;
use crate::error::{Error, Result};
use std::fmt;
use std::str::FromStr;

/// What becomes of a date that the calendar lacks, such as 31 April: the SKIP part of RFC 7529.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Skip {
    /// It is left out, as in RFC 5545.
    #[default]
    Omit,
    /// It moves to the last day before: 30 April.
    Backward,
    /// It moves to the first day after: 1 May.
    Forward,
}

impl Skip {
    pub(super) const ALL: [Self; 3] = [Self::Omit, Self::Backward, Self::Forward];

    /// The word of RFC 7529.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Omit => "OMIT",
            Self::Backward => "BACKWARD",
            Self::Forward => "FORWARD",
        }
    }
}

impl fmt::Display for Skip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Skip {
    type Err = Error;

    /// The word of RFC 7529, in either case.
    ///
    /// # Errors
    /// `recur.malformed`.
    fn from_str(text: &str) -> Result<Self> {
        Entry::alone(Part::Skip, text).skip(text)
    }
}

crate::wire::text_serde!(Skip, "what becomes of dates that the calendar lacks", "^(OMIT|BACKWARD|FORWARD)$");

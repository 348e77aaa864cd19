use super::parse::Entry;
use super::part::Part;
use crate::error::{Error, Result};
use std::fmt;
use std::str::FromStr;

/// How long the period of a rule is: the FREQ part. Ordered from short to long.
///
/// # Example
/// ```
/// use kalends::recur::Freq;
/// assert!(Freq::Hourly < Freq::Daily);
/// assert_eq!(Freq::Weekly.as_str(), "WEEKLY");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Freq {
    /// Every second.
    Secondly,
    /// Every minute.
    Minutely,
    /// Every hour.
    Hourly,
    /// Every day.
    Daily,
    /// Every week, from WKST to the day before it.
    Weekly,
    /// Every calendar month.
    Monthly,
    /// Every calendar year.
    Yearly,
}

impl Freq {
    pub(super) const ALL: [Self; 7] = [
        Self::Secondly,
        Self::Minutely,
        Self::Hourly,
        Self::Daily,
        Self::Weekly,
        Self::Monthly,
        Self::Yearly,
    ];

    /// The word of RFC 5545.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Secondly => "SECONDLY",
            Self::Minutely => "MINUTELY",
            Self::Hourly => "HOURLY",
            Self::Daily => "DAILY",
            Self::Weekly => "WEEKLY",
            Self::Monthly => "MONTHLY",
            Self::Yearly => "YEARLY",
        }
    }

    /// Whether the period is shorter than a day, so that the rule needs a start with a time.
    pub const fn is_subdaily(self) -> bool {
        matches!(self, Self::Secondly | Self::Minutely | Self::Hourly)
    }
}

impl fmt::Display for Freq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Freq {
    type Err = Error;

    /// The word of RFC 5545, in either case.
    ///
    /// # Errors
    /// `recur.malformed`.
    fn from_str(text: &str) -> Result<Self> {
        Entry::alone(Part::Freq, text).freq(text)
    }
}

crate::wire::text_serde!(
    Freq,
    "how long the period of a rule is",
    "^(SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)$"
);

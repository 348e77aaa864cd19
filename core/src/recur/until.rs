use super::check;
use super::parse::Entry;
use super::part::Part;
use crate::error::{Error, Result};
use crate::time::{MAX_INSTANT, MIN_INSTANT};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike, Utc};
use std::fmt;
use std::str::FromStr;

/// The bound of a rule: the UNTIL part, inclusive.
///
/// Its form has to fit the start (RFC 5545 §3.3.10): a date for a date, a local time for a floating start, UTC for a
/// zoned one. It is compared as an instant: `20240401T080000Z` includes 09:00 in London on 1 April, summer time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Until {
    /// `20270131`, for starts that are dates.
    Date(NaiveDate),
    /// `20270131T090000`, for floating starts.
    Local(NaiveDateTime),
    /// `20270131T080000Z`, for zoned starts.
    Utc(DateTime<Utc>),
}

impl Until {
    /// Reads the text of RFC 5545: a DATE or DATE-TIME without dashes and colons.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (date, rest) = text.split_at_checked(8)?;
        let date = read_date(date)?;
        if rest.is_empty() {
            return Some(Self::Date(date));
        }
        let (time, zulu) = rest.strip_prefix(['T', 't'])?.split_at_checked(6)?;
        let [hour, minute, second] = read_pairs(time)?;
        let wall = date.and_hms_opt(hour, minute, second)?;
        match zulu {
            "" => Some(Self::Local(wall)),
            "Z" | "z" => Some(Self::Utc(wall.and_utc())),
            _ => None,
        }
    }

    /// Whether it is a whole second within the years that are supported, so that its text can be read back.
    pub(super) fn is_supported(self) -> bool {
        let wall = match self {
            Self::Date(date) => date.into(),
            Self::Local(wall) => wall,
            Self::Utc(time) => time.naive_utc(),
        };
        wall.nanosecond() == 0 && (MIN_INSTANT.naive_utc()..=MAX_INSTANT.naive_utc()).contains(&wall)
    }
}

fn read_date(text: &str) -> Option<NaiveDate> {
    let (century, rest) = text.split_at_checked(2)?;
    let [year, month, day] = read_pairs(rest)?;
    let century = read_pair(century)?;
    NaiveDate::from_ymd_opt(i32::try_from(century * 100 + year).ok()?, month, day)
        .filter(|date| date.year() > 0)
}

fn read_pairs(text: &str) -> Option<[u32; 3]> {
    let (a, rest) = text.split_at_checked(2)?;
    let (b, c) = rest.split_at_checked(2)?;
    Some([read_pair(a)?, read_pair(b)?, read_pair(c)?])
}

fn read_pair(text: &str) -> Option<u32> {
    match text.as_bytes() {
        [a, b] if a.is_ascii_digit() && b.is_ascii_digit() => {
            Some(u32::from(a - b'0') * 10 + u32::from(b - b'0'))
        }
        _ => None,
    }
}

impl fmt::Display for Until {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => write!(f, "{}", date.format("%Y%m%d")),
            Self::Local(wall) => write!(f, "{}", wall.format("%Y%m%dT%H%M%S")),
            Self::Utc(time) => write!(f, "{}", time.format("%Y%m%dT%H%M%SZ")),
        }
    }
}

impl FromStr for Until {
    type Err = Error;

    /// A DATE or DATE-TIME of RFC 5545; its form says which it is.
    ///
    /// # Errors
    /// `recur.malformed`, `recur.range`.
    fn from_str(text: &str) -> Result<Self> {
        Entry::alone(Part::Until, text).until(text).and_then(check::until)
    }
}

crate::wire::text_serde!(
    Until,
    "the last moment of a rule, such as 20270131, 20270131T090000 or 20270131T080000Z",
    "^[0-9]{8}(T[0-9]{6}Z?)?$"
);

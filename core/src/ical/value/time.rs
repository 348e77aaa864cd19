use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};
use std::sync::Arc;

/// A DATE or DATE-TIME as a calendar writes it, before its zone is known.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Time {
    /// A date: the whole day, in whatever zone its reader is.
    Date(NaiveDate),
    /// A wall time without a zone: the same wall time wherever its reader is.
    Floating(NaiveDateTime),
    /// A time in UTC, written with a `Z`.
    Utc(NaiveDateTime),
    /// A wall time in a named zone.
    Zoned {
        /// What the clock on the wall shows.
        wall: NaiveDateTime,
        /// The zone's name in this file, not yet looked up.
        tzid: Arc<str>,
    },
}

impl Time {
    /// Reads a value; its form says what it is, since many exporters forget `VALUE=DATE`. The zone belongs to the
    /// property; a `Z` wins over it.
    ///
    /// A 60th second is read as the 59th (RFC 5545 §3.3.12), `T240000` as midnight of the next day. `None` for
    /// anything else that is not a time of the years 1 to 9999.
    pub(in crate::ical) fn read(text: &[u8], tzid: Option<&Arc<str>>) -> Option<Self> {
        let text = text.trim_ascii();
        let (date, rest) = text.split_at_checked(8)?;
        let date = read_date(date)?;
        let (time, utc) = match rest {
            [] => return Some(Self::Date(date)),
            [b'T' | b't', time @ .., b'Z' | b'z'] => (time, true),
            [b'T' | b't', time @ ..] => (time, false),
            _ => return None,
        };
        let wall = at(date, time)?;
        Some(match tzid {
            _ if utc => Self::Utc(wall),
            None => Self::Floating(wall),
            Some(tzid) => Self::Zoned { wall, tzid: Arc::clone(tzid) },
        })
    }

    /// Whether it is a date without a time.
    pub fn is_date(&self) -> bool {
        matches!(self, Self::Date(_))
    }

    /// What the clock on the wall shows; the start of the day for a date.
    pub fn wall(&self) -> NaiveDateTime {
        match self {
            Self::Date(date) => NaiveDateTime::from(*date),
            Self::Floating(wall) | Self::Utc(wall) | Self::Zoned { wall, .. } => *wall,
        }
    }
}

/// A number of decimal digits and nothing else.
pub(super) fn digits(text: &[u8]) -> Option<u32> {
    text.iter().try_fold(0u32, |sum, byte| {
        let digit = byte.is_ascii_digit().then(|| u32::from(byte - b'0'))?;
        sum.checked_mul(10)?.checked_add(digit)
    })
}

fn read_date(text: &[u8]) -> Option<NaiveDate> {
    let (year, month, day) = (text.get(..4)?, text.get(4..6)?, text.get(6..8)?);
    let date = NaiveDate::from_ymd_opt(digits(year)? as i32, digits(month)?, digits(day)?)?;
    in_range(date)
}

fn in_range(date: NaiveDate) -> Option<NaiveDate> {
    (1..=9999).contains(&date.year()).then_some(date)
}

fn at(date: NaiveDate, time: &[u8]) -> Option<NaiveDateTime> {
    if time.len() != 6 {
        return None;
    }
    let (hour, minute, second) =
        (digits(time.get(..2)?)?, digits(time.get(2..4)?)?, digits(time.get(4..6)?)?);
    if (hour, minute, second) == (24, 0, 0) {
        return date.checked_add_days(Days::new(1)).and_then(in_range)?.and_hms_opt(0, 0, 0);
    }
    date.and_hms_opt(hour, minute, if second == 60 { 59 } else { second })
}

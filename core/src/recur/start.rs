use super::Moment;
use crate::error::{Result, TimeError};
use crate::time::{MAX_INSTANT, MIN_INSTANT, parse_wall, wall_secs};
use crate::zone::Zone;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Timelike, Utc};

/// Where a series starts: DTSTART.
///
/// In a zone it is the wall time that recurs, not the instant: 09:00 in Paris stays 09:00 all year. A date or a
/// floating time has no zone of its own; the series is told which zone to read it in.
///
/// If the wall time lies in a gap, only the instances in a gap move; the others keep the wall time. If it lies in a
/// fold, its first occurrence is meant.
///
/// With serde it is `at`, a date or a wall time, and perhaps `zone`, a name that the built-in zones know.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "super::wire::RawStart", into = "super::wire::RawStart")
)]
#[non_exhaustive]
pub enum Start {
    /// A whole day: `DTSTART;VALUE=DATE`.
    Date(NaiveDate),
    /// A wall time in whatever zone the reader is in.
    Floating(NaiveDateTime),
    /// A wall time in a zone. UTC is a zone too: see [`Start::utc`].
    Zoned(NaiveDateTime, Zone),
}

impl Start {
    /// A start in UTC.
    pub const fn utc(time: DateTime<Utc>) -> Self {
        Self::Zoned(time.naive_utc(), Zone::utc())
    }

    /// The wall time, midnight for a date.
    pub fn wall(&self) -> NaiveDateTime {
        match self {
            Self::Date(date) => (*date).into(),
            Self::Floating(wall) | Self::Zoned(wall, _) => *wall,
        }
    }

    /// A date or a wall time as a start. What does not fit is refused in the words that ask for a wall time: an instant,
    /// and a date beside a zone.
    pub(super) fn read(at: Moment, zone: Option<Zone>) -> Result<Self> {
        let wall = match at {
            Moment::Date(date) if zone.is_none() => return Ok(Self::Date(date)),
            Moment::Wall(wall) => wall,
            other => parse_wall(&other.to_string())?,
        };
        Ok(zone.map_or(Self::Floating(wall), |zone| Self::Zoned(wall, zone)))
    }

    /// A start of the same kind at another wall time.
    pub(super) fn at(&self, wall: NaiveDateTime) -> Self {
        match self {
            Self::Date(_) => Self::Date(wall.date()),
            Self::Floating(_) => Self::Floating(wall),
            Self::Zoned(_, zone) => Self::Zoned(wall, zone.clone()),
        }
    }

    /// Whether it is a date.
    pub const fn is_date(&self) -> bool {
        matches!(self, Self::Date(_))
    }

    pub(super) const fn zone(&self) -> Option<&Zone> {
        if let Self::Zoned(_, zone) = self { Some(zone) } else { None }
    }

    pub(super) const fn expected(&self) -> &'static str {
        match self {
            Self::Date(_) => "a date, as the start is one",
            Self::Floating(_) => "a wall time, as the start is one",
            Self::Zoned(..) => "a wall time or an instant, as the start has a zone",
        }
    }
}

/// An instant with the wall time that named it, both in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) at: i64,
    pub(super) wall: i64,
}

pub(super) fn wall_place(wall: NaiveDateTime, zone: &Zone) -> Result<Place> {
    let wall = checked_wall(wall)?;
    Ok(Place { at: zone.compatible_secs(wall), wall })
}

/// The seconds of a wall time that is whole and within the supported years.
pub(super) fn checked_wall(wall: NaiveDateTime) -> Result<i64> {
    if wall.nanosecond() != 0 {
        return Err(TimeError::SubSecond { found: wall.to_string() }.into());
    }
    if !(MIN_INSTANT.naive_utc()..=MAX_INSTANT.naive_utc()).contains(&wall) {
        return Err(TimeError::OutOfRange { found: wall.to_string() }.into());
    }
    Ok(wall_secs(wall))
}

use super::start::{Place, Start, wall_place};
use crate::error::{Error, RecurError, Result};
use crate::time::{format_instant, parse_date, parse_tick, parse_wall, secs_of_instant};
use crate::zone::Zone;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use std::fmt;
use std::str::FromStr;

/// A value of RDATE, EXDATE or RECURRENCE-ID: a date, a wall time on the series' own clock, or an instant.
///
/// It has to fit the start: dates for a date, wall times for a floating start, wall times or instants for a zoned one.
/// In text the form says which it is.
///
/// # Example: the second 02:30 of a night is only to be said as an instant
/// ```
/// use kalends::recur::Moment;
/// assert!(matches!("2027-10-31".parse()?, Moment::Date(_)));
/// assert!(matches!("2027-10-31T02:30:00".parse()?, Moment::Wall(_)));
/// assert!(matches!("2027-10-31T02:30:00+01:00".parse()?, Moment::Instant(_)));
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Moment {
    /// `2027-01-31`: a date.
    Date(NaiveDate),
    /// `2027-01-31T09:00:00`: a wall time in the series' zone; in a gap and in a fold it is read as a start is.
    Wall(NaiveDateTime),
    /// `2027-01-31T08:00:00Z`: an instant.
    Instant(DateTime<Utc>),
}

impl From<NaiveDate> for Moment {
    fn from(date: NaiveDate) -> Self {
        Self::Date(date)
    }
}

impl From<NaiveDateTime> for Moment {
    fn from(wall: NaiveDateTime) -> Self {
        Self::Wall(wall)
    }
}

impl From<DateTime<Utc>> for Moment {
    fn from(time: DateTime<Utc>) -> Self {
        Self::Instant(time)
    }
}

impl Moment {
    /// The instant and the wall time, in seconds, that it means in a series.
    pub(super) fn place(self, part: &'static str, start: &Start, zone: &Zone) -> Result<Place> {
        match (self, start) {
            (Self::Date(date), Start::Date(_)) => return wall_place(date.into(), zone),
            (Self::Wall(wall), Start::Floating(_) | Start::Zoned(..)) => return wall_place(wall, zone),
            (Self::Instant(time), Start::Zoned(..)) => {
                let at = secs_of_instant(time)?;
                return Ok(Place { at, wall: zone.wall_secs(at) });
            }
            _ => {}
        }
        let (found, expected) = (self.to_string(), start.expected());
        Err(RecurError::DateType { part, found, expected }.into())
    }
}

impl FromStr for Moment {
    type Err = Error;

    /// # Errors
    /// `time.date`, `time.wall`, `time.instant`, `time.sub-second`, `time.out-of-range`.
    fn from_str(text: &str) -> Result<Self> {
        let Some((_, clock)) = text.split_once('T') else { return parse_date(text).map(Self::Date) };
        let has_offset = clock.contains(['Z', 'z', '+', '-']);
        if has_offset { parse_tick(text).map(Self::Instant) } else { parse_wall(text).map(Self::Wall) }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => write!(f, "{date}"),
            Self::Wall(wall) => write!(f, "{}", wall.format("%Y-%m-%dT%H:%M:%S")),
            Self::Instant(time) => f.write_str(&format_instant(*time)),
        }
    }
}

crate::wire::text_serde!(
    Moment,
    "a date, a wall time or an instant",
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})?)?$"
);

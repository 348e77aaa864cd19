use crate::failure;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use kalends::recur::Start;
use kalends::time::{parse_date, parse_tick, parse_wall};
use kalends::zone::Disambiguation;
use kalends::{Error, Result, Zone};
use std::str::FromStr;

/// A time as people write it: an instant, a reading of the wall clock, or a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeArgument {
    /// `2026-11-01T01:30:00-05:00`, or with `Z`.
    Instant(DateTime<Utc>),
    /// `2026-11-01T01:30`, seconds if wanted.
    Wall(NaiveDateTime),
    /// `2026-11-01`.
    Date(NaiveDate),
}

impl FromStr for TimeArgument {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        if !text.contains('T') {
            return parse_date(text).map(Self::Date);
        }
        let minutes = text.len() == "2026-11-01T01:30".len();
        let wall = if minutes { parse_wall(&format!("{text}:00")) } else { parse_wall(text) };
        match wall {
            Ok(wall) => Ok(Self::Wall(wall)),
            Err(_) => parse_tick(text).map(Self::Instant),
        }
    }
}

impl TimeArgument {
    /// The instant that it means in `zone`.
    ///
    /// A wall time that the clock skips or shows twice is refused: whoever means one of the two writes its offset. A
    /// date is its midnight, or the first instant of a date that has none.
    pub(crate) fn instant(self, zone: &Zone) -> Result<DateTime<Utc>> {
        match self {
            Self::Instant(instant) => Ok(instant),
            Self::Wall(wall) => zone.resolve(wall, Disambiguation::Reject),
            Self::Date(date) => zone.resolve(date.into(), Disambiguation::Clamp),
        }
    }

    /// Where a series starts that is told its start this way.
    ///
    /// A series recurs by wall time, and one that comes twice means its first: the second is refused, not moved.
    pub(crate) fn start(self, zone: &Zone) -> Result<Start> {
        match self {
            Self::Instant(instant) => {
                let wall = zone.wall(instant);
                if zone.resolve(wall, Disambiguation::Compatible)? != instant {
                    let wall = wall.format("%Y-%m-%dT%H:%M:%S");
                    let message = format!(
                        "`{wall}` comes twice in {}; a series can start at the first only",
                        zone.name()
                    );
                    return Err(failure::usage(message));
                }
                Ok(Start::Zoned(wall, zone.clone()))
            }
            Self::Wall(wall) => Ok(Start::Zoned(wall, zone.clone())),
            Self::Date(date) => Ok(Start::Date(date)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kalends::ZoneDb;

    #[test]
    fn an_hour_that_comes_twice_needs_its_offset() {
        let zone = ZoneDb::builtin().get("America/New_York").unwrap();
        let bare: TimeArgument = "2026-11-01T01:30".parse().unwrap();
        assert_eq!(bare.instant(&zone).unwrap_err().code(), "zone.fold");
        let second: TimeArgument = "2026-11-01T01:30:00-05:00".parse().unwrap();
        assert_eq!(second.instant(&zone).unwrap(), parse_tick("2026-11-01T06:30:00Z").unwrap());
    }

    #[test]
    fn a_series_starts_at_the_first_of_two() {
        let zone = ZoneDb::builtin().get("America/New_York").unwrap();
        let start = |text: &str| text.parse::<TimeArgument>().unwrap().start(&zone);
        let wall = parse_wall("2026-11-01T01:30:00").unwrap();
        assert_eq!(start("2026-11-01T01:30:00-04:00").unwrap(), Start::Zoned(wall, zone.clone()));
        assert_eq!(start("2026-11-01T01:30:00-05:00").unwrap_err().code(), "cli.usage");
    }

    #[test]
    fn a_date_is_its_midnight() {
        let zone = ZoneDb::builtin().get("Asia/Kolkata").unwrap();
        let date: TimeArgument = "2026-10-19".parse().unwrap();
        assert_eq!(date.instant(&zone).unwrap(), parse_tick("2026-10-18T18:30:00Z").unwrap());
    }

    #[test]
    fn other_text_is_refused() {
        assert_eq!("tomorrow".parse::<TimeArgument>().unwrap_err().code(), "time.date");
        assert_eq!("2026-10-19T9".parse::<TimeArgument>().unwrap_err().code(), "time.instant");
    }
}

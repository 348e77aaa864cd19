use super::start::Place;
use crate::interval::Interval;
use crate::time::{DAY, MAX_INSTANT, MIN_INSTANT, day_of_date, wall_of_secs};
use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use std::ops::RangeInclusive;

/// One time that a series takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Occurrence {
    /// When it starts.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::tick"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
    pub start: DateTime<Utc>,
    /// When it ends; the start itself if it takes no time.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::tick"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
    pub end: DateTime<Utc>,
    /// The local start that the rule or the date list named: its identity within the series, the same after it was
    /// moved. In a gap it is a time that the clock never showed; [`start`](Self::start) is when it takes place.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::wall"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::wall::schema"))]
    pub wall: NaiveDateTime,
}

impl Occurrence {
    #[inline(always)] // as part of a loop it keeps the date in registers
    pub(super) fn new(place: Place, end: i64, day: &mut Day) -> Self {
        let second;
        (*day, second) = day.to(place.wall);
        let start = day.instant(place.at);
        let end = if end == place.at { start } else { day.instant(end) };
        Self { start: clock(start).and_utc(), end: clock(end).and_utc(), wall: clock((day.date, second)) }
    }

    /// The time it takes up, or `None` if it takes none.
    pub fn span(&self) -> Option<Interval> {
        Interval::from_secs(self.start.timestamp(), self.end.timestamp())
    }
}

/// The day of the occurrence that came before: occurrences lie close together, and counting days on from a date costs a
/// fraction of finding it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Day {
    date: NaiveDate,
    /// When the date begins, on a clock of UTC.
    midnight: i64,
}

/// A date, and a second of it. By itself it stays in registers, which chrono's twelve bytes do not.
type Tick = (NaiveDate, i64);

#[inline(always)]
fn clock((date, second): Tick) -> NaiveDateTime {
    let second = u32::try_from(second).ok();
    let time = second.and_then(|second| NaiveTime::from_num_seconds_from_midnight_opt(second, 0));
    date.and_time(time.unwrap_or_default()) // below a day
}

impl Day {
    /// The date of an instant, which mostly is this one; it saturates at the supported range.
    #[inline(always)]
    fn instant(self, at: i64) -> Tick {
        let second = at.wrapping_sub(self.midnight);
        if SUPPORTED.contains(&at) && (0..DAY).contains(&second) {
            (self.date, second)
        } else {
            self.other(at)
        }
    }

    #[inline(never)] // few need it, and the others are read as one run of code without it
    fn other(self, at: i64) -> Tick {
        let (day, second) = self.to(at.clamp(*SUPPORTED.start(), *SUPPORTED.end()));
        (day.date, second)
    }

    /// The day of some seconds, and the second of the day.
    #[inline(always)]
    fn to(mut self, secs: i64) -> (Self, i64) {
        let mut second = secs.wrapping_sub(self.midnight);
        while (DAY..NEAR * DAY).contains(&second)
            && let Some(next) = self.date.succ_opt()
        {
            (self.date, self.midnight, second) = (next, self.midnight + DAY, second - DAY);
        }
        if !(0..DAY).contains(&second) {
            self = self.far(secs.div_euclid(DAY));
            second = secs - self.midnight;
        }
        (self, second)
    }

    #[inline(never)]
    fn far(self, day: i64) -> Self {
        let date = match day.wrapping_sub(self.midnight / DAY) {
            ahead @ 1..=366 => self.date.checked_add_days(Days::new(ahead as u64)), // positive
            -1 => self.date.pred_opt(),
            _ => None,
        };
        let date = date.unwrap_or_else(|| wall_of_secs(day.saturating_mul(DAY)).date());
        Self { date, midnight: i64::from(day_of_date(date)) * DAY }
    }
}

/// Up to here days are counted on one by one.
const NEAR: i64 = 4;
const SUPPORTED: RangeInclusive<i64> = MIN_INSTANT.timestamp()..=MAX_INSTANT.timestamp();

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Occurrence {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let RawOccurrence { start, end, wall } = RawOccurrence::deserialize(deserializer)?;
        if start != end {
            Interval::new(start, end).map_err(|error| crate::wire::refuse(&error))?;
        }
        Ok(Self { start, end, wall })
    }
}

/// An occurrence as it was written, which may end before it starts.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOccurrence {
    #[serde(with = "crate::time::wire::tick")]
    start: DateTime<Utc>,
    #[serde(with = "crate::time::wire::tick")]
    end: DateTime<Utc>,
    #[serde(with = "crate::time::wire::wall")]
    wall: NaiveDateTime,
}

use super::start::Place;
use crate::interval::Interval;
use crate::time::{DAY, MAX_INSTANT, MIN_INSTANT, day_of_date, instant_of_secs, wall_of_secs};
use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, Utc};

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
    #[inline(always)]
    pub(super) fn new(place: Place, end: i64, dates: &mut Dates) -> Self {
        let (start, wall) = dates.both(place);
        Self { start, end: if end == place.at { start } else { dates.instant(end) }, wall }
    }

    /// The time it takes up, or `None` if it takes none.
    pub fn span(&self) -> Option<Interval> {
        Interval::from_secs(self.start.timestamp(), self.end.timestamp())
    }
}

/// Turns seconds into chrono's types, from the date that came before: occurrences lie close together, and counting days
/// on from a date costs a fraction of finding it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Dates {
    date: NaiveDate,
    /// When the date begins, on a clock of UTC.
    midnight: i64,
}

impl Dates {
    /// An instant and the wall time there, which mostly share the date.
    #[inline(always)] // through memory the twelve bytes of a date and time stall the next read
    fn both(&mut self, place: Place) -> (DateTime<Utc>, NaiveDateTime) {
        let (date, second) = self.split(place.wall);
        let start = match time_of_day(second - (place.wall - place.at)) {
            Some(time) if supported(place.at) => date.and_time(time).and_utc(),
            _ => self.instant(place.at),
        };
        (start, date.and_time(time_of_day(second).unwrap_or_default())) // below a day
    }

    #[inline(never)] // few need it, and the others are read as one run of code without it
    fn instant(&mut self, at: i64) -> DateTime<Utc> {
        if !supported(at) {
            return instant_of_secs(at);
        }
        let (date, second) = self.split(at);
        date.and_time(time_of_day(second).unwrap_or_default()).and_utc() // below a day
    }

    /// The date and the second of the day.
    #[inline(always)]
    fn split(&mut self, secs: i64) -> (NaiveDate, i64) {
        let mut second = secs.wrapping_sub(self.midnight);
        while (DAY..NEAR * DAY).contains(&second)
            && let Some(next) = self.date.succ_opt()
        {
            (self.date, self.midnight, second) = (next, self.midnight + DAY, second - DAY);
        }
        if !(0..DAY).contains(&second) {
            self.step(secs.div_euclid(DAY));
            second = secs - self.midnight;
        }
        (self.date, second)
    }

    /// To a day that is not near.
    #[inline(never)]
    fn step(&mut self, day: i64) {
        let date = match day.wrapping_sub(self.midnight / DAY) {
            ahead @ 1..=366 => self.date.checked_add_days(Days::new(ahead as u64)), // positive
            -1 => self.date.pred_opt(),
            _ => None,
        };
        self.date = date.unwrap_or_else(|| wall_of_secs(day.saturating_mul(DAY)).date());
        self.midnight = i64::from(day_of_date(self.date)) * DAY;
    }
}

/// Up to here days are counted on one by one.
const NEAR: i64 = 4;

#[inline(always)]
fn time_of_day(second: i64) -> Option<NaiveTime> {
    NaiveTime::from_num_seconds_from_midnight_opt(u32::try_from(second).ok()?, 0)
}

#[inline(always)]
fn supported(at: i64) -> bool {
    (MIN_INSTANT.timestamp()..=MAX_INSTANT.timestamp()).contains(&at)
}

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

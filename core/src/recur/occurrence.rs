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
        let start = dates.instant(place.at);
        Self {
            start,
            end: if end == place.at { start } else { dates.instant(end) },
            wall: if place.wall == place.at { start.naive_utc() } else { dates.wall(place.wall) },
        }
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
    day: i64,
    date: NaiveDate,
}

impl Dates {
    #[inline(always)] // through memory the twelve bytes of a date and time stall the next read
    fn instant(&mut self, at: i64) -> DateTime<Utc> {
        if (MIN_INSTANT.timestamp()..=MAX_INSTANT.timestamp()).contains(&at) {
            self.wall(at).and_utc()
        } else {
            instant_of_secs(at)
        }
    }

    #[inline(always)]
    fn wall(&mut self, wall: i64) -> NaiveDateTime {
        let day = wall.div_euclid(DAY);
        let second = wall - day * DAY;
        let date = match day.wrapping_sub(self.day) {
            0 => Some(self.date),
            ahead @ 1..=366 => self.date.checked_add_days(Days::new(ahead as u64)), // positive
            -1 => self.date.pred_opt(),
            _ => None,
        };
        self.date = date.unwrap_or_else(|| wall_of_secs(wall).date());
        self.day = if date.is_some() { day } else { i64::from(day_of_date(self.date)) };
        let time = NaiveTime::from_num_seconds_from_midnight_opt(second as u32, 0); // below a day
        self.date.and_time(time.unwrap_or_default())
    }
}

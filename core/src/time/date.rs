use super::DAY;
use super::instant::clip;
use crate::error::{Result, TimeError};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike};

/// The first date, 0001-01-01.
pub const MIN_DATE: NaiveDate = NaiveDate::from_ymd_opt(1, 1, 1).unwrap();
/// The last date, 9999-12-31.
pub const MAX_DATE: NaiveDate = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap();

/// Reads a date, `2027-01-31`.
///
/// # Errors
/// `time.date` for other text, `time.out-of-range` outside the years 1 to 9999.
pub fn parse_date(text: &str) -> Result<NaiveDate> {
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .filter(|_| text.len() == 10 || text.starts_with(['-', '+']))
        .ok_or_else(|| TimeError::Date { found: clip(text) })?;
    if !(1..=9999).contains(&date.year()) {
        return Err(TimeError::OutOfRange { found: clip(text) }.into());
    }
    Ok(date)
}

/// Reads a wall time, `2027-01-31T09:00:00`.
///
/// # Errors
/// `time.wall` for other text, `time.sub-second` for a fraction or a leap second, `time.out-of-range` outside the
/// years 1 to 9999.
pub fn parse_wall(text: &str) -> Result<NaiveDateTime> {
    let wall = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f")
        .map_err(|_| TimeError::Wall { found: clip(text) })?;
    if wall.nanosecond() != 0 {
        return Err(TimeError::SubSecond { found: clip(text) }.into());
    }
    if !(1..=9999).contains(&wall.year()) {
        return Err(TimeError::OutOfRange { found: clip(text) }.into());
    }
    Ok(wall)
}

/// Days since 1970-01-01.
pub(crate) fn day_of_date(date: NaiveDate) -> i32 {
    date.to_epoch_days()
}

/// The date of a day number; saturates at the supported range.
pub(crate) fn date_of_day(day: i32) -> NaiveDate {
    NaiveDate::from_epoch_days(day)
        .unwrap_or(if day < 0 { MIN_DATE } else { MAX_DATE })
        .clamp(MIN_DATE, MAX_DATE)
}

/// A wall time as seconds since 1970-01-01T00:00:00 on the same wall.
pub(crate) fn wall_secs(wall: NaiveDateTime) -> i64 {
    wall.and_utc().timestamp()
}

/// The wall time of wall seconds; saturates at chrono's range.
pub(crate) fn wall_of_secs(secs: i64) -> NaiveDateTime {
    match DateTime::from_timestamp(secs, 0) {
        Some(time) => time.naive_utc(),
        None => date_of_day((secs / DAY).clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32).into(),
    }
}

/// Dates from one to another, both inclusive, either end open.
///
/// # Example
/// ```
/// use kalends::time::{DateRange, parse_date};
/// let january = DateRange::new(Some(parse_date("2027-01-01")?), Some(parse_date("2027-01-31")?))?;
/// assert!(january.contains(parse_date("2027-01-31")?));            // the last day counts
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "super::wire::RawDateRange", into = "super::wire::RawDateRange")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "super::wire::RawDateRange"))]
pub struct DateRange {
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

impl DateRange {
    /// Every date.
    pub const ALWAYS: Self = Self { from: None, until: None };

    /// From `from` until `until`, both inclusive; `None` is open.
    ///
    /// # Errors
    /// `time.range-reversed` when `until` is before `from`.
    pub fn new(from: Option<NaiveDate>, until: Option<NaiveDate>) -> Result<Self> {
        match (from, until) {
            (Some(from), Some(until)) if until < from => {
                Err(TimeError::RangeReversed { from: from.to_string(), until: until.to_string() }.into())
            }
            _ => Ok(Self { from, until }),
        }
    }

    /// One date.
    pub const fn day(date: NaiveDate) -> Self {
        Self { from: Some(date), until: Some(date) }
    }

    /// The first date, if there is one.
    pub const fn from(self) -> Option<NaiveDate> {
        self.from
    }

    /// The last date, if there is one.
    pub const fn until(self) -> Option<NaiveDate> {
        self.until
    }

    /// Whether `date` lies in the range.
    pub fn contains(self, date: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= date) && self.until.is_none_or(|until| date <= until)
    }

    /// A date that both ranges hold, if any.
    pub fn overlap(self, other: Self) -> Option<NaiveDate> {
        let from = self.from.max(other.from).unwrap_or(MIN_DATE);
        (self.contains(from) && other.contains(from)).then_some(from)
    }
}

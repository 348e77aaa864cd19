//! Questions that are read once and asked often, with answers as columns: for hosts in which building a record for each
//! answer costs more than finding it.
//!
//! A column holds milliseconds since 1970 as floating-point numbers, which are exact here: whole seconds of the years 1
//! to 9999. A bound between two seconds counts as the later one: what starts at whole seconds starts on the same side.

#[cfg(feature = "recur")]
mod series;
#[cfg(feature = "slots")]
mod slots;
#[cfg(feature = "zone")]
mod zone;

#[cfg(feature = "recur")]
pub use series::PreparedSeries;
#[cfg(feature = "slots")]
pub use slots::{PreparedSlots, SlotColumns};

use crate::error::RANGE;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use kalends::interval::Interval;
use kalends::{Error, Result};

const MILLIS: f64 = 1000.0;

/// An instant as the number of a column.
pub(crate) fn millis(time: DateTime<Utc>) -> f64 {
    seconds(time.timestamp())
}

#[expect(clippy::cast_precision_loss, reason = "a second of the years 1 to 9999 has 38 bits")]
fn seconds(seconds: i64) -> f64 {
    seconds as f64 * MILLIS
}

/// The second that a number of milliseconds lies at or before; infinities are the ends of time.
fn instant(millis: f64, field: &str) -> Result<DateTime<Utc>> {
    let (first, last) = (ends(1), ends(9999));
    if millis == f64::NEG_INFINITY {
        return Ok(first);
    }
    if millis == f64::INFINITY {
        return Ok(last);
    }
    let rounded = (millis / MILLIS).ceil();
    #[expect(clippy::cast_possible_truncation, reason = "what does not fit is no second of those years")]
    let found = DateTime::from_timestamp(rounded as i64, 0).filter(|time| *time >= first && *time <= last);
    found.filter(|_| millis.is_finite()).ok_or_else(|| {
        let message =
            format!("{millis} is not a time; expected milliseconds since 1970 in the years 1 to 9999");
        Error::new(RANGE, message).in_field(field)
    })
}

/// The first second of year 1, or the last of year 9999.
fn ends(year: i32) -> DateTime<Utc> {
    let (month, day) = if year == 1 { (1, 1) } else { (12, 31) };
    let time =
        if year == 1 { NaiveTime::MIN } else { NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default() };
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default().and_time(time).and_utc()
}

fn range(from: f64, until: f64) -> Result<Interval> {
    let (from, until) = (instant(from, "start")?, instant(until, "end")?);
    Interval::new(from, until)
}

/// How many at most; more than can be counted is no bound.
fn most(number: f64) -> Result<Option<usize>> {
    if number == f64::INFINITY {
        return Ok(None);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked just before")]
    match number >= 0.0 && number <= f64::from(u32::MAX) && number.fract() == 0.0 {
        true => Ok(Some(number as usize)),
        false => {
            let message =
                format!("{number} is not a number of answers; expected a whole one up to {}", u32::MAX);
            Err(Error::new(RANGE, message).in_field("limit"))
        }
    }
}

#[cfg(test)]
mod tests;

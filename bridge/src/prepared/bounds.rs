//! Numbers as bounds of a question.

use super::MILLIS;
use crate::error::RANGE;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use kalends::interval::Interval;
use kalends::{Error, Result};

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

pub(super) fn range(from: f64, until: f64) -> Result<Interval> {
    let (from, until) = (instant(from, "start")?, instant(until, "end")?);
    Interval::new(from, until)
}

/// How many at most; more than can be counted is no bound.
pub(super) fn most(number: f64) -> Result<Option<usize>> {
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

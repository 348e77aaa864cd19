//! Times without a zone: instants in whole seconds, dates, times of day, durations, weekdays.
//!
//! Public signatures speak chrono's types; inside, an instant is an `i64` of seconds since 1970-01-01T00:00:00Z and
//! a date is an `i32` of days since 1970-01-01. Both are kept to the years 0001 to 9999, so arithmetic on checked
//! values cannot overflow an `i64`.

mod date;
mod duration;
mod instant;
mod of_day;
mod weekday;

pub use date::{DateRange, MAX_DATE, MIN_DATE, parse_date, parse_wall};
pub(crate) use date::{date_of_day, day_of_date, wall_of_secs, wall_secs};
pub use duration::{CalendarDuration, Elapsed, Length};
pub use instant::{MAX_INSTANT, MIN_INSTANT, format_instant, parse_instant, parse_tick};
pub(crate) use instant::{clip, instant_of_secs, secs_of_instant};
pub use of_day::TimeOfDay;
pub use weekday::{Weekdays, parse_weekday, weekday_code};

/// serde helpers for chrono fields: `#[serde(with = "kalends::time::wire::instant")]`.
#[cfg(feature = "serde")]
pub mod wire;

/// Seconds in a day that no clock change touches.
pub(crate) const DAY: i64 = 86_400;

#[cfg(test)]
mod tests;

use super::fixed::{check_offset, offset_name};
use crate::error::{Error, Result, ZoneError};
use chrono::Weekday;

/// The day of a yearly change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum YearDay {
    /// The same date each year; 29 February is refused.
    Date {
        /// 1 to 12.
        month: u8,
        /// 1 to the month's last day.
        day: u8,
    },
    /// Days since 1 January, 0 to 365, counting 29 February; day 365 of a common year is the next 1 January.
    Ordinal(u16),
    /// The first to fourth weekday of a month (1 to 4), or counted from its end (-1 to -4).
    Nth {
        /// 1 to 12.
        month: u8,
        /// 1 to 4, or -1 (the last) to -4.
        nth: i8,
        /// The weekday.
        weekday: Weekday,
    },
    /// The first such weekday on or after a date.
    OnOrAfter {
        /// 1 to 12.
        month: u8,
        /// 1 to the month's last day; 29 February is refused.
        day: u8,
        /// The weekday.
        weekday: Weekday,
    },
}

/// One of the two changes of a zone's year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct YearlyChange {
    /// The day, on the wall that shows `before`.
    pub day: YearDay,
    /// Seconds after that day's midnight, -604,800 to 604,800, on the wall that shows `before`.
    pub time: i32,
    /// Seconds east before the change.
    pub before: i32,
    /// Seconds east from the change on.
    pub after: i32,
}

/// What a zone does after its last listed transition: two changes each year, for ever.
///
/// Each change sets its offset from its own instant on, whatever was in force; of two changes at one instant the
/// one of the later year decides, so daylight time all year round can be written in the POSIX way.
///
/// # Errors
/// From text, a POSIX `TZ` string as in RFC 9636: `zone.tail` when it is malformed or has no yearly change.
///
/// # Example: times beyond a day, as Greenland's half of Europe's rule needs
/// ```
/// use kalends::zone::{Tail, Zone};
/// let tail = "<-02>2<-01>,M3.5.0/-1,M10.5.0/0".parse::<Tail>()?;
/// let nuuk = Zone::custom("Nuuk", -7200, vec![], Some(tail))?;
/// let noon = kalends::time::parse_instant("2400-07-01T12:00:00Z")?;
/// assert_eq!(nuuk.offset_at(noon), -3600);
/// assert_eq!("EST5".parse::<Tail>().unwrap_err().code(), "zone.tail");     // nothing happens yearly
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tail([YearlyChange; 2]);

const MAX_TIME: i32 = 7 * 86_400;
const MONTHS: [u16; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

impl Tail {
    /// From the two changes, in either order.
    ///
    /// # Errors
    /// `zone.tail` when a day does not exist each year, a time is beyond a week or both changes lead to the same
    /// offset; `zone.offset` when an offset is
    /// 24 hours or more.
    pub fn yearly(one: YearlyChange, other: YearlyChange) -> Result<Self> {
        for change in [one, other] {
            check_day(change.day)?;
            if change.time.unsigned_abs() > MAX_TIME.unsigned_abs() {
                return Err(refused(format!("a time of {} s is beyond a week", change.time)));
            }
            check_offset(change.before.into())?;
            check_offset(change.after.into())?;
        }
        if one.after == other.after {
            return Err(refused(format!("both lead to {}", offset_name(one.after))));
        }
        Ok(Self([one, other]))
    }

    /// The two changes, as they were given.
    pub const fn changes(&self) -> &[YearlyChange; 2] {
        &self.0
    }
}

pub(super) fn refused(found: impl Into<String>) -> Error {
    ZoneError::Tail { found: found.into() }.into()
}

fn check_day(day: YearDay) -> Result<()> {
    let date = |month: u8, day: u8| {
        (1..=12).contains(&month) && day >= 1 && i64::from(day) <= month_length(month, false)
    };
    let (exists, found) = match day {
        YearDay::Date { month, day } | YearDay::OnOrAfter { month, day, .. } => {
            (date(month, day), format!("day {day} of month {month}"))
        }
        YearDay::Ordinal(day) => (day <= 365, format!("day {day} after 1 January")),
        YearDay::Nth { month, nth, .. } => {
            let exists = date(month, 1) && (1..=4).contains(&nth.unsigned_abs());
            (exists, format!("weekday number {nth} of month {month}"))
        }
    };
    if exists { Ok(()) } else { Err(refused(format!("{found} does not exist in every year"))) }
}

/// Days before a month, 1 to 12.
fn month_start(month: u8, leap: bool) -> i64 {
    let days = MONTHS.get(usize::from(month.saturating_sub(1))).copied().unwrap_or(334);
    i64::from(days) + i64::from(leap && month > 2)
}

fn month_length(month: u8, leap: bool) -> i64 {
    if month >= 12 { 31 } else { month_start(month + 1, leap) - month_start(month, leap) }
}

impl YearDay {
    /// Days since 1 January in a year that starts on `first` (days from Monday).
    pub(super) fn of_year(self, first: i64, leap: bool) -> i64 {
        let until = |weekday: Weekday, from: i64| {
            (i64::from(weekday.num_days_from_monday()) - first - from).rem_euclid(7)
        };
        match self {
            Self::Date { month, day } => month_start(month, leap) + i64::from(day) - 1,
            Self::Ordinal(day) => day.into(),
            Self::Nth { month, nth, weekday } => {
                let from = match nth {
                    1.. => month_start(month, leap) + 7 * (i64::from(nth) - 1),
                    _ => month_start(month, leap) + month_length(month, leap) + 7 * i64::from(nth),
                };
                from + until(weekday, from)
            }
            Self::OnOrAfter { month, day, weekday } => {
                let from = month_start(month, leap) + i64::from(day) - 1;
                from + until(weekday, from)
            }
        }
    }
}

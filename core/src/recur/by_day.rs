use super::parse::Entry;
use super::part::Part;
use crate::error::{Error, Result};
use crate::time::weekday_code;
use chrono::Weekday;
use std::fmt;
use std::str::FromStr;

/// One entry of BYDAY: every such weekday, or the nth of the month or year.
///
/// Counted from the end when negative: `-1FR` is the last Friday. In a YEARLY rule the number counts within the
/// month if the rule has BYMONTH, else within the year. A fifth Monday that a month lacks is simply absent.
///
/// # Example
/// ```
/// use chrono::Weekday::Fri;
/// use kalends::recur::ByDay;
/// assert_eq!(ByDay::nth(-1, Fri)?.to_string(), "-1FR");
/// assert_eq!(ByDay::every(Fri).to_string(), "FR");
/// assert_eq!(ByDay::nth(0, Fri).unwrap_err().code(), "recur.range");
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ByDay {
    nth: i16, // INVARIANT: -53..=53; 0 is every
    day: Weekday,
}

impl ByDay {
    /// Every such weekday of the period.
    pub const fn every(day: Weekday) -> Self {
        Self { nth: 0, day }
    }

    /// The nth such weekday, from the end if negative.
    ///
    /// # Errors
    /// `recur.range` for 0 and beyond 53 either way.
    pub fn nth(nth: i16, day: Weekday) -> Result<Self> {
        Self::numbered(i64::from(nth), day)
    }

    pub(super) fn numbered(nth: i64, day: Weekday) -> Result<Self> {
        Ok(Self { nth: Part::ByDay.signed(nth)?, day })
    }

    /// The number, or `None` for every such weekday.
    pub const fn number(self) -> Option<i16> {
        if self.nth == 0 { None } else { Some(self.nth) }
    }

    /// The weekday.
    pub const fn day(self) -> Weekday {
        self.day
    }

    /// Plain days first, then numbers as [`canonical`](super::part::canonical) orders them.
    pub(super) fn key(self) -> (u16, u32) {
        (self.nth as u16, self.day.num_days_from_monday())
    }
}

impl fmt::Display for ByDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(nth) = self.number() {
            write!(f, "{nth}")?;
        }
        f.write_str(weekday_code(self.day))
    }
}

impl fmt::Debug for ByDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for ByDay {
    type Err = Error;

    /// One entry of BYDAY: `MO`, `2MO`, `-1FR`.
    ///
    /// # Errors
    /// `recur.malformed`, `recur.range`.
    fn from_str(text: &str) -> Result<Self> {
        Entry::alone(Part::ByDay, text).day(text)
    }
}

crate::wire::text_serde!(
    ByDay,
    "a weekday, or the nth of the month or year: MO, 2MO, -1FR",
    "^([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)$"
);

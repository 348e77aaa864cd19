use super::instant::clip;
use crate::error::{Result, TimeError};
use chrono::Weekday;
use std::fmt;

const CODES: [(&str, Weekday); 7] = [
    ("MO", Weekday::Mon),
    ("TU", Weekday::Tue),
    ("WE", Weekday::Wed),
    ("TH", Weekday::Thu),
    ("FR", Weekday::Fri),
    ("SA", Weekday::Sat),
    ("SU", Weekday::Sun),
];

/// The two letters of RFC 5545 for a weekday.
pub fn weekday_code(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}

/// Reads the two letters of RFC 5545, in either case.
///
/// # Errors
/// `time.weekday`.
pub fn parse_weekday(text: &str) -> Result<Weekday> {
    let found = CODES.iter().find(|(code, _)| code.eq_ignore_ascii_case(text));
    found.map(|(_, day)| *day).ok_or_else(|| TimeError::Weekday { found: clip(text) }.into())
}

/// A set of weekdays; on the wire a list such as `["MO","WE"]`.
///
/// # Example
/// ```
/// use chrono::Weekday::{Mon, Sun};
/// let days = kalends::time::Weekdays::from_iter([Sun, Mon]);
/// assert_eq!(days.to_string(), "MO,SU");          // always in ISO order
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Weekdays(u8);

impl Weekdays {
    /// All seven.
    pub const ALL: Self = Self(0b111_1111);
    /// Monday to Friday.
    pub const WORKDAYS: Self = Self(0b001_1111);

    /// Whether `day` is in the set.
    pub fn contains(self, day: Weekday) -> bool {
        self.0 & (1 << day.num_days_from_monday()) != 0
    }

    /// Whether a day is in the set, counted from Monday, 0.
    pub(crate) const fn has(self, weekday: u8) -> bool {
        weekday < 7 && self.0 & (1 << weekday) != 0
    }

    /// How many days are in the set.
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether no day is in the set.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The days, Monday first.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        CODES.iter().map(|(_, day)| *day).filter(move |day| self.contains(*day))
    }
}

impl FromIterator<Weekday> for Weekdays {
    fn from_iter<I: IntoIterator<Item = Weekday>>(days: I) -> Self {
        Self(days.into_iter().fold(0, |bits, day| bits | 1 << day.num_days_from_monday()))
    }
}

impl fmt::Display for Weekdays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, day) in self.iter().enumerate() {
            write!(f, "{}{}", if i == 0 { "" } else { "," }, weekday_code(day))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Weekdays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{self}}}")
    }
}

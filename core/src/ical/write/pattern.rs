//! From the changes that a zone makes over many years back to a yearly rule.

use chrono::{Datelike, NaiveDateTime, Weekday};

/// A yearly change in the form that a VTIMEZONE can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pattern {
    /// The same date each year.
    Date { month: u32, day: u32 },
    /// The weekday that falls on one of seven days in a row from `from` on.
    Weekday { month: u32, from: u32, weekday: Weekday },
}

impl Pattern {
    /// The rule that all of these wall times follow, one a year, at one time of day.
    ///
    /// Enough years in a row leave no doubt: of 28, each weekday falls on each of its seven dates.
    pub(super) fn of(walls: &[NaiveDateTime]) -> Option<Self> {
        let (first, rest) = walls.split_first()?;
        let yearly = walls.iter().zip(rest).all(|(a, b)| b.year() == a.year() + 1);
        let alike = rest.iter().all(|wall| wall.month() == first.month() && wall.time() == first.time());
        if !yearly || !alike {
            return None;
        }
        let days = || walls.iter().map(|wall| wall.day());
        let (from, until) = (days().min()?, days().max()?);
        let month = first.month();
        if from == until {
            return Some(Self::Date { month, day: from });
        }
        let weekday = first.weekday();
        let one_weekday = rest.iter().all(|wall| wall.weekday() == weekday);
        (one_weekday && until - from == 6).then_some(Self::Weekday { month, from, weekday })
    }

    /// The RRULE.
    pub(super) fn rule(self) -> String {
        match self {
            Self::Date { month, day } => format!("FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}"),
            Self::Weekday { month, from, weekday } => {
                let code = crate::time::weekday_code(weekday);
                match nth(month, from) {
                    Some(nth) => format!("FREQ=YEARLY;BYMONTH={month};BYDAY={nth}{code}"),
                    None => {
                        let days: Vec<String> = (from..from + 7).map(|day| day.to_string()).collect();
                        format!("FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={};BYDAY={code}", days.join(","))
                    }
                }
            }
        }
    }
}

/// Seven days from `from` on as the nth week of a month, -1 for the last; February's end moves, so it has none.
fn nth(month: u32, from: u32) -> Option<i32> {
    let last = match month {
        2 => None,
        4 | 6 | 9 | 11 => Some(24),
        _ => Some(25),
    };
    match from {
        1 => Some(1),
        8 => Some(2),
        15 => Some(3),
        22 => Some(4),
        _ if Some(from) == last => Some(-1),
        _ => None,
    }
}

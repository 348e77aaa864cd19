use super::super::{Freq, Rule};
use super::days::Week;
use crate::time::{date_of_day, day_of_date};
use chrono::{Datelike, NaiveDate, Weekday};

/// The periods of a rule, as numbers: every INTERVALth of them counts, and BYSETPOS picks within one.
///
/// Periods shorter than a day are the business of [`Units`](super::units::Units); here they are days.
#[derive(Clone, Copy, Debug)]
pub(super) enum Period {
    Day,
    Week(Weekday),
    Month,
    Year,
    /// The year of a rule with BYWEEKNO: whole weeks, so it can begin in December and end in January.
    WeekYear(Weekday),
}

impl Period {
    pub(super) fn new(rule: &Rule) -> Self {
        match rule.freq {
            Freq::Weekly => Self::Week(rule.week_start),
            Freq::Monthly => Self::Month,
            Freq::Yearly if rule.by_week_no.is_empty() => Self::Year,
            Freq::Yearly => Self::WeekYear(rule.week_start),
            _ => Self::Day,
        }
    }

    /// The number of the period that a day lies in.
    pub(super) fn of(self, day: i32) -> i64 {
        let date = || date_of_day(day);
        match self {
            Self::Day => i64::from(day),
            Self::Week(start) => (i64::from(day) + into_week(start)).div_euclid(7),
            Self::Month => i64::from(date().year()) * 12 + i64::from(date().month0()),
            Self::Year => i64::from(date().year()),
            Self::WeekYear(start) => i64::from(Week::of(date(), start).year),
        }
    }

    /// A day that no day of the period comes before; the last supported day for periods beyond.
    pub(super) fn first_day(self, period: i64) -> i32 {
        let day = match self {
            Self::Day => Some(period),
            Self::Week(start) => Some(period.saturating_mul(7).saturating_sub(into_week(start))),
            Self::Month => month_start(period.div_euclid(12), period.rem_euclid(12)),
            Self::Year => month_start(period, 0),
            Self::WeekYear(_) => month_start(period, 0).map(|day| day - 3),
        };
        day.and_then(|day| i32::try_from(day).ok()).unwrap_or(i32::MAX)
    }
}

/// Days from the last start of a week before 1970-01-01, a Thursday, to it.
fn into_week(start: Weekday) -> i64 {
    i64::from(Weekday::Thu.days_since(start))
}

fn month_start(year: i64, month0: i64) -> Option<i64> {
    let (year, month) = (i32::try_from(year).ok()?, u32::try_from(month0 + 1).ok()?);
    NaiveDate::from_ymd_opt(year, month, 1).map(|date| i64::from(day_of_date(date)))
}

//! The Gregorian calendar in day numbers, 0 being 1970-01-01: plain arithmetic, since every step of a rule asks it.

use crate::time::{DAY, MAX_DATE, day_of_date};
use chrono::Weekday;

/// The last supported day, 9999-12-31.
pub(super) fn last_day() -> i64 {
    i64::from(day_of_date(MAX_DATE))
}

/// Days from 0001-01-01 to 1970-01-01.
const BEFORE_1970: i64 = 719_162;
/// The calendar repeats after 400 years.
pub(super) const CYCLE_YEARS: i64 = 400;
/// Days of 400 years.
pub(super) const CYCLE_DAYS: i64 = 146_097;

/// Days of the year before each month, ordinary and leap years.
const MONTH_STARTS: [[u16; 13]; 2] = [
    [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365],
    [0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366],
];

/// How many kinds of year there are: by the first weekday, and by whether it is a leap year or stands beside one.
pub(super) const KINDS: usize = 28;

/// After how many seconds both the calendar and every `interval`th unit of some seconds repeat.
pub(super) fn repeats(interval: i64, unit: i64) -> i128 {
    let (cycle, step) = (CYCLE_DAYS * DAY, interval * unit);
    i128::from(cycle) * i128::from(step / super::gcd(cycle, step))
}

/// A year of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Year {
    pub(super) number: i64,
    /// The day number of 1 January.
    pub(super) first: i64,
    pub(super) leap: bool,
}

impl Year {
    pub(super) const fn of(number: i64) -> Self {
        let past = number - 1;
        let leaps = past.div_euclid(4) - past.div_euclid(100) + past.div_euclid(400);
        Self { number, first: 365 * past + leaps - BEFORE_1970, leap: is_leap(number) }
    }

    /// The year that a day lies in.
    pub(super) fn containing(day: i64) -> Self {
        // Never early, and late by one year at most.
        let guess = Self::of(((day + BEFORE_1970) * CYCLE_YEARS + 591).div_euclid(CYCLE_DAYS) + 1);
        if guess.first > day { Self::of(guess.number - 1) } else { guess }
    }

    pub(super) const fn length(self) -> i64 {
        365 + self.leap as i64
    }

    /// The weekday of 1 January, Monday being 0.
    pub(super) const fn weekday(self) -> u32 {
        weekday(self.first)
    }

    /// Days of the year before a month; 12 stands for the end of the year.
    pub(super) fn month_start(self, month0: usize) -> i64 {
        i64::from(MONTH_STARTS[usize::from(self.leap)][month0.min(12)]) // both bounds are the table's own
    }

    /// Days of a month, January being 0.
    pub(super) fn month_length(self, month0: usize) -> u32 {
        (self.month_start(month0 + 1) - self.month_start(month0)) as u32 // 28 to 31
    }

    /// The month, January being 0, of a day of the year, 0 being 1 January.
    pub(super) fn month_of(self, at: i64) -> usize {
        let guess = (at / 31) as usize; // never late, and early by one month at most
        guess + usize::from(at >= self.month_start(guess + 1))
    }

    /// Which kind of year it is, below [`KINDS`].
    pub(super) const fn kind(self) -> usize {
        let beside = match self.number & 3 {
            0 if self.leap => 1,
            1 if is_leap(self.number - 1) => 2,
            3 if is_leap(self.number + 1) => 3,
            _ => 0,
        };
        self.weekday() as usize * 4 + beside
    }

    /// The first day of week 1: the week with the fourth of January in it.
    pub(super) fn week_one(self, week_start: u32) -> i64 {
        let into = i64::from((self.weekday() + 7 - week_start) % 7);
        self.first + if into <= 3 { -into } else { 7 - into }
    }
}

/// A year of each kind.
pub(super) const YEARS: [Year; KINDS] = {
    let mut years = [Year::of(2000); KINDS];
    let mut number = 2000;
    while number < 2000 + CYCLE_YEARS {
        let year = Year::of(number);
        years[year.kind()] = year;
        number += 1;
    }
    years
};

const fn is_leap(number: i64) -> bool {
    number & 3 == 0 && (number % 25 != 0 || number & 15 == 0)
}

/// The weekday of a day, Monday being 0.
pub(super) const fn weekday(day: i64) -> u32 {
    (day + 3).rem_euclid(7) as u32 // 1970-01-01 was a Thursday; 0 to 6
}

/// The number of a weekday, Monday being 0.
pub(super) fn number(day: Weekday) -> u32 {
    day.num_days_from_monday()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Datelike, NaiveDate};

    #[test]
    fn every_day_of_the_cycle_is_what_chrono_says() {
        let first = i64::from(day_of_date(NaiveDate::from_ymd_opt(1801, 1, 1).unwrap()));
        for day in first..first + CYCLE_DAYS {
            let date = NaiveDate::from_epoch_days(day as i32).unwrap();
            let year = Year::containing(day);
            let at = day - year.first;
            assert_eq!(year, Year::of(year.number));
            assert_eq!(year.number, i64::from(date.year()), "{date}");
            assert_eq!(year.leap, date.leap_year(), "{date}");
            assert_eq!(at, i64::from(date.ordinal0()), "{date}");
            assert_eq!(year.month_of(at), date.month0() as usize, "{date}");
            assert_eq!(at - year.month_start(year.month_of(at)), i64::from(date.day0()), "{date}");
            assert_eq!(year.month_length(year.month_of(at)), u32::from(date.num_days_in_month()), "{date}");
            assert_eq!(weekday(day), date.weekday().num_days_from_monday(), "{date}");
            // ISO weeks, by chrono's own reckoning.
            let week_year = Year::of(i64::from(date.iso_week().year()));
            let week = (day - week_year.week_one(0)).div_euclid(7) + 1;
            assert_eq!(week, i64::from(date.iso_week().week()), "{date}");
        }
    }

    #[test]
    fn there_is_a_year_of_each_kind() {
        assert!(YEARS.iter().enumerate().all(|(kind, year)| year.kind() == kind));
    }

    #[test]
    fn first_and_last_days_of_the_supported_years_are_found() {
        for number in -2..=10_002 {
            let year = Year::of(number);
            assert_eq!(Year::containing(year.first), year);
            assert_eq!(Year::containing(year.first + year.length() - 1), year);
            assert_eq!(Year::of(number + 1).first, year.first + year.length());
        }
    }
}

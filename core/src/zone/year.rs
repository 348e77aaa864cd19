//! Years in seconds: which one an instant lies in (in UTC), and what kind of year it is.

use crate::time::DAY;

/// A year of the calendar.
#[derive(Clone, Copy, Debug)]
pub(super) struct Year {
    /// Its first tick in UTC.
    pub(super) start: i64,
    /// Which of the 14 kinds it is: twice its first weekday, Monday being 0, and one more in a leap year.
    pub(super) kind: usize,
}

/// The calendar repeats after 400 years.
const CYCLE: i64 = 146_097 * DAY;
/// 2000-01-01, where a cycle begins.
const ANCHOR: i64 = year_start(2000);
/// The mean Gregorian year.
const MEAN: i64 = CYCLE / 400;

/// The first tick of each year of a cycle, counted from the cycle's own.
static STARTS: [i64; 401] = {
    let mut starts = [0; 401];
    let mut n = 0;
    while n < starts.len() {
        starts[n] = year_start(2000 + n as i64) - ANCHOR;
        n += 1;
    }
    starts
};

static KINDS: [u8; 401] = {
    let mut kinds = [0; 401];
    let mut n = 0;
    while n < kinds.len() {
        let year = 2000 + n as i64;
        let first = (year_start(year).div_euclid(DAY) + 3).rem_euclid(7); // 1970-01-01 was a Thursday
        kinds[n] = (first * 2) as u8 + is_leap(year) as u8;
        n += 1;
    }
    kinds
};

impl Year {
    /// The year of a tick.
    #[inline]
    pub(super) fn containing(t: i64) -> Self {
        let into = (t - ANCHOR).rem_euclid(CYCLE);
        // No year starts more than two days later than so many mean years: never late, early by one year at most.
        let guess = ((into - 2 * DAY).max(0) / MEAN) as usize; // below 400
        let n = guess + usize::from(into >= STARTS[guess + 1]); // at most 400
        Self { start: t - into + STARTS[n], kind: usize::from(KINDS[n]) }
    }
}

const fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// The tick at which a year starts in UTC.
pub(super) const fn year_start(year: i64) -> i64 {
    let before = year - 1;
    let leaps = before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400);
    (365 * before + leaps - 719_162) * DAY // 719,162 days lie between 0001-01-01 and 1970-01-01
}

/// The year of a tick in UTC; ticks far outside the supported years count as just outside.
pub(super) fn year_of(t: i64) -> i64 {
    let t = t.clamp(-63_000_000_000, 255_000_000_000);
    let guess = 1970 + t.div_euclid(MEAN); // off by one at most
    guess + i64::from(t >= year_start(guess + 1)) - i64::from(t < year_start(guess))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Datelike, NaiveDate};

    #[test]
    fn the_first_and_last_second_of_each_year_lie_in_it() {
        for number in 0..=10_000 {
            let first = NaiveDate::from_ymd_opt(number, 1, 1).unwrap();
            let start = first.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp();
            let kind = 2 * first.weekday().num_days_from_monday() as usize + usize::from(first.leap_year());
            let end = start + if first.leap_year() { 366 } else { 365 } * DAY - 1;
            for t in [start, start + 1, (start + end) / 2, end] {
                let year = Year::containing(t);
                assert_eq!((year.start, year.kind), (start, kind), "{number}");
                assert_eq!(year_of(t), i64::from(number));
            }
            assert_eq!(year_start(number.into()), start);
        }
    }
}

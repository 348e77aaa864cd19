//! Sets of days under SKIP=BACKWARD and SKIP=FORWARD of RFC 7529: what the calendar lacks moves to the day before or
//! after. It happens after BYMONTH, BYYEARDAY and BYMONTHDAY and before BYDAY (§4.1), so that 31 April belongs to
//! April's set even where it becomes 1 May.

use super::super::Skip;
use super::calendar::Year;
use super::dates::Dates;
use super::mask::Mask;
use super::periods::Set;

/// The set of a month; its bit 0 is the day before, since days can move there.
pub(super) fn month(dates: &Dates, skip: Skip, year: Year, month0: usize) -> Set {
    let mut days = Mask::EMPTY;
    put_month(dates, skip, year, month0, 1, &mut days);
    let first = year.first + year.month_start(month0) - 1;
    Set { first, days: named(dates, first, days) }
}

/// The days of a year; bit 0 is the day before.
pub(super) fn year(dates: &Dates, skip: Skip, year: Year) -> Mask {
    let mut days = Mask::EMPTY;
    if dates.year_days.is_empty() {
        (0..12).for_each(|month0| {
            put_month(dates, skip, year, month0, year.month_start(month0) + 1, &mut days);
        });
    } else {
        put_year_days(dates, skip, year, &mut days);
    }
    named(dates, year.first - 1, days)
}

/// Those days that BYDAY names.
fn named(dates: &Dates, first: i64, days: Mask) -> Mask {
    if !dates.limits_weekdays() {
        return days;
    }
    let mut named = Mask::EMPTY;
    days.for_each(|bit| {
        if dates.names_weekday(first + bit) {
            named.set(bit);
        }
    });
    named
}

/// BYMONTHDAY of one month, whose first day is bit `at`.
fn put_month(dates: &Dates, skip: Skip, year: Year, month0: usize, at: i64, days: &mut Mask) {
    if dates.months >> month0 & 1 == 0 {
        return;
    }
    let length = year.month_length(month0);
    let (own, [beyond, before]) = dates.month_days(length);
    days.put(at, own.into());
    let backward = i64::from(skip == Skip::Backward);
    if beyond {
        days.set(at + i64::from(length) - backward);
    }
    if before {
        days.set(at - backward);
    }
}

/// BYYEARDAY, where an ordinary year lacks its 366th day from either end.
fn put_year_days(dates: &Dates, skip: Skip, year: Year, days: &mut Mask) {
    let length = year.length();
    let backward = i64::from(skip == Skip::Backward);
    for day in dates.year_days.iter().map(|day| i64::from(*day)) {
        let at = if day > 0 { day - 1 } else { length + day };
        let (at, month0) = if at >= length {
            (length - backward, 11)
        } else if at < 0 {
            (-backward, 0)
        } else {
            (at, year.month_of(at))
        };
        if dates.months >> month0 & 1 == 1 && dates.names_month_day(year.first + at) {
            days.set(at + 1);
        }
    }
}

//! Sets of days under SKIP=BACKWARD and SKIP=FORWARD of RFC 7529: what the calendar lacks moves to the day before or
//! after. It happens after BYMONTH, BYYEARDAY and BYMONTHDAY and before BYDAY (§4.1), so that 31 April belongs to
//! April's set even where it becomes 1 May.

use super::super::Skip;
use super::calendar::Year;
use super::mask::Mask;
use super::periods::{Period, Periods, Set, month};

/// The set of a month or year; its bit 0 is the day before the period, since days can move there.
pub(super) fn set(periods: &Periods, period: i64) -> Set {
    let dates = periods.dates();
    let mut days = Mask::EMPTY;
    let first = if let Period::Month = periods.period {
        let (year, month0) = month(period);
        put_month(periods, year, month0, 1, &mut days);
        year.first + year.month_start(month0) - 1
    } else {
        let year = Year::of(period);
        if dates.year_days.is_empty() {
            (0..12)
                .for_each(|month0| put_month(periods, year, month0, year.month_start(month0) + 1, &mut days));
        } else {
            put_year_days(periods, year, &mut days);
        }
        year.first - 1
    };
    if !dates.limits_weekdays() {
        return Set { first, days };
    }
    let mut named = Mask::EMPTY;
    days.iter().filter(|bit| dates.names_weekday(first + bit)).for_each(|bit| named.set(bit));
    Set { first, days: named }
}

/// BYMONTHDAY of one month, whose first day is bit `at`.
fn put_month(periods: &Periods, year: Year, month0: usize, at: i64, days: &mut Mask) {
    if periods.dates().months >> month0 & 1 == 0 {
        return;
    }
    let length = year.month_length(month0);
    let (own, [beyond, before]) = periods.dates().month_days(length);
    days.put(at, own.into());
    let backward = i64::from(periods.skip == Skip::Backward);
    if beyond {
        days.set(at + i64::from(length) - backward);
    }
    if before {
        days.set(at - backward);
    }
}

/// BYYEARDAY, where an ordinary year lacks its 366th day from either end.
fn put_year_days(periods: &Periods, year: Year, days: &mut Mask) {
    let (dates, length) = (periods.dates(), year.length());
    let backward = i64::from(periods.skip == Skip::Backward);
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

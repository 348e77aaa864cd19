use crate::service::Period;
use crate::time::{DAY, date_of_day, day_of_date};
use crate::zone::{WallClock, Zone};
use chrono::{Datelike, NaiveDate, Weekday};

/// The instants of the period that `tick` lies in; of two periods in a row the one ends where the other begins.
pub(super) fn span_at(period: Period, zone: &Zone, tick: i64) -> (i64, i64) {
    let day = || local_day(zone, tick);
    let (first, next) = match period {
        Period::Ever => return (i64::MIN, i64::MAX),
        Period::Day => (day(), day() + 1),
        Period::Week(starts) => {
            let first = week_of(day(), starts);
            (first, first + 7)
        }
        Period::Month => {
            let date = date_of_day(day());
            (first_of(date.year(), date.month()), first_of_next(date.year(), date.month()))
        }
        Period::Year => {
            let date = date_of_day(day());
            (first_of(date.year(), 1), first_of_next(date.year(), 12))
        }
    };
    let mut clock = WallClock::new(zone);
    let mut midnight = |day: i32| clock.clamp(i64::from(day) * DAY);
    (midnight(first), midnight(next))
}

/// The local day of a tick: the last whose midnight the clock has read by then.
///
/// A fold that takes the clock back over midnight leaves the day that has begun: its wall still shows the day before.
pub(super) fn local_day(zone: &Zone, tick: i64) -> i32 {
    let mut day = i32::try_from(zone.wall_secs(tick).div_euclid(DAY)).unwrap_or(i32::MAX - 8);
    while zone.clamp_secs(i64::from(day + 1) * DAY) <= tick {
        day += 1;
    }
    day
}

/// The first day of the week of a day.
fn week_of(day: i32, starts: Weekday) -> i32 {
    // 1970-01-01, day 0, was a Thursday: the fourth day from Monday on.
    let from_monday = (day + 3).rem_euclid(7);
    let starts = i32::try_from(starts.num_days_from_monday()).unwrap_or(0);
    day - (from_monday - starts).rem_euclid(7)
}

fn first_of(year: i32, month: u32) -> i32 {
    NaiveDate::from_ymd_opt(year, month, 1).map_or(i32::MAX - 8, day_of_date)
}

fn first_of_next(year: i32, month: u32) -> i32 {
    if month == 12 { first_of(year + 1, 1) } else { first_of(year, month + 1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::parse_instant;
    use crate::zone::ZoneDb;

    fn span(period: Period, zone: &str, tick: &str) -> (String, String) {
        let zone = ZoneDb::builtin().get(zone).unwrap();
        let (from, until) = span_at(period, &zone, parse_instant(tick).unwrap().timestamp());
        let text = |tick: i64| crate::time::instant_of_secs(tick).format("%F %R").to_string();
        (text(from), text(until))
    }

    fn is(from: &str, until: &str) -> (String, String) {
        (from.to_owned(), until.to_owned())
    }

    #[test]
    fn a_fold_back_over_midnight_leaves_the_day_that_has_begun() {
        // St. John's, 2010-11-07: midnight is 02:30Z; at 00:01 (02:31Z) the clocks go back to 23:01 of the 6th.
        let seventh = is("2010-11-07 02:30", "2010-11-08 03:30");
        assert_eq!(span(Period::Day, "America/St_Johns", "2010-11-07T02:30:30Z"), seventh);
        assert_eq!(span(Period::Day, "America/St_Johns", "2010-11-07T03:00:00Z"), seventh);
        assert_eq!(span(Period::Day, "America/St_Johns", "2010-11-07T04:00:00Z"), seventh);
        let sixth = is("2010-11-06 02:30", "2010-11-07 02:30");
        assert_eq!(span(Period::Day, "America/St_Johns", "2010-11-07T02:29:59Z"), sixth);
    }

    #[test]
    fn a_date_that_a_zone_skipped_is_in_no_day() {
        // Apia went from 2011-12-29 24:00 (10:00Z on the 30th) straight to the 31st.
        assert_eq!(
            span(Period::Day, "Pacific/Apia", "2011-12-30T09:59:59Z"),
            is("2011-12-29 10:00", "2011-12-30 10:00")
        );
        assert_eq!(
            span(Period::Day, "Pacific/Apia", "2011-12-30T10:00:00Z"),
            is("2011-12-30 10:00", "2011-12-31 10:00")
        );
    }

    #[test]
    fn a_day_whose_midnight_is_skipped_begins_where_the_clock_goes_on() {
        // São Paulo, 2018-11-04: 00:00 (03:00Z) becomes 01:00.
        let fourth = is("2018-11-04 03:00", "2018-11-05 02:00");
        assert_eq!(span(Period::Day, "America/Sao_Paulo", "2018-11-04T12:00:00Z"), fourth);
    }

    #[test]
    fn weeks_begin_where_they_are_said_to() {
        // 2027-01-01 is a Friday.
        let week = |starts| span(Period::Week(starts), "UTC", "2027-01-01T12:00:00Z");
        assert_eq!(week(Weekday::Mon), is("2026-12-28 00:00", "2027-01-04 00:00"));
        assert_eq!(week(Weekday::Sun), is("2026-12-27 00:00", "2027-01-03 00:00"));
        assert_eq!(week(Weekday::Fri), is("2027-01-01 00:00", "2027-01-08 00:00"));
        assert_eq!(week(Weekday::Sat), is("2026-12-26 00:00", "2027-01-02 00:00"));
    }

    #[test]
    fn months_and_years_are_those_of_the_zone() {
        // 23:30Z on 31 December is 00:30 in Berlin.
        let (month, year) = (Period::Month, Period::Year);
        let january = is("2026-12-31 23:00", "2027-01-31 23:00");
        assert_eq!(span(month, "Europe/Berlin", "2026-12-31T23:30:00Z"), january);
        assert_eq!(
            span(year, "Europe/Berlin", "2026-12-31T23:30:00Z"),
            is("2026-12-31 23:00", "2027-12-31 23:00")
        );
        assert_eq!(span(year, "UTC", "2026-12-31T23:30:00Z"), is("2026-01-01 00:00", "2027-01-01 00:00"));
    }
}

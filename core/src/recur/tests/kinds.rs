//! Every value of every part that names days, in every kind of year, against chrono day by day.

use super::super::{Series, Start};
use crate::interval::Interval;
use crate::limits::Limits;
use crate::time::{DAY, MIN_INSTANT};
use crate::zone::Zone;
use chrono::{DateTime, Datelike, Days, NaiveDate, Weekday};

/// All 14 kinds of year, each after each that it can follow, and a century on either side of the leap rule.
const YEARS: [std::ops::Range<i32>; 3] = [1896..1905, 1984..2013, 2396..2405];

const ALL_DAYS: &str = "BYDAY=MO,TU,WE,TH,FR,SA,SU";

const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Mon, "MO"),
    (Weekday::Tue, "TU"),
    (Weekday::Wed, "WE"),
    (Weekday::Thu, "TH"),
    (Weekday::Fri, "FR"),
    (Weekday::Sat, "SA"),
    (Weekday::Sun, "SU"),
];

fn first(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap()
}

fn days_in_month(date: NaiveDate) -> i64 {
    i64::from(date.num_days_in_month())
}

fn days_in_year(date: NaiveDate) -> i64 {
    (first(date.year() + 1) - first(date.year())).num_days()
}

/// A place in a row of `all` as a part writes it: from the front, or below zero from the back.
fn is_at(place: i64, n: i64, all: i64) -> bool {
    place == n || place == n - all - 1
}

fn agree(parts: &str, names: impl Fn(NaiveDate) -> bool) {
    let rule = format!("FREQ=YEARLY;{parts}").parse().unwrap();
    let start = MIN_INSTANT.date_naive();
    let series = Series::new(Start::Date(start)).zone(Zone::utc()).rule(rule).build().unwrap();
    for years in YEARS {
        let (from, until) = (first(years.start), first(years.end));
        let tick = |date: NaiveDate| date.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp();
        let mut found = Vec::new();
        series
            .fill(Interval::from_secs(tick(from), tick(until)).unwrap(), &Limits::default(), &mut found)
            .unwrap();
        let expected: Vec<i64> =
            from.iter_days().take_while(|date| *date < until).filter(|date| names(*date)).map(tick).collect();
        assert!(found.iter().all(|start| start % DAY == 0));
        let wrong = found.iter().find(|start| !expected.contains(start));
        let wrong = wrong.or_else(|| expected.iter().find(|start| !found.contains(start)));
        assert_eq!(wrong.and_then(|start| DateTime::from_timestamp(*start, 0)), None, "{parts}");
    }
}

#[test]
fn months() {
    for month in 1..=12 {
        agree(&format!("BYMONTH={month};{ALL_DAYS}"), |date| date.month() == month);
    }
}

#[test]
fn days_of_the_month() {
    let months = "BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12";
    for day in (-31..=31).filter(|day| *day != 0) {
        let parts = format!("{months};BYMONTHDAY={day}");
        agree(&parts, |date| is_at(day, i64::from(date.day()), days_in_month(date)));
    }
}

#[test]
fn days_of_the_year() {
    for day in (-366..=366).filter(|day| *day != 0) {
        agree(&format!("BYYEARDAY={day}"), |date| is_at(day, i64::from(date.ordinal()), days_in_year(date)));
    }
}

#[test]
fn weeks_of_the_year() {
    for week in (-53..=53).filter(|week| *week != 0) {
        agree(&format!("BYWEEKNO={week};{ALL_DAYS}"), |date| {
            let iso = date.iso_week();
            // 28 December is always in the last week of its year (ISO 8601).
            let last = NaiveDate::from_ymd_opt(iso.year(), 12, 28).unwrap().iso_week().week();
            is_at(week, i64::from(iso.week()), i64::from(last))
        });
    }
}

#[test]
fn numbered_weekdays_of_the_year() {
    for (weekday, code) in WEEKDAYS {
        for n in (-53..=53).filter(|n| *n != 0) {
            agree(&format!("BYDAY={n}{code}"), |date| {
                let place = i64::from(date.ordinal0() / 7) + 1;
                let all = place + (days_in_year(date) - i64::from(date.ordinal())) / 7;
                date.weekday() == weekday && is_at(n, place, all)
            });
        }
    }
}

#[test]
fn numbered_weekdays_of_the_month() {
    for (weekday, code) in WEEKDAYS {
        for n in (-5..=5).filter(|n| *n != 0) {
            agree(&format!("BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;BYDAY={n}{code}"), |date| {
                let place = i64::from(date.day0() / 7) + 1;
                let all = place + (days_in_month(date) - i64::from(date.day())) / 7;
                date.weekday() == weekday && is_at(n, place, all)
            });
        }
    }
}

#[test]
fn all_kinds_are_there() {
    let kinds = YEARS.into_iter().flatten().map(|year| (first(year).weekday(), days_in_year(first(year))));
    assert_eq!(kinds.collect::<std::collections::HashSet<_>>().len(), 14);
    assert_eq!(first(2000).checked_add_days(Days::new(365)).unwrap().year(), 2000);
}

//! The kinds of year, and the masks of weeks that begin on any weekday, against chrono day by day.

use super::*;
use crate::recur::Rule;
use chrono::{Datelike, Days, NaiveDate, Weekday};

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Mon),
    ("TU", Weekday::Tue),
    ("WE", Weekday::Wed),
    ("TH", Weekday::Thu),
    ("FR", Weekday::Fri),
    ("SA", Weekday::Sat),
    ("SU", Weekday::Sun),
];

/// The number of a day's week, counted from the front and from the back of the year that numbers it.
///
/// A week belongs to the year that has its fourth day. 28 December lies in the last week of its year, as 4 January in
/// the first.
fn week(date: NaiveDate, start: Weekday) -> [i32; 2] {
    let fourth = |date: NaiveDate| date.week(start).first_day() + Days::new(3);
    let number = |fourth: NaiveDate| fourth.ordinal0() as i32 / 7 + 1;
    let own = fourth(date);
    let last = fourth(NaiveDate::from_ymd_opt(own.year(), 12, 28).unwrap());
    [number(own), number(own) - number(last) - 1]
}

fn days(year: Year) -> impl Iterator<Item = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year.number as i32, 1, 1).unwrap();
    first.iter_days().take_while(move |date| i64::from(date.year()) == year.number)
}

#[test]
fn weeks_that_begin_on_any_weekday_are_what_chrono_says_in_each_kind_of_year() {
    for (name, start) in WEEKDAYS {
        let called = YEARS.map(|year| days(year).map(|date| week(date, start)).collect::<Vec<_>>());
        for n in (-53..=53).filter(|n| *n != 0) {
            let rule = format!("FREQ=YEARLY;BYWEEKNO={n};WKST={name};BYDAY=MO,TU,WE,TH,FR,SA,SU");
            let rule: Rule = rule.parse().unwrap();
            let years = Years::new(Dates::new(&rule, 0), Span::Calendar, Vec::new());
            for (year, weeks) in YEARS.iter().zip(&called) {
                let mask = years.of(*year);
                let wrong = weeks.iter().zip(0..).find(|(week, at)| mask.has(*at) != week.contains(&n));
                assert_eq!(wrong, None, "{rule} in {}", year.number);
                assert_eq!(
                    mask.count(),
                    weeks.iter().filter(|week| week.contains(&n)).count() as u64,
                    "{rule}"
                );
            }
        }
    }
}

#[test]
fn years_of_a_kind_call_their_days_alike() {
    let call = |date: NaiveDate| {
        let weeks = WEEKDAYS.map(|(_, start)| week(date, start));
        (date.month(), date.day(), date.weekday(), weeks)
    };
    for year in (1601..=2000).map(Year::of) {
        let same = YEARS[year.kind()];
        assert!(days(year).map(call).eq(days(same).map(call)), "{} and {}", year.number, same.number);
    }
}

//! Conflicts of series, by hand.

use kalends::conflict::{FirstConflict, conflicts, first_conflict};
use kalends::interval::Interval;
use kalends::recur::{Extent, Series, SeriesBuilder, Start};
use kalends::time::{Elapsed, format_instant, parse_date, parse_instant, parse_wall};
use kalends::{Limits, ZoneDb};

fn building(wall: &str, zone: &str, rule: &str, minutes: i64) -> SeriesBuilder {
    let start = Start::Zoned(parse_wall(wall).unwrap(), ZoneDb::builtin().get(zone).unwrap());
    Series::new(start)
        .rule(rule.parse().unwrap())
        .lasting(Extent::Exact(Elapsed::from_minutes(minutes).unwrap()))
}

fn series(wall: &str, zone: &str, rule: &str, minutes: i64) -> Series {
    building(wall, zone, rule, minutes).build().unwrap()
}

/// The first conflict, which is the same in either order: its start, or `never`, or `not before` some time.
fn first(a: &Series, b: &Series) -> String {
    let limits = Limits::default();
    let found = first_conflict(a, b, &limits);
    assert_eq!(first_conflict(b, a, &limits).swapped(), found);
    match found {
        FirstConflict::At(pair) => format_instant(pair.start()),
        FirstConflict::Never => "never".to_owned(),
        FirstConflict::NotBefore(time) => format!("not before {}", format_instant(time)),
    }
}

fn starts(a: &Series, b: &Series, from: &str, until: &str) -> Vec<String> {
    let range = Interval::new(parse_instant(from).unwrap(), parse_instant(until).unwrap()).unwrap();
    conflicts(a, b, range, &Limits::default()).map(|pair| format_instant(pair.unwrap().start())).collect()
}

const YORK: &str = "America/New_York";
const PARIS: &str = "Europe/Paris";

#[test]
fn alternate_mondays_never_meet() {
    for zone in ["UTC", YORK, PARIS, "Australia/Lord_Howe"] {
        let even = series("2027-01-04T09:00:00", zone, "FREQ=WEEKLY;INTERVAL=2", 60);
        let odd = series("2027-01-11T09:00:00", zone, "FREQ=WEEKLY;INTERVAL=2", 60);
        assert_eq!(first(&even, &odd), "never", "{zone}");
        let same = series("2027-01-18T09:59:00", zone, "FREQ=WEEKLY;INTERVAL=2", 60);
        assert_ne!(first(&even, &same), "never", "{zone}");
    }
}

/// Days 0, 3, 6, 9 … and 1, 6, 11 …: both on day 6.
#[test]
fn every_third_and_every_fifth_day_meet_by_the_remainder_theorem() {
    let third = series("2027-01-01T09:00:00", "UTC", "FREQ=DAILY;INTERVAL=3", 60);
    let fifth = series("2027-01-02T09:00:00", "UTC", "FREQ=DAILY;INTERVAL=5", 60);
    assert_eq!(first(&third, &fifth), "2027-01-07T09:00:00Z");
    assert_eq!(
        starts(&third, &fifth, "2027-01-01T00:00:00Z", "2027-03-01T00:00:00Z"),
        ["2027-01-07T09:00:00Z", "2027-01-22T09:00:00Z", "2027-02-06T09:00:00Z", "2027-02-21T09:00:00Z"]
    );
}

/// Days 6 n and 1 + 4 m are even and odd.
#[test]
fn every_sixth_and_every_fourth_day_keep_their_parity() {
    let sixth = series("2027-01-01T09:00:00", YORK, "FREQ=DAILY;INTERVAL=6", 24 * 60);
    let fourth = series("2027-01-02T09:00:00", YORK, "FREQ=DAILY;INTERVAL=4", 60);
    // A day from nine to nine on the clock is a day of 23 hours once a year, and one that lasts 24 runs into the next.
    assert_ne!(first(&sixth, &fourth), "never");
    let sixth = series("2027-01-01T09:00:00", "UTC", "FREQ=DAILY;INTERVAL=6", 24 * 60);
    let fourth = series("2027-01-02T09:00:00", "UTC", "FREQ=DAILY;INTERVAL=4", 60);
    assert_eq!(first(&sixth, &fourth), "never");
}

/// 1,009 and 1,013 are primes: days 1,009 n = 1 + 1,013 m where 4 m = -1 modulo 1,009, so m = 252 (4 · 252 = 1,008),
/// n = 253: day 255,277 after 1 January 2027. A minute long each.
#[test]
fn primes_meet_after_seven_hundred_years() {
    let one = series("2027-01-01T09:00:00", "UTC", "FREQ=DAILY;INTERVAL=1009", 1);
    let other = series("2027-01-02T09:00:00", "UTC", "FREQ=DAILY;INTERVAL=1013", 1);
    let day = parse_date("2027-01-01").unwrap() + chrono::TimeDelta::days(255_277);
    assert_eq!(first(&one, &other), format!("{day}T09:00:00Z"));
}

/// New York changes on 14 March and 7 November 2027, Paris on 28 March and 31 October: nine there is three here, but two
/// (in spring, from 14 to 27 March) and two again (in autumn, from 31 October to 6 November).
#[test]
fn nine_in_new_york_and_two_in_paris_meet_while_the_clocks_differ() {
    let breakfast = series("2027-01-01T09:00:00", YORK, "FREQ=DAILY", 60);
    let coffee = series("2027-01-01T14:00:00", PARIS, "FREQ=DAILY", 60);
    let met = starts(&breakfast, &coffee, "2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z");
    assert_eq!(met.len(), 14 + 7);
    assert_eq!(met[0], "2027-03-14T13:00:00Z");
    assert_eq!(met[13], "2027-03-27T13:00:00Z");
    assert_eq!(met[14], "2027-10-31T13:00:00Z");
    assert_eq!(met[20], "2027-11-06T13:00:00Z");
    assert_eq!(first(&breakfast, &coffee), met[0]);
    // And with three in Paris, in all the other weeks: the 1st of January on.
    let tea = series("2027-01-01T15:00:00", PARIS, "FREQ=DAILY", 60);
    assert_eq!(first(&breakfast, &tea), "2027-01-01T14:00:00Z");
    assert_eq!(starts(&breakfast, &tea, "2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z").len(), 365 - 21);
}

#[test]
fn a_weekly_pair_in_two_zones_that_never_meets_is_proven_apart() {
    let monday = series("2027-01-04T09:00:00", YORK, "FREQ=WEEKLY", 60);
    let later = series("2027-01-04T17:00:00", PARIS, "FREQ=WEEKLY", 60);
    assert_eq!(first(&monday, &later), "never");
}

/// On 28 March 2027 Paris has no 02:30: it takes place at 03:30, where the other one is.
#[test]
fn a_gap_moves_a_lesson_onto_another() {
    let early = series("2027-01-03T02:30:00", PARIS, "FREQ=WEEKLY", 30);
    let later = series("2027-01-03T03:30:00", PARIS, "FREQ=WEEKLY", 30);
    assert_eq!(first(&early, &later), "2027-03-28T01:30:00Z");
    let all = starts(&early, &later, "2027-01-01T00:00:00Z", "2029-01-01T00:00:00Z");
    assert_eq!(all, ["2027-03-28T01:30:00Z", "2028-03-26T01:30:00Z"]);
}

/// From 02:00 two hours last until 03:00 on the night of the fold, and until 04:00 on all others.
#[test]
fn a_fold_ends_a_lesson_earlier_on_the_wall() {
    let two_hours = series("2027-01-03T02:00:00", PARIS, "FREQ=WEEKLY", 120);
    let next = series("2027-01-03T04:00:00", PARIS, "FREQ=WEEKLY", 60);
    // In the gap 02:00 becomes 03:00, and two hours then end at five.
    assert_eq!(first(&two_hours, &next), "2027-03-28T02:00:00Z");
    let three = series("2027-01-03T03:00:00", PARIS, "FREQ=WEEKLY;COUNT=60", 30);
    let met = starts(&two_hours, &three, "2027-10-20T00:00:00Z", "2027-11-10T00:00:00Z");
    // 24 October and 7 November at 02:00 winter or summer time plus an hour; on 31 October three comes two hours later.
    assert_eq!(met, ["2027-10-24T01:00:00Z", "2027-11-07T02:00:00Z"]);
}

#[test]
fn touching_is_no_conflict_and_a_moment_is() {
    let hour = series("2027-01-01T09:00:00", "UTC", "FREQ=DAILY", 60);
    let moment = |wall| series(wall, "UTC", "FREQ=DAILY", 0);
    assert_eq!(first(&hour, &series("2027-01-01T10:00:00", "UTC", "FREQ=DAILY", 60)), "never");
    assert_eq!(first(&hour, &moment("2027-01-01T10:00:00")), "never");
    assert_eq!(first(&hour, &moment("2027-01-01T09:00:00")), "2027-01-01T09:00:00Z");
    assert_eq!(first(&hour, &moment("2027-01-01T09:59:59")), "2027-01-01T09:59:59Z");
    assert_eq!(first(&moment("2027-01-01T09:00:00"), &moment("2027-01-05T09:00:00")), "2027-01-05T09:00:00Z");
}

/// The last 29 February is in 9996; the last day of the years is a Friday, whose last minute is cut to 59 seconds.
#[test]
fn the_last_representable_year_counts() {
    let leap = series("2028-02-29T09:00:00", "UTC", "FREQ=YEARLY", 60);
    let last = series("9996-02-29T09:30:00", "UTC", "FREQ=DAILY;COUNT=1", 60);
    assert_eq!(first(&leap, &last), "9996-02-29T09:30:00Z");
    let friday = series("2027-01-01T23:59:00", "UTC", "FREQ=WEEKLY", 1);
    let end = series("9999-12-31T23:59:58", "UTC", "FREQ=DAILY;COUNT=1", 0);
    assert_eq!(first(&friday, &end), "9999-12-31T23:59:58Z");
}

/// The 31st of a month and the first Monday never meet; that there is no 31 in a first week takes the calendar to know.
#[test]
fn calendars_that_never_meet_are_proven_by_their_400_years() {
    let last = series("2027-01-31T09:00:00", PARIS, "FREQ=MONTHLY;BYMONTHDAY=31", 60);
    let monday = series("2027-01-04T09:00:00", PARIS, "FREQ=MONTHLY;BYDAY=1MO", 60);
    assert_eq!(first(&last, &monday), "never");
    // Some 13th is a Friday, and the first after 2 January 2027 is 13 August.
    let friday = series("2027-01-01T09:00:00", PARIS, "FREQ=WEEKLY", 60);
    let thirteenth = series("2027-01-13T09:00:00", PARIS, "FREQ=MONTHLY", 60);
    assert_eq!(first(&friday, &thirteenth), "2027-08-13T07:00:00Z");
}

#[test]
fn a_cancelled_meeting_is_none() {
    let daily = series("2027-01-01T09:00:00", PARIS, "FREQ=DAILY", 60);
    let weekly = building("2027-01-04T09:30:00", PARIS, "FREQ=WEEKLY", 60)
        .exdate(parse_wall("2027-01-04T09:30:00").unwrap())
        .exdate(parse_wall("2027-01-11T09:30:00").unwrap())
        .build()
        .unwrap();
    assert_eq!(first(&daily, &weekly), "2027-01-18T08:30:00Z");
}

/// What stands beside a rule is looked at, however far away and however quiet it is in between.
#[test]
fn an_extra_date_meets_what_the_rule_never_does() {
    let even = series("2027-01-04T09:00:00", "UTC", "FREQ=WEEKLY;INTERVAL=2", 60);
    let odd = building("2027-01-11T09:00:00", "UTC", "FREQ=WEEKLY;INTERVAL=2", 60)
        .rdate(parse_wall("5027-01-22T09:30:00").unwrap())
        .rdate(parse_wall("5029-01-12T09:30:00").unwrap())
        .build()
        .unwrap();
    let met = first(&even, &odd);
    // Both are Mondays; 22 January 5027 is 156,535 weeks after 4 January 2027, 12 January 5029 is 156,638.
    assert_eq!(met, "5029-01-12T09:30:00Z");
}

#[test]
fn a_dense_series_is_not_walked_where_the_other_is_sparse() {
    let secondly = series("1970-01-01T00:00:00", "UTC", "FREQ=SECONDLY", 0);
    let leap = series("2096-02-29T12:00:00", PARIS, "FREQ=YEARLY", 1);
    let mut limits = Limits::default();
    limits.search_steps = 10_000;
    let FirstConflict::At(pair) = first_conflict(&secondly, &leap, &limits) else { panic!() };
    assert_eq!(format_instant(pair.start()), "2096-02-29T11:00:00Z");
    let range = Interval::new(
        parse_instant("2000-01-01T00:00:00Z").unwrap(),
        parse_instant("2400-01-01T00:00:00Z").unwrap(),
    );
    limits.conflicts = 10;
    let mut found = conflicts(&leap, &secondly, range.unwrap(), &limits);
    assert_eq!(found.by_ref().take_while(Result::is_ok).count(), 10);
    assert!(found.next().is_none());
}

#[test]
fn a_budget_that_ends_says_how_far_it_came() {
    // Within January of some years no hour at half past is one on the hour, which only walking can say.
    let one = series("2027-01-01T00:30:00", "UTC", "FREQ=HOURLY;BYMONTH=1", 10);
    let other = series("2027-01-01T00:00:00", "UTC", "FREQ=HOURLY;BYMONTH=1", 10);
    let mut limits = Limits::default();
    limits.search_steps = 5_000;
    let FirstConflict::NotBefore(time) = first_conflict(&one, &other, &limits) else { panic!() };
    assert!(time > parse_instant("2028-01-01T00:00:00Z").unwrap());
    limits.search_steps = 10_000_000;
    assert_eq!(first_conflict(&one, &other, &limits), FirstConflict::Never);
}

#[test]
fn finite_series_end_apart() {
    let spring = series("2027-03-01T09:00:00", PARIS, "FREQ=SECONDLY;INTERVAL=7;COUNT=1000000", 0);
    let autumn = series("2027-09-01T09:00:00", PARIS, "FREQ=DAILY;COUNT=3", 60);
    assert_eq!(first(&spring, &autumn), "never");
}

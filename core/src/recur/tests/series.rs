use super::super::{Exception, Extent, Moment, Rule, Series, Start};
use super::{starts, utc, zoned};
use crate::interval::Interval;
use crate::limits::Limits;
use crate::time::{Elapsed, format_instant, parse_date, parse_instant, parse_wall};
use crate::zone::{Zone, ZoneDb};
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

fn at(text: &str) -> DateTime<Utc> {
    parse_instant(text).unwrap()
}

fn wall(text: &str) -> NaiveDateTime {
    parse_wall(text).unwrap()
}

fn range(from: &str, until: &str) -> Interval {
    Interval::new(at(from), at(until)).unwrap()
}

fn hours(n: i64) -> Elapsed {
    Elapsed::from_minutes(n * 60).unwrap()
}

#[test]
fn an_included_start_is_first_and_counts() {
    let series =
        utc("2024-01-01T09:00:00", "FREQ=WEEKLY;BYDAY=TU;COUNT=3").include_dtstart(true).build().unwrap();
    assert_eq!(starts(&series, 9), ["2024-01-01T09:00:00Z", "2024-01-02T09:00:00Z", "2024-01-09T09:00:00Z"]);
    // A start that the rule names is not counted twice.
    let series =
        utc("2024-01-02T09:00:00", "FREQ=WEEKLY;BYDAY=TU;COUNT=2").include_dtstart(true).build().unwrap();
    assert_eq!(starts(&series, 9), ["2024-01-02T09:00:00Z", "2024-01-09T09:00:00Z"]);
    // It is there for questions about ranges too, with and without COUNT.
    for rule in ["FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TU;COUNT=5"] {
        let series = utc("2024-01-01T09:00:00", rule).include_dtstart(true).build().unwrap();
        let limits = Limits::default();
        assert!(series.contains(at("2024-01-01T09:00:00Z"), &limits).unwrap(), "{rule}");
        assert!(!series.contains(at("2024-01-03T09:00:00Z"), &limits).unwrap(), "{rule}");
        assert_eq!(
            series.before(at("2024-01-02T09:00:00Z"), &limits).unwrap().unwrap().wall,
            wall("2024-01-01T09:00:00")
        );
        assert_eq!(series.count(range("2024-01-02T00:00:00Z", "2024-01-17T00:00:00Z"), &limits).unwrap(), 3);
    }
}

#[test]
fn a_series_without_a_rule_is_a_series_of_one() {
    let series = Series::new(Start::utc(at("2027-01-31T08:00:00Z"))).build().unwrap();
    assert_eq!(starts(&series, 9), ["2027-01-31T08:00:00Z"]);
    assert!(!series.is_endless());
    assert_eq!(series.last(&Limits::default()).unwrap().unwrap().start, at("2027-01-31T08:00:00Z"));
}

#[test]
fn a_date_lasts_its_local_day_whatever_its_hours() {
    // Beirut has no midnight on 28 March 2027 (the clock goes from 24:00 to 01:00): the day is 23 hours long.
    let beirut = ZoneDb::builtin().get("Asia/Beirut").unwrap();
    let series = Series::new(Start::Date(parse_date("2027-03-27").unwrap()))
        .zone(beirut)
        .rule("FREQ=DAILY;COUNT=3".parse().unwrap())
        .build()
        .unwrap();
    let days: Vec<_> = series.iter(&Limits::default()).map(Result::unwrap).collect();
    let lengths: Vec<_> = days.iter().map(|day| (day.end - day.start).num_hours()).collect();
    assert_eq!(lengths, [24, 23, 24]);
    assert!(days.windows(2).all(|pair| pair[0].end == pair[1].start));
    assert_eq!(days[1].wall, wall("2027-03-28T00:00:00"));
}

#[test]
fn a_wall_extent_keeps_the_local_end_in_both_changes() {
    // Berlin: 28 March 2027 skips 02:00 to 03:00, 31 October repeats it.
    for (start, exact, on_wall) in [
        ("2027-03-27T23:00:00", "2027-03-28T05:00:00Z", "2027-03-28T04:00:00Z"),
        ("2027-10-30T23:00:00", "2027-10-31T04:00:00Z", "2027-10-31T05:00:00Z"),
        ("2027-06-01T23:00:00", "2027-06-02T04:00:00Z", "2027-06-02T04:00:00Z"),
    ] {
        let end = |extent| {
            let series = zoned(start, "Europe/Berlin", "FREQ=DAILY").lasting(extent).build().unwrap();
            format_instant(series.iter(&Limits::default()).next().unwrap().unwrap().end)
        };
        assert_eq!(end(Extent::Exact(hours(7))), exact, "{start}");
        assert_eq!(end(Extent::Wall(hours(7))), on_wall, "{start}");
    }
}

#[test]
fn a_wall_extent_within_a_repeated_hour_never_ends_before_it_starts() {
    let berlin = ZoneDb::builtin().get("Europe/Berlin").unwrap();
    // An instant in the second 02:30; its end on the wall, 02:45, is first read an hour earlier.
    let series = Series::new(Start::Zoned(wall("2027-10-01T09:00:00"), berlin))
        .lasting(Extent::Wall(Elapsed::from_minutes(15).unwrap()))
        .rdate(at("2027-10-31T01:30:00Z"))
        .build()
        .unwrap();
    let second = series.nth(1, &Limits::default()).unwrap().unwrap();
    assert_eq!(second.end - second.start, TimeDelta::minutes(15));
}

#[test]
fn a_nominal_month_ends_on_the_last_day_that_there_is() {
    let series = utc("2027-01-31T09:00:00", "FREQ=YEARLY").lasting(Extent::Nominal("P1M".parse().unwrap()));
    let first = series.build().unwrap().iter(&Limits::default()).next().unwrap().unwrap();
    assert_eq!(first.end, at("2027-02-28T09:00:00Z"));
}

#[test]
fn overlapping_sees_what_still_runs_and_not_what_touches() {
    let series = utc("2027-02-01T09:00:00", "FREQ=DAILY").lasting(Extent::Exact(hours(3))).build().unwrap();
    let walls = |from: &str, until: &str| -> Vec<String> {
        let found = series.overlapping(range(from, until), &Limits::default());
        found.map(|next| next.unwrap().wall.format("%d").to_string()).collect()
    };
    assert_eq!(walls("2027-02-03T11:59:59Z", "2027-02-05T09:00:00Z"), ["03", "04"]);
    assert_eq!(walls("2027-02-03T12:00:00Z", "2027-02-05T09:00:01Z"), ["04", "05"]);
    // No length: only the start counts.
    let points = utc("2027-02-01T09:00:00", "FREQ=DAILY").build().unwrap();
    let found = points.overlapping(range("2027-02-03T09:00:00Z", "2027-02-04T09:00:00Z"), &Limits::default());
    assert_eq!(found.count(), 1);
    assert_eq!(points.iter(&Limits::default()).next().unwrap().unwrap().span(), None);
}

#[test]
fn a_period_gives_its_length_to_the_instance_it_meets() {
    let long = Extent::Exact(hours(5));
    let series = utc("2027-02-01T09:00:00", "FREQ=DAILY;COUNT=2")
        .lasting(Extent::Exact(hours(1)))
        .rdate_lasting(wall("2027-02-02T09:00:00"), long)
        .rdate(wall("2027-02-02T09:00:00"))
        .rdate_lasting(wall("2027-02-01T12:00:00"), Extent::Nominal("P1D".parse().unwrap()))
        .build()
        .unwrap();
    let found = series.iter(&Limits::default()).map(Result::unwrap);
    let lengths: Vec<_> = found.map(|one| (one.end - one.start).num_hours()).collect();
    assert_eq!(lengths, [1, 24, 5]);
}

#[test]
fn an_excluded_date_empties_the_local_day() {
    // 23:30 in Berlin on the 2nd is the 2nd, though it is the 2nd at 22:30Z and 00:30 is the day before in UTC.
    let series = zoned("2027-02-01T00:30:00", "Europe/Berlin", "FREQ=DAILY;BYHOUR=0,23;BYMINUTE=30;COUNT=6")
        .exdate(parse_date("2027-02-02").unwrap())
        .build()
        .unwrap();
    assert_eq!(
        starts(&series, 9),
        ["2027-01-31T23:30:00Z", "2027-02-01T22:30:00Z", "2027-02-02T23:30:00Z", "2027-02-03T22:30:00Z"]
    );
}

#[test]
fn an_exception_is_found_by_its_original_even_in_a_gap() {
    let series = zoned("2027-03-27T02:30:00", "Europe/Berlin", "FREQ=DAILY;COUNT=3")
        .exception(
            Exception::moved(wall("2027-03-28T02:30:00"), at("2027-03-28T12:00:00Z"))
                .lasting(Extent::Exact(hours(2))),
        )
        .build()
        .unwrap();
    let all: Vec<_> = series.iter(&Limits::default()).map(Result::unwrap).collect();
    assert_eq!(all.len(), 3);
    assert_eq!((all[1].wall, all[1].start), (wall("2027-03-28T02:30:00"), at("2027-03-28T12:00:00Z")));
    assert_eq!(all[1].end, at("2027-03-28T14:00:00Z"));
    // The wall time that the clock really showed names the same instant.
    let cancelled = zoned("2027-03-27T02:30:00", "Europe/Berlin", "FREQ=DAILY;COUNT=3")
        .exception(Exception::cancelled(wall("2027-03-28T03:30:00")))
        .build()
        .unwrap();
    assert_eq!(starts(&cancelled, 9), ["2027-03-27T01:30:00Z", "2027-03-29T00:30:00Z"]);
}

#[test]
fn two_occurrences_at_one_time_stay_two_when_one_was_moved_there() {
    let series = utc("2027-02-01T09:00:00", "FREQ=DAILY;COUNT=2")
        .exception(Exception::moved(wall("2027-02-01T09:00:00"), wall("2027-02-02T09:00:00")))
        .build()
        .unwrap();
    let walls: Vec<_> = series.iter(&Limits::default()).map(|next| next.unwrap().wall).collect();
    assert_eq!(walls, [wall("2027-02-02T09:00:00"), wall("2027-02-01T09:00:00")]);
    // The last of several exceptions counts.
    let again = utc("2027-02-01T09:00:00", "FREQ=DAILY;COUNT=2")
        .exception(Exception::cancelled(wall("2027-02-01T09:00:00")))
        .exception(Exception::moved(wall("2027-02-01T09:00:00"), wall("2027-02-01T10:00:00")))
        .build()
        .unwrap();
    assert_eq!(starts(&again, 9), ["2027-02-01T10:00:00Z", "2027-02-02T09:00:00Z"]);
}

#[test]
fn values_have_to_fit_the_start() {
    let day = Start::Date(parse_date("2027-01-31").unwrap());
    let floating = Start::Floating(wall("2027-01-31T09:00:00"));
    let zoned = Start::Zoned(wall("2027-01-31T09:00:00"), Zone::utc());
    let date = Moment::from(parse_date("2027-02-01").unwrap());
    let time = Moment::from(wall("2027-02-01T09:00:00"));
    let instant = Moment::from(at("2027-02-01T09:00:00Z"));
    let code = |start: &Start, moment: Moment| {
        let built = Series::new(start.clone()).zone(Zone::utc()).rdate(moment).build();
        built.map_or_else(|error| error.code(), |_| "ok")
    };
    for (start, fits) in
        [(&day, [true, false, false]), (&floating, [false, true, false]), (&zoned, [false, true, true])]
    {
        let found = [date, time, instant].map(|moment| code(start, moment));
        assert_eq!(found, fits.map(|fits| if fits { "ok" } else { "recur.date-type" }), "{start:?}");
    }
    let error = Series::new(day).zone(Zone::utc()).exdate(time).build().unwrap_err();
    insta::assert_snapshot!(error.message(), @"EXDATE value `2027-02-01T09:00:00` does not fit the start; expected a date, as the start is one");
    let error = Series::new(floating).exdate(time).build().unwrap_err();
    insta::assert_snapshot!(error, @"the start has no zone of its own; expected the zone that it is read in");
}

#[test]
fn until_has_to_fit_the_start() {
    let day = Start::Date(parse_date("2027-01-31").unwrap());
    let floating = Start::Floating(wall("2027-01-31T09:00:00"));
    let zoned = Start::Zoned(wall("2027-01-31T09:00:00"), Zone::utc());
    let bounds = ["20270202", "20270202T090000", "20270202T090000Z"];
    for (start, fits) in [(&day, 0), (&floating, 1), (&zoned, 2)] {
        for (i, until) in bounds.iter().enumerate() {
            let text = format!("FREQ=DAILY;UNTIL={until}");
            let build = |rule: Rule| Series::new(start.clone()).zone(Zone::utc()).rule(rule).build();
            let strict = build(text.parse().unwrap());
            assert_eq!(strict.is_ok(), i == fits, "{start:?} {text}");
            let lenient = build(Rule::parse_lenient(&text, &Limits::default()).unwrap()).unwrap();
            assert_eq!(starts(&lenient, 9).len(), 3, "{start:?} {text}");
            if let Err(error) = strict {
                assert_eq!(error.code(), "recur.until-type");
            }
        }
    }
    let error = Series::new(zoned).rule("FREQ=DAILY;UNTIL=20270202".parse().unwrap()).build().unwrap_err();
    insta::assert_snapshot!(error.message(), @"UNTIL `20270202` does not fit the start; expected a UTC time such as 20270131T080000Z");
    let error = Series::new(day).zone(Zone::utc()).rule("FREQ=HOURLY".parse().unwrap()).build().unwrap_err();
    insta::assert_snapshot!(error.message(), @"FREQ is not allowed here: HOURLY needs a start with a time");
}

#[test]
fn before_searches_back_over_centuries_and_gives_up_at_the_start() {
    let limits = Limits::default();
    let leap = utc("1896-02-29T09:00:00", "FREQ=YEARLY").build().unwrap();
    assert_eq!(
        leap.before(at("1904-02-29T09:00:00Z"), &limits).unwrap().unwrap().start,
        at("1896-02-29T09:00:00Z")
    );
    assert_eq!(leap.before(at("1896-02-29T09:00:00Z"), &limits).unwrap(), None);
    assert_eq!(
        leap.before(at("1896-02-29T09:00:00.5Z"), &limits).unwrap().unwrap().start,
        at("1896-02-29T09:00:00Z")
    );
    assert_eq!(
        leap.after(at("1896-02-29T08:59:59.5Z"), &limits).unwrap().unwrap().start,
        at("1896-02-29T09:00:00Z")
    );
    let second = utc("1900-01-01T00:00:00", "FREQ=SECONDLY").build().unwrap();
    assert_eq!(
        second.before(at("2500-01-01T00:00:00Z"), &limits).unwrap().unwrap().start,
        at("2499-12-31T23:59:59Z")
    );
}

#[test]
fn answers_about_the_end_of_a_finite_series() {
    let limits = Limits::default();
    let series = utc("2027-01-31T09:00:00", "FREQ=MONTHLY;COUNT=3").build().unwrap();
    assert_eq!(series.last(&limits).unwrap().unwrap().start, at("2027-05-31T09:00:00Z"));
    assert_eq!(series.nth(2, &limits).unwrap().unwrap().start, at("2027-05-31T09:00:00Z"));
    assert_eq!(series.nth(3, &limits).unwrap(), None);
    let later = utc("2027-01-31T09:00:00", "FREQ=MONTHLY;COUNT=3")
        .rdate(wall("2030-01-01T09:00:00"))
        .build()
        .unwrap();
    assert_eq!(later.last(&limits).unwrap().unwrap().start, at("2030-01-01T09:00:00Z"));
    let empty = utc("2027-01-31T09:00:00", "FREQ=DAILY;UNTIL=20260101T000000Z").build().unwrap();
    assert_eq!(empty.last(&limits).unwrap(), None);
    assert_eq!(empty.iter(&limits).count(), 0);
    insta::assert_snapshot!(utc("2027-01-31T09:00:00", "FREQ=DAILY").build().unwrap().last(&limits).unwrap_err(), @"the series has no end, so it has no last occurrence");
}

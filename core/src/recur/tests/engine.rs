//! What the engine does by arithmetic, checked by walking.

use super::super::{Series, Skip, Start};
use super::laws::{limits, series};
use super::{starts, utc, zoned};
use crate::error::Result;
use crate::interval::Interval;
use crate::limits::Limits;
use crate::time::{parse_instant, parse_wall};
use crate::zone::{Zone, ZoneDb};
use chrono::{DateTime, Utc};
use proptest::prelude::*;

/// The same series without COUNT.
fn endless(series: &Series) -> Series {
    let rule = series.rule().unwrap().with_until(None).unwrap();
    Series::new(series.start().clone()).rule(rule).include_dtstart(series.include_start).build().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, max_global_rejects: 100_000, ..ProptestConfig::default() })]

    #[test]
    fn count_ends_where_counting_does(series in series()) {
        let Some(count) = series.rule().unwrap().count() else { return Ok(()) };
        let counted: Result<Vec<_>> = endless(&series).iter(&limits()).take(count as usize).collect();
        let Ok(counted) = counted else { return Ok(()) };
        prop_assert_eq!(series.last(&limits()).unwrap(), counted.last().copied());
        prop_assert_eq!(series.iter(&limits()).collect::<Result<Vec<_>>>().unwrap(), counted);
    }

    #[test]
    fn counting_and_numbering_are_walking(
        series in series(),
        from in 0i64..2_000_000_000,
        days in 1i64..2_000,
        exdates in prop::collection::vec(0usize..300, 0..3),
        removed_day in prop::option::of(0usize..300),
        rdates in prop::collection::vec((0usize..300, -2i64..3), 0..3),
    ) {
        // Dates at and beside occurrences, few enough to be corrected for.
        let some: Result<Vec<_>> = series.iter(&limits()).take(300).collect();
        let Ok(some) = some else { return Ok(()) };
        if some.is_empty() { return Ok(()) }
        let near = |n: usize| some[n % some.len()];
        let mut builder = series.to_builder();
        builder = exdates.iter().fold(builder, |builder, n| builder.exdate(near(*n).start));
        builder = removed_day.iter().fold(builder, |builder, n| builder.exdate(near(*n).start.date_naive()));
        builder = rdates.iter().fold(builder, |builder, (n, by)| {
            builder.rdate(near(*n).start + chrono::TimeDelta::minutes(30 * by))
        });
        let moved = near(rdates.len() * 7 + 1).wall;
        let series = builder.exception(super::super::Exception::moved(moved, near(5).start)).build().unwrap();
        let walked: Result<Vec<_>> = series.iter(&limits()).take(1_000).collect();
        let Ok(walked) = walked else { return Ok(()) };
        for (n, one) in walked.iter().enumerate().step_by(83) {
            prop_assert_eq!(series.nth(n, &limits()).unwrap().map(|one| one.start), Some(one.start), "{}", n);
        }
        if walked.len() < 1_000 {
            prop_assert_eq!(series.nth(walked.len(), &limits()).unwrap(), None);
        }
        let first = some[0].start.timestamp();
        for (from, days) in [(from, days), (first - 86_400, days % 60 + 1), (first + days * 3_600, 3)] {
            let range = Interval::from_secs(from, from + days * 86_400).unwrap();
            let Ok(walked) = series.between(range, &limits()).try_fold(0, |n, one| one.map(|_| n + 1)) else { continue };
            prop_assert_eq!(series.count(range, &limits()).unwrap(), walked);
        }
    }

    #[test]
    fn filling_gives_what_between_gives(series in series(), from in 0i64..2_000_000_000, days in 1i64..900) {
        let range = Interval::from_secs(from, from + days * 86_400).unwrap();
        let limits = Limits { occurrences: 3_000, ..limits() };
        let mut filled = vec![7];
        let between: Result<Vec<_>> = series.between(range, &limits).collect();
        match (series.fill(range, &limits, &mut filled), between) {
            (Ok(()), Ok(between)) => {
                prop_assert_eq!(&filled[1..], between.iter().map(|one| one.start.timestamp()).collect::<Vec<_>>());
            }
            (filled, between) => prop_assert_eq!(filled.unwrap_err().code(), between.unwrap_err().code()),
        }
        prop_assert_eq!(filled[0], 7);
    }
}

/// Each COUNT on the way into and out of gaps that move instances onto others, past others, or over a whole day.
#[test]
fn count_is_right_through_gaps() {
    for (start, zone, rule) in [
        ("2027-03-25T02:00:00", "Europe/Berlin", "FREQ=DAILY;BYHOUR=2,3"),
        ("2027-03-25T02:00:00", "Europe/Berlin", "FREQ=DAILY;BYHOUR=2,3;BYMINUTE=10,50"),
        ("2027-03-27T22:00:00", "Europe/Berlin", "FREQ=MINUTELY;INTERVAL=20"),
        ("2027-10-30T22:00:00", "Europe/Berlin", "FREQ=MINUTELY;INTERVAL=20"),
        ("2011-12-20T12:00:00", "Pacific/Apia", "FREQ=DAILY"),
        ("2011-12-20T12:00:00", "Pacific/Apia", "FREQ=DAILY;BYHOUR=0,12,23"),
        ("2026-09-29T01:00:00", "Australia/Lord_Howe", "FREQ=DAILY;BYHOUR=1,2;BYMINUTE=0,15,30,45"),
        ("2027-02-14T02:30:00", "America/New_York", "FREQ=MONTHLY;BYDAY=2SU;BYHOUR=2,3"),
    ] {
        let all = zoned(start, zone, rule).build().unwrap();
        let walked: Vec<_> = all.iter(&Limits::default()).take(60).map(Result::unwrap).collect();
        for (count, last) in (1..).zip(&walked) {
            let counted = zoned(start, zone, &format!("{rule};COUNT={count}")).build().unwrap();
            assert_eq!(counted.last(&Limits::default()).unwrap().as_ref(), Some(last), "{rule} {count}");
        }
    }
}

#[test]
fn a_far_count_is_exact() {
    // Over 60 springs, each of which makes one of two instances.
    let rule = "FREQ=DAILY;BYHOUR=2,3";
    let all = zoned("2020-01-01T02:00:00", "Europe/Berlin", rule).build().unwrap();
    let nth = all.nth(44_000, &Limits::default()).unwrap();
    let counted =
        zoned("2020-01-01T02:00:00", "Europe/Berlin", &format!("{rule};COUNT=44001")).build().unwrap();
    assert_eq!(counted.last(&Limits::default()).unwrap(), nth);

    // 97 leap days in 400 years, so 970 in 4,000: the 971st is that of 6000 - 4 + 4.
    let leap = utc("2000-02-29T09:00:00", "FREQ=YEARLY;COUNT=971").build().unwrap();
    let last = leap.last(&Limits::default()).unwrap().unwrap();
    assert_eq!(last.start, parse_instant("6000-02-29T09:00:00Z").unwrap());
    // Every fifth month: 4,800 months hold 960 of them, so the 1,921st is 800 years on.
    let months =
        utc("2000-01-31T09:00:00", "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=-1;COUNT=1921").build().unwrap();
    let last = months.last(&Limits::default()).unwrap().unwrap();
    assert_eq!(last.start, parse_instant("2800-01-31T09:00:00Z").unwrap());
}

/// What a year's window may cost, in steps of a few nanoseconds, wherever it lies.
#[test]
fn hostile_rules_answer_within_a_million_steps() {
    let all = |n: usize| (0..n).map(|n| n.to_string()).collect::<Vec<_>>().join(",");
    let crowd = format!("BYHOUR={};BYMINUTE={};BYSECOND={}", all(24), all(60), all(60));
    let spin = "FREQ=SECONDLY;INTERVAL=7;BYDAY=MO;BYHOUR=0,7,14,21;BYMINUTE=0,7,14,21,28,35,42,49,56;\
                BYSECOND=0,1,2,3,4,5,7,8,9,10,11,12,14,15,16,17,18,19,21,22,23,24,25,26,28,29,30,31,32,33,35";
    let rules = [
        spin.to_owned(),
        format!("{spin};BYMONTH=2"),
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=29;BYHOUR=12;BYMINUTE=30;BYSECOND=15".to_owned(),
        "FREQ=SECONDLY;INTERVAL=86399;BYHOUR=0;BYMINUTE=0;BYSECOND=0;BYMONTH=1".to_owned(),
        "FREQ=SECONDLY;INTERVAL=11;BYHOUR=23;BYMINUTE=59;BYSECOND=59;BYYEARDAY=366".to_owned(),
        "FREQ=MINUTELY;INTERVAL=61;BYDAY=MO;BYMONTH=2;BYMONTHDAY=29".to_owned(),
        "FREQ=HOURLY;INTERVAL=168;BYDAY=MO;BYMONTH=1".to_owned(),
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO;BYMONTH=1".to_owned(),
        "FREQ=WEEKLY;INTERVAL=52;BYMONTH=6;BYDAY=SU,MO;BYSETPOS=2".to_owned(),
        "FREQ=YEARLY;INTERVAL=4;BYYEARDAY=366".to_owned(),
        format!("FREQ=YEARLY;{crowd};BYYEARDAY=366,-1;BYSETPOS=-366,366"),
        format!("FREQ=MONTHLY;{crowd};BYSETPOS=-366"),
        format!("FREQ=MONTHLY;{crowd};BYMONTHDAY=31;RSCALE=GREGORIAN;SKIP=FORWARD;COUNT=4294967295"),
        "FREQ=SECONDLY;COUNT=4294967295;BYMONTH=1,2,3,5,7,8,9".to_owned(),
        format!("FREQ=DAILY;{crowd};COUNT=4294967295"),
    ];
    for rule in rules {
        let series = utc("2025-01-01T00:00:01", &rule).build().unwrap();
        for year in [2025, 2026, 2399, 9998] {
            let at = |year: i32| parse_instant(&format!("{year}-01-01T00:00:00Z")).unwrap();
            let limits = Limits::default();
            let mut found = series.between(Interval::new(at(year), at(year + 1)).unwrap(), &limits);
            let first = found.next();
            let steps = limits.search_steps - found.budget.left();
            assert!(steps <= 1_000_000, "{rule} {year}: {steps}");
            let passes = |one: Result<_>| one.is_ok();
            assert!(first.is_none_or(passes), "{rule} {year}");
        }
    }
}

#[test]
fn a_far_window_costs_what_a_near_one_does() {
    for rule in [
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,WE,FR",
        "FREQ=DAILY;COUNT=2000000",
        "FREQ=MONTHLY;BYDAY=-1FR;COUNT=90000",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
        "FREQ=HOURLY;INTERVAL=5;BYMONTH=3",
    ] {
        let series = utc("2025-01-01T00:00:00", rule).build().unwrap();
        let steps = |from: &str, until: &str| {
            let at = |text: &str| -> DateTime<Utc> { parse_instant(text).unwrap() };
            let mut found = series.between(Interval::new(at(from), at(until)).unwrap(), &Limits::default());
            while found.next().is_some() {}
            Limits::default().search_steps - found.budget.left()
        };
        let (near, far) = (
            steps("2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z"),
            steps("7027-01-01T00:00:00Z", "7028-01-01T00:00:00Z"),
        );
        assert!(far <= near + 50, "{rule}: {near} steps near, {far} far");
    }
}

#[test]
fn what_the_calendar_lacks_moves_and_comes_once() {
    let days = |start: &str, rule: &str| -> Vec<String> {
        let series = utc(start, &format!("RSCALE=GREGORIAN;{rule}")).build().unwrap();
        starts(&series, 6).iter().map(|text| text.get(..10).unwrap().to_owned()).collect()
    };
    // 31 April becomes 1 May, which the rule names as well.
    let forward = days("2027-04-01T09:00:00", "FREQ=MONTHLY;BYMONTHDAY=1,31;SKIP=FORWARD");
    assert_eq!(forward, ["2027-04-01", "2027-05-01", "2027-05-31", "2027-06-01", "2027-07-01", "2027-07-31"]);
    // 30 April twice over.
    let backward = days("2027-04-01T09:00:00", "FREQ=MONTHLY;BYMONTHDAY=30,31;SKIP=BACKWARD");
    assert_eq!(
        backward,
        ["2027-04-30", "2027-05-30", "2027-05-31", "2027-06-30", "2027-07-30", "2027-07-31"]
    );
    // BYDAY asks the day it moved to (1 May 2027 is a Saturday), BYSETPOS the set it came from.
    let saturday = days("2027-04-01T09:00:00", "FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31;BYDAY=SA;SKIP=FORWARD");
    assert_eq!(saturday[0], "2027-05-01");
    let last = days("2027-04-01T09:00:00", "FREQ=MONTHLY;BYMONTHDAY=1,31;BYSETPOS=-1;SKIP=FORWARD");
    assert_eq!(last, ["2027-05-01", "2027-05-31", "2027-07-01", "2027-07-31", "2027-08-31", "2027-10-01"]);
    // Days that only limit have nothing to move.
    let daily = days("2027-04-01T09:00:00", "FREQ=DAILY;BYMONTHDAY=31;SKIP=FORWARD");
    assert_eq!(daily[..2], ["2027-05-31", "2027-07-31"]);
    assert_eq!(Skip::default(), Skip::Omit);
}

#[test]
fn a_start_that_only_counts_takes_one_of_the_count() {
    for count in 1..5 {
        let rule = format!("FREQ=WEEKLY;BYDAY=TU;COUNT={count}");
        let berlin = ZoneDb::builtin().get("Europe/Berlin").unwrap();
        for zone in [Zone::utc(), berlin] {
            let start = Start::Zoned(parse_wall("2027-03-28T02:30:00").unwrap(), zone);
            let series =
                Series::new(start).rule(rule.parse().unwrap()).include_dtstart(true).build().unwrap();
            assert_eq!(series.iter(&Limits::default()).count(), count);
            let walked = endless(&series).nth(count - 1, &Limits::default()).unwrap();
            assert_eq!(series.last(&Limits::default()).unwrap(), walked);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Where two periods share a day, what BYSETPOS picks on it for both is one, and comes in turns.
    #[test]
    fn what_two_periods_pick_of_a_day_is_counted_once(
        freq in prop::sample::select(vec!["MONTHLY", "MONTHLY;INTERVAL=2", "YEARLY", "YEARLY;BYMONTH=1,2,12"]),
        skip in prop::sample::select(vec!["BACKWARD", "FORWARD"]),
        days in prop::sample::subsequence(vec![1, 2, 29, 30, 31, -1, -29, -30, -31], 2..6),
        year_days in prop::sample::subsequence(vec![1, 2, 365, 366, -1, -365, -366], 2..5),
        positions in prop::sample::subsequence(vec![1, 2, 3, 4, 5, -1, -2, -3, -4, -5], 1..7),
        hours in prop::sample::subsequence(vec![0, 2, 3, 9], 1..4),
        zone in prop::sample::select(vec!["UTC", "Europe/Berlin"]),
        start in 0i64..1_000_000_000,
    ) {
        let list = |list: &[i32]| list.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        let (name, days) = if freq == "YEARLY" { ("BYYEARDAY", &year_days) } else { ("BYMONTHDAY", &days) };
        let rule = format!(
            "FREQ={freq};RSCALE=GREGORIAN;SKIP={skip};{name}={};BYSETPOS={};BYHOUR={}",
            list(days), list(&positions), list(&hours),
        );
        let start = crate::time::wall_of_secs(start / 3600 * 3600).format("%Y-%m-%dT%H:%M:%S").to_string();
        let Ok(rule) = rule.parse::<super::super::Rule>() else { return Ok(()) };
        let start = Start::Zoned(parse_wall(&start).unwrap(), ZoneDb::builtin().get(zone).unwrap());
        let series = Series::new(start).rule(rule).build().unwrap();
        let walked: Vec<_> = series.iter(&Limits::default()).take(150).map(Result::unwrap).collect();
        for (n, one) in walked.iter().enumerate() {
            prop_assert_eq!(series.nth(n, &Limits::default()).unwrap().map(|one| one.start), Some(one.start), "{}", n);
        }
        for pair in walked.chunks(7).filter(|pair| pair.len() == 7) {
            let range = Interval::new(pair[1].start, pair[6].start).unwrap();
            prop_assert_eq!(series.count(range, &Limits::default()).unwrap(), 5);
        }
    }
}

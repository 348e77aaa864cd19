use super::super::{Exception, Extent, Moment, Occurrence, Rule, Series, SeriesBuilder, Start};
use super::{starts, utc, zoned};
use crate::limits::Limits;
use crate::time::{
    Elapsed, format_instant, instant_of_secs, parse_date, parse_instant, parse_wall, wall_of_secs,
};
use crate::zone::{Zone, ZoneDb};
use chrono::{NaiveDateTime, TimeDelta};
use proptest::prelude::*;
use proptest::sample::{Index, select};

fn wall(text: &str) -> NaiveDateTime {
    parse_wall(text).unwrap()
}

fn limits() -> Limits {
    Limits::default()
}

fn rules(halves: &super::super::Halves) -> [String; 2] {
    let rule =
        |builder: SeriesBuilder| builder.build().unwrap().rule().map_or(String::new(), Rule::to_string);
    [rule(halves.before.clone().unwrap()), rule(halves.following.clone())]
}

#[test]
fn a_count_is_divided_and_an_until_is_the_last_instance() {
    let cut = wall("2027-02-03T09:00:00");
    for (rule, before, following) in [
        ("FREQ=DAILY;COUNT=5", "FREQ=DAILY;COUNT=2", "FREQ=DAILY;COUNT=3"),
        ("FREQ=DAILY", "FREQ=DAILY;UNTIL=20270202T090000Z", "FREQ=DAILY"),
        (
            "FREQ=DAILY;UNTIL=20270209T235959Z",
            "FREQ=DAILY;UNTIL=20270202T090000Z",
            "FREQ=DAILY;UNTIL=20270209T235959Z",
        ),
    ] {
        let halves = utc("2027-02-01T09:00:00", rule).split(cut, &limits()).unwrap();
        assert_eq!(rules(&halves), [before, following]);
        assert_eq!(halves.following.build().unwrap().start().wall(), cut);
    }
    // The form of UNTIL follows the start.
    let date = Series::new(Start::Date(parse_date("2027-02-01").unwrap())).zone(Zone::utc());
    let halves =
        date.rule("FREQ=DAILY".parse().unwrap()).split(parse_date("2027-02-03").unwrap(), &limits()).unwrap();
    assert_eq!(rules(&halves), ["FREQ=DAILY;UNTIL=20270202", "FREQ=DAILY"]);
    let floating = Series::new(Start::Floating(wall("2027-02-01T09:00:00"))).zone(Zone::utc());
    let halves = floating.rule("FREQ=DAILY".parse().unwrap()).split(cut, &limits()).unwrap();
    assert_eq!(rules(&halves), ["FREQ=DAILY;UNTIL=20270202T090000", "FREQ=DAILY"]);
}

#[test]
fn a_split_at_the_first_occurrence_is_the_whole() {
    let series = utc("2027-02-01T09:00:00", "FREQ=DAILY;COUNT=5");
    let halves = series.clone().split(wall("2027-02-01T09:00:00"), &limits()).unwrap();
    assert_eq!((halves.before, halves.following), (None, series));
}

#[test]
fn a_split_keeps_the_second_week_the_second_week() {
    // Sunday belongs to the week before Monday's, or to its own.
    for (start, rule) in [
        ("1997-08-05T09:00:00", "FREQ=WEEKLY;INTERVAL=2;COUNT=8;BYDAY=TU,SU;WKST=MO"),
        ("1997-08-05T09:00:00", "FREQ=WEEKLY;INTERVAL=2;COUNT=8;BYDAY=TU,SU;WKST=SU"),
    ] {
        let series = utc(start, rule);
        let all = starts(&series.clone().build().unwrap(), 99);
        for at in 1..8 {
            let cut = parse_instant(&all[at]).unwrap().naive_utc();
            let halves = series.clone().split(cut, &limits()).unwrap();
            let [before, following] =
                [halves.before.unwrap(), halves.following].map(|half| half.build().unwrap());
            assert_eq!(starts(&before, 99), all[..at]);
            assert_eq!(starts(&following, 99), all[at..]);
        }
    }
}

#[test]
fn dates_exclusions_and_exceptions_go_to_their_side() {
    let day = |day: u32| wall(&format!("2027-02-{day:02}T09:00:00"));
    let series = utc("2027-02-01T09:00:00", "FREQ=DAILY;COUNT=9")
        .rdate(wall("2027-01-15T12:00:00"))
        .rdate(wall("2027-02-08T12:00:00"))
        .exdate(day(2))
        .exdate(day(7))
        .exception(Exception::cancelled(day(3)))
        .exception(Exception::moved(day(4), wall("2027-03-01T09:00:00")))
        .exception(Exception::moved(day(6), wall("2027-01-01T09:00:00")));
    let halves = series.split(day(5), &limits()).unwrap();
    let [before, following] = [halves.before.unwrap(), halves.following].map(|half| half.build().unwrap());
    // The moved ones stay with their own side, wherever they take place.
    assert_eq!(starts(&before, 99), ["2027-01-15T12:00:00Z", "2027-02-01T09:00:00Z", "2027-03-01T09:00:00Z"]);
    assert_eq!(
        starts(&following, 99),
        [
            "2027-01-01T09:00:00Z",
            "2027-02-05T09:00:00Z",
            "2027-02-08T09:00:00Z",
            "2027-02-08T12:00:00Z",
            "2027-02-09T09:00:00Z"
        ]
    );
    assert_eq!(before.rule().unwrap().count(), Some(4));
    assert_eq!(following.rule().unwrap().count(), Some(5));
}

#[test]
fn a_change_that_holds_on_holds_in_the_second_half() {
    let day = |day: u32| wall(&format!("2027-02-{day:02}T09:00:00"));
    let series = utc("2027-02-01T09:00:00", "FREQ=DAILY;COUNT=4")
        .exception(Exception::moved(day(2), wall("2027-02-02T11:00:00")).and_following());
    let halves = series.split(day(3), &limits()).unwrap();
    let [before, following] = [halves.before.unwrap(), halves.following].map(|half| half.build().unwrap());
    assert_eq!(starts(&before, 9), ["2027-02-01T09:00:00Z", "2027-02-02T11:00:00Z"]);
    assert_eq!(starts(&following, 9), ["2027-02-03T11:00:00Z", "2027-02-04T11:00:00Z"]);
    assert_eq!(following.start().wall(), day(3));
}

#[test]
fn a_moved_month_end_is_still_the_31st_after_a_split() {
    let rule = "FREQ=MONTHLY;RSCALE=GREGORIAN;SKIP=BACKWARD;COUNT=5";
    let series = utc("2027-01-31T09:00:00", rule);
    let halves = series.split(wall("2027-02-28T09:00:00"), &limits()).unwrap();
    let following = halves.following.build().unwrap();
    assert_eq!(
        following.rule().unwrap().to_string(),
        "FREQ=MONTHLY;RSCALE=GREGORIAN;SKIP=BACKWARD;COUNT=4;BYMONTHDAY=31"
    );
    let expected =
        ["2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31"].map(|day| format!("{day}T09:00:00Z"));
    assert_eq!(starts(&following, 9), expected);
    // 1 March stands for 31 February, and every third month is counted from there.
    let rule = "FREQ=MONTHLY;INTERVAL=3;RSCALE=GREGORIAN;SKIP=FORWARD;COUNT=4";
    let series = utc("2026-11-30T09:00:00", rule);
    let halves = series.split(wall("2027-03-01T09:00:00"), &limits()).unwrap();
    let expected = ["2027-03-01", "2027-05-30", "2027-08-30"].map(|day| format!("{day}T09:00:00Z"));
    assert_eq!(starts(&halves.following.build().unwrap(), 9), expected);
    // Counted back, it moves out of its month the other way, and no start can say that.
    let rule = "FREQ=MONTHLY;INTERVAL=3;RSCALE=GREGORIAN;SKIP=BACKWARD;BYMONTHDAY=-31";
    let error = utc("2027-01-01T09:00:00", rule).split(wall("2027-03-31T09:00:00"), &limits()).unwrap_err();
    insta::assert_snapshot!(error, @"the series cannot be split there: SKIP moved the date out of its own month or year, and INTERVAL counts from there");
}

#[test]
fn what_a_gap_has_put_in_another_order_is_split_in_that_order() {
    // New York, 14 March 2027: 02:50 takes place at 03:50, after 03:10.
    let series =
        zoned("2027-03-13T02:50:00", "America/New_York", "FREQ=DAILY;BYHOUR=2,3;BYMINUTE=10,50;COUNT=9");
    let all = starts(&series.clone().build().unwrap(), 99);
    for at in 1..all.len() {
        let cut = parse_instant(&all[at]).unwrap();
        let halves = series.clone().split(cut, &limits()).unwrap();
        let [before, following] =
            [halves.before.unwrap(), halves.following].map(|half| half.build().unwrap());
        assert_eq!((starts(&before, 99), starts(&following, 99)), (all[..at].to_vec(), all[at..].to_vec()));
    }
}

#[test]
fn the_second_reading_of_a_repeated_time_is_meant_by_its_instant() {
    // Berlin, 31 October 2027: 02:30 at 00:30Z and at 01:30Z.
    let [first, second] =
        ["2027-10-31T00:30:00Z", "2027-10-31T01:30:00Z"].map(|text| parse_instant(text).unwrap());
    let series = zoned("2027-10-30T02:30:00", "Europe/Berlin", "FREQ=DAILY;COUNT=3").rdate(second);
    assert_eq!(starts(&series.clone().build().unwrap(), 9).len(), 4);
    let by_wall = series.clone().cancel(wall("2027-10-31T02:30:00"), &limits()).unwrap().build().unwrap();
    assert!(!by_wall.contains(first, &limits()).unwrap() && by_wall.contains(second, &limits()).unwrap());
    let by_instant = series.clone().cancel(second, &limits()).unwrap().build().unwrap();
    assert!(
        by_instant.contains(first, &limits()).unwrap() && !by_instant.contains(second, &limits()).unwrap()
    );
    let halves = series.split(second, &limits()).unwrap();
    assert_eq!(
        starts(&halves.before.unwrap().build().unwrap(), 9),
        ["2027-10-30T00:30:00Z", "2027-10-31T00:30:00Z"]
    );
    assert_eq!(
        starts(&halves.following.build().unwrap(), 9),
        ["2027-10-31T01:30:00Z", "2027-11-01T01:30:00Z"]
    );
}

#[test]
fn a_series_of_dates_is_split_into_two() {
    let series = Series::new(Start::utc(parse_instant("2027-02-01T09:00:00Z").unwrap()))
        .rdate(wall("2027-02-03T09:00:00"))
        .rdate_lasting(wall("2027-02-05T09:00:00"), Extent::Exact(Elapsed::from_minutes(30).unwrap()))
        .rdate(wall("2027-02-07T09:00:00"));
    let halves = series.split(wall("2027-02-05T09:00:00"), &limits()).unwrap();
    assert_eq!(
        starts(&halves.before.unwrap().build().unwrap(), 9),
        ["2027-02-01T09:00:00Z", "2027-02-03T09:00:00Z"]
    );
    let following = halves.following.build().unwrap();
    assert_eq!(starts(&following, 9), ["2027-02-05T09:00:00Z", "2027-02-07T09:00:00Z"]);
    let first = following.nth(0, &limits()).unwrap().unwrap();
    assert_eq!(first.end - first.start, TimeDelta::minutes(30));
}

#[test]
fn several_rules_cannot_be_split_with_one_start() {
    let series = utc("2027-02-01T09:00:00", "FREQ=DAILY").exrule("FREQ=WEEKLY".parse().unwrap());
    let error = series.split(wall("2027-02-03T09:00:00"), &limits()).unwrap_err();
    insta::assert_snapshot!(error, @"the series cannot be split there: it has several rules, which would need different starts");
}

#[test]
fn an_edit_means_an_occurrence() {
    let series = zoned("2027-02-01T09:00:00", "Europe/Paris", "FREQ=DAILY;COUNT=3");
    let (lesson, noon) = (wall("2027-02-02T09:00:00"), wall("2027-02-02T12:00:00"));
    for edited in [
        series.clone().cancel(noon, &limits()),
        series.clone().reset(noon, &limits()),
        series.clone().move_one(noon, lesson, None, &limits()),
        series.clone().split(noon, &limits()).map(|halves| halves.following),
        series.clone().cancel(wall("2027-02-04T09:00:00"), &limits()),
    ] {
        assert_eq!(edited.unwrap_err().code(), "recur.no-occurrence");
    }
    let cancelled = series.clone().cancel(lesson, &limits()).unwrap();
    assert_eq!(cancelled.clone().cancel(lesson, &limits()).unwrap(), cancelled);
    assert_eq!(
        cancelled.clone().move_one(lesson, noon, None, &limits()).unwrap_err().code(),
        "recur.cancelled"
    );
    let error = cancelled.clone().split(lesson, &limits()).unwrap_err();
    insta::assert_snapshot!(error, @"the occurrence at `2027-02-02T09:00:00` was cancelled; reset it first");
    insta::assert_snapshot!(series.clone().cancel(noon, &limits()).unwrap_err(), @"the series has no occurrence at `2027-02-02T12:00:00`; expected an original start, also of one that was moved");
    // A moved one is still meant by its original, also where the rule no longer names it.
    let moved = series.move_one(lesson, noon, None, &limits()).unwrap();
    let daily = moved.with_rule("FREQ=WEEKLY;COUNT=3".parse().unwrap());
    assert_eq!(starts(&daily.clone().build().unwrap(), 9)[1], "2027-02-02T11:00:00Z");
    let gone = daily.clone().cancel(lesson, &limits()).unwrap().build().unwrap();
    assert_eq!(starts(&gone, 9).len(), 3);
    assert_eq!(daily.reset(lesson, &limits()).unwrap().build().unwrap().iter(&limits()).count(), 3);
    let date = wall("2027-02-02T09:00:00").date();
    assert_eq!(gone.start().wall(), wall("2027-02-01T09:00:00"));
    let wrong =
        zoned("2027-02-01T09:00:00", "Europe/Paris", "FREQ=DAILY").cancel(date, &limits()).unwrap_err();
    assert_eq!(wrong.code(), "recur.date-type");
}

#[test]
fn a_reset_undoes_an_exdate_of_a_whole_day() {
    let series = utc("2027-02-01T09:00:00", "FREQ=DAILY;BYHOUR=9,12,15;COUNT=9")
        .exdate(parse_date("2027-02-02").unwrap());
    assert_eq!(starts(&series.clone().build().unwrap(), 99).len(), 6);
    let noon = series.reset(wall("2027-02-02T12:00:00"), &limits()).unwrap().build().unwrap();
    assert_eq!(starts(&noon, 99)[3], "2027-02-02T12:00:00Z");
    assert_eq!(starts(&noon, 99).len(), 7);
}

#[test]
fn a_new_time_of_day_moves_every_identity_alike() {
    let series = zoned("2027-03-26T01:30:00", "Europe/Berlin", "FREQ=DAILY;UNTIL=20270329T233000Z")
        .exdate(wall("2027-03-27T01:30:00"))
        .rdate(wall("2027-04-01T01:30:00"))
        .exception(Exception::cancelled(wall("2027-03-29T01:30:00")))
        .exception(Exception::moved(wall("2027-03-30T01:30:00"), wall("2027-03-30T18:00:00")));
    // 02:30 is skipped on the 28th.
    let later = series.clone().retime("02:30".parse().unwrap(), &limits()).unwrap();
    let found: Vec<Occurrence> = later.clone().build().unwrap().iter(&limits()).map(Result::unwrap).collect();
    let found: Vec<_> = found.iter().map(|one| (one.wall.to_string(), format_instant(one.start))).collect();
    let expected = [
        ("2027-03-26 02:30:00", "2027-03-26T01:30:00Z"),
        ("2027-03-28 02:30:00", "2027-03-28T01:30:00Z"),
        ("2027-03-30 02:30:00", "2027-03-30T16:00:00Z"),
        ("2027-04-01 02:30:00", "2027-04-01T00:30:00Z"),
    ];
    assert_eq!(found, expected.map(|(wall, at)| (wall.to_owned(), at.to_owned())));
    // UNTIL is the last instance, as it was.
    assert_eq!(
        later.clone().build().unwrap().rule().unwrap().to_string(),
        "FREQ=DAILY;UNTIL=20270330T003000Z"
    );
    assert_eq!(later.retime("01:30".parse().unwrap(), &limits()).unwrap(), series);
}

#[test]
fn a_time_that_the_rule_names_is_not_the_starts() {
    let code = |builder: SeriesBuilder, time: &str| {
        builder.retime(time.parse().unwrap(), &limits()).unwrap_err().code()
    };
    for rule in ["FREQ=HOURLY", "FREQ=DAILY;BYHOUR=9", "FREQ=DAILY;BYMINUTE=0"] {
        assert_eq!(code(utc("2027-02-01T09:00:00", rule), "10:00"), "recur.retime");
    }
    let date = Series::new(Start::Date(parse_date("2027-02-01").unwrap())).zone(Zone::utc());
    assert_eq!(code(date.clone(), "10:00"), "recur.retime");
    assert_eq!(code(utc("2027-02-01T09:00:00", "FREQ=DAILY"), "24:00"), "recur.retime");
    insta::assert_snapshot!(date.retime("10:00".parse().unwrap(), &limits()).unwrap_err(), @"the series cannot move to another time of day: a series of whole days has no time of day");
}

#[test]
fn edits_end_within_their_budget_and_at_the_ends_of_time() {
    let code =
        |edited: crate::error::Result<SeriesBuilder>| edited.map_or_else(|error| error.code(), |_| "ok");
    let small = Limits { search_steps: 100_000, ..Limits::default() };
    // Four billion seconds from 1900 on end in 2036.
    let long = utc("1900-01-01T00:00:00", "FREQ=SECONDLY;COUNT=4294967295");
    let halves = long.clone().split(wall("2030-01-01T00:00:00"), &small);
    assert_eq!(code(halves.map(|halves| halves.following)), "recur.budget");
    assert_eq!(code(long.cancel(wall("2030-01-01T00:00:00"), &small)), "ok");
    let last = wall("9999-12-31T23:59:59");
    let end = utc("9999-12-31T23:59:59", "FREQ=SECONDLY");
    assert_eq!(code(end.clone().cancel(last, &small)), "ok");
    assert_eq!(code(end.clone().move_one(last, wall("0001-01-01T00:00:00"), None, &small)), "ok");
    assert_eq!(code(end.split(last, &small).map(|halves| halves.following)), "ok");
    let east = zoned("9999-12-31T22:00:00", "Pacific/Kiritimati", "FREQ=DAILY");
    assert_eq!(code(east.clone().retime("23:59:59".parse().unwrap(), &small)), "ok");
    let first = zoned("0001-01-01T20:00:00", "Pacific/Kiritimati", "FREQ=DAILY;UNTIL=00010103T000000Z");
    assert_eq!(code(first.retime("00:00".parse().unwrap(), &small)), "ok");
    assert_eq!(code(east.cancel(wall("0001-01-01T00:00:00"), &small)), "recur.no-occurrence");
}

/// A rule of every form, in a zone whose clocks change, with dates, exclusions and exceptions around its instances.
fn series() -> impl Strategy<Value = SeriesBuilder> {
    let rules = select(vec![
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=10,50",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,WE,SU",
        "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1,-1",
        "FREQ=MONTHLY",
        "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=1,15,-1",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2,-2",
        "FREQ=MONTHLY;BYDAY=1SU,-1FR",
        "FREQ=MONTHLY;RSCALE=GREGORIAN;SKIP=BACKWARD",
        "FREQ=MONTHLY;RSCALE=GREGORIAN;SKIP=FORWARD;BYMONTHDAY=15,31",
        "FREQ=YEARLY",
        "FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1,20,53;BYDAY=MO,SU",
        "FREQ=YEARLY;BYMONTH=2,4;BYMONTHDAY=29,30;RSCALE=GREGORIAN;SKIP=FORWARD",
        "FREQ=YEARLY;BYYEARDAY=1,100,-1",
        "FREQ=HOURLY;INTERVAL=5",
        "FREQ=HOURLY;INTERVAL=7;BYMINUTE=10,50",
        "FREQ=MINUTELY;INTERVAL=50;BYHOUR=1,2,3",
    ]);
    let zones =
        select(vec!["UTC", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia"]);
    let end = select(vec!["", ";COUNT=30", ";UNTIL=20120301T000000Z"]);
    let start = 1_300_000_000i64..1_330_000_000;
    let lists =
        (proptest::collection::vec((any::<Index>(), 0u8..7, -100_000i64..100_000), 0..6), any::<bool>());
    (rules, end, zones, start, lists).prop_map(|(rule, end, zone, start, (changes, include))| {
        let zone = ZoneDb::builtin().get(zone).unwrap();
        let first = wall_of_secs(start / 600 * 600);
        let plain = Series::new(Start::Zoned(first, zone))
            .rule(format!("{rule}{end}").parse().unwrap())
            .include_dtstart(include)
            .lasting(Extent::Exact(Elapsed::from_minutes(45).unwrap()));
        let whole = plain.clone().build().unwrap();
        let instances: Vec<_> = whole.iter(&limits()).take(40).map(Result::unwrap).collect();
        changes.into_iter().fold(plain, |builder, (index, kind, by)| {
            if instances.is_empty() {
                return builder;
            }
            let one = index.get(&instances);
            let other = wall_of_secs(one.wall.and_utc().timestamp() + by / 60 * 60);
            match kind {
                0 => builder.rdate(other),
                1 => builder.rdate(instant_of_secs(one.start.timestamp() + 3600)),
                2 => builder.exdate(one.wall),
                3 => builder.exdate(one.wall.date()),
                4 => builder.exception(Exception::cancelled(one.wall)),
                5 => builder.exception(Exception::moved(one.wall, other)),
                _ => builder.exception(Exception::moved(one.wall, other).and_following()),
            }
        })
    })
}

fn all(builder: &SeriesBuilder) -> Vec<(String, String, NaiveDateTime)> {
    let until = parse_instant("2016-01-01T00:00:00Z").unwrap();
    let series = builder.clone().build().unwrap();
    let found = series.iter(&limits()).map(Result::unwrap).take_while(|one| one.start < until).take(400);
    found.map(|one| (format_instant(one.start), format_instant(one.end), one.wall)).collect()
}

proptest! {
    /// Together the halves have the occurrences of the whole, with their identities and lengths.
    #[test]
    fn two_halves_are_the_whole(series in series(), at in any::<Index>()) {
        let whole = all(&series);
        prop_assume!(!whole.is_empty());
        let (start, _, wall) = at.get(&whole);
        // A moved one is meant by its original; of two with one wall time, the one that takes place at it.
        let zone = series.clone().build().unwrap().zone().clone();
        let moment = if zone.wall(parse_instant(start).unwrap()) == *wall {
            Moment::Instant(parse_instant(start).unwrap())
        } else {
            Moment::Wall(*wall)
        };
        let halves = match series.clone().split(moment, &limits()) {
            Err(error) if error.code() == "recur.unsplittable" => return Ok(()),
            halves => halves.unwrap(),
        };
        let before = halves.before.as_ref().map(all).unwrap_or_default();
        let following = all(&halves.following);
        let mut both: Vec<_> = before.iter().chain(&following).cloned().collect();
        let mut whole = whole;
        both.sort();
        whole.sort();
        // Both lists end somewhere.
        let most = 350.min(both.len()).min(whole.len());
        prop_assert_eq!(&both[..most], &whole[..most]);
        prop_assert!(most == 350 || both.len() == whole.len());
        prop_assert!(halves.before.is_none() || before.len() < both.len());
    }

    /// What was cancelled, or moved, and reset is as if it had not been touched.
    #[test]
    fn a_reset_is_an_undo(series in series(), at in any::<Index>(), by in -100_000i64..100_000) {
        let plain = SeriesBuilder { excluded: Vec::new(), exceptions: Vec::new(), ..series };
        let whole = all(&plain);
        prop_assume!(!whole.is_empty());
        let (start, _, wall) = at.get(&whole);
        let moment = Moment::Instant(parse_instant(start).unwrap());
        let cancelled = plain.clone().cancel(moment, &limits()).unwrap();
        prop_assert_eq!(all(&cancelled).len().min(399), (whole.len() - 1).min(399));
        prop_assert_eq!(&cancelled.reset(moment, &limits()).unwrap(), &plain);
        let to = wall_of_secs(wall.and_utc().timestamp() + by);
        let moved = plain.clone().move_one(moment, to, None, &limits()).unwrap();
        prop_assert_eq!(&moved.clone().move_one(moment, to, None, &limits()).unwrap(), &moved);
        prop_assert_eq!(&moved.cancel(moment, &limits()).unwrap().reset(moment, &limits()).unwrap(), &plain);
    }

    /// Another time of day keeps every occurrence, and its date.
    #[test]
    fn a_new_time_keeps_every_date(series in series(), seconds in 0u32..86_400) {
        let time = crate::time::TimeOfDay::from_seconds(seconds).unwrap();
        let Ok(later) = series.clone().retime(time, &limits()) else { return Ok(()) };
        let plain = |builder: SeriesBuilder| SeriesBuilder { dates: Vec::new(), periods: Vec::new(), excluded: Vec::new(), exceptions: Vec::new(), ..builder };
        let dates = |builder: SeriesBuilder| -> Vec<_> {
            all(&plain(builder)).into_iter().map(|(.., wall)| wall.date()).collect()
        };
        // A date that Samoa skipped meets the next one at midnight, and only there.
        let apia = chrono::NaiveDate::from_ymd_opt(2011, 12, 30).unwrap();
        let known = |list: Vec<chrono::NaiveDate>| list.into_iter().filter(|date| (*date - apia).num_days().abs() > 1).collect::<Vec<_>>();
        let (was, is) = (known(dates(series.clone())), known(dates(later)));
        let most = was.len().min(is.len()).min(350);
        prop_assert_eq!(&was[..most], &is[..most]);
    }
}

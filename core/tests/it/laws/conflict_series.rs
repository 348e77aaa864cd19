//! Two series conflict where two lists of their occurrences do.

use chrono::{DateTime, Utc};
use kalends::conflict::{
    Entry, FirstConflict, Index, OccurrencePair, conflicts, conflicts_with, first_conflict,
    first_conflict_from,
};
use kalends::interval::Interval;
use kalends::recur::{Exception, Extent, Occurrence, Rule, Series, Start};
use kalends::time::{Elapsed, parse_instant, parse_wall};
use kalends::{Limits, ZoneDb};
use proptest::prelude::*;

const RULES: &[&str] = &[
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=DAILY;INTERVAL=5;COUNT=40",
    "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=30",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2",
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,WE,SU",
    "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270615T000000Z",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYDAY=2SU,-1FR",
    "FREQ=YEARLY;BYMONTH=3,10,11;BYDAY=SU",
    "FREQ=HOURLY;INTERVAL=7",
    "FREQ=HOURLY;INTERVAL=25;BYMONTH=3,4",
    "FREQ=MINUTELY;INTERVAL=2000",
];
const ZONES: &[&str] = &["UTC", "Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"];

fn extent() -> impl Strategy<Value = Extent> {
    let minutes = prop_oneof![Just(0_i64), Just(30), Just(60), 1..200_i64, 1_000..4_000_i64];
    let elapsed = minutes.prop_map(|minutes| Elapsed::from_minutes(minutes).unwrap());
    prop_oneof![
        3 => elapsed.clone().prop_map(Extent::Exact),
        1 => elapsed.prop_map(Extent::Wall),
        1 => Just(Extent::Nominal("P1D".parse().unwrap())),
    ]
}

fn series() -> impl Strategy<Value = Series> {
    let start = (1..28_u32, 0..24_u32, prop_oneof![Just(0_u32), Just(30), 0..60_u32]);
    let moved = prop::option::weighted(0.3, (1..200_u32, 0..24_u32));
    let more = prop::option::weighted(0.2, (0..RULES.len(), any::<bool>()));
    let following = prop::option::weighted(0.1, (0..90_i64, -200..200_i64));
    let all = (start, 0..RULES.len(), 0..ZONES.len(), extent(), moved, more, following);
    all.prop_map(|((day, hour, minute), rule, zone, extent, moved, more, following)| {
        let zone = ZoneDb::builtin().get(ZONES[zone]).unwrap();
        let wall = parse_wall(&format!("2027-01-{day:02}T{hour:02}:{minute:02}:00")).unwrap();
        let mut builder =
            Series::new(Start::Zoned(wall, zone)).rule(RULES[rule].parse().unwrap()).lasting(extent);
        if let Some((days, hours)) = moved {
            let to = wall + chrono::TimeDelta::days(days.into()) + chrono::TimeDelta::hours(hours.into());
            builder = builder
                .rdate(to + chrono::TimeDelta::minutes(17))
                .exception(
                    Exception::moved(wall, to).lasting(Extent::Exact(Elapsed::from_minutes(300).unwrap())),
                )
                .exdate(wall + chrono::TimeDelta::days(7));
        }
        if let Some((other, out)) = more {
            // What is taken out never is all.
            let rule = |text: &str| text.parse::<Rule>().unwrap();
            builder = if out {
                builder.exrule(rule("FREQ=WEEKLY;INTERVAL=6"))
            } else {
                builder.rule(rule(RULES[other]))
            };
        }
        if let Some((days, minutes)) = following {
            let original = wall + chrono::TimeDelta::days(days);
            let to = original + chrono::TimeDelta::minutes(minutes);
            builder = builder.exception(Exception::moved(original, to).and_following());
        }
        builder.build().unwrap()
    })
}

fn year() -> Interval {
    let at = |text| parse_instant(text).unwrap();
    Interval::new(at("2026-12-01T00:00:00Z"), at("2028-03-01T00:00:00Z")).unwrap()
}

fn ticks(one: &Occurrence) -> (i64, i64) {
    (one.start.timestamp(), one.end.timestamp().max(one.start.timestamp() + 1))
}

/// Every pair of two lists, by the instant at which they begin to overlap.
fn naive(a: &Series, b: &Series, range: Interval) -> Vec<OccurrencePair> {
    let list = |series: &Series| -> Vec<Occurrence> {
        series.overlapping(range, &Limits::default()).collect::<Result<_, _>>().unwrap()
    };
    let (a, b) = (list(a), list(b));
    let mut found = Vec::new();
    for x in &a {
        for y in &b {
            let (x_ticks, y_ticks) = (ticks(x), ticks(y));
            if x_ticks.0 < y_ticks.1 && y_ticks.0 < x_ticks.1 {
                found.push(OccurrencePair { a: *x, b: *y });
            }
        }
    }
    found.sort_by_key(key);
    found
}

fn key(pair: &OccurrencePair) -> [DateTime<Utc>; 5] {
    [pair.start(), pair.a.start, pair.b.start, pair.a.end, pair.b.end]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn the_conflicts_of_a_range_are_those_of_two_lists(a in series(), b in series()) {
        let limits = Limits::default();
        let expected = naive(&a, &b, year());
        let found: Vec<_> = conflicts(&a, &b, year(), &limits).collect::<Result<_, _>>().unwrap();
        prop_assert!(found.is_sorted_by_key(OccurrencePair::start));
        let mut sorted = found.clone();
        sorted.sort_by_key(key);
        prop_assert_eq!(&sorted, &expected);
        let mut swapped: Vec<_> =
            conflicts(&b, &a, year(), &limits).map(|pair| pair.unwrap().swapped()).collect();
        swapped.sort_by_key(key);
        prop_assert_eq!(swapped, expected);
    }

    #[test]
    fn the_first_conflict_is_the_first_of_two_lists(a in series(), b in series()) {
        let limits = Limits::default();
        let first = first_conflict(&a, &b, &limits);
        let expected = naive(&a, &b, year());
        let known = expected.first().filter(|pair| pair.start() < year().end());
        match (first, known) {
            (FirstConflict::At(pair), Some(expected)) => {
                prop_assert_eq!(pair.start(), expected.start());
                prop_assert!(naive(&a, &b, year()).contains(&pair));
            }
            (FirstConflict::At(pair), None) => prop_assert!(pair.start() >= year().end()),
            (FirstConflict::NotBefore(time), None) => prop_assert!(time >= year().end()),
            (FirstConflict::Never, None) => {}
            (first, expected) => prop_assert!(false, "{first:?}, not {expected:?}"),
        }
        prop_assert_eq!(first_conflict(&b, &a, &limits).swapped(), first);
    }

    /// What arithmetic and proofs say is what walking finds, past the years in which zones list their changes.
    #[test]
    fn arithmetic_finds_what_walking_finds_in_centuries(a in series(), b in series()) {
        let at = |text| parse_instant(text).unwrap();
        let range = Interval::new(at("2026-12-01T00:00:00Z"), at("2160-01-01T00:00:00Z")).unwrap();
        let walked = conflicts(&a, &b, range, &Limits::default()).next();
        match (first_conflict(&a, &b, &Limits::default()), walked) {
            (FirstConflict::At(pair), Some(walked)) => prop_assert_eq!(pair.start(), walked.unwrap().start()),
            (FirstConflict::At(pair), None) => prop_assert!(pair.start() >= range.end()),
            (FirstConflict::NotBefore(time), None) => prop_assert!(time >= range.end()),
            (found, walked) => prop_assert!(found == FirstConflict::Never && walked.is_none(), "{found:?}, {walked:?}"),
        }
    }

    #[test]
    fn a_search_can_be_cut_anywhere(a in series(), b in series(), hours in 0..9_000_i64) {
        let limits = Limits::default();
        let from = year().start() + chrono::TimeDelta::hours(hours);
        let on = |pair: &&OccurrencePair| ticks(&pair.a).1.min(ticks(&pair.b).1) > from.timestamp();
        let all = naive(&a, &b, year());
        let expected = all.iter().find(on).map(OccurrencePair::start);
        match first_conflict_from(&a, &b, from, &limits) {
            FirstConflict::At(pair) if expected.is_some() => {
                // Of what is on already, any is as good an answer as another.
                let same = pair.start().max(from) == expected.unwrap().max(from);
                prop_assert!(same, "{pair:?}, not {expected:?}");
            }
            FirstConflict::At(pair) => prop_assert!(pair.start() >= year().end()),
            FirstConflict::NotBefore(time) => prop_assert!(expected.is_none() && time >= year().end()),
            FirstConflict::Never => prop_assert_eq!(expected, None),
        }
        // However few steps there are, going on leads to the same.
        let whole = first_conflict(&a, &b, &limits);
        let (mut few, mut time) = (limits.clone(), year().start());
        few.search_steps = 600;
        for _ in 0..20 {
            match first_conflict_from(&a, &b, time, &few) {
                FirstConflict::NotBefore(next) => {
                    prop_assert!(next >= time);
                    if let FirstConflict::At(pair) = whole {
                        prop_assert!(pair.start() >= next);
                    }
                    time = next;
                    few.search_steps *= 2;
                }
                found => {
                    // Going on can come further than one search.
                    prop_assert!(found == whole || matches!(whole, FirstConflict::NotBefore(_)), "{found:?}");
                    break;
                }
            }
        }
    }

    #[test]
    fn a_series_meets_the_entries_that_its_occurrences_overlap(
        a in series(),
        spans in prop::collection::vec((0..10_000_i64, 1..3_000_i64), 0..30),
    ) {
        let at = |minutes: i64| year().start() + chrono::TimeDelta::minutes(60 * minutes);
        let entries: Vec<Entry> = (0..).zip(spans).map(|(item, (from, length))| {
            let until = at(from) + chrono::TimeDelta::minutes(length);
            Entry::new(Interval::new(at(from), until).unwrap(), item)
        }).collect();
        let range = Interval::new(at(500), at(9_000)).unwrap();
        let index = Index::build(entries);
        let mut expected = Vec::new();
        for one in a.overlapping(range, &Limits::default()) {
            let one = one.unwrap();
            let (start, end) = ticks(&one);
            let met = index.entries().iter().filter(|entry| {
                let (from, until) = (entry.span.start_secs(), entry.span.end_secs());
                start.max(from).max(range.start_secs()) < end.min(until).min(range.end_secs())
            });
            expected.extend(met.map(|entry| (one, *entry)));
        }
        let found: Vec<_> =
            conflicts_with(&a, &index, range, &Limits::default()).collect::<Result<_, _>>().unwrap();
        prop_assert_eq!(found, expected);
    }
}

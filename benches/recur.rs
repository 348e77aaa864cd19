//! Recurrence: whole expansions, a window far from the start, and reading a rule, against the `rrule` crate on the same
//! rules. What is expanded is compared first; where the two differ by intent (gaps), no such day is among the rules.

use chrono::{NaiveDateTime, TimeZone, Utc};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use kalends::interval::Interval;
use kalends::recur::{Rule, Series, Start};
use kalends::time::{parse_instant, parse_wall};
use kalends::{Limits, Zone, ZoneDb};
use rrule::{RRule, RRuleSet, Tz, Unvalidated};
use std::hint::black_box;
use std::time::Duration;

const START: &str = "2024-01-01T09:00:00";

/// Name, zone, rule, how many instances.
const RULES: [(&str, &str, &str, usize); 9] = [
    ("weekly MO,WE,FR", "UTC", "FREQ=WEEKLY;BYDAY=MO,WE,FR", 10_000),
    ("weekly MO,WE,FR in Paris", "Europe/Paris", "FREQ=WEEKLY;BYDAY=MO,WE,FR", 10_000),
    ("daily", "UTC", "FREQ=DAILY", 10_000),
    ("daily in Paris", "Europe/Paris", "FREQ=DAILY", 10_000),
    ("monthly -1FR", "UTC", "FREQ=MONTHLY;BYDAY=-1FR", 1_000),
    ("monthly last working day", "UTC", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", 1_000),
    ("yearly date", "UTC", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31", 1_000),
    ("yearly 2nd SU of March", "UTC", "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", 1_000),
    (
        "hourly in office hours",
        "UTC",
        "FREQ=HOURLY;BYHOUR=9,10,11,12,13,14,15,16;BYDAY=MO,TU,WE,TH,FR",
        10_000,
    ),
];

fn ours(zone: &str, rule: &str) -> Series {
    let zone = if zone == "UTC" { Zone::utc() } else { ZoneDb::builtin().get(zone).unwrap() };
    Series::new(Start::Zoned(parse_wall(START).unwrap(), zone)).rule(rule.parse().unwrap()).build().unwrap()
}

fn theirs(zone: &str, rule: &str) -> RRuleSet {
    let zone = if zone == "UTC" { Tz::UTC } else { Tz::Europe__Paris };
    let start: NaiveDateTime = parse_wall(START).unwrap();
    let start = zone.from_local_datetime(&start).unwrap();
    rule.parse::<RRule<Unvalidated>>().unwrap().build(start).unwrap()
}

fn all() -> Interval {
    Interval::new(Utc.timestamp_opt(0, 0).unwrap(), parse_instant("9999-01-01T00:00:00Z").unwrap()).unwrap()
}

/// The range in which exactly the first `count` instances start.
fn first(series: &Series, count: usize) -> Interval {
    let end = series.nth(count, &Limits::default()).unwrap().unwrap().start;
    Interval::new(all().start(), end).unwrap()
}

fn expand(c: &mut Criterion) {
    let limits = Limits::default();
    for (name, zone, rule, count) in RULES {
        let (series, set) = (ours(zone, rule), theirs(zone, rule));
        let range = first(&series, count);
        let mut starts = Vec::new();
        series.fill(range, &limits, &mut starts).unwrap();
        let same: Vec<i64> = set.into_iter().take(count).map(|at| at.timestamp()).collect();
        assert_eq!(starts, same, "{name}");

        let mut group = c.benchmark_group(format!("recur {name}"));
        group.throughput(Throughput::Elements(count as u64));
        group.bench_function(BenchmarkId::new("kalends", "fill"), |b| {
            let mut out = Vec::with_capacity(count);
            b.iter(|| {
                out.clear();
                series.fill(range, &limits, &mut out).unwrap();
                black_box(out.last().copied())
            });
        });
        group.bench_function(BenchmarkId::new("kalends", "iter"), |b| {
            let mut out = Vec::with_capacity(count);
            b.iter(|| {
                out.clear();
                out.extend(series.iter(&limits).take(count).map(|one| one.unwrap().start.timestamp()));
                black_box(out.last().copied())
            });
        });
        group.bench_function(BenchmarkId::new("rrule", "iter"), |b| {
            let mut out = Vec::with_capacity(count);
            b.iter(|| {
                out.clear();
                out.extend((&set).into_iter().take(count).map(|at| at.timestamp()));
                black_box(out.last().copied())
            });
        });
        group.finish();
    }
}

fn window(c: &mut Criterion) {
    let limits = Limits::default();
    let (from, until) = ("2124-06-01T00:00:00Z", "2124-06-08T00:00:00Z");
    let range = Interval::new(parse_instant(from).unwrap(), parse_instant(until).unwrap()).unwrap();
    let mut group = c.benchmark_group("recur a week after 100 years");
    for (name, rule) in [
        ("every third week", "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,WE,FR"),
        ("daily", "FREQ=DAILY"),
        ("daily with COUNT", "FREQ=DAILY;COUNT=40000"),
        ("monthly", "FREQ=MONTHLY;BYDAY=1MO,1TU,1WE"),
    ] {
        let (series, set) = (ours("UTC", rule), theirs("UTC", rule));
        let (after, before) =
            (Tz::UTC.timestamp_opt(range.start().timestamp(), 0).unwrap(), range.end().timestamp());
        let before = Tz::UTC.timestamp_opt(before - 1, 0).unwrap();
        let found = series.between(range, &limits).count();
        assert_eq!(found, set.clone().after(after).before(before).all(1_000).dates.len(), "{name}");
        group.bench_function(BenchmarkId::new("kalends", name), |b| {
            b.iter(|| black_box(series.between(range, &limits).count()));
        });
        group.bench_function(BenchmarkId::new("rrule", name), |b| {
            b.iter(|| black_box(set.clone().after(after).before(before).all(1_000).dates.len()));
        });
    }
    group.finish();
}

fn read(c: &mut Criterion) {
    let text = "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR;UNTIL=20301231T235959Z";
    let mut group = c.benchmark_group("recur read");
    group.bench_function(BenchmarkId::new("kalends", "parse"), |b| {
        b.iter(|| black_box(text).parse::<Rule>().unwrap());
    });
    group.bench_function(BenchmarkId::new("rrule", "parse"), |b| {
        b.iter(|| black_box(text).parse::<RRule<Unvalidated>>().unwrap());
    });
    for (name, rule) in
        [("weekly", "FREQ=WEEKLY;BYDAY=MO,WE,FR"), ("yearly", "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU")]
    {
        group.bench_function(BenchmarkId::new("kalends", format!("compile {name}")), |b| {
            let rule: Rule = rule.parse().unwrap();
            let start = Start::Zoned(parse_wall(START).unwrap(), Zone::utc());
            b.iter(|| Series::new(start.clone()).rule(rule.clone()).build().unwrap());
        });
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .without_plots()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(800));
    targets = expand, window, read
}
criterion_main!(benches);

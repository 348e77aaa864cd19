//! Windows far from the start.

use crate::rivals::Case;
use chrono::TimeZone;
use criterion::{Criterion, Throughput};
use kalends::Limits;
use kalends::interval::Interval;
use kalends::time::parse_instant;
use rrule::Tz;
use std::hint::black_box;

fn range(from: &str, until: &str) -> Interval {
    Interval::new(parse_instant(from).unwrap(), parse_instant(until).unwrap()).unwrap()
}

/// January 2026 in New York.
fn january() -> Interval {
    range("2026-01-01T05:00:00Z", "2026-02-01T05:00:00Z")
}

pub fn windows(c: &mut Criterion) {
    let (january, limits) = (january(), Limits::default());
    for (name, rule) in [("daily", "FREQ=DAILY"), ("weekly", "FREQ=WEEKLY;BYDAY=MO,WE,FR")] {
        let case = Case::new("1990-01-01T09:00:00", rule);
        let (series, set, ical_rs) = (case.kalends(), case.rrule(), case.ical_rs());
        let mut out = Vec::with_capacity(64);
        series.fill(january, &limits, &mut out).unwrap();
        let (from, until) = (january.start().timestamp(), january.end().timestamp());
        let after = Tz::UTC.timestamp_opt(from, 0).unwrap();
        let before = Tz::UTC.timestamp_opt(until - 1, 0).unwrap();
        let there = || set.clone().after(after).before(before).all(1_000).dates;
        assert!(there().iter().map(|at| at.timestamp()).eq(out.iter().copied()), "{name}");
        let mut group = c.benchmark_group(format!("recur/January 2026 of {name} since 1990"));
        group.bench_function("kalends fill", |b| {
            b.iter(|| {
                out.clear();
                series.fill(black_box(january), &limits, &mut out).unwrap();
                black_box(out.last().copied())
            });
        });
        group.bench_function("kalends between", |b| {
            let mut out = Vec::with_capacity(64);
            b.iter(|| {
                out.clear();
                out.extend(series.between(black_box(january), &limits).map(Result::unwrap));
                black_box(out.last().copied())
            });
        });
        group.bench_function("rrule", |b| b.iter(|| black_box(there().len())));
        group.bench_function("ical-rs", |b| {
            b.iter(|| {
                out.clear();
                out.extend(ical_rs.clone().skip_while(|at| *at < from).take_while(|at| *at < until));
                black_box(out.last().copied())
            });
        });
        group.finish();
    }
}

/// No rival in Rust answers these in less than 30 ms.
pub fn minutes(c: &mut Criterion) {
    let (january, mut limits) = (january(), Limits::default());
    limits.occurrences = 100_000;
    for (name, rule, count) in
        [("minutely by 30", "FREQ=MINUTELY;INTERVAL=30", 1_488), ("minutely", "FREQ=MINUTELY", 44_640)]
    {
        let series = Case::new("1990-01-01T09:00:00", rule).kalends();
        let mut out: Vec<i64> = Vec::with_capacity(count);
        series.fill(january, &limits, &mut out).unwrap();
        assert_eq!(out.len(), count, "{name}");
        let mut group = c.benchmark_group(format!("recur/January 2026 of {name} since 1990"));
        group.throughput(Throughput::Elements(count as u64));
        group.bench_function("kalends fill", |b| {
            b.iter(|| {
                out.clear();
                series.fill(black_box(january), &limits, &mut out).unwrap();
                black_box(out.last().copied())
            });
        });
        group.bench_function("bare writes", |b| {
            b.iter(|| {
                out.clear();
                out.extend((0..count as i64).map(|n| black_box(1_700_000_000) + n * 60));
                black_box(out.last().copied())
            });
        });
        group.finish();
    }
}

/// The same month, a year and 400 years after the start.
pub fn distance(c: &mut Criterion) {
    let (january, limits) = (january(), Limits::default());
    for (name, rule) in [
        ("daily", "FREQ=DAILY"),
        ("daily with COUNT", "FREQ=DAILY;COUNT=200000"),
        ("weekly", "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
        ("weekly with COUNT", "FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=200000"),
        ("monthly", "FREQ=MONTHLY;BYDAY=1MO,1TU,1WE"),
        ("monthly with COUNT", "FREQ=MONTHLY;BYDAY=1MO,1TU,1WE;COUNT=200000"),
        ("yearly", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1,2,31"),
        ("yearly with COUNT", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1,2,31;COUNT=200000"),
        ("minutely", "FREQ=MINUTELY;INTERVAL=30"),
        ("minutely with COUNT", "FREQ=MINUTELY;INTERVAL=30;COUNT=8000000"),
    ] {
        let mut group = c.benchmark_group(format!("recur/distance {name}"));
        for (distance, start) in [("1 year", "2025-01-01T09:00:00"), ("400 years", "1626-01-01T09:00:00")] {
            let series = Case::new(start, rule).kalends();
            let mut out = Vec::with_capacity(64);
            series.fill(january, &limits, &mut out).unwrap();
            assert!(out.len() >= 3, "{name}");
            group.bench_function(distance, |b| {
                b.iter(|| {
                    out.clear();
                    series.fill(black_box(january), &limits, &mut out).unwrap();
                    black_box(out.last().copied())
                });
            });
        }
        group.finish();
    }
}

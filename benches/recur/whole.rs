//! Expansions from the start on.

use crate::rivals::{Case, of_calcard};
use criterion::{Criterion, Throughput};
use kalends::Limits;
use kalends::interval::Interval;
use kalends::recur::{Rule, Series};
use kalends::time::parse_instant;
use std::hint::black_box;

/// Name, start and rule, how many instances. All end before 2100, after which chrono-tz is wrong.
const CASES: [(&str, Case, usize); 7] = [
    ("weekly MO,WE,FR", Case::new("2024-01-01T09:00:00", "FREQ=WEEKLY;BYDAY=MO,WE,FR"), 10_000),
    ("daily", Case::new("2024-01-01T09:00:00", "FREQ=DAILY"), 10_000),
    ("monthly -1FR", Case::new("2010-01-29T09:00:00", "FREQ=MONTHLY;BYDAY=-1FR"), 1_000),
    (
        "monthly last working day",
        Case::new("2010-01-29T09:00:00", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
        1_000,
    ),
    (
        "yearly BYMONTH BYDAY BYSETPOS",
        Case::new("2010-03-01T09:00:00", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1"),
        160,
    ),
    (
        "yearly BYMONTH BYWEEKNO BYSETPOS",
        Case::new(
            "2010-06-07T09:00:00",
            "FREQ=YEARLY;BYMONTH=6;BYWEEKNO=23,24,25;BYDAY=MO,WE,FR;BYSETPOS=1,2,-1",
        ),
        240,
    ),
    (
        "hourly in office hours",
        Case::new("2024-01-01T09:00:00", "FREQ=HOURLY;BYHOUR=9,10,11,12,13,14,15,16;BYDAY=MO,TU,WE,TH,FR"),
        10_000,
    ),
];

/// The range in which exactly the first `count` instances start.
fn first(series: &Series, count: usize) -> Interval {
    let end = series.nth(count, &Limits::default()).unwrap().unwrap().start;
    Interval::new(parse_instant("2000-01-01T00:00:00Z").unwrap(), end).unwrap()
}

pub fn expand(c: &mut Criterion) {
    let limits = Limits::default();
    for (name, case, count) in CASES {
        let (series, set, ical_rs, calcard) = (case.kalends(), case.rrule(), case.ical_rs(), case.calcard());
        let range = first(&series, count);
        let mut starts = Vec::new();
        series.fill(range, &limits, &mut starts).unwrap();
        assert_eq!(starts.len(), count, "{name}");
        let rrule: Vec<i64> = (&set).into_iter().take(count).map(|at| at.timestamp()).collect();
        let mut events = Vec::new();
        of_calcard(&calcard, count, &mut events);
        let right = [
            ("rrule", rrule == starts),
            ("ical-rs", ical_rs.clone().take(count).eq(starts.iter().copied())),
            ("calcard", events == starts),
        ];
        let right = |rival: &str| {
            let same = right.iter().any(|(name, same)| *name == rival && *same);
            if !same {
                println!("{name}: {rival} answers otherwise and takes no part");
            }
            same
        };

        let mut group = c.benchmark_group(format!("recur/{name}"));
        group.throughput(Throughput::Elements(count as u64));
        let mut out: Vec<i64> = Vec::with_capacity(count);
        group.bench_function("kalends fill", |b| {
            b.iter(|| {
                out.clear();
                series.fill(range, &limits, &mut out).unwrap();
                black_box(out.last().copied())
            });
        });
        group.bench_function("kalends iter", |b| {
            let mut out = Vec::with_capacity(count);
            b.iter(|| {
                out.clear();
                out.extend(series.iter(&limits).take(count).map(Result::unwrap));
                black_box(out.last().copied())
            });
        });
        group.bench_function("bare writes", |b| {
            b.iter(|| {
                out.clear();
                out.extend((0..count as i64).map(|n| black_box(1_700_000_000) + n * 86_400));
                black_box(out.last().copied())
            });
        });
        if right("rrule") {
            group.bench_function("rrule", |b| {
                let mut out = Vec::with_capacity(count);
                b.iter(|| {
                    out.clear();
                    out.extend((&set).into_iter().take(count));
                    black_box(out.last().copied())
                });
            });
        }
        if right("ical-rs") {
            group.bench_function("ical-rs", |b| {
                b.iter(|| {
                    out.clear();
                    out.extend(ical_rs.clone().take(count));
                    black_box(out.last().copied())
                });
            });
        }
        if right("calcard") {
            group.bench_function("calcard", |b| {
                b.iter(|| {
                    out.clear();
                    of_calcard(&calcard, count, &mut out);
                    black_box(out.last().copied())
                });
            });
        }
        group.finish();
    }
}

/// From text to thirty starts.
pub fn first_thirty(c: &mut Criterion) {
    const COUNT: usize = 30;
    let case = Case::new("2026-01-01T09:00:00", "FREQ=DAILY");
    let (limits, start) = (Limits::default(), case.start());
    let mut group = c.benchmark_group("recur/first 30 of a daily rule, from its text");
    group.throughput(Throughput::Elements(COUNT as u64));
    group.bench_function("kalends fill", |b| {
        let month = Interval::new(
            parse_instant("2026-01-01T00:00:00Z").unwrap(),
            parse_instant("2026-01-31T00:00:00Z").unwrap(),
        )
        .unwrap();
        let mut out = Vec::with_capacity(COUNT);
        b.iter(|| {
            out.clear();
            let rule: Rule = black_box(case.rule).parse().unwrap();
            let series = Series::new(start.clone()).rule(rule).build().unwrap();
            series.fill(month, &limits, &mut out).unwrap();
            assert_eq!(out.len(), COUNT);
        });
    });
    group.bench_function("kalends iter", |b| {
        let mut out = Vec::with_capacity(COUNT);
        b.iter(|| {
            out.clear();
            let rule: Rule = black_box(case.rule).parse().unwrap();
            let series = Series::new(start.clone()).rule(rule).build().unwrap();
            out.extend(series.iter(&limits).take(COUNT).map(|one| one.unwrap().start.timestamp()));
            black_box(out.last().copied())
        });
    });
    group.bench_function("rrule", |b| {
        let mut out = Vec::with_capacity(COUNT);
        b.iter(|| {
            out.clear();
            out.extend(black_box(case).rrule().into_iter().take(COUNT).map(|at| at.timestamp()));
            black_box(out.last().copied())
        });
    });
    group.bench_function("ical-rs", |b| {
        let mut out = Vec::with_capacity(COUNT);
        b.iter(|| {
            out.clear();
            out.extend(black_box(case).ical_rs().take(COUNT));
            black_box(out.last().copied())
        });
    });
    group.finish();
}

//! Recurrence: many occurrences in a row, and a month far from the start, against the rrule crate.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use kalends::interval::Interval;
use kalends::recur::{Occurrence, Series, Start};
use kalends::time::{parse_instant, parse_wall};
use kalends::{Limits, ZoneDb};
use rrule::RRuleSet;
use std::hint::black_box;
use std::time::Duration;

const ZONE: &str = "Europe/Paris";

/// Name, rule, and how many occurrences are taken in a row: none of them after 2100, where chrono-tz, which the other
/// crate stands on, no longer applies the zone's rule.
const RULES: [(&str, &str, u16); 6] = [
    ("every day", "FREQ=DAILY", 1_000),
    ("three days a week", "FREQ=WEEKLY;BYDAY=MO,WE,FR", 1_000),
    ("every second week", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", 1_000),
    ("the 31st", "FREQ=MONTHLY;BYMONTHDAY=31", 500),
    ("last working day", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", 1_000),
    ("every 20 minutes of a morning", "FREQ=DAILY;BYHOUR=9,10,11;BYMINUTE=0,20,40", 1_000),
];

struct Case {
    ours: Series,
    theirs: RRuleSet,
}

/// Both engines, for a rule whose first occurrence is the start.
fn case(rule: &str, start: &str) -> Case {
    let wall = parse_wall(start).unwrap();
    let ours =
        Series::new(Start::Zoned(wall, ZoneDb::builtin().get(ZONE).unwrap())).rule(rule.parse().unwrap());
    let compact = start.replace(['-', ':'], "");
    let theirs = format!("DTSTART;TZID={ZONE}:{compact}\nRRULE:{rule}").parse().unwrap();
    Case { ours: ours.build().unwrap(), theirs }
}

fn taken(case: &Case, count: u16, limits: &Limits) -> Vec<Occurrence> {
    case.ours.iter(limits).take(usize::from(count)).map(Result::unwrap).collect()
}

fn within(case: &Case, range: Interval, limits: &Limits) -> Vec<Occurrence> {
    case.ours.between(range, limits).map(Result::unwrap).collect()
}

/// Their bounds are both inclusive, and one occurrence is asked for at the end less one second.
fn within_theirs(case: &Case, range: Interval) -> Vec<DateTime<rrule::Tz>> {
    let zone = rrule::Tz::from(ZONE.parse::<Tz>().unwrap());
    let last = range.end() - chrono::TimeDelta::seconds(1);
    let set = case.theirs.clone().after(range.start().with_timezone(&zone)).before(last.with_timezone(&zone));
    set.all_unchecked()
}

fn same(name: &str, ours: &[Occurrence], theirs: &[DateTime<rrule::Tz>]) {
    let theirs = theirs.iter().map(DateTime::to_utc);
    assert!(ours.iter().map(|next| next.start).eq(theirs), "{name}: the answers differ");
}

fn recur(c: &mut Criterion) {
    let limits = Limits::default();
    for (name, rule, count) in RULES {
        let case = case(rule, "2000-01-31T09:00:00");
        same(name, &taken(&case, count, &limits), &case.theirs.clone().all(count).dates);
        let mut group = c.benchmark_group(format!("in a row/{name}"));
        group.throughput(Throughput::Elements(u64::from(count)));
        group.bench_function("kalends", |t| t.iter(|| taken(black_box(&case), count, &limits)));
        group.bench_function("rrule", |t| t.iter(|| black_box(&case).theirs.clone().all(count).dates));
        group.finish();
    }

    let instant = |text: &str| -> DateTime<Utc> { parse_instant(text).unwrap() };
    let month = Interval::new(instant("2037-05-01T00:00:00Z"), instant("2037-06-01T00:00:00Z")).unwrap();
    for (name, rule, _) in RULES {
        let case = case(rule, "1972-01-31T09:00:00");
        same(name, &within(&case, month, &limits), &within_theirs(&case, month));
        let mut group = c.benchmark_group(format!("a month after 65 years/{name}"));
        group.bench_function("kalends", |t| t.iter(|| within(black_box(&case), month, &limits)));
        group.bench_function("rrule", |t| t.iter(|| within_theirs(black_box(&case), month)));
        group.finish();
    }
}

fn short() -> Criterion {
    Criterion::default()
        .without_plots()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1))
}

criterion_group! { name = benches; config = short(); targets = recur }
criterion_main!(benches);

//! Zones: from an instant to its offset, and from a wall time to its instant, 1,000 look-ups a turn, against chrono-tz.
//!
//! The zones are ones on which both releases of the zone data agree. From 2101 on chrono-tz no longer applies the
//! zones' rules, so there only the time is compared, not the answer.

use chrono::{DateTime, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use kalends::zone::{Disambiguation, Zone, ZoneDb};
use std::hint::black_box;
use std::time::Duration;

const LOOKUPS: usize = 1_000;

/// Name, first and last second.
const YEARS: [(&str, i64, i64); 2] =
    [("2000-2037", 946_684_800, 2_145_916_800), ("2101-2200", 4_133_980_800, 7_289_654_400)];

const ZONES: [&str; 3] = ["Europe/Paris", "America/New_York", "Australia/Lord_Howe"];

/// Seconds in no order, so that no cache or predictor has seen the next one coming.
fn seconds(from: i64, until: i64) -> Vec<i64> {
    let mut seed: u64 = 42;
    std::iter::repeat_with(|| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        from + i64::try_from(seed >> 20).unwrap() % (until - from)
    })
    .take(LOOKUPS)
    .collect()
}

fn offset_in(tz: Tz, at: DateTime<Utc>) -> i32 {
    tz.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc()
}

/// As one writes it with chrono: the first of two, and in a gap the offset from before it.
fn instant_in(tz: Tz, wall: NaiveDateTime) -> i64 {
    if let Some(found) = tz.from_local_datetime(&wall).earliest() {
        return found.timestamp();
    }
    let before = tz.from_local_datetime(&(wall - chrono::TimeDelta::hours(3))).earliest().unwrap();
    wall.and_utc().timestamp() - i64::from(before.offset().fix().local_minus_utc())
}

fn instant_of(zone: &Zone, wall: NaiveDateTime) -> i64 {
    zone.resolve(wall, Disambiguation::Compatible).unwrap().timestamp()
}

fn zone(c: &mut Criterion) {
    for name in ZONES {
        let (ours, theirs) = (ZoneDb::builtin().get(name).unwrap(), name.parse::<Tz>().unwrap());
        for (years, from, until) in YEARS {
            let times: Vec<DateTime<Utc>> =
                seconds(from, until).into_iter().map(|at| DateTime::from_timestamp(at, 0).unwrap()).collect();
            let walls: Vec<NaiveDateTime> = times.iter().map(DateTime::naive_utc).collect();
            if until < YEARS[1].1 {
                assert!(times.iter().all(|&at| ours.offset_at(at) == offset_in(theirs, at)), "{name}");
                assert!(
                    walls.iter().all(|&wall| instant_of(&ours, wall) == instant_in(theirs, wall)),
                    "{name}"
                );
            }

            let mut group = c.benchmark_group(format!("instant to offset/{name} {years}"));
            group.throughput(Throughput::Elements(LOOKUPS as u64));
            group.bench_function("kalends", |t| {
                t.iter(|| black_box(&times).iter().map(|&at| i64::from(ours.offset_at(at))).sum::<i64>());
            });
            group.bench_function("chrono-tz", |t| {
                t.iter(|| black_box(&times).iter().map(|&at| i64::from(offset_in(theirs, at))).sum::<i64>());
            });
            group.finish();

            let mut group = c.benchmark_group(format!("wall to instant/{name} {years}"));
            group.throughput(Throughput::Elements(LOOKUPS as u64));
            group.bench_function("kalends", |t| {
                t.iter(|| black_box(&walls).iter().map(|&wall| instant_of(&ours, wall)).sum::<i64>());
            });
            group.bench_function("chrono-tz", |t| {
                t.iter(|| black_box(&walls).iter().map(|&wall| instant_in(theirs, wall)).sum::<i64>());
            });
            group.finish();
        }
    }
}

fn short() -> Criterion {
    Criterion::default()
        .without_plots()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1))
}

criterion_group! { name = benches; config = short(); targets = zone }
criterion_main!(benches);

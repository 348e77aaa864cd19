//! Zones: from an instant to its offset, and from a wall time to its instant, against jiff, chrono-tz, and the least that
//! could be done: a table with one entry for each stretch of time that holds at most one change.
//!
//! The zones are ones on which all releases of the zone data agree. From 2101 on chrono-tz no longer applies the zones'
//! rules, so there only its time is compared, not its answer.

use chrono::{DateTime, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jiff::tz::TimeZone as JiffZone;
use kalends::zone::{Disambiguation, Zone, ZoneDb};
use std::hint::black_box;
use std::time::Duration;

const LOOKUPS: usize = 10_000;

/// Name, first and last second, whether they come in order.
const TIMES: [(&str, i64, i64, bool); 4] = [
    ("1970-2037 random", 0, 2_145_916_800, false),
    ("1970-2037 sorted", 0, 2_145_916_800, true),
    ("2040-2099 random", 2_208_988_800, 4_102_444_800, false),
    ("2101-2300 random", 4_133_980_800, 10_445_068_800, false),
];

const NAME: &str = "America/New_York";

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

/// The floor: what holds before and after the one change of each 97 days since 1970.
struct Buckets(Vec<(i64, i32, i32)>);

const BUCKET: u32 = 23;

impl Buckets {
    fn new(zone: &Zone, until: i64) -> Self {
        let instant = |at: i64| DateTime::from_timestamp(at, 0).unwrap();
        let bucket = |n: i64| {
            let (start, end) = (n << BUCKET, (n + 1) << BUCKET);
            let change =
                zone.next_transition(instant(start - 1)).map_or(i64::MAX, |change| change.at.timestamp());
            (change, zone.offset_at(instant(start - 1)), zone.offset_at(instant(end - 1)))
        };
        Self((0..=until >> BUCKET).map(bucket).collect())
    }

    fn offset(&self, at: i64) -> i32 {
        let (change, before, after) = self.0[(at >> BUCKET) as usize];
        if at < change { before } else { after }
    }
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

fn jiff_wall(at: i64) -> jiff::civil::DateTime {
    jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::from_second(at).unwrap())
}

fn zone(c: &mut Criterion) {
    let (ours, theirs) = (ZoneDb::builtin().get(NAME).unwrap(), NAME.parse::<Tz>().unwrap());
    let jiff = JiffZone::get(NAME).unwrap();
    for (name, from, until, sorted) in TIMES {
        let mut seconds = seconds(from, until);
        if sorted {
            seconds.sort_unstable();
        }
        let instants: Vec<_> = seconds.iter().map(|at| DateTime::from_timestamp(*at, 0).unwrap()).collect();
        let stamps: Vec<_> = seconds.iter().map(|at| jiff::Timestamp::from_second(*at).unwrap()).collect();
        let buckets = Buckets::new(&ours, until);
        let jiff_offset = |at: &jiff::Timestamp| jiff.to_offset(*at).seconds();
        for ((second, at), stamp) in seconds.iter().zip(&instants).zip(&stamps) {
            let offset = ours.offset_at(*at);
            assert_eq!([buckets.offset(*second), jiff_offset(stamp)], [offset; 2], "{at}");
            assert!(from > 4_102_444_800 || offset_in(theirs, *at) == offset, "{at}");
        }

        let mut group = c.benchmark_group(format!("zone/instant to offset {name}"));
        group.throughput(Throughput::Elements(LOOKUPS as u64));
        group.bench_function("kalends seconds", |t| {
            let mut out = Vec::with_capacity(LOOKUPS);
            t.iter(|| {
                out.clear();
                ours.offsets(black_box(&seconds), &mut out);
                black_box(out.last().copied())
            });
        });
        group.bench_function("floor seconds", |t| {
            let mut out = Vec::with_capacity(LOOKUPS);
            t.iter(|| {
                out.clear();
                out.extend(black_box(&seconds).iter().map(|at| buckets.offset(*at)));
                black_box(out.last().copied())
            });
        });
        group.bench_function("kalends", |t| {
            t.iter(|| black_box(&instants).iter().map(|at| i64::from(ours.offset_at(*at))).sum::<i64>());
        });
        group.bench_function("jiff", |t| {
            t.iter(|| black_box(&stamps).iter().map(|at| i64::from(jiff_offset(at))).sum::<i64>());
        });
        group.bench_function("chrono-tz", |t| {
            t.iter(|| black_box(&instants).iter().map(|at| i64::from(offset_in(theirs, *at))).sum::<i64>());
        });
        group.finish();

        let walls: Vec<NaiveDateTime> = instants.iter().map(DateTime::naive_utc).collect();
        let civil: Vec<_> = seconds.iter().map(|at| jiff_wall(*at)).collect();
        let resolved = |wall: NaiveDateTime| ours.resolve(wall, Disambiguation::Compatible).unwrap();
        let jiff_resolved =
            |wall: jiff::civil::DateTime| jiff.to_ambiguous_timestamp(wall).compatible().unwrap();
        for (wall, civil) in walls.iter().zip(&civil) {
            let at = resolved(*wall).timestamp();
            assert_eq!(jiff_resolved(*civil).as_second(), at, "{wall}");
            assert!(from > 4_102_444_800 || instant_in(theirs, *wall) == at, "{wall}");
        }
        let mut group = c.benchmark_group(format!("zone/wall to instant {name}"));
        group.throughput(Throughput::Elements(LOOKUPS as u64));
        group.bench_function("kalends seconds", |t| {
            let mut out = Vec::with_capacity(LOOKUPS);
            t.iter(|| {
                out.clear();
                ours.instants(black_box(&seconds), Disambiguation::Compatible, &mut out).unwrap();
                black_box(out.last().copied())
            });
        });
        group.bench_function("kalends", |t| {
            let mut out = Vec::with_capacity(LOOKUPS);
            t.iter(|| {
                out.clear();
                out.extend(black_box(&walls).iter().map(|wall| resolved(*wall)));
                black_box(out.last().copied())
            });
        });
        group.bench_function("jiff", |t| {
            let mut out = Vec::with_capacity(LOOKUPS);
            t.iter(|| {
                out.clear();
                out.extend(black_box(&civil).iter().map(|wall| jiff_resolved(*wall)));
                black_box(out.last().copied())
            });
        });
        group.bench_function("chrono-tz", |t| {
            t.iter(|| black_box(&walls).iter().map(|wall| instant_in(theirs, *wall)).sum::<i64>());
        });
        group.finish();
    }
}

fn short() -> Criterion {
    Criterion::default()
        .without_plots()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(100))
        .measurement_time(Duration::from_millis(400))
}

criterion_group! { name = benches; config = short(); targets = zone }
criterion_main!(benches);

//! What is allocated: bytes for zones, and nothing for an occurrence. A binary of its own, since it counts in the
//! global allocator.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use allocation_counter::{AllocationInfo, measure};
use chrono::NaiveDateTime;
use kalends::Limits;
use kalends::interval::Interval;
use kalends::recur::{Series, Start};
use kalends::time::{parse_instant, parse_wall};
use kalends::zone::{Disambiguation, ZoneDb};
use std::sync::OnceLock;

/// All zones, each asked for an instant and a wall time in every half year of four centuries. Every test comes by here
/// first, so that the zones are nobody else's.
fn zones() -> AllocationInfo {
    static ZONES: OnceLock<AllocationInfo> = OnceLock::new();
    *ZONES.get_or_init(|| {
        measure(|| {
            let db = ZoneDb::builtin();
            for name in db.names() {
                let zone = db.get(name).unwrap();
                let mut at = parse_instant("1900-01-01T00:00:00Z").unwrap();
                while at < parse_instant("2300-01-01T00:00:00Z").unwrap() {
                    let wall: NaiveDateTime = zone.wall(at);
                    assert!(zone.resolve(wall, Disambiguation::Compatible).is_ok());
                    at += chrono::TimeDelta::days(182);
                }
            }
        })
    })
}

#[test]
fn all_zones_in_use_take_less_than_two_megabytes() {
    let bytes = zones().bytes_current;
    println!("{} zones keep {bytes} bytes", ZoneDb::builtin().names().count());
    assert!((100_000..2_000_000).contains(&bytes), "{bytes}");
}

/// One rule for each way in which the engine walks.
const RULES: [&str; 8] = [
    "FREQ=DAILY",
    "FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "FREQ=MINUTELY;INTERVAL=30",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1",
    "FREQ=MONTHLY;BYDAY=MO,TU;BYHOUR=9,15;BYSETPOS=2,-2",
    "FREQ=DAILY;BYMONTH=1,7;BYHOUR=8,9,10",
    "FREQ=HOURLY;BYMONTH=1,7;BYMONTHDAY=1,15",
];

fn series(rule: &str) -> Series {
    let start = parse_wall("2020-01-01T09:00:00").unwrap();
    let start = Start::Zoned(start, ZoneDb::builtin().get("America/New_York").unwrap());
    Series::new(start).rule(rule.parse().unwrap()).build().unwrap()
}

#[test]
fn filling_a_list_allocates_nothing_for_an_instance() {
    zones();
    let limits = Limits::default();
    for rule in RULES {
        let series = series(rule);
        let mut out = Vec::with_capacity(200_000);
        let mut allocations = |until: &str| {
            out.clear();
            let range =
                Interval::new(parse_instant("2020-01-01T00:00:00Z").unwrap(), parse_instant(until).unwrap());
            let info = measure(|| series.fill(range.unwrap(), &limits, &mut out).unwrap());
            (info.count_total, out.len())
        };
        // The first time kinds of month and year are worked out.
        allocations("2024-01-01T00:00:00Z");
        let (few, some) = allocations("2022-01-01T00:00:00Z");
        let (many, more) = allocations("2024-01-01T00:00:00Z");
        assert!(more > some + some / 2, "{rule}: {more} after {some}");
        // A list of what was read ahead may grow once more.
        assert!(many <= few + 1 && many < 8, "{rule}: {few} allocations for {some}, {many} for {more}");
    }
}

#[test]
fn walking_allocates_nothing_for_an_occurrence() {
    zones();
    let limits = Limits::default();
    for rule in RULES {
        let series = series(rule);
        let allocations = |count: usize| {
            measure(|| assert_eq!(series.iter(&limits).take(count).filter(Result::is_ok).count(), count))
                .count_total
        };
        allocations(2_000);
        let (few, many) = (allocations(200), allocations(2_000));
        // What was read ahead and what was made of it are a list each.
        assert!(many <= few + 1 && many < 9, "{rule}: {few} allocations for 200, {many} for 2,000");
    }
}

#[test]
fn looking_up_zones_allocates_nothing() {
    zones();
    let zone = ZoneDb::builtin().get("Europe/Paris").unwrap();
    let seconds: Vec<i64> = (0..10_000).map(|n| n * 1_000_003).collect();
    let (mut offsets, mut instants) = (Vec::with_capacity(10_000), Vec::with_capacity(10_000));
    let info = measure(|| {
        zone.offsets(&seconds, &mut offsets);
        zone.instants(&seconds, Disambiguation::Compatible, &mut instants).unwrap();
    });
    assert_eq!((info.count_total, offsets.len(), instants.len()), (0, 10_000, 10_000));
}

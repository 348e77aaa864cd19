//! What the hot cases cost in instructions, which a shared machine counts as well as an idle one.
//!
//! `cargo xtask instructions` runs each case under valgrind and compares with `counts.txt`. Only what happens
//! within [`measured`] is counted.

#[path = "../booked.rs"]
mod booked;

use booked::Wanted;
use kalends::interval::Interval;
use kalends::recur::{Rule, Series, Start};
use kalends::time::{parse_instant, parse_wall};
use kalends::zone::Disambiguation;
use kalends::{Limits, Zone, ZoneDb};
use std::hint::black_box;

/// valgrind counts from the beginning of this function to its end.
#[inline(never)]
fn measured<T>(work: impl FnOnce() -> T) -> T {
    black_box(work())
}

fn new_york() -> Zone {
    ZoneDb::builtin().get("America/New_York").unwrap()
}

fn series(start: &str, rule: &str) -> Series {
    let start = Start::Zoned(parse_wall(start).unwrap(), new_york());
    Series::new(start).rule(rule.parse().unwrap()).build().unwrap()
}

fn range(from: &str, until: &str) -> Interval {
    Interval::new(parse_instant(from).unwrap(), parse_instant(until).unwrap()).unwrap()
}

/// 10,000 starts or so into a list.
fn fill(rule: &str, until: &str) {
    let (series, limits) = (series("2024-01-01T09:00:00", rule), Limits::default());
    let all = range("2024-01-01T00:00:00Z", until);
    let mut out = Vec::with_capacity(20_000);
    series.fill(all, &limits, &mut out).unwrap();
    out.clear();
    measured(|| series.fill(all, &limits, &mut out).unwrap());
    assert!(out.len() >= 300, "{}", out.len());
}

/// The same 1,000 as whole occurrences.
fn iterate(rule: &str) {
    let (series, limits) = (series("2024-01-01T09:00:00", rule), Limits::default());
    let mut out = Vec::with_capacity(1_000);
    measured(|| out.extend(series.iter(&limits).take(1_000).map(Result::unwrap)));
    assert_eq!(out.len(), 1_000);
}

/// A month long after the start.
fn month(rule: &str) {
    let (series, limits) = (series("1990-01-01T09:00:00", rule), Limits::default());
    let january = range("2026-01-01T05:00:00Z", "2026-02-01T05:00:00Z");
    let mut out = Vec::with_capacity(64);
    measured(|| series.fill(january, &limits, &mut out).unwrap());
    assert!(out.len() > 3);
    let mut whole = Vec::with_capacity(64);
    whole.extend(series.between(january, &limits).map(|one| one.unwrap().start.timestamp()));
    assert_eq!(out, whole);
}

fn between(rule: &str) {
    let (series, limits) = (series("1990-01-01T09:00:00", rule), Limits::default());
    let january = range("2026-01-01T05:00:00Z", "2026-02-01T05:00:00Z");
    let mut out = Vec::with_capacity(64);
    measured(|| out.extend(series.between(january, &limits).map(Result::unwrap)));
    assert!(out.len() > 3);
}

fn compile(rule: &str) {
    let start = Start::Zoned(parse_wall("2024-01-01T09:00:00").unwrap(), new_york());
    measured(|| Series::new(start).rule(rule.parse::<Rule>().unwrap()).build().unwrap());
}

/// 1,000 look-ups in no order.
fn zone(from: &str, local: bool) {
    let (zone, from) = (new_york(), parse_instant(from).unwrap().timestamp());
    let mut seed = 42u64;
    let instants: Vec<_> = std::iter::repeat_with(|| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        chrono::DateTime::from_timestamp(from + (seed >> 33) as i64, 0).unwrap()
    })
    .take(1_000)
    .collect();
    let sum = if local {
        let resolve = |at: &chrono::DateTime<chrono::Utc>| {
            zone.resolve(at.naive_utc(), Disambiguation::Compatible).unwrap().timestamp()
        };
        measured(|| instants.iter().map(resolve).sum::<i64>())
    } else {
        measured(|| instants.iter().map(|at| i64::from(zone.offset_at(*at))).sum::<i64>())
    };
    assert_ne!(sum, 0);
}

/// The second time: what the first sets up once is no part of it.
fn decide(is_free: bool) {
    let (wanted, limits) = (Wanted::new(&mut booked::store(), is_free), Limits::default());
    assert_eq!(wanted.decide(&limits), is_free);
    assert_eq!(measured(|| wanted.decide(&limits)), is_free);
}

const WEEKLY: &str = "FREQ=WEEKLY;BYDAY=MO,WE,FR";
const LONG: &str = "FREQ=YEARLY;INTERVAL=2;UNTIL=20401231T235959Z;WKST=SU;BYMONTH=1,3,5,7;BYDAY=MO,TU,-1FR;BYHOUR=8,9;BYMINUTE=30";

const CASES: [(&str, fn()); 18] = [
    ("fill daily", || fill("FREQ=DAILY", "2051-01-01T00:00:00Z")),
    ("fill weekly", || fill(WEEKLY, "2087-01-01T00:00:00Z")),
    ("fill monthly -1FR", || fill("FREQ=MONTHLY;BYDAY=-1FR", "2090-01-01T00:00:00Z")),
    ("fill yearly set", || {
        fill("FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,2,3,-1", "2124-01-01T00:00:00Z")
    }),
    ("fill yearly weeks", || {
        fill("FREQ=YEARLY;BYMONTH=6;BYWEEKNO=23,24,25;BYDAY=MO,WE,FR;BYSETPOS=1,2,-1", "2164-01-01T00:00:00Z")
    }),
    ("iterate daily", || iterate("FREQ=DAILY")),
    ("iterate weekly", || iterate(WEEKLY)),
    ("month of daily", || month("FREQ=DAILY")),
    ("month of weekly", || month(WEEKLY)),
    ("occurrences of a month of daily", || between("FREQ=DAILY")),
    ("parse and compile a simple rule", || compile(WEEKLY)),
    ("parse and compile a long rule", || compile(LONG)),
    ("offset", || zone("1970-01-01T00:00:00Z", false)),
    ("offset after 2100", || zone("2101-01-01T00:00:00Z", false)),
    ("wall time", || zone("1970-01-01T00:00:00Z", true)),
    ("wall time after 2100", || zone("2101-01-01T00:00:00Z", true)),
    ("decide on a booking among 10,000, accepted", || decide(true)),
    ("decide on a booking among 10,000, refused", || decide(false)),
];

fn main() {
    let name = std::env::args().nth(1).unwrap_or_default();
    match CASES.iter().find(|case| case.0 == name) {
        Some((_, run)) => run(),
        None => CASES.iter().for_each(|(name, _)| println!("{name}")),
    }
}

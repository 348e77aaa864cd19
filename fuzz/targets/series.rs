//! A series from hostile JSON: whatever it holds, every question about it ends within its budget, the answers are in
//! order and within their range, walking back gives the same, and as data it comes back as it was.

#![no_main]

use chrono::{DateTime, Utc};
use kalends::interval::Interval;
use kalends::recur::{Occurrence, Series, SeriesRecord};
use kalends::time::parse_instant;
use kalends::{Limits, Result, ZoneDb};
use libfuzzer_sys::fuzz_target;

/// Small enough for thousands of runs a second.
fn budgets() -> Limits {
    let mut limits = Limits::default();
    limits.occurrences = 200;
    limits.search_steps = 20_000;
    limits
}

fn instant(text: &str) -> DateTime<Utc> {
    parse_instant(text).expect("a constant")
}

/// An answer, or `None` where the budget ended; no other failure is one.
fn answer<T>(found: Result<T>) -> Option<T> {
    found
        .inspect_err(|error| {
            assert!(["recur.too-many", "recur.budget", "recur.endless"].contains(&error.code()), "{error}")
        })
        .ok()
}

fn ask(series: &Series, range: Interval, limits: &Limits) {
    let within = answer(series.between(range, limits).collect::<Result<Vec<Occurrence>>>());
    let count = answer(series.count(range, limits));
    if let Some(within) = &within {
        assert!(within.is_sorted_by_key(|one| one.start), "out of order");
        assert!(within.iter().all(|one| range.contains(one.start) && one.start <= one.end), "out of range");
        assert!(count.is_none_or(|count| count == within.len() as u64), "counted {count:?}");
        let back = series.iter_back(range.end(), limits).take(within.len());
        if let Some(mut back) = answer(back.collect::<Result<Vec<Occurrence>>>()) {
            back.reverse();
            assert_eq!(&back, within, "back");
        }
        if let Some(first) = within.first() {
            assert!(answer(series.contains(first.start, limits)).is_none_or(|contains| contains));
        }
    }
    answer(series.overlapping(range, limits).collect::<Result<Vec<Occurrence>>>());
    answer(series.last(limits));
    answer(series.before(range.start(), limits));
    let (first, nth) = (
        answer(series.iter(limits).take(100).collect::<Result<Vec<Occurrence>>>()),
        answer(series.nth(99, limits)),
    );
    if let (Some(first), Some(nth)) = (first, nth) {
        assert_eq!(first.get(99).map(|one| one.start), nth.map(|one| one.start), "the hundredth");
    }
}

fuzz_target!(|bytes: &[u8]| {
    let Ok(record) = serde_json::from_slice::<SeriesRecord>(bytes) else { return };
    let Ok(series) = record.series(ZoneDb::builtin(), &Limits::default()) else { return };
    let limits = budgets();
    let ranges =
        [("2026-03-01T00:00:00Z", "2026-12-01T00:00:00Z"), ("2400-01-01T00:00:00Z", "2401-01-01T00:00:00Z")];
    for (from, until) in ranges {
        let range = Interval::new(instant(from), instant(until)).expect("a constant");
        ask(&series, range, &limits);
    }
    let again = SeriesRecord::from(&series)
        .series(ZoneDb::builtin(), &Limits::default())
        .expect("what we give, we read");
    assert_eq!(SeriesRecord::from(&again), SeriesRecord::from(&series), "as data");
});

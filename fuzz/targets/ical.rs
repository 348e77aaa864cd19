//! A calendar from hostile bytes: the tree gives back the bytes that it was read from, and reading busy time out of it
//! ends within its budget, with an answer that is in order and within its range.

#![no_main]

use chrono::{DateTime, Utc};
use kalends::ical::{BusyOptions, Document, busy};
use kalends::interval::Interval;
use kalends::time::parse_instant;
use kalends::{Limits, ZoneDb};
use libfuzzer_sys::fuzz_target;

/// Small enough for thousands of runs a second.
fn budgets() -> Limits {
    let mut limits = Limits::default();
    limits.ical_bytes = 1 << 16;
    limits.occurrences = 200;
    limits.search_steps = 20_000;
    limits.busy = 500;
    limits
}

fn instant(text: &str) -> DateTime<Utc> {
    parse_instant(text).expect("a constant")
}

fuzz_target!(|bytes: &[u8]| {
    let limits = budgets();
    let document = match Document::parse(bytes, &limits) {
        Ok(document) => document,
        Err(error) => {
            assert!(["ical.too-large", "ical.too-deep"].contains(&error.code()), "{error}");
            return;
        }
    };
    assert_eq!(document.bytes(), bytes);
    assert_eq!(document.to_bytes(), bytes);

    let zone = ZoneDb::builtin().get("Europe/Paris").expect("a constant");
    let range =
        Interval::new(instant("2026-01-01T00:00:00Z"), instant("2027-07-01T00:00:00Z")).expect("a constant");
    let mut options = BusyOptions::new(zone, range);
    options.limits = limits;
    let Ok(report) = busy(&document, &options) else { return };
    assert!(report.busy.len() <= options.limits.busy);
    assert!(report.problems.len() <= 1_001, "{} problems", report.problems.len());
    assert!(report.busy.iter().all(|event| event.interval.overlaps(range)));
    assert!(report.busy.windows(2).all(|pair| pair[0].interval.start() <= pair[1].interval.start()));
    assert_eq!(busy(&document, &options).expect("it was readable before"), report);
});

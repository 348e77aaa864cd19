//! A recurrence rule from hostile text: reading, printing and reading again is the identity, and what it yields is in
//! order, within its range and within its budget.

#![no_main]

use chrono::{DateTime, Utc};
use kalends::interval::Interval;
use kalends::recur::{Occurrence, Rule, Series, Start};
use kalends::time::{parse_instant, parse_wall};
use kalends::{Limits, ZoneDb};
use libfuzzer_sys::fuzz_target;

const ZONES: [&str; 4] = ["UTC", "Europe/Paris", "America/Sao_Paulo", "Australia/Lord_Howe"];

/// 31 January, so that months without a 31st matter; half past two, so that gaps and folds do.
const START: &str = "2026-01-31T02:30:00";

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

/// What an iterator yields before its end or its budget's: the failure is part of the answer, but no third thing is.
fn collect(
    found: impl Iterator<Item = kalends::Result<Occurrence>>,
    limits: &Limits,
) -> (Vec<Occurrence>, bool) {
    let mut kept = Vec::new();
    for next in found {
        match next {
            Ok(occurrence) => kept.push(occurrence),
            Err(error) => {
                assert!(["recur.too-many", "recur.budget"].contains(&error.code()), "{error}");
                return (kept, false);
            }
        }
    }
    assert!(kept.len() <= limits.occurrences);
    (kept, true)
}

fn expand(rule: &Rule, zone: &str) {
    let limits = budgets();
    let zone = ZoneDb::builtin().get(zone).expect("a constant");
    let wall = parse_wall(START).expect("a constant");
    // UNTIL is local for a floating start and in UTC for one in a zone: one of the two fits, or neither.
    let zoned = Series::new(Start::Zoned(wall, zone.clone())).rule(rule.clone()).build();
    let floating = || Series::new(Start::Floating(wall)).zone(zone).rule(rule.clone()).build();
    let Ok(series) = zoned.or_else(|_| floating()) else { return };

    let (all, _) = collect(series.iter(&limits), &limits);
    assert!(all.windows(2).all(|pair| pair[0].start < pair[1].start), "out of order: {rule}");
    assert!(all.iter().all(|next| next.wall >= wall), "before the start: {rule}");

    let range =
        Interval::new(instant("2026-03-01T00:00:00Z"), instant("2028-12-01T00:00:00Z")).expect("a constant");
    let (within, whole) = collect(series.between(range, &limits), &limits);
    assert!(within.iter().all(|next| range.contains(next.start)), "out of range: {rule}");
    if whole {
        let listed: Vec<_> = all.iter().filter(|next| range.contains(next.start)).collect();
        assert!(within.iter().take(listed.len()).eq(listed), "iter and between differ: {rule}");
    }
}

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let limits = Limits::default();
    if let Ok(rule) = Rule::parse(text, &limits) {
        let printed = rule.to_string();
        assert_eq!(Rule::parse(&printed, &limits).expect("what we print, we read"), rule, "{printed}");
        let lenient = Rule::parse_lenient(text, &limits).expect("lenient reads all that strict reads");
        assert_eq!(lenient.to_string(), printed);
    }
    if let Ok(rule) = Rule::parse_lenient(text, &limits) {
        let printed = rule.to_string();
        let again = Rule::parse_lenient(&printed, &limits).expect("what we print, we read");
        assert_eq!(again.to_string(), printed);
        ZONES.iter().for_each(|zone| expand(&rule, zone));
    }
});

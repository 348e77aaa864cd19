//! A rule, a start and a range: the list, the iterator and the count have to agree, in bounded time.
//!
//! An input is three lines: `START ZONE`, `FROM DAYS`, the rule; START and FROM are seconds since 1970.
#![no_main]

use chrono::DateTime;
use kalends::interval::Interval;
use kalends::recur::{Rule, Series, Start};
use kalends::{Limits, Zone, ZoneDb};
use libfuzzer_sys::fuzz_target;

/// A start, the range that is asked, and the rule.
fn read(text: &str) -> Option<(Series, Interval)> {
    let mut lines = text.splitn(3, '\n');
    let (start, zone) = lines.next()?.split_once(' ')?;
    let (from, days) = lines.next()?.split_once(' ')?;
    let rule: Rule = lines.next()?.parse().ok()?;
    let zone: Zone = ZoneDb::builtin().get(zone).ok()?;
    let wall = DateTime::from_timestamp(start.parse().ok()?, 0)?.naive_utc();
    let series = Series::new(Start::Zoned(wall, zone)).rule(rule).build().ok()?;
    let from = DateTime::from_timestamp(from.parse().ok()?, 0)?;
    let until = from.checked_add_signed(chrono::TimeDelta::days(days.parse::<u16>().ok()?.into()))?;
    Some((series, Interval::new(from, until).ok()?))
}

fuzz_target!(|bytes: &[u8]| {
    let Some((series, range)) = std::str::from_utf8(bytes).ok().and_then(read) else { return };
    let mut limits = Limits::default();
    limits.occurrences = 2_000;
    let mut starts = Vec::new();
    let filled = series.fill(range, &limits, &mut starts);
    let walked: Result<Vec<i64>, _> =
        series.between(range, &limits).map(|one| one.map(|one| one.start.timestamp())).collect();
    match (filled, walked) {
        (Ok(()), Ok(walked)) => assert_eq!(starts, walked),
        // Near a limit one may get there and the other not.
        (Err(error), _) | (_, Err(error)) => {
            assert!(["recur.too-many", "recur.budget"].contains(&error.code()), "{error}");
            return;
        }
    }
    assert!(starts.is_sorted_by(|a, b| a < b));
    match series.count(range, &limits) {
        Ok(count) => assert_eq!(count, starts.len() as u64),
        // Counting is arithmetic on whole years, which can cost more than a walk through a few days.
        Err(error) => assert_eq!(error.code(), "recur.budget"),
    }
    assert!(starts.iter().all(|at| (range.start().timestamp()..range.end().timestamp()).contains(at)));
});

mod describe;
mod differential;
mod edit;
mod engine;
mod extent;
mod hostile;
#[cfg(feature = "rrule-0_14")]
mod interop;
mod kinds;
mod laws;
mod patterns;
mod rule;
mod series;
mod sets;
#[cfg(feature = "serde")]
mod wire;

use super::plan::Plan;
use super::{Occurrence, Rule, Series, SeriesBuilder, Start};
use crate::limits::Limits;
use crate::time::{format_instant, parse_wall};
use crate::zone::{Zone, ZoneDb};

/// A series in a named zone.
fn zoned(start: &str, zone: &str, rule: &str) -> SeriesBuilder {
    let zone = ZoneDb::builtin().get(zone).unwrap();
    Series::new(Start::Zoned(parse_wall(start).unwrap(), zone)).rule(rule.parse().unwrap())
}

/// A series without clock changes.
fn utc(start: &str, rule: &str) -> SeriesBuilder {
    Series::new(Start::Zoned(parse_wall(start).unwrap(), Zone::utc())).rule(rule.parse().unwrap())
}

/// The first starts.
fn starts(series: &Series, most: usize) -> Vec<String> {
    series.iter(&Limits::default()).take(most).map(|next| format_instant(next.unwrap().start)).collect()
}

/// Compiled once, a series is asked from many threads; and many series are kept.
#[test]
fn a_compiled_series_is_shared_between_threads_and_small() {
    const fn shared<T: Send + Sync + Clone>() -> usize {
        size_of::<T>()
    }
    assert!(shared::<Rule>() <= 240);
    assert!(shared::<Series>() <= 256);
    assert!(shared::<Plan>() <= 152);
    assert!(shared::<Occurrence>() <= 36);
}

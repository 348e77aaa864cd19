mod describe;
mod differential;
mod edit;
mod engine;
mod hostile;
#[cfg(feature = "rrule-0_14")]
mod interop;
mod laws;
mod patterns;
mod rule;
mod series;
mod sets;

use super::{Series, SeriesBuilder, Start};
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

#[test]
fn a_series_can_be_shared_between_threads() {
    fn shared<T: Send + Sync + Clone>() {}
    shared::<Series>();
    shared::<super::Rule>();
}

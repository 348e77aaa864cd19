use super::TimeArgument;
use chrono::{DateTime, TimeDelta, Utc};
use clap::Args;
use kalends::interval::Interval;
use kalends::time::MAX_INSTANT;
use kalends::{Result, Zone};

/// How many days are looked at if nobody says.
pub(crate) const LOOKED_AT: i64 = 14;

/// From when to when.
#[derive(Debug, Args)]
pub(crate) struct RangeArguments {
    /// Beginning, inclusive: a date, a wall time in the viewer's zone or an instant; now if absent
    #[arg(long, value_name = "TIME")]
    from: Option<TimeArgument>,
    /// End, exclusive; 14 days after the beginning if absent, a year for an import
    #[arg(long, value_name = "TIME")]
    to: Option<TimeArgument>,
}

impl RangeArguments {
    /// The range, as whoever lives in `zone` means it; `days` long if nobody says.
    pub(crate) fn resolve(&self, zone: &Zone, now: DateTime<Utc>, days: i64) -> Result<Interval> {
        let from = match self.from {
            Some(from) => from.instant(zone).map_err(|error| error.in_field("--from"))?,
            None => now,
        };
        let to = match self.to {
            Some(to) => to.instant(zone).map_err(|error| error.in_field("--to"))?,
            None => from.checked_add_signed(TimeDelta::days(days)).unwrap_or(MAX_INSTANT),
        };
        Interval::covering(from, to).map_err(|error| error.in_field("--to"))
    }
}

//! When a resource is open and nothing takes its time.

use crate::bridge::Bridge;
use crate::total::Total;
use kalends::Result;
use kalends::availability::{Hours, Schedule, free};
use kalends::error::Error;
use kalends::interval::{Interval, IntervalSet};
use kalends::rules::Busy;
use serde::{Deserialize, Serialize};

/// Asks for the free time of a range.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AvailabilityFreeRequest {
    /// The home zone of the schedule, in either case.
    pub zone: String,
    /// When it is open.
    pub schedule: Schedule,
    /// What takes time, in any order; bounds of outside events with a fraction are widened to whole seconds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub busy: Vec<Busy>,
    /// Of which range.
    pub range: Interval,
}

/// The free time of a range.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AvailabilityFreeResponse {
    /// Open and not busy, in order, neither overlapping nor touching.
    pub free: IntervalSet,
    /// How long that is together, as time elapses.
    pub total: Total,
    /// The release of the zone data.
    pub release: String,
}

impl Bridge {
    /// The time inside a range in which the schedule is open and nothing is busy.
    ///
    /// An hour that a clock change skips is absent, one that it repeats counts twice. Buffers play no part here: they
    /// are a matter of what shall be booked, which [`slots_find`](Self::slots_find) knows.
    ///
    /// # Errors
    /// `zone.unknown`, `availability.*`, `slots.too-busy`.
    ///
    /// # Example: six hours on the wall, five on the clock
    /// ```
    /// # use kalends_bridge::Bridge;
    /// let request = br#"{
    ///     "zone": "Europe/Paris",
    ///     "schedule": {"weekly": [{"id": "early", "days": ["SU"], "from": "00:00", "to": "06:00"}]},
    ///     "range": {"start": "2027-03-27T23:00:00Z", "end": "2027-03-28T22:00:00Z"}
    /// }"#;
    /// assert_eq!(Bridge::default().call("availability.free", request), concat!(
    ///     r#"{"ok":{"free":[{"start":"2027-03-27T23:00:00Z","end":"2027-03-28T04:00:00Z"}],"#,
    ///     r#""total":"PT5H","release":"2026f"}}"#,
    /// ));
    /// ```
    pub fn availability_free(&self, request: AvailabilityFreeRequest) -> Result<AvailabilityFreeResponse> {
        let AvailabilityFreeRequest { zone, schedule, busy, range } = request;
        let (found, limit) = (busy.len(), self.limits().busy);
        if found > limit {
            return Err(too_busy(found, limit));
        }
        let hours = Hours::resolve(&schedule, &zone, self.zones(), range, self.limits())?;
        let taken = busy.into_iter().map(|one| one.span).collect();
        let free = free(&hours, &taken, range);
        let total = Total::of(&free);
        Ok(AvailabilityFreeResponse { free, total, release: hours.release().to_owned() })
    }
}

/// As the rules say it of a question about slots.
#[cold]
fn too_busy(found: usize, limit: usize) -> Error {
    let message = format!("{found} busy spans; the limit is {limit}");
    let row = kalends::error::codes().find(|row| row.code == "slots.too-busy");
    Error::new(row.unwrap_or(crate::error::TOO_LARGE), message)
        .with_detail("found", found.to_string())
        .with_detail("limit", limit.to_string())
        .in_field("busy")
}

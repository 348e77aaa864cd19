//! Services one after the other.

use super::{ResourceState, Surroundings};
use crate::bridge::Bridge;
use chrono::{DateTime, TimeDelta, Utc};
use kalends::Result;
use kalends::id::ResourceId;
use kalends::interval::Interval;
use kalends::rules::Context;
use kalends::service::Service;
use kalends::slots::{Gap, Slot, Stage, sequence_reach, sequences};
use kalends::time::Length;
use serde::{Deserialize, Serialize};

/// Asks for every way to book services one after the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SlotsSequencesRequest {
    /// The resources that there are.
    pub resources: Vec<ResourceState>,
    /// The services, in their order.
    pub stages: Vec<SequenceStage>,
    /// The bounds of the first stage's *starts*.
    pub range: Interval,
    /// What matters beside the resources.
    #[serde(default, skip_serializing_if = "Surroundings::is_empty")]
    pub surroundings: Surroundings,
    /// The circumstances.
    pub context: Context,
}

/// One of several services that are booked one after the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SequenceStage {
    /// The service.
    pub service: Service,
    /// Who is asked, where the service requires nothing by itself; absent is the only resource there is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<ResourceId>,
    /// One of the service's durations; absent is its default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<Length>,
    /// The time between the end of the stage before and this one's start, both bounds inclusive; absent is none. Of the
    /// first stage it means nothing.
    #[serde(default)]
    pub gap: Gap,
}

/// Every way, ordered by the starts of the stages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SlotsSequencesResponse {
    /// For each way, when each stage takes place.
    pub sequences: Vec<Vec<Interval>>,
    /// The release of the zone data.
    pub release: String,
}

impl Bridge {
    /// Every way to book services one after the other; each stage starts on the grid of its own resources.
    ///
    /// # Errors
    /// As [`slots_find`](Self::slots_find); `slots.gap`.
    ///
    /// # Example: a lab half an hour to an hour after coaching, over the hour that a spring night skips
    /// ```
    /// # use kalends_bridge::Bridge;
    /// let request = br#"{
    ///     "resources": [{
    ///         "resource": {"id": "coach", "zone": "Europe/Berlin"},
    ///         "schedule": {"weekly": [{"id": "n", "days": ["SU"], "from": "00:30", "to": "06:00"}]}
    ///     }],
    ///     "stages": [
    ///         {"service": {"id": "coaching", "durations": ["PT1H"], "step": "PT1H"}},
    ///         {"service": {"id": "lab", "durations": ["PT1H"], "step": "PT30M"}, "gap": {"min": "PT30M", "max": "PT1H"}}
    ///     ],
    ///     "range": {"start": "2027-03-27T23:00:00Z", "end": "2027-03-28T00:00:00Z"},
    ///     "context": {"now": "2027-03-01T00:00:00Z"}
    /// }"#;
    /// let answer = Bridge::default().call("slots.sequences", request);
    /// // Coaching 00:30 to 01:30 on the wall; the lab at 03:00 (01:00Z) or 03:30 (01:30Z).
    /// assert_eq!(answer.matches(r#"{"start":"2027-03-27T23:30:00Z","#).count(), 2);
    /// assert!(answer.contains(r#"{"start":"2027-03-28T01:00:00Z","#), "{answer}");
    /// ```
    pub fn slots_sequences(&self, request: SlotsSequencesRequest) -> Result<SlotsSequencesResponse> {
        let SlotsSequencesRequest { resources, stages, range, surroundings, context } = request;
        for (at, stage) in stages.iter().enumerate() {
            let valid = stage.service.validate(self.limits());
            valid.map_err(|error| error.in_field("service").in_index(at).in_field("stages"))?;
        }
        let built = stages.iter().map(|stage| {
            let mut built = Stage::new(&stage.service).after(stage.gap);
            (built.resource, built.duration) = (stage.resource.clone(), stage.duration);
            built
        });
        let built: Vec<Stage<'_>> = built.collect();
        let end = TimeDelta::try_seconds(sequence_reach(&built)?)
            .and_then(|reach| range.end().checked_add_signed(reach));
        let span = Interval::new(range.start(), end.unwrap_or(DateTime::<Utc>::MAX_UTC));
        let world = self.world(resources, surroundings, span.map_err(|error| error.in_field("range"))?)?;
        let found = sequences(&world, &built, range, &context, self.limits())?;
        let span = |slot: &Slot| Interval::new(slot.start(), slot.end());
        let ways = found.iter().map(|way| way.iter().map(span).collect::<Result<_>>());
        Ok(SlotsSequencesResponse {
            sequences: ways.collect::<Result<_>>()?,
            release: self.zones().release().to_owned(),
        })
    }
}

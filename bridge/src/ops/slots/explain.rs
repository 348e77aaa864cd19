//! Why a time cannot be booked.

use super::{ResourceState, Surroundings, UncertainSource};
use crate::bridge::Bridge;
use chrono::{DateTime, Utc};
use kalends::Result;
use kalends::id::ResourceId;
use kalends::rules::{Context, Reason};
use kalends::service::Service;
use kalends::slots::explain;
use kalends::time::Length;
use serde::{Deserialize, Serialize};

/// Asks why a time cannot be booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SlotsExplainRequest {
    /// The resources that there are.
    pub resources: Vec<ResourceState>,
    /// What for.
    pub service: Service,
    /// Who is asked, where the service requires nothing by itself; absent is the only resource there is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<ResourceId>,
    /// From when.
    #[serde(with = "kalends::time::wire::tick")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::tick::schema"))]
    pub start: DateTime<Utc>,
    /// One of the service's durations; absent is its default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<Length>,
    /// What matters beside the resources.
    #[serde(default, skip_serializing_if = "Surroundings::is_empty")]
    pub surroundings: Surroundings,
    /// The circumstances.
    pub context: Context,
}

/// Why a time cannot be booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SlotsExplainResponse {
    /// All reasons, in the order of their codes; none means that it can be booked.
    pub reasons: Vec<Reason>,
    /// The sources of outside busy time that are not fresh: what the answer does not know for certain.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<UncertainSource>,
    /// The release of the zone data.
    pub release: String,
}

impl Bridge {
    /// Every reason why a time cannot be booked.
    ///
    /// # Errors
    /// `zone.unknown`, `availability.*`, `service.*`, `slots.too-busy`, `slots.not-waivable`; `time.out-of-range` for an
    /// end after the year 9999.
    ///
    /// # Example: the hour that the clocks skip is not open
    /// ```
    /// # use kalends_bridge::Bridge;
    /// let request = br#"{
    ///     "resources": [{
    ///         "resource": {"id": "nurse", "zone": "Europe/Berlin"},
    ///         "schedule": {"weekly": [{"id": "night", "days": ["SU"], "from": "01:00", "to": "04:00"}]}
    ///     }],
    ///     "service": {"id": "watch", "durations": ["PT2H"], "step": "PT1H"},
    ///     "start": "2027-03-28T01:00:00Z",
    ///     "context": {"now": "2027-03-01T00:00:00Z"}
    /// }"#;
    /// // 03:00 to 05:00 on the wall: the second hour is after closing time.
    /// assert_eq!(
    ///     Bridge::default().call("slots.explain", request),
    ///     r#"{"ok":{"reasons":[{"hours":{"layer":"weekly"}}],"release":"2026f"}}"#,
    /// );
    /// ```
    pub fn slots_explain(&self, request: SlotsExplainRequest) -> Result<SlotsExplainResponse> {
        let SlotsExplainRequest { resources, service, resource, start, duration, surroundings, context } =
            request;
        let span = self.candidate(&service, start, duration)?;
        let world = self.world(resources, surroundings, span)?;
        let reasons = explain(&world, &service, resource.as_ref(), start, duration, &context)?;
        let sources = UncertainSource::all(&world);
        Ok(SlotsExplainResponse { reasons, sources, release: self.zones().release().to_owned() })
    }
}

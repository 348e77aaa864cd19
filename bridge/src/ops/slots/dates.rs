//! Which dates have anything to book.

use super::{ResourceState, Surroundings, in_range};
use crate::bridge::Bridge;
use chrono::NaiveDate;
use kalends::Result;
use kalends::id::ResourceId;
use kalends::interval::Interval;
use kalends::rules::Context;
use kalends::service::Service;
use kalends::slots::{Query, Search};
use kalends::time::Length;
use kalends::zone::ZoneName;
use serde::{Deserialize, Serialize};

/// Asks which dates have anything to book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SlotsDatesRequest {
    /// The resources that there are.
    pub resources: Vec<ResourceState>,
    /// What for.
    pub service: Service,
    /// Who is asked, where the service requires nothing by itself; absent is the only resource there is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<ResourceId>,
    /// The bounds of the slots' *starts*.
    pub range: Interval,
    /// One of the service's durations; absent is its default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<Length>,
    /// In whose zone dates are read.
    pub zone: ZoneName,
    /// What matters beside the resources.
    #[serde(default, skip_serializing_if = "Surroundings::is_empty")]
    pub surroundings: Surroundings,
    /// The circumstances.
    pub context: Context,
}

/// Every date that the range touches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SlotsDatesResponse {
    /// In order; a date that the zone skipped is not among them.
    pub dates: Vec<SlotsDate>,
    /// The release of the zone data.
    pub release: String,
}

/// A date, and whether it has anything to book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SlotsDate {
    /// The date.
    #[serde(with = "kalends::time::wire::date")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::date::schema"))]
    pub date: NaiveDate,
    /// Whether a slot starts on it.
    pub available: bool,
}

impl Bridge {
    /// Which dates have anything to book: for a calendar whose days light up, without a list of slots.
    ///
    /// # Errors
    /// As [`slots_find`](Self::slots_find), but for `slots.too-many`.
    ///
    /// # Example: the date that Samoa skipped is in nobody's calendar there
    /// ```
    /// # use kalends_bridge::Bridge;
    /// let request = br#"{
    ///     "resources": [{
    ///         "resource": {"id": "tutor", "zone": "Pacific/Apia"},
    ///         "schedule": {"weekly": [{"id": "h", "days": ["TH", "FR"], "from": "09:00", "to": "17:00"}]}
    ///     }],
    ///     "service": {"id": "lesson", "durations": ["PT1H"], "step": "PT1H"},
    ///     "range": {"start": "2011-12-29T10:00:00Z", "end": "2011-12-31T10:00:00Z"},
    ///     "zone": "Pacific/Apia",
    ///     "context": {"now": "2011-12-01T00:00:00Z"}
    /// }"#;
    /// let answer = Bridge::default().call("slots.dates", request);
    /// let dates = r#"[{"date":"2011-12-29","available":true},{"date":"2011-12-31","available":false}]"#;
    /// assert!(answer.contains(dates), "{answer}");
    /// ```
    pub fn slots_dates(&self, request: SlotsDatesRequest) -> Result<SlotsDatesResponse> {
        let SlotsDatesRequest { resources, service, resource, range, duration, zone, surroundings, context } =
            request;
        service.validate(self.limits()).map_err(|error| error.in_field("service"))?;
        let zone = self.zones().get(zone.as_str()).map_err(|error| error.in_field("zone"))?;
        let mut query = Query::new(range);
        (query.resource, query.duration) = (resource, duration);
        let world = self.asked(&service, &query, resources, surroundings)?;
        let search = Search::new(&world, &service, &query, &context).map_err(in_range)?;
        let dates = search.dates(&zone).map(|day| SlotsDate { date: day.date, available: day.is_available });
        Ok(SlotsDatesResponse { dates: dates.collect(), release: self.zones().release().to_owned() })
    }
}

//! Recurring bookings.

use super::slots::{ResourceState, Surroundings, UncertainSource};
use crate::bridge::Bridge;
use chrono::{DateTime, NaiveDateTime, Utc};
use kalends::Result;
use kalends::id::ResourceId;
use kalends::recur::SeriesRecord;
use kalends::rules::Context;
use kalends::series::{OnConflict, Pause, Planned, Query, plan, read};
use kalends::service::Service;
use kalends::time::Length;
use kalends::zone::Disambiguation;
use serde::{Deserialize, Serialize};

/// Asks what would be booked of a series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SeriesPreviewRequest {
    /// The resources that there are, in the order in which they are offered where the service says nothing else.
    pub resources: Vec<ResourceState>,
    /// What for.
    pub service: Service,
    /// Who is asked, where the service requires nothing by itself; absent is the only resource there is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<ResourceId>,
    /// The series, with its zone. It says when occurrences start; how long they last is said by the service.
    pub series: SeriesRecord,
    /// One of the service's durations; absent is its default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<Length>,
    /// When the series does not take place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pauses: Vec<Pause>,
    /// Only occurrences whose original start comes after this one: the last that was planned before.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "kalends::time::wire::wall::option")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::wall::schema"))]
    pub after: Option<NaiveDateTime>,
    /// Only occurrences whose original start comes before this instant. A series without end needs it.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "kalends::time::wire::tick::option")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::tick::schema"))]
    pub until: Option<DateTime<Utc>>,
    /// Only occurrences whose original date, in the series' zone, is at most so many days after today: a horizon that
    /// rolls. Planned again later, `after` the last that was planned, the series goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub horizon_days: Option<u32>,
    /// What is done about occurrences that cannot be booked; absent is all or nothing.
    #[serde(default)]
    pub on_conflict: OnConflict,
    /// What matters beside the resources.
    #[serde(default, skip_serializing_if = "Surroundings::is_empty")]
    pub surroundings: Surroundings,
    /// The circumstances.
    pub context: Context,
}

/// What would be booked of a series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SeriesPreviewResponse {
    /// Every occurrence that was judged, in order of the times that the series gives them; then those beyond its end.
    pub occurrences: Vec<Planned>,
    /// Whether nothing is booked: an occurrence cannot be, and the policy is all or nothing; or none can.
    pub refused: bool,
    /// How many occurrences fewer are booked than the series names.
    pub missing: usize,
    /// Whether all that are booked have the same members; so it is where the service leaves no choice.
    pub same_members: bool,
    /// The sources of outside busy time that are not fresh: what the answer does not know for certain.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<UncertainSource>,
    /// The release of the zone data.
    pub release: String,
}

impl Bridge {
    /// What would be booked of a series: every occurrence with its reasons. Nothing is booked.
    ///
    /// Each occurrence is judged with those in place that were accepted before it, by the rules of
    /// [`slots_find`](Self::slots_find). Wall time recurs: a time that a clock change skips takes place later by the
    /// gap, one that happens twice means the first.
    ///
    /// # Errors
    /// `series.*`, `recur.*`; as [`slots_find`](Self::slots_find).
    ///
    /// # Example: 02:30 on the night on which Paris has none
    /// ```
    /// # use kalends_bridge::Bridge;
    /// let request = br#"{
    ///     "resources": [{
    ///         "resource": {"id": "nurse", "zone": "Europe/Paris"},
    ///         "schedule": {"weekly": [{"id": "night", "days": ["SA", "SU"], "from": "00:00", "to": "06:00"}]}
    ///     }],
    ///     "service": {"id": "watch", "durations": ["PT1H"], "step": "PT30M"},
    ///     "series": {"rule": "FREQ=DAILY;COUNT=2", "start": "2027-03-27T02:30:00", "zone": "Europe/Paris"},
    ///     "context": {"now": "2027-03-01T00:00:00Z"}
    /// }"#;
    /// let answer = Bridge::default().call("series.preview", request);
    /// let skipped = r#""original":"2027-03-28T02:30:00","span":{"start":"2027-03-28T01:30:00Z""#;   // 03:30
    /// assert!(answer.contains(skipped) && answer.contains(r#""refused":false"#), "{answer}");
    /// ```
    pub fn series_preview(&self, request: SeriesPreviewRequest) -> Result<SeriesPreviewResponse> {
        let SeriesPreviewRequest { resources, service, series, surroundings, context, .. } = request;
        service.validate(self.limits()).map_err(|error| error.in_field("service"))?;
        let series = read(&series, self.zones(), self.limits()).map_err(|error| error.in_field("series"))?;
        let mut query = Query::new(&series).on_conflict(request.on_conflict);
        (query.resource, query.duration) = (request.resource, request.duration);
        (query.pauses, query.after, query.until) = (request.pauses, request.after, request.until);
        query.horizon_days = request.horizon_days;
        // Where there is no occurrence, a moment is enough to see whether the rest can be asked at all.
        let span = query.span(&service, &context, self.limits())?;
        let span = match span {
            Some(span) => span,
            None => {
                let start = series.zone().resolve(series.start().wall(), Disambiguation::Compatible)?;
                self.candidate(&service, start, query.duration)?
            }
        };
        let world = self.world(resources, surroundings, span)?;
        let plan = plan(&world, &service, &query, &context, self.limits())?;
        Ok(SeriesPreviewResponse {
            occurrences: plan.occurrences,
            refused: plan.refused,
            missing: plan.missing,
            same_members: plan.same_members,
            sources: UncertainSource::all(&world),
            release: self.zones().release().to_owned(),
        })
    }
}

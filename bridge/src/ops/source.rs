//! Outside busy time by the policies of its sources.

use crate::bridge::Bridge;
use chrono::{DateTime, Utc};
use kalends::Result;
use kalends::id::SourceId;
use kalends::rules::{Busy, ExternalUse, Occupant};
use kalends::source::{LastSync, OutsideEvent, Reliance, Source, SourceReport, Taken, WhyIgnored};
use serde::{Deserialize, Serialize};

/// Asks what the sources of a resource say of its time at a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SourceBusyRequest {
    /// The owner's zone: all-day events take its local days.
    pub zone: String,
    /// The present instant.
    #[serde(with = "kalends::time::wire::instant")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::instant::schema"))]
    pub now: DateTime<Utc>,
    /// The sources with what is known of them.
    pub sources: Vec<SourceKnown>,
}

/// A source and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SourceKnown {
    /// The source and its policy.
    pub source: Source,
    /// When it was last copied.
    pub sync: LastSync,
    /// Its events, as they were copied.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<OutsideEvent>,
}

/// What the sources of a resource say of its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SourceBusyResponse {
    /// What takes time, in order; in the form that questions about slots and bookings take. The events of a source that
    /// is ignored are not among them.
    pub busy: Vec<Busy>,
    /// How each source stands, in the order of the request.
    pub sources: Vec<SourceReport>,
    /// Events that take no time, in the order of the request.
    pub ignored: Vec<SourceIgnored>,
}

/// An event that takes no time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SourceIgnored {
    /// Of which source.
    pub source: SourceId,
    /// Its place in that source's list.
    pub at: usize,
    /// Why.
    pub why: WhyIgnored,
}

impl Bridge {
    /// What takes a resource's time according to its outside calendars, and how far each of them can be relied on.
    ///
    /// If one of them is `closed`, nothing can be offered: it might be busy at any time.
    ///
    /// # Errors
    /// `zone.unknown`; `source.too-many-events`, `source.open-end`, `time.out-of-range`.
    ///
    /// # Example: an all-day event on the day with 23 hours, from a calendar that is an hour old
    /// ```
    /// # use kalends_bridge::Bridge;
    /// let request = br#"{
    ///     "zone": "Europe/Paris",
    ///     "now": "2027-03-28T09:00:00Z",
    ///     "sources": [{
    ///         "source": {"id": "google", "freshness": {"stale_ok": {"max_age": "PT2H"}}},
    ///         "sync": {"at": "2027-03-28T08:00:00Z", "reachable": false},
    ///         "events": [{"id": "fair", "time": {"dates": {"from": "2027-03-28", "until": "2027-03-28"}}}]
    ///     }]
    /// }"#;
    /// assert_eq!(Bridge::default().call("source.busy", request), concat!(
    ///     r#"{"ok":{"busy":[{"start":"2027-03-27T23:00:00Z","end":"2027-03-28T22:00:00Z","#,
    ///     r#""by":{"external":{"source":"google","event":"fair"}}}],"#,
    ///     r#""sources":[{"source":"google","state":{"stale":{"age":"PT1H"}},"reliance":"aged"}],"ignored":[]}}"#,
    /// ));
    /// ```
    pub fn source_busy(&self, request: SourceBusyRequest) -> Result<SourceBusyResponse> {
        let SourceBusyRequest { zone, now, sources } = request;
        let owner = self.zones().get(&zone).map_err(|error| error.in_field("zone"))?;
        let (mut busy, mut reports, mut ignored) = (Vec::new(), Vec::new(), Vec::new());
        for (at, known) in sources.iter().enumerate() {
            let SourceKnown { source, sync, events } = known;
            let taken = source
                .taken(events, &owner, self.limits())
                .map_err(|error| error.in_field("events").in_index(at).in_field("sources"))?;
            let report = source.rely(sync, now);
            if report.reliance != Reliance::Ignored {
                busy.extend(taken.taken.into_iter().map(|one| as_busy(one, &source.id)));
            }
            let free = taken.ignored.into_iter();
            ignored.extend(free.map(|one| SourceIgnored {
                source: source.id.clone(),
                at: one.at,
                why: one.why,
            }));
            reports.push(report);
        }
        busy.sort_by_key(|busy: &Busy| busy.span);
        Ok(SourceBusyResponse { busy, sources: reports, ignored })
    }
}

fn as_busy(taken: Taken, source: &SourceId) -> Busy {
    let by = ExternalUse { source: Some(source.clone()), event: taken.event };
    Busy { span: taken.span, by: Occupant::External(by), place: None }
}

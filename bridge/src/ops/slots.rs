//! What can be booked, and why the rest cannot.

use crate::bridge::Bridge;
use chrono::{DateTime, Utc};
use kalends::Result;
use kalends::availability::Schedule;
use kalends::interval::Interval;
use kalends::resource::Resource;
use kalends::rules::{Busy, Context, Prepared, Reason};
use kalends::service::Service;
use kalends::slots::{Query, Slot, explain, find};
use kalends::time::Length;
use serde::{Deserialize, Serialize};

/// Asks for what can be booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SlotsFindRequest {
    /// Whose time.
    pub resource: Resource,
    /// When it is open.
    pub schedule: Schedule,
    /// What for.
    pub service: Service,
    /// What takes the resource's time, in any order: everything from two days before the range to two days after it,
    /// as far as a buffer or a window reaches.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub busy: Vec<Busy>,
    /// The bounds of the slots' *starts*.
    pub range: Interval,
    /// One of the service's durations; absent is its default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<Length>,
    /// At most this many, from the earliest on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<usize>,
    /// The circumstances.
    pub context: Context,
}

/// What can be booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SlotsFindResponse {
    /// In order of start.
    pub slots: Vec<Slot>,
    /// The release of the zone data.
    pub release: String,
}

/// Asks why a time cannot be booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SlotsExplainRequest {
    /// Whose time.
    pub resource: Resource,
    /// When it is open.
    pub schedule: Schedule,
    /// What for.
    pub service: Service,
    /// What takes the resource's time, in any order: everything from two days before the start to two days after it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub busy: Vec<Busy>,
    /// From when.
    #[serde(with = "kalends::time::wire::tick")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::tick::schema"))]
    pub start: DateTime<Utc>,
    /// One of the service's durations; absent is its default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<Length>,
    /// The circumstances.
    pub context: Context,
}

/// Why a time cannot be booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SlotsExplainResponse {
    /// All reasons, in the order of their codes; none means that it can be booked.
    pub reasons: Vec<Reason>,
    /// The release of the zone data.
    pub release: String,
}

impl Bridge {
    /// What can be booked of one resource for one service.
    ///
    /// The same rules decide here, in [`slots_explain`](Self::slots_explain) and in
    /// [`booking_decide`](Self::booking_decide): what is listed can be booked. An hour that a clock change skips has no
    /// slots, one that it repeats has them twice.
    ///
    /// # Errors
    /// `zone.unknown`, `availability.*`, `service.*`; `slots.too-many`, `slots.too-busy`, `slots.not-waivable`;
    /// `slots.outside-prepared` where a slot could end after the year 9999.
    ///
    /// # Example: the night the clocks go back has one hour more
    /// ```
    /// # use kalends_bridge::Bridge;
    /// let request = br#"{
    ///     "resource": {"id": "nurse", "zone": "Europe/Berlin"},
    ///     "schedule": {"weekly": [{"id": "night", "days": ["SU"], "from": "01:00", "to": "04:00"}]},
    ///     "service": {"id": "watch", "durations": ["PT1H"], "step": "PT1H"},
    ///     "range": {"start": "2026-10-24T22:00:00Z", "end": "2026-10-25T23:00:00Z"},
    ///     "context": {"now": "2026-10-01T00:00:00Z"}
    /// }"#;
    /// let answer = Bridge::default().call("slots.find", request);
    /// assert_eq!(answer.matches("start").count(), 4);                        // 01, 02, 02 again, 03
    /// ```
    pub fn slots_find(&self, request: SlotsFindRequest) -> Result<SlotsFindResponse> {
        let SlotsFindRequest { resource, schedule, service, busy, range, duration, limit, context } = request;
        service.validate(self.limits()).map_err(|error| error.in_field("service"))?;
        let mut query = Query::new(range);
        (query.duration, query.limit) = (duration, limit);
        let span = query.span(&service).map_err(|error| error.in_field("duration"))?;
        let prepared = Prepared::new(resource, &schedule, busy, self.zones(), span, self.limits())?;
        let slots = find(&prepared, &service, &query, &context, self.limits())
            .map_err(|error| if error.path().is_empty() { error.in_field("range") } else { error })?;
        Ok(SlotsFindResponse { slots, release: prepared.hours().release().to_owned() })
    }

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
    ///     "resource": {"id": "nurse", "zone": "Europe/Berlin"},
    ///     "schedule": {"weekly": [{"id": "night", "days": ["SU"], "from": "01:00", "to": "04:00"}]},
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
        let SlotsExplainRequest { resource, schedule, service, busy, start, duration, context } = request;
        service.validate(self.limits()).map_err(|error| error.in_field("service"))?;
        let length = service.duration(duration).map_err(|error| error.in_field("duration"))?;
        let end = start.checked_add_signed(length.to_delta()).unwrap_or(DateTime::<Utc>::MAX_UTC);
        let span = Interval::new(start, end).map_err(|error| error.in_field("start"))?;
        let prepared = Prepared::new(resource, &schedule, busy, self.zones(), span, self.limits())?;
        let reasons = explain(&prepared, &service, start, duration, &context)?;
        Ok(SlotsExplainResponse { reasons, release: prepared.hours().release().to_owned() })
    }
}

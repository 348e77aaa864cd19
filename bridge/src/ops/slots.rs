//! What can be booked, and why the rest cannot.

pub(crate) mod assign;
pub(crate) mod dates;
pub(crate) mod explain;
pub(crate) mod sequences;
pub(crate) mod surroundings;
pub(crate) mod uncertain;

use crate::bridge::Bridge;
use chrono::{DateTime, NaiveDateTime, Utc};
use kalends::Result;
use kalends::availability::Schedule;
use kalends::error::Error;
use kalends::id::{ResourceId, SessionId};
use kalends::interval::Interval;
use kalends::resource::Resource;
use kalends::rules::{Busy, Context, Prepared, Reason, World};
use kalends::service::Service;
use kalends::slots::{NearMiss, Offer, Query, Search, Served, Slot};
use kalends::source::SourceReport;
use kalends::time::Length;
use kalends::zone::{Zone, ZoneName};
use serde::{Deserialize, Serialize};
pub use surroundings::Surroundings;
pub use uncertain::UncertainSource;

/// A resource with everything that says when it is free.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ResourceState {
    /// Whose time.
    pub resource: Resource,
    /// When it is open.
    pub schedule: Schedule,
    /// What takes its time, in any order: everything from two days before the time that is asked about to two days
    /// after it, as far as a buffer or a window reaches.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub busy: Vec<Busy>,
    /// How its sources of outside busy time stand, as `source.busy` tells: while one is closed nothing is offered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceReport>,
}

/// Asks for what can be booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SlotsFindRequest {
    /// The resources that there are, in the order in which they are offered where the service says nothing else.
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
    /// At most this many, from the earliest on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<usize>,
    /// In whose zone the slots are labelled: then each says what the clock reads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<ZoneName>,
    /// How many starts on the grid that cannot be booked are told with their reasons, from the earliest on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near_misses: Option<usize>,
    /// What matters beside the resources.
    #[serde(default, skip_serializing_if = "Surroundings::is_empty")]
    pub surroundings: Surroundings,
    /// The circumstances.
    pub context: Context,
}

/// What can be booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SlotsFindResponse {
    /// In order of start.
    pub slots: Vec<OfferedSlot>,
    /// Starts on the grid, inside opening hours, that cannot be booked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub near_misses: Vec<NearMissed>,
    /// Where to begin to ask for more, if the query's limit ended the answer: the start of the next slot.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "kalends::time::wire::tick::option")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::tick::schema"))]
    pub next: Option<DateTime<Utc>>,
    /// The sources of outside busy time that are not fresh: what the answer does not know for certain.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<UncertainSource>,
    /// The release of the zone data.
    pub release: String,
}

/// A time that can be booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OfferedSlot {
    /// When it starts.
    #[serde(with = "kalends::time::wire::tick")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::tick::schema"))]
    pub start: DateTime<Utc>,
    /// When it ends; elapsed time after the start.
    #[serde(with = "kalends::time::wire::tick")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::tick::schema"))]
    pub end: DateTime<Utc>,
    /// The seats that are left, if the service has seats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remaining: Option<u32>,
    /// The session that a booking would join, if one stands already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<SessionId>,
    /// For each leg of the service that leaves a choice: whoever takes part in some way to serve all legs, in declared
    /// order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Vec<ResourceId>>,
    /// What the clock reads, if the request names a zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub local: Option<LocalTimes>,
}

/// A slot as a clock shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LocalTimes {
    /// When it starts.
    #[serde(with = "kalends::time::wire::wall")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::wall::schema"))]
    pub start: NaiveDateTime,
    /// When it ends.
    #[serde(with = "kalends::time::wire::wall")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::wall::schema"))]
    pub end: NaiveDateTime,
    /// The start's time of day, with the offset where the clock reads it twice that day.
    pub label: String,
}

/// A time that cannot be booked, though the calendar alone would allow it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NearMissed {
    /// When it would start.
    #[serde(with = "kalends::time::wire::tick")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::tick::schema"))]
    pub start: DateTime<Utc>,
    /// When it would end.
    #[serde(with = "kalends::time::wire::tick")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::tick::schema"))]
    pub end: DateTime<Utc>,
    /// All reasons, in the order of their codes.
    pub reasons: Vec<Reason>,
}

impl From<NearMiss> for NearMissed {
    fn from(miss: NearMiss) -> Self {
        Self { start: miss.slot.start(), end: miss.slot.end(), reasons: miss.reasons }
    }
}

impl From<Slot> for OfferedSlot {
    fn from(slot: Slot) -> Self {
        let (start, end, remaining) = (slot.start(), slot.end(), slot.remaining());
        Self { start, end, remaining, session: None, members: Vec::new(), local: None }
    }
}

impl OfferedSlot {
    fn of(offer: &Offer<'_>, viewer: Option<&Zone>) -> Self {
        let (session, members) = match &offer.by {
            Served::Session(session) => (Some((*session).clone()), Vec::new()),
            Served::Fresh(members) => {
                let legs = 0..members.legs();
                (None, legs.map(|leg| members.of(leg).cloned().collect()).collect())
            }
        };
        let local = viewer.map(|zone| {
            let shown = offer.slot.local(zone);
            LocalTimes { start: shown.start, end: shown.end, label: shown.to_string() }
        });
        Self { session, members, local, ..offer.slot.into() }
    }
}

impl Bridge {
    /// What can be booked of one service, with the resources that it requires.
    ///
    /// The same rules decide here, in [`slots_explain`](Self::slots_explain) and in
    /// [`booking_decide`](Self::booking_decide): what is listed can be booked. An hour that a clock change skips has no
    /// slots, one that it repeats has them twice.
    ///
    /// # Errors
    /// `zone.unknown`, `availability.*`, `service.*`; `slots.too-many`, `slots.too-busy`, `slots.not-waivable`,
    /// `slots.no-resource`, `slots.unknown-resource`, `slots.resource-twice`; `slots.outside-prepared` where a slot could end after the year 9999.
    ///
    /// # Example: the night the clocks go back has one hour more
    /// ```
    /// # use kalends_bridge::Bridge;
    /// let request = br#"{
    ///     "resources": [{
    ///         "resource": {"id": "nurse", "zone": "Europe/Berlin"},
    ///         "schedule": {"weekly": [{"id": "night", "days": ["SU"], "from": "01:00", "to": "04:00"}]}
    ///     }],
    ///     "service": {"id": "watch", "durations": ["PT1H"], "step": "PT1H"},
    ///     "range": {"start": "2026-10-24T22:00:00Z", "end": "2026-10-25T23:00:00Z"},
    ///     "context": {"now": "2026-10-01T00:00:00Z"}
    /// }"#;
    /// let answer = Bridge::default().call("slots.find", request);
    /// assert_eq!(answer.matches("start").count(), 4);                        // 01, 02, 02 again, 03
    /// ```
    pub fn slots_find(&self, request: SlotsFindRequest) -> Result<SlotsFindResponse> {
        let SlotsFindRequest { resources, service, resource, range, duration, limit, .. } = request;
        let (surroundings, context) = (request.surroundings, request.context);
        let viewer = request.zone.map(|zone| self.zones().get(zone.as_str()));
        let viewer = viewer.transpose().map_err(|error| error.in_field("zone"))?;
        service.validate(self.limits()).map_err(|error| error.in_field("service"))?;
        let mut query = Query::new(range);
        (query.resource, query.duration) = (resource, duration);
        let world = self.asked(&service, &query, resources, surroundings)?;
        let search = Search::new(&world, &service, &query, &context).map_err(in_range)?;
        let page = search.page(limit, self.limits()).map_err(in_range)?;
        let slots = page.offers.iter().map(|offer| OfferedSlot::of(offer, viewer.as_ref())).collect();
        let most = request.near_misses.unwrap_or(0).min(self.limits().slots);
        let near_misses = search.near_misses(most).into_iter().map(NearMissed::from).collect();
        Ok(SlotsFindResponse {
            slots,
            near_misses,
            next: page.next,
            sources: UncertainSource::all(&world),
            release: self.zones().release().to_owned(),
        })
    }

    /// What has to be seen to answer a query about a service.
    pub(crate) fn asked(
        &self,
        service: &Service,
        query: &Query,
        resources: Vec<ResourceState>,
        surroundings: Surroundings,
    ) -> Result<World> {
        let span = query.span(service).map_err(|error| error.in_field("duration"))?;
        self.world(resources, surroundings, span)
    }

    /// The span from a start to the end of a candidate.
    pub(super) fn candidate(
        &self,
        service: &Service,
        start: DateTime<Utc>,
        duration: Option<Length>,
    ) -> Result<Interval> {
        service.validate(self.limits()).map_err(|error| error.in_field("service"))?;
        let length = service.duration(duration).map_err(|error| error.in_field("duration"))?;
        let end = start.checked_add_signed(length.to_delta()).unwrap_or(DateTime::<Utc>::MAX_UTC);
        Interval::new(start, end).map_err(|error| error.in_field("start"))
    }

    /// Resolves what a request says about resources, for starts and ends inside `span`.
    pub(super) fn world(
        &self,
        resources: Vec<ResourceState>,
        surroundings: Surroundings,
        span: Interval,
    ) -> Result<World> {
        let prepared = resources.into_iter().enumerate().map(|(at, state)| {
            let ResourceState { resource, schedule, busy, sources } = state;
            let prepared = Prepared::new(resource, &schedule, busy, self.zones(), span, self.limits());
            prepared.map(|prepared| prepared.relying_on(sources)).map_err(|error| {
                if error.path() == "range" { error } else { error.in_index(at).in_field("resources") }
            })
        });
        self.surrounded(World::new(prepared.collect::<Result<_>>()?)?, surroundings)
    }
}

fn in_range(error: Error) -> Error {
    if error.path().is_empty() { error.in_field("range") } else { error }
}

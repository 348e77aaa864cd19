//! What can be booked, and why the rest cannot.

use crate::bridge::Bridge;
use chrono::{DateTime, Utc};
use kalends::Result;
use kalends::availability::Schedule;
use kalends::error::Error;
use kalends::id::{ResourceId, SessionId};
use kalends::interval::Interval;
use kalends::resource::Resource;
use kalends::rules::{Busy, Context, Counted, History, Prepared, Reason, TravelMatrix, Ways, World};
use kalends::service::Service;
use kalends::slots::{Offer, Query, Search, Served, Slot, explain};
use kalends::time::Length;
use serde::{Deserialize, Serialize};

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
    /// The bookings that limits count, in any order: of the service and of the resources, in every period of a limit
    /// that a start which is asked about can lie in. Only what takes time: nothing cancelled, declined or expired.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counted: Vec<Counted>,
    /// How long the ways between places take; absent is that places don't matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub travel: Option<TravelMatrix>,
    /// The circumstances.
    pub context: Context,
}

/// What can be booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SlotsFindResponse {
    /// In order of start.
    pub slots: Vec<OfferedSlot>,
    /// Where to begin to ask for more, if the query's limit ended the answer: the start of the next slot.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "kalends::time::wire::tick::option")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::tick::schema"))]
    pub next: Option<DateTime<Utc>>,
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
}

impl From<Slot> for OfferedSlot {
    fn from(slot: Slot) -> Self {
        let (start, end, remaining) = (slot.start(), slot.end(), slot.remaining());
        Self { start, end, remaining, session: None, members: Vec::new() }
    }
}

impl OfferedSlot {
    fn of(offer: &Offer<'_>) -> Self {
        let (session, members) = match &offer.by {
            Served::Session(session) => (Some((*session).clone()), Vec::new()),
            Served::Fresh(members) => {
                let legs = 0..members.legs();
                (None, legs.map(|leg| members.of(leg).cloned().collect()).collect())
            }
        };
        Self { session, members, ..offer.slot.into() }
    }
}

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
    /// The bookings that limits count, in any order: of the service and of the resources, in every period of a limit
    /// that a start which is asked about can lie in. Only what takes time: nothing cancelled, declined or expired.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counted: Vec<Counted>,
    /// How long the ways between places take; absent is that places don't matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub travel: Option<TravelMatrix>,
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
        let SlotsFindRequest {
            resources,
            service,
            resource,
            range,
            duration,
            limit,
            counted,
            travel,
            context,
        } = request;
        service.validate(self.limits()).map_err(|error| error.in_field("service"))?;
        let mut query = Query::new(range);
        (query.resource, query.duration) = (resource, duration);
        let span = query.span(&service).map_err(|error| error.in_field("duration"))?;
        let world = self.world(resources, counted, travel, span)?;
        let search = Search::new(&world, &service, &query, &context).map_err(in_range)?;
        let page = search.page(limit, self.limits()).map_err(in_range)?;
        let slots = page.offers.iter().map(OfferedSlot::of).collect();
        Ok(SlotsFindResponse { slots, next: page.next, release: self.zones().release().to_owned() })
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
        let SlotsExplainRequest { resources, service, resource, start, duration, counted, travel, context } =
            request;
        service.validate(self.limits()).map_err(|error| error.in_field("service"))?;
        let length = service.duration(duration).map_err(|error| error.in_field("duration"))?;
        let end = start.checked_add_signed(length.to_delta()).unwrap_or(DateTime::<Utc>::MAX_UTC);
        let span = Interval::new(start, end).map_err(|error| error.in_field("start"))?;
        let world = self.world(resources, counted, travel, span)?;
        let reasons = explain(&world, &service, resource.as_ref(), start, duration, &context)?;
        Ok(SlotsExplainResponse { reasons, release: self.zones().release().to_owned() })
    }

    /// Resolves what a request says about resources, for starts and ends inside `span`.
    fn world(
        &self,
        resources: Vec<ResourceState>,
        counted: Vec<Counted>,
        travel: Option<TravelMatrix>,
        span: Interval,
    ) -> Result<World> {
        let prepared = resources.into_iter().enumerate().map(|(at, state)| {
            let ResourceState { resource, schedule, busy } = state;
            Prepared::new(resource, &schedule, busy, self.zones(), span, self.limits()).map_err(|error| {
                if error.path() == "range" { error } else { error.in_index(at).in_field("resources") }
            })
        });
        let history = History::new(counted, self.limits())?;
        let world = World::new(prepared.collect::<Result<_>>()?)?.counting(history);
        Ok(match travel {
            Some(matrix) => world.travelling(Ways::new(matrix)),
            None => world,
        })
    }
}

fn in_range(error: Error) -> Error {
    if error.path().is_empty() { error.in_field("range") } else { error }
}

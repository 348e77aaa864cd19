//! What goes through the engine's door, as records.

use crate::circumstances::Circumstances;
use crate::question::{Explanation, Offer};
use chrono::{DateTime, Utc};
use kalends::audit::Code;
use kalends::availability::Schedule;
use kalends::booking::{BookedSeries, Booking, Command, ResourceRecord};
use kalends::id::{
    BookingId, EntityId, EventId, PlaceId, RequestId, ResourceId, SeriesId, ServiceId, SessionId, SourceId,
    SubjectId, WaitlistId,
};
use kalends::interval::Interval;
use kalends::policy::{Actor, Policy};
use kalends::resource::Resource;
use kalends::rules::{Reason, ReasonCode};
use kalends::service::Service;
use kalends::session::Session;
use kalends::store::{Due, ToCome};
use kalends::time::Length;
use kalends_bridge::OfferedSlot;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::num::NonZeroU32;

macro_rules! request {
    ($( $(#[$doc:meta])* struct $name:ident { $( $(#[$field:meta])* $part:ident: $of:ty ),* $(,)? } )*) => {
        $( $(#[$doc])* #[derive(Deserialize)] #[serde(deny_unknown_fields)]
        pub(super) struct $name { $( $(#[$field])* pub(super) $part: $of ),* } )*
    };
}

request! {
    struct Nothing {}
    struct PutResource { resource: Resource, #[serde(default)] schedule: Schedule }
    struct OfResource { resource: ResourceId }
    struct PutService { service: Service }
    struct OfService { service: ServiceId }
    struct PutPolicy { policy: Policy }
    struct External { resource: ResourceId, source: SourceId, spans: Vec<Span> }
    struct Span { span: Interval, event: Option<EventId> }
    struct OfBooking { booking: BookingId }
    struct Listed { resource: ResourceId, range: Interval }
    struct PutBookings { #[serde(default)] sessions: Vec<Session>, bookings: Vec<Booking> }
    struct OfSession { session: SessionId }
    struct OfSeries { series: SeriesId }
    struct OfEntry { entry: WaitlistId }
    struct OfEntity { kind: Code, id: EntityId }
    struct OfPerson { subject: SubjectId }
    struct Erase { subject: SubjectId, #[serde(default)] to_come: ToCome }
    struct Pass { after: Option<Due>, most: NonZeroU32 }
    struct Execute { command: Command, #[serde(default)] context: Asked }
    struct Find {
        service: ServiceId,
        resource: Option<ResourceId>,
        range: Interval,
        duration: Option<Length>,
        limit: Option<usize>,
        #[serde(default)]
        context: Asked,
    }
    struct Explain {
        service: ServiceId,
        resource: Option<ResourceId>,
        #[serde(with = "kalends::time::wire::tick")]
        start: DateTime<Utc>,
        duration: Option<Length>,
        #[serde(default)]
        context: Asked,
    }
}

/// The circumstances, but for the time, which the engine knows.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Asked {
    actor: Actor,
    moving: Option<BookingId>,
    hold_owner: Option<SubjectId>,
    client: Option<SubjectId>,
    place: Option<PlaceId>,
    party: Option<NonZeroU32>,
    waive: Vec<ReasonCode>,
    by: Option<SubjectId>,
    cause: Option<Code>,
    key: Option<RequestId>,
}

impl From<Asked> for Circumstances {
    fn from(asked: Asked) -> Self {
        let Asked { actor, moving, hold_owner, client, place, party, waive, by, cause, key } = asked;
        let mut context = Self::client().at(DateTime::UNIX_EPOCH);
        (context.actor, context.moving, context.hold_owner) = (actor, moving, hold_owner);
        (context.client, context.place, context.waive) = (client, place, waive);
        context.party = party.unwrap_or(NonZeroU32::MIN);
        let circumstances = by.into_iter().fold(Self::of(context), Self::by);
        let circumstances = cause.into_iter().fold(circumstances, Self::because);
        key.into_iter().fold(circumstances, Self::keyed)
    }
}

/// It is written.
#[derive(Serialize)]
pub(super) struct Done {}

/// A resource as it is stored.
#[derive(Serialize)]
pub(super) struct Stored {
    resource: Resource,
    schedule: Schedule,
    revision: u64,
}

impl From<ResourceRecord> for Stored {
    fn from(record: ResourceRecord) -> Self {
        let ResourceRecord { resource, schedule, revision } = record;
        Self { resource, schedule, revision }
    }
}

#[derive(Serialize)]
pub(super) struct SessionRecord {
    pub(super) session: Session,
    pub(super) bookings: Vec<Booking>,
}

#[derive(Serialize)]
pub(super) struct SeriesStored {
    pub(super) series: BookedSeries,
    pub(super) bookings: Vec<Booking>,
}

/// What can be booked, as `slots.find` tells it, with the revisions that it holds for.
#[derive(Serialize)]
pub(super) struct EngineOffer {
    slots: Vec<OfferedSlot>,
    #[serde(skip_serializing_if = "Option::is_none", with = "kalends::time::wire::tick::option")]
    next: Option<DateTime<Utc>>,
    revisions: BTreeMap<ResourceId, u64>,
    release: String,
}

impl From<Offer> for EngineOffer {
    fn from(offer: Offer) -> Self {
        let Offer { slots, next, revisions, zone_data } = offer;
        let slots = slots.into_iter().map(OfferedSlot::from).collect();
        Self { slots, next, revisions, release: zone_data }
    }
}

#[derive(Serialize)]
pub(super) struct EngineExplanation {
    reasons: Vec<Reason>,
    revisions: BTreeMap<ResourceId, u64>,
    release: String,
}

impl From<Explanation> for EngineExplanation {
    fn from(explanation: Explanation) -> Self {
        let Explanation { reasons, revisions, zone_data } = explanation;
        Self { reasons, revisions, release: zone_data }
    }
}

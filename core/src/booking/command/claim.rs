use crate::booking::{BookingKind, Details, Participant};
use crate::id::{BookingId, ResourceId, ServiceId, SessionId};
use crate::policy::Money;
use crate::time::Length;
use chrono::{DateTime, TimeDelta, Utc};

/// Keep a time free for somebody for a while.
///
/// For everyone but the `hold_owner` of the context the time is taken while `now` is before the end of the hold.
/// [`Book`] with the same booking's id makes a booking of it, judged by the notice and horizon of when it was held.
/// Repeating it prolongs the hold, if nothing else has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hold {
    /// The new booking's id: a UUIDv7 of the caller's, or any other unique text.
    pub booking: BookingId,
    /// Whose time: needed where the service requires nothing by itself. Otherwise a member who has to take part.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub resource: Option<ResourceId>,
    /// What for.
    pub service: ServiceId,
    /// From when.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::tick"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
    pub start: DateTime<Utc>,
    /// One of the service's durations; absent is its default.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub duration: Option<Length>,
    /// How long from now on.
    pub ttl: Length,
    /// The id of the session that begins with it, if none is there to join; absent is one that is derived from the
    /// booking's.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub session: Option<SessionId>,
}

/// Take a time, or ask for it where the service has a host confirm.
///
/// How many come, whose booking it is and where it takes place are said in the context, as when slots were listed.
/// Repeating the same command with the same id is accepted and changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Book {
    /// The new booking's id: a UUIDv7 of the caller's, or any other unique text.
    pub booking: BookingId,
    /// Whose time: needed where the service requires nothing by itself. Otherwise a member who has to take part.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub resource: Option<ResourceId>,
    /// What for.
    pub service: ServiceId,
    /// From when.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::tick"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
    pub start: DateTime<Utc>,
    /// One of the service's durations; absent is its default.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub duration: Option<Length>,
    /// The id of the session that begins with it, if none is there to join; absent is one that is derived from the
    /// booking's.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub session: Option<SessionId>,
    /// What it is.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub kind: Option<BookingKind>,
    /// What it costs to come, where a policy takes parts of that.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub price: Option<Money>,
    /// Who takes part.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub participants: Vec<Participant>,
    /// What people say about it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Details::is_empty"))]
    pub details: Details,
}

/// Move a booking to another time, or to another resource.
///
/// It keeps its id and its history; the old time is free in the same commit, and does not stand in the new one's way. Who
/// took part does so again where that is possible. A client only before its start. Moving it to where it is is accepted
/// and changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reschedule {
    /// Which.
    pub booking: BookingId,
    /// To when.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::tick"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
    pub start: DateTime<Utc>,
    /// One of the service's durations; absent keeps the present one.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub duration: Option<Length>,
    /// To whom; absent leaves it to whoever takes part, or to any other member who can.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub resource: Option<ResourceId>,
    /// The id of the session that begins with it, if it leaves one to others; absent is one that is derived from the
    /// booking's.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub session: Option<SessionId>,
    /// The version that the caller has seen; any if absent.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub version: Option<u64>,
}

impl Hold {
    /// The longest hold: what waits longer is a request.
    pub const LONGEST: TimeDelta = TimeDelta::days(1);
}

use crate::id::{ResourceId, ServiceId, SessionId};
use crate::time::Length;
use chrono::{DateTime, Utc};
use std::num::NonZeroU32;

/// Put a session up that parties can book, and that takes place though nobody has. Only a host, and only of a service
/// that has seats.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpenSession {
    /// The new session's id.
    pub session: SessionId,
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
    /// How many can book it; absent is as many as the service says.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub seats: Option<NonZeroU32>,
}

/// Move a session with all its bookings, whose versions rise. Only a host.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MoveSession {
    /// Which.
    pub session: SessionId,
    /// To when.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::tick"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
    pub start: DateTime<Utc>,
    /// One of the service's durations; absent keeps the present one.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub duration: Option<Length>,
    /// The version that the caller has seen; any if absent.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub version: Option<u64>,
}

/// Put one resource of a session in the place of another, at the same time. Only a host.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Swap {
    /// Which.
    pub session: SessionId,
    /// Who goes.
    pub from: ResourceId,
    /// Who comes.
    pub to: ResourceId,
    /// The version that the caller has seen; any if absent.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub version: Option<u64>,
}

/// Call a session off with all its bookings. Only a host.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CancelSession {
    /// Which.
    pub session: SessionId,
    /// The version that the caller has seen; any if absent.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub version: Option<u64>,
}

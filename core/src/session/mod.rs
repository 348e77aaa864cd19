//! One use of time: a service with its resources, for one party or for several that each have seats in it.
//!
//! A booking is a party's claim on a session. The session is what takes time; every booking belongs to one.

mod local;

pub use local::LocalIntent;

use crate::error::{Result, check_follows};
use crate::id::{PlaceId, ResourceId, ServiceId, SessionId};
use crate::interval::Interval;
use crate::service::Buffer;
use chrono::{DateTime, Utc};
use std::num::NonZeroU32;

/// One use of time.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Session {
    /// The host's id, or one that is derived from the booking that begins it.
    pub id: SessionId,
    /// Starts at 1 and rises with each change.
    pub version: u64,
    /// Of what.
    pub service: ServiceId,
    /// When, without buffers.
    pub span: Interval,
    /// What people agreed on.
    pub local: LocalIntent,
    /// What it takes, in the order of the service's legs. The first one leads.
    pub uses: Vec<Use>,
    /// How many can book it, for a group; absent is one party alone.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub seats: Option<NonZeroU32>,
    /// Where; absent is online, or not known.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub place: Option<PlaceId>,
    /// Whether it takes its resources' time.
    pub status: SessionStatus,
    /// Whether it takes place though nobody has booked it: the host has opened it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "std::ops::Not::not"))]
    pub stays: bool,
    /// When it was made.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
    pub updated_at: DateTime<Utc>,
}

/// What a session takes of a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Use {
    /// Which resource.
    pub resource: ResourceId,
    /// How many of its concurrent uses.
    #[cfg_attr(
        feature = "serde",
        serde(default = "crate::wire::one", skip_serializing_if = "crate::wire::is_one")
    )]
    pub units: NonZeroU32,
    /// The time that is kept clear, as it stood when it was booked.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Buffer::is_none"))]
    pub buffer: Buffer,
}

impl Use {
    /// The time of a session with what is kept clear around it here.
    pub(crate) fn footprint(&self, session: Interval) -> Interval {
        self.buffer.around(session)
    }
}

/// Whether a session takes time; the words are those of iCalendar's STATUS (RFC 5545 §3.8.1.11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum SessionStatus {
    /// Asked for, where what is asked for takes no time yet.
    Tentative,
    /// It takes time.
    Confirmed,
    /// It is off.
    Cancelled,
}

impl Session {
    /// Whether it takes its resources' time.
    pub fn takes_time(&self) -> bool {
        self.status == SessionStatus::Confirmed
    }

    /// What it takes, in the order of the service's legs.
    pub fn resources(&self) -> Vec<ResourceId> {
        self.uses.iter().map(|one| one.resource.clone()).collect()
    }

    /// Checks that this record comes right after the stored version, which is 0 where none is stored.
    ///
    /// # Errors
    /// `store.version`.
    pub fn follows(&self, stored: u64) -> Result<()> {
        check_follows(format_args!("session `{}`", self.id), self.version, stored)
    }
}

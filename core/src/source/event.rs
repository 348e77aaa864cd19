use crate::id::{BookingId, EventId};
use crate::time::DateRange;
use chrono::{DateTime, Utc};

/// An event of an outside calendar, as far as it concerns time.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OutsideEvent {
    /// What reasons call it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub id: Option<EventId>,
    /// Its iCalendar UID, by which a mirror of our own bookings is known.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub uid: Option<String>,
    /// When it takes place.
    pub time: EventTime,
    /// Whether it takes place.
    #[cfg_attr(feature = "serde", serde(default))]
    pub status: EventStatus,
    /// Whether its owner is free all the same (`TRANSP:TRANSPARENT`, "show as free").
    #[cfg_attr(feature = "serde", serde(default))]
    pub transparent: bool,
    /// The booking of ours that it mirrors, if the host knows.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub booking: Option<BookingId>,
}

/// When an outside event takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum EventTime {
    /// From an instant until just before another; fractions of a second are widened outward.
    Span {
        /// When it starts.
        #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::instant"))]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
        start: DateTime<Utc>,
        /// When it ends.
        #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::instant"))]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
        end: DateTime<Utc>,
    },
    /// Whole local days in the owner's zone, both inclusive.
    Dates(DateRange),
}

/// Whether an outside event takes place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum EventStatus {
    /// Certain.
    #[default]
    Confirmed,
    /// Not yet certain, or not yet accepted.
    Tentative,
    /// Does not take place, or was declined.
    Cancelled,
}

impl OutsideEvent {
    /// A confirmed event of which nothing else is known.
    pub fn new(time: EventTime) -> Self {
        Self { id: None, uid: None, time, status: EventStatus::Confirmed, transparent: false, booking: None }
    }
}

use super::Participant;
use crate::id::{BookingId, ResourceId, ServiceId};
use crate::time::Length;
use chrono::{DateTime, Utc};

/// What somebody wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Command {
    /// Take a time.
    Book(Book),
    /// Call a booking off.
    Cancel(Cancel),
    /// Move a booking to another time of the same resource.
    Reschedule(Reschedule),
}

/// Take a time.
///
/// Repeating the same command with the same id is accepted and changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Book {
    /// The new booking's id: a UUIDv7 of the caller's, or any other unique text.
    pub booking: BookingId,
    /// Whose time.
    pub resource: ResourceId,
    /// What for.
    pub service: ServiceId,
    /// From when.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::tick"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
    pub start: DateTime<Utc>,
    /// One of the service's durations; absent is its default.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub duration: Option<Length>,
    /// Subject, for people.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub title: Option<String>,
    /// Who takes part.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub participants: Vec<Participant>,
}

/// Call a booking off.
///
/// A client only before its start. Repeating it is accepted and changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cancel {
    /// Which.
    pub booking: BookingId,
    /// The version that the caller has seen; any if absent.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub version: Option<u64>,
}

/// Move a booking to another time.
///
/// It keeps its id and its history; the old time is free in the same commit, and does not stand in the new one's
/// way. A client only before its start. Moving it to where it is is accepted and changes nothing.
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
    /// The version that the caller has seen; any if absent.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub version: Option<u64>,
}

impl Command {
    /// The booking that the command is about.
    pub fn booking(&self) -> &BookingId {
        match self {
            Self::Book(book) => &book.booking,
            Self::Cancel(cancel) => &cancel.booking,
            Self::Reschedule(reschedule) => &reschedule.booking,
        }
    }
}

impl From<Book> for Command {
    fn from(book: Book) -> Self {
        Self::Book(book)
    }
}

impl From<Cancel> for Command {
    fn from(cancel: Cancel) -> Self {
        Self::Cancel(cancel)
    }
}

impl From<Reschedule> for Command {
    fn from(reschedule: Reschedule) -> Self {
        Self::Reschedule(reschedule)
    }
}

//! Ids: opaque strings of the host, one newtype per thing, compared bytewise.

use crate::error::{IdError, Result};
use std::fmt;
use std::sync::Arc;

/// The longest id, in bytes.
pub const MAX_BYTES: usize = 255;

fn checked(what: &'static str, text: &str) -> Result<Arc<str>> {
    if text.is_empty() {
        return Err(IdError::Empty { what }.into());
    }
    if text.len() > MAX_BYTES {
        return Err(IdError::TooLong { what, bytes: text.len() }.into());
    }
    match text.char_indices().find(|(_, c)| c.is_control()) {
        Some((at, _)) => Err(IdError::Control { what, at }.into()),
        None => Ok(text.into()),
    }
}

macro_rules! ids {
    ($( $(#[doc = $doc:literal])+ $name:ident: $what:literal, )*) => { $(
        $(#[doc = $doc])+
        ///
        /// 1 to 255 bytes without control characters; cheap to clone.
        ///
        /// # Errors
        /// `id.empty`, `id.too-long`, `id.control-character`.
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Checks and takes over the host's own id.
            ///
            /// # Errors
            /// `id.empty`, `id.too-long`, `id.control-character`.
            pub fn new(text: &str) -> Result<Self> {
                checked($what, text).map(Self)
            }

            /// The id as the host wrote it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::error::Error;
            fn from_str(text: &str) -> Result<Self> {
                Self::new(text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }

        crate::wire::text_serde!($name, concat!($what, " id"), 1, 255);
    )* };
}

ids! {
    /// Anything that can be busy: a person, a room, a car.
    ResourceId: "resource",
    /// What can be booked.
    ServiceId: "service",
    /// One rule of a schedule: weekly window, override, time off, holiday, travel.
    RuleId: "rule",
    /// One party's claim on a session.
    BookingId: "booking",
    /// One use of time by a service and its resources.
    SessionId: "session",
    /// A recurring booking.
    SeriesId: "series",
    /// A place in a waitlist.
    WaitlistId: "waitlist",
    /// A key by which a repeated request is known.
    RequestId: "request",
    /// A person, by a random key that carries no personal data.
    SubjectId: "subject",
    /// Where outside busy time comes from.
    SourceId: "source",
    /// An outside calendar event.
    EventId: "event",
    /// What cancelling, moving and not coming cost.
    PolicyId: "policy",
    /// Whatever has an audit chain of its own, by the id that it has as what it is.
    EntityId: "entity",
    /// A place, for travel times.
    PlaceId: "place",
    /// What a resource can do or has: a subject, a piano, step-free access.
    Tag: "tag",
}

#[cfg(test)]
mod tests;

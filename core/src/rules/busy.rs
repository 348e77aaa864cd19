use crate::error::Result;
use crate::id::{BookingId, EventId, SourceId};
use crate::interval::Interval;
use crate::service::Buffer;
use std::fmt;

/// Time that is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "wire::RawBusy", into = "wire::RawBusy")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "wire::RawBusy"))]
pub struct Busy {
    /// The bare time, without buffers.
    pub span: Interval,
    /// By what.
    pub by: Occupant,
}

/// What takes the time.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Occupant {
    /// A booking of ours, with the buffers that it was made with.
    Booking(BookingUse),
    /// An outside event.
    External(ExternalUse),
}

/// A booking's use of a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BookingUse {
    /// Which booking.
    pub id: BookingId,
    /// The time that it keeps clear.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Buffer::is_none"))]
    pub buffer: Buffer,
}

/// An outside event's use of a resource.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExternalUse {
    /// The calendar it comes from.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub source: Option<SourceId>,
    /// The event.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub event: Option<EventId>,
}

/// What is in the way, as reasons name it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Blocker {
    /// A booking of ours.
    Booking(BookingId),
    /// An outside event.
    External(ExternalUse),
}

impl fmt::Display for Blocker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Booking(id) => write!(f, "booking {id}"),
            Self::External(ExternalUse { source, event }) => {
                f.write_str("outside event")?;
                if let Some(event) = event {
                    write!(f, " {event}")?;
                }
                if let Some(source) = source {
                    write!(f, " ({source})")?;
                }
                Ok(())
            }
        }
    }
}

impl Busy {
    /// Outside busy time of which nothing more is known.
    pub fn external(span: Interval) -> Self {
        Self { span, by: Occupant::External(ExternalUse::default()) }
    }

    /// The time of a booking.
    pub fn booking(id: BookingId, span: Interval, buffer: Buffer) -> Self {
        Self { span, by: Occupant::Booking(BookingUse { id, buffer }) }
    }

    /// What reasons call it.
    pub fn blocker(&self) -> Blocker {
        match &self.by {
            Occupant::Booking(own) => Blocker::Booking(own.id.clone()),
            Occupant::External(outside) => Blocker::External(outside.clone()),
        }
    }

    /// Checks what no single field can.
    ///
    /// # Errors
    /// `service.too-long` for a buffer above [`Buffer::LONGEST`].
    pub fn validate(&self) -> Result<()> {
        match &self.by {
            Occupant::Booking(own) => {
                own.buffer.validate().map_err(|e| e.in_field("buffer").in_field("booking").in_field("by"))
            }
            Occupant::External(_) => Ok(()),
        }
    }
}

#[cfg(feature = "serde")]
mod wire {
    use super::{Busy, ExternalUse, Interval, Occupant};
    use chrono::{DateTime, Utc};
    use serde::{Deserialize, Serialize};

    /// Time that is taken; by an outside event unless said otherwise, and then widened to whole seconds.
    #[derive(Serialize, Deserialize)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Busy"))]
    #[serde(deny_unknown_fields)]
    pub(super) struct RawBusy {
        #[serde(with = "crate::time::wire::instant")]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
        start: DateTime<Utc>,
        #[serde(with = "crate::time::wire::instant")]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
        end: DateTime<Utc>,
        #[serde(default = "outside", skip_serializing_if = "is_outside")]
        by: Occupant,
    }

    fn outside() -> Occupant {
        Occupant::External(ExternalUse::default())
    }

    fn is_outside(by: &Occupant) -> bool {
        *by == outside()
    }

    impl TryFrom<RawBusy> for Busy {
        type Error = crate::wire::Refused;
        fn try_from(raw: RawBusy) -> Result<Self, Self::Error> {
            let span = match raw.by {
                Occupant::Booking(_) => Interval::new(raw.start, raw.end)?,
                Occupant::External(_) => Interval::covering(raw.start, raw.end)?,
            };
            Ok(Self { span, by: raw.by })
        }
    }

    impl From<Busy> for RawBusy {
        fn from(busy: Busy) -> Self {
            Self { start: busy.span.start(), end: busy.span.end(), by: busy.by }
        }
    }
}

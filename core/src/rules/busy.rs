use super::Context;
use crate::error::Result;
use crate::id::{BookingId, EventId, PlaceId, ServiceId, SessionId, SourceId, SubjectId};
use crate::interval::Interval;
use crate::service::Buffer;
use chrono::{DateTime, Utc};
use std::fmt;
use std::num::NonZeroU32;

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
    /// Where; absent is online, or not known.
    pub place: Option<PlaceId>,
}

/// What takes the time.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Occupant {
    /// A booking of ours, with the buffers that it was made with.
    Booking(BookingUse),
    /// A session of ours that several parties can book: one use, however many seats are taken.
    Session(Box<SessionUse>),
    /// Somebody is about to book: counts for everyone else, until it expires.
    Hold(Box<HoldUse>),
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
    /// How many of the resource's concurrent uses it takes.
    #[cfg_attr(
        feature = "serde",
        serde(default = "crate::wire::one", skip_serializing_if = "crate::wire::is_one")
    )]
    pub units: NonZeroU32,
    /// Until when it takes them, if nobody has confirmed it yet.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub tentative: Option<Tentative>,
}

/// Until when something takes time that is not settled yet.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tentative {
    /// Alive iff `now` is before this instant.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
    pub expires_at: DateTime<Utc>,
    /// For whom it is held: to its owner the time is free. Absent for a request, which takes the time from everyone.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub owner: Option<SubjectId>,
}

/// A session's use of a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SessionUse {
    /// Which session: the same one in every resource that it takes.
    pub id: SessionId,
    /// Of which service: only its bookings join.
    pub service: ServiceId,
    /// How many seats it has.
    pub seats: NonZeroU32,
    /// Who has some of them.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub claims: Vec<Claim>,
    /// Whether it takes place though nobody has booked it, as one that the host has opened does. One without claims
    /// does in any case.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "std::ops::Not::not"))]
    pub stays: bool,
    /// The time that it keeps clear.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Buffer::is_none"))]
    pub buffer: Buffer,
}

/// A booking's seats in a session.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Claim {
    /// Which booking.
    pub booking: BookingId,
    /// How many seats.
    #[cfg_attr(
        feature = "serde",
        serde(default = "crate::wire::one", skip_serializing_if = "crate::wire::is_one")
    )]
    pub seats: NonZeroU32,
    /// Until when, if nobody has confirmed it yet.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub tentative: Option<Tentative>,
}

/// A hold's use of a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HoldUse {
    /// The booking that it may become.
    pub id: BookingId,
    /// For whom: to its owner the time is free.
    pub owner: SubjectId,
    /// Alive iff `now` is before this instant.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
    pub expires_at: DateTime<Utc>,
    /// The time that it keeps clear.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Buffer::is_none"))]
    pub buffer: Buffer,
    /// How many of the resource's concurrent uses it takes.
    #[cfg_attr(
        feature = "serde",
        serde(default = "crate::wire::one", skip_serializing_if = "crate::wire::is_one")
    )]
    pub units: NonZeroU32,
}

impl SessionUse {
    /// The seats that are left.
    pub(crate) fn remaining(&self, context: &Context) -> u32 {
        let taken = self.claims.iter().filter(|claim| claim.counts(context));
        let taken = taken.fold(0_u32, |sum, claim| sum.saturating_add(claim.seats.get()));
        self.seats.get().saturating_sub(taken)
    }

    /// Whether it takes place. What only the booking that is being moved keeps, or what has lapsed, does not. One that
    /// is kept by the caller's own hold does: others can join it meanwhile, so its time is not free for anything else.
    pub(crate) fn stands(&self, context: &Context) -> bool {
        let lives = |claim: &Claim| context.lives(&claim.booking, claim.tentative.as_ref());
        self.stays || self.claims.is_empty() || self.claims.iter().any(lives)
    }
}

impl Claim {
    fn counts(&self, context: &Context) -> bool {
        context.counts(&self.booking, self.tentative.as_ref())
    }
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
    /// A session of ours.
    Session(SessionId),
    /// A booking that is held for somebody.
    Hold(BookingId),
    /// An outside event.
    External(ExternalUse),
}

impl fmt::Display for Blocker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Booking(id) => write!(f, "booking {id}"),
            Self::Session(id) => write!(f, "session {id}"),
            Self::Hold(id) => write!(f, "hold {id}"),
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
        Self { span, by: Occupant::External(ExternalUse::default()), place: None }
    }

    /// The time of a booking.
    pub fn booking(id: BookingId, span: Interval, buffer: Buffer) -> Self {
        let by = Occupant::Booking(BookingUse { id, buffer, units: NonZeroU32::MIN, tentative: None });
        Self { span, by, place: None }
    }

    /// The same at a place.
    #[must_use]
    pub fn at(self, place: PlaceId) -> Self {
        Self { place: Some(place), ..self }
    }

    /// The time that it keeps clear; an outside event keeps none.
    pub(crate) fn buffer(&self) -> Buffer {
        match &self.by {
            Occupant::Booking(own) => own.buffer,
            Occupant::Session(session) => session.buffer,
            Occupant::Hold(hold) => hold.buffer,
            Occupant::External(_) => Buffer::NONE,
        }
    }

    /// Its time with what it keeps clear.
    pub fn footprint(&self) -> Interval {
        self.buffer().around(self.span)
    }

    /// How many of its resource's concurrent uses it takes; an outside event takes all there are.
    pub(crate) fn units(&self) -> Option<u32> {
        match &self.by {
            Occupant::Booking(own) => Some(own.units.get()),
            Occupant::Session(_) => Some(1),
            Occupant::Hold(hold) => Some(hold.units.get()),
            Occupant::External(_) => None,
        }
    }

    /// What reasons call it.
    pub fn blocker(&self) -> Blocker {
        match &self.by {
            Occupant::Booking(own) => Blocker::Booking(own.id.clone()),
            Occupant::Session(session) => Blocker::Session(session.id.clone()),
            Occupant::Hold(hold) => Blocker::Hold(hold.id.clone()),
            Occupant::External(outside) => Blocker::External(outside.clone()),
        }
    }

    /// Checks what no single field can.
    ///
    /// # Errors
    /// `service.too-long` for a buffer above [`Buffer::LONGEST`].
    pub fn validate(&self) -> Result<()> {
        let kind = match &self.by {
            Occupant::Booking(_) => "booking",
            Occupant::Session(_) => "session",
            Occupant::Hold(_) => "hold",
            Occupant::External(_) => return Ok(()),
        };
        let checked = self.buffer().validate();
        checked.map_err(|error| error.in_field("buffer").in_field(kind).in_field("by"))
    }
}

#[cfg(feature = "serde")]
mod wire {
    use super::{Busy, ExternalUse, Interval, Occupant, PlaceId};
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
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<PlaceId>,
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
                Occupant::External(_) => Interval::covering(raw.start, raw.end)?,
                _ => Interval::new(raw.start, raw.end)?,
            };
            Ok(Self { span, by: raw.by, place: raw.place })
        }
    }

    impl From<Busy> for RawBusy {
        fn from(busy: Busy) -> Self {
            Self { start: busy.span.start(), end: busy.span.end(), by: busy.by, place: busy.place }
        }
    }
}

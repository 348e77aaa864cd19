use super::Booking;
use crate::id::{BookingId, PlaceId, ServiceId, SessionId};
use crate::interval::Interval;
use crate::rules::{BookingUse, Busy, Claim, HoldUse, Occupant, SessionUse, Tentative};
use crate::service::Buffer;
use crate::session::{Session, Use};
use chrono::{DateTime, Utc};
use std::num::NonZeroU32;

/// What a session that takes time looks like to its resources: the part of it that rules ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occupancy {
    /// Which session.
    pub session: SessionId,
    /// Of what.
    pub service: ServiceId,
    /// When.
    pub span: Interval,
    /// How many can book it, for a group.
    pub seats: Option<NonZeroU32>,
    /// Where.
    pub place: Option<PlaceId>,
    /// Whether it takes place though nobody has booked it.
    pub stays: bool,
    /// The bookings that take its time.
    pub claims: Vec<Claim>,
}

impl Occupancy {
    /// A session with its bookings; nothing if it takes no time.
    pub fn new<'a>(session: &Session, bookings: impl IntoIterator<Item = &'a Booking>) -> Option<Self> {
        session.takes_time().then(|| Self {
            session: session.id.clone(),
            service: session.service.clone(),
            span: session.span,
            seats: session.seats,
            place: session.place.clone(),
            stays: session.stays,
            claims: bookings.into_iter().filter_map(Booking::claim).collect(),
        })
    }

    /// What takes the time of one of its resources.
    pub fn busy(&self, buffer: Buffer, units: NonZeroU32) -> Busy {
        let by = match (self.seats, self.lasting()) {
            (None, Some(claim)) => Self::alone(claim, buffer, units),
            _ => Occupant::Session(Box::new(SessionUse {
                id: self.session.clone(),
                service: self.service.clone(),
                seats: self.seats.unwrap_or(NonZeroU32::MIN),
                claims: self.claims.clone(),
                stays: self.stays,
                buffer,
            })),
        };
        Busy { span: self.span, by, place: self.place.clone() }
    }

    /// The claim that lasts longest. Of several on a session for one party, which come about where one is held or asked for
    /// anew before it is written down that an earlier one has lapsed, all others have lapsed.
    fn lasting(&self) -> Option<&Claim> {
        let end =
            |claim: &&Claim| claim.tentative.as_ref().map_or(DateTime::<Utc>::MAX_UTC, |one| one.expires_at);
        self.claims.iter().max_by_key(end)
    }

    /// The use of the one party that has the session for itself.
    fn alone(claim: &Claim, buffer: Buffer, units: NonZeroU32) -> Occupant {
        let id: BookingId = claim.booking.clone();
        match &claim.tentative {
            Some(Tentative { expires_at, owner: Some(owner) }) => Occupant::Hold(Box::new(HoldUse {
                id,
                owner: owner.clone(),
                expires_at: *expires_at,
                buffer,
                units,
            })),
            tentative => Occupant::Booking(BookingUse { id, buffer, units, tentative: tentative.clone() }),
        }
    }

    /// The same for a use.
    pub fn of(&self, one: &Use) -> Busy {
        self.busy(one.buffer, one.units)
    }
}

impl Booking {
    /// The seats that it takes, if it takes any.
    pub fn claim(&self) -> Option<Claim> {
        self.status.takes_time().then(|| Claim {
            booking: self.id.clone(),
            seats: self.party,
            tentative: self.status.tentative(),
        })
    }
}

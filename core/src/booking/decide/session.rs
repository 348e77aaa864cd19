//! What hosts do with sessions and all their bookings.

use super::place::{Asked, Found, When, as_booked};
use super::policy::{Judgements, measured_anew};
use super::{Decision, Verdict, stale};
use crate::booking::{Booking, CancelSession, EndedWith, MoveSession, OpenSession, Status, Swap, View};
use crate::error::{BookingError, Error, Result};
use crate::rules::{Blocker, Context, Reason};
use crate::service::Service;
use crate::session::{Session, SessionStatus};
use crate::time::Length;
use std::num::NonZeroU32;

impl Decision<'_> {
    pub(super) fn open_session(&self, open: &OpenSession) -> Result<Verdict> {
        let service = self.view.known_service(&open.service)?;
        let seats = open.seats.or(service.seats).ok_or_else(|| Error::from(BookingError::NoSeats {}))?;
        let service = Service { seats: Some(seats), ..service.clone() };
        let asked = Asked {
            service: &service,
            resources: open.resource.as_slice(),
            preferred: &[],
            start: open.start,
            duration: open.duration,
        };
        if let Some(known) = self.view.session(&open.session)? {
            let same = known.service == open.service && known.seats == Some(seats) && known.stays;
            let moved = known.version > 1 || known.span.start() == open.start;
            return match same && moved {
                true => Ok(Verdict::unchanged_session(known)),
                false => Err(taken(open)),
            };
        }
        let own = self.host_only();
        let (uses, when) = match self.find(asked, self.context, true)? {
            Found::Nothing(mut reasons) => {
                reasons.extend(own);
                return Ok(Verdict::refused(reasons));
            }
            Found::Joined(..) => return Err(taken(open)),
            Found::Fresh(uses, when) => (uses, when),
        };
        if let Some(own) = own {
            return Ok(Verdict::refused(vec![own]));
        }
        let session = Session {
            id: open.session.clone(),
            version: 1,
            service: open.service.clone(),
            span: when.span,
            local: when.local,
            uses,
            seats: Some(seats),
            place: self.context.place.clone(),
            status: SessionStatus::Confirmed,
            stays: true,
            created_at: self.context.now,
            updated_at: self.context.now,
        };
        Ok(Verdict::changed_session(session, Vec::new()))
    }

    pub(super) fn move_session(&self, moved: &MoveSession) -> Result<Verdict> {
        let known = self.view.known_session(&moved.session)?;
        let kept = Length::from_seconds(known.span.length().num_seconds())?;
        let service = self.view.known_service(&known.service)?;
        let service = match moved.duration {
            Some(_) => service.clone(),
            None => as_booked(service, known.span)?,
        };
        let asked = Asked {
            service: &service,
            resources: &known.resources(),
            preferred: &[],
            start: moved.start,
            duration: Some(moved.duration.unwrap_or(kept)),
        };
        self.put(known, asked, moved.version)
    }

    pub(super) fn swap(&self, swap: &Swap) -> Result<Verdict> {
        let known = self.view.known_session(&swap.session)?;
        let service = as_booked(self.view.known_service(&known.service)?, known.span)?;
        let mut resources = known.resources();
        if !resources.contains(&swap.from) && !resources.contains(&swap.to) {
            let error = BookingError::NotAMember { resource: swap.from.to_string() };
            return Err(Error::from(error).in_field("from"));
        }
        resources.iter_mut().filter(|id| **id == swap.from).for_each(|id| *id = swap.to.clone());
        let start = known.span.start();
        let asked = Asked { service: &service, resources: &resources, preferred: &[], start, duration: None };
        self.put(known, asked, swap.version)
    }

    /// A session elsewhere, with all its bookings: as if it were not there, and for all who have seats in it.
    fn put(&self, known: &Session, asked: Asked<'_>, version: Option<u64>) -> Result<Verdict> {
        let live: Vec<&Booking> = self.live(known).collect();
        let party = live.iter().fold(0_u32, |sum, one| sum.saturating_add(one.party.get()));
        let context = Context {
            party: NonZeroU32::new(party).unwrap_or(NonZeroU32::MIN),
            place: known.place.clone(),
            ..self.context.clone()
        };
        let view = without(self.view, known, &live);
        // It keeps the seats that it was put up with.
        let service = Service { seats: known.seats, ..asked.service.clone() };
        let asked = Asked { service: &service, ..asked };
        let found = Decision { view: &view, ..*self }.find(asked, &context, true)?;
        let mut against: Vec<Reason> = self.host_only().into_iter().collect();
        against.extend(self.is_off(known));
        against.extend(stale(known.version, version));
        let (uses, When { span, local, .. }) = match found {
            Found::Fresh(uses, when) if against.is_empty() => (uses, when),
            Found::Nothing(mut reasons) => {
                reasons.append(&mut against);
                return Ok(Verdict::refused(reasons));
            }
            _ => return Ok(Verdict::refused(against)),
        };
        if (span, &uses) == (known.span, &known.uses) {
            return Ok(Verdict::unchanged_session(known));
        }
        let session = Session { span, local, uses, ..self.next_session(known) };
        let moved = |one: &Booking| measured_anew(self.next(one).in_session(&session), one);
        let bookings = live.into_iter().map(moved).collect();
        Ok(Verdict::changed_session(session, bookings))
    }

    pub(super) fn cancel_session(&self, cancel: &CancelSession) -> Result<Verdict> {
        let known = self.view.known_session(&cancel.session)?;
        if known.status == SessionStatus::Cancelled {
            return Ok(Verdict::unchanged_session(known));
        }
        let mut reasons: Vec<Reason> = self.host_only().into_iter().collect();
        reasons.extend(stale(known.version, cancel.version));
        if !reasons.is_empty() {
            return Ok(Verdict::refused(reasons));
        }
        let status = Status::Cancelled(self.ending(Some(EndedWith::Session)));
        let mut judged = Judgements::default();
        let ended = self.live(known).map(|one| self.ended_by_host(one, &status, &mut judged));
        let bookings = ended.collect::<Result<_>>()?;
        let session = Session { status: SessionStatus::Cancelled, ..self.next_session(known) };
        Ok(Verdict::changed_session(session, bookings).saying(judged.said))
    }

    /// The bookings that go with their session: whatever has not ended.
    pub(super) fn live<'s>(&'s self, session: &'s Session) -> impl Iterator<Item = &'s Booking> {
        self.view.bookings_of(&session.id).filter(|one| one.status.is_live())
    }

    fn is_off(&self, session: &Session) -> Option<Reason> {
        let off = session.status == SessionStatus::Cancelled;
        off.then_some(Reason::State { found: crate::rules::StateName::Cancelled })
    }
}

/// The view as if a session and its bookings were not there.
fn without(view: &View, session: &Session, bookings: &[&Booking]) -> View {
    let mut view = view.clone();
    let own = |by: Blocker| match by {
        Blocker::Session(id) => id == session.id,
        Blocker::Booking(id) | Blocker::Hold(id) => bookings.iter().any(|one| one.id == id),
        Blocker::External(_) => false,
    };
    for busy in view.busy.values_mut() {
        busy.retain(|one| !own(one.blocker()));
    }
    view.counted.retain(|one| bookings.iter().all(|own| own.id != one.booking));
    view
}

fn taken(open: &OpenSession) -> Error {
    let error = BookingError::SessionTaken { session: open.session.to_string() };
    Error::from(error).in_field("session")
}

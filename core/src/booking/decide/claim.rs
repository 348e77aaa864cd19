//! Taking time: hold, book, move.

use super::place::{Asked, When, as_booked, bare};
use super::{Decision, Known, Verdict};
use crate::booking::{
    Action, Book, Booking, Details, Held, Hold, Participant, Requested, Reschedule, Status,
};
use crate::error::{BookingError, Error, Result};
use crate::id::{BookingId, ResourceId, ServiceId, SessionId};
use crate::interval::Interval;
use crate::policy::Actor;
use crate::rules::{Context, StateName};
use crate::service::Service;
use crate::time::Length;
use std::borrow::Cow;
use std::num::NonZeroU32;

impl Decision<'_> {
    pub(super) fn hold(&self, hold: &Hold) -> Result<Verdict> {
        if hold.ttl.to_delta() > Hold::LONGEST {
            let (found, limit) = (hold.ttl.to_string(), Hold::LONGEST.to_string());
            return Err(Error::from(BookingError::HoldTooLong { found, limit }).in_field("ttl"));
        }
        let owner = self.context.hold_owner.clone();
        let owner = owner.ok_or_else(|| Error::from(BookingError::NoHoldOwner {}).in_field("context"))?;
        let status = Status::Held(Held { owner, expires_at: self.later(hold.ttl.into()) });
        let known = self.own_hold(&hold.booking)?;
        let asked = Asked {
            service: self.view.known_service(&hold.service)?,
            resources: hold.resource.as_slice(),
            preferred: &[],
            start: hold.start,
            duration: hold.duration,
        };
        self.claim(asked, (&hold.booking, status), known, hold.session.as_ref(), |held| held)
    }

    pub(super) fn book(&self, book: &Book) -> Result<Verdict> {
        book.details.validate(self.limits).map_err(|error| error.in_field("details"))?;
        Participant::validate(&book.participants).map_err(|error| error.in_field("participants"))?;
        let service = self.view.known_service(&book.service)?;
        let asked = Asked {
            service,
            resources: book.resource.as_slice(),
            preferred: &[],
            start: book.start,
            duration: book.duration,
        };
        let held = match self.view.booking(&book.booking)? {
            Some(known) if !known.status.is_hold() => return self.book_again(known, book, service),
            _ => self.own_hold(&book.booking)?,
        };
        let asked = Asked { preferred: held.map_or(&[], |held| &held.booking.resources), ..asked };
        let status = self.first_status(service);
        let (participants, details) = (book.participants.clone(), book.details.clone());
        let (price, agreement) = (book.price, self.agreed(service, book.price)?);
        let said = |booking| Booking { kind: book.kind, participants, details, price, agreement, ..booking };
        self.claim(asked, (&book.booking, status), held, book.session.as_ref(), said)
    }

    /// A hold of the caller's own; what is no hold, or somebody else's that is alive, has its id for itself.
    fn own_hold(&self, id: &BookingId) -> Result<Option<Known<'_>>> {
        let Some(booking) = self.view.booking(id)? else { return Ok(None) };
        let own = match &booking.status {
            Status::Held(held) => {
                held.expires_at <= self.context.now || self.context.hold_owner.as_ref() == Some(&held.owner)
            }
            status => status.is_hold(),
        };
        if own { self.known(id).map(Some) } else { Err(taken(id)) }
    }

    /// A hold that is alive was judged when it was taken: notice and horizon count from then.
    fn moving_on(&self, held: &Booking, asked: &Asked<'_>) -> Context {
        let alive = held.status.at(self.context.now) == StateName::Held;
        let same = alive && held.span.start() == asked.start;
        let now = if same { held.created_at } else { self.context.now };
        Context { now, moving: Some(held.id.clone()), ..self.context.clone() }
    }

    /// The same claim once more: by then it may have been moved or cancelled, which does not make it another one.
    fn book_again(&self, known: &Booking, book: &Book, service: &Service) -> Result<Verdict> {
        let span = bare(book.start, service.duration(book.duration)?)?;
        let same = known.service == book.service
            && known.kind == book.kind
            && known.details == book.details
            && known.price == book.price
            && known.participants.len() == book.participants.len()
            && known.participants.iter().zip(&book.participants).all(|(a, b)| a.is_same(b))
            && known.client == self.context.client
            && (known.version > 1 || is_at(known, span, book.resource.as_ref()));
        if same { Ok(Verdict::unchanged(known)) } else { Err(taken(&book.booking)) }
    }

    /// What a booking begins as.
    pub(super) fn first_status(&self, service: &Service) -> Status {
        match service.confirmation.as_ref().filter(|_| self.context.actor == Actor::Client) {
            None => Status::Confirmed,
            Some(confirmation) => Status::Requested(Requested {
                blocks: confirmation.pending_blocks,
                expires_at: confirmation.expires_after.map(|wait| self.later(wait)),
            }),
        }
    }

    /// A booking with a status and what is `said` of it, where there is a place for it: one that was held goes on.
    fn claim(
        &self,
        asked: Asked<'_>,
        (id, status): (&BookingId, Status),
        held: Option<Known<'_>>,
        session: Option<&SessionId>,
        said: impl FnOnce(Booking) -> Booking,
    ) -> Result<Verdict> {
        let service = &asked.service.id;
        if held.is_some_and(|held| held.booking.service != *service) {
            return Err(taken(id));
        }
        let context = match held {
            Some(held) => self.moving_on(held.booking, &asked),
            None => self.context.clone(),
        };
        let placed = match self.place(asked, &context, (id, &status), held, session)? {
            Err(reasons) => return Ok(Verdict::refused(reasons)),
            Ok(placed) => placed,
        };
        let (booking, sessions) = match held {
            Some(held) => placed.take(self.next(held.booking)),
            None => {
                let begun = self.begun(id.clone(), service.clone(), placed.session, &placed.when);
                (begun, placed.changed)
            }
        };
        let (party, client) = (self.context.party, self.context.client.clone());
        Ok(Verdict::changed(said(Booking { status, party, client, ..booking }), sessions))
    }

    /// A booking that begins.
    pub(super) fn begun(
        &self,
        id: BookingId,
        service: ServiceId,
        session: SessionId,
        when: &When,
    ) -> Booking {
        Booking {
            id,
            version: 1,
            sequence: 0,
            session,
            service,
            resources: when.resources.clone(),
            span: when.span,
            local: when.local.clone(),
            party: NonZeroU32::MIN,
            kind: None,
            occurrence: None,
            status: Status::Confirmed,
            client: None,
            participants: Vec::new(),
            details: Details::default(),
            price: None,
            agreement: None,
            created_at: self.context.now,
            updated_at: self.context.now,
        }
    }

    pub(super) fn reschedule(&self, reschedule: &Reschedule) -> Result<Verdict> {
        let known = self.known(&reschedule.booking)?;
        let booking = known.booking;
        let kept = Length::from_seconds(booking.span.length().num_seconds())?;
        let offered = self.view.known_service(&booking.service)?;
        let service = match reschedule.duration {
            Some(_) => Cow::Borrowed(offered),
            None => Cow::Owned(as_booked(offered, booking.span)?),
        };
        let asked = Asked {
            service: &service,
            resources: reschedule.resource.as_slice(),
            preferred: &booking.resources,
            start: reschedule.start,
            duration: Some(reschedule.duration.unwrap_or(kept)),
        };
        let span = bare(asked.start, asked.duration.unwrap_or(kept))?;
        if is_at(booking, span, reschedule.resource.as_ref()) {
            let reasons = self.against(booking, Action::Move, reschedule.version);
            return Ok(match reasons.is_empty() {
                true => Verdict::unchanged(booking),
                false => Verdict::refused(reasons),
            });
        }
        let (mut reasons, judged) = self.judged(booking, Action::Move, reschedule.version, &[])?;
        booking.check_open()?;
        // Where nobody chooses, it stays with whom it is.
        let asked = match service.requires.is_empty() && asked.resources.is_empty() {
            true => Asked { resources: booking.resources.get(..1).unwrap_or_default(), ..asked },
            false => asked,
        };
        let id = (&booking.id, &booking.status);
        let session = reschedule.session.as_ref();
        match self.place(asked, &self.moving(booking), id, Some(known), session)? {
            Err(mut said) => {
                said.append(&mut reasons);
                Ok(Verdict::refused(said))
            }
            Ok(_) if !reasons.is_empty() => Ok(Verdict::refused(reasons)),
            Ok(placed) => {
                let (moved, sessions) = placed.take(self.next(booking));
                let moved = self.settled(moved, booking, judged.as_ref());
                let said = judged.map(|said| (booking.id.clone(), said));
                Ok(Verdict::changed(moved, sessions).saying(said))
            }
        }
    }
}

/// Whether a booking is at this time, and with this resource if one is named.
fn is_at(booking: &Booking, span: Interval, resource: Option<&ResourceId>) -> bool {
    booking.span == span && resource.is_none_or(|id| booking.resources.contains(id))
}

#[cold]
fn taken(id: &BookingId) -> Error {
    Error::from(BookingError::IdTaken { booking: id.to_string() }).in_field("booking")
}

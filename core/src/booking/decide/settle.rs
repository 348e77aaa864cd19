//! Settling what was asked for, and ending what was booked.

use super::place::{Asked, as_booked};
use super::policy::{Judged, forgiven};
use super::{Decision, Known, Verdict};
use crate::booking::{
    Action, Attended, Booking, Cancel, Complete, Confirm, Decline, EndedWith, Ending, Expire, Expiry, NoShow,
    Participant, Refused, Reinstate, Status,
};
use crate::error::{BookingError, Error, Result};
use crate::rules::{Context, Reason, StateName};
use crate::service::{LateConfirm, Service};

impl Decision<'_> {
    pub(super) fn confirm(&self, confirm: &Confirm) -> Result<Verdict> {
        let known = self.known(&confirm.booking)?;
        let booking = known.booking;
        if booking.status == Status::Confirmed {
            return Ok(Verdict::unchanged(booking));
        }
        let terms = self.view.known_service(&booking.service)?.confirmation.as_ref();
        let mut reasons = self.against(booking, Action::Confirm, confirm.version);
        let late = booking.status.at(self.context.now) == StateName::Expired;
        let refused_late = terms.is_none_or(|terms| terms.late_confirm == LateConfirm::Refuse);
        if late && (refused_late || booking.status.is_hold()) {
            reasons.push(Reason::State { found: StateName::Expired });
            reasons.sort_by_key(Reason::code);
        }
        if !reasons.is_empty() {
            return Ok(Verdict::refused(reasons));
        }
        let context = if late { self.moving(booking) } else { self.conflicts_only(booking) };
        match self.place_again(known, &context, None)? {
            Ok(verdict) => Ok(verdict),
            Err(reasons) if terms.is_some_and(|terms| terms.declines_losers) && !late => {
                let declined = self.ended(known, Status::Declined(self.ending(None)));
                let changes = declined.changes().clone();
                Ok(Verdict::Refuse(Box::new(Refused { reasons, changes, ..Refused::default() })))
            }
            Err(reasons) => Ok(Verdict::refused(reasons)),
        }
    }

    pub(super) fn reinstate(&self, reinstate: &Reinstate) -> Result<Verdict> {
        let known = self.known(&reinstate.booking)?;
        if known.booking.status == Status::Confirmed {
            return Ok(Verdict::unchanged(known.booking));
        }
        let (reasons, judged) = self.judged(known.booking, Action::Reinstate, reinstate.version, &[])?;
        if !reasons.is_empty() {
            return Ok(Verdict::refused(reasons));
        }
        known.booking.check_open()?;
        let placed = self.place_again(known, &self.conflicts_only(known.booking), judged)?;
        Ok(placed.unwrap_or_else(Verdict::refused))
    }

    /// The booking, confirmed where it was, if that is free.
    fn place_again(
        &self,
        known: Known<'_>,
        context: &Context,
        judged: Option<Judged>,
    ) -> Result<Result<Verdict, Vec<Reason>>> {
        let booking = known.booking;
        let service: Service = as_booked(self.view.known_service(&booking.service)?, booking.span)?;
        let context = Context { place: known.session.place.clone(), ..context.clone() };
        let asked = Asked {
            service: &service,
            resources: &booking.resources,
            preferred: &[],
            start: booking.span.start(),
            duration: None,
        };
        let placed = self.place(asked, &context, (&booking.id, &Status::Confirmed), Some(known), None)?;
        Ok(placed.map(|placed| {
            let (placed, sessions) = placed.take(self.next(booking));
            let confirmed = Booking { status: Status::Confirmed, ..placed };
            let confirmed = self.settled(confirmed, booking, judged.as_ref());
            Verdict::changed(confirmed, sessions).saying(judged.map(|said| (booking.id.clone(), said)))
        }))
    }

    pub(super) fn decline(&self, decline: &Decline) -> Result<Verdict> {
        let known = self.known(&decline.booking)?;
        if let Status::Declined(_) = known.booking.status {
            return Ok(Verdict::unchanged(known.booking));
        }
        let reasons = self.against(known.booking, Action::Decline, decline.version);
        Ok(self.unless(reasons, || self.ended(known, Status::Declined(self.ending(None)))))
    }

    pub(super) fn cancel(&self, cancel: &Cancel) -> Result<Verdict> {
        let known = self.known(&cancel.booking)?;
        if let Status::Cancelled(_) = known.booking.status {
            return Ok(Verdict::unchanged(known.booking));
        }
        let (reasons, judged) = self.judged(known.booking, Action::Cancel, cancel.version, &[])?;
        Ok(self.unless(reasons, || {
            let cancelled =
                Booking { status: Status::Cancelled(self.ending(None)), ..self.next(known.booking) };
            let cancelled = self.settled(cancelled, known.booking, judged.as_ref());
            let said = judged.map(|said| (cancelled.id.clone(), said));
            Verdict::changed(cancelled, self.left(known)).saying(said)
        }))
    }

    pub(super) fn expire(&self, expire: &Expire) -> Result<Verdict> {
        let known = self.known(&expire.booking)?;
        let status = &known.booking.status;
        let lapsed = status.expires_at().filter(|end| *end <= self.context.now);
        match (status, lapsed) {
            (Status::Expired(_), _) => Ok(Verdict::unchanged(known.booking)),
            (_, Some(at)) => Ok(self.ended(known, Status::Expired(Expiry { from: status.name(), at }))),
            (_, None) => Ok(Verdict::refused(vec![Reason::State { found: status.name() }])),
        }
    }

    pub(super) fn complete(&self, complete: &Complete) -> Result<Verdict> {
        let known = self.known(&complete.booking)?.booking;
        let participants = noted(known, &complete.attendance)?;
        let reasons = self.against(known, Action::Complete, complete.version);
        let done = || {
            let noted = self.noted(known, Status::Completed, participants.clone());
            Verdict::changed(forgiven(noted, known), None)
        };
        if known.status == Status::Completed {
            let same = participants == known.participants;
            // Who came may be put right at any time.
            let reasons = reasons.into_iter().filter(|one| !matches!(one, Reason::State { .. })).collect();
            return Ok(match same {
                true => Verdict::unchanged(known),
                false => self.unless(reasons, done),
            });
        }
        Ok(self.unless(reasons, done))
    }

    pub(super) fn no_show(&self, no_show: &NoShow) -> Result<Verdict> {
        let known = self.known(&no_show.booking)?.booking;
        if known.status == Status::NoShow {
            return Ok(Verdict::unchanged(known));
        }
        let (reasons, judged) = self.judged(known, Action::NoShow, no_show.version, &[])?;
        Ok(self.unless(reasons, || {
            let noted = self.noted(known, Status::NoShow, known.participants.clone());
            let noted = self.settled(noted, known, judged.as_ref());
            Verdict::changed(noted, None).saying(judged.map(|said| (known.id.clone(), said)))
        }))
    }

    fn unless(&self, reasons: Vec<Reason>, done: impl FnOnce() -> Verdict) -> Verdict {
        if reasons.is_empty() { done() } else { Verdict::refused(reasons) }
    }

    fn noted(&self, known: &Booking, status: Status, participants: Vec<Participant>) -> Booking {
        // Nobody's calendar changes.
        let sequence = known.sequence;
        Booking { status, participants, sequence, ..self.next(known) }
    }

    /// The booking with a status in which it takes no time.
    fn ended(&self, known: Known<'_>, status: Status) -> Verdict {
        Verdict::changed(Booking { status, ..self.next(known.booking) }, self.left(known))
    }

    pub(super) fn ending(&self, with: Option<EndedWith>) -> Ending {
        Ending { by: self.context.actor, at: self.context.now, with }
    }
}

/// The participants, with whether they came.
fn noted(known: &Booking, attended: &[Attended]) -> Result<Vec<Participant>> {
    let mut participants = known.participants.clone();
    for (at, one) in attended.iter().enumerate() {
        let mut of =
            participants.iter_mut().filter(|participant| participant.subject == one.subject).peekable();
        if of.peek().is_none() {
            let error = Error::from(BookingError::NotAParticipant { subject: one.subject.to_string() });
            return Err(error.in_field("subject").in_index(at).in_field("attendance"));
        }
        of.for_each(|participant| participant.attendance = Some(one.attendance));
    }
    Ok(participants)
}

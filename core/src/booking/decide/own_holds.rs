//! Whoever books over a hold of their own lets go of it in the same commit.

use super::{Decision, Verdict};
use crate::booking::{Booking, Status, View};
use crate::error::Result;
use crate::id::BookingId;
use crate::interval::Interval;
use crate::rules::{Context, Occupant, StateName};
use std::collections::BTreeSet;

/// The holds of the caller's own that take time in a span, as far as the view tells.
pub(in crate::booking) fn own_holds(view: &View, context: &Context, span: Interval) -> Vec<BookingId> {
    let Some(owner) = &context.hold_owner else { return Vec::new() };
    let near = view.busy.values().flatten().filter(|busy| busy.span.overlaps(span));
    let own = near.filter_map(|busy| match &busy.by {
        // Seats that are held in a session for several stay held: others of the holder's may join them.
        Occupant::Hold(hold) if hold.owner == *owner => Some(hold.id.clone()),
        _ => None,
    });
    own.collect()
}

impl Decision<'_> {
    /// The same, with the caller's own holds let go of whose time is booked now.
    pub(super) fn over_own_holds(&self, mut verdict: Verdict) -> Result<Verdict> {
        let Verdict::Accept(accepted) = &mut verdict else { return Ok(verdict) };
        let Some(booked) = accepted.bookings.first().filter(|_| self.context.hold_owner.is_some()) else {
            return Ok(verdict);
        };
        let is_over = |one: &Booking| {
            one.status.at(self.context.now) == StateName::Held
                && one.id != booked.id
                && one.resources.iter().any(|id| booked.resources.contains(id))
        };
        let (mut bookings, mut sessions) = (Vec::new(), Vec::new());
        let ids: BTreeSet<BookingId> = own_holds(self.view, self.context, booked.span).into_iter().collect();
        for id in ids {
            let Some(hold) = self.view.bookings.get(&id).filter(|one| is_over(one)) else { continue };
            sessions.extend(self.left(self.known(&id)?));
            bookings.push(Booking { status: Status::Cancelled(self.ending(None)), ..self.next(hold) });
        }
        accepted.changes.sessions.extend(sessions);
        accepted.changes.bookings.extend(bookings.iter().cloned());
        accepted.bookings.extend(bookings);
        Ok(verdict)
    }
}

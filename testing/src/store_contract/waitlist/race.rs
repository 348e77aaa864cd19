//! Steps that many take at once, and what has to hold afterwards.

use super::super::sample::{accepted, at, furnish, put_one, run_as, service};
use super::{EARLY, accept_offer, client, join, session, terms};
use kalends::Result;
use kalends::booking::{Cancel, Changes, EntryQuery, Need, Status, Verdict};
use kalends::id::{BookingId, SessionId};
use kalends::rules::Context;
use kalends::service::Service;
use kalends::store::{Store, view};
use kalends::waitlist::{self, Discipline};
use std::num::NonZeroU32;

/// A lesson with so many seats that can be waited for.
pub(in crate::store_contract) fn hall_of(store: &mut dyn Store, seats: usize) -> Result<()> {
    furnish(store)?;
    let seats = u32::try_from(seats).ok().and_then(NonZeroU32::new);
    let waitlist = Some(terms(Discipline::FirstFit, 0)?);
    put_one(store, &Changes::service(Service { seats, waitlist, ..service("lesson", 60, 0, 0)? }))
}

/// Waits for a session; gives who was promoted by that.
pub(in crate::store_contract) fn joined(
    store: &mut dyn Store,
    name: &str,
    wished: &str,
) -> Result<Vec<String>> {
    let done = accepted(run_as(store, join(name, session(wished)?)?, client(name, 1, EARLY)?)?);
    Ok(done.promoted.iter().map(|entry| entry.id.to_string()).collect())
}

/// Cancels a booking or what is held, if it is there; gives who was promoted by that.
pub(in crate::store_contract) fn let_go(store: &mut dyn Store, booking: &str) -> Result<Option<Vec<String>>> {
    let booking = BookingId::new(booking)?;
    if store.booking(&booking)?.is_none() {
        return Ok(None);
    }
    let cancel = Cancel { booking, version: None };
    let Verdict::Accept(done) = run_as(store, cancel, Context::host(at(EARLY)?))? else { return Ok(None) };
    Ok(Some(done.promoted.iter().map(|entry| entry.id.to_string()).collect()))
}

/// Takes what is offered, if anything is.
pub(in crate::store_contract) fn taken(store: &mut dyn Store, name: &str) -> Result<Option<Vec<String>>> {
    let Verdict::Accept(done) = run_as(store, accept_offer(name)?, client(name, 1, EARLY)?)? else {
        return Ok(None);
    };
    Ok(Some(done.promoted.iter().map(|entry| entry.id.to_string()).collect()))
}

/// As many seats as there are, taken or offered, as long as anybody waits; each entry as its booking says.
pub(in crate::store_contract) fn every_seat_is_taken_once(
    store: &mut dyn Store,
    name: &str,
    seats: usize,
) -> Result<()> {
    let now = at(EARLY)?;
    let view = view(store, &Need::session(SessionId::new(name)?))?;
    let taken = view.bookings.values().filter(|one| one.status.takes_time_at(now)).count();
    let all = store.waiting(&EntryQuery { over: true, ..EntryQuery::default() })?.entries;
    let waiting = all.iter().filter(|entry| entry.status == waitlist::Status::Waiting).count();
    assert!(taken <= seats, "{taken} have {seats} seats");
    assert!(taken == seats || waiting == 0, "{waiting} wait for {} seats that nobody has", seats - taken);
    for entry in &all {
        let booking = store.booking(&entry.booking()?)?.map(|one| one.status);
        let fits = match (&entry.status, &booking) {
            (waitlist::Status::Waiting | waitlist::Status::Left, None) => true,
            (waitlist::Status::Offered(_), Some(Status::Held(_))) => true,
            // Whoever has accepted may have cancelled since.
            (waitlist::Status::Accepted, Some(Status::Confirmed | Status::Cancelled(_))) => true,
            (waitlist::Status::Declined, Some(Status::Cancelled(_))) => true,
            _ => false,
        };
        assert!(fits, "{}: {:?} with {booking:?}", entry.id, entry.status);
    }
    Ok(())
}

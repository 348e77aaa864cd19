//! Waiting for seats and times, through a store. What is expected stands in the spec, `WAIT-1` and on.

mod answers;
mod listing;
mod race;
mod seats;
mod wishes;

pub use answers::{
    a_repeated_join_writes_nothing, a_tick_writes_down_what_has_lapsed, every_state_has_its_answers,
};
pub use listing::{
    a_wish_that_ends_in_the_fold_ends_when_that_time_comes_first, an_entry_reads_back_in_every_state,
    entries_are_listed_in_order_of_joining,
};
pub(super) use race::{every_seat_is_taken_once, hall_of, joined, let_go, taken};
pub use seats::{
    a_cancelled_seat_goes_to_who_waits, a_strict_waitlist_keeps_seats_for_the_first,
    an_offer_ends_at_the_cutoff_over_a_clock_change, from_the_cutoff_on_seats_are_public,
    the_first_that_fits_comes_next, what_nobody_takes_goes_to_the_next,
};
pub use wishes::{
    a_series_that_ends_frees_its_times, a_session_that_is_opened_is_offered_to_who_wished_for_it,
    a_time_that_is_wished_for_is_held_when_it_becomes_free, what_a_hold_that_lapsed_had_is_offered_once,
    what_could_not_be_booked_is_not_offered, who_waits_for_a_service_that_is_gone_waits_in_vain,
    who_waits_for_what_a_schedule_ends_waits_in_vain, who_waits_for_what_is_called_off_waits_in_vain,
    who_waits_gets_the_time_that_a_party_leaves, who_waits_goes_along_when_a_host_moves_the_session,
};

use super::sample::{accept, accepted, at, book, furnish, put_one, resource_id, run_as, service, subject};
use kalends::Result;
use kalends::booking::{
    AcceptOffer, Accepted, Cancel, Changes, DeclineOffer, Details, JoinWaitlist, LeaveWaitlist, Need,
};
use kalends::id::{BookingId, ServiceId, SessionId, WaitlistId};
use kalends::rules::{Context, Reason, ReasonCode};
use kalends::service::Service;
use kalends::store::{Store, view};
use kalends::time::{Elapsed, Length, Weekdays};
use kalends::waitlist::{self, Discipline, Entry, State, Terms, TimeWish, Wish};
use std::num::NonZeroU32;

pub(super) const ONE: NonZeroU32 = NonZeroU32::MIN;
pub(super) const TWO: NonZeroU32 = NonZeroU32::new(2).unwrap();

pub(super) fn id(text: &str) -> Result<WaitlistId> {
    WaitlistId::new(text)
}

pub(super) fn terms(discipline: Discipline, cutoff: i64) -> Result<Terms> {
    Ok(Terms { discipline, offer_ttl: Length::from_minutes(60)?, cutoff: Elapsed::from_minutes(cutoff)? })
}

/// A lesson with two seats, and a walk for one party; both can be waited for.
pub(super) fn hall(store: &mut dyn Store, terms: Terms) -> Result<()> {
    furnish(store)?;
    let waitlist = Some(terms);
    put_one(
        store,
        &Changes::service(Service { seats: Some(TWO), waitlist, ..service("lesson", 60, 0, 0)? }),
    )?;
    put_one(store, &Changes::service(Service { waitlist, ..service("walk", 60, 0, 0)? }))
}

pub(super) fn client(name: &str, seats: u32, now: &str) -> Result<Context> {
    let party = NonZeroU32::new(seats).unwrap_or(ONE);
    Ok(Context { client: Some(subject(name)?), party, ..Context::client(at(now)?) })
}

pub(super) fn session(text: &str) -> Result<Wish> {
    Ok(Wish::Session(SessionId::new(text)?))
}

pub(super) fn join(entry: &str, wish: Wish) -> Result<JoinWaitlist> {
    Ok(JoinWaitlist { entry: id(entry)?, wish })
}

pub(super) fn accept_offer(entry: &str) -> Result<AcceptOffer> {
    let (kind, participants, details) = (None, vec![], Details::default());
    Ok(AcceptOffer { entry: id(entry)?, kind, price: None, participants, details, version: None })
}

pub(super) fn decline(entry: &str) -> Result<DeclineOffer> {
    Ok(DeclineOffer { entry: id(entry)?, version: None })
}

pub(super) fn leave(entry: &str) -> Result<LeaveWaitlist> {
    Ok(LeaveWaitlist { entry: id(entry)?, version: None })
}

pub(super) fn entry(store: &mut dyn Store, name: &str) -> Result<Entry> {
    view(store, &Need::entry(id(name)?))?.known_entry(&id(name)?).cloned()
}

pub(super) fn state(store: &mut dyn Store, name: &str) -> Result<State> {
    Ok(entry(store, name)?.status.state())
}

pub(super) fn names(entries: &[Entry]) -> Vec<&str> {
    entries.iter().map(|entry| entry.id.as_str()).collect()
}

pub(super) const EARLY: &str = "2027-02-20T08:00:00Z";

/// `a` and `b` have the two seats of the session `a` at nine; then one after the other waits for it.
pub(super) fn full(store: &mut dyn Store, waiting: &[(&str, u32)]) -> Result<()> {
    for one in ["a", "b"] {
        accept(store, book(one, "lesson", "09:00")?)?;
    }
    for (at, (name, seats)) in waiting.iter().enumerate() {
        let now = format!("2027-02-2{at}T08:00:00Z");
        let joined = accepted(run_as(store, join(name, session("a")?)?, client(name, *seats, &now)?)?);
        assert_eq!(joined.entry.map(|entry| entry.status), Some(waitlist::Status::Waiting), "{name}");
    }
    Ok(())
}

pub(super) fn cancelled(store: &mut dyn Store, booking: &str, now: &str) -> Result<Accepted> {
    let cancel = Cancel { booking: BookingId::new(booking)?, version: None };
    Ok(accepted(run_as(store, cancel, Context::host(at(now)?))?))
}

pub(super) fn is_none<T: std::fmt::Debug>(found: Option<T>) -> Result<()> {
    assert!(found.is_none(), "expected a hold: {found:?}");
    assert!(found.is_some(), "expected a hold");
    Ok(())
}

pub(super) fn codes(reasons: &[Reason]) -> Vec<ReasonCode> {
    reasons.iter().map(Reason::code).collect()
}

pub(super) fn wish(service: &str, from: &str, to: &str) -> Result<TimeWish> {
    Ok(TimeWish {
        service: ServiceId::new(service)?,
        resources: vec![resource_id("anna")?],
        days: Weekdays::from_iter([chrono::Weekday::Mon]),
        from: from.parse()?,
        to: to.parse()?,
        zone: "Europe/Berlin".parse()?,
        until: None,
    })
}

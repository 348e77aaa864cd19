//! Seats that become free: who is offered them, until when, and who comes next.

use super::super::sample::{accept, accept_as, accepted, at, book, refused, run, run_as, subject};
use super::{
    EARLY, ONE, accept_offer, cancelled, client, codes, decline, entry, full, hall, id, is_none, join, leave,
    names, session, state, terms,
};
use kalends::audit::Entity;
use kalends::booking::{Cancel, Expire, ExpireEntry, Status, Transaction};
use kalends::id::{BookingId, EntityId, SessionId};
use kalends::rules::{Context, Reason, ReasonCode};
use kalends::store::{Store, history, judge, verify};
use kalends::time::{Length, parse_instant};
use kalends::waitlist::{self, Discipline, Offer, State, Terms};
use kalends::zone::ZoneDb;
use kalends::{Limits, Result};

/// A seat that becomes free is offered in the same commit, held, and taken by the offer alone.
pub fn a_cancelled_seat_goes_to_who_waits(store: &mut dyn Store) -> Result<()> {
    hall(store, terms(Discipline::FirstFit, 0)?)?;
    full(store, &[("w", 1)])?;
    let now = "2027-02-25T10:00:00.5Z";
    let cancel = Cancel { booking: BookingId::new("a")?, version: None };
    let transaction = Transaction::new(cancel.into(), Context::host(at(now)?));
    let told = accepted(judge(store, transaction, ZoneDb::builtin(), &Limits::default())?);
    assert!(told.promoted.is_empty() && state(store, "w")? == State::Waiting, "nothing is changed");
    let done = cancelled(store, "a", now)?;
    assert_eq!(done.bookings, told.bookings);
    assert_eq!(names(&done.promoted), ["w"]);
    let until = at("2027-02-25T11:00:00.5Z")?;
    let offer = Offer { session: SessionId::new("a")?, seats: ONE, until };
    assert_eq!(entry(store, "w")?.status, waitlist::Status::Offered(offer));
    let held =
        store.booking(&BookingId::new("w~offer")?)?.map(|held| (held.session, held.status, held.client));
    let Some((of, Status::Held(held), who)) = held else { return is_none(held) };
    assert_eq!((of.as_str(), held.expires_at, &held.owner), ("a", until, &subject("w")?));
    assert_eq!(who, Some(subject("w")?));
    let stranger = |now: &str| client("x", 1, now);
    let public = refused(run_as(store, book("x", "lesson", "09:00")?, stranger("2027-02-25T11:00:00Z")?)?);
    assert_eq!(public, [Reason::Seats { remaining: 0 }], "it is held");
    let taken = accepted(run_as(store, accept_offer("w")?, stranger("2027-02-25T11:00:00.4Z")?)?);
    let booking = taken.booking().cloned();
    let booking = booking.map(|one| (one.status, one.session.to_string(), one.client, one.version));
    assert_eq!(booking, Some((Status::Confirmed, "a".to_owned(), Some(subject("w")?), 2)));
    assert_eq!(taken.entry, Some(entry(store, "w")?));
    assert_eq!(state(store, "w")?, State::Accepted);
    let waited = Entity { kind: "waitlist".parse()?, id: EntityId::new("w")? };
    let noted =
        history(store, &waited)?.into_iter().map(|one| (one.event.version, one.event.action.to_string()));
    let expected =
        [(1, "join_waitlist".to_owned()), (2, "promote".to_owned()), (3, "accept_offer".to_owned())];
    assert_eq!(noted.collect::<Vec<_>>(), expected);
    assert_eq!(verify(store, &waited, None)?, Ok(()));
    Ok(())
}

/// Declined, left, cancelled or run out: each goes to the next in the same commit.
pub fn what_nobody_takes_goes_to_the_next(store: &mut dyn Store) -> Result<()> {
    hall(store, terms(Discipline::FirstFit, 0)?)?;
    full(store, &[("u", 1), ("v", 1), ("w", 1), ("x", 1), ("y", 1)])?;
    assert_eq!(names(&cancelled(store, "a", "2027-02-26T10:00:00Z")?.promoted), ["u"]);
    let host = |now: &str| Ok::<_, kalends::Error>(Context::host(at(now)?));
    let done = accepted(run_as(store, decline("u")?, host("2027-02-26T10:10:00Z")?)?);
    assert_eq!((names(&done.promoted), state(store, "u")?), (vec!["v"], State::Declined));
    let done = accepted(run_as(store, leave("v")?, host("2027-02-26T10:20:00Z")?)?);
    assert_eq!((names(&done.promoted), state(store, "v")?), (vec!["w"], State::Left));
    // Whoever calls off what is held for them has answered.
    let done = cancelled(store, "w~offer", "2027-02-26T10:30:00Z")?;
    assert_eq!((names(&done.promoted), state(store, "w")?), (vec!["x"], State::Declined));
    let late = Expire { booking: BookingId::new("x~offer")? };
    assert_eq!(
        codes(&refused(run_as(store, late.clone(), host("2027-02-26T11:29:59Z")?)?)),
        [ReasonCode::State]
    );
    let done = accepted(run_as(store, late, host("2027-02-26T11:30:00Z")?)?);
    assert_eq!((names(&done.promoted), state(store, "x")?), (vec!["y"], State::Expired));
    // Whoever books what is held for them has accepted it.
    let own = Context { hold_owner: Some(subject("y")?), ..client("y", 1, "2027-02-26T11:40:00Z")? };
    accept_as(store, book("y~offer", "lesson", "09:00")?, own)?;
    assert_eq!(state(store, "y")?, State::Accepted);
    Ok(())
}

/// Who needs more than there is is passed over, and keeps its place.
pub fn the_first_that_fits_comes_next(store: &mut dyn Store) -> Result<()> {
    hall(store, terms(Discipline::FirstFit, 0)?)?;
    full(store, &[("pair", 2), ("one", 1)])?;
    assert_eq!(names(&cancelled(store, "a", "2027-02-25T10:00:00Z")?.promoted), ["one"]);
    accept(store, decline("one")?)?;
    // One seat is free for everybody, and becomes two.
    assert_eq!(names(&cancelled(store, "b", "2027-02-25T10:20:00Z")?.promoted), ["pair"]);
    assert_eq!(refused(run(store, book("x", "lesson", "09:00")?)?), [Reason::Seats { remaining: 0 }]);
    Ok(())
}

/// What is too little for the first is kept until there is enough, from everybody; up to the cutoff.
pub fn a_strict_waitlist_keeps_seats_for_the_first(store: &mut dyn Store) -> Result<()> {
    hall(store, terms(Discipline::StrictFifo, 120)?)?;
    full(store, &[("pair", 2), ("one", 1)])?;
    let done = cancelled(store, "a", "2027-02-25T10:00:00Z")?;
    assert_eq!(names(&done.promoted), Vec::<&str>::new());
    let public = |now: &str| client("x", 1, now);
    let asked = || book("x", "lesson", "09:00");
    let before = refused(run_as(store, asked()?, public("2027-03-01T06:59:59Z")?)?);
    assert_eq!(before, [Reason::Seats { remaining: 0 }], "kept for the pair");
    let done = cancelled(store, "b", "2027-02-25T11:00:00Z")?;
    assert_eq!(names(&done.promoted), ["pair"], "enough by now");
    let host = Context::host(at("2027-02-25T11:10:00Z")?);
    assert_eq!(names(&accepted(run_as(store, decline("pair")?, host)?).promoted), ["one"]);
    accept_as(store, asked()?, public("2027-02-25T11:20:00Z")?)?;
    Ok(())
}

/// From the cutoff on what was kept is everybody's, and nothing is offered.
pub fn from_the_cutoff_on_seats_are_public(store: &mut dyn Store) -> Result<()> {
    hall(store, terms(Discipline::StrictFifo, 120)?)?;
    full(store, &[("pair", 2)])?;
    cancelled(store, "a", "2027-02-25T10:00:00Z")?;
    let late = client("z", 1, "2027-03-01T07:00:00Z")?;
    let said = refused(run_as(store, join("z", session("a")?)?, late.clone())?);
    assert_eq!(codes(&said), [ReasonCode::Policy], "too late to wait");
    accept_as(store, book("x", "lesson", "09:00")?, late)?;
    assert_eq!(names(&cancelled(store, "b", "2027-03-01T07:10:00Z")?.promoted), Vec::<&str>::new());
    assert_eq!(state(store, "pair")?, State::Waiting);
    let host = Context::host(at("2027-03-01T09:00:00Z")?);
    accepted(run_as(store, ExpireEntry { entry: id("pair")? }, host)?);
    assert_eq!(state(store, "pair")?, State::Expired, "it has begun");
    Ok(())
}

/// Elapsed time counts, whatever the wall says.
pub fn an_offer_ends_at_the_cutoff_over_a_clock_change(store: &mut dyn Store) -> Result<()> {
    hall(store, Terms { offer_ttl: Length::from_minutes(6000)?, ..terms(Discipline::FirstFit, 420)? })?;
    // An offer could stand for 100 hours.
    // 08:00Z on 28 March 2027 is 10:00 in Berlin, where the clocks went from 02:00 to 03:00; seven hours before it is
    // 01:00Z, the instant of the change.
    let start = "2027-03-28T08:00:00Z";
    for one in ["a", "b"] {
        accept(store, book(one, "lesson", start)?)?;
    }
    accepted(run_as(store, join("w", session("a")?)?, client("w", 1, EARLY)?)?);
    let done = cancelled(store, "a", "2027-03-27T20:00:00Z")?;
    let until = done.promoted.first().and_then(|one| one.offer().map(|offer| offer.until));
    assert_eq!(until, Some(parse_instant("2027-03-28T01:00:00Z")?));
    let late = Context::host(at("2027-03-28T01:00:00Z")?);
    let said = refused(run_as(store, accept_offer("w")?, late)?);
    assert_eq!(said, [Reason::EntryState { found: State::Expired }]);
    Ok(())
}

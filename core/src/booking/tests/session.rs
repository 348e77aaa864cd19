use super::*;
use crate::rules::StateName;
use crate::service::Leg;
use std::num::NonZeroU32;

const NINE: &str = "2026-03-28T08:00:00Z";
const TEN: &str = "2026-03-28T09:00:00Z";

fn group() -> Service {
    Service { seats: NonZeroU32::new(2), ..lesson() }
}

fn moved(session: &str, start: &str) -> MoveSession {
    MoveSession { session: session_id(session), start: at(start), duration: None, version: None }
}

fn swap(session: &str, from: &str, to: &str) -> Swap {
    Swap { session: session_id(session), from: resource(from), to: resource(to), version: None }
}

fn off(session: &str) -> CancelSession {
    CancelSession { session: session_id(session), version: None }
}

fn done(store: &mut MemoryStore, command: impl Into<Command>) -> Accepted {
    accepted(run(store, command, host()).unwrap())
}

/// A session of two parties at nine.
fn full() -> MemoryStore {
    let mut store = store_with(group());
    ok(&mut store, of_anna("a", NINE), now());
    ok(&mut store, of_anna("b", NINE), now());
    store
}

#[test]
fn a_host_opens_a_session_that_takes_time_without_bookings() {
    let mut store = store_with(group());
    assert_eq!(codes(&mut store, open("s", NINE), now()), ["policy"]);
    let opened = done(&mut store, open("s", NINE));
    let session = opened.session.unwrap();
    assert_eq!((session.version, session.stays, session.seats), (1, true, NonZeroU32::new(2)));
    assert!(opened.bookings.is_empty());
    let again = done(&mut store, open("s", NINE));
    assert_eq!((again.session, again.changes.is_empty()), (Some(session), true));
    assert_eq!(error(&mut store, open("s", TEN), host()), "booking.session-taken");
    // A second one at the same time does not join the first.
    assert_eq!(codes(&mut store, open("t", NINE), host()), ["busy"]);
    assert_eq!(error(&mut self::store(), open("s", NINE), host()), "booking.no-seats");
    let seats = NonZeroU32::new(3);
    let own = OpenSession { seats, ..open("s", NINE) };
    assert_eq!(error(&mut self::store(), own, host()), "booking.no-seats", "nobody could join it");
}

#[test]
fn a_session_keeps_the_seats_that_it_was_put_up_with() {
    let mut store = store_with(group());
    done(&mut store, OpenSession { seats: NonZeroU32::new(3), ..open("s", NINE) });
    for booking in ["a", "b", "c"] {
        assert_eq!(ok(&mut store, of_anna(booking, NINE), now()).session.as_str(), "s");
    }
    assert_eq!(codes(&mut store, of_anna("d", NINE), now()), ["seats"]);
    let moved = done(&mut store, moved("s", TEN));
    assert_eq!(moved.session.unwrap().seats, NonZeroU32::new(3));
    assert_eq!(moved.bookings.len(), 3);
}

#[test]
fn a_session_moves_with_all_its_bookings() {
    let mut store = full();
    ok(&mut store, of_anna("x", TEN), now());
    ok(&mut store, cancel("x"), now());
    assert_eq!(codes(&mut store, moved("a", TEN), now()), ["policy"]);
    // By less than its own length: it is not in its own way, and the grid is the service's.
    assert_eq!(codes(&mut store, moved("a", "2026-03-28T08:30:00Z"), host()), ["grid"]);
    let there = done(&mut store, moved("a", "2026-03-29T07:00:00Z"));
    let session = there.session.unwrap();
    assert_eq!((session.version, session.local.wall.to_string()), (2, "2026-03-29 09:00:00".to_owned()));
    let seen: Vec<_> =
        there.bookings.iter().map(|one| (one.id.as_str(), one.version, one.sequence)).collect();
    assert_eq!(seen, [("a", 2, 1), ("b", 2, 1)]);
    for booking in &there.bookings {
        assert_eq!((booking.span, &booking.local), (session.span, &session.local));
        assert_eq!(&stored(&mut store, booking.id.as_str()), booking);
    }
    let again = done(&mut store, moved("a", "2026-03-29T07:00:00Z"));
    assert_eq!((again.session, again.changes.is_empty()), (Some(session), true));
    let stale = MoveSession { version: Some(1), ..moved("a", TEN) };
    assert_eq!(no(&mut store, stale, host()), [Reason::Version { expected: 1, found: 2 }]);
    ok(&mut store, of_anna("c", NINE), now());
}

#[test]
fn a_session_does_not_move_to_where_something_is() {
    let mut store = full();
    ok(&mut store, of_anna("c", TEN), now());
    assert_eq!(codes(&mut store, moved("a", TEN), host()), ["busy"]);
    assert_eq!(session(&mut store, "a").version, 1);
}

#[test]
fn what_has_ended_does_not_move_with_its_session() {
    let mut store = full();
    ok(&mut store, cancel("a"), now());
    let there = done(&mut store, moved("a", TEN));
    assert_eq!(there.bookings.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["b"]);
    assert_eq!(stored(&mut store, "a").span.start(), at(NINE));
}

#[test]
fn one_resource_takes_the_place_of_another_at_the_same_time() {
    let legs = vec![Leg::any_of(vec![resource("anna"), resource("ben")])];
    let mut store = store_with(Service { requires: legs, ..group() });
    assert_eq!(whose(&ok(&mut store, of_any("a", NINE), now())), ["anna"]);
    assert_eq!(codes(&mut store, swap("a", "anna", "ben"), now()), ["policy"]);
    let swapped = done(&mut store, swap("a", "anna", "ben"));
    assert_eq!(whose(&swapped.bookings[0]), ["ben"]);
    assert_eq!(swapped.session.unwrap().resources(), [resource("ben")]);
    assert!(done(&mut store, swap("a", "anna", "ben")).changes.is_empty(), "he has come already");
    assert_eq!(error(&mut store, swap("a", "anna", "cleo"), host()), "booking.not-a-member");
    // Anna's time is free again, and taken when she is to come back.
    assert_eq!(whose(&ok(&mut store, of_anna("c", TEN), now())), ["anna"]);
    assert_eq!(whose(&ok(&mut store, of_anna("d", NINE), now())), ["anna"]);
    assert_eq!(codes(&mut store, swap("a", "ben", "anna"), host()), ["busy"]);
}

#[test]
fn a_session_is_called_off_with_all_its_bookings() {
    let mut store = full();
    assert_eq!(codes(&mut store, off("a"), now()), ["policy"]);
    let stale = CancelSession { version: Some(7), ..off("a") };
    assert_eq!(codes(&mut store, stale, host()), ["version"]);
    let ended = done(&mut store, off("a"));
    assert_eq!(ended.session.unwrap().status, SessionStatus::Cancelled);
    for booking in ["a", "b"] {
        assert_eq!(stored(&mut store, booking).status.name(), StateName::Cancelled);
    }
    assert!(done(&mut store, off("a")).changes.is_empty());
    assert_eq!(no(&mut store, moved("a", TEN), host()), [Reason::State { found: StateName::Cancelled }]);
    // Who comes back first begins it again, and the other one joins.
    for booking in ["b", "a"] {
        let back = Reinstate { booking: id(booking), version: None };
        assert_eq!(ok(&mut store, back, host()).status, Status::Confirmed);
    }
    assert_eq!(stored(&mut store, "a").session, stored(&mut store, "b").session);
}

use super::*;
use crate::service::{Confirmation, Limit, LimitScope, Most, Period};
use std::num::NonZeroU32;

const NINE: &str = "2026-03-28T08:00:00Z";
const TEN: &str = "2026-03-28T09:00:00Z";

fn group() -> Service {
    Service { seats: NonZeroU32::new(2), ..lesson() }
}

#[test]
fn two_parties_share_a_session_and_the_third_finds_no_seat() {
    let mut store = store_with(group());
    let first = ok(&mut store, of_anna("a", NINE), now());
    let second = ok(&mut store, of_anna("b", NINE), now());
    assert_eq!((first.session.as_str(), second.session.as_str()), ("a", "a"));
    assert_eq!(session(&mut store, "a").version, 1, "joining changes no session");
    assert_eq!(no(&mut store, of_anna("c", NINE), now()), [Reason::Seats { remaining: 0 }]);
    assert_eq!(codes(&mut store, of_anna("c", "2026-03-28T08:30:00Z"), now()), ["grid", "busy"]);
    let ben = ok(&mut store, Book { resource: Some(resource("ben")), ..of_anna("c", NINE) }, now());
    assert_eq!(ben.session.as_str(), "c");
}

#[test]
fn a_party_takes_a_seat_for_each_person() {
    let mut store = store_with(group());
    let party = |n| Context { party: NonZeroU32::new(n).unwrap(), ..now() };
    assert_eq!(no(&mut store, of_anna("a", NINE), party(3)), [Reason::Seats { remaining: 2 }]);
    assert_eq!(ok(&mut store, of_anna("a", NINE), party(1)).party.get(), 1);
    assert_eq!(no(&mut store, of_anna("b", NINE), party(2)), [Reason::Seats { remaining: 1 }]);
    ok(&mut store, of_anna("b", NINE), party(1));
}

#[test]
fn moving_one_of_two_out_leaves_the_session_to_the_other() {
    let mut store = store_with(group());
    ok(&mut store, of_anna("a", NINE), now());
    ok(&mut store, of_anna("b", NINE), now());
    let moved = ok(&mut store, move_to("a", TEN, None), now());
    assert_eq!((moved.session.as_str(), moved.version), ("a~2", 2));
    let left = session(&mut store, "a");
    assert_eq!((left.span.start(), left.version), (at(NINE), 1));
    assert_eq!(stored(&mut store, "b").session.as_str(), "a");
    // And back: the session is there to join, and the one that began is off.
    let back = ok(&mut store, move_to("a", NINE, None), now());
    assert_eq!((back.session.as_str(), back.version), ("a", 3));
    assert_eq!(session(&mut store, "a~2").status, SessionStatus::Cancelled);
    ok(&mut store, of_anna("c", TEN), now());
}

#[test]
fn the_only_party_takes_its_session_along() {
    let mut store = store_with(group());
    ok(&mut store, of_anna("a", NINE), now());
    assert_eq!(ok(&mut store, move_to("a", TEN, None), now()).session.as_str(), "a");
    let moved = session(&mut store, "a");
    assert_eq!((moved.span.start(), moved.version, moved.seats), (at(TEN), 2, NonZeroU32::new(2)));
}

#[test]
fn the_last_one_leaving_takes_the_session_off_unless_it_stays() {
    let mut store = store_with(group());
    ok(&mut store, of_anna("a", NINE), now());
    ok(&mut store, of_anna("b", NINE), now());
    ok(&mut store, cancel("a"), now());
    assert_eq!(session(&mut store, "a").status, SessionStatus::Confirmed);
    ok(&mut store, cancel("b"), now());
    let off = session(&mut store, "a");
    assert_eq!((off.status, off.version), (SessionStatus::Cancelled, 2));
    run(&mut store, open("s", NINE), host()).unwrap();
    assert_eq!(ok(&mut store, of_anna("c", NINE), now()).session.as_str(), "s");
    ok(&mut store, cancel("c"), now());
    let stays = session(&mut store, "s");
    assert_eq!((stays.status, stays.version), (SessionStatus::Confirmed, 1));
    assert_eq!(ok(&mut store, of_anna("d", NINE), now()).session.as_str(), "s");
}

#[test]
fn held_seats_are_taken_until_the_hold_lapses() {
    let mut store = store_with(group());
    let ada = |now: &str| owner("ada", now);
    ok(&mut store, hold("h", NINE, 10), ada("2026-03-01T00:00:00Z"));
    ok(&mut store, of_anna("b", NINE), now());
    assert_eq!(codes(&mut store, of_anna("c", NINE), now()), ["seats"]);
    let booked = ok(&mut store, of_anna("h", NINE), ada("2026-03-01T00:05:00Z"));
    assert_eq!((booked.session.as_str(), booked.version), ("h", 2));
    // A session that only a lapsed hold keeps is not there.
    ok(&mut store, hold("i", TEN, 10), ada("2026-03-01T00:00:00Z"));
    let late = || Context::client(at("2026-03-01T00:10:00Z"));
    let half_past = of_anna("d", "2026-03-28T10:00:00Z");
    ok(&mut store, half_past, late());
    assert_eq!(ok(&mut store, of_anna("e", TEN), late()).session.as_str(), "e");
}

#[test]
fn requests_for_one_session_are_confirmed_one_by_one() {
    let confirmation = Some(Confirmation { pending_blocks: false, ..Confirmation::default() });
    let mut store = store_with(Service { confirmation, ..group() });
    for booking in ["a", "b", "c"] {
        ok(&mut store, of_anna(booking, NINE), now());
    }
    assert_eq!(ok(&mut store, confirm("b"), host()).session.as_str(), "b");
    assert_eq!(ok(&mut store, confirm("a"), host()).session.as_str(), "b");
    assert_eq!(session(&mut store, "a").status, SessionStatus::Cancelled);
    assert_eq!(codes(&mut store, confirm("c"), host()), ["seats"]);
}

/// One session a day: the second party joins it, and a session more is too many.
#[test]
fn a_session_is_counted_once_however_many_have_seats_in_it() {
    let most = Most::Bookings(NonZeroU32::MIN);
    let limits = vec![Limit { per: LimitScope::Service, period: Period::Day, most }];
    let zone = Some("Europe/Berlin".parse().unwrap());
    let mut store = store_with(Service { limits, zone, ..group() });
    ok(&mut store, of_anna("a", NINE), now());
    ok(&mut store, of_anna("b", NINE), now());
    assert_eq!(codes(&mut store, of_anna("c", TEN), now()), ["limit"]);
}

#[test]
fn a_session_that_is_held_is_not_free_for_anything_else_of_its_holder() {
    let mut store = store_with(group());
    let ada = owner("ada", "2026-03-01T00:00:00Z");
    ok(&mut store, hold("a", NINE, 30), ada.clone());
    // Another one of hers joins what she holds, and Ben can too: one use of Anna's time.
    let other = ok(&mut store, of_anna("b", NINE), ada.clone());
    assert_eq!(other.session.as_str(), "a");
    assert_eq!(codes(&mut store, of_anna("c", "2026-03-28T08:30:00Z"), ada), ["grid", "busy"]);
    assert_eq!(no(&mut store, of_anna("d", NINE), now()), [Reason::Seats { remaining: 0 }]);
}

/// A hall for three uses at a time: a group is one of them, however many are in the party that comes first.
#[test]
fn a_session_with_seats_is_one_use_of_what_is_taken_per_person() {
    let hall = crate::service::Leg {
        units: crate::service::Units::Party,
        ..crate::service::Leg::resource(resource("hall"))
    };
    let mut store = store_with(Service { seats: NonZeroU32::new(9), requires: vec![hall], ..lesson() });
    let capacity = NonZeroU32::new(3).unwrap();
    put_resource(
        &mut store,
        Resource { capacity, ..Resource::new(resource("hall"), "Europe/Berlin".parse().unwrap()) },
    );
    let party = |n| Context { party: NonZeroU32::new(n).unwrap(), ..now() };
    ok(&mut store, of_any("a", NINE), party(6));
    ok(&mut store, of_any("b", NINE), party(3));
    assert_eq!(session(&mut store, "a").uses[0].units, NonZeroU32::MIN);
    // A second group beside the first takes another use, and nine seats of its own.
    let beside = ok(&mut store, of_any("c", NINE), party(9));
    assert_eq!(beside.session.as_str(), "c");
}

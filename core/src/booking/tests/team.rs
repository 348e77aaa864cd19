use super::*;
use crate::id::Tag;
use crate::rules::Reason;
use crate::service::{Buffer, Leg, Units};
use crate::session::Use;
use crate::time::Elapsed;
use std::num::NonZeroU32;

const NINE: &str = "2026-03-28T08:00:00Z";
const TEN: &str = "2026-03-28T09:00:00Z";

fn either() -> Leg {
    Leg::any_of(vec![resource("anna"), resource("ben")])
}

/// Anna or Ben, in a room.
fn in_a_room() -> MemoryStore {
    let requires = vec![Leg::resource(resource("room")), either()];
    let mut store = store_with(Service { requires, ..lesson() });
    put_resource(&mut store, Resource::new(resource("room"), "Europe/Berlin".parse().unwrap()));
    store
}

#[test]
fn any_of_two_takes_the_first_who_is_free() {
    let mut store = store_with(Service { requires: vec![either()], ..lesson() });
    assert_eq!(whose(&ok(&mut store, of_any("a", NINE), now())), ["anna"]);
    assert_eq!(whose(&ok(&mut store, of_any("b", NINE), now())), ["ben"]);
    let reasons = no(&mut store, of_any("c", NINE), now());
    let [Reason::Members { leg: 0, needs: 1, free: 0, members }] = reasons.as_slice() else {
        panic!("{reasons:?}")
    };
    let by: Vec<_> =
        members.iter().map(|one| (one.resource.as_str(), one.reasons[0].code().as_str())).collect();
    assert_eq!(by, [("anna", "busy"), ("ben", "busy")]);
}

#[test]
fn all_of_several_take_part_and_each_keeps_the_others_from_being_booked() {
    let mut store = in_a_room();
    let booked = ok(&mut store, of_any("a", NINE), now());
    assert_eq!(whose(&booked), ["room", "anna"]);
    // Ben is free, but the room is not.
    let reasons = no(&mut store, of_any("b", NINE), now());
    assert!(
        matches!(&reasons[0], Reason::Busy { resource: Some(id), .. } if id.as_str() == "room"),
        "{reasons:?}"
    );
    ok(&mut store, cancel("a"), now());
    assert_eq!(whose(&ok(&mut store, of_any("b", NINE), now())), ["room", "anna"]);
}

#[test]
fn a_member_who_is_named_takes_part() {
    let mut store = in_a_room();
    let ben = |booking| Book { resource: Some(resource("ben")), ..of_any(booking, NINE) };
    assert_eq!(whose(&ok(&mut store, ben("a"), now())), ["room", "ben"]);
    assert_eq!(ok(&mut store, ben("a"), now()).version, 1);
    let anna = Book { resource: Some(resource("anna")), ..ben("a") };
    assert_eq!(error(&mut store, anna, now()), "booking.id-taken");
    put_resource(&mut store, Resource::new(resource("cleo"), "Europe/Berlin".parse().unwrap()));
    let cleo = Book { resource: Some(resource("cleo")), ..of_any("c", TEN) };
    assert_eq!(error(&mut store, cleo, now()), "booking.not-a-member");
    let room = Book { resource: Some(resource("room")), ..of_any("c", TEN) };
    assert_eq!(whose(&ok(&mut store, room, now())), ["room", "anna"]);
}

#[test]
fn whoever_took_part_does_so_again_after_a_move_where_that_is_possible() {
    let mut store = in_a_room();
    ok(&mut store, Book { resource: Some(resource("ben")), ..of_any("a", NINE) }, now());
    let moved = ok(&mut store, move_to("a", TEN, None), now());
    assert_eq!((whose(&moved), moved.session.as_str()), (vec!["room", "ben"], "a"));
    ok(&mut store, Book { resource: Some(resource("anna")), ..of_any("b", NINE) }, now());
    let to_anna = Reschedule { resource: Some(resource("anna")), ..move_to("a", TEN, None) };
    assert_eq!(whose(&ok(&mut store, to_anna, now())), ["room", "anna"]);
}

#[test]
fn a_session_takes_what_each_leg_requires() {
    let hall = Leg { units: Units::Party, ..Leg::resource(resource("hall")) };
    let mut both = Leg::tagged(vec![Tag::new("guide").unwrap()]);
    both.count = NonZeroU32::new(2).unwrap();
    let mut store = store_with(Service { requires: vec![hall, both], ..lesson() });
    let mut large = Resource::new(resource("hall"), "Europe/Berlin".parse().unwrap());
    large.capacity = NonZeroU32::new(10).unwrap();
    large.buffer = Buffer { before: Elapsed::ZERO, after: Elapsed::from_minutes(15).unwrap() };
    put_resource(&mut store, large);
    for name in ["gus", "gil", "gea"] {
        let tags = vec![Tag::new("guide").unwrap()];
        let guide = Resource { tags, ..Resource::new(resource(name), "Europe/Berlin".parse().unwrap()) };
        put_resource(&mut store, guide);
    }
    let party = |n| Context { party: NonZeroU32::new(n).unwrap(), ..now() };
    // Tagged resources are known in the order of their ids.
    let booked = ok(&mut store, of_any("a", NINE), party(6));
    assert_eq!(whose(&booked), ["hall", "gea", "gil"]);
    let units = |name: &str, units: u32, after: i64| Use {
        resource: resource(name),
        units: NonZeroU32::new(units).unwrap(),
        buffer: Buffer { before: Elapsed::ZERO, after: Elapsed::from_minutes(after).unwrap() },
    };
    let uses = session_of(&mut store, "a").uses;
    assert_eq!(uses, [units("hall", 6, 15), units("gea", 1, 0), units("gil", 1, 0)]);
    assert_eq!(codes(&mut store, of_any("b", TEN), party(5)), ["capacity"], "its buffer is in the hall");
    assert_eq!(whose(&ok(&mut store, of_any("b", TEN), party(4))), ["hall", "gea", "gil"]);
    // One more would be in the hall at ten with the ten that are there until a quarter past.
    assert_eq!(codes(&mut store, of_any("c", NINE), party(1)), ["capacity", "members"]);
}

/// Nine of a pool: more than legs may choose at a time, if each of them were named.
#[test]
fn a_large_ensemble_is_confirmed_and_moved() {
    let names: Vec<String> = (0..9).map(|n| format!("p{n}")).collect();
    let leg = Leg {
        count: NonZeroU32::new(9).unwrap(),
        ..Leg::any_of(names.iter().map(|n| resource(n)).collect())
    };
    let confirmation = Some(crate::service::Confirmation::default());
    let mut store = store_with(Service { requires: vec![leg], confirmation, ..lesson() });
    for name in &names {
        put_resource(&mut store, Resource::new(resource(name), "Europe/Berlin".parse().unwrap()));
    }
    ok(&mut store, of_any("a", NINE), now());
    let confirmed = ok(&mut store, confirm("a"), host());
    assert_eq!(whose(&confirmed), names);
    let there = MoveSession { session: session_id("a"), start: at(TEN), duration: None, version: None };
    assert_eq!(accepted(run(&mut store, there, host()).unwrap()).bookings.len(), 1);
}

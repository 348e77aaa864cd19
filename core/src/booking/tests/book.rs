use super::*;
use crate::audit::Act;
use crate::policy::{Actor, PolicyRule};
use crate::rules::StateName;
use crate::service::{Limit, LimitScope, Most, Period};
use std::num::NonZeroU32;

#[test]
fn a_booking_keeps_what_people_agreed_on() {
    let mut store = store();
    let booked = ok(&mut store, of_anna("b", "2026-03-28T08:00:00Z"), now());
    assert_eq!(booked.local.wall.to_string(), "2026-03-28 09:00:00");
    assert_eq!((booked.local.offset, booked.local.zone.as_str()), (3600, "Europe/Berlin"));
    assert_eq!(booked.local.release, ZoneDb::builtin().release());
    assert_eq!((whose(&booked), booked.session.as_str()), (vec!["anna"], "b"));
    assert_eq!(stored(&mut store, "b"), booked);
    let session = session_of(&mut store, "b");
    assert_eq!((session.span, &session.local), (booked.span, &booked.local));
    assert_eq!((session.resources(), session.seats, session.stays), (booked.resources, None, false));
}

#[test]
fn the_second_buyer_is_told_who_was_first() {
    let mut store = store();
    ok(&mut store, of_anna("b", "2026-03-28T08:00:00Z"), now());
    assert_eq!(codes(&mut store, of_anna("c", "2026-03-28T08:30:00Z"), now()), ["grid", "busy"]);
    assert_eq!(store.booking(&id("c")).unwrap(), None);
}

#[test]
fn repeating_a_command_changes_nothing() {
    let mut store = store();
    let first = ok(&mut store, of_anna("b", "2026-03-28T08:00:00Z"), now());
    assert_eq!(ok(&mut store, of_anna("b", "2026-03-28T08:00:00Z"), now()), first);
    let error = run(&mut store, of_anna("b", "2026-03-28T10:00:00Z"), now()).unwrap_err();
    assert_eq!((error.code(), error.path()), ("booking.id-taken", "booking"));
    let somebody = Context { client: Some(subject("somebody")), ..now() };
    assert_eq!(super::error(&mut store, of_anna("b", "2026-03-28T08:00:00Z"), somebody), "booking.id-taken");
    let cancelled = ok(&mut store, cancel("b"), now());
    assert_eq!((cancelled.version, cancelled.sequence), (2, 1));
    assert_eq!(ok(&mut store, cancel("b"), now()), cancelled);
    assert_eq!(ok(&mut store, of_anna("b", "2026-03-28T08:00:00Z"), now()), cancelled);
}

#[test]
fn a_move_frees_the_old_time_and_may_overlap_it() {
    let mut store = store();
    ok(&mut store, of_anna("b", "2026-03-28T08:00:00Z"), now());
    // Over the clock change: 09:00 in Berlin is 07:00Z on the 29th.
    let moved = ok(&mut store, move_to("b", "2026-03-29T07:00:00Z", Some(1)), now());
    assert_eq!((moved.version, moved.local.offset), (2, 7200));
    assert_eq!(moved.local.wall.to_string(), "2026-03-29 09:00:00");
    assert_eq!(session_of(&mut store, "b").span, moved.span);
    ok(&mut store, of_anna("c", "2026-03-28T08:00:00Z"), now());
    let reasons = no(&mut store, move_to("b", "2026-03-28T08:00:00Z", Some(1)), now());
    assert_eq!(reasons[1], Reason::Version { expected: 1, found: 2 });
    assert_eq!(reasons[0].code().as_str(), "busy");
    assert_eq!(ok(&mut store, move_to("b", "2026-03-29T07:00:00Z", None), now()), moved);
    let elsewhere =
        Reschedule { resource: Some(resource("ben")), ..move_to("b", "2026-03-28T08:00:00Z", None) };
    let moved = ok(&mut store, elsewhere, now());
    assert_eq!((whose(&moved), moved.session.as_str(), moved.version), (vec!["ben"], "b", 3));
    ok(&mut store, of_anna("d", "2026-03-29T07:00:00Z"), now());
}

#[test]
fn a_move_keeps_a_duration_that_is_no_longer_offered() {
    let mut store = store();
    ok(&mut store, of_anna("b", "2026-03-28T08:00:00Z"), now());
    let half = Length::from_minutes(30).unwrap();
    let shorter = Service { durations: vec![half], ..lesson() };
    put(&mut store, &Changes::service(shorter), &Act::put(chrono::DateTime::UNIX_EPOCH), &Limits::default())
        .unwrap();
    let moved = ok(&mut store, move_to("b", "2026-03-28T10:00:00Z", None), now());
    assert_eq!(moved.span.length(), chrono::TimeDelta::minutes(60));
    let shortened = Reschedule { duration: Some(half), ..move_to("b", "2026-03-28T10:00:00Z", None) };
    assert_eq!(ok(&mut store, shortened, now()).span.length(), chrono::TimeDelta::minutes(30));
}

#[test]
fn a_client_acts_only_before_the_start_and_a_host_always() {
    let mut store = store();
    ok(&mut store, of_anna("b", "2026-03-28T08:00:00Z"), now());
    let late = Context::client(at("2026-03-28T08:00:00Z"));
    let deadline = at("2026-03-28T08:00:00Z");
    let too_late = Reason::Policy { rule: PolicyRule::BeforeStart { deadline }, policy: None };
    assert_eq!(no(&mut store, cancel("b"), late.clone()), std::slice::from_ref(&too_late));
    assert_eq!(no(&mut store, move_to("b", "2026-03-30T07:00:00Z", None), late), [too_late]);
    let cancelled = ok(&mut store, cancel("b"), Context::host(deadline));
    assert_eq!(cancelled.status, Status::Cancelled(Ending { by: Actor::Host, at: deadline, with: None }));
    assert_eq!(session_of(&mut store, "b").status, SessionStatus::Cancelled);
    let reasons = no(&mut store, move_to("b", "2026-03-30T07:00:00Z", None), now());
    assert_eq!(reasons, [Reason::State { found: StateName::Cancelled }]);
}

#[test]
fn what_is_unknown_is_an_error() {
    let mut store = store();
    assert_eq!(error(&mut store, cancel("x"), now()), "booking.unknown");
    assert_eq!(error(&mut store, move_to("x", "2026-03-28T08:00:00Z", None), now()), "booking.unknown");
    let book = || of_anna("b", "2026-03-28T08:00:00Z");
    let bob = Book { resource: Some(resource("bob")), ..book() };
    assert_eq!(error(&mut store, bob, now()), "booking.unknown-resource");
    let massage = Book { service: ServiceId::new("massage").unwrap(), ..book() };
    assert_eq!(error(&mut store, massage, now()), "booking.unknown-service");
    assert_eq!(error(&mut store, Book { resource: None, ..book() }, now()), "slots.no-resource");
    let gone = CancelSession { session: session_id("x"), version: None };
    assert_eq!(error(&mut store, gone, host()), "booking.unknown-session");
}

#[test]
fn what_people_write_has_a_limit() {
    let mut store = store();
    let refused = |store: &mut MemoryStore, book: Book| {
        let error = run(store, book, now()).unwrap_err();
        (error.code(), error.path().to_owned())
    };
    let book = || of_anna("b", "2026-03-28T08:00:00Z");
    let title = Details { title: Some("x".repeat(2000)), ..Details::default() };
    let long = Book { details: title, ..book() };
    assert_eq!(refused(&mut store, long), ("booking.text-too-long", "details.title".to_owned()));
    let data = crate::wire::Json::new(&format!("\"{}\"", "x".repeat(Limits::default().data_bytes))).unwrap();
    let large = Book { details: Details { data: Some(data), ..Details::default() }, ..book() };
    assert_eq!(refused(&mut store, large), ("booking.data-too-large", "details.data".to_owned()));
    let one = Participant {
        subject: subject("ada"),
        role: ParticipantRole::Attendee,
        name: None,
        email: Some("x".repeat(2000)),
        attendance: None,
    };
    let name = Participant { email: None, ..one.clone() };
    let long = Book { participants: vec![name.clone(), one], ..book() };
    assert_eq!(refused(&mut store, long), ("booking.text-too-long", "participants[1].email".to_owned()));
    let many = Book { participants: vec![name; 1001], ..book() };
    assert_eq!(refused(&mut store, many), ("booking.too-many-participants", "participants".to_owned()));
}

#[test]
fn a_view_that_is_too_narrow_is_never_free_time() {
    let view = View { need: Need::booking(id("b")), ..View::default() };
    let command = of_anna("b", "2026-03-28T08:00:00Z").into();
    let error = decide(&view, &command, &now(), ZoneDb::builtin(), &Limits::default()).unwrap_err();
    assert_eq!(error.code(), "store.view-too-narrow");
}

/// One lesson a day in Berlin, whoever gives it.
#[test]
fn what_limits_count_is_read_from_the_store() {
    let limit =
        Limit { per: LimitScope::Service, period: Period::Day, most: Most::Bookings(NonZeroU32::MIN) };
    let zone = Some("Europe/Berlin".parse().unwrap());
    let mut store = store_with(Service { limits: vec![limit], zone, ..lesson() });
    ok(&mut store, of_anna("b", "2026-03-28T08:00:00Z"), now());
    let with_ben = Book { resource: Some(resource("ben")), ..of_anna("c", "2026-03-28T15:00:00Z") };
    assert_eq!(codes(&mut store, with_ben, now()), ["limit"]);
    ok(&mut store, of_anna("c", "2026-03-29T07:00:00Z"), now());
    assert_eq!(codes(&mut store, move_to("c", "2026-03-28T12:00:00Z", None), now()), ["limit"]);
    // A booking does not count against its own move.
    ok(&mut store, move_to("b", "2026-03-28T15:00:00Z", None), now());
    ok(&mut store, cancel("b"), now());
    ok(&mut store, move_to("c", "2026-03-28T12:00:00Z", None), now());
}

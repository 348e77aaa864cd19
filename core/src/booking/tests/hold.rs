use super::*;
use crate::rules::StateName;
use crate::time::CalendarDuration;

const NINE: &str = "2026-03-28T08:00:00Z";

#[test]
fn a_hold_blocks_others_and_lapses_without_a_sweeper() {
    let mut store = store();
    let ada = || owner("ada", "2026-03-01T00:00:00Z");
    let held = ok(&mut store, hold("h", NINE, 10), ada());
    let expires_at = at("2026-03-01T00:10:00Z");
    assert_eq!(held.status, Status::Held(Held { owner: subject("ada"), expires_at }));
    let said = Reason::Held { by: id("h"), expires_at, resource: None };
    let bob = |now: &str| owner("bob", now);
    assert_eq!(no(&mut store, of_anna("b", NINE), bob("2026-03-01T00:09:59.999Z")), [said]);
    // Dead exactly at its end, and nobody has written anything.
    ok(&mut store, of_anna("b", NINE), bob("2026-03-01T00:10:00Z"));
    assert_eq!(stored(&mut store, "h"), held);
    assert_eq!(codes(&mut store, of_anna("h", NINE), ada()), ["busy"]);
}

#[test]
fn whoever_holds_a_time_books_it_under_the_same_id() {
    let mut store = store();
    let ada = |now: &str| owner("ada", now);
    let held = ok(&mut store, hold("h", NINE, 10), ada("2026-03-01T00:00:00Z"));
    let book = || of_anna("h", NINE);
    assert_eq!(error(&mut store, book(), owner("bob", "2026-03-01T00:05:00Z")), "booking.id-taken");
    let other = Book { service: ServiceId::new("other").unwrap(), ..book() };
    assert_eq!(error(&mut store, other, ada("2026-03-01T00:05:00Z")), "booking.unknown-service");
    let client = Context { client: Some(subject("ada")), ..ada("2026-03-01T00:05:00Z") };
    let booked = ok(&mut store, book(), client.clone());
    assert_eq!((booked.version, booked.session == held.session), (2, true));
    assert_eq!((&booked.status, &booked.client), (&Status::Confirmed, &client.client));
    assert_eq!((booked.created_at, booked.details.title.as_deref()), (held.created_at, Some("Algebra")));
    assert_eq!(session_of(&mut store, "h").version, 1, "it takes the time that it took");
    assert_eq!(ok(&mut store, book(), client), booked);
}

#[test]
fn a_hold_may_be_booked_at_another_time() {
    let mut store = store();
    ok(&mut store, hold("h", NINE, 10), owner("ada", "2026-03-01T00:00:00Z"));
    let moved = ok(&mut store, of_anna("h", "2026-03-28T09:00:00Z"), owner("ada", "2026-03-01T00:05:00Z"));
    assert_eq!(moved.span.start(), at("2026-03-28T09:00:00Z"));
    ok(&mut store, of_anna("b", NINE), now());
}

/// A day's notice: held just in time, booked some minutes later; and after it has lapsed it is too late.
#[test]
fn a_hold_that_is_alive_is_judged_by_when_it_was_taken() {
    let day = CalendarDuration::new(0, 0, 86_400);
    let mut store = store_with(Service { notice: day, ..lesson() });
    let held = ok(&mut store, hold("h", NINE, 10), owner("ada", "2026-03-27T08:00:00Z"));
    let late = owner("ada", "2026-03-27T08:09:59Z");
    assert_eq!(codes(&mut store, of_anna("b", NINE), late.clone()), ["notice"]);
    assert_eq!(codes(&mut store, of_anna("h", "2026-03-28T07:00:00Z"), late.clone()), ["notice", "hours"]);
    let lapsed = owner("ada", "2026-03-27T08:10:00Z");
    assert_eq!(codes(&mut store, of_anna("h", NINE), lapsed), ["notice"]);
    assert_eq!(ok(&mut store, of_anna("h", NINE), late).created_at, held.created_at);
}

#[test]
fn repeating_a_hold_prolongs_it() {
    let mut store = store();
    ok(&mut store, hold("h", NINE, 10), owner("ada", "2026-03-01T00:00:00Z"));
    let longer = ok(&mut store, hold("h", NINE, 10), owner("ada", "2026-03-01T00:05:00Z"));
    assert_eq!((longer.version, longer.status.expires_at()), (2, Some(at("2026-03-01T00:15:00Z"))));
    // After it has lapsed, it is a new one for whoever takes it, if the time is free.
    let again = ok(&mut store, hold("h", NINE, 10), owner("bob", "2026-03-01T00:15:00Z"));
    assert_eq!((again.version, again.status.expires_at()), (3, Some(at("2026-03-01T00:25:00Z"))));
    assert_eq!(
        error(&mut store, hold("h", NINE, 10), owner("ada", "2026-03-01T00:16:00Z")),
        "booking.id-taken"
    );
}

#[test]
fn a_hold_has_an_owner_and_an_end() {
    let mut store = store();
    assert_eq!(error(&mut store, hold("h", NINE, 10), now()), "booking.no-hold-owner");
    let ada = owner("ada", "2026-03-01T00:00:00Z");
    assert_eq!(error(&mut store, hold("h", NINE, 24 * 60 + 1), ada.clone()), "booking.hold-too-long");
    ok(&mut store, hold("h", NINE, 24 * 60), ada);
}

/// Over the fold in Berlin a day's hold lasts 24 hours, not until the same time on the wall.
#[test]
fn a_hold_lasts_for_elapsed_time_over_the_fold() {
    let mut store = store();
    let evening = owner("ada", "2026-10-24T18:00:00Z"); // 20:00 on the wall
    let held = ok(&mut store, hold("h", "2026-10-26T08:00:00Z", 24 * 60), evening);
    let end = held.status.expires_at().unwrap();
    assert_eq!(end, at("2026-10-25T18:00:00Z")); // 19:00 on the wall
    assert_eq!(held.status.at(end - chrono::TimeDelta::nanoseconds(1)), StateName::Held);
    assert_eq!(held.status.at(end), StateName::Expired);
}

#[test]
fn a_hold_is_let_go_and_its_lapse_is_written_down() {
    let mut store = store();
    ok(&mut store, hold("h", NINE, 10), owner("ada", "2026-03-01T00:00:00Z"));
    let expire = |now: &str| (Expire { booking: id("h") }, owner("ada", now));
    let (command, early) = expire("2026-03-01T00:09:59Z");
    assert_eq!(no(&mut store, command.clone(), early), [Reason::State { found: StateName::Held }]);
    let (_, late) = expire("2026-03-02T00:00:00Z");
    let expired = ok(&mut store, command.clone(), late.clone());
    let expiry = Expiry { from: StateName::Held, at: at("2026-03-01T00:10:00Z") };
    assert_eq!(expired.status, Status::Expired(expiry));
    assert_eq!(session_of(&mut store, "h").status, SessionStatus::Cancelled);
    assert_eq!(ok(&mut store, command, late), expired);
    let again = ok(&mut store, hold("h", NINE, 10), owner("ada", "2026-03-02T00:00:00Z"));
    assert_eq!(session_of(&mut store, "h").status, SessionStatus::Confirmed);
    assert_eq!(again.version, 3);
    assert!(matches!(ok(&mut store, cancel("h"), now()).status, Status::Cancelled(_)));
    ok(&mut store, of_anna("b", NINE), now());
}

/// In the same commit: nobody else can have the hold's time once the booking is gone, and it stands in nobody's way.
#[test]
fn booking_over_ones_own_hold_lets_go_of_it() {
    let mut store = store();
    ok(&mut store, hold("h", NINE, 600), owner("ada", "2026-03-01T00:00:00Z"));
    ok(&mut store, of_anna("b", NINE), owner("ada", "2026-03-01T00:05:00Z"));
    let held = store.booking(&id("h")).unwrap().unwrap();
    assert!(matches!(held.status, Status::Cancelled(_)), "{:?}", held.status);
    assert_eq!(session_of(&mut store, "h").status, SessionStatus::Cancelled);
    ok(&mut store, cancel("b"), now());
    ok(&mut store, of_anna("c", NINE), owner("bob", "2026-03-01T00:06:00Z"));
    assert_eq!(store.booking(&id("h")).unwrap().unwrap().version, held.version);
}

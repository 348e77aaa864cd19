use super::*;
use crate::policy::{Actor, PolicyRule};
use crate::rules::StateName;
use crate::service::{Confirmation, LateConfirm};
use crate::time::Elapsed;

const NINE: &str = "2026-03-28T08:00:00Z";

/// Lessons that a host confirms within a day.
fn asking(confirmation: Confirmation) -> MemoryStore {
    let confirmation = Confirmation { expires_after: Some(Elapsed::DAY), ..confirmation };
    store_with(Service { confirmation: Some(confirmation), ..lesson() })
}

fn decline(booking: &str) -> Decline {
    Decline { booking: id(booking), version: None }
}

fn host_at(now: &str) -> Context {
    Context::host(at(now))
}

#[test]
fn a_client_asks_and_a_host_books() {
    let mut store = asking(Confirmation::default());
    let asked = ok(&mut store, of_anna("b", NINE), now());
    let expires_at = Some(at("2026-03-02T00:00:00Z"));
    assert_eq!(asked.status, Status::Requested(Requested { blocks: true, expires_at }));
    assert_eq!(codes(&mut store, of_anna("c", NINE), host()), ["busy"]);
    assert_eq!(ok(&mut store, of_anna("c", "2026-03-28T09:00:00Z"), host()).status, Status::Confirmed);
    assert_eq!(ok(&mut store, of_anna("b", NINE), now()), asked, "asking again changes nothing");
}

#[test]
fn a_request_is_confirmed_once() {
    let mut store = asking(Confirmation::default());
    ok(&mut store, of_anna("b", NINE), now());
    let said = Reason::Policy { rule: PolicyRule::HostOnly, policy: None };
    assert_eq!(no(&mut store, confirm("b"), now()), [said]);
    let confirmed = ok(&mut store, confirm("b"), host());
    assert_eq!((confirmed.version, &confirmed.status), (2, &Status::Confirmed));
    assert_eq!(session_of(&mut store, "b").version, 1, "it takes the time that it took");
    assert_eq!(ok(&mut store, confirm("b"), host()), confirmed);
    let seen = Confirm { version: Some(1), ..confirm("b") };
    assert_eq!(ok(&mut store, seen, host()), confirmed, "a repetition has seen the version before");
}

#[test]
fn a_declined_request_frees_its_time() {
    let mut store = asking(Confirmation::default());
    ok(&mut store, of_anna("b", NINE), now());
    assert_eq!(codes(&mut store, decline("b"), now()), ["policy"]);
    let declined = ok(&mut store, decline("b"), host());
    assert_eq!(declined.status, Status::Declined(Ending { by: Actor::Host, at: host().now, with: None }));
    assert_eq!(ok(&mut store, decline("b"), host()), declined);
    ok(&mut store, of_anna("c", NINE), now());
    assert_eq!(no(&mut store, confirm("b"), host()), [Reason::State { found: StateName::Declined }]);
}

#[test]
fn a_request_that_has_lapsed_takes_no_time_and_is_not_confirmed() {
    let mut store = asking(Confirmation::default());
    ok(&mut store, of_anna("b", NINE), now());
    let late = "2026-03-02T00:00:00Z";
    assert_eq!(no(&mut store, confirm("b"), host_at(late)), [Reason::State { found: StateName::Expired }]);
    assert_eq!(no(&mut store, cancel("b"), host_at(late)), [Reason::State { found: StateName::Expired }]);
    ok(&mut store, of_anna("c", NINE), Context::client(at(late)));
    let expired = ok(&mut store, Expire { booking: id("b") }, host_at("2026-03-03T00:00:00Z"));
    let expiry = Expiry { from: StateName::Requested, at: at(late) };
    assert_eq!(expired.status, Status::Expired(expiry));
    assert_eq!(no(&mut store, confirm("b"), host_at(late)), [Reason::State { found: StateName::Expired }]);
}

#[test]
fn a_late_yes_counts_where_the_service_says_so_and_the_time_is_free() {
    let mut store = asking(Confirmation { late_confirm: LateConfirm::IfFree, ..Confirmation::default() });
    for (booking, start) in [("b", NINE), ("c", "2026-03-28T09:00:00Z"), ("d", "2026-03-28T10:00:00Z")] {
        ok(&mut store, of_anna(booking, start), now());
    }
    let late = || host_at("2026-03-05T00:00:00Z");
    ok(&mut store, Expire { booking: id("c") }, late());
    assert_eq!(ok(&mut store, confirm("b"), late()).status, Status::Confirmed);
    assert_eq!(ok(&mut store, confirm("c"), late()).status, Status::Confirmed);
    assert_eq!(session_of(&mut store, "c").status, SessionStatus::Confirmed);
    ok(&mut store, of_anna("x", "2026-03-28T10:00:00Z"), late());
    assert_eq!(codes(&mut store, confirm("d"), late()), ["busy"]);
    // As if it were asked for now: what is past is past.
    ok(&mut store, of_anna("e", "2026-03-28T11:00:00Z"), now());
    assert_eq!(codes(&mut store, confirm("e"), host_at("2026-03-28T11:00:01Z")), ["past"]);
}

#[test]
fn of_requests_that_take_no_time_the_first_that_is_confirmed_wins() {
    let mut store = asking(Confirmation { pending_blocks: false, ..Confirmation::default() });
    ok(&mut store, of_anna("b", NINE), now());
    assert_eq!(session_of(&mut store, "b").status, SessionStatus::Tentative);
    ok(&mut store, of_anna("c", NINE), now());
    assert_eq!(ok(&mut store, confirm("c"), host()).status, Status::Confirmed);
    assert_eq!(session_of(&mut store, "c").status, SessionStatus::Confirmed);
    assert_eq!(codes(&mut store, confirm("b"), host()), ["busy"]);
    assert_eq!(stored(&mut store, "b").status.name(), StateName::Requested);
    ok(&mut store, cancel("c"), host());
    ok(&mut store, confirm("b"), host());
}

#[test]
fn a_request_that_cannot_be_confirmed_is_declined_where_the_service_says_so() {
    let losers = Confirmation { pending_blocks: false, declines_losers: true, ..Confirmation::default() };
    let mut store = asking(losers);
    ok(&mut store, of_anna("b", NINE), now());
    ok(&mut store, of_anna("c", NINE), now());
    ok(&mut store, confirm("c"), host());
    let Verdict::Refuse(refused) = run(&mut store, confirm("b"), host()).unwrap() else { panic!() };
    assert!(!refused.changes.is_empty());
    assert_eq!(refused.reasons[0].code().as_str(), "busy");
    let declined = stored(&mut store, "b");
    assert_eq!(declined.status, Status::Declined(Ending { by: Actor::Host, at: host().now, with: None }));
    assert_eq!(refused.changes.bookings, [declined]);
    assert_eq!(session_of(&mut store, "b").status, SessionStatus::Cancelled);
}

#[test]
fn a_request_is_moved_and_taken_back_and_confirmed_when_it_is_too_late_to_ask() {
    let mut store = asking(Confirmation::default());
    ok(&mut store, of_anna("b", NINE), now());
    let moved = ok(&mut store, move_to("b", "2026-03-28T09:00:00Z", None), now());
    assert_eq!((moved.status.name(), moved.version), (StateName::Requested, 2));
    ok(&mut store, of_anna("c", NINE), now());
    assert_eq!(ok(&mut store, cancel("c"), now()).status.name(), StateName::Cancelled);
    // A host has agreed to what a client could not ask for any more: notice and past do not count.
    let mut store = asking(Confirmation::default());
    ok(&mut store, of_anna("d", NINE), Context::client(at("2026-03-28T07:59:00Z")));
    assert_eq!(ok(&mut store, confirm("d"), host_at("2026-03-28T08:30:00Z")).status, Status::Confirmed);
}

#[test]
fn a_request_waits_at_most_until_the_end_of_time() {
    let century = Some(Elapsed::from_seconds(100 * 366 * 86_400).unwrap());
    let confirmation = Some(Confirmation { expires_after: century, ..Confirmation::default() });
    let mut store = store_with(Service { confirmation, ..lesson() });
    let asked =
        ok(&mut store, of_anna("b", "9999-06-01T08:00:00Z"), Context::client(at("9999-05-01T00:00:00Z")));
    assert_eq!(asked.status.expires_at(), Some(crate::time::MAX_INSTANT));
}

use super::*;
use crate::policy::{Actor, PolicyRule};
use crate::rules::StateName;

const NINE: &str = "2026-03-28T08:00:00Z";

fn complete(booking: &str, attendance: Vec<Attended>) -> Complete {
    Complete { booking: id(booking), attendance, version: None }
}

fn no_show(booking: &str) -> NoShow {
    NoShow { booking: id(booking), version: None }
}

fn reinstate(booking: &str) -> Reinstate {
    Reinstate { booking: id(booking), version: None }
}

fn host_at(now: &str) -> Context {
    Context::host(at(now))
}

fn attended(name: &str, attendance: Attendance) -> Attended {
    Attended { subject: subject(name), attendance }
}

/// A lesson with two pupils at nine.
fn taught() -> MemoryStore {
    let mut store = store();
    let pupil = |name| Participant {
        subject: subject(name),
        role: ParticipantRole::Attendee,
        name: None,
        email: None,
        attendance: None,
    };
    let participants = vec![pupil("ada"), pupil("bob")];
    ok(&mut store, Book { participants, ..of_anna("b", NINE) }, now());
    store
}

#[test]
fn only_a_host_notes_what_took_place_and_only_from_its_start_on() {
    let mut store = taught();
    let said = |rule| Reason::Policy { rule, policy: None };
    let early = host_at("2026-03-28T07:59:59.999999999Z");
    assert_eq!(
        no(&mut store, complete("b", vec![]), early.clone()),
        [said(PolicyRule::AfterStart { from: at(NINE) })]
    );
    assert_eq!(no(&mut store, no_show("b"), early), [said(PolicyRule::AfterStart { from: at(NINE) })]);
    let client = Context::client(at(NINE));
    assert_eq!(no(&mut store, complete("b", vec![]), client.clone()), [said(PolicyRule::HostOnly)]);
    assert_eq!(no(&mut store, no_show("b"), client), [said(PolicyRule::HostOnly)]);
    let done = ok(&mut store, complete("b", vec![]), host_at(NINE));
    assert_eq!((done.status, done.version, done.sequence), (Status::Completed, 2, 0));
    // It took its time.
    assert_eq!(codes(&mut store, of_anna("c", NINE), host()), ["busy"]);
}

#[test]
fn who_came_is_noted_and_put_right() {
    let mut store = taught();
    let noted =
        |booking: &Booking| -> Vec<_> { booking.participants.iter().map(|one| one.attendance).collect() };
    let late = vec![attended("bob", Attendance::Late)];
    let done = ok(&mut store, complete("b", late.clone()), host_at(NINE));
    assert_eq!(noted(&done), [None, Some(Attendance::Late)]);
    assert_eq!(ok(&mut store, complete("b", late), host_at(NINE)), done);
    let both = vec![attended("ada", Attendance::Excused), attended("bob", Attendance::Present)];
    let done = ok(&mut store, complete("b", both), host_at("2026-03-29T08:00:00Z"));
    assert_eq!((noted(&done), done.version), (vec![Some(Attendance::Excused), Some(Attendance::Present)], 3));
    let error = run(&mut store, complete("b", vec![attended("eve", Attendance::Late)]), host()).unwrap_err();
    assert_eq!((error.code(), error.path()), ("booking.not-a-participant", "attendance[0].subject"));
}

#[test]
fn who_did_not_come_may_have_come_after_all() {
    let mut store = taught();
    let absent = ok(&mut store, no_show("b"), host_at(NINE));
    assert_eq!((&absent.status, absent.sequence), (&Status::NoShow, 0));
    assert_eq!(ok(&mut store, no_show("b"), host_at(NINE)), absent);
    assert_eq!(ok(&mut store, complete("b", vec![]), host_at(NINE)).status, Status::Completed);
    assert_eq!(ok(&mut store, no_show("b"), host_at(NINE)).status, Status::NoShow);
    assert_eq!(no(&mut store, cancel("b"), host_at(NINE)), [Reason::State { found: StateName::NoShow }]);
}

#[test]
fn a_cancellation_is_taken_back_while_its_time_is_free() {
    let mut store = store();
    ok(&mut store, of_anna("b", NINE), now());
    ok(&mut store, cancel("b"), now());
    assert_eq!(codes(&mut store, reinstate("b"), now()), ["policy"]);
    // Past ones too.
    let back = ok(&mut store, reinstate("b"), host_at("2026-04-01T00:00:00Z"));
    assert_eq!((&back.status, back.version, back.session.as_str()), (&Status::Confirmed, 3, "b"));
    assert_eq!(session_of(&mut store, "b").status, SessionStatus::Confirmed);
    assert_eq!(ok(&mut store, reinstate("b"), host()), back);
    ok(&mut store, cancel("b"), host());
    ok(&mut store, of_anna("c", NINE), now());
    assert_eq!(codes(&mut store, reinstate("b"), host()), ["busy"]);
    let cancelled = stored(&mut store, "b");
    assert_eq!(cancelled.status, Status::Cancelled(Ending { by: Actor::Host, at: host().now, with: None }));
}

#[test]
fn a_stale_version_is_refused_by_every_command_that_names_one() {
    let mut store = store();
    ok(&mut store, of_anna("b", NINE), now());
    ok(&mut store, move_to("b", "2026-03-28T09:00:00Z", Some(1)), now());
    let (booking, version, late) = (id("b"), Some(1), || host_at("2026-03-29T00:00:00Z"));
    let stale: [Command; 5] = [
        Cancel { booking: booking.clone(), version }.into(),
        Complete { booking: booking.clone(), attendance: vec![], version }.into(),
        NoShow { booking: booking.clone(), version }.into(),
        Confirm { booking: booking.clone(), version: None }.into(),
        move_to("b", "2026-03-29T10:00:00Z", version).into(),
    ];
    let said = Reason::Version { expected: 1, found: 2 };
    for command in stale {
        let name = command.name();
        if name == "confirm" {
            // It is confirmed already: nothing is changed, so nothing can be overwritten.
            assert_eq!(ok(&mut store, command, late()).version, 2);
            continue;
        }
        let context = if name == "reschedule" { host() } else { late() };
        assert_eq!(no(&mut store, command, context), std::slice::from_ref(&said), "{name}");
    }
    ok(&mut store, cancel("b"), host());
    let stale = Reinstate { booking: id("b"), version: Some(2) };
    assert_eq!(no(&mut store, stale, host()), [Reason::Version { expected: 2, found: 3 }]);
}

use super::*;
use crate::availability::{Schedule, Weekly};
use crate::error::Result;
use crate::id::{BookingId, ResourceId, RuleId, ServiceId};
use crate::limits::Limits;
use crate::policy::{Actor, PolicyRule};
use crate::resource::Resource;
use crate::rules::{Context, Reason, StateName};
use crate::service::Service;
use crate::store::{MemoryStore, Store, execute, put};
use crate::time::{Length, Weekdays, parse_instant};
use crate::zone::ZoneDb;
use chrono::{DateTime, Utc};

fn at(text: &str) -> DateTime<Utc> {
    parse_instant(text).unwrap()
}

fn id(text: &str) -> BookingId {
    BookingId::new(text).unwrap()
}

/// Anna, Berlin, 09:00–17:00 every day, lessons of an hour.
fn store() -> MemoryStore {
    let mut store = MemoryStore::new();
    let anna = Resource::new(ResourceId::new("anna").unwrap(), "Europe/Berlin".parse().unwrap());
    let days = Weekly::open(
        RuleId::new("days").unwrap(),
        Weekdays::ALL,
        "09:00".parse().unwrap(),
        "17:00".parse().unwrap(),
    );
    let hour = Length::from_minutes(60).unwrap();
    let lesson = Service::new(ServiceId::new("lesson").unwrap(), hour, hour);
    let schedule = Schedule { weekly: vec![days], ..Schedule::default() };
    let changes = Changes { resources: vec![(anna, schedule)], services: vec![lesson], ..Changes::default() };
    put(&mut store, &changes, &Limits::default()).unwrap();
    store
}

fn book(booking: &str, start: &str) -> Command {
    Command::Book(Book {
        booking: id(booking),
        resource: ResourceId::new("anna").unwrap(),
        service: ServiceId::new("lesson").unwrap(),
        start: at(start),
        duration: None,
        title: Some("Algebra".to_owned()),
        participants: vec![],
    })
}

fn cancel(booking: &str) -> Command {
    Command::Cancel(Cancel { booking: id(booking), version: None })
}

fn move_to(booking: &str, start: &str, version: Option<u64>) -> Command {
    Command::Reschedule(Reschedule { booking: id(booking), start: at(start), duration: None, version })
}

fn run(store: &mut MemoryStore, command: Command, context: Context) -> Result<Verdict> {
    execute(store, Transaction::new(command, context), ZoneDb::builtin(), &Limits::default())
}

fn now() -> Context {
    Context::client(at("2026-03-01T00:00:00Z"))
}

fn accepted(verdict: Verdict) -> Booking {
    match verdict {
        Verdict::Accept(accepted) => accepted.booking,
        Verdict::Refuse(reasons) => panic!("refused: {reasons:?}"),
    }
}

fn refused(verdict: Verdict) -> Vec<Reason> {
    match verdict {
        Verdict::Accept(accepted) => panic!("accepted: {accepted:?}"),
        Verdict::Refuse(reasons) => reasons,
    }
}

#[test]
fn a_booking_keeps_what_people_agreed_on() {
    let mut store = store();
    let booked = accepted(run(&mut store, book("b", "2026-03-28T08:00:00Z"), now()).unwrap());
    assert_eq!(booked.local.wall.to_string(), "2026-03-28 09:00:00");
    assert_eq!((booked.local.offset, booked.local.zone.as_str()), (3600, "Europe/Berlin"));
    assert_eq!(booked.local.release, ZoneDb::builtin().release());
    assert_eq!(store.booking(&id("b")).unwrap(), Some(booked));
}

#[test]
fn the_second_buyer_is_told_who_was_first() {
    let mut store = store();
    accepted(run(&mut store, book("b", "2026-03-28T08:00:00Z"), now()).unwrap());
    let reasons = refused(run(&mut store, book("c", "2026-03-28T08:30:00Z"), now()).unwrap());
    assert_eq!(reasons.iter().map(|reason| reason.code().as_str()).collect::<Vec<_>>(), ["grid", "busy"]);
    assert_eq!(store.booking(&id("c")).unwrap(), None);
}

#[test]
fn repeating_a_command_changes_nothing() {
    let mut store = store();
    let first = accepted(run(&mut store, book("b", "2026-03-28T08:00:00Z"), now()).unwrap());
    assert_eq!(accepted(run(&mut store, book("b", "2026-03-28T08:00:00Z"), now()).unwrap()), first);
    let error = run(&mut store, book("b", "2026-03-28T10:00:00Z"), now()).unwrap_err();
    assert_eq!((error.code(), error.path()), ("booking.id-taken", "booking"));
    let cancelled = accepted(run(&mut store, cancel("b"), now()).unwrap());
    assert_eq!((cancelled.version, cancelled.sequence), (2, 1));
    assert_eq!(accepted(run(&mut store, cancel("b"), now()).unwrap()), cancelled);
}

#[test]
fn a_move_frees_the_old_time_and_may_overlap_it() {
    let mut store = store();
    accepted(run(&mut store, book("b", "2026-03-28T08:00:00Z"), now()).unwrap());
    // Over the clock change: 09:00 in Berlin is 07:00Z on the 29th.
    let moved = accepted(run(&mut store, move_to("b", "2026-03-29T07:00:00Z", Some(1)), now()).unwrap());
    assert_eq!((moved.version, moved.local.offset), (2, 7200));
    assert_eq!(moved.local.wall.to_string(), "2026-03-29 09:00:00");
    accepted(run(&mut store, book("c", "2026-03-28T08:00:00Z"), now()).unwrap());
    let reasons = refused(run(&mut store, move_to("b", "2026-03-28T08:00:00Z", Some(1)), now()).unwrap());
    assert_eq!(reasons[1], Reason::Version { expected: 1, found: 2 });
    assert_eq!(reasons[0].code().as_str(), "busy");
    assert_eq!(accepted(run(&mut store, move_to("b", "2026-03-29T07:00:00Z", None), now()).unwrap()), moved);
}

#[test]
fn a_client_acts_only_before_the_start_and_a_host_always() {
    let mut store = store();
    accepted(run(&mut store, book("b", "2026-03-28T08:00:00Z"), now()).unwrap());
    let late = Context::client(at("2026-03-28T08:00:00Z"));
    let deadline = at("2026-03-28T08:00:00Z");
    let too_late = Reason::Policy { rule: PolicyRule::BeforeStart { deadline }, policy: None };
    assert_eq!(refused(run(&mut store, cancel("b"), late.clone()).unwrap()), std::slice::from_ref(&too_late));
    assert_eq!(
        refused(run(&mut store, move_to("b", "2026-03-30T07:00:00Z", None), late).unwrap()),
        [too_late]
    );
    let cancelled = accepted(run(&mut store, cancel("b"), Context::host(deadline)).unwrap());
    assert_eq!(cancelled.status, Status::Cancelled(Cancellation { by: Actor::Host, at: deadline }));
    let reasons = refused(run(&mut store, move_to("b", "2026-03-30T07:00:00Z", None), now()).unwrap());
    assert_eq!(reasons, [Reason::State { found: StateName::Cancelled }]);
}

#[test]
fn what_is_unknown_is_an_error() {
    let mut store = store();
    let code = |store: &mut MemoryStore, command| run(store, command, now()).unwrap_err().code();
    assert_eq!(code(&mut store, cancel("x")), "booking.unknown");
    assert_eq!(code(&mut store, move_to("x", "2026-03-28T08:00:00Z", None)), "booking.unknown");
    let Command::Book(mut stranger) = book("b", "2026-03-28T08:00:00Z") else { unreachable!() };
    stranger.resource = ResourceId::new("bob").unwrap();
    assert_eq!(code(&mut store, Command::Book(stranger.clone())), "booking.unknown-resource");
    stranger.service = ServiceId::new("massage").unwrap();
    stranger.resource = ResourceId::new("anna").unwrap();
    assert_eq!(code(&mut store, Command::Book(stranger)), "booking.unknown-service");
    let Command::Book(mut long) = book("b", "2026-03-28T08:00:00Z") else { unreachable!() };
    long.title = Some("x".repeat(2000));
    assert_eq!(code(&mut store, Command::Book(long)), "booking.text-too-long");
}

#[test]
fn a_view_that_is_too_narrow_is_never_free_time() {
    let view = View { need: Need { booking: Some(id("b")), ..Need::default() }, ..View::default() };
    let command = book("b", "2026-03-28T08:00:00Z");
    let error = decide(&view, &command, &now(), ZoneDb::builtin(), &Limits::default()).unwrap_err();
    assert_eq!(error.code(), "store.view-too-narrow");
}

#[test]
fn what_has_limits_is_not_decided_without_the_bookings_that_they_count() {
    let mut store = store();
    let mut lesson = Service::new(
        ServiceId::new("lesson").unwrap(),
        Length::from_minutes(60).unwrap(),
        Length::from_minutes(60).unwrap(),
    );
    lesson.limits = vec![crate::service::Limit {
        per: crate::service::LimitScope::Resource,
        period: crate::service::Period::Day,
        most: crate::service::Most::Bookings(std::num::NonZeroU32::MIN),
    }];
    put(&mut store, &Changes::service(lesson), &Limits::default()).unwrap();
    let context = Context::client(at("2027-01-01T00:00:00Z"));
    let error = run(&mut store, book("b", "2027-01-04T09:00:00Z"), context).unwrap_err();
    assert_eq!(error.code(), "store.view-too-narrow");
}

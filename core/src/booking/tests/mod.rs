//! Anna and Ben in Berlin, open from nine to five every day; commands go through the store in memory.

mod book;
mod hold;
mod life;
mod policy;
mod request;
mod seats;
mod session;
mod settle;
mod team;

use super::*;
use crate::availability::{Schedule, Weekly};
use crate::error::Result;
use crate::id::{BookingId, ResourceId, RuleId, ServiceId, SessionId, SubjectId};
use crate::limits::Limits;
use crate::resource::Resource;
use crate::rules::{Context, Reason};
use crate::service::Service;
use crate::session::{Session, SessionStatus};
use crate::store::{MemoryStore, Store, execute, put, view};
use crate::time::{Length, Weekdays, parse_instant};
use crate::zone::ZoneDb;
use chrono::{DateTime, Utc};

fn at(text: &str) -> DateTime<Utc> {
    parse_instant(text).unwrap()
}

fn id(text: &str) -> BookingId {
    BookingId::new(text).unwrap()
}

fn resource(text: &str) -> ResourceId {
    ResourceId::new(text).unwrap()
}

fn subject(text: &str) -> SubjectId {
    SubjectId::new(text).unwrap()
}

fn session_id(text: &str) -> SessionId {
    SessionId::new(text).unwrap()
}

/// A lesson of an hour, on the hour.
fn lesson() -> Service {
    let hour = Length::from_minutes(60).unwrap();
    Service::new(ServiceId::new("lesson").unwrap(), hour, hour)
}

/// Anna, Ben and a service.
fn store_with(service: Service) -> MemoryStore {
    let mut store = MemoryStore::new();
    for name in ["anna", "ben"] {
        put_resource(&mut store, Resource::new(resource(name), "Europe/Berlin".parse().unwrap()));
    }
    put(&mut store, &Changes::service(service), &Limits::default()).unwrap();
    store
}

fn put_resource(store: &mut MemoryStore, one: Resource) {
    let (from, to) = ("09:00".parse().unwrap(), "17:00".parse().unwrap());
    let days = Weekly::open(RuleId::new("days").unwrap(), Weekdays::ALL, from, to);
    let schedule = Schedule { weekly: vec![days], ..Schedule::default() };
    put(store, &Changes::resource(one, schedule), &Limits::default()).unwrap();
}

/// Lessons of Anna's or Ben's own.
fn store() -> MemoryStore {
    store_with(lesson())
}

fn of_anna(booking: &str, start: &str) -> Book {
    Book { resource: Some(resource("anna")), ..of_any(booking, start) }
}

fn of_any(booking: &str, start: &str) -> Book {
    Book {
        booking: id(booking),
        resource: None,
        service: ServiceId::new("lesson").unwrap(),
        start: at(start),
        duration: None,
        session: None,
        kind: None,
        price: None,
        participants: vec![],
        details: Details { title: Some("Algebra".to_owned()), ..Details::default() },
    }
}

fn hold(booking: &str, start: &str, minutes: i64) -> Hold {
    Hold {
        booking: id(booking),
        resource: Some(resource("anna")),
        service: ServiceId::new("lesson").unwrap(),
        start: at(start),
        duration: None,
        ttl: Length::from_minutes(minutes).unwrap(),
        session: None,
    }
}

fn cancel(booking: &str) -> Cancel {
    Cancel { booking: id(booking), version: None }
}

fn confirm(booking: &str) -> Confirm {
    Confirm { booking: id(booking), version: None }
}

fn move_to(booking: &str, start: &str, version: Option<u64>) -> Reschedule {
    Reschedule {
        booking: id(booking),
        start: at(start),
        duration: None,
        resource: None,
        session: None,
        version,
    }
}

fn open(session: &str, start: &str) -> OpenSession {
    OpenSession {
        session: session_id(session),
        resource: Some(resource("anna")),
        service: ServiceId::new("lesson").unwrap(),
        start: at(start),
        duration: None,
        seats: None,
    }
}

fn run(store: &mut MemoryStore, command: impl Into<Command>, context: Context) -> Result<Verdict> {
    execute(store, Transaction::new(command.into(), context), ZoneDb::builtin(), &Limits::default())
}

/// Long before.
fn now() -> Context {
    Context::client(at("2026-03-01T00:00:00Z"))
}

fn host() -> Context {
    Context::host(at("2026-03-01T00:00:00Z"))
}

/// Whoever holds, at a time.
fn owner(name: &str, now: &str) -> Context {
    Context { hold_owner: Some(subject(name)), ..Context::client(at(now)) }
}

fn ok(store: &mut MemoryStore, command: impl Into<Command>, context: Context) -> Booking {
    accepted(run(store, command, context).unwrap()).booking().unwrap().clone()
}

fn no(store: &mut MemoryStore, command: impl Into<Command>, context: Context) -> Vec<Reason> {
    refused(run(store, command, context).unwrap())
}

/// Only the codes of what is said.
fn codes(store: &mut MemoryStore, command: impl Into<Command>, context: Context) -> Vec<&'static str> {
    no(store, command, context).iter().map(|reason| reason.code().as_str()).collect()
}

fn error(store: &mut MemoryStore, command: impl Into<Command>, context: Context) -> &'static str {
    run(store, command, context).unwrap_err().code()
}

fn accepted(verdict: Verdict) -> Accepted {
    match verdict {
        Verdict::Accept(accepted) => *accepted,
        Verdict::Refuse(refused) => panic!("refused: {refused:?}"),
    }
}

fn refused(verdict: Verdict) -> Vec<Reason> {
    match verdict {
        Verdict::Accept(accepted) => panic!("accepted: {accepted:?}"),
        Verdict::Refuse(refused) => refused.reasons,
    }
}

fn stored(store: &mut MemoryStore, booking: &str) -> Booking {
    store.booking(&id(booking)).unwrap().unwrap()
}

fn session_of(store: &mut MemoryStore, booking: &str) -> Session {
    let of = stored(store, booking).session;
    session(store, of.as_str())
}

fn session(store: &mut MemoryStore, id: &str) -> Session {
    view(store, &Need::session(session_id(id))).unwrap().sessions.remove(&session_id(id)).unwrap()
}

/// The names of whose time a booking takes.
fn whose(booking: &Booking) -> Vec<&str> {
    booking.resources.iter().map(ResourceId::as_str).collect()
}

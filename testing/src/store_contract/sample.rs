//! A small world that the cases share: Anna, always open, with a lesson of an hour and a walk that wants quiet around.

use chrono::{DateTime, Utc};
use kalends::availability::{Schedule, Weekly};
use kalends::booking::{
    Book, Booking, BusyNeed, Cancel, Changes, Command, ExternalBusy, ExternalSpan, LocalIntent, Need,
    Reschedule, Status, Transaction, Verdict,
};
use kalends::id::{BookingId, EventId, ResourceId, RuleId, ServiceId, SourceId};
use kalends::interval::Interval;
use kalends::resource::Resource;
use kalends::rules::{Busy, Context};
use kalends::service::{Buffer, Service};
use kalends::store::{Store, execute, put, view};
use kalends::time::{Elapsed, Length, Weekdays, parse_instant};
use kalends::zone::ZoneDb;
use kalends::{Limits, Result};

pub(super) fn resource_id(text: &str) -> Result<ResourceId> {
    ResourceId::new(text)
}

/// `09:30` on 1 March 2027, or a whole instant.
pub(super) fn at(text: &str) -> Result<DateTime<Utc>> {
    if text.len() > 5 { parse_instant(text) } else { parse_instant(&format!("2027-03-01T{text}:00Z")) }
}

pub(super) fn span(from: &str, to: &str) -> Result<Interval> {
    Interval::new(at(from)?, at(to)?)
}

pub(super) fn day() -> Result<Interval> {
    span("2027-03-01T00:00:00Z", "2027-03-02T00:00:00Z")
}

/// Long before the day.
pub(super) fn host() -> Result<Context> {
    Ok(Context::host(at("2027-02-01T10:00:00.123456789Z")?))
}

pub(super) fn always_open() -> Result<Schedule> {
    let (from, to) = ("00:00".parse()?, "24:00".parse()?);
    let weekly = vec![Weekly::open(RuleId::new("always")?, Weekdays::ALL, from, to)];
    Ok(Schedule { weekly, ..Schedule::default() })
}

pub(super) fn service(id: &str, minutes: i64, before: i64, after: i64) -> Result<Service> {
    let service =
        Service::new(ServiceId::new(id)?, Length::from_minutes(minutes)?, Length::from_minutes(15)?);
    let buffer = Buffer { before: Elapsed::from_minutes(before)?, after: Elapsed::from_minutes(after)? };
    Ok(Service { buffer, ..service })
}

pub(super) fn put_one(store: &mut dyn Store, changes: &Changes) -> Result<()> {
    put(store, changes, &Limits::default())
}

pub(super) fn put_resource(store: &mut dyn Store, id: &str) -> Result<()> {
    let resource = Resource::new(resource_id(id)?, "Europe/Berlin".parse()?);
    put_one(store, &Changes::resource(resource, always_open()?))
}

/// Anna, the lesson and the walk.
pub(super) fn furnish(store: &mut dyn Store) -> Result<()> {
    put_resource(store, "anna")?;
    put_one(store, &Changes::service(service("lesson", 60, 0, 0)?))?;
    put_one(store, &Changes::service(service("walk", 60, 15, 30)?))
}

pub(super) fn put_external(store: &mut dyn Store, source: &str, spans: &[Interval]) -> Result<()> {
    let event = |at: usize| EventId::new(&format!("{source}-{at}"));
    let named =
        spans.iter().enumerate().map(|(n, span)| Ok(ExternalSpan { span: *span, event: Some(event(n)?) }));
    let spans = named.collect::<Result<_>>()?;
    let (resource, source) = (resource_id("anna")?, SourceId::new(source)?);
    put_one(store, &Changes::external(ExternalBusy { resource, source, spans }))
}

/// A booking that nobody decided on, for tests of what is kept.
pub(super) fn booking(id: &str, span: Interval) -> Result<Booking> {
    let created = at("2027-02-01T10:00:00Z")?;
    Ok(Booking {
        id: BookingId::new(id)?,
        version: 1,
        sequence: 0,
        resource: resource_id("anna")?,
        service: ServiceId::new("lesson")?,
        span,
        local: LocalIntent {
            wall: span.start().naive_utc(),
            zone: "UTC".parse()?,
            offset: 0,
            release: "2026f".to_owned(),
        },
        buffer: Buffer::NONE,
        status: Status::Confirmed,
        title: None,
        participants: Vec::new(),
        created_at: created,
        updated_at: created,
    })
}

pub(super) fn put_booking(store: &mut dyn Store, booking: &Booking) -> Result<()> {
    put_one(store, &Changes::booking(booking.clone()))
}

pub(super) fn book(id: &str, service: &str, start: &str) -> Result<Book> {
    Ok(Book {
        booking: BookingId::new(id)?,
        resource: resource_id("anna")?,
        service: ServiceId::new(service)?,
        start: at(start)?,
        duration: None,
        title: None,
        participants: Vec::new(),
    })
}

pub(super) fn cancel(id: &str) -> Result<Command> {
    Ok(Command::Cancel(Cancel { booking: BookingId::new(id)?, version: None }))
}

pub(super) fn reschedule(id: &str, start: &str) -> Result<Command> {
    let (booking, start) = (BookingId::new(id)?, at(start)?);
    Ok(Command::Reschedule(Reschedule { booking, start, duration: None, version: None }))
}

/// The host's command.
pub(super) fn run(store: &mut dyn Store, command: impl Into<Command>) -> Result<Verdict> {
    let transaction = Transaction::new(command.into(), host()?);
    execute(store, transaction, ZoneDb::builtin(), &Limits::default())
}

/// The host's command, which has to be accepted; the booking as it stands afterwards.
pub(super) fn accept(store: &mut dyn Store, command: impl Into<Command>) -> Result<Booking> {
    let verdict = run(store, command)?;
    let Verdict::Accept(accepted) = verdict else {
        assert_eq!(verdict, Verdict::Refuse(Vec::new()), "expected to be accepted");
        return booking("never", day()?);
    };
    Ok(accepted.booking)
}

pub(super) fn code<T>(outcome: Result<T>) -> &'static str {
    outcome.err().map_or("no error", |error| error.code())
}

/// What takes Anna's time, in order.
pub(super) fn busy(store: &mut dyn Store, span: Interval) -> Result<Vec<Busy>> {
    let need = Need { busy: Some(BusyNeed { resource: resource_id("anna")?, span }), ..Need::default() };
    let mut busy = view(store, &need)?.busy;
    busy.sort_by_key(|one| (one.span, format!("{:?}", one.by)));
    Ok(busy)
}

pub(super) fn revision(store: &mut dyn Store, id: &str) -> Result<u64> {
    let need = Need { resource: Some(resource_id(id)?), ..Need::default() };
    Ok(view(store, &need)?.known_resource()?.revision)
}

/// Everything that can be seen of a store that knows Anna only.
pub(super) fn everything(store: &mut dyn Store) -> Result<String> {
    let anna = resource_id("anna")?;
    let need = Need { resource: Some(anna.clone()), ..Need::default() };
    let record = view(store, &need)?.resource;
    let (resources, services) = (store.resources()?, store.services()?);
    let bookings = store.bookings(&anna, Interval::all())?;
    let busy = busy(store, Interval::all())?;
    Ok(format!("{resources:?}\n{services:?}\n{record:?}\n{bookings:?}\n{busy:?}"))
}

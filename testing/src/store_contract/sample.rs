//! A small world that the cases share: Anna, always open, with a lesson of an hour and a walk that wants quiet around.

use chrono::{DateTime, Utc};
use kalends::audit::Act;
use kalends::availability::{Schedule, Weekly};
use kalends::booking::{
    Accepted, Book, Booking, BookingQuery, Cancel, Changes, Command, Details, ExternalBusy, ExternalSpan,
    Hold, Need, Reschedule, Status, Transaction, Verdict,
};
use kalends::id::{BookingId, EventId, ResourceId, RuleId, ServiceId, SessionId, SourceId, SubjectId};
use kalends::interval::Interval;
use kalends::resource::Resource;
use kalends::rules::{Busy, Context, Reason};
use kalends::service::{Buffer, Service};
use kalends::session::{LocalIntent, Session, SessionStatus, Use};
use kalends::store::{Store, execute, find_all, put, view};
use kalends::time::{Elapsed, Length, Weekdays, parse_instant};
use kalends::zone::ZoneDb;
use kalends::{Limits, Result};
use std::num::NonZeroU32;

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
    put(store, changes, &Act::put(at("2027-01-01T00:00:00Z")?), &Limits::default())
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

/// A session that nobody decided on, for tests of what is kept.
pub(super) fn session(id: &str, span: Interval) -> Result<Session> {
    let created = at("2027-02-01T10:00:00Z")?;
    let local = LocalIntent {
        wall: span.start().naive_utc(),
        zone: "UTC".parse()?,
        offset: 0,
        release: "2026f".to_owned(),
    };
    Ok(Session {
        id: SessionId::new(id)?,
        version: 1,
        service: ServiceId::new("lesson")?,
        span,
        local,
        uses: vec![use_of("anna")?],
        seats: None,
        place: None,
        status: SessionStatus::Confirmed,
        stays: false,
        created_at: created,
        updated_at: created,
    })
}

pub(super) fn use_of(resource: &str) -> Result<Use> {
    Ok(Use { resource: resource_id(resource)?, units: NonZeroU32::MIN, buffer: Buffer::NONE })
}

/// The only party of a session.
pub(super) fn party(id: &str, session: &Session) -> Result<Booking> {
    Ok(Booking {
        id: BookingId::new(id)?,
        version: 1,
        sequence: 0,
        session: session.id.clone(),
        service: session.service.clone(),
        resources: session.resources(),
        span: session.span,
        local: session.local.clone(),
        party: NonZeroU32::MIN,
        occurrence: None,
        kind: None,
        price: None,
        agreement: None,
        status: Status::Confirmed,
        client: None,
        participants: Vec::new(),
        details: Details::default(),
        created_at: session.created_at,
        updated_at: session.created_at,
    })
}

/// A session and its booking that nobody decided on, both with one id.
pub(super) fn booking(id: &str, span: Interval) -> Result<(Session, Booking)> {
    let session = session(id, span)?;
    let booking = party(id, &session)?;
    Ok((session, booking))
}

/// The same one version on.
pub(super) fn next((session, booking): &(Session, Booking)) -> (Session, Booking) {
    let session = Session { version: session.version + 1, ..session.clone() };
    (session, Booking { version: booking.version + 1, ..booking.clone() })
}

pub(super) fn put_booking(store: &mut dyn Store, (session, booking): &(Session, Booking)) -> Result<()> {
    put_one(store, &Changes::booking(session.clone(), booking.clone()))
}

pub(super) fn subject(text: &str) -> Result<SubjectId> {
    SubjectId::new(text)
}

pub(super) fn hold(id: &str, service: &str, start: &str, minutes: i64) -> Result<Hold> {
    Ok(Hold {
        booking: BookingId::new(id)?,
        resource: None,
        service: ServiceId::new(service)?,
        start: at(start)?,
        duration: None,
        ttl: Length::from_minutes(minutes)?,
        session: None,
    })
}

pub(super) fn book(id: &str, service: &str, start: &str) -> Result<Book> {
    Ok(Book {
        booking: BookingId::new(id)?,
        resource: Some(resource_id("anna")?),
        service: ServiceId::new(service)?,
        start: at(start)?,
        duration: None,
        session: None,
        kind: None,
        price: None,
        participants: Vec::new(),
        details: Details::default(),
    })
}

pub(super) fn cancel(id: &str) -> Result<Command> {
    Ok(Command::Cancel(Cancel { booking: BookingId::new(id)?, version: None }))
}

pub(super) fn reschedule(id: &str, start: &str) -> Result<Command> {
    let (booking, start) = (BookingId::new(id)?, at(start)?);
    Ok(Command::Reschedule(Reschedule {
        booking,
        start,
        duration: None,
        resource: None,
        session: None,
        version: None,
    }))
}

/// The host's command.
pub(super) fn run(store: &mut dyn Store, command: impl Into<Command>) -> Result<Verdict> {
    run_as(store, command, host()?)
}

/// Anybody's command.
pub(super) fn run_as(
    store: &mut dyn Store,
    command: impl Into<Command>,
    context: Context,
) -> Result<Verdict> {
    execute(store, Transaction::new(command.into(), context), ZoneDb::builtin(), &Limits::default())
}

/// The host's command, which has to be accepted; the booking as it stands afterwards.
pub(super) fn accept(store: &mut dyn Store, command: impl Into<Command>) -> Result<Booking> {
    accept_as(store, command, host()?)
}

/// Anybody's command, which has to be accepted; the booking as it stands afterwards.
pub(super) fn accept_as(
    store: &mut dyn Store,
    command: impl Into<Command>,
    context: Context,
) -> Result<Booking> {
    let accepted = accepted(run_as(store, command, context)?);
    let booking = accepted.booking().cloned();
    booking.map_or_else(|| Ok(self::booking("never", day()?)?.1), Ok)
}

/// What follows from a command, which has to be accepted.
pub(super) fn accepted(verdict: Verdict) -> Accepted {
    match verdict {
        Verdict::Accept(accepted) => *accepted,
        Verdict::Refuse(refused) => {
            assert_eq!(refused.reasons, [], "expected to be accepted");
            Accepted::default()
        }
    }
}

/// What is said against a command, which has to be refused.
pub(super) fn refused(verdict: Verdict) -> Vec<Reason> {
    match verdict {
        Verdict::Refuse(refused) => refused.reasons,
        Verdict::Accept(_) => Vec::new(),
    }
}

/// The bookings of a resource that overlap a range, ended ones too.
pub(super) fn bookings(
    store: &mut dyn Store,
    resource: &ResourceId,
    range: Interval,
) -> Result<Vec<Booking>> {
    find_all(store, &BookingQuery::of(resource.clone(), range))
}

pub(super) fn code<T>(outcome: Result<T>) -> &'static str {
    outcome.err().map_or("no error", |error| error.code())
}

/// What takes Anna's time, in order.
pub(super) fn busy(store: &mut dyn Store, span: Interval) -> Result<Vec<Busy>> {
    let anna = resource_id("anna")?;
    let mut busy = view(store, &Need::busy(anna.clone(), span))?.busy.remove(&anna).unwrap_or_default();
    busy.sort_by_key(|one| (one.span, format!("{:?}", one.by)));
    Ok(busy)
}

pub(super) fn revision(store: &mut dyn Store, id: &str) -> Result<u64> {
    let id = resource_id(id)?;
    Ok(view(store, &Need::resource(id.clone()))?.known_resource(&id)?.revision)
}

/// Everything that can be seen of a store that knows Anna only.
pub(super) fn everything(store: &mut dyn Store) -> Result<String> {
    Ok(format!("{}\n{}", everything_but_revisions(store)?, revision(store, "anna")?))
}

/// The same but for the revisions.
pub(super) fn everything_but_revisions(store: &mut dyn Store) -> Result<String> {
    let anna = resource_id("anna")?;
    let mut record = view(store, &Need::resource(anna.clone()))?.resources;
    record.values_mut().for_each(|one| one.revision = 0);
    let (resources, services, policies) = (store.resources()?, store.services()?, store.policies()?);
    let bookings = bookings(store, &anna, Interval::all())?;
    let of_bookings = bookings.iter().map(|one| one.session.clone()).collect();
    let sessions = view(store, &Need { sessions: of_bookings, ..Need::default() })?.sessions;
    let busy = busy(store, Interval::all())?;
    Ok(format!("{resources:?}\n{services:?}\n{policies:?}\n{record:?}\n{bookings:?}\n{sessions:?}\n{busy:?}"))
}

//! Anna, always open, and a lesson of an hour on the hour.

use kalends::availability::{Schedule, Weekly};
use kalends::booking::{
    Book, Cancel, Changes, Command, Details, ExternalBusy, ExternalSpan, Reschedule, Transaction, Verdict,
};
use kalends::id::{BookingId, ResourceId, RuleId, ServiceId, SourceId};
use kalends::interval::Interval;
use kalends::resource::Resource;
use kalends::rules::Context;
use kalends::service::Service;
use kalends::store::{Store, execute, put};
use kalends::time::{Length, Weekdays, parse_instant};
use kalends::zone::ZoneDb;
use kalends::{Limits, Result};

pub(crate) fn anna() -> ResourceId {
    ResourceId::new("anna").unwrap()
}

/// The hour with this number, from the beginning of 2027 on.
pub(crate) fn hour(number: i64) -> Interval {
    let start = parse_instant("2027-01-01T00:00:00Z").unwrap() + chrono::TimeDelta::hours(number);
    Interval::new(start, start + chrono::TimeDelta::hours(1)).unwrap()
}

pub(crate) fn furnish(store: &mut dyn Store) -> Result<()> {
    let hours = Weekly::open(RuleId::new("always")?, Weekdays::ALL, "00:00".parse()?, "24:00".parse()?);
    let schedule = Schedule { weekly: vec![hours], ..Schedule::default() };
    let hour = Length::from_minutes(60)?;
    let changes = Changes {
        resources: vec![(Resource::new(anna(), "UTC".parse()?), schedule)],
        services: vec![Service::new(ServiceId::new("lesson")?, hour, hour)],
        ..Changes::default()
    };
    put(store, &changes, &Limits::default())
}

/// Whether it was accepted.
pub(crate) fn run(store: &mut dyn Store, command: impl Into<Command>) -> Result<bool> {
    let context = Context::host(parse_instant("2026-12-01T00:00:00.25Z")?);
    let transaction = Transaction::new(command.into(), context);
    let verdict = execute(store, transaction, ZoneDb::builtin(), &Limits::default())?;
    Ok(matches!(verdict, Verdict::Accept(_)))
}

pub(crate) fn book(id: &str, number: i64) -> Book {
    Book {
        booking: BookingId::new(id).unwrap(),
        resource: Some(anna()),
        service: ServiceId::new("lesson").unwrap(),
        start: hour(number).start(),
        duration: None,
        session: None,
        kind: None,
        price: None,
        participants: vec![],
        details: Details { title: Some("Lesson".to_owned()), ..Details::default() },
    }
}

pub(crate) fn cancel(id: &str) -> Cancel {
    Cancel { booking: BookingId::new(id).unwrap(), version: None }
}

pub(crate) fn reschedule(id: &str, number: i64) -> Reschedule {
    let start = hour(number).start();
    Reschedule {
        booking: BookingId::new(id).unwrap(),
        start,
        duration: None,
        resource: None,
        session: None,
        version: None,
    }
}

pub(crate) fn put_external(store: &mut dyn Store, number: i64) -> Result<()> {
    let spans = vec![ExternalSpan { span: hour(number), event: None }];
    let external = ExternalBusy { resource: anna(), source: SourceId::new("cal")?, spans };
    put(store, &Changes::external(external), &Limits::default())
}

//! Twenty people with ordinary hours, a lesson every half hour.

use chrono::{DateTime, TimeDelta, Utc};
use kalends::audit::Act;
use kalends::availability::{Schedule, Weekly, WindowKind};
use kalends::booking::{
    Book, BookSeries, Cancel, Changes, Command, Complete, Details, Need, Transaction, Verdict,
};
use kalends::id::{BookingId, ResourceId, RuleId, SeriesId, ServiceId};
use kalends::interval::Interval;
use kalends::recur::SeriesRecord;
use kalends::resource::Resource;
use kalends::rules::Context;
use kalends::series::OnConflict;
use kalends::service::Service;
use kalends::store::{Store, execute, put, view};
use kalends::time::{Length, Weekdays, parse_instant};
use kalends::zone::ZoneDb;
use kalends::{Limits, Result};
use kalends_store::{Durability, SqliteOptions, SqliteStore};
use std::path::Path;

pub(crate) const PEOPLE: i64 = 20;

pub(crate) fn open(file: &Path, durability: Durability) -> Result<SqliteStore> {
    let mut options = SqliteOptions::default();
    options.durability = durability;
    let mut store = SqliteStore::open_with(file, &options)?;
    furnish(&mut store)?;
    Ok(store)
}

fn person(n: i64) -> Result<ResourceId> {
    ResourceId::new(&format!("person-{}", n % PEOPLE))
}

/// Every person's hours are from 08:00 to 20:00 without noon; lessons take half an hour.
pub(crate) fn furnish(store: &mut dyn Store) -> Result<()> {
    let mut noon = Weekly::open(RuleId::new("noon")?, Weekdays::ALL, "12:00".parse()?, "13:00".parse()?);
    noon.kind = WindowKind::Closed;
    let mut weekly = vec![noon];
    for day in Weekdays::ALL.iter() {
        let id = RuleId::new(&format!("{day}"))?;
        weekly.push(Weekly::open(id, std::iter::once(day).collect(), "08:00".parse()?, "20:00".parse()?));
    }
    let schedule = Schedule { weekly, ..Schedule::default() };
    let half = Length::from_minutes(30)?;
    put(
        store,
        &Changes::service(Service::new(ServiceId::new("lesson")?, half, half)),
        &Act::put(DateTime::UNIX_EPOCH),
        &Limits::default(),
    )?;
    for n in 0..PEOPLE {
        let changes = Changes::resource(Resource::new(person(n)?, "UTC".parse()?), schedule.clone());
        put(store, &changes, &Act::put(DateTime::UNIX_EPOCH), &Limits::default())?;
    }
    Ok(())
}

/// The nth start: one person after the other, 22 half hours a day.
pub(crate) fn start(n: i64) -> Result<DateTime<Utc>> {
    let (day, half) = (n / PEOPLE / 22, n / PEOPLE % 22);
    let half = if half < 8 { half } else { half + 2 };
    Ok(parse_instant("2027-01-01T08:00:00Z")? + TimeDelta::days(day) + TimeDelta::minutes(30 * half))
}

pub(crate) fn booking_id(id: i64) -> String {
    format!("01940000-0000-7000-8000-{id:012}")
}

/// Books the nth start; whether that was accepted.
pub(crate) fn book(store: &mut dyn Store, id: i64, n: i64) -> Result<bool> {
    carry_out(store, command(id, n)?, early()?)
}

/// To book the nth start.
pub(crate) fn command(id: i64, n: i64) -> Result<Command> {
    let book = Book {
        booking: BookingId::new(&booking_id(id))?,
        resource: Some(person(n)?),
        service: ServiceId::new("lesson")?,
        start: start(n)?,
        duration: Some(Length::from_minutes(30)?),
        session: None,
        kind: None,
        price: None,
        participants: vec![],
        details: Details { title: Some("Lesson".to_owned()), ..Details::default() },
    };
    Ok(book.into())
}

/// Cancels a booking, long before it begins.
pub(crate) fn cancel(store: &mut dyn Store, id: i64) -> Result<bool> {
    let cancel = Cancel { booking: BookingId::new(&booking_id(id))?, version: None };
    carry_out(store, cancel.into(), early()?)
}

/// Notes that the booking of the nth start took place.
pub(crate) fn complete(store: &mut dyn Store, n: i64) -> Result<bool> {
    let complete = Complete { booking: BookingId::new(&booking_id(n))?, attendance: vec![], version: None };
    carry_out(store, complete.into(), Context::host(start(n)? + TimeDelta::minutes(30)))
}

pub(crate) fn early() -> Result<Context> {
    Ok(Context::client(parse_instant("2026-12-01T00:00:00.123Z")?))
}

/// Books 52 weeks from the nth start on.
pub(crate) fn book_year(store: &mut dyn Store, id: i64, n: i64) -> Result<bool> {
    let mut recurrence = SeriesRecord::new(start(n)?.format("%Y-%m-%dT%H:%M:%S").to_string().parse()?);
    recurrence.rule = Some("FREQ=WEEKLY;COUNT=52".to_owned());
    recurrence.zone = Some("UTC".to_owned());
    let book = BookSeries {
        series: SeriesId::new(&booking_id(id))?,
        recurrence,
        resource: Some(person(n)?),
        service: ServiceId::new("lesson")?,
        duration: Some(Length::from_minutes(30)?),
        on_conflict: OnConflict::AllOrNothing,
        until: None,
        kind: None,
        price: None,
        participants: vec![],
        details: Details { title: Some("Lesson".to_owned()), ..Details::default() },
    };
    carry_out(store, book.into(), early()?)
}

fn carry_out(store: &mut dyn Store, command: Command, context: Context) -> Result<bool> {
    let transaction = Transaction::new(command, context);
    let verdict = execute(store, transaction, ZoneDb::builtin(), &Limits::default())?;
    Ok(matches!(verdict, Verdict::Accept(_)))
}

/// Loads a week, as listing slots does.
pub(crate) fn look(store: &mut dyn Store, n: i64) -> Result<usize> {
    let week = Interval::new(start(n)?, start(n)? + TimeDelta::days(7))?;
    let mut need = Need::resource(person(n)?);
    need.extend(Need::service(ServiceId::new("lesson")?));
    need.extend(Need::busy(person(n)?, week));
    Ok(view(store, &need)?.busy.values().map(Vec::len).sum())
}

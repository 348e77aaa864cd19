//! How many bookings a second SQLite takes here: `cargo run --release -p kalends-store --example booking_rate`.
//!
//! Twenty people with ordinary hours, three years of days, a lesson every half hour: each booking is decided and
//! committed by itself. Then the same start again, which is refused; then views of a week, as listing slots reads
//! them.

use chrono::{DateTime, TimeDelta, Utc};
use kalends::availability::{Schedule, Weekly, WindowKind};
use kalends::booking::{Book, Changes, Details, Need, Transaction, Verdict};
use kalends::id::{BookingId, ResourceId, RuleId, ServiceId};
use kalends::interval::Interval;
use kalends::resource::Resource;
use kalends::rules::{Context, Prepared};
use kalends::service::Service;
use kalends::store::{Store, execute, put, view};
use kalends::time::{Length, Weekdays, parse_instant};
use kalends::zone::ZoneDb;
use kalends::{Limits, Result};
use kalends_store::{Durability, SqliteOptions, SqliteStore};
use std::time::{Duration, Instant};

const PEOPLE: i64 = 20;
const BOOKINGS: i64 = 20_000;

fn main() -> Result<()> {
    let directory = std::env::temp_dir().join(format!("kalends-booking-rate-{}", std::process::id()));
    let made = std::fs::create_dir_all(&directory);
    println!("{BOOKINGS} bookings in {}: {made:?}", directory.display());
    measure("in memory", &mut SqliteStore::open_in_memory()?)?;
    for (name, durability) in [("file, Crash", Durability::Crash), ("file, PowerCut", Durability::PowerCut)] {
        let mut options = SqliteOptions::default();
        options.durability = durability;
        measure(name, &mut SqliteStore::open_with(directory.join(format!("{durability:?}.db")), &options)?)?;
    }
    drop(std::fs::remove_dir_all(&directory));
    Ok(())
}

fn measure(name: &str, store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let booked =
        timed(BOOKINGS, |n| assert!(book(store, n, n).is_ok_and(|accepted| accepted), "{n} is refused"));
    let refused = timed(BOOKINGS, |n| assert!(book(store, n + BOOKINGS, n).is_ok_and(|accepted| !accepted)));
    let viewed = timed(BOOKINGS, |n| assert!(look(store, n).is_ok_and(|busy| busy > 0)));
    println!("{name}:");
    for (what, mut times) in [("booked", booked), ("refused", refused), ("week viewed", viewed)] {
        let total: Duration = times.iter().sum();
        times.sort();
        let at = |share: usize| times.get(times.len() * share / 1000).copied().unwrap_or_default();
        let rate = times.len() as f64 / total.as_secs_f64();
        println!("  {what:12} {rate:8.0}/s   median {:?}, 99.9 % under {:?}", at(500), at(999));
    }
    Ok(())
}

fn timed(count: i64, mut work: impl FnMut(i64)) -> Vec<Duration> {
    let one = |n| {
        let begun = Instant::now();
        work(n);
        begun.elapsed()
    };
    (0..count).map(one).collect()
}

fn person(n: i64) -> Result<ResourceId> {
    ResourceId::new(&format!("person-{}", n % PEOPLE))
}

/// Every person's hours are from 08:00 to 20:00 without noon; lessons take half an hour.
fn furnish(store: &mut dyn Store) -> Result<()> {
    let mut noon = Weekly::open(RuleId::new("noon")?, Weekdays::ALL, "12:00".parse()?, "13:00".parse()?);
    noon.kind = WindowKind::Closed;
    let mut weekly = vec![noon];
    for day in Weekdays::ALL.iter() {
        let id = RuleId::new(&format!("{day}"))?;
        weekly.push(Weekly::open(id, std::iter::once(day).collect(), "08:00".parse()?, "20:00".parse()?));
    }
    let schedule = Schedule { weekly, ..Schedule::default() };
    let half = Length::from_minutes(30)?;
    put(store, &Changes::service(Service::new(ServiceId::new("lesson")?, half, half)), &Limits::default())?;
    for n in 0..PEOPLE {
        let changes = Changes::resource(Resource::new(person(n)?, "UTC".parse()?), schedule.clone());
        put(store, &changes, &Limits::default())?;
    }
    Ok(())
}

/// The nth start: one person after the other, 22 half hours a day.
fn start(n: i64) -> Result<DateTime<Utc>> {
    let (day, half) = (n / PEOPLE / 22, n / PEOPLE % 22);
    let half = if half < 8 { half } else { half + 2 };
    Ok(parse_instant("2027-01-01T08:00:00Z")? + TimeDelta::days(day) + TimeDelta::minutes(30 * half))
}

fn book(store: &mut dyn Store, id: i64, n: i64) -> Result<bool> {
    let book = Book {
        booking: BookingId::new(&format!("01940000-0000-7000-8000-{id:012}"))?,
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
    let context = Context::client(parse_instant("2026-12-01T00:00:00.123Z")?);
    let transaction = Transaction::new(book.into(), context);
    let verdict = execute(store, transaction, ZoneDb::builtin(), &Limits::default())?;
    Ok(matches!(verdict, Verdict::Accept(_)))
}

fn look(store: &mut dyn Store, n: i64) -> Result<usize> {
    let week = Interval::new(start(n)?, start(n)? + TimeDelta::days(7))?;
    let mut need = Need::resource(person(n)?);
    need.extend(Need::service(ServiceId::new("lesson")?));
    need.extend(Need::busy(person(n)?, Prepared::reach(week)));
    Ok(view(store, &need)?.busy.values().map(Vec::len).sum())
}

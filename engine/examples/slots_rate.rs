//! What listing slots costs through a SQLite file: `cargo run --release -p kalends-engine --example slots_rate`.
//!
//! A hundred hosts with working days from 09:00 to 17:30 in New York, each with sixty busy spans of 45 minutes in thirty
//! days: any of them for half an hour, on a step of 15 minutes. The fastest of thirty calls counts.

use chrono::{DateTime, TimeDelta, Utc};
use kalends::availability::{Schedule, Weekly};
use kalends::booking::{Changes, ExternalBusy, ExternalSpan};
use kalends::id::{ResourceId, RuleId, ServiceId, SourceId};
use kalends::interval::Interval;
use kalends::resource::Resource;
use kalends::service::{Leg, Service};
use kalends::slots::Query;
use kalends::time::{Length, Weekdays, parse_instant};
use kalends_engine::{Circumstances, Engine};
use std::error::Error;
use std::time::{Duration, Instant};

const HOSTS: i64 = 100;
const BUSY: i64 = 60;
const CALLS: usize = 30;

fn main() -> Result<(), Box<dyn Error>> {
    let directory = std::env::temp_dir().join(format!("kalends-slots-rate-{}", std::process::id()));
    std::fs::create_dir_all(&directory)?;
    let now = parse_instant("2027-02-28T05:00:00Z")?;
    let url = format!("sqlite:{}", directory.join("kalends.db").display());
    let engine = Engine::open(&url)?.with_clock(move || now);
    let first = parse_instant("2027-03-01T05:00:00Z")?;
    let hosts = (0..HOSTS).map(|number| host(&engine, number, first)).collect::<kalends::Result<_>>()?;
    let lesson = ServiceId::new("lesson")?;
    let (half, quarter) = (Length::from_minutes(30)?, Length::from_minutes(15)?);
    let service =
        Service { requires: vec![Leg::any_of(hosts)], ..Service::new(lesson.clone(), half, quarter) };
    engine.put_service(&service)?;
    let query = Query::new(Interval::new(first, first + TimeDelta::days(30))?);
    let (mut fastest, mut slots) = (Duration::MAX, 0);
    for _ in 0..CALLS {
        let begun = Instant::now();
        slots = engine.slots(&lesson, &query, &Circumstances::client())?.slots.len();
        fastest = begun.elapsed().min(fastest);
    }
    println!("{slots} slots of {HOSTS} hosts with {BUSY} busy spans each: {fastest:?}");
    std::fs::remove_dir_all(&directory)?;
    Ok(())
}

/// Everyone has other busy time, on the quarter hour.
fn host(engine: &Engine, number: i64, first: DateTime<Utc>) -> kalends::Result<ResourceId> {
    let id = ResourceId::new(&format!("host-{number:03}"))?;
    let hours = Weekly::open(RuleId::new("hours")?, Weekdays::WORKDAYS, "09:00".parse()?, "17:30".parse()?);
    let schedule = Schedule { weekly: vec![hours], ..Schedule::default() };
    engine.put_resource(&Resource::new(id.clone(), "America/New_York".parse()?), &schedule)?;
    let span = |n: i64| {
        let quarter = (n * 7_919 + number * 104_729) % (30 * 96);
        let from = first + TimeDelta::minutes(15 * quarter);
        Ok(ExternalSpan { span: Interval::new(from, from + TimeDelta::minutes(45))?, event: None })
    };
    let spans = (0..BUSY).map(span).collect::<kalends::Result<_>>()?;
    let external = ExternalBusy { resource: id.clone(), source: SourceId::new("calendar")?, spans };
    engine.put(&Changes::external(external))?;
    Ok(id)
}

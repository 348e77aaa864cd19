//! Finds the lessons that can be booked with a tutor in Berlin on the day the clocks change.

use kalends::availability::{Schedule, Weekly};
use kalends::rules::{Context, Prepared, World};
use kalends::slots::{Query, find};
use kalends::{Limits, ZoneDb, id::*, interval::Interval, resource::Resource, service::Service, time::*};

fn main() -> kalends::Result<()> {
    let tutor = Resource::new(ResourceId::new("anna")?, "Europe/Berlin".parse()?);
    let nights = Weekly::open(RuleId::new("nights")?, Weekdays::ALL, "01:00".parse()?, "05:00".parse()?);
    let schedule = Schedule { weekly: vec![nights], ..Schedule::default() };
    let lesson =
        Service::new(ServiceId::new("lesson")?, Length::from_minutes(60)?, Length::from_minutes(30)?);
    let query =
        Query::new(Interval::new(parse_tick("2027-03-28T00:00:00Z")?, parse_tick("2027-03-28T22:00:00Z")?)?);
    let (context, limits) = (Context::client(parse_instant("2027-03-01T12:00:00Z")?), Limits::default());
    let prepared = Prepared::new(tutor, &schedule, vec![], ZoneDb::builtin(), query.span(&lesson)?, &limits)?;
    let berlin = prepared.hours().zone().clone();
    for slot in find(&World::from(prepared), &lesson, &query, &context, &limits)? {
        println!("{}  {} in Berlin", format_instant(slot.start()), berlin.wall(slot.start()));
    }
    Ok(())
}

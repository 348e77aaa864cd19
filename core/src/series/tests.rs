use super::*;
use crate::availability::{Schedule, Weekly};
use crate::id::{ResourceId, RuleId, ServiceId};
use crate::interval::Interval;
use crate::limits::Limits;
use crate::recur::{Exception, Series, SeriesRecord, Start};
use crate::resource::Resource;
use crate::rules::{Context, Prepared, World};
use crate::service::Service;
use crate::time::{Length, Weekdays, parse_date, parse_instant, parse_wall};
use crate::zone::ZoneDb;

fn series(rule: &str) -> Series {
    let start = Start::Zoned(parse_wall("2027-03-01T09:00:00").unwrap(), crate::zone::Zone::utc());
    Series::new(start).rule(rule.parse().unwrap()).build().unwrap()
}

fn world() -> World {
    let always = Weekly::open(
        RuleId::new("w").unwrap(),
        Weekdays::ALL,
        "00:00".parse().unwrap(),
        "24:00".parse().unwrap(),
    );
    let schedule = Schedule { weekly: vec![always], ..Schedule::default() };
    let resource = Resource::new(ResourceId::new("r").unwrap(), "UTC".parse().unwrap());
    let range = Interval::new(
        parse_instant("2027-02-01T00:00:00Z").unwrap(),
        parse_instant("2027-06-01T00:00:00Z").unwrap(),
    );
    Prepared::new(resource, &schedule, vec![], ZoneDb::builtin(), range.unwrap(), &Limits::default())
        .unwrap()
        .into()
}

fn answer(query: &Query<'_>, limits: &Limits) -> crate::error::Result<Plan> {
    let hour = Length::from_minutes(60).unwrap();
    let service = Service::new(ServiceId::new("s").unwrap(), hour, hour);
    let context = Context::client(parse_instant("2027-01-01T00:00:00Z").unwrap());
    plan(&world(), &service, query, &context, limits)
}

fn originals(query: &Query<'_>) -> Vec<String> {
    let plan = answer(query, &Limits::default()).unwrap();
    plan.occurrences.iter().map(|one| one.original.format("%m-%d").to_string()).collect()
}

#[test]
fn a_series_without_end_needs_a_horizon() {
    let endless = series("FREQ=WEEKLY");
    let query = Query::new(&endless);
    let error = answer(&query, &Limits::default()).unwrap_err();
    assert_eq!((error.code(), error.path()), ("series.no-end", "until"));
    // An occurrence at the bound itself is not planned.
    let query = query.until(parse_instant("2027-03-15T09:00:00Z").unwrap());
    assert_eq!(originals(&query), ["03-01", "03-08"]);
}

#[test]
fn a_plan_has_as_many_occurrences_as_the_limit_allows() {
    let limits = Limits { planned: 3, ..Limits::default() };
    assert_eq!(answer(&Query::new(&series("FREQ=DAILY;COUNT=3")), &limits).unwrap().occurrences.len(), 3);
    let error = answer(&Query::new(&series("FREQ=DAILY;COUNT=4")), &limits).unwrap_err();
    assert_eq!(error.code(), "series.too-many");
}

#[test]
fn a_move_is_bounded() {
    let weekly = series("FREQ=WEEKLY;COUNT=2");
    let within = |text: &str| OnConflict::Move { within: text.parse().unwrap(), direction: Direction::Later };
    let asked = |text| answer(&Query::new(&weekly).on_conflict(within(text)), &Limits::default());
    assert!(asked("P1M").is_ok());
    let error = asked("P31DT1S").unwrap_err();
    assert_eq!((error.code(), error.path()), ("series.too-far", "on_conflict.move.within"));
}

#[test]
fn a_pause_leaves_out_its_dates_and_ends_after_the_last() {
    let weekly = series("FREQ=WEEKLY;COUNT=5");
    let date = |text| parse_date(text).unwrap();
    let mut query = Query::new(&weekly);
    query.pauses = vec![Pause::from(date("2027-03-08")).until(date("2027-03-15"))];
    assert_eq!(originals(&query), ["03-01", "03-22", "03-29"]);
    query.pauses = vec![Pause::from(date("2027-03-09"))];
    assert_eq!(originals(&query), ["03-01", "03-08"]);
    query.pauses.push(Pause::from(date("2027-03-08")).until(date("2027-03-07")));
    let error = answer(&query, &Limits::default()).unwrap_err();
    assert_eq!((error.code(), error.path()), ("series.pause", "pauses[1]"));
}

#[test]
fn what_was_planned_before_is_known_by_its_original_start() {
    // The one of the 8th was moved behind the 15th, the one of the 22nd before the 15th.
    let wall = |text| parse_wall(text).unwrap();
    let moved = series("FREQ=WEEKLY;COUNT=5")
        .to_builder()
        .exception(Exception::moved(wall("2027-03-08T09:00:00"), wall("2027-03-17T09:00:00")))
        .exception(Exception::moved(wall("2027-03-22T09:00:00"), wall("2027-03-10T09:00:00")))
        .build()
        .unwrap();
    let mut query = Query::new(&moved);
    query.after = Some(wall("2027-03-08T09:00:00"));
    assert_eq!(originals(&query), ["03-22", "03-15", "03-29"]);
    let query = Query::new(&moved).until(parse_instant("2027-03-22T09:00:00Z").unwrap());
    assert_eq!(originals(&query), ["03-01", "03-15", "03-08"]);
}

#[test]
fn a_floating_series_cannot_be_booked() {
    let mut record = SeriesRecord::new("2027-03-01T09:00:00".parse().unwrap());
    let read = |record: &SeriesRecord| read(record, ZoneDb::builtin(), &Limits::default());
    assert_eq!(read(&record).unwrap_err().code(), "series.no-zone");
    record.zone = Some("Europe/Paris".to_owned());
    assert!(read(&record).is_ok());
}

mod drift;

use super::*;
use crate::availability::{Layer, Override, Schedule, TimeOff, TimeOffSpan, Weekly};
use crate::error::Result;
use crate::id::{BookingId, ResourceId, RuleId, ServiceId};
use crate::interval::Interval;
use crate::limits::Limits;
use crate::resource::Resource;
use crate::rules::{Busy, Context};
use crate::service::{Buffer, Service};
use crate::time::{DateRange, Length, Weekdays, parse_date, parse_instant};
use crate::zone::ZoneDb;

fn span(start: &str, end: &str) -> Interval {
    Interval::new(parse_instant(start).unwrap(), parse_instant(end).unwrap()).unwrap()
}

fn weekly(from: &str, to: &str) -> Schedule {
    let rule = RuleId::new("day").unwrap();
    let day = Weekly::open(rule, Weekdays::WORKDAYS, from.parse().unwrap(), to.parse().unwrap());
    Schedule { weekly: vec![day], ..Schedule::default() }
}

fn booking(id: &str, start: &str, end: &str) -> Busy {
    Busy::booking(BookingId::new(id).unwrap(), span(start, end), Buffer::NONE)
}

/// Monday 1 to Sunday 7 February 2027.
fn week() -> Interval {
    span("2027-02-01T00:00:00Z", "2027-02-08T00:00:00Z")
}

fn impact(
    before: &Schedule,
    after: &Schedule,
    busy: &[Busy],
    services: &[ServiceAsked<'_>],
) -> Result<Impact> {
    let anna = Resource::new(ResourceId::new("anna").unwrap(), "UTC".parse().unwrap());
    let change = ScheduleChange { resource: &anna, before, after, busy };
    let context = Context::client(parse_instant("2027-01-01T00:00:00Z").unwrap());
    preview(&change, week(), services, &context, ZoneDb::builtin(), &Limits::default())
}

#[test]
fn ask_24_changed_availability_names_the_bookings_it_leaves_outside() {
    let before = weekly("09:00", "17:00");
    let mut after = weekly("09:00", "16:00");
    let closed = Override::new(RuleId::new("fair").unwrap(), parse_date("2027-02-03").unwrap(), vec![]);
    after.overrides = vec![closed];
    let off = TimeOffSpan::Dates(DateRange::day(parse_date("2027-02-04").unwrap()));
    after.time_off = vec![TimeOff::new(RuleId::new("ill").unwrap(), off)];
    let busy = [
        booking("late", "2027-02-02T15:30:00Z", "2027-02-02T16:30:00Z"),
        booking("fair", "2027-02-03T10:00:00Z", "2027-02-03T11:00:00Z"),
        booking("ill", "2027-02-04T10:00:00Z", "2027-02-04T11:00:00Z"),
        booking("fine", "2027-02-05T15:00:00Z", "2027-02-05T16:00:00Z"),
        booking("night", "2027-02-05T20:00:00Z", "2027-02-05T21:00:00Z"),
        Busy::external(span("2027-02-04T12:00:00Z", "2027-02-04T13:00:00Z")),
    ];
    let impact = impact(&before, &after, &busy, &[]).unwrap();
    let rule = |name: &str| Some(RuleId::new(name).unwrap());
    let found: Vec<_> = impact
        .orphans
        .iter()
        .map(|one| (one.what.to_string(), one.closed_by[0].layer, one.closed_by[0].rule.clone(), one.already))
        .collect();
    assert_eq!(
        found,
        [
            ("booking late".to_owned(), Layer::Weekly, None, false),
            ("booking fair".to_owned(), Layer::Override, rule("fair"), false),
            ("booking ill".to_owned(), Layer::TimeOff, rule("ill"), false),
            ("booking night".to_owned(), Layer::Weekly, None, true),
        ]
    );
    assert!(impact.gained.is_empty());
    // 16–17 on three days but for half an hour that is booked; two whole days, each but for an hour or two.
    let lost = [
        span("2027-02-01T16:00:00Z", "2027-02-01T17:00:00Z"),
        span("2027-02-02T16:30:00Z", "2027-02-02T17:00:00Z"),
        span("2027-02-03T09:00:00Z", "2027-02-03T10:00:00Z"),
        span("2027-02-03T11:00:00Z", "2027-02-03T17:00:00Z"),
        span("2027-02-04T09:00:00Z", "2027-02-04T10:00:00Z"),
        span("2027-02-04T11:00:00Z", "2027-02-04T12:00:00Z"),
        span("2027-02-04T13:00:00Z", "2027-02-04T17:00:00Z"),
        span("2027-02-05T16:00:00Z", "2027-02-05T17:00:00Z"),
    ];
    assert_eq!(impact.lost.spans(), lost);
}

#[test]
fn slots_are_won_and_lost_with_the_grid() {
    // Opening a quarter of an hour later moves the grid: on each of five days 7 hourly starts for 8, none the same.
    let minutes = |n| Length::from_minutes(n).unwrap();
    let lesson = Service::new(ServiceId::new("lesson").unwrap(), minutes(60), minutes(60));
    let asked = ServiceAsked { service: &lesson, duration: None };
    let (before, after) = (weekly("09:00", "17:00"), weekly("09:15", "17:00"));
    let found = impact(&before, &after, &[], &[asked]).unwrap();
    assert_eq!((found.slots[0].gained.len(), found.slots[0].lost.len()), (35, 40));
    let same = impact(&before, &before, &[], &[asked]).unwrap();
    assert_eq!((same.slots[0].gained.len(), same.slots[0].lost.len()), (0, 0));
    assert!(same.gained.is_empty() && same.lost.is_empty() && same.orphans.is_empty());
}

#[test]
fn a_booking_over_the_end_of_the_range_is_judged_as_a_whole() {
    let mut before = weekly("20:00", "04:00");
    before.weekly[0].days = Weekdays::ALL;
    let mut after = before.clone();
    after.weekly[0].to = "02:00".parse().unwrap();
    let busy = [booking("over", "2027-02-07T22:00:00Z", "2027-02-08T03:00:00Z")];
    let found = impact(&before, &after, &busy, &[]).unwrap();
    assert_eq!(found.orphans.len(), 1);
    assert!(!found.orphans[0].already);
}

#[test]
fn errors_name_the_schedule_that_is_wrong() {
    let mut wrong = weekly("09:00", "17:00");
    wrong.weekly[0].days = Weekdays::default();
    let right = weekly("09:00", "17:00");
    assert_eq!(impact(&wrong, &right, &[], &[]).unwrap_err().path(), "before.weekly[0].days");
    assert_eq!(impact(&right, &wrong, &[], &[]).unwrap_err().path(), "after.weekly[0].days");
    let minutes = |n| Length::from_minutes(n).unwrap();
    let lesson = Service::new(ServiceId::new("lesson").unwrap(), minutes(60), minutes(60));
    let asked = ServiceAsked { service: &lesson, duration: Some(minutes(45)) };
    assert_eq!(impact(&right, &right, &[], &[asked]).unwrap_err().path(), "services[0].duration");
}

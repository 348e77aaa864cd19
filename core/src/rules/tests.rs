mod surroundings;

use super::*;
use crate::availability::{Schedule, Weekly};
use crate::id::{BookingId, ResourceId, RuleId, ServiceId};
use crate::interval::Interval;
use crate::limits::Limits;
use crate::policy::Actor;
use crate::resource::Resource;
use crate::service::{Align, Buffer, Compose, Service};
use crate::time::{Elapsed, Length, Weekdays, parse_instant};
use crate::zone::ZoneDb;

fn span(start: &str, end: &str) -> Interval {
    Interval::new(parse_instant(start).unwrap(), parse_instant(end).unwrap()).unwrap()
}

fn service(minutes: i64, step: i64, align: Align) -> Service {
    let length = |n| Length::from_minutes(n).unwrap();
    Service { align, ..Service::new(ServiceId::new("s").unwrap(), length(minutes), length(step)) }
}

fn prepared(zone: &str, from: &str, to: &str, range: Interval, busy: Vec<Busy>) -> Prepared {
    let rule =
        Weekly::open(RuleId::new("w").unwrap(), Weekdays::ALL, from.parse().unwrap(), to.parse().unwrap());
    let schedule = Schedule { weekly: vec![rule], ..Schedule::default() };
    let resource = Resource::new(ResourceId::new("r").unwrap(), zone.parse().unwrap());
    Prepared::new(resource, &schedule, busy, ZoneDb::builtin(), range, &Limits::default()).unwrap()
}

fn starts(prepared: &Prepared, service: &Service, context: &Context, range: Interval) -> Vec<String> {
    let case = Case::new(prepared, service, None, context).unwrap();
    let starts = case.starts(range).unwrap();
    starts.iter().map(|start| crate::time::instant_of_secs(start).format("%dT%H:%M").to_string()).collect()
}

fn long_ago() -> Context {
    Context::client(parse_instant("2000-01-01T00:00:00Z").unwrap())
}

#[test]
fn the_clock_grid_restarts_at_a_second_midnight() {
    // St. John's, 2010-11-07: at 00:01 (02:31Z) the clocks went back to 23:01; midnight came again at 03:30Z.
    let range = span("2010-11-07T02:00:00Z", "2010-11-07T04:30:00Z");
    let prepared = prepared(
        "America/St_Johns",
        "00:00",
        "24:00",
        span("2010-11-07T00:00:00Z", "2010-11-07T09:00:00Z"),
        vec![],
    );
    // Multiples of 50 minutes since midnight: 00:00 (02:30Z); then 23:20 (02:50Z), 00:00 (03:30Z), 00:50 (04:20Z).
    let found = starts(&prepared, &service(5, 50, Align::Clock), &long_ago(), range);
    assert_eq!(found, ["07T02:30", "07T02:50", "07T03:30", "07T04:20"]);
}

#[test]
fn a_midnight_that_a_fold_takes_back_still_anchors() {
    // The first midnight, 02:30Z, anchors whether a day or a single start is asked about.
    let range = span("2010-11-07T00:00:00Z", "2010-11-07T09:00:00Z");
    let always = prepared("America/St_Johns", "00:00", "24:00", range, vec![]);
    let (service, context) = (service(30, 31, Align::Window), long_ago());
    let case = Case::new(&always, &service, None, &context).unwrap();
    let midnight = parse_instant("2010-11-07T02:30:00Z").unwrap().timestamp();
    assert!(case.starts(span("2010-11-07T00:00:00Z", "2010-11-07T04:00:00Z")).unwrap().contains(midnight));
    assert_eq!(case.judge(midnight).unwrap(), []);
}

#[test]
fn a_merged_window_longer_than_a_day_is_anchored_at_each_midnight() {
    let range = span("2027-01-02T22:00:00Z", "2027-01-03T02:00:00Z");
    let always =
        prepared("UTC", "00:00", "24:00", span("2027-01-02T00:00:00Z", "2027-01-03T05:00:00Z"), vec![]);
    // 100 minutes don't divide a day: 23:20 is the last of the 2nd, and the 3rd starts anew.
    let found = starts(&always, &service(30, 100, Align::Window), &long_ago(), range);
    assert_eq!(found, ["02T23:20", "03T00:00", "03T01:40"]);
}

#[test]
fn a_window_that_ends_as_the_clocks_go_forward_is_as_long_as_the_wall_says() {
    // 02:30 to 02:00 is 23 h 30 min on most nights. On this one it ends at 02:00 = 03:00, 24 h 30 min on the wall, so
    // it is anchored anew at midnight (23:00Z).
    let range = span("2026-03-28T00:00:00Z", "2026-03-29T12:00:00Z");
    let prepared = prepared("Europe/Berlin", "02:30", "02:00", range, vec![]);
    let around = span("2026-03-28T22:00:00Z", "2026-03-29T01:00:00Z");
    let found = starts(&prepared, &service(20, 50, Align::Window), &long_ago(), around);
    assert_eq!(found, ["28T22:20", "28T23:00", "28T23:50", "29T00:40"]);
}

#[test]
fn packing_restarts_where_a_busy_block_and_its_buffer_end() {
    let day = span("2027-01-04T00:00:00Z", "2027-01-05T00:00:00Z");
    let after = Buffer { before: Elapsed::ZERO, after: Elapsed::from_minutes(5).unwrap() };
    let lesson = span("2027-01-04T09:10:00Z", "2027-01-04T10:05:00Z");
    let busy = vec![Busy::booking(BookingId::new("b").unwrap(), lesson, after)];
    let nine = prepared("UTC", "09:00", "12:00", day, busy);
    let in_the_morning = span("2027-01-04T09:00:00Z", "2027-01-04T12:00:00Z");
    let found = |align| starts(&nine, &service(30, 30, align), &long_ago(), in_the_morning);
    assert_eq!(found(Align::Window), ["04T10:30", "04T11:00", "04T11:30"]);
    assert_eq!(found(Align::Pack), ["04T10:10", "04T10:40", "04T11:10"]);
}

#[test]
fn neighbours_buffers_add_up_as_named() {
    let day = span("2027-01-04T00:00:00Z", "2027-01-05T00:00:00Z");
    let minutes = |n| Elapsed::from_minutes(n).unwrap();
    let lesson = span("2027-01-04T09:00:00Z", "2027-01-04T10:00:00Z");
    let after = Buffer { before: Elapsed::ZERO, after: minutes(10) };
    let nine = prepared(
        "UTC",
        "09:00",
        "12:00",
        day,
        vec![Busy::booking(BookingId::new("b").unwrap(), lesson, after)],
    );
    let mut service = service(30, 5, Align::Window);
    service.buffer.before = minutes(15);
    let judge = |service: &Service, start: &str| {
        let context = long_ago();
        let case = Case::new(&nine, service, None, &context).unwrap();
        case.judge(parse_instant(start).unwrap().timestamp()).unwrap()
    };
    let expected = |needs, has| {
        let by = Blocker::Booking(BookingId::new("b").unwrap());
        vec![Reason::Buffer { by, needs: minutes(needs), has: minutes(has), resource: None }]
    };
    assert_eq!(judge(&service, "2027-01-04T10:20:00Z"), expected(25, 20));
    assert_eq!(judge(&service, "2027-01-04T10:25:00Z"), []);
    service.compose = Compose::Max;
    assert_eq!(judge(&service, "2027-01-04T10:10:00Z"), expected(15, 10));
    assert_eq!(judge(&service, "2027-01-04T10:15:00Z"), []);
}

#[test]
fn a_day_of_notice_keeps_the_wall_time_over_a_clock_change() {
    // Berlin, 2026-03-28 09:00 is 08:00Z; a day later the same wall time is 07:00Z, 23 hours on.
    let range = span("2026-03-28T00:00:00Z", "2026-03-30T00:00:00Z");
    let always = prepared("Europe/Berlin", "00:00", "24:00", range, vec![]);
    let mut service = service(60, 60, Align::Clock);
    service.notice = "P1D".parse().unwrap();
    let context = Context::client(parse_instant("2026-03-28T08:00:00Z").unwrap());
    let case = Case::new(&always, &service, None, &context).unwrap();
    let at = |time: &str| parse_instant(time).unwrap();
    assert_eq!(case.judge(at("2026-03-29T07:00:00Z").timestamp()).unwrap(), []);
    let early = case.judge(at("2026-03-29T06:00:00Z").timestamp()).unwrap();
    assert_eq!(early, [Reason::Notice { earliest: at("2026-03-29T07:00:00Z") }]);
    service.notice = "PT24H".parse().unwrap();
    let case = Case::new(&always, &service, None, &context).unwrap();
    let early = case.judge(at("2026-03-29T07:00:00Z").timestamp()).unwrap();
    assert_eq!(early, [Reason::Notice { earliest: at("2026-03-29T08:00:00Z") }]);
}

#[test]
fn what_is_off_the_grid_names_its_neighbours() {
    let day = span("2027-01-04T00:00:00Z", "2027-01-05T00:00:00Z");
    let nine = prepared("UTC", "09:00", "12:00", day, vec![]);
    let (service, context) = (service(30, 30, Align::Window), long_ago());
    let case = Case::new(&nine, &service, None, &context).unwrap();
    let at = |time: &str| parse_instant(time).unwrap();
    let judged = case.judge(at("2027-01-04T11:20:00Z").timestamp()).unwrap();
    let (before, after) = (Some(at("2027-01-04T11:00:00Z")), Some(at("2027-01-04T11:30:00Z")));
    assert_eq!(judged, [Reason::Grid { before, after }]);
}

#[test]
fn only_a_host_waives_and_nobody_a_double_use() {
    let mut context = Context::client(parse_instant("2027-01-04T00:00:00Z").unwrap());
    context.waive = vec![ReasonCode::Notice];
    let error = context.validate().unwrap_err();
    assert_eq!((error.code(), error.path()), ("slots.not-waivable", "waive[0]"));
    context.actor = Actor::Host;
    assert!(context.validate().is_ok());
    context.waive.push(ReasonCode::Busy);
    assert_eq!(context.validate().unwrap_err().path(), "waive[1]");
}

#[test]
fn questions_outside_the_prepared_span_are_refused() {
    let day = span("2027-01-04T09:00:00Z", "2027-01-04T10:00:00Z");
    let nine = prepared("UTC", "09:00", "12:00", day, vec![]);
    let (service, context) = (service(30, 30, Align::Window), long_ago());
    let case = Case::new(&nine, &service, None, &context).unwrap();
    assert_eq!(case.judge(day.end_secs() - 60).unwrap_err().code(), "slots.outside-prepared");
    assert_eq!(case.starts(day).unwrap_err().code(), "slots.outside-prepared");
    assert!(case.judge(day.end_secs() - 1800).unwrap().is_empty());
    assert_eq!(case.judge(i64::MAX).unwrap_err().code(), "slots.outside-prepared");
}

#[test]
fn settings_without_measure_end_in_an_answer() {
    let range = span("2026-03-28T00:00:00Z", "2026-03-30T00:00:00Z");
    let always = prepared("Europe/Berlin", "00:00", "24:00", range, vec![]);
    let context = Context::client(parse_instant("2026-03-28T08:00:00Z").unwrap());
    let judge = |service: &Service| {
        let case = Case::new(&always, service, None, &context).unwrap();
        let start = parse_instant("2026-03-29T07:00:00Z").unwrap().timestamp();
        let reasons = case.judge(start).unwrap();
        let starts = case.starts(range.padded(0, -3600)).unwrap();
        assert_eq!(starts.iter().any(|found| found == start), reasons.is_empty());
        reasons
    };
    let mut service = service(60, 60, Align::Clock);
    for notice in ["P4294967295D", "P357913941Y", "P4294967295DT4294967295S", "P9999Y"] {
        service.notice = notice.parse().unwrap();
        assert_eq!(judge(&service), [Reason::Notice { earliest: crate::time::MAX_INSTANT }], "{notice}");
    }
    service.notice = crate::time::CalendarDuration::ZERO;
    service.horizon = Some(crate::service::Horizon::Days(u32::MAX));
    assert_eq!(judge(&service), []);
    service.horizon = Some(crate::service::Horizon::Until(crate::time::MAX_DATE));
    assert_eq!(judge(&service), []);
    service.step = Length::from_seconds(i64::from(u32::MAX)).unwrap();
    assert_eq!(judge(&service)[0].code(), ReasonCode::Grid);
}

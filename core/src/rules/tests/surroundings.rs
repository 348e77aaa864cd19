//! What a world knows beside its resources.

use super::*;
use crate::id::PlaceId;
use crate::resource::{Consecutive, FloatingBreak};
use crate::service::{Business, BusinessTime, Horizon, Limit, LimitScope, Most, Period, Quota};
use std::num::NonZeroU32;

fn once(period: Period) -> Quota {
    Quota { period, most: Most::Bookings(NonZeroU32::MIN) }
}

fn counted(booking: &str, start: &str) -> Counted {
    Counted {
        booking: BookingId::new(booking).unwrap(),
        service: ServiceId::new("s").unwrap(),
        resources: vec![ResourceId::new("r").unwrap()],
        client: None,
        start: parse_instant(start).unwrap(),
        length: Length::from_minutes(30).unwrap(),
        session: None,
        tentative: None,
    }
}

fn day() -> Interval {
    span("2027-01-04T00:00:00Z", "2027-01-05T00:00:00Z")
}

fn world(resource: Resource) -> World {
    let open = Weekly::open(
        RuleId::new("w").unwrap(),
        Weekdays::ALL,
        "00:00".parse().unwrap(),
        "24:00".parse().unwrap(),
    );
    let schedule = Schedule { weekly: vec![open], ..Schedule::default() };
    let limits = Limits::default();
    Prepared::new(resource, &schedule, vec![], ZoneDb::builtin(), day(), &limits).unwrap().into()
}

fn resource() -> Resource {
    Resource::new(ResourceId::new("r").unwrap(), "UTC".parse().unwrap())
}

fn judge(world: &World, service: &Service, context: &Context, start: &str) -> Vec<ReasonCode> {
    let question = Question::new(world, service, None, None, context).unwrap();
    let reasons = question.judge(parse_instant(start).unwrap().timestamp()).unwrap();
    reasons.iter().map(Reason::code).collect()
}

#[test]
fn what_is_counted_can_be_put_moved_and_taken_away() {
    let mut world = world(Resource { limits: vec![once(Period::Day)], ..resource() });
    let (service, context) = (service(30, 30, Align::Window), long_ago());
    let mut apply = |change| {
        world.apply(change, ZoneDb::builtin(), &Limits::default()).unwrap();
        judge(&world, &service, &context, "2027-01-04T12:00:00Z")
    };
    assert_eq!(apply(Change::Uncounted(BookingId::new("b").unwrap())), []);
    assert_eq!(apply(Change::Counted(counted("b", "2027-01-04T23:59:59Z"))), [ReasonCode::Limit]);
    assert_eq!(apply(Change::Counted(counted("b", "2027-01-05T00:00:00Z"))), []);
    assert_eq!(apply(Change::Counted(counted("b", "2027-01-04T00:00:00Z"))), [ReasonCode::Limit]);
    assert_eq!(apply(Change::Uncounted(BookingId::new("b").unwrap())), []);
}

#[test]
fn more_is_counted_than_the_budget_allows() {
    let limits = Limits { busy: 1, ..Limits::default() };
    let two = vec![counted("a", "2027-01-04T00:00:00Z"), counted("b", "2027-01-04T00:00:00Z")];
    let error = History::new(two, &limits).unwrap_err();
    insta::assert_snapshot!(error, @"counted: 2 bookings to be counted; the limit is 1");
    assert_eq!(error.code(), "slots.too-many-counted");
}

/// A host that knows one way only: an hour from anywhere to the school.
#[derive(Debug)]
struct ToSchool;

impl TravelTimes for ToSchool {
    fn time(&self, _: &PlaceId, to: &PlaceId) -> Option<Elapsed> {
        (to.as_str() == "school").then(|| Elapsed::from_minutes(60).unwrap())
    }
}

#[test]
fn a_host_tells_how_long_ways_take() {
    let place = |name: &str| PlaceId::new(name).unwrap();
    let mut world = world(resource()).travelling(Ways::new(ToSchool));
    let lesson = span("2027-01-04T09:00:00Z", "2027-01-04T10:00:00Z");
    let busy = Busy::booking(BookingId::new("b").unwrap(), lesson, Buffer::NONE).at(place("ben"));
    let taken = Change::Taken { resource: ResourceId::new("r").unwrap(), busy };
    world.apply(taken, ZoneDb::builtin(), &Limits::default()).unwrap();
    let service = service(30, 30, Align::Window);
    let at = |name: &str, start: &str| {
        let context = Context { place: Some(place(name)), ..long_ago() };
        judge(&world, &service, &context, start)
    };
    assert_eq!(at("school", "2027-01-04T10:30:00Z"), [ReasonCode::Travel]);
    assert_eq!(at("school", "2027-01-04T11:00:00Z"), []);
    assert_eq!(at("school", "2027-01-04T08:30:00Z"), [ReasonCode::TravelUnknown]);
    assert_eq!(at("ben", "2027-01-04T08:30:00Z"), []);
    assert_eq!(at("cinema", "2027-01-04T23:30:00Z"), [ReasonCode::TravelUnknown]);
}

#[test]
fn each_member_of_a_pool_counts_its_own() {
    let names: Vec<ResourceId> = (0..1000).map(|n| ResourceId::new(&format!("r{n}")).unwrap()).collect();
    let schedule = Schedule::default();
    let prepare = |id: &ResourceId| {
        let own = Resource { id: id.clone(), limits: vec![once(Period::Month)], ..resource() };
        Prepared::new(own, &schedule, vec![], ZoneDb::builtin(), day(), &Limits::default()).unwrap()
    };
    let booked = (0..10_000).map(|n| Counted {
        resources: vec![names[n % 1000].clone()],
        ..counted(&format!("b{n}"), "2027-01-20T09:00:00Z")
    });
    let history = History::new(booked.collect(), &Limits::default()).unwrap();
    let world = World::new(names.iter().map(prepare).collect()).unwrap().counting(history);
    let per = |per| Limit { per, period: Period::Day, most: Most::Bookings(NonZeroU32::MIN) };
    let service = Service {
        requires: vec![crate::service::Leg::any_of(names)],
        limits: vec![per(LimitScope::Service), per(LimitScope::Pool)],
        zone: Some("UTC".parse().unwrap()),
        ..service(30, 30, Align::Window)
    };
    let context = long_ago();
    let question = Question::new(&world, &service, None, None, &context).unwrap();
    let limits = |start: i64| {
        let reasons = question.judge(start).unwrap().into_iter();
        let said = reasons.filter_map(|reason| match reason {
            Reason::Limit { of, per, has, .. } => Some((of, per, has)),
            _ => None,
        });
        said.collect::<Vec<_>>()
    };
    // What is said against every member alike is said once; on the 4th only the month of each is full.
    let month = (LimitOf::Resource, LimitScope::Resource, Amount::Bookings(10));
    assert_eq!(limits(day().start_secs()), [month]);
}

#[test]
fn terms_without_measure_are_refused_by_field() {
    let day_and_a_second = Length::from_seconds(86_401).unwrap();
    let check = |resource: &Resource| {
        let error = resource.validate().unwrap_err();
        (error.code(), error.path().to_owned())
    };
    let consecutive = Some(Consecutive { most: day_and_a_second, pause: None });
    let field = |path: &str| ("service.too-long", path.to_owned());
    assert_eq!(check(&Resource { consecutive, ..resource() }), field("consecutive.most"));
    let consecutive =
        Some(Consecutive { most: Length::from_minutes(1).unwrap(), pause: Some(day_and_a_second) });
    assert_eq!(check(&Resource { consecutive, ..resource() }), field("consecutive.pause"));
    let lunch = FloatingBreak {
        id: RuleId::new("lunch").unwrap(),
        days: Weekdays::ALL,
        from: "12:00".parse().unwrap(),
        to: "12:00".parse().unwrap(),
        length: day_and_a_second,
    };
    assert_eq!(check(&Resource { breaks: vec![lunch], ..resource() }), field("breaks[0].length"));
    let many = Resource { limits: vec![once(Period::Day); 65], ..resource() };
    assert_eq!(check(&many), ("service.too-many-terms", "limits".to_owned()));
    let calendar = |notice| Business {
        notice: Some(notice),
        ..Business::new("UTC".parse().unwrap(), Schedule::default())
    };
    for (notice, path) in [
        (BusinessTime::Days(367), "business.notice"),
        (BusinessTime::Time(Elapsed::from_seconds(i64::from(u32::MAX)).unwrap()), "business.notice.time"),
    ] {
        let business = Some(calendar(notice));
        let error = Service { business, ..service(30, 30, Align::Window) }.validate(&Limits::default());
        assert_eq!(error.unwrap_err().path(), path);
    }
    let far = Service {
        business: Some(calendar(BusinessTime::Days(1))),
        horizon: Some(Horizon::BusinessDays(u32::MAX)),
        ..service(30, 30, Align::Window)
    };
    assert_eq!(far.validate(&Limits::default()).unwrap_err().path(), "horizon.business_days");
}

#[test]
fn the_end_of_time_is_no_trouble() {
    let last = crate::time::MAX_INSTANT;
    let open = Weekly::open(
        RuleId::new("w").unwrap(),
        Weekdays::ALL,
        "00:00".parse().unwrap(),
        "24:00".parse().unwrap(),
    );
    let schedule = Schedule { weekly: vec![open], ..Schedule::default() };
    let range = Interval::new(last - chrono::TimeDelta::hours(3), last).unwrap();
    let everything = Resource {
        limits: vec![
            once(Period::Day),
            once(Period::Week(chrono::Weekday::Sun)),
            once(Period::Month),
            once(Period::Year),
        ],
        consecutive: Some(Consecutive { most: Length::from_minutes(60).unwrap(), pause: None }),
        breaks: vec![FloatingBreak {
            id: RuleId::new("late").unwrap(),
            days: Weekdays::ALL,
            from: "20:00".parse().unwrap(),
            to: "04:00".parse().unwrap(),
            length: Length::from_minutes(60).unwrap(),
        }],
        ..resource()
    };
    let prepared =
        Prepared::new(everything, &schedule, vec![], ZoneDb::builtin(), range, &Limits::default()).unwrap();
    let world = World::from(prepared).travelling(Ways::new(ToSchool));
    let notice = Some(BusinessTime::Days(5));
    let business = Some(Business { notice, ..Business::new("UTC".parse().unwrap(), schedule) });
    let service = Service {
        business,
        first_day: u32::MAX,
        horizon: Some(Horizon::BusinessDays(1)),
        ..service(30, 30, Align::Window)
    };
    let context = Context { place: Some(PlaceId::new("p").unwrap()), ..Context::client(last) };
    let question = Question::new(&world, &service, None, None, &context).unwrap();
    let reasons = question.judge(range.start_secs()).unwrap();
    assert_eq!(reasons[0].code(), ReasonCode::Past);
    assert!(
        crate::slots::find(
            &world,
            &service,
            &crate::slots::Query::new(
                Interval::new(range.start(), range.start() + chrono::TimeDelta::hours(2)).unwrap()
            ),
            &context,
            &Limits::default()
        )
        .unwrap()
        .is_empty()
    );
}

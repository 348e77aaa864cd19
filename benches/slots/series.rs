use crate::ask::{times, world};
use crate::host::{Host, client, days, host, id, lesson};
use crate::line::Line;
use kalends::id::BookingId;
use kalends::interval::Interval;
use kalends::recur::{Series, Start};
use kalends::rules::{Busy, Change, Question, World};
use kalends::series::{OnConflict, Query, plan};
use kalends::service::{Buffer, Leg, Limit, LimitScope, Most, Period, Service};
use kalends::time::{Elapsed, parse_wall};
use kalends::{Limits, ZoneDb};
use std::num::NonZeroU32;

fn weekly() -> Series {
    let zone = ZoneDb::builtin().get(crate::host::ZONE).unwrap();
    let start = Start::Zoned(parse_wall("2027-03-02T10:00:00").unwrap(), zone);
    Series::new(start).rule("FREQ=WEEKLY;COUNT=52".parse().unwrap()).build().unwrap()
}

fn planned(world: &World, service: &Service, series: &Series) -> u64 {
    let query = Query::new(series).on_conflict(OnConflict::SkipConflicts);
    plan(world, service, &query, &client(), &Limits::default()).unwrap().bookings().count() as u64
}

/// A copy of the world that changes with each booking, and a question of its own for each.
fn by_hand(world: &World, service: &Service, series: &Series) -> u64 {
    let (mut world, context, limits) = (world.clone(), client(), Limits::default());
    let mut booked = 0;
    for (at, next) in series.iter(&limits).enumerate() {
        let start = next.unwrap().start;
        let question = Question::new(&world, service, None, None, &context).unwrap();
        if question.judge(start.timestamp()).unwrap().is_empty() {
            let span = Interval::new(start, start + service.durations[0].to_delta()).unwrap();
            let busy = Busy::booking(BookingId::new(&format!("b{at}")).unwrap(), span, service.buffer);
            let change = Change::Taken { resource: id(0), busy };
            world.apply(change, ZoneDb::builtin(), &limits).unwrap();
            booked += 1;
        }
    }
    booked
}

/// 52 weeks, prepared; the parts of the answer are made as well.
pub(crate) fn year(rounds: usize) {
    let series = weekly();
    let minutes = |n| Elapsed::from_minutes(n).unwrap();
    let plain = Service { buffer: Buffer { before: minutes(5), after: minutes(10) }, ..lesson(60, 15) };
    for busy in [60, 1000, 10_000] {
        let world = world(&[host(0, days(370), busy, 45)]);
        Line::new(format!("a series of 52 weeks, {busy} busy spans: every occurrence judged"), 20)
            .with("prepared", || times(20, || planned(&world, &plain, &series)))
            .with("a copy that is booked in", || times(20, || by_hand(&world, &plain, &series)))
            .run(rounds);
    }
    let limit = Limit {
        per: LimitScope::Resource,
        period: Period::Week(chrono::Weekday::Mon),
        most: Most::Bookings(NonZeroU32::MIN),
    };
    let limited = Service { limits: vec![limit], ..plain.clone() };
    let one = world(&[host(0, days(370), 60, 45)]);
    Line::new("the same with 60 busy spans and a limit per week", 20)
        .with("prepared", || times(20, || planned(&one, &limited, &series)))
        .run(rounds);
    let hosts: Vec<Host> = (0..10).map(|number| host(number, days(370), 60, 45)).collect();
    let any = Service { requires: vec![Leg::any_of((0..10).map(id).collect())], ..plain };
    let ten = world(&hosts);
    Line::new("the same with any one of ten members", 5)
        .with("prepared", || times(5, || planned(&ten, &any, &series)))
        .run(rounds);
}

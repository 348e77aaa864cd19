//! From text to a rule that is ready.

use crate::rivals::Case;
use calcard::icalendar::ICalendar;
use criterion::Criterion;
use ical::recur::IcalRecurRule;
use kalends::recur::{Rule, Series};
use rrule::{RRule, Unvalidated};
use std::hint::black_box;

pub fn read(c: &mut Criterion) {
    for (name, rule) in [
        ("simple", "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
        (
            "long",
            "FREQ=YEARLY;INTERVAL=2;UNTIL=20401231T235959Z;WKST=SU;BYMONTH=1,3,5,7;BYDAY=MO,TU,-1FR;BYHOUR=8,9;BYMINUTE=30",
        ),
        (
            "counted",
            "FREQ=YEARLY;INTERVAL=2;COUNT=40;WKST=SU;BYMONTH=1,3,5,7;BYDAY=MO,TU,-1FR;BYHOUR=8,9;BYMINUTE=30",
        ),
    ] {
        let case = Case::new("2024-01-01T09:00:00", rule);
        let (start, calendar) = (case.start(), case.calendar());
        let mut group = c.benchmark_group(format!("recur/read a {name} rule"));
        group.bench_function("kalends parse", |b| b.iter(|| black_box(rule).parse::<Rule>().unwrap()));
        group.bench_function("kalends parse and compile", |b| {
            b.iter(|| {
                let rule = black_box(rule).parse::<Rule>().unwrap();
                Series::new(start.clone()).rule(rule).build().unwrap()
            });
        });
        group.bench_function("rrule parse", |b| {
            b.iter(|| black_box(rule).parse::<RRule<Unvalidated>>().unwrap());
        });
        group.bench_function("rrule parse and build", |b| b.iter(|| black_box(case).rrule()));
        group.bench_function("ical-rs parse", |b| b.iter(|| IcalRecurRule::parse(black_box(rule)).unwrap()));
        group.bench_function("calcard parse of an event", |b| {
            b.iter(|| ICalendar::parse(black_box(&calendar)).unwrap());
        });
        group.finish();
    }
}

use crate::ask::{count, times, world};
use crate::first_loop::{first_loop, sweep};
use crate::host::{client, days, host, hours, lesson};
use crate::line::Line;
use crate::nettu;
use kalends::slots::explain;
use kalends::time::parse_tick;
use kalends_bridge::Bridge;
use serde_json::json;
use std::slice::from_ref;

/// 30 days, 60 busy spans, lessons of 30 minutes on a step of 15.
pub(crate) fn month(rounds: usize) {
    let (host, service) = (host(0, days(30), 60, 45), lesson(30, 15));
    let kept = world(from_ref(&host));
    let starts: Vec<i64> = first_loop(&host, 30, 15).into_iter().map(|start| start.timestamp()).collect();
    assert_eq!(starts, sweep(&host, 30, 15));
    Line::new("one host, 30 days: slots listed", 100)
        .with("raw", || times(100, || count(&world(from_ref(&host)), &service, host.range)))
        .with("prepared", || times(100, || count(&kept, &service, host.range)))
        .with("sweep over chrono-tz", || times(100, || sweep(&host, 30, 15).len() as u64))
        .with("first loop over chrono-tz", || times(100, || first_loop(&host, 30, 15).len() as u64))
        .with("nettu_scheduler_domain 0.6", || times(100, || nettu::one(&host, 30, 15)))
        .run(rounds);
}

/// 60 days, 1,000 busy spans of half an hour, lessons of 30 minutes.
pub(crate) fn many_busy(rounds: usize) {
    let service = lesson(30, 30);
    let unsorted = host(0, days(60), 1000, 30);
    let mut sorted = host(0, days(60), 1000, 30);
    sorted.busy.sort_by_key(|busy| busy.span);
    for (name, host) in [("unsorted", unsorted), ("sorted", sorted)] {
        let kept = world(from_ref(&host));
        Line::new(format!("one host, 60 days, 1,000 busy {name}: slots listed"), 20)
            .with("raw", || times(20, || count(&world(from_ref(&host)), &service, host.range)))
            .with("prepared", || times(20, || count(&kept, &service, host.range)))
            .with("sweep over chrono-tz", || times(20, || sweep(&host, 30, 30).len() as u64))
            .run(rounds);
    }
}

/// Why one candidate cannot be booked; through JSON with all the busy time of a month, and with that of a week.
pub(crate) fn explained(rounds: usize) {
    let (host, service, context) = (host(0, days(30), 60, 45), lesson(30, 15), client());
    let kept = world(from_ref(&host));
    let start = parse_tick("2027-03-15T13:00:00Z").unwrap();
    let request = |busy: &[&kalends::rules::Busy]| {
        let resources = json!([{"resource": host.resource(), "schedule": hours(), "busy": busy}]);
        let start = "2027-03-15T13:00:00Z";
        let asked = json!({"resources": resources, "service": service, "start": start, "context": context});
        serde_json::to_vec(&asked).unwrap()
    };
    let near = |busy: &&kalends::rules::Busy| (busy.span.start() - start).num_hours().abs() < 84;
    let month = request(&host.busy.iter().collect::<Vec<_>>());
    let week = request(&host.busy.iter().filter(near).collect::<Vec<_>>());
    let bridge = Bridge::default();
    let ask = |request: &[u8]| {
        let answer = bridge.call("slots.explain", request);
        assert!(answer.starts_with(r#"{"ok""#), "{answer}");
        1
    };
    let name = format!("one candidate explained ({} and {} bytes of JSON)", week.len(), month.len());
    Line::new(name, 100)
        .with("prepared", || {
            times(100, || explain(&kept, &service, None, start, None, &context).map(|_| 1).unwrap())
        })
        .with("through JSON, a week", || times(100, || ask(&week)))
        .with("through JSON, a month", || times(100, || ask(&month)))
        .run(rounds);
}

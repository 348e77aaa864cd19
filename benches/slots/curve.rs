//! How cost grows: ten times the input may take twelve times the time.

use crate::ask::{count, offers, world};
use crate::host::{Host, days, host, hosts, lesson};
use allocation_counter::measure;
use kalends::service::{Leg, Service};
use std::hint::black_box;
use std::slice::from_ref;
use std::time::Instant;

/// The fastest of several rounds, in microseconds.
fn fastest(rounds: usize, mut run: impl FnMut() -> u64) -> f64 {
    let round = |_| {
        let clock = Instant::now();
        black_box(run());
        clock.elapsed().as_nanos() as f64 / 1000.0
    };
    (0..rounds.max(1) * 4).map(round).fold(f64::INFINITY, f64::min)
}

/// Raw, at one and at ten times the input.
fn line(name: &str, mut at: impl FnMut(usize) -> f64) {
    let (one, ten) = (at(1), at(10));
    let verdict = if ten <= 12.0 * one { "" } else { ": too long" };
    println!(
        "    {name:<12} {one:>10.1} µs   ten times as much {ten:>10.1} µs, {:.1} times{verdict}",
        ten / one
    );
}

fn raw(rounds: usize, host: &Host, service: &Service) -> f64 {
    fastest(rounds, || count(&world(from_ref(host)), service, host.range))
}

pub(crate) fn time(rounds: usize) {
    println!("raw, at one and at ten times the input");
    // One slot to a window, and nothing busy.
    line("windows", |times| raw(rounds, &host(0, days(90 * times as i64), 0, 1), &lesson(510, 510)));
    // Single minutes, so that most of the slots stay.
    line("busy", |times| raw(rounds, &host(0, days(300), 1000 * times, 1), &lesson(30, 510)));
    line("slots", |times| raw(rounds, &host(0, days(60), 0, 1), &lesson(30, 10 / times as i64)));
    line("hosts", |times| {
        let hosts = hosts(100 * times);
        let members = hosts.iter().map(|host| host.id.clone()).collect();
        let service = Service { requires: vec![Leg::any_of(members)], ..lesson(30, 15) };
        fastest(rounds.min(5), || offers(&world(&hosts), &service, hosts[0].range, usize::MAX).1)
    });
}

/// What a host keeps: 30 days of hours, and busy time.
pub(crate) fn memory() {
    println!("kept by one prepared host");
    for busy in [0, 60, 600] {
        let host = host(0, days(30), busy, 45);
        drop(host.prepare()); // the zone is everyone's
        let mut kept = None;
        let bytes = measure(|| kept = Some(host.prepare())).bytes_current;
        println!("    {busy:>4} busy {bytes:>8} bytes");
    }
}

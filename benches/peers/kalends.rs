//! Kalends as a peer: `peers CASE-LINE` prints the CPU time of one call in ns, how many starts it gives, and their sum.

use kalends::interval::Interval;
use kalends::recur::{Rule, Series, Start};
use kalends::{Limits, ZoneDb};
use std::hint::black_box;
use std::time::{Duration, Instant};

fn seconds(text: &str) -> i64 {
    text.parse().unwrap()
}

fn range(from: i64, until: i64) -> Interval {
    let at = |secs| chrono::DateTime::from_timestamp(secs, 0).unwrap();
    Interval::new(at(from), at(until)).unwrap()
}

fn main() {
    let line = std::env::args().nth(1).unwrap();
    let [_, start, rule, what, from, until] = line.split('\t').collect::<Vec<_>>()[..] else {
        panic!("six fields, found `{line}`")
    };
    let wall = chrono::NaiveDateTime::parse_from_str(start, "%Y%m%dT%H%M%S").unwrap();
    let start = Start::Zoned(wall, ZoneDb::builtin().get("America/New_York").unwrap());
    let mut limits = Limits::default();
    limits.occurrences = 100_000;
    let build = || Series::new(start.clone()).rule(black_box(rule).parse::<Rule>().unwrap()).build().unwrap();
    let series = build();
    let all = match what {
        "between" => range(seconds(from), seconds(until)),
        _ => {
            let end = series.nth(from.parse().unwrap(), &limits).unwrap().unwrap().start;
            range(0, end.timestamp())
        }
    };
    let mut out = Vec::new();
    let mut once = || {
        out.clear();
        if what == "text" {
            build().fill(black_box(all), &limits, &mut out).unwrap();
        } else {
            series.fill(black_box(all), &limits, &mut out).unwrap();
        }
    };
    // A turn is long enough for the clock, and the fastest one counts: others share the machine.
    let mut turn = |calls: u32| {
        let clock = Instant::now();
        (0..calls).for_each(|_| once());
        clock.elapsed()
    };
    let mut calls = 1;
    while turn(calls) < Duration::from_micros(200) {
        calls *= 2;
    }
    let fastest = (0..500).map(|_| turn(calls)).min().unwrap();
    println!("{} {} {}", fastest.as_nanos() as f64 / f64::from(calls), out.len(), out.iter().sum::<i64>());
}

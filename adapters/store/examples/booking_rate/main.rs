//! What booking on SQLite costs: `cargo run --release -p kalends-store --example booking_rate [PART…]`.
//!
//! `rate` commits each booking by itself, tries the same start again, which is refused, and loads views of a week, as
//! listing slots does. `by-hand` compares with a loop that writes the same rows and decides nothing, `series` a year of
//! lessons with a lesson, `growth` a booking among a million with one among ten thousand, `decide` is deciding alone, and
//! `replay` rebuilds a store in memory from a million events. Without a part: all of them.

mod against;
mod by_hand;
mod decide;
mod growth;
mod replay;
mod series;
mod world;

use kalends::Result;
use kalends::store::Store;
use kalends_store::{Durability, SqliteStore};
use std::error::Error;
use std::time::{Duration, Instant};
use world::{book, look, open};

const BOOKINGS: i64 = 20_000;
const DURABILITIES: [Durability; 2] = [Durability::Crash, Durability::PowerCut];

fn main() -> std::result::Result<(), Box<dyn Error>> {
    let parts: Vec<String> = std::env::args().skip(1).collect();
    let is_asked = |part: &str| parts.is_empty() || parts.iter().any(|one| one == part);
    let directory = std::env::temp_dir().join(format!("kalends-booking-rate-{}", std::process::id()));
    std::fs::create_dir_all(&directory)?;
    if is_asked("rate") {
        let mut memory = SqliteStore::open_in_memory()?;
        world::furnish(&mut memory)?;
        measure("in memory", &mut memory)?;
    }
    for durability in DURABILITIES {
        if is_asked("rate") {
            let mut store = open(&directory.join(format!("rate-{durability:?}.db")), durability)?;
            measure(&format!("file, {durability:?}"), &mut store)?;
        }
        if is_asked("by-hand") {
            against::measure(&directory, durability)?;
        }
        if is_asked("series") {
            series::measure(&directory, durability)?;
        }
    }
    if is_asked("decide") {
        decide::measure()?;
    }
    if is_asked("growth") {
        growth::measure(&directory, 10_000, 1_000_000)?;
    }
    if is_asked("replay") {
        replay::measure()?;
    }
    std::fs::remove_dir_all(&directory)?;
    Ok(())
}

fn measure(name: &str, store: &mut dyn Store) -> Result<()> {
    let booked =
        timed(BOOKINGS, |n| assert!(book(store, n, n).is_ok_and(|accepted| accepted), "{n} is refused"));
    let refused = timed(BOOKINGS, |n| assert!(book(store, n + BOOKINGS, n).is_ok_and(|accepted| !accepted)));
    let viewed = timed(BOOKINGS, |n| assert!(look(store, n).is_ok_and(|busy| busy > 0)));
    println!("{name}:");
    for (what, mut times) in [("booked", booked), ("refused", refused), ("week viewed", viewed)] {
        let total: Duration = times.iter().sum();
        times.sort();
        let at = |share: usize| times.get(times.len() * share / 1000).copied().unwrap_or_default();
        let rate = times.len() as f64 / total.as_secs_f64();
        println!("  {what:12} {rate:8.0}/s   median {:?}, 99.9 % under {:?}", at(500), at(999));
    }
    Ok(())
}

fn timed(count: i64, mut work: impl FnMut(i64)) -> Vec<Duration> {
    let one = |n| {
        let begun = Instant::now();
        work(n);
        begun.elapsed()
    };
    (0..count).map(one).collect()
}

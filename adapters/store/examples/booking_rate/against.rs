//! Against the loop by hand: the two take turns, and the fastest turn of each counts.

use crate::by_hand::{Loop, Rows, connect};
use crate::world::{book, open};
use kalends_store::Durability;
use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

const TURNS: i64 = 12;
const TURN: i64 = 1_000;

pub(crate) fn measure(directory: &Path, durability: Durability) -> Result<(), Box<dyn Error>> {
    let file = |name: &str| directory.join(format!("{name}-{durability:?}.db"));
    let mut store = open(&file("ours"), durability)?;
    drop(open(&file("by-hand"), durability)?);
    let (ours, by_hand) = (connect(&file("ours"), durability)?, connect(&file("by-hand"), durability)?);
    let mut by_hand = Loop::new(&by_hand)?;
    let mut fastest = [Duration::MAX; 2];
    for turn in 0..TURNS {
        let numbers = turn * TURN..(turn + 1) * TURN;
        let begun = Instant::now();
        for n in numbers.clone() {
            assert!(book(&mut store, n, n)?, "{n} is refused");
        }
        let booked = begun.elapsed();
        let rows = Rows::read(&ours, numbers)?;
        let begun = Instant::now();
        rows.chunks(1).try_for_each(|rows| by_hand.write(rows))?;
        let [ours, hand] = &mut fastest;
        (*ours, *hand) = (booked.min(*ours), begun.elapsed().min(*hand));
    }
    let [ours, hand] = fastest.map(|one| one.as_secs_f64() * 1e6 / TURN as f64);
    println!(
        "{durability:?}: a booking {ours:.1} µs, its rows by hand {hand:.1} µs: {:.0} % of its rate",
        100.0 * hand / ours
    );
    Ok(())
}

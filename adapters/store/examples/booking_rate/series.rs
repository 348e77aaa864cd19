//! A year of lessons in one transaction against a lesson alone, and both against their rows written by hand.

use crate::by_hand::{Loop, Rows, connect};
use crate::world::{PEOPLE, book, book_year, open};
use kalends_store::Durability;
use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

const TURNS: i64 = 20;
const SINGLES: i64 = 20;

pub(crate) fn measure(directory: &Path, durability: Durability) -> Result<(), Box<dyn Error>> {
    let file = |name: &str| directory.join(format!("{name}-{durability:?}.db"));
    let mut store = open(&file("series"), durability)?;
    drop(open(&file("series-by-hand"), durability)?);
    let (ours, by_hand) =
        (connect(&file("series"), durability)?, connect(&file("series-by-hand"), durability)?);
    let mut by_hand = Loop::new(&by_hand)?;
    let mut fastest = [Duration::MAX; 4];
    for turn in 0..TURNS {
        // The years start in the first half of the first day of a week, the lessons are 1,000 weeks on.
        let first = 22 * PEOPLE * 7_000 + turn * SINGLES;
        let singles = first..first + SINGLES;
        let begun = Instant::now();
        for n in singles.clone() {
            assert!(book(&mut store, n, n)?, "{n} is refused");
        }
        let alone = begun.elapsed() / SINGLES as u32;
        let begun = Instant::now();
        assert!(book_year(&mut store, turn, turn)?, "{turn} is refused");
        let year = begun.elapsed();
        let (singles, lessons) = (Rows::read(&ours, singles)?, Rows::read(&ours, turn..turn + 1)?);
        assert_eq!(lessons.len(), 53, "the series and 52 bookings");
        let begun = Instant::now();
        singles.chunks(1).try_for_each(|rows| by_hand.write(rows))?;
        let alone_by_hand = begun.elapsed() / SINGLES as u32;
        let begun = Instant::now();
        by_hand.write(&lessons)?;
        for (least, found) in fastest.iter_mut().zip([alone, year, alone_by_hand, begun.elapsed()]) {
            *least = found.min(*least);
        }
    }
    let [alone, year, alone_by_hand, year_by_hand] = fastest.map(|one| one.as_secs_f64() * 1e6);
    println!(
        "{durability:?}: a booking {alone:.1} µs, 52 weeks {year:.0} µs: {:.1} times; by hand {alone_by_hand:.1} and \
         {year_by_hand:.0} µs: {:.1} times",
        year / alone,
        year_by_hand / alone_by_hand
    );
    Ok(())
}

//! A year of lessons in one transaction against a lesson alone.

use crate::world::{PEOPLE, book, book_year, open};
use kalends::Result;
use kalends_store::Durability;
use std::path::Path;
use std::time::{Duration, Instant};

const TURNS: i64 = 20;
const SINGLES: i64 = 20;

pub(crate) fn measure(directory: &Path, durability: Durability) -> Result<()> {
    let mut store = open(&directory.join(format!("series-{durability:?}.db")), durability)?;
    let mut fastest = [Duration::MAX; 2];
    for turn in 0..TURNS {
        // The years start in the first half of the first day of a week, the lessons are 1,000 weeks on.
        let single = 22 * PEOPLE * 7_000 + turn * SINGLES;
        let begun = Instant::now();
        for n in single..single + SINGLES {
            assert!(book(&mut store, n, n)?, "{n} is refused");
        }
        let alone = begun.elapsed() / SINGLES as u32;
        let begun = Instant::now();
        assert!(book_year(&mut store, turn, turn)?, "{turn} is refused");
        let [least_alone, least_year] = &mut fastest;
        (*least_alone, *least_year) = (alone.min(*least_alone), begun.elapsed().min(*least_year));
    }
    let [alone, year] = fastest.map(|one| one.as_secs_f64() * 1e6);
    println!("{durability:?}: a booking {alone:.1} µs, 52 weeks {year:.0} µs: {:.1} times", year / alone);
    Ok(())
}

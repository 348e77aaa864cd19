//! The cost of a booking among many.

use crate::by_hand::{Loop, Rows, connect};
use crate::world::{PEOPLE, book, booking_id, open, start};
use kalends_store::Durability;
use rusqlite::Connection;
use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

const TURNS: i64 = 4;
// Together fewer than the few have free places.
const TURN: i64 = 100;

/// Among `few` and among `many`, in turns.
pub(crate) fn measure(directory: &Path, few: i64, many: i64) -> Result<(), Box<dyn Error>> {
    let durability = Durability::Crash;
    let mut stores = Vec::new();
    for stored in [few, many] {
        let file = directory.join(format!("among-{stored}.db"));
        let mut store = open(&file, durability)?;
        assert!(book(&mut store, 0, 0)?);
        fill(&connect(&file, durability)?, stored)?;
        stores.push((stored, store, Duration::MAX));
    }
    for turn in 0..TURNS {
        for (stored, store, fastest) in &mut stores {
            let begun = Instant::now();
            for n in 0..TURN {
                // All over what is stored: each day has its last half hour left.
                let place = (turn * TURN + n) * 7_919 % (*stored / 21);
                let (day, person) = (place / PEOPLE, place % PEOPLE);
                let at = day * 22 * PEOPLE + 21 * PEOPLE + person;
                assert!(book(store, *stored + turn * TURN + n, at)?, "{at} is refused");
            }
            *fastest = begun.elapsed().min(*fastest);
        }
    }
    let costs: Vec<f64> = stores.iter().map(|one| one.2.as_secs_f64() * 1e6 / TURN as f64).collect();
    if let [among_few, among_many] = costs[..] {
        println!(
            "a booking among {few} {among_few:.1} µs, among {many} {among_many:.1} µs: {:.2} times",
            among_many / among_few
        );
    }
    Ok(())
}

/// The first booking's rows again and again, at all starts but the last half hour of each day.
fn fill(connection: &Connection, stored: i64) -> Result<(), Box<dyn Error>> {
    let rows = Rows::read(connection, 0..1)?;
    let template = rows.first().ok_or("nothing is stored")?;
    let last: i64 = connection.query_one("SELECT max(position) FROM kalends_events", (), |row| row.get(0))?;
    let mut inserts = Loop::new(connection)?;
    for n in 1..stored {
        if n % 10_000 == 1 {
            connection.execute_batch(if n == 1 { "BEGIN" } else { "COMMIT; BEGIN" })?;
        }
        let (day, half, person) = (n / PEOPLE / 21, n / PEOPLE % 21, n % PEOPLE);
        let at = start((day * 22 + half) * PEOPLE + person)?.timestamp();
        let position = last + 2 * (n - 1);
        inserts.insert(&template.again(&booking_id(n), &format!("person-{person}"), at, position))?;
    }
    connection.execute_batch("COMMIT")?;
    Ok(())
}

//! Deciding alone, by views that are loaded: of a person with 10,000 bookings.

use crate::world::{PEOPLE, book, command, early, furnish};
use kalends::booking::{Command, Step, Transaction, Verdict, View, decide};
use kalends::store::Store;
use kalends::{Limits, Result, ZoneDb};
use kalends_store::SqliteStore;
use std::hint::black_box;
use std::time::{Duration, Instant};

const BOOKINGS: i64 = 10_000;
const TURNS: usize = 50;
const TURN: u32 = 1_000;

pub(crate) fn measure() -> Result<()> {
    let mut store = SqliteStore::open_in_memory()?;
    furnish(&mut store)?;
    // All of the first person's starts but every twelfth.
    let free = |n: i64| n % 12 == 5;
    for n in (0..BOOKINGS * 12 / 11).filter(|n| !free(*n)) {
        assert!(book(&mut store, n, n * PEOPLE)?, "{n} is refused");
    }
    let middle = BOOKINGS / 24 * 12;
    for (what, n) in [("accepted", middle + 5), ("refused", middle)] {
        let command = command(BOOKINGS * 2, n * PEOPLE)?;
        let view = loaded(&mut store, &command)?;
        let mut fastest = Duration::MAX;
        for _ in 0..TURNS {
            let begun = Instant::now();
            for _ in 0..TURN {
                let (context, limits) = (early()?, Limits::default());
                let verdict = decide(black_box(&view), &command, &context, ZoneDb::builtin(), &limits)?;
                assert_eq!(matches!(verdict, Verdict::Accept(_)), free(n));
            }
            fastest = fastest.min(begun.elapsed() / TURN);
        }
        println!("deciding on a booking of a person with {BOOKINGS}, {what}: {fastest:?}");
    }
    Ok(())
}

/// What the transaction of a command loads.
fn loaded(store: &mut dyn Store, command: &Command) -> Result<View> {
    let mut transaction = Transaction::new(command.clone(), early()?);
    let (mut step, mut view) = (transaction.start(), View::default());
    let mut snapshot = store.snapshot()?;
    while let Step::Load(need) = step {
        let found = snapshot.load(&need)?;
        view.absorb(found.clone());
        step = transaction.loaded(found, ZoneDb::builtin(), &Limits::default())?;
    }
    Ok(view)
}

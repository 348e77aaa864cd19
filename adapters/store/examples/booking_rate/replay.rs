//! What rebuilding a store in memory from its events costs.

use crate::world::{book, booking_id, cancel, complete, furnish};
use kalends::audit::{EventQuery, Recorded};
use kalends::store::{MemoryStore, Replay, Store, checkpoint};
use kalends::{Limits, Result};
use std::num::NonZeroU32;
use std::time::{Duration, Instant};

const TURNS: usize = 5;
const EVENTS: usize = 1_000_000;

/// A million events of lessons that are booked and take place; each fourth is cancelled instead.
pub(crate) fn measure() -> Result<()> {
    let (feed, sealed) = {
        let mut store = MemoryStore::new();
        let feed = written(&mut store)?;
        (feed, checkpoint(&mut store)?)
    };
    let events = feed.len();
    let bytes: usize = feed.iter().map(|one| one.event.after.len()).sum();
    println!("{events} events with records of {} bytes on average", bytes / events.max(1));
    for (name, start) in
        [("each hash computed", Replay::new as fn() -> Replay), ("trusting", Replay::trusting)]
    {
        let mut fastest = (Duration::MAX, Duration::MAX);
        for _ in 0..TURNS {
            let (feed, mut replay) = (feed.clone(), start());
            let begun = Instant::now();
            feed.into_iter().try_for_each(|one| replay.push(one))?;
            let pushed = begun.elapsed();
            let mut store = replay.finish(&Limits::default())?;
            let total = begun.elapsed();
            assert_eq!(checkpoint(&mut store)?, sealed);
            fastest = fastest.min((total, pushed));
        }
        let (total, pushed) = fastest;
        let rate = events as f64 / total.as_secs_f64();
        println!("{name}: {total:.2?}, of which taking the events {pushed:.2?}: {rate:.0} events/s");
    }
    Ok(())
}

fn written(store: &mut MemoryStore) -> Result<Vec<Recorded>> {
    furnish(store)?;
    let limit = NonZeroU32::new(EventQuery::LARGEST).unwrap_or(NonZeroU32::MIN);
    let mut query = EventQuery { limit, ..EventQuery::default() };
    let (mut feed, mut n) = (Vec::new(), 0);
    while feed.len() < EVENTS {
        for _ in 0..2_000 {
            assert!(book(store, n, n)?, "{} is refused", booking_id(n));
            assert!(if n % 4 == 0 { cancel(store, n)? } else { complete(store, n)? });
            n += 1;
        }
        loop {
            let page = store.events(&query)?;
            let Some(last) = page.last() else { break };
            query.after = last.position;
            feed.extend(page);
        }
    }
    Ok(feed)
}

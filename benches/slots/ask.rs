use crate::host::{Host, client};
use kalends::Limits;
use kalends::interval::Interval;
use kalends::rules::World;
use kalends::service::Service;
use kalends::slots::{Query, Search, Served, find};
use std::hint::black_box;

/// A world of hosts, in the call.
pub(crate) fn world(hosts: &[Host]) -> World {
    World::new(hosts.iter().map(Host::prepare).collect()).unwrap()
}

/// How many slots a list of them has.
pub(crate) fn count(world: &World, service: &Service, range: Interval) -> u64 {
    let found = find(world, service, &Query::new(range), &client(), &Limits::default()).unwrap();
    black_box(&found).len() as u64
}

/// How many slots there are, each with its members at hand, all of whom are looked at; and how many members.
pub(crate) fn offers(world: &World, service: &Service, range: Interval, most: usize) -> (u64, u64) {
    let (query, context) = (Query::new(range), client());
    let search = Search::new(world, service, &query, &context).unwrap();
    search.offers().take(most).fold((0, 0), |(slots, members), offer| match offer.by {
        Served::Fresh(free) => (slots + 1, members + free.of(0).map(black_box).count() as u64),
        Served::Session(_) => unreachable!("the service has no seats"),
    })
}

/// The same so many times: one is too short for the clock.
pub(crate) fn times(count: u64, mut run: impl FnMut() -> u64) -> u64 {
    (0..count).fold(0, |all, _| all + black_box(run()))
}

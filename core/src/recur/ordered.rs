//! From the wall times of a rule to its instants: resolved, in order, each once.
//!
//! Wall times come in the order of the wall. Around a gap that is not the order of time: 02:50 is 03:50 there and so
//! comes after 03:10, and 02:30 may be the same instant as 03:30. A small heap holds what could still be overtaken.

use super::backend::{Budget, Walls};
use super::start::Place;
use crate::error::Result;
use crate::time::DAY;
use crate::zone::{Disambiguation, LocalSecs, Run, Zone};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The instants of a rule, strictly ascending.
#[derive(Debug)]
pub(super) struct Ordered<'s> {
    walls: Walls<'s>,
    /// A wall time that stands before all others, such as a start that is included by wish.
    first: Option<i64>,
    /// That wall time, once it is out: the rule may name it too.
    given: Option<i64>,
    resolver: Resolver<'s>,
    waiting: BinaryHeap<Reverse<Place>>,
    next: Option<Resolved>,
    ended: bool,
}

impl<'s> Ordered<'s> {
    pub(super) fn new(walls: Walls<'s>, first: Option<i64>, zone: &'s Zone) -> Self {
        let resolver = Resolver::new(zone);
        Self { walls, first, given: None, resolver, waiting: BinaryHeap::new(), next: None, ended: false }
    }

    /// The next instant; of several wall times that mean the same one, the latest, which the clock really shows.
    pub(super) fn next(&mut self, budget: &mut Budget) -> Result<Option<Place>> {
        loop {
            if self.next.is_none() && !self.ended {
                self.next = self.wall(budget)?.map(|wall| self.resolver.resolve(wall));
                self.ended = self.next.is_none();
            }
            let top = self.waiting.peek().map(|place| place.0);
            match (top, self.next) {
                (None, None) => return Ok(None),
                (None, Some(next)) if next.place.at == next.floor => {
                    self.next = None;
                    return Ok(Some(next.place));
                }
                (Some(top), Some(next)) if top.at < next.floor => return Ok(Some(self.take(top))),
                (Some(top), None) => return Ok(Some(self.take(top))),
                (_, Some(next)) => {
                    self.waiting.push(Reverse(next.place));
                    self.next = None;
                }
            }
        }
    }

    fn take(&mut self, mut place: Place) -> Place {
        while let Some(Reverse(same)) = self.waiting.peek().copied().filter(|top| top.0.at == place.at) {
            place = same;
            self.waiting.pop();
        }
        place
    }

    fn wall(&mut self, budget: &mut Budget) -> Result<Option<i64>> {
        if let Some(first) = self.first.take() {
            self.given = Some(first);
            return Ok(Some(first));
        }
        match self.walls.next(budget)? {
            wall if wall.is_some() && wall == self.given.take() => self.walls.next(budget),
            wall => Ok(wall),
        }
    }
}

/// A wall time, its instant, and a floor under the instants of all later wall times.
#[derive(Clone, Copy, Debug)]
struct Resolved {
    place: Place,
    floor: i64,
}

/// Resolves wall times as RFC 5545 §3.3.5 says, keeping the run of the last offset at hand.
#[derive(Debug)]
struct Resolver<'s> {
    zone: &'s Zone,
    run: Run,
}

impl<'s> Resolver<'s> {
    fn new(zone: &'s Zone) -> Self {
        Self { zone, run: Run { from: 0, until: 0, offset: 0 } }
    }

    fn resolve(&mut self, wall: i64) -> Resolved {
        if !(self.run.from < wall - 2 * DAY && wall + 2 * DAY < self.run.until) {
            self.run = self.zone.run_at(wall - 2 * DAY);
        }
        if self.run.from < wall - 2 * DAY && wall + 2 * DAY < self.run.until {
            // No offset reaches a day, so no change is near enough to matter.
            let at = wall - i64::from(self.run.offset);
            return Resolved { place: Place { at, wall }, floor: at };
        }
        let local = self.zone.local_secs(wall);
        let at = local.pick(wall, Disambiguation::Compatible).unwrap_or(wall);
        // What a gap moves waits for the wall time that really shows there, so that the two become one.
        let moved = matches!(local, LocalSecs::Gap { .. });
        Resolved { place: Place { at, wall }, floor: self.floor(wall).min(at - i64::from(moved)) }
    }

    /// The earliest instant that this wall time or a later one can mean.
    fn floor(&self, wall: i64) -> i64 {
        let mut run = self.zone.run_at(wall - 2 * DAY);
        let mut floor = i64::MAX;
        loop {
            let shown = run.from.max(wall - i64::from(run.offset));
            if shown < run.until {
                floor = floor.min(shown);
            }
            if run.until > wall + 2 * DAY {
                return floor;
            }
            run = self.zone.run_at(run.until);
        }
    }
}

/// The earliest wall time whose instant can be `at` or later.
pub(super) fn first_wall(at: i64, zone: &Zone) -> i64 {
    quiet(at, zone).unwrap_or(-DAY) + at
}

/// The latest wall time whose instant can be before `at`.
pub(super) fn last_wall(at: i64, zone: &Zone) -> i64 {
    quiet(at, zone).unwrap_or(DAY) + at - 1
}

/// The offset, if no change is near.
fn quiet(at: i64, zone: &Zone) -> Option<i64> {
    let run = zone.run_at(at);
    let far = run.from < at - 2 * DAY && at + 2 * DAY < run.until;
    far.then_some(i64::from(run.offset))
}

//! From the wall times of a rule to its instants: resolved, in order, each once.
//!
//! Wall times come in the order of the wall, and on most of them the order of time is the same. After a gap it is not:
//! 02:50 is 03:50 there and so comes after 03:10, and 02:30 may be the same instant as 03:30. A small heap holds what
//! could still be overtaken.

use super::plan::{Budget, Walls};
use super::start::Place;
use crate::error::Result;
use crate::time::DAY;
use crate::zone::{Disambiguation, LocalSecs, WallClock, Zone};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

/// The instants of a rule, strictly ascending.
#[derive(Debug)]
pub(super) struct Ordered<'s> {
    walls: Walls<'s>,
    /// A wall time that stands before all others, such as a start that is included by wish.
    first: Option<i64>,
    /// Wall times that were read ahead; those from `at` to `plain` lie on the clock's stretch.
    buffer: Vec<i64>,
    at: usize,
    plain: usize,
    offset: i64,
    clock: WallClock<'s>,
    zone: &'s Zone,
    waiting: BinaryHeap<Reverse<Place>>,
    /// How many to read ahead: few at first, for those who ask for few.
    room: usize,
    ended: bool,
}

/// Most wall times that are read ahead.
const AHEAD: usize = 128;
/// How many are read ahead for those who have asked for more than one.
const FIRST: usize = 32;

impl<'s> Ordered<'s> {
    pub(super) fn new(walls: Walls<'s>, first: Option<i64>, zone: &'s Zone) -> Self {
        // A cycle gives many as soon as one.
        let room = if walls.peek().is_some() { FIRST } else { 1 };
        Self {
            walls,
            first,
            buffer: Vec::new(),
            at: 0,
            plain: 0,
            offset: 0,
            clock: WallClock::new(zone),
            zone,
            waiting: BinaryHeap::new(),
            room,
            ended: false,
        }
    }

    /// The next instant; of several wall times that mean the same one, the latest, which the clock really shows.
    pub(super) fn next(&mut self, budget: &mut Budget) -> Result<Option<Place>> {
        match self.peek() {
            Some(place) => {
                self.at += 1;
                Ok(Some(place))
            }
            None => self.resolved(budget),
        }
    }

    /// The next instant, if it was read ahead and nothing can overtake it.
    fn peek(&self) -> Option<Place> {
        let wall = *self.buffer.get(self.at).filter(|_| self.at < self.plain)?;
        Some(Place { at: wall - self.offset, wall })
    }

    /// Takes the next wall times that were read ahead and whose instants lie in a range, up to `most`, and tells by what
    /// they are ahead of UTC.
    pub(super) fn take_plain(&mut self, range: Range<i64>, most: usize) -> (&[i64], i64) {
        let mut plain = self.buffer.get(self.at..self.plain).unwrap_or_default();
        if plain.first().is_some_and(|wall| wall - self.offset < range.start) {
            plain = &[];
        }
        let end = range.end.saturating_add(self.offset);
        let taken = plain.partition_point(|wall| *wall < end).min(most);
        self.at += taken;
        (plain.get(..taken).unwrap_or_default(), self.offset)
    }

    /// Adds some of the next instants, `room` at most or a few; `false` when there are none.
    ///
    /// On a plain stretch of the wall they are written as they are found. Where that can't be, wall times are read
    /// ahead: many, or one by one where a stretch will follow.
    pub(super) fn fill(&mut self, out: &mut Vec<i64>, room: usize, budget: &mut Budget) -> Result<bool> {
        let drained = self.at == self.buffer.len() && self.waiting.is_empty() && self.first.is_none();
        let next = self.walls.peek();
        if let Some(wall) = next.filter(|_| drained)
            && self.clock.seek(wall)
        {
            let (end, shift) = (self.clock.plain().end, self.clock.offset());
            self.ended = !self.walls.fill_before(end, shift, room, out, budget)?;
            return Ok(true);
        }
        self.room = if next.is_some() { 1 } else { AHEAD };
        if self.at == self.plain {
            // By way of the next one, which finds the stretch.
            let Some(place) = self.resolved(budget)? else { return Ok(false) };
            out.push(place.at);
        }
        let (walls, offset) = (self.buffer.get(self.at..self.plain).unwrap_or_default(), self.offset);
        out.extend(walls.iter().map(|wall| wall - offset));
        self.at = self.plain;
        Ok(true)
    }

    fn resolved(&mut self, budget: &mut Budget) -> Result<Option<Place>> {
        loop {
            if self.at == self.buffer.len() && !self.ended {
                self.read(budget)?;
            }
            let wall = self.buffer.get(self.at).copied();
            let Some(wall) = wall else {
                let top = self.waiting.pop().map(|top| top.0);
                if top.is_none() && !self.ended {
                    continue;
                }
                return Ok(top.map(|top| self.take(top)));
            };
            let plain = self.clock.seek(wall);
            if plain && self.waiting.is_empty() {
                let (end, rest) = (self.clock.plain().end, self.buffer.get(self.at..).unwrap_or_default());
                self.plain = self.at + rest.partition_point(|wall| *wall < end);
                self.offset = self.clock.offset();
                self.at += 1;
                return Ok(Some(Place { at: wall - self.offset, wall }));
            }
            let next = if plain {
                let at = wall - self.clock.offset();
                Resolved { place: Place { at, wall }, floor: at }
            } else {
                self.resolve(wall)
            };
            match self.waiting.peek().map(|top| top.0).filter(|top| top.at < next.floor) {
                Some(top) => {
                    self.waiting.pop();
                    return Ok(Some(self.take(top)));
                }
                None => {
                    self.waiting.push(Reverse(next.place));
                    self.at += 1;
                    self.plain = self.at;
                }
            }
        }
    }

    /// Reads wall times ahead.
    fn read(&mut self, budget: &mut Budget) -> Result<()> {
        self.buffer.clear();
        self.buffer.reserve(FIRST);
        (self.at, self.plain) = (0, 0);
        let first = self.first.take();
        self.buffer.extend(first);
        self.ended = !self.walls.fill(&mut self.buffer, self.room, budget)?;
        // The rule may name the start as well.
        if first.is_some() && self.buffer.get(1).copied() == first {
            self.buffer.remove(1);
        }
        self.room = if self.room < FIRST { FIRST } else { AHEAD };
        Ok(())
    }

    fn take(&mut self, mut place: Place) -> Place {
        while let Some(Reverse(same)) = self.waiting.peek().copied().filter(|top| top.0.at == place.at) {
            place = same;
            self.waiting.pop();
        }
        place
    }

    /// Resolves a wall time near a change as RFC 5545 §3.3.5 says.
    fn resolve(&self, wall: i64) -> Resolved {
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

/// A wall time, its instant, and a floor under the instants of all later wall times.
#[derive(Clone, Copy, Debug)]
struct Resolved {
    place: Place,
    floor: i64,
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
pub(super) fn quiet(at: i64, zone: &Zone) -> Option<i64> {
    let run = zone.run_at(at);
    let far = run.from < at - 2 * DAY && at + 2 * DAY < run.until;
    far.then_some(i64::from(run.offset))
}

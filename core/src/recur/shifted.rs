//! Occurrences that RANGE=THISANDFUTURE has moved, in order of where they moved to.

use super::Extent;
use super::members::Members;
use super::ordered::quiet;
use super::plan::Budget;
use super::series::{ALL, Entry, Fate, Series};
use super::shift::Shift;
use super::start::Place;
use crate::error::Result;
use crate::time::DAY;
use std::cmp::Ordering;
use std::collections::VecDeque;

/// No two readings of a clock, and no two clocks, are further apart.
pub(super) const CLOCKS: i64 = 2 * DAY;

/// The members from one shift to the next, shifted; in order of which has the next occurrence.
#[derive(Debug)]
pub(super) struct Shifted<'s> {
    series: &'s Series,
    by: i64,
    extent: Option<Extent>,
    /// Which members can be in the range that was asked for.
    range: (i64, i64),
    /// The members; not there before they are needed, since most shifts are far from most questions.
    members: Option<Box<Members<'s>>>,
    /// Shifted already; those at `floor` and later may still be overtaken. INVARIANT: ascending.
    waiting: VecDeque<Entry>,
    floor: i64,
    ended: bool,
    next: Option<Entry>,
    /// Where the next is, or a tick before it.
    at: i64,
}

impl<'s> Shifted<'s> {
    /// Those of the members from a shift to the next, at `end`, that can lie in a range once they are shifted.
    pub(super) fn new(series: &'s Series, shift: &Shift<Fate>, end: i64, range: (i64, i64)) -> Option<Self> {
        let Fate::Shifted(extent) = shift.then else { return None };
        let from = shift.from.max(range.0.saturating_sub(shift.by).saturating_sub(2 * CLOCKS)).max(ALL.0);
        let until = end.min(range.1.saturating_sub(shift.by).saturating_add(2 * CLOCKS)).min(ALL.1);
        let floor = from.saturating_add(shift.by).saturating_sub(2 * CLOCKS);
        (from < until).then(|| Self {
            series,
            by: shift.by,
            extent,
            range: (from, until),
            members: None,
            waiting: VecDeque::new(),
            floor,
            ended: false,
            next: None,
            at: floor,
        })
    }

    /// The next, if it was found already.
    pub(super) const fn known(&self) -> Option<Entry> {
        self.next
    }

    /// Passes over the next.
    pub(super) const fn pass(&mut self) {
        self.next = None;
    }

    /// Finds the next; `false` if there is none.
    pub(super) fn find(&mut self, budget: &mut Budget) -> Result<bool> {
        let (series, (from, until)) = (self.series, self.range);
        let members = self.members.get_or_insert_with(|| Box::new(Members::new(series, from, until)));
        loop {
            let ready = self.waiting.front().is_some_and(|entry| self.ended || entry.place.at < self.floor);
            if ready || self.ended {
                self.next = self.waiting.pop_front();
                self.at = self.next.map_or(i64::MAX, |entry| entry.place.at);
                return Ok(ready);
            }
            let Some(entry) = members.next(budget)? else {
                self.ended = true;
                continue;
            };
            let (original, wall) = (entry.place.at, entry.place.wall);
            let at = series.zone.compatible_secs(wall.saturating_add(self.by));
            let plain = quiet(original, &series.zone).is_some() && quiet(at, &series.zone).is_some();
            let floor = original.saturating_add(self.by).saturating_sub(2 * CLOCKS);
            self.floor = if plain { at } else { floor };
            let later = self.waiting.partition_point(|entry| entry.place.at <= at);
            let extent = self.extent.or(entry.extent);
            self.waiting.insert(later, Entry { place: Place { at, wall }, extent });
        }
    }
}

impl PartialEq for Shifted<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Shifted<'_> {}

impl PartialOrd for Shifted<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Shifted<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.at, self.range).cmp(&(other.at, other.range))
    }
}

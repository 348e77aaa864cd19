use super::Extent;
use super::members::{Members, since};
use super::occurrence::{Day, Occurrence};
use super::plan::Budget;
use super::series::{Entry, Series};
use super::shifted::Shifted;
use super::start::Place;
use crate::error::{RecurError, Result};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::iter::FusedIterator;

/// The occurrences of a [`Series`], in order of start; see [`Series::iter`] and [`Series::between`].
///
/// After an error it ends.
#[derive(Debug)]
pub struct Occurrences<'s> {
    series: &'s Series,
    /// Where nothing was shifted.
    pub(super) members: Members<'s>,
    shifted: BinaryHeap<Reverse<Shifted<'s>>>,
    moved: &'s [Entry],
    /// The next of `members`.
    member: Option<Entry>,
    pub(super) range: (i64, i64),
    /// Whether occurrences count that began before the range and still run.
    overlapping: bool,
    pub(super) budget: Budget,
    pub(super) limit: usize,
    given: usize,
    day: Day,
    plain: Option<Plain>,
    /// What was made ahead in the plain case, and how many of these were taken.
    ready: Vec<Occurrence>,
    taken: usize,
    ended: bool,
}

/// Few enough that an allocator has room for them at hand.
const AT_ONCE: usize = 16;

/// A rule that nothing is added to or taken from, with the same length each time.
#[derive(Clone, Copy, Debug)]
struct Plain {
    /// Where it ends.
    until: i64,
    length: i64,
}

impl Series {
    /// Walks the occurrences of a half-open range of ticks.
    pub(super) fn scan(&self, range: (i64, i64), overlapping: bool, budget: Budget) -> Occurrences<'_> {
        let reach = if overlapping { self.longest } else { 0 };
        let reached = (range.0.saturating_sub(reach), range.1);
        let shifts = self.shifts.list();
        let begins = shifts.iter().skip(1).map(|shift| shift.from).chain([i64::MAX]);
        let shifted =
            shifts.iter().zip(begins).filter_map(|(shift, end)| Shifted::new(self, shift, end, reached));
        let plain = self
            .bare()
            .zip(self.same_length())
            .map(|(rule, length)| Plain { until: range.1.min(rule.until.saturating_add(1)), length });
        let unshifted = shifts.first().map_or(i64::MAX, |shift| shift.from);
        Occurrences {
            series: self,
            members: Members::new(self, reached.0, reached.1.min(unshifted)),
            shifted: shifted.map(Reverse).collect(),
            moved: since(&self.moved, reached.0),
            member: None,
            range,
            overlapping,
            budget,
            limit: usize::MAX,
            given: 0,
            day: Day::default(),
            plain,
            ready: Vec::new(),
            taken: 0,
            ended: false,
        }
    }
}

impl Occurrences<'_> {
    /// What is left of [`Limits::search_steps`](crate::limits::Limits::search_steps), for callers that share them among
    /// many series.
    pub(crate) const fn steps_left(&self) -> u64 {
        self.budget.left()
    }

    pub(super) fn limited(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }

    /// The next occurrence, whatever the range: of several at one instant, those that were not moved come first.
    pub(super) fn entry(&mut self) -> Result<Option<Entry>> {
        if self.member.is_none() {
            self.member = self.members.next(&mut self.budget)?;
        }
        let mut next = self.member;
        let shifted = self.shifted()?;
        let moved = self.moved.first().copied();
        for other in [shifted, moved] {
            let earlier = other.filter(|other| next.is_none_or(|next| other.place.at < next.place.at));
            next = earlier.or(next);
        }
        match next {
            None => {}
            _ if next == self.member => self.member = None,
            _ if next == shifted => self.shifted.peek_mut().into_iter().for_each(|mut top| top.0.pass()),
            _ => self.moved = self.moved.get(1..).unwrap_or_default(),
        }
        Ok(next)
    }

    /// The next of what was shifted.
    fn shifted(&mut self) -> Result<Option<Entry>> {
        while let Some(mut top) = self.shifted.peek_mut() {
            if let Some(known) = top.0.known() {
                return Ok(Some(known));
            }
            if !top.0.find(&mut self.budget)? {
                PeekMut::pop(top);
            }
        }
        Ok(None)
    }

    /// The next occurrence that was not made ready.
    #[inline(never)]
    fn more(&mut self) -> Option<Result<Occurrence>> {
        if self.ended {
            return None;
        }
        self.make_ready();
        if let Some(ready) = self.ready.first() {
            self.taken = 1;
            return Some(Ok(*ready));
        }
        let next = self.occurrence().transpose();
        self.ended = !matches!(next, Some(Ok(_)));
        next
    }

    /// In the plain case makes occurrences of some wall times that were read ahead and lie in the range: at once, which
    /// takes half of the time that it takes one by one.
    fn make_ready(&mut self) {
        (self.taken, self.given) = (0, self.given + self.ready.len());
        self.ready.clear();
        let (from, room) = (self.range.0, (self.limit - self.given).min(AT_ONCE));
        if let Some((plain, rule)) = self.plain.zip(self.members.rule.as_mut()) {
            let (walls, offset) = rule.ordered.take_plain(from..plain.until, room);
            self.ready.reserve(if walls.is_empty() { 0 } else { AT_ONCE });
            let mut day = self.day;
            self.ready.extend(walls.iter().map(|wall| {
                let place = Place { at: wall - offset, wall: *wall };
                Occurrence::new(place, place.at + plain.length, &mut day)
            }));
            self.day = day;
        }
    }

    fn occurrence(&mut self) -> Result<Option<Occurrence>> {
        let (from, until) = self.range;
        while let Some(entry) = self.entry()?.filter(|entry| entry.place.at < until) {
            let at = entry.place.at;
            if at < from && !self.overlapping {
                continue;
            }
            let end = self.end(entry);
            if at >= from || end > from {
                if self.given == self.limit {
                    return Err(RecurError::TooMany { limit: self.limit }.into());
                }
                self.given += 1;
                return Ok(Some(Occurrence::new(entry.place, end, &mut self.day)));
            }
        }
        Ok(None)
    }

    fn end(&self, entry: Entry) -> i64 {
        let extent: Extent = entry.extent.unwrap_or(self.series.extent);
        extent.end(entry.place.at, &self.series.zone, self.series.source.start.is_date())
    }
}

impl Iterator for Occurrences<'_> {
    type Item = Result<Occurrence>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        match self.ready.get(self.taken) {
            Some(ready) => {
                self.taken += 1;
                Some(Ok(*ready))
            }
            None => self.more(),
        }
    }
}

impl FusedIterator for Occurrences<'_> {}

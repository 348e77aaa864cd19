use super::Extent;
use super::members::{Members, since};
use super::occurrence::{Dates, Occurrence};
use super::plan::Budget;
use super::series::{Entry, Series};
use super::shifted::Shifted;
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
    dates: Dates,
    /// In the plain case, a rule that nothing is added to or taken from, with the same length each time: where it ends.
    plain: Option<i64>,
    /// The length in the plain case.
    length: i64,
    ended: bool,
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
        let same_length = self.same_length();
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
            dates: Dates::default(),
            plain: same_length.and(self.bare()).map(|rule| range.1.min(rule.until.saturating_add(1))),
            length: same_length.unwrap_or_default(),
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

    /// The next occurrence in the plain case, if it was read ahead.
    #[inline(always)] // with all that it calls it is short, and a loop that has it whole takes two thirds of the time
    fn ready(&mut self) -> Option<Occurrence> {
        let place = self.members.rule.as_mut()?.ordered.take_ready()?;
        Some(Occurrence::new(place, place.at + self.length, &mut self.dates))
    }

    /// Lets the next be taken without a search, as far as they were read ahead and lie in the range.
    fn make_ready(&mut self) {
        let (from, room) = (self.range.0, self.limit - self.given);
        if let Some((bound, rule)) = self.plain.zip(self.members.rule.as_mut()) {
            self.given += rule.ordered.make_ready(from..bound, room);
        }
    }

    /// The next occurrence in every case.
    #[inline(never)]
    fn searched(&mut self) -> Option<Result<Occurrence>> {
        if self.ended {
            return None;
        }
        let next = self.occurrence().transpose();
        self.ended = !matches!(next, Some(Ok(_)));
        if !self.ended {
            self.make_ready();
        }
        next
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
                return Ok(Some(Occurrence::new(entry.place, end, &mut self.dates)));
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

    #[inline(always)] // as `ready` is; the rest is a call
    fn next(&mut self) -> Option<Self::Item> {
        match self.ready() {
            Some(ready) => Some(Ok(ready)),
            None => self.searched(),
        }
    }
}

impl FusedIterator for Occurrences<'_> {}

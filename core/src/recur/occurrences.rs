use super::occurrence::{Dates, Occurrence};
use super::ordered::{Ordered, first_wall, last_wall};
use super::plan::Budget;
use super::series::{ALL, Entry, Series};
use super::series_builder::local_day;
use super::start::Place;
use crate::error::{RecurError, Result};
use std::iter::FusedIterator;
use std::slice::Iter;

/// The occurrences of a [`Series`], in order of start; see [`Series::iter`] and [`Series::between`].
///
/// After an error it ends.
#[derive(Debug)]
pub struct Occurrences<'s> {
    series: &'s Series,
    pub(super) rule: Option<Ordered<'s>>,
    /// How many instances COUNT still allows.
    count: Option<u32>,
    next: Option<Place>,
    listed: Iter<'s, Entry>,
    moved: Iter<'s, Entry>,
    member: Option<Entry>,
    pub(super) range: (i64, i64),
    /// Whether occurrences count that began before the range and still run.
    overlapping: bool,
    pub(super) budget: Budget,
    pub(super) limit: usize,
    given: usize,
    dates: Dates,
    /// See [`Series::bare`].
    pub(super) bare: Option<(Option<i64>, i64)>,
    ended: bool,
}

/// What an instance costs that is passed only to be counted, in steps.
const COUNTED: u64 = 7;

impl Series {
    /// Walks the occurrences of a half-open range of ticks.
    pub(super) fn scan(&self, range: (i64, i64), overlapping: bool, budget: Budget) -> Occurrences<'_> {
        let (from, until) = range;
        let reach = if overlapping { self.extent.longest() } else { 0 };
        let rule = self.rule.as_ref().map(|compiled| {
            // What has to be counted is counted from the start.
            let counted = compiled.count.is_some();
            let first = if counted { ALL.0 } else { from.saturating_sub(reach).max(ALL.0) };
            let last = until.min(compiled.until.saturating_add(1)).clamp(ALL.0, ALL.1);
            let walls = compiled.plan.walls(first_wall(first, &self.zone), last_wall(last, &self.zone));
            let included = self.include_start && (counted || first <= self.first.at);
            Ordered::new(walls, included.then_some(self.first.wall), &self.zone)
        });
        Occurrences {
            series: self,
            rule,
            count: self.rule.as_ref().and_then(|compiled| compiled.count),
            next: None,
            listed: self.listed.iter(),
            moved: self.moved.iter(),
            member: None,
            range,
            overlapping,
            budget,
            limit: usize::MAX,
            given: 0,
            dates: Dates::default(),
            bare: self.bare(until),
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

    /// The next instance of the rule, with COUNT and UNTIL applied.
    fn instance(&mut self) -> Result<Option<Place>> {
        if self.next.is_some() {
            return Ok(self.next);
        }
        let Some(rule) = &mut self.rule else { return Ok(None) };
        let until = self.series.rule.as_ref().map_or(i64::MAX, |compiled| compiled.until);
        let left = self.count.is_none_or(|count| count > 0);
        self.next = if left { rule.next(&mut self.budget)?.filter(|place| place.at <= until) } else { None };
        match (&self.next, &mut self.count) {
            (None, _) => self.rule = None,
            (Some(place), Some(count)) => {
                *count -= 1; // above zero, as `left` says
                self.budget.spend(COUNTED, place.wall)?;
            }
            (Some(_), None) => {}
        }
        Ok(self.next)
    }

    /// The next member of the recurrence set, before exceptions: rule and RDATE, each instant once.
    fn drawn(&mut self) -> Result<Option<Entry>> {
        let listed = self.listed.as_slice().first().copied();
        let entry = match (self.instance()?, listed) {
            (None, None) => return Ok(None),
            (Some(place), Some(entry)) if entry.place.at < place.at => entry,
            (None, Some(entry)) => entry,
            (Some(place), Some(entry)) if entry.place.at == place.at => {
                self.next = None;
                Entry { place, extent: entry.extent }
            }
            (Some(place), _) => {
                self.next = None;
                return Ok(Some(Entry { place, extent: None }));
            }
        };
        self.listed.next();
        Ok(Some(entry))
    }

    /// The next occurrence, whatever the range.
    pub(super) fn entry(&mut self) -> Result<Option<Entry>> {
        while self.member.is_none() {
            let Some(entry) = self.drawn()? else { break };
            if !self.series.removes(entry.place.at) {
                self.member = Some(entry);
            }
        }
        let moved = self.moved.as_slice().first().copied();
        match (self.member, moved) {
            (Some(member), Some(moved)) if moved.place.at < member.place.at => Ok(self.moved.next().copied()),
            (None, Some(_)) => Ok(self.moved.next().copied()),
            (member, _) => {
                self.member = None;
                Ok(member)
            }
        }
    }

    /// The next occurrence in the plain case: a rule, a length and nothing else, and a time that was read ahead.
    #[inline]
    fn plain(&mut self) -> Option<Occurrence> {
        let (length, bound) = self.bare?;
        let length = length?;
        let place = self.rule.as_ref()?.peek()?;
        if place.at < self.range.0 || place.at >= bound || self.given == self.limit {
            return None;
        }
        self.rule.as_mut()?.pass();
        self.given += 1;
        Some(Occurrence::new(place, place.at + length, &mut self.dates))
    }

    /// The next occurrence in every case.
    #[inline(never)]
    fn searched(&mut self) -> Option<Result<Occurrence>> {
        if self.ended {
            return None;
        }
        let next = self.occurrence().transpose();
        self.ended = !matches!(next, Some(Ok(_)));
        if self.ended {
            self.bare = None;
        }
        next
    }

    fn occurrence(&mut self) -> Result<Option<Occurrence>> {
        let (from, until) = self.range;
        while let Some(entry) = self.entry()? {
            let at = entry.place.at;
            if at >= until {
                break;
            }
            if at < from && !self.overlapping {
                continue;
            }
            let extent = entry.extent.unwrap_or(self.series.extent);
            let end = extent.end(at, &self.series.zone, self.series.start.is_date());
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
}

impl Series {
    fn removes(&self, at: i64) -> bool {
        self.removed.binary_search(&at).is_ok()
            || (!self.removed_days.is_empty()
                && self.removed_days.binary_search(&local_day(at, &self.zone)).is_ok())
    }
}

impl Iterator for Occurrences<'_> {
    type Item = Result<Occurrence>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        match self.plain() {
            Some(plain) => Some(Ok(plain)),
            None => self.searched(),
        }
    }
}

impl FusedIterator for Occurrences<'_> {}

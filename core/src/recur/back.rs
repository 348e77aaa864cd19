//! From a moment back: forward scans of ranges that lie further and further back, so that the cost follows the distance
//! to the next occurrence and not the age of the series, and the answers are those of the forward walk by construction.

use super::Freq;
use super::occurrence::Occurrence;
use super::plan::Budget;
use super::series::{ALL, Entry, Fate, Series};
use super::shifted::CLOCKS;
use crate::error::{RecurError, Result};
use crate::limits::Limits;
use crate::time::DAY;
use std::iter::FusedIterator;

/// The occurrences of a [`Series`] before a moment, latest first; see [`Series::iter_back`].
///
/// After an error it ends.
#[derive(Debug)]
pub struct OccurrencesBack<'s> {
    series: &'s Series,
    /// Found already, in order of start.
    block: Vec<Occurrence>,
    /// What is not searched yet, half-open.
    floor: i64,
    until: i64,
    /// How much to search next.
    width: i64,
    budget: Budget,
    limit: usize,
    given: usize,
    ended: bool,
}

/// Most occurrences that are found at once, and how few make the next search wider.
const MOST: usize = 64;
const FEW: usize = 16;

impl Series {
    /// From a tick back, not including it.
    pub(super) fn back(&self, until: i64, limits: &Limits) -> OccurrencesBack<'_> {
        let (floor, top) = self.span();
        OccurrencesBack {
            series: self,
            block: Vec::new(),
            floor,
            until: until.min(top),
            width: self.stride(),
            budget: Budget::new(limits.search_steps),
            limit: usize::MAX,
            given: 0,
            ended: false,
        }
    }

    /// Ticks between which all occurrences start, half-open.
    fn span(&self) -> (i64, i64) {
        let ends = |list: &[Entry]| {
            let (first, last) = (list.first(), list.last());
            (first.map_or(ALL.1, |first| first.place.at), last.map_or(ALL.0, |last| last.place.at + 1))
        };
        let (listed, moved) = (ends(&self.listed), ends(&self.moved));
        // Of wall times that a gap moves, one can come before the start.
        let first = listed.0.min(self.first.at.saturating_sub(CLOCKS));
        let rules = self.rules.iter().map(|compiled| compiled.until.saturating_add(1));
        let last = rules.fold(listed.1, i64::max);
        let shifts = self.shifts.list();
        let (mut from, mut until) = (first, shifts.first().map_or(last, |shift| last.min(shift.from)));
        for (nth, shift) in shifts.iter().enumerate() {
            if let Fate::Shifted(_) = shift.then {
                let end = shifts.get(nth + 1).map_or(last, |next| last.min(next.from));
                from = from.min(shift.from.max(first).saturating_add(shift.by).saturating_sub(2 * CLOCKS));
                until = until.max(end.saturating_add(shift.by).saturating_add(2 * CLOCKS));
            }
        }
        (from.min(moved.0).max(ALL.0), until.max(moved.1).min(ALL.1))
    }

    /// A span that is likely to hold some occurrences, in seconds.
    fn stride(&self) -> i64 {
        let period = |freq| match freq {
            Freq::Secondly => 1,
            Freq::Minutely => 60,
            Freq::Hourly => 3600,
            Freq::Daily => DAY,
            Freq::Weekly => 7 * DAY,
            Freq::Monthly => 31 * DAY,
            Freq::Yearly => 366 * DAY,
        };
        let strides = self.rules().map(|rule| period(rule.freq()) * i64::from(rule.interval()));
        2 * strides.min().unwrap_or(366 * DAY)
    }
}

impl OccurrencesBack<'_> {
    pub(super) const fn limited(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }

    fn next_back(&mut self) -> Result<Option<Occurrence>> {
        while self.block.is_empty() && self.until > self.floor {
            self.search()?;
        }
        let next = self.block.pop();
        if next.is_some() {
            if self.given == self.limit {
                return Err(RecurError::TooMany { limit: self.limit }.into());
            }
            self.given += 1;
        }
        Ok(next)
    }

    /// Searches the next range back. If it is full, the later half of it is enough.
    fn search(&mut self) -> Result<()> {
        let from = self.until.saturating_sub(self.width).max(self.floor);
        let most = if self.until - from > 1 { MOST } else { usize::MAX }; // one second is not halved
        let budget = std::mem::replace(&mut self.budget, Budget::new(0));
        let mut scan = self.series.scan((from, self.until), false, budget);
        for next in scan.by_ref().take(most) {
            self.block.push(next?);
        }
        self.budget = scan.budget;
        if self.block.len() == most {
            self.block.clear();
            self.width = (self.until - from).div_euclid(2);
            return Ok(());
        }
        if self.block.len() < FEW {
            self.width = self.width.saturating_mul(2);
        }
        self.until = from;
        Ok(())
    }
}

impl Iterator for OccurrencesBack<'_> {
    type Item = Result<Occurrence>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = self.next_back().transpose();
        self.ended = !matches!(next, Some(Ok(_)));
        next
    }
}

impl FusedIterator for OccurrencesBack<'_> {}

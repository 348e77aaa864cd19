//! Many starts at once, without an [`Occurrence`](super::Occurrence) for each.

use super::Extent;
use super::compiled::Compiled;
use super::members::Instances;
use super::occurrences::Occurrences;
use super::plan::Budget;
use super::series::Series;
use crate::error::{RecurError, Result};

impl Series {
    /// Adds the starts in a half-open range of ticks, in seconds; no more than `limit`.
    pub(super) fn fill_starts(
        &self,
        range: (i64, i64),
        budget: Budget,
        limit: usize,
        out: &mut Vec<i64>,
    ) -> Result<()> {
        match self.bare() {
            Some(compiled) => self.fill_bare(compiled, range, budget, limit, out),
            None => self.scan(range, false, budget).limited(limit).fill(out),
        }
    }

    /// The one rule to which nothing is added, taken away or counted.
    pub(super) fn bare(&self) -> Option<&Compiled> {
        let [compiled] = &*self.rules else { return None };
        let removes = !(self.removed.is_empty() && self.removed_days.is_empty() && self.exrules.is_empty());
        let adds = !(self.listed.is_empty() && self.moved.is_empty());
        let changes = adds || removes || !self.shifts.list().is_empty();
        (!changes).then_some(compiled)
    }

    /// How long each occurrence takes, if it is the same time.
    pub(super) fn same_length(&self) -> Option<i64> {
        if let Extent::Exact(length) = self.extent { Some(length.seconds()) } else { None }
    }

    fn fill_bare(
        &self,
        compiled: &Compiled,
        (from, until): (i64, i64),
        mut budget: Budget,
        limit: usize,
        out: &mut Vec<i64>,
    ) -> Result<()> {
        let bound = until.min(compiled.until.saturating_add(1));
        let mut rule = Instances::new(compiled, self, from, until, self.include_start).ordered;
        let most = out.len().saturating_add(limit);
        loop {
            let given = out.len();
            // One more than may be given tells that there are too many.
            let room = most.saturating_sub(given).saturating_add(1);
            if !rule.fill(out, room, &mut budget)? {
                return Ok(());
            }
            let new = out.get(given..).unwrap_or_default();
            let ended = new.last().is_some_and(|at| *at >= bound);
            if ended {
                let end = new.partition_point(|at| *at < bound);
                out.truncate(given + end);
            }
            if out.get(given).is_some_and(|at| *at < from) {
                let early = out.iter().skip(given).take_while(|at| **at < from).count();
                out.drain(given..given + early);
            }
            if out.len() > most {
                return Err(RecurError::TooMany { limit }.into());
            }
            if ended {
                return Ok(());
            }
        }
    }
}

impl Occurrences<'_> {
    /// Adds the starts of all that is left, in seconds.
    fn fill(mut self, out: &mut Vec<i64>) -> Result<()> {
        let most = out.len().saturating_add(self.limit);
        let (from, until) = self.range;
        while let Some(entry) = self.entry()?.filter(|entry| entry.place.at < until) {
            if entry.place.at >= from {
                if out.len() == most {
                    return Err(RecurError::TooMany { limit: self.limit }.into());
                }
                out.push(entry.place.at);
            }
        }
        Ok(())
    }
}

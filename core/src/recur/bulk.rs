//! Many starts at once, without an [`Occurrence`](super::Occurrence) for each.

use super::Extent;
use super::occurrences::Occurrences;
use super::series::Series;
use crate::error::{RecurError, Result};

impl Occurrences<'_> {
    /// Adds the starts of all that is left, in seconds.
    pub(super) fn fill(mut self, out: &mut Vec<i64>) -> Result<()> {
        let most = out.len().saturating_add(self.limit);
        let (from, until) = self.range;
        while let Some((_, bound)) = self.bare {
            let Some(rule) = &mut self.rule else { return Ok(()) };
            let given = out.len();
            // One more than may be given tells that there are too many.
            let room = most.saturating_sub(given).saturating_add(1);
            if !rule.fill(out, room, &mut self.budget)? {
                return Ok(());
            }
            let new = out.get(given..).unwrap_or_default();
            let (early, end) = (new.partition_point(|at| *at < from), new.partition_point(|at| *at < bound));
            let ended = end < new.len();
            out.truncate(given + end);
            out.drain(given..given + early);
            if out.len() > most {
                return Err(RecurError::TooMany { limit: self.limit }.into());
            }
            if ended {
                return Ok(());
            }
        }
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

impl Series {
    /// Where a rule to which nothing is added, taken away or counted ends, and how long each is if all are the same.
    pub(super) fn bare(&self, until: i64) -> Option<(Option<i64>, i64)> {
        let compiled = self.rule.as_ref().filter(|compiled| compiled.count.is_none())?;
        let length = if let Extent::Exact(length) = self.extent { Some(length.seconds()) } else { None };
        let lists = self.listed.is_empty() && self.moved.is_empty();
        let all = lists && self.removed.is_empty() && self.removed_days.is_empty();
        all.then(|| (length, until.min(compiled.until.saturating_add(1))))
    }
}

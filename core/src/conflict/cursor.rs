use super::occurrence_pair::end_of;
use crate::error::Result;
use crate::recur::{Occurrence, Occurrences, Series};

/// A place in a series that only moves on: step by step to what is near, by seeking to what is far.
#[derive(Debug)]
pub(super) struct Cursor<'s> {
    series: &'s Series,
    run: Occurrences<'s>,
    current: Option<Occurrence>,
    until: i64,
}

/// How many occurrences are passed before seeking is cheaper.
const NEAR: usize = 12;
/// What seeking costs, in steps.
const SEEK: u64 = 8;

impl<'s> Cursor<'s> {
    /// At the first occurrence that is on at `from` or later, and starts before `until`.
    pub(super) fn new(series: &'s Series, from: i64, until: i64, steps: u64) -> Result<Self> {
        let mut cursor = Self { series, run: series.running(from, until, steps), current: None, until };
        cursor.step()?;
        Ok(cursor)
    }

    /// Where it is; `None` after the last occurrence.
    pub(super) const fn current(&self) -> Option<Occurrence> {
        self.current
    }

    /// On to the next occurrence in order of start.
    pub(super) fn step(&mut self) -> Result<()> {
        self.current = self.run.next().transpose()?;
        Ok(())
    }

    /// On to the first occurrence, in order of start, that ends after a tick.
    pub(super) fn reach(&mut self, tick: i64) -> Result<Option<Occurrence>> {
        for _ in 0..NEAR {
            if self.current.is_none_or(|current| end_of(&current) > tick) {
                return Ok(self.current);
            }
            self.step()?;
        }
        let steps = self.run.steps_left().saturating_sub(SEEK);
        self.run = self.series.running(tick, self.until, steps);
        self.step()?;
        Ok(self.current)
    }
}

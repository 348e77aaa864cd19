//! Counting wall times, and finding one by its number, without walking to it.

use super::calendar::last_day;
use super::unit_tally::UnitTally;
use super::{Budget, Form, Plan};
use crate::error::Result;
use crate::time::DAY;

impl Plan {
    /// How many wall times lie from `from` to `until`, inclusive.
    pub(in crate::recur) fn count(&self, from: i64, until: i64, budget: &mut Budget) -> Result<u64> {
        let (from, until) = (from.max(self.start), until.min(last_day() * DAY + DAY - 1));
        if from > until {
            return Ok(0);
        }
        match &self.form {
            Form::Never => Ok(0),
            Form::Cycle(cycle) => Ok(cycle.count(from, until)),
            Form::Periods(periods) if periods.picks_may_meet() => {
                let (mut sum, mut walls, mut walk) = (0, Vec::new(), self.walls(from, until));
                loop {
                    walls.clear();
                    let more = walk.fill(&mut walls, 256, budget)?;
                    sum += walls.len() as u64;
                    if !more {
                        return Ok(sum);
                    }
                }
            }
            Form::Periods(periods) => periods.count(from, until, budget),
            Form::Units(units, years) => UnitTally::new(units, years).count(from, until, budget),
        }
    }

    /// The nth wall time, counted from 0; `None` beyond the supported years.
    pub(in crate::recur) fn nth(&self, n: u64, budget: &mut Budget) -> Result<Option<i64>> {
        let found = match &self.form {
            Form::Never => None,
            Form::Cycle(cycle) => cycle.nth(self.start, n),
            Form::Periods(periods) if periods.picks_may_meet() => {
                let (mut left, mut walls) = (n, Vec::new());
                let mut walk = self.walls(self.start, i64::MAX);
                loop {
                    walls.clear();
                    let more = walk.fill(&mut walls, 256, budget)?;
                    let own = usize::try_from(left).ok().and_then(|at| walls.get(at).copied());
                    if own.is_some() || !more {
                        break own;
                    }
                    left -= walls.len() as u64; // none of them has the number `left`
                }
            }
            Form::Periods(periods) => periods.nth(self.start, n, budget)?,
            Form::Units(units, years) => UnitTally::new(units, years).nth(self.start, n, budget)?,
        };
        Ok(found.filter(|wall| wall.div_euclid(DAY) <= last_day()))
    }

    /// Where in its cycle a wall time after the start lies; what a rule names in two stretches of the same phase is the
    /// same.
    pub(in crate::recur) fn phase(&self, wall: i64) -> Option<i64> {
        match &self.form {
            Form::Cycle(cycle) if wall >= self.start => Some(cycle.phase(wall)),
            _ => None,
        }
    }

    /// Before which wall time there is none.
    pub(in crate::recur) const fn start(&self) -> i64 {
        self.start
    }
}

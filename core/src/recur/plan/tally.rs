//! Counting wall times, and finding one by its number, without walking to it.

use super::calendar::{Year, last_day};
use super::period_tally::PeriodTally;
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
            Form::Periods(periods) => PeriodTally::new(periods, from).count(until, budget),
            Form::Units(units, years) => UnitTally::new(units, years).count(from, until, budget),
        }
    }

    /// The nth wall time, counted from 0; `None` beyond the supported years.
    pub(in crate::recur) fn nth(&self, n: u64, budget: &mut Budget) -> Result<Option<i64>> {
        let found = match &self.form {
            Form::Never => None,
            Form::Cycle(cycle) => cycle.nth(self.start, n),
            Form::Periods(periods) => PeriodTally::new(periods, self.start).nth(n, budget)?,
            Form::Units(units, years) => UnitTally::new(units, years).nth(self.start, n, budget)?,
        };
        Ok(found.filter(|wall| wall.div_euclid(DAY) <= last_day()))
    }

    /// What decides which wall times a stretch holds, counted from its begin: stretches of one length with the same answer
    /// hold the same. `None` if that is not known so simply.
    pub(in crate::recur) fn phase(&self, from: i64, length: i64) -> Option<i64> {
        const NONE: i64 = -1;
        let (day, time) = (from.div_euclid(DAY), from.rem_euclid(DAY));
        let within = from >= self.start && time + length <= DAY;
        match &self.form {
            Form::Cycle(cycle) if from >= self.start => Some(cycle.phase(from)),
            Form::Units(units, years) if within => {
                let year = Year::containing(day);
                let matches = years.of(year).has(day - year.first);
                Some(if matches { units.phase(from) * DAY + time } else { NONE })
            }
            Form::Periods(periods) if within => {
                periods.phase(day).map(|own| own.map_or(NONE, |own| own * DAY + time))
            }
            _ => None,
        }
    }

    /// Whether two wall times can lie so far apart, as far as it is plain.
    pub(in crate::recur) const fn may_lie_apart(&self, by: i64) -> bool {
        match &self.form {
            // Whole units apart, but no whole steps.
            Form::Units(units, _) => by % units.length != 0 || by / units.length % units.interval == 0,
            _ => true,
        }
    }

    /// Before which wall time there is none.
    pub(in crate::recur) const fn start(&self) -> i64 {
        self.start
    }
}

//! How many occurrences there are, and which is the nth: a rule's instances are counted by arithmetic, and corrected by
//! what the lists add and take away.

use super::Occurrence;
use super::compiled::Compiled;
use super::plan::Budget;
use super::series::{ALL, Series};
use crate::error::Result;
use crate::time::DAY;

/// Where the occurrences differ from the instances of the rule: at which tick, and by how many.
type Changes = Vec<(i64, i64)>;

impl Series {
    /// How many occurrences start within a half-open range of ticks.
    pub(super) fn tally(&self, range: (i64, i64), budget: Budget) -> Result<u64> {
        let mut budget = budget;
        let Some(rule) = self.single_rule() else { return self.walked(range, budget) };
        let ruled = rule.count(range.0, range.1, &self.zone, &mut budget)?;
        if ruled < self.cost_of_changes(range) {
            return self.walked(range, budget);
        }
        let changes: i64 = self.changes(rule, range, &mut budget)?.iter().map(|(_, by)| by).sum();
        Ok(ruled.saturating_add_signed(changes))
    }

    /// The nth occurrence, counted from 0.
    pub(super) fn numbered(&self, n: u64, budget: Budget) -> Result<Option<Occurrence>> {
        let mut budget = budget;
        let Some(rule) = self.single_rule().filter(|_| n > self.cost_of_changes(ALL)) else {
            return self.step((ALL.0, n), budget);
        };
        let changes = self.changes(rule, ALL, &mut budget)?;
        // The changes in order of time, and how many occurrences there are before each.
        let mut before = |at: i64, added: i64| -> Result<u64> {
            Ok(rule.count(ALL.0, at, &self.zone, &mut budget)?.saturating_add_signed(added))
        };
        let (mut low, mut high) = (0, changes.len());
        let added = |end: usize| changes.iter().take(end).map(|(_, by)| by).sum::<i64>();
        while low < high {
            let middle = low.midpoint(high);
            let Some((at, _)) = changes.get(middle) else { break };
            if before(*at, added(middle))? <= n { low = middle + 1 } else { high = middle }
        }
        // The nth is at the last of those that it is not before, or after it and before the next.
        let last = low.checked_sub(1).and_then(|at| changes.get(at).copied());
        if let Some((at, _)) = last {
            let passed = before(at, added(low - 1))?;
            if n < before(at + 1, added(low))? {
                return self.step((at, n - passed), budget);
            }
        }
        let Some(ruled) = n.checked_add_signed(-added(low)) else { return Ok(None) };
        match rule.nth(ruled, &self.zone, &mut budget)? {
            Some(at) => self.step((at, 0), budget),
            None => Ok(None),
        }
    }

    /// The rule, if there is one and nothing but dates changes what it names.
    fn single_rule(&self) -> Option<&Compiled> {
        let [rule] = &*self.rules else { return None };
        (self.exrules.is_empty() && self.shifts.list().is_empty()).then_some(rule)
    }

    /// How many occurrences could be walked instead of looking at what the lists change.
    fn cost_of_changes(&self, range: (i64, i64)) -> u64 {
        let changes = self.listed.len() + self.removed.len() + self.moved.len();
        let days =
            if self.removed_days.is_empty() { 0 } else { range.1.saturating_sub(range.0).div_euclid(DAY) };
        32 * changes as u64 + 32 * (self.removed_days.len() as u64).min(days.unsigned_abs())
    }

    /// Where the lists change what the rule names, in order of time.
    fn changes(&self, rule: &Compiled, range: (i64, i64), budget: &mut Budget) -> Result<Changes> {
        let within = |at: &i64| (range.0..range.1).contains(at);
        let mut changes = Changes::new();
        let listed = self.listed.iter().map(|entry| entry.place.at).filter(within);
        for at in listed.filter(|at| !self.removes(*at)) {
            if rule.count(at, at + 1, &self.zone, budget)? == 0 {
                changes.push((at, 1));
            }
        }
        for at in self.removed.iter().copied().filter(within) {
            if rule.count(at, at + 1, &self.zone, budget)? > 0 {
                changes.push((at, -1));
            }
        }
        self.changes_of_days(rule, range, &mut changes, budget)?;
        changes.extend(self.moved.iter().map(|entry| (entry.place.at, 1)).filter(|(at, _)| within(at)));
        changes.sort_unstable();
        Ok(changes)
    }

    /// The instances on the days that EXDATE empties, but for those that are taken out one by one already.
    fn changes_of_days(
        &self,
        rule: &Compiled,
        range: (i64, i64),
        changes: &mut Changes,
        budget: &mut Budget,
    ) -> Result<()> {
        for day in &self.removed_days {
            // A day can come twice, or begin late.
            let near = ((day - 2) * DAY, (day + 3) * DAY);
            let (from, until) = (near.0.max(range.0), near.1.min(range.1));
            rule.each(from, until, &self.zone, budget, |at| {
                if self.on_removed_day(at, *day) && self.removed.binary_search(&at).is_err() {
                    changes.push((at, -1));
                }
            })?;
        }
        Ok(())
    }

    fn walked(&self, range: (i64, i64), budget: Budget) -> Result<u64> {
        self.scan(range, false, budget).try_fold(0, |count, next| next.map(|_| count + 1))
    }

    /// From a tick on so many occurrences further.
    fn step(&self, (from, n): (i64, u64), budget: Budget) -> Result<Option<Occurrence>> {
        let mut all = self.scan((from, ALL.1), false, budget);
        for _ in 0..n {
            if all.next().transpose()?.is_none() {
                return Ok(None);
            }
        }
        all.next().transpose()
    }
}

//! Counting the instants of a rule, and finding one by its number, by arithmetic.
//!
//! Wall times are counted; each is one instant, but for those that a gap moves onto another. So each gap on the way is
//! looked at, and near the ends and where clock changes crowd the instants are walked.

use super::ordered::{Ordered, first_wall, last_wall, quiet};
use super::plan::{Budget, Plan};
use super::series::ALL;
use crate::error::Result;
use crate::time::DAY;
use crate::zone::Zone;

/// Of so many gaps it is remembered what they make meet; years repeat in 28 kinds.
const SEEN: usize = 32;

/// A rule's plan on a clock.
#[derive(Clone, Copy)]
pub(super) struct Counter<'s> {
    pub(super) plan: &'s Plan,
    pub(super) zone: &'s Zone,
}

impl Counter<'_> {
    /// How many instants of the rule lie in a half-open range of ticks.
    pub(super) fn count(self, from: i64, until: i64, budget: &mut Budget) -> Result<u64> {
        let Some(first) = self.calm_after(from).filter(|first| *first < until) else {
            return self.walk(from, until, budget);
        };
        let last = self.calm_before(until).max(first);
        let walls = self.plan.count(self.wall(first), self.wall(last) - 1, budget)?;
        let doubles = self.doubles(first, last, budget)?;
        Ok(walls - doubles + self.walk(from, first, budget)? + self.walk(last, until, budget)?)
    }

    /// The nth instant of the rule, counted from 0; `None` beyond the supported years.
    pub(super) fn nth(self, n: u64, budget: &mut Budget) -> Result<Option<i64>> {
        let (mut doubles, mut searched) = (0, ALL.0);
        loop {
            let Some(wall) = self.plan.nth(n + doubles, budget)? else { return Ok(None) };
            // Back from there to where the clock is calm, and then forward one by one.
            let calm = self.calm_before(self.zone.compatible_secs(wall)).max(searched);
            let more = self.doubles(searched, calm, budget)?;
            (doubles, searched) = (doubles + more, calm);
            if more == 0 {
                // All that lie between are still to come: the wall time has the number that was asked for.
                let between = self.plan.count(self.wall(calm), wall - 1, budget)?;
                let mut ordered = Ordered::new(self.plan.walls(self.wall(calm), i64::MAX), None, self.zone);
                for _ in 0..between {
                    ordered.next(budget)?;
                }
                return Ok(ordered.next(budget)?.map(|place| place.at));
            }
        }
    }

    /// What the clock shows at a tick.
    fn wall(self, at: i64) -> i64 {
        self.zone.wall_secs(at)
    }

    /// The first tick at or after `at` without a clock change near it.
    fn calm_after(self, at: i64) -> Option<i64> {
        let mut at = at;
        while quiet(at, self.zone).is_none() {
            let run = self.zone.run_at(at);
            let calm = at.max(run.from.saturating_add(2 * DAY + 1));
            at = if calm.saturating_add(2 * DAY) < run.until { calm } else { run.until };
            if at >= ALL.1 {
                return None;
            }
        }
        Some(at)
    }

    /// The last tick at or before `at` without a clock change near it.
    fn calm_before(self, at: i64) -> i64 {
        let mut at = at;
        while at > ALL.0 && quiet(at, self.zone).is_none() {
            let run = self.zone.run_at(at);
            let calm = at.min(run.until.saturating_sub(2 * DAY + 1));
            at = if calm.saturating_sub(2 * DAY) > run.from { calm } else { run.from.saturating_sub(1) };
        }
        at.max(ALL.0)
    }

    /// How many instants lie in a half-open range, one by one.
    fn walk(self, from: i64, until: i64, budget: &mut Budget) -> Result<u64> {
        let mut count = 0;
        self.each(from, until, budget, &mut |_| count += 1)?;
        Ok(count)
    }

    /// The instants of a half-open range, in order.
    pub(super) fn each(
        self,
        from: i64,
        until: i64,
        budget: &mut Budget,
        take: &mut impl FnMut(i64),
    ) -> Result<()> {
        if from >= until {
            return Ok(());
        }
        let walls = self.plan.walls(first_wall(from, self.zone), last_wall(until, self.zone));
        let mut ordered = Ordered::new(walls, None, self.zone);
        let mut found = Vec::new();
        while ordered.fill(&mut found, 1_024, budget)? {
            found.drain(..).filter(|at| (from..until).contains(at)).for_each(&mut *take);
        }
        Ok(())
    }

    /// How many wall times between two calm ticks mean an instant that another means as well.
    fn doubles(self, from: i64, until: i64, budget: &mut Budget) -> Result<u64> {
        let spacing = self.plan.spacing();
        let (least, most) = self.zone.extremes();
        if i64::from(most) - i64::from(least) < spacing {
            return Ok(0); // no gap is wide enough
        }
        let mut doubles = 0;
        let mut seen = Vec::new();
        let mut run = self.zone.run_at(from.max(self.plan.start() - 5 * DAY));
        while run.until <= until {
            budget.spend(1, run.until)?;
            let next = self.zone.run_at(run.until);
            let skipped = i64::from(next.offset) - i64::from(run.offset);
            let short = |run: &crate::zone::Run| run.until.saturating_sub(run.from) <= 4 * DAY;
            if short(&next) {
                // Changes crowd here.
                let (first, last) =
                    (self.calm_before(run.until), self.calm_after(run.until).unwrap_or(until));
                let walls = self.plan.count(self.wall(first), self.wall(last) - 1, budget)?;
                doubles += walls - self.walk(first, last, budget)?;
                run = self.zone.run_at(last);
                continue;
            }
            if skipped >= spacing && self.plan.may_lie_apart(skipped) {
                doubles += self.doubles_of(run.until + i64::from(run.offset), skipped, &mut seen, budget)?;
            }
            run = next;
        }
        Ok(doubles)
    }

    /// How many of the wall times that a gap skips mean the same as one that the clock shows after it.
    fn doubles_of(
        self,
        gap: i64,
        skipped: i64,
        seen: &mut Vec<(i64, i64, u64)>,
        budget: &mut Budget,
    ) -> Result<u64> {
        let phase = self.plan.phase(gap, 2 * skipped);
        if let Some((_, _, doubles)) = seen.iter().find(|(at, by, _)| Some(*at) == phase && *by == skipped) {
            return Ok(*doubles);
        }
        let mut read = |from: i64| -> Result<Vec<i64>> {
            let (mut walls, mut out) = (self.plan.walls(from, from + skipped - 1), Vec::new());
            while walls.fill(&mut out, 64, budget)? {}
            Ok(out)
        };
        let (moved, shown) = (read(gap)?, read(gap + skipped)?);
        let meets = |wall: &&i64| shown.binary_search(&(**wall + skipped)).is_ok();
        let doubles = moved.iter().filter(meets).count() as u64;
        if let Some(phase) = phase.filter(|_| seen.len() < SEEN) {
            seen.push((phase, skipped, doubles));
        }
        Ok(doubles)
    }
}

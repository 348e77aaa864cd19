//! Counting the instances of periods, and finding one by its number, by counting the bits of sets of days.
//!
//! Under SKIP two periods can have a day in common: the last of the one, moved there, and the first of the other. What
//! BYSETPOS picks on it for both is one instance, and counts with the earlier period.

use super::super::Skip;
use super::calendar::{CYCLE_DAYS, CYCLE_YEARS, last_day};
use super::periods::{Period, Periods, Set};
use super::{Budget, gcd, times};
use crate::error::Result;
use crate::time::DAY;
use std::collections::BTreeMap;
use std::ops::Range;

/// No set has more days, those between its first and last counted in.
const LONGEST: i64 = 384;

/// The sets of a rule from some time on, one after the other.
pub(super) struct PeriodTally<'p> {
    periods: &'p Periods,
    from: i64,
    period: i64,
    set: Set,
    /// The set before, if its last day is the first of this one.
    before: Option<Set>,
    /// How many are picked of how many, and how many the set before had: that depends on nothing else.
    sizes: BTreeMap<(u64, Option<u64>), u64>,
}

impl<'p> PeriodTally<'p> {
    pub(super) fn new(periods: &'p Periods, from: i64) -> Self {
        let period = periods.seek(from.div_euclid(DAY));
        let set = periods.set(period);
        Self { periods, from, period, set, before: None, sizes: BTreeMap::new() }
    }

    /// How many instances lie as far as `until`, inclusive.
    pub(super) fn count(mut self, until: i64, budget: &mut Budget) -> Result<u64> {
        let mut sum = 0;
        while self.set.first * DAY <= until {
            sum += self.own(until.saturating_add(1), budget)?;
            self.go_on(self.periods.interval);
        }
        Ok(sum)
    }

    /// The nth instance, counted from 0; `None` beyond the supported years.
    pub(super) fn nth(mut self, n: u64, budget: &mut Budget) -> Result<Option<i64>> {
        let periods = match self.periods.period {
            Period::Week(_) => CYCLE_DAYS / 7,
            Period::Month => 12 * CYCLE_YEARS,
            Period::Year | Period::WeekYear(_) => CYCLE_YEARS,
        };
        let interval = self.periods.interval;
        let cycle = periods / gcd(periods, interval);
        let (mut steps, mut left, mut passed) = (0, n, 0u64);
        while self.set.first <= last_day() {
            let own = self.own(i64::MAX, budget)?;
            if left < own {
                return Ok(self.wall(left));
            }
            // The first two can be cut by `from`; of those after them, all repeat after 400 years or the multiple that
            // INTERVAL makes of them.
            left -= own;
            passed = if steps < 2 { 0 } else { passed + own };
            steps += 1;
            let mut ahead = interval;
            if steps == cycle + 2 && self.periods.phase.is_none() {
                let Some(cycles) = left.checked_div(passed) else { return Ok(None) };
                left -= cycles * passed;
                let cycles =
                    i64::try_from(cycles).ok().and_then(|cycles| cycles.checked_mul(cycle * interval));
                let Some(cycles) = cycles.filter(|cycles| *cycles < CYCLE_DAYS * 100) else {
                    return Ok(None);
                };
                ahead += cycles;
            }
            self.go_on(ahead);
        }
        Ok(None)
    }

    /// Goes on to the set that lies so many periods ahead.
    fn go_on(&mut self, by: i64) {
        let before = if by == 1 || !self.periods.may_share() {
            self.set
        } else {
            self.periods.set(self.period + by - 1)
        };
        self.period += by;
        self.set = self.periods.set(self.period);
        self.before = Some(before).filter(|before| self.periods.share_a_day(before, &self.set));
    }

    /// How many instances of the set lie before a wall time, but for those that the set before has as well.
    fn own(&mut self, until: i64, budget: &mut Budget) -> Result<u64> {
        let searched = self.set.first * DAY;
        budget.spend(1, searched)?;
        let all = self.periods.size(&self.set);
        let range = self.periods.below(&self.set, self.from)..self.periods.below(&self.set, until);
        if self.periods.positions.is_empty() {
            return Ok(range.end.saturating_sub(range.start.max(self.shared())));
        }
        let whole = range == (0..all);
        let key = (all, self.before.map(|before| self.periods.size(&before)));
        if let Some(size) = self.sizes.get(&key).filter(|_| whole) {
            return Ok(*size);
        }
        budget.spend(self.periods.positions.len() as u64, searched)?;
        let size = self.picked(range);
        if whole {
            self.sizes.insert(key, size);
        }
        Ok(size)
    }

    /// How many of the places in a range are picked, and are not of the set before.
    fn picked(&self, range: Range<u64>) -> u64 {
        let places = self.places(&self.set);
        let own = places.iter().filter(|place| range.contains(place));
        let twice = self.before.map_or(0, |before| {
            let (theirs, shared) = (self.places(&before), self.shared());
            let ahead = self.periods.size(&before) - shared; // the shared day is its last
            let meets = |place: &&u64| **place < shared && theirs.binary_search(&(**place + ahead)).is_ok();
            own.clone().filter(meets).count()
        });
        (own.count() - twice) as u64
    }

    fn places(&self, set: &Set) -> Vec<u64> {
        let mut places = Vec::new();
        times::places(&self.periods.positions, self.periods.size(set), &mut places);
        places
    }

    /// How many places the set has on the day that it shares with the set before.
    fn shared(&self) -> u64 {
        if self.before.is_some() { self.periods.times.len() as u64 } else { 0 }
    }

    /// The instance with this number among the set's own.
    fn wall(&self, n: u64) -> Option<i64> {
        let periods = self.periods;
        if periods.positions.is_empty() {
            let passed = periods.below(&self.set, self.from).max(self.shared());
            return periods.wall(&self.set, n + passed);
        }
        // On a day that two sets share, what they pick comes in turns. Those of the set before come into the list again,
        // and so into the number.
        let (mut walls, mut places) = (Vec::new(), Vec::new());
        let mut pick = |set: &Set, walls: &mut Vec<i64>| {
            periods.pick(set, &mut places, walls);
            walls.retain(|wall| *wall >= self.from);
        };
        self.before.iter().for_each(|before| pick(before, &mut walls));
        let at = usize::try_from(n).ok()? + walls.len();
        pick(&self.set, &mut walls);
        let following = periods.set(self.period + 1);
        if periods.share_a_day(&self.set, &following) {
            pick(&following, &mut walls);
        }
        walls.sort_unstable();
        walls.dedup();
        walls.get(at).copied()
    }
}

impl Periods {
    /// How many instances a set has before BYSETPOS picks.
    pub(super) fn size(&self, set: &Set) -> u64 {
        set.days.count() * self.times.len() as u64
    }

    /// How many of them lie before a wall time.
    fn below(&self, set: &Set, wall: i64) -> u64 {
        let at = wall.div_euclid(DAY) - set.first;
        if at < 0 {
            return 0;
        }
        if at > LONGEST {
            return self.size(set);
        }
        let mut later = set.days;
        later.clear_below(at);
        let days = set.days.count() - later.count();
        let times = self.times.partition_point(|time| i64::from(*time) < wall.rem_euclid(DAY));
        days * self.times.len() as u64 + if later.has(at) { times as u64 } else { 0 }
    }

    /// Whether the last day of a set is the first of the next, as SKIP can make it.
    pub(super) fn share_a_day(&self, set: &Set, next: &Set) -> bool {
        let ends = || Some((set.first + set.days.ends()?.1, next.first + next.days.ends()?.0));
        self.may_share() && ends().is_some_and(|(last, first)| last == first)
    }

    fn may_share(&self) -> bool {
        self.skip != Skip::Omit && self.interval == 1
    }

    /// What decides which of its times a day has: its place in its set. `Some(None)` if it lies in none, `None` if it lies
    /// in two.
    pub(super) fn phase(&self, day: i64) -> Option<Option<i64>> {
        let period = self.seek(day);
        let own = |set: &Set| set.days.has(day - set.first);
        let (set, next) = (self.set(period), self.set(period + self.interval));
        let set = match (own(&set), own(&next)) {
            (true, true) => return None,
            (false, false) => return Some(None),
            (first, _) => {
                if first {
                    set
                } else {
                    next
                }
            }
        };
        if self.positions.is_empty() {
            return Some(Some(0));
        }
        let mut later = set.days;
        later.clear_below(day - set.first);
        Some(Some(set.days.count() as i64 * LONGEST + later.count() as i64)) // both at most LONGEST
    }
}

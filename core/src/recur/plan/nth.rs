//! Counting the instances of periods, and finding one by its number, by counting the bits of sets of days.

use super::super::Skip;
use super::calendar::{CYCLE_DAYS, CYCLE_YEARS, last_day};
use super::periods::{Period, Periods, Set};
use super::{Budget, gcd};
use crate::error::Result;
use crate::time::DAY;

impl Periods {
    /// Whether BYSETPOS may pick one instance for two periods, so that sets cannot be counted one by one.
    pub(super) fn picks_may_meet(&self) -> bool {
        self.skip != Skip::Omit && !self.positions.is_empty()
    }

    /// How many instances lie from `from` to `until`, inclusive.
    pub(super) fn count(&self, from: i64, until: i64, budget: &mut Budget) -> Result<u64> {
        let mut picked = Picked::default();
        let (mut period, mut sum) = (self.seek(from.div_euclid(DAY)), 0);
        loop {
            let set = self.own_set(period);
            if set.first * DAY > until {
                return Ok(sum);
            }
            budget.spend(1 + self.positions.len() as u64, set.first * DAY)?;
            picked.pick(self, &set);
            // Most sets lie within, and none is longer than a mask.
            let within = from <= set.first * DAY && (set.first + 384) * DAY <= until;
            sum += if within {
                picked.size(self, &set)
            } else {
                picked.before(self, &set, until.saturating_add(1)) - picked.before(self, &set, from)
            };
            period += self.interval;
        }
    }

    /// The nth instance at or after `from`, counted from 0; `None` beyond the supported years.
    pub(super) fn nth(&self, from: i64, n: u64, budget: &mut Budget) -> Result<Option<i64>> {
        let periods = match self.period {
            Period::Week(_) => CYCLE_DAYS / 7,
            Period::Month => 12 * CYCLE_YEARS,
            Period::Year | Period::WeekYear(_) => CYCLE_YEARS,
        };
        let cycle = periods / gcd(periods, self.interval);
        let mut picked = Picked::default();
        let (mut period, mut steps, mut left, mut passed) = (self.seek(from.div_euclid(DAY)), 0, n, 0u64);
        loop {
            let set = self.own_set(period);
            if set.first > last_day() {
                return Ok(None);
            }
            budget.spend(1 + self.positions.len() as u64, set.first * DAY)?;
            picked.pick(self, &set);
            let before = if set.first * DAY < from { picked.before(self, &set, from) } else { 0 };
            let size = picked.size(self, &set) - before;
            if left < size {
                return Ok(picked.wall(self, &set, before + left));
            }
            // The first two can be cut by `from`; of those after them, all repeat after 400 years or the multiple that
            // INTERVAL makes of them.
            left -= size;
            passed = if steps < 2 { 0 } else { passed + size };
            (period, steps) = (period + self.interval, steps + 1);
            if steps == cycle + 2 && self.phase.is_none() {
                let Some(cycles) = left.checked_div(passed) else { return Ok(None) };
                left -= cycles * passed;
                let ahead =
                    i64::try_from(cycles).ok().and_then(|cycles| cycles.checked_mul(cycle * self.interval));
                let Some(ahead) = ahead.filter(|ahead| *ahead < CYCLE_DAYS * 100) else { return Ok(None) };
                period += ahead;
            }
        }
    }

    /// The set of a period without the days that SKIP has moved onto the period before as well.
    fn own_set(&self, period: i64) -> Set {
        let mut set = self.set(period);
        if self.skip != Skip::Omit && self.interval == 1 && period > self.own {
            let before = self.set(period - 1);
            if let Some((_, last)) = before.days.ends() {
                set.days.clear_below(before.first + last + 1 - set.first);
            }
        }
        set
    }
}

/// The instances of a set that BYSETPOS picks, if there is one.
#[derive(Default)]
struct Picked {
    walls: Vec<i64>,
    places: Vec<u64>,
}

impl Picked {
    fn pick(&mut self, periods: &Periods, set: &Set) {
        if !periods.positions.is_empty() {
            self.walls.clear();
            periods.pick(set, &mut self.places, &mut self.walls);
        }
    }

    fn size(&self, periods: &Periods, set: &Set) -> u64 {
        if periods.positions.is_empty() {
            set.days.count() * periods.times.len() as u64
        } else {
            self.walls.len() as u64
        }
    }

    fn wall(&self, periods: &Periods, set: &Set, place: u64) -> Option<i64> {
        if periods.positions.is_empty() {
            return periods.wall(set, place);
        }
        usize::try_from(place).ok().and_then(|place| self.walls.get(place).copied())
    }

    /// How many instances of the set lie before a wall time.
    fn before(&self, periods: &Periods, set: &Set, wall: i64) -> u64 {
        if !periods.positions.is_empty() {
            return self.walls.partition_point(|own| *own < wall) as u64;
        }
        let at = wall.div_euclid(DAY) - set.first;
        let mut later = set.days;
        later.clear_below(at);
        let days = set.days.count() - later.count();
        let times = periods.times.partition_point(|time| i64::from(*time) < wall.rem_euclid(DAY));
        days * periods.times.len() as u64 + if later.has(at) { times as u64 } else { 0 }
    }
}

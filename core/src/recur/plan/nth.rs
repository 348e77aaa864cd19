use super::super::Skip;
use super::calendar::{CYCLE_DAYS, CYCLE_YEARS, last_day};
use super::gcd;
use super::periods::{Period, Periods, Set};
use crate::time::DAY;

/// An instance by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::recur) enum Nth {
    At(i64),
    /// It lies beyond the supported years.
    Beyond,
    /// It would have to be walked to.
    Unknown,
}

impl Periods {
    /// The nth instance, counted from 0.
    pub(super) fn nth(&self, n: u64) -> Nth {
        if self.skip != Skip::Omit {
            return Nth::Unknown;
        }
        let years = CYCLE_YEARS;
        let periods = match self.period {
            Period::Week(_) => CYCLE_DAYS / 7,
            Period::Month => 12 * years,
            Period::Year | Period::WeekYear(_) => years,
        };
        let cycle = periods / gcd(periods, self.interval);
        let (mut walls, mut places) = (Vec::new(), Vec::new());
        let (mut period, mut steps, mut left, mut passed) = (self.own, 0, n, 0u64);
        loop {
            let set = self.set(period);
            if set.first > last_day() {
                return Nth::Beyond;
            }
            walls.clear();
            let mut size = set.days.count() * self.times.len() as u64;
            if !self.positions.is_empty() {
                self.pick(&set, &mut places, &mut walls);
                size = walls.len() as u64;
            }
            if steps == 0 {
                left += self.before_start(&set, &walls);
            }
            if left < size {
                let picked = usize::try_from(left).ok().and_then(|at| walls.get(at).copied());
                let wall = if self.positions.is_empty() { self.wall(&set, left) } else { picked };
                return wall.map_or(Nth::Beyond, Nth::At);
            }
            (left, passed) = (left - size, passed + size);
            (period, steps) = (period + self.interval, steps + 1);
            if steps == cycle && self.phase.is_none() {
                // All that follows is this once more, after 400 years or the multiple that INTERVAL makes of them.
                let Some(cycles) = left.checked_div(passed) else { return Nth::Beyond };
                left -= cycles * passed;
                let ahead =
                    i64::try_from(cycles).ok().and_then(|cycles| cycles.checked_mul(cycle * self.interval));
                let Some(ahead) = ahead.filter(|ahead| *ahead < CYCLE_DAYS * 100) else { return Nth::Beyond };
                period += ahead;
            }
        }
    }

    /// How many instances of the start's own period lie before the start.
    fn before_start(&self, set: &Set, walls: &[i64]) -> u64 {
        if !self.positions.is_empty() {
            return walls.partition_point(|wall| *wall < self.start) as u64;
        }
        let at = self.start.div_euclid(DAY) - set.first;
        let mut later = set.days;
        later.clear_below(at);
        let days = set.days.count() - later.count();
        let times = self.times.partition_point(|time| i64::from(*time) < self.start.rem_euclid(DAY));
        days * self.times.len() as u64 + if later.has(at) { times as u64 } else { 0 }
    }
}

//! Counting the instances of sub-daily rules within months and the like: how many a day has depends on nothing but the
//! phase of INTERVAL at its midnight.

use super::units::{UnitWalk, Units};
use super::years::Years;
use super::{Budget, calendar::Year, calendar::last_day, mask::Mask};
use crate::error::Result;
use crate::time::DAY;

/// How many units a matching day has.
enum Day {
    /// Each the same.
    Same(u64),
    /// By the first unit that INTERVAL reaches after its midnight; no more than one beyond the end.
    ByPhase(Vec<u32>),
}

/// So many days are looked up in the time of a step of another kind.
const DAYS_A_STEP: u64 = 16;

fn at_phase(phases: &[u32], phase: i64) -> u32 {
    usize::try_from(phase).ok().and_then(|phase| phases.get(phase)).copied().unwrap_or_default()
}

pub(super) struct UnitTally<'p> {
    units: &'p Units,
    years: &'p Years,
    day: Day,
}

impl<'p> UnitTally<'p> {
    pub(super) fn new(units: &'p Units, years: &'p Years) -> Self {
        let (interval, per_day) = (units.interval, units.per_day());
        let day = if per_day % interval == 0 {
            let phase = units.first.rem_euclid(interval);
            Day::Same(units.named().filter(|unit| unit % interval == phase).count() as u64)
        } else {
            let mut phases = vec![0; interval.min(per_day) as usize]; // at most the seconds of a day
            for unit in units.named() {
                if let Some(phase) = phases.get_mut((unit % interval) as usize) {
                    *phase += 1;
                }
            }
            Day::ByPhase(phases)
        };
        Self { units, years, day }
    }

    /// How many instances lie from `from` to `until`, inclusive.
    pub(super) fn count(&self, from: i64, until: i64, budget: &mut Budget) -> Result<u64> {
        let (first, last) = (from.div_euclid(DAY), until.div_euclid(DAY));
        if last - first < 2 {
            return self.walked(from, until, budget).map(|walls| walls.len() as u64);
        }
        let mut sum = self.walked(from, first * DAY + DAY - 1, budget)?.len() as u64;
        sum += self.walked(last * DAY, until, budget)?.len() as u64;
        let mut year = Year::containing(first + 1);
        let mut from = first + 1 - year.first;
        while year.first < last {
            let mut days = self.years.of(year).and(&Mask::lowest(last - year.first));
            days.clear_below(from);
            sum += self.days(year, days, budget)?;
            (year, from) = (Year::of(year.number + 1), 0);
        }
        Ok(sum)
    }

    /// The nth instance at or after `from`, counted from 0; `None` beyond the supported years.
    pub(super) fn nth(&self, from: i64, n: u64, budget: &mut Budget) -> Result<Option<i64>> {
        let first = from.div_euclid(DAY);
        // A number beyond what all days could have needs no search.
        let days = last_day() - first + 1;
        let reached = days * self.units.per_day() / self.units.interval + 1;
        let most = self.most_in_a_day().saturating_mul(days.unsigned_abs());
        if most.min(reached.unsigned_abs().saturating_mul(self.units.inner.len() as u64)) <= n {
            return Ok(None);
        }
        let walls = self.walked(from, first * DAY + DAY - 1, budget)?;
        if let Some(wall) = usize::try_from(n).ok().and_then(|n| walls.get(n)) {
            return Ok(Some(*wall));
        }
        let mut left = n - walls.len() as u64; // no wall has the number `n`, so there are no more
        let mut year = Year::containing(first + 1);
        let mut from = first + 1 - year.first;
        while year.first <= last_day() {
            let mut days = *self.years.of(year);
            days.clear_below(from);
            let here = self.days(year, days, budget)?;
            if left < here {
                return self.in_year(year, days, left, budget);
            }
            left -= here;
            (year, from) = (Year::of(year.number + 1), 0);
        }
        Ok(None)
    }

    fn in_year(&self, year: Year, days: Mask, mut left: u64, budget: &mut Budget) -> Result<Option<i64>> {
        for day in days.iter().map(|bit| year.first + bit) {
            let here = self.day(day);
            if left < here {
                let walls = self.walked(day * DAY, day * DAY + DAY - 1, budget)?;
                return Ok(walls.get(left as usize).copied()); // below the instances of a day
            }
            left -= here;
        }
        Ok(None)
    }

    fn days(&self, year: Year, days: Mask, budget: &mut Budget) -> Result<u64> {
        let inner = self.units.inner.len() as u64;
        let phases = match &self.day {
            Day::Same(count) => {
                budget.spend(1, year.first * DAY)?;
                return Ok(days.count() * count * inner);
            }
            Day::ByPhase(phases) => phases,
        };
        budget.spend(1 + days.count() / DAYS_A_STEP, year.first * DAY)?;
        // From day to day the phase goes back by the same, which spares the divisions.
        let (interval, back) = (self.units.interval, self.units.per_day() % self.units.interval);
        let (mut at, mut phase, mut sum) = (0, self.phase(year.first), 0);
        days.for_each(|bit| {
            while at < bit {
                phase -= back;
                phase += if phase < 0 { interval } else { 0 };
                at += 1;
            }
            sum += u64::from(at_phase(phases, phase));
        });
        Ok(sum * inner)
    }

    /// How far after the midnight of a day INTERVAL reaches its first unit.
    const fn phase(&self, day: i64) -> i64 {
        (self.units.first - day * self.units.per_day()).rem_euclid(self.units.interval)
    }

    fn most_in_a_day(&self) -> u64 {
        let units = match &self.day {
            Day::Same(count) => *count,
            Day::ByPhase(phases) => phases.iter().copied().max().unwrap_or_default().into(),
        };
        units * self.units.inner.len() as u64
    }

    /// The instances of a matching day.
    fn day(&self, day: i64) -> u64 {
        let units = match &self.day {
            Day::Same(count) => *count,
            Day::ByPhase(phases) => at_phase(phases, self.phase(day)).into(),
        };
        units * self.units.inner.len() as u64
    }

    fn walked(&self, from: i64, until: i64, budget: &mut Budget) -> Result<Vec<i64>> {
        let mut walls = Vec::new();
        let mut walk = UnitWalk::new(self.units, self.years, from, until);
        while walk.fill(&mut walls, 1024, budget)? {}
        Ok(walls)
    }
}

use super::super::{Freq, Rule};
use super::times::{hms, or, picked, real};
use super::years::Years;
use super::{Budget, gcd};
use crate::error::Result;
use crate::time::DAY;

/// The hours, minutes or seconds that a sub-daily rule names, stepped through by INTERVAL.
#[derive(Clone, Debug)]
pub(super) struct Units {
    /// Seconds of one unit.
    pub(super) length: i64,
    pub(super) interval: i64,
    /// The unit that the start lies in, counted from 1970-01-01T00:00:00.
    pub(super) first: i64,
    /// BYHOUR, BYMINUTE and BYSECOND as bits, as far as they choose units; then how long one of each is.
    clock: [(u64, i64); 3],
    /// The instances within one unit, as seconds since it began. INVARIANT: ascending.
    pub(super) inner: Box<[u32]>,
}

impl Units {
    pub(super) fn new(rule: &Rule, start: i64) -> Self {
        let [_, minute, second] = &hms(start);
        let (length, minutes, seconds) = match rule.freq {
            Freq::Hourly => (3600, or(&rule.by.minute, minute), or(&rule.by.second, second)),
            Freq::Minutely => (60, or(&[], &0), or(&rule.by.second, second)),
            _ => (1, or(&[], &0), or(&[], &0)),
        };
        let inner = minutes
            .iter()
            .flat_map(|minute| real(seconds).map(move |second| u32::from(*minute) * 60 + second));
        let named = |list: &[u8], own: i64, count: u32| {
            let all = u64::MAX >> (64 - count);
            if list.is_empty() || own < length {
                all
            } else {
                list.iter().fold(0, |bits, n| bits | 1 << n) & all
            }
        };
        Self {
            length,
            interval: rule.interval.into(),
            first: start.div_euclid(length),
            clock: [
                (named(&rule.by.hour, 3600, 24), 3600),
                (named(&rule.by.minute, 60, 60), 60),
                (named(&rule.by.second, 1, 60), 1),
            ],
            inner: picked(&rule.by.set_pos, inner.collect()),
        }
    }

    /// Units of a day.
    pub(super) const fn per_day(&self) -> i64 {
        DAY / self.length
    }

    /// Whether every unit of the day is named.
    pub(super) fn all_day(&self) -> bool {
        self.clock.iter().map(|(named, _)| named.count_ones()).sum::<u32>() == 24 + 60 + 60
    }

    /// Whether the parts with times name a unit.
    pub(super) fn names(&self, unit: i64) -> bool {
        self.next_named(unit) == unit
    }

    /// Whether the rule can have no instance at all, whatever the days: no step of INTERVAL ever meets its times.
    pub(super) fn is_empty(&self) -> bool {
        let common = gcd(self.interval, self.per_day());
        let offset = self.first.rem_euclid(common);
        let mut steps = (0..self.per_day() / common).map(|n| n * common + offset);
        self.inner.is_empty() || !(self.all_day() || steps.any(|unit| self.names(unit)))
    }

    /// The units of a day that the parts with times name, whatever INTERVAL says.
    pub(super) fn named(&self) -> impl Iterator<Item = i64> {
        let mut unit = 0;
        std::iter::from_fn(move || {
            while unit < self.per_day() {
                let next = self.next_named(unit);
                if next == unit {
                    unit += 1;
                    return Some(next);
                }
                unit = next;
            }
            None
        })
    }

    /// How far the unit of a wall time is beyond one that INTERVAL reaches.
    pub(super) const fn phase(&self, wall: i64) -> i64 {
        (wall.div_euclid(self.length) - self.first).rem_euclid(self.interval)
    }

    /// The first unit at or after `unit` that INTERVAL reaches.
    fn reached(&self, unit: i64) -> i64 {
        unit + (self.first - unit).rem_euclid(self.interval)
    }

    /// A unit that is not before `unit` and not after the next one that is named; `unit` itself exactly if it is named.
    fn next_named(&self, unit: i64) -> i64 {
        let time = unit.rem_euclid(self.per_day()) * self.length;
        let mut start = unit * self.length - time;
        let mut rest = time;
        for (named, length) in self.clock {
            let at = rest / length; // below 24 or 60
            let ahead = named >> at;
            if ahead & 1 == 0 {
                // From the next that is named, or from the end of the whole.
                let count = if length == 3600 { 24 } else { 60 };
                let next = if ahead == 0 { count } else { at + i64::from(ahead.trailing_zeros()) };
                return (start + next * length).div_euclid(self.length).max(unit + 1);
            }
            start += at * length;
            rest %= length;
            if length == self.length {
                break;
            }
        }
        unit
    }
}

/// The instances of a sub-daily rule on the days that it names, from some time on.
#[derive(Debug)]
pub(super) struct UnitWalk<'p> {
    units: &'p Units,
    years: &'p Years,
    unit: i64,
    from: i64,
    until: i64,
    /// The day that was last found to match.
    day: i64,
}

impl<'p> UnitWalk<'p> {
    pub(super) fn new(units: &'p Units, years: &'p Years, from: i64, until: i64) -> Self {
        let unit = units.reached(from.div_euclid(units.length));
        Self { units, years, unit, from, until, day: i64::MIN }
    }

    /// Adds up to `room` instances and no more than a unit beyond; `false` after the last.
    pub(super) fn fill(&mut self, out: &mut Vec<i64>, room: usize, budget: &mut Budget) -> Result<bool> {
        let (full, units) = (out.len() + room, self.units);
        while out.len() < full {
            let start = self.unit * units.length;
            if start > self.until {
                return Ok(false);
            }
            budget.spend(1, start)?;
            let day = self.unit.div_euclid(units.per_day());
            if day != self.day {
                let (found, years) = self.years.next(day, self.until.div_euclid(DAY));
                budget.spend(years, start)?;
                let Some(found) = found else { return Ok(false) };
                self.day = found;
                if found != day {
                    self.unit = units.reached(found * units.per_day());
                    continue;
                }
            }
            let named = units.next_named(self.unit);
            if named != self.unit {
                self.unit = units.reached(named);
                continue;
            }
            let walls = units.inner.iter().map(|second| start + i64::from(*second));
            let (from, until) = (self.from, self.until);
            out.extend(walls.filter(|wall| (from..=until).contains(wall)));
            self.unit += units.interval;
        }
        Ok(true)
    }
}

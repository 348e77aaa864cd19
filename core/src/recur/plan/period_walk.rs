use super::super::Skip;
use super::Budget;
use super::calendar::Year;
use super::mask::Mask;
use super::months::Months;
use super::periods::{Period, Periods, Sets, month};
use super::years::Years;
use crate::error::Result;
use crate::time::DAY;

/// The instances of a rule of periods, from some time on.
#[derive(Debug)]
pub(super) struct PeriodWalk<'p> {
    periods: &'p Periods,
    /// The next period to look at.
    next: i64,
    from: i64,
    until: i64,
    /// The days of this period that are still to come, and the midnight of bit 0.
    days: Mask,
    base: i64,
    /// The midnight of this day, and the place of its next time.
    day: i64,
    time: usize,
    /// What BYSETPOS picked.
    picked: Vec<i64>,
    at: usize,
    places: Vec<u64>,
    /// The last day that SKIP gave.
    last: i64,
}

/// Who asks for as many does not mind a few more.
const MANY: usize = 16;

impl<'p> PeriodWalk<'p> {
    pub(super) fn new(periods: &'p Periods, from: i64, until: i64) -> Self {
        Self {
            next: periods.seek(from.div_euclid(DAY)),
            from,
            until,
            days: Mask::EMPTY,
            base: 0,
            day: 0,
            time: periods.times.len(),
            picked: Vec::new(),
            at: 0,
            places: Vec::new(),
            last: i64::MIN / 2,
            periods,
        }
    }

    /// Adds about `room` instances; `false` after the last.
    pub(super) fn fill(&mut self, out: &mut Vec<i64>, room: usize, budget: &mut Budget) -> Result<bool> {
        let full = out.len() + room;
        loop {
            if !self.periods.positions.is_empty() {
                let rest = self.picked.get(self.at..).unwrap_or_default();
                let part = rest.get(..full - out.len()).unwrap_or(rest);
                out.extend_from_slice(part);
                self.at += part.len();
            } else if let [time] = *self.periods.times {
                let (base, from) = (self.base + i64::from(time), self.from);
                while out.len() < full {
                    let Some(bit) = self.days.pop() else { break };
                    let wall = base + bit * DAY;
                    if wall >= from {
                        out.push(wall);
                    }
                }
            } else {
                self.times_of_days(out, full);
            }
            if out.last().is_some_and(|wall| *wall > self.until) {
                let beyond = out.iter().rev().take_while(|wall| **wall > self.until).count();
                out.truncate(out.len() - beyond);
                return Ok(false);
            }
            if out.len() >= full {
                return Ok(true);
            }
            if room >= MANY {
                self.whole(out, full, budget)?;
            }
            if out.len() >= full {
                return Ok(true);
            }
            if !self.advance(budget)? {
                return Ok(false);
            }
        }
    }

    /// The plain case, with little to carry along: whole periods with one time a day, as long as the end is not near.
    /// The last may go beyond `full`.
    fn whole(&mut self, out: &mut Vec<i64>, full: usize, budget: &mut Budget) -> Result<()> {
        let Periods { sets, times, positions, skip, phase, period, .. } = self.periods;
        let [time] = **times else { return Ok(()) };
        if !positions.is_empty() || *skip != Skip::Omit || phase.is_some() {
            return Ok(());
        }
        match (sets, period) {
            (Sets::Months(months), _) => self.whole_months(months, time.into(), out, full, budget),
            (Sets::Years(years), Period::Year | Period::WeekYear(_)) => {
                self.whole_years(years, time.into(), out, full, budget)
            }
            _ => Ok(()),
        }
    }

    fn whole_months(
        &mut self,
        months: &Months,
        time: i64,
        out: &mut Vec<i64>,
        full: usize,
        budget: &mut Budget,
    ) -> Result<()> {
        let (mut year, mut month0) = month(self.next);
        let interval = self.periods.interval;
        while out.len() < full {
            let midnight = (year.first + year.month_start(month0)) * DAY;
            if midnight < self.from || midnight + 31 * DAY > self.until {
                break;
            }
            budget.spend(1, midnight)?;
            let mut days = months.of(year, month0);
            while days != 0 {
                out.push(midnight + i64::from(days.trailing_zeros()) * DAY + time);
                days &= days - 1;
            }
            self.next += interval;
            let ahead = month0 as i64 + interval; // below 12 and u32::MAX
            if ahead < 12 {
                month0 = ahead as usize;
            } else {
                (year, month0) = (Year::of(year.number + ahead / 12), (ahead % 12) as usize);
            }
        }
        Ok(())
    }

    fn whole_years(
        &mut self,
        years: &Years,
        time: i64,
        out: &mut Vec<i64>,
        full: usize,
        budget: &mut Budget,
    ) -> Result<()> {
        while out.len() < full {
            let year = Year::of(self.next);
            let midnight = years.first(year) * DAY;
            // A year of weeks has 371 days at most.
            if midnight < self.from || midnight + 372 * DAY > self.until {
                break;
            }
            budget.spend(1, midnight)?;
            years.of(year).for_each(|bit| out.push(midnight + bit * DAY + time));
            self.next += self.periods.interval;
        }
        Ok(())
    }

    fn times_of_days(&mut self, out: &mut Vec<i64>, full: usize) {
        let times = &self.periods.times;
        while out.len() < full {
            let rest = times.get(self.time..).unwrap_or_default();
            if rest.is_empty() {
                let Some(bit) = self.days.pop() else { return };
                self.day = self.base + bit * DAY;
                let before = self.from - self.day;
                self.time = times.partition_point(|time| i64::from(*time) < before);
                continue;
            }
            let part = rest.get(..full - out.len()).unwrap_or(rest);
            let day = self.day;
            out.extend(part.iter().map(|time| day + i64::from(*time)));
            self.time += part.len();
        }
    }

    /// Goes on to the next period that has a day; `false` after the last.
    fn advance(&mut self, budget: &mut Budget) -> Result<bool> {
        loop {
            let mut set = self.periods.set(self.next);
            let base = set.first * DAY;
            if base > self.until {
                return Ok(false);
            }
            budget.spend(1, base)?;
            self.next += self.periods.interval;
            if !self.periods.positions.is_empty() {
                if self.pick(budget)? {
                    return Ok(true);
                }
                continue;
            }
            set.days.clear_below(self.from.div_euclid(DAY) - set.first);
            if self.periods.skip != Skip::Omit {
                // A day that moved here may be the last of the period before.
                set.days.clear_below(self.last + 1 - set.first);
                self.last = set.days.ends().map_or(self.last, |(_, last)| set.first + last);
            }
            if !set.days.is_empty() {
                (self.days, self.base) = (set.days, base);
                return Ok(true);
            }
        }
    }

    /// Picks from the period just passed, and from those after it whose days lie among its own.
    fn pick(&mut self, budget: &mut Budget) -> Result<bool> {
        let (periods, from) = (self.periods, self.from);
        self.picked.clear();
        self.at = 0;
        let mut set = periods.set(self.next - periods.interval);
        budget.spend(periods.positions.len() as u64, set.first * DAY)?;
        periods.pick(&set, &mut self.places, &mut self.picked);
        let may_meet = periods.skip != Skip::Omit && periods.interval == 1;
        while let Some((_, last)) = set.days.ends().filter(|_| may_meet) {
            let following = periods.set(self.next);
            let first = following.days.ends().map_or(i64::MAX, |(first, _)| following.first + first);
            if first > set.first + last {
                break;
            }
            set = following;
            budget.spend(1, set.first * DAY)?;
            periods.pick(&set, &mut self.places, &mut self.picked);
            self.next += 1;
        }
        self.picked.sort_unstable();
        self.picked.dedup();
        self.picked.retain(|wall| *wall >= from);
        Ok(!self.picked.is_empty())
    }
}

use super::times::places;
use super::{Budget, Clock, Plan, Times, Units};
use crate::error::Result;
use crate::time::{DAY, MAX_DATE, date_of_day, day_of_date};
use chrono::{Datelike, NaiveDate};
use std::collections::VecDeque;

/// The wall times of a plan, one by one and in order.
#[derive(Debug)]
pub(in crate::recur) struct Walls<'p> {
    plan: &'p Plan,
    from: i64,
    until: i64,
    days: Days<'p>,
    /// A day that was read to see where its period ends.
    held: Option<i32>,
    now: Now,
}

/// What is being handed out.
#[derive(Debug)]
enum Now {
    Nothing,
    /// Every time of one day, from the nth on.
    Day {
        day: i32,
        next: usize,
    },
    /// What BYSETPOS picked.
    Picked(VecDeque<i64>),
    /// The units of one day from `unit` on; within it the nth instance.
    Units {
        day: i32,
        unit: i64,
        next: usize,
    },
    Ended,
}

impl<'p> Walls<'p> {
    pub(super) fn new(plan: &'p Plan, from: i64, until: i64) -> Self {
        let day = |wall: i64| i32::try_from(wall.div_euclid(DAY)).unwrap_or(i32::MAX);
        let first = plan.period.first_day(plan.period.of(day(from)));
        let last = match &plan.clock {
            // BYSETPOS counts in whole periods, so the one that the end falls into is read to its own end.
            Clock::Times { positions, .. } if !positions.is_empty() => {
                plan.period.first_day(plan.period.of(day(until)).saturating_add(1)).saturating_add(6)
            }
            _ => day(until),
        };
        let empty = match &plan.clock {
            Clock::Times { times, .. } => times.len() == 0,
            Clock::Units(units) => units.is_empty(),
        };
        let now = if empty || from > until { Now::Ended } else { Now::Nothing };
        Self { plan, from, until, days: Days::new(plan, first, last), held: None, now }
    }

    /// The next wall time, or `None` after the last.
    pub(in crate::recur) fn next(&mut self, budget: &mut Budget) -> Result<Option<i64>> {
        loop {
            let wall = match (&mut self.now, &self.plan.clock) {
                (Now::Ended, _) => return Ok(None),
                (Now::Day { day, next }, Clock::Times { times, .. }) => of_day(times, *day, next),
                (Now::Picked(walls), _) => walls.pop_front(),
                (Now::Units { day, unit, next }, Clock::Units(units)) => {
                    of_units(units, *day, unit, next, budget)?
                }
                _ => None,
            };
            match wall {
                Some(wall) if wall > self.until => self.now = Now::Ended,
                Some(wall) if wall >= self.from => return Ok(Some(wall)),
                Some(_) => {}
                None => self.advance(budget)?,
            }
        }
    }

    /// Goes on to the next day or period of the rule.
    fn advance(&mut self, budget: &mut Budget) -> Result<()> {
        let Some(day) = self.next_day(budget)? else {
            self.now = Now::Ended;
            return Ok(());
        };
        self.now = match &self.plan.clock {
            Clock::Times { times, positions } if positions.is_empty() => {
                let before = self.from - i64::from(day) * DAY;
                Now::Day { day, next: if before <= 0 { 0 } else { skip(times, before) } }
            }
            Clock::Times { times, positions } => self.pick(times, positions, day, budget)?,
            Clock::Units(units) => {
                let unit = self.from.max(i64::from(day) * DAY).div_euclid(units.length);
                let reached = units.reached(unit) * units.length;
                if reached >= (i64::from(day) + 1) * DAY {
                    self.days.skip_to(i32::try_from(reached.div_euclid(DAY)).unwrap_or(i32::MAX));
                }
                Now::Units { day, unit, next: 0 }
            }
        };
        Ok(())
    }

    /// The whole set of one period, from its own start, and what BYSETPOS picks of it.
    fn pick(&mut self, times: &Times, positions: &[i16], day: i32, budget: &mut Budget) -> Result<Now> {
        let period = self.plan.period.of(day);
        let mut days = vec![day];
        while let Some(next) = self.next_day(budget)? {
            if self.plan.period.of(next) != period {
                self.held = Some(next);
                break;
            }
            days.push(next);
        }
        let wall = |place: usize| {
            let day = days.get(place / times.len())?;
            Some(i64::from(*day) * DAY + times.nth(place % times.len()))
        };
        let walls = places(positions, days.len().saturating_mul(times.len())).into_iter().filter_map(wall);
        Ok(Now::Picked(walls.collect()))
    }

    /// The next matching day that lies in a period of the INTERVAL.
    fn next_day(&mut self, budget: &mut Budget) -> Result<Option<i32>> {
        if let Some(day) = self.held.take() {
            return Ok(Some(day));
        }
        let (period, interval) = (self.plan.period, self.plan.interval);
        if matches!(self.plan.clock, Clock::Units(_)) {
            return self.days.next(budget);
        }
        let start = period.of(i32::try_from(self.plan.start.div_euclid(DAY)).unwrap_or(i32::MAX));
        while let Some(day) = self.days.next(budget)? {
            let number = period.of(day);
            let into = (number - start).rem_euclid(interval);
            if number >= start && into == 0 {
                return Ok(Some(day));
            }
            let ahead = if number < start { start - number } else { interval - into };
            self.days.skip_to(period.first_day(number.saturating_add(ahead)));
        }
        Ok(None)
    }
}

fn of_day(times: &Times, day: i32, next: &mut usize) -> Option<i64> {
    (*next < times.len()).then(|| {
        let wall = i64::from(day) * DAY + times.nth(*next);
        *next += 1;
        wall
    })
}

/// The first time that is not before `seconds` after midnight.
fn skip(times: &Times, seconds: i64) -> usize {
    (0..times.len()).find(|n| times.nth(*n) >= seconds).unwrap_or(times.len())
}

fn of_units(
    units: &Units,
    day: i32,
    unit: &mut i64,
    next: &mut usize,
    budget: &mut Budget,
) -> Result<Option<i64>> {
    if *next == units.inner.len() {
        (*unit, *next) = (*unit + 1, 0);
    }
    if *next == 0 {
        let (found, steps) = units.next(i64::from(day), *unit);
        budget.spend(steps, i64::from(day) * DAY)?;
        let Some(found) = found else { return Ok(None) };
        *unit = found;
    }
    let offset = units.inner.get(*next).copied().unwrap_or_default();
    *next += 1;
    Ok(Some(*unit * units.length + i64::from(offset)))
}

/// The days that match, year by year.
#[derive(Debug)]
struct Days<'p> {
    plan: &'p Plan,
    year: i32,
    read: bool,
    of_year: Vec<i32>,
    at: usize,
    from: i32,
    last: i32,
}

impl<'p> Days<'p> {
    fn new(plan: &'p Plan, from: i32, last: i32) -> Self {
        let last = last.min(day_of_date(MAX_DATE));
        Self { plan, year: date_of_day(from).year(), read: false, of_year: Vec::new(), at: 0, from, last }
    }

    fn next(&mut self, budget: &mut Budget) -> Result<Option<i32>> {
        loop {
            if self.from > self.last {
                return Ok(None);
            }
            if !self.read {
                let new_year = NaiveDate::from_ymd_opt(self.year, 1, 1).map_or(i32::MAX, day_of_date);
                if new_year > self.last {
                    return Ok(None);
                }
                budget.spend(366, i64::from(new_year) * DAY)?;
                self.plan.days.of_year(self.year, &mut self.of_year)?;
                (self.read, self.at) = (true, 0);
            }
            while let Some(day) = self.of_year.get(self.at).copied() {
                self.at += 1;
                if day >= self.from {
                    return Ok(Some(day).filter(|day| *day <= self.last));
                }
            }
            (self.year, self.read) = (self.year + 1, false);
        }
    }

    /// Passes over the days before `day`.
    fn skip_to(&mut self, day: i32) {
        self.from = self.from.max(day);
        let year = date_of_day(day).year();
        if year > self.year {
            (self.year, self.read) = (year, false);
        }
    }
}

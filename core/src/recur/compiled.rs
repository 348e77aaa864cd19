//! A rule put to its series: its plan, and its end in ticks.

use super::counted::Counter;
use super::plan::{Budget, Plan};
use super::series::ALL;
use super::start::{Place, checked_wall};
use super::{Rule, Start, Until};
use crate::error::{RecurError, Result};
use crate::time::secs_of_instant;
use crate::zone::Zone;
use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, Utc};
use std::cmp::Ordering;

/// A rule with its plan and its bound in ticks.
#[derive(Clone, Debug)]
pub(super) struct Compiled {
    pub(super) plan: Plan,
    /// The last tick, inclusive, whether UNTIL or COUNT says so.
    pub(super) until: i64,
    /// The start, where it is an occurrence without being an instance.
    pub(super) extra: Option<i64>,
}

impl Compiled {
    pub(super) fn new(
        rule: &Rule,
        start: &Start,
        first: Place,
        zone: &Zone,
        include_start: bool,
        budget: &mut Budget,
    ) -> Result<Self> {
        if start.is_date() && rule.freq().is_subdaily() {
            let reason = format!("{} needs a start with a time", rule.freq());
            return Err(RecurError::Combination { part: "FREQ".to_owned(), reason }.into());
        }
        let plan = Plan::new(rule, first.wall, start.is_date());
        let until = rule.until().map_or(Ok(i64::MAX), |until| last_tick(until, rule.lenient, start, zone))?;
        let counter = Counter { plan: &plan, zone };
        let is_extra = include_start && counter.count(first.at, first.at + 1, budget)? == 0;
        let mut compiled = Self { plan, until, extra: is_extra.then_some(first.at) };
        if let Some(count) = rule.count() {
            // COUNT is above 0, and counts a start that is no instance.
            let last = compiled.nth(u64::from(count) - 1, zone, budget)?;
            compiled.until = last.unwrap_or(i64::MAX);
        }
        Ok(compiled)
    }

    /// The tick of the nth occurrence that the rule makes, counted from 0, the start among them if it is one.
    pub(super) fn nth(&self, n: u64, zone: &Zone, budget: &mut Budget) -> Result<Option<i64>> {
        let counter = Counter { plan: &self.plan, zone };
        // In a gap, instances can come before the start.
        let before = match self.extra {
            Some(extra) => counter.count(ALL.0, extra, budget)?,
            None => u64::MAX,
        };
        let found = match n.cmp(&before) {
            Ordering::Less => counter.nth(n, budget)?,
            Ordering::Equal => self.extra,
            Ordering::Greater => counter.nth(n - 1, budget)?,
        };
        Ok(found.filter(|at| *at <= self.until))
    }

    /// Each tick of a half-open range at which the rule makes an occurrence, in no order.
    pub(super) fn each(
        &self,
        from: i64,
        until: i64,
        zone: &Zone,
        budget: &mut Budget,
        mut take: impl FnMut(i64),
    ) -> Result<()> {
        let until = until.min(self.until.saturating_add(1));
        Counter { plan: &self.plan, zone }.each(from, until, budget, &mut take)?;
        self.extra.into_iter().filter(|extra| (from..until).contains(extra)).for_each(take);
        Ok(())
    }

    /// How many instances lie in a half-open range of ticks.
    pub(super) fn count(&self, from: i64, until: i64, zone: &Zone, budget: &mut Budget) -> Result<u64> {
        let until = until.min(self.until.saturating_add(1));
        let extra = self.extra.is_some_and(|extra| (from..until).contains(&extra));
        let count = Counter { plan: &self.plan, zone }.count(from, until, budget)?;
        Ok(count + u64::from(extra))
    }
}

/// The last tick that UNTIL includes.
fn last_tick(until: Until, lenient: bool, start: &Start, zone: &Zone) -> Result<i64> {
    let at = |wall: NaiveDateTime| checked_wall(wall).map(|wall| zone.compatible_secs(wall));
    let instant = |time: DateTime<Utc>| secs_of_instant(time);
    let midnight = |date: NaiveDate| at(date.into());
    match (start, until) {
        (Start::Date(_), Until::Date(date)) => midnight(date),
        (Start::Floating(_), Until::Local(wall)) => at(wall),
        (Start::Zoned(..), Until::Utc(time)) => instant(time),
        (Start::Date(_), Until::Local(wall)) if lenient => midnight(wall.date()),
        (Start::Date(_), Until::Utc(time)) if lenient => midnight(time.date_naive()),
        (Start::Floating(_), Until::Utc(time)) if lenient => instant(time),
        (Start::Zoned(..), Until::Local(wall)) if lenient => at(wall),
        (_, Until::Date(date)) if lenient => {
            // The whole local day; its end is the next one's start, which a gap may delay.
            let next = date.checked_add_days(Days::new(1)).unwrap_or(date);
            Ok(midnight(next).map_or(i64::MAX / 2, |next| next - 1))
        }
        (start, until) => {
            let expected = match start {
                Start::Date(_) => "a date such as 20270131",
                Start::Floating(_) => "a local time such as 20270131T090000",
                Start::Zoned(..) => "a UTC time such as 20270131T080000Z",
            };
            Err(RecurError::UntilType { until: until.to_string(), expected }.into())
        }
    }
}

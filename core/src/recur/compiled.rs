//! A rule put to its series: its plan, and its end in ticks.

use super::counted::{self, Counted};
use super::plan::{Nth, Plan};
use super::start::{Place, checked_wall};
use super::{Rule, Start, Until};
use crate::error::{RecurError, Result};
use crate::time::secs_of_instant;
use crate::zone::{WallClock, Zone};
use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, Utc};

/// A rule with its plan and its bound in ticks.
#[derive(Clone, Debug)]
pub(super) struct Compiled {
    pub(super) plan: Plan,
    /// The last tick, inclusive, whether UNTIL or COUNT says so.
    pub(super) until: i64,
    /// COUNT, where its end is not known and instances have to be counted.
    pub(super) count: Option<u32>,
}

impl Compiled {
    pub(super) fn new(
        rule: &Rule,
        start: &Start,
        first: Place,
        zone: &Zone,
        include_start: bool,
    ) -> Result<Self> {
        if start.is_date() && rule.freq().is_subdaily() {
            let reason = format!("{} needs a start with a time", rule.freq());
            return Err(RecurError::Combination { part: "FREQ".to_owned(), reason }.into());
        }
        let plan = Plan::new(rule, first.wall, start.is_date());
        let until = rule.until().map_or(Ok(i64::MAX), |until| last_tick(until, rule.lenient, start, zone))?;
        let end = match rule.count() {
            Some(count) if include_start && plan.nth(0) != Nth::At(first.wall) => {
                // The start takes one of the count without being an instance. One that a gap moves may meet an instance.
                match count - 1 {
                    _ if !WallClock::new(zone).seek(first.wall) => Counted::Unknown,
                    0 => Counted::Until(first.at),
                    rest => counted::end(&plan, rest, first, zone),
                }
            }
            Some(count) => counted::end(&plan, count, first, zone),
            None => Counted::Until(until),
        };
        let (until, count) = match end {
            Counted::Until(until) => (until, None),
            Counted::Unknown => (until, rule.count()),
        };
        Ok(Self { plan, until, count })
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

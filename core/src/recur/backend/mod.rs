//! The present engine: from a rule and a start to the wall times that the rule names, in order.
//!
//! It works in nominal wall time, where no zone, gap or fold exists; [`super::ordered`] turns its answers into
//! instants. Which days of a year match BYMONTH, BYMONTHDAY, BYYEARDAY and plain BYDAY is asked of the `rrule` crate,
//! one year at a time; weeks, numbered weekdays, periods, times of day and BYSETPOS are worked out here, since the
//! crate answers them otherwise than RFC 5545 or without a bound on its search.
//!
//! Seeking costs the same everywhere: periods are numbered, so a far window starts at its own year. A rule that never
//! matches is searched up to the year 9999 and then known to be empty (tens to hundreds of milliseconds); sub-daily
//! rules whose steps never meet their own times are known to be empty at once. What remains is bounded by [`Budget`].

mod days;
mod period;
mod times;
mod units;
mod walls;

use super::{Freq, Rule, Skip};
use crate::error::{RecurError, Result};
use crate::time::{DAY, format_instant, instant_of_secs};
use days::DayRule;
use period::Period;
use times::Times;
use units::Units;
pub(super) use walls::Walls;

/// A rule put to a start, with everything that the start decides written out.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    days: DayRule,
    period: Period,
    interval: i64,
    start: i64,
    clock: Clock,
}

/// What happens within the days.
#[derive(Clone, Debug)]
enum Clock {
    /// DAILY and longer: the same times on each day, and which of a period's instances are picked.
    Times { times: Times, positions: Vec<i16> },
    /// HOURLY and shorter: units of a day, stepped through by INTERVAL.
    Units(Units),
}

impl Plan {
    /// Compiles a rule for a start in wall seconds; `dated` says that the start is a date, whose rules have no times.
    pub(super) fn new(rule: &Rule, start: i64, dated: bool) -> Result<Self> {
        if rule.skip != Skip::Omit {
            return Err(RecurError::Unsupported { part: format!("SKIP={}", rule.skip.as_str()) }.into());
        }
        let days = DayRule::new(rule, start.div_euclid(DAY))?;
        let period = Period::new(rule);
        let clock = if rule.freq < Freq::Daily {
            Clock::Units(Units::new(rule, start))
        } else {
            Clock::Times { times: Times::new(rule, start, dated), positions: rule.by_set_pos.clone() }
        };
        Ok(Self { days, period, interval: i64::from(rule.interval), start, clock })
    }

    /// The wall times from `from` on, and none before the start, as far as `until`, inclusive.
    pub(super) fn walls(&self, from: i64, until: i64) -> Walls<'_> {
        Walls::new(self, from.max(self.start), until)
    }
}

/// How much of the calendar one call may still search: days looked at, and steps within them.
#[derive(Debug)]
pub(super) struct Budget(u64);

impl Budget {
    pub(super) fn new(steps: u64) -> Self {
        Self(steps)
    }

    #[cfg(feature = "ical")]
    pub(super) const fn left(&self) -> u64 {
        self.0
    }

    fn spend(&mut self, steps: u64, at: i64) -> Result<()> {
        match self.0.checked_sub(steps) {
            Some(left) => {
                self.0 = left;
                Ok(())
            }
            None => {
                let searched = format_instant(instant_of_secs(at)).replace('Z', "");
                Err(RecurError::Budget { searched }.into())
            }
        }
    }
}

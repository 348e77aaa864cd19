//! The recurrence set of one event, before EXDATE and overrides.

use crate::error::{IcalError, Result};
use crate::ical::place::Spot;
use crate::ical::view::RuleText;
use crate::interval::Interval;
use crate::limits::Limits;
use crate::recur::{Rule, Series, Start};
use crate::time::{DAY, wall_of_secs, wall_secs};
use crate::zone::Zone;

/// One instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Instance {
    pub(super) tick: i64,
    /// The local start: the identity.
    pub(super) wall: i64,
    /// An end of its own, by RDATE;VALUE=PERIOD.
    pub(super) end: Option<i64>,
}

/// What the rules of one file may still cost together, in search steps.
///
/// Each rule has [`Limits::search_steps`] for itself, but a file can hold a million rules. What a rule costs beyond
/// an ordinary rule's few years is taken from a common budget of ten times as much.
#[derive(Debug)]
pub(super) struct Work {
    left: u64,
    limit: u64,
}

impl Work {
    /// Steps that any rule may take: five years of days.
    const FREE: u64 = 2_000;

    pub(super) fn new(limits: &Limits) -> Self {
        let limit = limits.search_steps.saturating_mul(10);
        Self { left: limit, limit }
    }

    /// # Errors
    /// `ical.too-costly`.
    fn charge(&mut self, steps: u64) -> Result<()> {
        let costly = || IcalError::TooCostly { limit: self.limit };
        self.left = self.left.checked_sub(steps.saturating_sub(Self::FREE)).ok_or_else(costly)?;
        Ok(())
    }
}

/// Hands each instance that a rule names within the window to `take`, in order. What was wrong with the rule is
/// inside; what was handed over before holds.
///
/// # Errors
/// `ical.too-costly`.
pub(super) fn expand(
    text: &RuleText,
    start: &Spot,
    include_start: bool,
    window: Interval,
    limits: &Limits,
    work: &mut Work,
    mut take: impl FnMut(Instance),
) -> Result<Result<()>> {
    let wall = wall_of_secs(start.wall);
    let (begin, zone, window) = if start.date {
        // Days are expanded on a clock without changes; each is put to the owner's zone afterwards.
        (Start::Date(wall.date()), Zone::utc(), window.padded(2 * DAY, 2 * DAY))
    } else {
        (Start::Zoned(wall, start.zone.clone()), start.zone.clone(), window)
    };
    let series = Rule::parse_lenient(&text.text, limits)
        .and_then(|rule| Series::new(begin).zone(zone).rule(rule).include_dtstart(include_start).build());
    let series = match series {
        Ok(series) => series,
        Err(error) => return Ok(Err(error)),
    };
    let mut occurrences = series.between(window, limits);
    let (mut given, mut outcome) = (0, Ok(()));
    for occurrence in occurrences.by_ref() {
        match occurrence {
            Ok(occurrence) => {
                given += 1;
                let wall = wall_secs(occurrence.wall);
                let tick = if start.date { start.tick_of(wall) } else { occurrence.start.timestamp() };
                take(Instance { tick, wall, end: None });
            }
            Err(error) => outcome = Err(error),
        }
    }
    let steps = limits.search_steps.saturating_sub(occurrences.steps_left());
    work.charge(steps.max(given))?;
    Ok(outcome)
}

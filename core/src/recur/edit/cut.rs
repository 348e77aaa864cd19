//! Where a rule is cut in two.

use super::super::inherited::Inherited;
use super::super::rule::End;
use super::super::series::ALL;
use super::super::{Freq, Moment, Occurrence, Rule, Series, SeriesBuilder, Skip, Start, Until};
use super::target::Draft;
use crate::error::{RecurError, Result};
use crate::interval::Interval;
use crate::time::{DAY, instant_of_secs};
use chrono::{Datelike, Days, NaiveDateTime};

/// A rule in two.
#[derive(Default)]
pub(super) struct Cut {
    pub(super) before: Option<Rule>,
    pub(super) following: Option<Following>,
}

/// The second part of a rule.
pub(super) struct Following {
    pub(super) rule: Rule,
    pub(super) start: Start,
    /// Instances of the first part that the new start would bring back, which a gap has put before the cut.
    pub(super) excluded: Vec<Moment>,
}

/// No gap of a clock is longer.
const GAP: i64 = 2 * DAY;
/// How many instances of the second part are compared with the whole.
const PROBED: usize = 64;

/// Cuts a rule before the tick `at`.
pub(super) fn rule(draft: &Draft, rule: &Rule, at: i64) -> Result<Cut> {
    let whole = SeriesBuilder {
        dates: Vec::new(),
        periods: Vec::new(),
        excluded: Vec::new(),
        exceptions: Vec::new(),
        ..draft.builder.clone()
    };
    let whole = whole.build()?;
    let counted = Interval::from_secs(ALL.0, at).filter(|_| rule.count().is_some());
    let passed = counted.map(|range| whole.count(range, draft.limits())).transpose()?.unwrap_or(0);
    let last = whole.before(instant_of_secs(at), draft.limits())?;
    let before = last.map(|last| {
        let end = match rule.count() {
            Some(_) => End::Count(u32::try_from(passed).unwrap_or(u32::MAX)), // at most COUNT
            None => End::Until(until(&draft.builder.start, &last)),
        };
        Rule { end, ..rule.clone() }
    });
    let mut first = None;
    for next in whole.scan((at, at.saturating_add(GAP).min(ALL.1)), false, draft.budget()) {
        let wall = next?.wall;
        first = Some(first.map_or(wall, |first: NaiveDateTime| first.min(wall)));
    }
    if first.is_none() {
        first = whole.scan((at, ALL.1), false, draft.budget()).next().transpose()?.map(|next| next.wall);
    }
    let following = first.map(|first| following(draft, rule, &whole, at, passed, first)).transpose()?;
    Ok(Cut { before, following })
}

/// UNTIL at an occurrence, in the form that the start asks for.
pub(super) fn until(start: &Start, last: &Occurrence) -> Until {
    match start {
        Start::Date(_) => Until::Date(last.wall.date()),
        Start::Floating(_) => Until::Local(last.wall),
        Start::Zoned(..) => Until::Utc(last.start),
    }
}

fn following(
    draft: &Draft,
    rule: &Rule,
    whole: &Series,
    at: i64,
    passed: u64,
    first: NaiveDateTime,
) -> Result<Following> {
    let pinned = pinned(rule, &draft.builder.start);
    // What SKIP=FORWARD moved belongs to the month or year before.
    let day_before = first.checked_sub_days(Days::new(1)).filter(|_| rule.skip() == Skip::Forward);
    for wall in [Some(first), day_before].into_iter().flatten() {
        let mut excluded = Vec::new();
        for early in whole.scan((at.saturating_sub(GAP).max(ALL.0), at), false, draft.budget()) {
            let early = early?;
            if early.wall >= wall {
                excluded.push(draft.moment(early.start.timestamp(), early.wall));
            }
        }
        let end = match rule.count() {
            Some(count) => {
                let left = u64::from(count) - passed.min(count.into()) + excluded.len() as u64;
                End::Count(u32::try_from(left).unwrap_or(u32::MAX))
            }
            None => pinned.end,
        };
        let start = draft.builder.start.at(wall);
        let found = Following { rule: Rule { end, ..pinned.clone() }, start, excluded };
        if is_aligned(rule, &draft.builder.start, wall) && continues(draft, whole, &found, at)? {
            return Ok(found);
        }
    }
    let reason = "SKIP moved the date out of its own month or year, and INTERVAL counts from there";
    Err(RecurError::Unsplittable { reason: reason.to_owned() }.into())
}

/// The rule with what it takes from the start written out, where an instance may lie on another day.
fn pinned(rule: &Rule, start: &Start) -> Rule {
    let mut rule = rule.clone();
    if rule.skip() != Skip::Omit {
        let (inherited, date) = (Inherited::of(&rule), start.wall().date());
        if inherited.month_day {
            rule.by.month_day = vec![date.day() as i16]; // 1 to 31
        }
        if inherited.month {
            rule.by.month = vec![date.month() as u8]; // 1 to 12
        }
    }
    rule
}

/// Whether the new start lies in a period that INTERVAL counts. Instances do, unless SKIP moved them.
fn is_aligned(rule: &Rule, start: &Start, wall: NaiveDateTime) -> bool {
    if rule.skip() == Skip::Omit {
        return true;
    }
    let periods = |wall: NaiveDateTime| match rule.freq() {
        Freq::Monthly => i64::from(wall.year()) * 12 + i64::from(wall.month0()),
        Freq::Yearly => i64::from(wall.year()),
        _ => 0,
    };
    (periods(wall) - periods(start.wall())) % i64::from(rule.interval()) == 0
}

/// Whether the second part begins as the whole goes on.
fn continues(draft: &Draft, whole: &Series, part: &Following, at: i64) -> Result<bool> {
    let mut builder = Series::new(part.start.clone()).zone(draft.zone.clone()).rule(part.rule.clone());
    builder.excluded.clone_from(&part.excluded);
    builder.include_start = draft.builder.include_start && part.start == draft.builder.start;
    let part = builder.build()?;
    let ours = part.scan(ALL, false, draft.budget()).take(PROBED);
    let theirs = whole.scan((at, ALL.1), false, draft.budget()).take(PROBED);
    let place = |next: Result<Occurrence>| next.map(|next| (next.start, next.wall));
    Ok(ours.map(place).collect::<Result<Vec<_>>>()? == theirs.map(place).collect::<Result<Vec<_>>>()?)
}

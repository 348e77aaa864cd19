//! The recurrence set of RFC 5545 §3.8.5, before overrides: rules and RDATE, without EXRULE and EXDATE, each instant
//! once.

use super::compiled::Compiled;
use super::ordered::{Ordered, first_wall, last_wall};
use super::plan::Budget;
use super::series::{ALL, Entry, Series};
use super::start::Place;
use crate::error::Result;
use crate::time::DAY;
use crate::zone::Zone;

/// The members that start within a range of ticks, in order.
#[derive(Debug)]
pub(super) struct Members<'s> {
    series: &'s Series,
    from: i64,
    until: i64,
    pub(super) rule: Option<Instances<'s>>,
    more: Vec<Instances<'s>>,
    excluded: Vec<Instances<'s>>,
    listed: &'s [Entry],
}

impl<'s> Members<'s> {
    pub(super) fn new(series: &'s Series, from: i64, until: i64) -> Self {
        let instances = |compiled, include| Instances::new(compiled, series, from, until, include);
        let mut rules = series.rules.iter();
        Self {
            series,
            from,
            until,
            rule: rules.next().map(|rule| instances(rule, series.include_start)),
            more: rules.map(|rule| instances(rule, false)).collect(),
            excluded: series.exrules.iter().map(|rule| instances(rule, false)).collect(),
            listed: since(&series.listed, from),
        }
    }

    pub(super) fn next(&mut self, budget: &mut Budget) -> Result<Option<Entry>> {
        while let Some(entry) = self.drawn(budget)?.filter(|entry| entry.place.at < self.until) {
            let at = entry.place.at;
            if at >= self.from && !self.series.removes(at) && !self.excludes(at, budget)? {
                return Ok(Some(entry));
            }
        }
        Ok(None)
    }

    /// The next instant that a rule or RDATE names.
    fn drawn(&mut self, budget: &mut Budget) -> Result<Option<Entry>> {
        let mut first: Option<Place> = None;
        for rule in self.rule.iter_mut().chain(&mut self.more) {
            let next = rule.peek(budget)?;
            first = next.filter(|next| first.is_none_or(|first| next.at < first.at)).or(first);
        }
        let listed =
            self.listed.first().copied().filter(|entry| first.is_none_or(|at| entry.place.at <= at.at));
        let Some(place) = listed.map_or(first, |entry| first.or(Some(entry.place))) else { return Ok(None) };
        let at = listed.map_or(place.at, |entry| entry.place.at);
        if first.is_some_and(|first| first.at == at) {
            self.rule.iter_mut().chain(&mut self.more).for_each(|rule| rule.pass(at));
        }
        let Some(entry) = listed else { return Ok(Some(Entry { place, extent: None })) };
        self.listed = self.listed.get(1..).unwrap_or_default();
        let place = if place.at == at { place } else { entry.place };
        Ok(Some(Entry { place, extent: entry.extent }))
    }

    fn excludes(&mut self, at: i64, budget: &mut Budget) -> Result<bool> {
        for rule in &mut self.excluded {
            while let Some(next) = rule.peek(budget)?.filter(|next| next.at <= at) {
                if next.at == at {
                    return Ok(true);
                }
                rule.pass(next.at);
            }
        }
        Ok(false)
    }
}

impl Series {
    /// Whether EXDATE or an override takes an instant out.
    pub(super) fn removes(&self, at: i64) -> bool {
        self.removed.binary_search(&at).is_ok()
            || (!self.removed_days.is_empty()
                && self.removed_days.binary_search(&local_day(at, &self.zone)).is_ok())
    }
}

/// The instances of one rule, with its end applied.
#[derive(Debug)]
pub(super) struct Instances<'s> {
    pub(super) ordered: Ordered<'s>,
    next: Option<Place>,
    /// The last tick, inclusive.
    until: i64,
    ended: bool,
}

impl<'s> Instances<'s> {
    pub(super) fn new(
        compiled: &'s Compiled,
        series: &'s Series,
        from: i64,
        until: i64,
        include: bool,
    ) -> Self {
        let first = from.max(ALL.0);
        let last = until.min(compiled.until.saturating_add(1)).clamp(ALL.0, ALL.1);
        let walls = compiled.plan.walls(first_wall(first, &series.zone), last_wall(last, &series.zone));
        let included = include && first <= series.first.at;
        Self {
            ordered: Ordered::new(walls, included.then_some(series.first.wall), &series.zone),
            next: None,
            until: compiled.until,
            ended: false,
        }
    }

    fn peek(&mut self, budget: &mut Budget) -> Result<Option<Place>> {
        if self.next.is_some() || self.ended {
            return Ok(self.next);
        }
        let until = self.until;
        self.next = self.ordered.next(budget)?.filter(|place| place.at <= until);
        self.ended = self.next.is_none();
        Ok(self.next)
    }

    /// Passes over an instance at `at`, if it is the next.
    fn pass(&mut self, at: i64) {
        self.next = self.next.filter(|next| next.at != at);
    }
}

impl Series {
    /// Whether an instant lies on a local day.
    pub(super) fn on_removed_day(&self, at: i64, day: i64) -> bool {
        local_day(at, &self.zone) == day
    }
}

/// The entries of a sorted list at or after a tick.
pub(super) fn since(list: &[Entry], from: i64) -> &[Entry] {
    let early = list.partition_point(|entry| entry.place.at < from);
    list.get(early..).unwrap_or_default()
}

/// The local day that an occurrence starts on.
pub(super) fn local_day(at: i64, zone: &Zone) -> i64 {
    zone.wall_secs(at).div_euclid(DAY)
}

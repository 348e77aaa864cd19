//! From the parts of a series to the series: checked, put to its zone, and compiled.

use super::compiled::Compiled;
use super::plan::Budget;
use super::series::{Entry, Series};
use super::shift::Shifts;
use super::start::{Place, checked_wall};
use super::{Extent, Moment, Rule, SeriesBuilder};
use crate::error::{RecurError, Result};
use crate::time::{CalendarDuration, Elapsed, day_of_date};
use crate::zone::Zone;
use std::collections::BTreeMap;

/// Most steps that finding the ends of all COUNTs may take, some milliseconds. One rule of the costliest kind takes less.
pub(super) const COUNTING: u64 = 450_000;

pub(super) fn series(source: SeriesBuilder) -> Result<Series> {
    within(source, &mut Budget::new(COUNTING))
}

pub(super) fn within(source: SeriesBuilder, budget: &mut Budget) -> Result<Series> {
    let zone = source.start.zone().or(source.zone.as_ref()).cloned().ok_or(RecurError::NoZone {})?;
    let wall = checked_wall(source.start.wall()).map_err(|error| error.in_field("start"))?;
    let first = Place { at: zone.compatible_secs(wall), wall };
    let mut compile =
        |rule: &Rule, include| Compiled::new(rule, &source.start, first, &zone, include, &mut *budget);
    let mut rules = Vec::with_capacity(source.rules.len());
    for (nth, rule) in source.rules.iter().enumerate() {
        let compiled = compile(rule, source.include_start && nth == 0);
        rules.push(compiled.map_err(|error| match nth {
            0 => error.in_field("rule"),
            _ => error.in_index(nth - 1).in_field("extra_rules"),
        })?);
    }
    let exrules = source.exrules.iter().enumerate();
    let exrules = exrules
        .map(|(nth, rule)| compile(rule, false).map_err(|error| error.in_index(nth).in_field("exrules")));
    let exrules = exrules.collect::<Result<_>>()?;
    let listed = listed(&source, first, &zone)?;
    let (mut removed, removed_days) = excluded(&source, &zone)?;

    let (mut exceptions, mut shifts) = (BTreeMap::new(), Vec::new());
    for (nth, exception) in source.exceptions.iter().enumerate() {
        let placed = exception.place(&source.start, &zone);
        let placed = placed.map_err(|error| error.in_index(nth).in_field("overrides"))?;
        exceptions.insert(placed.original, placed.entry);
        shifts.extend(placed.following);
    }
    removed.extend(exceptions.keys());
    removed.sort_unstable();
    removed.dedup();
    let mut moved: Vec<Entry> = exceptions.into_values().flatten().collect();
    moved.sort_by_key(|entry| entry.place);

    let whole_day = Extent::Nominal(CalendarDuration::new(0, 1, 0));
    let default = if source.start.is_date() { whole_day } else { Extent::Exact(Elapsed::ZERO) };
    let extent = source.extent.unwrap_or(default);
    let shifts = Shifts::new(shifts);
    let shifted = shifts.list().iter().filter_map(|shift| shift.then.extent());
    let own = listed.iter().chain(&moved).filter_map(|entry| entry.extent);
    let longest = own.chain(shifted).map(Extent::longest).fold(extent.longest(), i64::max);
    Ok(Series {
        extent,
        longest,
        zone,
        first,
        include_start: source.include_start && !rules.is_empty(),
        rules,
        exrules,
        listed,
        moved,
        shifts,
        removed,
        removed_days,
        source: Box::new(source),
    })
}

/// The RDATEs, and the start where no rule stands; ascending, each instant once.
fn listed(source: &SeriesBuilder, first: Place, zone: &Zone) -> Result<Vec<Entry>> {
    let only = source.rules.is_empty();
    let mut listed = Vec::with_capacity(source.dates.len() + source.periods.len() + usize::from(only));
    if only {
        listed.push(Entry { place: first, extent: None });
    }
    for (nth, date) in source.dates.iter().enumerate() {
        let place = date.place("RDATE", &source.start, zone);
        let place = place.map_err(|error| error.in_index(nth).in_field("rdate"))?;
        listed.push(Entry { place, extent: None });
    }
    for (nth, (date, extent)) in source.periods.iter().enumerate() {
        let place = date.place("RDATE", &source.start, zone);
        let place = place.map_err(|error| error.in_field("start").in_index(nth).in_field("periods"))?;
        listed.push(Entry { place, extent: Some(*extent) });
    }
    // Of the same instant twice, one with a length of its own comes first and stays.
    listed.sort_by_key(|entry| (entry.place.at, entry.extent.is_none()));
    listed.dedup_by_key(|entry| entry.place.at);
    Ok(listed)
}

/// The instants and the local days that EXDATE takes out, the days ascending.
fn excluded(source: &SeriesBuilder, zone: &Zone) -> Result<(Vec<i64>, Vec<i64>)> {
    let (mut removed, mut removed_days) = (Vec::new(), Vec::new());
    for (nth, date) in source.excluded.iter().enumerate() {
        match date {
            Moment::Date(date) if !source.start.is_date() => removed_days.push(i64::from(day_of_date(*date))),
            date => {
                let place = date.place("EXDATE", &source.start, zone);
                removed.push(place.map_err(|error| error.in_index(nth).in_field("exdate"))?.at);
            }
        }
    }
    removed_days.sort_unstable();
    removed_days.dedup();
    Ok((removed, removed_days))
}

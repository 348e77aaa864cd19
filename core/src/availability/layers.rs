//! The layers of a schedule as spans of instants: regular windows with overrides, then what is taken away from them.

use super::clocks::{Journeys, place};
use super::closing::{Closure, Layer};
use super::{Override, Schedule, TimeOffSpan, Weekly, WindowKind};
use crate::error::{AvailabilityError, Error, Result};
use crate::id::RuleId;
use crate::interval::{Interval, IntervalSet};
use crate::limits::Limits;
use crate::time::{DAY, day_of_date};
use crate::zone::{WallClock, Zone, ZoneDb};
use chrono::NaiveDate;
use std::collections::HashSet;
use std::ops::RangeInclusive;

/// The merged windows of the weekly and override layers, and the closed windows that took something away.
///
/// # Errors
/// `zone.unknown`, `availability.too-many-windows`, `recur.*`.
pub(super) fn windows(
    schedule: &Schedule,
    home: &Zone,
    zones: &ZoneDb,
    days: RangeInclusive<i32>,
    limits: &Limits,
) -> Result<(IntervalSet, Vec<Closure>)> {
    let by_weekday = ByWeekday::new(&schedule.weekly);
    let weeks = (days.end() - days.start()) as usize / 7 + 1;
    let mut room = Room { found: 0, limit: limits.windows };
    room.take(weeks.saturating_mul(by_weekday.rules.len())).map_err(|error| error.in_field("weekly"))?;
    let overrides = Overrides::new(schedule, &days);
    let mut layer = Regular::default();
    layer.open.reserve(weeks * by_weekday.rules.len());
    let journeys = Journeys::new(schedule, zones)?;
    let mut clocks = journeys.clocks(home);
    for day in days.clone().filter(|day| !overrides.replace(*day)) {
        for rule in by_weekday.on(day) {
            if let Some(span) = place(clocks.on(day), day, rule.bounds) {
                layer.add(rule.rule.kind, span, &rule.rule.id);
            }
        }
    }
    let mut budget = limits.clone();
    for (at, rule) in schedule.recurring.iter().enumerate() {
        let here = |error: Error| error.in_index(at).in_field("recurring");
        let earlier = *days.start() - i32::from(rule.nights)..=*days.end();
        let dates = rule.days(earlier, &mut budget).map_err(here)?;
        room.take(dates.len()).map_err(here)?;
        let zone = rule.zone.as_ref().map(|zone| zone.resolve(zones)).transpose();
        let zone = zone.map_err(|error| here(error.in_field("zone")))?;
        let mut own = zone.as_ref().map(WallClock::new);
        for day in dates.into_iter().filter(|day| !overrides.replace(*day)) {
            let placed = match &mut own {
                Some(clock) => place(clock, day, rule.bounds()),
                None => place(clocks.on(day), day, rule.bounds()),
            };
            if let Some(span) = placed {
                layer.add(rule.kind, span, &rule.id);
            }
        }
    }
    let instead =
        overrides.by_day.iter().flat_map(|(day, rule)| rule.windows.iter().map(move |one| (*day, one)));
    let instead = instead.filter_map(|(day, window)| {
        place(clocks.on(day), day, (window.from.seconds().into(), window.end_seconds()))
    });
    Ok(layer.merged(instead.collect()))
}

/// How many windows one question may still name.
struct Room {
    found: usize,
    limit: usize,
}

impl Room {
    fn take(&mut self, windows: usize) -> Result<()> {
        self.found = self.found.saturating_add(windows);
        if self.found > self.limit {
            return Err(AvailabilityError::TooManyWindows { found: self.found, limit: self.limit }.into());
        }
        Ok(())
    }
}

/// The weekly rules by the weekday on which their windows start.
struct ByWeekday<'a> {
    rules: Vec<OnWeekday<'a>>,
    /// Where the rules of each weekday begin, Monday first.
    starts: [usize; 8],
}

struct OnWeekday<'a> {
    bounds: (i64, i64),
    effective: (i32, i32),
    rule: &'a Weekly,
}

impl<'a> ByWeekday<'a> {
    fn new(weekly: &'a [Weekly]) -> Self {
        let mut rules = Vec::with_capacity(weekly.iter().map(|rule| rule.days.len()).sum());
        let mut starts = [0; 8];
        for (weekday, start) in (0u8..).zip(&mut starts) {
            *start = rules.len();
            rules.extend(weekly.iter().filter(|rule| rule.days.has(weekday)).map(|rule| OnWeekday {
                bounds: (rule.from.seconds().into(), rule.window().end_seconds()),
                effective: (
                    rule.effective.from().map_or(i32::MIN, day_of_date),
                    rule.effective.until().map_or(i32::MAX, day_of_date),
                ),
                rule,
            }));
        }
        Self { rules, starts }
    }

    /// The rules with a window that starts on a day.
    fn on(&self, day: i32) -> impl Iterator<Item = &OnWeekday<'a>> {
        let weekday = (day + 3).rem_euclid(7) as usize; // 1970-01-01 was a Thursday
        let rules = match self.starts.get(weekday..weekday + 2) {
            Some(&[from, until]) => self.rules.get(from..until),
            _ => None,
        };
        let counts = move |rule: &&OnWeekday<'a>| rule.effective.0 <= day && day <= rule.effective.1;
        rules.unwrap_or_default().iter().filter(counts)
    }
}

/// The overrides of the days in question.
struct Overrides<'a> {
    /// INVARIANT: ascending by day, each once.
    by_day: Vec<(i32, &'a Override)>,
}

impl<'a> Overrides<'a> {
    fn new(schedule: &'a Schedule, days: &RangeInclusive<i32>) -> Self {
        let all = schedule.overrides.iter().map(|rule| (day_of_date(rule.date), rule));
        let mut by_day: Vec<_> = all.filter(|(day, _)| days.contains(day)).collect();
        by_day.sort_unstable_by_key(|(day, _)| *day);
        Self { by_day }
    }

    /// Whether a day has windows of its own.
    fn replace(&self, day: i32) -> bool {
        self.by_day.binary_search_by_key(&day, |(day, _)| *day).is_ok()
    }
}

/// The regular windows, one by one.
#[derive(Default)]
struct Regular {
    open: Vec<Interval>,
    closed: Vec<Closure>,
}

impl Regular {
    fn add(&mut self, kind: WindowKind, span: Interval, rule: &RuleId) {
        match kind {
            WindowKind::Open => self.open.push(span),
            WindowKind::Closed => {
                self.closed.push(Closure { span, layer: Layer::Weekly, rule: rule.clone() });
            }
        }
    }

    /// With the windows of overrides.
    fn merged(self, instead: Vec<Interval>) -> (IntervalSet, Vec<Closure>) {
        let (mut windows, mut closed) = (IntervalSet::from_spans(self.open), self.closed);
        if !closed.is_empty() {
            windows = windows.subtract(&closed.iter().map(|closure| closure.span).collect());
        }
        if !instead.is_empty() {
            let instead = IntervalSet::from_spans(instead);
            // An override opens what a closed weekly window of the day before would still close.
            closed.retain(|closure| !instead.covers(closure.span));
            windows = windows.union(&instead);
        }
        (windows, closed)
    }
}

/// What holidays and time off take away.
pub(super) fn taken(schedule: &Schedule, home: &Zone, days: RangeInclusive<i32>) -> Vec<Closure> {
    let mut closures = Vec::new();
    let mut clock = WallClock::new(home);
    for calendar in &schedule.holidays {
        let except: HashSet<NaiveDate> = calendar.except.iter().copied().collect();
        let near = calendar.days.iter().filter(|holiday| days.contains(&day_of_date(holiday.date)));
        for holiday in near.filter(|holiday| !except.contains(&holiday.date)) {
            let span = clock.day(day_of_date(holiday.date)).and_then(|(a, b)| Interval::from_secs(a, b));
            closures.extend(span.map(|span| Closure {
                span,
                layer: Layer::Holiday,
                rule: calendar.id.clone(),
            }));
        }
    }
    for rule in &schedule.time_off {
        let span = match rule.span {
            TimeOffSpan::Span(span) => Some(span),
            TimeOffSpan::Dates(dates) => dates.from().zip(dates.until()).and_then(|(from, until)| {
                let midnight = |date| i64::from(day_of_date(date)) * DAY;
                Interval::from_secs(clock.clamp(midnight(from)), clock.clamp(midnight(until) + DAY))
            }),
        };
        closures.extend(span.map(|span| Closure { span, layer: Layer::TimeOff, rule: rule.id.clone() }));
    }
    closures
}

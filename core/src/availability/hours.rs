use super::{Schedule, TimeOffSpan, TimeWindow, WeeklyKind};
use crate::error::{AvailabilityError, Error, Result};
use crate::id::RuleId;
use crate::interval::{Interval, IntervalSet};
use crate::limits::Limits;
use crate::time::{DAY, DateRange, date_of_day, day_of_date};
use crate::zone::{WallClock, Zone, ZoneDb};
use chrono::{Datelike, NaiveDate};
use std::collections::{HashMap, HashSet};

/// Which layer of a schedule closes a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Layer {
    /// The weekly hours.
    Weekly,
    /// A date with windows of its own.
    Override,
    /// A holiday.
    Holiday,
    /// Time off.
    TimeOff,
}

/// Time that a rule takes away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    /// What is closed.
    pub span: Interval,
    /// By which layer.
    pub layer: Layer,
    /// By which rule.
    pub rule: RuleId,
}

/// A schedule's windows as instants, for a span of time.
#[derive(Clone, Debug)]
pub struct Hours {
    zone: Zone,
    release: String,
    range: Interval,
    windows: IntervalSet,
    open: IntervalSet,
    closures: Vec<Closure>,
    overrides: HashMap<NaiveDate, RuleId>,
}

/// Windows are resolved this many days beyond the range, so that the merged window around its first and last
/// instant is seen far enough to know whether it is longer than a day, two skipped days included.
const LOOK_AROUND: i32 = 4;

impl Hours {
    /// Resolves `schedule` in the home zone `zone` for every instant of `range`, and the merged windows around it.
    ///
    /// # Errors
    /// `zone.unknown`, `availability.window-too-wide`, `availability.too-many-windows`, and as [`Schedule::validate`].
    pub fn resolve(
        schedule: &Schedule,
        zone: &str,
        zones: &ZoneDb,
        range: Interval,
        limits: &Limits,
    ) -> Result<Self> {
        Self::check_window(range, limits)?;
        schedule.validate(limits).map_err(|error| error.in_field("schedule"))?;
        let found = schedule.windows_in(range.length().num_days());
        if found > limits.windows {
            let error = AvailabilityError::TooManyWindows { found, limit: limits.windows };
            return Err(Error::from(error).in_field("weekly").in_field("schedule"));
        }
        let home = zones.get(zone).map_err(|error| error.in_field("zone"))?;
        let away = Away::resolve(schedule, zones)?;
        let dates = local_dates(&home, range);
        let mut weekly = WeeklyLayer::new(schedule, &home, &away);
        let (windows, touched) = weekly.resolve(dates.clone());
        let mut closures = holidays(schedule, &home, dates.clone());
        closures.extend(time_off(schedule, &home));
        closures.sort_by_key(|closure| closure.span);
        let closed = IntervalSet::from_spans(closures.iter().map(|closure| closure.span).collect());
        let open = if closed.is_empty() { windows.clone() } else { windows.subtract(&closed) };
        closures.extend(touched);
        closures.sort_by_key(|closure| closure.span);
        let overrides = schedule.overrides.iter().map(|rule| (rule.date, rule.id.clone())).collect();
        Ok(Self {
            zone: home,
            release: zones.release().to_owned(),
            range,
            windows,
            open,
            closures,
            overrides,
        })
    }

    /// Checks that hours can be resolved for a window of this length, before anything is loaded for it.
    ///
    /// # Errors
    /// `availability.window-too-wide`.
    pub fn check_window(range: Interval, limits: &Limits) -> Result<()> {
        let days = range.length().num_days();
        if days > limits.window_days {
            let error = AvailabilityError::WindowTooWide { days, limit: limits.window_days };
            return Err(Error::from(error).in_field("range"));
        }
        Ok(())
    }

    /// The home zone.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The release of the zone data that resolved the windows.
    pub fn release(&self) -> &str {
        &self.release
    }

    /// The span for which the answer holds.
    pub fn range(&self) -> Interval {
        self.range
    }

    /// Merged windows of the weekly and override layers, before holidays and time off: what grids are anchored on.
    pub fn windows(&self) -> &IntervalSet {
        &self.windows
    }

    /// Open time, all layers applied.
    pub fn open(&self) -> &IntervalSet {
        &self.open
    }

    /// What closes `span`, each layer and rule once: empty if the whole span is open.
    pub fn closing(&self, span: Interval) -> Vec<(Layer, Option<RuleId>)> {
        if self.open.covers(span) {
            return Vec::new();
        }
        let uncovered = IntervalSet::from(span).subtract(&self.windows);
        let near = self.closures.iter().take_while(|closure| closure.span.start_secs() < span.end_secs());
        let mut found: Vec<(Layer, Option<RuleId>)> = Vec::new();
        let mut explained = Vec::new();
        for closure in near.filter(|closure| closure.span.overlaps(span)) {
            if closure.layer == Layer::Weekly {
                if !uncovered.overlaps(closure.span) {
                    continue; // an override opened what this closes
                }
                explained.push(closure.span);
            }
            found.push((closure.layer, Some(closure.rule.clone())));
        }
        if !uncovered.subtract(&IntervalSet::from_spans(explained)).is_empty() {
            let date = self.zone.wall(span.start()).date();
            found.push(match self.overrides.get(&date) {
                Some(rule) => (Layer::Override, Some(rule.clone())),
                None => (Layer::Weekly, None),
            });
        }
        found.sort();
        found.dedup();
        found
    }
}

/// The zones of the travel rules.
struct Away<'a> {
    legs: Vec<(DateRange, &'a RuleId, Zone)>,
}

impl<'a> Away<'a> {
    fn resolve(schedule: &'a Schedule, zones: &ZoneDb) -> Result<Self> {
        let legs = schedule.travel.iter().enumerate().map(|(at, leg)| {
            let zone = zones.get(leg.zone.as_str()).map_err(|error| {
                error.in_field("zone").in_index(at).in_field("travel").in_field("schedule")
            })?;
            Ok((leg.dates, &leg.id, zone))
        });
        Ok(Self { legs: legs.collect::<Result<_>>()? })
    }
}

fn local_dates(home: &Zone, range: Interval) -> std::ops::RangeInclusive<i32> {
    let day = |time| day_of_date(home.wall(time).date());
    day(range.start()) - LOOK_AROUND..=day(range.end()) + LOOK_AROUND
}

/// The weekly and override layers, date by date.
struct WeeklyLayer<'a> {
    by_weekday: [Vec<&'a super::Weekly>; 7],
    overrides: HashMap<NaiveDate, &'a super::Override>,
    home: WallClock<'a>,
    away: Vec<(DateRange, WallClock<'a>)>,
}

impl<'a> WeeklyLayer<'a> {
    fn new(schedule: &'a Schedule, home: &'a Zone, away: &'a Away<'a>) -> Self {
        let mut by_weekday: [Vec<&super::Weekly>; 7] = Default::default();
        for rule in &schedule.weekly {
            for day in rule.days.iter() {
                by_weekday[day.num_days_from_monday() as usize].push(rule);
            }
        }
        Self {
            by_weekday,
            overrides: schedule.overrides.iter().map(|rule| (rule.date, rule)).collect(),
            home: WallClock::new(home),
            away: away.legs.iter().map(|(dates, _, zone)| (*dates, WallClock::new(zone))).collect(),
        }
    }

    /// The merged windows, and the closed weekly windows that took something away.
    fn resolve(&mut self, days: std::ops::RangeInclusive<i32>) -> (IntervalSet, Vec<Closure>) {
        let (mut open, mut replaced, mut closed) = (Vec::new(), Vec::new(), Vec::new());
        for day in days {
            let date = date_of_day(day);
            let clock = match self.away.iter_mut().find(|(dates, _)| dates.contains(date)) {
                Some((_, clock)) => clock,
                None => &mut self.home,
            };
            if let Some(rule) = self.overrides.get(&date) {
                replaced.extend(rule.windows.iter().filter_map(|window| place(clock, day, *window)));
                continue;
            }
            let weekday = date.weekday().num_days_from_monday() as usize;
            for rule in self.by_weekday[weekday].iter().filter(|rule| rule.effective.contains(date)) {
                let Some(span) = place(clock, day, rule.window()) else { continue };
                match rule.kind {
                    WeeklyKind::Open => open.push(span),
                    WeeklyKind::Closed => {
                        closed.push(Closure { span, layer: Layer::Weekly, rule: rule.id.clone() });
                    }
                }
            }
        }
        let mut windows = IntervalSet::from_spans(open);
        if !closed.is_empty() {
            let cut = IntervalSet::from_spans(closed.iter().map(|closure| closure.span).collect());
            windows = windows.subtract(&cut);
        }
        if !replaced.is_empty() {
            let replaced = IntervalSet::from_spans(replaced);
            // An override opens what a closed weekly window of the day before would still close.
            closed.retain(|closure| !replaced.covers(closure.span));
            windows = windows.union(&replaced);
        }
        (windows, closed)
    }
}

/// A window as instants on the date that it starts on; nothing if a gap or a skipped date swallows it.
fn place(clock: &mut WallClock<'_>, day: i32, window: TimeWindow) -> Option<Interval> {
    let midnight = i64::from(day) * DAY;
    let start = clock.clamp(midnight + i64::from(window.from.seconds()));
    let end = clock.clamp(midnight + window.end_seconds());
    let span = Interval::from_secs(start, end)?;
    // A window that outlives its own date may not start on a date that never was.
    if window.end_seconds() > DAY { clock.day(day).map(|_| span) } else { Some(span) }
}

fn holidays(schedule: &Schedule, home: &Zone, days: std::ops::RangeInclusive<i32>) -> Vec<Closure> {
    let mut clock = WallClock::new(home);
    let mut closures = Vec::new();
    for calendar in &schedule.holidays {
        let except: HashSet<NaiveDate> = calendar.except.iter().copied().collect();
        let observed = calendar.days.iter().filter(|holiday| !except.contains(&holiday.date));
        for holiday in observed.filter(|holiday| days.contains(&day_of_date(holiday.date))) {
            let span = clock.day(day_of_date(holiday.date)).and_then(|(a, b)| Interval::from_secs(a, b));
            closures.extend(span.map(|span| Closure {
                span,
                layer: Layer::Holiday,
                rule: calendar.id.clone(),
            }));
        }
    }
    closures
}

fn time_off<'a>(schedule: &'a Schedule, home: &'a Zone) -> impl Iterator<Item = Closure> + 'a {
    let mut clock = WallClock::new(home);
    schedule.time_off.iter().filter_map(move |rule| {
        let span = match rule.span {
            TimeOffSpan::Span(span) => Some(span),
            TimeOffSpan::Dates(dates) => {
                let midnight = |date| i64::from(day_of_date(date)) * DAY;
                let start = clock.clamp(midnight(dates.from()?));
                let end = clock.clamp(midnight(dates.until()?) + DAY);
                Interval::from_secs(start, end)
            }
        };
        span.map(|span| Closure { span, layer: Layer::TimeOff, rule: rule.id.clone() })
    })
}

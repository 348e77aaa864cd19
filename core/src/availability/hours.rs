use super::Schedule;
use super::closing::Closure;
use super::layers::{taken, windows};
use crate::error::{AvailabilityError, Error, Result};
use crate::id::RuleId;
use crate::interval::{Interval, IntervalSet};
use crate::limits::Limits;
use crate::time::{DAY, day_of_date};
use crate::zone::{Zone, ZoneDb};
use std::borrow::Cow;
use std::ops::RangeInclusive;

/// A schedule's windows as instants, for a span of time.
#[derive(Clone, Debug)]
pub struct Hours {
    zone: Zone,
    release: Cow<'static, str>,
    range: Interval,
    windows: IntervalSet,
    /// Absent where nothing is taken from the windows.
    open: Option<IntervalSet>,
    /// INVARIANT: ascending by span.
    pub(super) closures: Vec<Closure>,
    /// The overrides by their dates. INVARIANT: ascending.
    pub(super) overrides: Vec<(i32, RuleId)>,
}

/// Windows are resolved this many days beyond the range, so that the merged window around its first and last
/// instant is seen far enough to know whether it is longer than a day, two skipped days included.
const LOOK_AROUND: i32 = 4;

impl Hours {
    /// Resolves `schedule` in the home zone `zone` for every instant of `range`, and the merged windows around it.
    ///
    /// Time and memory are linear in the rules and in the windows of the range; a recurrence rule costs its search,
    /// and all of them together stay within [`Limits::search_steps`].
    ///
    /// # Errors
    /// `zone.unknown`, `availability.window-too-wide`, `availability.too-many-windows`, `recur.budget`, and as
    /// [`Schedule::validate`].
    pub fn resolve(
        schedule: &Schedule,
        zone: &str,
        zones: &ZoneDb,
        range: Interval,
        limits: &Limits,
    ) -> Result<Self> {
        let home = zones.get(zone).map_err(|error| error.in_field("zone"))?;
        Self::resolve_in(schedule, &home, zones, range, limits)
    }

    /// [`Self::resolve`] with the home zone at hand: resources that share a zone need not look it up each.
    ///
    /// # Errors
    /// As [`Self::resolve`]; `zone.unknown` for zones that the schedule itself names.
    pub fn resolve_in(
        schedule: &Schedule,
        home: &Zone,
        zones: &ZoneDb,
        range: Interval,
        limits: &Limits,
    ) -> Result<Self> {
        Self::check_window(range, limits)?;
        schedule.check(limits).map_err(|error| error.in_field("schedule"))?;
        let days = local_days(home, range);
        let regular = windows(schedule, home, zones, days.clone(), limits);
        let (windows, mut closures) = regular.map_err(|error| error.in_field("schedule"))?;
        let taken = taken(schedule, home, days.clone());
        let open = (!taken.is_empty())
            .then(|| windows.subtract(&taken.iter().map(|closure| closure.span).collect()));
        closures.extend(taken);
        closures.sort_by_key(|closure| closure.span);
        let within = schedule.overrides.iter().map(|rule| (day_of_date(rule.date), rule));
        let within = within.filter(|(day, _)| days.contains(day));
        let mut overrides: Vec<_> = within.map(|(day, rule)| (day, rule.id.clone())).collect();
        overrides.sort_unstable_by_key(|(day, _)| *day);
        Ok(Self {
            zone: home.clone(),
            release: zones.release_name(),
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
        self.open.as_ref().unwrap_or(&self.windows)
    }
}

fn local_days(home: &Zone, range: Interval) -> RangeInclusive<i32> {
    // Within the years 1 to 9999, so the number fits.
    let day = |tick: i64| home.wall_secs(tick).div_euclid(DAY) as i32;
    day(range.start_secs()) - LOOK_AROUND..=day(range.end_secs()) + LOOK_AROUND
}

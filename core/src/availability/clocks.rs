use super::Schedule;
use crate::error::Result;
use crate::interval::Interval;
use crate::time::{DAY, day_of_date};
use crate::zone::{WallClock, Zone, ZoneDb};
use std::ops::RangeInclusive;

/// The zones travelled to, by the dates spent there.
pub(super) struct Journeys {
    /// INVARIANT: ascending by dates, which don't overlap.
    legs: Vec<(RangeInclusive<i32>, Zone)>,
}

impl Journeys {
    /// # Errors
    /// `zone.unknown`.
    pub(super) fn new(schedule: &Schedule, zones: &ZoneDb) -> Result<Self> {
        let mut legs = Vec::with_capacity(schedule.travel.len());
        for (at, leg) in schedule.travel.iter().enumerate() {
            let found = leg.zone.resolve(zones);
            let zone = found.map_err(|error| error.in_field("zone").in_index(at).in_field("travel"))?;
            let from = leg.dates.from().map_or(i32::MIN, day_of_date);
            let until = leg.dates.until().map_or(i32::MAX, day_of_date);
            legs.push((from..=until, zone));
        }
        legs.sort_by_key(|(days, _)| *days.start());
        Ok(Self { legs })
    }

    pub(super) fn clocks<'a>(&'a self, home: &'a Zone) -> Clocks<'a> {
        let away = self.legs.iter().map(|(days, zone)| (days.clone(), WallClock::new(zone)));
        Clocks { home: WallClock::new(home), away: away.collect() }
    }
}

/// The clock that windows are read on, date by date: the home zone's, or that of a place travelled to.
pub(super) struct Clocks<'a> {
    home: WallClock<'a>,
    /// INVARIANT: as of [`Journeys`].
    away: Vec<(RangeInclusive<i32>, WallClock<'a>)>,
}

impl<'a> Clocks<'a> {
    /// The clock of a date.
    pub(super) fn on(&mut self, day: i32) -> &mut WallClock<'a> {
        let after = self.away.partition_point(|(days, _)| *days.start() <= day);
        let leg = after.checked_sub(1).and_then(|at| self.away.get_mut(at));
        match leg {
            Some((days, clock)) if days.contains(&day) => clock,
            _ => &mut self.home,
        }
    }
}

/// A window as instants on the date that it starts on; nothing if a gap or a skipped date swallows it.
///
/// Its bounds are wall seconds since the midnight of the date.
pub(super) fn place(clock: &mut WallClock<'_>, day: i32, (from, until): (i64, i64)) -> Option<Interval> {
    let midnight = i64::from(day) * DAY;
    let span = Interval::from_secs(clock.clamp(midnight + from), clock.clamp(midnight + until))?;
    // A window that outlives its own date may not start on a date that never was.
    if until > DAY { clock.day(day).map(|_| span) } else { Some(span) }
}

use super::Zones;
use crate::ical::problem::Problems;
use crate::ical::value::Time;
use crate::time::wall_secs;
use crate::zone::Zone;

/// A time of the file, put to its zone.
#[derive(Clone, Debug)]
pub(in crate::ical) struct Spot {
    /// Wall seconds.
    pub(in crate::ical) wall: i64,
    pub(in crate::ical) zone: Zone,
    /// A whole day, which begins with its first instant; a time in a gap comes later by the gap's length.
    pub(in crate::ical) date: bool,
}

impl Spot {
    pub(in crate::ical) fn new(
        time: &Time,
        at: (usize, usize),
        zones: &mut Zones<'_>,
        problems: &mut Problems,
    ) -> Self {
        let (calendar, line) = at;
        let zone = match time {
            Time::Date(_) | Time::Floating(_) => zones.owner().clone(),
            Time::Utc(_) => Zone::utc(),
            Time::Zoned { tzid, .. } => zones.zone(calendar, tzid, line, problems),
        };
        Self { wall: wall_secs(time.wall()), zone, date: time.is_date() }
    }

    pub(in crate::ical) fn tick(&self) -> i64 {
        self.tick_of(self.wall)
    }

    /// The tick of another wall time on the same clock.
    pub(in crate::ical) fn tick_of(&self, wall: i64) -> i64 {
        if self.date { self.zone.clamp_secs(wall) } else { self.zone.compatible_secs(wall) }
    }

    /// What the clock of the spot shows at a tick.
    pub(in crate::ical) fn wall_at(&self, tick: i64) -> i64 {
        self.zone.wall_secs(tick)
    }
}

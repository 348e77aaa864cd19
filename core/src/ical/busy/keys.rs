use crate::ical::place::Spot;
use crate::time::DAY;

/// Instances that EXDATE or RECURRENCE-ID name, to be found fast.
///
/// A time names the instance that starts at its instant, however it is written. A date names the instance of that
/// local day, also of an event with times, as several programs write it; a time names the instance of its day if the
/// event has whole days.
#[derive(Debug, Default)]
pub(super) struct Keys {
    ticks: Vec<i64>,
    days: Vec<i64>,
    /// The days of the times.
    wall_days: Vec<i64>,
}

impl Keys {
    pub(super) fn new(spots: impl Iterator<Item = Spot>) -> Self {
        let mut keys = Self::default();
        for spot in spots {
            let day = spot.wall.div_euclid(DAY);
            if spot.date {
                keys.days.push(day);
            } else {
                keys.ticks.push(spot.tick());
                keys.wall_days.push(day);
            }
        }
        keys.sealed()
    }

    /// Instants that a rule names.
    pub(super) fn of_ticks(ticks: Vec<i64>) -> Self {
        Self { ticks, ..Self::default() }.sealed()
    }

    fn sealed(mut self) -> Self {
        for list in [&mut self.ticks, &mut self.days, &mut self.wall_days] {
            list.sort_unstable();
            list.dedup();
        }
        self
    }

    /// Whether the instance at `tick`, of local start `wall`, is named; `date` says that it is a whole day.
    pub(super) fn hold(&self, date: bool, tick: i64, wall: i64) -> bool {
        let day = wall.div_euclid(DAY);
        let has = |list: &[i64], key: i64| list.binary_search(&key).is_ok();
        has(&self.days, day) || if date { has(&self.wall_days, day) } else { has(&self.ticks, tick) }
    }
}

use crate::time::DAY;
use crate::zone::{Run, Zone};

/// Turns wall times of one zone into instants, remembering the offset run it stands in.
///
/// Walls come mostly in order, and a run lasts months: one compare and one add serve nearly all of them.
#[derive(Debug)]
pub(crate) struct WallClock<'a> {
    zone: &'a Zone,
    /// Within these wall seconds the offset is `offset` and no gap or fold is near.
    safe: std::ops::Range<i64>,
    offset: i64,
}

/// No zone has ever moved its clocks by more than a day; two are left to every side of a transition.
const MARGIN: i64 = 2 * DAY;

impl<'a> WallClock<'a> {
    pub(crate) fn new(zone: &'a Zone) -> Self {
        Self { zone, safe: 0..0, offset: 0 }
    }

    /// The instant of a wall time; a gap becomes its transition, a fold its first occurrence.
    pub(crate) fn clamp(&mut self, wall: i64) -> i64 {
        if self.safe.contains(&wall) {
            return wall - self.offset;
        }
        let tick = self.zone.clamp_secs(wall);
        let Run { from, until, offset } = self.zone.run_at(tick);
        self.offset = i64::from(offset);
        let wall_at = |tick: i64| tick.saturating_add(self.offset);
        self.safe = wall_at(from.saturating_add(MARGIN))..wall_at(until.saturating_sub(MARGIN));
        tick
    }

    /// The instants of a local day, or `None` for a date that the zone skipped.
    pub(crate) fn day(&mut self, day: i32) -> Option<(i64, i64)> {
        let midnight = i64::from(day) * DAY;
        let (start, end) = (self.clamp(midnight), self.clamp(midnight + DAY));
        (start < end).then_some((start, end))
    }
}

use super::{Run, Zone};
use crate::time::DAY;
use std::ops::Range;

/// Turns wall times of one zone into instants, remembering the offset run it stands in.
///
/// Walls come mostly in order, and a run lasts months: one compare and one add serve nearly all of them.
#[derive(Debug)]
pub(crate) struct WallClock<'a> {
    zone: &'a Zone,
    plain: Range<i64>,
    offset: i64,
}

impl<'a> WallClock<'a> {
    pub(crate) fn new(zone: &'a Zone) -> Self {
        Self { zone, plain: 0..0, offset: 0 }
    }

    /// Looks up the stretch of the wall that a time lies in; `false` near a gap, where no stretch is plain.
    ///
    /// On a [`plain`](Self::plain) stretch the instant of a wall time is the wall time less [`offset`](Self::offset),
    /// and instants are ordered as wall times are: those before it and what a gap moves are earlier, those after it
    /// later. A wall time that a later change repeats means its first occurrence, which lies on the stretch.
    #[inline]
    pub(crate) fn seek(&mut self, wall: i64) -> bool {
        if self.plain.contains(&wall) {
            return true;
        }
        if let Some((offset, end)) = self.zone.stretch(wall) {
            (self.offset, self.plain) = (offset.into(), wall..end);
            return true;
        }
        let Run { from, until, offset } = self.zone.run_at(self.zone.clamp_secs(wall));
        self.offset = i64::from(offset);
        let first = if from == i64::MIN {
            from
        } else {
            let before = self.zone.run_at(from - 1);
            // A fold ends when the wall passes what it showed before; what a gap moves ends as much later as it skips.
            let old = i64::from(before.offset);
            let shown = from.saturating_add(old.max(2 * self.offset - old));
            // No offset reaches a day, so two days keep a wall time from meaning anything further back.
            if from.saturating_sub(before.from) < 2 * DAY { i64::MAX } else { shown }
        };
        self.plain = first..until.saturating_add(self.offset);
        self.plain.contains(&wall)
    }

    /// The wall times of the stretch.
    pub(crate) const fn plain(&self) -> &Range<i64> {
        &self.plain
    }

    /// Seconds east of UTC on the stretch.
    pub(crate) const fn offset(&self) -> i64 {
        self.offset
    }

    /// The instant of a wall time; a gap becomes its transition, a fold its first occurrence.
    pub(crate) fn clamp(&mut self, wall: i64) -> i64 {
        if self.seek(wall) { wall - self.offset } else { self.zone.clamp_secs(wall) }
    }

    /// The instants of a local day, or `None` for a date that the zone skipped.
    pub(crate) fn day(&mut self, day: i32) -> Option<(i64, i64)> {
        let midnight = i64::from(day) * DAY;
        let (start, end) = (self.clamp(midnight), self.clamp(midnight + DAY));
        (start < end).then_some((start, end))
    }
}

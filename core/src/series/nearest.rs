//! Moving what cannot be booked at its own time.

use super::draft::Draft;
use super::{Direction, Status};
use crate::error::Result;
use crate::interval::Interval;
use crate::slots;
use crate::time::{CalendarDuration, DAY, instant_of_secs, wall_of_secs, wall_secs};
use crate::zone::Zone;
use chrono::Months;
use std::collections::HashSet;

impl Draft<'_> {
    /// Moves each occurrence that was refused to the nearest start that is left.
    pub(super) fn move_conflicts(&mut self, within: CalendarDuration, direction: Direction) -> Result<()> {
        // Nobody takes part twice at one time, even where there is room for two.
        let mut used: HashSet<i64> = self.booked().map(|one| one.span.start_secs()).collect();
        for at in 0..self.planned.len() {
            let Some(one) = self.planned.get(at) else { break };
            let Status::Skip { reasons } = &one.status else { continue };
            let (original, start, reasons) = (one.original, one.span.start_secs(), reasons.clone());
            let Some(found) = self.nearest(start, within, direction, &used)? else { continue };
            let serving = self.serve(found)?;
            let status = Status::Moved { from: instant_of_secs(start), reasons };
            self.put(Some(at), original, found, &serving, status)?;
            used.insert(found);
        }
        Ok(())
    }

    /// The start nearest to one that cannot be booked; of two at the same distance the earlier.
    fn nearest(
        &self,
        start: i64,
        within: CalendarDuration,
        direction: Direction,
        used: &HashSet<i64>,
    ) -> Result<Option<i64>> {
        let (first, last) = bounds(self.query.series.zone(), (start, start), within, direction);
        let later = Interval::from_secs(start.saturating_add(1), last.saturating_add(1));
        let later = later.map(|range| self.starts(range)).transpose()?;
        let later = later.and_then(|mut starts| starts.find(|at| !used.contains(at)));
        if direction == Direction::Later {
            return Ok(later);
        }
        let first = later.map_or(first, |later| first.max(start - (later - start)));
        let (mut bound, mut stretch) = (start, DAY);
        while let Some(range) = Interval::from_secs(first.max(bound - stretch), bound) {
            if let Some(earlier) = self.starts(range)?.filter(|at| !used.contains(at)).last() {
                return Ok(Some(earlier));
            }
            bound = range.start_secs();
            stretch *= 2;
        }
        Ok(later)
    }

    /// Every start inside a range that can be booked besides what was accepted.
    fn starts(&self, range: Interval) -> Result<impl Iterator<Item = i64>> {
        self.question.check_range(range)?;
        Ok(slots::starts(&self.question, range))
    }
}

/// The first and the last start that are looked at for occurrences from the first of `starts` to the last.
pub(super) fn bounds(
    zone: &Zone,
    starts: (i64, i64),
    within: CalendarDuration,
    direction: Direction,
) -> (i64, i64) {
    let first = match direction {
        Direction::Nearest => shifted(zone, starts.0, within, -1),
        Direction::Later => starts.0,
    };
    (first, shifted(zone, starts.1, within, 1))
}

/// A tick so much later or earlier: months and days on the clock, then elapsed time.
fn shifted(zone: &Zone, at: i64, by: CalendarDuration, sign: i64) -> i64 {
    let seconds = sign * i64::from(by.seconds());
    if by.is_elapsed() {
        return at.saturating_add(seconds);
    }
    let (wall, months) = (wall_of_secs(zone.wall_secs(at)), Months::new(by.months()));
    let moved = if sign < 0 { wall.checked_sub_months(months) } else { wall.checked_add_months(months) };
    let wall = wall_secs(moved.unwrap_or(wall)).saturating_add(sign * i64::from(by.days()) * DAY);
    zone.compatible_secs(wall).saturating_add(seconds)
}

use super::{Case, Reason, ReasonCode, Rule, StartSet, hours::is_open, starts::Row};
use crate::interval::{Interval, IntervalSet};
use crate::service::Align;
use crate::time::{DAY, instant_of_secs};
use crate::zone::WallClock;
use crate::zone::Zone;

/// Starts must lie on the service's grid; outside opening hours there is none to lie on.
///
/// A host who waives `hours` but not `grid` gets the clock grid outside the windows.
pub(super) struct OnGrid;

impl Rule for OnGrid {
    fn code(&self) -> ReasonCode {
        ReasonCode::Grid
    }

    fn is_of_lead(&self) -> bool {
        true
    }

    fn carve(&self, case: &Case<'_>, starts: &mut StartSet) {
        if let (Some(range), Some((windows, restarts))) = (starts.hull(), case.anchors()) {
            starts.thin(Grid::of(case, windows, restarts, range));
        }
    }

    fn check(&self, case: &Case<'_>, start: i64, reasons: &mut Vec<Reason>) {
        let is_bookable = |tick: i64| case.waives(ReasonCode::Hours) || is_open(case, tick);
        let (Some(range), Some((windows, restarts))) =
            (Interval::from_secs(start, start.saturating_add(1)), case.anchors())
        else {
            return;
        };
        if !is_bookable(start) {
            return;
        }
        let grid = Grid::of(case, windows, restarts, range);
        if !grid.holds(start) {
            let (before, after) = grid.around(start);
            let near = |tick: Option<i64>| tick.filter(|tick| is_bookable(*tick)).map(instant_of_secs);
            reasons.push(Reason::Grid { before: near(before), after: near(after) });
        }
    }
}

/// The starts that a service's step allows: multiples of the step from a row of anchors.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    step: i64,
    /// INVARIANT: sorted by `from`, no two alike, each `first >= from`.
    segments: Vec<Segment>,
}

/// From `from` until the next segment's, starts are `first`, `first + step`, …
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Segment {
    from: i64,
    first: i64,
}

impl Segment {
    fn anchored(at: i64) -> Self {
        Self { from: at, first: at }
    }
}

impl Grid {
    /// The grid of a case around `range`: also one step beyond it, so that neighbours can be named.
    fn of(case: &Case<'_>, windows: &IntervalSet, restarts: &[i64], range: Interval) -> Self {
        let step = case.service().step.seconds();
        let zone = case.prepared().hours().zone();
        let near = range.padded(step, step);
        let windows = windows.overlapping(near);
        let mut segments = Vec::with_capacity(windows.len());
        match case.service().align {
            Align::Clock => clock_segments(zone, near, step, &mut segments),
            Align::Window | Align::Pack => {
                if case.waives(ReasonCode::Hours) {
                    clock_segments(zone, near, step, &mut segments);
                    segments.retain(|one| windows.iter().all(|window| !holds(*window, one.from)));
                    for end in windows.iter().map(|window| window.end_secs()) {
                        segments.push(clock_segment(zone, end, step));
                    }
                }
                window_segments(zone, windows, near, &mut segments);
            }
        }
        // A packed grid starts anew inside the windows where something ends.
        let mut restarts = restarts.iter().copied().peekable();
        for window in windows {
            while restarts.next_if(|end| *end < window.start_secs()).is_some() {}
            while let Some(end) = restarts.next_if(|end| *end < window.end_secs()) {
                segments.push(Segment::anchored(end));
            }
        }
        if !segments.is_sorted() {
            segments.sort_unstable();
        }
        segments.dedup_by_key(|segment| segment.from);
        Self { step, segments }
    }

    /// Whether `start` is on the grid.
    pub(super) fn holds(&self, start: i64) -> bool {
        let at = self.segments.partition_point(|segment| segment.from <= start);
        let segment = at.checked_sub(1).and_then(|at| self.segments.get(at));
        segment.is_some_and(|segment| start >= segment.first && (start - segment.first) % self.step == 0)
    }

    /// The row of the first start on the grid that is not before `from`. Searches from the segment `at` on, which is
    /// not after `from`, and leaves there the one that it found.
    pub(super) fn row(&self, from: i64, at: &mut usize) -> Option<Row> {
        while self.segments.get(*at + 1).is_some_and(|next| next.from <= from) {
            *at += 1;
        }
        loop {
            let segment = self.segments.get(*at)?;
            let bound = self.segments.get(*at + 1).map_or(i64::MAX, |next| next.from);
            let missing = (from - segment.first).max(0);
            let first = segment.first + (missing + self.step - 1) / self.step * self.step;
            if first < bound {
                return Some(Row { first, bound, step: self.step });
            }
            *at += 1;
        }
    }

    /// The nearest starts on the grid before and after, at most a step away.
    fn around(&self, start: i64) -> (Option<i64>, Option<i64>) {
        let after = self.row(start + 1, &mut 0).map(|row| row.first);
        let after = after.filter(|after| after - start <= self.step);
        let at = self.segments.partition_point(|segment| segment.from < start);
        let before = self.segments.iter().take(at).rev().find_map(|segment| {
            let next =
                self.segments.iter().find(|other| other.from > segment.from).map_or(i64::MAX, |s| s.from);
            let last = start.min(next) - 1;
            let steps = (last - segment.first).div_euclid(self.step);
            (last >= segment.first).then(|| segment.first + steps * self.step)
        });
        (before.filter(|before| start - before <= self.step), after)
    }
}

fn holds(window: Interval, tick: i64) -> bool {
    (window.start_secs()..window.end_secs()).contains(&tick)
}

/// A merged window is anchored at its start; one longer than 24 hours on the wall anew at each local midnight.
fn window_segments(zone: &Zone, windows: &[Interval], near: Interval, segments: &mut Vec<Segment>) {
    let mut same_offset = (i64::MAX, i64::MIN);
    for window in windows {
        let (start, end) = (window.start_secs(), window.end_secs());
        segments.push(Segment::anchored(start));
        // Few windows meet a clock change, so looking up the zone for each of them would be most of the work.
        if start < same_offset.0 || end >= same_offset.1 {
            let run = zone.run_at(start);
            same_offset = (run.from, run.until);
        }
        // The end's own offset counts too: what the wall reads there says how long the window is on it.
        let is_plain = end < same_offset.1;
        if is_plain && end - start <= DAY {
            continue;
        }
        midnights(zone, *window, near, segments);
    }
}

/// The midnights inside a window, if it is longer than 24 hours on the wall.
fn midnights(zone: &Zone, window: Interval, near: Interval, segments: &mut Vec<Segment>) {
    let wall = |tick: i64| zone.wall_secs(tick);
    if wall(window.end_secs()) - wall(window.start_secs()) <= DAY {
        return;
    }
    let mut clock = WallClock::new(zone);
    // A day back, to the midnight that anchors the range's first starts; a day on, since a fold may have taken the
    // wall back over a midnight that lies inside the range.
    let first = wall(window.start_secs().max(near.start_secs())).div_euclid(DAY) - 1;
    let last = wall(window.end_secs().min(near.end_secs())).div_euclid(DAY) + 1;
    for midnight in (first..=last).map(|day| clock.clamp(day * DAY)) {
        if midnight > window.start_secs() && midnight < window.end_secs() {
            segments.push(Segment::anchored(midnight));
        }
    }
}

/// Wall-clock multiples of the step: anew at each clock change and each time the clock passes midnight.
fn clock_segments(zone: &Zone, near: Interval, step: i64, segments: &mut Vec<Segment>) {
    // A day back, to the midnight that the range's first starts are counted from.
    let mut run = zone.run_at(near.start_secs() - DAY);
    let mut from = near.start_secs() - DAY;
    loop {
        segments.push(clock_segment(zone, from, step));
        let (offset, until) = (i64::from(run.offset), run.until.min(near.end_secs()));
        let first = (from + offset).div_euclid(DAY) + 1;
        let last = (until - 1 + offset).div_euclid(DAY);
        segments.extend((first..=last).map(|day| Segment::anchored(day * DAY - offset)));
        if until == near.end_secs() {
            return;
        }
        from = run.until;
        run = zone.run_at(from);
    }
}

/// The clock grid from `tick` on: its first start is the next wall-clock multiple since local midnight.
fn clock_segment(zone: &Zone, tick: i64, step: i64) -> Segment {
    let past = zone.wall_secs(tick).rem_euclid(DAY).rem_euclid(step);
    Segment { from: tick, first: if past == 0 { tick } else { tick + step - past } }
}

//! Where COUNT ends: the instant of a rule's nth instance, found by arithmetic when the series is built.
//!
//! Afterwards COUNT is a bound like UNTIL, and a far window costs what a near one does. Wall times are counted period
//! by period; a wall time that a gap moves onto another is the same instance, so each gap on the way is looked at.

use super::ordered::Ordered;
use super::plan::{Budget, Nth, Plan};
use super::start::Place;
use crate::time::DAY;
use crate::zone::{WallClock, Zone};

/// What COUNT means for a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    /// The last instance starts at this tick.
    Until(i64),
    /// It would have to be counted.
    Unknown,
}

/// Most clock changes and instances that are looked at before the rest is left to counting.
const EFFORT: u64 = 10_000;

/// Finds the end of `count` instances, at least one.
pub(super) fn end(plan: &Plan, count: u32, first: Place, zone: &Zone) -> Counted {
    find(plan, u64::from(count), first, zone).unwrap_or(Counted::Unknown)
}

fn find(plan: &Plan, count: u64, first: Place, zone: &Zone) -> Option<Counted> {
    // Moved onto another: the wall times before some point that make no instance of their own.
    let mut doubles = 0;
    loop {
        let mut anchor = match plan.nth(count - 1 + doubles) {
            Nth::At(wall) => wall,
            Nth::Beyond => return Some(Counted::Until(i64::MAX)),
            Nth::Unknown => return None,
        };
        // The nth wall time may lie in a gap or just after; back from there to one whose place in order is plain.
        let mut clock = WallClock::new(zone);
        let mut back = 0;
        while !clock.seek(anchor) {
            back += 1;
            if back > EFFORT.min(count - 1 + doubles) {
                return None;
            }
            anchor = plan_nth(plan, count - 1 + doubles, back)?;
        }
        let found = doubles_before(plan, first.at, anchor - clock.offset(), zone)?;
        if found == doubles {
            let at = if back == 0 { Some(anchor - clock.offset()) } else { last(plan, anchor, back + 1, zone) };
            return at.map(Counted::Until);
        }
        doubles = found;
    }
}

fn plan_nth(plan: &Plan, n: u64, back: u64) -> Option<i64> {
    match plan.nth(n.checked_sub(back)?) {
        Nth::At(wall) => Some(wall),
        _ => None,
    }
}

/// The instant of the nth instance from a plain wall time on, that one being the first.
fn last(plan: &Plan, anchor: i64, n: u64, zone: &Zone) -> Option<i64> {
    let mut ordered = Ordered::new(plan.walls(anchor, i64::MAX), None, zone);
    let mut budget = Budget::new(100 * EFFORT);
    let mut last = None;
    for _ in 0..n {
        last = ordered.next(&mut budget).ok()?;
    }
    last.map(|place| place.at)
}

/// How many wall times the gaps between two instants move onto others.
fn doubles_before(plan: &Plan, from: i64, until: i64, zone: &Zone) -> Option<u64> {
    let spacing = plan.spacing();
    let (least, most) = zone.extremes();
    if i64::from(most) - i64::from(least) < spacing {
        return Some(0); // no gap is wide enough
    }
    let mut budget = Budget::new(100 * EFFORT);
    let mut doubles = 0;
    let mut run = zone.run_at(from.saturating_sub(2 * DAY));
    for _ in 0..EFFORT {
        if run.until > until {
            return Some(doubles);
        }
        let next = zone.run_at(run.until);
        let skipped = i64::from(next.offset) - i64::from(run.offset);
        if skipped >= spacing {
            let near = run.until.saturating_sub(run.from).min(next.until.saturating_sub(next.from)) < 2 * DAY;
            if near {
                return None;
            }
            let gap = run.until + i64::from(run.offset);
            let (mut moved, mut shown) = (Vec::new(), Vec::new());
            let mut read = |from: i64, out: &mut Vec<i64>| -> Option<()> {
                let mut walls = plan.walls(from, from + skipped - 1);
                while walls.fill(out, 64, &mut budget).ok()? {}
                Some(())
            };
            read(gap, &mut moved)?;
            read(gap + skipped, &mut shown)?;
            doubles +=
                moved.iter().filter(|wall| shown.binary_search(&(*wall + skipped)).is_ok()).count() as u64;
        }
        run = next;
    }
    None
}

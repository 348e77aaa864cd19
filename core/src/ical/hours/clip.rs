use super::window::Walls;
use crate::availability::Recurring;
use crate::error::Result;
use crate::interval::Interval;
use crate::limits::Limits;
use crate::time::{DAY, DateRange, date_of_day, day_of_date};
use crate::zone::Zone;
use std::collections::BTreeSet;

/// A recurring window, cut to a span: what lies whole inside it as it is, on fewer dates, and the rest piece by piece.
pub(super) struct Clipped {
    pub(super) whole: Option<Recurring>,
    /// What is left of windows that a bound goes through.
    pub(super) cut: Vec<Walls>,
    /// Whether a bound lies where the wall shows it twice, so that the first of the two counts.
    pub(super) inexact: bool,
}

/// # Errors
/// `recur.budget`.
pub(super) fn clip(rule: &Recurring, zone: &Zone, span: Interval, limits: &mut Limits) -> Result<Clipped> {
    let all = Interval::all();
    let (from, until) = rule.bounds();
    let low = (span.start_secs() > all.start_secs()).then(|| Bound::new(zone, span.start_secs()));
    let high = (span.end_secs() < all.end_secs()).then(|| Bound::new(zone, span.end_secs()));
    let first = low.as_ref().map(|bound| -(from - bound.wall).div_euclid(DAY)); // rounded up
    let last = high.as_ref().map(|bound| (bound.wall - until).div_euclid(DAY));
    let mut clipped = Clipped {
        whole: None,
        cut: Vec::new(),
        inexact: [&low, &high].into_iter().flatten().any(|one| one.twice),
    };
    if let Some(effective) = narrowed(rule.effective, first, last) {
        clipped.whole = Some(Recurring { effective, ..rule.clone() });
    }
    // The dates of windows that a bound goes through.
    let mut crossed = BTreeSet::new();
    for bound in [&low, &high].into_iter().flatten() {
        let earliest = (bound.wall - until).div_euclid(DAY) + 1;
        let latest = -(from - bound.wall).div_euclid(DAY) - 1;
        crossed.extend(earliest..=latest);
    }
    let (low, high) = (low.map_or(i64::MIN, |low| low.wall), high.map_or(i64::MAX, |high| high.wall));
    for day in crossed.into_iter().map(|day| day as i32) {
        if !rule.days(day..=day, limits)?.is_empty() {
            let midnight = i64::from(day) * DAY;
            let walls = Walls { start: (midnight + from).max(low), end: (midnight + until).min(high) };
            clipped.cut.extend((walls.start < walls.end).then_some(walls));
        }
    }
    Ok(clipped)
}

/// What the clock on the wall shows at a bound.
struct Bound {
    wall: i64,
    twice: bool,
}

impl Bound {
    fn new(zone: &Zone, tick: i64) -> Self {
        let wall = zone.wall_secs(tick);
        Self { wall, twice: zone.clamp_secs(wall) != tick }
    }
}

/// The dates of `effective` from the first day to the last, if there are any.
fn narrowed(effective: DateRange, first: Option<i64>, last: Option<i64>) -> Option<DateRange> {
    let own = (effective.from().map(day_of_date), effective.until().map(day_of_date));
    let from = own.0.map(i64::from).max(first);
    let until = match (own.1.map(i64::from), last) {
        (Some(own), Some(last)) => Some(own.min(last)),
        (own, last) => own.or(last),
    };
    let date = |day: i64| date_of_day(day as i32); // within the years 1 to 9999, or clamped to them
    DateRange::new(from.map(date), until.map(date)).ok()
}

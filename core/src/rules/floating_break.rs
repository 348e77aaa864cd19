use super::{Case, Reason, ReasonCode, Rule, StartSet};
use crate::interval::Interval;
use crate::resource::FloatingBreak;
use crate::service::local_day;
use crate::time::{DAY, Elapsed, date_of_day, instant_of_secs};
use crate::zone::WallClock;
use chrono::Datelike;

/// Whatever is booked, a break still fits into its range.
pub(super) struct BreakLeft;

impl BreakLeft {
    /// The ranges of a break that candidates which start in a span could meet, in order.
    fn ranges(case: &Case<'_>, one: &FloatingBreak, starts: Interval) -> Vec<Interval> {
        let zone = case.prepared().hours().zone();
        let mut clock = WallClock::new(zone);
        // A day back, to the range that lasts past midnight; a day on, since a fold can take the wall back over one.
        let first = local_day(zone, starts.start_secs()) - 1;
        let last = local_day(zone, starts.end_secs() + case.duration()) + 1;
        let mut ranges = Vec::new();
        for day in (first..=last).filter(|day| one.days.contains(date_of_day(*day).weekday())) {
            let midnight = i64::from(day) * DAY;
            let from = clock.clamp(midnight + i64::from(one.from.seconds()));
            let until = clock.clamp(midnight + one.window().end_seconds());
            if clock.day(day).is_some() {
                ranges.extend(Interval::from_secs(from, until));
            }
        }
        ranges
    }

    /// The stretches of a range that nothing takes, in order.
    fn free(case: &Case<'_>, range: Interval) -> Vec<(i64, i64)> {
        let mut free = Vec::new();
        let mut from = range.start_secs();
        for busy in case.overlapping(range) {
            if busy.span.start_secs() > from {
                free.push((from, busy.span.start_secs()));
            }
            from = from.max(busy.span.end_secs());
        }
        if from < range.end_secs() {
            free.push((from, range.end_secs()));
        }
        free
    }
}

impl Rule for BreakLeft {
    fn code(&self) -> ReasonCode {
        ReasonCode::Break
    }

    fn carve(&self, case: &Case<'_>, starts: &mut StartSet) {
        for one in &case.prepared().resource().breaks {
            let Some(hull) = starts.hull() else { return };
            let length = one.length.seconds();
            let mut without = Vec::new();
            for range in Self::ranges(case, one, hull) {
                let mut enough = Self::free(case, range).into_iter().filter(|(a, b)| b - a >= length);
                // Of all stretches the first is left longest to a late candidate, and the last to an early one.
                let first = enough.next();
                let last = enough.next_back().or(first);
                let late = first.map_or(range.end_secs(), |(from, _)| from + length);
                let early = last.map_or(range.start_secs(), |(_, until)| until - length);
                without
                    .push((range.start_secs().max(early) - case.duration() + 1, range.end_secs().min(late)));
            }
            without.sort_unstable();
            starts.remove(without.into_iter());
        }
    }

    fn check(&self, case: &Case<'_>, start: i64, reasons: &mut Vec<Reason>) {
        for one in &case.prepared().resource().breaks {
            let Some(span) = case.span(start) else { return };
            let Some(tick) = Interval::from_secs(start, start.saturating_add(1)) else { return };
            for range in Self::ranges(case, one, tick) {
                if !range.overlaps(span) {
                    continue;
                }
                let cut = |(from, until): (i64, i64)| {
                    (until.min(span.start_secs()) - from).max(until - from.max(span.end_secs()))
                };
                let has = Self::free(case, range).into_iter().map(cut).max().unwrap_or(0).max(0);
                if has < one.length.seconds() {
                    reasons.push(Reason::Break {
                        rule: one.id.clone(),
                        start: instant_of_secs(range.start_secs()),
                        end: instant_of_secs(range.end_secs()),
                        needs: one.length.into(),
                        has: Elapsed::from_seconds(has).unwrap_or_default(),
                        resource: case.named(),
                    });
                }
            }
        }
    }
}

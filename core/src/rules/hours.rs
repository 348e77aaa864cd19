use super::{Case, Reason, ReasonCode, Rule, StartSet};
use crate::interval::Interval;
use crate::service::BufferHours;

/// The whole candidate must lie inside opening hours, with its buffers where the service says so.
pub(super) struct OpeningHours;

impl Rule for OpeningHours {
    fn code(&self) -> ReasonCode {
        ReasonCode::Hours
    }

    fn carve(&self, case: &Case<'_>, starts: &mut StartSet) {
        let Some(range) = starts.hull() else { return };
        let (before, after) = reach(case);
        // A start at the last tick of the range needs open time up to its end.
        let near = range.padded(before, case.duration() + after);
        let open = case.prepared().hours().open().overlapping(near).iter();
        let latest = case.duration() + after - 1;
        starts.keep(open.map(|span| (span.start_secs() + before, span.end_secs() - latest)));
    }

    fn check(&self, case: &Case<'_>, start: i64, reasons: &mut Vec<Reason>) {
        let Some(span) = footprint(case, start) else { return };
        let closing = case.prepared().hours().closing(span).into_iter();
        reasons.extend(closing.map(|(layer, rule)| Reason::Hours { layer, rule, resource: case.named() }));
    }
}

/// Whether opening hours allow a start.
pub(super) fn is_open(case: &Case<'_>, start: i64) -> bool {
    footprint(case, start).is_some_and(|span| case.prepared().hours().open().covers(span))
}

/// The time that must be open.
fn footprint(case: &Case<'_>, start: i64) -> Option<Interval> {
    let (before, after) = reach(case);
    Interval::from_secs(start - before, start + case.duration() + after)
}

/// How far the buffers reach into opening hours.
fn reach(case: &Case<'_>) -> (i64, i64) {
    match case.service().buffer_hours {
        BufferHours::MayReachOutside => (0, 0),
        BufferHours::Inside => (case.buffer().before.seconds(), case.buffer().after.seconds()),
    }
}

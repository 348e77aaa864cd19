use super::{Busy, Case, Reason, ReasonCode, Rule, StartSet};
use crate::service::Buffer;
use crate::time::Elapsed;

/// Between the candidate and each neighbour lies the time that both ask for.
///
/// What overlaps the candidate itself is `busy` or `held` and nothing more. Where a resource has several uses at a
/// time, buffers are part of the footprint that `capacity` counts.
pub(super) struct BufferKept;

impl BufferKept {
    fn counts(case: &Case<'_>, busy: &Busy) -> bool {
        case.is_exclusive() || busy.units().is_none()
    }
}

/// How far two buffers that add up between neighbours can reach.
const REACH: i64 = 2 * Buffer::LONGEST.seconds();

impl Rule for BufferKept {
    fn code(&self) -> ReasonCode {
        ReasonCode::Buffer
    }

    fn carve(&self, case: &Case<'_>, starts: &mut StartSet) {
        let Some(hull) = starts.hull().filter(|_| case.may_keep_distance()) else { return };
        let mut close = Vec::new();
        for busy in case.overlapping(hull.padded(REACH, REACH + case.duration())) {
            if !Self::counts(case, busy) {
                continue;
            }
            let (after_it, before_it) = case.distance(busy);
            let (start, end) = (busy.span.start_secs(), busy.span.end_secs());
            let latest_before = start - case.duration();
            if before_it > 0 {
                close.push((latest_before - before_it + 1, latest_before + 1));
            }
            if after_it > 0 {
                close.push((end, end + after_it));
            }
        }
        close.sort_unstable();
        starts.remove(close.into_iter());
    }

    fn check(&self, case: &Case<'_>, start: i64, reasons: &mut Vec<Reason>) {
        let Some(span) = case.span(start).filter(|_| case.may_keep_distance()) else { return };
        let near = case.overlapping(span.padded(REACH, REACH)).filter(|busy| Self::counts(case, busy));
        for busy in near.filter(|busy| !busy.span.overlaps(span)) {
            let (after_it, before_it) = case.distance(busy);
            let is_before = busy.span.end_secs() <= span.start_secs();
            let (needs, has) = if is_before {
                (after_it, span.start_secs() - busy.span.end_secs())
            } else {
                (before_it, busy.span.start_secs() - span.end_secs())
            };
            if has < needs {
                let elapsed = |secs| Elapsed::from_seconds(secs).unwrap_or(Buffer::LONGEST);
                let (needs, has) = (elapsed(needs), elapsed(has));
                reasons.push(Reason::Buffer { by: busy.blocker(), needs, has, resource: case.named() });
            }
        }
    }
}

use super::{Case, Reason, ReasonCode, Rule, StartSet};
use crate::interval::Interval;
use crate::service::Buffer;
use crate::time::Elapsed;

/// Between the candidate and each neighbour lies the time that both ask for.
///
/// What overlaps the candidate itself is `busy` and nothing more.
pub(super) struct BufferKept;

impl Rule for BufferKept {
    fn code(&self) -> ReasonCode {
        ReasonCode::Buffer
    }

    fn carve(&self, case: &Case<'_>, starts: &mut StartSet) {
        let mut close = Vec::new();
        for busy in case.busy() {
            let (after_it, before_it) = case.distance(busy);
            let (start, end) = (busy.span.start_secs(), busy.span.end_secs());
            let latest_before = start - case.duration();
            close.extend(Interval::from_secs(latest_before - before_it + 1, latest_before + 1));
            close.extend(Interval::from_secs(end, end + after_it));
        }
        starts.remove(close);
    }

    fn check(&self, case: &Case<'_>, start: i64, reasons: &mut Vec<Reason>) {
        let Some(span) = case.span(start) else { return };
        // Two buffers may add up between neighbours.
        let reach = 2 * Buffer::LONGEST.seconds();
        let near = case.busy().take_while(|busy| busy.span.start_secs() < span.end_secs() + reach);
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
                reasons.push(Reason::Buffer { by: busy.blocker(), needs: elapsed(needs), has: elapsed(has) });
            }
        }
    }
}

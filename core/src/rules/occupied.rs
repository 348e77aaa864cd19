use super::{Case, Reason, ReasonCode, Rule, StartSet};
use crate::interval::Interval;

/// Nothing else may take the candidate's bare time.
pub(super) struct NotBusy;

impl Rule for NotBusy {
    fn code(&self) -> ReasonCode {
        ReasonCode::Busy
    }

    fn carve(&self, case: &Case<'_>, starts: &mut StartSet) {
        // A start overlaps a busy span iff it lies after `busy.start - duration` and before `busy.end`.
        let taken = case.busy().filter_map(|busy| {
            Interval::from_secs(busy.span.start_secs() - case.duration() + 1, busy.span.end_secs())
        });
        starts.remove(taken.collect());
    }

    fn check(&self, case: &Case<'_>, start: i64, reasons: &mut Vec<Reason>) {
        let Some(span) = case.span(start) else { return };
        let taking = case.busy().take_while(|busy| busy.span.start_secs() < span.end_secs());
        for busy in taking.filter(|busy| busy.span.overlaps(span)) {
            let (start, end) = (busy.span.start(), busy.span.end());
            reasons.push(Reason::Busy { by: busy.blocker(), start, end });
        }
    }
}

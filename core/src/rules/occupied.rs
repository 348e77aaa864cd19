use super::{Busy, Case, Occupant, Reason, ReasonCode, Rule, StartSet};

/// Nothing else may take the candidate's bare time.
///
/// Where a resource has several uses at a time, only outside events take all of it; the rest is `capacity`.
pub(super) struct NotBusy;

impl NotBusy {
    fn counts(case: &Case<'_>, busy: &Busy) -> bool {
        match &busy.by {
            Occupant::External(_) => true,
            Occupant::Hold(_) => false,
            Occupant::Booking(_) | Occupant::Session(_) => case.is_exclusive(),
        }
    }
}

impl Rule for NotBusy {
    fn code(&self) -> ReasonCode {
        ReasonCode::Busy
    }

    fn carve(&self, case: &Case<'_>, starts: &mut StartSet) {
        carve_taken(case, starts, |busy| Self::counts(case, busy));
    }

    fn check(&self, case: &Case<'_>, start: i64, reasons: &mut Vec<Reason>) {
        let Some(span) = case.span(start) else { return };
        for busy in case.overlapping(span).filter(|busy| Self::counts(case, busy)) {
            let (start, end) = (busy.span.start(), busy.span.end());
            reasons.push(Reason::Busy { by: busy.blocker(), start, end, resource: case.named() });
        }
    }
}

/// Nobody else may hold the candidate's bare time.
pub(super) struct NotHeld;

impl Rule for NotHeld {
    fn code(&self) -> ReasonCode {
        ReasonCode::Held
    }

    fn carve(&self, case: &Case<'_>, starts: &mut StartSet) {
        carve_taken(case, starts, |busy| case.is_exclusive() && matches!(busy.by, Occupant::Hold(_)));
    }

    fn check(&self, case: &Case<'_>, start: i64, reasons: &mut Vec<Reason>) {
        let Some(span) = case.span(start).filter(|_| case.is_exclusive()) else { return };
        for busy in case.overlapping(span) {
            if let Occupant::Hold(hold) = &busy.by {
                let (by, expires_at) = (hold.id.clone(), hold.expires_at);
                reasons.push(Reason::Held { by, expires_at, resource: case.named() });
            }
        }
    }
}

/// Removes every start whose bare time overlaps one of the spans that count.
fn carve_taken(case: &Case<'_>, starts: &mut StartSet, counts: impl Fn(&Busy) -> bool) {
    let Some(hull) = starts.hull() else { return };
    // A start overlaps a busy span iff it lies after `busy.start - duration` and before `busy.end`.
    let near = case.overlapping(hull.padded(0, case.duration()));
    let taken = near.filter(|busy| counts(busy));
    starts.remove(taken.map(|busy| (busy.span.start_secs() - case.duration() + 1, busy.span.end_secs())));
}

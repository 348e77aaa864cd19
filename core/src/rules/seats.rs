use super::{Case, Reason, ReasonCode, Rule, StartSet};

/// A party fits into the session that it joins, or into a new one.
pub(super) struct SeatsLeft;

impl SeatsLeft {
    /// The seats that are left, where there are too few for the party.
    fn missing(case: &Case<'_>) -> Option<u32> {
        let remaining = match case.joined() {
            Some(session) => session.remaining(case.context()).saturating_sub(case.claimed()),
            None => case.service().seats?.get(),
        };
        (remaining < case.context().party.get()).then_some(remaining)
    }
}

impl Rule for SeatsLeft {
    fn code(&self) -> ReasonCode {
        ReasonCode::Seats
    }

    fn is_of_lead(&self) -> bool {
        true
    }

    fn judges_joining(&self) -> bool {
        true
    }

    fn carve(&self, case: &Case<'_>, starts: &mut StartSet) {
        if Self::missing(case).is_some() {
            starts.clear();
        }
    }

    fn check(&self, case: &Case<'_>, _start: i64, reasons: &mut Vec<Reason>) {
        reasons.extend(Self::missing(case).map(|remaining| Reason::Seats { remaining }));
    }
}

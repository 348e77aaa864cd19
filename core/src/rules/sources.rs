use super::{Case, Reason, ReasonCode, Rule, StartSet};
use crate::source::{Reliance, SourceReport};

/// No source of outside busy time is closed: nothing is offered while a resource might be busy at any time.
pub(super) struct SourcesOpen;

impl SourcesOpen {
    fn closed<'a>(case: &Case<'a>) -> impl Iterator<Item = &'a SourceReport> + use<'a> {
        case.prepared().sources().iter().filter(|report| report.reliance == Reliance::Closed)
    }
}

impl Rule for SourcesOpen {
    fn code(&self) -> ReasonCode {
        ReasonCode::Source
    }

    fn carve(&self, case: &Case<'_>, starts: &mut StartSet) {
        if Self::closed(case).next().is_some() {
            starts.clear();
        }
    }

    fn check(&self, case: &Case<'_>, _start: i64, reasons: &mut Vec<Reason>) {
        for report in Self::closed(case) {
            let (source, state) = (report.source.clone(), report.state);
            reasons.push(Reason::Source { source, state, resource: case.named() });
        }
    }
}

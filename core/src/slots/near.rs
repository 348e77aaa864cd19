use super::{Search, Slot};
use crate::interval::Interval;
use crate::rules::{Case, Reason, ReasonCode, StartSet};
use std::collections::BTreeSet;

/// A start on the grid, inside opening hours, that cannot be booked all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMiss {
    /// When it would be.
    pub slot: Slot,
    /// Why it is not: never empty.
    pub reasons: Vec<Reason>,
}

impl Search<'_> {
    /// The first `limit` near misses, in order of start: for a calendar that greys out what is taken, and says why.
    ///
    /// The starts that are looked at are those that whoever leads would offer in an empty world: on the grid, inside
    /// opening hours, not past, with enough notice and not too far ahead.
    pub fn near_misses(&self, limit: usize) -> Vec<NearMiss> {
        let question = self.question();
        let mut misses = Vec::new();
        let mut from = self.range().start_secs();
        while let Some(part) =
            Interval::from_secs(from, self.range().end_secs().min(from.saturating_add(STRETCH)))
        {
            from = part.end_secs();
            let starts: BTreeSet<i64> = question.leads().flat_map(|case| untaken(case, part)).collect();
            for start in starts {
                if misses.len() == limit {
                    return misses;
                }
                match question.judge(start) {
                    Ok(reasons) if !reasons.is_empty() => {
                        misses.push(NearMiss { slot: Slot::new(start, question.duration(), None), reasons });
                    }
                    _ => {}
                }
            }
        }
        misses
    }
}

/// How much is looked at in one go.
const STRETCH: i64 = crate::time::DAY;

/// The starts of a case if nothing took any time.
fn untaken(case: &Case<'_>, range: Interval) -> Vec<i64> {
    let is_of_calendar = |code| {
        use ReasonCode::{Grid, Horizon, Hours, Notice, Past};
        matches!(code, Past | Notice | Horizon | Hours | Grid) && !case.waives(code)
    };
    let starts = case.starts_by(range, is_of_calendar);
    starts.as_ref().map(StartSet::iter).into_iter().flatten().collect()
}

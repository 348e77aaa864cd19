use crate::interval::Interval;
use crate::recur::Occurrence;
use crate::time::instant_of_secs;
use chrono::{DateTime, Utc};

/// Two occurrences that are in each other's way, one of each series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OccurrencePair {
    /// That of the first series.
    pub a: Occurrence,
    /// That of the second.
    pub b: Occurrence,
}

impl OccurrencePair {
    /// When the conflict begins: where the later of the two starts.
    pub fn start(&self) -> DateTime<Utc> {
        self.a.start.max(self.b.start)
    }

    /// The time that both take up, or `None` if one of them takes none.
    pub fn shared(&self) -> Option<Interval> {
        self.a.span()?.intersect(self.b.span()?)
    }

    /// The same with the series in the other order.
    #[must_use]
    pub const fn swapped(self) -> Self {
        Self { a: self.b, b: self.a }
    }
}

/// The first tick after an occurrence. One that takes no time counts as if it took a moment: it is in the way of what is
/// on then, of what starts then, and not of what ends then.
pub(super) fn end_of(occurrence: &Occurrence) -> i64 {
    occurrence.end.timestamp().max(occurrence.start.timestamp() + 1)
}

/// An answer in instants.
pub(super) fn instant(tick: i64) -> DateTime<Utc> {
    instant_of_secs(tick)
}

use super::Interval;
use super::sweep;
use chrono::{DateTime, TimeDelta, Utc};

/// A set of instants, as sorted spans that neither overlap nor touch.
///
/// Whatever goes in, one normal form comes out, so two sets that hold the same instants are equal.
///
/// # Example
/// ```
/// use kalends::{interval::{Interval, IntervalSet}, time::parse_instant};
/// let span = |a: &str, b: &str| Interval::new(parse_instant(a)?, parse_instant(b)?);
/// let hours = IntervalSet::from_iter([span("2027-01-31T08:00:00Z", "2027-01-31T12:00:00Z")?]);
/// let busy = IntervalSet::from_iter([span("2027-01-31T09:00:00Z", "2027-01-31T10:00:00Z")?]);
/// let free = hours.subtract(&busy);
/// assert_eq!(free.len(), 2);
/// assert_eq!(free.union(&busy), hours);            // touching spans merge again
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(from = "Vec<Interval>", into = "Vec<Interval>")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "Vec<Interval>"))]
pub struct IntervalSet {
    spans: Vec<Interval>, // INVARIANT: sorted, disjoint, never touching
}

impl IntervalSet {
    /// The empty set.
    pub const EMPTY: Self = Self { spans: Vec::new() };

    /// Takes over spans that a sweep has left in normal form.
    pub(super) fn sealed(spans: Vec<Interval>) -> Self {
        debug_assert!(spans.is_sorted_by(|a, b| a.end_secs() < b.start_secs()), "unsealed: {spans:?}");
        Self { spans }
    }

    /// Sorts and merges spans in any order.
    pub fn from_spans(mut spans: Vec<Interval>) -> Self {
        if !spans.is_sorted_by(|a, b| a.start_secs() <= b.start_secs()) {
            spans.sort_unstable();
        }
        sweep::merge_sorted(&mut spans);
        Self::sealed(spans)
    }

    /// The spans, in order.
    pub fn spans(&self) -> &[Interval] {
        &self.spans
    }

    /// The spans, in order.
    pub fn iter(&self) -> std::iter::Copied<std::slice::Iter<'_, Interval>> {
        self.spans.iter().copied()
    }

    /// Number of spans.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether no instant is in the set.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Elapsed time of all spans together.
    pub fn total(&self) -> TimeDelta {
        TimeDelta::seconds(self.spans.iter().map(|span| span.secs()).sum())
    }

    /// The span from the first instant to the last, if any.
    pub fn hull(&self) -> Option<Interval> {
        let (first, last) = (self.spans.first()?, self.spans.last()?);
        Interval::from_secs(first.start_secs(), last.end_secs())
    }

    /// Instants in either set.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self::sealed(sweep::union(&self.spans, &other.spans))
    }

    /// Instants in both sets.
    #[must_use]
    pub fn intersect(&self, other: &Self) -> Self {
        Self::sealed(sweep::intersect(&self.spans, &other.spans))
    }

    /// Instants in this set and not in the other.
    #[must_use]
    pub fn subtract(&self, other: &Self) -> Self {
        Self::sealed(sweep::subtract(&self.spans, &other.spans))
    }

    /// Instants of the whole time line that are not in the set.
    #[must_use]
    pub fn complement(&self) -> Self {
        Self::from(Interval::all()).subtract(self)
    }

    /// What is missing inside `range`.
    #[must_use]
    pub fn gaps(&self, range: Interval) -> Self {
        Self::from(range).subtract(self)
    }

    /// The part inside `range`.
    #[must_use]
    pub fn clip(&self, range: Interval) -> Self {
        let mut spans = self.overlapping(range).to_vec();
        if let Some(first) = spans.first_mut() {
            *first = first.intersect(range).unwrap_or(*first);
        }
        if let Some(last) = spans.last_mut() {
            *last = last.intersect(range).unwrap_or(*last);
        }
        Self::sealed(spans)
    }

    /// The span that holds `time`, if any.
    pub fn span_at(&self, time: DateTime<Utc>) -> Option<Interval> {
        self.span_at_secs(time.timestamp())
    }

    /// The span that holds the tick, if any.
    pub(crate) fn span_at_secs(&self, secs: i64) -> Option<Interval> {
        let at = self.spans.partition_point(|span| span.end_secs() <= secs);
        self.spans.get(at).copied().filter(|span| span.start_secs() <= secs)
    }

    /// Whether `time` is in the set.
    pub fn contains(&self, time: DateTime<Utc>) -> bool {
        self.span_at(time).is_some()
    }

    /// Whether every instant of `span` is in the set.
    pub fn covers(&self, span: Interval) -> bool {
        self.span_at_secs(span.start_secs()).is_some_and(|own| own.covers(span))
    }

    /// Whether some instant of `span` is in the set.
    pub fn overlaps(&self, span: Interval) -> bool {
        !self.overlapping(span).is_empty()
    }

    /// The spans that share an instant with `range`, uncut.
    pub fn overlapping(&self, range: Interval) -> &[Interval] {
        let from = self.spans.partition_point(|span| span.end_secs() <= range.start_secs());
        let rest = self.spans.get(from..).unwrap_or_default();
        let until = rest.partition_point(|span| span.start_secs() < range.end_secs());
        rest.get(..until).unwrap_or_default()
    }
}

impl From<Interval> for IntervalSet {
    fn from(span: Interval) -> Self {
        Self { spans: vec![span] }
    }
}

impl From<Vec<Interval>> for IntervalSet {
    fn from(spans: Vec<Interval>) -> Self {
        Self::from_spans(spans)
    }
}

impl From<IntervalSet> for Vec<Interval> {
    fn from(set: IntervalSet) -> Self {
        set.spans
    }
}

impl FromIterator<Interval> for IntervalSet {
    fn from_iter<I: IntoIterator<Item = Interval>>(spans: I) -> Self {
        Self::from_spans(spans.into_iter().collect())
    }
}

use super::grid::Grid;
use crate::interval::{Interval, IntervalSet};

/// A set of possible starts: spans of ticks, thinned out by a grid.
#[derive(Clone, Debug)]
pub struct StartSet {
    spans: IntervalSet,
    grid: Option<Grid>,
}

impl StartSet {
    /// Every tick of `range`.
    pub(crate) fn all(range: Interval) -> Self {
        Self { spans: IntervalSet::from(range), grid: None }
    }

    /// The hull of what is left.
    pub(crate) fn hull(&self) -> Option<Interval> {
        self.spans.hull()
    }

    /// Leaves only ticks of `kept`.
    pub(crate) fn keep(&mut self, kept: &IntervalSet) {
        self.spans = self.spans.intersect(kept);
    }

    /// Leaves only ticks at or after `first`.
    pub(crate) fn keep_from(&mut self, first: i64) {
        self.keep(&Interval::from_secs(first, i64::MAX).map(IntervalSet::from).unwrap_or_default());
    }

    /// Leaves only ticks before `bound`.
    pub(crate) fn keep_before(&mut self, bound: i64) {
        self.keep(&Interval::from_secs(i64::MIN, bound).map(IntervalSet::from).unwrap_or_default());
    }

    /// Removes the ticks of the spans, in any order.
    pub(crate) fn remove(&mut self, removed: Vec<Interval>) {
        if !removed.is_empty() {
            self.spans = self.spans.subtract(&IntervalSet::from_spans(removed));
        }
    }

    /// Leaves only ticks on the grid.
    pub(crate) fn thin(&mut self, grid: Grid) {
        self.grid = Some(grid);
    }

    /// Whether a start, in seconds since 1970-01-01T00:00:00Z, is in the set.
    pub fn contains(&self, start: i64) -> bool {
        self.spans.span_at_secs(start).is_some() && self.grid.as_ref().is_none_or(|grid| grid.holds(start))
    }

    /// The starts in order, as seconds since 1970-01-01T00:00:00Z, without a list of them being made.
    pub fn iter(&self) -> StartIter<'_> {
        StartIter { set: self, span: 0, next: i64::MIN }
    }
}

/// The starts of a [`StartSet`], in order.
#[derive(Clone, Debug)]
pub struct StartIter<'a> {
    set: &'a StartSet,
    span: usize,
    next: i64,
}

impl Iterator for StartIter<'_> {
    type Item = i64;

    fn next(&mut self) -> Option<i64> {
        while let Some(span) = self.set.spans.spans().get(self.span) {
            let from = self.next.max(span.start_secs());
            let found = match &self.set.grid {
                Some(grid) => grid.at_or_after(from),
                None => Some(from),
            };
            match found.filter(|start| *start < span.end_secs()) {
                Some(start) => {
                    self.next = start + 1;
                    return Some(start);
                }
                None => self.span += 1,
            }
        }
        None
    }
}

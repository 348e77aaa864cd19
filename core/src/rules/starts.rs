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
        StartIter { set: self, span: 0, next: i64::MIN, bound: i64::MIN, step: 1 }
    }
}

/// The starts of a [`StartSet`], in order.
#[derive(Clone, Debug)]
pub struct StartIter<'a> {
    set: &'a StartSet,
    span: usize,
    /// The next start, if it is before `bound`; else from where to look for one.
    next: i64,
    bound: i64,
    step: i64,
}

impl StartIter<'_> {
    /// Looks for the next start from `next` on, and how far its row goes.
    fn seek(&mut self) -> Option<()> {
        loop {
            let span = self.set.spans.spans().get(self.span)?;
            let from = self.next.max(span.start_secs());
            let (start, bound) = match &self.set.grid {
                Some(grid) => grid.row(from).unwrap_or((i64::MAX, i64::MAX)),
                None => (from, i64::MAX),
            };
            if start < span.end_secs() {
                (self.next, self.bound) = (start, bound.min(span.end_secs()));
                self.step = self.set.grid.as_ref().map_or(1, Grid::step);
                return Some(());
            }
            self.span += 1;
        }
    }
}

impl Iterator for StartIter<'_> {
    type Item = i64;

    fn next(&mut self) -> Option<i64> {
        if self.next >= self.bound {
            // A step may have led over the next row's first start.
            self.next = self.next.min(self.bound);
            self.seek()?;
        }
        let start = self.next;
        self.next = start.saturating_add(self.step);
        Some(start)
    }
}

use super::{Entry, Index, Overlapping};
use crate::interval::Interval;

/// Whatever can say what takes up a span: an [`Index`] or a [`LiveIndex`](super::LiveIndex).
pub trait Timeline<T: Copy + Ord> {
    /// The entries that overlap a span, by start, end and item.
    fn overlapping(&self, span: Interval) -> impl Iterator<Item = Entry<T>>;
}

impl<T: Copy + Ord> Timeline<T> for Index<T> {
    fn overlapping(&self, span: Interval) -> impl Iterator<Item = Entry<T>> {
        let found: Overlapping<'_, T> = self.overlapping(span);
        found
    }
}

use crate::interval::Interval;

/// A span of time and what takes it up: a number, an id, or any other small value.
///
/// Ordered by start, then end, then item, so that answers do not depend on the order in which entries came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entry<T = u32> {
    /// When.
    pub span: Interval,
    /// What. One item may have many spans.
    pub item: T,
}

impl<T> Entry<T> {
    /// An item with its span.
    pub const fn new(span: Interval, item: T) -> Self {
        Self { span, item }
    }
}

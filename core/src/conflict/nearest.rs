use super::{Entry, Index, LiveIndex, heights::GROUP};
use crate::interval::Interval;
use chrono::TimeDelta;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// An entry and how far it is away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Near<T = u32> {
    /// The time between the two; zero where they overlap, and where they touch.
    pub gap: TimeDelta,
    /// The entry.
    pub entry: Entry<T>,
}

/// A part of a tree: a node, or an entry at last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part<N> {
    Node(N),
    Entry,
}

/// A tree of entries in order, whose nodes know a lower bound of what is below, and the latest end.
pub(super) trait Tree<T> {
    /// Names a node.
    type Node: Copy + Ord;
    /// The whole.
    fn root(&self) -> Option<Below<T, Self::Node>>;
    /// Says what a node consists of.
    fn parts(&self, node: Self::Node, say: impl FnMut(Below<T, Self::Node>));
}

/// What is known of a part: no entry in it is smaller than `low`, and none ends after `top`.
pub(super) struct Below<T, N> {
    pub(super) low: Entry<T>,
    pub(super) top: i64,
    pub(super) part: Part<N>,
}

impl<T: Copy, N> Below<T, N> {
    /// An entry by itself.
    pub(super) const fn entry(entry: Entry<T>) -> Self {
        Self { top: entry.span.end_secs(), low: entry, part: Part::Entry }
    }
}

/// Best first: what may be nearest is looked into next, so the first few cost the logarithm of all.
fn nearest<T: Copy + Ord, R: Tree<T>>(tree: &R, span: Interval) -> impl Iterator<Item = Near<T>> {
    let (start, end) = (span.start_secs(), span.end_secs());
    let ranked = move |below: Below<T, R::Node>| {
        let gap = (start - below.top).max(below.low.span.start_secs() - end).max(0);
        Reverse((gap, below.low, below.part))
    };
    let mut waiting: BinaryHeap<_> = tree.root().map(ranked).into_iter().collect();
    std::iter::from_fn(move || {
        loop {
            match waiting.pop()?.0 {
                (gap, entry, Part::Entry) => return Some(Near { gap: TimeDelta::seconds(gap), entry }),
                (_, _, Part::Node(node)) => tree.parts(node, |below| waiting.push(ranked(below))),
            }
        }
    })
}

impl<T: Copy + Ord> Index<T> {
    /// The entries from the nearest on, by the gap between them and a span: first those that overlap or touch it. Of
    /// those as near as each other the first by start, end and item. Lazy: take as many as are wanted.
    ///
    /// # Example: the two nearest to midnight
    /// ```
    /// use kalends::conflict::{Entry, Index};
    /// use kalends::interval::Interval;
    /// use kalends::time::parse_instant;
    /// let span = |from: &str, until: &str| Interval::new(parse_instant(from)?, parse_instant(until)?);
    /// let index = Index::build(vec![
    ///     Entry::new(span("2027-01-31T20:00:00Z", "2027-01-31T23:30:00Z")?, 1),
    ///     Entry::new(span("2027-01-31T21:00:00Z", "2027-01-31T22:00:00Z")?, 2),
    ///     Entry::new(span("2027-02-01T00:45:00Z", "2027-02-01T01:00:00Z")?, 3),
    /// ]);
    /// let quarter = span("2027-01-31T23:45:00Z", "2027-02-01T00:00:00Z")?;
    /// let near: Vec<_> = index.nearest(quarter).map(|near| (near.entry.item, near.gap.num_minutes())).collect();
    /// assert_eq!(near, [(1, 15), (3, 45), (2, 105)]);
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn nearest(&self, span: Interval) -> impl Iterator<Item = Near<T>> {
        nearest(self, span)
    }
}

impl<T: Copy + Ord> LiveIndex<T> {
    /// The entries from the nearest on; see [`Index::nearest`].
    pub fn nearest(&self, span: Interval) -> impl Iterator<Item = Near<T>> {
        nearest(self, span)
    }
}

impl<T: Copy + Ord> Tree<T> for Index<T> {
    /// The row of heights, and the place in it.
    type Node = (usize, usize);

    fn root(&self) -> Option<Below<T, Self::Node>> {
        let top = self.heights().top()?;
        let part = Part::Node((self.heights().rows().len() - 1, 0)); // a row has the top
        Some(Below { low: *self.entries().first()?, top, part })
    }

    fn parts(&self, (level, at): Self::Node, mut say: impl FnMut(Below<T, Self::Node>)) {
        let members = at * GROUP..(at + 1) * GROUP;
        let Some(row) = level.checked_sub(1).and_then(|below| self.heights().rows().get(below)) else {
            let entries = self.entries().get(members.start..).unwrap_or_default();
            entries.iter().take(GROUP).for_each(|entry| say(Below::entry(*entry)));
            return;
        };
        let size = (1..=level).fold(1, |size: usize, _| size.saturating_mul(GROUP)); // entries below a member
        for (place, top) in row.iter().enumerate().take(members.end).skip(members.start) {
            if let Some(low) = self.entries().get(place * size) {
                say(Below { low: *low, top: *top, part: Part::Node((level - 1, place)) });
            }
        }
    }
}

impl<T: Copy + Ord> Tree<T> for LiveIndex<T> {
    /// The height above the leaves, and the number.
    type Node = (usize, u32);

    fn root(&self) -> Option<Below<T, Self::Node>> {
        self.root_child().map(|(low, top, node)| Below { low, top, part: Part::Node(node) })
    }

    fn parts(&self, (height, node): Self::Node, mut say: impl FnMut(Below<T, Self::Node>)) {
        match height.checked_sub(1) {
            None => self.entries_of_leaf(node).iter().for_each(|entry| say(Below::entry(*entry))),
            Some(below) => self.children_of(node).for_each(|(low, top, node)| {
                say(Below { low, top, part: Part::Node((below, node)) });
            }),
        }
    }
}

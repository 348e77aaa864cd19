use super::super::{Entry, Timeline, order};
use super::LiveOverlapping;
use super::branch::{self, Branch, Child};
use super::leaf::{self, Leaf};
use crate::interval::Interval;
use chrono::{DateTime, Utc};

/// Entries that come and go, with the same questions as an [`Index`](super::super::Index).
///
/// A set: each entry is in it once. Inserting and removing cost the logarithm of how many there are, with no long pause
/// ever. Questions cost up to about twice what they cost an index that stays as it is.
///
/// # Example: a lesson is moved over midnight
/// ```
/// use kalends::conflict::{Entry, LiveIndex};
/// use kalends::interval::Interval;
/// use kalends::time::parse_instant;
/// let span = |from: &str, until: &str| Interval::new(parse_instant(from)?, parse_instant(until)?);
/// let mut busy = LiveIndex::new();
/// let evening = Entry::new(span("2027-01-31T22:00:00Z", "2027-01-31T23:00:00Z")?, 1);
/// let late = Entry::new(span("2027-01-31T23:30:00Z", "2027-02-01T00:30:00Z")?, 1);
/// assert!(busy.insert(evening) && !busy.insert(evening));      // once is enough
/// assert!(busy.remove(&evening) && busy.insert(late));
/// let midnight = parse_instant("2027-02-01T00:00:00Z")?;
/// assert_eq!(busy.at(midnight).map(|entry| entry.item).collect::<Vec<u32>>(), [1]);
/// assert!(!busy.overlaps(span("2027-02-01T00:30:00Z", "2027-02-01T01:00:00Z")?));
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct LiveIndex<T = u32> {
    pub(super) leaves: Vec<Leaf<T>>,
    pub(super) branches: Vec<Branch<T>>,
    /// Numbers that may be given again.
    pub(super) spare_leaves: Vec<u32>,
    pub(super) spare_branches: Vec<u32>,
    /// The whole tree; `None` if it is empty.
    pub(super) root: Option<Child<T>>,
    /// How many branches stand above each leaf.
    pub(super) height: usize,
    pub(super) length: usize,
}

impl<T> Default for LiveIndex<T> {
    fn default() -> Self {
        Self {
            leaves: Vec::new(),
            branches: Vec::new(),
            spare_leaves: Vec::new(),
            spare_branches: Vec::new(),
            root: None,
            height: 0,
            length: 0,
        }
    }
}

impl<T: Copy + Ord> LiveIndex<T> {
    /// Without entries.
    pub fn new() -> Self {
        Self::default()
    }

    /// From entries in any order: far faster than inserting them one by one.
    pub fn build(mut entries: Vec<Entry<T>>) -> Self {
        order::sort(&mut entries);
        entries.dedup();
        let mut tree = Self { length: entries.len(), ..Self::default() };
        // Three quarters full, so that the next changes find room.
        let mut row: Vec<Child<T>> = Vec::new();
        for group in entries.chunks(leaf::FULL * 3 / 4) {
            row.extend(Leaf::new(group).and_then(|leaf| tree.keep_leaf(leaf)));
        }
        while row.len() > 1 {
            let mut above = Vec::new();
            for group in row.chunks(branch::FULL * 3 / 4) {
                above.extend(Branch::new(group).and_then(|branch| tree.keep_branch(branch)));
            }
            row = above;
            tree.height += 1;
        }
        tree.root = row.pop();
        tree
    }

    /// How many entries it has.
    pub const fn len(&self) -> usize {
        self.length
    }

    /// Whether it has none.
    pub const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Every entry, by start, end and item.
    pub fn iter(&self) -> LiveOverlapping<'_, T> {
        self.within(i64::MIN, i64::MAX)
    }

    /// Whether anything overlaps a span; one that only touches it does not.
    pub fn overlaps(&self, span: Interval) -> bool {
        self.root.is_some_and(|root| self.meets(root, self.height, span))
    }

    /// Whether anything below a node overlaps a span. Of children that may, all but the last do.
    fn meets(&self, node: Child<T>, height: usize, span: Interval) -> bool {
        if height == 0 {
            let entries = self.leaf(node.node).map(Leaf::entries).unwrap_or_default();
            return entries.iter().any(|entry| entry.span.overlaps(span));
        }
        let Some(branch) = self.branch(node.node) else { return false };
        let mut tops = branch.tops().iter().enumerate().filter(|(_, top)| **top > span.start_secs());
        tops.by_ref()
            .map_while(|(place, _)| {
                branch.child(place).filter(|child| child.low.span.start_secs() < span.end_secs())
            })
            .any(|child| self.meets(child, height - 1, span))
    }

    /// Whatever overlaps a span, by start, end and item. Lazy: the first few cost little however many there are.
    pub fn overlapping(&self, span: Interval) -> LiveOverlapping<'_, T> {
        self.within(span.start_secs(), span.end_secs())
    }

    /// Whatever is on at an instant: entries that end then are over, entries that start then have begun.
    pub fn at(&self, time: DateTime<Utc>) -> LiveOverlapping<'_, T> {
        let tick = time.timestamp(); // a fraction of a second lies within its tick
        self.within(tick, tick.saturating_add(1))
    }

    fn within(&self, from: i64, until: i64) -> LiveOverlapping<'_, T> {
        LiveOverlapping::new(self, from, until)
    }

    /// The whole: a lower bound, the latest end, and its node.
    pub(in super::super) fn root_child(&self) -> Option<(Entry<T>, i64, (usize, u32))> {
        self.root.map(|root| (root.low, root.top, (self.height, root.node)))
    }

    pub(in super::super) fn entries_of_leaf(&self, node: u32) -> &[Entry<T>] {
        self.leaf(node).map(Leaf::entries).unwrap_or_default()
    }

    /// The children of a branch: a lower bound, the latest end, and the number of each.
    pub(in super::super) fn children_of(&self, node: u32) -> impl Iterator<Item = (Entry<T>, i64, u32)> {
        let branch = self.branch(node).into_iter();
        branch
            .flat_map(|branch| (0..branch.length()).filter_map(|place| branch.child(place)))
            .map(|child| (child.low, child.top, child.node))
    }

    pub(super) fn leaf(&self, node: u32) -> Option<&Leaf<T>> {
        self.leaves.get(node as usize)
    }

    pub(super) fn branch(&self, node: u32) -> Option<&Branch<T>> {
        self.branches.get(node as usize)
    }

    /// Gives a leaf a number; `None` when there are no more.
    pub(super) fn keep_leaf(&mut self, leaf: Leaf<T>) -> Option<Child<T>> {
        let (low, top) = (*leaf.entries().first()?, leaf.top());
        let node = keep(&mut self.leaves, &mut self.spare_leaves, leaf)?;
        Some(Child { low, top, node })
    }

    /// Gives a branch a number; `None` when there are no more.
    pub(super) fn keep_branch(&mut self, branch: Branch<T>) -> Option<Child<T>> {
        let (low, top) = (*branch.lows().first()?, branch.top());
        let node = keep(&mut self.branches, &mut self.spare_branches, branch)?;
        Some(Child { low, top, node })
    }
}

/// Numbers are `u32`, which is enough for as many leaves as any memory holds.
fn keep<N>(nodes: &mut Vec<N>, spare: &mut Vec<u32>, node: N) -> Option<u32> {
    if let Some(number) = spare.pop() {
        *nodes.get_mut(number as usize)? = node;
        return Some(number);
    }
    let number = u32::try_from(nodes.len()).ok()?;
    nodes.push(node);
    Some(number)
}

impl<T: Copy + Ord> FromIterator<Entry<T>> for LiveIndex<T> {
    fn from_iter<I: IntoIterator<Item = Entry<T>>>(entries: I) -> Self {
        Self::build(entries.into_iter().collect())
    }
}

impl<T: Copy + Ord> Timeline<T> for LiveIndex<T> {
    fn overlapping(&self, span: Interval) -> impl Iterator<Item = Entry<T>> {
        self.within(span.start_secs(), span.end_secs())
    }
}

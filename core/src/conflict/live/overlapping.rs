use super::super::Entry;
use super::LiveIndex;
use super::leaf::Leaf;
use std::iter::FusedIterator;

/// The entries of a [`LiveIndex`] that overlap a span; see [`LiveIndex::overlapping`].
#[derive(Clone, Debug)]
pub struct LiveOverlapping<'i, T = u32> {
    index: &'i LiveIndex<T>,
    /// The branches on the way down, each with the place of its next child.
    path: [(u32, u32); DEEP],
    depth: usize,
    leaf: Option<&'i Leaf<T>>,
    place: usize,
    from: i64,
    until: i64,
}

/// No tree is deeper: neighbours that are scant have joined, so two of them have more than sixteen children together,
/// and numbers are `u32`.
const DEEP: usize = 12;

impl<'i, T: Copy + Ord> LiveOverlapping<'i, T> {
    pub(super) fn new(index: &'i LiveIndex<T>, from: i64, until: i64) -> Self {
        let mut all = Self { index, path: [(0, 0); DEEP], depth: 0, leaf: None, place: 0, from, until };
        if let Some(root) = index.root.filter(|root| root.top > from) {
            if index.height == 0 {
                all.leaf = index.leaf(root.node);
            } else {
                (all.path[0], all.depth) = ((root.node, 0), 1); // of a dozen
            }
        }
        all
    }

    /// Goes to the next leaf with an entry that ends late enough; `None` when there is none or it starts too late.
    fn descend(&mut self) -> Option<()> {
        while let Some(level) = self.depth.checked_sub(1) {
            let (node, place) = self.path.get_mut(level)?;
            let branch = self.index.branch(*node)?;
            let first = *place as usize;
            let rest = branch.tops().get(first..).unwrap_or_default();
            let Some(steps) = rest.iter().position(|top| *top > self.from) else {
                self.depth = level;
                continue;
            };
            let child = branch.child(first + steps)?;
            if child.low.span.start_secs() >= self.until {
                return None;
            }
            *place += steps as u32 + 1; // below 32
            if self.depth == self.index.height {
                (self.leaf, self.place) = (self.index.leaf(child.node), 0);
                return Some(());
            }
            *self.path.get_mut(self.depth)? = (child.node, 0);
            self.depth += 1;
        }
        None
    }
}

impl<T: Copy + Ord> Iterator for LiveOverlapping<'_, T> {
    type Item = Entry<T>;

    #[inline]
    fn next(&mut self) -> Option<Entry<T>> {
        loop {
            let Some(leaf) = self.leaf else {
                if self.descend().is_none() {
                    self.depth = 0;
                    return None;
                }
                continue;
            };
            let rest = leaf.entries().get(self.place..).unwrap_or_default();
            match rest.iter().position(|entry| entry.span.end_secs() > self.from) {
                Some(steps) => {
                    let entry = *rest.get(steps)?;
                    if entry.span.start_secs() >= self.until {
                        (self.leaf, self.depth) = (None, 0);
                        return None;
                    }
                    self.place += steps + 1;
                    return Some(entry);
                }
                None => self.leaf = None,
            }
        }
    }
}

impl<T: Copy + Ord> FusedIterator for LiveOverlapping<'_, T> {}

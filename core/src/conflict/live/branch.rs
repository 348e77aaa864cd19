use super::super::Entry;

/// Most children of a branch.
pub(super) const FULL: usize = 32;
/// A branch with fewer asks a neighbour to join.
pub(super) const SCANT: usize = FULL / 4;

/// A child as its branch knows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Child<T> {
    /// No entry below it is smaller. It may be gone: what is removed leaves its mark.
    pub(super) low: Entry<T>,
    /// The latest end below it.
    pub(super) top: i64,
    /// Its number among the leaves, or the branches.
    pub(super) node: u32,
}

/// Some nodes that follow each other.
#[derive(Clone, Debug)]
pub(super) struct Branch<T> {
    length: usize,
    /// INVARIANT: ascending up to the length; what comes after it means nothing. So in the other two.
    lows: [Entry<T>; FULL],
    tops: [i64; FULL],
    nodes: [u32; FULL],
}

impl<T: Copy + Ord> Branch<T> {
    /// A branch of at most [`FULL`] children, and at least one.
    pub(super) fn new(children: &[Child<T>]) -> Option<Self> {
        let first = children.first()?;
        let mut branch = Self { length: 0, lows: [first.low; FULL], tops: [0; FULL], nodes: [0; FULL] };
        children.iter().take(FULL).for_each(|child| branch.put(branch.length, *child));
        Some(branch)
    }

    pub(super) const fn length(&self) -> usize {
        self.length
    }

    pub(super) const fn is_full(&self) -> bool {
        self.length == FULL
    }

    /// The latest end below it.
    pub(super) fn top(&self) -> i64 {
        self.tops().iter().copied().fold(i64::MIN, i64::max)
    }

    #[inline]
    pub(super) fn tops(&self) -> &[i64] {
        self.tops.get(..self.length).unwrap_or_default()
    }

    #[inline]
    pub(super) fn lows(&self) -> &[Entry<T>] {
        self.lows.get(..self.length).unwrap_or_default()
    }

    #[inline]
    pub(super) fn child(&self, place: usize) -> Option<Child<T>> {
        let (low, top) = (self.lows().get(place)?, self.tops().get(place)?);
        Some(Child { low: *low, top: *top, node: *self.nodes.get(place)? })
    }

    /// The child below which an entry stands, or would.
    pub(super) fn place_of(&self, entry: &Entry<T>) -> usize {
        self.lows().partition_point(|low| low <= entry).saturating_sub(1)
    }

    /// Puts a child in at a place, if there is room.
    pub(super) fn put(&mut self, place: usize, child: Child<T>) {
        if self.is_full() || place > self.length {
            return;
        }
        let rest = place..self.length; // there is room: the length is below the arrays'
        self.lows.copy_within(rest.clone(), place + 1);
        self.tops.copy_within(rest.clone(), place + 1);
        self.nodes.copy_within(rest, place + 1);
        (self.lows[place], self.tops[place], self.nodes[place]) = (child.low, child.top, child.node);
        self.length += 1;
    }

    /// What is known of a child changes.
    pub(super) fn update(&mut self, place: usize, low: Entry<T>, top: i64) {
        if let (Some(own_low), Some(own_top)) = (self.lows.get_mut(place), self.tops.get_mut(place)) {
            (*own_low, *own_top) = (low, top);
        }
    }

    /// Takes a child out.
    pub(super) fn take(&mut self, place: usize) -> Option<Child<T>> {
        let child = self.child(place)?;
        let rest = place + 1..self.length; // the place is below the length
        self.lows.copy_within(rest.clone(), place);
        self.tops.copy_within(rest.clone(), place);
        self.nodes.copy_within(rest, place);
        self.length -= 1;
        Some(child)
    }

    /// Gives the upper half away.
    pub(super) fn split(&mut self) -> Option<Self> {
        let half = self.length / 2;
        let upper: Vec<Child<T>> = (half..self.length).filter_map(|place| self.child(place)).collect();
        self.length = half;
        Self::new(&upper)
    }

    /// Takes over all of the next branch, if there is room.
    pub(super) fn join(&mut self, next: &Self) -> bool {
        let fits = self.length + next.length <= FULL;
        if fits {
            let children = (0..next.length).filter_map(|place| next.child(place));
            children.for_each(|child| self.put(self.length, child));
        }
        fits
    }
}

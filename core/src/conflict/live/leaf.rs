use super::super::Entry;

/// Most entries of a leaf.
pub(super) const FULL: usize = 32;
/// A leaf with fewer asks a neighbour to join.
pub(super) const SCANT: usize = FULL / 4;

/// Some entries that follow each other.
#[derive(Clone, Debug)]
pub(super) struct Leaf<T> {
    length: usize,
    /// INVARIANT: ascending up to the length; what comes after it means nothing.
    entries: [Entry<T>; FULL],
}

impl<T: Copy + Ord> Leaf<T> {
    /// A leaf of at most [`FULL`] entries, and at least one.
    pub(super) fn new(entries: &[Entry<T>]) -> Option<Self> {
        let mut leaf = Self { length: entries.len().min(FULL), entries: [*entries.first()?; FULL] };
        leaf.entries.iter_mut().zip(entries).for_each(|(place, entry)| *place = *entry);
        Some(leaf)
    }

    #[inline]
    pub(super) fn entries(&self) -> &[Entry<T>] {
        self.entries.get(..self.length).unwrap_or_default()
    }

    /// The latest end.
    pub(super) fn top(&self) -> i64 {
        self.entries().iter().map(|entry| entry.span.end_secs()).fold(i64::MIN, i64::max)
    }

    pub(super) const fn is_full(&self) -> bool {
        self.length == FULL
    }

    /// Puts an entry in, if there is room and it is not there yet.
    pub(super) fn insert(&mut self, entry: Entry<T>) -> bool {
        let Err(place) = self.entries().binary_search(&entry) else { return false };
        if self.is_full() {
            return false;
        }
        self.entries.copy_within(place..self.length, place + 1); // there is room: the length is below the array's
        self.entries[place] = entry;
        self.length += 1;
        true
    }

    /// Takes an entry out, if it is there.
    pub(super) fn remove(&mut self, entry: &Entry<T>) -> bool {
        let Ok(place) = self.entries().binary_search(entry) else { return false };
        self.entries.copy_within(place + 1..self.length, place); // the place is below the length
        self.length -= 1;
        true
    }

    /// Gives the upper half away.
    pub(super) fn split(&mut self) -> Option<Self> {
        let upper = Self::new(self.entries().get(self.length / 2..)?)?;
        self.length /= 2;
        Some(upper)
    }

    /// Takes over all of the next leaf, if there is room.
    pub(super) fn join(&mut self, next: &Self) -> bool {
        let total = self.length + next.length;
        match self.entries.get_mut(self.length..total) {
            Some(room) => {
                room.copy_from_slice(next.entries()); // of one length
                self.length = total;
                true
            }
            None => false,
        }
    }
}

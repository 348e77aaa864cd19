use super::{Entry, Index, order};
use std::iter::FusedIterator;

/// All pairs of entries that overlap, however many: streamed, in the order in which they begin to.
///
/// Of each pair the one that starts first comes first; of two with one start the one that ends first, then the smaller
/// item. Touching entries are no pair; equal ones are. Sorting aside, the cost is that of the pairs.
///
/// # Example: a repeated hour is two hours
/// ```
/// use kalends::conflict::{Entry, pairs};
/// use kalends::interval::Interval;
/// use kalends::time::parse_wall;
/// use kalends::zone::{Disambiguation, ZoneDb};
/// let paris = ZoneDb::builtin().get("Europe/Paris")?;
/// let half_past_two = parse_wall("2027-10-31T02:30:00")?;
/// let (first, second) =
///     (paris.resolve(half_past_two, Disambiguation::Earlier)?, paris.resolve(half_past_two, Disambiguation::Later)?);
/// let half = chrono::TimeDelta::minutes(30);
/// let entries = vec![
///     Entry::new(Interval::new(second, second + half)?, 3),
///     Entry::new(Interval::new(first, first + half)?, 1),
///     Entry::new(Interval::new(first, second)?, 2),
/// ];
/// let items: Vec<(u32, u32)> = pairs(entries).map(|(one, other)| (one.item, other.item)).collect();
/// assert_eq!(items, [(1, 2)]);                           // both are at 02:30, but only two share time
/// # Ok::<(), kalends::Error>(())
/// ```
pub fn pairs<T: Copy + Ord>(mut entries: Vec<Entry<T>>) -> Pairs<T> {
    order::sort(&mut entries);
    Pairs { sweep: Sweep::default(), entries }
}

impl<T: Copy + Ord> Index<T> {
    /// All pairs of its entries that overlap, as [`pairs`] gives them, without sorting again.
    pub fn pairs(&self) -> impl Iterator<Item = (Entry<T>, Entry<T>)> {
        let mut sweep = Sweep::default();
        std::iter::from_fn(move || sweep.next(self.entries()))
    }
}

/// All pairs of entries that overlap; see [`pairs`].
#[derive(Clone, Debug)]
pub struct Pairs<T = u32> {
    entries: Vec<Entry<T>>,
    sweep: Sweep<T>,
}

/// Goes over sorted entries, with those that are on.
#[derive(Clone, Debug)]
struct Sweep<T> {
    /// The entry that begins; those before it have been paired with each other.
    place: usize,
    /// What is on, in the order of the entries.
    running: Vec<Entry<T>>,
    /// How many of these the entry has been paired with.
    paired: usize,
}

impl<T> Default for Sweep<T> {
    fn default() -> Self {
        Self { place: 0, running: Vec::new(), paired: 0 }
    }
}

impl<T: Copy + Ord> Sweep<T> {
    #[inline]
    fn next(&mut self, entries: &[Entry<T>]) -> Option<(Entry<T>, Entry<T>)> {
        let mut own = *entries.get(self.place)?;
        loop {
            if let Some(met) = self.running.get(self.paired) {
                self.paired += 1;
                return Some((*met, own));
            }
            self.running.push(own);
            self.place += 1;
            self.paired = 0;
            own = *entries.get(self.place)?;
            self.running.retain(|running| running.span.end_secs() > own.span.start_secs());
        }
    }
}

impl<T: Copy + Ord> Iterator for Pairs<T> {
    type Item = (Entry<T>, Entry<T>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.sweep.next(&self.entries)
    }
}

impl<T: Copy + Ord> FusedIterator for Pairs<T> {}

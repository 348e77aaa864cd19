use super::cells::{Cells, skip};
use super::heights::{GROUP, Heights};
use super::{Entry, order};
use crate::interval::{Interval, IntervalSet};
use chrono::{DateTime, Utc};
use std::iter::FusedIterator;

/// Entries that stay as they are, ready for any number of questions: what is on at a time, what overlaps a span, what
/// is near.
///
/// For millions of entries; [`LiveIndex`](super::LiveIndex) is the one that changes. Building sorts; a question about
/// a span costs a look-up in a table and then what it finds, whether entries are short or a few of them last for
/// years. Memory is some 40 bytes an entry with a `u32`.
///
/// # Example: touching is no conflict, and neither is the hour that a clock change takes away
/// ```
/// use kalends::conflict::{Entry, Index};
/// use kalends::interval::Interval;
/// use kalends::time::parse_wall;
/// use kalends::zone::{Disambiguation, ZoneDb};
/// let paris = ZoneDb::builtin().get("Europe/Paris")?;
/// let at = |wall: &str| paris.resolve(parse_wall(wall)?, Disambiguation::Compatible);
/// let night = Interval::new(at("2027-03-28T00:00:00")?, at("2027-03-28T02:00:00")?)?;
/// let early = Interval::new(at("2027-03-28T03:00:00")?, at("2027-03-28T04:00:00")?)?;
/// let index = Index::build(vec![Entry::new(early, 2), Entry::new(night, 1)]);
///
/// // 02:00 does not exist that night: the clock goes from the end of one to the start of the other.
/// assert_eq!(night.end(), early.start());
/// assert!(!index.overlaps(Interval::new(at("2027-03-28T04:00:00")?, at("2027-03-28T05:00:00")?)?));
/// let found: Vec<u32> = index.at(at("2027-03-28T03:00:00")?).map(|entry| entry.item).collect();
/// assert_eq!(found, [2]);
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Index<T = u32> {
    /// INVARIANT: ascending.
    entries: Vec<Entry<T>>,
    /// Over the latest end up to each entry.
    reach: Cells,
    heights: Heights,
    /// The time that entries take up together.
    taken: IntervalSet,
    taken_cells: Cells,
}

impl<T: Copy + Ord> Index<T> {
    /// Sorts the entries, which may come in any order, and prepares them. Equal entries are kept.
    pub fn build(mut entries: Vec<Entry<T>>) -> Self {
        order::sort(&mut entries);
        let mut latest = i64::MIN;
        let ends = |entries: &[Entry<T>]| entries.iter().map(|entry| entry.span.end_secs()).max();
        let groups = entries.chunks(GROUP).filter_map(ends);
        let heights = Heights::new(groups);
        let first = entries.first().map_or(0, |entry| entry.span.end_secs());
        let last = heights.top().unwrap_or(first);
        let running = entries.iter().map(|entry| {
            latest = latest.max(entry.span.end_secs());
            latest
        });
        let reach = Cells::new(running, entries.len(), first, last);
        let taken = entries.iter().map(|entry| entry.span).collect::<IntervalSet>();
        let bounds = taken.spans().first().zip(taken.spans().last());
        let (first, last) = bounds.map_or((0, 0), |(first, last)| (first.end_secs(), last.end_secs()));
        let ends = taken.spans().iter().map(|span| span.end_secs());
        let taken_cells = Cells::new(ends, taken.len(), first, last);
        Self { entries, reach, heights, taken, taken_cells }
    }

    /// How many entries it has.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Every entry, by start, end and item.
    pub fn entries(&self) -> &[Entry<T>] {
        &self.entries
    }

    /// The time that the entries take up together.
    pub const fn taken(&self) -> &IntervalSet {
        &self.taken
    }

    /// Whether anything overlaps a span; one that only touches it does not.
    #[inline]
    pub fn overlaps(&self, span: Interval) -> bool {
        let spans = self.taken.spans();
        let at = skip(spans, self.taken_cells.before(span.start_secs()), |taken| {
            taken.end_secs() <= span.start_secs()
        });
        spans.get(at).is_some_and(|taken| taken.start_secs() < span.end_secs())
    }

    /// Whatever overlaps a span, by start, end and item. Lazy: the first few cost little however many there are.
    #[inline]
    pub fn overlapping(&self, span: Interval) -> Overlapping<'_, T> {
        self.within(span.start_secs(), span.end_secs())
    }

    /// Whatever is on at an instant: entries that end then are over, entries that start then have begun.
    pub fn at(&self, time: DateTime<Utc>) -> Overlapping<'_, T> {
        let tick = time.timestamp(); // a fraction of a second lies within its tick
        self.within(tick, tick.saturating_add(1))
    }

    pub(super) const fn heights(&self) -> &Heights {
        &self.heights
    }

    #[inline]
    fn within(&self, from: i64, until: i64) -> Overlapping<'_, T> {
        Overlapping { index: self, place: self.reach.before(from), from, until }
    }

    /// The first entry at or after a place that ends after `from`.
    fn seek(&self, place: usize, from: i64) -> Option<usize> {
        let runs = |entry: &Entry<T>| entry.span.end_secs() > from;
        let group = place / GROUP + 1;
        let own = self.entries.get(place..self.entries.len().min(group * GROUP))?;
        if let Some(steps) = own.iter().position(runs) {
            return Some(place + steps);
        }
        let start = self.heights.next(group, from)? * GROUP;
        self.entries.get(start..)?.iter().position(runs).map(|steps| start + steps)
    }
}

impl<T: Copy + Ord> FromIterator<Entry<T>> for Index<T> {
    fn from_iter<I: IntoIterator<Item = Entry<T>>>(entries: I) -> Self {
        Self::build(entries.into_iter().collect())
    }
}

/// The entries of an [`Index`] that overlap a span; see [`Index::overlapping`].
#[derive(Clone, Debug)]
pub struct Overlapping<'i, T = u32> {
    index: &'i Index<T>,
    place: usize,
    from: i64,
    until: i64,
}

impl<T: Copy + Ord> Iterator for Overlapping<'_, T> {
    type Item = Entry<T>;

    #[inline]
    fn next(&mut self) -> Option<Entry<T>> {
        let mut entry = *self.index.entries.get(self.place)?;
        if entry.span.end_secs() <= self.from {
            self.place = self.index.seek(self.place, self.from).unwrap_or(self.index.entries.len());
            entry = *self.index.entries.get(self.place)?;
        }
        if entry.span.start_secs() >= self.until {
            self.place = self.index.entries.len();
            return None;
        }
        self.place += 1;
        Some(entry)
    }
}

impl<T: Copy + Ord> FusedIterator for Overlapping<'_, T> {}

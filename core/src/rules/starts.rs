use super::grid::Grid;
use crate::interval::Interval;

/// A set of possible starts: spans of ticks, thinned out by a grid.
#[derive(Clone, Debug, Default)]
pub struct StartSet {
    /// INVARIANT: ascending, none empty, no two overlap.
    spans: Vec<Interval>,
    /// Where the next sweep writes; kept so that carving allocates once.
    spare: Vec<Interval>,
    grid: Option<Grid>,
}

/// A hint of how many there will be may be far too high: room beyond this is made when it is needed.
const MOST_ROOM: usize = 1024;

impl StartSet {
    /// Every tick of `range`.
    pub(crate) fn all(range: Interval) -> Self {
        Self { spans: vec![range], ..Self::default() }
    }

    /// The hull of what is left.
    pub(crate) fn hull(&self) -> Option<Interval> {
        let (first, last) = (self.spans.first()?, self.spans.last()?);
        Interval::from_secs(first.start_secs(), last.end_secs())
    }

    /// What is left, before a grid thins it out.
    pub(crate) fn spans(&self) -> &[Interval] {
        &self.spans
    }

    /// Leaves nothing.
    pub(crate) fn clear(&mut self) {
        self.spans.clear();
    }

    /// Leaves only ticks of the spans, which ascend and do not overlap; empty ones are skipped.
    pub(crate) fn keep(&mut self, kept: impl Iterator<Item = (i64, i64)>) {
        self.make_room(kept.size_hint().1);
        let mut at = 0;
        for (from, until) in kept {
            while let Some(span) = self.spans.get(at) {
                if span.start_secs() >= until {
                    break;
                }
                let both = Interval::from_secs(span.start_secs().max(from), span.end_secs().min(until));
                self.spare.extend(both);
                if span.end_secs() > until {
                    break; // may reach into the next one too
                }
                at += 1;
            }
        }
        std::mem::swap(&mut self.spans, &mut self.spare);
    }

    /// Empties the list that is written next, with room for what a sweep over so many spans can leave.
    fn make_room(&mut self, others: Option<usize>) {
        self.spare.clear();
        self.spare.reserve(self.spans.len() + others.unwrap_or(0).min(MOST_ROOM));
    }

    /// Leaves only ticks at or after `first`.
    pub(crate) fn keep_from(&mut self, first: i64) {
        if self.spans.first().is_some_and(|span| span.start_secs() < first) {
            self.keep(std::iter::once((first, i64::MAX)));
        }
    }

    /// Leaves only ticks before `bound`.
    pub(crate) fn keep_before(&mut self, bound: i64) {
        if self.spans.last().is_some_and(|span| span.end_secs() > bound) {
            self.keep(std::iter::once((i64::MIN, bound)));
        }
    }

    /// Removes the ticks of the spans, which ascend by start and may overlap; empty ones are skipped.
    pub(crate) fn remove(&mut self, removed: impl Iterator<Item = (i64, i64)>) {
        let mut removed = removed.filter(|(from, until)| from < until).peekable();
        if removed.peek().is_none() {
            return;
        }
        self.make_room(removed.size_hint().1);
        let mut cut_until = i64::MIN;
        for span in &self.spans {
            let end = span.end_secs();
            let mut from = span.start_secs().max(cut_until);
            while let Some((cut, until)) = removed.next_if(|(cut, _)| *cut < end) {
                self.spare.extend(Interval::from_secs(from, cut));
                cut_until = cut_until.max(until);
                from = from.max(cut_until);
            }
            self.spare.extend(Interval::from_secs(from, end));
        }
        std::mem::swap(&mut self.spans, &mut self.spare);
    }

    /// Leaves only ticks on the grid.
    pub(crate) fn thin(&mut self, grid: Grid) {
        self.grid = Some(grid);
    }

    /// Whether a start, in seconds since 1970-01-01T00:00:00Z, is in the set.
    pub fn contains(&self, start: i64) -> bool {
        let at = self.spans.partition_point(|span| span.end_secs() <= start);
        self.spans.get(at).is_some_and(|span| span.start_secs() <= start)
            && self.grid.as_ref().is_none_or(|grid| grid.holds(start))
    }

    /// The starts in order, as seconds since 1970-01-01T00:00:00Z, without a list of them being made.
    pub fn iter(&self) -> StartIter<'_> {
        self.into_iter()
    }

    /// The runs of evenly spaced starts, in order.
    pub(crate) fn rows(&self) -> Rows<'_> {
        Rows { set: self, span: 0, segment: 0, from: i64::MIN }
    }
}

impl<'a> IntoIterator for &'a StartSet {
    type Item = i64;
    type IntoIter = StartIter<'a>;

    fn into_iter(self) -> StartIter<'a> {
        StartIter { rows: self.rows(), row: Row { first: 0, bound: 0, step: 1 } }
    }
}

/// `first`, `first + step`, … before `bound`; at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) first: i64,
    pub(crate) bound: i64,
    pub(crate) step: i64,
}

impl Row {
    /// How many starts it has.
    pub(crate) fn len(self) -> usize {
        usize::try_from((self.bound - self.first + self.step - 1) / self.step).unwrap_or(0)
    }
}

/// The rows of a [`StartSet`].
#[derive(Clone, Debug)]
pub(crate) struct Rows<'a> {
    set: &'a StartSet,
    span: usize,
    /// A segment of the grid that is not after `from`.
    segment: usize,
    /// From where on rows are still to be given.
    from: i64,
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        loop {
            let span = self.set.spans.get(self.span)?;
            let from = self.from.max(span.start_secs());
            let row = match &self.set.grid {
                Some(grid) => grid.row(from, &mut self.segment)?,
                None => Row { first: from, bound: i64::MAX, step: 1 },
            };
            if row.first < span.end_secs() {
                let bound = row.bound.min(span.end_secs());
                self.from = bound;
                if bound == span.end_secs() {
                    self.span += 1;
                }
                return Some(Row { bound, ..row });
            }
            self.span += 1;
        }
    }
}

/// The starts of a [`StartSet`], in order.
#[derive(Clone, Debug)]
pub struct StartIter<'a> {
    rows: Rows<'a>,
    row: Row,
}

impl Iterator for StartIter<'_> {
    type Item = i64;

    fn next(&mut self) -> Option<i64> {
        if self.row.first >= self.row.bound {
            self.row = self.rows.next()?;
        }
        let start = self.row.first;
        self.row.first = start.saturating_add(self.row.step);
        Some(start)
    }
}

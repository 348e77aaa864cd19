use super::index::Index;
use super::rhythm::Rhythm;
use super::year::year_start;
use crate::time::DAY;

/// The offset holds on `[from, until)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// First tick, `i64::MIN` for the first run.
    pub(crate) from: i64,
    /// Tick of the next change, `i64::MAX` for the last run.
    pub(crate) until: i64,
    /// Seconds east of UTC.
    pub(crate) offset: i32,
}

impl Run {
    /// Whether the offset of this run holds at `t`.
    pub(crate) const fn holds(self, t: i64) -> bool {
        self.from <= t && t < self.until
    }
}

/// A zone's offsets: a list of changes, then perhaps two changes a year for ever.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Table {
    // INVARIANT: same length, at least one; starts[0] is i64::MIN, starts ascend strictly, neighbours differ in offset.
    starts: Box<[i64]>,
    offsets: Box<[i32]>,
    index: Index,
    tail: Option<Rhythm>,
    least: i32,
    most: i32,
}

/// Changes that may fall into the span of all walls that one instant can show; more are no clock but an attack.
const CROWD: usize = 8;
/// Yearly changes are listed up to this year, because a look-up in the list is several times faster than arithmetic.
const LISTED_UNTIL: i64 = 2101;
/// A tail that begins before this year would make too long a list.
const LISTED_SINCE: i64 = 1600;

impl Table {
    /// From changes in ascending order; `None` when more than eight of them crowd into what a wall time can mean.
    pub(super) fn new(
        initial: i32,
        changes: impl Iterator<Item = (i64, i32)>,
        tail: Option<Rhythm>,
    ) -> Option<Self> {
        let mut list = List { starts: vec![i64::MIN], offsets: vec![initial], last: initial };
        let mut floor = i64::MIN;
        for (start, offset) in changes.filter(|change| change.0 > i64::MIN) {
            floor = start; // also if the offset stays: the yearly changes begin after it
            list.push(start, offset);
        }
        let tail = list.unroll(tail.map(|rhythm| rhythm.after(floor)), floor);
        let yearly = tail.iter().flat_map(Rhythm::offsets);
        let offsets = list.offsets.iter().copied().chain(yearly);
        let (least, most) =
            offsets.fold((initial, initial), |(least, most), offset| (least.min(offset), most.max(offset)));
        let span = i64::from(most - least);
        let mut ninths = list.starts.iter().skip(1).zip(list.starts.iter().skip(CROWD + 1));
        let crowded = ninths.any(|(first, ninth)| ninth.saturating_sub(*first) <= span);
        (!crowded).then(|| Self {
            index: Index::new(&list.starts, &list.offsets, tail.as_ref().map_or(i64::MAX, Rhythm::floor)),
            starts: list.starts.into(),
            offsets: list.offsets.into(),
            tail,
            least,
            most,
        })
    }

    /// The offset at `t`.
    #[inline]
    pub(super) fn offset_secs(&self, t: i64) -> i32 {
        self.steady(t).0
    }

    /// The offset at all instants that a wall time can mean, and a later wall time before which it is the same; `None`
    /// if it is not the same at all of them, or if one look does not tell.
    #[inline]
    pub(super) fn steady_wall(&self, wall: i64) -> Option<(i32, i64)> {
        let (offset, until) = self.steady(wall.saturating_sub(self.most.into()));
        let end = until.saturating_add(self.least.into());
        (wall < end).then_some((offset, end))
    }

    /// The same with an end that is mostly the next change.
    pub(super) fn stretch(&self, wall: i64) -> Option<(i32, i64)> {
        let (offset, until) = self.steady(wall.saturating_sub(self.most.into()));
        let end = self.index.change_from(until, offset).saturating_add(self.least.into());
        (wall < end).then_some((offset, end))
    }

    /// The tick after which only the tail decides, and its years have no neighbours of another kind.
    pub(super) fn settled(&self) -> i64 {
        self.starts.last().map_or(i64::MIN, |last| last.saturating_add(3 * 366 * DAY))
    }

    pub(super) const fn keeps_changing(&self) -> bool {
        self.tail.is_some()
    }

    /// The smallest and the largest offset that the zone ever has.
    pub(super) fn extremes(&self) -> (i32, i32) {
        (self.least, self.most)
    }

    /// The offset at `t`, and an instant until which it holds at least.
    #[inline]
    fn steady(&self, t: i64) -> (i32, i64) {
        self.index.steady(t).unwrap_or_else(|| self.beyond(t))
    }

    /// The same outside the index, and in its crowded slots.
    fn beyond(&self, t: i64) -> (i32, i64) {
        self.tail.as_ref().and_then(|tail| tail.steady(t)).unwrap_or_else(|| {
            let run = self.run_at(t);
            (run.offset, run.until)
        })
    }

    pub(super) fn run_at(&self, t: i64) -> Run {
        let next = self.next(t);
        let at = next.saturating_sub(1);
        let run = Run {
            from: self.starts.get(at).copied().unwrap_or(i64::MIN),
            until: self.starts.get(next).copied().unwrap_or(i64::MAX),
            offset: self.offsets.get(at).copied().unwrap_or_default(),
        };
        match &self.tail {
            Some(tail) if next == self.starts.len() => tail.run_at(t, run),
            _ => run,
        }
    }

    /// How many starts lie at or before `t`: one at least.
    fn next(&self, t: i64) -> usize {
        match self.index.first(t) {
            Some(first) => {
                let near = self.starts.get(first..).unwrap_or_default();
                first + near.iter().take_while(|start| **start <= t).count()
            }
            None if self.starts.last().is_some_and(|last| *last <= t) => self.starts.len(),
            None => self.starts.partition_point(|start| *start <= t),
        }
    }
}

/// A table in the making.
struct List {
    starts: Vec<i64>,
    offsets: Vec<i32>,
    last: i32,
}

impl List {
    fn push(&mut self, start: i64, offset: i32) {
        if offset != self.last {
            self.starts.push(start);
            self.offsets.push(offset);
            self.last = offset;
        }
    }

    /// Lists the yearly changes after `floor` and gives back what is left of the tail.
    fn unroll(&mut self, tail: Option<Rhythm>, floor: i64) -> Option<Rhythm> {
        let rhythm = tail?;
        if let Some(constant) = rhythm.only_offset() {
            // Daylight time all year round: one more change at most, then never again.
            rhythm.first_change().into_iter().for_each(|start| self.push(start, constant));
            return None;
        }
        if floor < year_start(LISTED_SINCE) || floor >= year_start(LISTED_UNTIL) {
            return Some(rhythm);
        }
        let end = year_start(LISTED_UNTIL) - 1;
        for (start, offset) in rhythm.between(floor, end) {
            self.push(start, offset);
        }
        // A year before the end it was the rhythm's already.
        Some(if floor < year_start(LISTED_UNTIL - 1) { rhythm.continued(end) } else { rhythm.after(end) })
    }
}

use super::tail::Rhythm;

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
    name: Box<str>,
    // INVARIANT: same length, at least one; starts[0] is i64::MIN, starts ascend strictly, neighbours differ in offset.
    starts: Box<[i64]>,
    offsets: Box<[i32]>,
    tail: Option<Rhythm>,
    least: i32,
    most: i32,
}

/// Changes that may fall into the span of all walls that one instant can show; more are no clock but an attack.
const CROWD: usize = 8;

impl Table {
    /// From changes in ascending order; `None` when more than eight of them crowd into what a wall time can mean.
    pub(super) fn new(
        name: &str,
        initial: i32,
        changes: impl Iterator<Item = (i64, i32)>,
        tail: Option<Rhythm>,
    ) -> Option<Self> {
        let (mut starts, mut offsets, mut last) = (vec![i64::MIN], vec![initial], initial);
        let mut floor = i64::MIN;
        for (start, offset) in changes.filter(|change| change.0 > i64::MIN) {
            floor = start; // also if the offset stays: the yearly changes begin after it
            if offset != last {
                starts.push(start);
                offsets.push(offset);
                last = offset;
            }
        }
        let mut tail = tail.map(|rhythm| rhythm.after(floor));
        if let Some(constant) = tail.as_ref().and_then(Rhythm::only_offset) {
            // Daylight time all year round: one more change at most, then never again.
            let change = tail.take().and_then(|rhythm| rhythm.first_change());
            if let Some(start) = change.filter(|_| constant != last) {
                starts.push(start);
                offsets.push(constant);
            }
        }
        let yearly = tail.iter().flat_map(Rhythm::offsets);
        let (least, most) = offsets
            .iter()
            .copied()
            .chain(yearly)
            .fold((initial, initial), |(least, most), offset| (least.min(offset), most.max(offset)));
        let span = i64::from(most - least);
        let crowded = starts.iter().skip(1).zip(starts.iter().skip(CROWD + 1)).any(|(a, b)| b - a <= span);
        let table =
            Self { name: name.into(), starts: starts.into(), offsets: offsets.into(), tail, least, most };
        (!crowded).then_some(table)
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The smallest and the largest offset that the zone ever has.
    pub(super) fn extremes(&self) -> (i32, i32) {
        (self.least, self.most)
    }

    pub(super) fn offset_secs(&self, t: i64) -> i32 {
        match (self.starts.last(), &self.tail) {
            (Some(last), Some(tail)) if t >= *last => {
                tail.offset_secs(t).unwrap_or_else(|| self.run_at(t).offset)
            }
            _ => self.listed(t).offset,
        }
    }

    pub(super) fn run_at(&self, t: i64) -> Run {
        let run = self.listed(t);
        match &self.tail {
            Some(tail) if run.until == i64::MAX => tail.run_at(t, run),
            _ => run,
        }
    }

    fn listed(&self, t: i64) -> Run {
        let next = self.starts.partition_point(|start| *start <= t);
        let until = self.starts.get(next).copied().unwrap_or(i64::MAX);
        let at = next.saturating_sub(1);
        match (self.starts.get(at), self.offsets.get(at)) {
            (Some(from), Some(offset)) => Run { from: *from, until, offset: *offset },
            _ => Run { from: i64::MIN, until, offset: 0 },
        }
    }
}

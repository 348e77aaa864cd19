//! What a series does for ever: for those who have to know without looking at every occurrence.

use super::occurrences::Occurrences;
use super::plan::Budget;
use super::series::ALL;
use super::{Extent, Series};
use crate::time::DAY;

/// A rule that repeats on the wall after a fixed time, whatever month it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rhythm<'s> {
    /// A wall second at which a repetition begins.
    pub(crate) anchor: i64,
    /// Seconds until the next one.
    pub(crate) length: i64,
    /// The starts of one repetition, as seconds since it began; ascending.
    pub(crate) offsets: &'s [i64],
    /// How long each occurrence lasts where no clock change is near.
    pub(crate) lasts: i64,
}

impl Series {
    /// The rhythm of its rule, if that is the only one and has one, and nothing was changed from some occurrence on.
    /// After [`settled`](Self::settled) there is no occurrence beside it, though some of its own may be missing.
    pub(crate) fn rhythm(&self) -> Option<Rhythm<'_>> {
        let [only] = self.rules.as_slice() else { return None };
        let (anchor, length, offsets) = only.plan.cycle().filter(|_| self.shifts.list().is_empty())?;
        let lasts = match self.extent {
            Extent::Exact(elapsed) | Extent::Wall(elapsed) => elapsed.seconds(),
            Extent::Nominal(duration) if duration.months() == 0 => {
                i64::from(duration.days()) * DAY + i64::from(duration.seconds())
            }
            Extent::Nominal(_) => return None,
        };
        Some(Rhythm { anchor, length, offsets, lasts })
    }

    /// After how many seconds on the wall each of its rules repeats, in a zone whose clock repeats with them: with months
    /// or years in one 400 years at least, since the calendar does not repeat before. `None` where something was changed
    /// from some occurrence on.
    pub(crate) fn periods(&self) -> Option<impl Iterator<Item = i128>> {
        self.shifts
            .list()
            .is_empty()
            .then(|| self.rules.iter().chain(&self.exrules).map(|rule| rule.plan.period()))
    }

    /// The instant after whose local day only the rules decide: the start, what is listed or moved, and what is taken
    /// out all lie before.
    pub(crate) fn settled(&self) -> i64 {
        let entries = self.apart().chain(self.removed.last().copied());
        let days = self.removed_days.last().map(|day| (day + 2) * DAY);
        // A rule that no longer takes anything out lets more take place.
        let ends = self.exrules.iter().map(|rule| rule.until).filter(|until| *until < i64::MAX);
        entries.chain(days).chain(ends).fold(self.first.at, i64::max)
    }

    /// The tick of its start. Only what stands beside the rule can be earlier.
    pub(crate) const fn start_tick(&self) -> i64 {
        self.first.at
    }

    /// The starts of the occurrences that stand beside the rule: listed, or moved.
    pub(crate) fn apart(&self) -> impl Iterator<Item = i64> {
        self.listed.iter().chain(&self.moved).map(|entry| entry.place.at)
    }

    /// The occurrences that are on at a tick or start later, none at or after `until`, in order of start, for so many
    /// steps of search.
    pub(crate) fn running(&self, from: i64, until: i64, steps: u64) -> Occurrences<'_> {
        self.scan((from.max(ALL.0), until.min(ALL.1)), true, Budget::new(steps))
    }

    /// No occurrence lasts longer, whatever the clock does.
    pub(crate) const fn longest(&self) -> i64 {
        self.longest
    }
}

use super::table::Run;
use super::tail::Tail;
use super::year::{Year, year_of, year_start};
use crate::time::DAY;
use std::ops::RangeInclusive;

/// Rules are applied to the years 0 to 10000, so that every wall of the years 1 to 9999 has its neighbours.
const FIRST_YEAR: i64 = 0;
const LAST_YEAR: i64 = 10_000;

const NEVER: (i64, i64) = (0, 0);

/// A tail made ready: the changes of the 14 kinds of Gregorian year, in seconds since the year's start in UTC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rhythm {
    // INVARIANT: each pair ascends.
    kinds: [[(i32, i32); 2]; 14],
    /// Changes up to this instant are the table's business.
    floor: i64,
    /// Between these instants a year's own two changes decide alone.
    plain: (i64, i64),
}

impl Rhythm {
    pub(super) fn new(tail: &Tail) -> Self {
        let mut kinds = [[(0, 0); 2]; 14];
        for (kind, slot) in (0i64..).zip(&mut kinds) {
            let (first, leap) = (kind / 2, kind % 2 == 1);
            *slot = tail.changes().map(|change| {
                let secs = change.day.of_year(first, leap) * DAY + i64::from(change.time - change.before);
                (i32::try_from(secs).unwrap_or(0), change.after) // at most 390 days: fits
            });
            slot.sort_by_key(|change| change.0);
        }
        Self { kinds, floor: i64::MIN, plain: NEVER }.after(i64::MIN)
    }

    /// The same rhythm, beginning after an instant.
    pub(super) fn after(self, floor: i64) -> Self {
        // What comes before the floor is not the rhythm's, so only the second year after it is plain.
        let plain = year_start(year_of(floor.max(year_start(FIRST_YEAR))) + 2);
        self.from(floor, plain)
    }

    /// The same rhythm, beginning after the end of a year; it was the rhythm that held in that year too.
    pub(super) fn continued(self, end: i64) -> Self {
        self.from(end, end + 1)
    }

    fn from(mut self, floor: i64, plain: i64) -> Self {
        self.floor = floor.max(year_start(FIRST_YEAR));
        let inside = |(secs, _): &(i32, i32)| (0..365 * 86_400).contains(secs);
        let [[first, _], ..] = self.kinds;
        let same_order =
            |[one, two]: &[(i32, i32); 2]| inside(one) && inside(two) && one.0 < two.0 && one.1 == first.1;
        let all = self.kinds.iter().all(same_order);
        self.plain = if all { (plain, year_start(LAST_YEAR - 1)) } else { NEVER };
        self
    }

    pub(super) fn offsets(&self) -> impl Iterator<Item = i32> {
        let [[a, b], ..] = self.kinds;
        [a.1, b.1].into_iter()
    }

    /// The changes of some years in the order of their instants; of those at one instant the later year's is last.
    fn ordered(&self, years: RangeInclusive<i64>) -> Vec<(i64, i32)> {
        let mut changes: Vec<(i64, i32)> = years.flat_map(|year| self.changes(year)).collect();
        changes.sort_by_key(|change| change.0);
        changes
    }

    /// The changes between two instants (after the first, not after the second); of those at one instant the last
    /// alone.
    pub(super) fn between(&self, after: i64, until: i64) -> Vec<(i64, i32)> {
        let mut changes = self.ordered(year_of(after) - 1..=year_of(until) + 1);
        changes.retain(|change| change.0 > after && change.0 <= until);
        changes.dedup_by(|later, earlier| {
            let same = later.0 == earlier.0;
            if same {
                earlier.1 = later.1;
            }
            same
        });
        changes
    }

    /// The offset before the first year.
    pub(super) fn initial(&self) -> i32 {
        let end = year_start(FIRST_YEAR);
        self.between(end - 1000 * DAY, end).last().map_or(0, |change| change.1)
    }

    /// The one offset that the rhythm always has, if each change is overruled by another at the same instant.
    pub(super) fn only_offset(&self) -> Option<i32> {
        if self.plain != NEVER {
            return None; // two changes a year, at different instants
        }
        let cycle = self.between(year_start(2000), year_start(2400));
        let (_, offset) = *cycle.first()?;
        cycle.iter().all(|change| change.1 == offset).then_some(offset)
    }

    /// The first change after the floor.
    pub(super) fn first_change(&self) -> Option<i64> {
        self.between(self.floor, self.floor.saturating_add(1000 * DAY)).first().map(|change| change.0)
    }

    pub(super) fn changes(&self, year: i64) -> [(i64, i32); 2] {
        self.of(Year::containing(year_start(year)))
    }

    fn of(&self, year: Year) -> [(i64, i32); 2] {
        self.kinds[year.kind].map(|(secs, after)| (year.start + i64::from(secs), after)) // 14 kinds
    }

    /// The last instant that is the table's business.
    pub(super) const fn floor(&self) -> i64 {
        self.floor
    }

    const fn is_plain(&self, t: i64) -> bool {
        self.plain.0 <= t && t < self.plain.1
    }

    /// The offset at `t`, and an instant until which it holds at least, if the year's own two changes decide.
    #[inline]
    pub(super) fn steady(&self, t: i64) -> Option<(i32, i64)> {
        if !self.is_plain(t) {
            return None;
        }
        let year = Year::containing(t);
        let [one, two] = self.of(year);
        // Offsets are picked by arithmetic: no processor predicts on which side of a change a time lies.
        let (started, ended) = (t >= one.0, t >= two.0);
        let offset = if started & !ended { one.1 } else { two.1 };
        let until = if ended { year.start + 365 * DAY } else { two.0 };
        Some((offset, if started { until } else { one.0 }))
    }

    /// The run at `t` inside the table's last run.
    pub(super) fn run_at(&self, t: i64, listed: Run) -> Run {
        if self.is_plain(t) {
            let year = year_of(t);
            let [one, two] = self.changes(year);
            return if t < one.0 {
                Run { from: self.changes(year - 1)[1].0, until: one.0, offset: two.1 }
            } else if t < two.0 {
                Run { from: one.0, until: two.0, offset: one.1 }
            } else {
                Run { from: two.0, until: self.changes(year + 1)[0].0, offset: two.1 }
            };
        }
        let mut run = listed;
        let near = year_of(t.max(self.floor)).clamp(FIRST_YEAR, LAST_YEAR);
        // A change may lie up to eight days outside its own year, so the neighbours take part.
        for (at, after) in (near - 2..=near + 2).flat_map(|year| self.changes(year)) {
            if at <= self.floor || at > year_start(LAST_YEAR) {
                continue;
            }
            if at > t {
                run.until = run.until.min(at);
            } else if at >= run.from {
                (run.from, run.offset) = (at, after);
            }
        }
        run
    }
}

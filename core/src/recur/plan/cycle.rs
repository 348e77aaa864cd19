use super::super::{Freq, Rule};
use super::calendar::weekday;
use super::dates::Dates;
use super::times;
use super::units::Units;
use crate::time::DAY;

/// A rule that repeats after a fixed number of seconds: no month or year has a say in it.
///
/// Seeking and counting are one division.
#[derive(Clone, Debug)]
pub(super) struct Cycle {
    /// Where a cycle begins, at the start or before it.
    anchor: i64,
    length: i64,
    /// The instances of a cycle, as seconds since it began. INVARIANT: ascending, below `length`; empty if there are none.
    offsets: Vec<i64>,
    /// How many times over they are listed.
    times: usize,
}

/// A cycle of more instances is not listed but walked.
const MOST: u64 = 4096;
/// A cycle of fewer instances, but two at least, is listed several times over, so that copying it is a loop that a machine does well.
const FEWEST: usize = 16;

impl Cycle {
    /// The cycle of a rule, if it has one that is short enough.
    pub(super) fn new(rule: &Rule, dates: &Dates, start: i64, dated: bool) -> Option<Self> {
        let weekdays = dates.only_weekdays()?;
        let interval = i64::from(rule.interval);
        let day = start.div_euclid(DAY);
        let (anchor, step, steps, times) = match rule.freq {
            Freq::Monthly | Freq::Yearly => return None,
            Freq::Weekly => {
                let into = (weekday(day) + 7 - rule.week_start.num_days_from_monday()) % 7;
                (day - i64::from(into), 1, 7, times::of_day(rule, start, dated))
            }
            Freq::Daily => {
                let times = times::picked(&rule.by.set_pos, times::of_day(rule, start, dated));
                (day, interval, if weekdays == 0x7F { 1 } else { meet(interval, 7) }, times)
            }
            _ => return Self::of_units(&Units::new(rule, start), weekdays, start),
        };
        if (times.len() as u64).saturating_mul(steps as u64) > MOST {
            return None;
        }
        let mut offsets = Vec::with_capacity((2 * FEWEST).max(times.len() * steps as usize)); // up to 4096
        for n in (0..steps).map(|n| n * step).filter(|n| weekdays >> weekday(anchor + n) & 1 == 1) {
            offsets.extend(times.iter().map(|time| n * DAY + i64::from(*time)));
        }
        let mut length = steps * step * DAY;
        if rule.freq == Freq::Weekly {
            length *= interval;
            if !rule.by.set_pos.is_empty() {
                let mut places = Vec::new();
                times::places(&rule.by.set_pos, offsets.len() as u64, &mut places);
                offsets = places.iter().filter_map(|at| offsets.get(*at as usize).copied()).collect();
            }
        }
        Some(Self::repeated(anchor * DAY, length, offsets))
    }

    fn of_units(units: &Units, weekdays: u8, start: i64) -> Option<Self> {
        let whole = weekdays == 0x7F;
        let steps = if !whole {
            meet(units.interval, 7 * units.per_day())
        } else if units.all_day() {
            1
        } else {
            meet(units.interval, units.per_day())
        };
        if (steps as u64).saturating_mul(units.inner.len().max(1) as u64) > MOST {
            return None;
        }
        let anchor = start.div_euclid(units.length);
        let named = (0..steps).map(|n| anchor + n * units.interval).filter(|unit| {
            units.names(*unit) && weekdays >> weekday(unit.div_euclid(units.per_day())) & 1 == 1
        });
        let offsets = named.flat_map(|unit| {
            let start = (unit - anchor) * units.length;
            units.inner.iter().map(move |second| start + i64::from(*second))
        });
        Some(Self::repeated(anchor * units.length, steps * units.interval * units.length, offsets.collect()))
    }

    fn repeated(anchor: i64, length: i64, mut offsets: Vec<i64>) -> Self {
        let once = offsets.len();
        let times = if once < 2 || length > 366 * DAY { 1 } else { FEWEST.div_ceil(once) };
        for n in 1..times as i64 {
            offsets.extend_from_within(..once);
            offsets.iter_mut().rev().take(once).for_each(|offset| *offset += n * length);
        }
        Self { anchor, length: length * times as i64, offsets, times } // up to 8 times
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.offsets.is_empty()
    }

    /// Where a cycle begins, how long it is, and its instances as seconds since it began, each listed once.
    pub(super) fn parts(&self) -> (i64, i64, &[i64]) {
        let once = self.offsets.get(..self.offsets.len() / self.times).unwrap_or_default();
        (self.anchor, self.length / self.times as i64, once) // up to 16
    }

    /// The shortest time between two instances.
    pub(super) fn spacing(&self) -> i64 {
        let within = self.offsets.windows(2).map(|pair| pair[1] - pair[0]); // windows of two
        let across = self.offsets.first().zip(self.offsets.last()).map(|(a, b)| a + self.length - b);
        within.chain(across).min().unwrap_or(i64::MAX)
    }

    /// The nth instance at or after `start`, counted from 0, or `None` beyond what can be counted.
    pub(super) fn nth(&self, start: i64, n: u64) -> Option<i64> {
        let (base, at) = self.seek(start);
        let count = i64::try_from(self.offsets.len()).ok().filter(|count| *count > 0)?;
        let n = i64::try_from(n).ok()?.checked_add(at as i64)?; // below 4096
        let base = (n / count).checked_mul(self.length)?.checked_add(base)?;
        self.offsets.get((n % count) as usize).map(|offset| base + offset) // below the count
    }

    /// How many instances lie from `from` to `until`, inclusive.
    pub(super) fn count(&self, from: i64, until: i64) -> u64 {
        if self.is_empty() {
            return 0;
        }
        let ((first, at), (last, end)) = (self.seek(from), self.seek(until.saturating_add(1)));
        let cycles = ((last - first) / self.length) as u64; // `from` is not after `until`
        (cycles * self.offsets.len() as u64 + end as u64).saturating_sub(at as u64)
    }

    /// Where in its cycle a wall time lies.
    pub(super) const fn phase(&self, wall: i64) -> i64 {
        (wall - self.anchor).rem_euclid(self.length)
    }

    /// The cycle that the first instance at or after `from` lies in, and its place there.
    fn seek(&self, from: i64) -> (i64, usize) {
        let base = from - (from - self.anchor).rem_euclid(self.length);
        let at = self.offsets.partition_point(|offset| base + offset < from);
        if at == self.offsets.len() { (base + self.length, 0) } else { (base, at) }
    }

    pub(super) fn walk(&self, from: i64, until: i64) -> CycleWalk<'_> {
        let (base, at) = self.seek(from);
        CycleWalk { cycle: self, base, at, until }
    }
}

/// The instances of a cycle, from some time on.
#[derive(Debug)]
pub(super) struct CycleWalk<'p> {
    cycle: &'p Cycle,
    base: i64,
    at: usize,
    until: i64,
}

impl CycleWalk<'_> {
    /// The next instance.
    pub(super) fn peek(&self) -> Option<i64> {
        let next = self.base + self.cycle.offsets.get(self.at)?;
        (next <= self.until).then_some(next)
    }

    /// Adds up to `room` instances before `end`, each less `shift`; `false` after the last.
    pub(super) fn fill(&mut self, out: &mut Vec<i64>, mut room: usize, end: i64, shift: i64) -> bool {
        let (cycle, end) = (self.cycle, end.min(self.until.saturating_add(1)));
        if self.at > 0 {
            room -= self.fill_part(out, room, end, shift);
        }
        if self.at == 0 {
            let whole = (end - self.base).max(0) / cycle.length;
            let fits = room.checked_div(cycle.offsets.len()).unwrap_or_default();
            let whole = whole.min(i64::try_from(fits).unwrap_or(i64::MAX));
            let start = self.base - shift;
            self.base += whole * cycle.length;
            // None of these sums passes `end`; a check of each would keep the loops from being done four at a time.
            if let [offset] = *cycle.offsets.as_slice() {
                let first = start + offset;
                out.extend((0..whole).map(|n| first.wrapping_add(n.wrapping_mul(cycle.length))));
            } else {
                out.reserve(whole as usize * cycle.offsets.len()); // at most `room`
                for start in (0..whole).map(|n| start + n * cycle.length) {
                    out.extend(cycle.offsets.iter().map(|offset| start.wrapping_add(*offset)));
                }
            }
            room -= whole as usize * cycle.offsets.len(); // at most `room`
            self.fill_part(out, room, end, shift);
        }
        self.peek().is_some()
    }

    /// Adds what is left of the cycle, and tells how many that were.
    fn fill_part(&mut self, out: &mut Vec<i64>, room: usize, end: i64, shift: i64) -> usize {
        let rest = self.cycle.offsets.get(self.at..).unwrap_or_default();
        let inside = rest.partition_point(|offset| self.base + offset < end).min(room);
        let start = self.base - shift;
        out.extend(rest.iter().take(inside).map(|offset| start + offset));
        self.at += inside;
        if self.at == self.cycle.offsets.len() {
            (self.base, self.at) = (self.base + self.cycle.length, 0);
        }
        inside
    }
}

/// After how many steps of `interval` a multiple of `length` is met again.
fn meet(interval: i64, length: i64) -> i64 {
    length / super::gcd(interval, length)
}

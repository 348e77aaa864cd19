//! From a time to its place in a list, without searching.

use super::order::shift;

/// A table over evenly wide cells of time that says, for an ascending list of times, how many are surely passed.
///
/// Where times are evenly spread a look-up ends a few places before the answer. Where they crowd it ends further away,
/// and the rest is searched: a table is never wrong, only less of a help.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    /// Just before the first time.
    origin: i64,
    shift: u32,
    /// For each cell how many times are not beyond its beginning. INVARIANT: ascending.
    passed: Vec<u32>,
}

/// How many times fall into a cell if they are evenly spread.
const TIMES: usize = 2;

impl Cells {
    /// A table over `count` ascending times.
    pub(super) fn new(times: impl Iterator<Item = i64>, count: usize, first: i64, last: i64) -> Self {
        let (origin, width) = (first - 1, last - first + 1);
        let shift = shift(width, count / TIMES);
        let length = (width >> shift) as usize + 1; // at most twice the count asked for
        let mut passed = Vec::with_capacity(length + 1);
        for (place, time) in times.enumerate() {
            let cell = ((time - 1 - origin) >> shift) as usize; // the last cell that begins before the time
            if cell >= passed.len() {
                passed.resize(cell + 1, place_number(place));
            }
        }
        passed.push(place_number(count));
        Self { origin, shift, passed }
    }

    /// A place that is not behind the first time beyond `t`.
    #[inline]
    pub(super) fn before(&self, t: i64) -> usize {
        let Some(ahead) = t.checked_sub(self.origin).filter(|ahead| *ahead >= 0) else { return 0 };
        let cell = (ahead >> self.shift) as usize; // not negative
        self.passed.get(cell).or(self.passed.last()).map_or(0, |place| *place as usize)
    }
}

/// Places beyond a `u32` are given as its last one, which is too early and so still right.
fn place_number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// The first place at or after `at` that is not passed, in a list where all that are passed come first.
#[inline]
pub(super) fn skip<E>(list: &[E], at: usize, passed: impl Fn(&E) -> bool) -> usize {
    const NEAR: usize = 8;
    let rest = list.get(at..).unwrap_or_default();
    match rest.iter().take(NEAR).position(|element| !passed(element)) {
        Some(steps) => at + steps,
        None => at + rest.partition_point(passed),
    }
}

//! When two rhythms meet, by arithmetic: the Chinese remainder theorem.

use crate::recur::Rhythm;

/// All instants, on the first rhythm's wall, at which an occurrence of each begins to overlap one of the other.
#[derive(Clone, Debug)]
pub(super) struct Meetings {
    period: i128,
    /// INVARIANT: ascending, from 0 to below the period.
    begin: Vec<i128>,
}

/// Most meetings that are worked out; rhythms with more in common are walked.
const MOST: usize = 1 << 12;

impl Meetings {
    /// Of two rhythms, the second's wall being `ahead` seconds ahead of the first's; `None` if there are too many cases.
    pub(super) fn new(a: &Rhythm<'_>, b: &Rhythm<'_>, ahead: i64) -> Option<Self> {
        if a.offsets.len().saturating_mul(b.offsets.len()) > MOST {
            return None;
        }
        let (length, other) = (i128::from(a.length), i128::from(b.length));
        let (common, inverse) = gcd_and_inverse(length, other);
        let (wheel, period) = (other / common, length / common * other);
        // `b` begins `lag` after `a`: less than `a` lasts, and earlier by less than `b` lasts.
        let (earliest, latest) = (1 - i128::from(b.lasts.max(1)), i128::from(a.lasts.max(1)) - 1);
        let mut begin = Vec::new();
        for first in a.offsets {
            for second in b.offsets {
                let start = i128::from(a.anchor) + i128::from(*first);
                let apart = i128::from(b.anchor) + i128::from(*second) - i128::from(ahead) - start;
                let mut lag = earliest + (apart - earliest).rem_euclid(common);
                while lag <= latest {
                    // start + n · length is a start of `a`, and lag later one of `b`.
                    let n = ((apart - lag) / common * inverse).rem_euclid(wheel);
                    begin.push((start + n * length + lag.max(0)).rem_euclid(period));
                    if begin.len() > MOST {
                        return None;
                    }
                    lag += common;
                }
            }
        }
        begin.sort_unstable();
        begin.dedup();
        Some(Self { period, begin })
    }

    /// The first at or after a tick of the first rhythm's wall.
    pub(super) fn next(&self, tick: i64) -> Option<i128> {
        let tick = i128::from(tick);
        let into = tick.rem_euclid(self.period);
        let later = self.begin.get(self.begin.partition_point(|begin| *begin < into));
        let wrapped = || self.begin.first().map(|begin| begin + self.period);
        later.copied().or_else(wrapped).map(|begin| tick - into + begin)
    }
}

/// The greatest common divisor of two positive numbers, and a number that, times `a` and without multiples of `b`, gives
/// it.
fn gcd_and_inverse(a: i128, b: i128) -> (i128, i128) {
    let (mut rest, mut next) = (a, b);
    let (mut factor, mut other) = (1, 0);
    while next != 0 {
        let quotient = rest / next;
        (rest, next) = (next, rest - quotient * next);
        (factor, other) = (other, factor - quotient * other);
    }
    (rest, factor)
}

//! Brute force: a week of minutes, one bit each. It shares no code with the core, and is too simple to be wrong.

/// How many minutes there are.
pub(crate) const MINUTES: usize = 7 * 24 * 60;

/// A set of minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Minutes(Vec<bool>);

impl Minutes {
    /// The minutes of half-open spans, in any order, overlapping or not.
    pub(crate) fn of(spans: &[(usize, usize)]) -> Self {
        Self((0..MINUTES).map(|at| spans.iter().any(|&(from, until)| from <= at && at < until)).collect())
    }

    pub(crate) fn has(&self, minute: usize) -> bool {
        self.0[minute]
    }

    /// Minute by minute, what `decide` says about both.
    pub(crate) fn with(&self, other: &Self, decide: fn(bool, bool) -> bool) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(&a, &b)| decide(a, b)).collect())
    }

    /// Runs of minutes as half-open spans, in order.
    pub(crate) fn spans(&self) -> Vec<(usize, usize)> {
        let mut out: Vec<(usize, usize)> = Vec::new();
        for at in (0..MINUTES).filter(|&at| self.0[at]) {
            match out.last_mut() {
                Some(last) if last.1 == at => last.1 = at + 1,
                _ => out.push((at, at + 1)),
            }
        }
        out
    }

    pub(crate) fn count(&self) -> usize {
        self.0.iter().filter(|&&in_it| in_it).count()
    }
}

#[test]
fn brute_force_agrees_with_a_count_by_hand() {
    let a = Minutes::of(&[(5, 8), (0, 2), (2, 4), (7, 9)]);
    assert_eq!(a.spans(), [(0, 4), (5, 9)]);
    assert_eq!(a.count(), 8);
    assert!(a.has(8) && !a.has(9));
    assert_eq!(a.with(&Minutes::of(&[(3, 6)]), |a, b| a && !b).spans(), [(0, 3), (6, 9)]);
}

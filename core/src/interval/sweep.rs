//! The linear sweeps behind [`IntervalSet`](super::IntervalSet). Inputs and outputs are in normal form unless a
//! function says otherwise.

use super::Interval;

/// Merges spans sorted by start, in place; overlapping and touching ones become one.
pub(super) fn merge_sorted(spans: &mut Vec<Interval>) {
    let mut kept: usize = 0;
    for at in 1..spans.len() {
        let next = spans[at];
        let last = spans[kept];
        if next.start_secs() <= last.end_secs() {
            if let Some(grown) = Interval::from_secs(last.start_secs(), last.end_secs().max(next.end_secs()))
            {
                spans[kept] = grown;
            }
        } else {
            kept += 1;
            spans[kept] = next;
        }
    }
    spans.truncate(kept + 1);
}

/// One pass over two lists in order of start, merging as it goes.
pub(super) fn union(a: &[Interval], b: &[Interval]) -> Vec<Interval> {
    let mut out: Vec<Interval> = Vec::with_capacity(a.len() + b.len());
    let (mut i, mut j) = (0, 0);
    let mut open: Option<(i64, i64)> = None;
    while let Some(next) = match (a.get(i), b.get(j)) {
        (Some(x), Some(y)) if x.start_secs() <= y.start_secs() => {
            i += 1;
            Some(*x)
        }
        (_, Some(y)) => {
            j += 1;
            Some(*y)
        }
        (Some(x), None) => {
            i += 1;
            Some(*x)
        }
        (None, None) => None,
    } {
        open = match open {
            Some((start, end)) if next.start_secs() <= end => Some((start, end.max(next.end_secs()))),
            Some((start, end)) => {
                out.extend(Interval::from_secs(start, end));
                Some((next.start_secs(), next.end_secs()))
            }
            None => Some((next.start_secs(), next.end_secs())),
        };
    }
    if let Some((start, end)) = open {
        out.extend(Interval::from_secs(start, end));
    }
    out
}

/// Steps whichever span ends first.
pub(super) fn intersect(a: &[Interval], b: &[Interval]) -> Vec<Interval> {
    let mut out = Vec::with_capacity(a.len().min(b.len()));
    let (mut i, mut j) = (0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        out.extend(x.intersect(*y));
        if x.end_secs() < y.end_secs() { i += 1 } else { j += 1 }
    }
    out
}

/// Cuts `b` out of `a`.
pub(super) fn subtract(a: &[Interval], b: &[Interval]) -> Vec<Interval> {
    let mut out = Vec::with_capacity(a.len() + b.len());
    let mut j = 0;
    for span in a {
        let mut from = span.start_secs();
        while b.get(j).is_some_and(|cut| cut.end_secs() <= from) {
            j += 1;
        }
        // A cut may reach into the next span of `a`, so it is left standing when it does.
        let mut k = j;
        while let Some(cut) = b.get(k).filter(|cut| cut.start_secs() < span.end_secs()) {
            out.extend(Interval::from_secs(from, cut.start_secs()));
            from = cut.end_secs();
            k += 1;
        }
        j = k.saturating_sub(1).max(j);
        out.extend(Interval::from_secs(from, span.end_secs()));
    }
    out
}

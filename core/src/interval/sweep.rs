//! The linear sweeps behind [`IntervalSet`](super::IntervalSet). Inputs and outputs are in normal form unless a
//! function says otherwise.
//!
//! Where two calendars meet, which one comes next is a coin toss, and a mispredicted branch costs more than the rest of
//! a step. So a step of the loops below writes its span whether it counts or not, and moves on by adding the outcome of
//! a comparison. A step uses up one span of an input and writes at most one, so `a.len() + b.len()` places are enough,
//! and an index into the output cannot run out.

use super::Interval;

/// Merges spans sorted by start, in place; overlapping and touching ones become one.
pub(super) fn merge_sorted(spans: &mut Vec<Interval>) {
    let mut kept: usize = 0;
    for at in 1..spans.len() {
        let next = spans[at];
        let last = spans[kept];
        let apart = next.start_secs() > last.end_secs();
        let start = if apart { next.start_secs() } else { last.start_secs() };
        kept += usize::from(apart);
        spans[kept] = Interval::raw(start, last.end_secs().max(next.end_secs()));
    }
    spans.truncate(kept + 1);
}

/// Takes whichever span starts first, and grows the open one with it or opens another.
pub(super) fn union(a: &[Interval], b: &[Interval]) -> Vec<Interval> {
    let (Some(x), Some(y)) = (a.first(), b.first()) else {
        return [a, b].concat();
    };
    let mut open = *x.min(y);
    let mut out = vec![open; a.len() + b.len()];
    let (mut i, mut j, mut kept) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        let left = x.start_secs() <= y.start_secs();
        let next = if left { *x } else { *y };
        i += usize::from(left);
        j += usize::from(!left);
        out[kept] = open;
        kept += usize::from(next.start_secs() > open.end_secs());
        open = grown(open, next);
    }
    let rest = a.get(i..).filter(|rest| !rest.is_empty()).or(b.get(j..)).unwrap_or_default();
    let touching = rest.partition_point(|span| span.start_secs() <= open.end_secs());
    let (touching, apart) = rest.split_at(touching);
    open = touching.last().map_or(open, |last| grown(open, *last));
    out[kept] = open;
    out.truncate(kept + 1);
    out.extend_from_slice(apart);
    out
}

/// The open span with `next`, which starts no earlier: one span if they touch, else `next` alone.
fn grown(open: Interval, next: Interval) -> Interval {
    let apart = next.start_secs() > open.end_secs();
    let start = if apart { next.start_secs() } else { open.start_secs() };
    Interval::raw(start, open.end_secs().max(next.end_secs()))
}

/// Steps whichever span ends first.
pub(super) fn intersect(a: &[Interval], b: &[Interval]) -> Vec<Interval> {
    let Some(first) = a.first() else { return Vec::new() };
    let mut out = vec![*first; a.len() + b.len()];
    let (mut i, mut j, mut kept) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        let start = x.start_secs().max(y.start_secs());
        let end = x.end_secs().min(y.end_secs());
        out[kept] = Interval::raw(start, end);
        kept += usize::from(start < end);
        let left = x.end_secs() < y.end_secs();
        i += usize::from(left);
        j += usize::from(!left);
    }
    out.truncate(kept);
    out
}

/// Cuts `b` out of `a`: what stands before each cut is kept, and the next piece begins no earlier than the cut's end.
pub(super) fn subtract(a: &[Interval], b: &[Interval]) -> Vec<Interval> {
    let Some(first) = a.first() else { return Vec::new() };
    let mut out = vec![*first; a.len() + b.len()];
    let (mut i, mut j, mut kept) = (0, 0, 0);
    let mut cut_until = first.start_secs();
    while let (Some(span), Some(cut)) = (a.get(i), b.get(j)) {
        let start = span.start_secs().max(cut_until);
        let end = span.end_secs().min(cut.start_secs());
        out[kept] = Interval::raw(start, end);
        kept += usize::from(start < end);
        // A cut that reaches the span's end may reach into the next one too, so it is left standing.
        let passed = cut.end_secs() < span.end_secs();
        cut_until = if passed { cut.end_secs() } else { cut_until };
        j += usize::from(passed);
        i += usize::from(!passed);
    }
    out.truncate(kept);
    let rest = a.get(i..).unwrap_or_default();
    out.extend(rest.first().map(|span| Interval::raw(span.start_secs().max(cut_until), span.end_secs())));
    out.extend_from_slice(rest.get(1..).unwrap_or_default());
    out
}

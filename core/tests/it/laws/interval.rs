//! Sets of intervals are a Boolean algebra over one line of time, and agree with brute force on every minute.

use crate::minutes::{MINUTES, Minutes};
use chrono::{DateTime, TimeDelta, Utc};
use kalends::interval::{Interval, IntervalSet};
use proptest::prelude::*;

type Spans = Vec<(usize, usize)>;

/// The instant at which a minute of the week begins; the week spans a change of the year and of the month.
fn instant(minute: usize) -> DateTime<Utc> {
    DateTime::from_timestamp(1_798_416_000 + 60 * i64::try_from(minute).unwrap(), 0).unwrap()
}

fn interval((from, until): (usize, usize)) -> Interval {
    Interval::new(instant(from), instant(until)).unwrap()
}

fn set(spans: &[(usize, usize)]) -> IntervalSet {
    spans.iter().copied().map(interval).collect()
}

/// Up to 40 spans in any order; many touch, overlap or hold each other, since bounds are multiples of few minutes.
fn spans() -> impl Strategy<Value = Spans> {
    let grid = prop_oneof![Just(1_usize), Just(15), Just(60), Just(1_440)];
    grid.prop_flat_map(|grid| {
        let last = MINUTES / grid;
        prop::collection::vec((0..last, 1..=8_usize), 0..40).prop_map(move |list| {
            list.into_iter().map(|(from, length)| (from * grid, (from + length).min(last) * grid)).collect()
        })
    })
}

fn span() -> impl Strategy<Value = (usize, usize)> {
    (0..MINUTES, 1..3_000_usize).prop_map(|(from, length)| (from, (from + length).min(MINUTES)))
}

fn week() -> Interval {
    interval((0, MINUTES))
}

proptest! {
    #[test]
    fn union_and_intersection_commute(a in spans(), b in spans()) {
        let (a, b) = (set(&a), set(&b));
        prop_assert_eq!(a.union(&b), b.union(&a));
        prop_assert_eq!(a.intersect(&b), b.intersect(&a));
    }

    #[test]
    fn union_and_intersection_associate(a in spans(), b in spans(), c in spans()) {
        let (a, b, c) = (set(&a), set(&b), set(&c));
        prop_assert_eq!(a.union(&b).union(&c), a.union(&b.union(&c)));
        prop_assert_eq!(a.intersect(&b).intersect(&c), a.intersect(&b.intersect(&c)));
    }

    #[test]
    fn each_distributes_over_the_other(a in spans(), b in spans(), c in spans()) {
        let (a, b, c) = (set(&a), set(&b), set(&c));
        prop_assert_eq!(a.intersect(&b.union(&c)), a.intersect(&b).union(&a.intersect(&c)));
        prop_assert_eq!(a.union(&b.intersect(&c)), a.union(&b).intersect(&a.union(&c)));
    }

    #[test]
    fn de_morgan_holds_within_a_range(a in spans(), b in spans(), range in span()) {
        let (a, b, range) = (set(&a), set(&b), interval(range));
        prop_assert_eq!(a.union(&b).gaps(range), a.gaps(range).intersect(&b.gaps(range)));
        prop_assert_eq!(a.intersect(&b).gaps(range), a.gaps(range).union(&b.gaps(range)));
    }

    #[test]
    fn subtracting_is_intersecting_with_the_complement(a in spans(), b in spans()) {
        let (a, b) = (set(&a), set(&b));
        prop_assert_eq!(a.subtract(&b), a.intersect(&b.complement()));
        prop_assert_eq!(b.complement().complement(), b.clone());
        prop_assert_eq!(a.subtract(&b).union(&a.intersect(&b)), a.clone());
        prop_assert!(a.subtract(&b).intersect(&b).is_empty());
    }

    #[test]
    fn a_set_with_itself_or_nothing_is_no_news(a in spans(), b in spans()) {
        let (a, b) = (set(&a), set(&b));
        prop_assert_eq!(a.union(&a), a.clone());
        prop_assert_eq!(a.intersect(&a), a.clone());
        prop_assert_eq!(a.subtract(&a), IntervalSet::EMPTY);
        prop_assert_eq!(a.union(&IntervalSet::EMPTY), a.clone());
        prop_assert_eq!(IntervalSet::EMPTY.union(&a), a.clone());
        prop_assert_eq!(a.intersect(&IntervalSet::EMPTY), IntervalSet::EMPTY);
        prop_assert_eq!(a.subtract(&IntervalSet::EMPTY), a.clone());
        prop_assert_eq!(a.union(&a.intersect(&b)), a.clone());
        prop_assert_eq!(a.intersect(&a.union(&b)), a.clone());
    }

    #[test]
    fn totals_add_up(a in spans(), b in spans(), range in span()) {
        let (a, b, range) = (set(&a), set(&b), interval(range));
        prop_assert_eq!(a.total() + b.total(), a.union(&b).total() + a.intersect(&b).total());
        prop_assert_eq!(a.clip(range).total() + a.gaps(range).total(), range.length());
    }

    #[test]
    fn clipping_is_intersecting_with_one_span(a in spans(), range in span()) {
        let (a, range) = (set(&a), interval(range));
        prop_assert_eq!(a.clip(range), a.intersect(&IntervalSet::from(range)));
        prop_assert_eq!(a.overlaps(range), !a.clip(range).is_empty());
        prop_assert_eq!(a.covers(range), a.gaps(range).is_empty());
    }

    #[test]
    fn order_and_repetition_of_spans_do_not_matter(spans in spans(), turn in 0..40_usize) {
        let mut other = spans.clone();
        other.rotate_left(turn % spans.len().max(1));
        other.extend_from_within(..spans.len() / 2);
        other.reverse();
        prop_assert_eq!(set(&spans), set(&other));
    }

    #[test]
    fn spans_neither_overlap_nor_touch(a in spans(), b in spans()) {
        let (a, b) = (set(&a), set(&b));
        for set in [&a, &a.union(&b), &a.intersect(&b), &a.subtract(&b), &a.complement()] {
            prop_assert!(set.spans().windows(2).all(|pair| pair[0].end() < pair[1].start()));
            prop_assert!(set.iter().all(|span| span.length() > TimeDelta::zero()));
        }
    }

    #[test]
    fn every_minute_agrees_with_brute_force(a in spans(), b in spans(), range in span()) {
        let (ours, theirs) = (set(&a), set(&b));
        let (a, b, inside) = (Minutes::of(&a), Minutes::of(&b), Minutes::of(&[range]));
        prop_assert_eq!(&ours, &set(&a.spans()));
        prop_assert_eq!(ours.len(), a.spans().len());
        prop_assert_eq!(ours.union(&theirs), set(&a.with(&b, |a, b| a || b).spans()));
        prop_assert_eq!(ours.intersect(&theirs), set(&a.with(&b, |a, b| a && b).spans()));
        prop_assert_eq!(ours.subtract(&theirs), set(&a.with(&b, |a, b| a && !b).spans()));
        prop_assert_eq!(ours.gaps(interval(range)), set(&inside.with(&a, |a, b| a && !b).spans()));
        prop_assert_eq!(ours.clip(interval(range)), set(&inside.with(&a, |a, b| a && b).spans()));
        prop_assert_eq!(ours.gaps(week()).len(), Minutes::of(&[(0, MINUTES)]).with(&a, |a, b| a && !b).spans().len());
        prop_assert_eq!(ours.total(), TimeDelta::minutes(i64::try_from(a.count()).unwrap()));
        let reach = a.spans().first().zip(a.spans().last()).map(|(first, last)| interval((first.0, last.1)));
        prop_assert_eq!(ours.hull(), reach);
        for minute in (0..MINUTES).step_by(7) {
            prop_assert_eq!(ours.contains(instant(minute)), a.has(minute));
            let own = a.spans().into_iter().find(|&(from, until)| from <= minute && minute < until).map(interval);
            prop_assert_eq!(ours.span_at(instant(minute)), own);
        }
    }
}

//! What only the room itself can see: meetings by residues, and the order of entries.

use super::residues::Meetings;
use super::{Entry, order};
use crate::interval::Interval;
use crate::recur::Rhythm;
use proptest::prelude::*;

fn rhythm(anchor: i64, length: i64, offsets: &[i64], lasts: i64) -> Rhythm<'_> {
    Rhythm { anchor, length, offsets, lasts }
}

/// 2 + 3 n and 3 + 5 m with one tick each: 8, 23, 38 …
#[test]
fn moments_meet_by_the_remainder_theorem() {
    let meetings = Meetings::new(&rhythm(2, 3, &[0], 0), &rhythm(3, 5, &[0], 0), 0).unwrap();
    assert_eq!((meetings.next(0), meetings.next(8), meetings.next(9)), (Some(8), Some(8), Some(23)));
    assert_eq!(meetings.next(-100), Some(-97));
    // Even and odd.
    let never = Meetings::new(&rhythm(0, 4, &[0], 1), &rhythm(1, 6, &[0], 1), 0).unwrap();
    assert_eq!(never.next(0), None);
}

/// Periods whose product is beyond an `i64`.
#[test]
fn long_intervals_do_not_overflow() {
    let week = 604_800;
    let (a, b) = (4_000_000_007 * week, 4_000_000_009 * week);
    let meetings = Meetings::new(&rhythm(0, a, &[0], 3600), &rhythm(60, b, &[0], 3600), 0).unwrap();
    assert_eq!(meetings.next(0), Some(60));
    assert!(meetings.next(61).unwrap() > i128::from(i64::MAX));
}

fn cycles() -> impl Strategy<Value = (i64, i64, Vec<i64>, i64)> {
    (1..40_i64).prop_flat_map(|length| {
        let offsets = prop::collection::btree_set(0..length, 1..4);
        (-50..50_i64, Just(length), offsets.prop_map(|set| set.into_iter().collect()), 0..50_i64)
    })
}

proptest! {
    /// Every tick at which an occurrence of one begins to overlap one of the other, by trying them all.
    #[test]
    fn meetings_are_all_beginnings(a in cycles(), b in cycles(), ahead in -30..30_i64, from in -100..100_i64) {
        let meetings =
            Meetings::new(&rhythm(a.0, a.1, &a.2, a.3), &rhythm(b.0, b.1, &b.2, b.3), ahead).unwrap();
        let starts = |(anchor, length, offsets, _): &(i64, i64, Vec<i64>, i64), back: i64| -> Vec<i64> {
            (-400..1_900).flat_map(|n| offsets.iter().map(move |offset| anchor - back + n * length + offset)).collect()
        };
        let on = |starts: &[i64], lasts: i64, tick: i64| starts.iter().any(|start| (*start..start + lasts.max(1)).contains(&tick));
        let (one, other) = (starts(&a, 0), starts(&b, ahead));
        let begins = |tick: &i64| {
            let both = on(&one, a.3, *tick) && on(&other, b.3, *tick);
            both && (one.contains(tick) || other.contains(tick))
        };
        // Their common period is below 40 · 40.
        let expected = (from..from + 1_600).find(begins);
        prop_assert_eq!(meetings.next(from), expected.map(i128::from));
    }

    #[test]
    fn entries_are_sorted_however_their_starts_lie(
        crowd in prop_oneof![Just(1_i64), Just(50), Just(4_000), Just(1_000_000_000)],
        seeds in prop::collection::vec((0..i64::MAX, 1..100_i64, 0..3_u8), 1_000..1_400),
    ) {
        let entry = |(seed, length, item): (i64, i64, u8)| {
            let start = seed % crowd;
            Entry::new(Interval::from_secs(start, start + length).unwrap(), item)
        };
        let mut entries: Vec<_> = seeds.into_iter().map(entry).collect();
        let mut expected = entries.clone();
        expected.sort();
        order::sort(&mut entries);
        prop_assert_eq!(entries, expected);
    }
}

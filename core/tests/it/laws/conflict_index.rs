//! Whatever an index answers, looking at every entry answers the same: on random entries and on those that are made to
//! hurt.

use chrono::{DateTime, TimeDelta, Utc};
use kalends::Limits;
use kalends::conflict::{Entry, Index, LiveIndex, Near, Overload, alternatives, overloads, pairs, peak};
use kalends::interval::{Interval, IntervalSet};
use kalends::time::{Elapsed, MAX_INSTANT, MIN_INSTANT};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn instant(tick: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(tick, 0).unwrap()
}

fn span(from: i64, until: i64) -> Interval {
    Interval::new(instant(from), instant(until)).unwrap()
}

/// A span within some 200 ticks: many touch, hold each other or are equal.
fn near_span() -> impl Strategy<Value = Interval> {
    (0..200_i64, prop_oneof![4 => 1..12_i64, 1 => 1..200_i64])
        .prop_map(|(from, length)| span(from, from + length))
}

/// A span anywhere, at the ends of time too.
fn any_span() -> impl Strategy<Value = Interval> {
    let (low, high) = (MIN_INSTANT.timestamp(), MAX_INSTANT.timestamp());
    let bound = prop_oneof![low..=high, low..low + 5, high - 5..=high, 1_700_000_000..1_700_000_400_i64,];
    (bound.clone(), bound)
        .prop_filter_map("empty", |(one, other)| (one != other).then(|| span(one.min(other), one.max(other))))
}

fn entries_of(spans: impl Strategy<Value = Interval>, most: usize) -> impl Strategy<Value = Vec<Entry<u8>>> {
    prop::collection::vec((spans, 0..4_u8).prop_map(|(span, item)| Entry::new(span, item)), 0..most)
}

/// Random entries; sometimes so many that they are distributed before they are sorted.
fn entries() -> impl Strategy<Value = Vec<Entry<u8>>> {
    prop_oneof![
        4 => entries_of(near_span(), 60),
        2 => entries_of(any_span(), 60),
        1 => entries_of(any_span(), 1_500),
        1 => entries_of(near_span(), 1_500),
        // All equal; all nested, from either side; all touching; stairs.
        1 => (1..700_i64).prop_map(|n| (0..n).map(|_| Entry::new(span(5, 9), 1)).collect()),
        1 => (1..700_i64).prop_map(|n| (0..n).map(|i| Entry::new(span(i, 2 * n - i), 1)).collect()),
        1 => (1..700_i64).prop_map(|n| (0..n).map(|i| Entry::new(span(0, i + 1), 1)).collect()),
        1 => (1..700_i64).prop_map(|n| (0..n).map(|i| Entry::new(span(i, i + 1), 1)).collect()),
        1 => (1..700_i64).prop_map(|n| (0..n).map(|i| Entry::new(span(3 * i, 3 * i + 7), 1)).collect()),
        // One that lasts for ever, and a crowd in one second far away from another.
        1 => (1..700_i64).prop_map(|n| {
            let all = Entry::new(Interval::all(), 0);
            let crowd = (0..n).map(|i| Entry::new(span(1_800_000_000, 1_800_000_001 + i % 3), 2));
            [all, Entry::new(span(-9, -8), 1)].into_iter().chain(crowd).collect()
        }),
    ]
}

fn question() -> impl Strategy<Value = Interval> {
    prop_oneof![3 => near_span(), 1 => any_span(), 1 => (0..2_000_i64, 1..9_i64).prop_map(|(from, n)| span(from, from + n))]
}

fn brute(entries: &[Entry<u8>], asked: Interval) -> Vec<Entry<u8>> {
    let mut found: Vec<_> = entries.iter().copied().filter(|entry| entry.span.overlaps(asked)).collect();
    found.sort();
    found
}

fn brute_nearest(entries: &[Entry<u8>], asked: Interval, most: usize) -> Vec<Near<u8>> {
    let gap = |entry: &Entry<u8>| {
        let after = entry.span.start_secs() - asked.end_secs();
        let before = asked.start_secs() - entry.span.end_secs();
        TimeDelta::seconds(after.max(before).max(0))
    };
    let mut near: Vec<_> = entries.iter().map(|entry| Near { gap: gap(entry), entry: *entry }).collect();
    near.sort();
    near.truncate(most);
    near
}

/// How much is used at each tick at which that can change.
fn used(entries: &[Entry<u8>], tick: i64) -> u64 {
    let on = entries.iter().filter(|entry| entry.span.contains(instant(tick)));
    on.map(|entry| u64::from(entry.item)).sum()
}

#[derive(Clone, Debug)]
enum Change {
    Insert(Entry<u8>),
    Remove(usize),
    RemoveUnknown(Entry<u8>),
}

fn changes(most: usize) -> impl Strategy<Value = Vec<Change>> {
    let entry = prop_oneof![near_span(), any_span()];
    let entry = (entry, 0..3_u8).prop_map(|(span, item)| Entry::new(span, item));
    let change = prop_oneof![
        4 => entry.clone().prop_map(Change::Insert),
        3 => any::<usize>().prop_map(Change::Remove),
        1 => entry.prop_map(Change::RemoveUnknown),
    ];
    prop::collection::vec(change, 0..most)
}

proptest! {
    #[test]
    fn both_indexes_find_what_overlaps_in_order(entries in entries(), asked in prop::collection::vec(question(), 1..20)) {
        let index = Index::build(entries.clone());
        let live = LiveIndex::build(entries.clone());
        let distinct: Vec<_> = entries.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
        prop_assert!(index.entries().is_sorted());
        prop_assert_eq!(live.iter().collect::<Vec<_>>(), distinct.clone());
        for asked in asked {
            let expected = brute(&entries, asked);
            prop_assert_eq!(index.overlaps(asked), !expected.is_empty());
            prop_assert_eq!(index.overlapping(asked).collect::<Vec<_>>(), expected);
            let expected = brute(&distinct, asked);
            prop_assert_eq!(live.overlaps(asked), !expected.is_empty());
            prop_assert_eq!(live.overlapping(asked).collect::<Vec<_>>(), expected);
            let point = Interval::new(asked.start(), asked.start() + TimeDelta::seconds(1)).unwrap();
            prop_assert_eq!(index.at(asked.start()).collect::<Vec<_>>(), brute(&entries, point));
            prop_assert_eq!(live.at(asked.start()).collect::<Vec<_>>(), brute(&distinct, point));
        }
    }

    #[test]
    fn the_nearest_come_by_their_gap(entries in entries(), asked in question(), most in 0..12_usize) {
        let index = Index::build(entries.clone());
        prop_assert_eq!(index.nearest(asked).take(most).collect::<Vec<_>>(), brute_nearest(&entries, asked, most));
        let distinct: Vec<_> = entries.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
        let live = LiveIndex::build(distinct.clone());
        prop_assert_eq!(live.nearest(asked).take(most).collect::<Vec<_>>(), brute_nearest(&distinct, asked, most));
    }

    #[test]
    fn any_sequence_of_changes_leaves_what_a_set_would(
        start in entries(),
        changes in changes(400),
        asked in prop::collection::vec(question(), 1..8),
    ) {
        let mut live = LiveIndex::build(start.clone());
        let mut model: BTreeSet<_> = start.into_iter().collect();
        for change in changes {
            match change {
                Change::Insert(entry) => prop_assert_eq!(live.insert(entry), model.insert(entry)),
                Change::RemoveUnknown(entry) => prop_assert_eq!(live.remove(&entry), model.remove(&entry)),
                Change::Remove(nth) if !model.is_empty() => {
                    let entry = *model.iter().nth(nth % model.len()).unwrap();
                    model.remove(&entry);
                    prop_assert!(live.remove(&entry));
                }
                Change::Remove(_) => {}
            }
        }
        let model: Vec<_> = model.into_iter().collect();
        prop_assert_eq!(live.len(), model.len());
        prop_assert_eq!(live.iter().collect::<Vec<_>>(), model.clone());
        for asked in asked {
            prop_assert_eq!(live.overlapping(asked).collect::<Vec<_>>(), brute(&model, asked));
            prop_assert_eq!(live.nearest(asked).take(5).collect::<Vec<_>>(), brute_nearest(&model, asked, 5));
        }
    }

    #[test]
    fn pairs_are_all_that_overlap_each_once(entries in prop_oneof![entries_of(near_span(), 60), entries_of(any_span(), 60)]) {
        let mut sorted = entries.clone();
        sorted.sort();
        let mut expected = Vec::new();
        for (place, later) in sorted.iter().enumerate() {
            let met = sorted[..place].iter().filter(|earlier| earlier.span.overlaps(later.span));
            expected.extend(met.map(|earlier| (*earlier, *later)));
        }
        prop_assert_eq!(Index::build(entries.clone()).pairs().collect::<Vec<_>>(), expected.clone());
        prop_assert_eq!(pairs(entries).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn overloads_are_where_more_is_used_than_there_is(entries in entries_of(near_span(), 40), capacity in 0..12_u64) {
        let over: Vec<Overload<u8>> = overloads(&entries, capacity, u64::from).collect();
        prop_assert!(over.is_sorted_by(|one, other| one.span.end_secs() < other.span.start_secs()));
        let exceeded: IntervalSet = over.iter().map(|overload| overload.span).collect();
        for tick in -1..402 {
            prop_assert_eq!(exceeded.contains(instant(tick)), used(&entries, tick) > capacity, "{}", tick);
        }
        for overload in over {
            let ticks = overload.span.start_secs()..overload.span.end_secs();
            prop_assert_eq!(overload.peak, ticks.map(|tick| used(&entries, tick)).max().unwrap());
            prop_assert_eq!(overload.entries, brute(&entries, overload.span));
        }
        prop_assert_eq!(peak(&entries, u64::from), (-1..402).map(|tick| used(&entries, tick)).max().unwrap());
    }

    #[test]
    fn alternatives_are_every_free_time_from_the_nearest_on(
        entries in entries_of(near_span(), 12),
        open in prop::collection::vec(near_span(), 0..6),
        asked in near_span(),
        step in 1..9_i64,
    ) {
        let open: IntervalSet = open.into_iter().collect();
        let (start, length) = (asked.start_secs(), asked.end_secs() - asked.start_secs());
        let free = |from: &i64| {
            let span = span(*from, from + length);
            open.covers(span) && brute(&entries, span).is_empty()
        };
        let mut starts: Vec<i64> = (-400..800).filter(|from| (from - start) % step == 0).filter(free).collect();
        starts.sort_by_key(|from| ((from - start).abs(), *from < start));
        let step = format!("PT{step}S").parse::<Elapsed>().unwrap();
        let found = |spans: &mut dyn Iterator<Item = kalends::Result<Interval>>| {
            spans.map(|span| span.unwrap().start_secs()).collect::<Vec<_>>()
        };
        let (index, live) = (Index::build(entries.clone()), LiveIndex::build(entries));
        let limits = Limits::default();
        prop_assert_eq!(found(&mut alternatives(&index, &open, asked, step, &limits)), starts.clone());
        prop_assert_eq!(found(&mut alternatives(&live, &open, asked, step, &limits)), starts);
    }
}

/// A tree that is filled and emptied from the front, the back and the middle.
#[test]
fn a_tree_of_thousands_grows_and_shrinks() {
    let entry = |i: i64| Entry::new(span(i * 7 % 4_001, i * 7 % 4_001 + 3 + i % 50), i % 5);
    for order in 0..3 {
        let mut live = LiveIndex::new();
        let mut model = BTreeSet::new();
        for i in 0..4_000 {
            assert_eq!(live.insert(entry(i)), model.insert(entry(i)));
        }
        assert_eq!(live.len(), model.len());
        while !model.is_empty() {
            let next = match order {
                0 => *model.first().unwrap(),
                1 => *model.last().unwrap(),
                _ => *model.iter().nth(model.len() / 2).unwrap(),
            };
            model.remove(&next);
            assert!(live.remove(&next) && !live.remove(&next));
            if model.len() % 97 == 0 {
                let asked = span(1_000, 1_020);
                let expected: Vec<_> = model.iter().copied().filter(|one| one.span.overlaps(asked)).collect();
                assert_eq!(live.overlapping(asked).collect::<Vec<_>>(), expected);
                assert_eq!(live.iter().count(), model.len());
            }
        }
        assert!(live.is_empty() && live.iter().next().is_none());
    }
}

#[test]
fn a_search_for_a_free_time_ends_at_its_limit() {
    let busy: Index = (0..1_000).map(|i| Entry::new(span(10 * i, 10 * i + 6), 1)).collect();
    let open = IntervalSet::from(Interval::all());
    let mut limits = Limits::default();
    let step = "PT1S".parse::<Elapsed>().unwrap();
    let first =
        |limits: &Limits| alternatives(&busy, &open, span(5_000, 5_005), step, limits).next().unwrap();
    // Gaps of four seconds do not hold five: the first place is before all, or after all, which is nearer.
    assert_eq!(first(&limits).unwrap(), span(9_996, 10_001));
    limits.search_steps = 20;
    assert_eq!(first(&limits).unwrap_err().code(), "conflict.budget");
}

//! Sorting entries by distributing them: most of the order is in the start, and starts are numbers.

use super::Entry;

/// Shorter lists are sorted by comparison.
const SHORT: usize = 1 << 10;
/// An entry that is further from its place is a sign that starts crowd, and that comparing is better.
const FAR: usize = 32;

/// Sorts by start, end and item.
///
/// Time is cut into about as many cells as there are entries. Two passes put them in the order of their cells, a third
/// moves each the few places that are left. Evenly spread starts cost linear time; others that of a plain sort, at most
/// twice.
pub(super) fn sort<T: Copy + Ord>(entries: &mut [Entry<T>]) {
    if entries.is_sorted() {
        return;
    }
    if entries.len() < SHORT || !distribute(entries) {
        entries.sort_unstable();
    }
}

/// Sorts evenly spread entries; `false` if they turn out to crowd, and are in some order.
fn distribute<T: Copy + Ord>(entries: &mut [Entry<T>]) -> bool {
    let ends = entries.iter().fold((i64::MAX, i64::MIN), |(low, high), entry| {
        (low.min(entry.span.start_secs()), high.max(entry.span.start_secs()))
    });
    let (low, width) = (ends.0, ends.1 - ends.0);
    let shift = shift(width, entries.len());
    let cell = |entry: &Entry<T>| ((entry.span.start_secs() - low) >> shift) as usize; // from 0 to the last
    let last = (width >> shift) as usize;
    let half = (usize::BITS - last.leading_zeros()) / 2;
    let (lower, upper) = (|cell: usize| cell & ((1 << half) - 1), |cell: usize| cell >> half);
    let mut once = entries.to_vec();
    scatter(entries, &mut once, 1 << half, |entry| lower(cell(entry)));
    scatter(&once, entries, upper(last) + 1, |entry| upper(cell(entry)));
    settle(entries)
}

/// Puts entries into buckets, in the order of the buckets, and within one in the order that they have.
fn scatter<T: Copy>(
    from: &[Entry<T>],
    to: &mut [Entry<T>],
    buckets: usize,
    bucket: impl Fn(&Entry<T>) -> usize,
) {
    let mut places = vec![0; buckets];
    from.iter().for_each(|entry| places[bucket(entry)] += 1); // below the count of buckets
    let mut before = 0;
    for place in &mut places {
        (*place, before) = (before, before + *place);
    }
    for entry in from {
        let place = &mut places[bucket(entry)];
        to[*place] = *entry; // each place once: the counts say so
        *place += 1;
    }
}

/// Moves each entry to its place among those before it, if none is far from it.
fn settle<T: Copy + Ord>(entries: &mut [Entry<T>]) -> bool {
    for at in 1..entries.len() {
        let entry = entries[at]; // below the length, as all places here
        let mut place = at;
        while place > 0 && entry < entries[place - 1] {
            entries[place] = entries[place - 1];
            place -= 1;
            if at - place > FAR {
                entries[place] = entry;
                return false;
            }
        }
        entries[place] = entry;
    }
    true
}

/// By how many bits a width has to be shifted so that it has at most about `cells` cells, and no fewer than half.
pub(super) fn shift(width: i64, cells: usize) -> u32 {
    let cells = cells.max(1) as u64;
    let width = width.unsigned_abs();
    (u64::BITS - (width / cells).leading_zeros()).min(u64::BITS - 1)
}

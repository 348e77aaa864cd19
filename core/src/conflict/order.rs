//! Sorting entries by distributing them: most of the order is in the start, and starts are numbers.

use super::Entry;

/// Shorter lists are sorted by comparison.
const SHORT: usize = 512;
/// How many entries a bucket holds if their starts are evenly spread.
const BUCKET: usize = 8;

/// Sorts by start, end and item.
///
/// One pass puts the entries into buckets by start, then each bucket is sorted by comparison. Evenly spread starts cost
/// linear time; where all fall into one bucket it is a plain sort.
pub(super) fn sort<T: Copy + Ord>(entries: &mut Vec<Entry<T>>) {
    if entries.is_sorted() {
        return;
    }
    if entries.len() < SHORT {
        entries.sort_unstable();
        return;
    }
    let starts = || entries.iter().map(|entry| entry.span.start_secs());
    let (Some(low), Some(high)) = (starts().min(), starts().max()) else { return };
    let shift = shift(high - low, entries.len() / BUCKET);
    let bucket = |entry: &Entry<T>| ((entry.span.start_secs() - low) >> shift) as usize; // below the count of buckets
    let mut places = vec![0; ((high - low) >> shift) as usize + 1]; // at most twice the count asked for
    for entry in entries.iter() {
        places[bucket(entry)] += 1;
    }
    let mut before = 0;
    for place in &mut places {
        (*place, before) = (before, before + *place);
    }
    let mut sorted = entries.clone();
    for entry in entries.iter() {
        let place = &mut places[bucket(entry)];
        sorted[*place] = *entry; // each place once: the counts say so
        *place += 1;
    }
    let mut from = 0;
    for until in places {
        sorted[from..until].sort_unstable(); // places ascend to the length
        from = until;
    }
    *entries = sorted;
}

/// By how many bits a distance has to be shifted so that a width has at most about `cells` cells, and no more than twice.
pub(super) fn shift(width: i64, cells: usize) -> u32 {
    let cells = cells.max(1) as u64;
    let width = width.unsigned_abs();
    (u64::BITS - (width / cells).leading_zeros()).min(u64::BITS - 1)
}

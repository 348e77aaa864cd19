use super::{Entry, order};
use crate::interval::Interval;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A stretch of time in which more is used than there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overload<T = u32> {
    /// From where the capacity is exceeded until where it no longer is.
    pub span: Interval,
    /// The most that is used at one time within.
    pub peak: u64,
    /// The entries that take part, by start, end and item: all that are on at some time within.
    pub entries: Vec<Entry<T>>,
}

/// The most that entries use at one time: each of them as much as `amount` says.
///
/// Zero for none. What ends when another starts is not counted with it. Sums saturate.
///
/// # Example: three lessons, never more than two at a time
/// ```
/// use kalends::conflict::{Entry, peak};
/// use kalends::interval::Interval;
/// use kalends::time::parse_instant;
/// let hour = |from: &str, until: &str| Interval::new(parse_instant(from)?, parse_instant(until)?);
/// let lessons = [
///     Entry::new(hour("2027-01-31T23:00:00Z", "2027-02-01T01:00:00Z")?, 1),
///     Entry::new(hour("2027-01-31T23:00:00Z", "2027-02-01T00:00:00Z")?, 2),
///     Entry::new(hour("2027-02-01T00:00:00Z", "2027-02-01T01:00:00Z")?, 3),
/// ];
/// assert_eq!(peak(&lessons, |_| 1), 2);                       // at midnight the second makes room for the third
/// # Ok::<(), kalends::Error>(())
/// ```
pub fn peak<T: Copy + Ord>(entries: &[Entry<T>], amount: impl Fn(T) -> u64) -> u64 {
    let mut peak = 0;
    sweep(&sorted(entries), &amount, |_, used| peak = peak.max(used));
    peak
}

/// Every stretch of time in which entries use more than `capacity`: each of them as much as `amount` says.
///
/// In order of time; stretches neither overlap nor touch. Capacity counts what is used at one time, so three uses in
/// turn never exceed a capacity of one. Lazy, as to who takes part: one long use may take part in every stretch.
///
/// # Example: a room for two that three want, and only for the half hour in which all three are there
/// ```
/// use kalends::conflict::{Entry, overloads};
/// use kalends::interval::Interval;
/// use kalends::time::parse_instant;
/// let span = |from: &str, until: &str| Interval::new(parse_instant(from)?, parse_instant(until)?);
/// let uses = [
///     Entry::new(span("2027-01-31T23:00:00Z", "2027-02-01T01:00:00Z")?, 1),
///     Entry::new(span("2027-01-31T23:30:00Z", "2027-02-01T00:30:00Z")?, 2),
///     Entry::new(span("2027-02-01T00:00:00Z", "2027-02-01T02:00:00Z")?, 3),
/// ];
/// let over: Vec<_> = overloads(&uses, 2, |_| 1).collect();
/// assert_eq!(over.len(), 1);
/// assert_eq!((over[0].span, over[0].peak), (span("2027-02-01T00:00:00Z", "2027-02-01T00:30:00Z")?, 3));
/// # Ok::<(), kalends::Error>(())
/// ```
pub fn overloads<T: Copy + Ord>(
    entries: &[Entry<T>],
    capacity: u64,
    amount: impl Fn(T) -> u64,
) -> impl Iterator<Item = Overload<T>> {
    let entries = sorted(entries);
    let mut spans: Vec<(i64, i64, u64)> = Vec::new();
    let mut open: Option<(i64, u64)> = None;
    sweep(&entries, &amount, |at, used| {
        open = match open {
            None if used > capacity => Some((at, used)),
            Some((from, peak)) if used > capacity => Some((from, peak.max(used))),
            Some((from, peak)) => {
                spans.push((from, at, peak));
                None
            }
            None => None,
        };
    });
    let mut running: Vec<Entry<T>> = Vec::new();
    let mut rest = entries.into_iter().peekable();
    let overload = move |(from, until, peak)| {
        running.retain(|entry: &Entry<T>| entry.span.end_secs() > from);
        while let Some(entry) = rest.next_if(|entry| entry.span.start_secs() < until) {
            running.extend(Some(entry).filter(|entry| entry.span.end_secs() > from));
        }
        Interval::from_secs(from, until).map(|span| Overload { span, peak, entries: running.clone() })
    };
    spans.into_iter().filter_map(overload)
}

fn sorted<T: Copy + Ord>(entries: &[Entry<T>]) -> Vec<Entry<T>> {
    let mut entries = entries.to_vec();
    order::sort(&mut entries);
    entries
}

/// Says how much is used from each tick on at which that changes.
fn sweep<T: Copy + Ord>(entries: &[Entry<T>], amount: &impl Fn(T) -> u64, mut say: impl FnMut(i64, u64)) {
    let mut ends: BinaryHeap<Reverse<(i64, u64)>> = BinaryHeap::new();
    let mut starts = entries.iter().peekable();
    let mut used: u128 = 0; // cannot overflow: fewer than 2^64 entries
    loop {
        let start = starts.peek().map(|entry| entry.span.start_secs());
        let end = ends.peek().map(|end| end.0.0);
        let Some(at) = start.into_iter().chain(end).min() else { return };
        while let Some(Reverse((_, less))) = ends.peek().copied().filter(|end| end.0.0 == at) {
            ends.pop();
            used -= u128::from(less); // what ends has begun
        }
        while let Some(entry) = starts.next_if(|entry| entry.span.start_secs() == at) {
            let more = amount(entry.item);
            used += u128::from(more);
            ends.push(Reverse((entry.span.end_secs(), more)));
        }
        say(at, u64::try_from(used).unwrap_or(u64::MAX));
    }
}

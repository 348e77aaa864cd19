use crate::interval::Interval;
use std::collections::BTreeMap;

/// What is when, found by time.
#[derive(Clone, Debug)]
pub(super) struct Timeline<K> {
    /// Keys with their ends, by start.
    by_start: BTreeMap<i64, BTreeMap<K, i64>>,
    /// The longest that there ever was: bounds how far back an overlap can begin.
    longest: i64,
}

impl<K> Default for Timeline<K> {
    fn default() -> Self {
        Self { by_start: BTreeMap::new(), longest: 0 }
    }
}

impl<K: Ord> Timeline<K> {
    pub(super) fn insert(&mut self, span: Interval, key: K) {
        let (start, end) = (span.start_secs(), span.end_secs());
        self.longest = self.longest.max(end - start);
        self.by_start.entry(start).or_default().insert(key, end);
    }

    pub(super) fn remove(&mut self, span: Interval, key: &K) {
        if let Some(keys) = self.by_start.get_mut(&span.start_secs()) {
            keys.remove(key);
            if keys.is_empty() {
                self.by_start.remove(&span.start_secs());
            }
        }
    }

    /// What overlaps a span, in order of start, then of key.
    pub(super) fn overlapping(&self, span: Interval) -> impl Iterator<Item = &K> {
        let from = span.start_secs().saturating_sub(self.longest);
        let near = self.by_start.range(from..span.end_secs()).flat_map(|(_, keys)| keys);
        near.filter(move |(_, end)| **end > span.start_secs()).map(|(key, _)| key)
    }

    /// What starts in a span, or ever, in order of start, then of key.
    pub(super) fn starting(&self, span: Option<Interval>) -> impl Iterator<Item = &K> {
        let (from, until) = span.map_or((i64::MIN, i64::MAX), |span| (span.start_secs(), span.end_secs()));
        self.by_start.range(from..until).flat_map(|(_, keys)| keys.keys())
    }
}

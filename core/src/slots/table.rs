//! Who can take part when: a table of starts, with a row of members for each.

use crate::interval::Interval;
use crate::rules::{Question, Row, StartSet};

/// Starts in order, each with a row of bits: which members of which leg are free.
#[derive(Debug, Default)]
pub(super) struct Table {
    starts: Vec<i64>,
    /// As many words per start as the question's rows have.
    bits: Vec<u64>,
    words: usize,
}

/// The most words that a table may have before its range is cut in half.
const MOST_WORDS: usize = 1 << 20;

/// No range is cut below this.
const SHORTEST: i64 = 3600;

impl Table {
    /// The table for starts inside `range`, or as much from its beginning as one table may hold; and where it ends.
    pub(super) fn new(question: &Question<'_>, range: Interval) -> (Self, i64) {
        let mut range = range;
        loop {
            let half = Interval::from_secs(
                range.start_secs(),
                range.start_secs() + (range.end_secs() - range.start_secs()) / 2,
            );
            let shorter = half.filter(|half| half.end_secs() - half.start_secs() >= SHORTEST);
            let mut table = if question.is_led_by_fixed() {
                Self::of_fixed(question, range)
            } else {
                match Self::of_pool(question, range, shorter.is_none()) {
                    Some(table) => table,
                    None => {
                        range = shorter.unwrap_or(range);
                        continue;
                    }
                }
            };
            table.follow(question, range);
            return (table, range.end_secs());
        }
    }

    /// The starts of the resources that lead together.
    fn of_fixed(question: &Question<'_>, range: Interval) -> Self {
        let starts: Vec<i64> = question.fixed_starts(range).iter().collect();
        let words = question.row_words();
        Self { bits: vec![0; starts.len() * words], starts, words }
    }

    /// The starts of the members of the pool that leads, with its part of the rows. `None` if the table is too large
    /// for the range, and `at_any_size` does not say that there is no shorter one.
    fn of_pool(question: &Question<'_>, range: Interval, at_any_size: bool) -> Option<Self> {
        let Some(pool) = question.pools().first() else { return Some(Self::default()) };
        let mut rows: Vec<(usize, Row)> = Vec::new();
        for (place, case) in pool.cases() {
            let mut starts = StartSet::all(range);
            case.carve(&mut starts);
            rows.extend(starts.rows().map(|row| (*place, row)));
        }
        let words = question.row_words();
        let base = range.start_secs();
        // All starts are multiples of this after the range's own.
        let unit = rows.iter().fold(0, |unit, (_, row)| gcd(gcd(unit, row.first - base), row.step)).max(1);
        let units = usize::try_from((range.end_secs() - base + unit - 1) / unit).ok()?;
        if units.saturating_mul(words) > MOST_WORDS && !at_any_size {
            return None;
        }
        // A column for each word of a row, since the starts of a member follow each other in one.
        let mut columns = vec![0; units * words];
        for (place, row) in rows {
            let (word, bit) = question.row_place(0, place);
            let column = columns.get_mut(word * units..(word + 1) * units).unwrap_or_default();
            // The row lies inside the range, and its step is a multiple of the unit.
            let first = usize::try_from((row.first - base) / unit).ok()?;
            let step = usize::try_from(row.step / unit).ok()?.max(1);
            column.iter_mut().skip(first).step_by(step).take(row.len()).for_each(|free| *free |= bit);
        }
        let mut table = Self { words, ..Self::default() };
        for (at, tick) in (0..units).zip((base..).step_by(usize::try_from(unit).ok()?)) {
            let row = columns.iter().skip(at).step_by(units);
            if row.clone().any(|word| *word != 0) {
                table.starts.push(tick);
                table.bits.extend(row);
            }
        }
        Some(table)
    }

    /// Adds who is free of the pools that follow.
    fn follow(&mut self, question: &Question<'_>, range: Interval) {
        if self.starts.is_empty() {
            return;
        }
        let leading = usize::from(!question.is_led_by_fixed());
        for (leg, pool) in question.pools().iter().enumerate().skip(leading) {
            for (place, case) in pool.cases() {
                let mut free = StartSet::all(range);
                case.carve(&mut free);
                let (word, bit) = question.row_place(leg, *place);
                let mut spans = free.spans().iter().peekable();
                for (start, row) in self.starts.iter().zip(self.bits.chunks_exact_mut(self.words)) {
                    while spans.next_if(|span| span.end_secs() <= *start).is_some() {}
                    if spans.peek().is_some_and(|span| span.start_secs() <= *start) {
                        row[word] |= bit;
                    }
                }
            }
        }
    }

    /// Drops the starts that cannot be served, and from the others whoever has no part in serving them.
    pub(super) fn prune(mut self, question: &Question<'_>) -> Self {
        let mut scratch = Vec::new();
        let mut kept = 0;
        for at in 0..self.starts.len() {
            let row = at * self.words..(at + 1) * self.words;
            if question.is_served(&mut self.bits[row.clone()], &mut scratch) {
                self.starts[kept] = self.starts[at];
                self.bits.copy_within(row, kept * self.words);
                kept += 1;
            }
        }
        self.starts.truncate(kept);
        self.bits.truncate(kept * self.words);
        self
    }

    /// A start and its row.
    pub(super) fn get(&self, at: usize) -> Option<(i64, &[u64])> {
        let row = self.bits.get(at * self.words..(at + 1) * self.words)?;
        Some((*self.starts.get(at)?, row))
    }
}

fn gcd(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

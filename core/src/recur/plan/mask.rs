/// A set of days as bits: those of one period, counted from its first. 384 hold a year, or a year of weeks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mask([u64; WORDS]);

const WORDS: usize = 6;

/// Every seventh bit, from each of the first seven on.
const SEVENTHS: [Mask; 7] = {
    let mut masks = [Mask::EMPTY; 7];
    let mut bit = 0;
    while bit < WORDS * 64 {
        masks[bit % 7].0[bit / 64] |= 1 << (bit % 64);
        bit += 1;
    }
    masks
};

impl Mask {
    pub(super) const EMPTY: Self = Self([0; WORDS]);

    /// The lowest `n` bits.
    pub(super) fn lowest(n: i64) -> Self {
        let mut mask = [u64::MAX; WORDS];
        for (word, at) in mask.iter_mut().zip((0i64..).step_by(64)) {
            let left = (n - at).clamp(0, 64) as u32;
            *word = u64::MAX.checked_shr(64 - left).unwrap_or(0);
        }
        Self(mask)
    }

    pub(super) const fn word(word: u64) -> Self {
        Self([word, 0, 0, 0, 0, 0])
    }

    /// The weekdays of `days` (bit 0 is Monday) when bit 0 of the mask falls on `first`.
    pub(super) fn weekdays(days: u8, first: u32) -> Self {
        let mut mask = Self::EMPTY;
        for day in (0..7).filter(|day| days >> day & 1 == 1) {
            mask = mask.or(&SEVENTHS[((day + 7 - first) % 7) as usize]); // below 7
        }
        mask
    }

    /// Sets a bit; one outside the mask is passed over.
    pub(super) fn set(&mut self, bit: i64) {
        self.put(bit, 1);
    }

    /// Adds bits from `at` on; what lies outside the mask is passed over.
    pub(super) fn put(&mut self, at: i64, bits: u64) {
        let (word, shift) = (at.div_euclid(64), at.rem_euclid(64) as u32);
        let mut add = |word: i64, bits: u64| {
            if let Some(own) = usize::try_from(word).ok().and_then(|word| self.0.get_mut(word)) {
                *own |= bits;
            }
        };
        add(word, bits << shift);
        if shift > 0 {
            add(word + 1, bits >> (64 - shift));
        }
    }

    /// 64 bits from `at` on; there are none outside the mask.
    pub(super) fn bits(&self, at: i64) -> u64 {
        let (word, shift) = (at.div_euclid(64), at.rem_euclid(64) as u32);
        let get = |word: i64| {
            usize::try_from(word).ok().and_then(|word| self.0.get(word)).copied().unwrap_or_default()
        };
        let high = if shift > 0 { get(word + 1) << (64 - shift) } else { 0 };
        get(word) >> shift | high
    }

    pub(super) fn has(&self, bit: i64) -> bool {
        self.bits(bit) & 1 == 1
    }

    pub(super) fn and(&self, other: &Self) -> Self {
        let mut mask = *self;
        mask.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word &= other);
        mask
    }

    pub(super) fn or(&self, other: &Self) -> Self {
        let mut mask = *self;
        mask.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word |= other);
        mask
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    pub(super) fn count(&self) -> u64 {
        self.0.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// Removes the bits below `bit`.
    #[inline]
    pub(super) fn clear_below(&mut self, bit: i64) {
        if bit <= 0 {
            return;
        }
        for (word, at) in self.0.iter_mut().zip((0i64..).step_by(64)) {
            let below = (bit - at).clamp(0, 64) as u32;
            *word &= u64::MAX.checked_shl(below).unwrap_or(0);
        }
    }

    /// Removes the lowest bit and tells which it was.
    pub(super) fn pop(&mut self) -> Option<i64> {
        for (word, at) in self.0.iter_mut().zip((0i64..).step_by(64)) {
            if *word != 0 {
                let bit = word.trailing_zeros();
                *word &= *word - 1;
                return Some(at + i64::from(bit));
            }
        }
        None
    }

    /// Does something with each bit that is set, ascending.
    #[inline]
    pub(super) fn for_each(&self, mut work: impl FnMut(i64)) {
        for (word, at) in self.0.iter().zip((0i64..).step_by(64)) {
            let mut word = *word;
            while word != 0 {
                work(at + i64::from(word.trailing_zeros()));
                word &= word - 1;
            }
        }
    }

    /// The bits that are set, ascending.
    pub(super) fn iter(mut self) -> impl Iterator<Item = i64> {
        std::iter::from_fn(move || self.pop())
    }

    /// The lowest and the highest bit.
    pub(super) fn ends(&self) -> Option<(i64, i64)> {
        let mut low = *self;
        let first = low.pop()?;
        let word = self.0.iter().rposition(|word| *word != 0)?;
        Some((first, word as i64 * 64 + 63 - i64::from(self.0.get(word)?.leading_zeros())))
    }

    /// What positions pick, counted from either end.
    pub(super) fn picked(&self, positions: &[i16]) -> Self {
        let count = self.count();
        let mut picked = Self::EMPTY;
        for position in positions {
            let n = u64::from(position.unsigned_abs());
            let place = if *position > 0 { n.checked_sub(1) } else { count.checked_sub(n) };
            place.and_then(|place| self.nth(place)).into_iter().for_each(|bit| picked.set(bit));
        }
        picked
    }

    /// The nth bit that is set, counted from 0.
    pub(super) fn nth(&self, n: u64) -> Option<i64> {
        let mut left = n;
        for (word, at) in self.0.iter().zip((0i64..).step_by(64)) {
            let here = u64::from(word.count_ones());
            if left < here {
                let mut word = *word;
                for _ in 0..left {
                    word &= word - 1; // not zero: it holds more than `left` bits
                }
                return Some(at + i64::from(word.trailing_zeros()));
            }
            left -= here;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_mask_is_a_sorted_set(bits in prop::collection::btree_set(0i64..384, 0..40), at in 0i64..384) {
            let mut mask = Mask::EMPTY;
            bits.iter().for_each(|bit| mask.set(*bit));
            let list: Vec<i64> = bits.iter().copied().collect();
            prop_assert_eq!(mask.iter().collect::<Vec<_>>(), list.clone());
            let mut each = Vec::new();
            mask.for_each(|bit| each.push(bit));
            prop_assert_eq!(each, list.clone());
            prop_assert_eq!(mask.count(), list.len() as u64);
            prop_assert_eq!(mask.ends(), list.first().copied().zip(list.last().copied()));
            for n in 0..=list.len() {
                prop_assert_eq!(mask.nth(n as u64), list.get(n).copied());
            }
            prop_assert_eq!(mask.has(at), bits.contains(&at));
            let near = (0..64).filter(|bit| mask.bits(at) >> bit & 1 == 1).map(|bit| at + bit);
            prop_assert_eq!(near.collect::<Vec<_>>(), bits.range(at..at + 64).copied().collect::<Vec<_>>());
            let mut above = mask;
            above.clear_below(at);
            prop_assert_eq!(above.iter().collect::<Vec<_>>(), bits.range(at..).copied().collect::<Vec<_>>());
            prop_assert_eq!(Mask::lowest(at).count(), at as u64);
            prop_assert_eq!(mask.and(&Mask::lowest(at)).count() + above.count(), mask.count());
        }
    }

    #[test]
    fn weekdays_come_every_seventh_bit() {
        // Monday and Wednesday, when the first bit is a Tuesday: bits 1, 6, 8, 13, 15…
        let mut mask = Mask::weekdays(0b101, 1);
        assert_eq!([mask.pop(), mask.pop(), mask.pop()], [Some(1), Some(6), Some(8)]);
    }
}

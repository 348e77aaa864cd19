//! Where in a zone's list an instant lies, without a search.

/// Time since 1970 in slots of 2^23 seconds, 97 days: one yearly change at most falls into each.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Index {
    slots: Box<[Slot]>,
    /// How many starts lie at or before the beginning of each slot.
    firsts: Box<[u16]>,
}

/// One slot in one word, from the lowest bit: 24 bits for where its change lies, 20 for the offset before, 20 after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Slot(u64);

const WIDTH: u32 = 23;
const LENGTH: i64 = 1 << WIDTH;
/// The place of the change in a slot that has several.
const CROWDED: u64 = 0xFF_FFFF;
/// No index reaches beyond the year 2110: what lies there comes from a zone of one's own, or from a rule.
const MOST: i64 = 528;

impl Index {
    /// The slots that lie before `horizon` and do not begin after the last of the starts, which ascend.
    pub(super) fn new(starts: &[i64], offsets: &[i32], horizon: i64) -> Self {
        let last = starts.last().map_or(0, |start| (start >> WIDTH) + 1);
        let count = last.min(horizon >> WIDTH).clamp(0, MOST);
        let (mut slots, mut firsts) = (Vec::new(), Vec::new());
        for begin in (0..count).map(|slot| slot << WIDTH) {
            let first = starts.partition_point(|start| *start <= begin);
            let next = starts.partition_point(|start| *start < begin + LENGTH);
            let offset = |at: usize| offsets.get(at).copied().unwrap_or_default();
            let place = match next - first {
                0 => LENGTH as u64,
                1 => starts.get(first).map_or(0, |start| start - begin) as u64, // within the slot
                _ => CROWDED,
            };
            slots.push(Slot::new(place, offset(first.saturating_sub(1)), offset(next.saturating_sub(1))));
            firsts.push(u16::try_from(first).unwrap_or(u16::MAX));
        }
        Self { slots: slots.into(), firsts: firsts.into() }
    }

    /// The offset at `t`, and an instant until which it holds at least, where one look tells.
    #[inline]
    pub(super) fn steady(&self, t: i64) -> Option<(i32, i64)> {
        let slot = self.slots.get((t >> WIDTH) as usize)?; // before 1970 it is beyond any length
        let (into, place) = (t & (LENGTH - 1), slot.place());
        if place > LENGTH {
            return None;
        }
        // No branches: whether a time lies before or after a change is a coin toss that no processor predicts.
        let late = into >= place;
        let until = t - into + if late { LENGTH } else { place };
        Some((slot.offset(late), until))
    }

    /// Carries an instant until which an offset holds, as [`steady`](Self::steady) tells it, on to the next change.
    pub(super) fn change_from(&self, mut until: i64, offset: i32) -> i64 {
        while until & (LENGTH - 1) == 0
            && let Some(slot) = self.slots.get((until >> WIDTH) as usize)
            && slot.before() == offset
            && slot.place() <= LENGTH
        {
            until += slot.place();
        }
        until
    }

    /// A number of starts that is not above how many lie at or before `t`, and near it.
    pub(super) fn first(&self, t: i64) -> Option<usize> {
        self.firsts.get((t >> WIDTH) as usize).map(|first| usize::from(*first))
    }
}

impl Slot {
    /// Offsets are shorter than a day: 18 bits with their sign.
    const fn new(place: u64, before: i32, after: i32) -> Self {
        Self(place | (before as u64 & 0xF_FFFF) << 24 | (after as u64) << 44)
    }

    const fn place(self) -> i64 {
        (self.0 & CROWDED) as i64 // 24 bits
    }

    const fn offset(self, after: bool) -> i32 {
        ((self.0 << if after { 0 } else { 20 }) as i64 >> 44) as i32 // 20 bits
    }

    const fn before(self) -> i32 {
        self.offset(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_gives_back_what_went_in() {
        for (before, after) in [(0, 0), (-86_399, 86_399), (86_399, -86_399), (-1, 1)] {
            for place in [0, 1, LENGTH as u64, CROWDED] {
                let slot = Slot::new(place, before, after);
                assert_eq!(
                    (slot.place(), slot.offset(false), slot.offset(true)),
                    (place as i64, before, after)
                );
            }
        }
    }
}

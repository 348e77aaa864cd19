//! Whether there are enough members for several legs at once: a matter of counting sets.
//!
//! Legs take different members, so two legs that both need the one free member cannot both be served. By Hall's theorem
//! all legs can be served iff for every set of legs, the members that can take part in any of them are at least as many
//! as these legs need together. A set with none to spare is *tight*: its members cannot serve a leg outside it.

/// A set of members: bit n is the nth.
pub(super) type Bits = [u64];

/// Whether every leg can be served. Takes away from each leg the members that take part in no way to serve them all.
///
/// `legs` holds one row of words per leg; `needs` how many members each one takes.
pub(super) fn prune(legs: &mut Bits, needs: &[u32], scratch: &mut Vec<u64>) -> bool {
    let words = legs.len().checked_div(needs.len()).unwrap_or(0);
    if let [need] = needs {
        return count(legs) >= *need;
    }
    // The union of the legs of each set, built from that of the set without its lowest leg.
    let sets = 1_usize << needs.len();
    scratch.clear();
    scratch.resize(sets * words, 0);
    let need = |set: usize| -> u32 {
        needs.iter().enumerate().filter(|(leg, _)| set >> leg & 1 == 1).map(|(_, need)| *need).sum()
    };
    let union = |set: usize| set * words..(set + 1) * words;
    let mut is_any_tight = false;
    for set in 1..sets {
        let (lowest, rest) = (set.trailing_zeros() as usize, set & (set - 1));
        for word in 0..words {
            scratch[set * words + word] = scratch[rest * words + word] | legs[lowest * words + word];
        }
        match count(&scratch[union(set)]).checked_sub(need(set)) {
            None => return false,
            Some(spare) => is_any_tight |= spare == 0,
        }
    }
    for set in (1..sets).filter(|_| is_any_tight) {
        if count(&scratch[union(set)]) > need(set) {
            continue;
        }
        for leg in (0..needs.len()).filter(|leg| set >> leg & 1 == 0) {
            for (mine, theirs) in legs[union(leg)].iter_mut().zip(&scratch[union(set)]) {
                *mine &= !theirs;
            }
        }
    }
    true
}

/// How many members a set has.
pub(super) fn count(bits: &Bits) -> u32 {
    bits.iter().map(|word| word.count_ones()).sum()
}

/// Whether a member is in a set.
pub(super) fn has(bits: &Bits, member: usize) -> bool {
    bits.get(member / 64).is_some_and(|word| word >> (member % 64) & 1 == 1)
}

/// Adds a member to a set.
pub(super) fn add(bits: &mut Bits, member: usize) {
    if let Some(word) = bits.get_mut(member / 64) {
        *word |= 1 << (member % 64);
    }
}

/// Takes a member out of a set.
pub(super) fn take(bits: &mut Bits, member: usize) {
    if let Some(word) = bits.get_mut(member / 64) {
        *word &= !(1 << (member % 64));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every way to give the legs different members, one after the other.
    fn ways(legs: &[u64], needs: &[u32], used: u64, chosen: &mut Vec<u64>, found: &mut Vec<Vec<u64>>) {
        let Some(leg) = (0..needs.len()).find(|leg| chosen[*leg].count_ones() < needs[*leg]) else {
            found.push(chosen.clone());
            return;
        };
        for member in 0..8 {
            let bit = 1 << member;
            // In ascending order within a leg, so that no way comes twice.
            if legs[leg] & bit != 0 && used & bit == 0 && chosen[leg] < bit {
                chosen[leg] |= bit;
                ways(legs, needs, used | bit, chosen, found);
                chosen[leg] &= !bit;
            }
        }
    }

    proptest! {
        #[test]
        fn whoever_is_left_takes_part_in_a_way_to_serve_all(
            legs in prop::collection::vec(0u64..256, 1..4),
            needs in prop::collection::vec(1u32..4, 3),
        ) {
            let needs = &needs[..legs.len()];
            let mut found = Vec::new();
            ways(&legs, needs, 0, &mut vec![0; legs.len()], &mut found);
            let mut pruned = legs.clone();
            prop_assert_eq!(prune(&mut pruned, needs, &mut Vec::new()), !found.is_empty());
            if !found.is_empty() {
                for (leg, left) in pruned.iter().enumerate() {
                    let part = found.iter().fold(0, |all, way| all | way[leg]);
                    prop_assert_eq!(*left, part, "leg {}", leg);
                }
            }
        }
    }
}

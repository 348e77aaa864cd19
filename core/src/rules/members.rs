use super::enough::{count, has};
use super::question::Pool;
use crate::id::ResourceId;

/// Who can take part at one start: for each leg that chooses, everyone who has a part in some way to serve all legs.
#[derive(Clone, Debug)]
pub struct Members<'a> {
    pools: &'a [Pool<'a>],
    /// A row of words per leg.
    bits: Box<[u64]>,
}

impl<'a> Members<'a> {
    pub(super) fn new(pools: &'a [Pool<'a>], bits: Box<[u64]>) -> Self {
        Self { pools, bits }
    }

    /// How many legs choose.
    pub fn legs(&self) -> usize {
        self.pools.len()
    }

    /// The members of one of them, in declared order.
    pub fn of(&self, leg: usize) -> impl Iterator<Item = &'a ResourceId> + use<'a, '_> {
        let bits = self.row(leg);
        let cases = self.pools.get(leg).map_or(&[][..], Pool::cases).iter();
        let taking_part = cases.filter(move |(place, _)| has(bits, *place));
        taking_part.map(|(_, case)| &case.prepared().resource().id)
    }

    /// How many members that are, without naming them.
    pub fn len(&self, leg: usize) -> u32 {
        count(self.row(leg))
    }

    /// Whether nobody is left to choose in a leg; never of a start that is offered.
    pub fn is_empty(&self, leg: usize) -> bool {
        self.len(leg) == 0
    }

    fn row(&self, leg: usize) -> &[u64] {
        let words = self.bits.len().checked_div(self.pools.len()).unwrap_or(0);
        self.bits.get(leg * words..(leg + 1) * words).unwrap_or_default()
    }
}

use super::state::State;
use crate::audit::{Entity, Event, EventQuery, Head, Recorded};
use std::num::NonZeroU32;
use std::ops::Bound;

impl State {
    /// A page of events.
    pub(super) fn recorded(&self, query: &EventQuery) -> Vec<Recorded> {
        let (after, most) = (count(query.after), count(query.limit.get().into()));
        let recorded = |at: usize| {
            let position = u64::try_from(at).unwrap_or(u64::MAX).saturating_add(1);
            Some(Recorded { position, event: self.events.get(at)?.clone() })
        };
        match &query.entity {
            None => (after..self.events.len()).map_while(recorded).take(most).collect(),
            Some(entity) => {
                let chain = self.chains.get(entity).map(Vec::as_slice).unwrap_or_default();
                let first = chain.partition_point(|at| *at < after);
                chain.iter().skip(first).copied().map_while(recorded).take(most).collect()
            }
        }
    }

    /// The last event of a chain.
    pub(super) fn head(&self, entity: &Entity) -> Option<Head> {
        self.last(self.chains.get(entity)?).map(Head::of)
    }

    /// A page of heads.
    pub(super) fn heads(&self, after: Option<&Entity>, limit: NonZeroU32) -> Vec<Head> {
        let from = after.map_or(Bound::Unbounded, Bound::Excluded);
        let chains = self.chains.range((from, Bound::Unbounded));
        let heads = chains.filter_map(|(_, chain)| self.last(chain).map(Head::of));
        heads.take(count(limit.get().into())).collect()
    }

    fn last(&self, chain: &[usize]) -> Option<&Event> {
        self.events.get(*chain.last()?)
    }
}

fn count(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

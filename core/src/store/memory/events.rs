use crate::audit::{Entity, Event, EventQuery, Head, Recorded};
use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::ops::Bound;

/// Everything that was noted.
#[derive(Clone, Debug, Default)]
pub(super) struct Log {
    /// The position of the first is 1.
    events: Vec<Event>,
    /// Where the events of an entity are.
    chains: BTreeMap<Entity, Vec<usize>>,
}

impl Log {
    /// Adds an event after the last.
    pub(super) fn push(&mut self, event: Event) {
        let at = self.events.len();
        match self.chains.get_mut(&event.entity) {
            Some(chain) => chain.push(at),
            None => drop(self.chains.insert(event.entity.clone(), vec![at])),
        }
        self.events.push(event);
    }

    /// Takes the last event away.
    pub(super) fn pop(&mut self) {
        if let Some(event) = self.events.pop()
            && let Some(chain) = self.chains.get_mut(&event.entity)
        {
            chain.pop();
            if chain.is_empty() {
                self.chains.remove(&event.entity);
            }
        }
    }

    /// The position of the last event; 0 where there is none.
    #[cfg(feature = "serde")]
    pub(super) fn position(&self) -> u64 {
        u64::try_from(self.events.len()).unwrap_or(u64::MAX)
    }

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
        self.last(entity).map(Head::of)
    }

    /// The last event of a chain.
    pub(super) fn last(&self, entity: &Entity) -> Option<&Event> {
        self.end(self.chains.get(entity)?)
    }

    /// The chains of a kind, in order of id, each with its events.
    #[cfg(feature = "serde")]
    pub(super) fn chains_of(
        &self,
        kind: &str,
    ) -> impl Iterator<Item = impl DoubleEndedIterator<Item = &Event>> {
        let own = self.chains.iter().filter(move |(entity, _)| entity.kind.as_str() == kind);
        own.map(|(_, chain)| chain.iter().filter_map(|at| self.events.get(*at)))
    }

    /// A page of heads.
    pub(super) fn heads(&self, after: Option<&Entity>, limit: NonZeroU32) -> Vec<Head> {
        let from = after.map_or(Bound::Unbounded, Bound::Excluded);
        let chains = self.chains.range((from, Bound::Unbounded));
        let heads = chains.filter_map(|(_, chain)| self.end(chain).map(Head::of));
        heads.take(count(limit.get().into())).collect()
    }

    fn end(&self, chain: &[usize]) -> Option<&Event> {
        self.events.get(*chain.last()?)
    }
}

fn count(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

//! Who changed what: histories, the feed, chains that verify.

use crate::engine::Engine;
use kalends::Result;
use kalends::audit::{Broken, Entity, EventQuery, Hash, Head, Recorded};
use kalends::store;

impl Engine {
    /// Everything that was noted of a booking, a session or a series, from its beginning.
    ///
    /// # Errors
    /// Those of the store.
    pub fn history(&self, entity: &Entity) -> Result<Vec<Recorded>> {
        self.with_store(|store| store::history(store, entity))
    }

    /// A page of all events, in the order of the commits and without a gap: for an outbox, or a copy that keeps up.
    ///
    /// # Errors
    /// `audit.page-too-large`; those of the store.
    pub fn events(&self, query: &EventQuery) -> Result<Vec<Recorded>> {
        self.with_store(|store| store.events(query))
    }

    /// Walks the chain of an entity up to a head that was kept elsewhere, or up to its last event.
    ///
    /// # Errors
    /// Those of the store; the inner error is the first place where the chain does not fit.
    pub fn verify(&self, entity: &Entity, head: Option<&Head>) -> Result<std::result::Result<(), Broken>> {
        self.with_store(|store| store::verify(store, entity, head))
    }

    /// Seals the heads of all chains: keep it where the owner of the store cannot write.
    ///
    /// # Errors
    /// Those of the store.
    pub fn checkpoint(&self) -> Result<Hash> {
        self.with_store(store::checkpoint)
    }
}

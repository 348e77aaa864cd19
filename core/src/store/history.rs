use super::Store;
use crate::audit::{self, Broken, Entity, EventQuery, Hash, Head, Recorded};
use crate::error::Result;
use std::num::NonZeroU32;

/// Everything that was noted of an entity, from its beginning.
///
/// # Errors
/// As [`Store::events`].
pub fn history(store: &mut dyn Store, entity: &Entity) -> Result<Vec<Recorded>> {
    let mut query = EventQuery { limit: LARGEST, ..EventQuery::of(entity.clone()) };
    let mut found = Vec::new();
    loop {
        let mut page = store.events(&query)?;
        let Some(last) = page.last() else { return Ok(found) };
        query.after = last.position;
        found.append(&mut page);
    }
}

/// Walks the chain of an entity up to its head, as it was kept outside of the store; without one, up to its last event.
///
/// # Errors
/// As [`Store::events`]; the first place where the chain does not fit is the inner error.
pub fn verify(
    store: &mut dyn Store,
    entity: &Entity,
    head: Option<&Head>,
) -> Result<std::result::Result<(), Broken>> {
    let events = history(store, entity)?;
    let own = events.last().map(|last| Head::of(&last.event));
    Ok(match head.or(own.as_ref()) {
        Some(head) => audit::verify(events.iter().map(|one| &one.event), head),
        None => Ok(()),
    })
}

/// Seals the heads of all chains. Kept where the owner of the store cannot write, it shows later whether a chain was
/// rewritten as a whole.
///
/// # Errors
/// As [`Store::heads`].
pub fn checkpoint(store: &mut dyn Store) -> Result<Hash> {
    let mut heads: Vec<Head> = Vec::new();
    loop {
        let after = heads.last().map(|head| head.entity.clone());
        let mut page = store.heads(after.as_ref(), LARGEST)?;
        if page.is_empty() {
            return audit::checkpoint(heads);
        }
        heads.append(&mut page);
    }
}

const LARGEST: NonZeroU32 = NonZeroU32::new(EventQuery::LARGEST).unwrap();

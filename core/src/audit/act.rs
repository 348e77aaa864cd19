use super::Code;
#[cfg(feature = "serde")]
use super::{Entity, Event};
#[cfg(feature = "serde")]
use crate::error::{Result, WireError};
#[cfg(feature = "serde")]
use crate::id::EntityId;
use crate::id::SubjectId;
use crate::policy::Actor;
use chrono::{DateTime, Utc};

/// What somebody did that changes records: the part that the events of all of them have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// As whom.
    pub actor: Actor,
    /// By whom, if that is known.
    pub by: Option<SubjectId>,
    /// Why, if somebody said so.
    pub cause: Option<Code>,
    /// What was done.
    pub action: Code,
}

#[cfg(feature = "serde")]
impl Act {
    /// The event of a record that stands like this afterwards; [`Event::previous`] is left to the store, which knows
    /// the chain.
    ///
    /// # Errors
    /// `wire.json` for a record that cannot be written as JSON.
    pub fn event(&self, kind: &str, id: &str, version: u64, record: &impl serde::Serialize) -> Result<Event> {
        let unwritable = |error: serde_json::Error| WireError::Json { reason: error.to_string() };
        Ok(Event {
            entity: Entity { kind: kind.parse()?, id: EntityId::new(id)? },
            version,
            at: self.at,
            actor: self.actor,
            by: self.by.clone(),
            cause: self.cause.clone(),
            action: self.action.clone(),
            after: serde_json::to_string(record).map_err(unwritable)?,
            previous: None,
        })
    }
}

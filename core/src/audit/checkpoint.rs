use super::fields::Fields;
use super::{Entity, Event, Hash};
use crate::error::{AuditError, Result};

/// Where a chain ends.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Head {
    /// Whose chain.
    pub entity: Entity,
    /// The version of its last event.
    pub version: u64,
    /// The hash of its last event.
    pub hash: Hash,
}

impl Head {
    /// The head of a chain that ends in this event.
    pub fn of(last: &Event) -> Self {
        Self { entity: last.entity.clone(), version: last.version, hash: last.hash() }
    }
}

/// One hash over the heads of all chains, in whatever order they come.
///
/// # Errors
/// `audit.head-twice` if an entity has two.
pub fn checkpoint(mut heads: Vec<Head>) -> Result<Hash> {
    heads.sort_by(|one, other| one.entity.cmp(&other.entity));
    for pair in heads.windows(2) {
        if let [one, other] = pair
            && one.entity == other.entity
        {
            let (kind, id) = (one.entity.kind.to_string(), one.entity.id.to_string());
            return Err(AuditError::HeadTwice { kind, id }.into());
        }
    }
    let fields = heads.iter().fold(Fields::of("kalends.checkpoint.1"), |fields, head| {
        fields
            .text(head.entity.kind.as_str())
            .text(head.entity.id.as_str())
            .text(&head.version.to_string())
            .text(&head.hash.to_string())
    });
    Ok(fields.hash())
}

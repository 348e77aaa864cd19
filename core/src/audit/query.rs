use super::{Entity, Event};
use crate::error::{AuditError, Result};
use crate::limits::{LARGEST_PAGE, PAGE, check_page};
use std::num::NonZeroU32;

/// An event with its place among all events of the store.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Recorded {
    /// From 1 on, in the order of the commits, without a gap.
    pub position: u64,
    /// The event.
    pub event: Event,
}

/// Which events are wanted: a page of all, or of one entity.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields, default)
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EventQuery {
    /// Only those of one entity.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub entity: Option<Entity>,
    /// Only those after this position: the last that was seen, or 0.
    pub after: u64,
    /// How many at most.
    pub limit: NonZeroU32,
}

impl Default for EventQuery {
    fn default() -> Self {
        Self { entity: None, after: 0, limit: PAGE }
    }
}

impl EventQuery {
    /// The most that one page may hold.
    pub const LARGEST: u32 = LARGEST_PAGE;

    /// The first page of an entity.
    pub fn of(entity: Entity) -> Self {
        Self { entity: Some(entity), ..Self::default() }
    }

    /// # Errors
    /// `audit.page-too-large`.
    pub fn validate(&self) -> Result<()> {
        check_page(self.limit, |found, limit| AuditError::PageTooLarge { found, limit })
    }
}

use crate::id::PolicyId;
use crate::service::PolicyName;
use chrono::{DateTime, Utc};
use std::fmt;
use std::num::NonZeroU32;

/// Which policy, as it stood when it was asked.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PolicyRef {
    /// The policy.
    pub id: PolicyId,
    /// Its version.
    pub version: NonZeroU32,
}

impl PolicyRef {
    /// The name of just this version.
    pub fn name(&self) -> PolicyName {
        PolicyName { id: self.id.clone(), version: Some(self.version) }
    }
}

impl fmt::Display for PolicyRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.name().fmt(f)
    }
}

/// What in a policy, or in what holds for every policy, does not allow an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum PolicyRule {
    /// Only the host may do this.
    HostOnly,
    /// A client cancels or moves only before the start.
    BeforeStart {
        /// The start.
        #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::tick"))]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
        deadline: DateTime<Utc>,
    },
    /// Not before the start.
    AfterStart {
        /// The start.
        #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::tick"))]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
        from: DateTime<Utc>,
    },
    /// It is too late to cancel.
    CancelWindow {
        /// The last instant at which it was allowed.
        #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::instant"))]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
        deadline: DateTime<Utc>,
    },
    /// It is too late to move.
    MoveWindow {
        /// The last instant at which it was allowed.
        #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::instant"))]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
        deadline: DateTime<Utc>,
    },
    /// The client has moved the booking as often as allowed.
    MoveCap {
        /// How often.
        most: u32,
    },
}

impl PolicyRule {
    /// Whether it holds whatever the policy says.
    pub const fn is_general(self) -> bool {
        match self {
            Self::HostOnly | Self::BeforeStart { .. } | Self::AfterStart { .. } => true,
            Self::CancelWindow { .. } | Self::MoveWindow { .. } | Self::MoveCap { .. } => false,
        }
    }
}

use crate::id::PolicyId;
use std::fmt;
use std::num::NonZeroU32;

/// Which policy a service is booked under: the newest version of it at the time of booking, or a certain one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PolicyName {
    /// The policy.
    pub id: PolicyId,
    /// The version; absent is the newest.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub version: Option<NonZeroU32>,
}

impl fmt::Display for PolicyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.version {
            Some(version) => write!(f, "`{}`, version {version}", self.id),
            None => write!(f, "`{}`", self.id),
        }
    }
}

impl PolicyName {
    /// The newest version.
    pub const fn newest(id: PolicyId) -> Self {
        Self { id, version: None }
    }
}

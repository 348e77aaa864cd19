use crate::id::SubjectId;

/// Who answers for whom, and so may see their bookings.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GuardianLink {
    /// The parent.
    pub guardian: SubjectId,
    /// The child.
    pub ward: SubjectId,
    /// Whether they do.
    pub linked: bool,
}

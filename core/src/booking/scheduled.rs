use crate::availability::Schedule;
use crate::resource::Resource;

/// A resource with its schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Scheduled {
    /// The resource.
    pub resource: Resource,
    /// When it is open.
    pub schedule: Schedule,
}

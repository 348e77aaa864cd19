//! Anything that can be busy: a person, a room, a car.

use crate::id::{ResourceId, Tag};
use crate::service::Buffer;
use crate::zone::ZoneName;
use std::num::NonZeroU32;

/// Anything that can be busy: one use at a time, unless its capacity says more.
///
/// # Example
/// ```
/// use kalends::{id::ResourceId, resource::Resource};
/// let anna = Resource::new(ResourceId::new("anna")?, "Europe/Berlin".parse()?);
/// assert_eq!(anna.zone.as_str(), "Europe/Berlin");
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Resource {
    /// The host's id.
    pub id: ResourceId,
    /// The home zone: weekly hours, holidays, horizon and clock grid are read in it.
    pub zone: ZoneName,
    /// The name that people see, if the host keeps it here.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub name: Option<String>,
    /// Time kept clear around each of its bookings; a service's own buffer counts where it is larger.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Buffer::is_none"))]
    pub buffer: Buffer,
    /// How many uses it has at a time.
    #[cfg_attr(feature = "serde", serde(default = "one", skip_serializing_if = "is_one"))]
    pub capacity: NonZeroU32,
    /// What it can do or has.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub tags: Vec<Tag>,
}

#[cfg(feature = "serde")]
fn one() -> NonZeroU32 {
    NonZeroU32::MIN
}

#[cfg(feature = "serde")]
fn is_one(count: &NonZeroU32) -> bool {
    *count == NonZeroU32::MIN
}

impl Resource {
    /// A resource for one use at a time, without a name and without a buffer of its own.
    pub fn new(id: ResourceId, zone: ZoneName) -> Self {
        Self { id, zone, name: None, buffer: Buffer::NONE, capacity: NonZeroU32::MIN, tags: Vec::new() }
    }
}

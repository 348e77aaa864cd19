//! Anything that can be busy: a person, a room, a car.

use crate::id::ResourceId;
use crate::service::Buffer;
use crate::zone::ZoneName;

/// Anything that can be busy. One use at a time.
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
}

impl Resource {
    /// A resource without a name and without a buffer of its own.
    pub fn new(id: ResourceId, zone: ZoneName) -> Self {
        Self { id, zone, name: None, buffer: Buffer::NONE }
    }
}

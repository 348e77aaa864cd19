//! Anything that can be busy: a person, a room, a car.

mod day;

pub use day::{Consecutive, FloatingBreak, Movement};

use crate::availability::FIRST_VERSION;
use crate::error::Result;
use crate::id::{ResourceId, Tag};
use crate::service::{Buffer, Quota, check_terms};
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
    /// Rises by one with each change, of its schedule too; the first is 1, and so is an absent one.
    #[cfg_attr(
        feature = "serde",
        serde(
            default = "crate::availability::first_version",
            skip_serializing_if = "crate::availability::is_first_version"
        )
    )]
    pub version: u64,
    /// The home zone: weekly hours, holidays, horizon and clock grid are read in it.
    pub zone: ZoneName,
    /// The name that people see, if the host keeps it here.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub name: Option<String>,
    /// Time kept clear around each of its bookings; a service's own buffer counts where it is larger.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Buffer::is_none"))]
    pub buffer: Buffer,
    /// How many uses it has at a time.
    #[cfg_attr(
        feature = "serde",
        serde(default = "crate::wire::one", skip_serializing_if = "crate::wire::is_one")
    )]
    pub capacity: NonZeroU32,
    /// What it can do or has.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub tags: Vec<Tag>,
    /// How much it may be booked.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub limits: Vec<Quota>,
    /// How long it may be booked without a pause.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub consecutive: Option<Consecutive>,
    /// Breaks that bookings must leave room for.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub breaks: Vec<FloatingBreak>,
    /// How it moves between places.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_still"))]
    pub movement: Movement,
    /// Whether it is not offered any more: it was removed, and is kept for what was booked of it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "std::ops::Not::not"))]
    pub retired: bool,
}

#[cfg(feature = "serde")]
fn is_still(movement: &Movement) -> bool {
    *movement == Movement::default()
}

impl Resource {
    /// A resource for one use at a time, without a name and without a buffer of its own.
    pub fn new(id: ResourceId, zone: ZoneName) -> Self {
        Self {
            id,
            version: FIRST_VERSION,
            zone,
            name: None,
            buffer: Buffer::NONE,
            capacity: NonZeroU32::MIN,
            tags: Vec::new(),
            limits: Vec::new(),
            consecutive: None,
            breaks: Vec::new(),
            movement: Movement::default(),
            retired: false,
        }
    }

    /// Whether it carries all of these tags.
    pub fn carries(&self, tags: &[Tag]) -> bool {
        tags.iter().all(|tag| self.tags.contains(tag))
    }

    /// Checks what no single field can: that nothing is longer than can be looked after.
    ///
    /// # Errors
    /// `service.too-long` for a buffer, a break, a pause or a consecutive time of more than a day;
    /// `service.too-many-terms`.
    pub fn validate(&self) -> Result<()> {
        self.buffer.validate().map_err(|error| error.in_field("buffer"))?;
        check_terms("limits", self.limits.len()).map_err(|error| error.in_field("limits"))?;
        check_terms("breaks", self.breaks.len()).map_err(|error| error.in_field("breaks"))?;
        let consecutive = self.consecutive.map_or(Ok(()), Consecutive::validate);
        consecutive.map_err(|error| error.in_field("consecutive"))?;
        let mut breaks = self.breaks.iter().enumerate();
        breaks.try_for_each(|(at, one)| one.validate().map_err(|e| e.in_index(at).in_field("breaks")))
    }
}

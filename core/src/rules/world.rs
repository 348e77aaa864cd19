use super::{Blocker, Busy, Prepared};
use crate::availability::Schedule;
use crate::error::{Error, Result, SlotsError};
use crate::id::ResourceId;
use crate::limits::Limits;
use crate::resource::Resource;
use crate::zone::ZoneDb;

/// Resources with their hours and busy time, resolved once and kept up to date.
#[derive(Clone, Debug, Default)]
pub struct World {
    resources: Vec<Prepared>,
    /// The places of the resources, ascending by id.
    by_id: Vec<usize>,
}

/// Something that has happened to a [`World`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change {
    /// Time is taken.
    Taken {
        /// Whose.
        resource: ResourceId,
        /// By what.
        busy: Busy,
    },
    /// What took time takes it no longer; nothing happens if it took none.
    Freed {
        /// Whose.
        resource: ResourceId,
        /// Who.
        by: Blocker,
    },
    /// A resource or its hours are others now. Its busy time stays.
    Rescheduled {
        /// The resource.
        resource: Resource,
        /// Its hours.
        schedule: Schedule,
    },
}

impl World {
    /// Puts resources together, in the order in which they are offered where nothing else says.
    ///
    /// # Errors
    /// `slots.resource-twice`.
    pub fn new(resources: Vec<Prepared>) -> Result<Self> {
        let id = |at: &usize| resources.get(*at).map(|one| &one.resource().id);
        let mut by_id: Vec<usize> = (0..resources.len()).collect();
        by_id.sort_by_key(id);
        if let Some(pair) = by_id.windows(2).find(|pair| id(&pair[0]) == id(&pair[1])) {
            let twice = id(&pair[1]).map(ToString::to_string).unwrap_or_default();
            let error = Error::from(SlotsError::ResourceTwice { resource: twice });
            return Err(error.in_field("id").in_field("resource").in_index(pair[1]).in_field("resources"));
        }
        Ok(Self { resources, by_id })
    }

    /// All resources, in the order in which they were given.
    pub fn resources(&self) -> &[Prepared] {
        &self.resources
    }

    /// One resource.
    ///
    /// # Errors
    /// `slots.unknown-resource`.
    pub fn get(&self, id: &ResourceId) -> Result<&Prepared> {
        let at = self.position(id, 0)?;
        self.resources.get(at).ok_or_else(|| unknown(id))
    }

    /// Keeps up with what has happened.
    ///
    /// # Errors
    /// `slots.unknown-resource`; `slots.too-busy`; `service.too-long` for a buffer; as [`Prepared::new`] for hours.
    pub fn apply(&mut self, change: Change, zones: &ZoneDb, limits: &Limits) -> Result<()> {
        let id = match &change {
            Change::Taken { resource, .. } | Change::Freed { resource, .. } => resource,
            Change::Rescheduled { resource, .. } => &resource.id,
        };
        let at = self.position(id, 0)?;
        let Some(prepared) = self.resources.get_mut(at) else { return Err(unknown(id)) };
        match change {
            Change::Taken { busy, .. } => prepared.take(busy, limits),
            Change::Freed { by, .. } => {
                prepared.free(&by);
                Ok(())
            }
            Change::Rescheduled { resource, schedule } => {
                prepared.reschedule(resource, &schedule, zones, limits)
            }
        }
    }

    /// The place of a resource; `guess` is looked at first.
    pub(super) fn position(&self, id: &ResourceId, guess: usize) -> Result<usize> {
        let at = |place: usize| self.resources.get(place).map(|one| &one.resource().id);
        if at(guess) == Some(id) {
            return Ok(guess);
        }
        let found = self.by_id.binary_search_by(|place| at(*place).cmp(&Some(id)));
        found.ok().and_then(|found| self.by_id.get(found)).copied().ok_or_else(|| unknown(id))
    }
}

impl From<Prepared> for World {
    fn from(only: Prepared) -> Self {
        Self { resources: vec![only], by_id: vec![0] }
    }
}

#[cold]
fn unknown(id: &ResourceId) -> Error {
    SlotsError::UnknownResource { resource: id.to_string() }.into()
}

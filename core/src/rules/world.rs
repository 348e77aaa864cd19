use super::{Blocker, Busy, Counted, History, Prepared, TravelTimes, Ways};
use crate::availability::Schedule;
use crate::error::{Error, Result, SlotsError};
use crate::id::{BookingId, ResourceId};
use crate::limits::Limits;
use crate::resource::Resource;
use crate::zone::ZoneDb;

/// Resources with their hours and busy time, resolved once and kept up to date.
#[derive(Clone, Debug, Default)]
pub struct World {
    resources: Vec<Prepared>,
    /// The places of the resources, ascending by id.
    by_id: Vec<usize>,
    /// What limits count.
    history: History,
    /// How long ways take, if that is known.
    travel: Option<Ways>,
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
        resource: Box<Resource>,
        /// Its hours.
        schedule: Schedule,
    },
    /// A booking counts towards limits; one with its id counts no longer.
    Counted(Counted),
    /// A booking does not count any longer; nothing happens if it did not.
    Uncounted(BookingId),
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
        Ok(Self { resources, by_id, ..Self::default() })
    }

    /// The same with the bookings that limits count: all of those, of whatever resource, that start in a period which
    /// a start that is asked about can lie in.
    #[must_use]
    pub fn counting(self, history: History) -> Self {
        Self { history, ..self }
    }

    /// The same where ways between places take time. Without, places don't matter.
    #[must_use]
    pub fn travelling(self, times: Ways) -> Self {
        Self { travel: Some(times), ..self }
    }

    /// What limits count.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// How long ways take, if that is known.
    pub(super) fn travel(&self) -> Option<&dyn TravelTimes> {
        self.travel.as_ref().map(Ways::times)
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
    /// `slots.unknown-resource`; `slots.too-busy`, `slots.too-many-counted`; as [`Prepared::new`].
    pub fn apply(&mut self, change: Change, zones: &ZoneDb, limits: &Limits) -> Result<()> {
        match change {
            Change::Taken { resource, busy } => self.known(&resource)?.take(busy, limits),
            Change::Freed { resource, by } => {
                self.known(&resource)?.free(&by);
                Ok(())
            }
            Change::Rescheduled { resource, schedule } => {
                let id = resource.id.clone();
                self.known(&id)?.reschedule(*resource, &schedule, zones, limits)
            }
            Change::Counted(booking) => self.history.put(booking, limits),
            Change::Uncounted(booking) => {
                self.history.remove(&booking);
                Ok(())
            }
        }
    }

    fn known(&mut self, id: &ResourceId) -> Result<&mut Prepared> {
        let at = self.position(id, 0)?;
        self.resources.get_mut(at).ok_or_else(|| unknown(id))
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
        Self { resources: vec![only], by_id: vec![0], ..Self::default() }
    }
}

#[cold]
fn unknown(id: &ResourceId) -> Error {
    SlotsError::UnknownResource { resource: id.to_string() }.into()
}

use super::Busy;
use crate::availability::{Hours, Schedule};
use crate::error::{Error, Result, SlotsError};
use crate::interval::Interval;
use crate::limits::Limits;
use crate::resource::Resource;
use crate::service::Buffer;
use crate::zone::ZoneDb;

/// A resource's hours and busy time, resolved once for many questions.
#[derive(Clone, Debug)]
pub struct Prepared {
    resource: Resource,
    hours: Hours,
    /// INVARIANT: sorted by span.
    busy: Vec<Busy>,
}

impl Prepared {
    /// The span whose busy time can matter to a start or an end inside `range`: two days more on either side, as
    /// far as two buffers, or the window on which a packed grid is anchored, can reach.
    pub fn reach(range: Interval) -> Interval {
        let reach = 2 * Buffer::LONGEST.seconds();
        range.padded(reach, reach)
    }

    /// Resolves `schedule` for all starts and ends inside `range`.
    ///
    /// `busy` should hold everything that overlaps [`Prepared::reach`] of the range.
    ///
    /// # Errors
    /// As [`Hours::resolve`]; `slots.too-busy`, `service.too-long` for a buffer.
    pub fn new(
        resource: Resource,
        schedule: &Schedule,
        mut busy: Vec<Busy>,
        zones: &ZoneDb,
        range: Interval,
        limits: &Limits,
    ) -> Result<Self> {
        if busy.len() > limits.busy {
            let error = SlotsError::TooBusy { found: busy.len(), limit: limits.busy };
            return Err(Error::from(error).in_field("busy"));
        }
        for (at, one) in busy.iter().enumerate() {
            one.validate().map_err(|error| error.in_index(at).in_field("busy"))?;
        }
        resource.buffer.validate().map_err(|error| error.in_field("buffer").in_field("resource"))?;
        if !busy.is_sorted_by_key(|one| one.span) {
            busy.sort_by_key(|one| one.span);
        }
        let hours = Hours::resolve(schedule, resource.zone.as_str(), zones, range, limits)
            .map_err(|error| if error.path() == "zone" { error.in_field("resource") } else { error })?;
        Ok(Self { resource, hours, busy })
    }

    /// Whose hours.
    pub fn resource(&self) -> &Resource {
        &self.resource
    }

    /// The resolved hours.
    pub fn hours(&self) -> &Hours {
        &self.hours
    }

    /// What takes time, sorted by span.
    pub fn busy(&self) -> &[Busy] {
        &self.busy
    }
}

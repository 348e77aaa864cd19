use super::Tentative;
use crate::error::{Error, Result, SlotsError};
use crate::id::{BookingId, ResourceId, ServiceId, SessionId, SubjectId};
use crate::limits::Limits;
use crate::time::Length;
use chrono::{DateTime, Utc};
use std::collections::HashMap;

/// A booking that limits count.
///
/// Whoever puts them together leaves out what does not count: what is cancelled, declined or expired, and what is held
/// or requested without taking time. What is moved may be in or out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Counted {
    /// Which booking.
    pub booking: BookingId,
    /// Of which service.
    pub service: ServiceId,
    /// What it takes.
    pub resources: Vec<ResourceId>,
    /// Whose it is, where that is known.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub client: Option<SubjectId>,
    /// When it starts.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::tick"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
    pub start: DateTime<Utc>,
    /// How long it lasts, without buffers.
    pub length: Length,
    /// The session that it has a place in: the bookings of a session are one use of its resources and its service.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub session: Option<SessionId>,
    /// Until when it counts, if nobody has confirmed it yet.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub tentative: Option<Tentative>,
}

/// The bookings that limits count, found by whose they are.
#[derive(Clone, Debug, Default)]
pub struct History {
    all: Vec<Counted>,
    /// Where in the list the bookings of each stand.
    by_resource: HashMap<ResourceId, Vec<usize>>,
    by_service: HashMap<ServiceId, Vec<usize>>,
}

impl History {
    /// Sorts bookings by whose they are.
    ///
    /// # Errors
    /// `slots.too-many-counted` above [`Limits::busy`].
    pub fn new(counted: Vec<Counted>, limits: &Limits) -> Result<Self> {
        check_amount(counted.len(), limits)?;
        let mut history = Self::default();
        counted.into_iter().for_each(|booking| history.add(booking));
        Ok(history)
    }

    /// Counts a booking, in place of one with its id.
    pub(super) fn put(&mut self, booking: Counted, limits: &Limits) -> Result<()> {
        self.remove(&booking.booking);
        check_amount(self.all.len() + 1, limits)?;
        self.add(booking);
        Ok(())
    }

    /// Counts a booking no longer.
    pub(super) fn remove(&mut self, id: &BookingId) {
        if self.all.iter().all(|one| one.booking != *id) {
            return;
        }
        let all = std::mem::take(self).all;
        all.into_iter().filter(|one| one.booking != *id).for_each(|one| self.add(one));
    }

    fn add(&mut self, booking: Counted) {
        let at = self.all.len();
        for resource in &booking.resources {
            let known = self.by_resource.entry(resource.clone()).or_default();
            if known.last() != Some(&at) {
                known.push(at);
            }
        }
        self.by_service.entry(booking.service.clone()).or_default().push(at);
        self.all.push(booking);
    }

    /// The bookings of a resource.
    pub(super) fn of_resource(&self, id: &ResourceId) -> impl Iterator<Item = &Counted> {
        self.listed(self.by_resource.get(id))
    }

    /// The bookings of a service.
    pub(super) fn of_service(&self, id: &ServiceId) -> impl Iterator<Item = &Counted> {
        self.listed(self.by_service.get(id))
    }

    fn listed<'a>(&'a self, places: Option<&'a Vec<usize>>) -> impl Iterator<Item = &'a Counted> {
        places.into_iter().flatten().filter_map(|at| self.all.get(*at))
    }
}

fn check_amount(found: usize, limits: &Limits) -> Result<()> {
    if found > limits.busy {
        let error = SlotsError::TooManyCounted { found, limit: limits.busy };
        return Err(Error::from(error).in_field("counted"));
    }
    Ok(())
}

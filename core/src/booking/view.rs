use super::Booking;
use crate::availability::Schedule;
use crate::error::{BookingError, Error, Result, StoreError};
use crate::id::{BookingId, ResourceId, ServiceId};
use crate::interval::Interval;
use crate::limits::Limits;
use crate::resource::Resource;
use crate::rules::{Busy, Counted, History, Prepared, Ways, World};
use crate::service::Service;
use crate::source::SourceReport;
use crate::zone::ZoneDb;

/// What a decision has to see, in full: a store loads no less.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Need {
    /// A booking by its id.
    pub booking: Option<BookingId>,
    /// A resource with its schedule.
    pub resource: Option<ResourceId>,
    /// A service.
    pub service: Option<ServiceId>,
    /// What takes a resource's time.
    pub busy: Option<BusyNeed>,
}

/// Everything that takes a resource's time and overlaps a span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BusyNeed {
    /// Whose time.
    pub resource: ResourceId,
    /// Where; what only touches it is not needed.
    pub span: Interval,
}

/// A resource, its schedule, and how often its free time has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceRecord {
    /// The resource.
    pub resource: Resource,
    /// When it is open.
    pub schedule: Schedule,
    /// Rises with every change of its free time.
    pub revision: u64,
}

/// What a store has loaded to answer a [`Need`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The need that it answers.
    pub need: Need,
    /// The booking, if there is one with this id.
    pub booking: Option<Booking>,
    /// The resource, if there is one with this id.
    pub resource: Option<ResourceRecord>,
    /// The service, if there is one with this id.
    pub service: Option<Service>,
    /// What takes the time that the need names, in any order: bookings that take time, and outside busy time with
    /// the source that it comes from.
    pub busy: Vec<Busy>,
    /// The bookings that limits count, of the service and of the resource, wherever limits of one of them reach; absent
    /// if they were not loaded, and then nothing that has limits can be decided.
    pub counted: Option<Vec<Counted>>,
    /// How long ways take, where that matters.
    pub ways: Option<Ways>,
    /// How the sources of outside busy time stand.
    pub sources: Vec<SourceReport>,
}

impl ResourceRecord {
    /// Whether the resource is free at the same times with `resource` and `schedule` in place of its own: its
    /// revision rises if not. What only people read, such as the name, does not count.
    pub fn keeps_time(&self, resource: &Resource, schedule: &Schedule) -> bool {
        // Without `..`, so that a new field is not forgotten here.
        let Resource { id: _, zone, name: _, buffer, capacity, tags, limits, consecutive, breaks, movement } =
            &self.resource;
        (zone, buffer, capacity, tags)
            == (&resource.zone, &resource.buffer, &resource.capacity, &resource.tags)
            && (limits, consecutive, breaks, movement)
                == (&resource.limits, &resource.consecutive, &resource.breaks, &resource.movement)
            && self.schedule == *schedule
    }

    /// What a store writes where `schedule` is to follow what it knows: rules with the versions that are theirs, see
    /// [`Schedule::succeeding`].
    pub fn succession(known: Option<&Self>, schedule: &Schedule) -> Schedule {
        match known {
            Some(known) => schedule.clone().succeeding(&known.schedule),
            None => schedule.clone(),
        }
    }
}

impl View {
    /// The booking that the need names.
    ///
    /// # Errors
    /// `booking.unknown`; `store.view-too-narrow` if the need names none.
    pub fn known_booking(&self) -> Result<&Booking> {
        let missing = || match &self.need.booking {
            Some(id) => Error::from(BookingError::Unknown { booking: id.to_string() }).in_field("booking"),
            None => StoreError::ViewTooNarrow { what: "the booking" }.into(),
        };
        self.booking.as_ref().ok_or_else(missing)
    }

    /// The resource that the need names.
    ///
    /// # Errors
    /// `booking.unknown-resource`; `store.view-too-narrow` if the need names none.
    pub fn known_resource(&self) -> Result<&ResourceRecord> {
        let missing = || match &self.need.resource {
            Some(id) => {
                Error::from(BookingError::UnknownResource { resource: id.to_string() }).in_field("resource")
            }
            None => StoreError::ViewTooNarrow { what: "the resource" }.into(),
        };
        self.resource.as_ref().ok_or_else(missing)
    }

    /// The service that the need names.
    ///
    /// # Errors
    /// `booking.unknown-service`; `store.view-too-narrow` if the need names none.
    pub fn known_service(&self) -> Result<&Service> {
        let missing = || match &self.need.service {
            Some(id) => {
                Error::from(BookingError::UnknownService { service: id.to_string() }).in_field("service")
            }
            None => StoreError::ViewTooNarrow { what: "the service" }.into(),
        };
        self.service.as_ref().ok_or_else(missing)
    }

    /// The resource's hours and busy time, resolved for all starts and ends inside `range`.
    ///
    /// # Errors
    /// As [`View::known_resource`] and [`Prepared::new`]; `store.view-too-narrow` when the view does not hold the
    /// busy time of [`Prepared::reach`].
    pub fn prepare(&self, range: Interval, zones: &ZoneDb, limits: &Limits) -> Result<Prepared> {
        let record = self.known_resource()?;
        let reach = Prepared::reach(range);
        let covers = |need: &BusyNeed| need.resource == record.resource.id && need.span.covers(reach);
        if !self.need.busy.as_ref().is_some_and(covers) {
            return Err(StoreError::ViewTooNarrow { what: "time around the candidate" }.into());
        }
        let (resource, busy) = (record.resource.clone(), self.busy.clone());
        Prepared::new(resource, &record.schedule, busy, zones, range, limits)
    }

    /// The resource prepared as in [`prepare`](Self::prepare), with everything else that a question about the service
    /// has to see.
    ///
    /// # Errors
    /// As [`View::prepare`] and [`View::known_service`]; `store.view-too-narrow` where limits count bookings that the
    /// view does not hold; `slots.too-many-counted`.
    pub fn world(&self, range: Interval, zones: &ZoneDb, limits: &Limits) -> Result<World> {
        let has_limits =
            !self.known_service()?.limits.is_empty() || !self.known_resource()?.resource.limits.is_empty();
        if has_limits && self.counted.is_none() {
            return Err(StoreError::ViewTooNarrow { what: "the bookings that limits count" }.into());
        }
        let history = History::new(self.counted.clone().unwrap_or_default(), limits)?;
        let prepared = self.prepare(range, zones, limits)?.relying_on(self.sources.clone());
        let world = World::from(prepared).counting(history);
        Ok(match &self.ways {
            Some(ways) => world.travelling(ways.clone()),
            None => world,
        })
    }

    /// Adds what another view of the same state has loaded.
    pub fn absorb(&mut self, other: Self) {
        let Need { booking, resource, service, busy } = other.need;
        if booking.is_some() {
            (self.need.booking, self.booking) = (booking, other.booking);
        }
        if resource.is_some() {
            (self.need.resource, self.resource) = (resource, other.resource);
        }
        if service.is_some() {
            (self.need.service, self.service) = (service, other.service);
        }
        if busy.is_some() {
            (self.need.busy, self.busy) = (busy, other.busy);
        }
        self.counted = other.counted.or(self.counted.take());
        self.ways = other.ways.or(self.ways.take());
        if !other.sources.is_empty() {
            self.sources = other.sources;
        }
    }
}

use super::Booking;
use crate::availability::Schedule;
use crate::id::{BookingId, ResourceId, ServiceId, SourceId};
use crate::interval::Interval;
use crate::resource::Resource;
use crate::rules::Busy;
use crate::service::Service;

/// What a decision has to see, in full: a store loads no less.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Need {
    /// A booking by its id.
    pub booking: Option<BookingId>,
    /// A resource with its schedule.
    pub resource: Option<ResourceId>,
    /// A service.
    pub service: Option<ServiceId>,
    /// Everything that takes the resource's time and overlaps this span.
    pub span: Option<Interval>,
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
    /// Bookings of the resource that take time and overlap the span, in any order.
    pub bookings: Vec<Booking>,
    /// Outside busy time of the resource that overlaps the span, in any order.
    pub external: Vec<Busy>,
}

/// What a store writes, all of it or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Resources, new or changed.
    pub resources: Vec<(Resource, Schedule)>,
    /// Services, new or changed.
    pub services: Vec<Service>,
    /// Outside busy time that replaces what was known of its source.
    pub external: Vec<ExternalBusy>,
    /// Bookings, new (version 1) or changed (one version above the stored one).
    pub bookings: Vec<Booking>,
}

/// The busy time of a resource according to one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalBusy {
    /// Whose time.
    pub resource: ResourceId,
    /// Who says so.
    pub source: SourceId,
    /// All of it.
    pub busy: Vec<Busy>,
}

impl Changes {
    /// One booking, new or changed.
    pub fn booking(booking: Booking) -> Self {
        Self { bookings: vec![booking], ..Self::default() }
    }

    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The resources whose free time changes, each once, in order: their revisions rise.
    pub fn revised(&self) -> Vec<&ResourceId> {
        let own = self.resources.iter().map(|(resource, _)| &resource.id);
        let outside = self.external.iter().map(|external| &external.resource);
        let booked = self.bookings.iter().map(|booking| &booking.resource);
        let mut ids: Vec<_> = own.chain(outside).chain(booked).collect();
        ids.sort();
        ids.dedup();
        ids
    }
}

use super::{Store, StoreTransaction};
use crate::availability::Schedule;
use crate::booking::{Booking, Changes, Need, ResourceRecord, Status, View};
use crate::error::{BookingError, Result, StoreError};
use crate::id::{BookingId, ResourceId, ServiceId, SourceId};
use crate::interval::Interval;
use crate::resource::Resource;
use crate::rules::Busy;
use crate::service::Service;
use std::collections::BTreeMap;

/// A store in memory: the twin that every adapter is compared with, and enough for tests and demonstrations.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    state: State,
}

#[derive(Clone, Debug, Default)]
struct State {
    resources: BTreeMap<ResourceId, ResourceRecord>,
    services: BTreeMap<ServiceId, Service>,
    external: BTreeMap<(ResourceId, SourceId), Vec<Busy>>,
    bookings: BTreeMap<BookingId, Booking>,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Store for MemoryStore {
    fn begin(&mut self) -> Result<Box<dyn StoreTransaction + '_>> {
        Ok(Box::new(Open { draft: self.state.clone(), store: self }))
    }

    fn resources(&mut self) -> Result<Vec<Resource>> {
        Ok(self.state.resources.values().map(|record| record.resource.clone()).collect())
    }

    fn services(&mut self) -> Result<Vec<Service>> {
        Ok(self.state.services.values().cloned().collect())
    }

    fn booking(&mut self, id: &BookingId) -> Result<Option<Booking>> {
        Ok(self.state.bookings.get(id).cloned())
    }

    fn bookings(&mut self, resource: &ResourceId, range: Interval) -> Result<Vec<Booking>> {
        let mut found: Vec<_> = self.state.bookings_in(resource, range).cloned().collect();
        found.sort_by(|a, b| (a.span.start_secs(), &a.id).cmp(&(b.span.start_secs(), &b.id)));
        Ok(found)
    }
}

/// A transaction works on a copy; committing puts it in the original's place.
struct Open<'a> {
    draft: State,
    store: &'a mut MemoryStore,
}

impl StoreTransaction for Open<'_> {
    fn load(&mut self, need: &Need) -> Result<View> {
        Ok(self.draft.view(need))
    }

    fn write(&mut self, changes: &Changes) -> Result<()> {
        self.draft.write(changes)
    }

    fn commit(self: Box<Self>) -> Result<()> {
        self.store.state = self.draft;
        Ok(())
    }
}

impl State {
    fn bookings_in<'a>(
        &'a self,
        resource: &'a ResourceId,
        range: Interval,
    ) -> impl Iterator<Item = &'a Booking> {
        let own = self.bookings.values().filter(move |booking| booking.resource == *resource);
        own.filter(move |booking| booking.span.overlaps(range))
    }

    fn view(&self, need: &Need) -> View {
        let mut view = View { need: need.clone(), ..View::default() };
        view.booking = need.booking.as_ref().and_then(|id| self.bookings.get(id)).cloned();
        view.service = need.service.as_ref().and_then(|id| self.services.get(id)).cloned();
        let Some(resource) = &need.resource else { return view };
        view.resource = self.resources.get(resource).cloned();
        if let Some(span) = need.span {
            let bookings = self.bookings_in(resource, span);
            view.bookings = bookings.filter(|booking| booking.status == Status::Confirmed).cloned().collect();
            let outside = self.external.iter().filter(|((owner, _), _)| owner == resource);
            let busy = outside.flat_map(|(_, busy)| busy);
            view.external = busy.filter(|busy| busy.span.overlaps(span)).cloned().collect();
        }
        view
    }

    fn write(&mut self, changes: &Changes) -> Result<()> {
        for (resource, schedule) in &changes.resources {
            self.put_resource(resource, schedule);
        }
        for service in &changes.services {
            self.services.insert(service.id.clone(), service.clone());
        }
        for external in &changes.external {
            self.known(&external.resource)?;
            let key = (external.resource.clone(), external.source.clone());
            self.external.insert(key, external.busy.clone());
        }
        for booking in &changes.bookings {
            self.known(&booking.resource)?;
            self.put_booking(booking)?;
        }
        for id in changes.revised() {
            if let Some(record) = self.resources.get_mut(id) {
                record.revision += 1;
            }
        }
        Ok(())
    }

    fn put_resource(&mut self, resource: &Resource, schedule: &Schedule) {
        let revision = self.resources.get(&resource.id).map_or(0, |record| record.revision);
        let record = ResourceRecord { resource: resource.clone(), schedule: schedule.clone(), revision };
        self.resources.insert(resource.id.clone(), record);
    }

    fn put_booking(&mut self, booking: &Booking) -> Result<()> {
        let found = self.bookings.get(&booking.id).map_or(0, |known| known.version);
        if booking.version != found + 1 {
            let what = format!("booking `{}`", booking.id);
            return Err(StoreError::Version { what, expected: booking.version - 1, found }.into());
        }
        self.bookings.insert(booking.id.clone(), booking.clone());
        Ok(())
    }

    fn known(&self, resource: &ResourceId) -> Result<()> {
        if self.resources.contains_key(resource) {
            return Ok(());
        }
        Err(BookingError::UnknownResource { resource: resource.to_string() }.into())
    }
}

use super::{Snapshot, Store, StoreTransaction, aborted, unknown_resource};
use crate::availability::Schedule;
use crate::booking::{Booking, BusyNeed, Changes, ExternalBusy, ExternalSpan, Need, ResourceRecord, View};
use crate::error::Result;
use crate::id::{BookingId, ResourceId, ServiceId, SourceId};
use crate::interval::Interval;
use crate::resource::Resource;
use crate::rules::Busy;
use crate::service::Service;
use std::collections::{BTreeMap, BTreeSet};

/// A store in memory: the twin that every adapter is compared with, and enough for tests and demonstrations.
///
/// Not meant for many records: the first write of a transaction copies everything, and a view walks all bookings.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    state: State,
}

#[derive(Clone, Debug, Default)]
struct State {
    resources: BTreeMap<ResourceId, ResourceRecord>,
    services: BTreeMap<ServiceId, Service>,
    external: BTreeMap<(ResourceId, SourceId), BTreeSet<ExternalSpan>>,
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
        Ok(Box::new(Open { draft: None, failed: false, store: self }))
    }

    fn snapshot(&mut self) -> Result<Box<dyn Snapshot + '_>> {
        Ok(Box::new(Frozen(&self.state)))
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

struct Frozen<'a>(&'a State);

impl Snapshot for Frozen<'_> {
    fn load(&mut self, need: &Need) -> Result<View> {
        Ok(self.0.view(need))
    }
}

/// Works on a copy from the first write on; committing puts it in the original's place.
struct Open<'a> {
    draft: Option<State>,
    failed: bool,
    store: &'a mut MemoryStore,
}

impl Snapshot for Open<'_> {
    fn load(&mut self, need: &Need) -> Result<View> {
        Ok(self.draft.as_ref().unwrap_or(&self.store.state).view(need))
    }
}

impl StoreTransaction for Open<'_> {
    fn write(&mut self, changes: &Changes) -> Result<()> {
        let draft = self.draft.get_or_insert_with(|| self.store.state.clone());
        let written = draft.write(changes);
        self.failed |= written.is_err();
        written
    }

    fn commit(self: Box<Self>) -> Result<()> {
        if self.failed {
            return Err(aborted());
        }
        if let Some(draft) = self.draft {
            self.store.state = draft;
        }
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
        View {
            need: need.clone(),
            booking: need.booking.as_ref().and_then(|id| self.bookings.get(id)).cloned(),
            resource: need.resource.as_ref().and_then(|id| self.resources.get(id)).cloned(),
            service: need.service.as_ref().and_then(|id| self.services.get(id)).cloned(),
            busy: need.busy.as_ref().map_or_else(Vec::new, |need| self.busy(need)),
            ..View::default()
        }
    }

    fn busy(&self, need: &BusyNeed) -> Vec<Busy> {
        let BusyNeed { resource, span } = need;
        let booked = self.bookings_in(resource, *span).filter_map(Booking::busy);
        let sources = self.external.iter().filter(|((owner, _), _)| owner == resource);
        let outside = sources.flat_map(|((_, source), spans)| spans.iter().map(|one| one.busy(source)));
        booked.chain(outside.filter(|busy| busy.span.overlaps(*span))).collect()
    }

    fn write(&mut self, changes: &Changes) -> Result<()> {
        let mut revised = BTreeSet::new();
        for (resource, schedule) in &changes.resources {
            if self.put_resource(resource, schedule) {
                revised.insert(&resource.id);
            }
        }
        for service in &changes.services {
            self.services.insert(service.id.clone(), service.clone());
        }
        for external in &changes.external {
            if self.put_external(external)? {
                revised.insert(&external.resource);
            }
        }
        for booking in &changes.bookings {
            self.put_booking(booking)?;
            revised.insert(&booking.resource);
        }
        for id in revised {
            if let Some(record) = self.resources.get_mut(id) {
                record.revision = record.revision.saturating_add(1);
            }
        }
        Ok(())
    }

    /// Whether its free time has changed.
    fn put_resource(&mut self, resource: &Resource, schedule: &Schedule) -> bool {
        let known = self.resources.get(&resource.id);
        let schedule = ResourceRecord::succession(known, schedule);
        let revised = known.is_none_or(|known| !known.keeps_time(resource, &schedule));
        let revision = known.map_or(0, |known| known.revision);
        let record = ResourceRecord { resource: resource.clone(), schedule, revision };
        self.resources.insert(resource.id.clone(), record);
        revised
    }

    /// Whether anything has changed.
    fn put_external(&mut self, external: &ExternalBusy) -> Result<bool> {
        self.check_known(&external.resource)?;
        let spans: BTreeSet<_> = external.spans.iter().cloned().collect();
        let key = (external.resource.clone(), external.source.clone());
        let revised = self.external.get(&key).map_or(!spans.is_empty(), |known| *known != spans);
        self.external.insert(key, spans);
        Ok(revised)
    }

    fn put_booking(&mut self, booking: &Booking) -> Result<()> {
        self.check_known(&booking.resource)?;
        booking.follows(self.bookings.get(&booking.id).map_or(0, |known| known.version))?;
        self.bookings.insert(booking.id.clone(), booking.clone());
        Ok(())
    }

    fn check_known(&self, resource: &ResourceId) -> Result<()> {
        if self.resources.contains_key(resource) { Ok(()) } else { Err(unknown_resource(resource)) }
    }
}

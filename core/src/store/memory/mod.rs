mod events;
mod reading;
#[cfg(feature = "serde")]
mod replay;
mod state;
mod timeline;
mod waiting;

use super::{Due, LapsedQuery, Snapshot, Store, StoreTransaction, aborted, unknown_resource};
use crate::audit::{Entity, EventQuery, Head, Recorded};
use crate::availability::Schedule;
use crate::booking::{
    Booking, BookingPage, BookingQuery, Changes, EntryPage, EntryQuery, ExternalBusy, Need, ResourceRecord,
    View, unknown_policy,
};
use crate::error::Result;
use crate::id::{BookingId, ResourceId};
use crate::policy::Policy;
use crate::resource::Resource;
use crate::service::{PolicyName, Service};
use crate::session::Session;
use state::{Cell, State};
use std::collections::BTreeSet;
use std::num::NonZeroU32;

#[cfg(feature = "serde")]
pub use replay::Replay;

/// A store in memory: the twin that every adapter is compared with, a replica in a browser, and enough for tests and
/// demonstrations.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    state: State,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Store for MemoryStore {
    fn begin(&mut self) -> Result<Box<dyn StoreTransaction + '_>> {
        Ok(Box::new(Open { state: &mut self.state, before: Vec::new(), failed: false }))
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

    fn policies(&mut self) -> Result<Vec<Policy>> {
        Ok(self.state.policies.values().cloned().collect())
    }

    fn booking(&mut self, id: &BookingId) -> Result<Option<Booking>> {
        Ok(self.state.bookings.get(id).cloned())
    }

    fn find(&mut self, query: &BookingQuery) -> Result<BookingPage> {
        query.validate()?;
        Ok(self.state.find(query))
    }

    fn events(&mut self, query: &EventQuery) -> Result<Vec<Recorded>> {
        query.validate()?;
        Ok(self.state.log.recorded(query))
    }

    fn heads(&mut self, after: Option<&Entity>, limit: NonZeroU32) -> Result<Vec<Head>> {
        Ok(self.state.log.heads(after, limit))
    }

    fn waiting(&mut self, query: &EntryQuery) -> Result<EntryPage> {
        query.validate()?;
        Ok(self.state.waiting_page(query))
    }

    fn lapsed(&mut self, query: &LapsedQuery) -> Result<Vec<Due>> {
        query.validate()?;
        Ok(self.state.lapsed(query))
    }

    fn scrub(&mut self) -> Result<()> {
        Ok(())
    }
}

struct Frozen<'a>(&'a State);

impl Snapshot for Frozen<'_> {
    fn load(&mut self, need: &Need) -> Result<View> {
        Ok(self.0.view(need))
    }
}

/// Writes in place, and keeps what was there before; dropping it puts that back.
struct Open<'a> {
    state: &'a mut State,
    before: Vec<Cell>,
    failed: bool,
}

impl Snapshot for Open<'_> {
    fn load(&mut self, need: &Need) -> Result<View> {
        Ok(self.state.view(need))
    }
}

impl StoreTransaction for Open<'_> {
    fn write(&mut self, changes: &Changes) -> Result<()> {
        let written = self.write_all(changes);
        self.failed |= written.is_err();
        written
    }

    fn commit(mut self: Box<Self>) -> Result<()> {
        if self.failed {
            return Err(aborted());
        }
        self.before.clear();
        Ok(())
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        while let Some(cell) = self.before.pop() {
            self.state.set(cell);
        }
    }
}

impl Open<'_> {
    fn set(&mut self, cell: Cell) {
        let before = self.state.set(cell);
        self.before.push(before);
    }

    fn write_all(&mut self, changes: &Changes) -> Result<()> {
        let mut revised = BTreeSet::new();
        for (resource, schedule) in &changes.resources {
            if self.put_resource(resource, schedule) {
                revised.insert(resource.id.clone());
            }
        }
        for policy in &changes.policies {
            self.put_policy(policy)?;
        }
        for service in &changes.services {
            let named = service.policy.as_ref().filter(|name| self.state.policy(name).is_none());
            named.map_or(Ok(()), |name| Err(unknown_policy(name)))?;
            let service = service.clone().succeeding(self.state.services.get(&service.id));
            self.set(Cell::Service(service.id.clone(), Some(service)));
        }
        for external in &changes.external {
            if self.put_external(external)? {
                revised.insert(external.resource.clone());
            }
        }
        for link in &changes.guardians {
            let (guardian, ward) = (link.guardian.clone(), link.ward.clone());
            self.set(Cell::Ward((guardian, ward), link.linked.then_some(())));
        }
        for series in &changes.series {
            series.follows(self.state.series.get(&series.id).map_or(0, |known| known.version))?;
            self.set(Cell::Series(series.id.clone(), Some(series.clone())));
        }
        for session in &changes.sessions {
            revised.extend(self.put_session(session)?);
        }
        for booking in &changes.bookings {
            revised.extend(self.put_booking(booking)?);
        }
        for entry in &changes.entries {
            entry.follows(self.state.entries.get(&entry.id).map_or(0, |known| known.version))?;
            self.set(Cell::Entry(entry.id.clone(), Some(entry.clone())));
        }
        if let Some(remembered) = &changes.remembered {
            self.set(Cell::Request(remembered.scope.clone(), Some(remembered.clone())));
        }
        for event in &changes.events {
            let previous = self.state.log.head(&event.entity).map(|head| head.hash);
            self.set(Cell::Event(Some(event.clone().following(previous))));
        }
        for id in revised {
            if let Some(record) = self.state.resources.get(&id) {
                let revision = record.revision.saturating_add(1);
                let record = ResourceRecord { revision, ..record.clone() };
                self.set(Cell::Resource(id, Some(record)));
            }
        }
        Ok(())
    }

    fn put_policy(&mut self, policy: &Policy) -> Result<()> {
        let newest = self.state.policy(&PolicyName::newest(policy.id.clone())).map(|known| known.version);
        let key = (policy.id.clone(), policy.version);
        policy.follows(newest, self.state.policies.get(&key))?;
        self.set(Cell::Policy(key, Some(policy.clone())));
        Ok(())
    }

    /// Whether its free time has changed.
    fn put_resource(&mut self, resource: &Resource, schedule: &Schedule) -> bool {
        let known = self.state.resources.get(&resource.id);
        let (resource, schedule) = ResourceRecord::succession(known, resource, schedule);
        let revised = known.is_none_or(|known| !known.keeps_time(&resource, &schedule));
        let revision = known.map_or(0, |known| known.revision);
        let id = resource.id.clone();
        self.set(Cell::Resource(id, Some(ResourceRecord { resource, schedule, revision })));
        revised
    }

    /// Whether anything has changed.
    fn put_external(&mut self, external: &ExternalBusy) -> Result<bool> {
        self.check_known(&external.resource)?;
        let spans: BTreeSet<_> = external.spans.iter().cloned().collect();
        let key = (external.resource.clone(), external.source.clone());
        let revised = self.state.external.get(&key).map_or(!spans.is_empty(), |known| *known != spans);
        self.set(Cell::External(key, Some(spans)));
        Ok(revised)
    }

    /// Whose time it takes, or took before.
    fn put_session(&mut self, session: &Session) -> Result<Vec<ResourceId>> {
        let mut revised = session.resources();
        revised.iter().try_for_each(|id| self.check_known(id))?;
        let known = self.state.sessions.get(&session.id);
        session.follows(known.map_or(0, |known| known.version))?;
        revised.extend(known.map(Session::resources).unwrap_or_default());
        self.set(Cell::Session(session.id.clone(), Some(session.clone())));
        Ok(revised)
    }

    /// Whose time it takes, or took before.
    fn put_booking(&mut self, booking: &Booking) -> Result<Vec<ResourceId>> {
        let mut revised = booking.resources.clone();
        revised.iter().try_for_each(|id| self.check_known(id))?;
        let known = self.state.bookings.get(&booking.id);
        booking.follows(known.map_or(0, |known| known.version))?;
        revised.extend(known.map(|known| known.resources.clone()).unwrap_or_default());
        self.set(Cell::Booking(booking.id.clone(), Some(booking.clone())));
        Ok(revised)
    }

    fn check_known(&self, resource: &ResourceId) -> Result<()> {
        match self.state.resources.contains_key(resource) {
            true => Ok(()),
            false => Err(unknown_resource(resource)),
        }
    }
}

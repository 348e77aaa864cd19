use super::events::Log;
use super::timeline::Timeline;
use super::waiting::Awaited;
use crate::audit::Event;
use crate::booking::{BookedSeries, Booking, ExternalSpan, Remembered, RequestScope, ResourceRecord};
use crate::id::{
    BookingId, PolicyId, ResourceId, SeriesId, ServiceId, SessionId, SourceId, SubjectId, WaitlistId,
};
use crate::policy::Policy;
use crate::service::Service;
use crate::session::Session;
use crate::store::Due;
use crate::waitlist::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

/// All records, and the ways to find them. Each `set` gives what was there before: setting that again undoes it.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    pub(super) resources: BTreeMap<ResourceId, ResourceRecord>,
    pub(super) services: BTreeMap<ServiceId, Service>,
    pub(super) policies: BTreeMap<(PolicyId, NonZeroU32), Policy>,
    pub(super) external: BTreeMap<(ResourceId, SourceId), BTreeSet<ExternalSpan>>,
    pub(super) sessions: BTreeMap<SessionId, Session>,
    pub(super) bookings: BTreeMap<BookingId, Booking>,
    pub(super) series: BTreeMap<SeriesId, BookedSeries>,
    pub(super) entries: BTreeMap<WaitlistId, Entry>,
    /// Those who wait or have an offer, by what for.
    pub(super) awaited: BTreeMap<Awaited, BTreeSet<WaitlistId>>,
    /// What can lapse, in order of time.
    pub(super) due: BTreeSet<Due>,
    /// Who answers for whom.
    pub(super) wards: BTreeMap<(SubjectId, SubjectId), ()>,
    /// What was answered to requests.
    pub(super) requests: BTreeMap<RequestScope, Remembered>,
    /// All events.
    pub(super) log: Log,
    /// The sessions that take a resource's time.
    pub(super) uses: BTreeMap<ResourceId, Timeline<SessionId>>,
    /// The bookings whose cancel used a client's grace token.
    pub(super) by_token: BTreeMap<SubjectId, BTreeSet<BookingId>>,
    pub(super) by_session: BTreeMap<SessionId, BTreeSet<BookingId>>,
    pub(super) by_series: BTreeMap<SeriesId, BTreeSet<BookingId>>,
    pub(super) by_resource: BTreeMap<ResourceId, Timeline<BookingId>>,
    pub(super) by_service: BTreeMap<ServiceId, Timeline<BookingId>>,
}

/// A record, or that there is none.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "what is undone is what was in the maps, not behind a box")]
pub(super) enum Cell {
    Resource(ResourceId, Option<ResourceRecord>),
    Service(ServiceId, Option<Service>),
    Policy((PolicyId, NonZeroU32), Option<Policy>),
    External((ResourceId, SourceId), Option<BTreeSet<ExternalSpan>>),
    Session(SessionId, Option<Session>),
    Booking(BookingId, Option<Booking>),
    Series(SeriesId, Option<BookedSeries>),
    Entry(WaitlistId, Option<Entry>),
    Ward((SubjectId, SubjectId), Option<()>),
    Request(RequestScope, Option<Remembered>),
    /// The last event.
    Event(Option<Event>),
}

impl State {
    /// Puts a record in its place; gives the one that was there.
    pub(super) fn set(&mut self, cell: Cell) -> Cell {
        match cell {
            Cell::Resource(id, record) => {
                let old = swap(&mut self.resources, &id, record);
                Cell::Resource(id, old)
            }
            Cell::Service(id, record) => {
                let old = swap(&mut self.services, &id, record);
                Cell::Service(id, old)
            }
            Cell::Policy(key, record) => {
                let old = swap(&mut self.policies, &key, record);
                Cell::Policy(key, old)
            }
            Cell::External(key, spans) => {
                let old = swap(&mut self.external, &key, spans);
                Cell::External(key, old)
            }
            Cell::Ward(key, linked) => {
                let old = swap(&mut self.wards, &key, linked);
                Cell::Ward(key, old)
            }
            Cell::Series(id, record) => {
                let old = swap(&mut self.series, &id, record);
                Cell::Series(id, old)
            }
            Cell::Request(scope, answer) => {
                let old = swap(&mut self.requests, &scope, answer);
                Cell::Request(scope, old)
            }
            Cell::Event(event) => {
                match event {
                    Some(event) => self.log.push(event),
                    None => self.log.pop(),
                }
                Cell::Event(None)
            }
            Cell::Entry(id, record) => {
                let old = self.set_entry(&id, record);
                Cell::Entry(id, old)
            }
            Cell::Session(id, record) => {
                let old = self.set_session(&id, record);
                Cell::Session(id, old)
            }
            Cell::Booking(id, record) => {
                let old = self.set_booking(&id, record);
                Cell::Booking(id, old)
            }
        }
    }

    fn set_session(&mut self, id: &SessionId, record: Option<Session>) -> Option<Session> {
        if let Some(old) = self.sessions.get(id) {
            for one in &old.uses {
                if let Some(line) = self.uses.get_mut(&one.resource) {
                    line.remove(one.footprint(old.span), id);
                }
            }
        }
        if let Some(new) = record.as_ref().filter(|new| new.takes_time()) {
            for one in &new.uses {
                let line = self.uses.entry(one.resource.clone()).or_default();
                line.insert(one.footprint(new.span), id.clone());
            }
        }
        swap(&mut self.sessions, id, record)
    }

    fn set_booking(&mut self, id: &BookingId, record: Option<Booking>) -> Option<Booking> {
        if let Some(old) = self.bookings.get(id) {
            if let Some(of_session) = self.by_session.get_mut(&old.session) {
                of_session.remove(id);
            }
            if let Some(of_series) =
                old.occurrence.as_ref().and_then(|one| self.by_series.get_mut(&one.series))
            {
                of_series.remove(id);
            }
            if let Some(of_client) = token_of(old).and_then(|client| self.by_token.get_mut(client)) {
                of_client.remove(id);
            }
            for resource in &old.resources {
                if let Some(line) = self.by_resource.get_mut(resource) {
                    line.remove(old.span, id);
                }
            }
            if let Some(line) = self.by_service.get_mut(&old.service) {
                line.remove(old.span, id);
            }
            if let Some(due) = Due::booking(old) {
                self.due.remove(&due);
            }
        }
        if let Some(new) = &record {
            self.due.extend(Due::booking(new));
            self.by_session.entry(new.session.clone()).or_default().insert(id.clone());
            if let Some(one) = &new.occurrence {
                self.by_series.entry(one.series.clone()).or_default().insert(id.clone());
            }
            if let Some(client) = token_of(new) {
                self.by_token.entry(client.clone()).or_default().insert(id.clone());
            }
            for resource in &new.resources {
                self.by_resource.entry(resource.clone()).or_default().insert(new.span, id.clone());
            }
            self.by_service.entry(new.service.clone()).or_default().insert(new.span, id.clone());
        }
        swap(&mut self.bookings, id, record)
    }
}

/// The client whose token the booking's cancel used.
fn token_of(booking: &Booking) -> Option<&SubjectId> {
    booking.agreement.as_ref()?.token_used()?;
    booking.client.as_ref()
}

pub(super) fn swap<K: Ord + Clone, V>(all: &mut BTreeMap<K, V>, key: &K, record: Option<V>) -> Option<V> {
    match record {
        Some(record) => all.insert(key.clone(), record),
        None => all.remove(key),
    }
}

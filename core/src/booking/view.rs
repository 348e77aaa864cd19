use super::{BookedSeries, Booking, BusyNeed, CountedNeed, Need, Occupancy, Remembered};
use crate::availability::{FIRST_VERSION, Schedule};
use crate::error::{BookingError, Error, Result, StoreError, WaitlistError};
use crate::id::{BookingId, ResourceId, SeriesId, ServiceId, SessionId, Tag, WaitlistId};
use crate::interval::Interval;
use crate::limits::Limits;
use crate::policy::Policy;
use crate::resource::Resource;
use crate::rules::{Blocker, Busy, Counted, History, Prepared, Ways, World};
use crate::service::{LegOf, PolicyName, Service};
use crate::session::{Session, Use};
use crate::source::SourceReport;
use crate::waitlist::Entry;
use crate::zone::ZoneDb;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

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
    /// The bookings that the need names, and those of its sessions.
    pub bookings: BTreeMap<BookingId, Booking>,
    /// The sessions.
    pub sessions: BTreeMap<SessionId, Session>,
    /// The series.
    pub series: BTreeMap<SeriesId, BookedSeries>,
    /// The services.
    pub services: BTreeMap<ServiceId, Service>,
    /// The resources, those that carry tags too.
    pub resources: BTreeMap<ResourceId, ResourceRecord>,
    /// What takes the time that the need names, in any order: sessions that take time, and outside busy time with
    /// the source that it comes from. What nobody takes is absent.
    pub busy: BTreeMap<ResourceId, Vec<Busy>>,
    /// The bookings that limits count.
    pub counted: Vec<Counted>,
    /// How long ways take, where that matters.
    pub ways: Option<Ways>,
    /// The policies, by the name that the need has for them.
    pub policies: BTreeMap<PolicyName, Policy>,
    /// When the client used grace tokens.
    pub tokens_used: Vec<NaiveDate>,
    /// The entries of waitlists that the need names, and those who wait.
    pub entries: BTreeMap<WaitlistId, Entry>,
    /// What was answered to the request.
    pub remembered: Option<Remembered>,
    /// How the sources of outside busy time stand, by resource.
    pub sources: BTreeMap<ResourceId, Vec<SourceReport>>,
}

impl ResourceRecord {
    /// Whether the resource is free at the same times with `resource` and `schedule` in place of its own: its
    /// revision rises if not. What only people read, such as the name, does not count.
    pub fn keeps_time(&self, resource: &Resource, schedule: &Schedule) -> bool {
        // Without `..`, so that a new field is not forgotten here.
        let Resource {
            id: _,
            version: _,
            zone,
            name: _,
            buffer,
            capacity,
            tags,
            limits,
            consecutive,
            breaks,
            movement,
            retired: _,
        } = &self.resource;
        (zone, buffer, capacity, tags)
            == (&resource.zone, &resource.buffer, &resource.capacity, &resource.tags)
            && (limits, consecutive, breaks, movement)
                == (&resource.limits, &resource.consecutive, &resource.breaks, &resource.movement)
            && self.schedule == *schedule
    }

    /// What a store writes where a resource and its schedule are to follow what it knows: rules with the versions that
    /// are theirs, see [`Schedule::succeeding`], and the resource one version above the stored one if anything of it or
    /// of its schedule is different. What is new begins at 1.
    pub fn succession(
        known: Option<&Self>,
        resource: &Resource,
        schedule: &Schedule,
    ) -> (Resource, Schedule) {
        let (mut resource, schedule) = (resource.clone(), schedule.clone());
        let Some(known) = known else { return (Resource { version: FIRST_VERSION, ..resource }, schedule) };
        let schedule = schedule.succeeding(&known.schedule);
        resource.version = known.resource.version;
        if resource != known.resource || schedule != known.schedule {
            resource.version = resource.version.saturating_add(1);
        }
        (resource, schedule)
    }
}

impl View {
    /// A booking.
    ///
    /// # Errors
    /// `booking.unknown`; `store.view-too-narrow` if the need does not name it.
    pub fn known_booking(&self, id: &BookingId) -> Result<&Booking> {
        let unknown = || Error::from(BookingError::Unknown { booking: id.to_string() }).in_field("booking");
        self.booking(id)?.ok_or_else(unknown)
    }

    /// A booking, if there is one.
    ///
    /// # Errors
    /// `store.view-too-narrow` if the need does not name it.
    pub fn booking(&self, id: &BookingId) -> Result<Option<&Booking>> {
        let found = self.bookings.get(id);
        self.seen(found.is_some() || self.need.bookings.contains(id), "the booking")?;
        Ok(found)
    }

    /// A session.
    ///
    /// # Errors
    /// `booking.unknown-session`; `store.view-too-narrow` if the need does not name it.
    pub fn known_session(&self, id: &SessionId) -> Result<&Session> {
        let unknown =
            || Error::from(BookingError::UnknownSession { session: id.to_string() }).in_field("session");
        self.session(id)?.ok_or_else(unknown)
    }

    /// A session, if there is one.
    ///
    /// # Errors
    /// `store.view-too-narrow` if the need does not name it.
    pub fn session(&self, id: &SessionId) -> Result<Option<&Session>> {
        self.seen(self.need.sessions.contains(id), "the session")?;
        Ok(self.sessions.get(id))
    }

    /// A series.
    ///
    /// # Errors
    /// `booking.unknown-series`; `store.view-too-narrow` if the need does not name it.
    pub fn known_series(&self, id: &SeriesId) -> Result<&BookedSeries> {
        let unknown =
            || Error::from(BookingError::UnknownSeries { series: id.to_string() }).in_field("series");
        self.series(id)?.ok_or_else(unknown)
    }

    /// A series, if there is one.
    ///
    /// # Errors
    /// `store.view-too-narrow` if the need does not name it.
    pub fn series(&self, id: &SeriesId) -> Result<Option<&BookedSeries>> {
        self.seen(self.need.series.contains(id), "the series")?;
        Ok(self.series.get(id))
    }

    /// An entry of a waitlist.
    ///
    /// # Errors
    /// `waitlist.unknown`; `store.view-too-narrow` if the need does not name it.
    pub fn known_entry(&self, id: &WaitlistId) -> Result<&Entry> {
        let unknown = || Error::from(WaitlistError::Unknown { entry: id.to_string() }).in_field("entry");
        self.entry(id)?.ok_or_else(unknown)
    }

    /// An entry of a waitlist, if there is one.
    ///
    /// # Errors
    /// `store.view-too-narrow` if the need does not name it.
    pub fn entry(&self, id: &WaitlistId) -> Result<Option<&Entry>> {
        self.seen(self.need.entries.contains(id), "the waitlist entry")?;
        Ok(self.entries.get(id))
    }

    /// The bookings of a series.
    pub fn bookings_of_series<'a>(&'a self, series: &'a SeriesId) -> impl Iterator<Item = &'a Booking> {
        let is_of = |booking: &&Booking| booking.occurrence.as_ref().is_some_and(|one| one.series == *series);
        self.bookings.values().filter(is_of)
    }

    /// The bookings of a session.
    pub fn bookings_of<'a>(&'a self, session: &'a SessionId) -> impl Iterator<Item = &'a Booking> {
        self.bookings.values().filter(move |booking| booking.session == *session)
    }

    /// A resource.
    ///
    /// # Errors
    /// `booking.unknown-resource`; `store.view-too-narrow` if the need does not name it.
    pub fn known_resource(&self, id: &ResourceId) -> Result<&ResourceRecord> {
        let unknown =
            || Error::from(BookingError::UnknownResource { resource: id.to_string() }).in_field("resource");
        self.resource(id)?.ok_or_else(unknown)
    }

    /// A resource, if there is one.
    ///
    /// # Errors
    /// `store.view-too-narrow` if the need does not name it.
    pub fn resource(&self, id: &ResourceId) -> Result<Option<&ResourceRecord>> {
        let found = self.resources.get(id);
        self.seen(found.is_some() || self.need.resources.contains(id), "the resource")?;
        Ok(found)
    }

    /// What takes the time of a resource and overlaps a span, its buffers counted as part of it.
    ///
    /// # Errors
    /// `store.view-too-narrow` if the need does not cover it.
    pub fn busy_of(&self, id: &ResourceId, span: Interval) -> Result<&[Busy]> {
        let covers = |need: &BusyNeed| need.resources.contains(id) && need.span.covers(span);
        self.seen(self.need.busy.as_ref().is_some_and(covers), "what takes the resource's time")?;
        Ok(self.busy.get(id).map_or(&[], Vec::as_slice))
    }

    /// A service, if there is one.
    ///
    /// # Errors
    /// `store.view-too-narrow` if the need does not name it.
    pub fn service(&self, id: &ServiceId) -> Result<Option<&Service>> {
        self.seen(self.need.services.contains(id), "the service")?;
        Ok(self.services.get(id))
    }

    /// A service that is offered, if it is.
    ///
    /// # Errors
    /// `store.view-too-narrow` if the need does not name it.
    pub(super) fn offered(&self, id: &ServiceId) -> Result<Option<&Service>> {
        Ok(self.service(id)?.filter(|service| !service.retired))
    }

    /// A service that is offered.
    ///
    /// # Errors
    /// `booking.unknown-service`, also for one that is retired; `store.view-too-narrow` if the need does not name it.
    pub fn known_service(&self, id: &ServiceId) -> Result<&Service> {
        let unknown =
            || Error::from(BookingError::UnknownService { service: id.to_string() }).in_field("service");
        self.offered(id)?.ok_or_else(unknown)
    }

    fn seen(&self, seen: bool, what: &'static str) -> Result<()> {
        if seen { Ok(()) } else { Err(StoreError::ViewTooNarrow { what }.into()) }
    }

    /// The resources that carry all of these tags, in order of id.
    ///
    /// # Errors
    /// `store.view-too-narrow` if the need does not name the tags.
    pub fn tagged<'a>(&'a self, tags: &'a [Tag]) -> Result<impl Iterator<Item = &'a ResourceId>> {
        self.seen(self.need.tagged.contains(tags), "resources by their tags")?;
        Ok(self
            .resources
            .values()
            .filter(|record| record.resource.carries(tags))
            .map(|record| &record.resource.id))
    }

    /// Whom a question about a service is about, in the order in which they are offered: all that its legs name, or
    /// the one that it is asked of.
    ///
    /// # Errors
    /// `slots.no-resource` where nobody is named; `store.view-too-narrow`.
    pub fn asked(&self, service: &Service, resource: Option<&ResourceId>) -> Result<Vec<ResourceId>> {
        if service.requires.is_empty() {
            let none = || Error::from(crate::error::SlotsError::NoResource {}).in_field("resource");
            return Ok(vec![resource.ok_or_else(none)?.clone()]);
        }
        let (mut asked, mut seen) = (Vec::new(), BTreeSet::new());
        let mut add = |id: &ResourceId| {
            if seen.insert(id.clone()) {
                asked.push(id.clone());
            }
        };
        for leg in &service.requires {
            match &leg.of {
                LegOf::Resource(id) => add(id),
                LegOf::Members(ids) => ids.iter().for_each(&mut add),
                LegOf::Tagged(tags) => self.tagged(tags)?.for_each(&mut add),
            }
        }
        Ok(asked)
    }

    /// The bookings that limits count for starts in a span; none where neither the service nor one of the resources, as
    /// far as they are known, has limits.
    pub fn counted_need(
        &self,
        service: &Service,
        resources: &BTreeSet<ResourceId>,
        starts: Interval,
    ) -> Option<CountedNeed> {
        let known = resources.iter().filter_map(|id| self.resources.get(id));
        let quotas = known.flat_map(|record| record.resource.limits.iter().map(|quota| quota.period));
        let mut periods = service.limits.iter().map(|limit| limit.period).chain(quotas).peekable();
        periods.peek()?;
        Some(CountedNeed {
            services: BTreeSet::from([service.id.clone()]),
            resources: resources.clone(),
            starts: CountedNeed::around(periods, starts),
        })
    }

    /// What takes the time of resources, as far as it matters to a service inside `range`. A resource that is not known
    /// yet says nothing of its own.
    pub fn busy_need(&self, service: &Service, resources: BTreeSet<ResourceId>, range: Interval) -> BusyNeed {
        let known = resources.iter().filter_map(|id| self.resources.get(id));
        let reach = |record: &ResourceRecord| self.reach(service, &record.resource, range);
        let span = known.map(reach).fold(range, Interval::hull);
        BusyNeed { resources, span }
    }

    fn reach(&self, service: &Service, resource: &Resource, range: Interval) -> Interval {
        Prepared::reach_of(service, resource, self.ways.is_some(), range)
    }

    /// Resources prepared for all starts and ends inside `range`, with everything else that a question about the
    /// service has to see.
    ///
    /// # Errors
    /// As [`View::known_resource`] and [`Prepared::new`]; `store.view-too-narrow` when the view does not hold the busy
    /// time of [`Prepared::reach_of`], or where limits count bookings that it does not hold; `slots.too-many-counted`.
    pub fn world(
        &self,
        service: &Service,
        resources: &[ResourceId],
        range: Interval,
        zones: &ZoneDb,
        limits: &Limits,
    ) -> Result<World> {
        let mut prepared = Vec::with_capacity(resources.len());
        let mut has_limits = !service.limits.is_empty();
        // Whoever carries tags is known in order of id, whatever else is asked for.
        for id in resources.iter().collect::<BTreeSet<_>>() {
            let record = self.known_resource(id)?;
            has_limits |= !record.resource.limits.is_empty();
            let reach = self.reach(service, &record.resource, range);
            prepared.push(self.prepared(record, (range, reach), zones, limits)?);
        }
        if has_limits && self.need.counted.is_none() {
            return Err(StoreError::ViewTooNarrow { what: "the bookings that limits count" }.into());
        }
        let world = World::new(prepared)?.counting(History::new(self.counted.clone(), limits)?);
        Ok(match &self.ways {
            Some(ways) => world.travelling(ways.clone()),
            None => world,
        })
    }

    /// A resource prepared for all starts and ends inside `range`, whatever is asked.
    ///
    /// # Errors
    /// As [`View::known_resource`] and [`Prepared::new`]; `store.view-too-narrow`.
    pub fn prepare(
        &self,
        resource: &ResourceId,
        range: Interval,
        zones: &ZoneDb,
        limits: &Limits,
    ) -> Result<Prepared> {
        self.prepared(self.known_resource(resource)?, (range, Prepared::reach(range)), zones, limits)
    }

    fn prepared(
        &self,
        record: &ResourceRecord,
        (range, reach): (Interval, Interval),
        zones: &ZoneDb,
        limits: &Limits,
    ) -> Result<Prepared> {
        let resource = &record.resource.id;
        let covers = |need: &BusyNeed| need.resources.contains(resource) && need.span.covers(reach);
        self.seen(self.need.busy.as_ref().is_some_and(covers), "time around the candidate")?;
        let busy = self.busy.get(resource).cloned().unwrap_or_default();
        let prepared = Prepared::new(record.resource.clone(), &record.schedule, busy, zones, range, limits)?;
        Ok(prepared.relying_on(self.sources.get(resource).cloned().unwrap_or_default()))
    }

    /// Takes time anew as the records of a session and its bookings say it by now.
    pub(super) fn retake(&mut self, id: &SessionId) {
        let of_session: Vec<Booking> = self.bookings_of(id).cloned().collect();
        let own = |by: Blocker| match by {
            Blocker::Session(session) => session == *id,
            Blocker::Booking(one) | Blocker::Hold(one) => of_session.iter().any(|known| known.id == one),
            Blocker::External(_) => false,
        };
        self.busy.values_mut().for_each(|busy| busy.retain(|one| !own(one.blocker())));
        self.counted.retain(|one| of_session.iter().all(|known| known.id != one.booking));
        if self.need.counted.is_some() {
            self.counted.extend(of_session.iter().filter_map(Booking::counted));
        }
        let Some(session) = self.sessions.get(id) else { return };
        let Some(taken) = Occupancy::new(session, &of_session) else { return };
        let seen =
            |one: &&Use| self.need.busy.as_ref().is_some_and(|need| need.resources.contains(&one.resource));
        for one in session.uses.iter().filter(seen) {
            self.busy.entry(one.resource.clone()).or_default().push(taken.of(one));
        }
    }

    /// Adds what another view of the same state has loaded.
    pub fn absorb(&mut self, other: Self) {
        if other.need.tokens.is_some() {
            self.tokens_used = other.tokens_used;
        }
        self.need.extend(other.need);
        self.bookings.extend(other.bookings);
        self.sessions.extend(other.sessions);
        self.series.extend(other.series);
        self.services.extend(other.services);
        self.resources.extend(other.resources);
        self.busy.extend(other.busy);
        self.counted.extend(other.counted);
        self.policies.extend(other.policies);
        self.entries.extend(other.entries);
        self.ways = other.ways.or(self.ways.take());
        self.remembered = other.remembered.or(self.remembered.take());
        self.sources.extend(other.sources);
    }
}

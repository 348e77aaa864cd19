use crate::circumstances::Circumstances;
use crate::engine::Engine;
use chrono::{DateTime, Utc};
use kalends::Result;
use kalends::availability::Hours;
use kalends::booking::{BusyNeed, Need, View};
use kalends::id::{ResourceId, ServiceId};
use kalends::interval::Interval;
use kalends::rules::{Prepared, Reason};
use kalends::service::Service;
use kalends::slots::{self, Query, Search, Slot};
use kalends::store;
use kalends::time::Length;

/// What can be booked.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Offer {
    /// The slots, in order of start.
    pub slots: Vec<Slot>,
    /// The start of the next slot, if the query's limit ended the list before it.
    pub next: Option<DateTime<Utc>>,
    /// The resource's revision: as long as it stays, so do the slots but for notice, horizon and the past.
    pub revision: u64,
    /// The release of the zone data that wall times were resolved with.
    pub zone_data: String,
}

/// What is said against a start.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Explanation {
    /// All reasons, in the order of their codes; none means that it can be booked.
    pub reasons: Vec<Reason>,
    /// The resource's revision.
    pub revision: u64,
    /// The release of the zone data that wall times were resolved with.
    pub zone_data: String,
}

impl Engine {
    /// What can be booked, from one state of the store; writers are not kept waiting.
    ///
    /// # Errors
    /// `booking.unknown-resource`, `booking.unknown-service`; as [`Search::page`] and [`Prepared::new`]; those of the
    /// store.
    pub fn slots(
        &self,
        resource: &ResourceId,
        service: &ServiceId,
        query: &Query,
        circumstances: &Circumstances,
    ) -> Result<Offer> {
        let context = circumstances.at(self.now());
        let view = self.look(resource, service, |service| query.span(service))?;
        let (service, span) = (view.known_service()?, query.span(view.known_service()?)?);
        let world = view.world(span, self.zones(), self.limits())?;
        let search = Search::new(&world, service, query, &context)?;
        let page = search.page(query.limit, self.limits())?;
        Ok(Offer {
            slots: page.offers.iter().map(|offer| offer.slot).collect(),
            next: page.next,
            revision: view.known_resource()?.revision,
            zone_data: self.zones().release().to_owned(),
        })
    }

    /// Every reason why a start cannot be booked, from one state of the store.
    ///
    /// # Errors
    /// As [`slots::explain`] and [`slots`](Self::slots).
    pub fn explain(
        &self,
        resource: &ResourceId,
        service: &ServiceId,
        start: DateTime<Utc>,
        duration: Option<Length>,
        circumstances: &Circumstances,
    ) -> Result<Explanation> {
        let context = circumstances.at(self.now());
        let span = |service: &Service| {
            let length = service.duration(duration).map_err(|error| error.in_field("duration"))?;
            let end = start.checked_add_signed(length.to_delta()).unwrap_or(DateTime::<Utc>::MAX_UTC);
            Interval::new(start, end).map_err(|error| error.in_field("start"))
        };
        let view = self.look(resource, service, span)?;
        let service = view.known_service()?;
        let world = view.world(span(service)?, self.zones(), self.limits())?;
        let reasons = slots::explain(&world, service, None, start, duration, &context)?;
        Ok(Explanation {
            reasons,
            revision: view.known_resource()?.revision,
            zone_data: self.zones().release().to_owned(),
        })
    }

    /// A resource's hours and what takes its time, resolved for `span`, from one state of the store: for whoever draws
    /// a calendar, or asks many questions.
    ///
    /// # Errors
    /// `booking.unknown-resource`; as [`Prepared::new`]; those of the store.
    pub fn prepared(&self, resource: &ResourceId, span: Interval) -> Result<Prepared> {
        Hours::check_window(span, self.limits()).map_err(|error| error.in_field("range"))?;
        let busy = Some(BusyNeed { resource: resource.clone(), span: Prepared::reach(span) });
        let need = Need { resource: Some(resource.clone()), busy, ..Need::default() };
        let view = self.with_store(|store| store::view(store, &need))?;
        view.prepare(span, self.zones(), self.limits())
    }

    /// The resource, the service, and the busy time that matters to the span.
    fn look(
        &self,
        resource: &ResourceId,
        service: &ServiceId,
        span: impl Fn(&Service) -> Result<Interval>,
    ) -> Result<View> {
        self.with_store(|store| {
            let mut snapshot = store.snapshot()?;
            let (resource, service) = (Some(resource.clone()), Some(service.clone()));
            let mut view = snapshot.load(&Need { resource, service, ..Need::default() })?;
            view.known_resource()?;
            let span = span(view.known_service()?)?;
            Hours::check_window(span, self.limits())?;
            let span = Prepared::reach(span);
            let busy = view.need.resource.clone().map(|resource| BusyNeed { resource, span });
            view.absorb(snapshot.load(&Need { busy, ..Need::default() })?);
            Ok(view)
        })
    }
}

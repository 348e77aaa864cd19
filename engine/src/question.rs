use crate::circumstances::Circumstances;
use crate::engine::Engine;
use chrono::{DateTime, Utc};
use kalends::Result;
use kalends::availability::Hours;
use kalends::booking::{Need, View};
use kalends::id::{ResourceId, ServiceId, Tag};
use kalends::interval::Interval;
use kalends::rules::{Prepared, Reason};
use kalends::service::{Leg, Service};
use kalends::slots::{self, Query, Search, Slot};
use kalends::store::{self, Snapshot};
use kalends::time::Length;
use std::collections::{BTreeMap, BTreeSet};

/// What can be booked.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Offer {
    /// The slots, in order of start.
    pub slots: Vec<Slot>,
    /// The start of the next slot, if the query's limit ended the list before it.
    pub next: Option<DateTime<Utc>>,
    /// The revisions of all resources that were asked: as long as they stay, so do the slots but for notice, horizon, the
    /// past and what lapses.
    pub revisions: BTreeMap<ResourceId, u64>,
    /// The release of the zone data that wall times were resolved with.
    pub zone_data: String,
}

/// What is said against a start.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Explanation {
    /// All reasons, in the order of their codes; none means that it can be booked.
    pub reasons: Vec<Reason>,
    /// The revisions of all resources that were asked.
    pub revisions: BTreeMap<ResourceId, u64>,
    /// The release of the zone data that wall times were resolved with.
    pub zone_data: String,
}

/// A service with everything that a question about it has to see, from one state of the store.
struct Seen {
    view: View,
    /// As it is asked for: where a member is named, with that one.
    service: Service,
    resources: Vec<ResourceId>,
    span: Interval,
}

impl Engine {
    /// What can be booked, from one state of the store; writers are not kept waiting.
    ///
    /// The query's resource is whose time is asked for where the service requires nothing by itself, and otherwise a
    /// member who has to take part, as in a command that books.
    ///
    /// # Errors
    /// `booking.unknown-resource`, `booking.unknown-service`, `booking.not-a-member`, `slots.no-resource`; as
    /// [`Search::page`] and [`Prepared::new`]; those of the store.
    pub fn slots(&self, service: &ServiceId, query: &Query, circumstances: &Circumstances) -> Result<Offer> {
        let context = circumstances.at(self.now());
        let seen = self.look(query.resource.as_ref(), service, |service| query.span(service))?;
        let world =
            seen.view.world(&seen.service, &seen.resources, seen.span, self.zones(), self.limits())?;
        let search = Search::new(&world, &seen.service, query, &context)?;
        let page = search.page(query.limit, self.limits())?;
        Ok(Offer {
            slots: page.offers.iter().map(|offer| offer.slot).collect(),
            next: page.next,
            revisions: seen.revisions(),
            zone_data: self.zones().release().to_owned(),
        })
    }

    /// Every reason why a start cannot be booked, from one state of the store.
    ///
    /// # Errors
    /// As [`slots::explain`] and [`slots`](Self::slots).
    pub fn explain(
        &self,
        resource: Option<&ResourceId>,
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
        let seen = self.look(resource, service, span)?;
        let world =
            seen.view.world(&seen.service, &seen.resources, seen.span, self.zones(), self.limits())?;
        let reasons = slots::explain(&world, &seen.service, resource, start, duration, &context)?;
        let zone_data = self.zones().release().to_owned();
        Ok(Explanation { reasons, revisions: seen.revisions(), zone_data })
    }

    /// A resource's hours and what takes its time, resolved for `span`, from one state of the store: for whoever draws
    /// a calendar, or asks many questions.
    ///
    /// # Errors
    /// `booking.unknown-resource`; as [`Prepared::new`]; those of the store.
    pub fn prepared(&self, resource: &ResourceId, span: Interval) -> Result<Prepared> {
        Hours::check_window(span, self.limits()).map_err(|error| error.in_field("range"))?;
        let mut need = Need::busy(resource.clone(), Prepared::reach(span));
        need.extend(Need::resource(resource.clone()));
        let view = self.with_store(|store| store::view(store, &need))?;
        view.prepare(resource, span, self.zones(), self.limits())
    }

    /// The service, the resources that it can take, and the time and the bookings that matter to the span.
    fn look(
        &self,
        resource: Option<&ResourceId>,
        service: &ServiceId,
        span: impl Fn(&Service) -> Result<Interval>,
    ) -> Result<Seen> {
        self.with_store(|store| {
            let mut snapshot = store.snapshot()?;
            let mut need = Need::service(service.clone());
            need.resources.extend(resource.cloned());
            let mut view = snapshot.load(&need)?;
            let mut service = view.known_service(service)?.clone();
            if let Some(id) = resource {
                service = service.naming([(id, view.known_resource(id)?.resource.tags.as_slice())])?;
            }
            let span = span(&service)?;
            Hours::check_window(span, self.limits())?;
            let resources = members(&mut *snapshot, &mut view, &service, resource)?;
            let ids: BTreeSet<ResourceId> = resources.iter().cloned().collect();
            let counted = view.counted_need(&service, &ids, span);
            let busy = Some(view.busy_need(&service, ids, span));
            view.absorb(snapshot.load(&Need { busy, counted, ..Need::default() })?);
            Ok(Seen { view, service, resources, span })
        })
    }
}

impl Seen {
    fn revisions(&self) -> BTreeMap<ResourceId, u64> {
        let known = self.resources.iter().filter_map(|id| Some((id.clone(), self.view.resources.get(id)?)));
        known.map(|(id, record)| (id, record.revision)).collect()
    }
}

/// Loads the resources that the service can take.
fn members(
    snapshot: &mut dyn Snapshot,
    view: &mut View,
    service: &Service,
    resource: Option<&ResourceId>,
) -> Result<Vec<ResourceId>> {
    let tagged = service.requires.iter().filter_map(Leg::tags).map(<[Tag]>::to_vec);
    view.absorb(snapshot.load(&Need { tagged: tagged.collect(), ..Need::default() })?);
    let asked = view.asked(service, resource)?;
    let unseen = asked.iter().filter(|id| !view.resources.contains_key(*id)).cloned().collect();
    view.absorb(snapshot.load(&Need { resources: unseen, ..Need::default() })?);
    Ok(asked)
}

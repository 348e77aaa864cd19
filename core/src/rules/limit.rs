use super::tally::{Tally, Terms};
use super::{Case, Context, Counted, History, LimitOf, Reason, ReasonCode, Rule, StartSet};
use crate::error::{Error, Result, ServiceError};
use crate::id::ResourceId;
use crate::resource::Resource;
use crate::service::{Limit, LimitScope, Service};
use crate::zone::{Zone, ZoneDb};
use std::collections::HashSet;
use std::sync::Arc;

/// No limit on how much may be booked in a period is passed.
pub(super) struct LimitKept;

impl Rule for LimitKept {
    fn code(&self) -> ReasonCode {
        ReasonCode::Limit
    }

    fn judges_joining(&self) -> bool {
        true
    }

    fn carve(&self, case: &Case<'_>, starts: &mut StartSet) {
        for tally in case.tallies() {
            if tally.is_never_kept() {
                return starts.clear();
            }
            starts.remove(tally.full());
        }
    }

    fn check(&self, case: &Case<'_>, start: i64, reasons: &mut Vec<Reason>) {
        let counts = |tally: &&Arc<Tally>| case.joined().is_none() || tally.counts_joining();
        for tally in case.tallies().iter().filter(counts) {
            let resource = case.named().filter(|_| tally.is_of_resource());
            // Two limits may say the same.
            let reason = tally.against(start, resource).filter(|reason| !reasons.contains(reason));
            reasons.extend(reason);
        }
    }
}

/// The limits of a question, and what is booked under them.
#[derive(Clone, Debug)]
pub(super) struct Counting<'a> {
    service: &'a Service,
    context: &'a Context,
    duration: i64,
    history: &'a History,
    /// The zone of the service.
    zone: Option<Zone>,
}

impl<'a> Counting<'a> {
    /// Looks up the zone of the service, if its limits need one.
    pub(super) fn new(
        service: &'a Service,
        context: &'a Context,
        duration: i64,
        history: &'a History,
        zones: &ZoneDb,
    ) -> Result<Self> {
        service.check_limits().map_err(|error| error.in_field("service"))?;
        let is_needed = service.limits.iter().any(|limit| limit.per != LimitScope::Resource);
        let zone = service.zone.as_ref().filter(|_| is_needed).map(|name| zones.get(name.as_str()));
        let zone = zone.transpose().map_err(|error| error.in_field("zone").in_field("service"))?;
        Ok(Self { service, context, duration, history, zone })
    }

    /// What is counted once for the whole question.
    pub(super) fn shared(&self) -> Result<Vec<Arc<Tally>>> {
        let client = self.context.client.as_ref();
        let booked = || self.history.of_service(&self.service.id);
        self.limits(|per| matches!(per, LimitScope::Service | LimitScope::Client)).try_fold(
            Vec::new(),
            |mut tallies, limit| {
                let own = |booking: &&Counted| booking.client.as_ref() == client;
                let tally = match limit.per {
                    LimitScope::Client if client.is_none() => return Ok(tallies),
                    LimitScope::Client => self.of_service(limit, booked().filter(own))?,
                    _ => self.of_service(limit, booked())?,
                };
                tallies.push(Arc::new(tally));
                Ok(tallies)
            },
        )
    }

    /// What is counted for each leg, over the resources that it chooses from.
    pub(super) fn pool<'r>(&self, members: impl Iterator<Item = &'r ResourceId>) -> Result<Vec<Arc<Tally>>> {
        let mut limits = self.limits(|per| per == LimitScope::Pool).peekable();
        if limits.peek().is_none() {
            return Ok(Vec::new());
        }
        let members: HashSet<&ResourceId> = members.collect();
        let takes = |booking: &&Counted| booking.resources.iter().any(|one| members.contains(one));
        let booked = || self.history.of_service(&self.service.id).filter(takes);
        limits.map(|limit| Ok(Arc::new(self.of_service(limit, booked())?))).collect()
    }

    /// What is counted for each resource.
    pub(super) fn resource(&self, resource: &Resource, zone: &Zone) -> Vec<Arc<Tally>> {
        let booked = || self.history.of_resource(&resource.id);
        let tally = |terms, is_of_service: bool| {
            let counted = booked().filter(|one| !is_of_service || one.service == self.service.id);
            Arc::new(Tally::new(terms, zone, self.duration, self.context, counted))
        };
        let per = LimitScope::Resource;
        let of_service = self.limits(|scope| scope == per).map(|limit| tally(Terms::of(limit), true));
        let of_resource = resource.limits.iter().map(|quota| {
            let (period, most) = (quota.period, quota.most);
            tally(Terms { of: LimitOf::Resource, per, period, most }, false)
        });
        of_service.chain(of_resource).collect()
    }

    fn limits(&self, per: impl Fn(LimitScope) -> bool) -> impl Iterator<Item = &'a Limit> {
        self.service.limits.iter().filter(move |limit| per(limit.per))
    }

    fn of_service<'c>(&self, limit: &Limit, counted: impl Iterator<Item = &'c Counted>) -> Result<Tally> {
        let Some(zone) = &self.zone else {
            return Err(Error::from(ServiceError::NoZone {}).in_field("limits").in_field("service"));
        };
        Ok(Tally::new(Terms::of(limit), zone, self.duration, self.context, counted))
    }
}

impl Terms {
    fn of(limit: &Limit) -> Self {
        Self { of: LimitOf::Service, per: limit.per, period: limit.period, most: limit.most }
    }
}

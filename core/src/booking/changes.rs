use super::{BookedSeries, Booking, GuardianLink, Remembered};
use crate::audit::Event;
use crate::availability::Schedule;
use crate::error::{Error, Result, SlotsError};
use crate::id::{EventId, ResourceId, ServiceId, SourceId};
use crate::interval::Interval;
use crate::limits::Limits;
use crate::policy::Policy;
use crate::resource::Resource;
use crate::rules::{Busy, ExternalUse, Occupant};
use crate::service::Service;
use crate::session::Session;
use crate::source::Taken;

/// What a store writes, all of it or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Resources, new or changed.
    pub resources: Vec<(Resource, Schedule)>,
    /// Services, new or changed.
    pub services: Vec<Service>,
    /// Policies, each new, right after the newest stored version, or as it is stored.
    pub policies: Vec<Policy>,
    /// Services that there are no more; what was booked of them stays.
    pub removed_services: Vec<ServiceId>,
    /// Outside busy time that replaces what was known of its source.
    pub external: Vec<ExternalBusy>,
    /// Who answers for whom from now on.
    pub guardians: Vec<GuardianLink>,
    /// Series, new (version 1) or changed (one version above the stored one).
    pub series: Vec<BookedSeries>,
    /// Sessions, new (version 1) or changed (one version above the stored one).
    pub sessions: Vec<Session>,
    /// Bookings, new (version 1) or changed (one version above the stored one).
    pub bookings: Vec<Booking>,
    /// What is answered, for repetitions.
    pub remembered: Option<Remembered>,
    /// What is noted of all that, one event for each record that has versions ([`Changes::noted`]); the store puts each
    /// after the one before it in its chain.
    pub events: Vec<Event>,
}

/// The busy time of a resource according to one source: a calendar, a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalBusy {
    /// Whose time.
    pub resource: ResourceId,
    /// Who says so.
    pub source: SourceId,
    /// All of it, in any order; what is said twice counts once.
    pub spans: Vec<ExternalSpan>,
}

/// Time that an outside event takes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExternalSpan {
    /// When.
    pub span: Interval,
    /// Which event, if the source tells.
    pub event: Option<EventId>,
}

impl From<Taken> for ExternalSpan {
    fn from(taken: Taken) -> Self {
        Self { span: taken.span, event: taken.event }
    }
}

impl ExternalSpan {
    /// The time as rules and reasons see it.
    pub fn busy(&self, source: &SourceId) -> Busy {
        let by = ExternalUse { source: Some(source.clone()), event: self.event.clone() };
        Busy { span: self.span, by: Occupant::External(by), place: None }
    }
}

impl Changes {
    /// One session with one booking, both new or changed.
    pub fn booking(session: Session, booking: Booking) -> Self {
        Self { sessions: vec![session], bookings: vec![booking], ..Self::default() }
    }

    /// One resource, new or changed.
    pub fn resource(resource: Resource, schedule: Schedule) -> Self {
        Self { resources: vec![(resource, schedule)], ..Self::default() }
    }

    /// One service, new or changed.
    pub fn service(service: Service) -> Self {
        Self { services: vec![service], ..Self::default() }
    }

    /// One policy, new or as it is stored.
    pub fn policy(policy: Policy) -> Self {
        Self { policies: vec![policy], ..Self::default() }
    }

    /// What one source says now.
    pub fn external(external: ExternalBusy) -> Self {
        Self { external: vec![external], ..Self::default() }
    }

    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Checks resources, schedules, services, policies and the amount of outside busy time: what is stored can be decided on.
    /// A zone's name need not be known yet.
    ///
    /// # Errors
    /// As [`Schedule::validate`], [`Service::validate`], [`Policy::validate`] and [`Resource::validate`]; `slots.too-busy`. The path names
    /// the part.
    pub fn validate(&self, limits: &Limits) -> Result<()> {
        for (at, (resource, schedule)) in self.resources.iter().enumerate() {
            let own = resource.validate().map_err(|e| e.in_field("resource"));
            let hours = || schedule.validate(limits).map_err(|error| error.in_field("schedule"));
            own.and_then(|()| hours()).map_err(|error| error.in_index(at).in_field("resources"))?;
        }
        for (at, service) in self.services.iter().enumerate() {
            service.validate(limits).map_err(|error| error.in_index(at).in_field("services"))?;
        }
        for (at, policy) in self.policies.iter().enumerate() {
            policy.validate(limits).map_err(|error| error.in_index(at).in_field("policies"))?;
        }
        for (at, external) in self.external.iter().enumerate() {
            let found = external.spans.len();
            if found > limits.busy {
                let error = Error::from(SlotsError::TooBusy { found, limit: limits.busy });
                return Err(error.in_field("spans").in_index(at).in_field("external"));
            }
        }
        Ok(())
    }
}

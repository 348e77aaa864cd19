use super::RequestScope;
use crate::id::{BookingId, ResourceId, SeriesId, ServiceId, SessionId, SubjectId, Tag, WaitlistId};
use crate::interval::Interval;
use crate::service::{Period, PolicyName};
use crate::time::DAY;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What a decision has to see, in full: a store loads no less.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Need {
    /// Bookings by their ids.
    pub bookings: BTreeSet<BookingId>,
    /// Sessions by their ids, each with all of its bookings.
    pub sessions: BTreeSet<SessionId>,
    /// Series by their ids, each with all of its bookings.
    pub series: BTreeSet<SeriesId>,
    /// Services.
    pub services: BTreeSet<ServiceId>,
    /// Resources with their schedules.
    pub resources: BTreeSet<ResourceId>,
    /// Resources that carry all tags of a set, with their schedules.
    pub tagged: BTreeSet<Vec<Tag>>,
    /// What takes resources' time.
    pub busy: Option<BusyNeed>,
    /// What limits count.
    pub counted: Option<CountedNeed>,
    /// Policies, in their newest or in a certain version.
    pub policies: BTreeSet<PolicyName>,
    /// The grace tokens that a client has used.
    pub tokens: Option<TokenNeed>,
    /// Entries of waitlists by their ids.
    pub entries: BTreeSet<WaitlistId>,
    /// Those who wait.
    pub waiting: Option<WaitingNeed>,
    /// What was answered to a request.
    pub remembered: Option<RequestScope>,
}

/// The entries that wait for one of these sessions alone, have an offer of one of them, or wait for any time of one of
/// these services. Those that are over are not needed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WaitingNeed {
    /// The sessions.
    pub sessions: BTreeSet<SessionId>,
    /// The services.
    pub services: BTreeSet<ServiceId>,
}

/// Everything that takes the time of resources and overlaps a span, its buffers counted as part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BusyNeed {
    /// Whose time.
    pub resources: BTreeSet<ResourceId>,
    /// Where; what only touches it is not needed.
    pub span: Interval,
}

/// The bookings of services or of resources that take time and start in a span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedNeed {
    /// Of one of these services,
    pub services: BTreeSet<ServiceId>,
    /// or of one of these resources.
    pub resources: BTreeSet<ResourceId>,
    /// From when on, and until when; absent is ever.
    pub starts: Option<Interval>,
}

/// The local dates at which a client used grace tokens, for whatever booking, that were not given back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenNeed {
    /// Whose.
    pub client: SubjectId,
    /// From this date on; absent is ever.
    pub since: Option<NaiveDate>,
}

impl TokenNeed {
    /// Makes a need of the same client cover this one too.
    pub(super) fn widen(self, need: &mut Option<Self>) {
        let since = match need.as_ref() {
            Some(known) => known.since.zip(self.since).map(|(one, other)| one.min(other)),
            None => self.since,
        };
        *need = Some(Self { since, ..self });
    }
}

impl Need {
    /// One booking.
    pub fn booking(id: BookingId) -> Self {
        Self { bookings: BTreeSet::from([id]), ..Self::default() }
    }

    /// One session with its bookings.
    pub fn session(id: SessionId) -> Self {
        Self { sessions: BTreeSet::from([id]), ..Self::default() }
    }

    /// One service.
    pub fn service(id: ServiceId) -> Self {
        Self { services: BTreeSet::from([id]), ..Self::default() }
    }

    /// One policy.
    pub fn policy(name: PolicyName) -> Self {
        Self { policies: BTreeSet::from([name]), ..Self::default() }
    }

    /// One resource with its schedule.
    pub fn resource(id: ResourceId) -> Self {
        Self { resources: BTreeSet::from([id]), ..Self::default() }
    }

    /// One entry of a waitlist.
    pub fn entry(id: WaitlistId) -> Self {
        Self { entries: BTreeSet::from([id]), ..Self::default() }
    }

    /// What takes one resource's time.
    pub fn busy(resource: ResourceId, span: Interval) -> Self {
        let busy = BusyNeed { resources: BTreeSet::from([resource]), span };
        Self { busy: Some(busy), ..Self::default() }
    }

    /// Whether nothing is needed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What is left to be loaded when `seen` is loaded already. Busy time and what limits count are loaded once, as a
    /// whole.
    #[must_use]
    pub fn without(mut self, seen: &Self) -> Self {
        self.bookings.retain(|id| !seen.bookings.contains(id));
        self.sessions.retain(|id| !seen.sessions.contains(id));
        self.series.retain(|id| !seen.series.contains(id));
        self.services.retain(|id| !seen.services.contains(id));
        self.resources.retain(|id| !seen.resources.contains(id));
        self.tagged.retain(|tags| !seen.tagged.contains(tags));
        self.busy = self.busy.filter(|busy| seen.busy.as_ref() != Some(busy));
        self.counted = self.counted.filter(|counted| seen.counted.as_ref() != Some(counted));
        self.policies.retain(|name| !seen.policies.contains(name));
        self.tokens = self.tokens.filter(|tokens| seen.tokens.as_ref() != Some(tokens));
        self.entries.retain(|id| !seen.entries.contains(id));
        self.waiting = self.waiting.filter(|waiting| seen.waiting.as_ref() != Some(waiting));
        self.remembered = self.remembered.filter(|_| seen.remembered.is_none());
        self
    }

    /// Adds what another need names.
    pub fn extend(&mut self, other: Self) {
        self.bookings.extend(other.bookings);
        self.sessions.extend(other.sessions);
        self.series.extend(other.series);
        self.services.extend(other.services);
        self.resources.extend(other.resources);
        self.tagged.extend(other.tagged);
        self.busy = other.busy.or(self.busy.take());
        self.counted = other.counted.or(self.counted.take());
        self.policies.extend(other.policies);
        self.tokens = other.tokens.or(self.tokens.take());
        self.entries.extend(other.entries);
        self.waiting = other.waiting.or(self.waiting.take());
        self.remembered = other.remembered.or(self.remembered.take());
    }
}

impl CountedNeed {
    /// The starts that can lie in one of these periods together with a start in `starts`, in whatever zone; absent is
    /// all there are.
    pub fn around(periods: impl IntoIterator<Item = Period>, starts: Interval) -> Option<Interval> {
        let reach = |period: Period| match period {
            // A day more than the period has, for the zones' offsets.
            Period::Day => Some(2 * DAY),
            Period::Week(_) => Some(8 * DAY),
            Period::Month => Some(32 * DAY),
            Period::Year => Some(367 * DAY),
            Period::Ever => None,
        };
        let widest =
            periods.into_iter().try_fold(0, |widest: i64, period| Some(widest.max(reach(period)?)))?;
        Interval::from_secs(starts.start_secs() - widest, starts.end_secs() + widest)
    }
}

//! The decision about a booking, for hosts that keep the records themselves.

use super::slots::{ResourceState, Surroundings};
use crate::bridge::Bridge;
use chrono::NaiveDate;
use kalends::booking::{
    BookedSeries, Booking, BusyNeed, Changes, Command, Need, Occupancy, ResourceRecord, Scheduled, Step,
    Transaction, Verdict, View, WaitingNeed,
};
use kalends::error::Error;
use kalends::id::{BookingId, ResourceId, WaitlistId};
use kalends::impact::Orphan;
use kalends::policy::{Outcome, Policy};
use kalends::rules::{Blocker, Busy, Context, Reason, Ways};
use kalends::series::Plan;
use kalends::service::{PolicyName, Service};
use kalends::session::Session;
use kalends::waitlist::{Entry, Wish};
use kalends::{Limits, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Asks whether a command can be carried out, with everything that the decision has to see.
///
/// Whoever keeps the records has to load them and write what follows in one transaction, or two buyers can get one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BookingDecideRequest {
    /// What somebody wants done.
    pub command: Command,
    /// The circumstances.
    pub context: Context,
    /// The resources that the service requires, or that the command or its booking names, as questions about slots take
    /// them; none is needed for a command that takes no time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<ResourceState>,
    /// The service that the command or its booking is about; not needed for a command that takes no time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<Service>,
    /// Sessions: the one that the command is about or that its booking has a part in. Others may be here too, instead of
    /// in the resources' busy time; what is in both counts once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<Session>,
    /// The series that the command is about, if there is one with its id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub series: Vec<BookedSeries>,
    /// Bookings: the one with the command's id if there is one, and all of the sessions and of the series.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bookings: Vec<Booking>,
    /// The policies, where the service or a booking names one: in the version that the booking was made under, or that
    /// the service is booked under now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<Policy>,
    /// The local dates at which the client used grace tokens, for whatever booking, that were not given back.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "kalends::time::wire::dates")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::dates::schema"))]
    pub tokens_used: Vec<NaiveDate>,
    /// Entries of waitlists: the one with the command's id if there is one, and all that wait for the sessions, or for any
    /// time of the service. The bookings that are their offers belong to the bookings above.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<Entry>,
    /// What matters beside the resources.
    #[serde(default, skip_serializing_if = "Surroundings::is_empty")]
    pub surroundings: Surroundings,
}

/// What becomes of a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BookingDecideResponse {
    /// The decision.
    pub verdict: BookingVerdict,
    /// The release of the zone data.
    pub release: String,
}

/// The decision about a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum BookingVerdict {
    /// It is done once what follows is written.
    Accept(Box<BookingAccepted>),
    /// It cannot be done.
    Refuse(Box<BookingRefused>),
}

/// What an accepted command leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BookingAccepted {
    /// The bookings that it is about, as they stand afterwards.
    pub bookings: Vec<Booking>,
    /// The session that it is about, as it stands afterwards, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<Session>,
    /// The series that it is about, as it stands afterwards, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<BookedSeries>,
    /// What a split leaves of the series that it was split off from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Box<BookedSeries>>,
    /// What was planned of the series: every occurrence, with the reasons of what could not be booked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<Plan>,
    /// What the policies say to it, by booking: whether it is late, fees, tokens, deposits.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub outcomes: BTreeMap<BookingId, Outcome>,
    /// The resource that it is about, with its schedule as it stands afterwards, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<Box<Scheduled>>,
    /// The service that it is about, as it stands afterwards; absent where it is about none, or removes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<Box<Service>>,
    /// What a changed schedule leaves outside opening hours: kept or cancelled, as the command says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub orphans: Vec<Orphan>,
    /// The place in a waitlist that it is about, as it stands afterwards, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<Entry>,
    /// Those who waited and have an offer now of what became free, in the order in which they got it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub promoted: Vec<Entry>,
    /// Whether anything has to be written: a command that was carried out before changes nothing. If so, these bookings
    /// have to be written, the one or two series, the resource or the service, and what stands below, each list in its
    /// order: a record may change twice.
    pub changed: bool,
    /// The sessions that have to be written, with the bookings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<Session>,
    /// The entries of waitlists that have to be written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<Entry>,
    /// The bookings that hold what is offered, or held it, and have to be written too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offers: Vec<Booking>,
}

/// Why a command cannot be carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BookingRefused {
    /// Why, in the order of the codes.
    pub reasons: Vec<Reason>,
    /// Of a series: every occurrence with its reasons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<Plan>,
    /// Of a changed schedule: what it would leave outside opening hours.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub orphans: Vec<Orphan>,
    /// The bookings that have to be written all the same: a request that cannot be confirmed may be declined at once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bookings: Vec<Booking>,
    /// The sessions that have to be written with them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<Session>,
    /// The entries of waitlists that have to be written with them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<Entry>,
}

impl Bridge {
    /// Judges a command, by the same rules that list slots, and keeps nothing.
    ///
    /// # Errors
    /// `booking.*`, `service.*`, `slots.not-waivable`, `slots.no-resource`, `slots.too-busy`, `slots.too-many-counted`,
    /// `availability.*`, `policy.*`, `zone.unknown`;
    /// `time.out-of-range` for an end after the year 9999.
    ///
    /// # Example: the second 02:00 of an autumn night is a time of its own
    /// ```
    /// # use kalends_bridge::Bridge;
    /// let request = br#"{
    ///     "command": {"book": {
    ///         "booking": "b1", "resource": "nurse", "service": "watch", "start": "2026-10-25T01:00:00Z"
    ///     }},
    ///     "resources": [{
    ///         "resource": {"id": "nurse", "zone": "Europe/Berlin"},
    ///         "schedule": {"weekly": [{"id": "night", "days": ["SU"], "from": "01:00", "to": "04:00"}]},
    ///         "busy": [{"start": "2026-10-25T00:00:00Z", "end": "2026-10-25T01:00:00Z"}]
    ///     }],
    ///     "service": {"id": "watch", "durations": ["PT1H"], "step": "PT1H"},
    ///     "context": {"now": "2026-10-01T00:00:00Z"}
    /// }"#;
    /// let answer = Bridge::default().call("booking.decide", request);
    /// assert!(answer.starts_with(r#"{"ok":{"verdict":{"accept":{"bookings":[{"id":"b1","version":1,"#), "{answer}");
    /// assert!(answer.contains(r#""local":{"wall":"2026-10-25T02:00:00","zone":"Europe/Berlin","offset":3600,"#));
    /// ```
    pub fn booking_decide(&self, mut request: BookingDecideRequest) -> Result<BookingDecideResponse> {
        for (at, policy) in request.policies.iter().enumerate() {
            policy.validate(self.limits()).map_err(|error| error.in_index(at).in_field("policies"))?;
        }
        if let Some(service) = &request.service {
            service.validate(self.limits()).map_err(|error| error.in_field("service"))?;
        }
        let transaction = Transaction::new(request.command.clone(), request.context.clone());
        let verb = request.command.name();
        let verdict = request.decide(transaction, self).map_err(|error| placed(error, verb))?;
        Ok(BookingDecideResponse { verdict: verdict.into(), release: self.release() })
    }
}

impl From<Verdict> for BookingVerdict {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Accept(accepted) => Self::Accept(Box::new(BookingAccepted {
                changed: !accepted.changes.is_empty(),
                offers: beside(&accepted.bookings, accepted.changes.bookings),
                entry: accepted.entry,
                promoted: accepted.promoted,
                entries: accepted.changes.entries,
                bookings: accepted.bookings,
                session: accepted.session,
                series: accepted.series,
                before: accepted.before,
                plan: accepted.plan,
                outcomes: accepted.outcomes,
                resource: accepted.resource,
                service: accepted.service,
                orphans: accepted.orphans,
                sessions: accepted.changes.sessions,
            })),
            Verdict::Refuse(refused) => Self::Refuse(Box::new(BookingRefused {
                reasons: refused.reasons,
                plan: refused.plan,
                orphans: refused.orphans,
                bookings: refused.changes.bookings,
                sessions: refused.changes.sessions,
                entries: refused.changes.entries,
            })),
        }
    }
}

/// The request's records in the place of a store.
impl BookingDecideRequest {
    fn decide(&mut self, mut transaction: Transaction, bridge: &Bridge) -> Result<Verdict> {
        let limits: &Limits = bridge.limits();
        let mut step = transaction.start();
        loop {
            step = match step {
                Step::Load(need) => transaction.loaded(self.view(need), bridge.zones(), limits)?,
                Step::Write(changes) => {
                    self.write(changes);
                    transaction.written()
                }
                Step::Done(verdict) => return Ok(verdict),
            }
        }
    }

    /// What is decided further sees what has to be written.
    fn write(&mut self, changes: Changes) {
        put(&mut self.sessions, changes.sessions, |a, b| a.id == b.id);
        put(&mut self.bookings, changes.bookings, |a, b| a.id == b.id);
        put(&mut self.entries, changes.entries, |a, b| a.id == b.id);
    }

    fn view(&self, need: Need) -> View {
        let is_tagged = |own: &ResourceState| need.tagged.iter().any(|tags| own.resource.carries(tags));
        let named = |own: &&ResourceState| need.resources.contains(&own.resource.id) || is_tagged(own);
        let record = |own: &ResourceState| ResourceRecord {
            resource: own.resource.clone(),
            schedule: own.schedule.clone(),
            revision: 0,
        };
        let sources = |own: &ResourceState| (own.resource.id.clone(), own.sources.clone());
        let of_series =
            |one: &Booking| one.occurrence.as_ref().is_some_and(|at| need.series.contains(&at.series));
        let bookings = self.bookings.iter().filter(|one| {
            need.bookings.contains(&one.id) || need.sessions.contains(&one.session) || of_series(one)
        });
        let series = self.series.iter().filter(|one| need.series.contains(&one.id));
        let sessions = self.sessions.iter().filter(|one| need.sessions.contains(&one.id));
        let service = self.service.iter().filter(|own| need.services.contains(&own.id));
        let policies =
            need.policies.iter().filter_map(|name| Some((name.clone(), self.policy(name)?.clone())));
        let resources = self.resources.iter().filter(named);
        View {
            bookings: bookings.map(|one| (one.id.clone(), one.clone())).collect(),
            sessions: sessions.map(|one| (one.id.clone(), one.clone())).collect(),
            series: series.map(|one| (one.id.clone(), one.clone())).collect(),
            services: service.map(|one| (one.id.clone(), one.clone())).collect(),
            resources: resources.map(|own| (own.resource.id.clone(), record(own))).collect(),
            busy: need.busy.as_ref().map(|wanted| self.busy_in(wanted).collect()).unwrap_or_default(),
            counted: need.counted.as_ref().map(|_| self.surroundings.counted.clone()).unwrap_or_default(),
            ways: self.surroundings.travel.clone().map(Ways::new),
            sources: self.resources.iter().map(sources).collect(),
            policies: policies.collect(),
            tokens_used: need.tokens.as_ref().map(|_| self.tokens_used.clone()).unwrap_or_default(),
            entries: self.entries_of(&need),
            remembered: None,
            need,
        }
    }

    /// A policy in a certain version, or in the newest of those that are here.
    fn policy(&self, name: &PolicyName) -> Option<&Policy> {
        let is_named =
            |one: &&Policy| one.id == name.id && name.version.is_none_or(|version| one.version == version);
        self.policies.iter().filter(is_named).max_by_key(|one| one.version)
    }

    fn entries_of(&self, need: &Need) -> BTreeMap<WaitlistId, Entry> {
        let waits = |entry: &Entry, waiting: &WaitingNeed| {
            let wished = match &entry.wish {
                Wish::Session(id) => waiting.sessions.contains(id),
                Wish::Time(wish) => waiting.services.contains(&wish.service),
            };
            entry.is_live() && wished
                || entry.offer().is_some_and(|offer| waiting.sessions.contains(&offer.session))
        };
        let is_needed = |entry: &&Entry| {
            need.entries.contains(&entry.id) || need.waiting.as_ref().is_some_and(|need| waits(entry, need))
        };
        self.entries.iter().filter(is_needed).map(|one| (one.id.clone(), one.clone())).collect()
    }

    fn busy_in<'a>(&'a self, wanted: &'a BusyNeed) -> impl Iterator<Item = (ResourceId, Vec<Busy>)> + 'a {
        let named = self.resources.iter().filter(|own| wanted.resources.contains(&own.resource.id));
        named.map(|own| {
            let said = own.busy.iter().filter(|one| !self.is_kept(one)).cloned();
            let all = self.sessions_of(&own.resource.id).chain(said);
            (own.resource.id.clone(), all.filter(|one| one.footprint().overlaps(wanted.span)).collect())
        })
    }

    /// What sessions take of a resource.
    fn sessions_of<'a>(&'a self, resource: &'a ResourceId) -> impl Iterator<Item = Busy> + 'a {
        self.sessions.iter().filter_map(move |session| {
            let bookings = self.bookings.iter().filter(|one| one.session == session.id);
            let own = session.uses.iter().find(|one| one.resource == *resource)?;
            Occupancy::new(session, bookings).map(|taken| taken.of(own))
        })
    }

    /// Whether the records of sessions and bookings say it themselves.
    fn is_kept(&self, busy: &Busy) -> bool {
        match busy.blocker() {
            Blocker::Session(id) => self.sessions.iter().any(|one| one.id == id),
            Blocker::Booking(id) | Blocker::Hold(id) => self.bookings.iter().any(|one| one.id == id),
            Blocker::External(_) => false,
        }
    }
}

/// The bookings that are not told as what the command is about.
fn beside(told: &[Booking], mut written: Vec<Booking>) -> Vec<Booking> {
    written.retain(|one| !told.contains(one));
    written
}

/// Puts records in the place of those with the same id.
fn put<T>(all: &mut Vec<T>, later: Vec<T>, same: impl Fn(&T, &T) -> bool) {
    for one in later {
        all.retain(|known| !same(known, &one));
        all.push(one);
    }
}

/// The decision names fields of the command, the request has it one floor down.
fn placed(error: Error, verb: &str) -> Error {
    let path = error.path();
    let of_command = error.code().starts_with("booking.") && path != "context"
        || ["start", "duration", "resource", "price"].contains(&path);
    if of_command { error.in_field(verb).in_field("command") } else { error }
}

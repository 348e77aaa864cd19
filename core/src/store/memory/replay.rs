//! The store that a feed of events tells of.

use super::MemoryStore;
use super::events::Log;
use super::state::{Cell, State};
use crate::audit::{Event, Hash, Recorded};
use crate::booking::{BookedSeries, Booking, ResourceRecord, Scheduled, unknown_policy};
use crate::error::{Error, FeedError, Result};
use crate::id::ResourceId;
use crate::limits::Limits;
use crate::policy::Policy;
use crate::service::Service;
use crate::session::Session;
use crate::store::unknown_resource;
use crate::waitlist::Entry;
use serde::de::DeserializeOwned;

/// Rebuilds a store from the feed of another one, in memory: a replica, a restored backup, a second look at what an
/// owner says.
///
/// It takes the events of [`Store::events`](super::Store::events) one after the other, from the first on, and holds
/// nothing but them until [`finish`](Self::finish). Of each entity only the last record is read, of a policy each
/// version; what came before is there for the feed and the chains. The store that comes of it answers every query as
/// the one that wrote the events did at that position, has the same feed and the same chains, and can be written on.
///
/// It lacks what events leave out:
/// - what is said about people: names, addresses and the details of bookings, and the names of resources;
/// - outside busy time;
/// - who answers for whom;
/// - what was answered to requests with a key.
///
/// The revision of each resource is the position of the last event: it rises with every longer feed, and is not the one
/// that it had in the store.
///
/// # Example: a lesson at 02:30 in the night in which that time comes twice
/// ```
/// use kalends::audit::{Act, EventQuery};
/// use kalends::availability::{Schedule, Weekly};
/// use kalends::booking::{Book, Changes, Details, Reschedule, Transaction};
/// use kalends::id::{BookingId, ResourceId, RuleId, ServiceId};
/// use kalends::store::{MemoryStore, Replay, Store, checkpoint, execute, put};
/// use kalends::{resource::Resource, rules::Context, service::Service, time, time::Weekdays};
/// use kalends::{Limits, ZoneDb};
/// let (limits, zones) = (Limits::default(), ZoneDb::builtin());
/// let now = time::parse_instant("2027-10-01T08:00:00Z")?;
/// let mut store = MemoryStore::new();
/// let (anna, night) = (ResourceId::new("anna")?, ServiceId::new("night-watch")?);
/// let always = Weekly::open(RuleId::new("always")?, Weekdays::ALL, "00:00".parse()?, "24:00".parse()?);
/// let schedule = Schedule { weekly: vec![always], ..Schedule::default() };
/// let resource = Resource::new(anna.clone(), "Europe/Berlin".parse()?);
/// put(&mut store, &Changes::resource(resource, schedule), &Act::put(now), &limits)?;
/// let (hour, half) = (time::Length::from_minutes(60)?, time::Length::from_minutes(30)?);
/// put(&mut store, &Changes::service(Service::new(night.clone(), hour, half)), &Act::put(now), &limits)?;
/// let id = BookingId::new("b1")?;
/// let (first, second) = (time::parse_tick("2027-10-31T00:30:00Z")?, time::parse_tick("2027-10-31T01:30:00Z")?);
/// let (resource, session, duration) = (Some(anna), None, None);
/// let (kind, price, participants, details) = (None, None, vec![], Details::default());
/// let book = Book {
///     booking: id.clone(), resource, service: night, start: first, duration, session: None, kind, price,
///     participants, details,
/// };
/// let again = Reschedule { booking: id.clone(), start: second, duration, resource: None, session, version: None };
/// for command in [book.into(), again.into()] {
///     execute(&mut store, Transaction::new(command, Context::host(now)), zones, &limits)?;
/// }
///
/// let mut replay = Replay::new();
/// for recorded in store.events(&EventQuery::default())? {
///     replay.push(recorded)?;
/// }
/// let mut copy = replay.finish(&limits)?;
/// let booking = copy.booking(&id)?.expect("it was booked");
/// assert_eq!((booking.version, booking.local.wall.to_string()), (2, "2027-10-31 02:30:00".to_owned()));
/// assert_eq!((booking.span.start(), booking.local.offset), (second, 3600)); // the second of the two
/// assert_eq!(checkpoint(&mut copy)?, checkpoint(&mut store)?);
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Replay {
    log: Log,
    links: Links,
}

/// How the link from an event to the one before it is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Links {
    /// By computing the hash.
    Computed,
    /// There is one, and the first has none.
    Present,
}

impl Default for Replay {
    fn default() -> Self {
        Self::new()
    }
}

impl Replay {
    /// Nothing yet. The hash of each event is computed and compared with what the next one of its chain says.
    ///
    /// That finds any change of an event that another one follows. To find a change of the last ones too, compare
    /// [`checkpoint`](crate::store::checkpoint) of the finished store with one that was kept elsewhere.
    pub fn new() -> Self {
        Self { log: Log::default(), links: Links::Computed }
    }

    /// Nothing yet, for a feed whose chains are known to fit, as that of a store of one's own: positions, versions and
    /// records are checked as ever, hashes are not computed.
    pub fn trusting() -> Self {
        Self { log: Log::default(), links: Links::Present }
    }

    /// The position of the last event; 0 before the first. The feed goes on after it.
    pub fn position(&self) -> u64 {
        self.log.position()
    }

    /// Takes the next event of the feed. One that is refused is not taken: the replay stays as it was.
    ///
    /// # Errors
    /// `feed.position` for one that is not the next, `feed.kind` for one of something that stores do not keep,
    /// `feed.version` for one that skips or repeats a version of its entity, and `feed.previous` for one that does not
    /// name the hash of the event before it.
    pub fn push(&mut self, recorded: Recorded) -> Result<()> {
        let Recorded { position, event } = recorded;
        let expected = self.log.position().saturating_add(1);
        if position != expected {
            return Err(FeedError::Position { expected, found: position }.into());
        }
        if !KINDS.iter().any(|(kind, _)| *kind == event.entity.kind.as_str()) {
            return Err(FeedError::Kind { found: event.entity.kind.to_string() }.into());
        }
        let last = self.log.last(&event.entity);
        let (expected, found) = (last.map_or(0, |last| last.version).saturating_add(1), event.version);
        let (kind, id) = (&event.entity.kind, &event.entity.id);
        if found != expected {
            let (kind, id) = (kind.to_string(), id.to_string());
            return Err(FeedError::Version { kind, id, expected, found }.into());
        }
        if !self.links.fit(last, event.previous) {
            let (kind, id) = (kind.to_string(), id.to_string());
            return Err(FeedError::Previous { kind, id, version: found }.into());
        }
        self.log.push(event);
        Ok(())
    }

    /// The store as it stands after the last event.
    ///
    /// # Errors
    /// `feed.record` for a record that is none of the kind, id and version that its event says;
    /// `booking.unknown-resource` and `policy.unknown` for one that names what the feed does not have; as
    /// [`Changes::validate`](crate::booking::Changes::validate) for a schedule, service or policy that cannot be decided on.
    pub fn finish(self, limits: &Limits) -> Result<MemoryStore> {
        let mut state = State::default();
        let reading = Reading { limits: limits.clone(), revision: self.log.position() };
        for (kind, read) in KINDS {
            for mut events in self.log.chains_of(kind) {
                if *kind == "policy" {
                    // Each version is a record of its own.
                    events.try_for_each(|event| read(&reading, event, &mut state))?;
                } else if let Some(last) = events.next_back() {
                    read(&reading, last, &mut state)?;
                }
            }
        }
        state.log = self.log;
        Ok(MemoryStore { state })
    }
}

impl Links {
    fn fit(self, last: Option<&Event>, previous: Option<Hash>) -> bool {
        match (self, last) {
            (Self::Computed, Some(last)) => previous == Some(last.hash()),
            (Self::Present, Some(_)) => previous.is_some(),
            (_, None) => previous.is_none(),
        }
    }
}

/// Reads the record of an event into the state.
type Reader = fn(&Reading, &Event, &mut State) -> Result<()>;

/// The kinds of records in the order in which they name one another, each with what reads its last event.
const KINDS: &[(&str, Reader)] = &[
    ("resource", Reading::resource),
    ("policy", Reading::policy),
    ("service", Reading::service),
    ("series", Reading::series),
    ("session", Reading::session),
    ("booking", Reading::booking),
    ("waitlist", Reading::entry),
];

/// What a record is read with.
struct Reading {
    limits: Limits,
    revision: u64,
}

impl Reading {
    fn resource(&self, event: &Event, state: &mut State) -> Result<()> {
        let Scheduled { resource, schedule } =
            record(event, |one: &Scheduled| (one.resource.id.as_str(), one.resource.version))?;
        resource.validate()?;
        schedule.validate(&self.limits)?;
        let id = resource.id.clone();
        let record = ResourceRecord { resource, schedule, revision: self.revision };
        state.set(Cell::Resource(id, Some(record)));
        Ok(())
    }

    fn policy(&self, event: &Event, state: &mut State) -> Result<()> {
        let policy = record(event, |one: &Policy| (one.id.as_str(), one.version.get().into()))?;
        policy.validate(&self.limits)?;
        state.set(Cell::Policy((policy.id.clone(), policy.version), Some(policy)));
        Ok(())
    }

    fn service(&self, event: &Event, state: &mut State) -> Result<()> {
        let service = record(event, |one: &Service| (one.id.as_str(), one.version))?;
        service.validate(&self.limits)?;
        let named = service.policy.as_ref().filter(|name| state.policy(name).is_none());
        named.map_or(Ok(()), |name| Err(unknown_policy(name)))?;
        state.set(Cell::Service(service.id.clone(), Some(service)));
        Ok(())
    }

    fn series(&self, event: &Event, state: &mut State) -> Result<()> {
        let series = record(event, |one: &BookedSeries| (one.id.as_str(), one.version))?;
        state.set(Cell::Series(series.id.clone(), Some(series)));
        Ok(())
    }

    fn session(&self, event: &Event, state: &mut State) -> Result<()> {
        let session = record(event, |one: &Session| (one.id.as_str(), one.version))?;
        known(state, session.uses.iter().map(|one| &one.resource))?;
        state.set(Cell::Session(session.id.clone(), Some(session)));
        Ok(())
    }

    fn booking(&self, event: &Event, state: &mut State) -> Result<()> {
        let booking = record(event, |one: &Booking| (one.id.as_str(), one.version))?;
        known(state, &booking.resources)?;
        state.set(Cell::Booking(booking.id.clone(), Some(booking)));
        Ok(())
    }

    fn entry(&self, event: &Event, state: &mut State) -> Result<()> {
        let entry = record(event, |one: &Entry| (one.id.as_str(), one.version))?;
        state.set(Cell::Entry(entry.id.clone(), Some(entry)));
        Ok(())
    }
}

/// The record of an event, which has to have its id and version.
fn record<T: DeserializeOwned>(event: &Event, name: fn(&T) -> (&str, u64)) -> Result<T> {
    let record: T = serde_json::from_str(&event.after).map_err(|error| unlike(event, error.to_string()))?;
    let (id, version) = name(&record);
    if (id, version) == (event.entity.id.as_str(), event.version) {
        return Ok(record);
    }
    let reason = format!("it is version {version} of `{id}`");
    Err(unlike(event, reason))
}

fn unlike(event: &Event, reason: String) -> Error {
    let (kind, id) = (event.entity.kind.to_string(), event.entity.id.to_string());
    FeedError::Record { kind, id, version: event.version, reason }.into()
}

fn known<'a>(state: &State, resources: impl IntoIterator<Item = &'a ResourceId>) -> Result<()> {
    match resources.into_iter().find(|id| !state.resources.contains_key(*id)) {
        None => Ok(()),
        Some(id) => Err(unknown_resource(id)),
    }
}

use crate::circumstances::Circumstances;
use crate::url::{self, AnyStore};
use chrono::{DateTime, Utc};
use kalends::audit::Act;
use kalends::availability::{Hours, Schedule};
use kalends::booking::{
    BookedSeries, Booking, BookingQuery, Changes, Command, EntryPage, EntryQuery, ExternalBusy, Need,
    ResourceRecord, Transaction, Verdict,
};
use kalends::id::{BookingId, ResourceId, SeriesId, ServiceId, SessionId, WaitlistId};
use kalends::interval::Interval;
use kalends::policy::Policy;
use kalends::resource::Resource;
use kalends::service::{PolicyName, Service};
use kalends::session::Session;
use kalends::store::{self, Due, Store, Tick};
use kalends::waitlist::Entry;
use kalends::zone::ZoneDb;
use kalends::{Category, Limits, Result};
use kalends_bridge::Bridge;
use std::fmt;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;
use uuid::Uuid;

/// How often a command is tried that meets a newer state of a store.
const ATTEMPTS: usize = 4;

type Clock = Box<dyn Fn() -> DateTime<Utc> + Send + Sync>;
type Ids = Box<dyn Fn() -> String + Send + Sync>;

/// A store with a clock and ids. Any number of threads may use it; they take turns.
///
/// # Example: two tenants in one file
/// ```
/// use kalends_engine::Engine;
/// # let directory = tempfile::tempdir().map_err(|_| ()).unwrap();
/// # let url = format!("sqlite:{}/kalends.db", directory.path().display());
/// let (acme, other) = (Engine::open_for(&url, "acme")?, Engine::open_for(&url, "other")?);
/// assert!(acme.resources()?.is_empty() && other.resources()?.is_empty());
/// # Ok::<(), kalends::Error>(())
/// ```
pub struct Engine {
    store: Mutex<AnyStore>,
    clock: Clock,
    ids: Ids,
    zones: Option<Arc<ZoneDb>>,
    limits: Limits,
}

impl Engine {
    /// Opens a store for the default tenant.
    ///
    /// `sqlite:PATH` is a file (also spelt `sqlite://PATH`; the path is taken as it stands, without percent signs
    /// being decoded), `sqlite::memory:` a SQLite database in memory, `memory:` a plain one; the last two die with
    /// the engine.
    ///
    /// # Errors
    /// `store.url`, `store.unknown-kind`, and those of the store.
    pub fn open(url: &str) -> Result<Self> {
        url::open(url, None).map(Self::on)
    }

    /// The same for one of several tenants that share a store and see nothing of each other.
    ///
    /// # Errors
    /// As [`open`](Self::open); `store.tenant` for a name that is not 1 to 255 bytes of printable text.
    pub fn open_for(url: &str, tenant: &str) -> Result<Self> {
        url::open(url, Some(tenant)).map(Self::on)
    }

    /// An engine on a store of one's own.
    pub fn on(store: Box<dyn Store + Send>) -> Self {
        Self {
            store: Mutex::new(store),
            clock: Box::new(system_now),
            ids: Box::new(|| Uuid::now_v7().to_string()),
            zones: None,
            limits: Limits::default(),
        }
    }

    /// The same with another clock than the system's.
    #[must_use]
    pub fn with_clock(mut self, clock: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        self.clock = Box::new(clock);
        self
    }

    /// The same with other ids than UUIDs of version 7, which rise with time.
    #[must_use]
    pub fn with_ids(mut self, ids: impl Fn() -> String + Send + Sync + 'static) -> Self {
        self.ids = Box::new(ids);
        self
    }

    /// The same with other zone data than the built-in.
    #[must_use]
    pub fn with_zones(mut self, zones: ZoneDb) -> Self {
        self.zones = Some(Arc::new(zones));
        self
    }

    /// The same with other budgets.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The operations that need no store, with this engine's zone data and budgets.
    pub(crate) fn bridge(&self) -> Bridge {
        let bridge = Bridge::default().with_limits(self.limits.clone());
        match &self.zones {
            Some(zones) => bridge.with_zones(zones.clone()),
            None => bridge,
        }
    }

    /// The present instant.
    pub fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    /// The zone data that resolves wall times.
    pub fn zones(&self) -> &ZoneDb {
        self.zones.as_deref().unwrap_or_else(|| ZoneDb::builtin())
    }

    /// The budgets.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// An id for a new booking.
    ///
    /// # Errors
    /// `id.*` if the source of ids is one's own and makes bad ones.
    pub fn new_booking_id(&self) -> Result<BookingId> {
        BookingId::new(&(self.ids)())
    }

    /// Carries out a command in one transaction.
    ///
    /// Repeating it is accepted and changes nothing, so whoever has lost the answer may ask again; with a
    /// [key](Circumstances::keyed) the answer is the first one. A store that
    /// reports a newer state is asked a few times more.
    ///
    /// # Errors
    /// As [`store::execute`]; the store is then as it was.
    pub fn execute(&self, command: impl Into<Command>, circumstances: &Circumstances) -> Result<Verdict> {
        let transaction = Transaction::of(circumstances.order(command.into(), self.now())?);
        self.retried(|store| store::execute(store, transaction.clone(), self.zones(), &self.limits))
    }

    /// What would become of a command now, without carrying it out: whether it is allowed, and what it costs. A screen
    /// shows before the click what the command will answer. Writers are not kept waiting.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    ///
    /// # Example: a day before Sunday's lesson is Saturday at the same time, although the night has 23 hours
    /// ```
    /// use kalends::booking::{Book, Cancel, Changes, Details, Verdict};
    /// use kalends::{id::*, resource::Resource, service::{PolicyName, Service}, time::{Length, Weekdays, parse_instant}};
    /// use kalends::{availability::{Schedule, Weekly}, policy::Policy};
    /// use kalends_engine::{Circumstances, Engine};
    /// use std::sync::{Arc, Mutex};
    /// let clock = Arc::new(Mutex::new(parse_instant("2027-03-01T00:00:00Z")?));
    /// let read = Arc::clone(&clock);
    /// let engine = Engine::open("memory:")?.with_clock(move || *read.lock().unwrap());
    /// let terms: Policy = serde_json::from_str(r#"{"id": "terms", "version": 1,
    ///     "cancel": {"tiers": [{"notice": "P1D"}, {"fee": {"percent": 50}}]}
    /// }"#).unwrap();
    /// engine.put_policy(&terms)?;
    /// let (anna, hour) = (ResourceId::new("anna")?, Length::from_minutes(60)?);
    /// let mut lesson = Service::new(ServiceId::new("lesson")?, hour, hour);
    /// lesson.policy = Some(PolicyName::newest(terms.id.clone()));
    /// engine.put_service(&lesson)?;
    /// let days = Weekly::open(RuleId::new("days")?, Weekdays::ALL, "09:00".parse()?, "17:00".parse()?);
    /// let schedule = Schedule { weekly: vec![days], ..Schedule::default() };
    /// engine.put_resource(&Resource::new(anna.clone(), "Europe/Paris".parse()?), &schedule)?;
    /// let book = Book {
    ///     booking: BookingId::new("b")?, resource: Some(anna), service: lesson.id,
    ///     start: parse_instant("2027-03-28T08:00:00Z")?,                         // Sunday 10:00, the clocks went on
    ///     duration: None, session: None, kind: None, price: Some("4501 EUR".parse()?), participants: vec![],
    ///     details: Details::default(),
    /// };
    /// let client = Circumstances::client();
    /// engine.book(book, &client)?;
    /// let cancel = Cancel { booking: BookingId::new("b")?, version: None };
    /// let mut fee = |now| {
    ///     *clock.lock().unwrap() = parse_instant(now)?;
    ///     let Verdict::Accept(said) = engine.judge(cancel.clone(), &client)? else { unreachable!() };
    ///     Ok::<_, kalends::Error>(said.outcomes[&cancel.booking].fee.map(|fee| fee.to_string()))
    /// };
    /// assert_eq!(fee("2027-03-27T09:00:00Z")?, None);                            // Saturday 10:00
    /// assert_eq!(fee("2027-03-27T09:00:01Z")?.as_deref(), Some("2251 EUR"));
    /// assert_eq!(engine.booking(&cancel.booking)?.map(|booking| booking.version), Some(1));
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn judge(&self, command: impl Into<Command>, circumstances: &Circumstances) -> Result<Verdict> {
        let transaction = Transaction::of(circumstances.order(command.into(), self.now())?);
        self.with_store(|store| store::judge(store, transaction, self.zones(), &self.limits))
    }

    /// A series with all its bookings, in order of id.
    ///
    /// # Errors
    /// Those of the store.
    pub fn series(&self, id: &SeriesId) -> Result<Option<(BookedSeries, Vec<Booking>)>> {
        let need = Need { series: [id.clone()].into(), ..Need::default() };
        let mut view = self.with_store(|store| store::view(store, &need))?;
        let series = view.series.remove(id);
        Ok(series.map(|series| (series, view.bookings.into_values().collect())))
    }

    /// Writes down what has lapsed by now, at most `most` of it, each in a transaction of its own: holds and requests
    /// expire, offers go to whoever comes next, and places in waitlists end. A pass that is full says where the next one
    /// goes on. Any number of processes may do this at once.
    ///
    /// # Errors
    /// As [`store::tick`].
    ///
    /// # Example: nothing has lapsed
    /// ```
    /// use kalends_engine::Engine;
    /// use std::num::NonZeroU32;
    /// let engine = Engine::open("memory:")?;
    /// assert!(engine.tick(None, NonZeroU32::MIN)?.expired.is_empty());
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn tick(&self, after: Option<Due>, most: NonZeroU32) -> Result<Tick> {
        let (now, how) = (self.now(), (self.zones(), &self.limits));
        self.with_store(|store| store::tick(store, now, after, most, how))
    }

    /// A place in a waitlist, over or not.
    ///
    /// # Errors
    /// Those of the store.
    pub fn entry(&self, id: &WaitlistId) -> Result<Option<Entry>> {
        let need = Need::entry(id.clone());
        self.with_store(|store| store::view(store, &need)).map(|mut view| view.entries.remove(id))
    }

    /// A page of the entries of waitlists, in order of joining, then of id.
    ///
    /// # Errors
    /// `store.page-too-large`; those of the store.
    pub fn waiting(&self, query: &EntryQuery) -> Result<EntryPage> {
        self.with_store(|store| store.waiting(query))
    }

    /// Writes changes that need no decision.
    ///
    /// # Errors
    /// As [`store::put`]; the store is then as it was.
    pub fn put(&self, changes: &Changes) -> Result<()> {
        let act = Act::put(self.now());
        self.retried(|store| store::put(store, changes, &act, &self.limits))
    }

    /// Adds a resource, or replaces it and its whole schedule. Its bookings stay.
    ///
    /// # Errors
    /// As [`Schedule::validate`], with a path from `schedule` on; those of the store.
    pub fn put_resource(&self, resource: &Resource, schedule: &Schedule) -> Result<()> {
        schedule.validate(&self.limits).map_err(|error| error.in_field("schedule"))?;
        self.put(&Changes::resource(resource.clone(), schedule.clone()))
    }

    /// Adds a service, or replaces it. Bookings keep the buffers that they were made with.
    ///
    /// # Errors
    /// As [`Service::validate`], with a path from `service` on; `policy.unknown`; those of the store.
    pub fn put_service(&self, service: &Service) -> Result<()> {
        service.validate(&self.limits).map_err(|error| error.in_field("service"))?;
        self.put(&Changes::service(service.clone()))
    }

    /// Adds a policy, or its next version. Bookings keep the version that they were made under.
    ///
    /// # Errors
    /// As [`Policy::validate`], with a path from `policy` on; `store.version` for a version that does not come right
    /// after the newest; `policy.changed` for other terms in a version that is stored; those of the store.
    pub fn put_policy(&self, policy: &Policy) -> Result<()> {
        policy.validate(&self.limits).map_err(|error| error.in_field("policy"))?;
        self.put(&Changes::policy(policy.clone()))
    }

    /// All policies in all their versions, in order of id, then of version.
    ///
    /// # Errors
    /// Those of the store.
    pub fn policies(&self) -> Result<Vec<Policy>> {
        self.with_store(|store| store.policies())
    }

    /// A policy, in its newest or in a certain version.
    ///
    /// # Errors
    /// Those of the store.
    pub fn policy(&self, name: &PolicyName) -> Result<Option<Policy>> {
        let need = Need::policy(name.clone());
        self.with_store(|store| store::view(store, &need)).map(|mut view| view.policies.remove(name))
    }

    /// Replaces what a source says about a resource's time.
    ///
    /// # Errors
    /// `booking.unknown-resource`, `slots.too-busy`; those of the store.
    pub fn put_external(&self, external: ExternalBusy) -> Result<()> {
        self.put(&Changes::external(external))
    }

    /// All resources, in order of id.
    ///
    /// # Errors
    /// Those of the store.
    pub fn resources(&self) -> Result<Vec<Resource>> {
        self.with_store(|store| store.resources())
    }

    /// A resource with its schedule and revision.
    ///
    /// # Errors
    /// Those of the store.
    pub fn resource(&self, id: &ResourceId) -> Result<Option<ResourceRecord>> {
        let need = Need::resource(id.clone());
        self.with_store(|store| store::view(store, &need)).map(|mut view| view.resources.remove(id))
    }

    /// All services, in order of id.
    ///
    /// # Errors
    /// Those of the store.
    pub fn services(&self) -> Result<Vec<Service>> {
        self.with_store(|store| store.services())
    }

    /// A service.
    ///
    /// # Errors
    /// Those of the store.
    pub fn service(&self, id: &ServiceId) -> Result<Option<Service>> {
        let need = Need::service(id.clone());
        self.with_store(|store| store::view(store, &need)).map(|mut view| view.services.remove(id))
    }

    /// A booking, cancelled or not.
    ///
    /// # Errors
    /// Those of the store.
    pub fn booking(&self, id: &BookingId) -> Result<Option<Booking>> {
        self.with_store(|store| store.booking(id))
    }

    /// A session with all its bookings, in order of id.
    ///
    /// # Errors
    /// Those of the store.
    pub fn session(&self, id: &SessionId) -> Result<Option<(Session, Vec<Booking>)>> {
        let need = Need::session(id.clone());
        let mut view = self.with_store(|store| store::view(store, &need))?;
        let session = view.sessions.remove(id);
        Ok(session.map(|session| (session, view.bookings.into_values().collect())))
    }

    /// The bookings of a resource that overlap `range`, cancelled ones too, in order of start, then of id.
    ///
    /// # Errors
    /// `availability.window-too-wide` above [`Limits::window_days`]; those of the store.
    pub fn bookings(&self, resource: &ResourceId, range: Interval) -> Result<Vec<Booking>> {
        Hours::check_window(range, &self.limits)?;
        self.with_store(|store| store::find_all(store, &BookingQuery::of(resource.clone(), range)))
    }

    /// Lends the store out. A thread that died with it left no transaction open: dropping one rolls it back.
    pub(crate) fn with_store<T>(&self, work: impl FnOnce(&mut dyn Store) -> Result<T>) -> Result<T> {
        let mut store = self.store.lock().unwrap_or_else(PoisonError::into_inner);
        work(&mut **store)
    }

    fn retried<T>(&self, work: impl Fn(&mut dyn Store) -> Result<T>) -> Result<T> {
        let mut left = ATTEMPTS;
        loop {
            left -= 1;
            match self.with_store(&work) {
                Err(error) if error.category() == Category::Conflict && left > 0 => {}
                done => return done,
            }
        }
    }
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine")
            .field("zones", &self.zones())
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

/// What the system's clock says.
pub(crate) fn system_now() -> DateTime<Utc> {
    system_time(SystemTime::now())
}

/// The system's clock; before 1970 it is not set, and counts as 1970.
fn system_time(now: SystemTime) -> DateTime<Utc> {
    let since = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let seconds = i64::try_from(since.as_secs()).unwrap_or(i64::MAX);
    DateTime::from_timestamp(seconds, since.subsec_nanos()).unwrap_or_default()
}

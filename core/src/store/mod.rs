//! The port to a store: what an adapter has to provide, and an in-memory twin that keeps the same promises.
//!
//! The core decides, the store commits. What a write has to check is decided here too ([`Booking::follows`],
//! [`ResourceRecord::keeps_time`](crate::booking::ResourceRecord::keeps_time)); an adapter asks and does as it is
//! told. It is done when it passes the contract suite of `kalends-testing`.

mod history;
mod lapsed;
mod memory;
mod privacy;
mod tick;

pub use history::{checkpoint, history, verify};
pub use lapsed::{Due, Lapsed, LapsedQuery};
pub use memory::MemoryStore;
#[cfg(feature = "serde")]
pub use memory::Replay;
pub use privacy::{Erased, PersonalData, ToCome, erase, erase_ended, personal_data};
pub use tick::{Tick, tick};

use crate::audit::{Act, Entity, EventQuery, Head, Recorded};
use crate::booking::{
    Booking, BookingPage, BookingQuery, Changes, EntryPage, EntryQuery, Need, Step, Transaction, Verdict,
    View,
};
use crate::error::{BookingError, Error, Result, StoreError};
use crate::id::{BookingId, ResourceId};
use crate::limits::Limits;
use crate::policy::Policy;
use crate::resource::Resource;
use crate::service::Service;
use crate::zone::ZoneDb;
use std::num::NonZeroU32;

/// A place where resources, services, outside busy time and bookings are kept.
pub trait Store {
    /// Opens a transaction that sees one state and locks out other writers. Dropping it without
    /// [`commit`](StoreTransaction::commit) leaves the store as it was.
    ///
    /// # Errors
    /// Those of the adapter, category `port`.
    fn begin(&mut self) -> Result<Box<dyn StoreTransaction + '_>>;

    /// One committed state to read, whatever is written meanwhile; locks nobody out.
    ///
    /// # Errors
    /// Those of the adapter, category `port`.
    fn snapshot(&mut self) -> Result<Box<dyn Snapshot + '_>>;

    /// All resources, in order of id.
    ///
    /// # Errors
    /// Those of the adapter, category `port`.
    fn resources(&mut self) -> Result<Vec<Resource>>;

    /// All services, in order of id.
    ///
    /// # Errors
    /// Those of the adapter, category `port`.
    fn services(&mut self) -> Result<Vec<Service>>;

    /// All policies in all their versions, in order of id, then of version.
    ///
    /// # Errors
    /// Those of the adapter, category `port`.
    fn policies(&mut self) -> Result<Vec<Policy>>;

    /// A booking by its id.
    ///
    /// # Errors
    /// Those of the adapter, category `port`.
    fn booking(&mut self, id: &BookingId) -> Result<Option<Booking>>;

    /// A page of bookings, in order of start, then of id.
    ///
    /// # Errors
    /// `booking.page-too-large`; those of the adapter, category `port`.
    fn find(&mut self, query: &BookingQuery) -> Result<BookingPage>;

    /// A page of events, in the order of the commits: of one entity its history, of all the feed by which a copy of
    /// the store or an outbox keeps up.
    ///
    /// # Errors
    /// `audit.page-too-large`; those of the adapter, category `port`.
    fn events(&mut self, query: &EventQuery) -> Result<Vec<Recorded>>;

    /// The last event of each chain, in order of kind and id: after the one that is named, at most so many.
    ///
    /// # Errors
    /// Those of the adapter, category `port`.
    fn heads(&mut self, after: Option<&Entity>, limit: NonZeroU32) -> Result<Vec<Head>>;
    /// A page of the entries of waitlists, in order of joining, then of id.
    ///
    /// # Errors
    /// `store.page-too-large`; those of the adapter, category `port`.
    fn waiting(&mut self, query: &EntryQuery) -> Result<EntryPage>;

    /// A page of what has lapsed and is not written down, in order of the time since when, then of what it is.
    ///
    /// # Errors
    /// `store.page-too-large`; those of the adapter, category `port`.
    fn lapsed(&mut self, query: &LapsedQuery) -> Result<Vec<Due>>;

    /// Makes what was overwritten or deleted unreadable, also in files. May take as long as copying the store.
    ///
    /// # Errors
    /// Those of the adapter, category `port`.
    fn scrub(&mut self) -> Result<()>;
}

/// All bookings of a list, page by page; what is written meanwhile may be on it or not.
///
/// # Errors
/// As [`Store::find`].
pub fn find_all(store: &mut dyn Store, query: &BookingQuery) -> Result<Vec<Booking>> {
    let (mut query, mut found) = (query.clone(), Vec::new());
    loop {
        let page = store.find(&query)?;
        found.extend(page.bookings);
        match page.next {
            Some(next) => query.after = Some(next),
            None => return Ok(found),
        }
    }
}

/// One state of a [`Store`].
pub trait Snapshot {
    /// Loads exactly what the need names, as of this state.
    ///
    /// # Errors
    /// Those of the adapter, category `port`.
    fn load(&mut self, need: &Need) -> Result<View>;
}

/// One transaction of a [`Store`]; loading sees what it has written itself.
pub trait StoreTransaction: Snapshot {
    /// Writes the changes, and raises by one the revision of each resource that is written with other hours or
    /// settings of its time, has other outside busy time, or has a booking among the changes. A new resource begins
    /// at 1. Writing what is there already raises nothing.
    ///
    /// Events are put each after the one before it in its chain, and get the next positions of the store.
    ///
    /// A rule of a schedule, a resource and a service are written one version above the stored one if they say something
    /// else, and with the stored version if not; a resource says what its schedule says too
    /// ([`ResourceRecord::succession`](crate::booking::ResourceRecord::succession), [`Service::succeeding`]).
    ///
    /// A policy is written right after the newest stored version; one that is stored already stays
    /// ([`Policy::follows`]).
    ///
    /// After an error only dropping is left: nothing of this transaction may be kept.
    ///
    /// # Errors
    /// `store.version` when a booking or a policy is not exactly one version above the stored one; `booking.unknown-resource`
    /// for outside busy time or a booking of a resource that is not there; `policy.changed`, and `policy.unknown` for a
    /// service that names one that is not there; those of the adapter, category `port`.
    fn write(&mut self, changes: &Changes) -> Result<()>;

    /// Makes the writes durable and visible.
    ///
    /// # Errors
    /// `store.aborted` after a write that failed; those of the adapter, category `port`. The store is then as it
    /// was.
    fn commit(self: Box<Self>) -> Result<()>;
}

/// The error of a write that speaks of a resource that is not there.
pub fn unknown_resource(resource: &ResourceId) -> Error {
    Error::from(BookingError::UnknownResource { resource: resource.to_string() }).in_field("resource")
}

/// The error of a commit after a write that failed.
pub fn aborted() -> Error {
    StoreError::Aborted {}.into()
}

/// Carries a command through a store, in one transaction.
///
/// # Errors
/// As [`decide`](crate::booking::decide), and those of the store; the store is then as it was.
pub fn execute(
    store: &mut dyn Store,
    transaction: Transaction,
    zones: &ZoneDb,
    limits: &Limits,
) -> Result<Verdict> {
    let mut open = store.begin()?;
    let verdict = carry(&mut *open, transaction, zones, limits)?;
    open.commit()?;
    Ok(verdict)
}

/// Carries a command through a transaction that is open, and leaves it open: several commands can be committed as one.
///
/// # Errors
/// As [`decide`](crate::booking::decide), and those of the store; then only dropping the transaction is left.
pub fn carry(
    open: &mut dyn StoreTransaction,
    mut transaction: Transaction,
    zones: &ZoneDb,
    limits: &Limits,
) -> Result<Verdict> {
    let mut step = transaction.start();
    loop {
        step = match step {
            Step::Load(need) => transaction.loaded(open.load(&need)?, zones, limits)?,
            Step::Write(changes) => {
                open.write(&changes)?;
                transaction.written()
            }
            Step::Done(verdict) => return Ok(verdict),
        }
    }
}

/// Judges a command by one state of a store, and leaves it at that: the same answer as [`execute`] gives, fees and
/// tokens too, while nobody else changes anything. Who is offered what becomes free is not among it: that is found out
/// with the change in place.
///
/// # Errors
/// As [`decide`](crate::booking::decide), and those of the store.
pub fn judge(
    store: &mut dyn Store,
    mut transaction: Transaction,
    zones: &ZoneDb,
    limits: &Limits,
) -> Result<Verdict> {
    let mut snapshot = store.snapshot()?;
    let mut step = transaction.start();
    loop {
        step = match step {
            Step::Load(need) => transaction.loaded(snapshot.load(&need)?, zones, limits)?,
            Step::Write(_) => return Ok(transaction.into_verdict()),
            Step::Done(verdict) => return Ok(verdict),
        }
    }
}

/// Writes changes that need no decision: resources, schedules, services, policies, outside busy time. What has versions
/// gets those that follow, and an event of the act; what is stored already stays as it is.
///
/// # Errors
/// As [`Changes::validate`] and [`StoreTransaction::write`]; the store is then as it was.
pub fn put(store: &mut dyn Store, changes: &Changes, act: &Act, limits: &Limits) -> Result<()> {
    changes.validate(limits)?;
    let mut open = store.begin()?;
    let before = open.load(&changes.preceding())?;
    open.write(&changes.clone().succeeding(before)?.noted(act)?)?;
    open.commit()
}

/// Loads a view outside any decision.
///
/// # Errors
/// As [`Snapshot::load`].
pub fn view(store: &mut dyn Store, need: &Need) -> Result<View> {
    store.snapshot()?.load(need)
}

use super::driver::{read, run, write};
use super::failure::failure;
use super::open::{Place, SqliteOptions, open};
use crate::sql::{
    BookingById, BookingsPage, EntriesPage, Events, Heads, Kept, LapsedPage, Loading, Policies, Reading,
    Resources, Seen, Services, Writing,
};
use crate::tenant::Tenant;
use kalends::Result;
use kalends::audit::{Entity, EventQuery, Head, Recorded};
use kalends::booking::{Booking, BookingPage, BookingQuery, Changes, EntryPage, EntryQuery, Need, View};
use kalends::id::BookingId;
use kalends::policy::Policy;
use kalends::resource::Resource;
use kalends::service::Service;
use kalends::store::{Due, LapsedQuery, Snapshot, Store, StoreTransaction, aborted};
use rusqlite::Connection;
use std::cell::RefCell;
use std::fmt;
use std::num::NonZeroU32;
use std::path::Path;

/// A store in SQLite, seen by one tenant through one connection.
///
/// Any number of handles, in this process and in others, may be open on one file. A handle can be sent to another
/// thread.
///
/// # Example
/// ```
/// use kalends::store::Store;
/// use kalends_store::SqliteStore;
/// let mut store = SqliteStore::open_in_memory()?;
/// assert!(store.resources()?.is_empty());
/// # Ok::<(), kalends::Error>(())
/// ```
pub struct SqliteStore {
    connection: Connection,
    tenant: Tenant,
    kept: RefCell<Kept>,
}

impl SqliteStore {
    /// Opens the file, or makes it, for the default tenant, with the default options.
    ///
    /// # Errors
    /// As [`open_with`](Self::open_with).
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        Self::open_with(path, &SqliteOptions::default())
    }

    /// Opens the file, or makes it, and brings its tables up to date. Directories are not made.
    ///
    /// # Errors
    /// `store.unavailable` for a path that cannot be opened, such as a directory; `store.read-only`;
    /// `store.corrupt` for a file that is no SQLite database; `store.newer-schema`; `store.busy`; `store.full`.
    pub fn open_with(path: impl AsRef<Path>, options: &SqliteOptions) -> Result<Self> {
        Self::open_at(&Place::File(path.as_ref()), options)
    }

    /// A store in memory that dies with this handle and that no other handle sees.
    ///
    /// # Errors
    /// `store.unavailable`.
    pub fn open_in_memory() -> Result<Self> {
        Self::open_in_memory_with(&SqliteOptions::default())
    }

    /// The same with other options.
    ///
    /// # Errors
    /// `store.unavailable`.
    pub fn open_in_memory_with(options: &SqliteOptions) -> Result<Self> {
        Self::open_at(&Place::Memory, options)
    }

    fn open_at(place: &Place<'_>, options: &SqliteOptions) -> Result<Self> {
        let (tenant, kept) = (options.tenant.clone(), RefCell::default());
        Ok(Self { connection: open(place, options)?, tenant, kept })
    }

    /// Whose records this handle sees.
    pub fn tenant(&self) -> &Tenant {
        &self.tenant
    }

    #[cfg(test)]
    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }

    pub(super) fn transaction(&self, begin: &str) -> Result<Open<'_>> {
        // A transaction that was forgotten rather than dropped.
        rollback(&self.connection);
        run(&self.connection, begin, "locking the store")?;
        Ok(Open { store: self, seen: Seen::default(), has_written: false, failed: false })
    }
}

impl fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.connection.path().unwrap_or_default();
        f.debug_struct("SqliteStore").field("path", &path).field("tenant", &self.tenant).finish()
    }
}

impl Store for SqliteStore {
    fn begin(&mut self) -> Result<Box<dyn StoreTransaction + '_>> {
        Ok(Box::new(self.transaction("BEGIN IMMEDIATE")?))
    }

    fn snapshot(&mut self) -> Result<Box<dyn Snapshot + '_>> {
        Ok(Box::new(self.transaction("BEGIN DEFERRED")?))
    }

    fn resources(&mut self) -> Result<Vec<Resource>> {
        let mut resources = Resources::new(&self.tenant);
        read(&self.connection, &mut resources)?;
        Ok(resources.found())
    }

    fn services(&mut self) -> Result<Vec<Service>> {
        let mut services = Services::new(&self.tenant);
        read(&self.connection, &mut services)?;
        Ok(services.found())
    }

    fn policies(&mut self) -> Result<Vec<Policy>> {
        let mut policies = Policies::new(&self.tenant);
        read(&self.connection, &mut policies)?;
        Ok(policies.found())
    }

    fn booking(&mut self, id: &BookingId) -> Result<Option<Booking>> {
        let mut booking = BookingById::new(&self.tenant, id);
        read(&self.connection, &mut booking)?;
        Ok(booking.found().pop())
    }

    fn find(&mut self, query: &BookingQuery) -> Result<BookingPage> {
        query.validate()?;
        let mut page = BookingsPage::new(&self.tenant, query);
        read(&self.connection, &mut page)?;
        Ok(page.found())
    }

    fn events(&mut self, query: &EventQuery) -> Result<Vec<Recorded>> {
        query.validate()?;
        let mut events = Events::new(&self.tenant, query);
        read(&self.connection, &mut events)?;
        Ok(events.found())
    }

    fn heads(&mut self, after: Option<&Entity>, limit: NonZeroU32) -> Result<Vec<Head>> {
        let mut heads = Heads::new(&self.tenant, after, limit);
        read(&self.connection, &mut heads)?;
        Ok(heads.found())
    }

    fn waiting(&mut self, query: &EntryQuery) -> Result<EntryPage> {
        query.validate()?;
        let mut page = EntriesPage::new(&self.tenant, query);
        read(&self.connection, &mut page)?;
        Ok(page.found())
    }

    fn lapsed(&mut self, query: &LapsedQuery) -> Result<Vec<Due>> {
        query.validate()?;
        let mut page = LapsedPage::new(&self.tenant, query);
        read(&self.connection, &mut page)?;
        Ok(page.found())
    }

    /// Writes the file anew, and empties the log into it.
    fn scrub(&mut self) -> Result<()> {
        rollback(&self.connection);
        for (sql, doing) in
            [("VACUUM", "writing anew"), ("PRAGMA wal_checkpoint(TRUNCATE)", "emptying the log")]
        {
            self.connection.execute_batch(sql).map_err(|error| failure(doing, &error))?;
        }
        Ok(())
    }
}

/// A transaction under way; dropping rolls it back.
pub(super) struct Open<'a> {
    store: &'a SqliteStore,
    /// What was loaded since the last write.
    seen: Seen,
    has_written: bool,
    failed: bool,
}

impl Open<'_> {
    /// After a full disk SQLite may have rolled back by itself: what followed would be kept at once.
    fn check(&self) -> Result<()> {
        if self.failed || self.store.connection.is_autocommit() { Err(aborted()) } else { Ok(()) }
    }

    fn write_all(&mut self, changes: &Changes) -> Result<()> {
        self.has_written = true;
        let mut writing = Writing::new(&self.store.tenant, changes, std::mem::take(&mut self.seen));
        self.read(&mut writing)?;
        write(&self.store.connection, &writing.plan()?)
    }

    fn read(&self, reading: &mut dyn Reading) -> Result<()> {
        self.check()?;
        read(&self.store.connection, reading)
    }
}

impl Snapshot for Open<'_> {
    fn load(&mut self, need: &Need) -> Result<View> {
        let kept = self.store.kept.borrow();
        let mut loading = Loading::new(&self.store.tenant, need, &kept);
        self.read(&mut loading)?;
        let (view, fresh) = loading.view();
        drop(kept);
        if !self.has_written {
            fresh.keep(&view, &mut self.store.kept.borrow_mut());
        }
        self.seen.add(&view);
        Ok(view)
    }
}

impl StoreTransaction for Open<'_> {
    fn write(&mut self, changes: &Changes) -> Result<()> {
        let written = self.write_all(changes);
        self.failed |= written.is_err();
        written
    }

    fn commit(self: Box<Self>) -> Result<()> {
        self.check()?;
        run(&self.store.connection, "COMMIT", "committing to the store")
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        rollback(&self.store.connection);
    }
}

/// Ends a transaction that is still open. It cannot fail in a way that matters: the log forgets what has no commit.
fn rollback(connection: &Connection) {
    if !connection.is_autocommit() {
        drop(run(connection, "ROLLBACK", "rolling back"));
    }
}

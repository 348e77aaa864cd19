use super::failure::failure;
use super::migration::migrate;
use crate::sql::Sql;
use crate::tenant::Tenant;
use kalends::error::port::{BUSY, READ_ONLY, UNAVAILABLE};
use kalends::{Error, Result};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::{Duration, Instant};

/// What a commit survives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Durability {
    /// A power cut: a commit returns when it is on the disk.
    #[default]
    PowerCut,
    /// The death of the process, at any time; a power cut may undo the last commits. Several times as fast.
    Crash,
}

/// How a SQLite store is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SqliteOptions {
    /// Whose records; the only one that the handle sees.
    pub tenant: Tenant,
    /// What a commit survives.
    pub durability: Durability,
    /// How long to wait for another writer before `store.busy`.
    pub busy_timeout: Duration,
}

impl Default for SqliteOptions {
    fn default() -> Self {
        let busy_timeout = Duration::from_secs(5);
        Self { tenant: Tenant::default(), durability: Durability::default(), busy_timeout }
    }
}

impl SqliteOptions {
    /// The defaults for one of several tenants.
    pub fn for_tenant(tenant: Tenant) -> Self {
        Self { tenant, ..Self::default() }
    }
}

/// Where a store lives.
pub(super) enum Place<'a> {
    File(&'a Path),
    Memory,
}

/// A connection that is ready for use.
pub(super) fn open(place: &Place<'_>, options: &SqliteOptions) -> Result<Connection> {
    let failed = |error: rusqlite::Error| failure("opening the store", &error);
    // Without `SQLITE_OPEN_URI`: a path is a path.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let mut connection = match place {
        // SQLite would take an empty path for a temporary database.
        Place::File(path) if path.as_os_str().is_empty() => {
            return Err(Error::new(UNAVAILABLE, "opening the store failed: the path is empty"));
        }
        Place::File(path) => Connection::open_with_flags(path, flags),
        Place::Memory => Connection::open_in_memory_with_flags(flags),
    }
    .map_err(failed)?;
    connection.busy_timeout(options.busy_timeout).map_err(failed)?;
    // SQLite opens what it may not write for reading, without a word.
    if connection.is_readonly("main").map_err(failed)? {
        return Err(Error::new(READ_ONLY, "opening the store failed: it may not be written"));
    }
    use_log(&connection, options.busy_timeout)?;
    let synchronous = match options.durability {
        Durability::PowerCut => "FULL",
        Durability::Crash => "NORMAL",
    };
    connection.pragma_update(None, "synchronous", synchronous).map_err(failed)?;
    connection.pragma_update(None, "foreign_keys", true).map_err(failed)?;
    // What is deleted is overwritten: it may be personal.
    connection.pragma_update(None, "secure_delete", true).map_err(failed)?;
    // Or SQLite plans most statements anew with each run, by the values that they are given.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(failed)?;
    // Each is prepared once, those that begin and end a transaction too.
    connection.set_prepared_statement_cache_capacity(Sql::ALL.len() + 8);
    migrate(&mut connection)?;
    Ok(connection)
}

/// Switches the file to the write-ahead log. SQLite does not wait for others while it does that, so we do.
fn use_log(connection: &Connection, patience: Duration) -> Result<()> {
    let begun = Instant::now();
    loop {
        let switched = connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()));
        match switched.map_err(|error| failure("opening the store", &error)) {
            Err(error) if error.code() == BUSY.code && begun.elapsed() < patience => {
                std::thread::sleep(Duration::from_millis(5));
            }
            done => return done,
        }
    }
}

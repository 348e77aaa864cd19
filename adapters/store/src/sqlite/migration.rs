use super::failure::failure;
use kalends::error::port::NEWER_SCHEMA;
use kalends::{Error, Result};
use rusqlite::{Connection, Transaction, TransactionBehavior};

/// The migrations, oldest first: file name and SQL. The nth makes schema version n and says so in `kalends_schema`.
pub const MIGRATIONS: &[(&str, &str)] =
    &[("0001_begin.sql", include_str!("../../migrations/sqlite/0001_begin.sql"))];

/// Brings the schema up to date; does nothing, and locks nobody out, if it is.
pub(super) fn migrate(connection: &mut Connection) -> Result<()> {
    let failed = |error: rusqlite::Error| failure("preparing the store's tables", &error);
    if missing(connection)?.is_empty() {
        return Ok(());
    }
    let transaction = Transaction::new(connection, TransactionBehavior::Immediate).map_err(failed)?;
    // Another process may have been faster.
    for (_, sql) in missing(&transaction)? {
        transaction.execute_batch(sql).map_err(failed)?;
    }
    transaction.commit().map_err(failed)
}

/// The migrations that the schema lacks.
fn missing(connection: &Connection) -> Result<&'static [(&'static str, &'static str)]> {
    let found = version(connection).map_err(|error| failure("reading the store's version", &error))?;
    MIGRATIONS.get(found..).ok_or_else(|| {
        let newest = MIGRATIONS.len();
        let message = format!("the store has schema version {found}; this library knows up to {newest}");
        Error::new(NEWER_SCHEMA, message)
    })
}

fn version(connection: &Connection) -> rusqlite::Result<usize> {
    let table = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'kalends_schema'";
    if connection.query_one(table, (), |row| row.get::<_, i64>(0))? == 0 {
        return Ok(0);
    }
    let newest = "SELECT coalesce(max(version), 0) FROM kalends_schema";
    let version = connection.query_one(newest, (), |row| row.get::<_, i64>(0))?;
    Ok(usize::try_from(version).unwrap_or(usize::MAX))
}

use super::dialect::text;
use super::failure::failure;
use crate::sql::{Cell, Reading, Row, Statement, Value};
use kalends::error::port::RACED;
use kalends::{Error, Result};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ToSql, params_from_iter};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Runs the statements of a reading and hands it the rows.
pub(super) fn read(connection: &Connection, reading: &mut dyn Reading) -> Result<()> {
    let statements = reading.statements()?;
    rows(connection, &statements, reading)?;
    let more = reading.more()?;
    rows(connection, &more, reading)
}

fn rows(connection: &Connection, statements: &[Statement], reading: &mut dyn Reading) -> Result<()> {
    let failed = |error: rusqlite::Error| failure("reading the store", &error);
    for Statement { sql, params } in statements {
        let mut statement = connection.prepare_cached(text(*sql)).map_err(failed)?;
        let mut rows = statement.query(params_from_iter(params)).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            reading.row(*sql, row)?;
        }
    }
    Ok(())
}

/// Runs statements that write.
pub(super) fn write(connection: &Connection, statements: &[Statement]) -> Result<()> {
    let failed = |error: rusqlite::Error| failure("writing the store", &error);
    // A series writes the same ones again and again.
    let mut prepared = BTreeMap::new();
    for Statement { sql, params } in statements {
        let statement = match prepared.entry(*sql) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(connection.prepare_cached(text(*sql)).map_err(failed)?),
        };
        let changed = statement.execute(params_from_iter(params)).map_err(failed)?;
        if changed != 1 {
            let message = format!("a write changed {changed} rows; expected 1 that was locked before");
            return Err(Error::new(RACED, message));
        }
    }
    Ok(())
}

/// Runs a statement without parameters and without rows.
pub(super) fn run(connection: &Connection, sql: &str, doing: &str) -> Result<()> {
    let run = || connection.prepare_cached(sql)?.execute(());
    run().map(drop).map_err(|error| failure(doing, &error))
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

impl Row for rusqlite::Row<'_> {
    fn cell(&self, at: usize) -> Cell<'_> {
        match self.get_ref(at) {
            Ok(ValueRef::Null) => Cell::Null,
            Ok(ValueRef::Integer(number)) => Cell::Integer(number),
            Ok(ValueRef::Text(bytes)) => std::str::from_utf8(bytes).map_or(Cell::Other, Cell::Text),
            _ => Cell::Other,
        }
    }
}

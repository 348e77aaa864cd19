//! Opening: what works, and what does not.

use crate::sample::{anna, book, furnish, hour, run};
use kalends::booking::BookingQuery;
use kalends::store::{Store, find_all};
use kalends_store::sqlite::MIGRATIONS;
use kalends_store::{Durability, SqliteOptions, SqliteStore};
use rusqlite::Connection;
use std::time::{Duration, Instant};

fn code<T: std::fmt::Debug>(outcome: kalends::Result<T>) -> &'static str {
    let error = outcome.unwrap_err();
    assert_eq!(error.category().as_str(), "port", "{error}");
    error.code()
}

fn pragma(path: &std::path::Path, name: &str) -> String {
    let connection = Connection::open(path).unwrap();
    connection
        .pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0))
        .map(|value| format!("{value:?}"))
        .unwrap()
}

#[test]
fn what_cannot_be_a_store_is_an_error() {
    let directory = tempfile::tempdir().unwrap();
    let inside = |name: &str| directory.path().join(name);
    assert_eq!(code(SqliteStore::open(directory.path())), "store.unavailable");
    assert_eq!(code(SqliteStore::open(inside("no/such/folder.db"))), "store.unavailable");
    assert_eq!(code(SqliteStore::open("")), "store.unavailable");
    std::fs::write(inside("text"), "not a database, though long enough to be looked at ".repeat(100))
        .unwrap();
    assert_eq!(code(SqliteStore::open(inside("text"))), "store.corrupt");
    assert!(std::fs::read_to_string(inside("text")).unwrap().starts_with("not a database"));
}

#[test]
fn a_path_is_a_path() {
    let directory = tempfile::tempdir().unwrap();
    for name in ["file:x?mode=memory", "ü ' %20 \" #.db", "x.db?cache=shared"] {
        let path = directory.path().join(name);
        furnish(&mut SqliteStore::open(&path).unwrap()).unwrap();
        assert!(path.is_file(), "{name}");
        assert_eq!(SqliteStore::open(&path).unwrap().resources().unwrap().len(), 1, "{name}");
    }
}

#[test]
fn a_newer_schema_is_refused_and_left_alone() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("kalends.db");
    drop(SqliteStore::open(&path).unwrap());
    let newer = i64::try_from(MIGRATIONS.len()).unwrap() + 1;
    Connection::open(&path).unwrap().execute("INSERT INTO kalends_schema VALUES (?1)", [newer]).unwrap();
    assert_eq!(code(SqliteStore::open(&path)), "store.newer-schema");
    assert_eq!(code(SqliteStore::open(&path)), "store.newer-schema");
}

#[test]
fn a_host_may_keep_its_own_tables_beside_and_run_the_migrations_itself() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("crm.db");
    let host = Connection::open(&path).unwrap();
    host.execute_batch("PRAGMA user_version = 42; CREATE TABLE customers (id INTEGER)").unwrap();
    for (_, sql) in MIGRATIONS {
        host.execute_batch(&format!("BEGIN; {sql} COMMIT;")).unwrap();
    }
    let mut store = SqliteStore::open(&path).unwrap();
    furnish(&mut store).unwrap();
    assert!(run(&mut store, book("b", 9)).unwrap());
    drop(SqliteStore::open(&path).unwrap());
    assert_eq!(pragma(&path, "user_version"), "Integer(42)");
    let booked = "SELECT count(*) FROM kalends_bookings, (SELECT count(*) FROM customers)";
    assert_eq!(host.query_one(booked, (), |row| row.get::<_, i64>(0)).unwrap(), 1);
}

#[test]
fn every_file_is_in_the_write_ahead_log() {
    let directory = tempfile::tempdir().unwrap();
    for durability in [Durability::PowerCut, Durability::Crash] {
        let path = directory.path().join(format!("{durability:?}.db"));
        let mut options = SqliteOptions::default();
        options.durability = durability;
        let mut store = SqliteStore::open_with(&path, &options).unwrap();
        assert_eq!(pragma(&path, "journal_mode"), "Text(\"wal\")");
        furnish(&mut store).unwrap();
        assert!(run(&mut store, book("b", 9)).unwrap());
    }
}

#[test]
fn a_writer_that_waits_too_long_gives_up_and_readers_never_wait() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("kalends.db");
    let mut options = SqliteOptions::default();
    options.busy_timeout = Duration::from_millis(80);
    let mut store = SqliteStore::open_with(&path, &options).unwrap();
    furnish(&mut store).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let begun = Instant::now();
    assert_eq!(code(run(&mut store, book("b", 9))), "store.busy");
    assert!(begun.elapsed() >= Duration::from_millis(80));
    assert_eq!(find_all(&mut store, &BookingQuery::of(anna(), hour(9))).unwrap(), []);
    assert_eq!(SqliteStore::open_with(&path, &options).unwrap().resources().unwrap().len(), 1);
    other.execute_batch("COMMIT").unwrap();
    assert!(run(&mut store, book("b", 9)).unwrap());
}

#[test]
fn many_may_open_a_new_file_at_once() {
    for _ in 0..8 {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("kalends.db");
        std::thread::scope(|threads| {
            for _ in 0..6 {
                threads.spawn(|| furnish(&mut SqliteStore::open(&path).unwrap()).unwrap());
            }
        });
        assert_eq!(SqliteStore::open(&path).unwrap().resources().unwrap().len(), 1);
    }
}

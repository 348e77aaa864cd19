//! Rows that somebody else has written into are errors, not panics.

use crate::sample::{anna, book, cancel, furnish, put_external, run};
use kalends::Result;
use kalends::booking::{BookingQuery, Need};
use kalends::id::{BookingId, ServiceId, SessionId};
use kalends::interval::Interval;
use kalends::store::{Store, find_all, view};
use kalends_store::SqliteStore;

/// Reads everything there is.
fn read(store: &mut dyn Store) -> Result<()> {
    let mut need = Need::booking(BookingId::new("b")?);
    need.extend(Need::session(SessionId::new("c")?));
    need.extend(Need::resource(anna()));
    need.extend(Need::service(ServiceId::new("lesson")?));
    need.extend(Need::busy(anna(), Interval::all()));
    view(store, &need)?;
    store.resources()?;
    store.services()?;
    find_all(store, &BookingQuery::of(anna(), Interval::all()))?;
    Ok(())
}

const DAMAGES: &[&str] = &[
    "UPDATE kalends_resources SET body = ''",
    "UPDATE kalends_resources SET body = '[1'",
    "UPDATE kalends_resources SET body = '{\"id\":\"anna\"}'",
    "UPDATE kalends_resources SET body = '{\"id\":\"bob\",\"zone\":\"UTC\"}'",
    "UPDATE kalends_resources SET body = '{\"id\":\"anna\",\"zone\":\"UTC\",\"colour\":1}'",
    "UPDATE kalends_resources SET body = '{\"id\":\"anna\",\"zone\":\"../etc/passwd\"}'",
    "UPDATE kalends_resources SET revision = -1",
    "UPDATE kalends_rules SET body = '{}'",
    "UPDATE kalends_rules SET kind = 'monthly'",
    "UPDATE kalends_rules SET kind = 'travel'",
    "UPDATE kalends_services SET body = replace(body, 'PT', 'P')",
    "UPDATE kalends_services SET body = CAST(x'ff' AS TEXT)",
    "UPDATE kalends_external SET end_at = 9223372036854775807",
    "UPDATE kalends_external SET end_at = start_at",
    "UPDATE kalends_external SET event = char(7)",
    "UPDATE kalends_bookings SET version = -1",
    "UPDATE kalends_bookings SET version = 9",
    "UPDATE kalends_bookings SET party = 0",
    "UPDATE kalends_bookings SET party = 4294967296",
    "UPDATE kalends_bookings SET expires_at = 9223372036854775807, expires_at_ns = 0",
    "UPDATE kalends_bookings SET expires_at = 0, expires_at_ns = 2000000000",
    "UPDATE kalends_bookings SET expires_at = 0, expires_at_ns = 0, hold_owner = ''",
    "UPDATE kalends_bookings SET body = 'null'",
    "UPDATE kalends_bookings SET body = CAST(x'ff' AS TEXT)",
    "UPDATE kalends_bookings SET body = replace(body, '\"id\":\"b\"', '\"id\":\"x\"')",
    "UPDATE kalends_bookings SET body = replace(body, '2027-', '99999-')",
    "UPDATE kalends_bookings SET body = replace(body, 'confirmed', 'maybe')",
    "UPDATE kalends_bookings SET body = replace(body, '\"zone\":\"UTC\"', '\"zone\":\"Not a zone\"')",
    "UPDATE kalends_private SET body = '{'",
    "UPDATE kalends_private SET body = '{\"details\":{\"colour\":1}}'",
    "UPDATE kalends_sessions SET version = 9",
    "UPDATE kalends_sessions SET service = ''",
    "UPDATE kalends_sessions SET seats = 0",
    "UPDATE kalends_sessions SET place = ''",
    "UPDATE kalends_sessions SET body = replace(body, '\"uses\"', '\"used\"')",
    "UPDATE kalends_uses SET end_at = start_at",
    "UPDATE kalends_uses SET buffer_before = -1",
    "UPDATE kalends_uses SET buffer_after = 4294967296",
    "UPDATE kalends_uses SET units = 0",
];

#[test]
fn a_row_that_does_not_read_back_is_an_error() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("kalends.db");
    let mut store = SqliteStore::open(&path).unwrap();
    furnish(&mut store).unwrap();
    put_external(&mut store, 20).unwrap();
    assert!(run(&mut store, book("b", 9)).unwrap() && run(&mut store, book("c", 10)).unwrap());
    assert!(run(&mut store, cancel("c")).unwrap());
    read(&mut store).unwrap();
    let vandal = rusqlite::Connection::open(&path).unwrap();
    vandal.execute_batch("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF").unwrap();
    let backup = directory.path().join("backup.db");
    vandal.execute("VACUUM INTO ?1", [backup.to_str()]).unwrap();
    for (at, damage) in DAMAGES.iter().enumerate() {
        let damaged = directory.path().join(format!("{at}.db"));
        std::fs::copy(&backup, &damaged).unwrap();
        let vandal = rusqlite::Connection::open(&damaged).unwrap();
        vandal.execute_batch("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF").unwrap();
        assert!(vandal.execute(damage, ()).unwrap() > 0, "{damage} damages nothing");
        drop(vandal);
        let error = read(&mut SqliteStore::open(&damaged).unwrap()).expect_err(damage);
        assert_eq!((error.code(), error.category().as_str()), ("store.corrupt", "port"), "{damage}: {error}");
        assert!(!error.message().chars().any(char::is_control), "{damage}: {error}");
    }
}

#[test]
fn a_booking_with_nobodys_rules_is_an_error() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("kalends.db");
    let mut store = SqliteStore::open(&path).unwrap();
    furnish(&mut store).unwrap();
    let vandal = rusqlite::Connection::open(&path).unwrap();
    vandal.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM kalends_resources").unwrap();
    assert_eq!(read(&mut store).unwrap_err().code(), "store.corrupt");
    assert_eq!(run(&mut store, book("b", 9)).unwrap_err().code(), "store.corrupt");
}

#[test]
fn tables_that_somebody_has_changed_are_an_error() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("kalends.db");
    let mut store = SqliteStore::open(&path).unwrap();
    furnish(&mut store).unwrap();
    let vandal = rusqlite::Connection::open(&path).unwrap();
    let veto = "CREATE TRIGGER veto BEFORE INSERT ON kalends_bookings BEGIN SELECT RAISE(IGNORE); END";
    vandal.execute_batch(veto).unwrap();
    assert_eq!(run(&mut store, book("b", 9)).unwrap_err().code(), "store.raced");
    vandal
        .execute_batch("DROP TRIGGER veto; ALTER TABLE kalends_private RENAME COLUMN body TO text")
        .unwrap();
    assert_eq!(run(&mut store, book("b", 9)).unwrap_err().code(), "store.rejected");
}

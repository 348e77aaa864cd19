//! The tables, by plain SQL: whole, agreeing with each other and with the feed, and nobody in two places.

use crate::feed::open;
use crate::world::{self, CAPACITIES, offer};
use kalends::store::{Store, verify as verify_chain};
use rusqlite::Connection;
use std::num::NonZeroU32;
use std::path::Path;

/// Counts the rows of one list that are not on the other, both ways.
macro_rules! differ {
    ($one:literal, $other:literal) => {
        concat!(
            "WITH one AS (",
            $one,
            "), other AS (",
            $other,
            ") SELECT count(*) FROM \
             (SELECT * FROM (SELECT * FROM one EXCEPT SELECT * FROM other) UNION ALL \
             SELECT * FROM (SELECT * FROM other EXCEPT SELECT * FROM one))"
        )
    };
}

/// Each counts what must not be.
const NEVER: &[(&str, &str)] = &[
    ("a key points nowhere", "SELECT count(*) FROM pragma_foreign_key_check"),
    (
        "a record is not what its last event says",
        "SELECT count(*) FROM (SELECT 'booking' AS kind, id, version, body FROM kalends_bookings
            UNION ALL SELECT 'session', id, version, body FROM kalends_sessions
            UNION ALL SELECT 'series', id, version, body FROM kalends_series) r
         LEFT JOIN kalends_events e ON e.tenant = 'default' AND e.kind = r.kind AND e.entity = r.id
            AND e.version = r.version
         WHERE e.body IS NOT r.body",
    ),
    (
        "an event speaks of a later version than there is",
        "SELECT count(*) FROM kalends_events e LEFT JOIN kalends_bookings b ON b.tenant = e.tenant AND b.id = e.entity
         WHERE e.kind = 'booking' AND coalesce(b.version, 0) < e.version",
    ),
    (
        "a chain has a gap",
        "SELECT count(*) FROM kalends_events e LEFT JOIN kalends_events p ON p.tenant = e.tenant AND p.kind = e.kind
            AND p.entity = e.entity AND p.version = e.version - 1
         WHERE e.previous IS NOT p.hash OR (e.version > 1 AND p.hash IS NULL)",
    ),
    (
        "a use is not a session's, or a session's is missing",
        differ!(
            "SELECT s.id, u.value ->> '$.resource', unixepoch(s.body ->> '$.span.start'),
                unixepoch(s.body ->> '$.span.end')
             FROM kalends_sessions s, json_each(s.body, '$.uses') u WHERE s.status = 'confirmed'",
            "SELECT session, resource, start_at, end_at FROM kalends_uses"
        ),
    ),
    (
        "a booking is not in the calendar of its resource",
        differ!(
            "SELECT b.id, r.value, b.start_at, b.end_at FROM kalends_bookings b, json_each(b.body, '$.resources') r",
            "SELECT booking, resource, start_at, end_at FROM kalends_booking_resources"
        ),
    ),
    (
        "a booking takes time of a session that takes none",
        "SELECT count(*) FROM kalends_bookings b JOIN kalends_sessions s ON s.tenant = b.tenant AND s.id = b.session
         WHERE b.takes AND b.expires_at IS NULL AND s.status <> 'confirmed'",
    ),
    (
        "somebody stands outside the hours",
        "SELECT count(*) FROM kalends_bookings b JOIN kalends_booking_resources o ON o.tenant = b.tenant AND o.booking = b.id AND o.start_at = b.start_at
            JOIN kalends_rules r ON r.tenant = b.tenant AND r.resource = o.resource AND r.kind = 'weekly'
         WHERE b.status = 'confirmed' AND r.body ->> '$.to' <> '24:00'
            AND time(b.end_at, 'unixepoch') > time(r.body ->> '$.to')",
    ),
    (
        "more come than there are seats",
        "SELECT count(*) FROM kalends_sessions s WHERE s.seats < (SELECT sum(party) FROM kalends_bookings b
            WHERE b.tenant = s.tenant AND b.session = s.id AND b.status = 'confirmed')",
    ),
    (
        "several parties are in a session for one",
        "SELECT count(*) FROM kalends_sessions s WHERE s.seats IS NULL AND 1 < (SELECT count(*) FROM kalends_bookings b
            WHERE b.tenant = s.tenant AND b.session = s.id AND b.status = 'confirmed')",
    ),
];

/// Everything that can be seen without the engine.
pub(crate) fn check(file: &Path) {
    let connection = open(file);
    let whole: String = connection.query_one("PRAGMA integrity_check", (), |row| row.get(0)).unwrap();
    assert_eq!(whole, "ok");
    for (what, sql) in NEVER {
        let count: i64 = connection.query_one(sql, (), |row| row.get(0)).unwrap();
        assert_eq!(count, 0, "{what}");
    }
    CAPACITIES.iter().for_each(|(resource, most)| sweep(&connection, resource, i64::from(*most)));
}

/// Walks the day of a resource: what is confirmed, with the quiet around it, never takes more than there is.
fn sweep(connection: &Connection, resource: &str, most: i64) {
    let taken = "SELECT DISTINCT b.session, b.service, b.start_at, b.end_at FROM kalends_bookings b
        JOIN kalends_booking_resources o ON o.tenant = b.tenant AND o.booking = b.id WHERE o.tenant = 'default'
        AND o.resource = ?1 AND b.status = 'confirmed'";
    let mut statement = connection.prepare(taken).unwrap();
    let mut edges = Vec::new();
    let mut rows = statement.query([resource]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let offer = offer(&row.get::<_, String>(1).unwrap());
        let (start, end): (i64, i64) = (row.get(2).unwrap(), row.get(3).unwrap());
        edges.extend([(start - offer.before * 60, 1), (end + offer.after * 60, -1)]);
    }
    edges.sort_unstable();
    let mut now = 0;
    for (at, step) in edges {
        now += step;
        assert!(now <= most, "{now} at a time with {resource}, at {at}");
    }
    assert_eq!(now, 0);
}

/// Every chain, as the engine verifies it.
pub(crate) fn verify(file: &Path) {
    let mut store = world::open(file);
    let limit = NonZeroU32::new(1000).unwrap();
    let mut after = None;
    loop {
        let heads = store.heads(after.as_ref(), limit).unwrap();
        let Some(last) = heads.last() else { return };
        after = Some(last.entity.clone());
        for head in &heads {
            assert_eq!(verify_chain(&mut store, &head.entity, Some(head)).unwrap(), Ok(()), "{head:?}");
        }
    }
}

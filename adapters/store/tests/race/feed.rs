//! The feed, read by plain SQL.

use rusqlite::{Connection, OpenFlags, Row};
use std::path::Path;

/// What an event says of a session or a booking. Times are milliseconds since 1970.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) position: i64,
    pub(crate) kind: String,
    pub(crate) id: String,
    pub(crate) version: i64,
    /// The clock of whoever decided it.
    pub(crate) at: i64,
    pub(crate) by: String,
    pub(crate) cause: String,
    pub(crate) status: String,
    pub(crate) service: String,
    pub(crate) start: i64,
    pub(crate) end: i64,
    /// Of a session: who is taken, by commas.
    pub(crate) resources: Option<String>,
    /// Of a session: how many can come, and whether it takes place though nobody has booked it.
    pub(crate) seats: Option<i64>,
    pub(crate) stays: bool,
    /// Of a booking: its session, how many come, whether a request takes time, and when it lapses.
    pub(crate) session: Option<String>,
    pub(crate) party: Option<i64>,
    pub(crate) blocks: Option<bool>,
    pub(crate) expires_at: Option<i64>,
    /// Of a hold: for whom.
    pub(crate) owner: Option<String>,
}

const EVENTS: &str = "SELECT position, kind, entity, version, at * 1000 + at_ns / 1000000,
    coalesce(subject, ''), coalesce(cause, ''),
    coalesce((SELECT coalesce(key, atom) FROM json_each(body, '$.status')), ''), coalesce(body ->> '$.service', ''),
    coalesce(unixepoch(body ->> '$.span.start'), 0) * 1000, coalesce(unixepoch(body ->> '$.span.end'), 0) * 1000,
    (SELECT group_concat(value ->> '$.resource') FROM json_each(body, '$.uses')),
    body ->> '$.seats', coalesce(body ->> '$.stays', 0),
    body ->> '$.session', coalesce(body ->> '$.party', 1), body ->> '$.status.requested.blocks',
    CAST(round(unixepoch(coalesce(body ->> '$.status.held.expires_at', body ->> '$.status.requested.expires_at'),
    'subsec') * 1000) AS INTEGER), body ->> '$.status.held.owner'
    FROM kalends_events ORDER BY position";

pub(crate) fn open(file: &Path) -> Connection {
    Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap()
}

/// All events, in the order of the commits.
pub(crate) fn read(file: &Path) -> Vec<Event> {
    let connection = open(file);
    let mut statement = connection.prepare(EVENTS).unwrap();
    let events = statement.query_map((), event).unwrap();
    let events: Vec<Event> = events.map(Result::unwrap).collect();
    for (expected, event) in (1..).zip(&events) {
        assert_eq!(event.position, expected, "the feed has a gap");
    }
    events
}

fn event(row: &Row<'_>) -> rusqlite::Result<Event> {
    Ok(Event {
        position: row.get(0)?,
        kind: row.get(1)?,
        id: row.get(2)?,
        version: row.get(3)?,
        at: row.get(4)?,
        by: row.get(5)?,
        cause: row.get(6)?,
        status: row.get(7)?,
        service: row.get(8)?,
        start: row.get(9)?,
        end: row.get(10)?,
        resources: row.get(11)?,
        seats: row.get(12)?,
        stays: row.get(13)?,
        session: row.get(14)?,
        party: row.get(15)?,
        blocks: row.get(16)?,
        expires_at: row.get(17)?,
        owner: row.get(18)?,
    })
}

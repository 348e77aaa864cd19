-- Kalends, SQLite schema version 1. Run it in one transaction, by Kalends or by the host's own tool.
--
-- Every key begins with the tenant. Times are whole seconds since 1970-01-01T00:00:00Z, `*_ns` the fraction of a
-- second that belongs to them; wall times are seconds since 1970-01-01T00:00:00 on the same wall. Records that rules
-- only read as a whole are JSON in the wire's form.

CREATE TABLE kalends_schema (
    version INTEGER NOT NULL PRIMARY KEY
) STRICT;

CREATE TABLE kalends_resources (
    tenant          TEXT    NOT NULL,
    id              TEXT    NOT NULL,
    -- +1 with every change of free time.
    revision        INTEGER NOT NULL CHECK (revision >= 0),
    -- Seconds of the longest booking that there ever was: bounds how far back an overlap can begin.
    longest_booking INTEGER NOT NULL DEFAULT 0 CHECK (longest_booking >= 0),
    body            TEXT    NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

-- One row per rule of a schedule. `position` keeps the order of the list.
CREATE TABLE kalends_rules (
    tenant   TEXT    NOT NULL,
    resource TEXT    NOT NULL,
    kind     TEXT    NOT NULL CHECK (kind IN ('weekly', 'recurring', 'override', 'holidays', 'time_off', 'travel')),
    position INTEGER NOT NULL,
    id       TEXT    NOT NULL,
    body     TEXT    NOT NULL,
    PRIMARY KEY (tenant, resource, kind, position),
    FOREIGN KEY (tenant, resource) REFERENCES kalends_resources (tenant, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE kalends_services (
    tenant TEXT NOT NULL,
    id     TEXT NOT NULL,
    body   TEXT NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

-- Where outside busy time comes from.
CREATE TABLE kalends_sources (
    tenant   TEXT    NOT NULL,
    resource TEXT    NOT NULL,
    source   TEXT    NOT NULL,
    -- Seconds of its longest span.
    longest  INTEGER NOT NULL CHECK (longest >= 0),
    PRIMARY KEY (tenant, resource, source),
    FOREIGN KEY (tenant, resource) REFERENCES kalends_resources (tenant, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE kalends_external (
    tenant   TEXT    NOT NULL,
    resource TEXT    NOT NULL,
    source   TEXT    NOT NULL,
    start_at INTEGER NOT NULL,
    end_at   INTEGER NOT NULL,
    -- Empty where the source does not tell.
    event    TEXT    NOT NULL,
    PRIMARY KEY (tenant, resource, source, start_at, end_at, event),
    FOREIGN KEY (tenant, resource, source) REFERENCES kalends_sources (tenant, resource, source) ON DELETE CASCADE,
    CHECK (start_at < end_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE kalends_bookings (
    tenant          TEXT    NOT NULL,
    id              TEXT    NOT NULL,
    version         INTEGER NOT NULL CHECK (version >= 1),
    sequence        INTEGER NOT NULL CHECK (sequence >= 0),
    resource        TEXT    NOT NULL,
    service         TEXT    NOT NULL,
    start_at        INTEGER NOT NULL,
    end_at          INTEGER NOT NULL,
    -- What people agreed on; the offset is in seconds east, the release that of the zone data.
    local_wall      INTEGER NOT NULL,
    local_zone      TEXT    NOT NULL,
    local_offset    INTEGER NOT NULL,
    local_release   TEXT    NOT NULL,
    buffer_before   INTEGER NOT NULL CHECK (buffer_before >= 0),
    buffer_after    INTEGER NOT NULL CHECK (buffer_after >= 0),
    status          TEXT    NOT NULL CHECK (status IN ('confirmed', 'cancelled')),
    cancelled_by    TEXT             CHECK (cancelled_by IN ('client', 'host')),
    cancelled_at    INTEGER,
    cancelled_at_ns INTEGER,
    title           TEXT,
    -- A JSON array.
    participants    TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    created_at_ns   INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL,
    updated_at_ns   INTEGER NOT NULL,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, resource) REFERENCES kalends_resources (tenant, id),
    CHECK (start_at < end_at),
    CHECK ((status = 'cancelled') = (cancelled_by IS NOT NULL)),
    CHECK ((status = 'cancelled') = (cancelled_at IS NOT NULL)),
    CHECK ((status = 'cancelled') = (cancelled_at_ns IS NOT NULL))
) STRICT;

-- Holds all that a decision sees of a booking, so that looking for overlaps never touches the table.
CREATE INDEX kalends_bookings_by_time ON kalends_bookings
    (tenant, resource, start_at, end_at, status, buffer_before, buffer_after, id);

INSERT INTO kalends_schema (version) VALUES (1);

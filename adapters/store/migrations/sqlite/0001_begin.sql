-- Kalends, SQLite schema version 1. Run it in one transaction, by Kalends or by the host's own tool.
--
-- Every key begins with the tenant. Times are whole seconds since 1970-01-01T00:00:00Z, `*_ns` the fraction of a
-- second that belongs to them; wall times are seconds since 1970-01-01T00:00:00 on the same wall. Records that rules
-- only read as a whole are JSON in the wire's form.

CREATE TABLE kalends_schema (
    version INTEGER NOT NULL PRIMARY KEY
) STRICT;

-- One row per tenant.
CREATE TABLE kalends_tenants (
    tenant   TEXT    NOT NULL PRIMARY KEY,
    -- Seconds of the longest session that there ever was: bounds how far back an overlap can begin.
    longest  INTEGER NOT NULL DEFAULT 0 CHECK (longest >= 0),
    -- Seconds of the longest time that one ever kept clear before or after it: an overlap with that counted can begin
    -- so much earlier, and so much later.
    buffer   INTEGER NOT NULL DEFAULT 0 CHECK (buffer >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE kalends_resources (
    tenant   TEXT    NOT NULL,
    id       TEXT    NOT NULL,
    -- +1 with every change of free time.
    revision INTEGER NOT NULL CHECK (revision >= 0),
    body     TEXT    NOT NULL,
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

-- Every version that there ever was: a booking keeps the one that it was made under.
CREATE TABLE kalends_policies (
    tenant  TEXT    NOT NULL,
    id      TEXT    NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    body    TEXT    NOT NULL,
    PRIMARY KEY (tenant, id, version)
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

CREATE TABLE kalends_series (
    tenant  TEXT    NOT NULL,
    id      TEXT    NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    body    TEXT    NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE kalends_sessions (
    tenant   TEXT    NOT NULL,
    id       TEXT    NOT NULL,
    version  INTEGER NOT NULL CHECK (version >= 1),
    service  TEXT    NOT NULL,
    -- Null is one party alone.
    seats    INTEGER CHECK (seats >= 1),
    place    TEXT,
    status   TEXT    NOT NULL CHECK (status IN ('tentative', 'confirmed', 'cancelled')),
    -- Whether it takes place though nobody has booked it.
    stays    INTEGER NOT NULL CHECK (stays IN (0, 1)),
    body     TEXT    NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

-- What confirmed sessions take of resources: all that a decision looks through, in order of time.
CREATE TABLE kalends_uses (
    tenant        TEXT    NOT NULL,
    resource      TEXT    NOT NULL,
    start_at      INTEGER NOT NULL,
    session       TEXT    NOT NULL,
    end_at        INTEGER NOT NULL,
    buffer_before INTEGER NOT NULL CHECK (buffer_before >= 0),
    buffer_after  INTEGER NOT NULL CHECK (buffer_after >= 0),
    -- How many of the resource's concurrent uses.
    units         INTEGER NOT NULL CHECK (units >= 1),
    PRIMARY KEY (tenant, resource, start_at, session),
    FOREIGN KEY (tenant, resource) REFERENCES kalends_resources (tenant, id),
    FOREIGN KEY (tenant, session) REFERENCES kalends_sessions (tenant, id),
    CHECK (start_at < end_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE kalends_bookings (
    tenant        TEXT    NOT NULL,
    id            TEXT    NOT NULL,
    version       INTEGER NOT NULL CHECK (version >= 1),
    session       TEXT    NOT NULL,
    -- Of which series it is an occurrence.
    series        TEXT,
    service       TEXT    NOT NULL,
    -- The random key of whoever books.
    client        TEXT,
    start_at      INTEGER NOT NULL,
    end_at        INTEGER NOT NULL,
    status        TEXT    NOT NULL,
    kind          TEXT,
    -- Whether it takes time, until it lapses.
    takes         INTEGER NOT NULL CHECK (takes IN (0, 1)),
    -- How many come: its seats.
    party         INTEGER NOT NULL CHECK (party >= 1),
    -- Of a hold: for whom.
    hold_owner    TEXT,
    -- Of a hold or a request: when it lapses.
    expires_at    INTEGER,
    expires_at_ns INTEGER,
    -- The local date, in days since 1970-01-01, at which its cancel used a grace token of the client.
    token_on      INTEGER,
    -- Without anything personal.
    body          TEXT    NOT NULL,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, session) REFERENCES kalends_sessions (tenant, id),
    CHECK (start_at < end_at),
    CHECK ((expires_at IS NULL) = (expires_at_ns IS NULL))
) STRICT, WITHOUT ROWID;

-- Holds all that a decision sees of a booking.
CREATE INDEX kalends_bookings_by_session ON kalends_bookings
    (tenant, session, takes, party, hold_owner, expires_at, expires_at_ns);

CREATE INDEX kalends_bookings_by_series ON kalends_bookings (tenant, series) WHERE series IS NOT NULL;

CREATE INDEX kalends_bookings_by_token ON kalends_bookings (tenant, client, token_on) WHERE token_on IS NOT NULL;

CREATE INDEX kalends_bookings_by_time ON kalends_bookings (tenant, start_at, id);

CREATE INDEX kalends_bookings_by_expiry ON kalends_bookings (tenant, expires_at, expires_at_ns, id)
    WHERE expires_at IS NOT NULL;

CREATE INDEX kalends_bookings_by_service ON kalends_bookings (tenant, service, start_at);

CREATE TABLE kalends_booking_resources (
    tenant   TEXT    NOT NULL,
    resource TEXT    NOT NULL,
    start_at INTEGER NOT NULL,
    booking  TEXT    NOT NULL,
    end_at   INTEGER NOT NULL,
    PRIMARY KEY (tenant, resource, start_at, booking),
    FOREIGN KEY (tenant, resource) REFERENCES kalends_resources (tenant, id),
    FOREIGN KEY (tenant, booking) REFERENCES kalends_bookings (tenant, id)
) STRICT, WITHOUT ROWID;

-- Who has to do with which bookings, by random keys.
CREATE TABLE kalends_booking_subjects (
    tenant   TEXT    NOT NULL,
    subject  TEXT    NOT NULL,
    role     TEXT    NOT NULL CHECK (role IN ('host', 'booker', 'attendee', 'payer', 'guardian', 'client')),
    start_at INTEGER NOT NULL,
    booking  TEXT    NOT NULL,
    PRIMARY KEY (tenant, subject, role, start_at, booking),
    FOREIGN KEY (tenant, booking) REFERENCES kalends_bookings (tenant, id)
) STRICT, WITHOUT ROWID;

-- Who waits.
CREATE TABLE kalends_waitlist (
    tenant       TEXT    NOT NULL,
    id           TEXT    NOT NULL,
    version      INTEGER NOT NULL CHECK (version >= 1),
    -- What it waits for: one session alone, or any time of a service.
    session      TEXT,
    service      TEXT,
    -- The session that it has an offer of.
    offered      TEXT,
    -- The random key of whoever waits.
    client       TEXT    NOT NULL,
    -- Whether it waits or has an offer.
    live         INTEGER NOT NULL CHECK (live IN (0, 1)),
    joined_at    INTEGER NOT NULL,
    joined_at_ns INTEGER NOT NULL,
    -- When its offer, or its time to wait, is over.
    due_at       INTEGER,
    due_at_ns    INTEGER,
    body         TEXT    NOT NULL,
    PRIMARY KEY (tenant, id),
    CHECK ((session IS NULL) <> (service IS NULL)),
    CHECK ((due_at IS NULL) = (due_at_ns IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX kalends_waitlist_by_session ON kalends_waitlist (tenant, session) WHERE session IS NOT NULL AND live = 1;

CREATE INDEX kalends_waitlist_by_service ON kalends_waitlist (tenant, service) WHERE service IS NOT NULL AND live = 1;

CREATE INDEX kalends_waitlist_by_offer ON kalends_waitlist (tenant, offered) WHERE offered IS NOT NULL;

CREATE INDEX kalends_waitlist_by_time ON kalends_waitlist (tenant, joined_at, joined_at_ns, id);

CREATE INDEX kalends_waitlist_by_due ON kalends_waitlist (tenant, due_at, due_at_ns, id) WHERE due_at IS NOT NULL;

-- Who answers for whom.
CREATE TABLE kalends_guardians (
    tenant   TEXT NOT NULL,
    guardian TEXT NOT NULL,
    ward     TEXT NOT NULL,
    PRIMARY KEY (tenant, guardian, ward)
) STRICT, WITHOUT ROWID;

-- What was answered to requests with a key, for their repetitions.
CREATE TABLE kalends_requests (
    tenant      TEXT    NOT NULL,
    actor       TEXT    NOT NULL CHECK (actor IN ('client', 'host')),
    -- Empty where nobody said.
    subject     TEXT    NOT NULL,
    key         TEXT    NOT NULL,
    -- SHA-256 of what was asked for.
    fingerprint TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    at_ns       INTEGER NOT NULL,
    answer      TEXT    NOT NULL,
    PRIMARY KEY (tenant, actor, subject, key)
) STRICT, WITHOUT ROWID;

-- Everything personal that bookings hold: erasing a person touches this table only.
CREATE TABLE kalends_private (
    tenant  TEXT NOT NULL,
    booking TEXT NOT NULL,
    body    TEXT NOT NULL,
    PRIMARY KEY (tenant, booking),
    FOREIGN KEY (tenant, booking) REFERENCES kalends_bookings (tenant, id)
) STRICT, WITHOUT ROWID;

-- Who changed what, when and why: the feed by position, and a chain of hashes for each entity.
CREATE TABLE kalends_events (
    tenant   TEXT    NOT NULL,
    -- 1, 2, 3 ... in the order of the commits.
    position INTEGER NOT NULL CHECK (position >= 1),
    kind     TEXT    NOT NULL,
    entity   TEXT    NOT NULL,
    version  INTEGER NOT NULL CHECK (version >= 1),
    at       INTEGER NOT NULL,
    at_ns    INTEGER NOT NULL,
    actor    TEXT    NOT NULL CHECK (actor IN ('client', 'host')),
    -- The random key of whoever did it.
    subject  TEXT,
    cause    TEXT,
    action   TEXT    NOT NULL,
    -- The record from then on, without anything personal.
    body     TEXT    NOT NULL,
    -- SHA-256 of the event before it in its chain, and of this one.
    previous TEXT,
    hash     TEXT    NOT NULL,
    PRIMARY KEY (tenant, position)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX kalends_events_by_entity ON kalends_events (tenant, kind, entity, version);

INSERT INTO kalends_schema (version) VALUES (1);

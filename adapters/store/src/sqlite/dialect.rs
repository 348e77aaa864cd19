use crate::sql::Sql;

macro_rules! listed {
    ($keys:literal) => {
        concat!("IN (SELECT value FROM json_each(", $keys, "))")
    };
}

// The keys come first: asked with `IN`, SQLite would write them into a table of its own each time.
macro_rules! keyed {
    ($columns:literal, $table:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM json_each(?2) k CROSS JOIN ",
            $table,
            " t ON t.tenant = ?1 AND t.id = k.value"
        )
    };
}

// An overlap begins before the span ends, and no longer before the span begins than the longest session lasts: two
// bounds of one index, so that neither the past nor the future of a resource is walked.
macro_rules! overlapping {
    ($alias:literal) => {
        concat!(
            $alias,
            ".start_at < ?4 AND ",
            $alias,
            ".end_at > ?3 AND ",
            $alias,
            ".start_at > ?3 - (SELECT longest FROM kalends_tenants WHERE tenant = ?1) "
        )
    };
}

// The same with the time kept clear before and after counted as part of it.
macro_rules! footprint_overlapping {
    ($alias:literal) => {
        concat!(
            $alias,
            ".start_at - ",
            $alias,
            ".buffer_before < ?4 AND ",
            $alias,
            ".end_at + ",
            $alias,
            ".buffer_after > ?3 AND ",
            $alias,
            ".start_at < ?4 + (SELECT buffer FROM kalends_tenants WHERE tenant = ?1) AND ",
            $alias,
            ".start_at > ?3 - (SELECT longest + buffer FROM kalends_tenants WHERE tenant = ?1) "
        )
    };
}

// With it the key of `kalends_booking_subjects` leads on to the start.
macro_rules! any_role {
    ($alias:literal) => {
        concat!($alias, ".role IN ('host', 'booker', 'attendee', 'payer', 'guardian', 'client')")
    };
}

// A page of bookings: ?2 the keys that lead to them, ?3 and ?4 the range, ?5 and ?6 start and id of the last one seen,
// ?7 how many, ?8 states, ?9 service, ?10 session, ?11 kind, ?12 resources, ?13 subject, ?14 role, ?15 guardian.
macro_rules! page {
    ($from:expr) => {
        concat!(
            "SELECT DISTINCT b.id, b.version, b.body, p.body, b.start_at FROM ",
            $from,
            " LEFT JOIN kalends_private p ON p.tenant = ?1 AND p.booking = b.id WHERE b.tenant = ?1 AND ",
            overlapping!("b"),
            "AND (?5 IS NULL OR (b.start_at, b.id) > (?5, ?6)) \
             AND (?8 IS NULL OR b.status IN (SELECT value FROM json_each(?8))) \
             AND (?9 IS NULL OR b.service = ?9) AND (?10 IS NULL OR b.session = ?10) \
             AND (?11 IS NULL OR b.kind = ?11) AND (?12 IS NULL OR EXISTS (SELECT 1 FROM json_each(?12) k \
             CROSS JOIN kalends_booking_resources o ON o.tenant = ?1 AND o.resource = k.value \
             AND o.start_at = b.start_at AND o.booking = b.id)) \
             AND (?13 IS NULL OR EXISTS (SELECT 1 FROM kalends_booking_subjects o WHERE o.tenant = ?1 \
             AND o.subject = ?13 AND ",
            any_role!("o"),
            " AND (?14 IS NULL OR o.role = ?14) AND o.start_at = b.start_at AND o.booking = b.id)) \
             AND (?15 IS NULL OR EXISTS (SELECT 1 FROM kalends_guardians g CROSS JOIN kalends_booking_subjects o \
             ON o.tenant = ?1 AND o.subject = g.ward AND ",
            any_role!("o"),
            " AND o.start_at = b.start_at AND o.booking = b.id \
             WHERE g.tenant = ?1 AND g.guardian = ?15)) ORDER BY b.start_at, b.id LIMIT ?7"
        )
    };
}

/// How a statement is spelt for SQLite.
#[expect(clippy::too_many_lines, reason = "a table: one entry for each statement that reads")]
pub const fn text(sql: Sql) -> &'static str {
    match sql {
        Sql::Bookings => {
            "SELECT b.id, b.version, b.body, p.body FROM json_each(?2) k CROSS JOIN kalends_bookings b \
             ON b.tenant = ?1 AND b.id = k.value \
             LEFT JOIN kalends_private p ON p.tenant = ?1 AND p.booking = b.id"
        }
        // Left to itself, SQLite walks all bookings for these two.
        Sql::BookingsOfSessions => {
            "SELECT b.id, b.version, b.body, p.body FROM json_each(?2) k CROSS JOIN kalends_bookings b \
             INDEXED BY kalends_bookings_by_session ON b.tenant = ?1 AND b.session = k.value \
             LEFT JOIN kalends_private p ON p.tenant = ?1 AND p.booking = b.id"
        }
        Sql::BookingsOfSeries => {
            "SELECT b.id, b.version, b.body, p.body FROM json_each(?2) k CROSS JOIN kalends_bookings b \
             INDEXED BY kalends_bookings_by_series ON b.tenant = ?1 AND b.series IS NOT NULL AND b.series = k.value \
             LEFT JOIN kalends_private p ON p.tenant = ?1 AND p.booking = b.id"
        }
        Sql::Series => keyed!("t.id, t.version, t.body", "kalends_series"),
        Sql::PageOfResources => page!(concat!(
            "json_each(?2) l CROSS JOIN kalends_booking_resources i ON i.tenant = ?1 AND i.resource = l.value AND ",
            overlapping!("i"),
            "CROSS JOIN kalends_bookings b ON b.tenant = ?1 AND b.id = i.booking"
        )),
        Sql::PageOfSubjects => page!(concat!(
            "json_each(?2) l CROSS JOIN kalends_booking_subjects i ON i.tenant = ?1 AND i.subject = l.value AND ",
            any_role!("i"),
            " AND i.start_at < ?4 AND i.start_at >= coalesce(?5, -9223372036854775808) AND i.start_at > ?3 - \
             (SELECT longest FROM kalends_tenants WHERE tenant = ?1) \
             CROSS JOIN kalends_bookings b ON b.tenant = ?1 AND b.id = i.booking"
        )),
        Sql::PageOfWards => page!(concat!(
            "kalends_guardians l CROSS JOIN kalends_booking_subjects i ON l.tenant = ?1 AND l.guardian = ?15 \
             AND i.tenant = ?1 AND i.subject = l.ward AND ",
            any_role!("i"),
            " AND i.start_at < ?4 \
             AND i.start_at >= coalesce(?5, -9223372036854775808) AND i.start_at > ?3 - \
             (SELECT longest FROM kalends_tenants WHERE tenant = ?1) \
             CROSS JOIN kalends_bookings b ON b.tenant = ?1 AND b.id = i.booking"
        )),
        Sql::PageOfSessions => {
            page!(
                "json_each(?2) l CROSS JOIN kalends_bookings b INDEXED BY kalends_bookings_by_session \
                 ON b.tenant = ?1 AND b.session = l.value"
            )
        }
        Sql::PageOfServices => {
            page!(
                "json_each(?2) l CROSS JOIN kalends_bookings b INDEXED BY kalends_bookings_by_service \
                 ON b.tenant = ?1 AND b.service = l.value"
            )
        }
        Sql::PageOfAll => page!("kalends_bookings b INDEXED BY kalends_bookings_by_time"),
        Sql::Sessions => keyed!("t.id, t.version, t.body", "kalends_sessions"),
        Sql::Resources => keyed!("t.id, t.revision, t.body", "kalends_resources"),
        Sql::Rules => concat!(
            "SELECT resource, kind, position, body FROM kalends_rules WHERE tenant = ?1 AND resource ",
            listed!("?2"),
            " ORDER BY resource, kind, position"
        ),
        // Those that carry every tag of one of the sets.
        Sql::TaggedResources => {
            "SELECT id, revision, body FROM kalends_resources r WHERE tenant = ?1 AND EXISTS (\
             SELECT 1 FROM json_each(?2) s WHERE NOT EXISTS (SELECT 1 FROM json_each(s.value) t WHERE t.value \
             NOT IN (SELECT value FROM json_each(r.body, '$.tags'))))"
        }
        Sql::Services => keyed!("t.id, t.body", "kalends_services"),
        Sql::Policies => {
            "SELECT p.id, p.version, p.body, json_extract(k.value, '$.version') FROM json_each(?2) k \
             CROSS JOIN kalends_policies p ON p.tenant = ?1 AND p.id = json_extract(k.value, '$.id') AND p.version = \
             coalesce(json_extract(k.value, '$.version'), (SELECT max(version) FROM kalends_policies WHERE tenant = ?1 \
             AND id = json_extract(k.value, '$.id')))"
        }
        Sql::NewestPolicies => concat!(
            "SELECT id, max(version) FROM kalends_policies WHERE tenant = ?1 AND id ",
            listed!("?2"),
            " GROUP BY id"
        ),
        Sql::TokensUsed => {
            "SELECT token_on FROM kalends_bookings WHERE tenant = ?1 AND client = ?2 AND token_on IS NOT NULL \
             AND token_on >= ?3"
        }
        Sql::Taken => concat!(
            "SELECT u.resource, u.session, u.start_at, u.end_at, u.buffer_before, u.buffer_after, u.units, \
             s.service, s.seats, s.place, s.stays, b.id, b.party, b.expires_at, b.expires_at_ns, b.hold_owner ",
            "FROM json_each(?2) k CROSS JOIN kalends_uses u ON u.tenant = ?1 AND u.resource = k.value AND ",
            footprint_overlapping!("u"),
            "CROSS JOIN kalends_sessions s ON s.tenant = ?1 AND s.id = u.session \
             LEFT JOIN kalends_bookings b ON b.tenant = ?1 AND b.session = u.session AND b.takes = 1 \
             ORDER BY u.resource, u.start_at, u.session, b.id"
        ),
        Sql::TakenOutside => {
            "SELECT e.resource, e.source, e.start_at, e.end_at, e.event FROM json_each(?2) k \
             CROSS JOIN kalends_sources s ON s.tenant = ?1 AND s.resource = k.value \
             CROSS JOIN kalends_external e ON e.tenant = ?1 AND e.resource = s.resource AND e.source = s.source \
             AND e.start_at < ?4 AND e.end_at > ?3 AND e.start_at > ?3 - s.longest"
        }
        Sql::CountedOfServices => concat!(
            "SELECT id, version, body, NULL FROM kalends_bookings INDEXED BY kalends_bookings_by_service \
             WHERE tenant = ?1 AND service ",
            listed!("?2"),
            " AND start_at >= ?3 AND start_at < ?4 AND takes = 1"
        ),
        Sql::CountedOfResources => concat!(
            "SELECT b.id, b.version, b.body, NULL FROM kalends_booking_resources o CROSS JOIN kalends_bookings b \
             ON b.tenant = ?1 AND b.id = o.booking AND b.takes = 1 WHERE o.tenant = ?1 AND o.resource ",
            listed!("?2"),
            " AND o.start_at >= ?3 AND o.start_at < ?4"
        ),
        Sql::AllResources => "SELECT id, body FROM kalends_resources WHERE tenant = ?1 ORDER BY id",
        Sql::AllServices => "SELECT id, body FROM kalends_services WHERE tenant = ?1 ORDER BY id",
        Sql::AllPolicies => {
            "SELECT id, version, body FROM kalends_policies WHERE tenant = ?1 ORDER BY id, version"
        }
        Sql::KnownResources => keyed!("t.id", "kalends_resources"),
        Sql::Entries => keyed!("t.id, t.version, t.body", "kalends_waitlist"),
        Sql::Waiting => concat!(
            "SELECT id, version, body FROM kalends_waitlist INDEXED BY kalends_waitlist_by_session \
             WHERE tenant = ?1 AND live = 1 AND session IS NOT NULL \
             AND session ",
            listed!("?2"),
            " UNION ALL SELECT id, version, body FROM kalends_waitlist INDEXED BY kalends_waitlist_by_offer \
             WHERE tenant = ?1 AND offered IS NOT NULL \
             AND offered ",
            listed!("?2"),
            " UNION ALL SELECT id, version, body FROM kalends_waitlist INDEXED BY kalends_waitlist_by_service \
             WHERE tenant = ?1 AND live = 1 AND service IS NOT NULL AND service ",
            listed!("?3")
        ),
        Sql::PageOfEntries => {
            "SELECT id, version, body FROM kalends_waitlist INDEXED BY kalends_waitlist_by_time WHERE tenant = ?1 \
             AND (?2 IS NULL OR session = ?2 OR offered = ?2) AND (?3 IS NULL OR service = ?3) \
             AND (?4 IS NULL OR client = ?4) AND (?5 = 1 OR live = 1) \
             AND (?6 IS NULL OR (joined_at, joined_at_ns, id) > (?6, ?7, ?8)) \
             ORDER BY joined_at, joined_at_ns, id LIMIT ?9"
        }
        Sql::PageOfLapsed => {
            "SELECT at, at_ns, kind, id FROM (\
             SELECT expires_at AS at, expires_at_ns AS at_ns, 0 AS kind, id FROM kalends_bookings WHERE tenant = ?1 \
             AND expires_at IS NOT NULL AND expires_at <= ?2 AND (expires_at, expires_at_ns) <= (?2, ?3) \
             UNION ALL SELECT due_at, due_at_ns, 1, id FROM kalends_waitlist WHERE tenant = ?1 \
             AND due_at IS NOT NULL AND due_at <= ?2 AND (due_at, due_at_ns) <= (?2, ?3)) \
             WHERE ?4 IS NULL OR (at, at_ns, kind, id) > (?4, ?5, ?6, ?7) ORDER BY at, at_ns, kind, id LIMIT ?8"
        }
        Sql::Request => {
            "SELECT fingerprint, at, at_ns, answer FROM kalends_requests \
             WHERE tenant = ?1 AND actor = ?2 AND subject = ?3 AND key = ?4"
        }
        Sql::Events => {
            "SELECT position, kind, entity, version, at, at_ns, actor, subject, cause, action, body, previous \
             FROM kalends_events WHERE tenant = ?1 AND position > ?2 ORDER BY position LIMIT ?3"
        }
        // The `+` keeps SQLite from walking the whole feed by position instead of the entity's own events.
        Sql::EventsOfEntity => {
            "SELECT position, kind, entity, version, at, at_ns, actor, subject, cause, action, body, previous \
             FROM kalends_events WHERE tenant = ?1 AND kind = ?2 AND entity = ?3 AND +position > ?4 \
             ORDER BY version LIMIT ?5"
        }
        Sql::Heads => {
            "SELECT kind, entity, max(version), hash FROM kalends_events WHERE tenant = ?1 \
             AND (kind, entity) > (coalesce(?2, ''), coalesce(?3, '')) GROUP BY kind, entity ORDER BY kind, entity LIMIT ?4"
        }
        Sql::Links => {
            "SELECT e.kind, e.entity, e.hash FROM json_each(?2) k CROSS JOIN kalends_events e ON e.tenant = ?1 \
             AND e.kind = json_extract(k.value, '$[0]') AND e.entity = json_extract(k.value, '$[1]') \
             AND e.version = json_extract(k.value, '$[2]')"
        }
        Sql::Wards => {
            "SELECT guardian, ward FROM kalends_guardians WHERE tenant = ?1 AND guardian IN \
             (SELECT value FROM json_each(?2))"
        }
        Sql::Spans => {
            "SELECT resource, source, start_at, end_at, event FROM kalends_external \
             WHERE tenant = ?1 AND resource = ?2 AND source = ?3"
        }
        _ => write(sql),
    }
}

#[expect(clippy::too_many_lines, reason = "a table: one entry for each statement that writes")]
const fn write(sql: Sql) -> &'static str {
    match sql {
        Sql::PutResource => {
            "INSERT INTO kalends_resources (tenant, id, revision, body) VALUES (?1, ?2, 0, ?3) \
             ON CONFLICT (tenant, id) DO UPDATE SET body = excluded.body"
        }
        Sql::PutRule => {
            "INSERT INTO kalends_rules (tenant, resource, kind, position, id, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
             ON CONFLICT (tenant, resource, kind, position) DO UPDATE SET id = excluded.id, body = excluded.body"
        }
        Sql::DropRule => {
            "DELETE FROM kalends_rules WHERE tenant = ?1 AND resource = ?2 AND kind = ?3 AND position = ?4"
        }
        Sql::PutService => {
            "INSERT INTO kalends_services (tenant, id, body) VALUES (?1, ?2, ?3) \
             ON CONFLICT (tenant, id) DO UPDATE SET body = excluded.body"
        }
        Sql::AddPolicy => "INSERT INTO kalends_policies (tenant, id, version, body) VALUES (?1, ?2, ?3, ?4)",
        Sql::PutSource => {
            "INSERT INTO kalends_sources (tenant, resource, source, longest) VALUES (?1, ?2, ?3, ?4) \
             ON CONFLICT (tenant, resource, source) DO UPDATE SET longest = excluded.longest"
        }
        Sql::AddSpan => {
            "INSERT INTO kalends_external (tenant, resource, source, start_at, end_at, event) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
        }
        Sql::DropSpan => {
            "DELETE FROM kalends_external WHERE tenant = ?1 AND resource = ?2 AND source = ?3 \
             AND start_at = ?4 AND end_at = ?5 AND event = ?6"
        }
        Sql::AddRequest => {
            "INSERT INTO kalends_requests (tenant, actor, subject, key, fingerprint, at, at_ns, answer) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
        }
        Sql::AddEvent => {
            "INSERT INTO kalends_events (tenant, position, kind, entity, version, at, at_ns, actor, subject, cause, \
             action, body, previous, hash) VALUES (?1, 1 + coalesce((SELECT max(position) FROM kalends_events \
             WHERE tenant = ?1), 0), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"
        }
        Sql::PutTenant => {
            "INSERT INTO kalends_tenants (tenant, longest, buffer) VALUES (?1, ?2, ?3) ON CONFLICT (tenant) DO UPDATE \
             SET longest = max(longest, excluded.longest), buffer = max(buffer, excluded.buffer)"
        }
        Sql::LinkGuardian => "INSERT INTO kalends_guardians (tenant, guardian, ward) VALUES (?1, ?2, ?3)",
        Sql::UnlinkGuardian => {
            "DELETE FROM kalends_guardians WHERE tenant = ?1 AND guardian = ?2 AND ward = ?3"
        }
        Sql::AddSeries => "INSERT INTO kalends_series (tenant, id, version, body) VALUES (?1, ?2, ?3, ?4)",
        Sql::ChangeSeries => {
            "UPDATE kalends_series SET version = ?3, body = ?4 WHERE tenant = ?1 AND id = ?2 AND version = ?3 - 1"
        }
        Sql::AddEntry => {
            "INSERT INTO kalends_waitlist (tenant, id, version, session, service, offered, client, live, joined_at, \
             joined_at_ns, due_at, due_at_ns, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"
        }
        Sql::ChangeEntry => {
            "UPDATE kalends_waitlist SET version = ?3, session = ?4, service = ?5, offered = ?6, client = ?7, live = ?8, \
             joined_at = ?9, joined_at_ns = ?10, due_at = ?11, due_at_ns = ?12, body = ?13 WHERE tenant = ?1 \
             AND id = ?2 AND version = ?3 - 1"
        }
        Sql::AddSession => {
            "INSERT INTO kalends_sessions (tenant, id, version, service, seats, place, status, stays, body) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
        }
        Sql::ChangeSession => {
            "UPDATE kalends_sessions SET version = ?3, service = ?4, seats = ?5, place = ?6, status = ?7, stays = ?8, \
             body = ?9 WHERE tenant = ?1 AND id = ?2 AND version = ?3 - 1"
        }
        Sql::AddUse => {
            "INSERT INTO kalends_uses (tenant, session, resource, start_at, end_at, buffer_before, buffer_after, \
             units) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
        }
        Sql::DropUse => {
            "DELETE FROM kalends_uses WHERE tenant = ?1 AND session = ?2 AND resource = ?3 AND start_at = ?4"
        }
        Sql::AddBooking => {
            "INSERT INTO kalends_bookings (tenant, id, version, session, series, service, client, start_at, end_at, \
             status, kind, takes, party, hold_owner, expires_at, expires_at_ns, token_on, body) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)"
        }
        Sql::ChangeBooking => {
            "UPDATE kalends_bookings SET version = ?3, session = ?4, series = ?5, service = ?6, client = ?7, \
             start_at = ?8, end_at = ?9, status = ?10, kind = ?11, takes = ?12, party = ?13, hold_owner = \
             ?14, expires_at = ?15, expires_at_ns = ?16, token_on = ?17, body = ?18 WHERE tenant = ?1 AND id = ?2 AND \
             version = ?3 - 1"
        }
        Sql::AddBookingResource => {
            "INSERT INTO kalends_booking_resources (tenant, booking, resource, start_at, end_at) \
             VALUES (?1, ?2, ?3, ?4, ?5)"
        }
        Sql::DropBookingResource => {
            "DELETE FROM kalends_booking_resources WHERE tenant = ?1 AND booking = ?2 AND resource = ?3 \
             AND start_at = ?4"
        }
        Sql::AddSubject => {
            "INSERT INTO kalends_booking_subjects (tenant, booking, subject, role, start_at) \
             VALUES (?1, ?2, ?3, ?4, ?5)"
        }
        Sql::DropSubject => {
            "DELETE FROM kalends_booking_subjects WHERE tenant = ?1 AND booking = ?2 AND subject = ?3 AND role = ?4 \
             AND start_at = ?5"
        }
        Sql::PutPrivate => {
            "INSERT INTO kalends_private (tenant, booking, body) VALUES (?1, ?2, ?3) \
             ON CONFLICT (tenant, booking) DO UPDATE SET body = excluded.body"
        }
        Sql::DropPrivate => "DELETE FROM kalends_private WHERE tenant = ?1 AND booking = ?2",
        Sql::Revise => "UPDATE kalends_resources SET revision = revision + 1 WHERE tenant = ?1 AND id = ?2",
        _ => "",
    }
}

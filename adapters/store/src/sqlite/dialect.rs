use crate::sql::Sql;

macro_rules! booking_columns {
    () => {
        "id, version, sequence, resource, service, start_at, end_at, local_wall, local_zone, local_offset, \
         local_release, buffer_before, buffer_after, status, cancelled_by, cancelled_at, cancelled_at_ns, title, \
         participants, created_at, created_at_ns, updated_at, updated_at_ns"
    };
}

// An overlap begins before the span ends, and no longer before the span begins than the longest booking lasts: two
// bounds of one index, so that neither the past nor the future of a resource is walked.
macro_rules! overlapping {
    () => {
        "tenant = ?1 AND resource = ?2 AND start_at < ?4 AND end_at > ?3 AND start_at > ?3 - \
         (SELECT longest_booking FROM kalends_resources WHERE tenant = ?1 AND id = ?2)"
    };
}

/// How a statement is spelt for SQLite.
pub const fn text(sql: Sql) -> &'static str {
    match sql {
        Sql::Booking => {
            concat!("SELECT ", booking_columns!(), " FROM kalends_bookings WHERE tenant = ?1 AND id = ?2")
        }
        Sql::Resource => "SELECT id, revision, body FROM kalends_resources WHERE tenant = ?1 AND id = ?2",
        Sql::Rules => {
            "SELECT resource, kind, position, body FROM kalends_rules WHERE tenant = ?1 AND resource = ?2 \
             ORDER BY kind, position"
        }
        Sql::Service => "SELECT id, body FROM kalends_services WHERE tenant = ?1 AND id = ?2",
        Sql::BusyBookings => concat!(
            "SELECT id, start_at, end_at, buffer_before, buffer_after FROM kalends_bookings WHERE ",
            overlapping!(),
            " AND status = 'confirmed'"
        ),
        Sql::BusyExternal => {
            "SELECT e.source, e.start_at, e.end_at, e.event FROM kalends_sources s CROSS JOIN kalends_external e \
             ON e.tenant = ?1 AND e.resource = ?2 AND e.source = s.source \
             AND e.start_at < ?4 AND e.end_at > ?3 AND e.start_at > ?3 - s.longest \
             WHERE s.tenant = ?1 AND s.resource = ?2"
        }
        Sql::Resources => "SELECT id, body FROM kalends_resources WHERE tenant = ?1 ORDER BY id",
        Sql::Services => "SELECT id, body FROM kalends_services WHERE tenant = ?1 ORDER BY id",
        Sql::BookingsOf => concat!(
            "SELECT ",
            booking_columns!(),
            " FROM kalends_bookings WHERE ",
            overlapping!(),
            " ORDER BY start_at, id"
        ),
        Sql::KnownResource => "SELECT id FROM kalends_resources WHERE tenant = ?1 AND id = ?2",
        Sql::Version => "SELECT id, version FROM kalends_bookings WHERE tenant = ?1 AND id = ?2",
        Sql::Spans => {
            "SELECT resource, source, start_at, end_at, event FROM kalends_external \
             WHERE tenant = ?1 AND resource = ?2 AND source = ?3"
        }
        _ => write(sql),
    }
}

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
        Sql::AddBooking => concat!(
            "INSERT INTO kalends_bookings (tenant, ",
            booking_columns!(),
            ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, \
             ?21, ?22, ?23, ?24)"
        ),
        Sql::ChangeBooking => concat!(
            "UPDATE kalends_bookings SET (",
            booking_columns!(),
            ") = (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, \
             ?23, ?24) WHERE tenant = ?1 AND id = ?2 AND version = ?3 - 1"
        ),
        Sql::Revise => {
            "UPDATE kalends_resources SET revision = revision + 1, longest_booking = max(longest_booking, ?3) \
             WHERE tenant = ?1 AND id = ?2"
        }
        _ => "",
    }
}

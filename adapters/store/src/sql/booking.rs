use super::columns::{Columns, seconds};
use super::statement::json;
use super::{Row, Sql, Statement, Value};
use crate::error::Misread;
use crate::tenant::Tenant;
use chrono::{DateTime, Utc};
use kalends::Result;
use kalends::booking::{Booking, Cancellation, LocalIntent, Status};
use kalends::id::{BookingId, ResourceId, ServiceId};
use kalends::policy::Actor;
use kalends::rules::Busy;

/// Reads a row of all columns, in the order of the table.
pub(super) fn read(row: &dyn Row) -> Result<Booking> {
    let mut columns = Columns::new(row);
    let id = columns.text("id").map_err(|misread| misread.of("booking"))?;
    rest(id, &mut columns).map_err(|misread| misread.of(format_args!("booking `{id}`")))
}

fn rest(id: &str, columns: &mut Columns<'_>) -> Result<Booking, Misread> {
    Ok(Booking {
        id: BookingId::new(id)?,
        version: columns.number("version")?,
        sequence: columns.number("sequence")?,
        resource: ResourceId::new(columns.text("resource")?)?,
        service: ServiceId::new(columns.text("service")?)?,
        span: columns.span()?,
        local: LocalIntent {
            wall: seconds("local_wall", columns.integer("local_wall")?)?.naive_utc(),
            zone: columns.text("local_zone")?.parse()?,
            offset: columns.number("local_offset")?,
            release: columns.text("local_release")?.to_owned(),
        },
        buffer: columns.buffer()?,
        status: status(columns)?,
        title: columns.optional_text("title")?.map(str::to_owned),
        participants: columns.json("participants")?,
        created_at: columns.instant("created_at")?,
        updated_at: columns.instant("updated_at")?,
    })
}

fn status(columns: &mut Columns<'_>) -> Result<Status, Misread> {
    let status = columns.text("status")?;
    match (status, columns.optional_text("cancelled_by")?) {
        ("confirmed", None) => {
            columns.skip(2);
            Ok(Status::Confirmed)
        }
        ("cancelled", Some(by)) => {
            let by = match by {
                "client" => Actor::Client,
                "host" => Actor::Host,
                _ => return Err(Misread::new("`cancelled_by` is unknown")),
            };
            Ok(Status::Cancelled(Cancellation { by, at: columns.instant("cancelled_at")? }))
        }
        _ => Err(Misread::new("`status` is unknown")),
    }
}

/// Reads id, span and buffers.
pub(super) fn busy(row: &dyn Row) -> Result<Busy> {
    let mut columns = Columns::new(row);
    let id = columns.text("id").map_err(|misread| misread.of("booking"))?;
    let mut rest = || Ok(Busy::booking(BookingId::new(id)?, columns.span()?, columns.buffer()?));
    rest().map_err(|misread: Misread| misread.of(format_args!("booking `{id}`")))
}

/// A booking that follows the stored one.
pub(super) fn write(tenant: &Tenant, booking: &Booking) -> Result<Statement> {
    // Without `..`, so that a new field is not lost here.
    let Booking {
        id,
        version,
        sequence,
        resource,
        service,
        span,
        local: LocalIntent { wall, zone, offset, release },
        buffer,
        status,
        title,
        participants,
        created_at,
        updated_at,
    } = booking;
    let [state, by, at, at_ns] = status_columns(status);
    let [created, created_ns] = instant(*created_at);
    let [updated, updated_ns] = instant(*updated_at);
    let params = [
        id.as_str().into(),
        Value::count("version", *version)?,
        i64::from(*sequence).into(),
        resource.as_str().into(),
        service.as_str().into(),
        span.start_secs().into(),
        span.end_secs().into(),
        wall.and_utc().timestamp().into(),
        zone.as_str().into(),
        i64::from(*offset).into(),
        release.as_str().into(),
        buffer.before.seconds().into(),
        buffer.after.seconds().into(),
        state,
        by,
        at,
        at_ns,
        title.as_deref().into(),
        json(participants)?.into(),
        created,
        created_ns,
        updated,
        updated_ns,
    ];
    let sql = if *version == 1 { Sql::AddBooking } else { Sql::ChangeBooking };
    Ok(Statement::new(sql, tenant, params))
}

fn status_columns(status: &Status) -> [Value; 4] {
    match status {
        Status::Confirmed => ["confirmed".into(), Value::Null, Value::Null, Value::Null],
        Status::Cancelled(Cancellation { by, at }) => {
            let by = match by {
                Actor::Client => "client",
                Actor::Host => "host",
            };
            let [at, at_ns] = instant(*at);
            ["cancelled".into(), by.into(), at, at_ns]
        }
    }
}

/// Seconds and nanoseconds.
fn instant(time: DateTime<Utc>) -> [Value; 2] {
    [time.timestamp().into(), i64::from(time.timestamp_subsec_nanos()).into()]
}

use super::columns::{Columns, versioned};
use super::event::Texts;
use super::{Row, Sql, Statement, Value};
use crate::error::Misread;
use crate::tenant::Tenant;
use kalends::Result;
use kalends::booking::Occupancy;
use kalends::id::{BookingId, PlaceId, ResourceId, ServiceId, SessionId, SubjectId};
use kalends::interval::Interval;
use kalends::rules::{Busy, Claim, Tentative};
use kalends::service::Buffer;
use kalends::session::{Session, SessionStatus, Use};
use std::num::NonZeroU32;

/// Reads id, version, body.
pub(super) fn read(row: &dyn Row) -> Result<Session> {
    versioned(
        row,
        "session",
        |session: &Session| (session.id.as_str(), session.version),
        |session, _| Ok(session),
    )
}

/// What a session takes of a resource, put together from a row for each of its bookings.
#[derive(Clone, Debug)]
pub(super) struct Taken {
    resource: ResourceId,
    occupancy: Occupancy,
    buffer: Buffer,
    units: NonZeroU32,
}

impl Taken {
    /// Reads a row of uses that are taken.
    pub(super) fn read(row: &dyn Row) -> Result<Self> {
        let mut columns = Columns::new(row);
        let resource = columns.text("resource").map_err(|misread| misread.of("use"))?;
        let mut rest = || {
            let session = SessionId::new(columns.text("session")?)?;
            let span: Interval = columns.span()?;
            let buffer = columns.buffer()?;
            let units = columns.positive("units")?;
            let service = ServiceId::new(columns.text("service")?)?;
            let seats = columns.optional_positive("seats")?;
            let place = columns.optional_text("place")?.map(PlaceId::new).transpose()?;
            let stays = columns.integer("stays")? != 0;
            let claims = claim(&mut columns)?.into_iter().collect();
            let occupancy = Occupancy { session, service, span, seats, place, stays, claims };
            Ok(Self { resource: ResourceId::new(resource)?, occupancy, buffer, units })
        };
        rest().map_err(|misread: Misread| misread.of(format_args!("use of resource `{resource}`")))
    }

    /// Takes the next row's booking if that is of the same use; gives the row back if it is not.
    pub(super) fn join(&mut self, next: Self) -> Option<Self> {
        if (&self.resource, &self.occupancy.session) != (&next.resource, &next.occupancy.session) {
            return Some(next);
        }
        self.occupancy.claims.extend(next.occupancy.claims);
        None
    }

    /// Whose time is taken, and by what.
    pub(super) fn busy(self) -> (ResourceId, Busy) {
        let busy = self.occupancy.busy(self.buffer, self.units);
        (self.resource, busy)
    }
}

fn claim(columns: &mut Columns<'_>) -> Result<Option<Claim>, Misread> {
    let Some(booking) = columns.optional_text("booking")? else { return Ok(None) };
    let booking = BookingId::new(booking)?;
    let seats = columns.positive("party")?;
    let expires_at = columns.optional_instant("expires_at")?;
    let owner = columns.optional_text("hold_owner")?.map(SubjectId::new).transpose()?;
    let tentative = expires_at.map(|expires_at| Tentative { expires_at, owner });
    Ok(Some(Claim { booking, seats, tentative }))
}

/// The statements that make `old` into `new`, which follows it.
pub(super) fn replace(
    tenant: &Tenant,
    old: Option<&Session>,
    new: &Session,
    texts: &Texts<'_>,
) -> Result<Vec<Statement>> {
    let mut plan = vec![record(tenant, new, texts)?];
    let uses = |session: &Session| if session.takes_time() { session.uses.clone() } else { Vec::new() };
    let (before, after) = (old.map(uses).unwrap_or_default(), uses(new));
    if old.is_some_and(|old| old.span == new.span) && before == after {
        return Ok(plan);
    }
    if let Some(old) = old {
        plan.extend(before.iter().map(|one| {
            let params = [new.id.as_str().into(), one.resource.as_str().into(), old.span.start_secs().into()];
            Statement::new(Sql::DropUse, tenant, params)
        }));
    }
    plan.extend(after.iter().map(|one| taking(tenant, new, one)));
    Ok(plan)
}

fn taking(tenant: &Tenant, session: &Session, one: &Use) -> Statement {
    let params = [
        session.id.as_str().into(),
        one.resource.as_str().into(),
        session.span.start_secs().into(),
        session.span.end_secs().into(),
        one.buffer.before.seconds().into(),
        one.buffer.after.seconds().into(),
        i64::from(one.units.get()).into(),
    ];
    Statement::new(Sql::AddUse, tenant, params)
}

fn record(tenant: &Tenant, session: &Session, texts: &Texts<'_>) -> Result<Statement> {
    let body = texts.text(("session", session.id.as_str(), session.version), || session)?;
    let status = match session.status {
        SessionStatus::Tentative => "tentative",
        SessionStatus::Confirmed => "confirmed",
        SessionStatus::Cancelled => "cancelled",
    };
    let params = [
        session.id.as_str().into(),
        Value::count("version", session.version)?,
        session.service.as_str().into(),
        session.seats.map(|seats| i64::from(seats.get())).into(),
        session.place.as_ref().map(PlaceId::as_str).into(),
        status.into(),
        i64::from(session.stays).into(),
        body.into(),
    ];
    let sql = if session.version == 1 { Sql::AddSession } else { Sql::ChangeSession };
    Ok(Statement::new(sql, tenant, params))
}

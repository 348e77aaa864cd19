//! A database file, opened for one command.

use crate::argument::{ClaimArguments, DatabaseArguments, ViewerArguments};
use crate::failure;
use crate::render::Clocks;
use chrono::{DateTime, Utc};
use kalends::booking::Booking;
use kalends::id::{BookingId, ResourceId, ServiceId, SessionId, WaitlistId};
use kalends::service::LegOf;
use kalends::session::Session;
use kalends::waitlist::{Entry, Wish};
use kalends::{Error, Limits, Result, Zone};
use kalends_engine::Engine;

/// Opens a file, and makes it if there is none.
pub(crate) fn made(arguments: &DatabaseArguments) -> Result<Engine> {
    open(arguments, Limits::default())
}

/// Opens a file that is there.
pub(crate) fn existing(arguments: &DatabaseArguments) -> Result<Engine> {
    existing_with(arguments, Limits::default())
}

/// The same with other budgets.
pub(crate) fn existing_with(arguments: &DatabaseArguments, limits: Limits) -> Result<Engine> {
    let path = &arguments.db;
    match path.try_exists() {
        Ok(true) => open(arguments, limits),
        Ok(false) => Err(failure::unreadable(path, &std::io::ErrorKind::NotFound.into())),
        Err(error) => Err(failure::unreadable(path, &error)),
    }
}

fn open(arguments: &DatabaseArguments, limits: Limits) -> Result<Engine> {
    let not_text = || failure::usage("the path is not Unicode").in_field("--db");
    let path = arguments.db.to_str().ok_or_else(not_text)?;
    let engine = Engine::open(&format!("sqlite://{path}"))?.with_limits(limits);
    Ok(match arguments.clock.now {
        Some(now) => engine.with_clock(move || now),
        None => engine,
    })
}

/// The home zone of a resource.
pub(crate) fn zone_of(engine: &Engine, id: &ResourceId) -> Result<Zone> {
    let found =
        engine.resource(id)?.ok_or_else(|| unknown("booking.unknown-resource", "resource", id.as_str()))?;
    engine.zones().get(found.resource.zone.as_str())
}

/// The home zone of who leads among resources.
pub(crate) fn zone_of_lead(engine: &Engine, resources: &[ResourceId]) -> Result<Zone> {
    match resources.first() {
        Some(lead) => zone_of(engine, lead),
        None => engine.zones().get("UTC"),
    }
}

/// The home zone of what is asked for: of the resource that is named, or else of the first one that the service names.
pub(crate) fn home_of(engine: &Engine, resource: Option<&ResourceId>, service: &ServiceId) -> Result<Zone> {
    if let Some(resource) = resource {
        return zone_of(engine, resource);
    }
    let found = engine.service(service)?;
    let found = found.ok_or_else(|| unknown("booking.unknown-service", "service", service.as_str()))?;
    let first = found.requires.first().and_then(|leg| match &leg.of {
        LegOf::Resource(id) => Some(id.clone()),
        LegOf::Members(ids) => ids.first().cloned(),
        LegOf::Tagged(_) => None,
    });
    zone_of_lead(engine, first.as_slice())
}

/// The clocks that a claim is told by, and the start that it asks for.
pub(crate) fn clocks_and_start(
    engine: &Engine,
    claim: &ClaimArguments,
    viewer: &ViewerArguments,
) -> Result<(Clocks, DateTime<Utc>)> {
    let clocks = Clocks::new(home_of(engine, claim.resource.as_ref(), &claim.service)?, viewer.zone()?);
    let start = claim.start.instant(clocks.viewer()).map_err(|error| error.in_field("--start"))?;
    Ok((clocks, start))
}

/// A session that has to be there.
pub(crate) fn known_session(engine: &Engine, id: &SessionId) -> Result<Session> {
    let found = engine.session(id)?.map(|(session, _)| session);
    found.ok_or_else(|| unknown("booking.unknown-session", "session", id.as_str()))
}

/// A place in a waitlist that has to be there.
pub(crate) fn known_entry(engine: &Engine, id: &WaitlistId) -> Result<Entry> {
    engine.entry(id)?.ok_or_else(|| unknown("waitlist.unknown", "entry", id.as_str()))
}

/// The home zone of what is waited for.
pub(crate) fn zone_of_wish(engine: &Engine, wish: &Wish) -> Result<Zone> {
    match wish {
        Wish::Session(id) => zone_of_lead(engine, &known_session(engine, id)?.resources()),
        Wish::Time(wish) => home_of(engine, wish.resources.first(), &wish.service),
    }
}

/// A booking that has to be there.
pub(crate) fn known_booking(engine: &Engine, id: &BookingId) -> Result<Booking> {
    engine.booking(id)?.ok_or_else(|| unknown("booking.unknown", "booking", id.as_str()))
}

/// Something that the database does not have, under the core's own code for it.
fn unknown(code: &'static str, what: &str, id: &str) -> Error {
    match kalends::error::codes().find(|row| row.code == code) {
        Some(row) => Error::new(row, format!("{what} `{id}` is unknown")).in_field(what),
        None => failure::bug(format!("{code} is no code of the core")),
    }
}

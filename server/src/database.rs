//! One database file, opened for one command.

use crate::failure;
use chrono::{DateTime, TimeDelta, Utc};
use kalends::booking::{Booking, BusyNeed, Changes, Command, Need, ResourceRecord, Transaction, Verdict};
use kalends::id::{BookingId, ResourceId, ServiceId};
use kalends::interval::Interval;
use kalends::rules::{Busy, Context, Prepared};
use kalends::service::{Buffer, Service};
use kalends::store::{self, Store};
use kalends::time::{MAX_INSTANT, MIN_INSTANT};
use kalends::{Limits, Result, Zone, ZoneDb};
use std::path::Path;

/// A store with its clock, its source of ids, and the budgets of one command.
pub(crate) struct Database {
    store: Box<dyn Store>,
    limits: Limits,
}

impl Database {
    /// Opens a file, and makes it if there is none.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        Ok(Self { store: Box::new(kalends_store::SqliteStore::open(path)?), limits: Limits::default() })
    }

    /// Opens a file that is there.
    pub(crate) fn open_existing(path: &Path) -> Result<Self> {
        match path.try_exists() {
            Ok(true) => Self::open(path),
            Ok(false) => Err(failure::unreadable(path, &std::io::ErrorKind::NotFound.into())),
            Err(error) => Err(failure::unreadable(path, &error)),
        }
    }

    /// The present instant.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        std::time::SystemTime::now().into()
    }

    /// The id of a new booking, unique and in order of time.
    pub(crate) fn new_booking(&mut self) -> Result<BookingId> {
        BookingId::new("new")
    }

    /// The budgets of a command.
    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The zone data that wall times are read with.
    pub(crate) fn zones(&self) -> &ZoneDb {
        ZoneDb::builtin()
    }

    /// Writes records that need no decision.
    pub(crate) fn put(&mut self, changes: &Changes) -> Result<()> {
        store::put(&mut *self.store, changes, &self.limits)
    }

    /// Carries a command through the store.
    pub(crate) fn execute(&mut self, command: Command, context: Context) -> Result<Verdict> {
        store::execute(&mut *self.store, Transaction::new(command, context), ZoneDb::builtin(), &self.limits)
    }

    /// All resources, in order of id.
    pub(crate) fn resources(&mut self) -> Result<Vec<ResourceId>> {
        Ok(self.store.resources()?.into_iter().map(|resource| resource.id).collect())
    }

    /// A resource with its schedule.
    pub(crate) fn resource(&mut self, id: &ResourceId) -> Result<ResourceRecord> {
        let need = Need { resource: Some(id.clone()), ..Need::default() };
        let found = store::view(&mut *self.store, &need)?.resource;
        found.ok_or_else(|| failure::unknown("booking.unknown-resource", "resource", id.as_str()))
    }

    /// The home zone of a resource.
    pub(crate) fn zone_of(&mut self, id: &ResourceId) -> Result<Zone> {
        let record = self.resource(id)?;
        self.zones().get(record.resource.zone.as_str())
    }

    /// A service.
    pub(crate) fn service(&mut self, id: &ServiceId) -> Result<Service> {
        let need = Need { service: Some(id.clone()), ..Need::default() };
        let found = store::view(&mut *self.store, &need)?.service;
        found.ok_or_else(|| failure::unknown("booking.unknown-service", "service", id.as_str()))
    }

    /// A booking.
    pub(crate) fn booking(&mut self, id: &BookingId) -> Result<Booking> {
        let found = self.store.booking(id)?;
        found.ok_or_else(|| failure::unknown("booking.unknown", "booking", id.as_str()))
    }

    /// Bookings of a resource that overlap `range`, cancelled ones too, in order of start.
    pub(crate) fn bookings(&mut self, id: &ResourceId, range: Interval) -> Result<Vec<Booking>> {
        self.store.bookings(id, range)
    }

    /// A resource with its schedule and all that takes its time around `span`, as far as a decision looks.
    pub(crate) fn around(&mut self, id: &ResourceId, span: Interval) -> Result<(ResourceRecord, Vec<Busy>)> {
        let span = widened(span, Buffer::LONGEST.to_delta() * 2)?;
        let busy = Some(BusyNeed { resource: id.clone(), span });
        let need = Need { resource: Some(id.clone()), busy, ..Need::default() };
        let view = store::view(&mut *self.store, &need)?;
        let found = view.resource;
        let record =
            found.ok_or_else(|| failure::unknown("booking.unknown-resource", "resource", id.as_str()))?;
        Ok((record, view.busy))
    }

    /// A resource's hours and busy time, resolved for `span`.
    pub(crate) fn prepared(&mut self, id: &ResourceId, span: Interval) -> Result<Prepared> {
        let (record, busy) = self.around(id, span)?;
        Prepared::new(record.resource, &record.schedule, busy, ZoneDb::builtin(), span, &self.limits)
    }
}

/// The span and so much on both sides of it, as far as there is time.
pub(crate) fn widened(span: Interval, by: TimeDelta) -> Result<Interval> {
    let start = span.start().checked_sub_signed(by).map_or(MIN_INSTANT, |start| start.max(MIN_INSTANT));
    let end = span.end().checked_add_signed(by).map_or(MAX_INSTANT, |end| end.min(MAX_INSTANT));
    Interval::new(start, end)
}

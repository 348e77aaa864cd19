use super::booking::instant;
use super::columns::{Columns, versioned};
use super::statement::{json, keys};
use super::{Reading, Row, Sql, Statement, Value};
use crate::error::Misread;
use crate::tenant::Tenant;
use kalends::Result;
use kalends::booking::{EntryPage, EntryQuery, WaitingNeed};
use kalends::id::{BookingId, ServiceId, SessionId, SubjectId, WaitlistId};
use kalends::store::{Due, Lapsed, LapsedQuery};
use kalends::waitlist::{Entry, Wish};

/// Reads id, version, body.
pub(super) fn read(row: &dyn Row) -> Result<Entry> {
    versioned(row, "waitlist entry", |entry: &Entry| (entry.id.as_str(), entry.version), |entry, _| Ok(entry))
}

/// The statement that reads those who wait.
pub(super) fn waiting(tenant: &Tenant, need: &WaitingNeed) -> Result<Statement> {
    let sessions = keys(need.sessions.iter().map(SessionId::as_str))?;
    let services = keys(need.services.iter().map(ServiceId::as_str))?;
    Ok(Statement::new(Sql::Waiting, tenant, [sessions, services]))
}

/// The statement that writes an entry, which follows the stored one.
pub(super) fn write(tenant: &Tenant, entry: &Entry) -> Result<Statement> {
    let (session, service) = match &entry.wish {
        Wish::Session(id) => (Some(id.as_str()), None),
        Wish::Time(wish) => (None, Some(wish.service.as_str())),
    };
    let [joined, joined_ns] = instant(Some(entry.joined_at));
    let [due, due_ns] = instant(Due::entry(entry).map(|due| due.at));
    let params = [
        entry.id.as_str().into(),
        Value::count("version", entry.version)?,
        session.into(),
        service.into(),
        entry.offer().map(|offer| offer.session.as_str()).into(),
        entry.client.as_str().into(),
        i64::from(entry.is_live()).into(),
        joined,
        joined_ns,
        due,
        due_ns,
        json(entry)?.into(),
    ];
    let sql = if entry.version == 1 { Sql::AddEntry } else { Sql::ChangeEntry };
    Ok(Statement::new(sql, tenant, params))
}

/// Reads a page of the entries of waitlists.
#[derive(Clone, Debug)]
pub struct EntriesPage<'a> {
    tenant: &'a Tenant,
    query: &'a EntryQuery,
    found: Vec<Entry>,
}

impl<'a> EntriesPage<'a> {
    /// Nothing is read yet.
    pub fn new(tenant: &'a Tenant, query: &'a EntryQuery) -> Self {
        Self { tenant, query, found: Vec::new() }
    }

    /// What was read.
    pub fn found(self) -> EntryPage {
        self.query.page(self.found)
    }
}

impl Reading for EntriesPage<'_> {
    fn statements(&self) -> Result<Vec<Statement>> {
        let EntryQuery { session, service, client, over, after, limit } = self.query;
        let [joined, joined_ns] = instant(after.as_ref().map(|after| after.joined_at));
        let params = [
            session.as_ref().map(SessionId::as_str).into(),
            service.as_ref().map(ServiceId::as_str).into(),
            client.as_ref().map(SubjectId::as_str).into(),
            i64::from(*over).into(),
            joined,
            joined_ns,
            after.as_ref().map(|after| after.entry.as_str()).into(),
            // One more tells whether the list goes on.
            (i64::from(limit.get()) + 1).into(),
        ];
        Ok(vec![Statement::new(Sql::PageOfEntries, self.tenant, params)])
    }

    fn row(&mut self, _: Sql, row: &dyn Row) -> Result<()> {
        self.found.push(read(row)?);
        Ok(())
    }
}

/// Reads a page of what has lapsed.
#[derive(Clone, Debug)]
pub struct LapsedPage<'a> {
    tenant: &'a Tenant,
    query: &'a LapsedQuery,
    found: Vec<Due>,
}

impl<'a> LapsedPage<'a> {
    /// Nothing is read yet.
    pub fn new(tenant: &'a Tenant, query: &'a LapsedQuery) -> Self {
        Self { tenant, query, found: Vec::new() }
    }

    /// What was read.
    pub fn found(self) -> Vec<Due> {
        self.found
    }
}

const BOOKING: i64 = 0;

impl Reading for LapsedPage<'_> {
    fn statements(&self) -> Result<Vec<Statement>> {
        let LapsedQuery { now, after, limit } = self.query;
        let [now, now_ns] = instant(Some(*now));
        let [from, from_ns] = instant(after.as_ref().map(|after| after.at));
        let (kind, id) = match after.as_ref().map(|after| &after.what) {
            None => (Value::Null, Value::Null),
            Some(Lapsed::Booking(id)) => (BOOKING.into(), id.as_str().into()),
            Some(Lapsed::Entry(id)) => ((BOOKING + 1).into(), id.as_str().into()),
        };
        let params = [now, now_ns, from, from_ns, kind, id, i64::from(limit.get()).into()];
        Ok(vec![Statement::new(Sql::PageOfLapsed, self.tenant, params)])
    }

    fn row(&mut self, _: Sql, row: &dyn Row) -> Result<()> {
        let mut columns = Columns::new(row);
        let mut due = || {
            let at = columns.instant("due_at")?;
            let is_booking = columns.integer("kind")? == BOOKING;
            let id = columns.text("id")?;
            let what = match is_booking {
                true => Lapsed::Booking(BookingId::new(id)?),
                false => Lapsed::Entry(WaitlistId::new(id)?),
            };
            Ok(Due { at, what })
        };
        self.found.push(due().map_err(|misread: Misread| misread.of("what has lapsed"))?);
        Ok(())
    }
}

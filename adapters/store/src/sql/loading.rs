use super::session::{self, Taken};
use super::statement::{json, keys};
use super::{
    Kept, Reading, Row, Sql, Statement, Value, booking, external, policy, request, resource, series, waitlist,
};
use crate::tenant::Tenant;
use kalends::Result;
use kalends::booking::{BusyNeed, CountedNeed, Need, View};
use kalends::id::{BookingId, ResourceId, SeriesId, ServiceId, SessionId, WaitlistId};
use kalends::interval::Interval;
use kalends::rules::Busy;
use std::collections::{BTreeMap, BTreeSet};

/// Reads what a need names.
#[derive(Debug)]
pub struct Loading<'a> {
    tenant: &'a Tenant,
    view: View,
    /// The use whose bookings are being read.
    taken: Option<Taken>,
    /// The bookings that are counted already: one may be of a service and of several resources.
    counted: BTreeSet<BookingId>,
    kept: &'a Kept,
    fresh: Fresh,
}

/// The resources that were read and not known yet: the text of each, and how many bytes of rules it has.
#[derive(Clone, Debug, Default)]
pub struct Fresh(BTreeMap<ResourceId, (String, usize)>);

impl Fresh {
    /// Keeps them as they are in the view that was read with them.
    pub fn keep(self, view: &View, kept: &mut Kept) {
        for (id, (body, rules)) in self.0 {
            if let Some(record) = view.resources.get(&id) {
                kept.put(body, rules, record.clone());
            }
        }
    }
}

impl<'a> Loading<'a> {
    /// Nothing is read yet but what is kept.
    pub fn new(tenant: &'a Tenant, need: &Need, kept: &'a Kept) -> Self {
        let view = View { need: need.clone(), ..View::default() };
        Self { tenant, view, taken: None, counted: BTreeSet::new(), kept, fresh: Fresh::default() }
    }

    /// What was read, and what of it is worth keeping.
    pub fn view(mut self) -> (View, Fresh) {
        if let Some(taken) = self.taken.take() {
            self.add(taken.busy());
        }
        (self.view, self.fresh)
    }

    fn add(&mut self, (resource, busy): (ResourceId, Busy)) {
        self.view.busy.entry(resource).or_default().push(busy);
    }

    /// A statement for these ids, none for none.
    fn by_ids<'k>(&self, sql: Sql, ids: impl ExactSizeIterator<Item = &'k str>) -> Result<Option<Statement>> {
        if ids.len() == 0 {
            return Ok(None);
        }
        Ok(Some(Statement::new(sql, self.tenant, [keys(ids)?])))
    }

    /// A statement for what there is of these ids in a span.
    fn within(&self, sql: Sql, ids: &Value, span: Interval) -> Statement {
        let params = [ids.clone(), span.start_secs().into(), span.end_secs().into()];
        Statement::new(sql, self.tenant, params)
    }

    fn taken(&mut self, row: &dyn Row) -> Result<()> {
        let next = Taken::read(row)?;
        let next = match &mut self.taken {
            Some(taken) => taken.join(next),
            None => Some(next),
        };
        if let Some(done) = next.and_then(|next| self.taken.replace(next)) {
            self.add(done.busy());
        }
        Ok(())
    }

    fn resource(&mut self, row: &dyn Row) -> Result<()> {
        let (record, body) = resource::kept_or_record(row, self.kept)?;
        if let Some(body) = body {
            self.fresh.0.insert(record.resource.id.clone(), (body, 0));
        }
        self.view.resources.insert(record.resource.id.clone(), record);
        Ok(())
    }

    fn counted(&mut self, row: &dyn Row) -> Result<()> {
        let booking = booking::read(row)?;
        if self.counted.insert(booking.id.clone()) {
            self.view.counted.extend(booking.counted());
        }
        Ok(())
    }
}

impl Reading for Loading<'_> {
    fn statements(&self) -> Result<Vec<Statement>> {
        let Need {
            bookings,
            sessions,
            series,
            services,
            resources,
            tagged,
            busy,
            counted,
            policies,
            tokens,
            entries,
            waiting,
            remembered,
        } = &self.view.need;
        let mut statements = Vec::with_capacity(8);
        statements.extend(self.by_ids(Sql::Bookings, bookings.iter().map(BookingId::as_str))?);
        statements.extend(self.by_ids(Sql::Sessions, sessions.iter().map(SessionId::as_str))?);
        statements.extend(self.by_ids(Sql::Series, series.iter().map(SeriesId::as_str))?);
        statements.extend(self.by_ids(Sql::Services, services.iter().map(ServiceId::as_str))?);
        statements.extend(self.by_ids(Sql::Resources, resources.iter().map(ResourceId::as_str))?);
        if !tagged.is_empty() {
            statements.push(Statement::new(Sql::TaggedResources, self.tenant, [json(tagged)?.into()]));
        }
        statements.extend(self.by_ids(Sql::Entries, entries.iter().map(WaitlistId::as_str))?);
        if let Some(BusyNeed { resources, span }) = busy {
            let ids = keys(resources.iter().map(ResourceId::as_str))?;
            statements.extend([Sql::Taken, Sql::TakenOutside].map(|sql| self.within(sql, &ids, *span)));
        }
        if let Some(CountedNeed { services, resources, starts }) = counted {
            let starts = starts.unwrap_or_else(Interval::all);
            let (services, resources) = (
                keys(services.iter().map(ServiceId::as_str))?,
                keys(resources.iter().map(ResourceId::as_str))?,
            );
            statements.push(self.within(Sql::CountedOfServices, &services, starts));
            statements.push(self.within(Sql::CountedOfResources, &resources, starts));
        }
        statements.extend(policy::find(self.tenant, policies)?);
        statements.extend(tokens.iter().map(|need| policy::tokens(self.tenant, need)));
        if let Some(need) = waiting {
            statements.push(waitlist::waiting(self.tenant, need)?);
        }
        statements.extend(remembered.iter().map(|scope| request::find(self.tenant, scope)));
        Ok(statements)
    }

    /// The bookings of what there is, and the rules of all resources but those that are kept.
    fn more(&self) -> Result<Vec<Statement>> {
        let View { need, sessions, series, resources, .. } = &self.view;
        let mut more = Vec::new();
        more.extend(self.by_ids(Sql::BookingsOfSessions, sessions.keys().map(SessionId::as_str))?);
        more.extend(self.by_ids(Sql::BookingsOfSeries, series.keys().map(SeriesId::as_str))?);
        // Rules of a resource that is missing are an error too.
        let missing = need.resources.iter().filter(|id| !resources.contains_key(*id));
        let ids: BTreeSet<&str> = missing.chain(self.fresh.0.keys()).map(ResourceId::as_str).collect();
        more.extend(self.by_ids(Sql::Rules, ids.into_iter())?);
        Ok(more)
    }

    fn row(&mut self, sql: Sql, row: &dyn Row) -> Result<()> {
        match sql {
            Sql::Bookings | Sql::BookingsOfSessions | Sql::BookingsOfSeries => {
                let booking = booking::read(row)?;
                self.view.bookings.insert(booking.id.clone(), booking);
            }
            Sql::Sessions => {
                let session = session::read(row)?;
                self.view.sessions.insert(session.id.clone(), session);
            }
            Sql::Series => {
                let series = series::read(row)?;
                self.view.series.insert(series.id.clone(), series);
            }
            Sql::Entries | Sql::Waiting => {
                let entry = waitlist::read(row)?;
                self.view.entries.insert(entry.id.clone(), entry);
            }
            Sql::Services => {
                let service = resource::service(row)?;
                self.view.services.insert(service.id.clone(), service);
            }
            Sql::Resources | Sql::TaggedResources => self.resource(row)?,
            Sql::Rules => {
                let (owner, length) = resource::rule_of(row, &mut self.view.resources)?;
                if let Some((_, bytes)) = self.fresh.0.get_mut(&owner) {
                    *bytes += length;
                }
            }
            Sql::Policies => {
                let (name, policy) = policy::named(row)?;
                self.view.policies.insert(name, policy);
            }
            Sql::TokensUsed => self.view.tokens_used.push(policy::token(row)?),
            Sql::Taken => self.taken(row)?,
            Sql::Request => {
                let scope = self.view.need.remembered.as_ref();
                self.view.remembered = scope.map(|scope| request::read(row, scope)).transpose()?;
            }
            Sql::TakenOutside => {
                let (resource, busy) = external::busy(row)?;
                self.add((resource, busy));
            }
            Sql::CountedOfServices | Sql::CountedOfResources => self.counted(row)?,
            _ => {}
        }
        Ok(())
    }
}

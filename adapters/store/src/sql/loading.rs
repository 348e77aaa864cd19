use super::session::{self, Taken};
use super::statement::{json, keys};
use super::{Reading, Row, Sql, Statement, booking, external, policy, request, resource, series};
use crate::tenant::Tenant;
use kalends::Result;
use kalends::booking::{BusyNeed, CountedNeed, Need, View};
use kalends::id::{BookingId, ResourceId, SeriesId, ServiceId, SessionId};
use kalends::interval::Interval;
use kalends::rules::Busy;
use std::collections::BTreeSet;

/// Reads what a need names.
#[derive(Clone, Debug)]
pub struct Loading<'a> {
    tenant: &'a Tenant,
    view: View,
    /// The use whose bookings are being read.
    taken: Option<Taken>,
    /// The bookings that are counted already: one may be of a service and of several resources.
    counted: BTreeSet<BookingId>,
}

impl<'a> Loading<'a> {
    /// Nothing is read yet.
    pub fn new(tenant: &'a Tenant, need: &Need) -> Self {
        let view = View { need: need.clone(), ..View::default() };
        Self { tenant, view, taken: None, counted: BTreeSet::new() }
    }

    /// What was read.
    pub fn view(mut self) -> View {
        if let Some(taken) = self.taken.take() {
            self.add(taken.busy());
        }
        self.view
    }

    fn add(&mut self, (resource, busy): (ResourceId, Busy)) {
        self.view.busy.entry(resource).or_default().push(busy);
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
            remembered,
        } = &self.view.need;
        let mut statements = Vec::with_capacity(8);
        let mut by_keys = |sqls: &[Sql], keys: super::Value, span: Option<Interval>| {
            for sql in sqls {
                statements.push(match span {
                    None => Statement::new(*sql, self.tenant, [keys.clone()]),
                    Some(span) => {
                        let params = [keys.clone(), span.start_secs().into(), span.end_secs().into()];
                        Statement::new(*sql, self.tenant, params)
                    }
                });
            }
        };
        if !bookings.is_empty() {
            by_keys(&[Sql::Bookings], keys(bookings.iter().map(BookingId::as_str))?, None);
        }
        if !sessions.is_empty() {
            let ids = keys(sessions.iter().map(SessionId::as_str))?;
            by_keys(&[Sql::Sessions, Sql::BookingsOfSessions], ids, None);
        }
        if !series.is_empty() {
            let ids = keys(series.iter().map(SeriesId::as_str))?;
            by_keys(&[Sql::Series, Sql::BookingsOfSeries], ids, None);
        }
        if !services.is_empty() {
            by_keys(&[Sql::Services], keys(services.iter().map(ServiceId::as_str))?, None);
        }
        if !resources.is_empty() {
            let ids = keys(resources.iter().map(ResourceId::as_str))?;
            by_keys(&[Sql::Resources, Sql::Rules], ids, None);
        }
        if !tagged.is_empty() {
            by_keys(&[Sql::TaggedResources, Sql::TaggedRules], json(tagged)?.into(), None);
        }
        if let Some(BusyNeed { resources, span }) = busy {
            let ids = keys(resources.iter().map(ResourceId::as_str))?;
            by_keys(&[Sql::Taken, Sql::TakenOutside], ids, Some(*span));
        }
        if let Some(CountedNeed { services, resources, starts }) = counted {
            let starts = Some(starts.unwrap_or_else(Interval::all));
            by_keys(&[Sql::CountedOfServices], keys(services.iter().map(ServiceId::as_str))?, starts);
            by_keys(&[Sql::CountedOfResources], keys(resources.iter().map(ResourceId::as_str))?, starts);
        }
        statements.extend(policy::find(self.tenant, policies)?);
        statements.extend(tokens.iter().map(|need| policy::tokens(self.tenant, need)));
        statements.extend(remembered.iter().map(|scope| request::find(self.tenant, scope)));
        Ok(statements)
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
            Sql::Services => {
                let service = resource::service(row)?;
                self.view.services.insert(service.id.clone(), service);
            }
            // A resource may be asked for by its id and by its tags: what was read first is read again as a whole.
            Sql::Resources | Sql::TaggedResources => {
                let record = resource::record(row)?;
                self.view.resources.insert(record.resource.id.clone(), record);
            }
            Sql::Rules | Sql::TaggedRules => resource::rule_of(row, &mut self.view.resources)?,
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

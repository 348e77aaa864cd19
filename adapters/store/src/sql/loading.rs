use super::session::{self, Taken};
use super::statement::{json, keys};
use super::{
    Reading, Row, Sql, Statement, Value, booking, external, policy, request, resource, series, waitlist,
};
use crate::tenant::Tenant;
use kalends::Result;
use kalends::booking::{BusyNeed, CountedNeed, Need, View};
use kalends::id::{BookingId, ResourceId, SeriesId, ServiceId, SessionId, WaitlistId};
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

    /// Each of the statements for these ids, none for none.
    fn by_ids<'k>(
        &self,
        sqls: &[Sql],
        ids: impl ExactSizeIterator<Item = &'k str>,
    ) -> Result<Vec<Statement>> {
        if ids.len() == 0 {
            return Ok(Vec::new());
        }
        let ids = keys(ids)?;
        Ok(sqls.iter().map(|sql| Statement::new(*sql, self.tenant, [ids.clone()])).collect())
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
        statements.extend(self.by_ids(&[Sql::Bookings], bookings.iter().map(BookingId::as_str))?);
        let of_sessions = [Sql::Sessions, Sql::BookingsOfSessions];
        statements.extend(self.by_ids(&of_sessions, sessions.iter().map(SessionId::as_str))?);
        let of_series = [Sql::Series, Sql::BookingsOfSeries];
        statements.extend(self.by_ids(&of_series, series.iter().map(SeriesId::as_str))?);
        statements.extend(self.by_ids(&[Sql::Services], services.iter().map(ServiceId::as_str))?);
        let of_resources = [Sql::Resources, Sql::Rules];
        statements.extend(self.by_ids(&of_resources, resources.iter().map(ResourceId::as_str))?);
        if !tagged.is_empty() {
            let tags: Value = json(tagged)?.into();
            let sqls = [Sql::TaggedResources, Sql::TaggedRules];
            statements.extend(sqls.map(|sql| Statement::new(sql, self.tenant, [tags.clone()])));
        }
        statements.extend(self.by_ids(&[Sql::Entries], entries.iter().map(WaitlistId::as_str))?);
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

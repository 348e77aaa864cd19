use super::columns::Columns;
use super::resource::Rules;
use super::statement::{json, keys};
use super::{
    Reading, Row, Sql, Statement, booking, event, external, policy, request, resource, series, session,
};
use crate::error::Misread;
use crate::tenant::Tenant;
use kalends::Result;
use kalends::availability::Schedule;
use kalends::booking::{Booking, Changes, ExternalBusy, GuardianLink, ResourceRecord};
use kalends::id::{BookingId, ResourceId, SeriesId, ServiceId, SessionId, SourceId};
use kalends::interval::Interval;
use kalends::resource::Resource;
use kalends::service::Service;
use kalends::session::Session;
use kalends::store::unknown_resource;
use std::collections::{BTreeMap, BTreeSet};

/// Reads what changes touch, checks it, and says what to write.
#[derive(Debug)]
pub struct Writing<'a> {
    tenant: &'a Tenant,
    changes: &'a Changes,
    known: BTreeSet<String>,
    records: BTreeMap<ResourceId, ResourceRecord>,
    services: BTreeMap<ServiceId, Service>,
    spans: BTreeMap<(ResourceId, SourceId), external::Spans>,
    series: BTreeMap<SeriesId, u64>,
    sessions: BTreeMap<SessionId, Session>,
    bookings: BTreeMap<BookingId, Booking>,
    wards: BTreeSet<(String, String)>,
    links: event::Links,
    policies: policy::Stored,
    /// Whose revisions rise.
    revised: BTreeSet<ResourceId>,
    /// The longest session that is written.
    longest: Option<i64>,
}

impl<'a> Writing<'a> {
    /// Nothing is read yet.
    pub fn new(tenant: &'a Tenant, changes: &'a Changes) -> Self {
        Self {
            tenant,
            changes,
            known: BTreeSet::new(),
            records: BTreeMap::new(),
            services: BTreeMap::new(),
            spans: BTreeMap::new(),
            series: BTreeMap::new(),
            sessions: BTreeMap::new(),
            bookings: BTreeMap::new(),
            wards: BTreeSet::new(),
            links: event::Links::new(),
            policies: policy::Stored::default(),
            revised: BTreeSet::new(),
            longest: None,
        }
    }

    /// What to write, in this order, once everything is read.
    ///
    /// # Errors
    /// `store.version`, `booking.unknown-resource`, `store.unstorable`; nothing is to be written then.
    pub fn plan(mut self) -> Result<Vec<Statement>> {
        let mut plan = Vec::new();
        for (resource, schedule) in &self.changes.resources {
            self.put_resource(&mut plan, resource, schedule)?;
        }
        for one in &self.changes.policies {
            plan.extend(self.policies.put(self.tenant, one)?);
        }
        for service in &self.changes.services {
            self.policies.check_known(service)?;
            let service = service.clone().succeeding(self.services.get(&service.id));
            let params = [service.id.as_str().into(), json(&service)?.into()];
            plan.push(Statement::new(Sql::PutService, self.tenant, params));
            self.services.insert(service.id.clone(), service);
        }
        for id in &self.changes.removed_services {
            let known = self.services.remove(id);
            let drop = |_| Statement::new(Sql::DropService, self.tenant, [id.as_str().into()]);
            plan.extend(known.map(drop));
        }
        for external in &self.changes.external {
            self.put_external(&mut plan, external)?;
        }
        for link in &self.changes.guardians {
            self.put_guardian(&mut plan, link);
        }
        for series in &self.changes.series {
            series.follows(self.series.get(&series.id).copied().unwrap_or(0))?;
            plan.push(series::write(self.tenant, series)?);
            self.series.insert(series.id.clone(), series.version);
        }
        for session in &self.changes.sessions {
            self.put_session(&mut plan, session)?;
        }
        for booking in &self.changes.bookings {
            self.put_booking(&mut plan, booking)?;
        }
        if let Some(remembered) = &self.changes.remembered {
            plan.push(request::add(self.tenant, remembered)?);
        }
        for event in &self.changes.events {
            plan.push(event::add(self.tenant, event, &mut self.links)?);
        }
        let longest =
            self.longest.map(|longest| Statement::new(Sql::PutTenant, self.tenant, [longest.into()]));
        plan.extend(longest);
        let revised = self.revised.iter().map(|id| id.as_str().into());
        plan.extend(revised.map(|id| Statement::new(Sql::Revise, self.tenant, [id])));
        Ok(plan)
    }

    fn put_resource(
        &mut self,
        plan: &mut Vec<Statement>,
        resource: &Resource,
        schedule: &Schedule,
    ) -> Result<()> {
        let stored = self.records.get(&resource.id);
        let (resource, schedule) = ResourceRecord::succession(stored, resource, schedule);
        if stored.is_none_or(|stored| !stored.keeps_time(&resource, &schedule)) {
            self.revised.insert(resource.id.clone());
        }
        let old = stored.map_or_else(|| Ok(Rules::new()), |stored| resource::rules(&stored.schedule))?;
        let params = [resource.id.as_str().into(), json(&resource)?.into()];
        plan.push(Statement::new(Sql::PutResource, self.tenant, params));
        plan.extend(resource::replace(self.tenant, &resource, &old, &resource::rules(&schedule)?));
        let revision = stored.map_or(0, |stored| stored.revision);
        self.known.insert(resource.id.to_string());
        self.records.insert(resource.id.clone(), ResourceRecord { resource, schedule, revision });
        Ok(())
    }

    fn put_external(&mut self, plan: &mut Vec<Statement>, said: &'a ExternalBusy) -> Result<()> {
        self.check_known(&said.resource)?;
        let key = (said.resource.clone(), said.source.clone());
        let old = self.spans.remove(&key).unwrap_or_default();
        let new = said.spans.iter().cloned().collect();
        if old != new {
            self.revised.insert(said.resource.clone());
        }
        plan.extend(external::replace(self.tenant, said, &old, &new));
        self.spans.insert(key, new);
        Ok(())
    }

    fn put_session(&mut self, plan: &mut Vec<Statement>, session: &Session) -> Result<()> {
        session.uses.iter().try_for_each(|one| self.check_known(&one.resource))?;
        let known = self.sessions.get(&session.id);
        session.follows(known.map_or(0, |known| known.version))?;
        plan.extend(session::replace(self.tenant, known, session)?);
        let before = known.map(Session::resources).unwrap_or_default();
        self.revise(before, session.span);
        self.revise(session.resources(), session.span);
        self.sessions.insert(session.id.clone(), session.clone());
        Ok(())
    }

    fn put_booking(&mut self, plan: &mut Vec<Statement>, booking: &Booking) -> Result<()> {
        booking.resources.iter().try_for_each(|id| self.check_known(id))?;
        let known = self.bookings.get(&booking.id);
        booking.follows(known.map_or(0, |known| known.version))?;
        plan.extend(booking::replace(self.tenant, known, booking)?);
        let before = known.map(|known| known.resources.clone()).unwrap_or_default();
        self.revise(before, booking.span);
        self.revise(booking.resources.clone(), booking.span);
        self.bookings.insert(booking.id.clone(), booking.clone());
        Ok(())
    }

    fn revise(&mut self, resources: Vec<ResourceId>, span: Interval) {
        self.revised.extend(resources);
        self.longest = self.longest.max(Some(span.length().num_seconds()));
    }

    fn put_guardian(&mut self, plan: &mut Vec<Statement>, link: &GuardianLink) {
        let (guardian, ward) = (link.guardian.to_string(), link.ward.to_string());
        let params = [guardian.as_str().into(), ward.as_str().into()];
        let tie = (guardian, ward);
        let changes = if link.linked { self.wards.insert(tie) } else { self.wards.remove(&tie) };
        if changes {
            let sql = if link.linked { Sql::LinkGuardian } else { Sql::UnlinkGuardian };
            plan.push(Statement::new(sql, self.tenant, params));
        }
    }

    fn check_known(&self, resource: &ResourceId) -> Result<()> {
        if self.known.contains(resource.as_str()) { Ok(()) } else { Err(unknown_resource(resource)) }
    }
}

impl Reading for Writing<'_> {
    fn statements(&self) -> Result<Vec<Statement>> {
        let Changes {
            resources,
            services,
            policies,
            removed_services,
            external,
            guardians,
            series,
            sessions,
            bookings,
            remembered: _,
            events,
        } = self.changes;
        let mut statements = Vec::new();
        let mut by_keys = |sqls: &[Sql], ids: BTreeSet<&str>| {
            if !ids.is_empty() {
                let keys = keys(ids)?;
                statements.extend(sqls.iter().map(|sql| Statement::new(*sql, self.tenant, [keys.clone()])));
            }
            Ok::<_, kalends::Error>(())
        };
        let mut known: BTreeSet<_> = external.iter().map(|said| said.resource.as_str()).collect();
        known.extend(sessions.iter().flat_map(|one| one.uses.iter().map(|one| one.resource.as_str())));
        known.extend(bookings.iter().flat_map(|one| one.resources.iter().map(ResourceId::as_str)));
        by_keys(&[Sql::KnownResources], known)?;
        let written = resources.iter().map(|(resource, _)| resource.id.as_str());
        by_keys(&[Sql::Resources, Sql::Rules], written.collect())?;
        let written = services.iter().map(|service| service.id.as_str());
        let written = written.chain(removed_services.iter().map(ServiceId::as_str));
        by_keys(&[Sql::Services], written.collect())?;
        by_keys(&[Sql::Series], series.iter().map(|series| series.id.as_str()).collect())?;
        by_keys(&[Sql::Sessions], sessions.iter().map(|session| session.id.as_str()).collect())?;
        by_keys(&[Sql::Bookings], bookings.iter().map(|booking| booking.id.as_str()).collect())?;
        by_keys(&[Sql::Wards], guardians.iter().map(|link| link.guardian.as_str()).collect())?;
        statements.extend(event::links(self.tenant, events)?);
        let named = policy::named_by(policies, services);
        if !named.is_empty() {
            let ids = keys(named.iter().map(|name| name.id.as_str()).collect::<BTreeSet<_>>())?;
            statements.push(Statement::new(Sql::NewestPolicies, self.tenant, [ids]));
            statements.extend(policy::find(self.tenant, &named)?);
        }
        let sources = external.iter().map(|said| (&said.resource, &said.source));
        for (resource, source) in sources.collect::<BTreeSet<_>>() {
            let params = [resource.as_str().into(), source.as_str().into()];
            statements.push(Statement::new(Sql::Spans, self.tenant, params));
        }
        Ok(statements)
    }

    fn row(&mut self, sql: Sql, row: &dyn Row) -> Result<()> {
        match sql {
            Sql::KnownResources => {
                let id = Columns::new(row).text("id").map_err(|misread| misread.of("resource"))?;
                self.known.insert(id.to_owned());
            }
            Sql::Resources => {
                let record = resource::record(row)?;
                self.records.insert(record.resource.id.clone(), record);
            }
            Sql::Rules => resource::rule_of(row, &mut self.records)?,
            Sql::Services => {
                let service = resource::service(row)?;
                self.services.insert(service.id.clone(), service);
            }
            Sql::Wards => {
                let mut columns = Columns::new(row);
                let mut tie = || Ok((columns.text("guardian")?.to_owned(), columns.text("ward")?.to_owned()));
                self.wards.insert(tie().map_err(|misread: Misread| misread.of("guardian"))?);
            }
            Sql::Spans => {
                let (key, span) = external::owned(row)?;
                self.spans.entry(key).or_default().insert(span);
            }
            Sql::Policies | Sql::NewestPolicies => self.policies.row(sql, row)?,
            Sql::Series => {
                let series = series::read(row)?;
                self.series.insert(series.id, series.version);
            }
            Sql::Sessions => {
                let session = session::read(row)?;
                self.sessions.insert(session.id.clone(), session);
            }
            Sql::Links => {
                let (entity, hash) = event::link(row)?;
                self.links.insert(entity, hash);
            }
            Sql::Bookings => {
                let booking = booking::read(row)?;
                self.bookings.insert(booking.id.clone(), booking);
            }
            _ => {}
        }
        Ok(())
    }
}

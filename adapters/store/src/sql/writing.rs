use super::columns::Columns;
use super::resource::Rules;
use super::statement::{json, keys};
use super::{
    Reading, Row, Seen, Sql, Statement, booking, event, external, policy, request, resource, series, session,
    waitlist,
};
use crate::error::Misread;
use crate::tenant::Tenant;
use kalends::Result;
use kalends::availability::Schedule;
use kalends::booking::{Booking, Changes, ExternalBusy, GuardianLink, ResourceRecord};
use kalends::id::{BookingId, ResourceId, SeriesId, ServiceId, SessionId, SourceId, WaitlistId};
use kalends::interval::Interval;
use kalends::resource::Resource;
use kalends::service::Service;
use kalends::session::Session;
use kalends::store::unknown_resource;
use kalends::time::Elapsed;
use std::collections::{BTreeMap, BTreeSet};

/// Reads what changes touch, checks it, and says what to write.
#[derive(Debug)]
pub struct Writing<'a> {
    tenant: &'a Tenant,
    changes: &'a Changes,
    seen: Seen,
    records: BTreeMap<ResourceId, ResourceRecord>,
    services: BTreeMap<ServiceId, Service>,
    spans: BTreeMap<(ResourceId, SourceId), external::Spans>,
    series: BTreeMap<SeriesId, u64>,
    /// Versions of entries.
    entries: BTreeMap<WaitlistId, u64>,
    wards: BTreeSet<(String, String)>,
    links: event::Links,
    policies: policy::Stored,
    /// Whose revisions rise.
    revised: BTreeSet<ResourceId>,
    /// The longest session that is written.
    longest: Option<i64>,
    /// The longest time that is kept clear before or after one.
    buffer: i64,
}

impl<'a> Writing<'a> {
    /// Nothing is read yet but what the same transaction has seen.
    pub fn new(tenant: &'a Tenant, changes: &'a Changes, seen: Seen) -> Self {
        Self {
            tenant,
            changes,
            seen,
            records: BTreeMap::new(),
            services: BTreeMap::new(),
            spans: BTreeMap::new(),
            series: BTreeMap::new(),
            entries: BTreeMap::new(),
            wards: BTreeSet::new(),
            links: event::Links::new(),
            policies: policy::Stored::default(),
            revised: BTreeSet::new(),
            longest: None,
            buffer: 0,
        }
    }

    /// What to write, in this order, once everything is read.
    ///
    /// # Errors
    /// `store.version`, `booking.unknown-resource`, `store.unstorable`; nothing is to be written then.
    pub fn plan(mut self) -> Result<Vec<Statement>> {
        let (mut plan, texts) = (Vec::new(), event::Texts::of(&self.changes.events));
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
        for external in &self.changes.external {
            self.put_external(&mut plan, external)?;
        }
        for link in &self.changes.guardians {
            self.put_guardian(&mut plan, link);
        }
        for series in &self.changes.series {
            series.follows(self.series.get(&series.id).copied().unwrap_or(0))?;
            plan.push(series::write(self.tenant, series, &texts)?);
            self.series.insert(series.id.clone(), series.version);
        }
        for session in &self.changes.sessions {
            self.put_session(&mut plan, session, &texts)?;
        }
        for booking in &self.changes.bookings {
            self.put_booking(&mut plan, booking, &texts)?;
        }
        for entry in &self.changes.entries {
            entry.follows(self.entries.get(&entry.id).copied().unwrap_or(0))?;
            plan.push(waitlist::write(self.tenant, entry)?);
            self.entries.insert(entry.id.clone(), entry.version);
        }
        if let Some(remembered) = &self.changes.remembered {
            plan.push(request::add(self.tenant, remembered)?);
        }
        for event in &self.changes.events {
            plan.push(event::add(self.tenant, event, &mut self.links)?);
        }
        let reach = |longest: i64| [longest.into(), self.buffer.into()];
        plan.extend(self.longest.map(|longest| Statement::new(Sql::PutTenant, self.tenant, reach(longest))));
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
        self.seen.resources.insert(resource.id.clone());
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

    fn put_session(
        &mut self,
        plan: &mut Vec<Statement>,
        session: &Session,
        texts: &event::Texts<'_>,
    ) -> Result<()> {
        session.uses.iter().try_for_each(|one| self.check_known(&one.resource))?;
        let known = self.seen.session(&session.id);
        session.follows(known.map_or(0, |known| known.version))?;
        plan.extend(session::replace(self.tenant, known, session, texts)?);
        let before = known.map(Session::resources).unwrap_or_default();
        self.revise(before, session.span);
        self.revise(session.resources(), session.span);
        let buffers = session.uses.iter().flat_map(|one| [one.buffer.before, one.buffer.after]);
        self.buffer = buffers.map(Elapsed::seconds).fold(self.buffer, i64::max);
        self.seen.sessions.insert(session.id.clone(), Some(session.clone()));
        Ok(())
    }

    fn put_booking(
        &mut self,
        plan: &mut Vec<Statement>,
        booking: &Booking,
        texts: &event::Texts<'_>,
    ) -> Result<()> {
        booking.resources.iter().try_for_each(|id| self.check_known(id))?;
        let known = self.seen.booking(&booking.id);
        booking.follows(known.map_or(0, |known| known.version))?;
        plan.extend(booking::replace(self.tenant, known, booking, texts)?);
        let before = known.map(|known| known.resources.clone()).unwrap_or_default();
        self.revise(before, booking.span);
        self.revise(booking.resources.clone(), booking.span);
        self.seen.bookings.insert(booking.id.clone(), Some(booking.clone()));
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
        if self.seen.resources.contains(resource) { Ok(()) } else { Err(unknown_resource(resource)) }
    }
}

impl Reading for Writing<'_> {
    fn statements(&self) -> Result<Vec<Statement>> {
        let Changes {
            resources,
            services,
            policies,
            external,
            guardians,
            series,
            sessions,
            bookings,
            entries,
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
        let mut known: BTreeSet<_> = external.iter().map(|said| &said.resource).collect();
        known.extend(sessions.iter().flat_map(|one| one.uses.iter().map(|one| &one.resource)));
        known.extend(bookings.iter().flat_map(|one| &one.resources));
        let unseen = known.into_iter().filter(|id| !self.seen.resources.contains(*id));
        by_keys(&[Sql::KnownResources], unseen.map(ResourceId::as_str).collect())?;
        let written = resources.iter().map(|(resource, _)| resource.id.as_str());
        by_keys(&[Sql::Resources, Sql::Rules], written.collect())?;
        let written = services.iter().map(|service| service.id.as_str());
        by_keys(&[Sql::Services], written.collect())?;
        by_keys(&[Sql::Series], series.iter().map(|series| series.id.as_str()).collect())?;
        let unseen = sessions.iter().map(|one| &one.id).filter(|id| !self.seen.sessions.contains_key(*id));
        by_keys(&[Sql::Sessions], unseen.map(SessionId::as_str).collect())?;
        let unseen = bookings.iter().map(|one| &one.id).filter(|id| !self.seen.bookings.contains_key(*id));
        by_keys(&[Sql::Bookings], unseen.map(BookingId::as_str).collect())?;
        by_keys(&[Sql::Entries], entries.iter().map(|entry| entry.id.as_str()).collect())?;
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
                let id = Columns::new(row).text("id").and_then(|id| Ok(ResourceId::new(id)?));
                self.seen.resources.insert(id.map_err(|misread: Misread| misread.of("resource"))?);
            }
            Sql::Resources => {
                let record = resource::record(row)?;
                self.records.insert(record.resource.id.clone(), record);
            }
            Sql::Rules => drop(resource::rule_of(row, &mut self.records)?),
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
            Sql::Entries => {
                let entry = waitlist::read(row)?;
                self.entries.insert(entry.id, entry.version);
            }
            Sql::Sessions => {
                let session = session::read(row)?;
                self.seen.sessions.insert(session.id.clone(), Some(session));
            }
            Sql::Links => {
                let (entity, hash) = event::link(row)?;
                self.links.insert(entity, hash);
            }
            Sql::Bookings => {
                let booking = booking::read(row)?;
                self.seen.bookings.insert(booking.id.clone(), Some(booking));
            }
            _ => {}
        }
        Ok(())
    }
}

use super::columns::Columns;
use super::resource::Rules;
use super::statement::json;
use super::{Reading, Row, Sql, Statement, booking, external, resource};
use crate::error::Misread;
use crate::tenant::Tenant;
use kalends::Result;
use kalends::availability::Schedule;
use kalends::booking::{Booking, Changes, ExternalBusy, ResourceRecord};
use kalends::id::{ResourceId, SourceId};
use kalends::resource::Resource;
use kalends::store::unknown_resource;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Reads what changes touch, checks it, and says what to write.
#[derive(Debug)]
pub struct Writing<'a> {
    tenant: &'a Tenant,
    changes: &'a Changes,
    known: BTreeSet<String>,
    records: BTreeMap<ResourceId, ResourceRecord>,
    spans: BTreeMap<(ResourceId, SourceId), external::Spans>,
    versions: HashMap<String, u64>,
    /// Whose revisions rise, with the longest booking that is written.
    revised: BTreeMap<&'a ResourceId, i64>,
}

impl<'a> Writing<'a> {
    /// Nothing is read yet.
    pub fn new(tenant: &'a Tenant, changes: &'a Changes) -> Self {
        Self {
            tenant,
            changes,
            known: BTreeSet::new(),
            records: BTreeMap::new(),
            spans: BTreeMap::new(),
            versions: HashMap::new(),
            revised: BTreeMap::new(),
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
        for service in &self.changes.services {
            let params = [service.id.as_str().into(), json(service)?.into()];
            plan.push(Statement::new(Sql::PutService, self.tenant, params));
        }
        for external in &self.changes.external {
            self.put_external(&mut plan, external)?;
        }
        for booking in &self.changes.bookings {
            self.put_booking(&mut plan, booking)?;
        }
        plan.extend(self.revised.iter().map(|(id, longest)| {
            Statement::new(Sql::Revise, self.tenant, [id.as_str().into(), (*longest).into()])
        }));
        Ok(plan)
    }

    fn put_resource(
        &mut self,
        plan: &mut Vec<Statement>,
        resource: &'a Resource,
        schedule: &Schedule,
    ) -> Result<()> {
        let stored = self.records.get(&resource.id);
        let schedule = ResourceRecord::succession(stored, schedule);
        if stored.is_none_or(|stored| !stored.keeps_time(resource, &schedule)) {
            self.revised.entry(&resource.id).or_default();
        }
        let old = stored.map_or_else(|| Ok(Rules::new()), |stored| resource::rules(&stored.schedule))?;
        let params = [resource.id.as_str().into(), json(resource)?.into()];
        plan.push(Statement::new(Sql::PutResource, self.tenant, params));
        plan.extend(resource::replace(self.tenant, resource, &old, &resource::rules(&schedule)?));
        let revision = stored.map_or(0, |stored| stored.revision);
        let record = ResourceRecord { resource: resource.clone(), schedule, revision };
        self.known.insert(resource.id.to_string());
        self.records.insert(resource.id.clone(), record);
        Ok(())
    }

    fn put_external(&mut self, plan: &mut Vec<Statement>, said: &'a ExternalBusy) -> Result<()> {
        self.check_known(&said.resource)?;
        let key = (said.resource.clone(), said.source.clone());
        let old = self.spans.remove(&key).unwrap_or_default();
        let new = said.spans.iter().cloned().collect();
        if old != new {
            self.revised.entry(&said.resource).or_default();
        }
        plan.extend(external::replace(self.tenant, said, &old, &new));
        self.spans.insert(key, new);
        Ok(())
    }

    fn put_booking(&mut self, plan: &mut Vec<Statement>, booking: &'a Booking) -> Result<()> {
        self.check_known(&booking.resource)?;
        booking.follows(self.versions.get(booking.id.as_str()).copied().unwrap_or(0))?;
        plan.push(booking::write(self.tenant, booking)?);
        self.versions.insert(booking.id.to_string(), booking.version);
        let longest = self.revised.entry(&booking.resource).or_default();
        *longest = booking.span.length().num_seconds().max(*longest);
        Ok(())
    }

    fn check_known(&self, resource: &ResourceId) -> Result<()> {
        if self.known.contains(resource.as_str()) { Ok(()) } else { Err(unknown_resource(resource)) }
    }
}

impl Reading for Writing<'_> {
    fn statements(&self) -> Vec<Statement> {
        let Changes { resources, services: _, external, bookings } = self.changes;
        let mut statements = Vec::new();
        let mut known: BTreeSet<_> = bookings.iter().map(|booking| &booking.resource).collect();
        known.extend(external.iter().map(|said| &said.resource));
        for id in known {
            statements.push(Statement::new(Sql::KnownResource, self.tenant, [id.as_str().into()]));
        }
        for id in resources.iter().map(|(resource, _)| &resource.id).collect::<BTreeSet<_>>() {
            for sql in [Sql::Resource, Sql::Rules] {
                statements.push(Statement::new(sql, self.tenant, [id.as_str().into()]));
            }
        }
        let sources = external.iter().map(|said| (&said.resource, &said.source));
        for (resource, source) in sources.collect::<BTreeSet<_>>() {
            let params = [resource.as_str().into(), source.as_str().into()];
            statements.push(Statement::new(Sql::Spans, self.tenant, params));
        }
        for id in bookings.iter().map(|booking| &booking.id).collect::<BTreeSet<_>>() {
            statements.push(Statement::new(Sql::Version, self.tenant, [id.as_str().into()]));
        }
        statements
    }

    fn row(&mut self, sql: Sql, row: &dyn Row) -> Result<()> {
        match sql {
            Sql::KnownResource => {
                let id = Columns::new(row).text("id").map_err(|misread| misread.of("resource"))?;
                self.known.insert(id.to_owned());
            }
            Sql::Resource => {
                let record = resource::record(row)?;
                self.records.insert(record.resource.id.clone(), record);
            }
            Sql::Rules => self.rule(row)?,
            Sql::Spans => {
                let (key, span) = external::owned(row)?;
                self.spans.entry(key).or_default().insert(span);
            }
            Sql::Version => {
                let mut columns = Columns::new(row);
                let mut read = || Ok((columns.text("id")?.to_owned(), columns.number("version")?));
                let (id, version) = read().map_err(|misread: Misread| misread.of("booking"))?;
                self.versions.insert(id, version);
            }
            _ => {}
        }
        Ok(())
    }
}

impl Writing<'_> {
    fn rule(&mut self, row: &dyn Row) -> Result<()> {
        let owner = Columns::new(row).text("resource").map_err(|misread| misread.of("rule"))?;
        let id = ResourceId::new(owner).map_err(|error| Misread::from(error).of("rule"))?;
        match self.records.get_mut(&id) {
            Some(record) => resource::rule(row, &mut record.schedule),
            None => Err(Misread::new("its resource is missing").of("rule")),
        }
    }
}

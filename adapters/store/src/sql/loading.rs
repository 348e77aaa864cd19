use super::{Reading, Row, Sql, Statement, booking, external, resource};
use crate::error::Misread;
use crate::tenant::Tenant;
use kalends::Result;
use kalends::booking::{BusyNeed, Need, View};

/// Reads what a need names.
#[derive(Clone, Debug)]
pub struct Loading<'a> {
    tenant: &'a Tenant,
    view: View,
}

impl<'a> Loading<'a> {
    /// Nothing is read yet.
    pub fn new(tenant: &'a Tenant, need: &Need) -> Self {
        Self { tenant, view: View { need: need.clone(), ..View::default() } }
    }

    /// What was read.
    pub fn view(self) -> View {
        self.view
    }
}

impl Reading for Loading<'_> {
    fn statements(&self) -> Vec<Statement> {
        let Need { booking, resource, service, busy } = &self.view.need;
        let mut statements = Vec::with_capacity(6);
        let mut by_id = |sql, id: &str| statements.push(Statement::new(sql, self.tenant, [id.into()]));
        if let Some(id) = booking {
            by_id(Sql::Booking, id.as_str());
        }
        if let Some(id) = resource {
            by_id(Sql::Resource, id.as_str());
            by_id(Sql::Rules, id.as_str());
        }
        if let Some(id) = service {
            by_id(Sql::Service, id.as_str());
        }
        if let Some(BusyNeed { resource, span }) = busy {
            for sql in [Sql::BusyBookings, Sql::BusyExternal] {
                let params = [resource.as_str().into(), span.start_secs().into(), span.end_secs().into()];
                statements.push(Statement::new(sql, self.tenant, params));
            }
        }
        statements
    }

    fn row(&mut self, sql: Sql, row: &dyn Row) -> Result<()> {
        match sql {
            Sql::Booking => self.view.booking = Some(booking::read(row)?),
            Sql::Resource => self.view.resource = Some(resource::record(row)?),
            Sql::Rules => match &mut self.view.resource {
                Some(record) => resource::rule(row, &mut record.schedule)?,
                None => return Err(Misread::new("its resource is missing").of("rule")),
            },
            Sql::Service => self.view.service = Some(resource::service(row)?),
            Sql::BusyBookings => self.view.busy.push(booking::busy(row)?),
            Sql::BusyExternal => self.view.busy.push(external::busy(row)?),
            _ => {}
        }
        Ok(())
    }
}

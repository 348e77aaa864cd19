use super::statement::keys;
use super::{Reading, Row, Sql, Statement, Value, booking, event, policy, resource};
use crate::tenant::Tenant;
use kalends::Result;
use kalends::audit::{Entity, EventQuery, Head, Recorded};
use kalends::booking::{Booking, BookingKind, BookingPage, BookingQuery, ParticipantRole};
use kalends::id::{BookingId, ResourceId, ServiceId, SessionId, SubjectId};
use kalends::interval::Interval;
use kalends::policy::Policy;
use kalends::resource::Resource;
use kalends::service::Service;
use std::num::NonZeroU32;

macro_rules! listings {
    ($( $(#[doc = $doc:literal])+ $name:ident { $($field:ident: $ty:ty),* }
        reads |$tenant:ident| $statement:expr, as $read:path => $record:ty; )*) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, Debug)]
        pub struct $name<'a> {
            tenant: &'a Tenant,
            $( $field: $ty, )*
            found: Vec<$record>,
        }

        impl<'a> $name<'a> {
            /// Nothing is read yet.
            pub fn new(tenant: &'a Tenant $(, $field: $ty)*) -> Self {
                Self { tenant, $($field,)* found: Vec::new() }
            }

            /// What was read, in order.
            pub fn found(self) -> Vec<$record> {
                self.found
            }
        }

        impl Reading for $name<'_> {
            fn statements(&self) -> Result<Vec<Statement>> {
                let Self { tenant: $tenant, $($field,)* found: _ } = *self;
                Ok(vec![$statement])
            }

            fn row(&mut self, _: Sql, row: &dyn Row) -> Result<()> {
                self.found.push($read(row)?);
                Ok(())
            }
        }
    )* };
}

listings! {
    /// Reads all resources.
    Resources {} reads |tenant| Statement::new(Sql::AllResources, tenant, []), as resource::resource => Resource;
    /// Reads all services.
    Services {} reads |tenant| Statement::new(Sql::AllServices, tenant, []), as resource::service => Service;
    /// Reads all policies, in all versions.
    Policies {} reads |tenant| Statement::new(Sql::AllPolicies, tenant, []), as policy::read => Policy;
    /// Reads one booking.
    BookingById { id: &'a BookingId }
        reads |tenant| Statement::new(Sql::Bookings, tenant, [keys([id.as_str()])?]), as booking::read => Booking;
    /// Reads a page of events.
    Events { query: &'a EventQuery } reads |tenant| event::page(tenant, query)?, as event::read => Recorded;
    /// Reads a page of heads.
    Heads { after: Option<&'a Entity>, limit: NonZeroU32 }
        reads |tenant| event::heads(tenant, after, limit), as event::head => Head;
}

/// Reads a page of bookings.
#[derive(Clone, Debug)]
pub struct BookingsPage<'a> {
    tenant: &'a Tenant,
    query: &'a BookingQuery,
    found: Vec<Booking>,
}

impl<'a> BookingsPage<'a> {
    /// Nothing is read yet.
    pub fn new(tenant: &'a Tenant, query: &'a BookingQuery) -> Self {
        Self { tenant, query, found: Vec::new() }
    }

    /// What was read.
    pub fn found(self) -> BookingPage {
        self.query.page(self.found)
    }

    /// What leads to the bookings: whatever there are fewest of.
    fn led_by(&self) -> Result<(Sql, Value)> {
        let BookingQuery { resources, subject, guardian, service, session, .. } = self.query;
        Ok(match (session, subject, guardian, service) {
            (Some(id), ..) => (Sql::PageOfSessions, keys([id.as_str()])?),
            (_, Some(id), ..) => (Sql::PageOfSubjects, keys([id.as_str()])?),
            (_, _, Some(_), _) => (Sql::PageOfWards, Value::Null),
            _ if !resources.is_empty() => {
                (Sql::PageOfResources, keys(resources.iter().map(ResourceId::as_str))?)
            }
            (.., Some(id)) => (Sql::PageOfServices, keys([id.as_str()])?),
            _ => (Sql::PageOfAll, Value::Null),
        })
    }
}

impl Reading for BookingsPage<'_> {
    fn statements(&self) -> Result<Vec<Statement>> {
        let (sql, leading) = self.led_by()?;
        let BookingQuery {
            resources,
            subject,
            role,
            guardian,
            service,
            session,
            status,
            kind,
            range,
            after,
            limit,
        } = self.query;
        let range = range.unwrap_or_else(Interval::all);
        let some = |is_some: bool, keys: Result<Value>| if is_some { keys } else { Ok(Value::Null) };
        let params = [
            leading,
            range.start_secs().into(),
            range.end_secs().into(),
            after.as_ref().map(|after| after.start.timestamp()).into(),
            after.as_ref().map(|after| after.booking.as_str()).into(),
            // One more tells whether the list goes on.
            (i64::from(limit.get()) + 1).into(),
            some(!status.is_empty(), keys(status.iter().map(|state| state.as_str())))?,
            service.as_ref().map(ServiceId::as_str).into(),
            session.as_ref().map(SessionId::as_str).into(),
            kind.map(BookingKind::as_str).into(),
            some(!resources.is_empty(), keys(resources.iter().map(ResourceId::as_str)))?,
            subject.as_ref().map(SubjectId::as_str).into(),
            role.map(ParticipantRole::as_str).into(),
            guardian.as_ref().map(SubjectId::as_str).into(),
        ];
        Ok(vec![Statement::new(sql, self.tenant, params)])
    }

    fn row(&mut self, _: Sql, row: &dyn Row) -> Result<()> {
        self.found.push(booking::read(row)?);
        Ok(())
    }
}

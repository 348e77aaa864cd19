use super::statement::keys;
use super::{Reading, Row, Sql, Statement, booking, resource};
use crate::tenant::Tenant;
use kalends::Result;
use kalends::booking::Booking;
use kalends::id::{BookingId, ResourceId};
use kalends::interval::Interval;
use kalends::resource::Resource;
use kalends::service::Service;

macro_rules! listings {
    ($( $(#[doc = $doc:literal])+ $name:ident { $($field:ident: $ty:ty),* }
        reads $sql:ident with [$($param:expr),*] as $read:path => $record:ty; )*) => { $(
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
                $( let $field = &self.$field; )*
                Ok(vec![Statement::new(Sql::$sql, self.tenant, [$($param),*])])
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
    Resources {} reads AllResources with [] as resource::resource => Resource;
    /// Reads all services.
    Services {} reads AllServices with [] as resource::service => Service;
    /// Reads one booking.
    BookingById { id: &'a BookingId } reads Bookings with [keys([id.as_str()])?] as booking::read => Booking;
    /// Reads the bookings of a resource that overlap a range, cancelled ones too.
    BookingsOf { resource: &'a ResourceId, range: Interval }
        reads BookingsOfResource with [
            keys([resource.as_str()])?, range.start_secs().into(), range.end_secs().into()
        ] as booking::read => Booking;
}

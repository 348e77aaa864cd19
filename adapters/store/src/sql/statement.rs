use super::Row;
use crate::tenant::Tenant;
use kalends::error::port::UNSTORABLE;
use kalends::{Error, Result};

macro_rules! statements {
    ($( $(#[doc = $doc:literal])+ $name:ident, )*) => {
        /// The statements that exist; a dialect has a text for each.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Sql { $( $(#[doc = $doc])+ $name, )* }

        impl Sql {
            /// Every statement.
            pub const ALL: &'static [Self] = &[ $( Self::$name, )* ];
        }
    };
}

statements! {
    /// (tenant, id) → a booking.
    Booking,
    /// (tenant, id) → id, revision, body.
    Resource,
    /// (tenant, resource) → resource, kind, position, body; in order of kind and position.
    Rules,
    /// (tenant, id) → id, body.
    Service,
    /// (tenant, resource, start, end) → id, start, end, buffers of the confirmed bookings that overlap.
    BusyBookings,
    /// (tenant, resource, start, end) → source, start, end, event of what overlaps.
    BusyExternal,
    /// (tenant) → id, body of all, in order of id.
    Resources,
    /// (tenant) → id, body of all, in order of id.
    Services,
    /// (tenant, resource, start, end) → the bookings that overlap, cancelled ones too, in order of start and id.
    BookingsOf,
    /// (tenant, id) → id, if there is such a resource.
    KnownResource,
    /// (tenant, id) → id, version.
    Version,
    /// (tenant, resource, source) → resource, source, start, end, event; all.
    Spans,
    /// (tenant, id, body): a new resource at revision 0, or another body.
    PutResource,
    /// (tenant, resource, kind, position, id, body).
    PutRule,
    /// (tenant, resource, kind, position).
    DropRule,
    /// (tenant, id, body).
    PutService,
    /// (tenant, resource, source, longest).
    PutSource,
    /// (tenant, resource, source, start, end, event).
    AddSpan,
    /// (tenant, resource, source, start, end, event).
    DropSpan,
    /// (tenant, id, version, and the other columns of a booking).
    AddBooking,
    /// As `AddBooking`, where the version below is stored.
    ChangeBooking,
    /// (tenant, resource, longest): one revision on, and the longest booking at least that long.
    Revise,
}

/// A value that goes into a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A number.
    Integer(i64),
    /// Text.
    Text(String),
}

impl Value {
    /// A count, if it fits.
    pub(super) fn count(what: &'static str, count: u64) -> Result<Self> {
        let large = |_| Error::new(UNSTORABLE, format!("{what} {count} is too large to be stored"));
        i64::try_from(count).map(Self::Integer).map_err(large)
    }
}

/// A record as JSON.
pub(super) fn json<T: serde::Serialize>(record: &T) -> Result<String> {
    let failed = |error| Error::new(UNSTORABLE, format!("a record cannot be written as JSON: {error}"));
    serde_json::to_string(record).map_err(failed)
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// One statement with its parameters. One that writes changes exactly one row; if it changes another number, what
/// had been checked was not locked, and the transaction has to be given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Which.
    pub sql: Sql,
    /// Its parameters, in order.
    pub params: Vec<Value>,
}

impl Statement {
    /// Every statement's first parameter is the tenant.
    pub(super) fn new<const N: usize>(sql: Sql, tenant: &Tenant, params: [Value; N]) -> Self {
        let params = std::iter::once(tenant.as_str().into()).chain(params).collect();
        Self { sql, params }
    }
}

/// Something that is read by statements.
pub trait Reading {
    /// What to run, in this order; none depends on the rows of another.
    fn statements(&self) -> Vec<Statement>;

    /// Takes one row of one of them.
    ///
    /// # Errors
    /// `store.corrupt` for a row that does not read back.
    fn row(&mut self, sql: Sql, row: &dyn Row) -> Result<()>;
}

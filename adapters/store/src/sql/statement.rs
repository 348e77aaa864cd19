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
    /// (tenant, ids) → id, version, body, what is personal, of bookings. Keys come as a JSON array of texts.
    Bookings,
    /// (tenant, sessions) → as `Bookings`, all of each.
    BookingsOfSessions,
    /// (tenant, series) → as `Bookings`, all of each.
    BookingsOfSeries,
    /// (tenant, resources, range, last start and id, limit, and what narrows the list: states, service, session, kind,
    /// resources, subject, role, guardian) → as `Bookings`: a page of those that overlap the range, in order of start
    /// and id.
    PageOfResources,
    /// As `PageOfResources`, led by subjects.
    PageOfSubjects,
    /// As `PageOfResources`, led by those whom the guardian answers for.
    PageOfWards,
    /// As `PageOfResources`, led by sessions.
    PageOfSessions,
    /// As `PageOfResources`, led by services.
    PageOfServices,
    /// As `PageOfResources`, of all there are.
    PageOfAll,
    /// (tenant, ids) → id, version, body.
    Sessions,
    /// (tenant, ids) → id, version, body.
    Series,
    /// (tenant, ids) → id, revision, body.
    Resources,
    /// (tenant, resources) → resource, kind, position, body; in this order.
    Rules,
    /// (tenant, sets of tags) → as `Resources`, those that carry every tag of one of the sets.
    TaggedResources,
    /// (tenant, ids) → id, body.
    Services,
    /// (tenant, names as JSON objects of id and perhaps version) → id, version, body, and the version that was asked for
    /// or nothing.
    Policies,
    /// (tenant, client, first date) → the date of each grace token that the client has used since. Dates are days since
    /// 1970-01-01.
    TokensUsed,
    /// (tenant, ids) → id, newest version.
    NewestPolicies,
    /// (tenant, resources, start, end) → resource, session, start, end, buffers, units; the session's service, seats,
    /// place and whether it stays; id, party, expiry and hold's owner of one of its bookings that take time, or nulls:
    /// the uses that overlap with their buffers counted, a row for each such booking, in order of resource, start, session and booking.
    Taken,
    /// (tenant, resources, start, end) → resource, source, start, end, event of what overlaps.
    TakenOutside,
    /// (tenant, services, start, end) → as `Bookings` without what is personal: those that start in the span and take
    /// time.
    CountedOfServices,
    /// (tenant, resources, start, end) → the same of resources.
    CountedOfResources,
    /// (tenant) → id, body of all, in order of id.
    AllResources,
    /// (tenant) → id, body of all, in order of id.
    AllServices,
    /// (tenant) → id, version, body of all, in order of id and version.
    AllPolicies,
    /// (tenant, ids) → id, of those that there are.
    KnownResources,
    /// (tenant, ids) → id, version, body.
    Entries,
    /// (tenant, sessions, services) → as `Entries`: those that wait for one of the sessions or any time of one of the
    /// services, or have an offer of one of the sessions. One may come twice.
    Waiting,
    /// (tenant, session, service, client, whether also what is over, last time and id, limit) → as `Entries`: a page, in
    /// order of joining and id.
    PageOfEntries,
    /// (tenant, time, last time, kind and id, limit) → time, kind, id: a page of the bookings (kind 0) and entries
    /// (kind 1) that have lapsed, in this order.
    PageOfLapsed,
    /// (tenant, actor, subject or nothing, key) → fingerprint, time, answer.
    Request,
    /// (tenant, last position, limit) → position, kind, id, version, time, actor, subject, cause, action, body, hash
    /// before; in this order.
    Events,
    /// (tenant, entity's kind and id, last position, limit) → as `Events`, those of the entity.
    EventsOfEntity,
    /// (tenant, kind and id of the last one seen or twice nothing, limit) → kind, id, version, hash of the last event of
    /// each entity, in order of kind and id.
    Heads,
    /// (tenant, triples of kind, id, version) → kind, id, hash of the event.
    Links,
    /// (tenant, guardians) → guardian, ward.
    Wards,
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
    /// (tenant, id, version, body).
    AddPolicy,
    /// (tenant, resource, source, longest).
    PutSource,
    /// (tenant, resource, source, start, end, event).
    AddSpan,
    /// (tenant, resource, source, start, end, event).
    DropSpan,
    /// (tenant, actor, subject or nothing, key, fingerprint, time, answer).
    AddRequest,
    /// (tenant, kind, entity, version, time, actor, subject, cause, action, body, hash before, hash): at the next
    /// position.
    AddEvent,
    /// (tenant, longest, buffer): the longest session, and the longest time kept clear on one side of one, are at least
    /// that long.
    PutTenant,
    /// (tenant, guardian, ward).
    LinkGuardian,
    /// (tenant, guardian, ward).
    UnlinkGuardian,
    /// (tenant, id, version, body).
    AddSeries,
    /// As `AddSeries`, where the version below is stored.
    ChangeSeries,
    /// (tenant, id, version, session, service, session of the offer, client, whether it is live, time of joining, time
    /// when it lapses, body).
    AddEntry,
    /// As `AddEntry`, where the version below is stored.
    ChangeEntry,
    /// (tenant, id, version, service, seats, place, status, stays, body).
    AddSession,
    /// As `AddSession`, where the version below is stored.
    ChangeSession,
    /// (tenant, session, resource, start, end, buffers, units).
    AddUse,
    /// (tenant, session, resource, start).
    DropUse,
    /// (tenant, id, version, session, series, service, client, start, end, status, kind, whether it takes time, party, hold's
    /// owner, expiry, date of the token that its cancel used, body).
    AddBooking,
    /// As `AddBooking`, where the version below is stored.
    ChangeBooking,
    /// (tenant, booking, resource, start, end).
    AddBookingResource,
    /// (tenant, booking, resource, start).
    DropBookingResource,
    /// (tenant, booking, subject, role, start).
    AddSubject,
    /// (tenant, booking, subject, role, start).
    DropSubject,
    /// (tenant, booking, body).
    PutPrivate,
    /// (tenant, booking).
    DropPrivate,
    /// (tenant, resource): one revision on.
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

/// Keys as a JSON array.
pub(super) fn keys<'k>(keys: impl IntoIterator<Item = &'k str>) -> Result<Value> {
    json(&keys.into_iter().collect::<Vec<_>>()).map(Value::Text)
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
    ///
    /// # Errors
    /// `store.unstorable`.
    fn statements(&self) -> Result<Vec<Statement>>;

    /// What to run then, by the rows of those.
    ///
    /// # Errors
    /// `store.unstorable`.
    fn more(&self) -> Result<Vec<Statement>> {
        Ok(Vec::new())
    }

    /// Takes one row of one of them.
    ///
    /// # Errors
    /// `store.corrupt` for a row that does not read back.
    fn row(&mut self, sql: Sql, row: &dyn Row) -> Result<()>;
}

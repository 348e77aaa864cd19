use chrono::{DateTime, Utc};
use kalends::Result;
use kalends::audit::Code;
use kalends::booking::{Command, Order, Request};
use kalends::id::{BookingId, PlaceId, RequestId, SubjectId};
use kalends::rules::{Context, ReasonCode};
use std::num::NonZeroU32;

/// The circumstances of a question or a command, but for the time, which the engine knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circumstances {
    context: Context,
    by: Option<SubjectId>,
    cause: Option<Code>,
    key: Option<RequestId>,
}

impl Default for Circumstances {
    fn default() -> Self {
        Self::client()
    }
}

impl Circumstances {
    /// On behalf of someone who books.
    pub fn client() -> Self {
        Self::of(Context::client(DateTime::UNIX_EPOCH))
    }

    /// On behalf of someone whose time it is.
    pub fn host() -> Self {
        Self::of(Context::host(DateTime::UNIX_EPOCH))
    }

    /// As a context has them; its time does not count.
    pub const fn of(context: Context) -> Self {
        Self { context, by: None, cause: None, key: None }
    }

    /// The same, with who does it: for the record, and as the owner of a key of idempotency.
    #[must_use]
    pub fn by(self, subject: SubjectId) -> Self {
        Self { by: Some(subject), ..self }
    }

    /// The same, with why it is done: for the record.
    #[must_use]
    pub fn because(self, cause: Code) -> Self {
        Self { cause: Some(cause), ..self }
    }

    /// The same, with a key of the caller's: a command that comes again with it is answered as the first time, whatever has
    /// happened since. The key belongs to the actor and to who does it; with another command it is an error
    /// (`booking.key-reused`). What was refused is judged anew.
    #[must_use]
    pub fn keyed(self, key: RequestId) -> Self {
        Self { key: Some(key), ..self }
    }

    /// The same, to find a new time for a booking: its own time does not stand in its way.
    #[must_use]
    pub fn moving(self, booking: BookingId) -> Self {
        Self { context: Context { moving: Some(booking), ..self.context }, ..self }
    }

    /// The same for someone whose own holds do not stand in the way.
    #[must_use]
    pub fn hold_owner(self, owner: SubjectId) -> Self {
        Self { context: Context { hold_owner: Some(owner), ..self.context }, ..self }
    }

    /// The same for somebody whose bookings limits count.
    #[must_use]
    pub fn client_is(self, client: SubjectId) -> Self {
        Self { context: Context { client: Some(client), ..self.context }, ..self }
    }

    /// The same at a place.
    #[must_use]
    pub fn at_place(self, place: PlaceId) -> Self {
        Self { context: Context { place: Some(place), ..self.context }, ..self }
    }

    /// The same for so many people.
    #[must_use]
    pub fn party(self, party: NonZeroU32) -> Self {
        Self { context: Context { party, ..self.context }, ..self }
    }

    /// The same without regard to some reasons.
    #[must_use]
    pub fn waive(mut self, reasons: impl IntoIterator<Item = ReasonCode>) -> Self {
        self.context.waive.extend(reasons);
        self
    }

    /// A command under these circumstances, at `now`.
    pub(crate) fn order(&self, command: Command, now: DateTime<Utc>) -> Result<Order> {
        let request = self.key.clone().map(|key| Request::of(key, &command, &self.context)).transpose()?;
        let (by, cause) = (self.by.clone(), self.cause.clone());
        Ok(Order { by, cause, request, ..Order::new(command, self.at(now)) })
    }

    /// The circumstances at `now`.
    pub fn at(&self, now: DateTime<Utc>) -> Context {
        Context { now, ..self.context.clone() }
    }
}

use chrono::{DateTime, Utc};
use kalends::id::{BookingId, PlaceId, SubjectId};
use kalends::rules::{Context, ReasonCode};
use std::num::NonZeroU32;

/// The circumstances of a question or a command, but for the time, which the engine knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circumstances(Context);

impl Default for Circumstances {
    fn default() -> Self {
        Self::client()
    }
}

impl From<Context> for Circumstances {
    /// Those of a record; its time is left out.
    fn from(context: Context) -> Self {
        Self(context)
    }
}

impl Circumstances {
    /// On behalf of someone who books.
    pub fn client() -> Self {
        Self(Context::client(DateTime::UNIX_EPOCH))
    }

    /// On behalf of someone whose time it is.
    pub fn host() -> Self {
        Self(Context::host(DateTime::UNIX_EPOCH))
    }

    /// The same, to find a new time for a booking: its own time does not stand in its way.
    #[must_use]
    pub fn moving(self, booking: BookingId) -> Self {
        Self(Context { moving: Some(booking), ..self.0 })
    }

    /// The same for someone whose own holds do not stand in the way.
    #[must_use]
    pub fn hold_owner(self, owner: SubjectId) -> Self {
        Self(Context { hold_owner: Some(owner), ..self.0 })
    }

    /// The same for somebody whose bookings limits count.
    #[must_use]
    pub fn client_is(self, client: SubjectId) -> Self {
        Self(Context { client: Some(client), ..self.0 })
    }

    /// The same at a place.
    #[must_use]
    pub fn at_place(self, place: PlaceId) -> Self {
        Self(Context { place: Some(place), ..self.0 })
    }

    /// The same for so many people.
    #[must_use]
    pub fn party(self, party: NonZeroU32) -> Self {
        Self(Context { party, ..self.0 })
    }

    /// The same without regard to some reasons.
    #[must_use]
    pub fn waive(mut self, reasons: impl IntoIterator<Item = ReasonCode>) -> Self {
        self.0.waive.extend(reasons);
        self
    }

    /// The circumstances at `now`.
    pub fn at(&self, now: DateTime<Utc>) -> Context {
        Context { now, ..self.0.clone() }
    }
}

use chrono::{DateTime, Utc};
use kalends::id::BookingId;
use kalends::rules::{Actor, Context, ReasonCode};

/// The circumstances of a question or a command, but for the time, which the engine knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Circumstances {
    /// On whose behalf.
    pub actor: Actor,
    /// A booking that is to be moved: its own time does not stand in its way.
    pub moving: Option<BookingId>,
    /// Reasons that shall not count.
    pub waive: Vec<ReasonCode>,
}

impl Circumstances {
    /// On behalf of someone who books.
    pub fn client() -> Self {
        Self::default()
    }

    /// On behalf of someone whose time it is.
    pub fn host() -> Self {
        Self { actor: Actor::Host, ..Self::default() }
    }

    /// The same, to find a new time for a booking.
    #[must_use]
    pub fn moving(mut self, booking: BookingId) -> Self {
        self.moving = Some(booking);
        self
    }

    /// The same without regard to some reasons.
    #[must_use]
    pub fn waive(mut self, reasons: impl IntoIterator<Item = ReasonCode>) -> Self {
        self.waive.extend(reasons);
        self
    }

    /// The circumstances at `now`.
    pub fn at(&self, now: DateTime<Utc>) -> Context {
        let Self { actor, moving, waive } = self.clone();
        Context { now, actor, moving, waive }
    }
}

use kalends::booking::{Booking, View};
use kalends::id::{BookingId, ResourceId, SessionId};
use kalends::session::Session;
use std::collections::{BTreeMap, BTreeSet};

/// What a transaction has read of records that it may write. While it locks out other writers, and until it writes
/// itself, that stays true: what is here need not be read again.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// The resources that there are.
    pub(super) resources: BTreeSet<ResourceId>,
    /// Nothing for one that is not there.
    pub(super) sessions: BTreeMap<SessionId, Option<Session>>,
    /// Nothing for one that is not there.
    pub(super) bookings: BTreeMap<BookingId, Option<Booking>>,
}

impl Seen {
    /// Adds what was loaded.
    pub fn add(&mut self, view: &View) {
        self.resources.extend(view.resources.keys().cloned());
        for id in &view.need.sessions {
            self.sessions.insert(id.clone(), view.sessions.get(id).cloned());
        }
        for id in &view.need.bookings {
            self.bookings.entry(id.clone()).or_default();
        }
        let found = view.bookings.iter().map(|(id, booking)| (id.clone(), Some(booking.clone())));
        self.bookings.extend(found);
    }

    pub(super) fn session(&self, id: &SessionId) -> Option<&Session> {
        self.sessions.get(id)?.as_ref()
    }

    pub(super) fn booking(&self, id: &BookingId) -> Option<&Booking> {
        self.bookings.get(id)?.as_ref()
    }
}

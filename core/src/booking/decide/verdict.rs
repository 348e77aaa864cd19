use super::policy::Judged;
use crate::audit::Act;
use crate::booking::{BookedSeries, Booking, Changes, Scheduled};
use crate::error::Result;
use crate::id::BookingId;
use crate::impact::Orphan;
use crate::policy::Outcome;
use crate::rules::Reason;
use crate::series::Plan;
use crate::service::Service;
use crate::session::Session;
use crate::waitlist::Entry;
use std::collections::BTreeMap;

/// The answer to a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is done once the changes are written.
    Accept(Box<Accepted>),
    /// It cannot be done.
    Refuse(Box<Refused>),
}

/// What follows from an accepted command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// The bookings that it is about, as they stand afterwards; after the one that is booked, the holds of the caller's own
    /// that it has let go of.
    pub bookings: Vec<Booking>,
    /// The session that it is about, where it is about one.
    pub session: Option<Session>,
    /// The series that it is about, where it is about one.
    pub series: Option<BookedSeries>,
    /// What a split leaves of the series that it was split off from.
    pub before: Option<Box<BookedSeries>>,
    /// What was planned of the series, with the reasons of what could not be booked.
    pub plan: Option<Plan>,
    /// What the policies say to it, by booking: fees, tokens, deposits.
    pub outcomes: BTreeMap<BookingId, Outcome>,
    /// The resource that it is about, with its schedule, where it is about one.
    pub resource: Option<Box<Scheduled>>,
    /// The service that it is about, where it is about one that there is from then on.
    pub service: Option<Box<Service>>,
    /// What a changed schedule leaves outside opening hours: kept or cancelled, as the command says.
    pub orphans: Vec<Orphan>,
    /// The place in a waitlist that it is about, where it is about one.
    pub entry: Option<Entry>,
    /// Those who waited and have an offer now of what became free, in the order in which they got it.
    pub promoted: Vec<Entry>,
    /// What has to be written; nothing if the command had been carried out before.
    pub changes: Changes,
}

/// Why a command cannot be carried out, and what follows from that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refused {
    /// Why, in the order of the codes.
    pub reasons: Vec<Reason>,
    /// Of a series: every occurrence with its reasons.
    pub plan: Option<Plan>,
    /// Of a changed schedule: what it would leave outside opening hours.
    pub orphans: Vec<Orphan>,
    /// Those who waited and have an offer now of what became free with that.
    pub promoted: Vec<Entry>,
    /// What has to be written: a request that cannot be confirmed may be declined at once.
    pub changes: Changes,
}

impl Verdict {
    /// What has to be written.
    pub fn changes(&self) -> &Changes {
        match self {
            Self::Accept(accepted) => &accepted.changes,
            Self::Refuse(refused) => &refused.changes,
        }
    }

    /// Notes what has to be written.
    pub(in crate::booking) fn note(&mut self, act: &Act) -> Result<()> {
        let changes = match self {
            Self::Accept(accepted) => &mut accepted.changes,
            Self::Refuse(refused) => &mut refused.changes,
        };
        *changes = std::mem::take(changes).noted(act)?;
        Ok(())
    }

    pub(super) fn unchanged(booking: &Booking) -> Self {
        Self::Accept(Box::new(Accepted { bookings: vec![booking.clone()], ..Accepted::default() }))
    }

    pub(super) fn unchanged_session(session: &Session) -> Self {
        Self::Accept(Box::new(Accepted { session: Some(session.clone()), ..Accepted::default() }))
    }

    /// A booking has changed, and with it these sessions.
    pub(super) fn changed(booking: Booking, sessions: impl IntoIterator<Item = Session>) -> Self {
        let changes = Changes {
            sessions: sessions.into_iter().collect(),
            bookings: vec![booking.clone()],
            ..Changes::default()
        };
        Self::Accept(Box::new(Accepted { bookings: vec![booking], changes, ..Accepted::default() }))
    }

    /// A session has changed, and with it these bookings.
    pub(super) fn changed_session(session: Session, bookings: Vec<Booking>) -> Self {
        let changes =
            Changes { sessions: vec![session.clone()], bookings: bookings.clone(), ..Changes::default() };
        Self::Accept(Box::new(Accepted { bookings, session: Some(session), changes, ..Accepted::default() }))
    }

    /// The same with what a policy has said.
    #[must_use]
    pub(super) fn saying(mut self, judged: impl IntoIterator<Item = (BookingId, Judged)>) -> Self {
        if let Self::Accept(accepted) = &mut self {
            accepted.outcomes.extend(judged.into_iter().map(|(id, judged)| (id, judged.outcome)));
        }
        self
    }

    /// A place in a waitlist has changed, and what holds an offer for it.
    pub(super) fn changed_entry(
        entry: Entry,
        bookings: Vec<Booking>,
        sessions: impl IntoIterator<Item = Session>,
    ) -> Self {
        let changes = Changes {
            sessions: sessions.into_iter().collect(),
            bookings: bookings.clone(),
            entries: vec![entry.clone()],
            ..Changes::default()
        };
        Self::Accept(Box::new(Accepted { bookings, entry: Some(entry), changes, ..Accepted::default() }))
    }

    /// Adds what follows for those who wait.
    pub(in crate::booking) fn promote(&mut self, later: Changes) {
        let offered = later.entries.iter().filter(|entry| entry.offer().is_some()).cloned();
        match self {
            Self::Accept(accepted) => {
                accepted.promoted.extend(offered);
                if let Some(entry) = &mut accepted.entry {
                    let latest = later.entries.iter().rev().find(|one| one.id == entry.id);
                    latest.into_iter().for_each(|latest| entry.clone_from(latest));
                }
                accepted.changes.append(later);
            }
            Self::Refuse(refused) => {
                refused.promoted.extend(offered);
                refused.changes.append(later);
            }
        }
    }

    pub(super) fn refused(reasons: Vec<Reason>) -> Self {
        Self::Refuse(Box::new(Refused { reasons, ..Refused::default() }))
    }
}

impl Accepted {
    /// The booking that the command is about, if it is about one.
    pub fn booking(&self) -> Option<&Booking> {
        self.bookings.first()
    }
}
